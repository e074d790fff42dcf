package review

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator"
	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/format"
)

// ownFormat is a format of an archive's own.
func ownFormat(t *testing.T) string {
	t.Helper()
	const text = "id = \"my\"\ntitle = \"本库自用\"\n"
	if _, problems := format.Load(format.Builtin(), []format.Source{{File: "formats/my.toml", Text: []byte(text)}}); len(problems) > 0 {
		t.Fatal(problems)
	}
	return text
}

// with gives the files with one more, or another; nil for without it.
func with(files fstest.MapFS, name string, f *fstest.MapFile) fstest.MapFS {
	changed := maps.Clone(files)
	delete(changed, name)
	if f != nil {
		changed[name] = f
	}
	return changed
}

// broken is a text with a line that no TOML has.
func broken(f *fstest.MapFile) *fstest.MapFile {
	return file(strings.Replace(string(f.Data), "title = ", "title = [\n", 1))
}

// link is a link that leads out of the folder.
var link = &fstest.MapFile{Data: []byte("../../x"), Mode: fs.ModeSymlink}

// Of archive.toml, a page or a format that cannot be read nothing is said but that: not
// what came, what went, or what is lost.
func TestUnreadableGeneralFiles(t *testing.T) {
	base := archive(t, 3, 3)
	base["formats/my.toml"] = file(ownFormat(t))
	report := reports(base)[0]
	edited := with(base, report, file(strings.Replace(string(base[report].Data), "。", "，有所改动。", 1)))
	for _, name := range []string{"archive.toml", "pages/about.md", "formats/my.toml"} {
		for form, bad := range map[string]*fstest.MapFile{"broken": broken(base[name]), "a link": link} {
			for _, test := range []struct {
				what          string
				base, head    fstest.MapFS
				before, after bool
			}{
				{"after", base, with(edited, name, bad), false, true},
				{"before", with(base, name, bad), edited, true, false},
			} {
				r := makeReview(t, test.base, test.head)
				if want := []File{{name, compare.Modified, test.before, test.after}}; !slices.Equal(r.Other, want) {
					t.Errorf("%s is %s %s: files %v; want %v", name, form, test.what, r.Other, want)
				}
				if r.Lost() || len(r.Addresses)+len(r.Settings)+len(r.Formats)+len(r.Pages) > 0 {
					t.Errorf("%s is %s %s: it claims %v %v %v %v", name, form, test.what, r.Addresses, r.Settings, r.Formats, r.Pages)
				}
				told, quiet := r.New, r.Fixed
				if test.before {
					told, quiet = quiet, told
				}
				if len(told) == 0 || len(quiet) > 0 || slices.ContainsFunc(told, func(f check.Finding) bool { return f.Pos.File != "content/"+name }) {
					t.Errorf("%s is %s %s: findings %v, and %v on the other side", name, form, test.what, told, quiet)
				}
				// The report that changed too is compared as ever.
				if len(r.Reports) != 1 || r.Reports[0].Difference == nil || len(r.Reports[0].Difference.Sections) != 1 {
					t.Errorf("%s is %s %s: reports %+v", name, form, test.what, r.Reports)
				}
				for _, form := range Formats() {
					if err := Write(&bytes.Buffer{}, form, r, Options{}); err != nil {
						t.Errorf("%s: %v", form, err)
					}
				}
			}
		}
	}
}

// Who adds an agency with its report, and a slip in archive.toml, is told of the slip;
// and what is lost besides is lost.
func TestUnreadableSettingsWithMore(t *testing.T) {
	base := archive(t, 2, 3)
	all := reports(base)
	text := string(base[all[0]].Data)
	k, _ := keyOf(all[0])
	text = numbers.ReplaceAllString(strings.Replace(text, fmt.Sprintf("agency = %q", k.Agency), `agency = "new"`, 1), "")
	head := with(base, Key{"new", k.Year}.file(), file(text))
	head["archive.toml"] = file(string(base["archive.toml"].Data) + "\n[[agency]\nid = \"new\"\n")
	r := makeReview(t, base, head)
	if r.Lost() || len(r.Addresses) > 0 || len(r.Reports) != 1 {
		t.Errorf("got %+v", r)
	}
	for _, f := range append(r.New, r.Reports[0].New...) {
		if f.Rule == "unknown-agency" || f.Pos.File == "content/archive.toml" && f.Rule != "toml-syntax" {
			t.Errorf("it is told: %s %s", f.Rule, f.Message.En)
		}
	}
	for _, sides := range [][2]fstest.MapFS{{head, with(base, all[0], nil)}, {base, with(with(base, all[0], nil), "archive.toml", head["archive.toml"])}} {
		if r := makeReview(t, sides[0], sides[1]); !r.Lost() || !slices.ContainsFunc(r.Addresses, func(a Address) bool { return a.Address == k.address() }) {
			t.Errorf("%s is gone: %v", all[0], r.Addresses)
		}
	}
}

// What cannot be read on either side is not compared, and what is gone is gone.
func TestUnreadableOnBothSidesAndGone(t *testing.T) {
	base := archive(t, 2, 3)
	bad := with(base, "archive.toml", broken(base["archive.toml"]))
	worse := with(bad, "archive.toml", file(string(bad["archive.toml"].Data)+"["))
	if r := makeReview(t, bad, worse); r.Lost() || !slices.Equal(r.Other, []File{{"archive.toml", compare.Modified, true, true}}) {
		t.Errorf("both: %+v", r)
	}
	page := with(base, "pages/about.md", broken(base["pages/about.md"]))
	if r := makeReview(t, page, with(page, "pages/about.md", nil)); !r.Lost() || len(r.Addresses) != 1 || r.Addresses[0].Address != "/about/" {
		t.Errorf("the page is gone: %+v", r)
	}
	name := reports(base)[0]
	k, _ := keyOf(name)
	unread := with(base, name, broken(base[name]))
	r := makeReview(t, unread, with(base, name, nil))
	if !r.Lost() || len(r.Addresses) != 1 || r.Addresses[0] != (Address{Address: k.address(), Change: compare.Removed}) || r.Reports[0].Difference != nil {
		t.Errorf("the report is gone: %+v", r)
	}
	other := Key{k.Agency, 1999}
	r = makeReview(t, unread, with(with(base, name, nil), other.file(), unread[name]))
	if len(r.Reports) != 1 || r.Reports[0].Change != Renamed || !slices.Contains(r.Addresses, Address{Address: k.address(), Change: Renamed, To: other.address()}) {
		t.Errorf("the report has another name: %+v", r)
	}
}

// People are told which version of a report cannot be read.
func TestUnreadableSide(t *testing.T) {
	base := archive(t, 1, 3)
	name := reports(base)[1]
	bad := with(base, name, broken(base[name]))
	worse := with(base, name, file("+++\n"))
	for _, test := range []struct {
		base, head    fstest.MapFS
		before, after bool
		text, json    string
	}{
		{base, bad, false, true, "it cannot be read after the change", `"head"`},
		{bad, base, true, false, "it could not be read before the change", `"base"`},
		{bad, worse, true, true, "it cannot be read, neither before nor after the change", "\"base\",\n        \"head\""},
		{bad, with(base, name, nil), true, false, "it could not be read before the change", `"base"`},
		{with(base, name, nil), bad, false, true, "it cannot be read after the change", `"head"`},
	} {
		r := makeReview(t, test.base, test.head)
		if before, after := r.Reports[0].Unreadable(); before != test.before || after != test.after {
			t.Errorf("%s: %v, %v", test.text, before, after)
		}
		for _, form := range []string{"text", "markdown", "html"} {
			var out bytes.Buffer
			if err := Write(&out, form, r, Options{Lang: "en"}); err != nil || !strings.Contains(out.String(), test.text) {
				t.Errorf("%s has not %q: %v\n%s", form, test.text, err, &out)
			}
		}
		var out bytes.Buffer
		if err := JSON(&out, r, Options{}); err != nil || !strings.Contains(out.String(), "\"unreadable_in\": [\n        "+test.json+"\n") {
			t.Errorf("JSON has not %s: %v\n%s", test.json, err, &out)
		}
	}
}

// A link or a folder in the place of a report is told as a check tells it.
func TestNoFiles(t *testing.T) {
	base := archive(t, 2, 3)
	name := reports(base)[1]
	for _, test := range []struct {
		base, head fstest.MapFS
		rule       string
		lost       bool
	}{
		{base, with(base, name, link), "symlink", false},
		{with(base, name, link), base, "", false},
		{with(base, name, nil), with(base, name, link), "symlink", false},
		{base, with(with(base, name, nil), name+"/x", file("")), "misplaced-file", true},
		{with(with(base, name, nil), name+"/x", file("")), base, "", false},
		{base, with(with(base, name, nil), "reports/"+strings.Split(name, "/")[1]+"/1999.md", link), "symlink", true},
	} {
		r := makeReview(t, test.base, test.head)
		told := slices.Clone(r.New)
		for i := range r.Reports {
			told = append(told, r.Reports[i].New...)
		}
		found := slices.ContainsFunc(told, func(f check.Finding) bool { return f.Rule == test.rule })
		if found != (test.rule != "") || r.Lost() != test.lost {
			t.Errorf("%q: lost is %v; %v", test.rule, r.Lost(), told)
		}
	}
}

// The years and the tables of agencies that come and go are those of the whole archive.
func TestListsAreThoseOfTheWholeArchive(t *testing.T) {
	base := archive(t, 5, 3)
	listed := func(files fs.FS) map[string]bool {
		c, problems, err := generator.Load(t.Context(), generator.Options{Content: files, Dir: "content", Jobs: 2})
		if err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		all := map[string]bool{}
		for _, y := range c.Archive.Years {
			all[fmt.Sprintf("/years/%d/", y.Year)] = true
		}
		for _, a := range c.Archive.Agencies {
			for _, kind := range c.Settings.Site.Downloads {
				all["/agencies/"+a.ID+"/tables."+kind] = len(a.Reports) > 0
			}
		}
		return all
	}
	total := 0
	for seed := range uint64(20) {
		dice := rand.New(rand.NewPCG(seed, 7))
		head := maps.Clone(base)
		// Most reports go of one year, of the years from it on, or of one agency; some become drafts.
		all := reports(base)
		one, _ := keyOf(all[dice.IntN(len(all))])
		kind := dice.IntN(3)
		for _, name := range all {
			k, _ := keyOf(name)
			meant := []bool{k.Year == one.Year, k.Year >= one.Year, k.Agency == one.Agency}[kind]
			switch {
			case !meant || dice.IntN(20) == 0:
			case dice.IntN(3) == 0:
				head[name] = file(ownYear.ReplaceAllString(string(base[name].Data), "$0\ndraft = true"))
			default:
				delete(head, name)
				maps.DeleteFunc(head, func(other string, _ *fstest.MapFile) bool {
					return strings.HasPrefix(other, strings.TrimSuffix(name, ".md")+"/")
				})
			}
		}
		for _, sides := range [][2]fstest.MapFS{{base, head}, {head, base}} {
			was, is := listed(sides[0]), listed(sides[1])
			want := map[string]Change{}
			for name := range was {
				if was[name] && !is[name] {
					want[name] = compare.Removed
				}
			}
			for name := range is {
				if is[name] && !was[name] {
					want[name] = compare.Added
				}
			}
			got := map[string]Change{}
			for _, a := range makeReview(t, sides[0], sides[1]).Addresses {
				if strings.HasPrefix(a.Address, "/years/") || strings.Contains(a.Address, "/tables.") {
					got[a.Address] = a.Change
				}
			}
			total += len(want)
			if !maps.Equal(got, want) {
				t.Errorf("seed %d: got %v; want %v", seed, got, want)
			}
		}
	}
	if total < 20 {
		t.Errorf("only %d addresses came and went", total)
	}
}
