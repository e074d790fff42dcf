package review

// pageWords are the words of the page around what changed.
type pageWords struct {
	Skip, Base, Head, AsOf, Nothing, Reports, Filter, Wrong, Approval, Agree, AgreeIf, Refuse, Opinion, Reviewer, Signature, Date,
	Toolbar, Previous, Next, Print, Help, Keys, Close string
}

func (o Options) words() pageWords {
	return pageWords{
		Skip: o.say("跳到改动", "Skip to the changes"), Base: o.say("改动前", "before"), Head: o.say("改动后", "after"),
		AsOf: o.say("检查截止", "checked as of"), Nothing: o.say("没有不同", "nothing differs"),
		Reports: o.say("有改动的报告", "Reports that changed"), Filter: o.say("只看", "Show"), Wrong: o.say("现在有什么不对", "What is wrong now"),
		Approval: o.say("审核意见", "Opinion of the reviewer"), Agree: o.say("同意", "approved"), AgreeIf: o.say("修改后同意", "approved once mended"), Refuse: o.say("不同意", "refused"),
		Opinion: o.say("意见", "Opinion"), Reviewer: o.say("审核人", "Reviewer"), Signature: o.say("签名", "Signature"), Date: o.say("日期", "Date"),
		Toolbar: o.say("逐处查看", "From change to change"), Previous: o.say("上一处", "previous"), Next: o.say("下一处", "next"),
		Print: o.say("打印或存为 PDF", "Print or save as PDF"), Help: o.say("按键", "keys"), Keys: o.say("按键", "Keys"), Close: o.say("关闭", "Close"),
	}
}

func (o Options) keys() []pageKey {
	return []pageKey{
		{[]string{"n", "j"}, o.say("下一处改动", "the next change")},
		{[]string{"p", "k"}, o.say("上一处改动", "the change before")},
		{[]string{"N", "J"}, o.say("下一份报告", "the next report")},
		{[]string{"P", "K"}, o.say("上一份报告", "the report before")},
		{[]string{"v"}, o.say("打开或合上改动前后的页面", "open or close the pages before and after")},
		{[]string{"?"}, o.say("这张表", "this list")},
	}
}
