// Findings of the checks: a mark beside each cell that one is about, and a list.
let notes = null; // of this page: {file, cells, fields, findings, drafts}

const signs = { error: "✗", warning: "△", notice: "○" };

// takeOff takes the preview's marks off the page, for the time in which its parts
// are compared, and gives a function that puts them back.
function takeOff() {
	for (const mark of document.querySelectorAll("data-preview-mark")) {
		mark.remove();
	}
	for (const cell of document.querySelectorAll("[data-preview-finding]")) {
		cell.removeAttribute("data-preview-finding");
	}
	for (const link of document.querySelectorAll("[data-preview-draft]")) {
		link.removeAttribute("data-preview-draft");
	}
	return putOn;
}

function putOn() {
	const marked = new Map();
	for (const finding of notes?.findings ?? []) {
		for (const id of finding.waived ? [] : finding.cells ?? []) {
			const cell = document.getElementById(id);
			if (cell) {
				marked.set(cell, [...marked.get(cell) ?? [], finding]);
			}
		}
	}
	for (const [cell, findings] of marked) {
		mark(cell, findings);
	}
	markDrafts();
}

function mark(cell, findings) {
	const severity = Object.keys(signs).find((s) => findings.some((f) => f.severity === s));
	const own = document.createElement("data-preview-mark");
	const inside = own.attachShadow({ mode: "open" });
	inside.adoptedStyleSheets = [marksSheet()];
	const show = () => showTip(own.getBoundingClientRect(), ...findings.flatMap((f) => [
		make("p", {}, `${signs[f.severity]} ${f.message}`), f.hint ? make("p", { class: "hint" }, f.hint) : "",
	]));
	inside.append(make("button", {
		type: "button", class: severity, "aria-label": findings.map((f) => `${words.severity[f.severity]}：${f.message}`).join("；"),
		onmouseenter: show, onfocus: show, onmouseleave: hideTip, onblur: hideTip,
		onclick: () => {
			hideTip();
			showFinding(findings[0]);
		},
	}, signs[severity]));
	cell.setAttribute("data-preview-finding", severity);
	cell.append(own);
}

// markDrafts marks the links that lead to drafts.
function markDrafts() {
	const drafts = new Set(notes?.drafts);
	for (const link of document.querySelectorAll("main a[href]")) {
		const path = link.pathname.slice(1).replace(/index\.html$/, "");
		if (drafts.has(path) && link.host === location.host && link.hash === "") {
			link.setAttribute("data-preview-draft", words.draft);
		}
	}
}

let sheetOfMarks = null;
function marksSheet() {
	return sheetOfMarks ??= sheet(markLook);
}

// fetchNotes asks for the notes when the page stands; what comes late is thrown away.
let asked = 0;
async function fetchNotes() {
	const own = ++asked;
	try {
		const answer = await fetch("/.gongkai/notes?page=" + encodeURIComponent(page));
		const now = answer.ok ? await answer.text() : "null";
		if (own === asked && now !== JSON.stringify(notes)) {
			notes = JSON.parse(now);
			takeOff()();
			hideTip();
			drawBar();
			drawPanel();
		}
	} catch {
		// The server is away; when it comes back, they are asked for again.
	}
}

function togglePanel(open) {
	panel.hidden = !open;
	drawPanel();
	drawBar();
	if (open) {
		panel.querySelector(".close").focus({ preventScroll: true });
	} else {
		bar.querySelector(".count").focus({ preventScroll: true });
	}
}

function drawPanel() {
	if (panel.hidden) {
		panel.replaceChildren();
		return;
	}
	const list = notes?.findings ?? [];
	const focused = root.activeElement?.className;
	panel.setAttribute("aria-labelledby", "found");
	panel.replaceChildren(
		make("header", {}, make("h2", { id: "found" }, list.length > 0 ? words.findings(list.length) : words.none),
			make("button", { type: "button", class: "close", onclick: () => togglePanel(false) }, words.close)),
		make("ol", {}, ...list.map(drawFinding)),
		make("footer", {},
			make("button", { type: "button", class: "tracer", "aria-pressed": String(tracing), onclick: () => trace(!tracing) }, words.trace),
			make("p", {}, words.keys)));
	if (focused) {
		[...panel.querySelectorAll("button")].find((b) => b.className === focused)?.focus({ preventScroll: true });
	}
}

function drawFinding(f) {
	const target = targetOf(f);
	return make("li", { "data-rule": f.rule },
		make("p", {}, make("span", { class: f.severity }, `${signs[f.severity]} ${words.severity[f.severity]}${f.waived ? `（${words.waived}）` : ""} `),
			make("button", { type: "button", class: "message", disabled: !target, onclick: () => lead(f) }, f.message)),
		f.hint ? make("p", { class: "hint" }, f.hint) : null,
		make("p", { class: "where" }, make("span", { class: "place" }, placeText(f)), " ", placeButton({ ...f, file: fileOf(f) })));
}

const fileOf = (f) => f.file || notes.file;
const placeText = (f) => fileOf(f) + (f.line ? ":" + f.line : "");

// targetOf finds what a finding is about: its first cell, else the last block that
// begins at its line or above.
function targetOf(f) {
	for (const id of f.cells ?? []) {
		const cell = document.getElementById(id);
		if (cell) {
			return cell;
		}
	}
	let best = null;
	if (f.line && !f.file) {
		for (const block of document.querySelectorAll(`[${lineAttribute}]`)) {
			const line = Number(block.getAttribute(lineAttribute));
			if (line <= f.line && (!best || line >= Number(best.getAttribute(lineAttribute)))) {
				best = block;
			}
		}
	}
	return best;
}

function lead(f) {
	const target = targetOf(f);
	target?.scrollIntoView({ block: "center", inline: "center" });
	target?.setAttribute("data-preview-seen", "");
	setTimeout(() => target?.removeAttribute("data-preview-seen"), 1600);
}

function showFinding(f) {
	togglePanel(true);
	const items = [...panel.querySelectorAll("li")];
	const item = items[notes.findings.indexOf(f)];
	for (const other of items) {
		other.classList.toggle("now", other === item);
	}
	item?.scrollIntoView({ block: "nearest" });
}
