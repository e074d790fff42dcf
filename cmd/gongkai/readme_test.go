package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeTask holds the VS Code task of the README against what check prints:
// each finding is matched with its file, line, column and words.
func TestReadmeTask(t *testing.T) {
	dir := t.TempDir()
	report := filepath.Join(dir, "content/reports/swj/2022.md")
	if err := os.MkdirAll(filepath.Dir(report), 0o755); err != nil {
		t.Fatal(err)
	}
	for file, text := range map[string]string{
		filepath.Join(dir, "content/archive.toml"): "[site]\ntitle = \"示例\"\n[[agency]]\nid = \"swj\"\nname = \"示例市商务局\"\n",
		report: "+++\ntitle = \"年报\"\npublised = 2023-01-15\nissued = \"2023-01-12\"\n+++\n## 一、总体情况\n",
	} {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for readme, want := range map[string][]string{
		"README.md":       {"error unknown-key: unknown key", "error wrong-type: issued is"},
		"README.zh-CN.md": {"错误 unknown-key: 不认识的键", "错误 wrong-type: issued 写的是"},
	} {
		task, pattern := readmeTask(t, readme)
		t.Chdir(dir)
		lang := map[string]string{"README.md": "en_US.UTF-8", "README.zh-CN.md": "zh_CN.UTF-8"}[readme]
		var out, messages bytes.Buffer
		run(context.Background(), task, &out, &messages, func(string) string { return lang })
		var found []string
		for _, line := range strings.Split(out.String()+messages.String(), "\n") {
			m := pattern.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			if _, err := os.Stat(m[1]); err != nil || m[2] == "" || m[3] == "" {
				t.Errorf("%s: %q stands at no place", readme, line)
			}
			found = append(found, m[4])
		}
		for _, w := range want {
			if !strings.Contains(strings.Join(found, "\n"), w) {
				t.Errorf("%s: the task finds %q; want %q among them\n%s%s", readme, found, w, &out, &messages)
			}
		}
	}
}

// readmeTask reads the task of a README: the words after gongkai, and how it finds
// problems.
func readmeTask(t *testing.T, readme string) ([]string, *regexp.Regexp) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, readme))
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(text), "```json\n")
	block, _, _ = strings.Cut(block, "```")
	var file struct {
		Tasks []struct {
			Command        string
			Args           []string
			ProblemMatcher struct {
				Pattern struct {
					Regexp                      string
					File, Line, Column, Message int
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(block), &file); err != nil {
		t.Fatalf("%s: %v in %s", readme, err, block)
	}
	task := file.Tasks[0]
	p := task.ProblemMatcher.Pattern
	if task.Command != "gongkai" || p.File != 1 || p.Line != 2 || p.Column != 3 || p.Message != 4 {
		t.Fatalf("%s: %+v", readme, task)
	}
	return task.Args, regexp.MustCompile(p.Regexp)
}

// root is the folder of the repository.
var root = func() string {
	dir, err := filepath.Abs("../..")
	if err != nil {
		panic(err)
	}
	return dir
}()
