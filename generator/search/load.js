// Loading of data: each file is a script that calls gongkai.part, because a page
// from a disk can load nothing else.
(function () {
	"use strict";

	const gongkai = window.gongkai = window.gongkai || {};
	gongkai.beside = new URL(".", document.currentScript.src).href; // the folder of this script

	const expected = new Map(); // by script element
	gongkai.part = (name, value) => {
		const loading = expected.get(document.currentScript);
		if (loading) {
			loading.value = value;
		}
	};

	gongkai.loadScript = function (address, encoding) {
		return new Promise((resolve, reject) => {
			const script = document.createElement("script");
			const loading = {};
			expected.set(script, loading);
			const end = () => {
				expected.delete(script);
				script.remove();
				if ("value" in loading) {
					resolve(loading.value);
				} else {
					reject(new Error("缺少检索文件 " + address));
				}
			};
			script.onload = end;
			script.onerror = end;
			if (encoding) {
				script.charset = encoding;
			}
			script.src = address;
			document.head.append(script);
		});
	};

	const loaded = new Map(); // promises by address
	gongkai.once = function (address, load) {
		if (!loaded.has(address)) {
			const promise = load(address);
			promise.catch(() => loaded.delete(address)); // the next search tries again
			loaded.set(address, promise);
		}
		return loaded.get(address);
	};

	// load gives the value of a data file.
	gongkai.load = (address) => gongkai.once(address, () => gongkai.loadScript(address));
})();
