// Hits in a page: whoever comes from the search page finds them marked.
(function () {
	"use strict";

	const gongkai = window.gongkai;

	// hits gives the places of terms in a folded text, in order, without overlaps.
	gongkai.hits = function (text, terms) {
		const found = [];
		for (const t of terms) {
			if (typeof t === "function") {
				found.push(...t(text));
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

	// marked gives the words of a query that can be marked, and for its numbers functions
	// that find their places in a text.
	gongkai.marked = (parsed) => parsed.terms.filter((t) => !t.not).flatMap((t) => {
		if (t.field === "number" || t.field === "document") {
			return gongkai.numbers ? [(text) => gongkai.numbers.hits(text, t.text, t.field)] : [];
		}
		return t.field === "" || t.field === "title" ? [t.text] : [];
	});

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

	// land marks the hits of the query in the page's address.
	gongkai.land = async function () {
		const query = new URLSearchParams(location.search).get("q");
		if (!query) {
			return;
		}
		await gongkai.fold.ready(query + document.getElementById("main").textContent);
		const terms = gongkai.marked(gongkai.query(query));
		let count = 0;
		for (const block of gongkai.blocks(document)) {
			const hits = gongkai.hits(block.text, terms);
			// From the last to the first, so that the places of the others stay.
			hits.map(([from, to], i) => [block.from[from], block.from[to], count + i]).reverse().forEach(([from, to, n]) => {
				while (to > from && /\s/.test(block.raw[to - 1])) {
					to--;
				}
				mark(block, from, to, n);
			});
			count += hits.length;
		}
		if (count > 0) {
			bar(count);
		}
	};

	// bar shows which hit the reader is at.
	function bar(count) {
		const element = document.createElement("div");
		element.className = "hits";
		element.setAttribute("role", "region");
		element.setAttribute("aria-label", "检索词");
		const said = document.createElement("span");
		said.setAttribute("role", "status");
		const button = (text, label, act) => {
			const b = document.createElement("button");
			b.type = "button";
			b.textContent = text;
			b.setAttribute("aria-label", label);
			b.addEventListener("click", act);
			return b;
		};
		const of = (n) => document.querySelectorAll(`mark.hit[data-hit="${n}"]`);
		let at = 0;
		const go = (n, scroll) => {
			of(at).forEach((m) => m.classList.remove("now"));
			at = (n + count) % count;
			of(at).forEach((m) => m.classList.add("now"));
			said.textContent = `第 ${at + 1} 处，共 ${count} 处`;
			if (scroll) {
				of(at)[0]?.scrollIntoView({block: "center"});
			}
		};
		const clear = () => {
			for (const m of document.querySelectorAll("mark.hit")) {
				const parent = m.parentNode;
				m.replaceWith(...m.childNodes);
				parent.normalize();
			}
			element.remove();
			try {
				history.replaceState(null, "", location.pathname + location.hash);
			} catch {
				// Not allowed for files on a disk.
			}
		};
		element.append(said, button("上一处", "上一处", () => go(at - 1, true)), button("下一处", "下一处", () => go(at + 1, true)), button("清除", "清除标记", clear));
		document.body.append(element);
		const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
		const first = target ? [...document.querySelectorAll("mark.hit")].findIndex((m) => target.contains(m) || target.compareDocumentPosition(m) & Node.DOCUMENT_POSITION_FOLLOWING) : 0;
		const marks = document.querySelectorAll("mark.hit");
		go(first >= 0 && marks[first] ? Number(marks[first].dataset.hit) : 0, true);
	}
})();
