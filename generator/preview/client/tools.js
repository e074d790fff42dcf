// The preview's own elements in a page: the bar in the corner, the overlay of
// problems, tips and words.
const host = document.createElement("data-preview-tools");
const root = host.attachShadow({ mode: "open" });
let greeting = null;

const bar = make("div", { class: "bar" });
const overlay = make("div", { class: "overlay", hidden: true });
const panel = make("section", { class: "panel", hidden: true });
const tip = make("div", { class: "tip", role: "tooltip", id: "tip", hidden: true });
const said = make("div", { class: "said", hidden: true });
const status = make("p", { class: "unseen", role: "status" });

function showTools() {
	if (host.isConnected) {
		return;
	}
	root.adoptedStyleSheets = [sheet(toolsLook)];
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet(pageLook)];
	root.append(bar, panel, overlay, tip, said, status);
	document.body.append(host);
}

// say shows a few words for a moment, and reads them out.
let saying = 0;
function say(text) {
	said.textContent = status.textContent = text;
	said.hidden = false;
	clearTimeout(saying);
	saying = setTimeout(() => { said.hidden = true; }, 2500);
}

function showTip(around, ...content) {
	tip.replaceChildren(...content);
	tip.hidden = false;
	const box = tip.getBoundingClientRect();
	const below = around.bottom + 6 + box.height < innerHeight;
	tip.style.left = Math.max(12, Math.min(around.left, innerWidth - box.width - 12)) + "px";
	tip.style.top = Math.max(4, below ? around.bottom + 6 : around.top - box.height - 6) + "px";
}

function hideTip() {
	tip.hidden = true;
}

// Where a place leads: to the editor by its address, to the server, which opens it,
// or to the clipboard.
function editorLink(file, line, column) {
	if (!greeting.editor || file.includes(":themes/")) {
		return null;
	}
	const path = /^([A-Za-z]:)?\//.test(file) ? file : greeting.folder + "/" + file;
	const values = { path: encodeURI(path).replace(/[?#]/g, encodeURIComponent), line: line || 1, column: column || 1 };
	return greeting.editor.replace(/\{(path|line|column)\}/g, (_, name) => values[name]);
}

async function openPlace(file, line, column) {
	const place = line ? file + ":" + line : file;
	const link = editorLink(file, line, column);
	if (link) {
		make("a", { href: link }).click();
		return say(words.opened(place));
	}
	if (greeting.opens && !file.includes(":themes/")) {
		const query = new URLSearchParams({ file, line: line || 1, column: column || 1 });
		const answer = await fetch("/.gongkai/open?" + query, { method: "POST", headers: { "Gongkai-Token": greeting.token } }).catch(() => null);
		return say(answer?.ok ? words.opened(place) : answer ? await answer.text() : words.lost);
	}
	await navigator.clipboard?.writeText(place).catch(() => {});
	say(words.copied(place));
}

function placeButton(p) {
	const link = editorLink(p.file, p.line, p.column);
	if (link) {
		return make("a", { class: "button", href: link }, words.open);
	}
	return make("button", { type: "button", onclick: () => openPlace(p.file, p.line, p.column) }, greeting.opens ? words.open : words.copy);
}

// Problems lie over the page until they are mended, or folded away. What was folded
// away comes back when there is one that was not there before.
let problems = { count: 0, problems: [] };
let folded = new Set();

const identity = (p) => p.file + "\n" + p.rule + "\n" + p.text;

function showProblems(now) {
	const before = problems.count;
	problems = now;
	if (now.count === 0) {
		folded = new Set();
		if (before > 0) {
			status.textContent = words.mended;
		}
	}
	drawOverlay();
	drawBar();
}

function drawOverlay() {
	const was = overlay.hidden, focused = overlay.contains(root.activeElement);
	overlay.hidden = problems.count === 0 || problems.problems.every((p) => folded.has(identity(p)));
	if (overlay.hidden) {
		overlay.replaceChildren();
		return;
	}
	const place = overlay.querySelector(".sheet")?.scrollTop ?? 0;
	const left = problems.count - problems.problems.length;
	const sheet = make("div", { class: "sheet", role: "dialog", "aria-labelledby": "problems", tabindex: "-1" },
		make("header", {}, make("h2", { id: "problems", class: "error" }, words.title(problems.count)),
			make("button", { type: "button", class: "fold", onclick: fold }, words.fold + " Esc")),
		make("ol", {}, ...problems.problems.map(drawProblem)),
		left > 0 ? make("p", { class: "more" }, words.more(left)) : null);
	overlay.replaceChildren(sheet);
	sheet.scrollTop = place;
	if (focused) {
		sheet.focus({ preventScroll: true });
	}
	if (was) {
		status.textContent = words.errors(problems.count) + ": " + problems.problems[0].text;
		if (document.activeElement === document.body) {
			sheet.focus({ preventScroll: true }); // nobody is typing
		}
	}
}

function drawProblem(p) {
	return make("li", {},
		make("div", { class: "where" }, make("span", { class: "place" }, p.place), placeButton(p)),
		make("p", { class: "text" }, p.text),
		p.excerpt ? make("div", { class: "excerpt" }, ...p.excerpt.map((line) => drawLine(line, p))) : null,
		p.hint ? make("p", { class: "hint" }, `${words.hint}：${p.hint}`) : null);
}

// drawLine cuts long lines around the place that is meant.
function drawLine({ line, text }, p) {
	const most = 160, letters = [...text];
	const wrong = line === p.line, at = wrong && p.column > 0 ? p.column - 1 : -1;
	const from = at > most * .6 ? at - Math.floor(most * .4) : 0, to = Math.min(letters.length, from + most);
	const part = (i, j) => letters.slice(Math.max(i, from), Math.min(j, to)).join("");
	const code = make("span", { class: "code" }, from > 0 ? "…" : "");
	if (at < 0) {
		code.append(part(0, letters.length));
	} else {
		code.append(part(0, at), make("mark", {}, part(at, at + 1) || " "), part(at + 1, letters.length));
	}
	code.append(to < letters.length ? "…" : "");
	return make("div", { class: wrong ? "wrong" : "" }, make("span", { class: "line" }, String(line)), code);
}

function fold() {
	folded = new Set(problems.problems.map(identity));
	drawOverlay();
	drawBar();
	bar.querySelector(".broken")?.focus({ preventScroll: true });
}

function unfold() {
	folded = new Set();
	drawOverlay();
	overlay.querySelector(".sheet")?.focus({ preventScroll: true });
}

addEventListener("keydown", (event) => {
	if (event.key !== "Escape" || event.isComposing) {
		return;
	}
	if (!overlay.hidden) {
		fold();
		event.stopImmediatePropagation();
	} else if (!panel.hidden) {
		togglePanel(false);
		event.stopImmediatePropagation();
	}
}, true);

// The bar says how the preview stands and opens the rest.
let connected = true;
function drawBar() {
	const focused = root.activeElement?.className;
	const n = notes?.findings?.filter((f) => !f.waived).length ?? 0;
	const worst = ["error", "warning", "notice"].find((s) => notes?.findings?.some((f) => f.severity === s && !f.waived));
	bar.replaceChildren(...[
		!connected && make("span", { class: "lost" }, words.lost),
		problems.count > 0 && overlay.hidden && make("button", { type: "button", class: "broken", "aria-label": words.unfold, onclick: unfold }, "✗ " + words.errors(problems.count)),
		make("button", { type: "button", class: "count", "aria-expanded": String(!panel.hidden), onclick: () => togglePanel(panel.hidden) },
			words.preview, n > 0 ? make("span", { class: worst }, " · " + words.findings(n)) : ""),
		document.querySelector(".notice.draft") && make("span", { class: "draft", title: words.drafted }, words.draft),
	].filter(Boolean));
	if (focused) {
		[...bar.children].find((child) => child.className === focused)?.focus({ preventScroll: true });
	}
}
