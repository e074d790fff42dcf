// Suggestions for a query that finds nothing: what sounds or looks like it among the
// words of the archive, and what is found when a part of it is left out. Package
// suggest has the rules and the format of the files. The engine loads this file
// when it is needed, and not before.
(function () {
	"use strict";

	const gongkai = window.gongkai;
	const files = {} /* the files */;
	const beside = new URL(".", document.currentScript.src).href;
	const most = 5, looks = 6, rounds = 3, longest = 64, slips = 24, looked = 3;
	const fields = new Set(["", "title", "agency"]); // whose terms are words

	// plain writes ü as u, as many type it.
	const plain = (letters) => letters.replace(/([ln])v/g, "$1u").replace(/ü/g, "u");

	// vocabulary gives the sounds of characters and the words, each with the readings
	// of its characters.
	const vocabulary = () => gongkai.once("vocabulary", async () => {
		const [sounds, words] = await Promise.all([gongkai.load(beside + files.pinyin), gongkai.load(beside + files.words)]);
		if (sounds.version !== 1 || words.version !== 1) {
			throw new Error("检索文件与网页的版本不同，请刷新网页");
		}
		const sound = new Map();
		for (const line of sounds.sounds.split("\n")) {
			const [, letters, chars] = /^([a-z]+)(.+)$/.exec(line);
			for (const c of chars) {
				sound.set(c, plain(letters));
			}
		}
		const of = (c) => sound.get(c) ?? (/[a-z0-9]/.test(c) ? c : "");
		const all = words.words === "" ? [] : words.words.split("\n").map((line, order) => {
			const [text, readings, written] = line.split("\t");
			const syllables = readings ? readings.split(" ").map((s) => s === "-" ? "" : plain(s)) : Array.from(text, of);
			return {text, syllables, written, order};
		});
		return {of, all};
	});

	// place says how much of a word its characters from i to k are: the lower the better.
	const place = (word, i, k) => i === 0 ? k === word.text.length ? 0 : 0.3 : k === word.text.length ? 0.1 : 0.5;

	// shown gives characters of a word as they are written.
	async function shown(word, i, k) {
		if (!word.written) {
			return word.text.slice(i, k);
		}
		await gongkai.fold.ready(word.written);
		const {from} = gongkai.fold.map(word.written);
		return word.written.slice(from[i], from[k]);
	}

	// spelled gives the ways to read letters as the characters of a word from i on:
	// where they end, and the cost. A character is spelled out or has its initial only.
	function spelled(letters, word, i) {
		const found = [];
		// full and rough count the characters before k that are spelled out and that are
		// not; last says that the one before k is not.
		const go = (at, k, full, rough, last) => {
			if (at === letters.length) {
				if (full + rough >= 2) {
					found.push({end: k, cost: rough === 0 ? 0 : full === 0 ? 1 : rough === 1 && last ? 0.5 : 1.5});
				}
				return;
			}
			const s = word.syllables[k];
			if (s === undefined) {
				return;
			}
			if (s === "") { // a sign has no sound
				go(at, k + 1, full, rough, last);
				return;
			}
			if (letters.startsWith(s, at)) {
				go(at + s.length, k + 1, full + 1, rough, false);
			}
			for (const n of /^[zcs]h/.test(s) ? [1, 2] : [1]) {
				if (n < s.length && letters.startsWith(s.slice(0, n), at)) {
					go(at + n, k + 1, full, rough + 1, true);
				}
			}
			const left = letters.length - at; // of a syllable that is not typed to its end
			if (left > 1 && left < s.length && s.startsWith(letters.slice(at))) {
				go(letters.length, k + 1, full, rough + 1, true);
			}
		};
		go(0, i, 0, 0, false);
		return found;
	}

	// byPinyin gives the parts of words that letters spell.
	function byPinyin(text, all) {
		const letters = plain(text.replace(/[\s'’]/g, ""));
		const found = [];
		if (!/^[a-z]{2,40}$/.test(letters)) {
			return found;
		}
		for (const word of all) {
			for (let i = 0; i < word.text.length; i++) {
				if (word.syllables[i]?.[0] !== letters[0]) {
					continue;
				}
				for (const {end, cost} of spelled(letters, word, i)) {
					if (i === 0 || end === word.text.length || cost === 0) {
						found.push({word, i, end, before: "", after: "", cost: cost + place(word, i, end)});
					}
				}
			}
		}
		return found;
	}

	// slip says what one slip makes n characters of a word from i on into the text: its
	// cost, and whether it is inside. The cost is 0 for characters that sound the same.
	function slip(text, word, i, n, of) {
		let p = 0, s = 0;
		while (p < text.length && p < n && text[p] === word.text[i + p]) {
			p++;
		}
		while (s < text.length - p && s < n - p && text[text.length - 1 - s] === word.text[i + n - 1 - s]) {
			s++;
		}
		const typed = text.length - p - s, meant = n - p - s, inside = p > 0 && s > 0;
		if (typed > 0 && typed === meant) {
			let same = true;
			for (let k = p; same && k < p + typed; k++) {
				const sound = word.syllables[i + k];
				same = sound !== "" && of(text[k]) === sound;
			}
			if (same) {
				return {cost: 0, inside, first: p > 0, last: s > 0};
			}
		}
		if (typed === 2 && meant === 2 && text[p] === word.text[i + p + 1] && text[p + 1] === word.text[i + p]) {
			return {cost: 1, inside, first: p > 0, last: s > 0};
		}
		if (typed === 1 && meant === 1 && text.length > 2) {
			return {cost: 2, inside, first: p > 0, last: s > 0};
		}
		// What lacks a character at its end, or has one more there, is a part of the word
		// or has it as a part.
		if (inside && typed + meant === 1) {
			return {cost: 1.5, inside, first: true, last: true};
		}
		return null;
	}

	// bySlip gives the parts of words that a text is with one slip, and the text with a
	// word in it put right.
	function bySlip(text, {of, all}) {
		const found = [];
		if (text.length < 2 || text.length > slips) {
			return found;
		}
		for (const word of all) {
			const w = word.text.length;
			for (let n = Math.max(2, text.length - 1); n <= text.length + 1; n++) {
				for (let i = 0; i + n <= w; i++) {
					const s = slip(text, word, i, n, of);
					// Inside of a word, and where it would guess the next character, only
					// the sound says that it is meant.
					if (s && (s.cost === 0 || (i === 0 || i + n === w) && (s.cost < 2 || (s.first || i === 0) && (s.last || i + n === w)))) {
						found.push({word, i, end: i + n, before: "", after: "", cost: s.cost + place(word, i, i + n)});
					}
				}
			}
			for (let n = Math.max(2, w - 1); n <= w + 1 && n < text.length; n++) {
				for (let i = 0; i + n <= text.length; i++) {
					const s = slip(text.slice(i, i + n), word, 0, w, of);
					if (s && (s.cost === 0 || w > 2 && (s.inside || s.cost === 1))) {
						found.push({word, i: 0, end: w, before: text.slice(0, i), after: text.slice(i + n), cost: s.cost + 0.5 + 1 / w});
					}
				}
			}
		}
		return found;
	}

	const compare = (a, b) => a.cost - b.cost || b.count - a.count || a.order - b.order;

	// near gives the words near a text, best first, none twice.
	async function near(text, words, limit) {
		const found = [...byPinyin(text, words.all), ...bySlip(text, words)];
		found.sort((a, b) => a.cost - b.cost || a.word.order - b.word.order || a.i - b.i);
		const out = new Map();
		for (const {word, i, end, before, after, cost} of found) {
			const folded = before + word.text.slice(i, end) + after;
			if (folded !== text && !out.has(folded)) {
				out.set(folded, {text: before + await shown(word, i, end) + after, cost, order: word.order});
				if (out.size === limit) {
					break;
				}
			}
		}
		return [...out.values()];
	}

	// write gives a term that looks for another text in the same field; null if it
	// cannot be said.
	function write(term, text) {
		const head = term.field ? /^[^:：]+[:：]/.exec(term.raw)[0] : "";
		for (const raw of [head + text, head + '"' + text + '"']) {
			const {terms, tests, problems} = gongkai.query(raw);
			if (terms.length === 1 && tests.length === 0 && problems.length === 0 && !terms[0].not && terms[0].field === term.field && terms[0].text === gongkai.fold.text(text)) {
				return raw;
			}
		}
		return null;
	}

	// part gives the longest beginning or end of a term that is found, when it is at
	// least half of it.
	async function part(engine, term) {
		const text = term.text, n = text.length;
		if (n > longest) {
			return null;
		}
		// Whether a text stands anywhere is asked here, not where: an engine that looks
		// into few documents, and only if the index is sure of none.
		const quick = Object.create(engine);
		quick.verify = (text, found, doubt) => {
			const unsure = new Set(doubt), sure = found.docs.filter((d) => !unsure.has(d)), none = new Uint32Array(0);
			const docs = sure.length > 0 ? sure : doubt.slice(0, looked);
			return engine.verify(text, new found.constructor(docs, none, none), sure.length > 0 ? none : docs);
		};
		const asked = term.field === "title" ? engine : quick;
		const search = async (cut) => {
			let low = 1, high = n; // cut(low) may be found, cut(high) is not
			while (high - low > 1) {
				const middle = (low + high) >> 1;
				const {docs} = await asked.matching({...term, text: cut(middle)});
				if (docs.length > 0) {
					low = middle;
				} else {
					high = middle;
				}
			}
			return cut(low);
		};
		const [beginning, end] = await Promise.all([search((k) => text.slice(0, k)), search((k) => text.slice(n - k))]);
		const best = end.length > beginning.length ? end : beginning;
		return best.length >= 2 && best.length * 2 >= n ? best : null;
	}

	const join = (list) => list.map((item) => item.raw).join(" ");
	const isWord = (item) => item.text !== undefined && fields.has(item.field);

	// runs gives queries in which words of letters that stand side by side are read as
	// one in pinyin: xing zheng chu fa.
	async function runs(items, words) {
		const latin = (item) => !item.not && isWord(item) && !item.field && !item.quoted && /^[a-zü'’]+$/.test(item.text);
		const found = [];
		for (let i = 0, k = 0; i < items.length; i = k + 1) {
			for (k = i; k < items.length && latin(items[k]);) {
				k++;
			}
			if (k - i < 2) {
				continue;
			}
			for (const w of await near(items.slice(i, k).map((item) => item.text).join(""), words, looks)) {
				const raw = write({field: "", raw: ""}, w.text);
				if (raw) {
					found.push({query: join([...items.slice(0, i), {raw}, ...items.slice(k)]), cost: w.cost, order: w.order});
				}
			}
		}
		return found;
	}

	// putRight gives queries in which each of the terms that are found nowhere is
	// another word.
	async function putRight(items, lacking, words) {
		if (lacking.length === 0 || lacking.length > 3 || !lacking.every(isWord)) {
			return [];
		}
		let some = [{items, cost: 0, order: 0}];
		for (const term of lacking) {
			const better = await near(term.text, words, [looks * rounds, 3, 2][lacking.length - 1]);
			some = some.flatMap((s) => better.flatMap((w) => {
				const raw = write(term, w.text);
				return raw ? [{items: s.items.map((item) => item === term ? {raw} : item), cost: s.cost + w.cost, order: s.order + w.order}] : [];
			}));
		}
		return some.map((s) => ({query: join(s.items), cost: s.cost, order: s.order}));
	}

	// remaining gives queries without the terms that are found nowhere or, where each is
	// found but not all together, without one of them.
	function remaining(items, positive, lacking) {
		const without = lacking.length > 0 ? [lacking] : positive.slice(0, most).map((item) => [item]);
		return without.filter((left) => left.length < positive.length).map((left, order) => ({
			query: join(items.filter((item) => !left.includes(item))),
			note: (lacking.length > 0 ? "不计没有找到的" : "不计") + left.map((item) => `“${item.raw}”`).join("") + "：",
			cost: 4, order,
		}));
	}

	// suggest gives the queries near one that finds nothing, best first, each with
	// what it finds. check throws when nobody waits any more.
	async function suggest(engine, parsed, check) {
		const items = [...parsed.terms, ...parsed.tests];
		const positive = items.filter((item) => !item.not);
		if (positive.length === 0 || items.some((item) => typeof item.raw !== "string")) {
			return [];
		}
		const words = await vocabulary();
		check();
		const count = async (query) => (await engine.answer(gongkai.query(query))).docs.length;
		const counts = items.length === 1 ? [0] : await Promise.all(positive.map((item) => count(item.raw)));
		const lacking = positive.filter((item, i) => counts[i] === 0);

		const out = new Map(); // what finds something, by query
		const lookUp = async (list) => {
			const counted = await Promise.all(list.map((c) => count(c.query)));
			check();
			list.forEach((c, i) => {
				if (counted[i] > 0 && !out.has(c.query)) {
					out.set(c.query, {...c, count: counted[i], label: `${c.note || ""}${c.query}（${counted[i]}）`});
				}
			});
		};
		const candidates = new Map();
		const all = [...await runs(items, words), ...await putRight(items, lacking, words)];
		for (const c of all.sort((a, b) => a.cost - b.cost || a.order - b.order)) {
			if (c.query !== join(items) && !candidates.has(c.query)) {
				candidates.set(c.query, c);
			}
		}
		const queue = [...candidates.values()];
		for (let i = 0; i < rounds && out.size < most && queue.length > 0; i++) {
			await lookUp(queue.splice(0, looks));
		}
		if (out.size === 0 && lacking.length === 1 && isWord(lacking[0])) {
			const text = await part(engine, lacking[0]);
			const raw = text && write(lacking[0], text);
			if (raw) {
				await lookUp([{query: join(items.map((item) => item === lacking[0] ? {raw} : item)), cost: 3, order: 0}]);
			}
		}
		if (lacking.length < 2 || out.size === 0) {
			await lookUp(remaining(items, positive, lacking));
		}

		const best = [...out.values()].sort(compare);
		const rest = best.findIndex((c) => c.cost === 4);
		if (rest >= most) { // one place is kept for it
			best.splice(most - 1, 0, ...best.splice(rest, 1));
		}
		return best.slice(0, most).map(({query, label}) => ({query, label}));
	}

	gongkai.part("suggest", suggest);
})();
