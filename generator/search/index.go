package search

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Version is that of the format of the files.
const Version = 1

// Contents say what the documents are: first all reports, then the plain pages.
type Contents struct {
	Agencies   []Agency
	Reports    []Report // by agency, in the order of Agencies, then by year
	Pages      []Page
	Catalogues []Catalogue
	Suggest    string // the script that suggests other queries, below search/; "" for none
}

// An Agency is one that reports. Short is "" where there is no short name.
type Agency struct{ ID, Name, Short string }

// A Report is a report's place: its agency and its node of the catalogue are
// numbers of those.
type Report struct{ Agency, Year, Catalogue int }

// A Page is a plain page. Address is below the site's root.
type Page struct{ Address, Title string }

// A Catalogue is a node of the catalogue.
type Catalogue struct{ ID, Label string }

// Emit receives a file of the site: its name below the site's root.
type Emit func(name string, data []byte) error

// Stats are the figures of an index.
type Stats struct {
	TextBytes  int64 // of the folded text of all documents, in UTF-8
	IndexBytes int64 // of all files, as they lie on the disk
	Shards     int
	Files      int
	Directory  string // the file that the page needs first, below search/
}

// Write makes the files of the index. Nothing may be added afterwards.
func (c *Collector) Write(ctx context.Context, jobs int, contents *Contents, emit Emit) (Stats, error) {
	var stats Stats
	if err := c.close(); err != nil {
		return stats, err
	}
	stats.TextBytes = c.bytes
	put := func(name string, data []byte) error {
		stats.IndexBytes += int64(len(data))
		stats.Files++
		return emit("search/"+name+".js", data)
	}
	var places []place
	err := eachSpan(ctx, c, jobs, func() *shardWriter { return &shardWriter{documents: c.documents} }, func(w *shardWriter) error {
		w.cut()
		for _, s := range w.shards {
			p := place{s.first, checkOf(s.data)}
			name := partName('s', p.first, p.check)
			if err := put(name, binaryScript(name, s.data)); err != nil {
				return err
			}
			places = append(places, p)
		}
		w.shards = nil
		return nil
	})
	if err != nil {
		return stats, err
	}
	stats.Shards = len(places)
	var roots []place
	for _, section := range sections(places) {
		text := appendPlaces(nil, section)
		p := place{section[0].first, checkOf(text)}
		name := partName('x', p.first, p.check)
		if err := put(name, textScript(name, text)); err != nil {
			return stats, err
		}
		roots = append(roots, p)
	}
	filed := make([]byte, 0, 2*len(contents.Reports))
	for _, r := range contents.Reports {
		filed = binary.BigEndian.AppendUint16(filed, uint16(r.Catalogue))
	}
	filedName := "filed-" + checkOf(filed)
	if err := put(filedName, binaryScript(filedName, filed)); err != nil {
		return stats, err
	}
	directory, err := contents.directory(c.documents, roots, filedName+".js")
	if err != nil {
		return stats, err
	}
	name := "index-" + checkOf(directory)
	stats.Directory = name + ".js"
	return stats, put(name, textScript("index", directory))
}

// directoryFile is what the page needs first.
type directoryFile struct {
	Version    int             `json:"version"`
	Documents  int             `json:"documents"`
	Agencies   [][]string      `json:"agencies"` // id, name, years: 2008-2022,2024; the short name, if there is one
	Pages      [][2]string     `json:"pages"`    // address, title
	Catalogues [][2]string     `json:"catalogues"`
	Filed      string          `json:"filed"` // the file that says where reports are filed
	Places     json.RawMessage `json:"places"`
	Suggest    string          `json:"suggest,omitempty"`
}

func (c *Contents) directory(documents int, roots []place, filed string) ([]byte, error) {
	if documents != len(c.Reports)+len(c.Pages) {
		return nil, fmt.Errorf("search: %d documents, %d reports and pages", documents, len(c.Reports)+len(c.Pages))
	}
	f := directoryFile{
		Version: Version, Documents: documents, Agencies: [][]string{}, Places: appendPlaces(nil, roots),
		Pages: [][2]string{}, Catalogues: [][2]string{}, Filed: filed, Suggest: c.Suggest,
	}
	next := 0
	for i, a := range c.Agencies {
		from := next
		for next < len(c.Reports) && c.Reports[next].Agency == i {
			next++
		}
		agency := []string{a.ID, a.Name, years(c.Reports[from:next])}
		if a.Short != "" && a.Short != a.Name {
			agency = append(agency, a.Short)
		}
		f.Agencies = append(f.Agencies, agency)
	}
	if next != len(c.Reports) {
		return nil, fmt.Errorf("search: the reports are not in the order of the agencies")
	}
	for _, p := range c.Pages {
		f.Pages = append(f.Pages, [2]string{p.Address, p.Title})
	}
	for _, n := range c.Catalogues {
		f.Catalogues = append(f.Catalogues, [2]string{n.ID, n.Label})
	}
	return json.Marshal(f)
}

// years writes ascending years as ranges.
func years(reports []Report) string {
	var parts []string
	for i := 0; i < len(reports); {
		j := i
		for j+1 < len(reports) && reports[j+1].Year == reports[j].Year+1 {
			j++
		}
		part := strconv.Itoa(reports[i].Year)
		if j > i {
			part += "-" + strconv.Itoa(reports[j].Year)
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ",")
}
