// Words, in the language of the server.
const chinese = {
	preview: "预览", errors: (n) => `${n} 处错误`, findings: (n) => `核查发现 ${n} 处`, none: "没有核查发现",
	title: (n) => `有 ${n} 处错误，下面的网页是出错前的样子`, more: (n) => `还有 ${n} 处错误没有列出`,
	fold: "收起", unfold: "展开错误", mended: "错误已经改好", hint: "提示", lost: "预览程序没有运行，等它重新启动…",
	open: "打开编辑器", copy: "复制位置", copied: (place) => `已复制 ${place}`, opened: (place) => `正在编辑器中打开 ${place}`,
	trace: "查看出处", keys: "按住 Alt 或按 T：指到哪里就显示它在哪个文件第几行，点一下打开", close: "关闭",
	draft: "草稿", drafted: "这是草稿，正式生成时不包含", waived: "已说明",
	severity: { error: "错误", warning: "存疑", notice: "提示" },
};
const english = {
	preview: "Preview", errors: (n) => `errors: ${n}`, findings: (n) => `findings: ${n}`, none: "no findings",
	title: (n) => `Errors: ${n}. The page below is as it was before`, more: (n) => `errors not listed: ${n}`,
	fold: "Fold", unfold: "Show errors", mended: "The errors are mended", hint: "hint", lost: "The preview does not run; waiting for it …",
	open: "Open editor", copy: "Copy place", copied: (place) => `Copied ${place}`, opened: (place) => `Opening ${place} in the editor`,
	trace: "Show source", keys: "Hold Alt or press T: what you point at shows its file and line; a click opens it", close: "Close",
	draft: "Draft", drafted: "A draft: it is not part of a build", waived: "explained",
	severity: { error: "error", warning: "warning", notice: "notice" },
};
let words = chinese;

// make makes an element with attributes, listeners (on…) and children.
function make(name, attributes = {}, ...children) {
	const element = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (key.startsWith("on")) {
			element.addEventListener(key.slice(2), value);
		} else if (value !== undefined && value !== false) {
			element.setAttribute(key, value === true ? "" : value);
		}
	}
	element.append(...children.filter((child) => child !== undefined && child !== null));
	return element;
}
