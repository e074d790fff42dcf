package gitfs

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gongkai/generator/date"
	"gongkai/generator/history"
)

// History gives what git tells of the report files below the content folder dir:
// the commits that lead to a revision, each branch that was merged as one change on the
// day of its merge, since that is when it came out. It is one call of git log; texts
// are read when somebody asks for them. Renamed and moved files are followed where
// the agency's folder or the year stays, and where the content folder as a whole
// was moved. The files are there once Read has been called.
//
// The error is ErrNone where there is no history to read.
func History(ctx context.Context, dir, rev string) (*Past, error) {
	g := git{ctx: ctx, dir: dir}
	prefix, err := g.line("rev-parse", "--show-prefix")
	if err != nil {
		return nil, g.none(err)
	}
	head, err := g.line("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
	if err != nil {
		return nil, g.none(err)
	}
	if rev != "HEAD" {
		if head, err = g.commit(rev); err != nil {
			return nil, err
		}
	}
	shallow, err := g.line("rev-parse", "--is-shallow-repository")
	if err != nil {
		return nil, err
	}
	p := &Past{git: g, prefix: prefix, names: map[string]*trail{}, closed: map[string]bool{}}
	p.Log = history.Log{Head: head, Shallow: shallow == "true", Text: p.text}
	return p, nil
}

// Logbook gives the file to which git writes whenever HEAD comes to stand on another
// commit, of the repository of a folder. It need not be there yet.
func Logbook(ctx context.Context, dir string) (string, error) {
	g := git{ctx: ctx, dir: dir}
	name, err := g.line("rev-parse", "--git-path", "logs/HEAD")
	if err != nil {
		return "", g.none(err)
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	return name, nil
}

// ErrNone says that there is no history: no git, no repository, or no commit in it.
var ErrNone = errors.New("there is no history")

// none tells a history that is not there from one that cannot be read.
func (g git) none(err error) error {
	var f *failure
	var e *Error
	switch {
	case g.ctx.Err() != nil:
		return g.ctx.Err()
	case errors.As(err, &f) && (f.words == "" || strings.Contains(f.words, "not a git repository") || strings.Contains(f.words, "this operation must be run in a work tree")):
		return ErrNone
	case errors.Is(err, fs.ErrNotExist): // the folder
		return ErrNone
	case errors.As(err, &f):
		return fault("git 打不开 %s 所在的仓库：%s", "git cannot open the repository of %s: %s", g.dir, f.words)
	case errors.As(err, &e): // there is no git
		return ErrNone
	}
	return err
}

// A Past is the history of the reports of an archive. Whoever is done with it
// closes it. A nil Past is no history.
type Past struct {
	history.Log

	git    git
	prefix string            // of the content folder in the repository
	names  map[string]*trail // of files that are there today, by the path that they had then
	closed map[string]bool   // paths that belong to no file of today in what is still to be read

	mu      sync.Mutex
	objects *answers
}

// A trail is what is known of one of today's files: its commits, the newest first.
type trail struct{ commits []history.Commit }

// Close ends the calls of git.
func (p *Past) Close() error {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.objects != nil {
		p.objects.close()
		p.objects = nil
	}
	return nil
}

// text gives the bytes of an object.
func (p *Past) text(object string) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.objects == nil {
		var err error
		if p.objects, err = p.git.answers("--batch"); err != nil {
			return nil, err
		}
	}
	return p.objects.read(object)
}

// Read asks git log and sorts its answer by file.
func (p *Past) Read() error {
	if p == nil {
		return nil
	}
	// Fields of a commit: a mark, its name, its parents, the author's day, the message.
	c, words := p.git.command("-c", "log.showSignature=false", "-c", "log.follow=false", "-c", "log.showRoot=true", "-c", "diff.renameLimit=4000",
		"log", "--first-parent", "--no-relative", "--diff-merges=first-parent", "--no-color", "--no-ext-diff", "--no-textconv",
		"--raw", "--no-abbrev", "--find-renames", "-z", "--encoding=UTF-8", "--date=short",
		"--format="+mark+"%H%n%P%n%ad%n%s%n%b", p.Head, "--", ":(top,glob)**/*.md")
	trails := map[string]*trail{}
	err := p.git.stream(c, func(out *bufio.Reader) error {
		var commit history.Commit
		var changes []rawChange
		for {
			word, err := out.ReadString(0)
			word = strings.TrimPrefix(strings.TrimSuffix(word, "\x00"), "\n")
			if err != nil || strings.HasPrefix(word, mark) {
				p.apply(commit, changes, trails)
				changes = changes[:0]
			}
			switch {
			case err == io.EOF:
				return nil
			case err != nil:
				return err
			case word == "":
			case strings.HasPrefix(word, mark):
				if commit, err = readCommit(strings.TrimPrefix(word, mark)); err != nil {
					return err
				}
			case strings.HasPrefix(word, ":"):
				change, err := readChange(word, out)
				if err != nil {
					return err
				}
				changes = append(changes, change)
			default:
				return fmt.Errorf("git log answered %q", word)
			}
		}
	}, words.String)
	p.Files = make(map[string][]history.Commit, len(trails))
	for name, t := range trails {
		slices.Reverse(t.commits)
		p.Files[name] = t.commits
	}
	p.names, p.closed = nil, nil
	return err
}

// mark begins the answer about a commit. Lines about files begin with a colon.
const mark = "\x01commit "

// readCommit reads what git tells of a commit.
func readCommit(text string) (history.Commit, error) {
	parts := strings.SplitN(text, "\n", 5)
	if len(parts) < 5 || !isHash(parts[0]) {
		return history.Commit{}, fmt.Errorf("git log answered %q", text)
	}
	return history.Commit{ID: parts[0], Day: readDay(parts[2]), Note: note(parts[3], parts[4], strings.Contains(parts[1], " ")), Root: parts[1] == ""}, nil
}

// note gives the line of a message that is about the change. Merges have one that
// is about branches; forges write the title of the request below it.
func note(subject, body string, merge bool) string {
	subject = strings.TrimSpace(subject)
	if !merge || !strings.HasPrefix(subject, "Merge ") {
		return subject
	}
	for line := range strings.Lines(body) {
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	return ""
}

// readDay reads a date of the form 2023-01-31; years beyond what an archive has
// give no date.
func readDay(text string) date.Date {
	var parts [3]int
	for i, s := range strings.SplitN(text, "-", 3) {
		parts[i], _ = strconv.Atoi(s)
	}
	if parts[0] < 1 || parts[0] > 9999 {
		return date.Date{}
	}
	return date.Date{Year: int16(parts[0]), Month: uint8(parts[1]), Day: uint8(parts[2])}
}

// A rawChange is a file that a commit changed.
type rawChange struct {
	status   byte // A, D, M, R, T
	file     bool // it is a file afterwards, no link
	object   string
	old, new string // paths in the repository; the same but for R
}

// readChange reads a line of git log --raw, with the paths that follow it.
func readChange(word string, out *bufio.Reader) (rawChange, error) {
	// :mode mode object object status
	fields := strings.Fields(word)
	if len(fields) != 5 {
		return rawChange{}, fmt.Errorf("git log answered %q", word)
	}
	c := rawChange{status: fields[4][0], object: fields[3], file: strings.HasPrefix(fields[1], "100")}
	for _, name := range []*string{&c.old, &c.new} {
		if name == &c.new && c.status != 'R' && c.status != 'C' {
			c.new = c.old
			break
		}
		text, err := out.ReadString(0)
		if err != nil {
			return c, err
		}
		*name = strings.TrimSuffix(text, "\x00")
	}
	return c, nil
}

// apply adds a commit to the files that it changed. Commits come the newest first,
// so a file's path is known from what came after.
func (p *Past) apply(commit history.Commit, changes []rawChange, trails map[string]*trail) {
	type move struct {
		to string
		of *trail
	}
	var moves []move
	for _, c := range changes {
		var t *trail
		if c.file {
			t = p.trail(c.new, trails)
		}
		if t == nil {
			p.closed[c.new] = true
			delete(p.names, c.new)
			continue
		}
		own := commit
		own.Path, own.Object = p.inContent(c.new), c.object
		t.commits = append(t.commits, own)
		switch {
		case c.status == 'M':
		case c.status == 'R' && alike(c.old, c.new):
			moves = append(moves, move{c.old, t})
			fallthrough
		default:
			p.closed[c.new] = true
			delete(p.names, c.new)
		}
	}
	for _, m := range moves {
		p.names[m.to] = m.of
	}
}

// trail gives the file of today that had a path then; nil for none.
func (p *Past) trail(name string, trails map[string]*trail) *trail {
	if t := p.names[name]; t != nil {
		return t
	}
	own, below := strings.CutPrefix(name, p.prefix)
	if p.closed[name] || !below || !isReport(own) {
		return nil
	}
	t := &trail{}
	p.names[name], trails[own] = t, t
	return t
}

// isReport says that a path in the content folder is that of a report.
func isReport(name string) bool {
	return strings.HasPrefix(name, "reports/") && strings.Count(name, "/") == 2
}

// inContent gives a path of the repository as one of the content folder, wherever
// that was then.
func (p *Past) inContent(name string) string {
	if at := strings.LastIndex("/"+name, "/reports/"); at >= 0 {
		return name[at:]
	}
	return strings.TrimPrefix(name, p.prefix)
}

// alike says that a report can have been moved from one path to another: reports
// of two agencies for two years are two, however much their texts are alike.
func alike(a, b string) bool {
	return path.Base(a) == path.Base(b) || path.Base(path.Dir(a)) == path.Base(path.Dir(b))
}
