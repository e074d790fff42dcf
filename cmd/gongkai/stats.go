package main

import (
	"encoding/json"
	"os"
	"time"

	"gongkai/generator"
	"gongkai/generator/output"
	"gongkai/generator/search"
)

// statsFile is what --stats writes.
type statsFile struct {
	Reports      int         `json:"reports"`
	Pages        int         `json:"pages"`
	Files        int         `json:"files"`
	Bytes        int64       `json:"bytes"`
	FilesWritten int         `json:"files_written"`
	FilesRemoved int         `json:"files_removed"`
	Unchanged    bool        `json:"unchanged"` // nothing had changed since the last build
	Seconds      secondsFile `json:"seconds"`
	Search       searchFile  `json:"search"`
	PeakRSS      int64       `json:"peak_rss_bytes"`
	UserCPU      float64     `json:"user_cpu_seconds"`
	SystemCPU    float64     `json:"system_cpu_seconds"`
}

// secondsFile is the wall time of each phase. Rendering and writing overlap:
// render is until the last page is handed over, write what is left then.
type secondsFile struct {
	Load   float64 `json:"load"`
	Check  float64 `json:"check"`
	Render float64 `json:"render"`
	Search float64 `json:"search"`
	Write  float64 `json:"write"`
	Total  float64 `json:"total"`
}

// searchFile is the size of the search index.
type searchFile struct {
	TextBytes  int64 `json:"text_bytes"`
	IndexBytes int64 `json:"index_bytes"`
	Shards     int   `json:"shards"`

	// What --verify-search found: files and bytes that a search reads when nothing is
	// known yet, with the directory and the pages it looks into, as they lie on the disk.
	Queries        int   `json:"queries,omitempty"`
	MedianRequests int64 `json:"median_requests,omitempty"`
	WorstRequests  int64 `json:"worst_requests,omitempty"`
	MedianBytes    int64 `json:"median_bytes,omitempty"`
	P95Bytes       int64 `json:"p95_bytes,omitempty"`
	WorstBytes     int64 `json:"worst_bytes,omitempty"`
}

// writeStats writes the figures of a build, if a file was named for them.
func (p *program) writeStats(name string, s generator.Stats, c output.Stats, proof *search.Proof, start time.Time) error {
	if name == "" {
		return nil
	}
	total := time.Since(start)
	f := statsFile{
		Reports: s.Reports, Pages: s.Pages,
		Files: c.Files, Bytes: c.Bytes, FilesWritten: c.Written, FilesRemoved: c.Removed, Unchanged: s.Reports == 0,
		Seconds: secondsFile{
			Load: s.Load.Seconds(), Check: s.Check.Seconds(), Render: s.Render.Seconds(), Search: s.Search.Seconds(),
			Write: (total - s.Load - s.Check - s.Render - s.Search).Seconds(), Total: total.Seconds(),
		},
	}
	f.Search = searchFile{TextBytes: s.Index.TextBytes, IndexBytes: s.Index.IndexBytes + s.Numbers.Bytes + s.Columns.Bytes, Shards: s.Index.Shards}
	if proof != nil {
		f.Search.Queries = proof.Queries
		f.Search.MedianRequests, f.Search.WorstRequests = proof.Requests.Median, proof.Requests.Worst
		f.Search.MedianBytes, f.Search.P95Bytes, f.Search.WorstBytes = proof.Bytes.Median, proof.Bytes.P95, proof.Bytes.Worst
	}
	f.PeakRSS, f.UserCPU, f.SystemCPU = used()
	text, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(text, '\n'), 0o644)
}
