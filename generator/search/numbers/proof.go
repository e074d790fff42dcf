package numbers

import (
	"fmt"
	"html"
	"io/fs"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	cardField = regexp.MustCompile(`<div class="field-(number|former|document)"><dt>[^<]*</dt><dd>(.*?)</dd></div>`)
	cardValue = regexp.MustCompile(`<(?:a|span)(?: href="[^"]*")?>([^<]*)</(?:a|span)>`)
)

// OfPage gives the numbers on the card of a page, which is that of a document; none
// where a theme has another card than ours.
func OfPage(page []byte, document uint32) (all []Number) {
	for _, field := range cardField.FindAllSubmatch(page, -1) {
		kind := Index
		if string(field[1]) == "document" {
			kind = Document
		}
		for _, value := range cardValue.FindAllSubmatch(field[2], -1) {
			if text := html.UnescapeString(string(value[1])); text != "未注明" {
				all = append(all, Number{Kind: kind, Text: text, Document: document})
			}
		}
	}
	return all
}

// respell are ways to write a number, a part or a beginning of it.
var respell = []func(string) string{
	func(s string) string { return s },
	strings.ToLower,
	func(s string) string { return strings.NewReplacer("-", "", "/", "", "〔", "", "〕", "").Replace(s) },
	func(s string) string {
		return strings.NewReplacer("-", "－", "/", " / ", "0", "０", "〔", "（", "〕", "）").Replace(s)
	},
	func(s string) string { return s[1+strings.IndexByte(s, '/'):] },
	func(s string) string { return string([]rune(s)[:(len([]rune(s))+1)/2]) },
	func(s string) string { return strings.TrimSuffix(s, "号") },
	func(s string) string { return zeros.ReplaceAllString(s, "$1$2") },
}

var zeros = regexp.MustCompile(`([^0-9])0+([0-9]+)$`)

// Prove looks some of the numbers of a site up in its files, as people may write them,
// and compares with all numbers. It gives what was asked and what of that was answered
// wrongly. A scheme may cut a number where its text does not show it; therefore more
// may be found than the texts say, but only what has the characters that were asked for.
func Prove(site fs.FS, all []Number, queries int, random *rand.Rand) (asked, wrong []string, err error) {
	found, err := fs.Glob(site, "search/numbers-*.js")
	if err != nil {
		return nil, nil, err
	}
	if len(found) != 1 {
		return nil, nil, fmt.Errorf("the site has %d files search/numbers-*.js", len(found))
	}
	r, err := NewReader(path.Base(found[0]), func(name string) ([]byte, error) { return fs.ReadFile(site, "search/"+name) })
	if err != nil || len(all) == 0 {
		return nil, nil, err
	}
	want := make([]expected, queries)
	for q := range want {
		n := &all[random.IntN(len(all))]
		text := respell[random.IntN(len(respell))](n.Text)
		asked = append(asked, text)
		want[q] = expected{kind: n.Kind, asked: spell(text, n.Kind)}
		want[q].bare = withoutAnyZeros(want[q].asked.key(0, false))
	}
	for i := range all {
		k := all[i].keys()
		if len(k.exact) == 0 {
			continue
		}
		bare := withoutAnyZeros(k.exact[0])
		for q := range want {
			if want[q].kind == all[i].Kind {
				want[q].add(all[i].Document, &k, bare)
			}
		}
	}
	for q, text := range asked {
		exact, prefix, err := r.Find(text, want[q].kind)
		if err != nil {
			return nil, nil, err
		}
		if !want[q].agrees(exact, prefix) {
			wrong = append(wrong, text)
		}
	}
	return asked, wrong, nil
}

func withoutAnyZeros(key string) string { return strings.ReplaceAll(key, "0", "") }

// expected is what a look-up must find, and may find.
type expected struct {
	kind                      Kind
	asked                     spelling
	bare                      string // the key that is asked for, without zeros
	exact, loose, prefix, may []uint32
}

func (e *expected) add(document uint32, k *keys, bare string) {
	exact, loosely, prefix := k.are(&e.asked)
	if exact {
		e.exact = append(e.exact, document)
	}
	if loosely {
		e.loose = append(e.loose, document)
	}
	if prefix {
		e.prefix = append(e.prefix, document)
	}
	if strings.Contains(bare, e.bare) {
		e.may = append(e.may, document)
	}
}

// agrees says that an answer has what it must have, and nothing that it must not.
func (e *expected) agrees(exact, prefix []uint32) bool {
	must := e.exact
	if len(must) == 0 && within(exact, e.loose) {
		must = e.loose
	}
	all := sorted(append(slices.Clone(exact), prefix...))
	return within(must, exact) && within(e.prefix, all) && within(all, e.may)
}

// within says that all of a list are in an ascending one.
func within(list, in []uint32) bool {
	for _, d := range list {
		if _, found := slices.BinarySearch(in, d); !found {
			return false
		}
	}
	return true
}
