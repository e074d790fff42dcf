package preview

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"gongkai/generator"
	"gongkai/generator/diag"
)

// A drawing is a file of the site as it was at one generation of the content.
type drawing struct {
	name       string // that was asked for; another one's bytes may stand here, those of 404.html
	status     int
	body       []byte
	hash       string // of status and body
	generation int
	problems   diag.List // for which there is no page, or only an older one
}

// A flightKey names a drawing that is being made. Who asks for it meanwhile waits for
// the same one.
type flightKey struct {
	name       string
	generation int
}

type flight struct {
	done   chan struct{}
	result *drawing
	err    error
}

// begin gives the drawing of a file at the newest generation of the content, as it
// will be when its channel is closed. It does not end with the request that asked
// first: others may wait, and the index of the search is made only once.
func (s *Server) begin(name string) *flight {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := flightKey{name, s.generation}
	if f := s.flights[key]; f != nil {
		return f
	}
	f := &flight{done: make(chan struct{})}
	if f.result = s.shelf.get(name); f.result != nil && f.result.generation == s.generation {
		close(f.done)
		return f
	}
	if f.err = s.ctx.Err(); f.err != nil {
		close(f.done)
		return f
	}
	last := f.result
	s.flights[key] = f
	s.work.Go(func() {
		f.result, f.err = s.make(key, last)
		s.mu.Lock()
		delete(s.flights, key)
		if f.err == nil && isPage(name) {
			s.shelf.put(f.result)
		}
		s.mu.Unlock()
		close(f.done)
	})
	return f
}

// draw waits for a drawing.
func (s *Server) draw(ctx context.Context, name string) (*drawing, error) {
	f := s.begin(name)
	select {
	case <-f.done:
		return f.result, f.err
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-s.ctx.Done():
		return nil, s.ctx.Err()
	}
}

// make draws a file. A page that cannot be drawn is the last one that could.
func (s *Server) make(key flightKey, last *drawing) (*drawing, error) {
	d := &drawing{name: key.name, status: http.StatusOK, generation: key.generation}
	var err error
	var broken *generator.Broken
	d.body, err = s.Edition.File(s.ctx, key.name)
	if errors.Is(err, fs.ErrNotExist) {
		d.status = http.StatusNotFound
		if d.body, err = s.Edition.File(s.ctx, "404.html"); errors.Is(err, fs.ErrNotExist) {
			d.body, err = []byte(bare("404", "<p>没有这个网页。</p>")), nil
		}
	}
	if errors.As(err, &broken) {
		d.problems, err = broken.Problems, nil
		s.Problems() // some are found only when a page is drawn
		if last != nil && last.status == http.StatusOK {
			d.body, d.status = last.body, last.status
		} else {
			d.status, d.body = http.StatusInternalServerError, []byte(s.brokenPage(broken.Problems))
		}
	}
	if err != nil {
		return nil, err
	}
	d.hash = hashOf(d)
	return d, nil
}

func hashOf(d *drawing) string {
	sum := sha256.Sum256(d.body)
	return hex.EncodeToString(sum[:12]) + "-" + http.StatusText(d.status)[:1]
}

func isPage(name string) bool { return path.Ext(name) == ".html" }

// ofSearch says whether a page is of the search, whose index takes long to make:
// it is not drawn again for each change.
func ofSearch(name string) bool { return strings.HasPrefix(name, "search/") }

// A shelf keeps the pages that were drawn last.
type shelf struct {
	order []*drawing // the newest at the end
}

const shelfSize = 64

func (s *shelf) get(name string) *drawing {
	for _, d := range s.order {
		if d.name == name {
			return d
		}
	}
	return nil
}

// put keeps a drawing in the place of an older one of its name.
func (s *shelf) put(d *drawing) {
	kept := s.order[:0]
	for _, old := range s.order {
		if old.name != d.name {
			kept = append(kept, old)
		} else if old.generation > d.generation {
			d = old
		}
	}
	s.order = append(kept, d)
	if len(s.order) > shelfSize {
		s.order = append(s.order[:0:0], s.order[1:]...)
	}
}
