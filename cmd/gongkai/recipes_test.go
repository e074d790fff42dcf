package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"gongkai/generator/diag"
	"gongkai/generator/findings"
	"gongkai/generator/review"
)

// recipe reads a recipe of .ci/recipes, and gives all its texts.
func recipe(t *testing.T, name string) (doc map[string]any, texts []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, ".ci/recipes", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var down func(v any)
	down = func(v any) {
		switch v := v.(type) {
		case string:
			texts = append(texts, v)
		case []any:
			for _, x := range v {
				down(x)
			}
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				down(v[k])
			}
		}
	}
	down(doc)
	return doc, texts
}

var (
	recipeCall = regexp.MustCompile(`(?m)\./gongkai (.*?)(?: \|\| .*| >\S+)?$`)
	shellWord  = regexp.MustCompile(`(?:"[^"]*"|\$\{[^}]*\}|[^\s"])+`)
)

// TestRecipes reads the recipes for forges as YAML and holds each call of the program
// in them against its commands and flags.
func TestRecipes(t *testing.T) {
	formats := append(slices.Concat(findings.Formats(), review.Formats()), "markdown", "html")
	calls := 0
	for _, name := range []string{"github.yml", "gitlab-ci.yml", "gitee.yml", "review-github.yml", "review-gitlab-ci.yml", "review-gitee.yml"} {
		_, texts := recipe(t, name)
		before := calls
		for _, text := range texts {
			for _, found := range recipeCall.FindAllStringSubmatch(text, -1) {
				calls++
				var words []string
				for _, w := range shellWord.FindAllString(found[1], -1) {
					if w = strings.Trim(w, `"`); !strings.HasPrefix(w, "${") && !strings.HasPrefix(w, ">") {
						words = append(words, w)
					}
				}
				p := &program{lang: diag.English}
				c, rest, err := p.root().Find(words)
				if err != nil || c.Name() == "gongkai" {
					t.Errorf("%s: no command in %q: %v", name, words, err)
					continue
				}
				if err := c.ParseFlags(rest); err != nil {
					t.Errorf("%s: %q: %v", name, words, err)
					continue
				}
				if err := c.ValidateArgs(c.Flags().Args()); err != nil {
					t.Errorf("%s: %q: %v", name, words, err)
				}
				if f := c.Flags().Lookup("format"); f != nil && !slices.Contains(formats, f.Value.String()) {
					t.Errorf("%s: there is no format %q", name, f.Value)
				}
			}
		}
		if calls == before {
			t.Errorf("%s does not call the program", name)
		}
	}
}

// TestRecipeScripts lets a shell read the scripts of the recipes.
func TestRecipeScripts(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell")
	}
	github, _ := recipe(t, "review-github.yml")
	var scripts []string
	for _, step := range at(github, "jobs", "review", "steps").([]any) {
		if run, ok := at(step, "run").(string); ok {
			scripts = append(scripts, run)
		}
	}
	gitlab, _ := recipe(t, "review-gitlab-ci.yml")
	for _, key := range []string{"before_script", "script"} {
		scripts = append(scripts, lined(at(gitlab, "review", key)))
	}
	gitee, _ := recipe(t, "review-gitee.yml")
	step := at(gitee, "stages").([]any)[0]
	scripts = append(scripts, lined(at(at(step, "steps").([]any)[0], "commands")))
	if len(scripts) < 6 {
		t.Fatalf("only %d scripts", len(scripts))
	}
	for _, script := range scripts {
		c := exec.Command(sh, "-n")
		c.Stdin = strings.NewReader(script)
		// A shell only warns of a text without end.
		if out, err := c.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%v: %s\n%s", err, out, script)
		}
	}
}

// TestRecipeCodeQuality makes of rdjson, by the recipe's own filter, what GitLab reads.
func TestRecipeCodeQuality(t *testing.T) {
	if _, err := exec.LookPath("jq"); err != nil {
		t.Skip("jq is not installed")
	}
	gitlab, _ := recipe(t, "review-gitlab-ci.yml")
	script := lined(at(gitlab, "review", "script"))
	_, filter, _ := strings.Cut(script, "jq '")
	filter, _, _ = strings.Cut(filter, "'")
	c := exec.Command("jq", filter)
	c.Stdin = strings.NewReader(`{"diagnostics": [
		{"message": "甲", "severity": "ERROR", "code": {"value": "requests-balance"}, "location": {"path": "content/reports/swj/2022.md", "range": {"start": {"line": 12}}}},
		{"message": "乙", "severity": "INFO", "code": {"value": "x"}, "location": {"path": "content/archive.toml"}}]}`)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	type entry struct {
		Description, Fingerprint, Severity string
		Location                           struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	var got []entry
	if err := json.Unmarshal(out, &got); err != nil || len(got) != 2 {
		t.Fatalf("%v: %s", err, out)
	}
	slices.SortFunc(got, func(a, b entry) int { return a.Location.Lines.Begin - b.Location.Lines.Begin })
	if s := fmt.Sprintf("%s %d, %s %d", got[0].Severity, got[0].Location.Lines.Begin, got[1].Severity, got[1].Location.Lines.Begin); s != "info 1, major 12" {
		t.Errorf("%s: %s", s, out)
	}
}

// TestRecipeComment runs the program by which the recipe for Gitee finds its comment.
func TestRecipeComment(t *testing.T) {
	gitee, _ := recipe(t, "review-gitee.yml")
	step := at(gitee, "stages").([]any)[0]
	_, text, _ := strings.Cut(lined(at(at(step, "steps").([]any)[0], "commands")), "<<'END'\n")
	text, _, _ = strings.Cut(text, "\nEND\n")
	name := filepath.Join(t.TempDir(), "id.go")
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for comments, want := range map[string]string{
		`[{"body": "看过 <!-- m -->", "id": 7}, {"url": "x", "body": "<!-- m -->\n甲", "id": 8}]`: "8\n",
		`[]`: "",
	} {
		c := exec.Command("go", "run", name, "<!-- m -->")
		c.Stdin = strings.NewReader(comments)
		if out, err := c.Output(); err != nil || string(out) != want {
			t.Errorf("%s: %q, %v; want %q", comments, out, err, want)
		}
	}
}

// at goes down by keys.
func at(v any, keys ...string) any {
	for _, k := range keys {
		m, _ := v.(map[string]any)
		v = m[k]
	}
	return v
}

// lined joins the commands of a list.
func lined(v any) string {
	var b strings.Builder
	for _, line := range v.([]any) {
		b.WriteString(line.(string) + "\n")
	}
	return b.String()
}
