// The hub holds one stream of events for all tabs of a browser: over HTTP/1.1 a
// browser opens six connections to a host, and a stream takes one for itself. It
// runs in a shared worker, or in the tab where there are none.
//
// A tab says which page it shows, with which hash, and whether it is in view. The
// server is asked about those in view and about the one used last; the others ask
// when they come into view. Nothing is lost while there is no connection: the
// server compares hashes when there is one again.
(() => {
	"use strict";

	const tabs = new Map(); // port → {page, hash, used, visible, asked}
	const told = new Map(); // page → the hash that the server believes we have
	const again = 700, patience = 10000; // ms
	let source = null;
	let greeting = null, problems = null;
	let timer = 0;
	let alone = false;

	function last() {
		let best = null;
		for (const tab of tabs.values()) {
			if (!best || tab.used > best.used) {
				best = tab;
			}
		}
		return best;
	}

	// watched gives the tabs that the server is asked about. A tab that does not answer
	// is gone without a word.
	function watched() {
		const now = Date.now();
		for (const [port, tab] of tabs) {
			if (tab.asked && now - tab.asked > patience) {
				tabs.delete(port);
			}
		}
		const best = last();
		return [...tabs.values()].filter((tab) => tab.visible || !alone && tab === best);
	}

	function refresh() {
		const all = watched();
		if (all.length === 0) {
			close();
		} else if (!source || all.some((tab) => told.get(tab.page) !== tab.hash)) {
			clearTimeout(timer);
			timer = setTimeout(connect, 5);
		}
	}

	function close() {
		clearTimeout(timer);
		source?.close();
		source = null;
	}

	function connect() {
		close();
		told.clear();
		const all = watched(), best = last();
		if (all.length === 0) {
			return;
		}
		const query = new URLSearchParams({ used: best.used, last: best.page });
		for (const tab of all) {
			query.append("page", tab.page);
			query.append("hash", tab.hash);
			told.set(tab.page, tab.hash);
		}
		const own = source = new EventSource("/.gongkai/events?" + query);
		const on = (kind, act) => own.addEventListener(kind, (event) => {
			if (own === source) {
				act(JSON.parse(event.data));
			}
		});
		on("hello", (data) => say({ kind: "hello", greeting: greeting = data }));
		on("problems", (data) => say({ kind: "problems", problems: problems = data }));
		on("changed", changed);
		on("navigate", (to) => {
			const best = last();
			for (const [port, tab] of tabs) {
				if (tab === best) {
					port.postMessage({ kind: "navigate", to });
				}
			}
		});
		own.onerror = () => {
			if (own === source) {
				close();
				say({ kind: "lost" });
				timer = setTimeout(connect, again);
			}
		};
	}

	function changed({ page, hash, html }) {
		told.set(page, hash);
		const all = watched();
		for (const [port, tab] of tabs) {
			if (tab.page === page && tab.hash !== hash && all.includes(tab)) {
				tab.asked ||= Date.now();
				port.postMessage({ kind: "changed", hash, html });
			}
		}
	}

	function say(message) {
		for (const port of tabs.keys()) {
			port.postMessage(message);
		}
	}

	function join(port) {
		port.onmessage = ({ data }) => {
			if (data.bye) {
				tabs.delete(port);
				setTimeout(refresh, 1000); // the next page of the tab will be here by then
				return;
			}
			if (!tabs.has(port) && greeting && source) {
				port.postMessage({ kind: "hello", greeting });
				port.postMessage({ kind: "problems", problems });
			}
			tabs.set(port, { ...data, asked: 0 });
			refresh();
		};
		port.start();
	}

	if (self.SharedWorkerGlobalScope && self instanceof SharedWorkerGlobalScope) {
		self.onconnect = (event) => join(event.ports[0]);
	} else {
		alone = true;
		self.gongkaiPreviewHub = join;
	}
})();
