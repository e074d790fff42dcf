package main

import (
	"context"
	"errors"

	"gongkai/generator"
	"gongkai/generator/gitfs"
)

// history adds the git history of the reports up to a revision to what is built or
// checked. It is still to be read. Where there is none, nothing is added; one that
// git refuses to open stands in nobody's way, but people are told.
func (p *program) history(ctx context.Context, rev string, o *generator.Options) (*gitfs.Past, error) {
	past, err := gitfs.History(ctx, p.content, rev)
	var refused *gitfs.Error
	switch {
	case errors.Is(err, gitfs.ErrNone):
		return nil, nil
	case errors.As(err, &refused):
		p.say("没有读 git 历史：%s", "the git history is left out: %s", p.explain(err))
		return nil, nil
	case err != nil:
		return nil, err
	}
	o.History = &past.Log
	return past, nil
}
