package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"strings"
)

// The journal of an update in place, one step a line:
//
//	gongkai journal 1
//	put agencies/swj/index.html
//	remove reports/swj/2008/index.html
//	sha256 6b86…
//
// put moves a file from the stage to the site, remove removes one; a step that is
// done already does nothing. The last line is the hash of all before it. The
// journal counts only while there is a state of the site that it makes.
const (
	journalHead = "gongkai journal 1\n"
	journalEnd  = "sha256 "
)

// A change is a step of an update in place.
type change struct {
	remove bool
	name   string
}

// update changes the site folder file by file.
func (s *Site) update(site *listing, removed []string) error {
	changes := s.plan(removed)
	if err := s.save(nextName, site.encode()); err != nil {
		return err
	}
	if err := s.save(journalName, encodeJournal(changes)); err != nil {
		return err
	}
	s.forward = true
	return s.apply(changes, s.old)
}

// plan orders the changes: a file whose name becomes a folder, or one in a folder
// that becomes a file, must go first, other removals come after what is new, and
// the manifest comes last.
func (s *Site) plan(removed []string) []change {
	var first, last []change
	for _, name := range removed {
		if s.inTheWay(name) {
			first = append(first, change{true, name})
		} else {
			last = append(last, change{true, name})
		}
	}
	manifest := false
	for _, name := range s.written {
		if name == manifestName {
			manifest = true
			continue
		}
		first = append(first, change{false, name})
	}
	if manifest {
		last = append(last, change{false, manifestName})
	}
	return append(first, last...)
}

// inTheWay says whether an old file stands where the new site has a folder, or in
// a folder where it has a file.
func (s *Site) inTheWay(name string) bool {
	if _, taken := s.names[fold(name)]; taken {
		return true
	}
	for dir := parent(name); dir != ""; dir = parent(dir) {
		if other, taken := s.names[fold(dir)]; taken && other.kind == isFile {
			return true
		}
	}
	return false
}

// apply does the changes and what closes an update.
func (s *Site) apply(changes []change, old *listing) error {
	for _, c := range changes {
		if err := s.step("apply"); err != nil {
			return err
		}
		var err error
		if c.remove {
			err = removeFile(s.where.dir, c.name, func(string) bool { return false })
		} else {
			err = s.put(c.name, old)
		}
		if err != nil {
			return err
		}
	}
	if err := s.install(); err != nil {
		return err
	}
	if err := s.step("forget"); err != nil {
		return err
	}
	return errors.Join(s.forget(), os.RemoveAll(s.where.stage()))
}

// put moves a file of the stage to its place. What somebody made there, or where a
// folder must be, since the build looked is put aside.
func (s *Site) put(name string, old *listing) error {
	from, to := s.where.stage()+"/"+name, s.where.dir+"/"+name
	if _, err := os.Lstat(from); isMissing(err) {
		return nil // moved before
	}
	_, known := old.find(name)
	if there, err := os.Lstat(to); err == nil && (there.IsDir() || !known) {
		if err := s.putAside(to, name); err != nil {
			return err
		}
	}
	err := os.Rename(from, to)
	if isMissing(err) {
		if err := s.makePath(parent(name)); err != nil {
			return err
		}
		err = os.Rename(from, to)
	}
	return err
}

// makePath makes a folder of the site with all above it.
func (s *Site) makePath(name string) error {
	for dir := name; dir != ""; dir = parent(dir) {
		there, err := os.Stat(s.where.dir + "/" + dir)
		if err == nil && !there.IsDir() {
			err = s.putAside(s.where.dir+"/"+dir, dir)
		}
		if err != nil && !isMissing(err) {
			return err
		}
	}
	return os.MkdirAll(s.where.dir+"/"+name, 0o755)
}

// recoverUpdate finishes an update that had begun, and takes back another.
func (s *Site) recoverUpdate() error {
	text, err := os.ReadFile(s.where.file(journalName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	changes, whole := decodeJournal(text)
	if !whole {
		return errors.Join(s.forget(), os.RemoveAll(s.where.stage()))
	}
	old, err := loadListing(s.where.dir, s.where.file(stateName))
	if err != nil {
		return err
	}
	return s.apply(changes, old)
}

func encodeJournal(changes []change) []byte {
	b := []byte(journalHead)
	for _, c := range changes {
		verb := "put "
		if c.remove {
			verb = "remove "
		}
		b = append(append(append(b, verb...), c.name...), '\n')
	}
	sum := sha256.Sum256(b)
	b = hex.AppendEncode(append(b, journalEnd...), sum[:])
	return append(b, '\n')
}

// decodeJournal reads a journal; one that is not whole is none.
func decodeJournal(text []byte) (changes []change, whole bool) {
	end := bytes.LastIndex(text, []byte("\n"+journalEnd)) + 1
	if end == 0 || !bytes.HasPrefix(text, []byte(journalHead)) {
		return nil, false
	}
	sum := sha256.Sum256(text[:end])
	if string(text[end:]) != journalEnd+hex.EncodeToString(sum[:])+"\n" {
		return nil, false
	}
	for line := range strings.Lines(string(text[len(journalHead):end])) {
		verb, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if checkName(name) != nil || verb != "put" && verb != "remove" {
			return nil, false
		}
		changes = append(changes, change{verb == "remove", name})
	}
	return changes, true
}
