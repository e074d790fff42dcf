// Hits in a page: whoever comes from the search page finds them marked. And what the
// cells of a table are called.
(function () {
	"use strict";

	const gongkai = window.gongkai;

	// hits gives the places of terms in a folded text, in order, without overlaps. Tests
	// of numbers need to know the block.
	gongkai.hits = function (text, terms, block = null) {
		const found = [];
		for (const t of terms) {
			if (typeof t === "function") {
				found.push(...t(text, block));
				continue;
			}
			for (let at = text.indexOf(t); at >= 0; at = text.indexOf(t, at + t.length)) {
				found.push([at, at + t.length]);
			}
		}
		found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
		const out = [];
		for (const [from, to] of found) {
			const before = out[out.length - 1];
			if (before && from < before[1]) {
				before[1] = Math.max(before[1], to);
			} else {
				out.push([from, to]);
			}
		}
		return out;
	};

	// marked gives the words of a query that can be marked, and for its numbers and tests
	// functions that find their places in a text.
	gongkai.marked = (parsed) => [...parsed.tests.filter((t) => !t.not && t.columns).map(cellsOf), ...wordsOf(parsed)];
	const cellsOf = (test) => (text, block) => block?.kind === "cell" && gongkai.columns.shows(test, block.id ?? gongkai.idOf(block.element), text) ? [[0, text.length]] : [];
	const wordsOf = (parsed) => parsed.terms.filter((t) => !t.not).flatMap((t) => {
		if (t.field === "number" || t.field === "document") {
			return gongkai.numbers ? [(text) => gongkai.numbers.hits(text, t.text, t.field)] : [];
		}
		return t.field === "" || t.field === "title" ? [t.text] : [];
	});

	const squeeze = (text) => text.replace(/\s+/g, " ").trim();

	// grid gives for each place of a table the cell that covers it.
	const grids = new WeakMap();
	function grid(table) {
		let rows = grids.get(table);
		if (!rows) {
			rows = Array.from(table.rows, () => []);
			Array.from(table.rows).forEach((row, r) => {
				let c = 0;
				for (const cell of row.cells) {
					while (rows[r][c]) {
						c++;
					}
					const down = Math.min(cell.rowSpan || 1, rows.length - r), across = Math.min(cell.colSpan, 1000);
					for (let i = 0; i < down; i++) {
						for (let k = 0; k < across; k++) {
							rows[r + i][c + k] = cell;
						}
					}
				}
			});
			grids.set(table, rows);
		}
		return rows;
	}

	// cellLabel names a cell by the heads of its row and column; a head, by its table;
	// what is said of a term, by the term. "" for other elements.
	gongkai.cellLabel = function (element) {
		const cell = element?.closest?.("td, th, dd");
		const name = (c) => squeeze(c.textContent);
		if (cell?.nodeName === "DD") {
			let term = cell.previousElementSibling;
			while (term && term.nodeName !== "DT") {
				term = term.previousElementSibling;
			}
			return term ? name(term) : "";
		}
		const table = cell?.closest("table");
		if (!table) {
			return "";
		}
		if (cell.nodeName !== "TD") {
			const caption = (cell.ownerDocument.getElementById(table.getAttribute("aria-labelledby")) || table.caption);
			return caption ? squeeze(Array.from(caption.childNodes, (n) => n.className === "unit" ? "" : n.textContent).join("")) : "";
		}
		const rows = grid(table), r = cell.parentElement.rowIndex, c = rows[r].indexOf(cell);
		const left = rows[r].slice(0, c);
		let row = left.filter((h) => h.nodeName === "TH");
		if (row.length === 0 && left[0]?.className === "m") { // the first is no value but a name
			row = left.slice(0, 1);
		}
		let column = (cell.headers || "").split(" ").filter(Boolean).map((id) => cell.ownerDocument.getElementById(id)).filter(Boolean);
		if (column.length === 0) {
			column = rows.slice(0, r).filter((line) => line.every((h) => h.nodeName === "TH" || h.className === "corner")).map((line) => line[c]).filter((h) => h?.nodeName === "TH");
		}
		const rowNames = [...new Set(row.map(name))].filter(Boolean);
		const columnNames = [...new Set(column.map(name))].filter((n) => n && !rowNames.includes(n));
		return [...rowNames.slice(-2), ...columnNames.slice(rowNames.length > 0 ? -1 : -3)].join(" · ");
	};

	// mark wraps the part of a block between two places of its raw text.
	function mark(block, from, to, number) {
		for (const {node, at} of block.nodes.slice().reverse()) {
			const start = Math.max(from, at), end = Math.min(to, at + node.length);
			if (start >= end) {
				continue;
			}
			const part = node.splitText(start - at);
			part.splitText(end - start);
			const wrap = document.createElement("mark");
			wrap.className = "hit";
			wrap.dataset.hit = number;
			part.replaceWith(wrap);
			wrap.append(part);
		}
	}

	// land marks the hits of the query in the page's address. hit=5 in it is the hit to
	// begin with, from 1; otherwise it is the first one at or after the fragment.
	gongkai.land = async function () {
		const asked = new URLSearchParams(location.search), query = asked.get("q");
		if (!query) {
			return;
		}
		await gongkai.fold.ready(query + document.getElementById("main").textContent);
		const parsed = gongkai.query(query), terms = gongkai.marked(parsed);
		// The cell of a test is that to which the fragment leads.
		const cell = parsed.tests.length > 0 && !asked.has("hit") && location.hash.length > 1 ? decodeURIComponent(location.hash.slice(1)) : "";
		const around = []; // what stands about each hit
		for (const block of gongkai.blocks(document)) {
			const tested = cell !== "" && block.kind === "cell" && block.element.id === cell;
			const hits = tested ? [[0, block.text.length]] : gongkai.hits(block.text, terms);
			const first = around.length;
			for (const [from] of hits) {
				const at = block.from[from];
				around.push(squeeze(block.raw.slice(Math.max(0, at - 15), at + 40)));
			}
			// From the last to the first, so that the places of the others stay.
			hits.map(([from, to], i) => [block.from[from], block.from[to], first + i]).reverse().forEach(([from, to, n]) => {
				while (to > from && /\s/.test(block.raw[to - 1])) {
					to--;
				}
				mark(block, from, to, n);
			});
		}
		if (around.length > 0) {
			bar(around, Number(asked.get("hit")) || 0);
		}
	};

	// bar shows which hit the reader is at.
	function bar(around, wanted) {
		const count = around.length;
		const make = (name, attributes, ...children) => {
			const e = document.createElement(name);
			for (const [key, value] of Object.entries(attributes)) {
				e.setAttribute(key, value);
			}
			e.append(...children);
			return e;
		};
		const said = make("p", {role: "status"});
		const button = (text, label, act) => {
			const b = make("button", {type: "button", "aria-label": label}, text);
			b.addEventListener("click", act);
			return b;
		};
		const of = (n) => document.querySelectorAll(`mark.hit[data-hit="${n}"]`);
		let at = 0;
		const go = (n) => {
			of(at).forEach((m) => m.classList.remove("now"));
			at = (n + count) % count;
			of(at).forEach((m) => m.classList.add("now"));
			said.replaceChildren(`第 ${at + 1} 处，共 ${count} 处`, make("span", {class: "unseen"}, "：" + around[at]));
			for (let e = of(at)[0]; e; e = e.parentElement) {
				if (e.nodeName === "DETAILS") {
					e.open = true;
				}
			}
			of(at)[0]?.scrollIntoView({block: "center", inline: "center"});
		};
		const element = make("div", {class: "hits", role: "region", "aria-label": "检索到的地方"});
		const clear = () => {
			for (const m of document.querySelectorAll("mark.hit")) {
				const parent = m.parentNode;
				m.replaceWith(...m.childNodes);
				parent.normalize();
			}
			element.remove();
			const address = new URL(location.href);
			address.searchParams.delete("q");
			address.searchParams.delete("hit");
			try {
				history.replaceState(history.state, "", address);
			} catch {
				// Not allowed for files on a disk.
			}
		};
		element.append(said, button("上一处", "上一处", () => go(at - 1)), button("下一处", "下一处", () => go(at + 1)), button("清除", "清除标记", clear));
		document.body.append(element);
		document.body.classList.add("with-hits");
		const marks = [...document.querySelectorAll("mark.hit")];
		const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
		const first = target ? marks.find((m) => target.contains(m) || target.compareDocumentPosition(m) & Node.DOCUMENT_POSITION_FOLLOWING) : marks[0];
		go(wanted > 0 ? Math.min(wanted, count) - 1 : Number((first || marks[0]).dataset.hit));
	}
})();
