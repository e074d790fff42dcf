package watch

import (
	"fmt"
	"reflect"
	"testing"
	"testing/synctest"
	"time"
)

const quiet, most = 15 * time.Millisecond, 2 * time.Second

// gathering runs a test with the two ends of gather, on a clock of its own.
func gathering(t *testing.T, test func(t *testing.T, changes chan<- change, batches <-chan Batch)) {
	synctest.Test(t, func(t *testing.T) {
		changes, batches := make(chan change), make(chan Batch)
		go gather(changes, batches, quiet, most)
		test(t, changes, batches)
		close(changes)
		if _, open := <-batches; open {
			t.Error("a batch came after the end")
		}
	})
}

func paths(p ...string) change { return change{paths: p} }

func TestGatherWaitsForQuiet(t *testing.T) {
	gathering(t, func(t *testing.T, changes chan<- change, batches <-chan Batch) {
		start := time.Now()
		changes <- paths("b")
		time.Sleep(10 * time.Millisecond)
		changes <- paths("a")
		time.Sleep(10 * time.Millisecond)
		changes <- paths("b", "c")
		batch := <-batches
		if want := (Batch{Paths: []string{"a", "b", "c"}}); !reflect.DeepEqual(batch, want) {
			t.Errorf("got %v, want %v", batch, want)
		}
		if took := time.Since(start); took < 20*time.Millisecond+quiet || took > 20*time.Millisecond+2*quiet {
			t.Errorf("the batch came after %v", took)
		}
	})
}

func TestGatherOneFileAtOnce(t *testing.T) {
	gathering(t, func(t *testing.T, changes chan<- change, batches <-chan Batch) {
		for range 3 {
			start := time.Now()
			changes <- paths("a")
			<-batches
			if took := time.Since(start); took > quiet*17/16 {
				t.Errorf("the batch came after %v", took)
			}
		}
	})
}

// A burst that pauses for longer than a single save would be waited for is one batch.
func TestGatherHoldsBurst(t *testing.T) {
	gathering(t, func(t *testing.T, changes chan<- change, batches <-chan Batch) {
		const files = 5000
		for i := range files {
			changes <- paths(fmt.Sprintf("%05d", (i*7919)%files))
			if i%1000 == 999 {
				time.Sleep(10 * quiet)
			}
		}
		batch := <-batches
		if len(batch.Paths) != files || batch.Paths[0] != "00000" || batch.Paths[files-1] != "04999" {
			t.Errorf("got %d paths", len(batch.Paths))
		}
	})
}

// What never ends is told in between.
func TestGatherEndless(t *testing.T) {
	gathering(t, func(t *testing.T, changes chan<- change, batches <-chan Batch) {
		start := time.Now()
		stop, stopped := make(chan bool), make(chan bool)
		go func() {
			defer close(stopped)
			for {
				select {
				case changes <- paths("log"):
					time.Sleep(quiet / 3)
				case <-stop:
					return
				}
			}
		}()
		for i := 1; i <= 3; i++ {
			<-batches
			if took := time.Since(start); took > time.Duration(i)*most+time.Second {
				t.Errorf("batch %d came after %v", i, took)
			}
		}
		time.Sleep(10 * most) // the receiver is busy, and must not starve afterwards
		busy := time.Now()
		<-batches
		if took := time.Since(busy); took > quiet {
			t.Errorf("an overdue batch came after %v", took)
		}
		close(stop)
		<-stopped
	})
}

func TestGatherMergesWhileBusy(t *testing.T) {
	gathering(t, func(t *testing.T, changes chan<- change, batches <-chan Batch) {
		changes <- paths("a")
		time.Sleep(time.Second)
		changes <- change{all: true}
		time.Sleep(time.Second)
		changes <- paths("c", "b")
		time.Sleep(time.Second)
		want := Batch{Paths: []string{"a", "b", "c"}, All: true}
		if batch := <-batches; !reflect.DeepEqual(batch, want) {
			t.Errorf("got %v, want %v", batch, want)
		}
		select {
		case batch := <-batches:
			t.Errorf("another batch came: %v", batch)
		case <-time.After(time.Hour):
		}
	})
}

// Many paths at once are put in order as few are.
func TestPendingAdd(t *testing.T) {
	var one, many pending
	var list []string
	for i := range 100 {
		path := fmt.Sprint(i * 37 % 50)
		one.add(paths(path))
		list = append(list, path)
	}
	many.add(paths(list...))
	many.add(paths(list...))
	if !reflect.DeepEqual(one, many) || len(one.paths) != 50 {
		t.Errorf("one by one %q, at once %q", one.paths, many.paths)
	}
}
