package tidy

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/demo"
	"gongkai/generator/diag"
	"gongkai/generator/format"
)

const messy = `+++
# 抬头的说明

# 标题上的说明
  title="甲"    # 标题后的说明
year   =   2022
[requests.denied]
admin_query=[0,0,0,0,0,0,0]
state_secret = [ 1,  "", "/",0,0,0,1 ]# 一行
  # denied 的末尾

[proactive]
fees=12.3400
rules = {valid=3,made = 0 , repealed=0}   # 规章
# 表二末尾
[[waiver]]
by = "乙"
rule="cell-type"
reason = 'C:\x'
date = 2023-01-01
[requests]
carried_in = [0,0,0,0,0,0,0]
# 新收
received = [ # 留着
  1, 2,
]
own = 1_000
`

const neat = `+++
# 抬头的说明

# 标题上的说明
title = "甲"  # 标题后的说明
year = 2022

[[waiver]]
rule = "cell-type"
reason = 'C:\x'
by = "乙"
date = 2023-01-01

[proactive]
rules     = { made = 0, repealed = 0, valid = 3 }  # 规章
fees      = 12.3400

# 表二末尾

[requests]
# 新收
received     = [ # 留着
  1, 2,
]
carried_in   = [0, 0, 0, 0, 0, 0, 0]
own          = 1_000

[requests.denied]
state_secret     = [1, "", "/", 0, 0, 0, 1]  # 一行
admin_query      = [0, 0, 0, 0, 0, 0, 0]

# denied 的末尾
`

func TestReport(t *testing.T) {
	body := "+++\n\n## 一\n\n  正文 \n"
	want := neat + body
	got, problems := Report("a.md", []byte(messy+body), format.Builtin(), 2022)
	// A comment directly above a heading is the heading's.
	want = strings.Replace(strings.Replace(want, "\n# 表二末尾\n", "", 1), "[[waiver]]\n", "# 表二末尾\n[[waiver]]\n", 1)
	if len(problems) > 0 || string(got) != want {
		t.Errorf("%s\ngot\n%s\nwant\n%s", problems.Print(diag.English), got, want)
	}
	again, _ := Report("a.md", got, format.Builtin(), 2022)
	if string(again) != string(got) {
		t.Errorf("a second time:\n%s", again)
	}
	windows, problems := Report("a.md", []byte("\ufeff"+strings.ReplaceAll(messy+body, "\n", "\r\n")), format.Builtin(), 2022)
	if len(problems) > 0 || string(windows) != "\ufeff"+strings.ReplaceAll(want, "\n", "\r\n") {
		t.Errorf("with CR LF: %s\n%q", problems.Print(diag.English), windows)
	}
}

func TestWhatIsNoTOMLIsLeft(t *testing.T) {
	for _, text := range []string{"", "no front", "+++\ntitle = \n+++\n", "+++\na = 1\na = 2\n+++\n", "+++\n"} {
		got, problems := Report("a.md", []byte(text), format.Builtin(), 2022)
		if len(problems) == 0 || string(got) != text {
			t.Errorf("%q: %q, %d problems", text, got, len(problems))
		}
	}
	if got, problems := Page("p.md", []byte("+++\n+++\nx")); len(problems) > 0 || string(got) != "+++\n+++\nx" {
		t.Errorf("an empty front matter: %q %v", got, problems)
	}
	if got, _ := Page("p.md", []byte("+++\norder=2\nown=1\ntitle='x'\n+++\n")); string(got) != "+++\ntitle = 'x'\norder = 2\nown = 1\n+++\n" {
		t.Errorf("a page: %q", got)
	}
}

func TestSampleIsTidy(t *testing.T) {
	name := "../../content/reports/swj/2022.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	got, problems := Report(name, text, format.Builtin(), 2022)
	if len(problems) > 0 || string(got) != string(text) {
		t.Errorf("the sample is not in canonical form; run gongkai fmt\n%s", problems.Print(diag.English))
	}
}

// fronts gives the front matters of a demo archive, line by line.
func fronts(t testing.TB) (files [][]string, years []int) {
	err := demo.Write(demo.Options{Agencies: 5, Years: 18, Seed: 3}, func(name string, data []byte) error {
		var year int
		if _, err := fmt.Sscanf(name[strings.LastIndexByte(name, '/')+1:], "%d.md", &year); err == nil {
			files, years = append(files, strings.Split(string(data), "\n")), append(years, year)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, years
}

// Whatever way a front matter is written, its values and comments are kept, and
// the second time nothing changes. Report itself compares values; that its guard
// is never needed is what this shows.
func TestNothingIsLost(t *testing.T) {
	files, years := fronts(t)
	random := rand.New(rand.NewPCG(5, 6))
	rounds := 40
	if testing.Short() {
		rounds = 4
	}
	for round := range rounds {
		for i, file := range files {
			text := strings.Join(scramble(random, file, round), "\n")
			got, problems := Report("a.md", []byte(text), format.Builtin(), years[i])
			if len(problems) > 0 {
				if problems[0].Rule == "not-tidied" {
					t.Fatalf("%s\n%s", problems.Print(diag.English), text)
				}
				continue // the scramble broke it
			}
			again, _ := Report("a.md", got, format.Builtin(), years[i])
			if string(again) != string(got) {
				t.Fatalf("not the same a second time:\n%s\n----\n%s", got, again)
			}
			if strings.Count(text, "备注") != strings.Count(string(got), "备注") {
				t.Fatalf("a comment is lost:\n%s\n----\n%s", text, got)
			}
		}
	}
}

// scramble writes a front matter in another way: other blanks, comments, the keys
// of a table in another order.
func scramble(random *rand.Rand, file []string, round int) []string {
	var out []string
	end := slices.Index(file[1:], "+++") + 1
	var keys []string
	flush := func() {
		random.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		out = append(out, keys...)
		keys = nil
	}
	open := false
	for i, line := range file[:end] {
		switch {
		case i == 0 || strings.HasPrefix(line, "["):
			flush()
			out = append(out, line)
		case open || strings.HasSuffix(line, "[") || line == "":
			flush()
			open = line != "]" && line != ""
			out = append(out, line)
		default:
			switch random.IntN(6) {
			case 0:
				line = strings.Replace(line, " = ", "=", 1)
			case 1:
				line = "  " + strings.Replace(line, ", ", " ,  ", -1)
			case 2:
				line += fmt.Sprintf(" # 备注%d", round)
			case 3:
				line = fmt.Sprintf("# 备注%d\n%s", round, line)
			case 4:
				line = fmt.Sprintf("# 备注%d\n\n%s", round, line)
			}
			keys = append(keys, line)
		}
	}
	flush()
	return append(out, file[end:]...)
}

func FuzzFront(f *testing.F) {
	f.Add(messy)
	f.Add("+++\na.b = 1\n[a.c]\nd = {e = 1, f.g = \"}\"} # x\n")
	f.Add("+++\n[[a]]\n[a.b]\nc = 1\n[[a]]\nx = '''\n# no comment\n'''\n")
	f.Fuzz(func(t *testing.T, front string) {
		text := []byte(front + "\n+++\nbody")
		got, problems := Report("a.md", text, format.Builtin(), 2022)
		if len(problems) > 0 {
			if problems[0].Rule == "not-tidied" {
				t.Errorf("%s\n%q", problems.Print(diag.English), front)
			}
			return
		}
		again, more := Report("a.md", got, format.Builtin(), 2022)
		if len(more) > 0 || string(again) != string(got) {
			t.Errorf("not the same a second time: %q %q", got, again)
		}
	})
}

func BenchmarkReport(b *testing.B) {
	text, err := os.ReadFile("../../content/reports/swj/2022.md")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := Report("a.md", text, format.Builtin(), 2022); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
