package columns

import (
	"fmt"
	"html"
	"io/fs"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
)

var cellOfPage = regexp.MustCompile(`<td[^>]* id="([^"]+)"[^>]*>([^<]*)</td>`)

// OfPage calls each for the cells of the tables on a page that are numbers; for none
// where a theme draws other tables than ours.
func OfPage(page []byte, each func(key, number string)) {
	for _, m := range cellOfPage.FindAllSubmatch(page, -1) {
		if number, ok := Canonical(html.UnescapeString(string(m[2]))); ok {
			each(string(m[1]), number)
		}
	}
}

// A Proof compares tests of the files of a site with its pages.
type Proof struct {
	Wrong []string // tests that were answered wrongly

	reader *Reader
	keys   map[string]bool
	asked  map[string][]*question // by key
}

type question struct {
	key  string
	test Test
	docs []uint32
}

// NewProof opens the files of a site.
func NewProof(site fs.FS) (*Proof, error) {
	found, err := fs.Glob(site, "search/columns-*.js")
	if err != nil {
		return nil, err
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("the site has %d files search/columns-*.js", len(found))
	}
	p := &Proof{keys: map[string]bool{}, asked: map[string][]*question{}}
	p.reader, err = NewReader(path.Base(found[0]), func(name string) ([]byte, error) { return fs.ReadFile(site, "search/"+name) })
	if err != nil {
		return nil, err
	}
	for _, key := range p.reader.Keys() {
		p.keys[key] = true
	}
	return p, nil
}

var operators = []string{">", ">=", "<", "<=", "=", "!=", ".."}

// Sample takes a test from a page, that its report is near to pass.
func (p *Proof) Sample(page []byte, random *rand.Rand) {
	var cells [][2]string
	OfPage(page, func(key, number string) {
		if p.keys[key] {
			cells = append(cells, [2]string{key, number})
		}
	})
	if len(cells) == 0 {
		return
	}
	c, other := cells[random.IntN(len(cells))], cells[random.IntN(len(cells))]
	q := &question{key: c[0], test: Test{Op: operators[random.IntN(len(operators))], From: c[1]}}
	if q.test.Op == ".." {
		if q.test.To = other[1]; Compare(q.test.From, q.test.To) > 0 {
			q.test.From, q.test.To = q.test.To, q.test.From
		}
	}
	p.asked[q.key] = append(p.asked[q.key], q)
}

// Queries gives how many tests were taken.
func (p *Proof) Queries() (n int) {
	for _, list := range p.asked {
		n += len(list)
	}
	return n
}

// Page gives which tests the page of a report passes, as a function that notes it.
func (p *Proof) Page(page []byte, document uint32) (note func()) {
	var passed []*question
	if len(p.asked) > 0 {
		OfPage(page, func(key, number string) {
			for _, q := range p.asked[key] {
				if q.test.Passes(number) {
					passed = append(passed, q)
				}
			}
		})
	}
	return func() {
		for _, q := range passed {
			q.docs = append(q.docs, document)
		}
	}
}

// Finish asks the files, when all pages have been noted.
func (p *Proof) Finish() error {
	for key, list := range p.asked {
		for _, q := range list {
			slices.Sort(q.docs)
			got, err := p.reader.Evaluate(key, q.test)
			if err != nil {
				return err
			}
			if !slices.Equal(got, q.docs) {
				p.Wrong = append(p.Wrong, q.key+q.test.Op+q.test.From+" "+q.test.To)
			}
		}
	}
	slices.Sort(p.Wrong)
	return nil
}
