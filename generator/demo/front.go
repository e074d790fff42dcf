package demo

import (
	"bytes"
	"fmt"
	"strings"
)

// A front is a front matter to be written.
type front struct {
	out     *bytes.Buffer
	agency  agency
	year    int
	papers  *papers
	figures *figures
	style   style
}

func (f front) write() {
	f.line("+++")
	f.keys()
	f.labels()
	f.waiver()
	f.correction()
	for _, s := range f.figures.sheets {
		f.line("")
		writer{out: f.out, style: f.style}.table(s)
	}
	f.channels()
	f.line("+++\n")
}

func (f front) line(format string, v ...any) {
	fmt.Fprintf(f.out, format+"\n", v...)
}

// keys writes what is not a table.
func (f front) keys() {
	p, a := f.papers, f.agency
	f.line(`title = "%s%d年政府信息公开工作年度报告"`, a.nameIn(f.year), f.year)
	f.line(`agency = %q`, a.id)
	f.line(`year = %d`, f.year)
	if p.draft {
		f.line(`draft = true  # 尚未签发`)
	}
	f.line(`index_number = "%s/%d-%05d"`, a.code, p.published.Year, p.serial)
	if p.formerNumber != "" {
		f.line(`former_index_numbers = [%q]`, p.formerNumber)
	}
	if p.documentNumber != "" {
		f.line(`document_number = %q`, p.documentNumber)
	}
	f.line(`catalogue = %q`, catalogues[a.post.kind])
	f.line(`issued = %s`, p.issued)
	f.line(`published = %s`, p.published)
	if p.keywords {
		f.line(`keywords = ["政府信息公开", "年度报告", %q]`, a.post.topics[f.year%len(a.post.topics)])
	}
	if p.summary {
		f.line(`summary = "%s%d年政府信息公开工作情况，含统计数字、存在问题和改进措施。"`, a.nameIn(f.year), f.year)
	}
	if p.source {
		f.line(`source = "https://www.example.invalid/%s/%d/nianbao.html"`, a.id, f.year)
	}
}

// labels writes the labels that differ from those of the form.
func (f front) labels() {
	if labels := f.figures.form.ownLabels; f.style.halfWidth && len(labels) > 0 {
		f.line("\n[labels]")
		f.line("%s", strings.Join(labels, "\n"))
	}
}

// waiver explains the dashes of bodies that make no rules.
func (f front) waiver() {
	if cells := f.figures.form.ruleCells; f.style.dashes && f.papers.waiver && len(cells) > 0 {
		f.line("\n[[waiver]]")
		f.line(`rule = "marks-for-zero"`)
		f.line("cells = [%s]", strings.Join(cells, ", "))
		f.line(`reason = "本单位没有制定规章的权限，按填报要求填“/”。"`)
		f.line(`by = %q`, f.agency.city+"人民政府办公室")
		f.line(`date = %s`, f.papers.published)
	}
}

func (f front) correction() {
	if f.papers.correction.IsZero() {
		return
	}
	f.line("\n[[correction]]")
	f.line(`date = %s`, f.papers.correction)
	f.line(`reason = "更正文字差错，数字没有变动。"`)
	f.line(`sections = [%q]`, f.figures.form.outline[0].heading)
}

// channelsID is the id of the table of channels, which is the report's own.
const channelsID = "channels"

// channels writes the table of channels: what the website and the new media
// published, as the text has it, and the rest.
func (f front) channels() {
	if !f.papers.channels {
		return
	}
	f.line("\n[[table]]")
	f.line(`id = %q`, channelsID)
	f.line(`caption = "各渠道公开政府信息情况"`)
	f.line(`columns = ["渠道", "条数"]`)
	f.line("rows = [")
	for _, channel := range []struct {
		name string
		n    int
	}{
		{"政府网站", f.figures.facts[web]},
		{"政务新媒体", f.figures.facts[social]},
		{"公开栏和查阅点", f.figures.facts[published] / 9},
		{"其他方式", f.figures.facts[published] / 30},
	} {
		f.line("  [%q, %d],", channel.name, channel.n)
	}
	f.line("]")
}
