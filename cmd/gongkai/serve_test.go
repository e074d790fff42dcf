package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// A noticeboard is what a command says, while it says it.
type noticeboard struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *noticeboard) Write(data []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(data)
}

func (b *noticeboard) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// until waits until something is so.
func until(t testing.TB, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not in 30 s", what)
		}
	}
}

// A previewing is a call of gongkai serve.
type previewing struct {
	t       testing.TB
	archive string
	address string
	said    *noticeboard
	stop    func() int
}

// startPreview makes an archive and serves it on some port.
func startPreview(t testing.TB, flags ...string) *previewing {
	t.Helper()
	return startPreviewOf(t, "", flags...)
}

// startPreviewOf serves an archive that is there; "" for one to be made.
func startPreviewOf(t testing.TB, archive string, flags ...string) *previewing {
	t.Helper()
	p := &previewing{t: t, archive: t.TempDir()}
	if archive != "" {
		p.archive = archive
	} else if status := run(t.Context(), []string{"demo", "--agencies", "3", "--years", "3", p.archive}, io.Discard, io.Discard, noEnv); status != done {
		t.Fatal("no demo archive")
	}
	p.serve(flags...)
	return p
}

// serve calls the command on the archive as it is.
func (p *previewing) serve(flags ...string) {
	t := p.t
	t.Helper()
	p.said, p.address = &noticeboard{}, ""
	ctx, cancel := context.WithCancel(t.Context())
	status := make(chan int, 1)
	args := append([]string{"serve", "--content", filepath.Join(p.archive, "content"), "--themes", filepath.Join(p.archive, "themes"), "--addr", "127.0.0.1:0", "--lang", "en"}, flags...)
	said := p.said
	go func() { status <- run(ctx, args, io.Discard, said, noEnv) }()
	p.stop = sync.OnceValue(func() int {
		cancel()
		select {
		case s := <-status:
			return s
		case <-time.After(30 * time.Second):
			t.Fatal("the preview does not end")
			return broken
		}
	})
	t.Cleanup(func() { p.stop() })
	at := regexp.MustCompile(`http://[^/]+`)
	until(t, "the preview says where it is", func() bool { p.address = at.FindString(p.said.String()); return p.address != "" })
}

func noEnv(string) string { return "" }

func (p *previewing) get(path string) string {
	p.t.Helper()
	response, err := http.Get(p.address + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(body)
}

// aReport gives the file of a report of the demo and its path in the site.
func (p *previewing) aReport() (file, path string) {
	p.t.Helper()
	files, err := filepath.Glob(filepath.Join(p.archive, "content/reports/*/2023.md"))
	if err != nil || len(files) == 0 {
		p.t.Fatal("the demo has no report")
	}
	return files[0], "/reports/" + filepath.Base(filepath.Dir(files[0])) + "/2023/"
}

func (p *previewing) replace(file, old, new string) {
	p.t.Helper()
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), old) {
		p.t.Fatalf("%s has no %q (%v)", file, old, err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), old, new, 1)), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func TestServe(t *testing.T) {
	before := runtime.NumGoroutine()
	p := startPreview(t, "--verbose")
	file, path := p.aReport()
	p.replace(file, "\n## ", "\n## 改过的")
	until(t, "the change is seen", func() bool { return strings.Contains(p.get(path), "改过的") })
	p.replace(file, "title = ", "titel = ")
	until(t, "the problem is printed", func() bool { return strings.Contains(p.said.String(), "2023.md:") })
	if !strings.Contains(p.get(path), "改过的") {
		t.Error("the page is not as it was before the problem")
	}
	p.replace(file, "titel = ", "title = ")
	until(t, "the end of the problem is told", func() bool { return strings.Contains(p.said.String(), "the errors are mended") })

	// A theme that was not there.
	style := filepath.Join(p.archive, "themes/default/assets/site.css")
	if err := os.MkdirAll(filepath.Dir(style), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(style, []byte("h1 { color: red }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	sheet := regexp.MustCompile(`assets/site\.[0-9a-f]+\.css`)
	until(t, "the new style sheet is served", func() bool {
		return strings.Contains(p.get("/"+sheet.FindString(p.get("/"))), "color: red")
	})

	stream, err := http.Get(p.address + "/.gongkai/events")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	if status := p.stop(); status != done {
		t.Errorf("exit status %d\n%s", status, p.said)
	}
	if _, err := io.ReadAll(stream.Body); err != nil {
		t.Errorf("the stream does not end well: %v", err)
	}
	http.DefaultClient.CloseIdleConnections()
	until(t, "all goroutines end", func() bool { return runtime.NumGoroutine() <= before })
}

// TestServeContentReplaced puts another folder in the place of the content.
func TestServeContentReplaced(t *testing.T) {
	p := startPreview(t)
	file, path := p.aReport()
	content := filepath.Join(p.archive, "content")
	other := filepath.Join(p.archive, "other")
	if err := os.CopyFS(other, os.DirFS(content)); err != nil {
		t.Fatal(err)
	}
	rest, _ := filepath.Rel(content, file)
	p.replace(filepath.Join(other, rest), "\n## ", "\n## 另一个文件夹的")
	if err := os.Rename(content, filepath.Join(p.archive, "old")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(other, content); err != nil {
		t.Fatal(err)
	}
	until(t, "the other folder is served", func() bool { return strings.Contains(p.get(path), "另一个文件夹的") })
}

func TestServeTakenPort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	taken := l.Addr().String()
	var said bytes.Buffer
	p := &program{messages: &said, getenv: noEnv, lang: "en"}
	if _, err := p.listen(taken, true); err == nil || !strings.Contains(p.explain(err), taken+" is taken") || !strings.Contains(p.explain(err), "is free: --addr 127.0.0.1:") {
		t.Errorf("an address that was asked for: %v", err)
	}
	next, err := p.listen(taken, false)
	if err != nil {
		t.Fatal(err)
	}
	next.Close()
	if want := fmt.Sprintf("%s is taken by another program; using %s\n", taken, next.Addr()); said.String() != want {
		t.Errorf("said %q; want %q", said.String(), want)
	}
	if status := run(t.Context(), []string{"serve", "--addr", taken}, io.Discard, &said, noEnv); status != broken {
		t.Errorf("exit status %d; want %d", status, broken)
	}
}

func TestServeCalls(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"--addr nowhere", `--addr 写的是 "nowhere"`},
		{"--addr 127.0.0.1:port", `--addr 写的是 "127.0.0.1:port"`},
		{"--addr 192.0.2.1:1414", `--addr 写的是 "192.0.2.1:1414"`},
		{"--editor 'code", "--editor 看不懂"},
		{"--theme nothing", "没有主题"},
	} {
		var said bytes.Buffer
		if status := run(t.Context(), append([]string{"serve"}, strings.Fields(test.args)...), io.Discard, &said, noEnv); status != broken || !strings.Contains(said.String(), test.want) {
			t.Errorf("%s: exit status %d\n%s", test.args, status, said.String())
		}
	}
}

// TestLocate opens nothing but files of content and theme.
func TestLocate(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"content/a.md", "themes/default/b.html", "secret"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../secret", filepath.Join(dir, "content/link")); err != nil {
		t.Skip(err)
	}
	p := &program{content: filepath.Join(dir, "content"), themes: filepath.Join(dir, "themes"), theme: "default"}
	root := filepath.ToSlash(dir)
	for place, want := range map[string]bool{
		root + "/content/a.md": true, root + "/themes/default/b.html": true,
		root + "/secret": false, root + "/content/../secret": false, root + "/content": false, root + "/content/none.md": false,
		root + "/content/link": false, "content/a.md": false, "/etc/passwd": false, "": false,
	} {
		if path, err := p.locate(place); (err == nil) != want {
			t.Errorf("%s: %q, %v", place, path, err)
		}
	}
}

// TestServeOpens opens the browser that the environment names.
func TestServeOpens(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the browser of this test is a shell script")
	}
	dir := t.TempDir()
	script := filepath.Join(dir, "browser")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho \"$1\" > \"$0.opened\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	p := &program{getenv: func(name string) string { return map[string]string{"BROWSER": script}[name] }}
	if err := p.browse("http://127.0.0.1:1414/"); err != nil {
		t.Fatal(err)
	}
	until(t, "the browser is opened", func() bool {
		text, _ := os.ReadFile(script + ".opened")
		return string(text) == "http://127.0.0.1:1414/\n"
	})
}
