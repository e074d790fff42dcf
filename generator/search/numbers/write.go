package numbers

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/generator/search/datafile"
)

//go:embed numbers.js
var script []byte

// Sizes.
const (
	smallest = 8 << 10  // of a part, in bytes
	largest  = 16 << 10 // one entry more may be in it
	wide     = 1000     // keys from which on a prefix has an entry of its own
	longest  = 1000     // documents of a list
	most     = 16       // segments from which a key begins
)

// Stats are the figures of the files.
type Stats struct {
	Keys, Files int
	Bytes       int64
	Script      string // the file that a look-up needs first, below search/
}

// An entry is a key with its documents, ascending.
type entry struct {
	key                string
	exact, loose, wide []uint32
}

// directory is what the script is told.
type directory struct {
	Version int    `json:"version"`
	Files   string `json:"files"` // where each part begins, and its check, with blanks between all
	Only    string `json:"only"`  // the only part
}

// Write makes the files of the look-up. emit receives their names below the site's
// root; data is only lent.
func Write(all []Number, emit func(name string, data []byte) error) (Stats, error) {
	entries := widen(gather(all))
	stats := Stats{Keys: len(entries)}
	put := func(name string, data []byte) error {
		stats.Files++
		stats.Bytes += int64(len(data))
		return emit("search/"+name, data)
	}
	parts := cut(entries)
	d := directory{Version: Version}
	if len(parts) == 1 {
		d.Only = parts[0].text
	} else {
		var files []byte
		for i, p := range parts {
			name := "n-" + datafile.Check([]byte(p.text))
			quoted, err := json.Marshal(p.text)
			if err != nil {
				return stats, err
			}
			if err := put(name+".js", fmt.Appendf(nil, "gongkai.part(%q,%s);\n", name, quoted)); err != nil {
				return stats, err
			}
			if i > 0 {
				files = append(files, ' ')
			}
			files = fmt.Appendf(files, "%s %s", p.first, datafile.Check([]byte(p.text)))
		}
		d.Files = string(files)
	}
	text, err := json.Marshal(d)
	if err != nil {
		return stats, err
	}
	whole := bytes.Replace(script, []byte("{} /* the list of files */"), text, 1)
	stats.Script = "numbers-" + datafile.Check(whole) + ".js"
	return stats, put(stats.Script, whole)
}

// gather gives all keys in order.
func gather(all []Number) []entry {
	type use struct {
		key      string
		document uint32
		loose    bool
	}
	var uses []use
	for i := range all {
		n := &all[i]
		k := n.keys()
		for from, key := range k.exact {
			loose := k.loose[from]
			uses = append(uses, use{string(n.Kind) + key, n.Document, false})
			if loose != key {
				uses = append(uses, use{string(n.Kind) + loose, n.Document, true})
			}
		}
	}
	slices.SortFunc(uses, func(a, b use) int {
		if c := compare(a.key, b.key); c != 0 {
			return c
		}
		return int(a.document) - int(b.document)
	})
	var entries []entry
	for _, u := range uses {
		if n := len(entries); n == 0 || entries[n-1].key != u.key {
			entries = append(entries, entry{key: u.key})
		}
		e := &entries[len(entries)-1]
		list := &e.exact
		if u.loose {
			list = &e.loose
		}
		if n := len(*list); n == 0 || (*list)[n-1] != u.document {
			*list = append(*list, u.document)
		}
	}
	return entries
}

// compare compares as JavaScript does, by units of UTF-16: characters of four bytes
// stand before those from U+E000 on.
func compare(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if x, y := a[i], b[i]; x != y {
			if x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0) {
				x, y = y, x
			}
			return int(x) - int(y)
		}
	}
	return len(a) - len(b)
}

// common gives the length of what two keys have in common, in units and in bytes.
func common(a, b string) (units, length int) {
	for i, r := range a {
		if q, _ := utf8.DecodeRuneInString(b[i:]); i >= len(b) || q != r {
			return units, i
		}
		units += utf16.RuneLen(r)
	}
	return units, len(a)
}

// widen adds entries for prefixes of many keys.
func widen(entries []entry) []entry {
	type span struct {
		prefix   string
		from, to int
	}
	var spans []span
	var open []span // the prefixes of the key in hand, the shortest first
	for i := range entries {
		key := entries[i].key
		shared := 0
		if i > 0 {
			_, shared = common(entries[i-1].key, key)
		}
		for n := len(open); n > 0 && len(open[n-1].prefix) > shared; n-- {
			spans = append(spans, open[n-1])
			open = open[:n-1]
		}
		for at := shared; at < len(key); {
			_, n := utf8.DecodeRuneInString(key[at:])
			at += n
			open = append(open, span{prefix: key[:at], from: i})
		}
		for k := range open {
			open[k].to = i + 1
		}
	}
	spans = append(spans, open...)
	spans = slices.DeleteFunc(spans, func(s span) bool { return s.to-s.from <= wide || len(s.prefix) == 1 })
	slices.SortFunc(spans, func(a, b span) int { return compare(a.prefix, b.prefix) })
	var out []entry
	at := 0
	for _, s := range spans {
		var all []uint32
		for _, e := range entries[s.from:s.to] {
			all = append(all, e.exact...)
		}
		slices.Sort(all)
		all = slices.Compact(all)
		out = append(out, entries[at:s.from]...)
		at = s.from
		if entries[at].key == s.prefix {
			entries[at].wide = all
		} else {
			out = append(out, entry{key: s.prefix, wide: all})
		}
	}
	return append(out, entries[at:]...)
}

// A part is a file's content, and a text to find it by: the shortest beginning of
// its first key that is after all keys before; the whole and "!", which comes before all
// that a key can go on with, if the part before ends with that key.
type part struct{ first, text string }

// cut writes the entries and cuts them into parts.
func cut(entries []entry) (parts []part) {
	var b []byte
	var first, before string
	end := func() {
		if len(b) > 0 {
			parts = append(parts, part{first, string(b)})
			b = nil
		}
	}
	write := func(key, lists string) {
		if len(b)+len(lists) > largest {
			end()
		}
		same, length := 0, 0
		if len(b) == 0 {
			first = key + "!" // that goes on from the part before
			if _, n := common(before, key); n < len(key) {
				_, size := utf8.DecodeRuneInString(key[n:])
				first = key[:n+size]
			}
		} else {
			b = append(b, ' ')
			for same, length = common(before, key); same > 35; {
				r, size := utf8.DecodeLastRuneInString(key[:length])
				same, length = same-utf16.RuneLen(r), length-size
			}
		}
		b = strconv.AppendInt(b, int64(same), 36)
		b = append(append(b, key[length:]...), lists...)
		before = key
	}
	for i := range entries {
		e := &entries[i]
		if len(b) >= smallest && borderAt(e.key) {
			end()
		}
		var lists []byte
		for k, docs := range [][]uint32{e.wide, e.exact, e.loose} {
			for list := range slices.Chunk(docs, longest) {
				if len(lists) >= smallest/2 {
					write(e.key, string(lists))
					lists = nil
				}
				lists = datafile.AppendDocuments(append(lists, "*:;"[k]), list)
			}
		}
		write(e.key, string(lists))
	}
	end()
	return parts
}

// borderAt says that a part may end before a key.
func borderAt(key string) bool {
	h := fnv.New64a()
	h.Write([]byte(key))
	sum := h.Sum64()
	return (sum^sum>>32)*0x9E3779B97F4A7C15>>32&0x7F == 0
}
