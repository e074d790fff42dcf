package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gongkai/generator"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/theme"
	"gongkai/themes"
)

// A site is a small archive on a disk with a preview of it.
type site struct {
	t       *testing.T
	dir     string
	options generator.SiteOptions
	edition *generator.Edition
	server  *Server
	http    *httptest.Server
	stop    func()
}

const settingsText = `[site]
title = "示例市政府信息公开年报库"
language = "zh-CN"

[[agency]]
id = "cz"
name = "示例市财政局"
short = "市财政局"
kind = "部门"

[[agency]]
id = "jy"
name = "示例市教育局"
short = "市教育局"
kind = "部门"
`

// reportText is a report, with a sentence and a number of requests received.
func reportText(agency string, year int, sentence string, received int) string {
	name := map[string]string{"cz": "财政局", "jy": "教育局"}[agency]
	var prose strings.Builder
	for i := range 12 {
		fmt.Fprintf(&prose, "第%d段：本机关按照要求公开信息，完善制度，方便群众查阅，并把公开的内容按类别整理，便于检索和利用。\n\n", i+1)
	}
	zeros := "[0, 0, 0, 0, 0, 0, 0]"
	var rest strings.Builder
	for _, group := range []string{
		"denied: state_secret law_forbidden three_safety third_party internal_affairs process_info enforcement_file admin_query",
		"unable: not_held must_create unclear_after_correction",
		"refused: petition repeated publication mass_repeated confirm_or_reissue",
		"other: no_correction unpaid other",
	} {
		name, rows, _ := strings.Cut(group, ": ")
		fmt.Fprintf(&rest, "[requests.%s]\n", name)
		for _, row := range strings.Fields(rows) {
			fmt.Fprintf(&rest, "%s = %s\n", row, zeros)
		}
	}
	return fmt.Sprintf(`+++
title = "示例市%[1]s%[2]d年政府信息公开工作年度报告"
published = %[3]d-01-20

[proactive]
rules     = { made = 0, repealed = 0, valid = 3 }
normative = { made = 1, repealed = 0, valid = 9 }
licensing = 1203
penalty   = 0
coercion  = 0
fees      = 12.3400

[requests]
received     = [%[4]d, 0, 0, 0, 0, 0, %[4]d]
carried_in   = %[5]s
granted      = [3, 0, 0, 0, 0, 0, 3]
partial      = %[5]s
result_total = [3, 0, 0, 0, 0, 0, 3]
carried_out  = %[5]s
%[8]s
[disputes]
reconsideration   = [0, 0, 0, 0, 0]
litigation_direct = [0, 0, 0, 0, 0]
litigation_after  = [0, 0, 0, 0, 0]
+++
## 一、总体情况

%[6]s

%[7]s
## 二、主动公开政府信息情况

::table{proactive}

## 三、收到和处理政府信息公开申请情况

::table{requests}

## 四、政府信息公开行政复议、行政诉讼情况

::table{disputes}

## 五、存在的主要问题及改进情况

继续改进。

## 六、其他需要报告的事项

没有其他事项。
`, name, year, year+1, received, zeros, sentence, prose.String(), rest.String())
}

// newSite makes the archive of a test and serves it. change may alter the options.
func newSite(t *testing.T, change func(*Options)) *site {
	t.Helper()
	s := &site{t: t, dir: t.TempDir()}
	s.write("content/archive.toml", settingsText)
	s.write("content/reports/cz/2023.md", reportText("cz", 2023, "全年工作平稳。", 3))
	s.write("content/reports/cz/2022.md", reportText("cz", 2022, "全年工作有序。", 3))
	s.write("content/reports/jy/2023.md", reportText("jy", 2023, "全年工作有力。", 4))
	s.write("content/pages/about.md", "+++\ntitle = \"关于\"\n+++\n本库是示例。\n")
	s.write("themes/default/none.txt", "")
	s.options = generator.SiteOptions{
		Options: generator.Options{Content: os.DirFS(filepath.Join(s.dir, "content")), Dir: "content", Jobs: 2, Drafts: true}, Trace: true,
		Theme: []theme.Layer{{Name: "gongkai:themes/default", Files: themes.Default()}, {Name: "themes/default", Files: os.DirFS(filepath.Join(s.dir, "themes/default"))}},
	}
	var err error
	if s.edition, err = generator.Open(context.Background(), generator.EditionOptions{SiteOptions: s.options}); err != nil {
		t.Fatal(err)
	}
	s.serve(change)
	return s
}

// serve starts the preview.
func (s *site) serve(change func(*Options)) {
	s.serveOn(httptest.NewUnstartedServer(nil), change)
}

// serveAt starts the preview at an address where it was before.
func (s *site) serveAt(address string) {
	s.t.Helper()
	own := httptest.NewUnstartedServer(nil)
	own.Listener.Close()
	for try := 0; ; try++ {
		var err error
		if own.Listener, err = net.Listen("tcp", address); err == nil {
			break
		}
		if try == 100 {
			s.t.Fatal(err)
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.serveOn(own, nil)
}

func (s *site) serveOn(own *httptest.Server, change func(*Options)) {
	s.http = own
	o := Options{
		Edition: s.edition, Dir: "content", Lang: diag.Chinese, Today: func() date.Date { return date.Date{Year: 2024, Month: 2, Day: 1} },
		Hosts:  []string{s.http.Listener.Addr().String()},
		Source: func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(s.dir, file)) },
	}
	if change != nil {
		change(&o)
	}
	s.server = New(o)
	s.http.Config.Handler = s.server
	s.http.Start()
	server, ended := s.server, false
	s.stop = func() {
		if !ended {
			ended = true
			server.Close()
			own.CloseClientConnections()
			own.Close()
		}
	}
	s.t.Cleanup(s.stop)
}

// write writes a file of the archive.
func (s *site) write(name, text string) {
	s.t.Helper()
	file := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// save writes a file and tells the server.
func (s *site) save(name, text string) {
	s.t.Helper()
	s.write(name, text)
	c := generator.Changes{Theme: strings.HasPrefix(name, "themes/")}
	if file, ok := strings.CutPrefix(name, "content/"); ok {
		c.Content = []string{file}
	}
	if err := s.server.Update(context.Background(), c); err != nil {
		s.t.Fatal(err)
	}
}

// An answer is what the server has answered.
type answer struct {
	*http.Response
	body string
}

// ask makes a request; header has names and values in turn.
func (s *site) ask(method, path string, header ...string) answer {
	s.t.Helper()
	request, err := http.NewRequest(method, s.http.URL, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	request.URL.Opaque = path // as it is, without cleaning
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
		if header[i] == "Host" {
			request.Host = header[i+1]
		}
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{response, string(body)}
}

func (s *site) get(path string, header ...string) answer { return s.ask("GET", path, header...) }

const aReport = "/reports/cz/2023/"

// A listener is a client of the stream of events.
type listener struct {
	t      *testing.T
	lines  chan string
	cancel func()
	token  string
}

// listen opens a stream; query is what follows the question mark.
func (s *site) listen(query string) *listener {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(cancel)
	request, _ := http.NewRequestWithContext(ctx, "GET", s.http.URL+"/.gongkai/events?"+query, nil)
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		s.t.Fatal(err)
	}
	l := &listener{t: s.t, lines: make(chan string, 1000), cancel: cancel}
	go func() {
		defer response.Body.Close()
		defer close(l.lines)
		for in := bufio.NewScanner(response.Body); in.Scan(); {
			l.lines <- in.Text()
		}
	}()
	var hello greeting
	l.next("hello", &hello)
	l.token = hello.Token
	return l
}

// next waits for an event of a kind and passes over others.
func (l *listener) next(kind string, data any) {
	l.t.Helper()
	tooLong := time.After(20 * time.Second)
	for {
		select {
		case line, ok := <-l.lines:
			if !ok {
				l.t.Fatalf("the stream ended before %s", kind)
			}
			if line != "event: "+kind {
				continue
			}
			text := strings.TrimPrefix(<-l.lines, "data: ")
			if err := json.Unmarshal([]byte(text), data); err != nil {
				l.t.Fatalf("%s: %v", text, err)
			}
			return
		case <-tooLong:
			l.t.Fatalf("there is no %s", kind)
		}
	}
}

type changedEvent struct{ Page, Hash string }

var hashPattern = regexp.MustCompile(`data-preview-hash="([^"]*)"`)

// hash gives the hash that a page carries.
func (a answer) hash() string {
	if m := hashPattern.FindStringSubmatch(a.body); m != nil {
		return m[1]
	}
	return ""
}

// within fails a test in which something takes for ever, with the stacks of all.
func within(t *testing.T, what string, done <-chan struct{}) {
	t.Helper()
	select {
	case <-done:
	case <-time.After(30 * time.Second):
		t.Fatal(what + " does not end")
	}
}
