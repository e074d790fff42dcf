package main

import (
	"context"
	"os"
	"time"

	"gongkai/generator"
	"gongkai/generator/gitfs"
)

// glance is how often a historian looks whether there was a commit.
const glance = 2 * time.Second

// followHistory reads the git history, of which pages tell their revisions, beside
// the rest: the first page waits for nothing. It reads it again after each commit,
// until the context ends. What it has read it passes on.
func (s *serving) followHistory(ctx context.Context, tell func(*gitfs.Past)) {
	book, err := gitfs.Logbook(ctx, s.content)
	if err != nil {
		return // there is no history
	}
	last := stamp(book)
	s.readHistory(ctx, tell)
	tick := time.NewTicker(glance)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if now := stamp(book); now != last {
				last = now
				s.readHistory(ctx, tell)
			}
		}
	}
}

// A fileStamp changes when somebody writes to the file.
type fileStamp struct {
	size  int64
	mtime time.Time
}

func stamp(name string) fileStamp {
	info, err := os.Stat(name)
	if err != nil {
		return fileStamp{}
	}
	return fileStamp{info.Size(), info.ModTime()}
}

// readHistory reads the history of HEAD.
func (s *serving) readHistory(ctx context.Context, tell func(*gitfs.Past)) {
	var o generator.Options
	past, err := s.history(ctx, "HEAD", &o)
	if err != nil || past == nil {
		return
	}
	if err := past.Read(); err != nil {
		past.Close()
		if ctx.Err() == nil {
			s.say("没有读 git 历史：%s", "the git history is left out: %s", s.explain(err))
		}
		return
	}
	tell(past)
}
