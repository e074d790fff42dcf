package watch

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkSave is how long after a save the batch comes: Quiet, 15 ms, and what the
// system and this package need.
func BenchmarkSave(b *testing.B) {
	d := archive(b, 1000)
	w, err := New(Options{Roots: []string{d.dir}})
	try(b, err)
	defer w.Close()
	for i := 0; b.Loop(); i++ {
		d.write("reports/agency007/0007.md", fmt.Sprint("text ", i))
		<-w.Batches()
	}
}

// BenchmarkStart is what it costs to begin to listen to 10,000 reports of 500 agencies.
func BenchmarkStart(b *testing.B) {
	d := archive(b, 10000)
	for b.Loop() {
		w, err := New(Options{Roots: []string{d.dir}})
		try(b, err)
		w.Close()
	}
}

// BenchmarkPoll is one look at 50,000 files of which none has changed.
func BenchmarkPoll(b *testing.B) {
	d := archive(b, 50000)
	age(b, d.dir)
	o, err := Options{Roots: []string{d.dir}}.complete()
	try(b, err)
	p := newPoller(o)
	b.ReportAllocs()
	for b.Loop() {
		if found := p.look(time.Now()); len(found) > 0 {
			b.Fatalf("%d files have changed", len(found))
		}
	}
}

// BenchmarkGather is the joining of 5,000 changes to one batch.
func BenchmarkGather(b *testing.B) {
	for b.Loop() {
		changes, batches := make(chan change), make(chan Batch)
		go gather(changes, batches, time.Hour, time.Hour)
		for i := range 5000 {
			changes <- paths(fmt.Sprint("content/reports/agency/", i*7919%5000, ".md"))
		}
		close(changes)
		<-batches
	}
}

// archive writes so many files, 20 to a folder.
func archive(b *testing.B, files int) desk {
	d := desk{b, b.TempDir()}
	for i := range files {
		d.write(fmt.Sprintf("reports/agency%03d/%04d.md", i/20, i%20), "text")
	}
	return d
}
