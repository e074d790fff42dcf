package check

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/parallel"
)

var copied = Unit{
	Rules: []Rule{{
		Name: "copied-from-last-year", Severity: Warning, Group: Copying,
		Title:   diag.Text{Zh: "与上一年度的报告雷同", En: "nearly the text of the year before"},
		About:   diag.Text{Zh: "第一、第五部分与本机关上一年度报告的相应部分比较，数字、年份、标点和机关名称不计，八成以上相同的提出存疑，并列出逐字相同的句子。", En: "Sections one and five are compared with those of the agency's report for the year before, without numbers, years, marks and names. Where four fifths or more are the same, the sentences that are the same are listed."},
		Basis:   diag.Text{Zh: "国办公开办函〔2021〕30号：对内容雷同、敷衍塞责的，依规处理", En: "国办公开办函〔2021〕30号 on copied and careless reports"},
		Example: diag.Text{Zh: "第五部分除年份外与上一年一字不差", En: "section five is last year's but for the year"},
	}, {
		Name: "copied-from-agency", Severity: Warning, Group: Copying,
		Title:   diag.Text{Zh: "与其他机关的报告雷同", En: "nearly the text of another agency"},
		About:   diag.Text{Zh: "同一年度各机关的第一、第五部分相互比较，机关名称不计；当年三成以上的报告都有的套话不算。八成以上相同的提出存疑，并列出逐字相同的句子。", En: "Sections one and five are compared among the agencies of a year, without their names. What three reports in ten have is boilerplate and does not count. Where four fifths or more are the same, the sentences that are the same are listed."},
		Basis:   diag.Text{Zh: "国办公开办函〔2021〕30号：对内容雷同、敷衍塞责的，依规处理", En: "国办公开办函〔2021〕30号 on copied and careless reports"},
		Example: diag.Text{Zh: "两个局的第五部分只有局名不同", En: "two agencies' sections five differ in the name only"},
	}},
	Whole: func(ctx context.Context, w *Whole) error {
		if err := w.copiedFromLastYear(); err != nil {
			return err
		}
		return w.copiedFromAgencies(ctx)
	},
}

// The shares from which a text is called a copy, and looked at closely.
const (
	copyShare   = 0.8
	likelyShare = 0.65 // by sketch, which errs by some hundredths
)

// compared are the sections that are compared, by number.
var compared = []struct {
	number int
	of     func(*Digest) sketch
}{
	{1, func(d *Digest) sketch { return d.overview }},
	{5, func(d *Digest) sketch { return d.problems }},
}

func (w *Whole) copiedFromLastYear() error {
	for i, r := range w.Reports {
		if r.Before() == nil {
			continue
		}
		for _, section := range compared {
			// Reports are in the order of their agencies and years.
			if section.of(&w.digests[i]).likeness(section.of(&w.digests[i-1])) < likelyShare {
				continue
			}
			if err := w.compare(i, i-1, section.number, "copied-from-last-year"); err != nil {
				return err
			}
		}
	}
	return nil
}

// compare opens two reports and notes at the first that a section of it is that of
// the second.
func (w *Whole) compare(report, other, section int, rule string) error {
	t, err := w.open(w.Reports[other])
	if err != nil {
		return err
	}
	return w.With(report, func(s *Subject) {
		share := jaccard(set(s.shingles(section)), set(t.shingles(section)))
		if share < copyShare {
			return
		}
		same := sameSentences(s, t, section)
		f := Finding{
			Rule: rule,
			Message: diag.Textf("“%[1]s”与%[2]s的报告有 %[3]d%% 相同，逐字相同的句子 %[4]d 句", "section %[6]d is %[3]d %% the same as in the report of %[5]s, with %[4]d sentences word for word",
				s.Section(section).Title, who(s.Report, t.Report), int(share*100), len(same), t.Agency.ID+" for "+fmt.Sprint(t.Year), section),
			Hint: diag.Text{Zh: "写本机关当年的情况", En: "tell what this agency did in this year"},
		}
		if heading := s.Section(section).Heading; heading != nil {
			f.Pos, f.Width = s.At(heading, 0, len(heading.Text))
		}
		if len(same) > 0 {
			f.Pos, f.Width = s.At(same[0].passage, same[0].start, same[0].end)
			f.Hint = quoteSentences(same)
		}
		s.Add(f)
	})
}

// who names another report as seen from one.
func who(r, other *archive.Report) string {
	if r.Agency == other.Agency {
		return fmt.Sprintf("%d年度", other.Year)
	}
	return other.Agency.NameIn(other.Year)
}

// A sentencePlace is a sentence of a passage.
type sentencePlace struct {
	passage    *markdown.Passage
	start, end int
}

func (p sentencePlace) text() string { return p.passage.Text[p.start:p.end] }

// sentencesOf cuts passages into sentences.
func sentencesOf(passages []*markdown.Passage) []sentencePlace {
	var all []sentencePlace
	for _, p := range passages {
		for at := 0; at < len(p.Text); {
			end := sentenceEnd(p.Text, at)
			all = append(all, sentencePlace{p, at, end})
			at = end
		}
	}
	return all
}

// leastSentence is how many characters a sentence must have to be listed.
const leastSentence = 25

// sameSentences lists the sentences of a section that another report's has too.
func sameSentences(s, t *Subject, section int) []sentencePlace {
	known := map[string]bool{}
	for _, p := range sentencesOf(t.Section(section).Passages) {
		known[string(t.comparable(p.text()))] = true
	}
	var same []sentencePlace
	for _, p := range sentencesOf(s.Section(section).Passages) {
		if plain := s.comparable(p.text()); len(plain) >= leastSentence && known[string(plain)] {
			same = append(same, p)
		}
	}
	return same
}

// quoteSentences lists the first few sentences.
func quoteSentences(same []sentencePlace) diag.Text {
	const most, width = 3, 40
	var list []string
	for i, p := range same {
		if i == most {
			break
		}
		text := strings.TrimSpace(p.text())
		if utf8.RuneCountInString(text) > width {
			text = head(text, width) + "…"
		}
		list = append(list, "“"+text+"”")
	}
	return diag.Textf("相同的句子如：%[1]s", "the same are, among others: %[1]s", strings.Join(list, ""))
}

// copiedFromAgencies compares the reports of each year with each other. Not every
// pair is looked at: those that share one of the smallest hashes of their sketches
// are, and of many with one hash only a few.
func (w *Whole) copiedFromAgencies(ctx context.Context) error {
	byYear := map[int][]int{}
	for i, r := range w.Reports {
		byYear[r.Year] = append(byYear[r.Year], i)
	}
	found := make([][]pair, len(w.Years)*len(compared))
	err := parallel.Each(ctx, w.jobs, len(found), func(i int) error {
		year, section := w.Years[i/len(compared)].Year, compared[i%len(compared)]
		found[i] = w.likelyPairs(byYear[year], section.of)
		return nil
	})
	if err != nil {
		return err
	}
	for i, pairs := range found {
		for _, p := range pairs {
			if err := w.compare(p.report, p.other, compared[i%len(compared)].number, "copied-from-agency"); err != nil {
				return err
			}
		}
	}
	return nil
}

// A pair is two reports of which the first is likely a copy of the other.
type pair struct{ report, other int }

func (w *Whole) likelyPairs(reports []int, of func(*Digest) sketch) []pair {
	const (
		keys    = 10 // of a sketch that pairs are found by
		holders = 4  // of a key that a report is compared with
	)
	common := boilerplate(reports, func(i int) sketch { return of(&w.digests[i]) })
	own := make([]sketch, len(reports))
	held := map[uint32][]int{}
	var pairs []pair
	for i, report := range reports {
		own[i] = of(&w.digests[report]).without(common)
		if len(own[i]) < sketchSize/8 {
			continue // hardly anything of its own
		}
		best, bestShare := -1, likelyShare
		for _, key := range own[i][:min(keys, len(own[i]))] {
			for _, other := range held[key] {
				if share := own[i].likeness(own[other]); share > bestShare {
					best, bestShare = other, share
				}
			}
			if len(held[key]) < holders {
				held[key] = append(held[key], i)
			}
		}
		if best >= 0 {
			pairs = append(pairs, pair{report, reports[best]})
		}
	}
	return pairs
}

// boilerplate gives the hashes that three reports in ten have, where there are
// enough reports to tell.
func boilerplate(reports []int, of func(i int) sketch) map[uint32]bool {
	const enough = 5
	if len(reports) < enough {
		return nil
	}
	counts := map[uint32]int{}
	for _, i := range reports {
		for _, h := range of(i) {
			counts[h]++
		}
	}
	common := map[uint32]bool{}
	for h, n := range counts {
		if n*10 >= len(reports)*3 && n > 2 {
			common[h] = true
		}
	}
	return common
}

// without leaves hashes out.
func (a sketch) without(common map[uint32]bool) sketch {
	if len(common) == 0 {
		return a
	}
	return slices.DeleteFunc(slices.Clone(a), func(h uint32) bool { return common[h] })
}
