package generator

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"strings"
	"sync"

	"gongkai/generator/pagetext"
	"gongkai/generator/render"
	"gongkai/generator/search"
	"gongkai/generator/search/columns"
	"gongkai/generator/search/numbers"
)

// An Earlier is the site that an earlier build made. What has not changed since is
// taken from it instead of being made again.
type Earlier struct {
	// Memo is what that build gave in Stats.Memo; nil for none. Another program's is
	// passed over.
	Memo []byte
	// Keep makes files of that site files of the new, all or none; false where one is
	// no longer as that build wrote it.
	Keep func(names ...string) (bool, error)
	// Read gives a file that was kept.
	Read func(name string) ([]byte, error)
}

// A memory knows of every file of a site the sum of what went into it. Files are
// the same when their sums are: a build with a memory draws just those whose sum
// is another one. Of the search, which is made of the texts of all pages, it knows
// the sums of these.
type memory struct {
	earlier Earlier
	before  memo // of the earlier build

	mu     sync.Mutex
	now    memo
	pages  int   // that were kept
	failed error // the first of Keep
}

// A memo is what a memory leaves for the next build.
type memo struct {
	Program string // what made the site
	Formats render.Sum
	Files   map[string]remembered
	Search  searched
}

// remembered is what is known of a file.
type remembered struct {
	Sum render.Sum

	// Of a page with a text:
	Links   []string // as they are written
	Summary string
	Text    render.Sum // of what is searched
}

// searched is what is known of the search.
type searched struct {
	Sum     render.Sum
	Files   []string
	Index   search.Stats
	Numbers numbers.Stats
	Columns columns.Stats
}

// newMemory makes the memory for a build; nil without an earlier site.
func newMemory(earlier *Earlier, c *Content) (*memory, error) {
	if earlier == nil {
		return nil, nil
	}
	program, err := programSum()
	if err != nil {
		return nil, err
	}
	m := &memory{earlier: *earlier, now: memo{Program: program, Formats: c.sums.formats, Files: map[string]remembered{}}}
	if err := gob.NewDecoder(bytes.NewReader(m.earlier.Memo)).Decode(&m.before); err != nil ||
		m.before.Program != m.now.Program || m.before.Formats != m.now.Formats {
		m.before = memo{}
	}
	return m, nil
}

// encode gives the memo for the next build. The error may be an earlier one.
func (m *memory) encode() ([]byte, error) {
	if m.failed != nil {
		return nil, m.failed
	}
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(&m.now)
	return b.Bytes(), err
}

// unchanged notes the sum of a file, and says whether the earlier site had the
// same, which then is kept.
func (m *memory) unchanged(name string, sum render.Sum) bool {
	m.note(name, func(f *remembered) { f.Sum = sum })
	before, known := m.before.Files[name]
	return known && before.Sum == sum && m.keep(name)
}

func (m *memory) note(name string, change func(*remembered)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f := m.now.Files[name]
	change(&f)
	m.now.Files[name] = f
}

// keep keeps files of the earlier site, all or none.
func (m *memory) keep(names ...string) bool {
	kept, err := m.earlier.Keep(names...)
	m.mu.Lock()
	defer m.mu.Unlock()
	if err != nil && m.failed == nil {
		m.failed = err
	}
	for _, name := range names {
		if kept && strings.HasSuffix(name, ".html") {
			m.pages++
		}
	}
	return kept && err == nil
}

// text gives what the earlier build knew of the text of a page, with its links
// resolved as they are now.
func (m *memory) text(name string, resolve func(string) (string, bool)) (render.Extract, bool) {
	before, known := m.before.Files[name]
	if !known {
		return render.Extract{}, false
	}
	t := render.Extract{Summary: before.Summary}
	for _, link := range before.Links {
		to, _ := resolve(link)
		t.Links = append(t.Links, render.Resolved{Link: link, To: to})
	}
	return t, true
}

// noteText notes what a page takes from its text.
func (m *memory) noteText(name string, t render.Extract) {
	m.note(name, func(f *remembered) {
		f.Summary, f.Links = t.Summary, nil
		for _, l := range t.Links {
			f.Links = append(f.Links, l.Link)
		}
	})
}

// takeText takes over what is known of the text of a page that was kept, and
// gives the sum of what is searched.
func (m *memory) takeText(name string) render.Sum {
	before := m.before.Files[name]
	m.note(name, func(f *remembered) { f.Links, f.Summary, f.Text = before.Links, before.Summary, before.Text })
	return before.Text
}

// keepSearch keeps all files of the search if they are made of the same.
func (m *memory) keepSearch(sum render.Sum) bool {
	m.now.Search.Sum = sum
	if m.before.Search.Sum != sum || len(m.before.Search.Files) == 0 || !m.keep(m.before.Search.Files...) {
		return false
	}
	m.now.Search = m.before.Search
	return true
}

// watchSearch gives an emit that notes the files of the search.
func (m *memory) watchSearch(emit Emit) Emit {
	return func(name string, data []byte) error {
		m.mu.Lock()
		m.now.Search.Files = append(m.now.Search.Files, name)
		m.mu.Unlock()
		return emit(name, data)
	}
}

// textSum is the sum of what is searched on a page.
type textSum struct{ buffer []byte }

func (s *textSum) add(b pagetext.Block) {
	s.buffer = append(s.buffer, byte(b.Kind))
	s.buffer = binary.AppendUvarint(s.buffer, uint64(len(b.Text)))
	for _, u := range b.Text {
		s.buffer = binary.LittleEndian.AppendUint16(s.buffer, u)
	}
}

// sum gives the sum and begins anew.
func (s *textSum) sum() render.Sum {
	whole := sha256.Sum256(s.buffer)
	s.buffer = s.buffer[:0]
	return render.Sum(whole[:16])
}
