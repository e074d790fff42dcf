package gitfs

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"strconv"
	"strings"
)

// modes are those of the entries of a tree that are shown. Others are of
// submodules.
var modes = map[string]fs.FileMode{"100644": 0, "100755": 0, "120000": fs.ModeSymlink}

// list calls add for the files and links of a tree and of the folders in it.
func (g git) list(tree string, add func(path string, n *node)) error {
	c, words := g.command("ls-tree", "-r", "-l", "-z", "--full-tree", tree)
	return g.stream(c, func(out *bufio.Reader) error {
		for {
			entry, err := out.ReadString(0)
			if err == io.EOF && entry == "" {
				return nil
			}
			if err != nil {
				return err
			}
			// mode type object size TAB path NUL
			about, path, _ := strings.Cut(strings.TrimSuffix(entry, "\x00"), "\t")
			fields := strings.Fields(about)
			if len(fields) != 4 {
				return fmt.Errorf("git ls-tree answered %q", entry)
			}
			mode, known := modes[fields[0]]
			if !known {
				continue
			}
			size, err := strconv.ParseInt(fields[3], 10, 64)
			if err != nil {
				return fmt.Errorf("git ls-tree answered %q", entry)
			}
			add(path, &node{mode: mode, size: size, object: fields[2]})
		}
	}, words.String)
}

// read fills files with their contents, in one stream. Files of one content share
// its bytes.
func (g git) read(files map[string][]*node, objects []string) error {
	if len(objects) == 0 {
		return nil
	}
	c, words := g.command("cat-file", "--batch", "--buffer")
	// The request is a few hundred kilobytes at most, and git reads it while we
	// read its answer: os/exec copies it in a goroutine of its own.
	c.Stdin = strings.NewReader(strings.Join(objects, "\n") + "\n")
	return g.stream(c, func(out *bufio.Reader) error {
		for _, object := range objects {
			header, err := out.ReadString('\n')
			if err != nil {
				return err
			}
			// object blob size
			fields := strings.Fields(header)
			if len(fields) != 3 || fields[0] != object || fields[1] != "blob" {
				return fmt.Errorf("git cat-file answered %q", header)
			}
			size, err := strconv.Atoi(fields[2])
			if err != nil || size < 0 {
				return fmt.Errorf("git cat-file answered %q", header)
			}
			text := make([]byte, size)
			if _, err := io.ReadFull(out, text); err != nil {
				return err
			}
			if _, err := out.Discard(1); err != nil {
				return err
			}
			for _, n := range files[object] {
				n.text, n.size, n.read = text, int64(size), true
			}
		}
		return nil
	}, words.String)
}

// stream runs git and lets do read what it writes.
func (g git) stream(c *exec.Cmd, do func(*bufio.Reader) error, words func() string) error {
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	failed := do(bufio.NewReaderSize(out, 1<<16))
	if failed != nil {
		// git may wait for somebody to read the rest.
		out.Close()
	}
	err = c.Wait()
	switch {
	case g.ctx.Err() != nil:
		return g.ctx.Err()
	case err != nil:
		return &failure{err, strings.TrimSpace(words())}
	}
	return failed
}
