package main

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"gongkai/generator"
	"gongkai/generator/diag"
	"gongkai/generator/gitfs"
	"gongkai/generator/preview"
	"gongkai/generator/source"
	"gongkai/generator/theme"
	"gongkai/generator/watch"
	"gongkai/themes"
)

// serveFlags are the flags of gongkai serve.
type serveFlags struct {
	addr, editor            string
	asked                   bool // the address was given
	open, navigate, verbose bool
}

func (p *program) serve() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: p.text("预览：边改边看，保存后浏览器自动更新", "preview: the browser follows what you save"),
		Args:  p.noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			f.asked = c.Flags().Changed("addr")
			err := p.runServe(c.Context(), f)
			if c.Context().Err() != nil && errors.Is(err, context.Canceled) {
				return nil // Ctrl-C is how a preview ends
			}
			return err
		},
	}
	c.Flags().StringVar(&f.addr, "addr", "127.0.0.1:1414", p.text("监听的地址和端口", "the address and port to listen on"))
	c.Flags().BoolVar(&f.open, "open", false, p.text("在浏览器中打开", "open the browser"))
	c.Flags().BoolVar(&f.navigate, "navigate", false, p.text("保存哪个文件，浏览器就转到它的网页", "let the browser go to the page of the file just saved"))
	c.Flags().StringVar(&f.editor, "editor", "", p.text("打开编辑器的命令或地址，如 'code -g {file}:{line}:{column}'、vscode://file/{path}:{line}", "command or address that opens the editor, such as 'code -g {file}:{line}:{column}' or vscode://file/{path}:{line}"))
	c.Flags().BoolVar(&f.verbose, "verbose", false, p.text("每次更新都写一行", "write a line for each update"))
	return c
}

// A serving is a preview that runs.
type serving struct {
	*program
	edition  *generator.Edition
	server   *preview.Server
	folders  []*liveFolder
	theme    string            // its folder
	readings string            // the file of what was read; "" for none
	told     diag.List         // the problems that were printed
	missed   generator.Changes // that could not be taken in; they come again with the next
	verbose  bool
	past     *gitfs.Past // of which pages tell their revisions
}

// runServe serves until the context ends.
func (p *program) runServe(ctx context.Context, f serveFlags) error {
	var editor preview.Editor
	if f.editor != "" {
		var err error
		if editor, err = preview.ParseEditor(f.editor); err != nil {
			return usage("--editor 看不懂：%[1]s", "--editor: %[1]s", err)
		}
	}
	l, err := p.listen(f.addr, f.asked)
	if err != nil {
		return err
	}
	defer l.Close()
	s := &serving{program: p, theme: filepath.Join(p.themes, p.theme), readings: p.readingsFile(), verbose: f.verbose || isTerminal(p.messages)}
	o, err := s.options()
	if err != nil {
		return err
	}
	// The watcher begins before anything is read: nothing that happens meanwhile is lost.
	w, err := watch.New(watch.Options{Roots: []string{p.content, s.theme}, Ignored: source.Ignored, FellBack: p.warnOfPolling})
	if err != nil {
		return err
	}
	defer w.Close()
	if s.edition, err = openEdition(ctx, o); err != nil {
		return err
	}
	defer s.edition.Close()
	hosts, all := names(l, f.addr)
	folder, err := os.Getwd()
	if err != nil {
		return err
	}
	s.server = preview.New(preview.Options{
		Edition: s.edition, Lang: p.lang, Hosts: hosts, AnyIP: all, Dir: o.Dir, Today: today, Navigate: f.navigate,
		Source: p.sourceText, Editor: editor.Address, Folder: filepath.ToSlash(folder), Open: p.edit(editor),
	})
	return s.run(ctx, l, w, hosts[0], f.open)
}

// openEdition reads the archive. While it does, nearly nothing of what it allots is
// garbage, and looking for some is put off.
func openEdition(ctx context.Context, o generator.EditionOptions) (*generator.Edition, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	return generator.Open(ctx, o)
}

// headStart is how long the first pages have the machine for themselves.
const headStart = 2 * time.Second

// run answers requests and follows the files.
func (s *serving) run(ctx context.Context, l net.Listener, w *watch.Watcher, host string, open bool) error {
	// What browsers do wrong is nothing to tell an author.
	server := &http.Server{Handler: s.server, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, ErrorLog: log.New(io.Discard, "", 0)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(l) // it ends when the server is closed
	}()
	defer func() {
		s.server.Close() // streams end only by themselves
		soon, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		_ = server.Shutdown(soon)
		_ = server.Close()
		<-ended
	}()
	address := "http://" + host + "/"
	s.say("预览：%[1]s（看着 %[2]s 和 %[3]s，按 Ctrl-C 结束）", "preview: %[1]s (watching %[2]s and %[3]s; Ctrl-C ends it)", address, s.content, s.theme)
	if !onlyHere(l) {
		s.say("注意：别的机器也能打开这个预览，草稿也在里面；只在可信的网络里这样用", "note: other machines can open this preview, drafts included; do this in a network you trust only")
	}
	s.tellProblems()
	if open {
		if err := s.browse(address); err != nil {
			s.say("打不开浏览器：%s", "the browser does not open: %s", s.explain(err))
		}
	}
	// The Markdown of all files is looked at beside the rest: problems in it keep no page waiting.
	look, enough := context.WithCancel(ctx)
	looked := make(chan struct{})
	go func() {
		defer close(looked)
		select { // the first page comes first
		case <-time.After(headStart):
		case <-look.Done():
		}
		s.keepReadings()
		_ = s.edition.CheckTexts(look) // a broken machine shows itself at the next page
	}()
	defer func() { enough(); <-looked }()
	pasts, bygone := make(chan *gitfs.Past), make(chan struct{})
	go func() {
		defer close(bygone)
		s.followHistory(look, func(past *gitfs.Past) {
			select {
			case pasts <- past:
			case <-look.Done():
				past.Close()
			}
		})
	}()
	defer func() { enough(); <-bygone; s.past.Close() }()
	return s.follow(ctx, w, looked, pasts)
}

// options opens the folders.
func (s *serving) options() (generator.EditionOptions, error) {
	o := generator.EditionOptions{Loaded: boundMemory, Spool: openSpool, SiteOptions: generator.SiteOptions{
		Options: generator.Options{Dir: filepath.ToSlash(s.content), Drafts: true, Jobs: runtime.GOMAXPROCS(0)},
		Trace:   true,
	}}
	if _, err := s.themeLayers(); err != nil {
		return o, err // there is no such theme
	}
	content, err := openLive(s.content, false)
	if err != nil {
		return o, err
	}
	own, err := openLive(s.theme, true)
	if err != nil {
		return o, err
	}
	s.folders = []*liveFolder{content, own}
	if s.readings != "" {
		o.Readings = &generator.Readings{Begin: time.Now(), Load: func() string { return loadText(s.readings) }}
	}
	o.Content = content
	o.Theme = []theme.Layer{{Name: builtinTheme, Files: themes.Default()}, {Name: filepath.ToSlash(s.theme), Files: own}}
	return o, nil
}
