// Tests of numbers in the cells of tables: what their names mean, and which reports pass.
// The package's documentation has the rules and the format.
(function () {
	"use strict";

	const gongkai = window.gongkai;
	const data = {} /* the list of tables */;
	const beside = new URL(".", document.currentScript.src).href;
	const fold = (text) => gongkai.fold.text(text);

	// documents reads the list of the reports that have a table.
	function documents(text) {
		const out = [];
		let next = 0;
		for (const run of text.split(",")) {
			const [gap, more] = run.split("-");
			next += parseInt(gap, 36);
			for (const end = next + (more ? parseInt(more, 36) : 0); next <= end; next++) {
				out.push(next);
			}
		}
		return out;
	}

	const docs = []; // by number of the list, when they are needed
	const docsOf = (table) => docs[table.documents] ??= documents(data.documents[table.documents]);

	// bare takes numbering and brackets off a label.
	const numbering = /^(?:[（(][一二三四五六七八九十百0-9]+[）)]|[一二三四五六七八九十百]+、|[0-9]+[.．、]|其中[:：])\s*/;
	function bare(label) {
		for (let m; (m = numbering.exec(label)) && m[0].length < label.length;) {
			label = label.slice(m[0].length);
		}
		return label.replace(/(.)[（(][^（）()]*[）)]$/, "$1");
	}

	// All rows, with the labels as they are compared.
	let rows = null;
	async function open() {
		await gongkai.fold.ready(JSON.stringify(data.tables).replace(/[^\u3400-\u9fff]/g, ""));
		if (rows) {
			return;
		}
		rows = [];
		for (const table of data.tables) {
			const files = table.files.split(" ");
			let first = 0;
			table.rows.forEach((row, r) => {
				const labels = [...row.path].map((l) => fold(bare(l)));
				const columns = table.columns[row.block].map(([key, label, unit], c) => {
					const cell = first + c;
					const whole = files.length === 1, byRow = files.length === table.rows.length;
					return {
						table, row, key: table.id + "." + row.key + (key && "." + key), label, folded: fold(bare(label)), unit: unit || row.unit || "", place: c,
						file: "c-" + (whole ? files[0] : byRow ? files[r] : files[cell]) + ".js", at: whole ? cell : byRow ? c : 0,
					};
				});
				first += columns.length;
				rows.push({
					table, row, columns, key: table.id + "." + row.key, own: labels[labels.length - 1], above: [fold(table.caption), ...labels.slice(0, -1)],
					names: [labels[labels.length - 1], fold(row.path[row.path.length - 1]), ...(row.figures || []).map(fold)], order: rows.length,
				});
			});
		}
	}

	// level says how a name stands to a label: 0 it is it, 1 its beginning, 2 a part; 3 none.
	const level = (name, label) => label === name ? 0 : label.startsWith(name) ? 1 : label.includes(name) ? 2 : 3;

	// of says how parts of a name stand to a row.
	function of(row, parts) {
		let at = 0;
		for (const p of parts.slice(0, -1)) {
			while (at < row.above.length && !row.above[at].includes(p)) {
				at++;
			}
			if (at++ >= row.above.length) {
				return null;
			}
		}
		let best = {level: 3, length: 0};
		for (const label of row.names) {
			const l = level(parts[parts.length - 1], label);
			if (l < best.level || l === best.level && label.length < best.length) {
				best = {level: l, length: label.length};
			}
		}
		return best.level < 3 ? best : null;
	}

	// candidates gives the columns that a name may mean.
	function candidates(name) {
		const key = name.toLowerCase(), out = [];
		const keyed = (row, column, chosen) => out.push({row, column, level: 0, length: 0, chosen});
		rows.forEach((row) => row.columns.filter((c) => c.key === key).forEach((c) => keyed(row, c, false)));
		if (out.length === 0) {
			rows.filter((row) => row.key === key).forEach((row) => keyed(row, row.columns[row.row.default], row.row.chosen));
		}
		for (const divider of [/[·・‧•]/, /[·・‧•\/]/, /[·・‧•\/.]/]) {
			if (out.length > 0) {
				break;
			}
			const parts = bare(name).split(divider).map((p) => fold(bare(p.trim())));
			if (parts.includes("")) {
				continue;
			}
			for (const row of rows) {
				const whole = of(row, parts);
				if (whole) {
					out.push({row, column: row.columns[row.row.default], ...whole, chosen: row.row.chosen});
				}
				const before = parts.length > 1 && of(row, parts.slice(0, -1));
				if (before) {
					for (const column of row.columns) {
						const l = level(parts[parts.length - 1], column.folded);
						if (l < 3) {
							out.push({row, column, level: Math.max(l, before.level), length: before.length + column.folded.length, chosen: false});
						}
					}
				}
			}
		}
		return out;
	}

	// choose gives the column of each format that a name means, and the others it might.
	function choose(name) {
		const all = candidates(name), best = Math.min(...all.map((c) => c.level));
		const chosen = new Map(), others = [];
		all.filter((c) => c.level === best).sort((a, b) => a.length - b.length || a.row.order - b.row.order || a.column.place - b.column.place).forEach((c) => {
			const format = c.row.table.format;
			if (!chosen.has(format)) {
				chosen.set(format, c);
			} else if (chosen.get(format).column !== c.column) {
				others.push(c);
			}
		});
		const sure = [...chosen.values()].filter((c, _, all) => !c.chosen || all.every((c) => c.chosen));
		return {chosen: sure.sort((a, b) => a.row.order - b.row.order), others, loose: best > 0};
	}

	const said = ({row, column}, whole) => {
		const path = row.row.path.map(bare);
		return (whole ? path.join("/") : path[path.length - 1]) + (row.columns.length > 1 ? "·" + bare(column.label) : "");
	};
	const list = (all, whole) => [...new Set(all.map((c) => said(c, whole)))].slice(0, 3).map((l) => `“${l}”`).join("、");

	// near gives columns with a name like one that there is not.
	function near(name) {
		const pairs = [...fold(name)].slice(1).map((c, i) => [...fold(name)][i] + c);
		const all = rows.map((row) => ({row, column: row.columns[row.row.default], same: pairs.filter((p) => row.own.includes(p) || row.above.some((l) => l.includes(p))).length}));
		return all.filter((c) => c.same > 0).sort((a, b) => b.same - a.same || a.row.order - b.row.order);
	}

	// number gives a number that a reader typed, in the unit of a column, as values are
	// written; null where it has another unit.
	function number(text, unit) {
		const m = /^([+-]?)([0-9,]+)(?:\.([0-9]+))?(.*)$/.exec(text);
		const big = unit.startsWith("万"), base = big ? unit.slice(1) : unit;
		const [, times, rest] = /^([万萬亿億]?)(.*)$/.exec(m[4]);
		let shift = {"": 0, "万": 4, "萬": 4, "亿": 8, "億": 8}[times];
		if (m[4] !== "" && m[4] !== unit) {
			if (rest !== "" && rest !== base) {
				return null;
			}
			shift -= big ? 4 : 0;
		} else {
			shift = 0;
		}
		let whole = m[2].replaceAll(",", ""), fraction = m[3] || "";
		for (; shift > 0; shift--) {
			whole += fraction[0] || "0";
			fraction = fraction.slice(1);
		}
		for (; shift < 0; shift++) {
			fraction = (whole[whole.length - 1] || "0") + fraction;
			whole = whole.slice(0, -1);
		}
		return canonical(m[1], whole, fraction);
	}

	function canonical(sign, whole, fraction) {
		whole = whole.replace(/^0+/, "");
		fraction = fraction.replace(/0+$/, "");
		if (whole === "" && fraction === "") {
			return "0";
		}
		return (sign === "-" ? "-" : "") + (whole || "0") + (fraction && "." + fraction);
	}

	function compare(a, b) {
		const minus = a[0] === "-", other = b[0] === "-";
		if (minus !== other) {
			return minus ? -1 : 1;
		}
		const [x, y] = minus ? [b.slice(1), a.slice(1)] : [a, b];
		const [whole, fraction = ""] = x.split("."), [whole2, fraction2 = ""] = y.split(".");
		if (whole.length !== whole2.length) {
			return whole.length - whole2.length;
		}
		return whole !== whole2 ? (whole < whole2 ? -1 : 1) : fraction === fraction2 ? 0 : fraction < fraction2 ? -1 : 1;
	}

	function passes(value, op, from, to) {
		if (op === "..") {
			return (from === "" || compare(value, from) >= 0) && (to === "" || compare(value, to) <= 0);
		}
		const c = compare(value, from);
		return {">": c > 0, ">=": c >= 0, "<": c < 0, "<=": c <= 0, "=": c === 0, "!=": c !== 0}[op];
	}

	// pass gives the documents whose value in a column passes.
	async function pass({column, from, to}, op, out) {
		const values = (await gongkai.load(beside + column.file))[column.at];
		const all = docsOf(column.table), known = new Map();
		let at = 0;
		for (const entry of values.split(" ")) {
			const [value, times] = entry.split("*");
			const end = at + (times ? parseInt(times, 36) : 1);
			let good = known.get(value);
			if (good === undefined) {
				known.set(value, good = value !== "_" && passes(value, op, from, to));
			}
			if (good) {
				for (; at < end; at++) {
					out.push(all[at]);
				}
			}
			at = end;
		}
	}

	gongkai.columns = {
		// understand decides of each test of a query whether it is one: then it has its
		// columns; otherwise it becomes the term that it may be as well.
		async understand(parsed) {
			await open();
			const tests = [], texts = [];
			for (const test of parsed.tests) {
				const {chosen, others, loose} = choose(test.name);
				const columns = chosen.map(({column}) => ({
					column, from: test.from && number(test.from, column.unit), to: test.to && number(test.to, column.unit),
				})).filter((c) => c.from !== null && c.to !== null);
				if (columns.length > 0) {
					test.columns = columns;
					tests.push(test);
					if (loose || others.length > 0 || chosen.some((c) => c.chosen)) {
						const more = others.length > 0 ? `；要按${list(others, true)}，请写全名称` : "";
						parsed.problems.push({text: `“${test.name}”按表格里的${list(chosen, others.length > 0)}比较${more}`});
					}
					continue;
				}
				texts.push(test);
				if (chosen.length > 0) {
					parsed.problems.push({text: `${list(chosen, false)}的单位是${chosen[0].column.unit}，“${test.raw}”按原文查找`});
				} else if (/\p{Script=Han}/u.test(test.name)) {
					const like = list(near(test.name), true);
					parsed.problems.push({text: `表格里没有“${test.name}”这一栏，“${test.raw}”按原文查找` + (like && `；相近的有${like}`)});
				}
			}
			for (const {at, term} of texts.reverse()) {
				parsed.terms.splice(at, 0, term);
			}
			parsed.tests = tests;
		},

		// evaluate gives the documents that pass a test, ascending.
		async evaluate(test) {
			const out = [];
			await Promise.all(test.columns.map((c) => pass(c, test.op, out)));
			return Uint32Array.from(out).sort();
		},

		// shows says whether a cell with this id and text is one for which a test passes.
		shows(test, id, text) {
			const m = /^\s*([+-]?)([0-9]+)(?:\.([0-9]+))?\s*$/.exec(text);
			const value = m && canonical(m[1], m[2], m[3] || "");
			return value !== null && test.columns.some(({column, from, to}) => column.key === id && passes(value, test.op, from, to));
		},
	};

	gongkai.part("columns", gongkai.columns);
})();
