package gitfs

import (
	"context"
	"strings"
)

// MergeBase gives the commit at which two revisions parted, the newest that both have:
// what a branch has changed is told from there, whatever came to the other meanwhile.
// Of several, as after merges in both directions, it is the one that git takes too.
func MergeBase(ctx context.Context, dir, one, two string) (string, error) {
	g := git{ctx: ctx, dir: dir}
	if _, err := g.prefix(); err != nil {
		return "", err
	}
	a, err := g.commit(one)
	if err != nil {
		return "", err
	}
	b, err := g.commit(two)
	if err != nil {
		return "", err
	}
	base, err := g.line("merge-base", a, b)
	switch {
	case err == nil:
		base, _, _ = strings.Cut(base, "\n")
		return base, nil
	case status(err) != 1:
		return "", err
	}
	if shallow, _ := g.line("rev-parse", "--is-shallow-repository"); shallow == "true" {
		return "", fault("找不到 %[1]s 和 %[2]s 的共同祖先：这是浅克隆，只有最近的提交；先运行 git fetch --unshallow（在 CI 里取全部历史，如 fetch-depth: 0）",
			"no common ancestor of %[1]s and %[2]s is found: this clone is shallow and has the newest commits only; run git fetch --unshallow (in CI fetch the whole history, such as fetch-depth: 0)", one, two)
	}
	return "", fault("%[1]s 和 %[2]s 没有共同的祖先，不知道从哪里比起；要直接比较两者，写 %[1]s..%[2]s",
		"%[1]s and %[2]s have no common ancestor to compare from; %[1]s..%[2]s compares the two themselves", one, two)
}
