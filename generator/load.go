package generator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"
	"time"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

// Content is a content folder, read, checked in shape and linked.
type Content struct {
	Settings *settings.Settings
	Formats  *format.Set
	Archive  *archive.Archive

	Words []check.WordList // of content/words

	unread      map[string][]int // years of reports that cannot be read, by agency
	unreadPages []string         // names of pages that cannot be read
	sums        generalSums
	naming      sync.Once
	names       *check.Names // of the archive; made when first asked for

	linking  time.Duration
	findings []check.Finding // for the pages for staff; nil where there are none
}

// Unread says that a report is there but cannot be read.
func (c *Content) Unread(agency string, year int) bool {
	return slices.Contains(c.unread[agency], year)
}

// UnreadAny says that some report of an agency is there but cannot be read.
func (c *Content) UnreadAny(agency string) bool { return len(c.unread[agency]) > 0 }

// UnreadPage says that a page is there but cannot be read.
func (c *Content) UnreadPage(name string) bool { return slices.Contains(c.unreadPages, name) }

// Load reads the content folder, all of it: what it gives does not hang on times
// of files. Problems of all files come in one list. With problems the content holds
// what could be read.
func Load(ctx context.Context, o Options) (*Content, diag.List, error) {
	s, err := readShelf(ctx, o, nil)
	if err != nil {
		return nil, nil, err
	}
	c, problems := s.link(o)
	return c, problems, nil
}

// Formats reads the formats of a content folder, which need not be there, and adds
// them to the statutory ones. Problems of other files are no concern of it.
func Formats(o Options) (*format.Set, diag.List, error) {
	listing, _, err := source.Load(o.Content, o.Dir)
	if err != nil {
		return nil, nil, err
	}
	return loadFormats(o, listing.Formats)
}

// loadFormats adds the archive's own formats to the statutory ones.
func loadFormats(o Options, files []source.File) (*format.Set, diag.List, error) {
	texts, err := formatTexts(o, files)
	if err != nil {
		return nil, nil, err
	}
	set, problems := format.Load(format.Builtin(), texts)
	return set, problems, nil
}

func formatTexts(o Options, files []source.File) ([]format.Source, error) {
	texts := make([]format.Source, len(files))
	for i, f := range files {
		text, err := fs.ReadFile(o.Content, f.Path)
		if err != nil {
			return nil, err
		}
		texts[i] = format.Source{File: f.Place, Text: text}
	}
	return texts, nil
}

// readFile reads a file into a buffer, which grows when it is too small. What has
// taken the place of the file, such as a pipe that nobody writes to, is not opened.
func readFile(fsys fs.FS, file source.File, buffer []byte) ([]byte, error) {
	info, err := fs.Stat(fsys, file.Path)
	if err != nil {
		return buffer, err
	}
	if !info.Mode().IsRegular() {
		return buffer, &fs.PathError{Op: "open", Path: file.Path, Err: fs.ErrInvalid}
	}
	f, err := fsys.Open(file.Path)
	if err != nil {
		return buffer, err
	}
	defer f.Close()
	buffer = buffer[:0]
	for {
		if len(buffer) == cap(buffer) {
			grown := make([]byte, len(buffer), max(2*cap(buffer), int(file.Size)+512))
			copy(grown, buffer)
			buffer = grown
		}
		n, err := f.Read(buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		switch {
		case errors.Is(err, io.EOF):
			return buffer, nil
		case err != nil:
			return buffer, err
		case len(buffer) > source.MaxText+1:
			return buffer, fmt.Errorf("%s grows while it is read", file.Place)
		}
	}
}
