package search

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

func TestZZ(t *testing.T) {
	dir := os.Getenv("ARCH")
	if dir == "" {
		t.Skip()
	}
	n := 2000
	fmt.Sscan(os.Getenv("N"), &n)
	files, _ := filepath.Glob(dir + "/content/reports/*/*.md")
	if n < len(files) {
		files = files[:n]
	}
	col := NewCollector(len(files), 60<<20)
	var doc Document
	bytesN := 0
	s := time.Now()
	for d, f := range files {
		doc.Reset()
		b, _ := os.ReadFile(f)
		at := bytes.LastIndex(b, []byte("\n+++\n"))
		for l := range strings.Lines(string(b[at+5:])) {
			l = strings.TrimSpace(l)
			if l == "" {
				continue
			}
			bytesN += len(l)
			tier := Body
			if strings.HasPrefix(l, "#") {
				tier = Heading
				l = strings.TrimLeft(l, "# ")
			}
			doc.Add(tier, utf16.Encode([]rune(l)))
		}
		col.Add(d, &doc)
	}
	col.close()
	tx := &col.texts
	t.Log("collect", time.Since(s), len(tx.units), "units", bytesN, "bytes", len(tx.lists), "lists")
	s = time.Now()
	var total, nsh int
	var L, S, T, N, C, SH, CX, F int
	jobs := 2
	fmt.Sscan(os.Getenv("JOBS"), &jobs)
	eachSpan(context.Background(), col, jobs, func() *shardWriter { return &shardWriter{documents: len(files)} }, func(w *shardWriter) error {
		w.cut()
		for _, x := range w.shards {
			total += len(x.data)
		}
		nsh += len(w.shards)
		L += w.Labels
		S += w.Sets
		T += w.Tiers
		N += w.Nodes
		C += w.Counts
		SH += w.Shape
		CX += w.Context
		F += w.Forks
		return nil
	})
	t.Log("build", time.Since(s))
	p := func(b int) string { return fmt.Sprintf("%.1f%%", float64(b)/8/float64(bytesN)*100) }
	t.Logf("total %.1f%% (%d) shards %d nodes %d labels %s sets %s tiers %s counts %s shape %s context %s forks %s", float64(total)/float64(bytesN)*100, total, nsh, N, p(L), p(S), p(T), p(C), p(SH), p(CX), p(F))
}
