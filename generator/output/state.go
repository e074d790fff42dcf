package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
)

// The state file, version 1, numbers as in encoding/binary's varint:
//
//	"gongkai state 1\n"
//	key: length, bytes
//	inode of the site folder, 0 or 1 for "replaces file by file", number of files
//	each file, by name: length of the beginning it shares with the name before it,
//	  length of the rest, the rest, SHA-256 (32 bytes), size, time, inode
//	SHA-256 of all before
//
// A state that is not whole is no state.
const stateHead = "gongkai state 1\n"

var errState = errors.New("the state is not whole")

func (l *listing) encode() []byte {
	b := append(make([]byte, 0, 256+80*len(l.files)), stateHead...)
	b = binary.AppendUvarint(b, uint64(len(l.key)))
	b = append(b, l.key...)
	b = binary.AppendUvarint(b, l.folder)
	var inPlace uint64
	if l.inPlace {
		inPlace = 1
	}
	b = binary.AppendUvarint(b, inPlace)
	b = binary.AppendUvarint(b, uint64(len(l.files)))
	before := ""
	for i := range l.files {
		f := &l.files[i]
		shared := sharedLen(before, f.name)
		b = binary.AppendUvarint(b, uint64(shared))
		b = binary.AppendUvarint(b, uint64(len(f.name)-shared))
		b = append(b, f.name[shared:]...)
		b = append(b, f.sum[:]...)
		b = binary.AppendVarint(b, f.size)
		b = binary.AppendVarint(b, f.mtime)
		b = binary.AppendUvarint(b, f.inode)
		before = f.name
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...)
}

func sharedLen(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// decodeState reads a state. Names are checked as if they were emitted.
func decodeState(b []byte) (*listing, error) {
	end := len(b) - sha256.Size
	if end < 0 || !bytes.HasPrefix(b, []byte(stateHead)) {
		return nil, errState
	}
	if sum := sha256.Sum256(b[:end]); !bytes.Equal(sum[:], b[end:]) {
		return nil, errState
	}
	d := decoder{rest: b[len(stateHead):end]}
	l := &listing{key: string(d.bytes(d.number())), folder: d.number(), inPlace: d.number() == 1}
	count := d.number()
	if count > uint64(end) {
		return nil, errState
	}
	l.files = make([]file, 0, count)
	names := make([]byte, 0, end)
	ends := make([]int, 0, count)
	start := 0
	for range count {
		shared, rest := d.number(), d.bytes(d.number())
		if shared > uint64(len(names)-start) {
			return nil, errState
		}
		names = append(append(names, names[start:start+int(shared)]...), rest...)
		start = len(names) - int(shared) - len(rest)
		var f file
		copy(f.sum[:], d.bytes(sha256.Size))
		f.size, f.mtime, f.inode = d.signed(), d.signed(), d.number()
		l.files = append(l.files, f)
		ends = append(ends, len(names))
	}
	if d.broken || len(d.rest) > 0 {
		return nil, errState
	}
	return l, l.name(string(names), ends)
}

// name gives the files their names, which lie one after the other in one string.
func (l *listing) name(names string, ends []int) error {
	start := 0
	for i, end := range ends {
		l.files[i].name = names[start:end]
		start = end
		if checkName(l.files[i].name) != nil || i > 0 && l.files[i].name <= l.files[i-1].name {
			return errState
		}
	}
	return nil
}

// A decoder reads a state; after a fault everything it gives is zero.
type decoder struct {
	rest   []byte
	broken bool
}

func (d *decoder) number() uint64 {
	n, size := binary.Uvarint(d.rest)
	d.skip(size)
	return n
}

func (d *decoder) signed() int64 {
	n, size := binary.Varint(d.rest)
	d.skip(size)
	return n
}

func (d *decoder) skip(size int) {
	if size <= 0 {
		d.broken, d.rest = true, nil
		return
	}
	d.rest = d.rest[size:]
}

func (d *decoder) bytes(n uint64) []byte {
	if n > uint64(len(d.rest)) {
		d.broken, d.rest = true, nil
		return nil
	}
	b := d.rest[:n]
	d.rest = d.rest[n:]
	return b
}

// readState reads a state file; nil for one that does not exist or is not whole.
func readState(name string) (*listing, error) {
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l, err := decodeState(b)
	if err != nil {
		return nil, nil //nolint:nilerr // what is not whole is as good as lost
	}
	return l, nil
}

// loadListing finds out which files of a site folder the program wrote: from the
// state, if it is of this folder, else from the manifest, else none.
func loadListing(dir, state string) (*listing, error) {
	folder, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return &listing{}, nil
	}
	if err != nil {
		return nil, err
	}
	l, err := readState(state)
	if err != nil {
		return nil, err
	}
	if l != nil && l.folder == inode(folder) && l.folder != unknown {
		return l, nil
	}
	l, err = readManifest(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errManifest) {
		return &listing{}, nil
	}
	return l, err
}
