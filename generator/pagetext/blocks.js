// The blocks of a page.
(function () {
	"use strict";

	const gongkai = window.gongkai;
	const names = (list) => new Set(list.toUpperCase().split(" "));
	const inline = names("a abbr b bdi bdo cite code data del dfn em i img ins kbd label mark q rp rt ruby s samp small span strong sub sup time u var wbr");
	const skipped = names("nav aside form button select template noscript svg script style textarea");
	const kinds = {H1: "title", H2: "heading", H3: "heading", H4: "heading", H5: "heading", H6: "heading", TD: "cell", TH: "cell", CAPTION: "cell"};

	// blocks gives the blocks of the main element of a document: the kind, the text
	// as it is and folded, the element, and the text nodes with their places in the text.
	gongkai.blocks = function (doc) {
		const all = [];
		let block = {kind: "text", raw: "", nodes: [], element: null};
		const flush = (kind, element) => {
			if (block.raw.trim() !== "") {
				Object.assign(block, gongkai.fold.map(block.raw));
				if (block.text !== "") {
					all.push(block);
				}
			}
			block = {kind, raw: "", nodes: [], element};
		};
		const walk = (parent) => {
			for (const node of parent.childNodes) {
				if (node.nodeType === 3) {
					block.nodes.push({node, at: block.raw.length});
					block.raw += node.data;
					continue;
				}
				if (node.nodeType !== 1) {
					continue;
				}
				const name = node.nodeName.toUpperCase();
				const inner = inline.has(name);
				if (skipped.has(name) || node.hasAttribute("hidden") || node.hasAttribute("data-nosearch")) {
					if (!inner) {
						flush("text", parent);
					}
				} else if (name === "BR") {
					block.raw += " ";
				} else if (inner) {
					walk(node);
				} else {
					flush(kinds[name] || "text", node);
					walk(node);
					flush("text", parent);
				}
			}
		};
		for (const main of doc.getElementsByTagName("main")) {
			flush("text", main);
			walk(main);
			flush("text", main);
		}
		return all;
	};

	// pageText gives the blocks of another page. From a disk no page may read another:
	// there the page is shown in a hidden frame and asked for them.
	gongkai.pageText = async function (url) {
		if (location.protocol === "file:") {
			return ask(url);
		}
		const answer = await fetch(url);
		if (!answer.ok) {
			throw new Error(url + "：" + answer.status);
		}
		const page = await answer.text();
		await gongkai.fold.ready(page);
		return gongkai.blocks(new DOMParser().parseFromString(page, "text/html"));
	};

	const mark = "#gongkai-text";

	function ask(url) {
		return new Promise((resolve, reject) => {
			const address = new URL(url, location.href);
			if (address.pathname.endsWith("/")) {
				address.pathname += "index.html";
			}
			const frame = document.createElement("iframe");
			frame.hidden = true;
			frame.src = address.href + mark;
			const end = (result) => {
				clearTimeout(timer);
				removeEventListener("message", receive);
				frame.remove();
				if (result) {
					resolve(result);
				} else {
					reject(new Error(url + " 不回答"));
				}
			};
			const receive = async (event) => {
				if (event.source !== frame.contentWindow || !Array.isArray(event.data?.gongkaiText)) {
					return;
				}
				const blocks = event.data.gongkaiText;
				await gongkai.fold.ready(blocks.map((b) => b.raw).join(""));
				end(blocks.map((b) => ({...b, ...gongkai.fold.map(b.raw)})));
			};
			const timer = setTimeout(end, 10000);
			addEventListener("message", receive);
			document.body.append(frame);
		});
	}

	// idOf gives the id of an element or of the nearest one before it.
	gongkai.idOf = function (element) {
		for (let e = element; e && e.nodeName !== "MAIN"; e = e.parentElement) {
			if (e.id) {
				return e.id;
			}
			for (let b = e.previousElementSibling; b; b = b.previousElementSibling) {
				if (b.id) {
					return b.id;
				}
			}
		}
		return "";
	};

	// answer tells a page that shows this one in a hidden frame what its blocks are.
	gongkai.answer = function () {
		if (location.hash === mark && location.protocol === "file:" && parent !== window) {
			parent.postMessage({gongkaiText: gongkai.blocks(document).map((b) => ({kind: b.kind, raw: b.raw, id: gongkai.idOf(b.element), label: gongkai.cellLabel?.(b.element) ?? ""}))}, "*");
		}
	};
})();
