// Folding and the blocks of a page: the browser's side of package pagetext, whose
// documentation has the rules.
(function () {
	"use strict";

	const gongkai = window.gongkai = window.gongkai || {};
	const data = {} /* the table */;
	const core = new Map(Object.entries(data.core));
	const changed = atob(data.changed);
	const spaces = new Set("\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000");
	let rest = null; // the table of all other characters
	let loading = null;

	const inside = (ranges, c) => ranges.some(([low, high]) => c >= low && c <= high);
	const isWide = (c) => c >= 0x4E00 && c <= 0x9FFF || c > 0x7F && inside(data.wide, c);
	const plain = (char) => char.normalize("NFKC").toLowerCase();
	const composes = (c) => c >= 0x300 && inside(data.composing, c);

	// inScript says that the script itself knows what a character is folded to.
	function inScript(c) {
		if (c >= 0x4E00 && c <= 0x9FFF) {
			return !(changed.charCodeAt((c - 0x4E00) >> 3) >> ((c - 0x4E00) & 7) & 1);
		}
		return c < 0x80 || inside(data.known, c);
	}

	function foldOne(char, c) {
		if (c < 0x80) {
			return c >= 0x41 && c <= 0x5A ? char.toLowerCase() : c < 0x20 || c === 0x7F ? "" : char;
		}
		if (inScript(c)) {
			return c >= 0x4E00 && c <= 0x9FFF ? char : core.get(char) ?? plain(char);
		}
		return rest ? rest.one.get(char) ?? (inside(rest.plain, c) ? plain(char) : char) : char;
	}

	// map folds a text; from has for each unit of the folded text, and for its end,
	// where its character begins in the text.
	function map(text) {
		const from = [];
		let out = "", blank = false, wide = true, last = -1, before = 0;
		for (let i = 0; i < text.length;) {
			const c = text.codePointAt(i), start = i;
			let char = String.fromCodePoint(c);
			i += char.length;
			if (spaces.has(char)) {
				blank = true;
				continue;
			}
			if (composes(c) && !blank && last >= 0) {
				while (i < text.length && composes(text.codePointAt(i))) {
					i += text.codePointAt(i) > 0xFFFF ? 2 : 1;
				}
				out = out.slice(0, before);
				from.length = before;
				for (const joined of text.slice(last, i).normalize("NFKC")) {
					out += foldOne(joined, joined.codePointAt(0));
				}
				while (from.length < out.length) {
					from.push(last);
				}
				continue;
			}
			const folded = foldOne(char, c);
			if (folded === "") {
				continue;
			}
			const nowWide = isWide(c);
			if (blank && !wide && !nowWide) {
				out += " ";
				from.push(start);
			}
			blank = false;
			wide = nowWide;
			last = start;
			before = out.length;
			out += folded;
			while (from.length < out.length) {
				from.push(start);
			}
		}
		from.push(text.length);
		return {text: out, from};
	}

	gongkai.fold = {
		table: "", // the address of the table
		map,
		text: (text) => map(text).text,
		// ready gives a promise to wait for before a text is folded; null for none.
		ready(text) {
			if (rest || !gongkai.fold.table) {
				return null;
			}
			for (const char of text) {
				if (!inScript(char.codePointAt(0))) {
					return loading ??= gongkai.load(gongkai.fold.table).then((t) => {
						const one = new Map(Object.entries(t.long)), to = Array.from(t.to);
						Array.from(t.from).forEach((char, i) => one.set(char, to[i]));
						rest = {one, plain: t.plain};
					}, (err) => {
						loading = null;
						throw err;
					});
				}
			}
			return null;
		},
	};
})();
