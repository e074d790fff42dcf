// The pages are complete without this script. It adds: links that work from a
// folder on a disk, copy buttons, a text size that is remembered, the place in the
// contents list, and a key for the search box.
(function () {
	"use strict";

	// From a disk a folder has no index page of its own.
	function complete(address) {
		const url = new URL(address, location.href);
		if (url.protocol === "file:" && url.pathname.endsWith("/")) {
			url.pathname += "index.html";
		}
		return url.href;
	}
	const own = document.currentScript;
	window.gongkaiLink = location.protocol === "file:" ? complete : (address) => address;
	if (location.protocol === "file:") {
		for (const a of document.querySelectorAll("a[href]")) {
			a.href = complete(a.getAttribute("href"));
		}
		for (const form of document.querySelectorAll("form[action]")) {
			form.action = complete(form.getAttribute("action"));
		}
	}

	// Who comes from a search finds the hits marked; a search page on a disk asks for
	// the page's text.
	const asked = location.hash === "#gongkai-text";
	if (asked || new URLSearchParams(location.search).has("q") && !document.getElementById("archive-index")) {
		const script = document.createElement("script");
		script.src = own.dataset.text;
		script.onload = () => asked ? window.gongkai.answer() : window.gongkai.land();
		document.head.append(script);
	}

	// The script of the search page may be missing: somebody copied half a site.
	if (document.getElementById("archive-index")) {
		addEventListener("load", () => {
			const trouble = document.getElementById("trouble");
			if (!window.archiveSearch && trouble) {
				const again = document.createElement("button");
				again.type = "button";
				again.className = "button";
				again.textContent = "重试";
				again.addEventListener("click", () => location.reload());
				trouble.replaceChildren("检索程序没有装入，可能是网络断了，或者网站的文件不全。", again);
				trouble.hidden = false;
			}
		});
	}

	// / leads to the search box.
	addEventListener("keydown", (event) => {
		const typing = event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName) && !/^(checkbox|radio)$/.test(event.target.type);
		if (event.key !== "/" || typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
			return;
		}
		const boxes = document.querySelectorAll("form[role=search] input[type=search]");
		const box = [...boxes].reverse().find((b) => b.offsetParent); // that of the page before that of the masthead
		if (box) {
			event.preventDefault();
			box.focus();
			box.select();
		}
	});

	for (const button of document.querySelectorAll("button.copy")) {
		button.hidden = false;
		button.addEventListener("click", () => {
			const said = button.textContent;
			const done = () => {
				button.textContent = "已复制";
				setTimeout(() => { button.textContent = said; }, 2000);
			};
			if (navigator.clipboard) {
				navigator.clipboard.writeText(button.dataset.copy).then(done, () => {});
				return;
			}
			const area = document.createElement("textarea"); // without HTTPS
			area.value = button.dataset.copy;
			document.body.append(area);
			area.select();
			if (document.execCommand("copy")) {
				done();
			}
			area.remove();
			button.focus();
		});
	}

	try {
		const sizes = document.querySelectorAll("input[name=size]");
		const kept = localStorage.getItem("size");
		for (const size of sizes) {
			size.checked = kept ? size.id === kept : size.defaultChecked;
			size.addEventListener("change", () => localStorage.setItem("size", size.id));
		}
	} catch {
		// Storage may be forbidden; then the size is that of the page.
	}

	const entries = new Map();
	for (const a of document.querySelectorAll(".contents a")) {
		entries.set(decodeURIComponent(a.hash.slice(1)), a);
	}
	if (entries.size > 0 && "IntersectionObserver" in window) {
		const seen = new Set();
		const observer = new IntersectionObserver((changes) => {
			for (const change of changes) {
				change.isIntersecting ? seen.add(change.target) : seen.delete(change.target);
			}
			const first = [...document.querySelectorAll(".prose > section")].find((s) => seen.has(s));
			for (const [id, a] of entries) {
				a.toggleAttribute("aria-current", Boolean(first) && first.getAttribute("aria-labelledby") === id);
			}
		}, { rootMargin: "-10% 0px -60% 0px" });
		for (const section of document.querySelectorAll(".prose > section")) {
			observer.observe(section);
		}
	}
})();
