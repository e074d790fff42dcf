package check

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/date"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

func TestWrongCellIsNamed(t *testing.T) {
	findings := check(t, map[string]string{"swj/2022": reportText("received = [8,", "received = [9,")}, "requests-balance", "requests-row-sum")
	want(t, findings,
		"content/reports/swj/2022.md:14:13 error requests-balance: column natural: received + carried_in = result_total + carried_out does not hold: 10 ≠ 9, a difference of 1 | changing requests.received.natural from 9 to 8 would make all 2 identities hold",
		"content/reports/swj/2022.md:14:13 error requests-row-sum: row received…10 ≠ 9…changing requests.received.natural from 9 to 8")
	f := findings[0]
	if len(f.Cells) != 1 || f.Cells[0] != "requests.received.natural" || f.Left != "10" || f.Right != "9" || f.Agency != "swj" || f.Year != 2022 || f.Width != 1 {
		t.Errorf("%+v", f)
	}
}

func TestNumberInTheWrongColumn(t *testing.T) {
	findings := check(t, map[string]string{"swj/2022": reportText("not_held = [1, 0,", "not_held = [0, 1,")}, "requests-result-sum", "requests-row-sum")
	want(t, findings,
		"content/reports/swj/2022.md:18:17 error requests-result-sum: column natural…2 explanations are possible…; changing requests.unable.not_held.natural from 0 to 1 and changing requests.unable.not_held.business from 1 to 0",
		"content/reports/swj/2022.md:18:20 error requests-result-sum: column business…")
}

func TestTwoWrongCells(t *testing.T) {
	findings := check(t, map[string]string{"swj/2022": reportText("granted = [5,", "granted = [4,", "carried_out = [1, 0,", "carried_out = [1, 3,")})
	var hints []string
	for _, f := range findings {
		if f.Rule[:8] == "requests" {
			hints = append(hints, f.Cells[0]+" "+f.Hint.En)
		}
	}
	for _, h := range hints {
		cell := "requests.granted.natural changing requests.granted.natural from 4 to 5 would make all 2"
		if h[:len(cell)] != cell && h[:len("requests.carried_out.business changing requests.carried_out.business from 3 to 0")] != "requests.carried_out.business changing requests.carried_out.business from 3 to 0" {
			t.Errorf("hint %s", h)
		}
	}
	if len(hints) != 4 {
		t.Errorf("%d findings", len(hints))
	}
}

func TestSeveralExplanations(t *testing.T) {
	want(t, check(t, map[string]string{"swj/2022": reportText("reconsideration = [1, 0, 0, 0, 1]", "reconsideration = [1, 0, 0, 0, 3]")}, "disputes-sum"),
		"content/reports/swj/2022.md:44:32 error disputes-sum: row reconsideration…1 ≠ 3…5 explanations are possible, and the numbers do not say which: …")
}

func TestBlankIsNoPassAndNoFailure(t *testing.T) {
	text := reportText("received = [8,", "received = [\"\",", "carried_in = [1,", "carried_in = [\"/\",")
	want(t, check(t, map[string]string{"swj/2022": text}, "requests-balance", "requests-row-sum", "cell-type"))
	a, _ := read(t, map[string]string{"swj/2022": text})
	full, _ := read(t, map[string]string{"swj/2022": reportText()})
	holds, assessed := Ties(a.Reports[0])
	all, every := Ties(full.Reports[0])
	if all != every || every != 7+7+25+3 || holds != assessed || assessed != every-3 {
		t.Errorf("%d of %d hold with two cells unknown, %d of %d with none", holds, assessed, all, every)
	}
}

func TestCarryOver(t *testing.T) {
	year := func(y string, replacements ...string) string {
		return reportText(append([]string{"2022年政府", y + "年政府"}, replacements...)...)
	}
	before := year("2021", "issued = 2023-01-10\npublished = 2023-01-12\n", "")
	want(t, check(t, map[string]string{"swj/2021": before, "swj/2022": year("2022", "valid = 9", "valid = 10")}, "requests-carry-over", "proactive-valid"))
	want(t, check(t, map[string]string{"swj/2021": before, "swj/2022": year("2022",
		"carried_in = [1, 0, 0, 0, 0, 0, 1]", "carried_in = [3, 0, 0, 0, 0, 0, 3]", "result_total = [8,", "result_total = [10,")}, "requests-carry-over", "proactive-valid"),
		"content/reports/swj/2022.md:8:47 warning proactive-valid: row normative…it is 9, and 10 follows from the year before | changing proactive.normative.valid from 9 to 10 would keep",
		"content/reports/swj/2022.md:15:15 warning requests-carry-over: column natural…it is 3, and 1 follows",
		"content/reports/swj/2022.md:15:33 warning requests-carry-over: column total…")
	// The kinds of applicants were sorted anew: the totals agree.
	want(t, check(t, map[string]string{"swj/2021": before, "swj/2022": year("2022", "valid = 9", "valid = 10", "carried_in = [1, 0, 0, 0, 0, 0, 1]", "carried_in = [0, 1, 0, 0, 0, 0, 1]")}, "requests-carry-over"),
		"content/reports/swj/2022.md:15:15 notice requests-carry-over: column natural…the totals agree",
		"content/reports/swj/2022.md:15:18 notice requests-carry-over: column business…")
	// Of the cells that could be wrong, last year's number tells which.
	want(t, check(t, map[string]string{"swj/2021": year("2021", "carried_out = [1, 0, 0, 0, 0, 0, 1]", "carried_out = [2, 0, 0, 0, 0, 0, 2]", "issued = 2023-01-10\npublished = 2023-01-12\n", "", "received = [8, 1, 0, 0, 0, 0, 9]", "received = [9, 1, 0, 0, 0, 0, 10]"),
		"swj/2022": year("2022", "valid = 9", "valid = 10", "result_total = [8, 1, 0, 0, 0, 0, 9]", "result_total = [9, 1, 0, 0, 0, 0, 10]", "granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [6, 1, 0, 0, 0, 0, 7]")}, "requests-balance"),
		"content/reports/swj/2022.md:1…requests-balance: column natural…",
		"content/reports/swj/2022.md:1…requests-balance: column total…")
	want(t, check(t, map[string]string{"swj/2022": year("2022", "made = 2", "made = 12")}, "valid-impossible"),
		"content/reports/swj/2022.md:8:48 warning valid-impossible: row normative…had -2…")
}

func TestRollup(t *testing.T) {
	zero := func(title string) string { return reportText("示例市商务局2022年政府", title+"2022年政府") }
	twice := strings.NewReplacer("9]", "18]", "8,", "16,", "1,", "2,", "1]", "2]", "5,", "10,", "6]", "12]", "= 9", "= 18", "= 2,", "= 4,", "= 7", "= 14", "= 120", "= 241").Replace(tables)
	twice = strings.Replace(twice, "repealed = 1 ", "repealed = 2 ", 1)
	twice = strings.Replace(twice, "made = 2,", "made = 4,", 1)
	whole := reportText("示例市商务局2022年政府", "示例市人民政府2022年政府", tables, twice)
	want(t, check(t, map[string]string{"swj/2022": zero("示例市商务局"), "mzj/2022": zero("示例市民政局"), "qzf/2022": whole}, "rollup-sum"),
		"content/reports/qzf/2022.md:9:13 warning rollup-sum: proactive.licensing: the aggregate is 241, the sum of the 2 bodies 240, a difference of 1 | if the aggregate is wrong, proactive.licensing should be 240; else look at: 市商务局 120、示例市民政局 120")
	few := reportText("示例市商务局2022年政府", "示例市人民政府2022年政府", "licensing = 120", "licensing = 241")
	findings := check(t, map[string]string{"swj/2022": zero("示例市商务局"), "mzj/2022": zero("示例市民政局"), "qzf/2022": few}, "rollup-sum")
	if len(findings) != 10 || len(findings[5].Cells) != 19 {
		t.Errorf("many differences:\n%s", show(findings))
	}
	whole = few
	findings = check(t, map[string]string{"swj/2022": zero("示例市商务局"), "qzf/2022": whole}, "rollup-sum")
	if len(findings) != 3 || findings[0].Severity != Notice {
		t.Errorf("with a body missing:\n%s", show(findings))
	}
	want(t, findings[:1], "content/reports/qzf/2022.md:7:18 notice rollup-sum: proactive: of the 2 bodies it sums up 1 have no report for 2022, so it cannot be assessed: 示例市民政局")
	// A report that cannot be read is not missing, and the sum without it is none. What is
	// more than the aggregate without it is told all the same.
	a, files := read(t, map[string]string{"swj/2022": zero("示例市商务局"), "qzf/2022": whole})
	for _, unread := range []map[string][]int{{"mzj": {2022}}, {"mzj": {2021, 2023}}, nil} {
		all, err := Run(t.Context(), a, Options{Files: files, Dir: "content", AsOf: date.Date{Year: 2023, Month: 3, Day: 1}, Jobs: 1, Unread: unread})
		if err != nil {
			t.Fatal(err)
		}
		found := slices.DeleteFunc(all, func(f Finding) bool { return f.Rule != "rollup-sum" })
		if (len(found) == 0) != (len(unread["mzj"]) == 1) {
			t.Errorf("with %v unread:\n%s", unread, show(found))
		}
	}
	a, files = read(t, map[string]string{"swj/2022": zero("示例市商务局"), "qzf/2022": reportText("示例市商务局2022年政府", "示例市人民政府2022年政府", "licensing = 120", "licensing = 119")})
	all, err := Run(t.Context(), a, Options{Files: files, Dir: "content", AsOf: date.Date{Year: 2023, Month: 3, Day: 1}, Jobs: 1, Unread: map[string][]int{"mzj": {2022}}})
	found := slices.DeleteFunc(all, func(f Finding) bool { return f.Rule != "rollup-sum" })
	if err != nil || len(found) != 1 || found[0].Cells[0] != "proactive.licensing" || !strings.Contains(found[0].Hint.En, "cannot be read") {
		t.Errorf("more than the aggregate:\n%s%v", show(found), err)
	}
}

func TestCellType(t *testing.T) {
	want(t, check(t, map[string]string{"swj/2022": reportText("licensing = 120", "licensing = 120.5", "penalty = 7", `penalty = "1,234"`,
		"coercion = 0", `coercion = "３件"`, "fees = 0.0000", "fees = 0.00001", "petition = [0, 0, 0, 0, 0, 0, 0]", `petition = [-1, "/", "无", "若干", "０", 0, 0]`)}, "cell-type"),
		"content/reports/swj/2022.md:9:13 error cell-type: proactive.licensing is 120.5; want a whole number",
		`content/reports/swj/2022.md:10:11 notice cell-type: proactive.penalty is "1,234", with separators`,
		`content/reports/swj/2022.md:11:12 notice cell-type: proactive.coercion is "３件", with its unit`,
		"content/reports/swj/2022.md:12:8 notice cell-type: proactive.fees is 0.00001, with more than 4 decimals",
		"content/reports/swj/2022.md:34:13 error cell-type: requests.refused.petition.natural is negative",
		`content/reports/swj/2022.md:34:27 error cell-type: requests.refused.petition.charity is "若干", which is no number`,
		`content/reports/swj/2022.md:34:33 notice cell-type: requests.refused.petition.legal is "０", in full-width digits`)
}

// filled makes table three of random numbers that tie.
func filled(random *rand.Rand, def *format.Table) []report.Cell {
	values := make([]int, def.Size)
	at := func(row string, column int) *int {
		r, _ := def.Row(row)
		return &values[r.First+column]
	}
	for column := range 6 {
		sum := 0
		for i := range def.Rows {
			switch key := def.Rows[i].Key; key {
			case "received", "carried_in", "result_total", "carried_out":
			default:
				n := random.IntN(40)
				*at(key, column), sum = n, sum+n
			}
		}
		*at("result_total", column) = sum
		*at("carried_out", column) = random.IntN(9)
		*at("carried_in", column) = random.IntN(5)
		*at("received", column) = sum + *at("carried_out", column) - *at("carried_in", column)
	}
	for i := range def.Rows {
		r := &def.Rows[i]
		for column := range 6 {
			values[r.First+6] += values[r.First+column]
		}
	}
	cells := make([]report.Cell, def.Size)
	for i, v := range values {
		cells[i] = report.Cell{Text: strconv.Itoa(v), Kind: report.Number}
	}
	return cells
}

// Whatever one cell of table three is changed to, it is that cell that is named.
func TestOneWrongCellIsAlwaysFound(t *testing.T) {
	f, _ := format.Builtin().Get("2021")
	def, _ := f.Table("requests")
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		cells := filled(random, def)
		cell := random.IntN(len(cells))
		old := cells[cell].Text
		cells[cell].Text = strconv.Itoa(random.IntN(1000))
		if cells[cell].Text == old {
			continue
		}
		table := &report.Table{Def: def, Cells: report.Pack(cells)}
		found := knots(table, identities(table, nil))
		if len(found) != 1 || len(found[0].ways) != 1 || len(found[0].ways[0]) != 1 {
			t.Fatalf("%s from %s to %s: %+v", def.Name(cell), old, cells[cell].Text, found)
		}
		if c := found[0].ways[0][0]; c.cell != cell || c.new.String() != old {
			t.Fatalf("%s from %s to %s: told to change %s to %s", def.Name(cell), old, cells[cell].Text, def.Name(c.cell), c.new)
		}
	}
}

// Of two wrong cells the true ones are among the explanations, and every
// explanation makes all sums hold.
func TestTwoWrongCellsAreExplained(t *testing.T) {
	f, _ := format.Builtin().Get("2021")
	def, _ := f.Table("requests")
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		cells := filled(random, def)
		first, second := random.IntN(len(cells)), random.IntN(len(cells))
		old := [2]string{cells[first].Text, cells[second].Text}
		cells[first].Text, cells[second].Text = strconv.Itoa(random.IntN(1000)), strconv.Itoa(random.IntN(1000))
		if first == second || cells[first].Text == old[0] || cells[second].Text == old[1] {
			continue
		}
		table := &report.Table{Def: def, Cells: report.Pack(cells)}
		found := knots(table, identities(table, nil))
		changed := append([]report.Cell(nil), cells...)
		for _, k := range found {
			if len(k.ways) == 0 {
				t.Fatalf("%s and %s: no explanation", def.Name(first), def.Name(second))
			}
			for _, c := range k.ways[0] {
				changed[c.cell].Text = c.new.String()
			}
		}
		for _, r := range tally.Table(&report.Table{Def: def, Cells: report.Pack(changed)}) {
			if len(r.Failures) > 0 {
				t.Fatalf("%s and %s: after the change %s does not hold", def.Name(first), def.Name(second), r.Sum.Rule)
			}
		}
	}
}

func BenchmarkCells(b *testing.B) {
	a, _ := read(b, map[string]string{"swj/2022": reportText()})
	b.ReportAllocs()
	for b.Loop() {
		if found := Cells(a.Reports[0], a.AsOf); len(found) > 0 {
			b.Fatal(show(found))
		}
	}
}
