package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
)

// Keep makes files of the old site files of the new one, all of those named or
// none. It makes none, and gives false, where one of them is not known or was
// touched since it was written.
func (s *Site) Keep(names ...string) (bool, error) {
	if err := s.started(); err != nil {
		return false, s.fail(err)
	}
	infos := make([]fs.FileInfo, len(names))
	for i, name := range names {
		before, known := s.old.find(name)
		if !known {
			return false, nil
		}
		now, err := os.Lstat(s.where.dir + "/" + name)
		if err != nil || !before.is(now) {
			return false, nil //nolint:nilerr // what cannot be looked at is made anew
		}
		infos[i] = now
	}
	for i, name := range names {
		if err := s.keepOne(name, infos[i]); err != nil {
			return false, s.fail(err)
		}
	}
	return true, nil
}

// keepOne takes a file over, by a link or else as a copy.
func (s *Site) keepOne(name string, now fs.FileInfo) error {
	newFolder, err := s.claim(name)
	if err != nil {
		return err
	}
	before, _ := s.old.find(name)
	f := file{name, info{sum: before.sum}}
	if kept, err := s.keep(&f, now, newFolder); err != nil || kept {
		return err
	}
	from, err := os.Open(s.where.dir + "/" + name)
	if err != nil {
		return err
	}
	defer from.Close()
	return s.write(&f, from, now, newFolder)
}

// Read gives a file of the old site.
func (s *Site) Read(name string) ([]byte, error) {
	if err := checkName(name); err != nil {
		return nil, err
	}
	return os.ReadFile(s.where.dir + "/" + name)
}

// Memo gives what was left for this build by the last one, of which the site is;
// nil for nothing.
func (s *Site) Memo() ([]byte, error) {
	b, err := os.ReadFile(s.where.file(memoName))
	if errors.Is(err, fs.ErrNotExist) || s.old.key == "" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return decodeMemo(b, s.old.key), nil
}

// Leave leaves something for the next build. It comes to be with the commit.
func (s *Site) Leave(memo []byte) { s.memo = memo }

// A memo is kept with the key of the site to which it belongs, so that it is never
// taken for that of another:
//
//	"gongkai memo 1\n"
//	key: length, bytes
//	the memo
//	SHA-256 of all before
const memoHead = "gongkai memo 1\n"

func encodeMemo(memo []byte, key string) []byte {
	b := append(make([]byte, 0, len(memo)+256), memoHead...)
	b = append(binary.AppendUvarint(b, uint64(len(key))), key...)
	b = append(b, memo...)
	sum := sha256.Sum256(b)
	return append(b, sum[:]...)
}

// decodeMemo gives the memo of a site with the key; nil where it is not whole or
// of another.
func decodeMemo(b []byte, key string) []byte {
	end := len(b) - sha256.Size
	if end < 0 || !bytes.HasPrefix(b, []byte(memoHead)) {
		return nil
	}
	if sum := sha256.Sum256(b[:end]); !bytes.Equal(sum[:], b[end:]) {
		return nil
	}
	d := decoder{rest: b[len(memoHead):end]}
	if string(d.bytes(d.number())) != key || d.broken {
		return nil
	}
	return d.rest
}
