package check

import (
	"strings"

	"gongkai/generator/markdown"
)

// A reading is the state of reading a report's prose from number to number.
type reading struct {
	s          *Subject
	all        bool
	government bool
	mentions   []Mention
	sentence   int

	scan      scan
	stretches []stretch
	passage   *markdown.Passage
	official  int // the format's section

	// Of the section or the passage.
	base  matter // what 申请 alone is about
	about matter
	info  bool   // it is about disclosure: 复议 in it are those of the tables
	rows  string // of the application last counted

	// Of the sentence.
	elsewhen  bool // it is about another year
	others    bool // it is about other bodies
	total     bool // it has given a total of applications
	narrow    bool // it counts only some of them: 收到市局转办的申请64件
	revises   bool
	processes bool   // it speaks of documents being checked or sorted out
	dispute   string // rows of the dispute last spoken of
	document  string // row of the document last spoken of
	plain     tag
	used      int // tokens before this one belong to the number before

	series      []int     // the numbers after 分别为, as tokens
	shared      [][]token // and the words of each of them
	left, right []token   // words beside the number at hand; of right those up to the end of the clause
}

// section reads the passages of a section.
func (r *reading) section(sec *Section) {
	r.official = sec.Official
	base, info := anyMatter, false
	switch sec.Official {
	case 2:
		base, info = requestsMatter, true
	case 3:
		base, info = disputesMatter, true
	case -1:
		if sec.Heading != nil {
			base, info = r.heading(sec.Heading, base, info)
		}
	}
	sectionBase, sectionInfo := base, info
	for i, p := range sec.Passages {
		switch p.Kind {
		case markdown.HeadingText:
			base, info = r.heading(p, sectionBase, sectionInfo)
			continue
		case markdown.TableCell, markdown.Code:
			continue
		}
		r.base, r.about, r.info = base, base, info
		if r.all || base != anyMatter || r.s.touches(concernTopic, sec.first+i) {
			r.read(p)
		}
	}
}

// heading gives what the text below a heading is about.
func (r *reading) heading(p *markdown.Passage, base matter, info bool) (matter, bool) {
	r.scan.read(p.Text)
	for i := range r.scan.tokens {
		switch t := &r.scan.tokens[i]; {
		case t.tag&(tagApply|tagAbout) == tagApply|tagAbout:
			base, info = requestsMatter, true
		case t.tag&tagDispute != 0:
			base, info = disputesMatter, true
		case t.tag&tagAlien != 0:
			base = anyMatter
		}
	}
	return base, info
}

// read reads a passage.
func (r *reading) read(p *markdown.Passage) {
	r.passage, r.rows = p, ""
	if r.all {
		r.scan.read(p.Text)
	} else if !r.scanConcerned(p.Text) && r.base == anyMatter {
		return
	}
	r.years()
	if r.nothing() {
		return
	}
	tokens := r.scan.tokens
	for from := 0; from < len(tokens); {
		to := from
		for to < len(tokens) && tokens[to].tag != tagStop {
			to++
		}
		r.sentenceOf(from, to)
		from = to + 1
	}
	r.references()
}

// scanConcerned reads the sentences that may speak of the tables; it is false where
// there are none.
func (r *reading) scanConcerned(text string) bool {
	r.scan.tokens, r.scan.quantities, r.scan.unknown = r.scan.tokens[:0], r.scan.quantities[:0], 0
	r.stretches = stretches(r.stretches[:0], text)
	concerned, any := r.base != anyMatter, false
	for _, s := range r.stretches {
		concerned = concerned || s.shares
	}
	for _, s := range r.stretches {
		concerned = concerned || s.concerns
		if s.concerns || s.counts && concerned {
			any = true
			r.scan.more(text, s.start, s.end)
			r.scan.add(tagStop, "", s.end, s.end, -1)
		}
	}
	return any
}

// years makes words of the numbers that name a year or a month.
func (r *reading) years() {
	for i := range r.scan.tokens {
		t := &r.scan.tokens[i]
		if t.tag != tagNumber {
			continue
		}
		q := &r.scan.quantities[t.quantity]
		if q.kind == isCount {
			continue
		}
		t.tag = tagElsewhen
		if q.kind == isYear {
			switch int(q.value.Float()) - r.s.Year {
			case -1:
				t.tag = tagPrevious
			case 0:
				t.tag = tagCurrent
			case 1:
				t.tag = tagNext
			}
		}
	}
}

// nothing notes a passage that is nothing but 无, where that denies a whole table.
func (r *reading) nothing() bool {
	text := strings.Trim(r.passage.Text, " 。\u3000")
	if text != "无" && text != "没有" && text != "暂无" || r.base == anyMatter {
		return false
	}
	at := strings.Index(r.passage.Text, text)
	r.sentence++
	r.deny(r.base, "", 0, at, at+len(text))
	return true
}

// sentenceOf reads the sentence of the tokens from … to.
func (r *reading) sentenceOf(from, to int) {
	r.sentence++
	r.series, r.total, r.narrow = r.series[:0], false, false
	r.processes = false
	r.elsewhen, r.others, r.revises, r.dispute, r.document, r.plain, r.used = false, false, false, "", "", 0, from
	tokens := r.scan.tokens
	for i := from; i < to; i++ {
		r.revises = r.revises || tokens[i].tag&tagRevise != 0
		r.processes = r.processes || tokens[i].tag&tagProcessed != 0
	}
	clause := from
	for i := from; i < to; i++ {
		switch t := &tokens[i]; {
		case t.tag == tagComma || t.tag == tagColon:
			r.endClause(clause, i)
			clause = i + 1
		case t.tag == tagNumber:
			r.number(from, i, to)
		case t.tag&tagAbsent != 0:
			r.absence(clause, i, to)
		default:
			r.follow(t)
		}
	}
}

// follow keeps what the text is about up to date.
func (r *reading) follow(t *token) {
	switch {
	case t.tag&tagAbout != 0 && t.tag&tagApply == 0:
		r.info = true
	case t.tag&tagApply != 0:
		if t.tag&tagAbout != 0 || r.base == requestsMatter || r.justAbout(t) {
			r.base, r.about, r.info = requestsMatter, requestsMatter, true
		}
	case t.tag&tagDispute != 0:
		r.about = disputesMatter
	case t.tag&(tagDocument|tagDecision) != 0:
		r.about = documentsMatter
	case t.tag&tagAlien != 0:
		r.about = anyMatter
	case t.tag&tagCurrent != 0:
		r.elsewhen = false
	case t.tag&tagOwn != 0:
		r.others = false
	}
	switch {
	case t.tag&tagDispute != 0:
		r.dispute = t.cell
	case t.tag&tagDocument != 0:
		r.document, r.plain = t.cell, t.tag&tagPlain
	}
}

// justAbout says that 政府信息公开 stands right before an application: 政府信息公开的申请.
func (r *reading) justAbout(t *token) bool {
	text := strings.TrimSuffix(r.passage.Text[:t.start], "的")
	return strings.HasSuffix(text, "信息公开") || strings.HasSuffix(text, "政府信息")
}

// endClause notes that a sentence is about another year from here on: 2021年，….
func (r *reading) endClause(from, to int) {
	var tags tag
	for _, t := range r.scan.tokens[from:to] {
		tags |= t.tag
	}
	if tags&(tagPrevious|tagElsewhen) == 0 || tags&(tagCarry|tagCompared|tagCurrent) != 0 {
		return
	}
	for _, t := range r.scan.tokens[from:to] {
		if t.unknown > 0 {
			return
		}
		if t.tag&(tagPrevious|tagElsewhen) != 0 {
			r.elsewhen = true
			return
		}
	}
}

// references marks the numbers that the report's cells print. Where the words
// beside one speak of another cell with another value it stays a contradiction.
func (r *reading) references() {
	for _, ref := range r.passage.References {
		for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Passage == r.passage; i-- {
			m := &r.mentions[i]
			if m.words || m.Start < ref.Start || m.Start >= ref.End {
				continue
			}
			if m.Verdict != Contradicts {
				m.Verdict, m.Cells, m.Want = Bound, []string{ref.Cell}, m.Value
			}
		}
	}
}
