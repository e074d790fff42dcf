package preview

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
)

// An Editor is how a file is opened at a place: a command with its words,
//
//	code -g {file}:{line}:{column}
//
// or an address that the system leads to an editor:
//
//	vscode://file/{path}:{line}
//
// {file} and {path} are the whole path of the file. No shell takes part: quotes keep
// words together, everything else is literal.
type Editor struct {
	Words   []string
	Address string // or this
}

// ParseEditor reads the template of an editor.
func ParseEditor(template string) (Editor, error) {
	scheme, _, ok := strings.Cut(template, "://")
	if ok && !strings.ContainsAny(scheme, " \t/\\{'\"") {
		if strings.EqualFold(scheme, "javascript") || strings.EqualFold(scheme, "data") || !strings.Contains(template, "{path}") && !strings.Contains(template, "{file}") {
			return Editor{}, fmt.Errorf("%q: want an address with {path}", template)
		}
		return Editor{Address: strings.ReplaceAll(template, "{file}", "{path}")}, nil
	}
	words, err := split(template)
	if err != nil {
		return Editor{}, err
	}
	if len(words) == 0 {
		return Editor{}, errors.New("want a command")
	}
	if !strings.Contains(template, "{file}") && !strings.Contains(template, "{path}") {
		words = append(words, "{file}")
	}
	return Editor{Words: words}, nil
}

// split cuts a command into words at blanks outside of quotes.
func split(command string) ([]string, error) {
	var words []string
	var word strings.Builder
	quote, begun := rune(0), false
	for _, r := range command {
		switch {
		case r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, begun = r, true
		case r == ' ' || r == '\t':
			if begun {
				words = append(words, word.String())
				word.Reset()
			}
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("%s: the quote %c is not closed", command, quote)
	}
	if begun {
		words = append(words, word.String())
	}
	return words, nil
}

// Command gives the command that opens a file.
func (e Editor) Command(path string, line, column int) []string {
	fill := strings.NewReplacer("{file}", path, "{path}", path, "{line}", strconv.Itoa(max(line, 1)), "{column}", strconv.Itoa(max(column, 1)))
	words := make([]string, len(e.Words))
	for i, w := range e.Words {
		words[i] = fill.Replace(w)
	}
	return words
}

// openEditor opens the editor for a page of this server.
func (s *Server) openEditor(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	line, _ := strconv.Atoi(query.Get("line"))
	column, _ := strconv.Atoi(query.Get("column"))
	switch {
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", "POST")
		http.Error(w, "405 want POST", http.StatusMethodNotAllowed)
	case !s.allowed(r):
		http.Error(w, "403 只有预览的网页可以打开编辑器 / only pages of the preview may open the editor", http.StatusForbidden)
	case s.Open == nil:
		http.Error(w, "没有写 --editor / there is no --editor", http.StatusNotImplemented)
	default:
		switch err := s.Open(query.Get("file"), line, column); {
		case errors.Is(err, fs.ErrNotExist):
			http.Error(w, "没有这个文件 / there is no such file", http.StatusNotFound)
		case err != nil:
			http.Error(w, err.Error(), http.StatusInternalServerError)
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	}
}
