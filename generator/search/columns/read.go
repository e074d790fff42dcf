package columns

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/search/datafile"
)

// A Reader answers from the files what columns.js answers in the browser: it is the
// proof that they are right.
type Reader struct {
	Reads int   // files read
	Bytes int64 // of them

	open func(name string) ([]byte, error)
	list directory
	docs [][]uint32
}

// NewReader opens the files by their script. open reads a file below search/.
func NewReader(name string, open func(name string) ([]byte, error)) (*Reader, error) {
	r := &Reader{open: open}
	text, err := r.read(name)
	if err != nil {
		return nil, err
	}
	_, rest, _ := strings.Cut(string(text), "const data = ")
	list, _, ok := strings.Cut(rest, ";\n")
	if !ok {
		return nil, fmt.Errorf("search/%s has no list of tables", name)
	}
	if err := json.Unmarshal([]byte(list), &r.list); err != nil {
		return nil, fmt.Errorf("search/%s: the list of tables: %w", name, err)
	}
	if r.list.Version != Version {
		return nil, fmt.Errorf("search/%s: version %d, known is %d", name, r.list.Version, Version)
	}
	for _, text := range r.list.Documents {
		docs, err := datafile.ReadDocuments(text)
		if err != nil {
			return nil, fmt.Errorf("search/%s: %w", name, err)
		}
		r.docs = append(r.docs, docs)
	}
	return r, nil
}

func (r *Reader) read(name string) ([]byte, error) {
	data, err := r.open(name)
	r.Reads++
	r.Bytes += int64(len(data))
	return data, err
}

// Keys gives the keys of all cells, of each once.
func (r *Reader) Keys() (keys []string) {
	seen := map[string]bool{}
	for i := range r.list.Tables {
		for _, key := range r.list.Tables[i].keys() {
			if !seen[key] {
				seen[key] = true
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// keys gives the keys of the cells of a table, in their order.
func (t *tableRow) keys() (keys []string) {
	for _, row := range t.Rows {
		for _, c := range t.Columns[row.Block] {
			key := t.ID + "." + row.Key
			if c[0] != "" {
				key += "." + c[0]
			}
			keys = append(keys, key)
		}
	}
	return keys
}

// Evaluate gives the documents whose cell of this key has a number that passes, whatever
// their format.
func (r *Reader) Evaluate(key string, test Test) (docs []uint32, err error) {
	for i := range r.list.Tables {
		t := &r.list.Tables[i]
		if at := slices.Index(t.keys(), key); at >= 0 {
			values, err := r.values(t, at)
			if err != nil {
				return nil, err
			}
			if docs, err = pass(docs, r.docs[t.Documents], values, test); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(docs)
	return docs, nil
}

// values reads the values of a column.
func (r *Reader) values(t *tableRow, cell int) (string, error) {
	files, at := strings.Fields(t.Files), cell
	if len(files) > 1 {
		first := 0
		for i, row := range t.Rows {
			n := len(t.Columns[row.Block])
			if cell < first+n {
				if at = cell - first; len(files) == len(t.Rows) {
					files = files[i : i+1]
				} else {
					files, at = files[cell:cell+1], 0
				}
				break
			}
			first += n
		}
	}
	name := "c-" + files[0] + ".js"
	data, err := r.read(name)
	if err != nil {
		return "", err
	}
	_, text, _ := bytes.Cut(data, []byte(","))
	var all []string
	if err := json.Unmarshal(bytes.TrimSuffix(text, []byte(");\n")), &all); err != nil || at >= len(all) {
		return "", fmt.Errorf("search/%s has %d columns: %w", name, len(all), err)
	}
	return all[at], nil
}

func pass(out, docs []uint32, values string, test Test) ([]uint32, error) {
	at := 0
	for entry := range strings.SplitSeq(values, " ") {
		value, times, many := strings.Cut(entry, "*")
		count := int64(1)
		if many {
			var err error
			if count, err = strconv.ParseInt(times, 36, 32); err != nil {
				return nil, err
			}
		}
		if at+int(count) > len(docs) {
			return nil, fmt.Errorf("more values than reports")
		}
		if value != "_" && test.Passes(value) {
			out = append(out, docs[at:at+int(count)]...)
		}
		at += int(count)
	}
	if at != len(docs) {
		return nil, fmt.Errorf("%d values for %d reports", at, len(docs))
	}
	return out, nil
}
