package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"
)

// Who is interrupted is told so, and of the site only where one was being written.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, command := range []string{"review", "check", "build"} {
		var messages bytes.Buffer
		status := run(ctx, []string{command, "--lang", "en", "--content", "../../content", "--themes", "../../themes"}, io.Discard, &messages, func(string) string { return "" })
		want := "interrupted\n"
		if command == "build" {
			want = "interrupted; the site is as it was\n"
		}
		if status != broken || messages.String() != want {
			t.Errorf("%s: %d, %q; want %q", command, status, &messages, want)
		}
	}
}

// What ends because a program that was called got the signal too ends by the interrupt,
// also when that is known here a moment later; what ends by itself does not.
func TestWasInterrupted(t *testing.T) {
	for _, test := range []struct {
		err   error
		after time.Duration // 0 for never
		want  bool
	}{
		{io.EOF, time.Millisecond, true},
		{fmt.Errorf("reading: %w", io.ErrUnexpectedEOF), 20 * time.Millisecond, true},
		{context.Canceled, 0, true},
		{io.EOF, 0, false},
		{errors.New("no such file"), 0, false},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		if test.after > 0 {
			time.AfterFunc(test.after, cancel)
		}
		if got := wasInterrupted(ctx, test.err); got != test.want {
			t.Errorf("%v, %v: %v", test.err, test.after, got)
		}
		cancel()
	}
}
