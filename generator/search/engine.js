// The engine reads the index that package search writes (see its documentation for
// the format) and answers queries. It asks gongkai.fold, gongkai.query,
// gongkai.pageText, gongkai.columns and gongkai.numbers for the rest.
(function () {
	"use strict";

	const gongkai = window.gongkai;
	const few = 3, shallow = 8, deepest = 96, stride = 2, overlap = shallow - stride;
	const fromDisk = location.protocol === "file:";

	// loadBytes gives the bytes of a file whose value is a string of bytes.
	const once = gongkai.once;
	const loadBytes = (address) => once(address, async () => {
		if (fromDisk) {
			const text = await gongkai.loadScript(address, "x-user-defined");
			return Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xFF);
		}
		const answer = await fetch(address);
		if (!answer.ok) {
			throw new Error("缺少检索文件 " + address);
		}
		const all = new Uint8Array(await answer.arrayBuffer());
		const quote = 0x22, backslash = 0x5C;
		let from = all.indexOf(0x2C) + 2, to = all.lastIndexOf(quote);
		const out = new Uint8Array(to - from);
		let n = 0;
		for (; from < to; from++) {
			let b = all[from];
			if (b === backslash) {
				b = all[++from];
				b = b === 0x6E ? 0x0A : b === 0x72 ? 0x0D : b;
			}
			out[n++] = b;
		}
		return out.subarray(0, n);
	});

	// Bits reads bits, the highest of a number first; after the end it reads zeros.
	class Bits {
		constructor(bytes) {
			this.bytes = bytes;
			this.at = 0;
			this.end = bytes.length * 8;
		}
		over() {
			return this.at > this.end;
		}
		bit() {
			const at = this.at++;
			return this.bytes[at >> 3] >> (7 - (at & 7)) & 1; // undefined is 0
		}
		bits(n) {
			let v = 0;
			while (n > 0) {
				const left = 8 - (this.at & 7), take = n < left ? n : left;
				v = v << take | this.bytes[this.at >> 3] >> (left - take) & (1 << take) - 1;
				this.at += take;
				n -= take;
			}
			return v >>> 0;
		}
		unary() {
			let v = 0;
			while (!this.bit() && !this.over()) {
				v++;
			}
			return v;
		}
		gamma() {
			const n = Math.min(this.unary(), 30);
			return 1 << n | this.bits(n);
		}
		below(limit) {
			if (limit <= 1) {
				return 0;
			}
			const n = 32 - Math.clz32(limit - 1), short = 2 ** n - limit;
			const v = this.bits(n - 1);
			return v < short ? v : v * 2 + this.bit() - short;
		}
		// set reads an ascending list of numbers of [low, high] into list[from, to).
		set(list, from, to, low, high) {
			while (from < to && !this.over()) {
				if (high - low + 1 === to - from) {
					for (; from < to; from++) {
						list[from] = low++;
					}
					return;
				}
				const middle = (from + to) >> 1;
				const first = low + middle - from, last = high - (to - 1 - middle);
				const v = first + this.below(last - first + 1);
				list[middle] = v;
				this.set(list, from, middle, low, v - 1);
				from = middle + 1;
				low = v + 1;
			}
		}
	}

	// Labels foretells the characters of nodes.
	class Labels {
		constructor() {
			this.after = new Map();
			this.seen = new Set();
			this.all = [];
		}
		read(bits, before) {
			let known = this.after.get(before);
			if (!known) {
				this.after.set(before, known = []);
			}
			if (bits.bit()) {
				const at = Math.min(bits.gamma(), known.length) - 1;
				const c = known[at];
				known.splice(at, 1);
				known.unshift(c);
				return c;
			}
			const c = bits.bit() ? this.all[bits.below(this.all.length)] : bits.bits(16);
			if (!this.seen.has(c)) {
				this.seen.add(c);
				this.all.push(c);
			}
			known.unshift(c);
			return c;
		}
	}

	// follow reads a shard until a text is found or passed. The answer has the number
	// of characters that lead to a node, its documents, those of them that have the
	// text in a heading or title, those in which it forks, and whether nodes follow.
	function follow(bytes, documents, text) {
		const bits = new Bits(bytes), labels = new Labels();
		const path = Array.from({length: deepest + 1}, () => ({}));
		path[0] = {c: 0, known: true, n: documents, heading: 1, title: 1};
		let room = new Uint32Array(64);
		const list = (m, n, keep) => {
			m = Math.max(0, Math.min(m, n));
			let out;
			if (keep) {
				out = new Uint32Array(m);
			} else {
				if (room.length < m) {
					room = new Uint32Array(m * 2);
				}
				out = room;
			}
			if (m > 0) {
				bits.set(out, 0, m, 0, n - 1);
			}
			return out;
		};
		const count = (n) => n === 1 || bits.bit() ? n : n === 2 ? 1 : Math.min(bits.gamma(), n);
		const none = new Uint32Array(0);
		const a = {depth: 0, docs: none, heading: none, title: none, forks: none, inner: true};
		let depth = bits.gamma(), matched = 0;
		for (let d = 1; d < depth; d++) {
			const c = labels.read(bits, path[d - 1].c);
			path[d] = {c, known: false};
			if (matched === d - 1 && d <= text.length && text.charCodeAt(d - 1) === c) {
				matched = d;
			}
		}
		if (depth > overlap) {
			const forks = list(bits.gamma() - 1, documents, true);
			if (matched >= overlap) {
				a.forks = forks;
			}
		}
		a.depth = matched;
		for (;;) {
			matched = Math.min(matched, depth - 1);
			const up = path[depth - 1];
			if (!up.known) {
				up.known = true;
				up.n = bits.gamma();
				up.docs = list(up.n, documents, matched === depth - 1);
				up.heading = bits.bit();
				up.title = bits.bit();
			}
			const c = labels.read(bits, up.c), n = count(up.n);
			const on = matched === depth - 1 && depth <= text.length && text.charCodeAt(depth - 1) === c;
			const p = path[depth] = {c, known: true, n, docs: null, heading: 0, title: 0};
			const docs = list(n, up.n, on);
			if (on) {
				matched = depth;
				if (depth > 1) {
					for (let i = 0; i < n; i++) {
						docs[i] = up.docs[docs[i]];
					}
				}
				p.docs = docs;
				a.depth = depth;
				a.docs = docs;
				a.heading = a.title = none;
			}
			const some = () => {
				const part = list(count(n), n, on);
				if (on) {
					for (let i = 0; i < part.length; i++) {
						part[i] = docs[part[i]];
					}
				}
				return part;
			};
			if (up.heading && bits.bit()) {
				p.heading = 1;
				const part = some();
				if (on) {
					a.heading = part;
				}
			}
			if (up.title && bits.bit()) {
				p.title = 1;
				const part = some();
				if (on) {
					a.title = part;
				}
			}
			let inner = n >= few && depth < deepest;
			if (depth === overlap && inner) {
				const forks = bits.bit() ? some() : none;
				if (on) {
					a.forks = forks;
				}
			}
			if (depth >= shallow && inner) {
				inner = bits.bit() === 1;
			}
			if (on) {
				a.inner = inner;
				if (depth === text.length || !inner) {
					return a;
				}
			}
			if (inner && bits.bit()) {
				depth++;
			} else {
				depth -= bits.unary();
			}
			if (bits.over() || depth < 1 || depth <= matched) {
				return a;
			}
		}
	}

	// places reads a list of files: of each the text at which it begins, and its name.
	function places(kind, text) {
		const all = [];
		let before = "";
		for (let i = 0; i < text.length;) {
			const same = text.charCodeAt(i) - 48, others = text.charCodeAt(i + 1) - 48;
			const first = before.slice(0, same) + text.slice(i + 2, i + 2 + others);
			i += 6 + others;
			let h = 2166136261; // FNV-1a
			for (let k = 0; k < first.length; k++) {
				h = Math.imul(h ^ first.charCodeAt(k), 16777619);
			}
			all.push({first, name: kind + (h >>> 0).toString(16) + "-" + text.slice(i - 4, i) + ".js"});
			before = first;
		}
		return all;
	}

	// at gives the last file that begins at or before a text.
	function at(list, text) {
		let low = 0, high = list.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (list[middle].first <= text) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return list[low - 1];
	}

	// both gives what two ascending lists have in common, without those that only the
	// first has.
	function both(a, b) {
		const out = new Uint32Array(Math.min(a.length, b.length));
		let n = 0;
		for (let i = 0, k = 0; i < a.length && k < b.length;) {
			if (a[i] === b[k]) {
				out[n++] = a[i];
				i++;
				k++;
			} else if (a[i] < b[k]) {
				i++;
			} else {
				k++;
			}
		}
		return out.subarray(0, n);
	}

	function without(a, b) {
		const not = new Set(b);
		return a.filter((d) => !not.has(d));
	}

	// A Found is the documents that have a text: in all blocks, in headings, in titles.
	class Found {
		constructor(docs, heading, title) {
			this.docs = docs;
			this.heading = heading;
			this.title = title;
		}
	}
	const nothing = () => new Found(new Uint32Array(0), new Uint32Array(0), new Uint32Array(0));

	class Engine {
		constructor(config) {
			this.config = config;
			this.base = config.base || ""; // the way to search/
			this.root = config.root || "../"; // the way to the site's root
			this.round = 0;
			this.begun = null;
		}

		address(name) {
			return this.base + name;
		}

		// open loads the directory.
		open() {
			return this.begun ??= this.openNow().catch((err) => {
				this.begun = null;
				throw err;
			});
		}

		async openNow() {
			const d = await gongkai.load(this.address(this.config.index));
			if (d.version !== 1) {
				throw new Error("检索文件与网页的版本不同，请刷新网页");
			}
			this.documents = d.documents;
			this.roots = places("x", d.places);
			this.agencies = d.agencies.map(([id, name]) => ({id, name, folded: gongkai.fold.text(name)}));
			this.pages = d.pages.map(([url, title]) => ({url, title}));
			this.catalogues = d.catalogues.map(([id, label]) => ({id, label}));
			this.agencyOf = new Uint16Array(d.documents);
			this.yearOf = new Uint16Array(d.documents);
			this.nodeOf = new Uint16Array(d.documents);
			let n = 0;
			d.agencies.forEach(([, , years], agency) => {
				for (const range of years ? years.split(",") : []) {
					const [first, last] = range.split("-").map(Number);
					for (let year = first; year <= (last ?? first); year++) {
						this.agencyOf[n] = agency;
						this.yearOf[n++] = year;
					}
				}
			});
			this.reports = n;
			n = 0;
			for (const [node, count] of d.filed) {
				this.nodeOf.fill(node, n, n += count);
			}
		}

		// url gives the address of a document below the site's root.
		url(doc) {
			if (doc >= this.reports) {
				return this.pages[doc - this.reports].url;
			}
			return "reports/" + encodeURIComponent(this.agencies[this.agencyOf[doc]].id) + "/" + this.yearOf[doc] + "/";
		}

		async lookUp(text) {
			const section = at(this.roots, text);
			if (!section) {
				return follow(new Uint8Array([128]), this.documents, "");
			}
			section.list ??= places("s", await gongkai.load(this.address(section.name)));
			const shard = at(section.list, text);
			if (!shard) {
				return follow(new Uint8Array([128]), this.documents, "");
			}
			return follow(await loadBytes(this.address(shard.name)), this.documents, text);
		}

		// find gives the documents that have a folded text. Where the trie does not
		// say so for certain it looks into the documents.
		async find(text) {
			const absent = (a, part) => a.depth < part.length && (a.depth === 0 || a.inner);
			// The parts of a long text are asked for at once.
			const start = this.lookUp(text);
			const parts = new Map();
			const part = (end) => {
				const p = text.slice(end - overlap, end + stride);
				if (!parts.has(end)) {
					parts.set(end, this.lookUp(p).then((a) => ({...a, whole: a.depth === p.length, absent: absent(a, p)})));
				}
				return parts.get(end);
			};
			const a = await start;
			if (absent(a, text)) {
				return nothing();
			}
			if (a.depth === text.length) {
				return new Found(a.docs, a.heading, a.title);
			}
			let {docs, heading, title} = a;
			if (a.depth < shallow || docs.length < few) {
				return this.verify(text, new Found(docs, heading, title), docs);
			}
			let ahead = 4;
			const doubt = new Set();
			for (let end = a.depth; end < text.length; end += stride) {
				for (let k = end; k < text.length && k < end + ahead * stride; k += stride) {
					part(k).catch(() => {});
				}
				const b = await part(end);
				if (b.absent) {
					return nothing();
				}
				docs = both(docs, b.docs);
				heading = both(heading, b.heading);
				title = both(title, b.title);
				if (!b.whole || docs.length < few) {
					return this.verify(text, new Found(docs, heading, title), docs);
				}
				b.forks.forEach((d) => doubt.add(d));
			}
			return this.verify(text, new Found(docs, heading, title), docs.filter((d) => doubt.has(d)));
		}

		// verify looks into the documents that are in doubt.
		async verify(text, found, doubt) {
			if (doubt.length === 0) {
				return found;
			}
			const lost = [], heading = [], title = [];
			const queue = Array.from(doubt);
			const work = async () => {
				for (let d = queue.pop(); d !== undefined; d = queue.pop()) {
					const blocks = await this.text(d);
					let tier = "";
					for (const b of blocks) {
						if (b.text.includes(text)) {
							tier = b.kind === "title" || tier === "title" ? "title" : b.kind === "heading" || tier === "heading" ? "heading" : "body";
						}
					}
					if (tier === "") {
						lost.push(d);
					} else if (tier === "title") {
						title.push(d);
					} else if (tier === "heading") {
						heading.push(d);
					}
				}
			};
			await Promise.all(Array.from({length: 6}, work));
			const ascending = (list) => Uint32Array.from(list).sort();
			return new Found(
				without(found.docs, lost),
				ascending([...without(found.heading, doubt), ...heading]),
				ascending([...without(found.title, doubt), ...title]));
		}

		// text gives the blocks of a document's page.
		text(doc) {
			return once("text " + doc, () => gongkai.pageText(this.root + this.url(doc)));
		}

		// numbers loads the look-up of numbers, which few queries need.
		numbers() {
			return gongkai.load(this.address(this.config.numbers));
		}

		// matching gives the documents for a term.
		async matching(term) {
			switch (term.field) {
			case "agency": {
				const docs = [];
				for (let d = 0; d < this.reports; d++) {
					if (this.agencies[this.agencyOf[d]].folded.includes(term.text)) {
						docs.push(d);
					}
				}
				return new Found(Uint32Array.from(docs), nothing().docs, nothing().docs);
			}
			case "year": {
				const [low, high] = term.range || [Number(term.text), Number(term.text)];
				const docs = [];
				for (let d = 0; d < this.reports; d++) {
					if (this.yearOf[d] >= low && this.yearOf[d] <= high) {
						docs.push(d);
					}
				}
				return new Found(Uint32Array.from(docs), nothing().docs, nothing().docs);
			}
			case "number":
			case "document": {
				const {exact, prefix} = await (await this.numbers()).find(term.text, term.field);
				const docs = Uint32Array.from(new Set([...exact, ...prefix])).sort();
				return new Found(docs, nothing().docs, Uint32Array.from(exact).sort());
			}
			case "title": {
				const found = await this.find(term.text);
				return new Found(found.title, nothing().docs, found.title);
			}
			}
			return this.find(term.text);
		}

		parse(query) {
			return gongkai.query(query);
		}

		// search answers a query: the hits, best first, and the counts of the facets.
		async search(query, {filters = {}, sort = ""} = {}) {
			const round = ++this.round, start = performance.now();
			const check = () => {
				if (round !== this.round) {
					throw new DOMException("a later search began", "AbortError");
				}
			};
			await gongkai.fold.ready(query);
			const parsed = gongkai.query(query);
			await this.open();
			const {docs, score} = await this.answer(parsed);
			check();
			const result = this.filter(docs, filters);
			const ordered = this.order(result.docs, score, sort);
			const hits = Array.from(ordered, (d) => this.hit(d));
			const suggestions = hits.length === 0 && docs.length === 0 ? await this.suggest(parsed) : [];
			check();
			return {query: parsed, total: hits.length, hits, facets: result.facets, suggestions, ms: performance.now() - start};
		}

		hit(d) {
			if (d >= this.reports) {
				return {id: d, url: this.url(d), year: 0, agency: "", agencyName: "", kind: "page", title: this.pages[d - this.reports].title};
			}
			const agency = this.agencies[this.agencyOf[d]];
			return {id: d, url: this.url(d), year: this.yearOf[d], agency: agency.id, agencyName: agency.name, kind: "report"};
		}

		// answer gives the documents of a query, ascending, and how good each is.
		async answer(parsed) {
			const wanted = parsed.terms.filter((t) => !t.not), unwanted = parsed.terms.filter((t) => t.not);
			const jobs = [
				Promise.all(wanted.map((t) => this.matching(t))),
				Promise.all(unwanted.map((t) => this.matching(t))),
				Promise.all(parsed.tests.map((t) => gongkai.columns.evaluate(t))),
			];
			const plain = wanted.filter((t) => !t.field);
			const whole = plain.length > 1 ? this.lookUp(plain.map((t) => t.text).join("")) : null;
			const [found, not, tested] = await Promise.all(jobs);
			let docs = null;
			for (const f of found) {
				docs = docs ? both(docs, f.docs) : f.docs;
			}
			parsed.tests.forEach((t, i) => {
				if (!t.not) {
					docs = docs ? both(docs, tested[i]) : tested[i];
				}
			});
			if (!docs) {
				const any = unwanted.length > 0 || parsed.tests.length > 0;
				docs = any ? Uint32Array.from({length: this.documents}, (_, d) => d) : new Uint32Array(0);
			}
			for (const f of not) {
				docs = without(docs, f.docs);
			}
			parsed.tests.forEach((t, i) => {
				if (t.not) {
					docs = without(docs, tested[i]);
				}
			});
			const score = new Uint16Array(this.documents);
			wanted.forEach((t, i) => {
				found[i].docs.forEach((d) => { score[d] += 1; });
				found[i].heading.forEach((d) => { score[d] += 2; });
				if (!t.field) {
					this.agencies.forEach((a) => { a.named = a.folded.includes(t.text); });
					for (const d of docs) {
						if (d < this.reports && this.agencies[this.agencyOf[d]].named) {
							score[d] += 8;
						}
					}
				}
				found[i].title.forEach((d) => { score[d] += 32; });
			});
			if (whole) {
				const together = await whole;
				if (together.depth === plain.reduce((n, t) => n + t.text.length, 0)) {
					together.docs.forEach((d) => { score[d] += 128; });
				}
			}
			return {docs, score};
		}

		// filter applies the filters, and counts for each facet what the others leave.
		filter(docs, filters) {
			const set = (name) => filters[name] && filters[name].length > 0 ? new Set(filters[name].map(String)) : null;
			const years = set("year"), agencies = set("agency"), kinds = set("kind"), nodes = set("catalogue");
			const counts = {year: new Map(), agency: new Map(), kind: new Map(), catalogue: new Map()};
			const add = (map, key) => map.set(key, (map.get(key) || 0) + 1);
			const left = new Uint32Array(docs.length);
			let n = 0;
			for (const d of docs) {
				const report = d < this.reports;
				const year = !years || report && years.has(String(this.yearOf[d]));
				const agency = !agencies || report && agencies.has(this.agencies[this.agencyOf[d]].id);
				const kind = !kinds || kinds.has(report ? "report" : "page");
				const node = !nodes || report && nodes.has(this.catalogues[this.nodeOf[d]].id);
				const fails = !year + !agency + !kind + !node;
				if (fails === 0) {
					left[n++] = d;
				}
				if (report) {
					if (fails === 0 || fails === 1 && !year) {
						add(counts.year, this.yearOf[d]);
					}
					if (fails === 0 || fails === 1 && !agency) {
						add(counts.agency, this.agencyOf[d]);
					}
					if (fails === 0 || fails === 1 && !node) {
						add(counts.catalogue, this.nodeOf[d]);
					}
				}
				if (fails === 0 || fails === 1 && !kind) {
					add(counts.kind, report ? "report" : "page");
				}
			}
			const facet = (map, entry, compare) => [...map].sort(compare).map(([key, count]) => ({...entry(key), count}));
			return {
				docs: left.subarray(0, n),
				facets: {
					year: facet(counts.year, (y) => ({value: String(y), label: y + "年"}), (a, b) => b[0] - a[0]),
					agency: facet(counts.agency, (a) => ({value: this.agencies[a].id, label: this.agencies[a].name}), (a, b) => b[1] - a[1] || a[0] - b[0]),
					kind: facet(counts.kind, (k) => ({value: k, label: k === "report" ? "年度报告" : "其他网页"}), (a, b) => a[0] < b[0] ? 1 : -1),
					catalogue: facet(counts.catalogue, (c) => ({value: this.catalogues[c].id, label: this.catalogues[c].label}), (a, b) => b[1] - a[1] || a[0] - b[0]),
				},
			};
		}

		// order sorts documents: the best first, then the newest, then as agencies stand.
		order(docs, score, sort) {
			const groups = new Map();
			for (const d of docs) {
				const year = d < this.reports ? this.yearOf[d] : 0;
				const key = sort === "newest" ? year * 65536 + score[d] : sort === "oldest" ? (9999 - year) * 65536 + score[d] : score[d] * 10000 + year;
				const group = groups.get(key);
				if (group) {
					group.push(d);
				} else {
					groups.set(key, [d]);
				}
			}
			return [...groups].sort((a, b) => b[0] - a[0]).flatMap((g) => g[1]);
		}

		// suggest gives queries near one that finds nothing.
		async suggest(parsed) {
			const plain = parsed.terms.filter((t) => !t.not && !t.field);
			const out = [];
			for (const t of plain.slice(0, 3)) {
				if (plain.length > 1) {
					const found = await this.find(t.text);
					if (found.docs.length > 0) {
						out.push({query: t.raw, label: `${t.raw}（${found.docs.length}）`});
						continue;
					}
				}
				const a = await this.lookUp(t.text);
				if (a.depth >= 2 && a.docs.length > 0) {
					const near = t.text.slice(0, a.depth);
					out.push({query: near, label: `${near}（${a.docs.length}）`});
				}
			}
			if (parsed.terms.every((t) => !t.field) && /[0-9]/.test(parsed.terms.map((t) => t.text).join(""))) {
				const numbers = await this.numbers().then((n) => n.suggest(parsed.terms.map((t) => t.raw).join(" "))).catch(() => []);
				out.unshift(...numbers);
			}
			return out;
		}

		cancel() {
			this.round++;
		}
	}

	gongkai.engine = {
		open(element) {
			return new Engine(JSON.parse(element.textContent));
		},
	};

	const element = document.getElementById("archive-index");
	if (element) {
		const engine = gongkai.searcher = gongkai.engine.open(element);
		// Others ask for a list of addresses; a search of theirs cancels no other.
		window.archiveSearch = async (query, {filters = {}} = {}) => {
			await gongkai.fold.ready(query);
			const parsed = gongkai.query(query);
			await engine.open();
			const {docs, score} = await engine.answer(parsed);
			const ordered = engine.order(engine.filter(docs, filters).docs, score, "");
			return {total: ordered.length, urls: ordered.map((d) => engine.url(d))};
		};
	}
})();
