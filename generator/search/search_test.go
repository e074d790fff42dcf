package search

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"
)

// A corpus is documents of blocks, and the index of them.
type corpus struct {
	documents [][]string
	files     map[string][]byte
	stats     Stats
	verified  int
}

func (c *corpus) holds(d uint32, text string) bool {
	return slices.ContainsFunc(c.documents[d], func(block string) bool { return strings.Contains(block, text) })
}

// build makes the index. Documents are given in another order than their own.
func (c *corpus) build(t testing.TB, jobs int) {
	t.Helper()
	col := NewCollector(len(c.documents), 100)
	for _, i := range rand.New(rand.NewPCG(uint64(jobs), 5)).Perm(len(c.documents)) {
		var d Document
		for _, b := range c.documents[i] {
			tier := Body
			if strings.HasPrefix(b, "#") {
				tier = Title
			}
			d.Add(tier, utf16.Encode([]rune(b)))
		}
		col.Add(i, &d)
	}
	contents := &Contents{}
	for i := range c.documents {
		contents.Pages = append(contents.Pages, Page{fmt.Sprintf("p%d/", i), ""})
	}
	c.files = map[string][]byte{}
	var mu sync.Mutex
	var err error
	c.stats, err = col.Write(context.Background(), jobs, contents, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		if _, twice := c.files[name]; twice {
			t.Errorf("%s is written twice", name)
		}
		c.files[name] = slices.Clone(data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (c *corpus) reader(t testing.TB) *Reader {
	t.Helper()
	r, err := NewReader(c.stats.Directory, func(name string) ([]byte, error) {
		data, ok := c.files["search/"+name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return data, nil
	}, func(d uint32, text []uint16) (bool, error) {
		c.verified++
		return c.holds(d, string(utf16.Decode(text))), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// check compares the answer for a text with what the documents have.
func (c *corpus) check(t testing.TB, r *Reader, text string) {
	t.Helper()
	got, err := r.Find(utf16.Encode([]rune(text)))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	var want []uint32
	for d := range c.documents {
		if c.holds(uint32(d), text) {
			want = append(want, uint32(d))
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%q is found in %d, and stands in %d", text, got, want)
	}
}

// randomCorpus has phrases that return in many documents, whole and in pieces, in
// a small alphabet, so that everything that can be ambiguous is.
func randomCorpus(random *rand.Rand, documents int, alphabet string) *corpus {
	letters := []rune(alphabet)
	word := func(n int) string {
		w := make([]rune, n)
		for i := range w {
			w[i] = letters[random.IntN(len(letters))]
		}
		return string(w)
	}
	phrases := make([]string, 12)
	for i := range phrases {
		phrases[i] = word(4 + random.IntN(30))
	}
	c := &corpus{}
	for range documents {
		var blocks []string
		for range 1 + random.IntN(6) {
			var b strings.Builder
			if random.IntN(4) == 0 {
				b.WriteByte('#')
			}
			for range 1 + random.IntN(5) {
				switch p := phrases[random.IntN(len(phrases))]; random.IntN(4) {
				case 0:
					b.WriteString(word(1 + random.IntN(6)))
				case 1:
					runes := []rune(p)
					b.WriteString(string(runes[random.IntN(len(runes)):]))
				default:
					b.WriteString(p)
				}
			}
			blocks = append(blocks, b.String())
		}
		c.documents = append(c.documents, blocks)
	}
	return c
}

func TestEveryTextIsFound(t *testing.T) {
	texts := 400
	if testing.Short() {
		texts = 40
	}
	for seed, alphabet := range []string{"ab", "abcdefgh", "公开政府信息申请年度报告工作县局", "𠀀𠀁a公\"\\\n\r"} {
		random := rand.New(rand.NewPCG(uint64(seed), 1))
		for _, documents := range []int{1, 2, 5, 60, 300} {
			c := randomCorpus(random, documents, alphabet)
			c.build(t, 2)
			r := c.reader(t)
			for range texts {
				block := []rune(c.documents[random.IntN(documents)][0])
				from := random.IntN(len(block))
				to := from + 1 + random.IntN(min(len(block)-from, 50))
				text := block[from:to:to]
				c.check(t, r, string(text))
				if other := []rune(c.documents[random.IntN(documents)][0]); random.IntN(2) == 0 {
					// A text that may stand nowhere: pieces of two.
					c.check(t, r, string(append(text, other[random.IntN(len(other)):]...)))
				}
			}
			t.Logf("%q, %d documents: %d shards, %d bytes of %d, %d looked into", alphabet, documents, c.stats.Shards, c.stats.IndexBytes, c.stats.TextBytes, c.verified)
		}
	}
}

func TestSameIndexFromAnyOrder(t *testing.T) {
	c := randomCorpus(rand.New(rand.NewPCG(3, 3)), 200, "公开政府信息申请年度报告工作县局")
	c.build(t, 1)
	first := c.files
	c.build(t, 4)
	if len(first) != len(c.files) {
		t.Fatalf("%d files, and %d", len(first), len(c.files))
	}
	for name, data := range first {
		if !bytes.Equal(data, c.files[name]) {
			t.Errorf("%s differs", name)
		}
	}
}
