// The finder looks for words in the titles, index numbers and dates of all
// reports and pages. Its list is a script of its own, because a page opened from
// a disk may load scripts but nothing else.
(function () {
	"use strict";

	const most = 200; // results shown
	const input = document.getElementById("q");
	const said = document.getElementById("said");
	const results = document.getElementById("results");
	const list = (window.gongkaiList || []).map(([address, title, number, date]) => ({
		address, title, number, date, text: fold(title + "\n" + number + "\n" + date),
	}));

	function fold(text) {
		return text.normalize("NFKC").toLowerCase();
	}

	// Mark the words in a text. Folding may change lengths, so a word is marked
	// only where the text is folded one character for one.
	function marked(text, words) {
		const span = document.createElement("span");
		const folded = fold(text);
		if (folded.length !== text.length) {
			span.textContent = text;
			return span;
		}
		let at = 0;
		while (at < text.length) {
			let next = -1, length = 0;
			for (const word of words) {
				const found = folded.indexOf(word, at);
				if (found >= 0 && (next < 0 || found < next || found === next && word.length > length)) {
					next = found;
					length = word.length;
				}
			}
			if (next < 0) {
				break;
			}
			const mark = document.createElement("mark");
			mark.textContent = text.slice(next, next + length);
			span.append(text.slice(at, next), mark);
			at = next + length;
		}
		span.append(text.slice(at));
		return span;
	}

	function entry(found, words) {
		const item = document.createElement("li");
		const link = document.createElement("a");
		const root = document.querySelector(".masthead .name a").getAttribute("href").replace(/index\.html$/, "");
		link.href = window.gongkaiLink(root + found.address);
		link.append(marked(found.title, words));
		const note = document.createElement("span");
		note.className = "note";
		note.append(marked([found.number, found.date].filter(Boolean).join("　"), words));
		item.append(link, note);
		return item;
	}

	function find() {
		const words = fold(input.value).split(/\s+/).filter(Boolean);
		if (words.length === 0) {
			said.textContent = "";
			results.replaceChildren();
			return;
		}
		const found = list.filter((f) => words.every((word) => f.text.includes(word)));
		said.textContent = found.length === 0 ? "没有标题或编号符合的报告。" :
			found.length > most ? `共 ${found.length} 项，列出前 ${most} 项。` : `共 ${found.length} 项。`;
		results.replaceChildren(...found.slice(0, most).map((f) => entry(f, words)));
	}

	input.value = new URLSearchParams(location.search).get("q") || "";
	input.addEventListener("input", (event) => {
		if (!event.isComposing) {
			find();
		}
	});
	input.addEventListener("compositionend", find);
	input.form.addEventListener("submit", (event) => {
		event.preventDefault();
		find();
		try {
			history.replaceState(null, "", "?q=" + encodeURIComponent(input.value));
		} catch {
			// Not allowed for files on a disk.
		}
	});
	find();
})();
