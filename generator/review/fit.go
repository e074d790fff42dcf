package review

import (
	"fmt"
	"strings"
)

// sizeLimit is how many bytes a comment may have. GitHub refuses more than 65,536
// characters, GitLab more than a million; Gitee documents no limit, and may count bytes.
const sizeLimit = 60_000

// listLimit is how many bytes a table of a comment may have, so that the gravest
// report finds room however much of it differs.
const listLimit = 6_000

// A block is a part of a comment that is there wholly or not at all.
type block struct {
	text string
	line string // what stands for it where it finds no room
	bad  bool   // there are new errors in it
}

// fit writes blocks as long as they find room, the first ones first, then the lines of
// the others, then how many there are besides.
func (o Options) fit(b *strings.Builder, blocks []block, limit int) {
	const forLines, forCount = 6_000, 400
	room := limit - b.Len() - forCount
	lines := 0
	for _, x := range blocks {
		lines += len(x.line)
	}
	var rest []block
	for _, x := range blocks {
		lines -= len(x.line)
		if len(x.text) > room-min(forLines, lines) {
			rest = append(rest, x)
			lines += len(x.line)
			continue
		}
		b.WriteString(x.text)
		room -= len(x.text)
	}
	if len(rest) == 0 {
		return
	}
	fmt.Fprintf(b, "\n**%s**\n\n", o.say("写不下的 %d 项", "%d more, for which there is no room", len(rest)))
	for i, x := range rest {
		if len(x.line) > room {
			bad := 0
			for _, x := range rest[i:] {
				if x.bad {
					bad++
				}
			}
			fmt.Fprintf(b, "\n%s\n", o.say("还有 %[1]d 项没有列出，其中 %[2]d 项有新的错误，见网页形式的比较结果。", "and %[1]d more, %[2]d of them with new errors; see the review as a page.", len(rest)-i, bad))
			return
		}
		b.WriteString(x.line)
		room -= len(x.line)
	}
}

// rows writes a table of as many rows as find room.
func (o Options) rows(b *strings.Builder, head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	line := func(cells []string) string { return "| " + strings.Join(cells, " | ") + " |\n" }
	fmt.Fprintf(b, "\n%s|%s\n", line(head), strings.Repeat(" --- |", len(head)))
	size := 0
	for i, row := range rows {
		text := line(row)
		if size += len(text); size > listLimit {
			fmt.Fprintf(b, "\n%s\n", o.say("还有 %d 行没有列出。", "and %d more rows.", len(rows)-i))
			break
		}
		b.WriteString(text)
	}
	b.WriteString("\n")
}
