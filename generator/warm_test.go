//go:build unix

package generator

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"syscall"
	"testing"
	"testing/fstest"
	"time"
)

// A shop is an archive that is opened and closed again and again, its clock going
// on, with random edits in between. Its files have stamps as on a disk.
type shop struct {
	*edits
	clock  time.Time
	inodes uint64
	kept   string // what the last edition gave
	before map[string]*fstest.MapFile
}

func newShop(t testing.TB, seed uint64) *shop {
	s := &shop{edits: newEdits(t, seed), clock: time.Unix(1700000000, 0)}
	for _, name := range s.reports() { // their formats are those of their years
		s.write(name, regexp.MustCompile(`(?m)^format += .*\n`).ReplaceAll(s.content[name].Data, nil))
	}
	s.stamp(false)
	s.isSound()
	return s
}

// stamp stamps the files that were written since it was last called: in place or
// anew, in most cases some time ago. Of those of another size some keep their time.
func (s *shop) stamp(quick bool) {
	for _, name := range slices.Sorted(maps.Keys(s.content)) {
		f := s.content[name]
		if f.Sys != nil {
			continue
		}
		s.inodes++
		stat := &syscall.Stat_t{Ino: s.inodes}
		f.ModTime = s.clock.Add(-time.Hour)
		if quick || s.rand.IntN(4) == 0 {
			f.ModTime = s.clock.Add(-time.Second)
		}
		if old := s.before[name]; old != nil && s.rand.IntN(2) == 0 {
			stat.Ino = old.Sys.(*syscall.Stat_t).Ino
			f.ModTime = f.ModTime.Add(-time.Duration(s.inodes)) // another tick
			if len(old.Data) != len(f.Data) && s.rand.IntN(2) == 0 {
				f.ModTime = old.ModTime
			}
		}
		f.Sys = stat
	}
	s.before = maps.Clone(s.content)
}

// sameTick writes to a file that was written just before the last opening, so that
// nothing of its stamp changes.
func (s *shop) sameTick() bool {
	for _, name := range s.reports() {
		f := s.content[name]
		if at := cellNumber.FindSubmatchIndex(f.Data); at != nil && s.clock.Sub(f.ModTime) < tick {
			changed := *f
			changed.Data = bytes.Clone(f.Data)
			changed.Data[at[2]] = '0' + (changed.Data[at[2]]-'0')%9 + 1
			s.content[name] = &changed
			s.before[name] = &changed
			s.last = "in the same tick: " + name
			return true
		}
	}
	return false
}

// open opens the archive, with or without what an earlier edition gave.
func (s *shop) open(t *testing.T, text string) *Edition {
	t.Helper()
	readings := &Readings{Load: func() string { return text }, Begin: s.clock}
	e, err := Open(context.Background(), EditionOptions{SiteOptions: s.options(), Readings: readings})
	if err != nil {
		t.Fatalf("%s: %v", s.last, err)
	}
	return e
}

// compare wants two editions to have read the same.
func (s *shop) compare(t *testing.T, warm, cold *Edition) {
	t.Helper()
	if got, want := warm.Problems(), cold.Problems(); !slices.Equal(got, want) {
		t.Fatalf("%s: got problems %v; want %v", s.last, got, want)
	}
	for i := range cold.shelf.reports {
		if got, want := warm.shelf.reports[i].value, cold.shelf.reports[i].value; !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: got\n%+v\nwant\n%+v", s.last, got, want)
		}
	}
	for i := range cold.shelf.pages {
		if got, want := warm.shelf.pages[i].value, cold.shelf.pages[i].value; !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: got\n%+v\nwant\n%+v", s.last, got, want)
		}
	}
}

// takenOver counts the reports that an edition took over.
func takenOver(e *Edition) (n int) {
	for _, r := range e.shelf.reports {
		n += 1 - newness(&r)
	}
	return n
}

// change makes a random edit while the archive is closed.
func (s *shop) change(form []byte) {
	switch s.rand.IntN(8) {
	case 0: // a format of the archive's own comes or goes
		s.last = "the format"
		if _, there := s.content["formats/own.toml"]; there {
			delete(s.content, "formats/own.toml")
		} else {
			s.write("formats/own.toml", form)
		}
	case 1:
		s.last = "a node of the catalogue"
		s.replace("archive.toml", "id = \"nb\"", "id = \"nbx\"")
	case 2, 3:
		if !s.sameTick() {
			s.step()
		}
	default:
		s.step()
	}
	s.stamp(s.rand.IntN(3) == 0)
}

// TestWarmEdition opens an archive after each of many random edits with what was
// read before, and compares with one that is read from nothing.
func TestWarmEdition(t *testing.T) {
	form := ownFormat()
	steps := 100
	if testing.Short() {
		steps = 15
	}
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			s := newShop(t, seed)
			taken, read, sound := 0, 0, 0
			for range steps {
				warm, cold := s.open(t, s.kept), s.open(t, "")
				s.compare(t, warm, cold)
				taken, read = taken+takenOver(warm), read+len(warm.shelf.reports)
				if err := cold.CheckTexts(context.Background()); err != nil {
					t.Fatal(err)
				}
				if len(cold.Problems()) == 0 {
					s.isSound()
					if sound++; sound%10 == 1 {
						compareEdition(t, warm, whole(t, s.options()), s.last)
					}
				}
				if data := warm.Readings(); data != nil {
					s.kept = string(data)
				}
				s.change(form)
				s.clock = s.clock.Add(time.Second / 2)
			}
			if taken < read/4 || sound < steps/4 {
				t.Errorf("of %d reports %d were taken over; %d of %d steps led to an archive without problems", read, taken, sound, steps)
			}
		})
	}
}

// TestForeignReadings passes over what is not whole, and what another archive.toml
// made.
func TestForeignReadings(t *testing.T) {
	s := newShop(t, 1)
	s.clock = s.clock.Add(time.Minute)
	cold := s.open(t, "")
	data := cold.Readings()
	if e := s.open(t, string(data)); takenOver(e) != len(e.shelf.reports) || e.Readings() != nil {
		t.Errorf("took over %d of %d reports", takenOver(e), len(e.shelf.reports))
	}
	damaged := bytes.Clone(data)
	damaged[len(damaged)/2] ^= 1
	for _, text := range []string{"", "x", string(data[:len(data)-1]), string(damaged)} {
		e := s.open(t, text)
		if takenOver(e) != 0 {
			t.Errorf("took over %d reports of what is not whole", takenOver(e))
		}
		s.compare(t, e, cold)
	}
	s.append("archive.toml", "\n[[agency]]\nid = \"new\"\nname = \"示例市新设机关\"\nsince = 2024\n")
	s.stamp(false)
	if e := s.open(t, string(data)); takenOver(e) != 0 {
		t.Errorf("took over %d reports of another archive.toml", takenOver(e))
	}
}

// TestReadingsBesideUpdates asks for what was read while reports and pages change;
// the race detector looks on.
func TestReadingsBesideUpdates(t *testing.T) {
	s := newShop(t, 1)
	s.clock = s.clock.Add(time.Minute)
	e := s.open(t, "")
	asked := make(chan struct{})
	go func() {
		defer close(asked)
		for range 10 {
			if e.Readings() == nil {
				t.Error("no readings")
			}
		}
	}()
	for i := range 10 {
		name := "pages/about.md"
		if i%2 == 0 {
			name = s.pick()
		}
		text := append(bytes.Clone(s.content[name].Data), "\n\n又一段。\n"...)
		*s.content[name] = fstest.MapFile{Data: text}
		if err := e.Update(context.Background(), Changes{Content: []string{name}}); err != nil {
			t.Fatal(err)
		}
	}
	<-asked
}
