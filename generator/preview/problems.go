package preview

import (
	"bytes"
	"encoding/json"
	"strings"

	"gongkai/generator/diag"
)

// mostProblems is how many problems a page shows; the first ones are usually the
// cause of the others.
const mostProblems = 30

// A note is a problem as the pages get it.
type note struct {
	Place   string        `json:"place"` // content/reports/swj/2022.md:3:8
	File    string        `json:"file"`
	Line    int           `json:"line"`
	Column  int           `json:"column"`
	Rule    string        `json:"rule"`
	Text    string        `json:"text"`
	Hint    string        `json:"hint,omitempty"`
	Excerpt []excerptLine `json:"excerpt,omitempty"`
}

// An excerptLine is a line of the file around a problem.
type excerptLine struct {
	Line int    `json:"line"`
	Text string `json:"text"`
}

// Problems tells the open pages what problems there are now. Update does so by
// itself; it is for problems that were found otherwise.
func (s *Server) Problems() {
	notice := s.noticeOf(s.Edition.Problems())
	s.mu.Lock()
	news := !bytes.Equal(s.notice, notice)
	s.notice = notice
	s.mu.Unlock()
	if !news {
		return
	}
	for _, st := range s.open() {
		st.warn()
	}
}

// noticeOf gives problems for the overlay.
func (s *Server) noticeOf(list diag.List) []byte {
	notice := struct {
		Count    int    `json:"count"`
		Problems []note `json:"problems"`
	}{Count: len(list), Problems: []note{}}
	texts := map[string][]string{}
	for _, p := range list[:min(len(list), mostProblems)] {
		notice.Problems = append(notice.Problems, note{
			Place: p.Pos.String(), File: p.Pos.File, Line: p.Pos.Line, Column: p.Pos.Col, Rule: p.Rule,
			Text: p.Text.In(s.Lang), Hint: p.Hint.In(s.Lang), Excerpt: excerpt(s.lines(texts, p.Pos.File), p.Pos.Line),
		})
	}
	data, _ := json.Marshal(notice) // strings and numbers can always be written
	return data
}

// lines reads a file once.
func (s *Server) lines(known map[string][]string, file string) []string {
	if lines, ok := known[file]; ok || s.Source == nil {
		return lines
	}
	if text, err := s.Source(file); err == nil {
		known[file] = strings.Split(strings.ToValidUTF8(string(text), "�"), "\n")
	}
	return known[file]
}

// excerpt gives a line with those beside it. Long ones are cut: a line may be the
// whole of a file.
func excerpt(lines []string, line int) []excerptLine {
	const around, longest = 1, 2000
	var part []excerptLine
	for n := max(1, line-around); line > 0 && n <= min(len(lines), line+around); n++ {
		text := strings.TrimRight(lines[n-1], "\r")
		if runes := []rune(text); len(runes) > longest {
			text = string(runes[:longest]) + "…"
		}
		part = append(part, excerptLine{n, text})
	}
	return part
}
