// Tracing: what the pointer is on shows its file and line, and a click opens it.
// The key Alt traces while it is held, T until it is pressed again.
let tracing = false, held = false;
const box = make("div", { class: "box", hidden: true });

function trace(on) {
	tracing = on;
	document.documentElement.toggleAttribute("data-preview-tracing", on);
	if (!on) {
		box.hidden = true;
		hideTip();
	} else if (!box.isConnected) {
		root.append(box);
	}
	drawPanel();
}

// placeOf gives where the element under the pointer comes from.
function placeOf(element) {
	for (let e = element; e && e !== document.body; e = e.parentElement) {
		const field = e.localName === "h1" ? "title" : /\bfield-([\w-]+)/.exec(e.className)?.[1];
		const line = notes?.cells?.[e.id] ?? (Number(e.getAttribute(lineAttribute)) || notes?.fields?.[field]);
		if (line) {
			return { element: e, file: notes?.file ?? "", line };
		}
	}
	return null;
}

addEventListener("pointermove", (event) => {
	if (!tracing) {
		return;
	}
	const place = event.target === host ? null : placeOf(event.target);
	box.hidden = !place;
	if (!place) {
		return hideTip();
	}
	const around = place.element.getBoundingClientRect();
	Object.assign(box.style, { left: around.left - 3 + "px", top: around.top - 3 + "px", width: around.width + 6 + "px", height: around.height + 6 + "px" });
	showTip(around, make("span", { class: "place" }, `${place.file}:${place.line}`));
}, { passive: true });

addEventListener("click", (event) => {
	const place = tracing && event.target !== host && placeOf(event.target);
	if (place) {
		event.preventDefault();
		event.stopImmediatePropagation();
		openPlace(place.file, place.line, 1);
	}
}, true);

addEventListener("keydown", (event) => {
	const typing = event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName);
	if (event.key === "Alt" && !tracing && greeting) {
		held = true;
		trace(true);
	} else if (event.key.toLowerCase() === "t" && !typing && !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey && greeting) {
		held = false;
		trace(!tracing);
	} else if (held && event.key !== "Alt") {
		held = false; // Alt with another key is the browser's
		trace(false);
	}
});

addEventListener("keyup", (event) => {
	if (event.key === "Alt" && held) {
		event.preventDefault(); // no menu
		held = false;
		trace(false);
	}
});

addEventListener("blur", () => {
	if (held) {
		held = false;
		trace(false);
	}
});
