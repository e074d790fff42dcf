// The search page: what is typed is looked for at once; the query, the facets, the
// order and the page of results stand in the address.
(function () {
	"use strict";

	const perPage = 20, shownFacets = 10;
	const engine = window.gongkai?.searcher;
	const input = document.getElementById("q");
	const said = document.getElementById("said");
	const results = document.getElementById("results");
	const facets = document.getElementById("facets");
	const narrow = document.getElementById("narrow");
	const pages = document.getElementById("pages");
	const sort = document.getElementById("sort");
	const note = document.getElementById("note");
	const facetNames = {year: "年度", agency: "机关", kind: "类别", catalogue: "目录"};
	const opened = new Set(); // facets that show all
	const root = engine.root;

	// The state is what the address says.
	function fromAddress() {
		const p = new URLSearchParams(location.search || location.hash.slice(1));
		const filters = {};
		for (const name of Object.keys(facetNames)) {
			filters[name] = p.getAll(name);
		}
		return {q: p.get("q") || "", filters, sort: p.get("sort") || "", page: Math.max(1, Number(p.get("page")) || 1)};
	}
	let state = fromAddress();

	function address(changes) {
		const s = {...state, ...changes};
		const p = new URLSearchParams();
		if (s.q) {
			p.set("q", s.q);
		}
		for (const [name, values] of Object.entries(s.filters)) {
			values.forEach((v) => p.append(name, v));
		}
		if (s.sort) {
			p.set("sort", s.sort);
		}
		if (s.page > 1) {
			p.set("page", s.page);
		}
		return "?" + p;
	}

	// go changes the state; a deliberate step can be undone by the back button.
	function go(changes, step) {
		state = {...state, ...changes};
		try {
			history[step ? "pushState" : "replaceState"](null, "", address({}));
		} catch {
			// A browser may forbid it for files on a disk.
			location.replace("#" + address({}).slice(1));
		}
		return show();
	}

	const make = (name, attributes = {}, ...children) => {
		const e = document.createElement(name);
		for (const [key, value] of Object.entries(attributes)) {
			e[key] = value;
		}
		e.append(...children);
		return e;
	};

	// show searches and shows the page of results that the state says.
	async function show() {
		const now = state;
		results.setAttribute("aria-busy", "true");
		try {
			if (now.q.trim() === "") {
				engine.cancel();
				clear();
				return;
			}
			const found = await engine.search(now.q, {filters: now.filters, sort: now.sort});
			draw(found);
		} catch (err) {
			if (err.name !== "AbortError") {
				clear();
				said.textContent = "检索没有完成：" + err.message + "。请检查网络后再试，或者按年度、机关查找。";
			}
			return;
		}
		results.removeAttribute("aria-busy");
	}

	function clear() {
		said.textContent = "";
		note.textContent = "";
		results.replaceChildren();
		facets.replaceChildren();
		pages.replaceChildren();
		narrow.hidden = sort.parentElement.hidden = true;
	}

	function draw(found) {
		const last = Math.max(1, Math.ceil(found.total / perPage));
		const page = Math.min(state.page, last);
		const hits = found.hits.slice((page - 1) * perPage, page * perPage);
		said.textContent = found.total === 0 ? "没有找到。" : `共 ${found.total} 项` + (last > 1 ? `，第 ${page} 页，共 ${last} 页。` : "。");
		note.replaceChildren(...found.query.problems.map((p) => make("span", {}, p.text + "。")));
		if (found.total === 0 && found.suggestions.length > 0) {
			note.append("也许您要找的是：", ...found.suggestions.flatMap((s) => [make("a", {href: address({q: s.query, filters: {}, page: 1})}, s.label), "　"]));
		}
		const terms = gongkai.marked(found.query);
		results.start = (page - 1) * perPage + 1;
		results.replaceChildren(...hits.map((hit) => item(hit, terms)));
		drawFacets(found.facets);
		drawPages(page, last);
		sort.parentElement.hidden = found.total === 0;
		sort.value = state.sort;
	}

	// item makes one result. Its excerpts come when its page has been read.
	function item(hit, terms) {
		const link = window.gongkaiLink(root + hit.url);
		const to = (id) => link + "?q=" + encodeURIComponent(state.q) + (id ? "#" + encodeURIComponent(id) : "");
		const title = make("a", {href: to("")}, hit.title || `${hit.agencyName} ${hit.year}年`);
		const excerpts = make("ul", {className: "excerpts"});
		const li = make("li", {}, make("article", {},
			make("h2", {}, title),
			make("p", {className: "note"}, hit.kind === "report" ? `${hit.agencyName}　${hit.year}年` : "其他网页"),
			excerpts));
		engine.text(hit.id).then((blocks) => {
			const heading = blocks.find((b) => b.kind === "title");
			if (heading) {
				title.replaceChildren(...pieces(heading, terms, 0, heading.raw.length));
			}
			excerpts.replaceChildren(...excerptsOf(blocks, terms).map(({block, label, from, to: end}) => {
				const id = block.id ?? gongkai.idOf(block.element);
				return make("li", {}, ...(label ? [make("a", {href: to(id)}, label), "："] : []), ...pieces(block, terms, from, end));
			}));
		}, () => excerpts.replaceChildren(make("li", {}, "读不到这一页。")));
		return li;
	}

	const squeeze = (text) => text.replace(/\s+/g, " ");

	// pieces gives a part of a block's text with the hits marked.
	function pieces(block, terms, start, end) {
		const out = [];
		let at = start;
		for (const [from, to] of gongkai.hits(block.text, terms)) {
			const a = Math.max(block.from[from], at), b = Math.min(block.from[to], end);
			if (a >= b) {
				continue;
			}
			out.push(squeeze(block.raw.slice(at, a)), make("mark", {}, squeeze(block.raw.slice(a, b))));
			at = b;
		}
		out.push(squeeze(block.raw.slice(at, end)));
		if (start > 0) {
			out.unshift("…");
		}
		if (end < block.raw.length) {
			out.push("…");
		}
		return out;
	}

	// excerptsOf gives the best places of a page: those with most terms first, at most
	// three, in the order of the text. A cell is named by its row and column.
	function excerptsOf(blocks, terms) {
		const found = [];
		blocks.forEach((block, i) => {
			const hits = block.kind === "title" ? [] : gongkai.hits(block.text, terms);
			if (hits.length > 0) {
				const different = terms.filter((t) => block.text.includes(t)).length;
				const at = block.from[hits[0][0]];
				const from = block.raw.length <= 120 ? 0 : Math.max(0, at - 30);
				found.push({block, i, different, from, to: Math.min(block.raw.length, from + 120), label: cellLabel(block)});
			}
		});
		found.sort((a, b) => b.different - a.different || a.i - b.i);
		return found.slice(0, 3).sort((a, b) => a.i - b.i);
	}

	// cellLabel names a cell of a table by the heads of its row and column, and an entry
	// of the card by what it is.
	function cellLabel(block) {
		const cell = block.element;
		if (cell?.nodeName === "DD") {
			return squeeze(cell.previousElementSibling?.textContent.trim() ?? "");
		}
		if (block.kind !== "cell" || !cell || cell.nodeName !== "TD") {
			return "";
		}
		const row = [...cell.parentElement.cells].filter((c) => c.nodeName === "TH").map((c) => squeeze(c.textContent.trim()));
		const heads = (cell.headers || "").split(" ").filter(Boolean).map((id) => cell.ownerDocument.getElementById(id)).filter(Boolean).map((c) => squeeze(c.textContent.trim()));
		return [...new Set([...row, ...heads])].join(" · ");
	}

	function drawFacets(all) {
		const focused = document.activeElement?.id;
		facets.replaceChildren(...Object.entries(facetNames).filter(([name]) => all[name].length > 1 || state.filters[name].length > 0).map(([name, label]) => {
			const chosen = new Set(state.filters[name]);
			const entries = all[name].filter((e, i) => i < shownFacets || opened.has(name) || chosen.has(e.value));
			const box = make("fieldset", {}, make("legend", {}, label));
			for (const e of entries) {
				const check = make("input", {type: "checkbox", checked: chosen.has(e.value), id: `facet-${name}-${e.value}`});
				check.addEventListener("change", () => {
					const values = check.checked ? [...chosen, e.value] : [...chosen].filter((v) => v !== e.value);
					go({filters: {...state.filters, [name]: values}, page: 1}, true);
				});
				box.append(make("label", {}, check, ` ${e.label} (${e.count})`));
			}
			if (entries.length < all[name].length) {
				const more = make("button", {type: "button"}, `显示全部 ${all[name].length} 个`);
				more.addEventListener("click", () => {
					opened.add(name);
					drawFacets(all);
				});
				box.append(more);
			}
			return box;
		}));
		narrow.hidden = facets.children.length === 0;
		if (focused) {
			document.getElementById(focused)?.focus();
		}
	}

	function drawPages(page, last) {
		const numbers = [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, last])].filter((n) => n >= 1 && n <= last);
		const links = [];
		numbers.forEach((n, i) => {
			if (i > 0 && n > numbers[i - 1] + 1) {
				links.push(make("span", {}, "…"));
			}
			const link = make("a", {href: address({page: n})}, String(n));
			if (n === page) {
				link.setAttribute("aria-current", "page");
			}
			link.addEventListener("click", (event) => {
				event.preventDefault();
				go({page: n}, true).then(() => said.scrollIntoView());
			});
			links.push(link);
		});
		pages.replaceChildren(...(last > 1 ? links : []));
	}

	// Typing: nothing happens while an input method composes.
	let waiting = 0;
	const typed = () => {
		clearTimeout(waiting);
		waiting = setTimeout(() => go({q: input.value, page: 1}, false), 80);
	};
	input.addEventListener("input", (event) => {
		if (!event.isComposing) {
			typed();
		}
	});
	input.addEventListener("compositionend", typed);
	input.form.addEventListener("submit", (event) => {
		event.preventDefault();
		clearTimeout(waiting);
		go({q: input.value, page: 1}, true);
	});
	sort.addEventListener("change", () => go({sort: sort.value, page: 1}, true));
	addEventListener("popstate", () => {
		state = fromAddress();
		input.value = state.q;
		show();
	});

	// The arrows go through the results, / to the box, Esc empties it.
	addEventListener("keydown", (event) => {
		if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
			return;
		}
		const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName);
		const links = [...results.querySelectorAll("h2 a")];
		const at = links.indexOf(document.activeElement);
		if (event.key === "/" && !typing) {
			event.preventDefault();
			input.focus();
		} else if (event.key === "Escape" && event.target === input) {
			input.value = "";
			typed();
		} else if (event.key === "ArrowDown" && (event.target === input || at >= 0)) {
			event.preventDefault();
			links[Math.min(at + 1, links.length - 1)]?.focus();
		} else if (event.key === "ArrowUp" && at >= 0) {
			event.preventDefault();
			(at === 0 ? input : links[at - 1]).focus();
		}
	});

	narrow.open = matchMedia("(min-width: 56rem)").matches;
	input.value = state.q;
	show();
})();
