// The look of the preview's own elements. Sheets that a script makes are no inline
// styles: the policy of the page allows them.
const ground = `
:host, * { box-sizing: border-box; }
:host {
	--paper: #fff; --ink: #1d1f23; --quiet: #555c66; --line: #c9ced6; --wash: #f3f4f6; --link: #1c4f85;
	--error: #a3161a; --warning: #8a5300; --notice: #2f5d8a; --ok: #1f6b43; --caret: #fde3e3;
	font: 15px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: var(--ink); color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
	:host { --paper: #22252b; --ink: #e6e4df; --quiet: #a9afb8; --line: #454b55; --wash: #1a1d21; --link: #9cc3ee;
		--error: #f29a98; --warning: #e6b566; --notice: #9cc3ee; --ok: #7fcfa2; --caret: #57292b; }
}
[hidden] { display: none !important; }
button, a.button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: .15em .7em; min-height: 2.2em; cursor: pointer; text-decoration: none; }
button:hover, a.button:hover { border-color: currentColor; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
a { color: var(--link); }
.error { color: var(--error); } .warning { color: var(--warning); } .notice { color: var(--notice); }
.place { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
`;
const toolsLook = ground + `
.bar { position: fixed; left: 12px; bottom: 12px; z-index: 2147483646; display: flex; flex-wrap: wrap; gap: 6px; max-width: calc(100vw - 24px); }
.bar > * { box-shadow: 0 1px 6px rgb(0 0 0 / .25); }
.bar .draft, .bar .lost { padding: .25em .7em; border-radius: 4px; background: var(--warning); color: var(--paper); }
.bar .broken { background: var(--error); border-color: var(--error); color: var(--paper); }
.bar .count { font-weight: 600; }
.panel { position: fixed; left: 12px; bottom: 60px; z-index: 2147483646; width: min(30rem, calc(100vw - 24px)); max-height: min(34rem, calc(100vh - 84px)); overflow: auto; overscroll-behavior: contain; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; box-shadow: 0 4px 24px rgb(0 0 0 / .3); }
.panel header { position: sticky; top: 0; display: flex; justify-content: space-between; align-items: center; gap: .5em; padding: .5em .8em; background: var(--paper); border-bottom: 1px solid var(--line); }
.panel h2, .overlay h2 { margin: 0; font-size: 1.05em; }
.panel ol { list-style: none; margin: 0; padding: 0; }
.panel li { padding: .6em .8em; border-bottom: 1px solid var(--line); }
.panel li:target, .panel li.now { background: var(--wash); }
.panel p { margin: 0 0 .2em; }
.panel .hint { color: var(--quiet); }
.panel .message { display: inline; border: 0; padding: 0; min-height: 0; text-align: left; background: none; }
.panel .message:hover { text-decoration: underline; }
.panel .message:disabled { cursor: default; text-decoration: none; }
.panel footer { padding: .6em .8em; color: var(--quiet); }
.panel footer button { color: var(--ink); margin-bottom: .4em; }
.panel [aria-pressed=true] { background: var(--link); color: var(--paper); }
.overlay { position: fixed; inset: 0; z-index: 2147483647; background: rgb(15 17 20 / .45); padding: min(4vh, 2rem) 12px; display: flex; justify-content: center; align-items: flex-start; }
.overlay .sheet { width: min(60rem, 100%); max-height: 100%; overflow: auto; overscroll-behavior: contain; background: var(--paper); border-radius: 6px; border-top: 5px solid var(--error); box-shadow: 0 6px 40px rgb(0 0 0 / .45); }
.overlay header { position: sticky; top: 0; z-index: 1; display: flex; justify-content: space-between; align-items: center; gap: 1em; padding: .7em 1em; background: var(--paper); border-bottom: 1px solid var(--line); }
.overlay header button { white-space: nowrap; }
.overlay ol { list-style: none; margin: 0; padding: 0; }
.overlay li { padding: .9em 1em; border-bottom: 1px solid var(--line); }
.overlay p { margin: .2em 0; }
.overlay .text { font-weight: 600; overflow-wrap: anywhere; }
.overlay .where { display: flex; flex-wrap: wrap; gap: .3em .8em; align-items: center; justify-content: space-between; }
.overlay .more { padding: .9em 1em; margin: 0; color: var(--quiet); }
.excerpt { margin: .5em 0; padding: .5em .6em; background: var(--wash); border-radius: 4px; font: 14px/1.6 ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; overflow-wrap: anywhere; }
.excerpt > div { display: flex; gap: .8em; }
.excerpt .line { flex: none; min-width: 2.5em; text-align: right; color: var(--quiet); user-select: none; }
.excerpt .code { white-space: pre-wrap; min-width: 0; tab-size: 4; }
.excerpt .wrong .code { padding-bottom: 1em; }
.excerpt mark { position: relative; background: var(--caret); color: inherit; box-shadow: 0 2px var(--error); }
.excerpt mark::after { content: "^"; position: absolute; left: 0; top: 1.15em; font-weight: 700; color: var(--error); }
.tip, .said { position: fixed; z-index: 2147483647; max-width: min(26rem, calc(100vw - 24px)); padding: .35em .7em; border-radius: 4px; background: var(--ink); color: var(--paper); box-shadow: 0 2px 12px rgb(0 0 0 / .35); pointer-events: none; overflow-wrap: anywhere; }
.tip p { margin: 0; }
.tip .hint { opacity: .85; font-size: .92em; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.said { left: 50%; bottom: 64px; transform: translateX(-50%); }
.box { position: fixed; z-index: 2147483645; pointer-events: none; border: 2px solid var(--link); background: color-mix(in srgb, var(--link) 12%, transparent); border-radius: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 40rem) {
	.overlay { padding: 0; align-items: stretch; }
	.overlay .sheet { border-radius: 0; }
	button, a.button { min-height: 2.75em; }
	.panel .message { min-height: 0; }
}
@media print { :host { display: none; } }
`;
const markLook = ground + `
:host { position: absolute; top: 0; right: 0; line-height: 0; }
button { display: grid; place-items: center; min-height: 0; width: 16px; height: 16px; padding: 0 0 2px 3px; border: 0; border-radius: 0 0 0 12px; font: 700 10px/1 system-ui, "DejaVu Sans", sans-serif; color: var(--paper); }
button.error { background: var(--error); color: var(--paper); } button.warning { background: var(--warning); color: var(--paper); } button.notice { background: var(--notice); color: var(--paper); }
button::after { content: ""; position: absolute; inset: -6px; }
@media print { :host { display: none; } }
`;
const pageLook = `
[data-preview-finding] { position: relative; outline: 2px solid #a3161a; outline-offset: -2px; }
[data-preview-finding=warning] { outline-color: #b87400; }
[data-preview-finding=notice] { outline-style: dotted; outline-color: #2f5d8a; }
[data-preview-seen] { animation: data-preview-seen 1.6s; }
@keyframes data-preview-seen { from { background-color: #fdd663; } }
[data-preview-tracing], [data-preview-tracing] * { cursor: crosshair !important; }
[data-preview-draft]::after { content: attr(data-preview-draft); margin-left: .5em; padding: 0 .4em; border: 1px solid #a3161a; border-radius: 3px; color: #a3161a; font-size: .8em; }
@media print { [data-preview-finding] { outline: 0; } [data-preview-draft]::after { display: none; } }
@media (prefers-color-scheme: dark) {
	[data-preview-finding] { outline-color: #f29a98; }
	[data-preview-seen] { animation-name: data-preview-seen-dark; }
	[data-preview-draft]::after { border-color: #f29a98; color: #f29a98; }
}
@keyframes data-preview-seen-dark { from { background-color: #6b5200; } }
`;

function sheet(text) {
	const made = new CSSStyleSheet();
	made.replaceSync(text);
	return made;
}
