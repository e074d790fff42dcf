package preview

import (
	"encoding/json"
	"errors"
	"net/http"
	"path"
	"strconv"
	"strings"

	"gongkai/generator"
)

// pageNotes are what a page shows beside its text: where it comes from and what the
// checks have found, and which of the reports that it may link to are drafts.
type pageNotes struct {
	*generator.Notes
	Drafts []string `json:"drafts"` // addresses
}

// notes answers with the notes of a page. The page is there before it asks: checking
// takes longer than drawing.
func (s *Server) notes(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	own := pageNotes{Drafts: s.Edition.Drafts()}
	var broken *generator.Broken
	var err error
	if own.Notes, err = s.notesOf(r); err != nil && !errors.As(err, &broken) {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	data, err := json.Marshal(own)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", kinds[".json"])
	_, _ = w.Write(data)
}

// notesOf gives the notes of the page that a request names; nil for one that comes
// from no file of its own.
func (s *Server) notesOf(r *http.Request) (*generator.Notes, error) {
	address, ok := strings.CutSuffix(r.URL.Query().Get("page"), "/index.html")
	if !ok {
		return nil, nil
	}
	if parts := strings.Split(address, "/"); len(parts) == 3 && parts[0] == "reports" {
		if year, err := strconv.Atoi(parts[2]); err == nil {
			return s.Edition.Notes(r.Context(), parts[1], year, s.Today(), s.Lang)
		}
	}
	file := "pages/" + address + ".md"
	if own, ok := s.Edition.Address(file); ok && nameOf("/"+own) != "" {
		return &generator.Notes{File: path.Join(s.Dir, file)}, nil
	}
	return nil, nil
}
