package preview

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A stream is a connection on which pages are told what has changed. It keeps what
// it has not told yet by page, not as a queue: a client that is slow makes nothing
// grow, and learns the newest state.
type stream struct {
	used int64  // when one of its pages was used last, by the browser's clock
	last string // the page that was

	mu       sync.Mutex
	shown    map[string]shown
	changed  map[string]*drawing
	problems bool
	goTo     string
	wake     chan struct{}
}

// shown is what the tabs of a page have, as far as the server knows.
type shown struct {
	hash       string
	generation int
}

// events is the stream of server-sent events of a browser.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	st, ok := newStream(r)
	if !ok {
		http.Error(w, "want as many hash= as page=", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	s.mu.Lock()
	if s.ctx.Err() != nil {
		s.mu.Unlock()
		http.Error(w, "the preview has ended", http.StatusServiceUnavailable)
		return
	}
	s.streams[st] = true
	s.work.Add(1)
	s.mu.Unlock()
	ctx, cancel := context.WithCancel(r.Context())
	var comparing sync.WaitGroup
	comparing.Go(func() { s.compare(ctx, st) })
	defer func() {
		cancel()
		s.mu.Lock()
		delete(s.streams, st)
		s.mu.Unlock()
		comparing.Wait()
		s.work.Done()
	}()
	s.write(w, r, st)
}

// newStream reads which pages the browser shows.
func newStream(r *http.Request) (*stream, bool) {
	query := r.URL.Query()
	pages, hashes := query["page"], query["hash"]
	st := &stream{shown: map[string]shown{}, changed: map[string]*drawing{}, problems: true, wake: make(chan struct{}, 1), last: query.Get("last")}
	st.used, _ = strconv.ParseInt(query.Get("used"), 10, 64)
	if len(pages) != len(hashes) {
		return nil, false
	}
	for i, page := range pages {
		hash := hashes[i]
		if known, twice := st.shown[page]; twice && known.hash != hash {
			hash = "" // two tabs have different bytes: one at least is to be told
		}
		st.shown[page] = shown{hash: hash, generation: -1}
	}
	return st, true
}

// write sends events until the client goes or the server ends.
func (s *Server) write(w http.ResponseWriter, r *http.Request, st *stream) {
	out := http.NewResponseController(w)
	send := func(text string) bool {
		// The clock is that of the connection; nothing of it is in a page.
		if out.SetWriteDeadline(time.Now().Add(s.Deadline)) != nil {
			return false
		}
		if _, err := w.Write([]byte(text)); err != nil {
			return false
		}
		return out.Flush() == nil
	}
	beat := time.NewTicker(s.Beat)
	defer beat.Stop()
	hello, _ := json.Marshal(s.hello())
	if !send("retry: 400\nevent: hello\ndata: " + string(hello) + "\n\n" + s.take(st)) {
		return
	}
	for {
		text := ": still here\n\n"
		select {
		case <-r.Context().Done():
			return
		case <-s.ctx.Done():
			return
		case <-st.wake:
			text = s.take(st)
		case <-beat.C:
		}
		if !send(text) {
			return
		}
	}
}

// A greeting is what the pages need to know of the server.
type greeting struct {
	Token  string `json:"token"`
	Lang   string `json:"lang"`
	Opens  bool   `json:"opens"`            // the server can open the editor
	Editor string `json:"editor,omitempty"` // the address of links that do
	Folder string `json:"folder,omitempty"` // from which places begin
}

func (s *Server) hello() greeting {
	return greeting{Token: s.token, Lang: string(s.Lang), Opens: s.Open != nil, Editor: s.Editor, Folder: s.Folder}
}

// take gives what there is to tell, as events.
func (s *Server) take(st *stream) string {
	s.mu.Lock()
	notice := s.notice
	s.mu.Unlock()
	st.mu.Lock()
	defer st.mu.Unlock()
	text := ""
	for _, d := range st.changed {
		text += "event: changed\ndata: " + s.changedEvent(d) + "\n\n"
	}
	clear(st.changed)
	if st.problems {
		text += fmt.Sprintf("event: problems\ndata: %s\n\n", notice)
	}
	if st.goTo != "" {
		data, _ := json.Marshal(st.goTo)
		text += fmt.Sprintf("event: navigate\ndata: %s\n\n", data)
	}
	st.problems, st.goTo = false, ""
	return text
}

// mostPushed is how long a page may be that is sent with the event that it has
// changed: asking for it would take longer than all the rest.
const mostPushed = 1 << 20

func (s *Server) changedEvent(d *drawing) string {
	event := struct {
		Page string `json:"page"`
		Hash string `json:"hash"`
		HTML string `json:"html,omitempty"`
	}{Page: d.name, Hash: d.hash}
	if d.status == http.StatusOK && len(d.body) < mostPushed {
		event.HTML = string(s.dress(d))
	}
	var b strings.Builder
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false) // the browser reads it as JSON, not as a page
	_ = out.Encode(event)    // strings can always be written
	return strings.TrimSuffix(b.String(), "\n")
}

// ring wakes the goroutine that writes. The lock is held.
func (st *stream) ring() {
	select {
	case st.wake <- struct{}{}:
	default:
	}
}

// warn tells what problems there are.
func (st *stream) warn() {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.problems = true
	st.ring()
}

// drawn tells a page that is not what it was.
func (st *stream) drawn(d *drawing) {
	st.mu.Lock()
	defer st.mu.Unlock()
	was, ok := st.shown[d.name]
	if !ok || was.generation > d.generation {
		return
	}
	st.shown[d.name] = shown{d.hash, d.generation}
	if was.hash != d.hash {
		st.changed[d.name] = d
		st.ring()
	}
}
