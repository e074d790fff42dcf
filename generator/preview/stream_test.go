package preview

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/generator"
)

var everything = generator.Changes{All: true}

// shows gives the query of a tab that shows pages as they are now.
func (s *site) shows(pages ...string) string {
	query := url.Values{}
	for _, page := range pages {
		query.Add("page", page)
		query.Add("hash", s.get("/"+page).hash())
	}
	return query.Encode()
}

func TestOnlyWhatChanged(t *testing.T) {
	s := newSite(t, nil)
	l := s.listen(s.shows("reports/cz/2023/index.html", "reports/jy/2023/index.html"))
	for i := range 5 {
		agency := []string{"cz", "jy"}[i%2]
		s.save("content/reports/"+agency+"/2023.md", reportText(agency, 2023, fmt.Sprintf("第 %d 次修改。", i), 3))
		var event changedEvent
		l.next("changed", &event)
		now := s.get("/reports/" + agency + "/2023/")
		if event.Page != "reports/"+agency+"/2023/index.html" || event.Hash != now.hash() {
			t.Errorf("told %+v; want %s", event, now.hash())
		}
	}
}

// TestMissed changes a page while nobody listens.
func TestMissed(t *testing.T) {
	s := newSite(t, nil)
	query := s.shows("reports/cz/2023/index.html")
	s.save("content/reports/cz/2023.md", reportText("cz", 2023, "没有人听见。", 3))
	var event changedEvent
	s.listen(query).next("changed", &event)
	if event.Hash != s.get(aReport).hash() {
		t.Errorf("told %+v", event)
	}
}

// TestPageThatComes shows the answer to an address without a page until there is one.
func TestPageThatComes(t *testing.T) {
	s := newSite(t, nil)
	missing := s.get("/reports/jy/2022/")
	if missing.StatusCode != 404 {
		t.Fatal(missing.Status)
	}
	l := s.listen("page=reports/jy/2022/index.html&hash=" + missing.hash())
	s.save("content/reports/jy/2022.md", reportText("jy", 2022, "新的报告。", 3))
	var event changedEvent
	l.next("changed", &event)
	if now := s.get("/reports/jy/2022/"); now.StatusCode != 200 || now.hash() != event.Hash {
		t.Errorf("%d; told %+v", now.StatusCode, event)
	}
}

func TestProblems(t *testing.T) {
	s := newSite(t, nil)
	l := s.listen(s.shows("index.html"))
	var notice struct {
		Count    int
		Problems []note
	}
	l.next("problems", &notice)
	if notice.Count != 0 {
		t.Fatalf("%+v", notice)
	}
	text := reportText("cz", 2023, "有错。", 3)
	s.save("content/reports/cz/2023.md", strings.Replace(text, "licensing = 1203", "licensing = [1203]", 1))
	l.next("problems", &notice)
	if notice.Count != 1 || len(notice.Problems) != 1 {
		t.Fatalf("%+v", notice)
	}
	p := notice.Problems[0]
	if p.File != "content/reports/cz/2023.md" || p.Line != 8 || p.Column == 0 || len(p.Excerpt) != 3 || p.Excerpt[1].Text != "licensing = [1203]" {
		t.Errorf("%+v", p)
	}
	s.save("content/reports/cz/2023.md", text)
	for notice.Count != 0 {
		l.next("problems", &notice) // the first may be of the time before
	}
}

func TestManyTabs(t *testing.T) {
	s := newSite(t, nil)
	query := s.shows("reports/cz/2023/index.html")
	var tabs []*listener
	for range 50 {
		tabs = append(tabs, s.listen(query))
	}
	s.save("content/reports/cz/2023.md", reportText("cz", 2023, "五十个标签页。", 3))
	for _, tab := range tabs {
		var event changedEvent
		tab.next("changed", &event)
	}
}

// TestManyConnections opens and closes 1,000 streams: nothing is left of them.
func TestManyConnections(t *testing.T) {
	s := newSite(t, nil)
	query := s.shows("reports/cz/2023/index.html")
	s.listen(query).cancel()
	s.await(0)
	before := runtime.NumGoroutine()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
			for range 50 {
				response, err := client.Get(s.http.URL + "/.gongkai/events?" + query)
				if err != nil {
					t.Error(err)
					return
				}
				_, _ = response.Body.Read(make([]byte, 10))
				response.Body.Close()
			}
		})
	}
	all.Wait()
	s.await(0)
	for try := 0; runtime.NumGoroutine() > before+5; try++ {
		if try == 1000 {
			t.Fatalf("%d goroutines; before there were %d", runtime.NumGoroutine(), before)
		}
		time.Sleep(10 * time.Millisecond) // connections end when the system says so
	}
}

// await waits until so many streams are open.
func (s *site) await(n int) {
	s.t.Helper()
	for try := 0; len(s.server.open()) != n; try++ {
		if try == 1000 {
			s.t.Fatalf("%d streams are open; want %d", len(s.server.open()), n)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// TestBeat hears the signs of life by which dead connections are found.
func TestBeat(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Beat = time.Millisecond })
	for line := range s.listen("").lines {
		if line == ": still here" {
			return
		}
	}
	t.Error("the stream ended")
}

func TestClose(t *testing.T) {
	before := runtime.NumGoroutine()
	s := newSite(t, nil)
	l := s.listen(s.shows("index.html"))
	s.server.Close()
	done := make(chan struct{})
	go func() {
		for range l.lines {
		}
		close(done)
	}()
	within(t, "a stream", done)
	if a := s.get("/.gongkai/events"); a.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("after the end a stream is answered with %d", a.StatusCode)
	}
	s.stop()
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	for try := 0; runtime.NumGoroutine() > before; try++ {
		if try == 1000 {
			t.Fatalf("%d goroutines; before there were %d", runtime.NumGoroutine(), before)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func TestNavigate(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Navigate = true })
	older := s.listen("used=1&last=index.html&" + s.shows("index.html"))
	newer := s.listen("used=2&last=index.html&" + s.shows("index.html"))
	s.save("content/reports/jy/2023.md", reportText("jy", 2023, "去这里。", 3))
	var to string
	if newer.next("navigate", &to); to != "/reports/jy/2023/" {
		t.Errorf("led to %q", to)
	}
	// The older one is told of the next change, and of nothing before it.
	s.server.Close()
	for line := range older.lines {
		if line == "event: navigate" {
			t.Error("a tab that was not used last is led away")
		}
	}
}

// TestSlowClient does not read: the server drops it and goes on.
func TestSlowClient(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Deadline = 50 * time.Millisecond })
	conn, err := net.Dial("tcp", s.http.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := fmt.Fprintf(conn, "GET /.gongkai/events?page=big&hash= HTTP/1.1\r\nHost: %s\r\n\r\n", s.http.Listener.Addr()); err != nil {
		t.Fatal(err)
	}
	s.await(1)
	st := s.server.open()[0]
	page := &drawing{name: "big", status: http.StatusOK, body: bytes.Repeat([]byte("x"), mostPushed-1)}
	for i := 1; len(s.server.open()) > 0; i++ {
		next := *page
		next.hash, next.generation = fmt.Sprint(i), i
		st.drawn(&next)
		time.Sleep(time.Millisecond)
		if i == 10000 {
			t.Fatal("a client that does not read is still there")
		}
	}
}

// TestUpdatesDoNotPileUp tells nothing for a while: what is kept does not grow.
func TestUpdatesDoNotPileUp(t *testing.T) {
	st, _ := newStream(&http.Request{URL: &url.URL{RawQuery: "page=a&hash=1"}})
	for i := range 1000 {
		st.drawn(&drawing{name: "a", hash: fmt.Sprint(i), generation: i})
	}
	s := &Server{}
	if text := s.take(st); strings.Count(text, "event: changed") != 1 || !strings.Contains(text, `"999"`) {
		t.Errorf("1,000 changes are told as\n%s", text)
	}
	st.drawn(&drawing{name: "a", hash: "late", generation: 3})
	if text := s.take(st); text != "" {
		t.Errorf("an older drawing is told: %s", text)
	}
}
