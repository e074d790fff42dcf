// The search page: what is typed is looked for at once; the query, the facets, the
// order and the page of results stand in the address.
(function () {
	"use strict";

	const perPage = 20;
	const shownFacets = 10; // of a facet, until a reader asks for all
	const shortPause = 80, rest = 250, longRest = 700; // ms after a letter: search; read pages; announce
	const keptTexts = 100;

	const engine = window.gongkai?.searcher;
	if (!engine) {
		return; // site.js says so
	}
	const $ = (id) => document.getElementById(id);
	const input = $("q"), said = $("said"), count = $("count"), note = $("note"), chosen = $("chosen"), near = $("near");
	const results = $("results"), facets = $("facets"), narrow = $("narrow"), pages = $("pages"), sort = $("sort");
	const trouble = $("trouble"), found = $("found"), help = $("help"), explain = $("explain");
	const facetNames = {year: "年度", agency: "机关", kind: "类别", catalogue: "目录"};
	const title = document.title;
	const fromDisk = location.protocol === "file:";

	const make = (name, attributes = {}, ...children) => {
		const e = document.createElement(name);
		for (const [key, value] of Object.entries(attributes)) {
			if (key in e) {
				e[key] = value;
			} else {
				e.setAttribute(key, value);
			}
		}
		e.append(...children);
		return e;
	};
	const plainClick = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
	const onClick = (e, act) => {
		e.addEventListener("click", (event) => {
			if (plainClick(event)) {
				event.preventDefault();
				act();
			}
		});
		return e;
	};

	// The state is what the address says.
	function fromAddress() {
		const p = new URLSearchParams(/^#(q|year|agency|kind|catalogue|sort|page)=/.test(location.hash) ? location.hash.slice(1) : location.search);
		const filters = {};
		for (const name of Object.keys(facetNames)) {
			filters[name] = [...new Set(p.getAll(name))];
		}
		const order = p.get("sort") || "";
		return {
			q: p.get("q") || "", filters, sort: [...sort.options].some((o) => o.value === order) ? order : "",
			page: Math.max(1, Math.floor(Number(p.get("page"))) || 1),
		};
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
	const noFilters = () => Object.fromEntries(Object.keys(facetNames).map((name) => [name, []]));
	const filtered = () => Object.values(state.filters).some((values) => values.length > 0);

	// History. An entry is a step of the reader: a query, a facet, a page. What is
	// typed letter by letter is one entry. Each remembers how far it was scrolled.
	history.scrollRestoration = "manual";
	let typing = false; // the entry is being typed
	function remember(push, data) {
		try {
			history[push ? "pushState" : "replaceState"](data, "", address({}));
		} catch {
			// A browser may forbid it for files on a disk, and too many in a short time.
			if (fromDisk) {
				location.replace("#" + address({}).slice(1));
			}
		}
	}
	function keepPlace() {
		if (history.state?.y !== scrollY) {
			try {
				history.replaceState({...history.state, y: scrollY}, "");
			} catch {
				// The place is lost, nothing else.
			}
		}
	}
	let placing = 0;
	addEventListener("scroll", () => {
		clearTimeout(placing);
		placing = setTimeout(keepPlace, 150);
	}, {passive: true});
	addEventListener("pagehide", keepPlace);

	// step is a deliberate change: the back button undoes it.
	function step(changes) {
		clearTimeout(waiting);
		clearTimeout(placing);
		const before = address({});
		keepPlace();
		state = {...state, ...changes};
		const push = address({}) !== before;
		remember(push, push ? {} : history.state);
		typing = false;
		return show({settled: true});
	}

	// typed is a change by a letter.
	function type(q) {
		if (q === state.q) {
			return;
		}
		clearTimeout(placing);
		const push = !typing && state.q.trim() !== "";
		if (push) {
			keepPlace();
		}
		state = {...state, q, page: 1};
		remember(push, {});
		typing = true;
		show({settled: false});
	}

	// show searches and shows the page of results that the state says.
	let last = null; // {key, found}: turning pages searches no more
	let round = 0;
	const timers = {slow: 0, rest: 0, announce: 0};
	async function show({settled, y = null}) {
		const now = state, mine = ++round;
		for (const name of Object.keys(timers)) {
			clearTimeout(timers[name]);
		}
		document.title = now.q.trim() ? now.q.trim() + " - " + title : title;
		said.textContent = "";
		if (now.q.trim() === "") {
			engine.cancel();
			clear();
			results.removeAttribute("aria-busy");
			explained(true);
			return;
		}
		explained(explain.dataset.asked === "true");
		results.setAttribute("aria-busy", "true");
		timers.slow = setTimeout(() => {
			count.textContent = said.textContent = "正在检索……";
		}, 600);
		const key = JSON.stringify([now.q, now.filters, now.sort]);
		try {
			if (last?.key !== key) {
				last = {key, found: await engine.search(now.q, {filters: now.filters, sort: now.sort})};
			}
		} catch (err) {
			if (mine === round) {
				clearTimeout(timers.slow);
				results.removeAttribute("aria-busy");
				fail(err);
			}
			return;
		}
		if (mine !== round) {
			return;
		}
		clearTimeout(timers.slow);
		trouble.hidden = true;
		draw(last.found, settled);
		results.removeAttribute("aria-busy");
		if (y !== null) {
			scrollTo(0, y);
		}
		const announce = () => {
			said.textContent = count.textContent + note.textContent;
		};
		if (settled) {
			readTexts();
			announce();
		} else {
			timers.rest = setTimeout(readTexts, rest);
			timers.announce = setTimeout(announce, longRest);
		}
	}

	function clear() {
		stopReading();
		last = null;
		trouble.hidden = true;
		for (const e of [said, count, note, chosen, near, results, facets, pages]) {
			e.replaceChildren();
		}
		found.classList.remove("some");
	}

	// fail says what went wrong, and how to go on.
	function fail(err) {
		clear();
		const offline = navigator.onLine === false || err instanceof TypeError;
		const what = offline && !fromDisk ? "连不上网站，可能是网络断了。" : `检索没有完成：${err.message}。`;
		const again = make("button", {type: "button", className: "button"}, "重试");
		again.addEventListener("click", () => {
			input.focus();
			show({settled: true});
		});
		const nav = [...document.querySelectorAll(".main-nav a")].filter((a) => !a.hasAttribute("aria-current"));
		trouble.replaceChildren(
			make("p", {}, what, offline || fromDisk ? "" : "网站可能刚刚更新过，请刷新网页。"),
			make("p", {}, again, " 也可以逐级查找：", ...nav.flatMap((a, i) => [i > 0 ? "、" : "", make("a", {href: a.href}, a.textContent)])));
		trouble.hidden = false;
	}

	function draw(answer, settled) {
		const lastPage = Math.max(1, Math.ceil(answer.total / perPage));
		const page = Math.min(state.page, lastPage);
		const terms = gongkai.marked(answer.query);
		found.classList.toggle("some", answer.total > 0 || filtered());
		count.textContent = answer.total === 0 ? (filtered() ? "在已选的范围里没有找到。" : "没有找到。") : `共 ${answer.total} 项` + (lastPage > 1 ? `，第 ${page} 页，共 ${lastPage} 页。` : "。");
		note.replaceChildren(...answer.query.problems.map((p) => make("span", {}, p.text + "。")));
		drawSuggestions(answer);
		drawChosen(answer);
		stopReading();
		results.start = (page - 1) * perPage + 1;
		results.replaceChildren(...answer.hits.slice((page - 1) * perPage, page * perPage).map((hit) => item(hit, terms)));
		drawFacets(answer.facets, settled);
		see.textContent = `查看 ${answer.total} 项结果`;
		drawPages(page, lastPage);
		sort.value = state.sort;
	}

	// Suggestions stand apart from what was found.
	function drawSuggestions(answer) {
		const lines = [];
		if (answer.total === 0 && filtered()) {
			lines.push(make("p", {}, onClick(make("a", {href: address({filters: noFilters(), page: 1})}, "去掉已选的范围再找"), () => step({filters: noFilters(), page: 1}))));
		}
		if (answer.total === 0 && answer.suggestions.length > 0) {
			const list = make("ul", {});
			for (const s of answer.suggestions) {
				const changes = {q: s.query, filters: noFilters(), page: 1};
				list.append(make("li", {}, onClick(make("a", {href: address(changes)}, s.label), () => {
					input.value = s.query;
					step(changes);
				})));
			}
			lines.push(make("p", {}, "也许您要找的是："), list);
		} else if (answer.total === 0 && !filtered()) {
			lines.push(make("p", {}, "逐字查找，没有一份报告里有这一段字。可以少输几个字，或者用空格把几个词分开。"));
		}
		near.replaceChildren(...lines);
	}

	// drawChosen shows the filters, each with a way to take it off.
	function drawChosen(answer) {
		const items = [];
		for (const [name, values] of Object.entries(state.filters)) {
			for (const value of values) {
				const label = labelOf(name, value, answer.facets);
				const off = make("button", {type: "button"}, label, make("span", {"aria-hidden": "true"}, " ×"));
				off.setAttribute("aria-label", `去掉 ${facetNames[name]}：${label}`);
				off.addEventListener("click", () => {
					step({filters: {...state.filters, [name]: state.filters[name].filter((v) => v !== value)}, page: 1});
					(chosen.querySelector("button") || input).focus();
				});
				items.push(make("li", {}, off));
			}
		}
		if (items.length > 1) {
			const off = make("button", {type: "button", className: "all"}, "全部去掉");
			off.addEventListener("click", () => {
				step({filters: noFilters(), page: 1});
				input.focus();
			});
			items.push(make("li", {}, off));
		}
		chosen.replaceChildren(...items);
		const n = Object.values(state.filters).flat().length;
		narrow.textContent = n > 0 ? `缩小范围（已选 ${n}）` : "缩小范围";
	}

	function labelOf(name, value, all) {
		const known = all[name].find((e) => e.value === value);
		if (known) {
			return known.label;
		}
		switch (name) {
		case "year":
			return value + "年";
		case "agency":
			return engine.agencies.find((a) => a.id === value)?.name ?? value;
		case "catalogue":
			return engine.catalogues.find((c) => c.id === value)?.label ?? value;
		}
		return {report: "年度报告", page: "其他网页"}[value] ?? value;
	}

	// Results. A report's title is what reports are called, until its page is read.

	const texts = new Map(); // blocks of pages by document, the latest read last
	let observer = null;
	const unread = new Map(); // what fills an item, by its element

	function item(hit, terms) {
		const link = window.gongkaiLink(engine.root + hit.url);
		const to = (n, id) => link + "?q=" + encodeURIComponent(state.q) + (n ? "&hit=" + n : "") + (id ? "#" + encodeURIComponent(id) : "");
		const name = hit.title || `${hit.agencyName}${hit.year}年政府信息公开工作年度报告`;
		const head = make("a", {href: to(0, "")}, ...pieces({raw: name, ...gongkai.fold.map(name)}, terms, 0, name.length));
		const about = make("p", {className: "note"}, hit.kind === "report" ? `${hit.agencyName}　${hit.year}年` : "其他网页");
		const excerpts = make("ul", {className: "excerpts"});
		const li = make("li", {}, make("article", {}, make("h2", {}, head), about, excerpts));
		const fill = (blocks) => {
			const heading = blocks.find((b) => b.kind === "title");
			if (heading && squeeze(heading.raw).trim() !== name) {
				head.replaceChildren(...pieces(heading, terms, 0, heading.raw.length));
			}
			let hits = 0;
			for (const b of blocks) {
				b.before = hits; // how many hits stand before the block
				hits += gongkai.hits(b.text, terms).length; // the page marks no tests but the one that is its target
			}
			if (hits > 0) {
				about.append(`　${hits} 处`);
			}
			excerpts.replaceChildren(...excerptsOf(blocks, terms).map(({block: b, label, tested, from, to: end, hit: n}) =>
				make("li", {className: b.kind === "cell" ? "cell" : ""},
					make("span", {className: "where"}, make("a", {href: to(tested ? 0 : b.before + n + 1, idOf(b))}, label), "："),
					make("span", {}, ...pieces(b, terms, from, end)))));
		};
		const known = texts.get(hit.id);
		if (known) {
			fill(known);
		} else {
			unread.set(li, async () => {
				try {
					const blocks = await engine.text(hit.id);
					texts.delete(hit.id);
					texts.set(hit.id, blocks);
					if (texts.size > keptTexts) {
						texts.delete(texts.keys().next().value);
					}
					fill(blocks);
				} catch {
					excerpts.replaceChildren(make("li", {}, "这一页现在读不到，摘不出原文。"));
				}
			});
		}
		return li;
	}

	// Pages are read when their items come near the window.
	function readTexts() {
		const read = (li) => {
			const fill = unread.get(li);
			unread.delete(li);
			fill?.();
		};
		observer = new IntersectionObserver((entries, own) => {
			for (const e of entries.filter((e) => e.isIntersecting)) {
				own.unobserve(e.target);
				read(e.target);
			}
		}, {rootMargin: "120px 0px"});
		unread.forEach((_, li) => observer.observe(li));
	}
	function stopReading() {
		observer?.disconnect();
		unread.clear();
	}
	addEventListener("beforeprint", () => {
		for (const fill of unread.values()) {
			fill();
		}
		unread.clear();
	});

	const idOf = (block) => block.id ?? gongkai.idOf(block.element);
	const squeeze = (text) => text.replace(/\s+/g, " ");

	// pieces gives a part of a block's text with the hits marked.
	function pieces(block, terms, start, end) {
		const out = [];
		let at = start;
		for (const [from, to] of gongkai.hits(block.text, terms, block)) {
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

	// lengthOf gives the length of what a term finds in a text.
	const lengthOf = (text, term) => gongkai.hits(text, [term]).slice(0, 1).reduce((n, [from, to]) => n + to - from, 0);

	// excerptsOf gives the best places of a page: those with most of the terms first, and what
	// an agency wrote before what the form says; the cells of tests before all; at most three, in the order of the text.
	// A cell is named by its row and column, other text by its heading. The fewer places,
	// the more of each.
	function excerptsOf(blocks, terms) {
		const all = [];
		let heading = "文首";
		blocks.forEach((block, i) => {
			if (block.kind === "heading") {
				heading = squeeze(block.raw).trim();
			}
			const hits = block.kind === "title" ? [] : gongkai.hits(block.text, terms, block);
			if (hits.length > 0) {
				const tested = terms.some((t) => typeof t === "function" && t(block.text, block).length > 0 && t(block.text, null).length === 0);
				const weight = tested ? Infinity : terms.reduce((n, t) => n + lengthOf(block.text, t), 0);
				const label = cellLabel(block);
				if (!tested && all.some((e) => e.label === label && e.block.raw === block.raw)) {
					return; // the form says the same in several places
				}
				const form = block.kind === "heading" || block.kind === "cell" && !label.includes(" · ");
				all.push({block, i, hits, weight, tested, form, label: label || (block.kind === "heading" ? "标题" : heading)});
			}
		});
		all.sort((a, b) => b.tested - a.tested || !a.tested && b.weight - a.weight || a.form - b.form || a.i - b.i);
		const best = all.slice(0, 3).sort((a, b) => a.i - b.i);
		const before = best.length > 1 ? 10 : 24, length = best.length > 1 ? 110 : 180;
		return best.map((e) => ({...e, ...part(e.block, e.hits, terms, before, length)}));
	}

	// part gives the part of a block that shows most terms, and the number of the hit
	// with which it begins.
	function part(block, hits, terms, before, length) {
		let hit = 0, most = 0;
		hits.forEach(([from], n) => {
			const seen = block.text.slice(from, from + length - before);
			const different = terms.filter((t) => lengthOf(seen, t) > 0).length;
			if (different > most) {
				[hit, most] = [n, different];
			}
		});
		const at = block.from[hits[hit][0]];
		let from = Math.max(0, at - before);
		if (from > 0) {
			const stop = /[，。；：！？、][^，。；：！？、]*$/.exec(block.raw.slice(from, at));
			from += stop && stop.index + 1 < at - from ? stop.index + 1 : 0;
		}
		return {from, to: Math.min(block.raw.length, from + length), hit};
	}

	// cellLabel names a cell of a table by the heads of its row and column.
	const cellLabel = (block) => block.label ?? gongkai.cellLabel(block.element);

	// Facets. Their elements stay, so that the focus does; while somebody types none
	// becomes lower, so that nothing below it moves.

	const see = make("button", {type: "button", className: "button see"});
	const boxes = new Map(); // by name
	const opened = new Set(); // facets that show all
	function facetBox(name) {
		let box = boxes.get(name);
		if (!box) {
			const set = make("fieldset", {id: "facet-" + name});
			const list = make("div", {className: "choices"});
			const more = make("button", {type: "button", className: "more plain-button"});
			more.addEventListener("click", () => {
				opened.has(name) ? opened.delete(name) : opened.add(name);
				drawFacet(name);
			});
			const filter = make("input", {type: "search", id: "find-" + name, placeholder: `筛选${facetNames[name]}`, autocomplete: "off"});
			filter.setAttribute("aria-label", `筛选${facetNames[name]}`);
			filter.addEventListener("input", (event) => event.isComposing || drawFacet(name));
			filter.addEventListener("compositionend", () => drawFacet(name));
			set.append(make("legend", {}, facetNames[name]), list, more);
			boxes.set(name, box = {set, list, more, filter, choices: new Map(), all: []});
		}
		return box;
	}

	function drawFacets(all, settled) {
		const shown = [];
		for (const name of Object.keys(facetNames)) {
			const box = facetBox(name);
			box.all = all[name].concat(state.filters[name].filter((v) => !all[name].some((e) => e.value === v)).map((value) => ({value, label: labelOf(name, value, all), count: 0})));
			if (box.all.length > 1 || state.filters[name].length > 0) {
				shown.push(box.set);
				box.set.style.minHeight = settled ? "" : box.set.offsetHeight + "px";
				drawFacet(name);
			}
		}
		arrange(facets, shown.length > 0 ? [...shown, see] : []);
	}

	function drawFacet(name) {
		const box = facetBox(name), values = new Set(state.filters[name]);
		const long = box.all.length > shownFacets;
		const wanted = gongkai.fold.text(box.filter.value);
		if (box.all.length <= 2 * shownFacets) {
			box.filter.remove();
		} else if (!box.filter.parentNode) {
			box.list.before(box.filter);
		}
		const matching = wanted && box.filter.parentNode ? box.all.filter((e) => gongkai.fold.text(e.label).includes(wanted)) : box.all;
		const every = opened.has(name);
		const entries = matching.filter((e, i) => every || i < shownFacets || values.has(e.value));
		arrange(box.list, entries.map((e) => choice(box, name, e, values.has(e.value))));
		box.list.classList.toggle("long", every && long);
		box.more.hidden = matching.length <= shownFacets;
		box.more.textContent = every ? `只显示前 ${shownFacets} 个` : `显示全部 ${matching.length} 个`;
		box.more.setAttribute("aria-expanded", every);
		if (entries.length === 0) {
			box.list.append(make("p", {className: "note"}, "没有"));
		}
	}

	function choice(box, name, entry, checked) {
		let c = box.choices.get(entry.value);
		if (!c) {
			const check = make("input", {type: "checkbox", name, value: entry.value});
			check.addEventListener("change", () => {
				const others = state.filters[name].filter((v) => v !== entry.value);
				step({filters: {...state.filters, [name]: check.checked ? [...others, entry.value] : others}, page: 1});
			});
			const text = document.createTextNode("");
			box.choices.set(entry.value, c = {label: make("label", {}, check, text), check, text});
		}
		c.check.checked = checked;
		const said = ` ${entry.label} (${entry.count})`;
		if (c.text.data !== said) {
			c.text.data = said;
		}
		return c.label;
	}

	// arrange gives an element these children, and moves none that is in its place.
	function arrange(parent, wanted) {
		const focused = document.activeElement;
		const keep = new Set(wanted);
		for (const child of [...parent.childNodes]) {
			if (!keep.has(child)) {
				child.remove();
			}
		}
		wanted.forEach((child, i) => {
			if (parent.childNodes[i] !== child) {
				parent.insertBefore(child, parent.childNodes[i] || null);
			}
		});
		if (focused !== document.activeElement && focused.isConnected) {
			focused.focus({preventScroll: true});
		}
	}

	function drawPages(page, lastPage) {
		const links = [];
		const link = (n, text, label) => {
			const a = onClick(make("a", {href: address({page: n})}, text), () => step({page: n}).then(() => {
				results.focus({preventScroll: true});
				found.scrollIntoView();
			}));
			if (label) {
				a.setAttribute("aria-label", label);
			}
			return a;
		};
		if (page > 1) {
			links.push(link(page - 1, "上一页"));
		}
		const numbers = [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, lastPage])].filter((n) => n >= 1 && n <= lastPage);
		numbers.forEach((n, i) => {
			if (i > 0 && n > numbers[i - 1] + 1) {
				links.push(make("span", {}, "…"));
			}
			const a = link(n, String(n), `第 ${n} 页`);
			if (n === page) {
				a.setAttribute("aria-current", "page");
			} else if (Math.abs(n - page) > 1 && n !== 1 && n !== lastPage) {
				a.className = "far";
			}
			links.push(a);
		});
		if (page < lastPage) {
			links.push(link(page + 1, "下一页"));
		}
		pages.replaceChildren(...(lastPage > 1 ? links : []));
	}

	// Typing: nothing happens while an input method composes, and the Enter that ends a
	// composition sends nothing.
	let waiting = 0, composing = false;
	const typed = () => {
		clearTimeout(waiting);
		waiting = setTimeout(() => type(input.value), shortPause);
	};
	input.addEventListener("compositionstart", () => {
		composing = true;
		clearTimeout(waiting);
	});
	input.addEventListener("compositionend", () => {
		composing = false;
		typed();
	});
	input.addEventListener("input", (event) => {
		if (!event.isComposing && !composing) {
			typed();
		}
	});
	input.form.addEventListener("submit", (event) => {
		event.preventDefault();
		if (!composing) {
			step({q: input.value, page: input.value === state.q ? state.page : 1});
		}
	});
	sort.addEventListener("change", () => step({sort: sort.value, page: 1}));
	for (const a of document.querySelectorAll(".examples a")) {
		onClick(a, () => {
			input.value = new URL(a.href).searchParams.get("q");
			step({q: input.value, filters: noFilters(), sort: "", page: 1});
		});
	}

	function explained(yes) {
		help.hidden = !yes;
		explain.setAttribute("aria-expanded", yes);
	}
	explain.addEventListener("click", () => {
		explain.dataset.asked = help.hidden;
		explained(help.hidden);
	});

	// On a phone the facets are behind a button, and another one leads back.
	narrow.addEventListener("click", () => narrow.setAttribute("aria-expanded", facets.classList.toggle("open")));
	see.addEventListener("click", () => {
		facets.classList.remove("open");
		narrow.setAttribute("aria-expanded", false);
		results.focus({preventScroll: true});
		found.scrollIntoView();
	});

	addEventListener("popstate", (event) => {
		clearTimeout(waiting);
		clearTimeout(placing);
		state = fromAddress();
		typing = false;
		input.value = state.q;
		show({settled: true, y: event.state?.y ?? 0});
	});

	// The arrows go through the results, Esc empties the box. (/ is in site.js.)
	addEventListener("keydown", (event) => {
		if (event.isComposing || event.keyCode === 229) {
			if (event.key === "Enter" && event.target === input) {
				event.preventDefault();
			}
			return;
		}
		if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
			return;
		}
		const links = [...results.querySelectorAll("h2 a")];
		const at = links.indexOf(document.activeElement);
		if (event.key === "Escape" && event.target === input) {
			input.value = "";
			typed();
		} else if (event.key === "ArrowDown" && (event.target === input || event.target === results || at >= 0) && links.length > 0) {
			event.preventDefault();
			links[Math.min(at + 1, links.length - 1)].focus();
		} else if (event.key === "ArrowUp" && at >= 0) {
			event.preventDefault();
			(at === 0 ? input : links[at - 1]).focus();
		}
	});

	input.value = state.q;
	if (state.q === "" && !matchMedia("(pointer: coarse)").matches) {
		input.focus({preventScroll: true});
	}
	show({settled: true, y: history.state?.y ?? null});
})();
