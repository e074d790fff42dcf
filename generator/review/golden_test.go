package review

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

var update = flag.Bool("update", false, "rewrite what the forms give")

// sample is a review with something of each kind.
func sample(t testing.TB) *Review {
	t.Helper()
	base := archive(t, 6, 6)
	head := maps.Clone(base)
	all := reports(base)
	swap := func(name string, pairs ...string) {
		text := string(head[name].Data)
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(text, pairs[i]) {
				t.Fatalf("%s has no %q", name, pairs[i])
			}
			text = strings.Replace(text, pairs[i], pairs[i+1], 1)
		}
		head[name] = file(text)
	}
	last := all[len(all)-1]
	first := regexp.MustCompile(`received +=`).FindString(string(base[last].Data))
	figures := regexp.MustCompile(`received += \[(\d+)`).FindStringSubmatch(string(base[last].Data))
	swap(last, figures[0], first+" [9"+figures[1], "。\n\n", "，并有所改动。\n\n", "title = \"", "title = \"新的")
	paragraphs := strings.Split(string(head[last].Data), "\n\n")
	for i, p := range paragraphs {
		if i > len(paragraphs)/2 && len(p) > 150 && !strings.HasPrefix(p, "#") {
			paragraphs = append(append(paragraphs[:i:i], paragraphs[i+1:]...), p)
			break
		}
	}
	head[last] = file(strings.Join(paragraphs, "\n\n") + "\n")
	swap(all[3], "title = ", "# 标题\ntitle  = ")
	swap("archive.toml", "title = \"", "title = \"新")
	delete(head, all[0])
	return makeReview(t, base, head)
}

// wordsOf takes the style and the script out of a page, and the pages in it.
func wordsOf(page string) string {
	page = regexp.MustCompile(`(?s)(<style[^>]*>|<script>|<template>).*?(</style>|</script>|</template>)`).ReplaceAllString(page, "$1$2")
	return regexp.MustCompile(`sha256-(?:[\w/=]|&#43;)+`).ReplaceAllString(page, "sha256")
}

func TestForms(t *testing.T) {
	r := sample(t)
	for _, test := range []struct {
		name, form string
		lang       diag.Lang
	}{
		{"review.zh.text", "text", diag.Chinese},
		{"review.zh.md", "markdown", diag.Chinese}, {"review.en.md", "markdown", diag.English},
		{"review.zh.html", "html", diag.Chinese}, {"review.en.html", "html", diag.English},
	} {
		var b bytes.Buffer
		if err := Write(&b, test.form, r, Options{Lang: test.lang}); err != nil {
			t.Fatal(err)
		}
		got := wordsOf(b.String())
		if *update {
			if err := os.WriteFile("testdata/"+test.name, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile("testdata/" + test.name)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not what it was; go test ./generator/review -update renews it", test.name)
		}
	}
}
