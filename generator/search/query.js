// Queries: words and phrases that all must stand in a document, with blanks between
// them; "in quotes" what has blanks; -not; 标题: 机构: 年度: 索引号: 文号: for one field;
// 行政处罚>100 and 新收:50..200 for numbers in tables.
(function () {
	"use strict";

	const gongkai = window.gongkai;
	const fields = {
		"标题": "title", "title": "title", "机构": "agency", "机关": "agency", "agency": "agency", "年度": "year", "year": "year",
		"索引号": "number", "number": "number", "文号": "document", "发文字号": "document", "document": "document",
	};

	// items cuts a query at blanks that are not in quotes.
	function items(query, problems) {
		const all = [];
		for (let i = 0; i < query.length;) {
			if (/\s/.test(query[i])) {
				i++;
				continue;
			}
			const item = {raw: "", head: "", quoted: null};
			const start = i;
			while (i < query.length && !/\s/.test(query[i]) && query[i] !== '"') {
				i++;
			}
			item.head = query.slice(start, i);
			// A quote begins a phrase at the start of an item and behind - or a field.
			if (query[i] === '"' && /^-?([^:：]+[:：])?$/.test(item.head) && (item.head === "" || item.head === "-" || fields[item.head.replace(/^-/, "").slice(0, -1).toLowerCase()])) {
				const end = query.indexOf('"', i + 1);
				if (end < 0) {
					problems.push({text: "引号没有配对"});
				}
				item.quoted = query.slice(i + 1, end < 0 ? query.length : end);
				i = end < 0 ? query.length : end + 1;
			} else {
				while (i < query.length && !/\s/.test(query[i])) {
					i++;
				}
				item.head = query.slice(start, i);
			}
			item.raw = query.slice(start, i);
			all.push(item);
		}
		return all;
	}

	// range reads 2022, 2019..2022, 2019-2022, 2019.. and ..2022.
	function range(text) {
		const m = /^(\d{4})?(?:(\.\.|-|—|–|~|至)(\d{4})?)?$/.exec(text.normalize("NFKC").replace(/年/g, "").trim());
		if (!m || !m[1] && !m[3]) {
			return null;
		}
		const first = m[1] ? Number(m[1]) : 0;
		return [first, m[2] ? (m[3] ? Number(m[3]) : 9999) : first];
	}

	// test reads what may be a test of a number: the name, the operator and its one or two
	// numbers. Whether there is a column of that name is decided when the tables are known
	// (gongkai.columns.understand); until then it has the term that it is otherwise.
	const number = "[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?\\p{Script=Han}{0,4}";
	const comparison = new RegExp(`^([^<>=!≥≤≠≧≦"]+)(>=|<=|!=|[<>=≥≤≠≧≦])(${number})$`, "u");
	const between = new RegExp(`^([^<>=!≥≤≠≧≦":]+)[:=](${number})?\\.\\.(${number})?$`, "u");
	const operators = {"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "≠": "!="};
	function test(text) {
		text = text.normalize("NFKC");
		let m = comparison.exec(text), found = null;
		if (m) {
			found = {name: m[1], op: operators[m[2]] || m[2], from: m[3], to: ""};
		} else if ((m = between.exec(text)) && (m[2] || m[3])) {
			found = {name: m[1], op: "..", from: m[2] || "", to: m[3] || ""};
		}
		return found && /\p{L}/u.test(found.name) ? found : null;
	}

	// years gives the range of years that pass a test; null for none.
	function years({op, from, to}) {
		const [y, z] = [Number(from || 0), Number(to || 9999)];
		return {">": [y + 1, 9999], ">=": [y, 9999], "<": [0, y - 1], "<=": [0, y], "=": [y, y], "..": [y, z]}[op] || null;
	}

	gongkai.query = function (query) {
		const parsed = {terms: [], tests: [], problems: []};
		for (const item of items(query, parsed.problems)) {
			const term = {raw: item.raw, text: "", not: false, quoted: item.quoted !== null, field: ""};
			let head = item.head;
			if (head.startsWith("-") && (head.length > 1 || term.quoted)) {
				term.not = true;
				head = head.slice(1);
			}
			const m = /^([^:：]+)[:：](.*)$/s.exec(head);
			if (m && fields[m[1].toLowerCase()] && (m[2] !== "" || term.quoted)) {
				term.field = fields[m[1].toLowerCase()];
				head = m[2];
			}
			const value = term.quoted ? item.quoted : head;
			if (term.field === "year" && !(term.range = range(value))) {
				parsed.problems.push({text: "年度应写作 2022 或 2019..2022：" + item.raw});
				term.field = "";
				term.text = gongkai.fold.text(item.raw);
			} else {
				term.text = gongkai.fold.text(value);
			}
			const tested = term.field === "" && !term.quoted && !term.range && test(value);
			const ofYears = tested && fields[tested.name] === "year" ? years(tested) : null;
			if (ofYears) {
				parsed.terms.push({...term, field: "year", range: ofYears});
			} else if (tested) {
				parsed.tests.push({...tested, raw: item.raw, not: term.not, at: parsed.terms.length, term});
			} else if (term.text !== "") {
				parsed.terms.push(term);
			}
		}
		return parsed;
	};
})();
