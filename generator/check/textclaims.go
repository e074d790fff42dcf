package check

import (
	"slices"
	"strings"

	"gongkai/generator/format"
	"gongkai/generator/tally"
)

// A matter is what a stretch of prose is about.
type matter uint8

const (
	anyMatter matter = iota
	requestsMatter
	disputesMatter
	documentsMatter
)

// A role is the part that a number has in the account of the applications.
type role uint8

const (
	noRole role = iota
	receivedRole
	carriedInRole
	answeredRole
	carriedOutRole
)

// A claim says which cells a number speaks of that has certain words beside it.
// Where there are several alternatives a number may lawfully mean any of them.
type claim struct {
	rule    string
	role    role
	matter  matter
	has     tag      // all of these stand beside the number
	any     tag      // and one of these, unless it is 0
	without tag      // none of these
	loose   tag      // with one of these the number may mean something else: then it can agree, but not contradict
	units   string   // of the number, beside 件 起 宗 例
	cell    tag      // the words of this tag give the rows, or the columns where rows are given
	table   string   // of the cells
	rows    []string // alternatives; sums of rows; denied.* is the rows of a group
	columns []string // alternatives
}

// narrowed are words beside which a count of applications is one of some of them,
// or of something else.
const narrowed = tagChannel | tagRegarding | tagDispute | tagDecision | tagDocument

// claims are in the order in which they are tried: the ones that say most first.
var claims = []claim{
	{rule: textRequests, role: carriedInRole, matter: requestsMatter, has: tagCarry | tagPrevious, without: tagChannel | tagNext, loose: tagPart, table: "requests", rows: []string{"carried_in"}},
	{rule: textRequests, role: carriedOutRole, matter: requestsMatter, has: tagCarry | tagNext, without: tagChannel, loose: tagPart, table: "requests", rows: []string{"carried_out"}},
	{rule: textRequests, role: carriedOutRole, matter: requestsMatter, has: tagCarry, without: tagChannel | tagPrevious, loose: tagPart, table: "requests", rows: []string{"carried_out", "carried_in"}},
	{rule: textRequests, role: carriedOutRole, matter: requestsMatter, has: tagUnderway, without: narrowed, loose: tagPart | tagAmong, table: "requests", rows: []string{"carried_out"}},
	{rule: textDisputes, matter: disputesMatter, has: tagOutcome, without: tagNotOutcome, loose: tagPart, cell: tagOutcome, table: "disputes"},
	{rule: textDisputes, has: tagDispute, without: tagNotOutcome | tagResult | tagDecide | tagPublish | tagChannel, loose: tagPart | tagAnswer | tagAmong, cell: tagDispute, table: "disputes", columns: []string{"total", "total-pending"}},
	{rule: textResults, matter: requestsMatter, has: tagResult, without: tagChannel | tagCarry, loose: tagPart, units: "条 项", cell: tagResult, table: "requests"},
	{rule: textRequests, matter: requestsMatter, has: tagKind, without: tagChannel | tagResult, loose: tagPart, units: "条 项", cell: tagKind, table: "requests"},

	{rule: textProactive, has: tagDocument | tagValid, without: tagProcessed, loose: tagPart, units: "个 部", cell: tagDocument, table: "proactive", columns: []string{"valid"}},
	{rule: textProactive, has: tagDocument | tagRepeal, without: tagProcessed, loose: tagPart | tagRevise | tagIssue, units: "个 部", cell: tagDocument, table: "proactive", columns: []string{"repealed"}},
	{rule: textProactive, has: tagDocument | tagPlain | tagIssueAny, without: tagProcessed | tagRepeal | tagValid, loose: tagDocument, units: "个 部", cell: tagDocument, table: "proactive", columns: []string{"made", "published", "valid"}},
	{rule: textProactive, has: tagDocument | tagPublish, without: tagIssue | tagProcessed | tagRepeal | tagValid, loose: tagDocument, units: "个 部", cell: tagDocument, table: "proactive", columns: []string{"made", "published", "valid"}},
	{rule: textProactive, has: tagDocument | tagIssue, without: tagProcessed | tagRepeal | tagValid, loose: tagPart | tagRevise, units: "个 部", cell: tagDocument, table: "proactive", columns: []string{"made"}},
	{rule: textProactive, has: tagDecision | tagDecide, without: tagPublish, loose: tagPart, units: "项 个 条 次 份", cell: tagDecision, table: "proactive", columns: []string{"", "decisions"}},
	{rule: textProactive, has: tagDecision, without: tagPublish, loose: tagDecision, units: "项 个 条 次 份", cell: tagDecision, table: "proactive", columns: []string{"", "decisions"}},
	{rule: textProactive, has: tagFee, loose: tagPart, units: "元 万元 亿元", cell: tagFee, table: "proactive", columns: []string{""}},

	{rule: textRequests, role: receivedRole, matter: requestsMatter, has: tagFresh, without: narrowed, loose: tagPart, table: "requests", rows: []string{"received"}},
	{rule: textRequests, matter: requestsMatter, any: tagReceive, has: tagAnswer, without: narrowed, loose: tagPart | tagAmong, table: "requests", rows: []string{"received", "received+carried_in", "result_total"}},
	{rule: textRequests, role: receivedRole, matter: requestsMatter, has: tagReceive, without: narrowed, loose: tagPart | tagAmong, table: "requests", rows: []string{"received", "received+carried_in"}},
	{rule: textRequests, role: answeredRole, matter: requestsMatter, has: tagAnswer, without: narrowed, loose: tagPart | tagAmong | tagTimely, table: "requests", rows: []string{"result_total", "result_total-other.*"}},
	{rule: textRequests, matter: requestsMatter, has: tagHandle, without: narrowed, loose: tagPart | tagAmong | tagTimely, table: "requests", rows: []string{"result_total", "received", "received+carried_in"}},
	{rule: textRequests, matter: requestsMatter, has: tagApply, without: narrowed, loose: tagPart | tagAmong | tagTimely, table: "requests", rows: []string{"received", "received+carried_in", "result_total"}},
}

// heads are the tags that make a claim; with none of them beside a number there is
// none.
const heads = tagApply | tagReceive | tagFresh | tagAnswer | tagHandle | tagCarry | tagUnderway | tagResult | tagKind | tagDispute | tagOutcome | tagDocument | tagIssue | tagRepeal | tagValid | tagDecision | tagFee

// fits says that a claim is made by words with these tags.
func (c *claim) fits(tags tag, about matter, q *quantity) bool {
	if tags&c.has != c.has || tags&c.without != 0 || c.any != 0 && tags&c.any == 0 {
		return false
	}
	if c.matter != anyMatter && c.matter != about {
		return false
	}
	return c.counts(q.unit, tags)
}

// counts says that the claim's things are counted in this unit.
func (c *claim) counts(unit string, tags tag) bool {
	switch unit {
	case "件", "起", "宗", "例", "件次", "份", "笔":
		return tags&tagFee == 0
	case "":
		return true
	case "条", "项", "个", "次":
		if c.table == "requests" && tags&tagApply != 0 {
			return true
		}
	}
	return slices.Contains(strings.Fields(c.units), unit)
}

// A cellSum is what a table says: the sum of some of its cells.
type cellSum struct {
	cells []string
	value tally.Number
}

// cellSum adds up rows and columns of a table; ok is false where a cell holds no
// number, and known is false where the table's format lacks one.
func (s *Subject) cellSum(table, rows, columns string) (total cellSum, known, ok bool) {
	t, found := s.Table(table)
	if !found {
		return s.inStatistics(table, rows, columns)
	}
	ok = true
	for row := range terms(rows) {
		names := rowsNamed(t.Def, row.name)
		if len(names) == 0 {
			return cellSum{}, false, false
		}
		for _, name := range names {
			for column := range terms(columns) {
				cell := table + "." + name
				if column.name != "" {
					cell += "." + column.name
				}
				at, found := t.Def.Index(cell)
				if !found {
					return cellSum{}, false, false
				}
				n, isNumber := number(t.Cells.At(at))
				ok = ok && isNumber
				if row.minus != column.minus {
					n = n.Neg()
				}
				total.value = total.value.Add(n)
				total.cells = append(total.cells, cell)
			}
		}
	}
	return total, true, ok
}

// inStatistics are the sums that the statistics of the years before 2019 have as one
// cell: table, rows, columns.
var inStatistics = map[[3]string]string{
	{"requests", "received", "total"}:                               "statistics.requests.received",
	{"requests", "result_total", "total"}:                           "statistics.requests.completed",
	{"requests", "result_total-other.*", "total"}:                   "statistics.requests.answered",
	{"requests", "partial", "total"}:                                "statistics.requests.answers.partial",
	{"requests", "denied.*", "total"}:                               "statistics.requests.answers.denied",
	{"disputes", "reconsideration", "total"}:                        "statistics.reconsideration.total",
	{"disputes", "litigation_direct+litigation_after", "total"}:     "statistics.litigation.total",
	{"disputes", "reconsideration", "upheld"}:                       "statistics.reconsideration.results.upheld",
	{"disputes", "reconsideration", "corrected"}:                    "statistics.reconsideration.results.corrected",
	{"disputes", "litigation_direct+litigation_after", "upheld"}:    "statistics.litigation.results.upheld",
	{"disputes", "litigation_direct+litigation_after", "corrected"}: "statistics.litigation.results.corrected",
	{"proactive", "normative", "made"}:                              "statistics.proactive.normative_made",
}

// inStatistics is cellSum for a report that has these statistics and not the table.
func (s *Subject) inStatistics(table, rows, columns string) (total cellSum, known, ok bool) {
	name, found := inStatistics[[3]string{table, rows, columns}]
	if !found {
		return cellSum{}, false, false
	}
	c, found := s.Cell(name)
	n, isNumber := number(c)
	return cellSum{[]string{name}, n}, found, isNumber
}

// A summand is a part of a sum: received, -pending.
type summand struct {
	name  string
	minus bool
}

// terms gives the parts of a sum: received+carried_in, total-pending.
func terms(sum string) func(func(summand) bool) {
	return func(yield func(summand) bool) {
		minus := false
		for {
			end := strings.IndexAny(sum, "+-")
			if end < 0 {
				yield(summand{sum, minus})
				return
			}
			if !yield(summand{sum[:end], minus}) {
				return
			}
			minus, sum = sum[end] == '-', sum[end+1:]
		}
	}
}

// rowsNamed gives the keys of the rows with a name; those of a group for denied.*,
// or the one row that stands for the group in an older form.
func rowsNamed(t *format.Table, name string) []string {
	group, isGroup := strings.CutSuffix(name, ".*")
	if !isGroup {
		if _, ok := t.Row(name); !ok {
			return nil
		}
		return []string{name}
	}
	var keys []string
	for i := range t.Rows {
		if key := t.Rows[i].Key; key == group || strings.HasPrefix(key, group+".") {
			keys = append(keys, key)
		}
	}
	return keys
}
