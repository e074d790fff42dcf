// The look-up of index numbers and document numbers: the browser's side of package
// numbers, whose documentation has the rules and the format.
(function () {
	"use strict";

	const gongkai = window.gongkai;
	const data = {} /* the list of files */;
	const beside = new URL(".", document.currentScript.src).href;

	const piece = /[\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+|(?:(?![\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}])[\p{L}\p{N}])+/gu;
	const han = /^[\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

	// segments cuts a folded text; at is where a segment stands in it.
	function segments(text, kind) {
		const all = Array.from(text.matchAll(piece), (m) => ({text: m[0], at: m.index}));
		all.ended = false;
		if (kind !== "d") {
			return all;
		}
		const out = [];
		let ended = false;
		all.forEach(({text, at}, i) => {
			if (han.test(text)) {
				if (i > 0 && text.startsWith("年")) {
					text = text.slice(1);
					at++;
				}
				if (i < all.length - 1) {
					text = text.replace(/第$/, "");
				} else if (i > 0) {
					const short = text.replace(/号(文件|文)?$/, "");
					ended = short !== text;
					text = short;
				}
			}
			if (text !== "") {
				out.push({text, at});
			}
		});
		out.ended = ended;
		return out;
	}

	const withoutZeros = (text) => /^[0-9]+$/.test(text) ? text.replace(/^0+(?=[0-9])/, "") : text;

	// spell gives the key of a text, the key without the zeros of its last segment, and
	// whether the text ended in 号.
	function spell(text, kind) {
		const all = segments(gongkai.fold.text(text), kind);
		const head = all.slice(0, -1).map((s) => s.text).join("");
		const last = all.length > 0 ? all[all.length - 1].text : "";
		return {key: head + last, loose: head + withoutZeros(last), ended: all.ended};
	}

	const files = [];
	const words = data.files ? data.files.split(" ") : [];
	for (let i = 0; i < words.length; i += 2) {
		files.push({first: words[i], name: "n-" + words[i + 1] + ".js"});
	}
	if (data.only) {
		files.push({first: "", entries: entries(data.only)});
	}

	// entries reads a part: keys with their three lists as they are written.
	function entries(text) {
		let before = "";
		return text.split(" ").map((entry) => {
			const at = entry.search(/[:;*]/);
			const key = before.slice(0, parseInt(entry[0], 36)) + entry.slice(1, at);
			before = key;
			return {key, lists: entry.slice(at)};
		});
	}

	// documents gives the documents of the lists of an entry that have one of the marks.
	function documents(entry, which, into) {
		for (const [, mark, list] of entry.lists.matchAll(/([:;*])([^:;*]*)/g)) {
			if (!which.includes(mark)) {
				continue;
			}
			let next = 0;
			for (const run of list.split(",")) {
				const [gap, more] = run.split("-");
				next += parseInt(gap, 36);
				for (const end = next + (more ? parseInt(more, 36) : 0); next <= end; next++) {
					into.add(next);
				}
			}
		}
		return into;
	}

	const load = (file) => file.entries ?? gongkai.load(beside + file.name).then((text) => file.entries = entries(text));

	// place gives the first file that may have a key.
	function place(key) {
		let low = 0, high = files.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (files[middle].first <= key) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return Math.max(0, low - 1);
	}

	// below gives the entries whose keys begin with a text; those of the text alone, if
	// there is a list for all or only these are asked for.
	async function below(key, alone) {
		const out = [];
		let at = place(key);
		if (at >= files.length) {
			return out;
		}
		const take = (list, alone) => list.forEach((e) => {
			if (alone ? e.key === key : e.key.startsWith(key)) {
				out.push(e);
			}
		});
		const first = await load(files[at]);
		alone ||= first.some((e) => e.key === key && e.lists.includes("*"));
		take(first, alone);
		const rest = [];
		while (++at < files.length && files[at].first.startsWith(alone ? key + "!" : key)) {
			rest.push(load(files[at]));
		}
		(await Promise.all(rest)).forEach((list) => take(list, alone));
		return out;
	}

	const ascending = (set) => Uint32Array.from(set).sort();

	gongkai.numbers = {
		// key gives what is looked up for a text.
		key: (text, field) => spell(text, field === "document" ? "d" : "n").key,

		// find gives the documents that have exactly a number, and those for whose number
		// the text is a prefix only. field is "number" or "document".
		async find(text, field) {
			await gongkai.fold.ready(text);
			const kind = field === "document" ? "d" : "n";
			const {key, loose, ended} = spell(text, kind);
			if (key === "") {
				return {exact: ascending([]), prefix: ascending([])};
			}
			const exact = new Set(), prefix = new Set();
			const all = await below(kind + key, ended);
			const listed = all.some((e) => e.lists.includes("*"));
			for (const e of all) {
				if (e.key === kind + key) {
					documents(e, ":;", exact);
				}
				if (!ended) {
					documents(e, listed ? "*" : ":", prefix);
				}
			}
			if (exact.size === 0 && loose !== key) {
				for (const e of await below(kind + loose, true)) {
					documents(e, ":;", exact);
				}
			}
			exact.forEach((d) => prefix.delete(d));
			return {exact: ascending(exact), prefix: ascending(prefix)};
		},

		// suggest gives look-ups for a query that finds nothing as text.
		async suggest(text) {
			text = text.replace(/"/g, " ").trim();
			const out = [];
			for (const [field, name, kind] of [["number", "索引号", "n"], ["document", "文号", "d"]]) {
				const {key} = spell(text, kind);
				if (key.length < 3 || !/[0-9]/.test(key)) {
					continue;
				}
				const {exact, prefix} = await this.find(text, field);
				const count = exact.length || (key.length >= 6 ? prefix.length : 0);
				if (count > 0) {
					out.push({query: name + ":" + (/\s/.test(text) ? `"${text}"` : text), label: `${name}:${text}（${count}）`});
				}
			}
			return out;
		},

		// hits gives the places of a number, however it is spelt, in the folded text of a
		// block that holds nothing but numbers.
		hits(text, asked, field) {
			const kind = field === "document" ? "d" : "n", out = [];
			const {key, loose, ended} = spell(asked, kind);
			if (key === "") {
				return out;
			}
			for (const m of text.matchAll(/[^;；、]+/g)) {
				if (!isNumber(m[0], kind)) {
					continue;
				}
				const all = segments(m[0], kind);
				for (let i = 0; i < all.length; i++) {
					const to = follow(all, i, key, ended) || follow(all, i, loose, true);
					if (to > 0) {
						const from = all[i].at, d = kind === "d";
						out.push([m.index + from - (d && /[〔[(【]/.test(m[0][from - 1]) ? 1 : 0), m.index + to + (d && m[0][to] === "号" ? 1 : 0)]);
						break;
					}
				}
			}
			return out;
		},
	};

	// isNumber says that a folded text looks like one number: neither a date nor a figure.
	function isNumber(text, kind) {
		if (text.length > 64 || !/[0-9]/.test(text)) {
			return false;
		}
		if (kind === "d") {
			return /号|[〔\[(【]\s*[0-9]{4}/.test(text);
		}
		return /[a-z/-]|[0-9]{10}/.test(text) && !/[年月日]|^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$/.test(text);
	}

	// follow gives where a key ends in segments from one on; 0 where they are not that.
	function follow(all, i, key, whole) {
		for (; i < all.length; i++) {
			const {text, at} = all[i];
			const same = [text, withoutZeros(text)].find((t) => key.startsWith(t));
			if (same !== undefined) {
				key = key.slice(same.length);
				if (key === "") {
					return whole && i < all.length - 1 ? 0 : at + text.length;
				}
			} else {
				return !whole && text.startsWith(key) ? at + key.length : 0;
			}
		}
		return 0;
	}

	gongkai.part("numbers", gongkai.numbers);
})();
