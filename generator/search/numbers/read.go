package numbers

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/search/datafile"
)

// A Reader answers from the files what numbers.js answers in the browser: it is
// the proof that they are right.
type Reader struct {
	Reads int   // files read
	Bytes int64 // of them

	open  func(name string) ([]byte, error)
	files []place
	only  string
}

// A place is a part in the list of all.
type place struct{ first, check string }

// NewReader opens the files by their script. open reads a file below search/.
func NewReader(name string, open func(name string) ([]byte, error)) (*Reader, error) {
	r := &Reader{open: open}
	text, err := r.read(name)
	if err != nil {
		return nil, err
	}
	_, rest, _ := strings.Cut(string(text), "const data = ")
	list, _, ok := strings.Cut(rest, ";\n")
	var d directory
	if err := json.Unmarshal([]byte(list), &d); err != nil || !ok {
		return nil, fmt.Errorf("search/%s has no list of files: %w", name, err)
	}
	if d.Version != Version {
		return nil, fmt.Errorf("search/%s: version %d, known is %d", name, d.Version, Version)
	}
	words := strings.Fields(d.Files)
	for i := 0; i+1 < len(words); i += 2 {
		r.files = append(r.files, place{words[i], words[i+1]})
	}
	if r.only = d.Only; r.only != "" {
		r.files = []place{{}}
	}
	return r, nil
}

func (r *Reader) read(name string) ([]byte, error) {
	data, err := r.open(name)
	r.Reads++
	r.Bytes += int64(len(data))
	return data, err
}

// part gives the entries of a part.
func (r *Reader) part(i int) ([]entry, error) {
	text := r.only
	if text == "" {
		name := "n-" + r.files[i].check
		data, err := r.read(name + ".js")
		if err != nil {
			return nil, err
		}
		quoted, _ := strings.CutPrefix(string(data), fmt.Sprintf("gongkai.part(%q,", name))
		if err := json.Unmarshal([]byte(strings.TrimSuffix(quoted, ");\n")), &text); err != nil {
			return nil, fmt.Errorf("search/%s.js: %w", name, err)
		}
	}
	var all []entry
	before := ""
	for word := range strings.SplitSeq(text, " ") {
		at := strings.IndexAny(word, ":;*")
		if at < 1 {
			return nil, fmt.Errorf("entry %q", word)
		}
		same, err := strconv.ParseUint(word[:1], 36, 8)
		if err != nil {
			return nil, err
		}
		e := entry{key: head(before, int(same)) + word[1:at]}
		before = e.key
		for lists := word[at:]; lists != ""; {
			end := 1 + strings.IndexAny(lists[1:], ":;*")
			if end == 0 {
				end = len(lists)
			}
			docs, err := datafile.ReadDocuments(lists[1:end])
			if err != nil {
				return nil, err
			}
			switch lists[0] {
			case ':':
				e.exact = append(e.exact, docs...)
			case ';':
				e.loose = append(e.loose, docs...)
			default:
				e.wide = append(e.wide, docs...)
			}
			lists = lists[end:]
		}
		all = append(all, e)
	}
	return all, nil
}

// head gives the first units of a key.
func head(key string, units int) string {
	for i, r := range key {
		if units <= 0 {
			return key[:i]
		}
		if units--; r > 0xFFFF {
			units--
		}
	}
	return key
}

// below gives the entries whose keys begin with a text; those of the text alone, if
// there is a list for all or only these are asked for.
func (r *Reader) below(key string, alone bool) (out []entry, err error) {
	at := 0
	for at+1 < len(r.files) && compare(r.files[at+1].first, key) <= 0 {
		at++
	}
	for i := at; i < len(r.files); i++ {
		wanted := key
		if alone {
			wanted += "!"
		}
		if i > at && !strings.HasPrefix(r.files[i].first, wanted) {
			break
		}
		all, err := r.part(i)
		if err != nil {
			return nil, err
		}
		for _, e := range all {
			if e.key == key && len(e.wide) > 0 {
				alone = true
			}
			if e.key == key || !alone && strings.HasPrefix(e.key, key) {
				out = append(out, e)
			}
		}
	}
	return out, nil
}

// Find gives the documents that have exactly a number, and those for whose number the
// text is a prefix only.
func (r *Reader) Find(text string, kind Kind) (exact, prefix []uint32, err error) {
	s := spell(text, kind)
	key, loose := s.key(0, false), s.key(0, true)
	if key == "" {
		return nil, nil, nil
	}
	all, err := r.below(string(kind)+key, s.ended)
	if err != nil {
		return nil, nil, err
	}
	listed := slices.ContainsFunc(all, func(e entry) bool { return len(e.wide) > 0 })
	for _, e := range all {
		if e.key == string(kind)+key {
			exact = append(append(exact, e.exact...), e.loose...)
		}
		switch {
		case s.ended:
		case listed:
			prefix = append(prefix, e.wide...)
		default:
			prefix = append(prefix, e.exact...)
		}
	}
	if len(exact) == 0 && loose != key {
		if all, err = r.below(string(kind)+loose, true); err != nil {
			return nil, nil, err
		}
		for _, e := range all {
			exact = append(append(exact, e.exact...), e.loose...)
		}
	}
	exact, prefix = sorted(exact), sorted(prefix)
	prefix = slices.DeleteFunc(prefix, func(d uint32) bool {
		_, found := slices.BinarySearch(exact, d)
		return found
	})
	return exact, prefix, nil
}

func sorted(list []uint32) []uint32 {
	slices.Sort(list)
	return slices.Compact(list)
}
