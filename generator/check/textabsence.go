package check

import "slices"

// mostWords is how far back a clause is read.
const mostWords = 64

// notDenied are words beside which 未收到 or 无 denies less than a whole row:
// 没有逾期答复, 未发生行政复议被纠正.
const notDenied = tagElsewhen | tagCompared | tagChannel | tagAlien | tagKind | tagResult | tagOutcome | tagNotOutcome | tagTimely |
	tagDecision | tagDocument | tagFee | tagUnderway | tagAnswer | tagNumber | tagShare | tagProcessed

// absence reads words that say there is none: 未收到申请, 无行政复议、行政诉讼. The
// first of them is token i.
func (r *reading) absence(clause, i, to int) {
	tokens := r.scan.tokens
	words, unknown := r.deniedAfter(i, to)
	before := tokens[max(clause, i-mostWords):i]
	end := i + 1 + len(words)
	if tagsOf(words)&heads == 0 && unknown == 0 {
		// 行政复议均未发生: what is denied stands before.
		words, end = before, i+1
		unknown = unknownBetween(before, nil, tokens, &Mention{Start: tokens[i].start})
	}
	tags, all := tagsOf(words), tagsOf(words)|tagsOf(before)
	others := tagRegion | tagElsewhere
	if r.government {
		others = tagPart | tagElsewhere
	}
	switch {
	case unknown > 0 || all&(notDenied|others) != 0 || r.elsewhen || tagsOf(before)&tagPrevious != 0,
		tags&tagHandle != 0 && tags&tagCarry == 0,
		r.otherBody(r.passage.Text[r.startOf(clause):tokens[i].start]):
		return
	}
	for k := range words {
		r.follow(&words[k])
	}
	from := tokens[i].start
	if at := slices.IndexFunc(words, func(t token) bool { return t.tag&heads != 0 }); at >= 0 {
		from = min(from, words[at].start)
	}
	r.denyRows(words, tags, from, tokens[end-1].end)
}

// deniedAfter gives the words after 未收到 up to the end of the clause, and how many
// characters among them no word accounts for.
func (r *reading) deniedAfter(i, to int) (words []token, unknown int) {
	tokens := r.scan.tokens
	end := i + 1
	for ; end < to; end++ {
		t := &tokens[end]
		unknown += t.unknown
		if t.tag == tagComma || t.tag == tagColon || t.tag == tagClosing || t.tag == tagOpening || t.tag&tagAbsent != 0 {
			return tokens[i+1 : end], unknown
		}
	}
	if end < len(tokens) {
		return tokens[i+1 : end], unknown + tokens[end].unknown
	}
	return tokens[i+1 : end], unknown + r.scan.unknown
}

// denyRows notes the rows that words deny.
func (r *reading) denyRows(words []token, tags tag, from, to int) {
	switch {
	case tags&tagDispute != 0:
		if !r.info {
			return
		}
		r.deny(disputesMatter, joined(words, tagDispute), tags, from, to)
		if applyListed(words) {
			r.deny(requestsMatter, "received", tags, from, to)
		}
	case tags&tagCarry != 0 && tags&tagPrevious != 0:
		r.deny(requestsMatter, "carried_in", tags, from, to)
	case tags&tagCarry != 0 && tags&tagNext != 0:
		r.deny(requestsMatter, "carried_out", tags, from, to)
	case tags&tagApply != 0 && tags&(tagCarry|tagPrevious|tagCause) == 0 && (tags&tagRegarding == 0 || tags&tagAbout != 0):
		r.deny(requestsMatter, "received", tags, from, to)
	}
}

// applyListed says that applications are denied beside disputes: 未收到政府信息公开申请、
// 行政复议; and not as their cause: 因政府信息公开申请引发的行政复议.
func applyListed(words []token) bool {
	for i := range words {
		switch {
		case words[i].tag&(tagCause|tagDispute) != 0:
			return false
		case words[i].tag&tagApply != 0:
			return i+1 < len(words) && words[i+1].tag == tagList && words[i+1].unknown == 0 && tagsOf(words[i+1:])&(tagCause|tagApply) == 0
		}
	}
	return false
}

var (
	noRequests = claim{rule: textNoApplications, table: "requests", columns: []string{"total"}}
	noCarry    = claim{rule: textRequests, table: "requests", columns: []string{"total"}}
	noDisputes = claim{rule: textDisputes, table: "disputes", columns: []string{"total"}}
)

// deny notes words from … to that say there are none of some rows.
func (r *reading) deny(about matter, rows string, tags tag, from, to int) {
	if r.about != about && about == requestsMatter && r.base != requestsMatter {
		return
	}
	c := &noDisputes
	switch {
	case about == requestsMatter && (rows == "" || rows == "received"):
		c, rows = &noRequests, "received"
	case about == requestsMatter:
		c = &noCarry
	case rows == "":
		rows = "reconsideration+litigation_direct+litigation_after"
	}
	m := Mention{
		Passage: r.passage, Start: from, End: to, Value: wholeNumber(0), Verdict: Unexplained,
		claim: c, words: true, sentence: r.sentence, tags: tags, part: rows,
	}
	m.compare(r.s, c, []string{rows}, c.columns, &quantity{value: m.Value})
	r.mentions = append(r.mentions, m)
}
