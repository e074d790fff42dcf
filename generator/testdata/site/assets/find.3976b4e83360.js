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
// Folding and the blocks of a page: the browser's side of package pagetext, whose
// documentation has the rules.
(function () {
	"use strict";

	const gongkai = window.gongkai = window.gongkai || {};
	const data = {"changed":"AAAAgEAAAAAAAAAAAAAAQAQAAEIAAAAAAAAAAAAAAAAAAAAAAAAAAIABEAAAACAAQABAAAAAwAAGABAAIRAAAEELQgAACAQAAAICAAAAMCAAEEIDBKC4QCQCIkAwAQICF0MxgQAEhB2AEIQAgAIAAAAEAgAABAAAACEAEAAAAgAAAAAAIAQAAJBIgCgAQLAAmLYCBAAAAAACACBqDAIqCQAAAAAAoAIAAQAQAAAAACoAAAACESAUABgAAAAEAAAAAAAEAAAASAAEAAAAAAAAAAAAAAAAAAAQAAAAAAIAAAAQAAAAAAAAAQCACMAEAAAAAEAABABcBADARAAEAAJBAEAg2BAAwiEhAgAIJGGAFAOBECEC4EFcACcTAgAABAAAgChMAQAAAAAAAAAAAAAAAAAAAAAAAAAIAAAAAAIBgQAgBEAgAIASAACMhAQUACCDAAQAEAFASUiASIjXBYYANAAAAAAlAABAAAABAIBWABAAAAAgAAAAAAAgAABAAAAAAAAACgAAAAACAAAAQCAAAAAAAACAgAEwAAiAAAAAIIwJGQACEgQBAQgYAAAACACJAAAAAABAAAABAAAAxBpgAIBpAAAAAIAAQCAIEBQRAAAAAAAAAgAAAAAAAAAAgFAgACCCAgQQAAAAAIEAAAAAYJIAkACFQQA1AAhUAQAAAQIAAAAAIAhIAAkAiIEIGIBCAAAAAAAIAAAWQSDkDxIIAAAAFAAAAKgAUFEQAiEIBIAAEAJAAQIgAgAAAAAAAAAAAAAAAAAAAABAAAAAIAAAACAAAEAAAGAgAAAAAAIABggAAAAYAAGQQBAoAIUYTEhUBARHBBBIRACAMgDAGAHEVYEAEACAAkcAAAAAQAAAAAAAAAAAAAAAAAAIAAQAAAAAAAAAAAACAkAAAAAAAAkGAFgAgAoCAAAAAQAADADAAAAAIMAAgABgAAAAApAAgEgMAIEJoCgIDMiSDBgEC5CXfFCAUDocFAAAAECIAQAAIAFMACAAABCAEAQAAAAIAAAAgAAAAAAAAAAEAgAoAAAAAAADAQEECAAA0IJAACERAAEIAAAAoEAAAAAAAAAAAAIAAAAAAAAAEAAAAAAAAAAgDAAAAAAAAAAAAAAAAAAAAoAAABCxAAAEABAEwICCAEQAAIAAAAAABAAABAgAACEgAAAAAAFARASAACgIAJBBSBAmAApCjAgIhwAJAIAEiAAAAgIQkAzACAkIIAjsoB0KCTCETEAAAAAgAEABgAIAhIEAAABBEOkFHEEAAAAAAACABBEAAAgYCEAAQAACAAAABAAARAAAAAAAAgAAIAAAAAAAAAAAAAJAAAAAAAAAAACCgACAAAAAABAAAAQEIAdgBAAAAApEEABAAAwAQICAAAAAAUAgAEgIEDBQAAIAkITJAiQABAwQJIECADIOEICBgMEAgQBRSgJAWgAgnZAIA1TkiiChwQEFQBgAJiOaAgAgAAAAAAAAAAQAgAAAAAAQAAAAAAACAAAAAAIEAiQSAgAgAIQAAAAHQAMDRJJAMFBYACABCAAgBERBAAABAAAQIAAAQAiEAAAAAQAAAAAAACIAAAACAABACDpAAAAATacdAQAAAAAAAAAAAAAAAAAAQAAAAAAAAAKEAAgEABgGBAAABqAASoghoSCEEAwAAAAAABAgAAwAAAAAAAAgBAhhAIAEAAAAAAAAAAAAAgEAAEAEKAhAgkAEDMQCBIG2cgcQAgAABAAAAQUIAABQmgQAAAAAAEAgAABAAKAAUAAAAAAAAABRAABAEIAACAQAgAAAAAAAAAAAAAAIAAAQEIEAAAAAIAAAIgA1AAACBImAAGAQQAECQBwCAAAAIAAAAACAAGAgAEJEA4AAAQAAAAAAACCBAJAAQAIAgXAAAAcqAAAAAAAAAMZgBLAFAAAABEAAAAAAAAAAAABAIAAAgAAQAICIAAQAAAAAEQoQABUCCAEBIAJACggAYigQEJoRVgQAAAAAAAAAIAAAAgBggABVQv0r+X8CUC+WfUAhaEYFTwZa00twj7w/75AMnmdLk1YaAA+j6Ijo/mJoADREBu5J+8K1eBEAAAAAAAAAAAAAAAAAAAAAAAAAIAhRAAAAAKEAYAkAACgDQAAAAAQAABgAIgAAAAAAUAAAAABAQACA7WIgAAAAAAAAAAAAAAAAAAAAIAEACAgKAAIAQEAAQggIAQgAIEQFAgDgAKIAhSUBAASAB0ABAAAAAAAAAAJQCIIAAAAAAAAAAAgAAAAAgAAAAAAAAAAAAAQAAAQAAAAAAAAABEAAhAAAAAAAAAAAgBABgAQAAAAQMAAAAgQAUICAAAAgOUAAAAAQQQgAAADAECAQABBBaKAAgEJALAEEJoAAARUSgUACOAYAYAAgICRQBtEMAMQEIACEQAIgmICAAAAAAAAAAAAAAAAAAAAAAAAMQAAAAAAAAAABACCAQAEAARAAAEAEQACIEEEAAAiQTAhiIBOACAFCCEAEKCwAAAAAAAAAQAAAgAAAhAAwAgAAIIAQAAEAAAwJgYJAIBGUFAAAyUgBYpSEpAEAAAAAAFABDtXtqSwmUhxDQPVpT36vkPAwJkV7FUXSlKrO+NZo3lU3xNEuAzkIQgLCSNcAqJFhIVxsVAAAAAAAAAAAAAAAAAAAAAAAAACAAEERAAAQQAAAIAjih5/dvb8FLlbfPDF8sK3ZGAAAAAAAAAAAABAAAAAAIAIAAQQAAAAAAAIAAAAAAAEAAAARAAAQIIAZAAAEBG4uBGIEAAABvBaoEAgEX7gPvPhg1kjZdWIQgBYAAAAAAAAAQOAEAAAAAAAAABAAAAAgAggABgAATDBSAwLEFZKEAQAAAAAAAAAAgAAAIABAAlQAgCJdBIABAAAAAAAACABA0AgYBgArCL0j2AKwxrtjN0DqQJnnYS+ibPRwyI0pIUodaR/KGqqQhaJ450MT04Elz1fLTBHrLRANMTJhVJQUWC3Odm2BiLGD8RYBoS6YqB0j4ctspRAUNkApJIfyBgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgABN2x4BOjtG+sg/f1A3AAAAAAAAAAAAAAAAAABhCAAJIQBGIggQxRIJAAhAWgwABAgAAAIAhAAAIFQDADRAAQAAAIAAIEAAACBKOghyAAAAiO71nxFTaLUrQPCcS6SYGwAAAAAAAOFKHVEBAAgtrhbwONfuXQIR6tUqH4ZRBAAAAAAAAAAAcBoSCgI/qwYkA5E29EJCkWjjQT/0oIx0DAAAAAAAAACAAAAAgHQAAEAAAEAgAASkQwICAEAAjQSBkARLbQ/0S2xIBYMG9CiWDZGoTrcNmLlj7l6lA9SlmaGEBQAAAAAAAAAAAAAAAKASXEDAAiToSIGRiA6AD7AD1IVAkAZIBSOWFp4XBsiGYKgcJ4SUIm0AAAAAAAAAAAAAIDYAAIAAIJ44MAgQAEAAAdSgBAIgAAAAEAAAzLSTy9TEEABgMxAAAAAAAgAIAAAAAAA=","composing":[[768,879],[4352,4607],[12441,12442],[65438,65439]],"core":{" ":" ","ª":"a","­":"","²":"2","³":"3","µ":"μ","¹":"1","º":"o","¼":"1⁄4","½":"1⁄2","¾":"3⁄4","À":"à","Á":"á","Â":"â","Ã":"ã","Ä":"ä","Å":"å","Æ":"æ","Ç":"ç","È":"è","É":"é","Ê":"ê","Ë":"ë","Ì":"ì","Í":"í","Î":"î","Ï":"ï","Ð":"ð","Ñ":"ñ","Ò":"ò","Ó":"ó","Ô":"ô","Õ":"õ","Ö":"ö","Ø":"ø","Ù":"ù","Ú":"ú","Û":"û","Ü":"ü","Ý":"ý","Þ":"þ"," ":" "," ":" "," ":" "," ":" "," ":" "," ":" "," ":" "," ":" "," ":" "," ":" "," ":" ","​":"","‌":"","‍":"","‎":"","‏":"","‑":"‐","․":".","‥":"..","…":"...","\u2028":" ","\u2029":" ","‪":"","‫":"","‬":"","‭":"","‮":""," ":" ","″":"′′","‴":"′′′","‶":"‵‵","‷":"‵‵‵","‼":"!!","⁇":"??","⁈":"?!","⁉":"!?","⁗":"′′′′"," ":" ","⁠":"","⁡":"","⁢":"","⁣":"","⁤":"","⁦":"","⁧":"","⁨":"","⁩":"","⁪":"","⁫":"","⁬":"","⁭":"","⁮":"","⁯":"","℀":"a/c","℁":"a/s","ℂ":"c","℃":"°c","℅":"c/o","℆":"c/u","ℇ":"ɛ","℉":"°f","ℊ":"g","ℋ":"h","ℌ":"h","ℍ":"h","ℎ":"h","ℏ":"ħ","ℐ":"i","ℑ":"i","ℒ":"l","ℓ":"l","ℕ":"n","№":"no","ℙ":"p","ℚ":"q","ℛ":"r","ℜ":"r","ℝ":"r","℠":"sm","℡":"tel","™":"tm","ℤ":"z","Ω":"ω","ℨ":"z","K":"k","Å":"å","ℬ":"b","ℭ":"c","ℯ":"e","ℰ":"e","ℱ":"f","Ⅎ":"ⅎ","ℳ":"m","ℴ":"o","ℵ":"א","ℶ":"ב","ℷ":"ג","ℸ":"ד","ℹ":"i","℻":"fax","ℼ":"π","ℽ":"γ","ℾ":"γ","ℿ":"π","⅀":"∑","ⅅ":"d","ⅆ":"d","ⅇ":"e","ⅈ":"i","ⅉ":"j","⅐":"1⁄7","⅑":"1⁄9","⅒":"1⁄10","⅓":"1⁄3","⅔":"2⁄3","⅕":"1⁄5","⅖":"2⁄5","⅗":"3⁄5","⅘":"4⁄5","⅙":"1⁄6","⅚":"5⁄6","⅛":"1⁄8","⅜":"3⁄8","⅝":"5⁄8","⅞":"7⁄8","⅟":"1⁄","Ⅰ":"i","Ⅱ":"ii","Ⅲ":"iii","Ⅳ":"iv","Ⅴ":"v","Ⅵ":"vi","Ⅶ":"vii","Ⅷ":"viii","Ⅸ":"ix","Ⅹ":"x","Ⅺ":"xi","Ⅻ":"xii","Ⅼ":"l","Ⅽ":"c","Ⅾ":"d","Ⅿ":"m","ⅰ":"i","ⅱ":"ii","ⅲ":"iii","ⅳ":"iv","ⅴ":"v","ⅵ":"vi","ⅶ":"vii","ⅷ":"viii","ⅸ":"ix","ⅹ":"x","ⅺ":"xi","ⅻ":"xii","ⅼ":"l","ⅽ":"c","ⅾ":"d","ⅿ":"m","Ↄ":"ↄ","①":"1","②":"2","③":"3","④":"4","⑤":"5","⑥":"6","⑦":"7","⑧":"8","⑨":"9","⑩":"10","⑪":"11","⑫":"12","⑬":"13","⑭":"14","⑮":"15","⑯":"16","⑰":"17","⑱":"18","⑲":"19","⑳":"20","⑴":"(1)","⑵":"(2)","⑶":"(3)","⑷":"(4)","⑸":"(5)","⑹":"(6)","⑺":"(7)","⑻":"(8)","⑼":"(9)","⑽":"(10)","⑾":"(11)","⑿":"(12)","⒀":"(13)","⒁":"(14)","⒂":"(15)","⒃":"(16)","⒄":"(17)","⒅":"(18)","⒆":"(19)","⒇":"(20)","⒈":"1.","⒉":"2.","⒊":"3.","⒋":"4.","⒌":"5.","⒍":"6.","⒎":"7.","⒏":"8.","⒐":"9.","⒑":"10.","⒒":"11.","⒓":"12.","⒔":"13.","⒕":"14.","⒖":"15.","⒗":"16.","⒘":"17.","⒙":"18.","⒚":"19.","⒛":"20.","　":" ","〶":"〒","〸":"十","〹":"卄","〺":"卅","㈠":"(一)","㈡":"(二)","㈢":"(三)","㈣":"(四)","㈤":"(五)","㈥":"(六)","㈦":"(七)","㈧":"(八)","㈨":"(九)","㈩":"(十)","㈪":"(月)","㈫":"(火)","㈬":"(水)","㈭":"(木)","㈮":"(金)","㈯":"(土)","㈰":"(日)","㈱":"(株)","㈲":"(有)","㈳":"(社)","㈴":"(名)","㈵":"(特)","㈶":"(财)","㈷":"(祝)","㈸":"(労)","㈹":"(代)","㈺":"(呼)","㈻":"(学)","㈼":"(监)","㈽":"(企)","㈾":"(资)","㈿":"(协)","㉀":"(祭)","㉁":"(休)","㉂":"(自)","㉃":"(至)","㎀":"pa","㎁":"na","㎂":"μa","㎃":"ma","㎄":"ka","㎅":"kb","㎆":"mb","㎇":"gb","㎈":"cal","㎉":"kcal","㎊":"pf","㎋":"nf","㎌":"μf","㎍":"μg","㎎":"mg","㎏":"kg","㎐":"hz","㎑":"khz","㎒":"mhz","㎓":"ghz","㎔":"thz","㎕":"μl","㎖":"ml","㎗":"dl","㎘":"kl","㎙":"fm","㎚":"nm","㎛":"μm","㎜":"mm","㎝":"cm","㎞":"km","㎟":"mm2","㎠":"cm2","㎡":"m2","㎢":"km2","㎣":"mm3","㎤":"cm3","㎥":"m3","㎦":"km3","㎧":"m∕s","㎨":"m∕s2","㎩":"pa","㎪":"kpa","㎫":"mpa","㎬":"gpa","㎭":"rad","㎮":"rad∕s","㎯":"rad∕s2","㎰":"ps","㎱":"ns","㎲":"μs","㎳":"ms","㎴":"pv","㎵":"nv","㎶":"μv","㎷":"mv","㎸":"kv","㎹":"mv","㎺":"pw","㎻":"nw","㎼":"μw","㎽":"mw","㎾":"kw","㎿":"mw","㏀":"kω","㏁":"mω","㏂":"a.m.","㏃":"bq","㏄":"cc","㏅":"cd","㏆":"c∕kg","㏇":"co.","㏈":"db","㏉":"gy","㏊":"ha","㏋":"hp","㏌":"in","㏍":"kk","㏎":"km","㏏":"kt","㏐":"lm","㏑":"ln","㏒":"log","㏓":"lx","㏔":"mb","㏕":"mil","㏖":"mol","㏗":"ph","㏘":"p.m.","㏙":"ppm","㏚":"pr","㏛":"sr","㏜":"sv","㏝":"wb","㏞":"v∕m","㏟":"a∕m","！":"!","＂":"\"","＃":"#","＄":"$","％":"%","＆":"\u0026","＇":"'","（":"(","）":")","＊":"*","＋":"+","，":",","－":"-","．":".","／":"/","０":"0","１":"1","２":"2","３":"3","４":"4","５":"5","６":"6","７":"7","８":"8","９":"9","：":":","；":";","＜":"\u003c","＝":"=","＞":"\u003e","？":"?","＠":"@","Ａ":"a","Ｂ":"b","Ｃ":"c","Ｄ":"d","Ｅ":"e","Ｆ":"f","Ｇ":"g","Ｈ":"h","Ｉ":"i","Ｊ":"j","Ｋ":"k","Ｌ":"l","Ｍ":"m","Ｎ":"n","Ｏ":"o","Ｐ":"p","Ｑ":"q","Ｒ":"r","Ｓ":"s","Ｔ":"t","Ｕ":"u","Ｖ":"v","Ｗ":"w","Ｘ":"x","Ｙ":"y","Ｚ":"z","［":"[","＼":"\\","］":"]","＾":"^","＿":"_","｀":"`","ａ":"a","ｂ":"b","ｃ":"c","ｄ":"d","ｅ":"e","ｆ":"f","ｇ":"g","ｈ":"h","ｉ":"i","ｊ":"j","ｋ":"k","ｌ":"l","ｍ":"m","ｎ":"n","ｏ":"o","ｐ":"p","ｑ":"q","ｒ":"r","ｓ":"s","ｔ":"t","ｕ":"u","ｖ":"v","ｗ":"w","ｘ":"x","ｙ":"y","ｚ":"z","｛":"{","｜":"|","｝":"}","～":"~","｟":"⦅","｠":"⦆","｡":"。","｢":"「","｣":"」","､":"、","･":"・","ｦ":"ヲ","ｧ":"ァ","ｨ":"ィ","ｩ":"ゥ","ｪ":"ェ","ｫ":"ォ","ｬ":"ャ","ｭ":"ュ","ｮ":"ョ","ｯ":"ッ","ｰ":"ー","ｱ":"ア","ｲ":"イ","ｳ":"ウ","ｴ":"エ","ｵ":"オ","ｶ":"カ","ｷ":"キ","ｸ":"ク","ｹ":"ケ","ｺ":"コ","ｻ":"サ","ｼ":"シ","ｽ":"ス","ｾ":"セ","ｿ":"ソ","ﾀ":"タ","ﾁ":"チ","ﾂ":"ツ","ﾃ":"テ","ﾄ":"ト","ﾅ":"ナ","ﾆ":"ニ","ﾇ":"ヌ","ﾈ":"ネ","ﾉ":"ノ","ﾊ":"ハ","ﾋ":"ヒ","ﾌ":"フ","ﾍ":"ヘ","ﾎ":"ホ","ﾏ":"マ","ﾐ":"ミ","ﾑ":"ム","ﾒ":"メ","ﾓ":"モ","ﾔ":"ヤ","ﾕ":"ユ","ﾖ":"ヨ","ﾗ":"ラ","ﾘ":"リ","ﾙ":"ル","ﾚ":"レ","ﾛ":"ロ","ﾜ":"ワ","ﾝ":"ン","ﾞ":"゙","ﾟ":"゚","ﾠ":"","ﾡ":"ᄀ","ﾢ":"ᄁ","ﾣ":"ᆪ","ﾤ":"ᄂ","ﾥ":"ᆬ","ﾦ":"ᆭ","ﾧ":"ᄃ","ﾨ":"ᄄ","ﾩ":"ᄅ","ﾪ":"ᆰ","ﾫ":"ᆱ","ﾬ":"ᆲ","ﾭ":"ᆳ","ﾮ":"ᆴ","ﾯ":"ᆵ","ﾰ":"ᄚ","ﾱ":"ᄆ","ﾲ":"ᄇ","ﾳ":"ᄈ","ﾴ":"ᄡ","ﾵ":"ᄉ","ﾶ":"ᄊ","ﾷ":"ᄋ","ﾸ":"ᄌ","ﾹ":"ᄍ","ﾺ":"ᄎ","ﾻ":"ᄏ","ﾼ":"ᄐ","ﾽ":"ᄑ","ﾾ":"ᄒ","ￂ":"ᅡ","ￃ":"ᅢ","ￄ":"ᅣ","ￅ":"ᅤ","ￆ":"ᅥ","ￇ":"ᅦ","ￊ":"ᅧ","ￋ":"ᅨ","ￌ":"ᅩ","ￍ":"ᅪ","ￎ":"ᅫ","ￏ":"ᅬ","ￒ":"ᅭ","ￓ":"ᅮ","ￔ":"ᅯ","ￕ":"ᅰ","ￖ":"ᅱ","ￗ":"ᅲ","ￚ":"ᅳ","ￛ":"ᅴ","ￜ":"ᅵ","￠":"¢","￡":"£","￢":"¬","￤":"¦","￥":"¥","￦":"₩","￨":"│","￩":"←","￪":"↑","￫":"→","￬":"↓","￭":"■","￮":"○"},"known":[[160,255],[8192,8303],[8448,8584],[9312,9371],[12288,12351],[12832,12867],[13184,13279],[65280,65519]],"wide":[[183,183],[8212,8213],[8216,8217],[8220,8221],[8230,8230],[11904,12351],[13312,19903],[19968,40959],[63744,64255],[65040,65055],[65072,65135],[65281,65295],[65306,65312],[65339,65344],[65371,65381],[65504,65510],[131072,262143]]};
	const core = new Map(Object.entries(data.core));
	const changed = atob(data.changed);
	const spaces = new Set("\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000");
	let rest = null; // the table of all other characters
	let loading = null;

	const inside = (ranges, c) => ranges.some(([low, high]) => c >= low && c <= high);
	const isWide = (c) => c >= 0x4E00 && c <= 0x9FFF || c > 0x7F && inside(data.wide, c);
	const composes = (c) => c >= 0x300 && inside(data.composing, c);

	// inScript says that the script itself knows what a character is folded to.
	function inScript(c) {
		if (c >= 0x4E00 && c <= 0x9FFF) {
			return !(changed.charCodeAt((c - 0x4E00) >> 3) >> ((c - 0x4E00) & 7) & 1);
		}
		return c < 0x80 || inside(data.known, c);
	}

	function foldOne(char, c) {
		if (c < 0x80) {
			return c >= 0x41 && c <= 0x5A ? char.toLowerCase() : c < 0x20 || c === 0x7F ? "" : char;
		}
		if (inScript(c)) {
			return c >= 0x4E00 && c <= 0x9FFF ? char : core.get(char) ?? char;
		}
		return rest?.get(char) ?? char;
	}

	// map folds a text; from has for each unit of the folded text, and for its end,
	// where its character begins in the text.
	function map(text) {
		const from = [];
		let out = "", blank = false, wide = true, last = -1, before = 0;
		for (let i = 0; i < text.length;) {
			const c = text.codePointAt(i), start = i;
			let char = String.fromCodePoint(c);
			i += char.length;
			if (spaces.has(char)) {
				blank = true;
				continue;
			}
			if (composes(c) && !blank && last >= 0) {
				while (i < text.length && composes(text.codePointAt(i))) {
					i += text.codePointAt(i) > 0xFFFF ? 2 : 1;
				}
				out = out.slice(0, before);
				from.length = before;
				for (const joined of text.slice(last, i).normalize("NFKC")) {
					out += foldOne(joined, joined.codePointAt(0));
				}
				while (from.length < out.length) {
					from.push(last);
				}
				continue;
			}
			const folded = foldOne(char, c);
			if (folded === "") {
				continue;
			}
			const nowWide = isWide(c);
			if (blank && !wide && !nowWide) {
				out += " ";
				from.push(start);
			}
			blank = false;
			wide = nowWide;
			last = start;
			before = out.length;
			out += folded;
			while (from.length < out.length) {
				from.push(start);
			}
		}
		from.push(text.length);
		return {text: out, from};
	}

	gongkai.fold = {
		table: "", // the address of the table
		map,
		text: (text) => map(text).text,
		// ready gives a promise to wait for before a text is folded; null for none.
		ready(text) {
			if (rest || !gongkai.fold.table) {
				return null;
			}
			for (const char of text) {
				if (!inScript(char.codePointAt(0))) {
					return loading ??= gongkai.load(gongkai.fold.table).then((t) => {
						const to = Array.from(t.to);
						rest = new Map(Object.entries(t.long));
						Array.from(t.from).forEach((char, i) => rest.set(char, to[i]));
					}, (err) => {
						loading = null;
						throw err;
					});
				}
			}
			return null;
		},
	};
})();
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
			parent.postMessage({gongkaiText: gongkai.blocks(document).map((b) => ({kind: b.kind, raw: b.raw, id: gongkai.idOf(b.element)}))}, "*");
		}
	};
})();
// Queries: words and phrases that all must stand in a document, with blanks between
// them; "in quotes" what has blanks; -not; 标题: 机构: 年度: 索引号: 文号: for one field.
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
			if (term.text !== "") {
				parsed.terms.push(term);
			}
		}
		return parsed;
	};
})();
// Hits in a page: whoever comes from the search page finds them marked.
(function () {
	"use strict";

	const gongkai = window.gongkai;

	// hits gives the places of terms in a folded text, in order, without overlaps.
	gongkai.hits = function (text, terms) {
		const found = [];
		for (const t of terms) {
			for (let at = text.indexOf(t); at >= 0; at = text.indexOf(t, at + t.length)) {
				found.push([at, at + t.length]);
			}
		}
		found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
		const out = [];
		for (const [from, to] of found) {
			const before = out[out.length - 1];
			if (before && from < before[1]) {
				before[1] = Math.max(before[1], to);
			} else {
				out.push([from, to]);
			}
		}
		return out;
	};

	// marked gives the words of a query that can be marked.
	gongkai.marked = (parsed) => parsed.terms.filter((t) => !t.not && (t.field === "" || t.field === "title")).map((t) => t.text);

	// mark wraps the part of a block between two places of its raw text.
	function mark(block, from, to, number) {
		for (const {node, at} of block.nodes.slice().reverse()) {
			const start = Math.max(from, at), end = Math.min(to, at + node.length);
			if (start >= end) {
				continue;
			}
			const part = node.splitText(start - at);
			part.splitText(end - start);
			const wrap = document.createElement("mark");
			wrap.className = "hit";
			wrap.dataset.hit = number;
			part.replaceWith(wrap);
			wrap.append(part);
		}
	}

	// land marks the hits of the query in the page's address.
	gongkai.land = async function () {
		const query = new URLSearchParams(location.search).get("q");
		if (!query) {
			return;
		}
		await gongkai.fold.ready(query + document.getElementById("main").textContent);
		const terms = gongkai.marked(gongkai.query(query));
		let count = 0;
		for (const block of gongkai.blocks(document)) {
			const hits = gongkai.hits(block.text, terms);
			// From the last to the first, so that the places of the others stay.
			hits.map(([from, to], i) => [block.from[from], block.from[to], count + i]).reverse().forEach(([from, to, n]) => {
				while (to > from && /\s/.test(block.raw[to - 1])) {
					to--;
				}
				mark(block, from, to, n);
			});
			count += hits.length;
		}
		if (count > 0) {
			bar(count);
		}
	};

	// bar shows which hit the reader is at.
	function bar(count) {
		const element = document.createElement("div");
		element.className = "hits";
		element.setAttribute("role", "region");
		element.setAttribute("aria-label", "检索词");
		const said = document.createElement("span");
		said.setAttribute("role", "status");
		const button = (text, label, act) => {
			const b = document.createElement("button");
			b.type = "button";
			b.textContent = text;
			b.setAttribute("aria-label", label);
			b.addEventListener("click", act);
			return b;
		};
		const of = (n) => document.querySelectorAll(`mark.hit[data-hit="${n}"]`);
		let at = 0;
		const go = (n, scroll) => {
			of(at).forEach((m) => m.classList.remove("now"));
			at = (n + count) % count;
			of(at).forEach((m) => m.classList.add("now"));
			said.textContent = `第 ${at + 1} 处，共 ${count} 处`;
			if (scroll) {
				of(at)[0]?.scrollIntoView({block: "center"});
			}
		};
		const clear = () => {
			for (const m of document.querySelectorAll("mark.hit")) {
				const parent = m.parentNode;
				m.replaceWith(...m.childNodes);
				parent.normalize();
			}
			element.remove();
			try {
				history.replaceState(null, "", location.pathname + location.hash);
			} catch {
				// Not allowed for files on a disk.
			}
		};
		element.append(said, button("上一处", "上一处", () => go(at - 1, true)), button("下一处", "下一处", () => go(at + 1, true)), button("清除", "清除标记", clear));
		document.body.append(element);
		const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
		const first = target ? [...document.querySelectorAll("mark.hit")].findIndex((m) => target.contains(m) || target.compareDocumentPosition(m) & Node.DOCUMENT_POSITION_FOLLOWING) : 0;
		const marks = document.querySelectorAll("mark.hit");
		go(first >= 0 && marks[first] ? Number(marks[first].dataset.hit) : 0, true);
	}
})();
window.gongkai.fold.table = window.gongkai.beside + "fold.b1aa91aedcc3.js";
// The engine reads the index that package search writes (see its documentation for
// the format) and answers queries. It asks gongkai.fold, gongkai.query,
// gongkai.pageText, gongkai.columns and gongkai.numbers for the rest.
(function () {
	"use strict";

	const gongkai = window.gongkai;
	const few = 3, shallow = 8, deepest = 96, stride = 2, overlap = shallow - stride;
	const fromDisk = location.protocol === "file:";

	// loadBytes gives the bytes of a file whose value is a string of bytes.
	const once = gongkai.once;
	const loadBytes = (address) => once(address, async () => {
		if (fromDisk) {
			const text = await gongkai.loadScript(address, "x-user-defined");
			return Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xFF);
		}
		const answer = await fetch(address);
		if (!answer.ok) {
			throw new Error("缺少检索文件 " + address);
		}
		const all = new Uint8Array(await answer.arrayBuffer());
		const quote = 0x22, backslash = 0x5C;
		let from = all.indexOf(0x2C) + 2, to = all.lastIndexOf(quote);
		const out = new Uint8Array(to - from);
		let n = 0;
		for (; from < to; from++) {
			let b = all[from];
			if (b === backslash) {
				b = all[++from];
				b = b === 0x6E ? 0x0A : b === 0x72 ? 0x0D : b;
			}
			out[n++] = b;
		}
		return out.subarray(0, n);
	});

	// Bits reads bits, the highest of a number first; after the end it reads zeros.
	class Bits {
		constructor(bytes) {
			this.bytes = bytes;
			this.at = 0;
			this.end = bytes.length * 8;
		}
		over() {
			return this.at > this.end;
		}
		bit() {
			const at = this.at++;
			return this.bytes[at >> 3] >> (7 - (at & 7)) & 1; // undefined is 0
		}
		bits(n) {
			let v = 0;
			while (n > 0) {
				const left = 8 - (this.at & 7), take = n < left ? n : left;
				v = v << take | this.bytes[this.at >> 3] >> (left - take) & (1 << take) - 1;
				this.at += take;
				n -= take;
			}
			return v >>> 0;
		}
		unary() {
			let v = 0;
			while (!this.bit() && !this.over()) {
				v++;
			}
			return v;
		}
		gamma() {
			const n = Math.min(this.unary(), 30);
			return 1 << n | this.bits(n);
		}
		below(limit) {
			if (limit <= 1) {
				return 0;
			}
			const n = 32 - Math.clz32(limit - 1), short = 2 ** n - limit;
			const v = this.bits(n - 1);
			return v < short ? v : v * 2 + this.bit() - short;
		}
		// set reads an ascending list of numbers of [low, high] into list[from, to).
		set(list, from, to, low, high) {
			while (from < to && !this.over()) {
				if (high - low + 1 === to - from) {
					for (; from < to; from++) {
						list[from] = low++;
					}
					return;
				}
				const middle = (from + to) >> 1;
				const first = low + middle - from, last = high - (to - 1 - middle);
				const v = first + this.below(last - first + 1);
				list[middle] = v;
				this.set(list, from, middle, low, v - 1);
				from = middle + 1;
				low = v + 1;
			}
		}
	}

	// Labels foretells the characters of nodes.
	class Labels {
		constructor() {
			this.after = new Map();
			this.seen = new Set();
			this.all = [];
		}
		read(bits, before) {
			let known = this.after.get(before);
			if (!known) {
				this.after.set(before, known = []);
			}
			if (bits.bit()) {
				const at = Math.min(bits.gamma(), known.length) - 1;
				const c = known[at];
				known.splice(at, 1);
				known.unshift(c);
				return c;
			}
			const c = bits.bit() ? this.all[bits.below(this.all.length)] : bits.bits(16);
			if (!this.seen.has(c)) {
				this.seen.add(c);
				this.all.push(c);
			}
			known.unshift(c);
			return c;
		}
	}

	// follow reads a shard until a text is found or passed. The answer has the number
	// of characters that lead to a node, its documents, those of them that have the
	// text in a heading or title, those in which it forks, and whether nodes follow.
	function follow(bytes, documents, text) {
		const bits = new Bits(bytes), labels = new Labels();
		const path = Array.from({length: deepest + 1}, () => ({}));
		path[0] = {c: 0, known: true, n: documents, heading: 1, title: 1};
		let room = new Uint32Array(64);
		const list = (m, n, keep) => {
			m = Math.max(0, Math.min(m, n));
			let out;
			if (keep) {
				out = new Uint32Array(m);
			} else {
				if (room.length < m) {
					room = new Uint32Array(m * 2);
				}
				out = room;
			}
			if (m > 0) {
				bits.set(out, 0, m, 0, n - 1);
			}
			return out;
		};
		const count = (n) => n === 1 || bits.bit() ? n : n === 2 ? 1 : Math.min(bits.gamma(), n);
		const none = new Uint32Array(0);
		const a = {depth: 0, docs: none, heading: none, title: none, forks: none, inner: true};
		let depth = bits.gamma(), matched = 0;
		for (let d = 1; d < depth; d++) {
			const c = labels.read(bits, path[d - 1].c);
			path[d] = {c, known: false};
			if (matched === d - 1 && d <= text.length && text.charCodeAt(d - 1) === c) {
				matched = d;
			}
		}
		if (depth > overlap) {
			const forks = list(bits.gamma() - 1, documents, true);
			if (matched >= overlap) {
				a.forks = forks;
			}
		}
		a.depth = matched;
		for (;;) {
			matched = Math.min(matched, depth - 1);
			const up = path[depth - 1];
			if (!up.known) {
				up.known = true;
				up.n = bits.gamma();
				up.docs = list(up.n, documents, matched === depth - 1);
				up.heading = bits.bit();
				up.title = bits.bit();
			}
			const c = labels.read(bits, up.c), n = count(up.n);
			const on = matched === depth - 1 && depth <= text.length && text.charCodeAt(depth - 1) === c;
			const p = path[depth] = {c, known: true, n, docs: null, heading: 0, title: 0};
			const docs = list(n, up.n, on);
			if (on) {
				matched = depth;
				if (depth > 1) {
					for (let i = 0; i < n; i++) {
						docs[i] = up.docs[docs[i]];
					}
				}
				p.docs = docs;
				a.depth = depth;
				a.docs = docs;
				a.heading = a.title = none;
			}
			const some = () => {
				const part = list(count(n), n, on);
				if (on) {
					for (let i = 0; i < part.length; i++) {
						part[i] = docs[part[i]];
					}
				}
				return part;
			};
			if (up.heading && bits.bit()) {
				p.heading = 1;
				const part = some();
				if (on) {
					a.heading = part;
				}
			}
			if (up.title && bits.bit()) {
				p.title = 1;
				const part = some();
				if (on) {
					a.title = part;
				}
			}
			let inner = n >= few && depth < deepest;
			if (depth === overlap && inner) {
				const forks = bits.bit() ? some() : none;
				if (on) {
					a.forks = forks;
				}
			}
			if (depth >= shallow && inner) {
				inner = bits.bit() === 1;
			}
			if (on) {
				a.inner = inner;
				if (depth === text.length || !inner) {
					return a;
				}
			}
			if (inner && bits.bit()) {
				depth++;
			} else {
				depth -= bits.unary();
			}
			if (bits.over() || depth < 1 || depth <= matched) {
				return a;
			}
		}
	}

	// places reads a list of files: of each the text at which it begins, and its name.
	function places(kind, text) {
		const all = [];
		let before = "";
		for (let i = 0; i < text.length;) {
			const same = text.charCodeAt(i) - 48, others = text.charCodeAt(i + 1) - 48;
			const first = before.slice(0, same) + text.slice(i + 2, i + 2 + others);
			i += 6 + others;
			let h = 2166136261; // FNV-1a
			for (let k = 0; k < first.length; k++) {
				h = Math.imul(h ^ first.charCodeAt(k), 16777619);
			}
			all.push({first, name: kind + (h >>> 0).toString(16) + "-" + text.slice(i - 4, i) + ".js"});
			before = first;
		}
		return all;
	}

	// at gives the last file that begins at or before a text.
	function at(list, text) {
		let low = 0, high = list.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (list[middle].first <= text) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return list[low - 1];
	}

	// both gives what two ascending lists have in common, without those that only the
	// first has.
	function both(a, b) {
		const out = new Uint32Array(Math.min(a.length, b.length));
		let n = 0;
		for (let i = 0, k = 0; i < a.length && k < b.length;) {
			if (a[i] === b[k]) {
				out[n++] = a[i];
				i++;
				k++;
			} else if (a[i] < b[k]) {
				i++;
			} else {
				k++;
			}
		}
		return out.subarray(0, n);
	}

	function without(a, b) {
		const not = new Set(b);
		return a.filter((d) => !not.has(d));
	}

	// A Found is the documents that have a text: in all blocks, in headings, in titles.
	class Found {
		constructor(docs, heading, title) {
			this.docs = docs;
			this.heading = heading;
			this.title = title;
		}
	}
	const nothing = () => new Found(new Uint32Array(0), new Uint32Array(0), new Uint32Array(0));

	class Engine {
		constructor(config) {
			this.config = config;
			this.base = config.base || ""; // the way to search/
			this.root = config.root || "../"; // the way to the site's root
			this.round = 0;
			this.begun = null;
		}

		address(name) {
			return this.base + name;
		}

		// open loads the directory.
		open() {
			return this.begun ??= this.openNow().catch((err) => {
				this.begun = null;
				throw err;
			});
		}

		async openNow() {
			const d = await gongkai.load(this.address(this.config.index));
			if (d.version !== 1) {
				throw new Error("检索文件与网页的版本不同，请刷新网页");
			}
			this.documents = d.documents;
			this.roots = places("x", d.places);
			this.agencies = d.agencies.map(([id, name]) => ({id, name, folded: gongkai.fold.text(name)}));
			this.pages = d.pages.map(([url, title]) => ({url, title}));
			this.catalogues = d.catalogues.map(([id, label]) => ({id, label}));
			this.agencyOf = new Uint16Array(d.documents);
			this.yearOf = new Uint16Array(d.documents);
			this.nodeOf = new Uint16Array(d.documents);
			let n = 0;
			d.agencies.forEach(([, , years], agency) => {
				for (const range of years ? years.split(",") : []) {
					const [first, last] = range.split("-").map(Number);
					for (let year = first; year <= (last ?? first); year++) {
						this.agencyOf[n] = agency;
						this.yearOf[n++] = year;
					}
				}
			});
			this.reports = n;
			n = 0;
			for (const [node, count] of d.filed) {
				this.nodeOf.fill(node, n, n += count);
			}
		}

		// url gives the address of a document below the site's root.
		url(doc) {
			if (doc >= this.reports) {
				return this.pages[doc - this.reports].url;
			}
			return "reports/" + encodeURIComponent(this.agencies[this.agencyOf[doc]].id) + "/" + this.yearOf[doc] + "/";
		}

		async lookUp(text) {
			const section = at(this.roots, text);
			if (!section) {
				return follow(new Uint8Array([128]), this.documents, "");
			}
			section.list ??= places("s", await gongkai.load(this.address(section.name)));
			const shard = at(section.list, text);
			if (!shard) {
				return follow(new Uint8Array([128]), this.documents, "");
			}
			return follow(await loadBytes(this.address(shard.name)), this.documents, text);
		}

		// find gives the documents that have a folded text. Where the trie does not
		// say so for certain it looks into the documents.
		async find(text) {
			const absent = (a, part) => a.depth < part.length && (a.depth === 0 || a.inner);
			// The parts of a long text are asked for at once.
			const start = this.lookUp(text);
			const parts = new Map();
			const part = (end) => {
				const p = text.slice(end - overlap, end + stride);
				if (!parts.has(end)) {
					parts.set(end, this.lookUp(p).then((a) => ({...a, whole: a.depth === p.length, absent: absent(a, p)})));
				}
				return parts.get(end);
			};
			const a = await start;
			if (absent(a, text)) {
				return nothing();
			}
			if (a.depth === text.length) {
				return new Found(a.docs, a.heading, a.title);
			}
			let {docs, heading, title} = a;
			if (a.depth < shallow || docs.length < few) {
				return this.verify(text, new Found(docs, heading, title), docs);
			}
			let ahead = 4;
			const doubt = new Set();
			for (let end = a.depth; end < text.length; end += stride) {
				for (let k = end; k < text.length && k < end + ahead * stride; k += stride) {
					part(k).catch(() => {});
				}
				const b = await part(end);
				if (b.absent) {
					return nothing();
				}
				docs = both(docs, b.docs);
				heading = both(heading, b.heading);
				title = both(title, b.title);
				if (!b.whole || docs.length < few) {
					return this.verify(text, new Found(docs, heading, title), docs);
				}
				b.forks.forEach((d) => doubt.add(d));
			}
			return this.verify(text, new Found(docs, heading, title), docs.filter((d) => doubt.has(d)));
		}

		// verify looks into the documents that are in doubt.
		async verify(text, found, doubt) {
			if (doubt.length === 0) {
				return found;
			}
			const lost = [], heading = [], title = [];
			const queue = Array.from(doubt);
			const work = async () => {
				for (let d = queue.pop(); d !== undefined; d = queue.pop()) {
					const blocks = await this.text(d);
					let tier = "";
					for (const b of blocks) {
						if (b.text.includes(text)) {
							tier = b.kind === "title" || tier === "title" ? "title" : b.kind === "heading" || tier === "heading" ? "heading" : "body";
						}
					}
					if (tier === "") {
						lost.push(d);
					} else if (tier === "title") {
						title.push(d);
					} else if (tier === "heading") {
						heading.push(d);
					}
				}
			};
			await Promise.all(Array.from({length: 6}, work));
			const ascending = (list) => Uint32Array.from(list).sort();
			return new Found(
				without(found.docs, lost),
				ascending([...without(found.heading, doubt), ...heading]),
				ascending([...without(found.title, doubt), ...title]));
		}

		// text gives the blocks of a document's page.
		text(doc) {
			return once("text " + doc, () => gongkai.pageText(this.root + this.url(doc)));
		}

		// matching gives the documents for a term.
		async matching(term) {
			switch (term.field) {
			case "agency": {
				const docs = [];
				for (let d = 0; d < this.reports; d++) {
					if (this.agencies[this.agencyOf[d]].folded.includes(term.text)) {
						docs.push(d);
					}
				}
				return new Found(Uint32Array.from(docs), nothing().docs, nothing().docs);
			}
			case "year": {
				const [low, high] = term.range || [Number(term.text), Number(term.text)];
				const docs = [];
				for (let d = 0; d < this.reports; d++) {
					if (this.yearOf[d] >= low && this.yearOf[d] <= high) {
						docs.push(d);
					}
				}
				return new Found(Uint32Array.from(docs), nothing().docs, nothing().docs);
			}
			case "number":
			case "document": {
				const {exact, prefix} = await gongkai.numbers.find(term.raw, term.field);
				const docs = Uint32Array.from(new Set([...exact, ...prefix])).sort();
				return new Found(docs, nothing().docs, Uint32Array.from(exact).sort());
			}
			case "title": {
				const found = await this.find(term.text);
				return new Found(found.title, nothing().docs, found.title);
			}
			}
			return this.find(term.text);
		}

		parse(query) {
			return gongkai.query(query);
		}

		// search answers a query: the hits, best first, and the counts of the facets.
		async search(query, {filters = {}, sort = ""} = {}) {
			const round = ++this.round, start = performance.now();
			const check = () => {
				if (round !== this.round) {
					throw new DOMException("a later search began", "AbortError");
				}
			};
			await gongkai.fold.ready(query);
			const parsed = gongkai.query(query);
			await this.open();
			const {docs, score} = await this.answer(parsed);
			check();
			const result = this.filter(docs, filters);
			const ordered = this.order(result.docs, score, sort);
			const hits = Array.from(ordered, (d) => this.hit(d));
			const suggestions = hits.length === 0 && docs.length === 0 ? await this.suggest(parsed) : [];
			check();
			return {query: parsed, total: hits.length, hits, facets: result.facets, suggestions, ms: performance.now() - start};
		}

		hit(d) {
			if (d >= this.reports) {
				return {id: d, url: this.url(d), year: 0, agency: "", agencyName: "", kind: "page", title: this.pages[d - this.reports].title};
			}
			const agency = this.agencies[this.agencyOf[d]];
			return {id: d, url: this.url(d), year: this.yearOf[d], agency: agency.id, agencyName: agency.name, kind: "report"};
		}

		// answer gives the documents of a query, ascending, and how good each is.
		async answer(parsed) {
			const wanted = parsed.terms.filter((t) => !t.not), unwanted = parsed.terms.filter((t) => t.not);
			const jobs = [
				Promise.all(wanted.map((t) => this.matching(t))),
				Promise.all(unwanted.map((t) => this.matching(t))),
				Promise.all(parsed.tests.map((t) => gongkai.columns.evaluate(t))),
			];
			const plain = wanted.filter((t) => !t.field);
			const whole = plain.length > 1 ? this.lookUp(plain.map((t) => t.text).join("")) : null;
			const [found, not, tested] = await Promise.all(jobs);
			let docs = null;
			for (const f of found) {
				docs = docs ? both(docs, f.docs) : f.docs;
			}
			parsed.tests.forEach((t, i) => {
				if (!t.not) {
					docs = docs ? both(docs, tested[i]) : tested[i];
				}
			});
			if (!docs) {
				const any = unwanted.length > 0 || parsed.tests.length > 0;
				docs = any ? Uint32Array.from({length: this.documents}, (_, d) => d) : new Uint32Array(0);
			}
			for (const f of not) {
				docs = without(docs, f.docs);
			}
			parsed.tests.forEach((t, i) => {
				if (t.not) {
					docs = without(docs, tested[i]);
				}
			});
			const score = new Uint16Array(this.documents);
			wanted.forEach((t, i) => {
				found[i].docs.forEach((d) => { score[d] += 1; });
				found[i].heading.forEach((d) => { score[d] += 2; });
				if (!t.field) {
					this.agencies.forEach((a) => { a.named = a.folded.includes(t.text); });
					for (const d of docs) {
						if (d < this.reports && this.agencies[this.agencyOf[d]].named) {
							score[d] += 8;
						}
					}
				}
				found[i].title.forEach((d) => { score[d] += 32; });
			});
			if (whole) {
				const together = await whole;
				if (together.depth === plain.reduce((n, t) => n + t.text.length, 0)) {
					together.docs.forEach((d) => { score[d] += 128; });
				}
			}
			return {docs, score};
		}

		// filter applies the filters, and counts for each facet what the others leave.
		filter(docs, filters) {
			const set = (name) => filters[name] && filters[name].length > 0 ? new Set(filters[name].map(String)) : null;
			const years = set("year"), agencies = set("agency"), kinds = set("kind"), nodes = set("catalogue");
			const counts = {year: new Map(), agency: new Map(), kind: new Map(), catalogue: new Map()};
			const add = (map, key) => map.set(key, (map.get(key) || 0) + 1);
			const left = new Uint32Array(docs.length);
			let n = 0;
			for (const d of docs) {
				const report = d < this.reports;
				const year = !years || report && years.has(String(this.yearOf[d]));
				const agency = !agencies || report && agencies.has(this.agencies[this.agencyOf[d]].id);
				const kind = !kinds || kinds.has(report ? "report" : "page");
				const node = !nodes || report && nodes.has(this.catalogues[this.nodeOf[d]].id);
				const fails = !year + !agency + !kind + !node;
				if (fails === 0) {
					left[n++] = d;
				}
				if (report) {
					if (fails === 0 || fails === 1 && !year) {
						add(counts.year, this.yearOf[d]);
					}
					if (fails === 0 || fails === 1 && !agency) {
						add(counts.agency, this.agencyOf[d]);
					}
					if (fails === 0 || fails === 1 && !node) {
						add(counts.catalogue, this.nodeOf[d]);
					}
				}
				if (fails === 0 || fails === 1 && !kind) {
					add(counts.kind, report ? "report" : "page");
				}
			}
			const facet = (map, entry, compare) => [...map].sort(compare).map(([key, count]) => ({...entry(key), count}));
			return {
				docs: left.subarray(0, n),
				facets: {
					year: facet(counts.year, (y) => ({value: String(y), label: y + "年"}), (a, b) => b[0] - a[0]),
					agency: facet(counts.agency, (a) => ({value: this.agencies[a].id, label: this.agencies[a].name}), (a, b) => b[1] - a[1] || a[0] - b[0]),
					kind: facet(counts.kind, (k) => ({value: k, label: k === "report" ? "年度报告" : "其他网页"}), (a, b) => a[0] < b[0] ? 1 : -1),
					catalogue: facet(counts.catalogue, (c) => ({value: this.catalogues[c].id, label: this.catalogues[c].label}), (a, b) => b[1] - a[1] || a[0] - b[0]),
				},
			};
		}

		// order sorts documents: the best first, then the newest, then as agencies stand.
		order(docs, score, sort) {
			const groups = new Map();
			for (const d of docs) {
				const year = d < this.reports ? this.yearOf[d] : 0;
				const key = sort === "newest" ? year * 65536 + score[d] : sort === "oldest" ? (9999 - year) * 65536 + score[d] : score[d] * 10000 + year;
				const group = groups.get(key);
				if (group) {
					group.push(d);
				} else {
					groups.set(key, [d]);
				}
			}
			return [...groups].sort((a, b) => b[0] - a[0]).flatMap((g) => g[1]);
		}

		// suggest gives queries near one that finds nothing.
		async suggest(parsed) {
			const plain = parsed.terms.filter((t) => !t.not && !t.field);
			const out = [];
			for (const t of plain.slice(0, 3)) {
				if (plain.length > 1) {
					const found = await this.find(t.text);
					if (found.docs.length > 0) {
						out.push({query: t.raw, label: `${t.raw}（${found.docs.length}）`});
						continue;
					}
				}
				const a = await this.lookUp(t.text);
				if (a.depth >= 2 && a.docs.length > 0) {
					const near = t.text.slice(0, a.depth);
					out.push({query: near, label: `${near}（${a.docs.length}）`});
				}
			}
			return out;
		}

		cancel() {
			this.round++;
		}
	}

	gongkai.engine = {
		open(element) {
			return new Engine(JSON.parse(element.textContent));
		},
	};

	const element = document.getElementById("archive-index");
	if (element) {
		const engine = gongkai.searcher = gongkai.engine.open(element);
		// Others ask for a list of addresses; a search of theirs cancels no other.
		window.archiveSearch = async (query, {filters = {}} = {}) => {
			await gongkai.fold.ready(query);
			const parsed = gongkai.query(query);
			await engine.open();
			const {docs, score} = await engine.answer(parsed);
			const ordered = engine.order(engine.filter(docs, filters).docs, score, "");
			return {total: ordered.length, urls: ordered.map((d) => engine.url(d))};
		};
	}
})();
/* search.js */
