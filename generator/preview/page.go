package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"gongkai/generator/diag"
)

// file answers a request for a file of the site.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	name := nameOf(r.URL.Path)
	if name == "" {
		name = "404.html" // itself is no page of the site; see below
	}
	f := s.begin(name)
	if isPage(name) && ofSearch(name) {
		select {
		case <-f.done:
		case <-time.After(s.Patience):
			s.sendPage(w, r, &drawing{name: name, status: http.StatusOK, hash: "waiting", body: []byte(s.waitingPage())})
			return
		case <-r.Context().Done():
			return
		}
	}
	d, err := s.draw(r.Context(), name)
	switch {
	case err != nil && r.Context().Err() != nil:
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case name == "404.html" && nameOf(r.URL.Path) == "":
		s.sendPage(w, r, &drawing{name: name, status: http.StatusNotFound, body: d.body, hash: d.hash})
	case d.status == http.StatusNotFound && (s.redirected(w, r, name) || belowBase(w, r, d.body)):
	case isPage(name) || d.status == http.StatusNotFound:
		s.sendPage(w, r, d)
	case d.status != http.StatusOK:
		http.Error(w, d.problems.Print(s.Lang), d.status)
	default:
		s.send(w, r, name, d.body)
	}
}

// redirected leads from the name of a folder to its page.
func (s *Server) redirected(w http.ResponseWriter, r *http.Request, name string) bool {
	if strings.HasSuffix(r.URL.Path, "/") {
		return false
	}
	d, err := s.draw(r.Context(), name+"/index.html")
	if err != nil || d.status == http.StatusNotFound {
		return false
	}
	to := url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, to.String(), http.StatusPermanentRedirect)
	return true
}

// styleLink finds where links of the page of what is not there begin: with the path
// of base_url.
var styleLink = regexp.MustCompile(`<link rel="stylesheet" href="(/[^"]+/)assets/`)

// belowBase leads an address below the path of base_url to the root, where the
// preview has the site.
func belowBase(w http.ResponseWriter, r *http.Request, notFound []byte) bool {
	m := styleLink.FindSubmatch(notFound)
	if m == nil {
		return false
	}
	rest, ok := strings.CutPrefix(r.URL.Path, string(m[1]))
	if !ok || nameOf("/"+rest) == "" {
		return false
	}
	to := url.URL{Path: "/" + rest, RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, to.String(), http.StatusTemporaryRedirect)
	return true
}

// sendPage answers with a page and its script.
func (s *Server) sendPage(w http.ResponseWriter, r *http.Request, d *drawing) {
	body := s.dress(d)
	if d.status == http.StatusOK {
		s.send(w, r, "page.html", body)
		return
	}
	w.Header().Set("Content-Type", kinds[".html"])
	w.Header().Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(d.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// send answers with a file, or says that the browser has it.
func (s *Server) send(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	sum := sha256.Sum256(data)
	w.Header().Set("Content-Type", kindOf(name, data))
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// dress adds the script to a page. It stands after the policy of the page, which
// allows scripts of this server.
func (s *Server) dress(d *drawing) []byte {
	script := fmt.Sprintf(`<script data-preview async src="%s" data-preview-hub="%s" data-preview-page="%s" data-preview-hash="%s"></script>`,
		ownFolder+clientName(), ownFolder+hubName(), html.EscapeString(d.name), d.hash)
	at := bytes.Index(d.body, []byte("</head>"))
	if at < 0 {
		at = max(0, bytes.Index(d.body, []byte("<body")))
	}
	page := make([]byte, 0, len(d.body)+len(script))
	page = append(page, d.body[:at]...)
	page = append(page, script...)
	return append(page, d.body[at:]...)
}

// bare gives a page of the preview's own.
func bare(title, main string) string {
	return `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>` +
		html.EscapeString(title) + `</title></head><body><main>` + main + `</main></body></html>`
}

// brokenPage is shown where a page has never been without problems.
func (s *Server) brokenPage(problems diag.List) string {
	title := diag.Textf("这一页还不能生成", "this page cannot be made yet").In(s.Lang)
	text := diag.Textf("内容或主题里有 %d 处错误；改好以后这里会自动出现。", "errors in the content or the theme: %d; the page appears here when they are mended", len(problems)).In(s.Lang)
	return bare(title, "<h1>"+title+"</h1><p>"+text+"</p><pre>"+html.EscapeString(problems.Print(s.Lang))+"</pre>")
}

var (
	mainElement  = regexp.MustCompile(`(?s)(<main[^>]*>).*(</main>)`)
	titleElement = regexp.MustCompile(`(?s)<title>.*?</title>`)
)

// waitingPage is shown while the index of the search is made: the site's page of
// what is not there, where one is at hand, with other words in it.
func (s *Server) waitingPage() string {
	words := diag.Textf("正在为预览建立检索索引…", "making the index of the search for the preview …").In(s.Lang)
	main := `<h1>` + words + `</h1><p role="status">` + diag.Textf("建好以后，检索页会自动出现。", "The search appears here as soon as it is ready.").In(s.Lang) + `</p>`
	d, err := s.draw(s.ctx, "404.html")
	if err != nil || d.status != http.StatusOK || !mainElement.Match(d.body) {
		return bare(words, main)
	}
	page := mainElement.ReplaceAllString(string(d.body), "${1}"+main+"${2}")
	return titleElement.ReplaceAllString(page, "<title>"+words+"</title>")
}
