package main

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gongkai/generator"
	"gongkai/generator/gitfs"
	"gongkai/generator/watch"
)

// follow takes in what has changed until the context ends.
func (s *serving) follow(ctx context.Context, w *watch.Watcher, looked <-chan struct{}, pasts <-chan *gitfs.Past) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-looked:
			looked = nil
			s.server.Problems()
			s.tellProblems()
		case past := <-pasts:
			if err := s.setPast(ctx, past); err != nil {
				return err
			}
		case batch, ok := <-w.Batches():
			if !ok {
				return nil
			}
			if err := s.update(ctx, batch); err != nil {
				return err
			}
		}
	}
}

// setPast gives the pages another history.
func (s *serving) setPast(ctx context.Context, past *gitfs.Past) error {
	last := s.past
	s.past = past
	if err := s.edition.SetHistory(&past.Log); err != nil {
		return err
	}
	if err := s.server.Update(ctx, generator.Changes{}); err != nil && ctx.Err() == nil {
		return err
	}
	return last.Close()
}

// update takes one batch in and says how it went.
func (s *serving) update(ctx context.Context, batch watch.Batch) error {
	start := time.Now()
	changes := s.missed.And(s.changes(batch))
	if err := s.server.Update(ctx, changes); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		// A folder may be gone for a moment, or a file unreadable: the next change tells,
		// and then all that was missed is taken in.
		s.missed = changes
		s.say("读不到改动：%s", "the change cannot be read: %s", s.explain(err))
		return nil
	}
	s.missed = generator.Changes{}
	if s.verbose {
		what := strings.Join(batch.Paths[:min(len(batch.Paths), 3)], " ")
		if more := len(batch.Paths) - 3; more > 0 {
			what += s.text(" 等 %d 个文件", " and %d more", more)
		}
		s.say("%[1]s %[2]s：%[3]s", "%[1]s %[2]s: %[3]s", start.Format(time.TimeOnly), time.Since(start).Round(time.Millisecond), what)
	}
	s.tellProblems()
	return nil
}

// changes tells by its paths what a batch is about. Where a folder itself has been
// replaced, it is opened again.
func (s *serving) changes(batch watch.Batch) generator.Changes {
	c := generator.Changes{All: batch.All}
	content, theme := filepath.Clean(s.content), filepath.Clean(s.theme)
	for _, name := range batch.Paths {
		inside := func(root string) (string, bool) {
			rest, err := filepath.Rel(root, name)
			return filepath.ToSlash(rest), err == nil && filepath.IsLocal(rest)
		}
		if rest, ok := inside(content); ok {
			c.Content = append(c.Content, rest)
			c.All = c.All || rest == "."
		} else if rest, ok := inside(theme); ok {
			c.Theme = true
			c.All = c.All || rest == "."
		}
	}
	if c.All {
		for _, f := range s.folders {
			_ = f.reopen() // what cannot be opened is said when it is read
		}
	}
	return c
}

// tellProblems prints the problems when they are others than before.
func (s *serving) tellProblems() {
	now := s.edition.Problems()
	switch {
	case slices.Equal(now, s.told):
		return
	case len(now) == 0:
		s.say("错误已经改好", "the errors are mended")
	default:
		io.WriteString(s.messages, now.Print(s.lang))
		s.say("共 %d 处错误；改好以前，网页是出错前的样子", "errors: %d; until they are mended the pages are as they were before", len(now))
	}
	s.told = now
}

// warnOfPolling says that the system does not tell of changes, and what helps.
func (p *program) warnOfPolling(f watch.Fallback) {
	if !f.Limit {
		p.say("系统不报告文件的改动（%s），改为每隔一会儿检查一遍，更新会慢一些", "the system does not tell of changes (%s); looking at the files again and again instead, which is slower", f.Err)
		return
	}
	p.say("文件监视数量到了系统上限（已监视 %d 个文件夹），改为每隔一会儿检查一遍，更新会慢一些", "the system's limit of watches is reached (%d folders are watched); looking at the files again and again instead, which is slower", f.Folders)
	if f.Setting != "" {
		p.say("    提示: 提高上限后重新启动：sudo sysctl %s=524288", "    hint: raise the limit and start again: sudo sysctl %s=524288", f.Setting)
	}
}
