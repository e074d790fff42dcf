package watch

import (
	"os"
	"slices"
	"testing"
	"time"
)

// A file that is changed again in the moment of a look, and has the same length and
// time as before, is told by the next.
func TestPollSameMoment(t *testing.T) {
	for _, c := range []struct {
		name     string
		modified time.Time
		told     bool
	}{
		{"long before the look", long, false},
		{"in the moment of the look", long.Add(time.Hour), true},
		{"after its beginning", long.Add(time.Hour + time.Second), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := desk{t, t.TempDir()}
			o, err := Options{Roots: []string{d.dir}}.complete()
			try(t, err)
			p := &poller{Options: o, seen: map[string]*sighting{}}
			save := func(text string) {
				d.write("1.md", text)
				try(t, os.Chtimes(d.at("1.md"), c.modified, c.modified))
			}
			save("one")
			p.look(long.Add(time.Hour))
			save("two")
			if told := slices.Contains(p.look(long.Add(2*time.Hour)), d.at("1.md")); told != c.told {
				t.Errorf("told: %v", told)
			}
			if found := p.look(long.Add(3 * time.Hour)); len(found) > 0 {
				t.Errorf("told again: %q", found)
			}
		})
	}
}

func TestFresh(t *testing.T) {
	fine := time.Date(2020, 1, 2, 3, 4, 5, 600, time.UTC)
	coarse := fine.Truncate(time.Second)
	for _, c := range []struct {
		modified time.Time
		after    time.Duration
		want     bool
	}{
		{fine, 0, true},
		{fine, 19 * time.Millisecond, true},
		{fine, 21 * time.Millisecond, false},
		{fine, -time.Second, true},
		{fine, -time.Hour, false},
		{coarse, 1900 * time.Millisecond, true},
		{coarse, 2100 * time.Millisecond, false},
	} {
		if got := fresh(c.modified, c.modified.Add(c.after)); got != c.want {
			t.Errorf("%v after %v: %v", c.after, c.modified, got)
		}
	}
}
