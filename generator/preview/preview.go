// Package preview serves a site that is kept in memory to the person who works on
// its content, and tells the open pages what has changed.
//
//	server, err := preview.New(preview.Options{Edition: edition, Hosts: []string{"127.0.0.1:1414"}})
//	go http.Serve(listener, server)
//	for batch := range watcher.Batches() {
//		err := server.Update(ctx, changes(batch))
//	}
//
// A page is that of a build, and one script element. Its script tells the server
// over /.gongkai/events which page it shows and the hash of what it got; after each
// change the server draws the pages that are in view again and tells those whose
// bytes have changed. Nothing is kept for who is not there: when it comes back, the
// hashes tell what it has missed.
//
// With problems in the content, a page that has been shown before stays as it was,
// and the script lays the problems over it.
//
// The package watches no files, opens no browser and no editor: the command does.
// It is not made for the open net. It answers only to the names of this machine.
package preview

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"net/http"
	"sync"
	"time"

	"gongkai/generator"
	"gongkai/generator/date"
	"gongkai/generator/diag"
)

// Options say what to serve.
type Options struct {
	Edition *generator.Edition
	Lang    diag.Lang // of overlay and panel

	// Hosts are the names with the port by which the server may be called, those of
	// the Host header: "127.0.0.1:1414". AnyIP adds all addresses that are numbers.
	Hosts []string
	AnyIP bool

	Dir   string           // the name of the content folder, with which places begin: content
	Today func() date.Date // the day of the checks

	// Source gives the text of a file that a place names, for the excerpts of problems.
	Source func(file string) ([]byte, error)

	// Navigate sends the page that was used last to the page of a file that was saved.
	Navigate bool

	// Editor is an address to which links lead that open the editor, such as
	// "vscode://file/{path}:{line}"; Folder is the folder that places begin from. Open,
	// when set, opens the editor itself; fs.ErrNotExist says that there is no such file.
	Editor string
	Folder string
	Open   func(file string, line, column int) error

	Beat     time.Duration // between signs of life to the pages; 0 for 20 s
	Deadline time.Duration // for a client to receive an event, before it is dropped; 0 for 5 s
	Patience time.Duration // until a page that is not drawn yet is answered with one that waits; 0 for 300 ms
}

// A Server is a preview. It may be used by several goroutines.
type Server struct {
	Options
	ctx   context.Context // ends with the server
	end   context.CancelFunc
	token string // pages that may open the editor know it
	hosts map[string]bool

	mu         sync.Mutex
	generation int // counts the updates
	shelf      shelf
	flights    map[flightKey]*flight
	streams    map[*stream]bool
	notice     []byte // the problems, as the pages get them
	work       sync.WaitGroup
}

// New makes a server. Close ends it.
func New(o Options) *Server {
	o.Beat = cmp.Or(o.Beat, 20*time.Second)
	o.Deadline = cmp.Or(o.Deadline, 5*time.Second)
	o.Patience = cmp.Or(o.Patience, 300*time.Millisecond)
	s := &Server{
		Options: o, token: rand.Text(), hosts: map[string]bool{},
		flights: map[flightKey]*flight{}, streams: map[*stream]bool{},
	}
	for _, h := range o.Hosts {
		s.hosts[h] = true
	}
	s.ctx, s.end = context.WithCancel(context.Background())
	s.Problems()
	return s
}

// Close ends all streams and waits for what is under way.
func (s *Server) Close() {
	s.mu.Lock()
	s.end() // with the lock: nobody begins anything afterwards
	s.mu.Unlock()
	s.work.Wait()
}

// Update takes changed files in and tells the open pages. It is not called twice at a time.
func (s *Server) Update(ctx context.Context, c generator.Changes) error {
	if err := s.Edition.Update(ctx, c); err != nil {
		return err
	}
	s.mu.Lock()
	s.generation++
	s.mu.Unlock()
	s.Problems()
	s.tell(ctx)
	if s.Navigate {
		s.navigate(ctx, c.Content)
	}
	return nil
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	switch {
	case !s.known(r.Host):
		s.refuseHost(w, r)
	case r.URL.Path == ownFolder+"open":
		s.openEditor(w, r)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "405 只能读取 / only GET and HEAD", http.StatusMethodNotAllowed)
	case len(r.URL.Path) > len(ownFolder) && r.URL.Path[:len(ownFolder)] == ownFolder:
		s.own(w, r, r.URL.Path[len(ownFolder):])
	default:
		s.file(w, r)
	}
}

// own answers what the script of a page asks for.
func (s *Server) own(w http.ResponseWriter, r *http.Request, name string) {
	switch name {
	case "events":
		s.events(w, r)
	case "notes":
		s.notes(w, r)
	default:
		if script, ok := scripts()[name]; ok {
			s.send(w, r, name, script)
			return
		}
		http.NotFound(w, r)
	}
}

// allowed says whether a request comes from a page of this server: it knows the
// token, and the browser does not say that another site has made it.
func (s *Server) allowed(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return false
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(r.Header.Get("Gongkai-Token")), []byte(s.token)) == 1
}
