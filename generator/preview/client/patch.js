// patch turns the open page into its new version by changing what differs: a cell,
// a sentence, a style sheet. That is quicker than loading the page anew, and
// scroll, focus and open details stay as they are. It compares the page as it was
// sent with the page as it is sent now; where the open page is not as it was sent,
// because a script has changed it, or where a script would have to look at what is
// new, it does nothing and says so: then the page is loaded anew.
const touchy = "script, style, nav, form, button, input, select, textarea, iframe, object, embed, template, details, dialog, canvas, video, audio, noscript";
const lineAttribute = "data-preview-line";

function patch(before, after) {
	const changes = [];
	const own = takeOff();
	const fits = compare(before.documentElement, after.documentElement, document.documentElement, changes);
	if (fits) {
		for (const change of changes) {
			change();
		}
	}
	own();
	return fits;
}

// compare collects the changes that make the open element like the new one.
function compare(old, next, open, changes) {
	if (old.nodeType !== next.nodeType || old.nodeName !== next.nodeName || old.nodeName !== open.nodeName) {
		return false;
	}
	if (old.isEqualNode(next)) {
		return true;
	}
	if (old.nodeType !== Node.ELEMENT_NODE) {
		changes.push(() => { open.nodeValue = next.nodeValue; });
		return open.nodeValue === old.nodeValue;
	}
	if (old.matches("link[rel~=stylesheet]")) {
		changes.push(() => swapStyle(open, next));
		return old.getAttribute("media") === next.getAttribute("media");
	}
	const data = old.matches("script[type='application/ld+json']");
	if (old.matches(touchy) && !data && withoutLines(old) !== withoutLines(next)) {
		return false;
	}
	return compareAttributes(old, next, open, changes) && compareChildren(old, next, open, changes);
}

function compareAttributes(old, next, open, changes) {
	for (const name of new Set([...old.getAttributeNames(), ...next.getAttributeNames()])) {
		const was = old.getAttribute(name), is = next.getAttribute(name);
		if (was === is) {
			continue;
		}
		if (open.getAttribute(name) !== was || old.nodeName === "META" && old.httpEquiv) {
			return false;
		}
		changes.push(() => is === null ? open.removeAttribute(name) : open.setAttribute(name, is));
	}
	return true;
}

function compareChildren(old, next, open, changes) {
	const was = children(old), is = children(next), here = children(open);
	if (was.length !== here.length) {
		return false;
	}
	const same = (i, j) => was[i].nodeName === is[j].nodeName;
	if (was.length === is.length && was.every((_, i) => same(i, i))) {
		return was.every((_, i) => compare(was[i], is[i], here[i], changes));
	}
	// Some were added or taken away: what is alike at both ends stays.
	const key = (node) => node.nodeType === Node.ELEMENT_NODE ? withoutLines(node) : node.nodeName + node.nodeValue;
	const wasKeys = was.map(key), isKeys = is.map(key);
	let head = 0, tail = 0;
	const shorter = Math.min(was.length, is.length);
	while (head < shorter && wasKeys[head] === isKeys[head]) {
		head++;
	}
	while (tail < shorter - head && wasKeys[was.length - 1 - tail] === isKeys[is.length - 1 - tail]) {
		tail++;
	}
	const goes = was.slice(head, was.length - tail), comes = is.slice(head, is.length - tail);
	if ([...goes, ...comes].some(needsScript) || goes.some((node, i) => !here[head + i].isEqualNode(node))) {
		return false;
	}
	for (let i = 0; i < was.length; i++) {
		const j = i < head ? i : i - was.length + is.length;
		if ((i < head || i >= was.length - tail) && !compare(was[i], is[j], here[i], changes)) {
			return false;
		}
	}
	const end = here[was.length - tail] ?? null;
	changes.push(() => {
		for (let i = head; i < was.length - tail; i++) {
			here[i].remove();
		}
		for (const node of comes) {
			open.insertBefore(document.importNode(node, true), end);
		}
	});
	return true;
}

// children gives the nodes of an element that are the page's own.
function children(element) {
	return [...element.childNodes].filter((node) =>
		!(node.nodeType === Node.ELEMENT_NODE && (node.localName.startsWith("data-preview") || node.hasAttribute("data-preview"))));
}

function needsScript(node) {
	return node.nodeType === Node.ELEMENT_NODE && (node.matches(touchy + ", section[aria-labelledby], link, meta, title") || node.querySelector(touchy + ", section[aria-labelledby]") !== null);
}

// withoutLines gives an element as text, without the lines that it comes from: they
// change with every line above.
function withoutLines(element) {
	return element.outerHTML.replace(/ data-preview-line="\d+"/g, "");
}

// swapStyle loads the new style sheet and takes the old one away when it is there,
// so that the page never stands without.
function swapStyle(open, next) {
	const fresh = document.importNode(next);
	fresh.addEventListener("load", () => open.remove());
	fresh.addEventListener("error", () => open.remove());
	open.setAttribute("data-preview-old", "");
	open.after(fresh);
}
