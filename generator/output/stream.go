package output

import (
	"crypto/sha256"
	"hash"
	"io"
)

// takeStream is take for a stream.
func (s *Site) takeStream(name string, r io.Reader, newFolder bool) error {
	if seeker, ok := r.(io.ReadSeeker); ok {
		if _, known := s.old.find(name); known {
			kept, err := s.keepStream(name, seeker, newFolder)
			if err != nil || kept {
				return err
			}
		}
	}
	f := file{name: name}
	return s.write(&f, &hashing{r, sha256.New(), &f.sum}, nil, newFolder)
}

// keepStream links the file of the old site, if that is what the stream holds,
// and else leaves the stream where it was.
func (s *Site) keepStream(name string, r io.ReadSeeker, newFolder bool) (bool, error) {
	start, err := r.Seek(0, io.SeekCurrent)
	if err != nil {
		return false, err
	}
	f := file{name: name}
	if f.sum, f.size, err = sumOf(r); err != nil {
		return false, err
	}
	before, err := s.unchanged(&f, func(old io.Reader) (bool, error) {
		sum, _, err := sumOf(old)
		return sum == f.sum, err
	})
	if err == nil && before != nil {
		if kept, err := s.keep(&f, before, newFolder); err != nil || kept {
			return kept, err
		}
	}
	if err != nil {
		return false, err
	}
	_, err = r.Seek(start, io.SeekStart)
	return false, err
}

// sumOf gives the hash and the length of what a reader still has.
func sumOf(r io.Reader) (sum [32]byte, size int64, err error) {
	h := sha256.New()
	size, err = io.Copy(h, r)
	h.Sum(sum[:0])
	return sum, size, err
}

// hashing is a reader that hashes what passes through it, and gives the sum at
// the end.
type hashing struct {
	io.Reader
	hash hash.Hash
	sum  *[32]byte
}

func (h *hashing) Read(b []byte) (int, error) {
	n, err := h.Reader.Read(b)
	h.hash.Write(b[:n])
	if err == io.EOF {
		h.hash.Sum(h.sum[:0])
	}
	return n, err
}
