package preview

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestFiles(t *testing.T) {
	s := newSite(t, nil)
	for _, test := range []struct {
		path   string
		status int
		kind   string
	}{
		{"/", 200, "text/html; charset=utf-8"},
		{aReport, 200, "text/html; charset=utf-8"},
		{aReport + "index.html", 200, "text/html; charset=utf-8"}, // as links = "file" has it
		{aReport + "cz-2023.csv", 404, "text/html; charset=utf-8"},
		{"/years/2023.csv", 404, "text/html; charset=utf-8"},
		{"/feed.xml", 200, "application/atom+xml; charset=utf-8"},
		{"/search/", 200, "text/html; charset=utf-8"},
		{"/nothing/", 404, "text/html; charset=utf-8"},
		{"/nothing", 404, "text/html; charset=utf-8"},
		{"/.gongkai/nothing", 404, "text/plain; charset=utf-8"},
		{"/../archive.toml", 404, "text/html; charset=utf-8"},
		{"/%2e%2e/%2e%2e/etc/passwd", 404, "text/html; charset=utf-8"},
		{"/..%5c..%5carchive.toml", 404, "text/html; charset=utf-8"},
		{"/reports/../reports/cz/2023/", 404, "text/html; charset=utf-8"},
		{"/%00", 404, "text/html; charset=utf-8"},
	} {
		a := s.get(test.path)
		if a.StatusCode != test.status || a.Header.Get("Content-Type") != test.kind {
			t.Errorf("%s: %d %s; want %d %s", test.path, a.StatusCode, a.Header.Get("Content-Type"), test.status, test.kind)
		}
		if test.status == 404 && strings.HasPrefix(test.kind, "text/html") && !strings.Contains(a.body, `class="page-notfound"`) {
			t.Errorf("%s is not answered with the site's own page:\n%.300s", test.path, a.body)
		}
	}
}

func TestKinds(t *testing.T) {
	for name, want := range map[string]string{
		"a.csv": "text/csv; charset=utf-8", "a.toml": "application/toml; charset=utf-8", "a.md": "text/markdown; charset=utf-8",
		"a.json": "application/json; charset=utf-8", "sitemap.xml": "application/xml; charset=utf-8",
		"a.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a.unknown": "application/octet-stream",
	} {
		if got := kindOf(name, []byte("x")); got != want {
			t.Errorf("%s is %s; want %s", name, got, want)
		}
	}
}

func TestFolder(t *testing.T) {
	s := newSite(t, nil)
	a := s.get("/reports/cz/2023?q=1")
	if a.StatusCode != http.StatusPermanentRedirect || a.Header.Get("Location") != "/reports/cz/2023/?q=1" {
		t.Errorf("%d, to %q", a.StatusCode, a.Header.Get("Location"))
	}
}

// TestBasePath follows the links of the page of what is not there.
func TestBasePath(t *testing.T) {
	s := newSite(t, nil)
	s.save("content/archive.toml", strings.Replace(settingsText, "language", "base_url = \"https://example.com/nb/\"\nlanguage", 1))
	link := regexp.MustCompile(`<link rel="stylesheet" href="([^"]*)"`).FindStringSubmatch(s.get("/nothing/").body)
	if link == nil || !strings.HasPrefix(link[1], "/nb/assets/") {
		t.Fatalf("the page has the style sheet %q", link)
	}
	a := s.get(link[1])
	if want := strings.TrimPrefix(link[1], "/nb"); a.StatusCode != http.StatusTemporaryRedirect || a.Header.Get("Location") != want {
		t.Errorf("%d to %q; want %q", a.StatusCode, a.Header.Get("Location"), want)
	}
	if a := s.get("/nb//example.org/"); a.StatusCode != http.StatusNotFound {
		t.Errorf("leads to %q", a.Header.Get("Location"))
	}
}

func TestCaching(t *testing.T) {
	s := newSite(t, nil)
	first := s.get(aReport)
	tag := first.Header.Get("ETag")
	if !strings.HasPrefix(tag, `"`) || first.Header.Get("Cache-Control") != "no-cache" {
		t.Fatalf("ETag %q, Cache-Control %q", tag, first.Header.Get("Cache-Control"))
	}
	if again := s.get(aReport, "If-None-Match", tag); again.StatusCode != http.StatusNotModified || again.body != "" {
		t.Errorf("unchanged: %d with %d bytes; want 304", again.StatusCode, len(again.body))
	}
	if part := s.get(aReport, "Range", "bytes=10-19"); part.StatusCode != http.StatusPartialContent || part.body != first.body[10:20] {
		t.Errorf("range: %d %q; want %q", part.StatusCode, part.body, first.body[10:20])
	}
	head := s.ask("HEAD", aReport)
	if head.StatusCode != 200 || head.body != "" || head.ContentLength != int64(len(first.body)) {
		t.Errorf("HEAD: %d, %d bytes of %d", head.StatusCode, len(head.body), head.ContentLength)
	}
	s.save("content/reports/cz/2023.md", reportText("cz", 2023, "改过的一句。", 3))
	if now := s.get(aReport, "If-None-Match", tag); now.StatusCode != 200 || !strings.Contains(now.body, "改过的一句。") {
		t.Errorf("changed: %d", now.StatusCode)
	}
}

func TestMethods(t *testing.T) {
	s := newSite(t, nil)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE"} {
		if a := s.ask(method, "/"); a.StatusCode != http.StatusMethodNotAllowed || a.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, a.StatusCode, a.Header.Get("Allow"))
		}
	}
}

func TestHosts(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Hosts = append(o.Hosts, "localhost:1414", "[::1]:1414") })
	any := newSite(t, func(o *Options) { o.AnyIP = true })
	for _, test := range []struct {
		site   *site
		host   string
		status int
	}{
		{s, s.http.Listener.Addr().String(), 200},
		{s, "localhost:1414", 200},
		{s, "LOCALHOST:1414", 200},
		{s, "[::1]:1414", 200},
		{s, "localhost", 403},
		{s, "localhost:1415", 403},
		{s, "evil.example:1414", 403},
		{s, "localhost:1414.evil.example", 403},
		{s, "192.0.2.1:1414", 403},
		{any, "192.0.2.1:1414", 200},
		{any, "[2001:db8::1]:1414", 200},
		{any, "evil.example:1414", 403},
	} {
		for _, path := range []string{"/", "/.gongkai/notes?page=index.html"} {
			a := test.site.get(path, "Host", test.host)
			if a.StatusCode != test.status {
				t.Errorf("%s of %s: %d; want %d", path, test.host, a.StatusCode, test.status)
			}
			if test.status == 403 && !(strings.Contains(a.body, "预览") && strings.Contains(a.body, "The preview")) {
				t.Errorf("the refusal speaks one language: %s", a.body)
			}
		}
	}
	if a := s.get("/", "Host", "<b>.example"); strings.Contains(a.body, "<b>") {
		t.Error("a name is not escaped")
	}
}

var additions = regexp.MustCompile(`<script data-preview .*?</script>| data-preview[a-z-]*="[^"]*"`)

// TestAdditions takes what the preview has added off its pages: what is left are
// the bytes of a build.
func TestAdditions(t *testing.T) {
	s := newSite(t, nil)
	for _, name := range []string{"index.html", "reports/cz/2023/index.html", "years/2023/index.html", "about/index.html", "search/index.html", "404.html"} {
		want, err := s.edition.File(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		got := s.get("/" + strings.TrimSuffix(name, "index.html")).body
		if !strings.Contains(got, "<script data-preview ") {
			t.Errorf("%s has no script", name)
		}
		if rest := additions.ReplaceAllString(got, ""); rest != additions.ReplaceAllString(string(want), "") || strings.Contains(rest, "data-preview") {
			t.Errorf("%s is not that of a build", name)
		}
	}
}

func TestBrokenPages(t *testing.T) {
	s := newSite(t, nil)
	good := s.get(aReport)
	s.save("content/reports/cz/2023.md", "+++\ntitle = 3\n+++\n")
	if now := s.get(aReport); now.StatusCode != 200 || now.body != good.body {
		t.Errorf("with a problem a page is not as it was: %d", now.StatusCode)
	}
}

func TestNoPageYet(t *testing.T) {
	s := newSite(t, nil)
	s.write("content/archive.toml", "[site\n")
	if err := s.edition.Update(t.Context(), everything); err != nil {
		t.Fatal(err)
	}
	s.stop()
	s.serve(nil)
	if a := s.get("/"); a.StatusCode == 200 && !strings.Contains(a.body, "示例市") || a.StatusCode != 200 && !strings.Contains(a.body, "content/archive.toml:1") {
		t.Errorf("%d\n%s", a.StatusCode, a.body)
	}
}

func TestWaitingPage(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Patience = time.Nanosecond })
	a := s.get("/search/")
	if !strings.Contains(a.body, "正在为预览建立检索索引") || a.hash() != "waiting" || !strings.Contains(a.body, `class="masthead"`) {
		t.Fatalf("the page that waits:\n%.2000s", a.body)
	}
	var event changedEvent
	s.listen("page=search/index.html&hash=waiting").next("changed", &event)
	if event.Page != "search/index.html" || event.Hash == "waiting" {
		t.Errorf("told %+v", event)
	}
	s.server.Patience = time.Hour
	if now := s.get("/search/"); !strings.Contains(now.body, `id="finder"`) || now.hash() != event.Hash {
		t.Errorf("the search page has hash %s; %s was told", now.hash(), event.Hash)
	}
}
