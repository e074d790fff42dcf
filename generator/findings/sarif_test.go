package findings

import (
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

// parsed gives the SARIF of findings as data.
func parsed(t *testing.T, list []check.Finding, o Options) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(written(t, "sarif", list, o)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestSARIFSchema holds the output to testdata/sarif.schema.json, which describes
// the part of SARIF 2.1.0 that is used here. OASIS's own schema, which knows all
// of it, is held to as well where GONGKAI_SARIF_SCHEMA names its file.
func TestSARIFSchema(t *testing.T) {
	schemas := []string{"testdata/sarif.schema.json"}
	if own := os.Getenv("GONGKAI_SARIF_SCHEMA"); own != "" {
		schemas = append(schemas, own)
	}
	for _, name := range schemas {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		schema, err := compiler.Compile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			for _, all := range [][]check.Finding{list(), nil} {
				if err := schema.Validate(parsed(t, all, options(lang))); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
			if err := schema.Validate(parsed(t, list(), Options{Lang: lang})); err != nil {
				t.Errorf("%s, without rules and lines: %v", name, err)
			}
		}
		broken := parsed(t, list(), options(diag.English)).(map[string]any)
		broken["runs"].([]any)[0].(map[string]any)["results"].([]any)[0].(map[string]any)["level"] = "notice"
		if schema.Validate(broken) == nil {
			t.Errorf("%s allows everything", name)
		}
	}
}

// sarif gives the SARIF of findings in our own types.
func sarif(t *testing.T, list []check.Finding, o Options) sarifRun {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal([]byte(written(t, "sarif", list, o)), &log); err != nil {
		t.Fatal(err)
	}
	return log.Runs[0]
}

// What no schema can say.
func TestSARIFRules(t *testing.T) {
	all := list()
	run := sarif(t, all, options(diag.English))
	if n := len(run.Tool.Driver.Rules); n != len(rules)+1 {
		t.Errorf("%d rules; want those given and one of reading", n)
	}
	for i, r := range run.Results {
		if got := run.Tool.Driver.Rules[r.RuleIndex].ID; got != r.RuleID || got != all[i].Rule {
			t.Errorf("result %d is of %s; its index says %s", i, r.RuleID, got)
		}
		if r.Suppressions == nil {
			t.Errorf("result %d says nothing about suppressions, others do", i)
		}
		if got := len(r.Suppressions) > 0; got != (all[i].Waiver != nil) {
			t.Errorf("result %d is suppressed: %v", i, got)
		}
		u, err := url.Parse(r.Locations[0].Physical.Artifact.URI)
		if err != nil || u.IsAbs() || u.Path != all[i].Pos.File {
			t.Errorf("result %d is in %v, %v; want %s", i, u, err, all[i].Pos.File)
		}
	}
	if r := run.Results[0].Locations[0].Physical.Region; r != nil {
		t.Errorf("a whole file has the region %+v", r)
	}
	if r := *run.Results[3].Locations[0].Physical.Region; r != (sarifRegion{4, 7, 9}) {
		t.Errorf("region %+v", r)
	}
	if r := *run.Results[4].Locations[0].Physical.Region; r != (sarifRegion{1, 4, 10}) {
		t.Errorf("region %+v; want it to end with its line", r)
	}
}

func TestURI(t *testing.T) {
	for file, want := range map[string]string{
		"content/reports/swj/2022.md": "content/reports/swj/2022.md",
		"../瀍 河/100%#?.md":            "../%E7%80%8D%20%E6%B2%B3/100%25%23%3F.md",
		"ab:c/d.md":                   "./ab:c/d.md",
		"/srv/年报/a.md":                "file:///srv/%E5%B9%B4%E6%8A%A5/a.md",
		"C:/nb/a.md":                  "file:///C:/nb/a.md",
	} {
		if got := uri(file); got != want {
			t.Errorf("%s: got %s; want %s", file, got, want)
		}
	}
}

func TestFingerprints(t *testing.T) {
	print := func(change func(*check.Finding)) string {
		f := list()[1]
		change(&f)
		return fingerprint(&f)
	}
	same := print(func(*check.Finding) {})
	for name, change := range map[string]func(*check.Finding){
		"moved":         func(f *check.Finding) { f.Pos.Line, f.Pos.Col = 40, 2 },
		"other numbers": func(f *check.Finding) { f.Message.Zh, f.Left = "“自然人”一栏 12 ≠ 118", "12" },
		"explained":     func(f *check.Finding) { f.Waiver = list()[2].Waiver },
	} {
		if print(change) != same {
			t.Errorf("%s: another fingerprint", name)
		}
	}
	for name, change := range map[string]func(*check.Finding){
		"rule":    func(f *check.Finding) { f.Rule = "text-number" },
		"agency":  func(f *check.Finding) { f.Agency = "czj" },
		"year":    func(f *check.Finding) { f.Year = 2021 },
		"cells":   func(f *check.Finding) { f.Cells = nil },
		"message": func(f *check.Finding) { f.Message.Zh = "“商业企业”一栏 9 ≠ 8" },
	} {
		if print(change) == same {
			t.Errorf("another %s: the same fingerprint", name)
		}
	}
	f := list()[1]
	seen := map[string]bool{}
	for _, r := range sarif(t, []check.Finding{f, f, f}, options(diag.English)).Results {
		seen[r.Fingerprints["gongkai/v1"]] = true
	}
	if len(seen) != 3 {
		t.Errorf("three alike have %d fingerprints", len(seen))
	}
	zh, en := sarif(t, list(), options(diag.Chinese)), sarif(t, list(), options(diag.English))
	for i := range zh.Results {
		if zh.Results[i].Fingerprints["gongkai/v1"] != en.Results[i].Fingerprints["gongkai/v1"] {
			t.Errorf("result %d: the language changes the fingerprint", i)
		}
	}
}

// UnmarshalJSON reads a side back.
func (s *side) UnmarshalJSON(text []byte) error {
	*s = side(strings.Trim(string(text), `"`))
	return nil
}
