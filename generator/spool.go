package generator

import (
	"bytes"
	"io"
	"io/fs"
	"sync"
)

// A Spool is a file for what need not be in memory. Nobody else knows of it, and
// with Close it is gone.
type Spool interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
}

// spooled are the files of the search of a still, one behind the other in a spool.
type spooled struct {
	spool Spool

	mu    sync.Mutex
	end   int64
	parts map[string]section
}

// A section is where a file lies.
type section struct{ from, size int64 }

// newSpooled makes room for files; in memory where there is no spool.
func newSpooled(open func() (Spool, error)) (*spooled, error) {
	if open == nil {
		open = func() (Spool, error) { return &memorySpool{}, nil }
	}
	spool, err := open()
	return &spooled{spool: spool, parts: map[string]section{}}, err
}

func (s *spooled) emit(name string, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.spool.WriteAt(data, s.end); err != nil {
		return err
	}
	s.parts[name] = section{s.end, int64(len(data))}
	s.end += int64(len(data))
	return nil
}

func (s *spooled) read(name string) ([]byte, error) {
	part, ok := s.parts[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	data := make([]byte, part.size)
	_, err := io.ReadFull(io.NewSectionReader(s.spool, part.from, part.size), data)
	return data, err
}

func (s *spooled) close() error { return s.spool.Close() }

// A memorySpool is a spool that is written from beginning to end.
type memorySpool struct{ buffer bytes.Buffer }

func (m *memorySpool) WriteAt(data []byte, _ int64) (int, error) { return m.buffer.Write(data) }

func (m *memorySpool) ReadAt(data []byte, at int64) (int, error) {
	return bytes.NewReader(m.buffer.Bytes()).ReadAt(data, at)
}

func (m *memorySpool) Close() error { return nil }
