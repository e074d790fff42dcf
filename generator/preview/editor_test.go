package preview

import (
	"io/fs"
	"slices"
	"testing"
)

func TestParseEditor(t *testing.T) {
	for _, test := range []struct {
		template string
		command  []string // for a file at 3:8
		address  string
		fails    bool
	}{
		{"code -g {file}:{line}:{column}", []string{"code", "-g", "/a b/$x.md:3:8"}, "", false},
		{"vim", []string{"vim", "/a b/$x.md"}, "", false},
		{`"C:\Program Files\Code.exe" -g '{file}'`, []string{`C:\Program Files\Code.exe`, "-g", "/a b/$x.md"}, "", false},
		{`ed "" {file}`, []string{"ed", "", "/a b/$x.md"}, "", false},
		{"ed; rm -rf {file}", []string{"ed;", "rm", "-rf", "/a b/$x.md"}, "", false},
		{"vscode://file/{file}:{line}", nil, "vscode://file/{path}:{line}", false},
		{"vscode://file/", nil, "", true},
		{"javascript://{path}", nil, "", true},
		{`code "{file}`, nil, "", true},
		{"  ", nil, "", true},
	} {
		e, err := ParseEditor(test.template)
		if (err != nil) != test.fails {
			t.Errorf("%s: %v", test.template, err)
		}
		if e.Address != test.address {
			t.Errorf("%s: address %q; want %q", test.template, e.Address, test.address)
		}
		if got := e.Command("/a b/$x.md", 3, 8); test.command != nil && !slices.Equal(got, test.command) {
			t.Errorf("%s: %q; want %q", test.template, got, test.command)
		}
	}
}

func TestOpen(t *testing.T) {
	var opened []string
	s := newSite(t, func(o *Options) {
		o.Open = func(file string, line, column int) error {
			if file != "content/reports/cz/2023.md" {
				return fs.ErrNotExist
			}
			opened = append(opened, file)
			return nil
		}
	})
	token := s.listen("").token
	const path = "/.gongkai/open?line=3&column=1&file=content/reports/cz/2023.md"
	own := s.http.URL
	for _, test := range []struct {
		method, path string
		header       []string
		status       int
	}{
		{"POST", path, []string{"Gongkai-Token", token}, 204},
		{"POST", path, []string{"Gongkai-Token", token, "Origin", own, "Sec-Fetch-Site", "same-origin"}, 204},
		{"POST", path, nil, 403},
		{"POST", path, []string{"Gongkai-Token", token + "x"}, 403},
		{"POST", path, []string{"Gongkai-Token", token, "Origin", "http://evil.example"}, 403},
		{"POST", path, []string{"Gongkai-Token", token, "Sec-Fetch-Site", "cross-site"}, 403},
		{"GET", path, []string{"Gongkai-Token", token}, 405},
		{"POST", "/.gongkai/open?file=/etc/passwd", []string{"Gongkai-Token", token}, 404},
	} {
		if a := s.ask(test.method, test.path, test.header...); a.StatusCode != test.status {
			t.Errorf("%s %s %v: %d; want %d", test.method, test.path, test.header, a.StatusCode, test.status)
		}
	}
	if len(opened) != 2 {
		t.Errorf("opened %q", opened)
	}
}

func FuzzParseEditor(f *testing.F) {
	f.Add(`code -g "{file}":{line}`)
	f.Fuzz(func(t *testing.T, template string) {
		e, err := ParseEditor(template)
		if err == nil && e.Address == "" && len(e.Command("/x", 1, 1)) != len(e.Words) {
			t.Errorf("%q", template)
		}
	})
}
