package merge

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/source"
	"gongkai/generator/tomldoc"
)

// withList gives the report with elements of a list of tables.
func withList(elements ...string) string {
	return strings.Replace(report, "[proactive]", strings.Join(elements, "\n")+"[proactive]", 1)
}

const (
	waiver     = "[[waiver]]\nrule = \"x\"\nreason = \"一\"\ncells = [\"a\"]\n"
	another    = "[[waiver]]\nrule = \"y\"\nreason = \"二\"\ncells = [\"b\"]\n"
	correction = "[[correction]]\ndate = 2023-02-01\nreason = \"一\"\n"
)

// TestElements merges what both sides did to one element of a list of tables.
func TestElements(t *testing.T) {
	replace := func(s, old, new string) string {
		if !strings.Contains(s, old) {
			t.Fatalf("%q is not in %q", old, s)
		}
		return strings.Replace(s, old, new, 1)
	}
	wider := replace(waiver, `["a"]`, `["a", "b"]`)
	until := waiver + "until = 2024-01-01\n"
	for _, test := range []struct {
		name               string
		base, ours, theirs []string
		want               []string // nil for a conflict
		conflict           Conflict
	}{
		{"withdrawn and widened", []string{waiver}, nil, []string{wider}, nil,
			Conflict{"waiver.x", "", `{ rule = "x", reason = "一", cells = ["a"] }`, "", `{ rule = "x", reason = "一", cells = ["a", "b"] }`}},
		{"widened and withdrawn", []string{waiver}, []string{wider}, nil, nil,
			Conflict{"waiver.x", "", `{ rule = "x", reason = "一", cells = ["a"] }`, `{ rule = "x", reason = "一", cells = ["a", "b"] }`, ""}},
		{"withdrawn and limited", []string{waiver}, nil, []string{until}, nil,
			Conflict{"waiver.x", "", `{ rule = "x", reason = "一", cells = ["a"] }`, "", `{ rule = "x", reason = "一", cells = ["a"], until = 2024-01-01 }`}},
		{"the second of two", []string{waiver, another}, []string{waiver}, []string{waiver, replace(another, "二", "三")}, nil,
			Conflict{"waiver.y", "", `{ rule = "y", reason = "二", cells = ["b"] }`, "", `{ rule = "y", reason = "三", cells = ["b"] }`}},
		{"a correction withdrawn and changed", []string{correction}, nil, []string{replace(correction, "一", "二")}, nil,
			Conflict{"correction.2023-02-01", "", `{ date = 2023-02-01, reason = "一" }`, "", `{ date = 2023-02-01, reason = "二" }`}},
		{"one key in two ways", []string{waiver}, []string{replace(waiver, "一", "甲")}, []string{replace(waiver, "一", "乙")}, nil,
			Conflict{"waiver.x.reason", "", `"一"`, `"甲"`, `"乙"`}},
		{"a key and a new key", []string{waiver}, []string{replace(waiver, "一", "甲")}, []string{until}, []string{replace(until, "一", "甲")}, Conflict{}},
		{"two keys", []string{waiver}, []string{replace(waiver, "一", "甲")}, []string{wider}, []string{replace(wider, "一", "甲")}, Conflict{}},
		{"the rule and the reason", []string{waiver}, []string{replace(waiver, `"x"`, `"z"`)}, []string{replace(waiver, "一", "甲")}, []string{replace(replace(waiver, `"x"`, `"z"`), "一", "甲")}, Conflict{}},
		{"moved and changed", []string{waiver, another}, []string{another, waiver}, []string{wider, another}, []string{another, wider}, Conflict{}},
		{"one withdrawn, the other changed", []string{waiver, another}, []string{another}, []string{waiver, replace(another, "二", "三")}, []string{replace(another, "二", "三")}, Conflict{}},
		{"withdrawn by both", []string{waiver, another}, []string{another}, []string{another}, []string{another}, Conflict{}},
		{"one added by each", nil, []string{waiver}, []string{another}, []string{waiver + another}, Conflict{}},
		{"the same added by both", nil, []string{waiver, another}, []string{waiver}, []string{waiver, another}, Conflict{}},
	} {
		base, ours, theirs := withList(test.base...), withList(test.ours...), withList(test.theirs...)
		r := files(base, ours, theirs)
		if test.want != nil {
			if want := withList(test.want...); string(r.Text) != want || len(r.Conflicts) > 0 {
				t.Errorf("%s: conflicts %+v\n%s\nwant\n%s", test.name, r.Conflicts, r.Text, want)
			}
			continue
		}
		if len(r.Conflicts) != 1 || r.Conflicts[0] != test.conflict {
			t.Errorf("%s: conflicts %+v; want %+v\n%s", test.name, r.Conflicts, test.conflict, r.Text)
		}
		if resolve(string(r.Text), 1) != ours || resolve(string(r.Text), 2) != theirs || strings.Index(string(r.Text), "<<<") < strings.Index(report, "carried_in") {
			t.Errorf("%s: the marks stand at the wrong place:\n%s", test.name, r.Text)
		}
	}
}

// TestElementsNeverWrong lets both sides remove, change and add waivers, each of which
// has a rule of its own: what comes out without conflicts has each key of each of them
// as the side has it that changed it, and what one side removed and the other changed
// is always a conflict.
func TestElementsNeverWrong(t *testing.T) {
	type table map[string]string // key: value
	keys := []string{"rule", "reason", "cells", "until", "by"}
	write := func(all []table) string {
		var list []string
		for _, w := range all {
			var b strings.Builder
			b.WriteString("[[waiver]]\n")
			for _, k := range keys {
				if w[k] != "" {
					fmt.Fprintf(&b, "%s = %s\n", k, w[k])
				}
			}
			list = append(list, b.String())
		}
		return withList(list...)
	}
	made := func(dice *rand.Rand, rule int) table {
		w := table{"rule": fmt.Sprintf("%q", fmt.Sprint("r", rule)), "reason": fmt.Sprintf("%q", fmt.Sprint("因", dice.IntN(2)))}
		if dice.IntN(2) == 0 {
			w["cells"] = fmt.Sprintf("[\"c%d\"]", dice.IntN(3))
		}
		return w
	}
	edited := func(dice *rand.Rand, all []table, first int) []table {
		var out []table
		for _, w := range all {
			x := table{}
			for k, v := range w {
				x[k] = v
			}
			switch dice.IntN(5) {
			case 0:
				continue
			case 1:
				x[keys[1+dice.IntN(4)]] = fmt.Sprintf("\"新%d\"", dice.IntN(3))
			case 2:
				delete(x, "cells")
			}
			out = append(out, x)
		}
		if dice.IntN(3) == 0 {
			added := made(dice, first)
			added["reason"] = fmt.Sprintf("\"新因%d\"", first) // nothing is like it
			out = slices.Insert(out, dice.IntN(len(out)+1), added)
		}
		if dice.IntN(4) == 0 {
			dice.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		}
		return out
	}
	flat := func(text string) map[string]string {
		parts, problems := source.Cut("", []byte(text))
		doc, more := tomldoc.Parse("", 2, parts.Front)
		if len(problems)+len(more) > 0 {
			return nil
		}
		all := map[string]string{}
		list, _ := doc.Root().Get("waiver")
		for _, e := range list.Elems() {
			rule, _ := e.Get("rule")
			if all[rule.Raw()] != "" {
				return nil
			}
			all[rule.Raw()] = "there"
			for _, k := range e.Keys() {
				v, _ := e.Get(k)
				all[rule.Raw()+" "+k] = v.Raw()
			}
		}
		return all
	}
	together, apart := 0, 0
	for seed := range uint64(1500) {
		dice := rand.New(rand.NewPCG(seed, 7))
		var all []table
		for i := range dice.IntN(4) {
			all = append(all, made(dice, i))
		}
		text := [3]string{write(all), write(edited(dice, all, 10)), write(edited(dice, all, 11))}
		v := [3]map[string]string{flat(text[0]), flat(text[1]), flat(text[2])}
		r := files(text[0], text[1], text[2])
		for _, side := range []int{ours, theirs} {
			got := flat(resolve(string(r.Text), side))
			if got == nil {
				t.Fatalf("seed %d: side %d cannot be read, or has a rule twice\n%s", seed, side, r.Text)
			}
			if wrong := against(v, got, side, len(r.Conflicts) > 0); wrong != "" {
				t.Fatalf("seed %d: %s\n%+v\n%s", seed, wrong, r.Conflicts, r.Text)
			}
		}
		contested := false
		for k := range v[base] {
			rule, _, below := strings.Cut(k, " ")
			a, b := v[ours][rule] != "", v[theirs][rule] != ""
			contested = contested || below && (a && !b && v[ours][k] != v[base][k] || b && !a && v[theirs][k] != v[base][k])
		}
		if contested && len(r.Conflicts) == 0 {
			t.Fatalf("seed %d: removed and changed, and there is no conflict\n%s", seed, r.Text)
		}
		if len(r.Conflicts) == 0 {
			together++
		} else {
			apart++
		}
	}
	if together < 400 || apart < 200 {
		t.Errorf("%d merges without conflict and %d with: too few to tell", together, apart)
	}
}
