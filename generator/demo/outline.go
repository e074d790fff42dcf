package demo

import (
	"fmt"
	"slices"
)

// A section is a heading of level 2 with what stands under it. Share is its part
// of the text, of a hundred.
type section struct {
	heading string
	share   int
	write   func(t *text, characters int)
}

// The outlines of reports before the format of 2019, when headings were free.
var (
	early = []section{
		{"一、概述", 12, opening},
		{"二、主动公开政府信息情况", 34, publishing},
		{"三、依申请公开政府信息情况", 16, applications},
		{"四、政府信息公开的收费及减免情况", 4, charges},
		{"五、因政府信息公开申请行政复议、提起行政诉讼的情况", 4, disputes},
		{"六、存在的主要问题和改进措施", 26, problems},
		{"七、需要说明的事项", 4, matters},
	}
	middle = []section{
		{"一、概述", 10, opening},
		{"二、主动公开政府信息情况", 32, publishing},
		{"三、回应解读情况", 10, explaining},
		{"四、依申请公开政府信息情况", 14, applications},
		{"五、行政复议、行政诉讼情况", 3, disputes},
		{"六、机构建设、保障经费、会议和培训情况", 8, staffing},
		{"七、存在的主要问题及改进情况", 23, problems},
		{"八、附表", 0, appendix},
	}
)

// modern are the six sections of the statutory forms, whose headings are data of
// the form.
var modern = []section{
	{"", 56, overview},
	{"", 4, decisions},
	{"", 8, applications},
	{"", 3, disputes},
	{"", 25, problems},
	{"", 4, closing},
}

// newOutline gives the sections of a report in a form.
func (f *form) newOutline() ([]section, error) {
	switch {
	case f.indicators != nil:
		return middle, nil
	case f.flow == nil:
		return early, nil
	case len(f.Sections) != len(modern):
		return nil, fmt.Errorf("format %q has %d sections; want %d", f.ID, len(f.Sections), len(modern))
	}
	sections := slices.Clone(modern)
	for i, heading := range f.Sections {
		sections[i].heading = heading
	}
	return sections, nil
}

// variant names the groups of phrases that are the form's own.
func (f *form) variant() string {
	if f.flow == nil {
		return "free"
	}
	return f.ID
}

func opening(t *text, characters int)    { t.paragraphs("opening", characters) }
func charges(t *text, characters int)    { t.paragraphs("charges", characters) }
func explaining(t *text, characters int) { t.paragraphs("explaining", characters) }
func staffing(t *text, characters int)   { t.paragraphs("staffing", characters) }

// publishing is proactive disclosure in the free reports.
func publishing(t *text, characters int) {
	t.channels()
	t.paragraphs("publishing", characters/2)
	t.sentence("documents")
	t.end()
	t.paragraphs("managing", characters/4)
	t.paragraphs("supervising", characters/4)
}

// A topic is one of the five that section 一 of the statutory forms covers.
var topicsOfOverview = []struct {
	heading, lead, group string
	share                int
}{
	{"（一）主动公开", "抓好主动公开", "publishing", 32},
	{"（二）依申请公开", "规范依申请公开", "handling", 14},
	{"（三）政府信息管理", "加强信息管理", "managing", 18},
	{"（四）政府信息公开平台建设", "完善公开平台", "platform", 18},
	{"（五）监督保障", "落实监督保障", "supervising", 18},
}

func overview(t *text, characters int) {
	t.sentence("opening")
	t.end()
	for i, topic := range topicsOfOverview {
		if t.habits.headings {
			t.line("### %s", topic.heading)
		} else {
			t.addf("**%s是%s。**", digits[i+1], topic.lead)
		}
		switch {
		case topic.group == "publishing":
			if t.figures.facts[made]+t.figures.facts[valid] > 0 {
				t.sentence("documents")
				t.end()
			}
			t.channels()
		case topic.group == "handling" && t.none():
			t.sentence("none")
			t.end()
			continue
		}
		t.paragraphs(topic.group, characters*topic.share/100)
	}
}

// channels says by which channels information was published, with a table of the
// report's own where it has one.
func (t *text) channels() {
	if !t.papers.channels {
		return
	}
	t.add("全年主动公开政府信息")
	t.fact(published)
	t.add("条，各渠道的发布数量如下表。")
	t.end()
	t.line("::table{%s}", channelsID)
}

// decisions is section 二 of the statutory forms.
func decisions(t *text, _ int) {
	if t.figures.facts[licences] > 0 && t.figures.facts[penalties] > 0 {
		t.sentence("decisions")
		t.end()
	}
}

// none says that there was no application to handle.
func (t *text) none() bool {
	return t.figures.facts[received] == 0 && t.figures.facts[carriedIn] == 0
}

func applications(t *text, characters int) {
	if t.none() {
		t.sentence("none")
		t.end()
		return
	}
	t.sentence("received")
	t.end()
	if t.oneIn(6) && t.figures.form.flow != nil {
		t.line("::table{%s}", t.figures.form.flow.def.ID)
	}
	if t.figures.facts[granted]+t.figures.facts[partial] > 0 {
		t.sentence("results")
	}
	t.paragraphs("handling", characters)
}

func disputes(t *text, _ int) {
	if t.figures.facts[reviews]+t.figures.facts[suits] == 0 {
		t.sentence("noreview")
	} else {
		t.sentence("review")
	}
	t.end()
}

// appendix is where the reports of 2014 to 2018 have their statistics.
func appendix(t *text, _ int) {
	t.line("::table{%s}", t.figures.form.indicators.def.ID)
}

func matters(t *text, characters int) {
	if t.papers.previous != 0 {
		t.addf("上一年度的情况见[%[1]d年年度报告](%[1]d.md)。", t.papers.previous)
		t.end()
	}
	if t.papers.list {
		t.add("本报告附有主动公开事项清单。")
		t.end()
	}
	t.paragraphs("matters", characters)
}

func closing(t *text, characters int) {
	t.sentence("fees")
	t.end()
	matters(t, characters)
}
