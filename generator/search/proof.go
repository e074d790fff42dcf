package search

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"

	"gongkai/generator/pagetext"
	"gongkai/generator/parallel"
	"gongkai/generator/search/columns"
	"gongkai/generator/search/numbers"
)

// A Proof is what came of comparing the index of a site with its pages.
type Proof struct {
	Queries  int
	Wrong    []string // queries that were answered wrongly
	Requests Spread   // files that a query needs when nothing is known yet, with the directory and pages
	Bytes    Spread   // of these, as they lie on the disk

	Numbers      int      // look-ups of numbers
	WrongNumbers []string // that were answered wrongly

	Tests      int      // of numbers in tables
	WrongTests []string // that were answered wrongly
}

// A Spread is the middle and the end of many figures.
type Spread struct{ Median, P95, Worst int64 }

func spreadOf(all []int64) (s Spread) {
	if len(all) == 0 {
		return s
	}
	slices.Sort(all)
	return Spread{all[len(all)/2], all[len(all)*95/100], all[len(all)-1]}
}

// lengths are those of the queries of a proof.
var lengths = []int{1, 2, 2, 3, 3, 4, 4, 6, 8, 9, 12, 20, 40}

// Prove takes texts from the pages of a site, some of them whole, some put together
// from two places so that they may stand nowhere, and compares what the index says of
// them with what stands in all pages; and likewise the look-up of numbers with the
// cards. The same seed takes the same texts.
func Prove(ctx context.Context, site fs.FS, queries, jobs int, seed uint64) (Proof, error) {
	p := Proof{Queries: queries}
	found, err := fs.Glob(site, "search/index-*.js")
	if err != nil {
		return p, err
	}
	if len(found) != 1 {
		return p, fmt.Errorf("the site has %d files search/index-*.js", len(found))
	}
	tests, err := columns.NewProof(site)
	if err != nil {
		return p, err
	}
	pages := &pageTexts{site: site, tests: tests}
	read := func() (*Reader, error) {
		return NewReader(path.Base(found[0]), func(name string) ([]byte, error) {
			return fs.ReadFile(site, "search/"+name)
		}, nil)
	}
	r, err := read()
	if err != nil {
		return p, err
	}
	pages.addresses = r.addresses
	asked, err := pages.sample(rand.New(rand.NewPCG(seed, 1)), queries)
	if err != nil {
		return p, err
	}
	want, err := pages.bruteForce(ctx, asked, jobs)
	if err != nil {
		return p, err
	}
	requests, bytes := make([]int64, queries), make([]int64, queries)
	wrong := make([]bool, queries)
	err = parallel.Each(ctx, jobs, queries, func(i int) error {
		r, err := read() // that knows nothing yet
		if err != nil {
			return err
		}
		r.holds = func(d uint32, text []uint16) (bool, error) {
			page, err := fs.ReadFile(site, pages.name(int(d)))
			r.Reads++
			r.Bytes += int64(len(page))
			return strings.Contains(textOf(page), string(utf16.Decode(text))), err
		}
		got, err := r.Find(utf16.Encode([]rune(asked[i])))
		wrong[i] = !slices.Equal(got, want[i])
		requests[i], bytes[i] = int64(r.Reads), r.Bytes
		return err
	})
	for i, w := range wrong {
		if w {
			p.Wrong = append(p.Wrong, asked[i])
		}
	}
	p.Requests, p.Bytes = spreadOf(requests), spreadOf(bytes)
	if err != nil {
		return p, err
	}
	asked, p.WrongNumbers, err = numbers.Prove(site, pages.numbers, queries/5, rand.New(rand.NewPCG(seed, 2)))
	p.Numbers = len(asked)
	if err != nil {
		return p, err
	}
	err = tests.Finish()
	p.Tests, p.WrongTests = tests.Queries(), tests.Wrong
	return p, err
}

// pageTexts reads the pages of the documents of a site.
type pageTexts struct {
	site      fs.FS
	addresses []string
	numbers   []numbers.Number // of the pages that bruteForce has read
	tests     *columns.Proof
}

func (p *pageTexts) name(document int) string {
	address, err := url.PathUnescape(p.addresses[document])
	if err != nil {
		address = p.addresses[document]
	}
	return path.Join(address, "index.html")
}

// textOf gives the blocks of a page, each ended by a character that is in none.
func textOf(page []byte) string {
	var s pagetext.Scanner
	var units []uint16
	s.Each(page, func(b pagetext.Block) { units = append(append(units, b.Text...), 0) })
	return string(utf16.Decode(units))
}

func (p *pageTexts) sample(random *rand.Rand, queries int) (asked []string, err error) {
	for len(asked) < queries && len(p.addresses) > 0 {
		page, err := fs.ReadFile(p.site, p.name(random.IntN(len(p.addresses))))
		if err != nil {
			return nil, err
		}
		p.tests.Sample(page, random)
		text := []rune(textOf(page))
		for range 8 {
			piece := func(n int) string {
				from := random.IntN(max(1, len(text)-n))
				before, _, _ := strings.Cut(string(text[from:min(from+n, len(text))]), "\x00")
				return strings.TrimSpace(before)
			}
			n := lengths[random.IntN(len(lengths))]
			t := piece(n)
			if random.IntN(3) == 0 {
				t += piece(n)
			}
			if t != "" && len(asked) < queries {
				asked = append(asked, t)
			}
		}
	}
	return asked, nil
}

// bruteForce looks for all queries in all pages.
func (p *pageTexts) bruteForce(ctx context.Context, asked []string, jobs int) ([][]uint32, error) {
	want := make([][]uint32, len(asked))
	var mu sync.Mutex
	err := parallel.Each(ctx, jobs, len(p.addresses), func(d int) error {
		page, err := fs.ReadFile(p.site, p.name(d))
		if err != nil {
			return err
		}
		text := textOf(page)
		var here []int
		for i, a := range asked {
			if strings.Contains(text, a) {
				here = append(here, i)
			}
		}
		ofPage, note := numbers.OfPage(page, uint32(d)), p.tests.Page(page, uint32(d))
		mu.Lock()
		defer mu.Unlock()
		note()
		p.numbers = append(p.numbers, ofPage...)
		for _, i := range here {
			want[i] = append(want[i], uint32(d))
		}
		return nil
	})
	for _, docs := range want {
		slices.Sort(docs)
	}
	slices.SortStableFunc(p.numbers, func(a, b numbers.Number) int { return int(a.Document) - int(b.Document) })
	return want, err
}

// addressesOf gives the addresses of all documents of a directory.
func (f *directoryFile) addressesOf() (all []string, err error) {
	for _, a := range f.Agencies {
		if len(a) < 3 {
			return nil, fmt.Errorf("agency %q without years", a)
		}
		for years := range strings.SplitSeq(a[2], ",") {
			if years == "" {
				continue
			}
			first, last, ranged := strings.Cut(years, "-")
			from, err := strconv.Atoi(first)
			if err != nil {
				return nil, err
			}
			to := from
			if ranged {
				if to, err = strconv.Atoi(last); err != nil {
					return nil, err
				}
			}
			for y := from; y <= to; y++ {
				all = append(all, fmt.Sprintf("reports/%s/%d/", url.PathEscape(a[0]), y))
			}
		}
	}
	for _, p := range f.Pages {
		all = append(all, p[0])
	}
	if len(all) != f.Documents {
		return nil, fmt.Errorf("%d addresses for %d documents", len(all), f.Documents)
	}
	return all, nil
}
