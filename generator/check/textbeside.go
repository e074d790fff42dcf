package check

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// number judges the number that is token i of a sentence.
func (r *reading) number(from, i, to int) {
	t := &r.scan.tokens[i]
	q := &r.scan.quantities[t.quantity]
	m := Mention{
		Passage: r.passage, Start: q.start, End: q.end, Value: q.value, Unit: q.unit, Inexact: q.inexact,
		Verdict: Unexplained, sentence: r.sentence,
	}
	if after, ok := r.judgeNumber(&m, q, from, i, to); ok {
		r.used = after
	} else {
		r.used = i + 1
	}
	r.mentions = append(r.mentions, m)
}

// judgeNumber looks for the claim that the words beside a number make; after is
// the token after the last one that belongs to it.
func (r *reading) judgeNumber(m *Mention, q *quantity, from, i, to int) (after int, ok bool) {
	clause := r.wordsLeft(from, i)
	end := r.wordsRight(i, to)
	left, right := tagsOf(r.left), tagsOf(r.right)
	m.tags = left
	m.unknown = unknownIn(r.left) + r.scan.tokens[i].unknown
	if left&tagRespectively != 0 && r.respectively(i, to) {
		left = tagsOf(r.left)
		m.tags = left
	}
	k := slices.Index(r.series, i)
	if k < 0 && left&tagRespectively != 0 {
		return i + 1, false // what is whose cannot be told
	}
	if k >= 0 {
		m.tags = tagsOf(r.shared[k])
		return i + 1, r.claimBy(m, q, r.shared[k], nil, m.tags, 0, clause)
	}
	if right&(tagApply|tagDispute) != 0 {
		for k := range r.right {
			r.follow(&r.right[k])
		}
	}
	if left&tagShare != 0 {
		m.part = joined(r.left, tagKind|tagResult)
		return i + 1, false
	}
	if left&heads != 0 && left&heads != tagApply || left&tagApply != 0 && right&(heads&^(tagApply|tagReceive|tagAnswer|tagHandle)) == 0 {
		return i + 1, r.claimBy(m, q, r.left, r.right, left, right, clause)
	}
	for k := range r.right {
		r.follow(&r.right[k])
	}
	if right&heads != 0 && left&^(neutral|tagApply|tagAbout) == 0 {
		if right&tagApply != 0 && right&(heads&^(tagApply|tagReceive|tagAnswer|tagHandle)) == 0 {
			right &^= tagAnswer | tagHandle | tagReceive // 9件申请均已答复 may be those received
		}
		m.tags = right
		if r.claimBy(m, q, nil, r.right, right|left&tagAmong, 0, clause) {
			return end, true
		}
		return i + 1, false
	}
	if left&^(neutral) == 0 && len(r.right) == 0 && r.further(from, clause) {
		left = tagsOf(r.left)
		m.tags = left
		return i + 1, r.claimBy(m, q, r.left, nil, left, 0, clause)
	}
	return i + 1, false
}

// respectively shares the words before 分别为 out among the numbers after it, the
// first of which is token i: 行政复议、行政诉讼分别为2件、4件. It is true where none
// stand before it: then it says nothing.
func (r *reading) respectively(i, to int) bool {
	tokens := r.scan.tokens
	r.series, r.shared = r.series[:0], r.shared[:0]
	end := slices.IndexFunc(r.left, func(t token) bool { return t.tag&tagRespectively != 0 })
	if tagsOf(r.left[:end])&heads == 0 {
		r.left = r.left[end+1:]
		return true
	}
	words := slices.Clone(r.left[:end])
	for from, k := 0, 0; k <= len(words); k++ {
		if k == len(words) || words[k].tag == tagList {
			r.shared = append(r.shared, words[from:k])
			from = k + 1
		}
	}
	for k := i; k < to && (tokens[k].tag == tagNumber || tokens[k].tag == tagList) && (k == i || tokens[k].unknown == 0); k++ {
		if tokens[k].tag == tagNumber {
			r.series = append(r.series, k)
		}
	}
	if len(r.series) != len(r.shared) {
		r.series = r.series[:0]
		return false
	}
	last := &r.scan.quantities[tokens[r.series[len(r.series)-1]].quantity]
	for _, k := range r.series {
		// 分别为8、9、1件: the last has the unit of all.
		if q := &r.scan.quantities[tokens[k].quantity]; q.unit == "" {
			q.unit = last.unit
		}
	}
	return false
}

// neutral words say nothing about what a number counts.
const neutral = tagFiller | tagSum | tagCurrent | tagList | tagAmong | tagEach | tagAbout

func tagsOf(tokens []token) tag {
	var tags tag
	for i := range tokens {
		tags |= tokens[i].tag
	}
	return tags
}

// wordsLeft gathers the words before a number, back to the beginning of its clause
// or to what belongs to the number before; it gives the token where they begin.
// What stands in brackets is passed over.
func (r *reading) wordsLeft(from, i int) int {
	tokens := r.scan.tokens
	start := i
	r.left = r.left[:0]
	depth := 0
	for start > from && start > r.used {
		t := &tokens[start-1]
		if t.tag == tagClosing {
			depth++
		} else if t.tag == tagOpening && depth > 0 {
			depth--
		} else if depth == 0 {
			if t.tag == tagComma || t.tag == tagColon || t.tag == tagOpening || t.tag == tagNumber {
				break
			}
			r.left = append(r.left, *t)
		}
		start--
	}
	slices.Reverse(r.left)
	// The list mark that parts a number from the one before is no word of either.
	for len(r.left) > 0 && r.left[0].tag == tagList && start > from && tokens[start-1].tag == tagNumber {
		r.left = r.left[1:]
	}
	return start
}

// wordsRight gathers the words from a number to the end of its clause; it gives
// the token after them. Words that another number follows are that number's.
func (r *reading) wordsRight(i, to int) int {
	tokens := r.scan.tokens
	r.right = r.right[:0]
	end := i + 1
	for end < to {
		t := &tokens[end]
		if t.tag == tagNumber {
			r.right = r.right[:0]
			return i + 1
		}
		if t.tag == tagComma || t.tag == tagColon || t.tag == tagOpening || t.tag == tagClosing || t.tag == tagList && (t.end-t.start == len("、") && r.passage.Text[t.start] == 0xE3 || end+1 < to && tokens[end+1].tag == tagNumber) {
			break
		}
		r.right = append(r.right, *t)
		end++
	}
	return end
}

// further takes the words of the clause before for those of a number that has
// none of its own: 收到政府信息公开申请，共27件. It is false where there are none.
func (r *reading) further(from, clause int) bool {
	tokens := r.scan.tokens
	if clause <= from || tokens[clause-1].tag != tagComma && tokens[clause-1].tag != tagColon || unknownIn(r.left) > 0 {
		return false
	}
	if tokens[clause-1].unknown > 0 {
		return false
	}
	own := slices.Clone(r.left)
	r.left = r.left[:0]
	for i := clause - 2; i >= from; i-- {
		t := &tokens[i]
		if t.tag == tagNumber || t.tag == tagClosing || t.tag == tagOpening || t.tag&tagAbsent != 0 {
			return false
		}
		if t.tag == tagComma || t.tag == tagColon {
			break
		}
		r.left = append(r.left, *t)
	}
	slices.Reverse(r.left)
	r.left = append(r.left, own...)
	return true
}

func unknownIn(tokens []token) int {
	n := 0
	for i := range tokens {
		n += tokens[i].unknown
	}
	return n
}

// claimBy finds the claim that words beside a number make, and judges it. Words
// that stand after the number on the same side as others come as more.
func (r *reading) claimBy(m *Mention, q *quantity, left, right []token, tags, more tag, clause int) bool {
	words := left
	if left == nil {
		words = right
	}
	if r.elsewhen && tags&tagCurrent == 0 || r.refused(tags, more, words, clause) {
		return false
	}
	own := tags
	tags = r.inherit(tags)
	inherited := own != tags
	unknown := unknownBetween(left, right, r.scan.tokens, m)
	for i := range claims {
		c := &claims[i]
		if !c.fits(tags|more&(tagDecide|tagPublish|tagApply), r.about, q) || tags&tagPrevious != 0 && c.has&tagPrevious == 0 || tags&tagElsewhen != 0 {
			continue
		}
		if c.table == "disputes" && !r.info {
			return false
		}
		if q.unit == "" && !r.bare(words) {
			return false
		}
		m.claim = c
		m.loose = unknown > 0 || tags&c.loose != 0 || r.revises && c.loose&tagRevise != 0
		if c.table == "requests" {
			m.loose = m.loose || r.narrow || c.cell == 0 && r.elseAfter(left, right)
			r.narrows(c, m.loose)
		}
		m.loose = m.loose || inherited && r.plain != 0 && r.processes
		r.judge(m, c, words, tags, q)
		return true
	}
	if tags&(tagApply|tagReceive|tagFresh) != 0 && tags&(tagPrevious|tagElsewhen) == 0 {
		r.narrows(nil, true)
	}
	return false
}

// narrows notes whether the sentence has given a total of the applications, or
// only the number of some of them, of which what follows is then told.
func (r *reading) narrows(c *claim, loose bool) {
	switch {
	case !loose && c.cell == 0 && c.has&(tagCarry|tagUnderway) == 0:
		r.total, r.narrow = true, false
	case loose && !r.total:
		r.narrow = true
	}
}

// inherit adds what the sentence has said before: 行政规范性文件制发7件，废止5件.
func (r *reading) inherit(tags tag) tag {
	if tags&tagDocument == 0 && r.document != "" && tags&(tagIssue|tagRepeal|tagValid) != 0 {
		tags |= tagDocument | r.plain
	}
	return tags
}

// refused says that words beside a number make it count something else.
func (r *reading) refused(tags, more tag, words []token, clause int) bool {
	if tags&(tagCompared|tagAlien|tagShare) != 0 || more&tagAlien != 0 && tags&(tagResult|tagOutcome) == 0 {
		return true
	}
	if tags&tagElsewhere != 0 || tags&tagRegion != 0 && !r.government {
		r.others = true
	}
	at := r.startOf(clause)
	for i := range words {
		if words[i].tag&heads != 0 {
			r.others = r.others || r.otherBody(r.passage.Text[min(at, words[i].start):words[i].start])
			break
		}
	}
	return r.others
}

// startOf gives where the text of a clause begins, given its first token.
func (r *reading) startOf(clause int) int {
	if clause == 0 {
		return 0
	}
	return r.scan.tokens[clause-1].end
}

// unknownBetween counts the characters between the first word that tells what is
// counted and the number that no word accounts for.
func unknownBetween(left, right []token, tokens []token, m *Mention) int {
	n := 0
	if left == nil {
		for i := range right {
			n += right[i].unknown
			if right[i].tag&heads != 0 {
				return n
			}
		}
		return n
	}
	begun := false
	for i := range left {
		if begun {
			n += left[i].unknown
		}
		begun = begun || left[i].tag&heads != 0
	}
	i, _ := slices.BinarySearchFunc(tokens, m.Start, func(t token, at int) int { return t.start - at })
	return n + tokens[i].unknown
}

// bare says that a number without a unit counts what is before it: 数量为27.
func (r *reading) bare(words []token) bool {
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return last.tag&(tagFiller|tagSum|tagEach|tagRespectively) != 0
}

// elseAfter says that what follows a number names things that no word accounts
// for: 收到27件群众诉求.
func (r *reading) elseAfter(left, right []token) bool {
	return left != nil && len(right) > 0 && right[0].unknown > 0 && tagsOf(left)&tagApply == 0
}

// bodies end the names of public bodyEnds.
var bodyEnds = []string{"局", "委", "厅", "办", "镇", "乡", "街道", "中心", "支队", "大队", "医院", "学校", "集团", "公司", "委员会", "办事处", "社区"}

// otherBody says that a text ends in the name of another body than the report's.
func (r *reading) otherBody(before string) bool {
	before = strings.TrimRight(before, " 共")
	if !slices.ContainsFunc(bodyEnds, func(end string) bool { return strings.HasSuffix(before, end) }) {
		return false
	}
	for _, end := range bodyEnds {
		if rest, ok := strings.CutSuffix(before, end); ok && (strings.HasSuffix(rest, "我") || strings.HasSuffix(rest, "本") || strings.HasSuffix(rest, "该") || strings.HasSuffix(rest, "全")) {
			return false
		}
	}
	name := r.s.Agency.NameIn(r.s.Year)
	at := len(before)
	for range 3 { // 市商务局 and 商务局 are one, 教育局 is another
		_, n := utf8.DecodeLastRuneInString(before[:at])
		at -= n
	}
	return !strings.Contains(name, before[at:]) && !strings.Contains(r.s.Agency.DisplayShort(), strings.TrimLeft(before[at:], "市县区"))
}
