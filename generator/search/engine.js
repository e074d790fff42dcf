// The engine reads the index that package search writes (see its documentation for
// the format) and answers queries. It asks gongkai.fold, gongkai.query,
// gongkai.pageText, gongkai.columns and gongkai.numbers for the rest.
(function () {
	"use strict";

	const gongkai = window.gongkai;
	const shallow = 8, deepest = 96, stride = 2, overlap = shallow - stride;
	// fewOf gives the number of documents below which a text is not followed further.
	const fewOf = (documents) => 3 + 32 - Math.clz32(documents >> 14);
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
		const few = fewOf(documents);
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
		const forked = depth > overlap && matched >= overlap; // the way to the first node says it
		let base = none, baseForks = none;
		// know reads the documents of a node on the way to the first one: those that the
		// node below did not have.
		const know = (p, level) => {
			const more = list(bits.gamma() - 1, documents - base.length, true);
			const all = new Uint32Array(base.length + more.length);
			let k = 0;
			for (let i = 0; i < more.length; i++) {
				while (k < base.length && base[k] <= more[i] + k) {
					all[i + k] = base[k++];
				}
				all[i + k] = more[i] += k;
			}
			all.set(base.subarray(k), more.length + k);
			base = p.docs = all;
			p.known = true;
			p.n = all.length;
			p.heading = bits.bit();
			p.title = bits.bit();
			if (level >= overlap) {
				const forks = list(bits.gamma() - 1, more.length, true).map((i) => more[i]);
				baseForks = Uint32Array.from([...baseForks, ...forks]).sort();
			}
		};
		a.depth = matched;
		for (;;) {
			matched = Math.min(matched, depth - 1);
			const up = path[depth - 1];
			if (!up.known) {
				know(up, depth - 1);
				if (forked) {
					a.forks = baseForks;
				}
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
			// Names in traditional characters need the table of folding; rare ones do not.
			const names = [...d.agencies.flatMap(([, name, , short]) => [name, short]), ...d.pages.map(([, title]) => title)];
			await gongkai.fold.ready(names.join("").replace(/[^\u4E00-\u9FFF]/g, ""));
			this.agencies = d.agencies.map(([id, name, , short]) => ({id, name, folded: gongkai.fold.text(name), short: gongkai.fold.text(short || "")}));
			this.pages = d.pages.map(([url, title]) => ({url, title, folded: gongkai.fold.text(title)}));
			this.suggester = d.suggest;
			this.catalogues = d.catalogues.map(([id, label]) => ({id, label}));
			this.agencyOf = new Uint16Array(d.documents);
			this.yearOf = new Uint16Array(d.documents);
			this.filed = d.filed;
			this.nodeOf = null;
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
		}

		// openNodes loads the catalogue nodes of all reports.
		async openNodes() {
			const bytes = await loadBytes(this.address(this.filed));
			this.nodeOf ??= Uint16Array.from({length: this.reports}, (_, d) => bytes[2 * d] << 8 | bytes[2 * d + 1]);
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
			const a = await this.lookUp(text);
			if (absent(a, text)) {
				return nothing();
			}
			let {docs, heading, title} = a;
			if (a.depth === text.length) {
				return new Found(docs, heading, title);
			}
			if (a.depth < shallow || docs.length < fewOf(this.documents)) {
				return this.verify(text, new Found(docs, heading, title), docs);
			}
			const doubt = new Set(), parts = new Map();
			// part looks up the part of the text that ends there.
			const part = (end) => {
				end = Math.min(end, text.length);
				if (!parts.has(end)) {
					parts.set(end, this.lookUp(text.slice(end - shallow, end)));
				}
				return parts.get(end);
			};
			// narrow keeps those documents that have the part; known says whether the
			// trie has all of it.
			const narrow = async (end) => {
				const b = await part(end), p = text.slice(end - shallow, end);
				if (absent(b, p)) {
					docs = heading = title = nothing().docs;
					return false;
				}
				docs = both(docs, b.docs);
				heading = both(heading, b.heading);
				title = both(title, b.title);
				b.forks.forEach((d) => doubt.add(d));
				return b.depth === p.length;
			};
			// To look into as many documents as there are parts left costs no more.
			const partsLeft = () => Math.ceil((text.length - end) / stride);
			let end = a.depth, known = true;
			if (partsLeft() > 2) {
				known = await narrow(text.length);
			}
			while (known && end < text.length && docs.length > partsLeft()) {
				for (let k = 1; k <= 4; k++) { // soon wanted
					part(end + k * stride).catch(() => {});
				}
				end = Math.min(end + stride, text.length);
				known = await narrow(end);
			}
			const sure = known && end === text.length;
			return this.verify(text, new Found(docs, heading, title), sure ? docs.filter((d) => doubt.has(d)) : docs);
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

		// understand decides whether what may be tests of numbers in tables are that.
		async understand(parsed) {
			if (parsed.tests.length > 0) {
				await (await gongkai.load(this.address(this.config.columns))).understand(parsed);
			}
		}

		// matching gives the documents for a term.
		async matching(term) {
			switch (term.field) {
			case "agency": {
				const docs = [], named = this.named(term.text);
				for (let d = 0; d < this.reports; d++) {
					if (named[this.agencyOf[d]]) {
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
			const [{docs, score}] = await Promise.all([this.answer(parsed), this.openNodes()]);
			check();
			const result = this.filter(docs, filters);
			const ordered = this.order(result.docs, score, sort);
			const hits = Array.from(ordered, (d) => this.hit(d));
			const suggestions = hits.length === 0 && docs.length === 0 ? await this.suggest(parsed, check) : [];
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
			await this.understand(parsed);
			const wanted = parsed.terms.filter((t) => !t.not), unwanted = parsed.terms.filter((t) => t.not);
			const jobs = [
				Promise.all(wanted.map((t) => this.matching(t))),
				Promise.all(unwanted.map((t) => this.matching(t))),
				Promise.all(parsed.tests.map((t) => gongkai.columns.evaluate(t))),
			];
			const [found, not, tested, together] = await Promise.all([...jobs, this.together(wanted)]);
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
			return {docs, score: await this.score(wanted, found, docs, together)};
		}

		// named says of each agency whether a text is its name or short name, 2, or a
		// part of one, 1.
		named(text) {
			return Uint8Array.from(this.agencies, (a) => a.folded === text || a.short === text ? 2 : a.folded.includes(text) || a.short.includes(text) ? 1 : 0);
		}

		// together gives the documents that have the terms side by side as they were
		// typed, and those of which the index leaves it open; null for a single term.
		async together(wanted) {
			const plain = wanted.filter((t) => !t.field);
			if (plain.length < 2) {
				return null;
			}
			const text = gongkai.fold.text(plain.map((t) => t.text).join(" "));
			const quick = Object.create(this); // an engine that leaves doubt
			let doubt = [];
			quick.verify = async (_, found, docs) => {
				doubt = docs;
				return found;
			};
			const {docs} = await quick.find(text);
			return {text, docs: without(docs, doubt), doubt};
		}

		// score says how good documents are for the terms. Each term counts once in a
		// document, where it weighs most:
		//
		//   whole    it is the name or short name of the report's agency or the title of
		//            the plain page; as are all terms together
		//   title    it stands in the title, or is the year of the report
		//   agency   it is a part of the agency's name
		//   heading  it stands in a heading
		//   body     elsewhere
		//
		// A document with more whole terms is better, whatever else; then one with more
		// terms in the title; then one in which the terms stand side by side as typed;
		// then one with more in the agency's name; then one with more in headings. A
		// score is these numbers as digits. What order makes of equal scores: the newest
		// first, plain pages last.
		async score(wanted, found, docs, together) {
			const score = new Uint32Array(this.documents);
			if (docs.length < 2) {
				return score;
			}
			const {reports, agencyOf, yearOf} = this;
			const heading = 1, agency = 16, exact = 256, title = 512, whole = 8192, most = 15;
			const place = new Uint32Array(this.documents); // the weight of one term
			const plain = wanted.filter((t) => !t.field);
			const text = together ? together.text : plain.length === 1 ? plain[0].text : "";
			const all = plain.length > 1 ? this.named(text) : null;
			wanted.slice(0, most).forEach((t, i) => {
				place.fill(0);
				for (const d of found[i].heading) {
					place[d] = heading;
				}
				if (!t.field || t.field === "agency") {
					const named = this.named(t.text), weight = [0, agency, whole];
					const year = t.field ? 0 : Number(/^((?:19|20)\d\d)(?:年度?)?$/.exec(t.text)?.[1] ?? 0);
					for (const d of docs) {
						if (d >= reports) {
							place[d] = this.pages[d - reports].folded === t.text || this.pages[d - reports].folded === text ? whole : place[d];
						} else if (all && all[agencyOf[d]] === 2 && !t.field) {
							place[d] = whole;
						} else if (year > 0 && yearOf[d] === year) {
							place[d] = title;
						} else {
							place[d] = Math.max(place[d], weight[named[agencyOf[d]]]);
						}
					}
				}
				for (const d of found[i].title) {
					place[d] = Math.max(place[d], title);
				}
				for (const d of docs) {
					score[d] += place[d];
				}
			});
			if (together) {
				for (const d of both(docs, together.docs)) {
					score[d] += exact;
				}
				// Where the index leaves it open for very few, one looks.
				const doubt = both(docs, together.doubt);
				if (doubt.length > 0 && doubt.length <= fewOf(this.documents)) {
					const {docs: sure} = await this.verify(together.text, new Found(doubt, nothing().docs, nothing().docs), doubt);
					for (const d of sure) {
						score[d] += exact;
					}
				}
			}
			return score;
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
					if (this.nodeOf && (fails === 0 || fails === 1 && !node)) {
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

		// order sorts documents: the best first, then the newest, then as agencies stand;
		// or first by year, then the best. Plain pages are of no year and come last.
		order(docs, score, sort) {
			const groups = new Map(), best = 2 ** 18;
			for (const d of docs) {
				const year = d < this.reports ? this.yearOf[d] : 0;
				const first = sort === "newest" ? year : sort === "oldest" ? year && 9999 - year : 0;
				const key = (first * best + score[d]) * 10000 + year;
				const group = groups.get(key);
				if (group) {
					group.push(d);
				} else {
					groups.set(key, [d]);
				}
			}
			return [...groups].sort((a, b) => b[0] - a[0]).flatMap((g) => g[1]);
		}

		// suggest gives queries near one that finds nothing, as {query, label}. What makes
		// them is loaded now. Without it the answer stands: nothing was found.
		async suggest(parsed, check) {
			const out = [];
			try {
				if (this.suggester) {
					const near = await gongkai.load(this.address(this.suggester));
					out.push(...await near(this, parsed, check));
				}
			} catch (err) {
				if (err.name === "AbortError") {
					throw err;
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
		engine.open().catch(() => {}); // who comes here searches; a search tries again
		// Others ask for a list of addresses; a search of theirs cancels no other.
		window.archiveSearch = async (query, {filters = {}} = {}) => {
			await gongkai.fold.ready(query);
			const parsed = gongkai.query(query);
			await engine.open();
			if (filters.catalogue?.length > 0) {
				await engine.openNodes();
			}
			const {docs, score} = await engine.answer(parsed);
			const ordered = engine.order(engine.filter(docs, filters).docs, score, "");
			return {total: ordered.length, urls: ordered.map((d) => engine.url(d))};
		};
	}
})();
