package canonical

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/compare"
	"gongkai/generator/demo"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

var update = flag.Bool("update", false, "rewrite the golden file")

func TestGolden(t *testing.T) {
	file, err := os.ReadFile("testdata/2022.md")
	if err != nil {
		t.Fatal(err)
	}
	got, ok := Text("2022.md", file, format.Builtin())
	if !ok {
		t.Fatal("the report cannot be read")
	}
	if *update {
		if err := os.WriteFile("testdata/2022.txt", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/2022.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestUnread gives files that are no report back as they are.
func TestUnread(t *testing.T) {
	for _, text := range []string{"", "# 标题\n", "+++\ntitle = \n+++\n正文\n", "+++\ntitle = \"年报\"\n", "[site]\ntitle = \"x\"\n", "\xff\xfe+\x00", "a\x00b"} {
		got, ok := Text("2022.md", []byte(text), format.Builtin())
		if ok || string(got) != text {
			t.Errorf("%q gives %q, %v", text, got, ok)
		}
	}
}

// TestYearUnknown finds the form of a report by its cells.
func TestYearUnknown(t *testing.T) {
	file, err := os.ReadFile("testdata/2022.md")
	if err != nil {
		t.Fatal(err)
	}
	want, _ := Text("2022.md", file, format.Builtin())
	if got, _ := Text("", file, format.Builtin()); !bytes.Equal(got, want) {
		t.Errorf("without a year the text is\n%s", got)
	}
}

// TestMeaning holds the text against compare: two files have the same text if they
// mean the same, and not otherwise.
func TestMeaning(t *testing.T) {
	files, reader := demoFiles(t)
	same, other := 0, 0
	for seed := range uint64(600) {
		dice := rand.New(rand.NewPCG(seed, 11))
		f := files[dice.IntN(len(files))]
		text := edit(dice, f.text)
		old, new := version(reader, f.name, f.text), version(reader, f.name, text)
		if old == nil || new == nil {
			continue
		}
		d := compare.Reports(*old, *new)
		a, _ := Text(path.Base(f.name), []byte(f.text), format.Builtin())
		b, _ := Text(path.Base(f.name), []byte(text), format.Builtin())
		if d.Empty() != bytes.Equal(a, b) {
			t.Fatalf("seed %d: compare says empty: %v; the texts\n%s\n---\n%s\ndiffer: %v (%+v)", seed, d.Empty(), a, b, !bytes.Equal(a, b), d)
		}
		if d.Empty() {
			same++
		} else {
			other++
		}
	}
	if same < 50 || other < 50 {
		t.Errorf("%d edits without meaning and %d with: too few to tell", same, other)
	}
}

// edit changes something in a file: a digit, a character, a line, a comment.
func edit(dice *rand.Rand, text string) string {
	lines := strings.SplitAfter(text, "\n")
	i := dice.IntN(len(lines))
	switch line := lines[i]; dice.IntN(7) {
	case 0:
		for _, digit := range []string{"0", "1", "2"} {
			line = strings.Replace(line, digit, strconv.Itoa(dice.IntN(10)), 1)
		}
		lines[i] = line
	case 1:
		if runes := []rune(line); len(runes) > 3 {
			at := dice.IntN(len(runes) - 1)
			lines[i] = string(runes[:at]) + "新" + string(runes[at:])
		}
	case 2:
		lines[i] = strings.Replace(line, " = ", "   = ", 1)
	case 3:
		if strings.Contains(line, " = ") {
			lines[i] = "# 说明\n" + line
		}
	case 4:
		lines[i] = strings.Replace(line, "\n", "  \n\n", 1)
	case 5:
		return strings.ReplaceAll(text, "\n", "\r\n")
	case 6:
		lines[i] = strings.Replace(line, "。", "。\n\n", 1)
	}
	return strings.Join(lines, "")
}

type file struct{ name, text string }

func demoFiles(t testing.TB) ([]file, *schema.Reader) {
	var all []file
	var set *settings.Settings
	err := demo.Write(demo.Options{Agencies: 3, Years: 18, Seed: 5}, func(name string, data []byte) error {
		if name == "content/archive.toml" {
			set, _ = settings.Read(name, data)
		}
		if strings.HasPrefix(name, "content/reports/") && strings.HasSuffix(name, ".md") {
			all = append(all, file{strings.TrimPrefix(name, "content/"), string(data)})
		}
		return nil
	})
	if err != nil || len(all) < 20 {
		t.Fatalf("%d reports, %v", len(all), err)
	}
	return all, schema.New(set, format.Builtin())
}

// version reads a file; nil where it has problems.
func version(reader *schema.Reader, name, text string) *compare.Version {
	year, _ := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".md"))
	var r *report.Report
	r, problems := reader.Report(source.Report{File: source.File{Path: name, Place: name}, Agency: path.Base(path.Dir(name)), Year: year}, []byte(text))
	if len(problems) > 0 {
		return nil
	}
	return &compare.Version{Report: r, Body: text[r.Body.Start:r.Body.End], File: text}
}

// FuzzText holds that any file gives a text of whole lines, or itself.
func FuzzText(f *testing.F) {
	f.Add([]byte("+++\ntitle = \"x\\u001b[31m\"\n[[table]]\nrows = [[1, 2], []]\n+++\n- a。b\n"))
	f.Add([]byte("+++\nformat = \"2021\"\nrequests = { received = [1, 2, 3], x = 1 }\n+++\n| a | b |\n| - | - |\n"))
	f.Add([]byte("+++\n<<<<<<< a\ntitle = \"x\"\n||||||| c\n=======\ntitle = \"y\"\n>>>>>>> b\x1b\n+++\n<<<<<<< a\nb。\n=======\n>>>>>>> b\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, ok := Text("2022.md", text, format.Builtin())
		switch {
		case !ok && !bytes.Equal(got, text):
			t.Errorf("unread, and yet changed: %q", got)
		case ok && (bytes.ContainsAny(got, "\x1b\r\x00") || len(got) > 0 && got[len(got)-1] != '\n'):
			t.Errorf("%q", got)
		}
	})
}

func BenchmarkText(b *testing.B) {
	files, _ := demoFiles(b)
	for b.Loop() {
		Text("", []byte(files[len(files)-1].text), format.Builtin())
	}
}
