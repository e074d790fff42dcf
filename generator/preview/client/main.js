// A page in the preview: it tells the hub what it shows, and brings itself up to
// date when told that there is something new.
const own = document.currentScript;
const page = own.dataset.previewPage;
let hash = own.dataset.previewHash;
let port = null;
let used = Date.now();
let sent = null; // the page as it was sent; a promise of a document or of null
let updating = false, waiting = false;

// join connects to the hub.
function join() {
	if (typeof SharedWorker === "function") {
		port = new SharedWorker(own.dataset.previewHub, "gongkai-preview").port;
		listen();
		return;
	}
	const channel = new MessageChannel();
	port = channel.port1;
	const script = make("script", { src: own.dataset.previewHub, "data-preview": true });
	script.addEventListener("load", () => window.gongkaiPreviewHub(channel.port2));
	document.head.append(script);
	listen();
}

function listen() {
	port.onmessage = ({ data }) => receive(data);
	here();
}

function here() {
	port.postMessage({ page, hash, used, visible: document.visibilityState === "visible" });
}

function receive(message) {
	switch (message.kind) {
	case "hello":
		greeting = message.greeting;
		words = greeting.lang === "en" ? english : chinese;
		connected = true;
		showTools();
		drawBar();
		break;
	case "problems":
		if (JSON.stringify(message.problems) !== JSON.stringify(problems)) {
			showProblems(message.problems);
		}
		later(fetchNotes);
		break;
	case "changed":
		update(message.hash, message.html);
		break;
	case "navigate":
		location.assign(message.to);
		break;
	case "lost":
		connected = false;
		if (greeting) {
			drawBar();
		}
	}
}

// later does something when the page stands and shows what is new; several wishes
// for the same are one.
const wishes = new Map();
function later(act) {
	clearTimeout(wishes.get(act));
	wishes.set(act, setTimeout(() => updating ? later(act) : act(), 40));
}

// remember gets the page as it was sent from the browser's store.
async function remember() {
	try {
		const answer = await fetch(address(), { cache: "force-cache" });
		const text = parse(await answer.text());
		return hashIn(text) === hash ? text : null;
	} catch {
		return null;
	}
}

const address = () => location.href.split("#")[0];
const parse = (text) => new DOMParser().parseFromString(text, "text/html");
const hashIn = (text) => text.querySelector("script[data-preview]")?.dataset.previewHash;

let news = null; // the page as it is now, where it came with the message
async function update(to, html) {
	if (to === hash) {
		return here(); // the hub waits for an answer
	}
	news = html ?? null;
	if (updating) {
		waiting = true;
		return;
	}
	updating = true;
	try {
		do {
			waiting = false;
			await bring();
		} while (waiting);
	} catch {
		reload(); // the page is in no state that is known
	}
	updating = false;
}

// current gets the page as it is now: "" where there is none any more, null where
// the server has gone.
async function current() {
	try {
		const answer = await fetch(address(), { cache: "no-store" }); // what is remembered stays
		return answer.ok ? await answer.text() : "";
	} catch {
		return null;
	}
}

// bring gets the page as it is now and changes what differs, or loads it anew.
async function bring() {
	const before = hash === "waiting" ? null : await (sent ??= remember());
	const text = news ?? await current();
	news = null;
	if (text === null) {
		return; // the hub finds out what is new when the server is back
	}
	const after = parse(text);
	const now = hashIn(after);
	if (now === hash) {
		return here();
	}
	if (!before || !now || !patch(before, after)) {
		return reload();
	}
	sent = after;
	hash = now;
	here();
	document.dispatchEvent(new CustomEvent("data-preview-changed"));
}

// reload loads the page anew; it will stand as it stood.
const keepsake = "gongkai-preview";
function reload() {
	const first = landmarks().find((e) => e.getBoundingClientRect().bottom > 0);
	const focus = document.activeElement?.id || "";
	try {
		sessionStorage.setItem(keepsake, JSON.stringify({
			page, x: scrollX, y: scrollY, focus,
			landmark: first && { text: name(first), top: first.getBoundingClientRect().top },
			open: [...document.querySelectorAll("details")].map((d) => d.open),
		}));
	} catch {
		// Storage may be forbidden.
	}
	location.reload();
}

const landmarks = () => [...document.querySelectorAll("main :is(h1, h2, h3, p, tr, li, dt, figcaption)")];
const name = (element) => element.localName + " " + element.textContent.slice(0, 60);

function restore() {
	let kept = null;
	try {
		kept = JSON.parse(sessionStorage.getItem(keepsake));
		sessionStorage.removeItem(keepsake);
	} catch {
		// Storage may be forbidden.
	}
	if (kept?.page !== page) {
		return;
	}
	document.querySelectorAll("details").forEach((d, i) => { d.open = kept.open[i] ?? d.open; });
	document.getElementById(kept.focus)?.focus({ preventScroll: true });
	scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
	const same = kept.landmark && landmarks().filter((e) => name(e) === kept.landmark.text);
	if (same?.length === 1 && kept.y > 0) {
		scrollBy({ top: same[0].getBoundingClientRect().top - kept.landmark.top, behavior: "instant" });
	}
}

function use() {
	const now = Date.now();
	if (now - used > 1000) {
		used = now;
		here();
	}
}

function begin() {
	restore();
	join();
	for (const kind of ["pointerdown", "keydown", "focus"]) {
		addEventListener(kind, use, { passive: true });
	}
	document.addEventListener("visibilitychange", () => {
		used = document.visibilityState === "visible" ? Date.now() : used;
		here();
	});
	addEventListener("pagehide", () => port.postMessage({ bye: true }));
	addEventListener("pageshow", (event) => event.persisted && here());
	later(() => sent ??= remember());
}

if (document.readyState === "loading") {
	document.addEventListener("DOMContentLoaded", begin);
} else {
	begin();
}
