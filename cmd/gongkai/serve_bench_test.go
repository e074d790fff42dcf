package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gongkai/generator/browsertest"
)

// BenchmarkSave measures what an author waits for: from the end of writing a report
// to the change in the page that Chromium shows. GONGKAI_BENCH_ARCHIVE names an
// archive of another size than the small one.
//
//	go test ./cmd/gongkai -run xxx -bench Save -benchtime 40x
func BenchmarkSave(b *testing.B) {
	tab := browsertest.Tab(b)
	p := startPreviewOf(b, os.Getenv("GONGKAI_BENCH_ARCHIVE"))
	file, path := p.aReport()
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = os.WriteFile(file, text, 0o644) })
	cell := regexp.MustCompile(`(?m)^(received +?= \[)\d+`)
	if !cell.Match(text) {
		b.Fatal("the report has no cell to change")
	}
	const watch = `(() => {
		const cell = () => document.getElementById('requests.received.natural').textContent.trim();
		window.seen = new Map([[cell(), 0]]);
		new MutationObserver(() => seen.has(cell()) || seen.set(cell(), performance.timeOrigin + performance.now()))
			.observe(document.body, {subtree: true, childList: true, characterData: true});
		return true;
	})()`
	if err := chromedp.Do(tab, chromedp.Navigate(p.address+path)); err != nil {
		b.Fatal(err)
	}
	until(b, "the page follows", func() bool {
		ready, err := chromedp.Run(tab, chromedp.Evaluate[bool]("document.querySelector('data-preview-tools') !== null"))
		return err == nil && ready
	})
	if _, err := chromedp.Run(tab, chromedp.Evaluate[bool](watch)); err != nil {
		b.Fatal(err)
	}
	var all []float64
	for i := 0; b.Loop(); i++ {
		value := strconv.Itoa(100_000 + i)
		if err := os.WriteFile(file, cell.ReplaceAll(text, []byte("${1}"+value)), 0o644); err != nil {
			b.Fatal(err)
		}
		saved := float64(time.Now().UnixMicro()) / 1000
		var at float64
		until(b, "the page shows "+value, func() bool {
			at, err = chromedp.Run(tab, chromedp.Evaluate[float64](fmt.Sprintf("seen.get('%s') || 0", value)))
			return err != nil || at != 0
		})
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, at-saved)
	}
	slices.Sort(all)
	b.ReportMetric(all[len(all)/2], "median-ms")
	b.ReportMetric(all[len(all)*95/100], "p95-ms")
	b.ReportMetric(all[len(all)-1], "worst-ms")
}

// TestSoak saves a report many times, and makes and removes files, and looks that
// nothing grows: memory, goroutines, watches. GONGKAI_SOAK says how many times.
func TestSoak(t *testing.T) {
	saves := 150
	if testing.Short() {
		saves = 30
	}
	if n, err := strconv.Atoi(os.Getenv("GONGKAI_SOAK")); err == nil {
		saves = n
	}
	p := startPreview(t)
	file, path := p.aReport()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	save := func(i int) {
		mark := fmt.Sprintf("第%d次保存。", i)
		if err := os.WriteFile(file, append(text, "\n\n"+mark+"\n"...), 0o644); err != nil {
			t.Fatal(err)
		}
		beside := strings.TrimSuffix(file, ".md")
		if i%10 == 0 { // a folder of attachments comes and goes
			if err := os.MkdirAll(beside, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(beside, "附件.txt"), []byte(mark), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if i%10 == 5 {
			if err := os.RemoveAll(beside); err != nil {
				t.Fatal(err)
			}
		}
		until(t, mark, func() bool { return strings.Contains(p.get(path), mark) })
	}
	next := 0
	rounds := func(n int) state {
		for range n {
			save(next)
			next++
		}
		return stateNow()
	}
	rounds(saves / 3) // until everything is warm
	before := stateNow()
	after := rounds(saves - next)
	t.Logf("after %d saves: %+v; after %d: %+v", saves/3, before, next, after)
	if after.heap > before.heap+before.heap/10+2<<20 || after.goroutines > before.goroutines+2 || after.watches > before.watches+2 {
		t.Errorf("something grows: %+v, then %+v", before, after)
	}
}

// A state is what a process holds.
type state struct {
	heap                uint64
	goroutines, watches int
}

func stateNow() state {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return state{m.HeapAlloc, runtime.NumGoroutine(), watches()}
}

// watches counts the folders that the system watches for this process; 0 where that
// cannot be seen.
func watches() (n int) {
	infos, _ := filepath.Glob("/proc/self/fdinfo/*")
	for _, name := range infos {
		text, _ := os.ReadFile(name)
		n += strings.Count(string(text), "inotify wd:")
	}
	return n
}
