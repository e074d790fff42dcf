package merge

import "strings"

// A style is how a file is written: with which line ends, and whether a byte order
// mark begins it. It is merged as one value of its own.
type style struct {
	bom, crlf bool
	mixed     bool // a version has both kinds of line ends: they are parts of the lines then
}

const mark = "\ufeff"

// styleOf merges the styles of the three versions.
func styleOf(in Input) style {
	var all [3]style
	for v, text := range [3][]byte{in.Base, in.Ours, in.Theirs} {
		s := string(text)
		n := strings.Count(s, "\r\n")
		all[v] = style{strings.HasPrefix(s, mark), n > 0, n > 0 && n < strings.Count(s, "\n") || n < strings.Count(s, "\r")}
	}
	pick := func(get func(style) bool) bool {
		if get(all[base]) == get(all[ours]) && len(in.Base) > 0 {
			return get(all[theirs])
		}
		return get(all[ours])
	}
	return style{
		bom:   pick(func(s style) bool { return s.bom }),
		crlf:  pick(func(s style) bool { return s.crlf }),
		mixed: all[base].mixed || all[ours].mixed || all[theirs].mixed,
	}
}

// plain gives a text without the byte order mark and with LF.
func (s style) plain(text []byte) string {
	t := strings.TrimPrefix(string(text), mark)
	if s.mixed {
		return t
	}
	return strings.ReplaceAll(t, "\r\n", "\n")
}

// written gives a text in this style.
func (s style) written(text string) string {
	if s.crlf && !s.mixed {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if s.bom {
		text = mark + text
	}
	return text
}
