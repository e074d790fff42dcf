// What the page of a review does in the browser: from change to change by key, a
// filter of the reports, and the pages before and after, drawn when they are opened.
// Without it all of the page but these pages can be read.
"use strict";
(() => {
	const all = (selector, from = document) => [...from.querySelectorAll(selector)];
	const one = (selector, from = document) => from.querySelector(selector);
	const articles = all("article");
	const stops = all("[data-change]");
	const counter = one(".bar output");
	const help = one("#help");
	let at = null;

	const shown = e => !e.closest("[hidden]");

	// beside finds the stop after or before the place where the reader is.
	const beside = (list, step) => {
		const i = list.indexOf(at);
		if (i >= 0) return list[i + step];
		const from = at && at.isConnected && shown(at) ? at : null;
		const behind = e => from ? from.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING : e.getBoundingClientRect().top > 8;
		return step > 0 ? list.find(behind) : list.findLast(e => !behind(e) && e !== from);
	};

	const go = e => {
		if (!e) return;
		if (at) at.removeAttribute("aria-current");
		at = e;
		e.setAttribute("aria-current", "true");
		e.tabIndex = -1;
		e.focus({ preventScroll: true });
		e.scrollIntoView({ block: "center" });
		count();
	};

	const count = () => {
		const list = stops.filter(shown);
		const i = list.indexOf(at);
		counter.textContent = (i < 0 ? "" : i + 1 + " / ") + list.length;
	};

	const move = step => go(beside(stops.filter(shown), step));
	const report = step => {
		const list = articles.filter(shown);
		const here = at && at.closest("article");
		const i = list.indexOf(here);
		const to = i < 0 ? list[0] : list[i + step];
		if (to) go(one("h2", to));
	};

	// draw puts the two pages of a report in its panes.
	const draw = details => {
		if (details.dataset.drawn) return;
		details.dataset.drawn = "true";
		const changed = all("[data-cell]", details.closest("article")).map(e => e.dataset.cell);
		for (const pane of all(".pane", details)) {
			const page = one("template", pane).content;
			for (const e of all("img, iframe, video, audio, object, embed", page)) e.replaceWith("［" + (e.getAttribute("alt") || e.localName) + "］");
			for (const e of all("a[href]", page)) if (!e.getAttribute("href").startsWith("#")) e.removeAttribute("href");
			for (const id of changed) { const e = page.getElementById(id); if (e) e.classList.add("differs"); }
			const root = pane.attachShadow({ mode: "open" });
			root.append(one("#style").cloneNode(true), page);
		}
	};
	for (const details of all("details.panes")) details.addEventListener("toggle", () => details.open && draw(details));

	const panes = () => {
		const article = (at || document.activeElement).closest("article") || articles.find(a => shown(a) && a.getBoundingClientRect().bottom > 8);
		const details = article && one("details.panes", article);
		if (details) details.open = !details.open;
	};

	// filter shows the reports of a kind only.
	const filter = kind => {
		let n = 0;
		for (const e of all("article, .side li")) {
			e.hidden = kind !== "all" && !e.dataset.kind.split(" ").includes(kind);
			if (!e.hidden && e.localName === "article") n++;
		}
		one(".shown").textContent = kind === "all" ? "" : n + " / " + articles.length;
		count();
	};
	const radios = all(".filter input");
	for (const r of radios) r.addEventListener("change", () => filter(r.value));

	// A link to a report that the filter hides shows it again.
	const follow = () => {
		const e = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		if (!e || shown(e)) return;
		radios[0].checked = true;
		filter("all");
		e.scrollIntoView();
	};
	addEventListener("hashchange", follow);

	const links = new Map(all(".side a").map(a => [decodeURIComponent(a.hash.slice(1)), a]));
	const seen = new IntersectionObserver(entries => {
		for (const { target, isIntersecting } of entries) {
			const a = links.get(target.id);
			if (!a || !isIntersecting) continue;
			for (const b of all(".side a[aria-current]")) b.removeAttribute("aria-current");
			a.setAttribute("aria-current", "true");
		}
	}, { rootMargin: "-10% 0px -80% 0px" });
	for (const a of articles) seen.observe(a);

	const doings = {
		next: () => move(1), previous: () => move(-1), print: () => print(),
		help: () => help.open ? help.close() : help.showModal(), close: () => help.close(),
	};
	const keys = { n: doings.next, j: doings.next, p: doings.previous, k: doings.previous, N: () => report(1), J: () => report(1), P: () => report(-1), K: () => report(-1), v: panes, "?": doings.help };
	addEventListener("keydown", e => {
		if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("textarea, input[type=text]") || help.open && e.key !== "?") return;
		const f = keys[e.key];
		if (f) { e.preventDefault(); f(); }
	});
	for (const b of all("[data-do]")) b.addEventListener("click", doings[b.dataset.do]);

	one(".bar").hidden = one(".filter").hidden = false;
	count();
	follow();
})();
