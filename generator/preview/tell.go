package preview

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
)

// tell draws the pages that are in view again, that which was used last first, and
// tells those that have changed.
func (s *Server) tell(ctx context.Context) {
	streams := s.open()
	done := map[string]bool{}
	for _, st := range streams {
		for _, page := range st.pages() {
			if done[page] || ofSearch(page) {
				continue
			}
			done[page] = true
			d, err := s.draw(ctx, page)
			if err != nil {
				continue // the next request for the page says what is wrong
			}
			for _, other := range streams {
				other.drawn(d)
			}
		}
	}
	for _, st := range streams {
		st.warn() // the pages ask for their notes then: those of others may have changed them
	}
}

// compare tells a stream which of its pages have changed since the browser got them.
// A page of the search is only looked at when it waits for its index.
func (s *Server) compare(ctx context.Context, st *stream) {
	for _, page := range st.pages() {
		if ofSearch(page) && !st.waits(page) {
			continue
		}
		if d, err := s.draw(ctx, page); err == nil {
			st.drawn(d)
		}
	}
}

// open gives the streams, that which was used last first.
func (s *Server) open() []*stream {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*stream
	for st := range s.streams {
		all = append(all, st)
	}
	slices.SortFunc(all, func(a, b *stream) int { return cmp.Compare(b.used, a.used) })
	return all
}

// pages gives the pages of a stream, that which was used last first.
func (st *stream) pages() []string {
	st.mu.Lock()
	defer st.mu.Unlock()
	var pages []string
	for page := range st.shown {
		pages = append(pages, page)
	}
	slices.SortFunc(pages, func(a, b string) int {
		return cmp.Or(-cmp.Compare(boolean(a == st.last), boolean(b == st.last)), strings.Compare(a, b))
	})
	return pages
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (st *stream) waits(page string) bool {
	st.mu.Lock()
	defer st.mu.Unlock()
	return st.shown[page].hash == "waiting"
}

// navigate sends the tab that was used last to the page of the file that was saved.
// With several files it stays where it is: a branch was checked out, or a program
// has written them.
func (s *Server) navigate(ctx context.Context, files []string) {
	address := ""
	for _, f := range files {
		own, ok := s.Edition.Address(f)
		if ok && address != "" && own != address {
			return
		}
		if ok {
			address = own
		}
	}
	streams := s.open()
	if address == "" || len(streams) == 0 {
		return
	}
	name := nameOf("/" + address)
	if d, err := s.draw(ctx, name); err != nil || d.status != http.StatusOK {
		return
	}
	st := streams[0]
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.last != name {
		st.goTo = "/" + address
		st.ring()
	}
}
