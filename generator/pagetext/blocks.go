package pagetext

import (
	"bytes"
	"html"
)

// A Block is a piece of a page's text. Its text is only lent.
type Block struct {
	Kind Kind
	Text []uint16 // folded, UTF-16
}

// A Scanner cuts pages into blocks. It keeps room between pages; the zero Scanner
// is ready.
type Scanner struct {
	raw    []byte
	folded []uint16
}

// roles of elements.
type role uint8

const (
	blockElement role = iota // every element that is not named below
	inline
	lineBreak
	skipped
	verbatim // skipped, and what is in it is no mark-up
	cellElement
	headingElement
	titleElement
	mainElement
)

var roles = func() map[string]role {
	m := map[string]role{"br": lineBreak, "h1": titleElement, "main": mainElement}
	for r, names := range map[role][]string{
		inline:         {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"},
		skipped:        {"nav", "aside", "form", "button", "select", "template", "noscript", "svg"},
		verbatim:       {"script", "style", "textarea"},
		cellElement:    {"td", "th", "caption"},
		headingElement: {"h2", "h3", "h4", "h5", "h6"},
	} {
		for _, name := range names {
			m[name] = r
		}
	}
	return m
}()

// void elements have no end.
var void = map[string]bool{"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true, "meta": true, "source": true, "track": true, "wbr": true}

// A tag is what stands between < and >.
type tag struct {
	name  string
	end   bool
	attrs []byte
}

// Each gives the blocks of a page's main element, in order.
func (s *Scanner) Each(page []byte, each func(Block)) {
	start := bytes.Index(page, []byte("<main"))
	if start < 0 {
		return
	}
	rest := page[start:]
	kind, depth := Text, 0 // of main elements
	var skip string        // the element that is passed over
	nested := 0
	s.raw = s.raw[:0]
	flush := func() {
		if len(s.raw) > 0 {
			if s.folded = Fold(s.folded[:0], s.raw); len(s.folded) > 0 {
				each(Block{kind, s.folded})
			}
			s.raw = s.raw[:0]
		}
	}
	for {
		open := bytes.IndexByte(rest, '<')
		if open < 0 {
			break
		}
		if skip == "" && depth > 0 && open > 0 {
			s.text(rest[:open])
		}
		rest = rest[open:]
		if bytes.HasPrefix(rest, []byte("<!--")) {
			end := bytes.Index(rest, []byte("-->"))
			if end < 0 {
				break
			}
			rest = rest[end+3:]
			continue
		}
		t, length := readTag(rest)
		if length == 0 { // no tag
			if skip == "" && depth > 0 {
				s.raw = append(s.raw, '<')
			}
			rest = rest[1:]
			continue
		}
		rest = rest[length:]
		if skip != "" {
			if t.name == skip {
				if t.end {
					nested--
				} else if !void[t.name] {
					nested++
				}
				if nested == 0 {
					skip = ""
				}
			}
			continue
		}
		r := roles[t.name]
		if !t.end && (r == skipped || r == verbatim || hidden(t.attrs)) && depth > 0 {
			if r != inline {
				flush()
				kind = Text
			}
			if r == verbatim {
				end := bytes.Index(rest, []byte("</"+t.name))
				if end < 0 {
					break
				}
				rest = rest[end:]
				continue
			}
			if !void[t.name] {
				skip, nested = t.name, 1
			}
			continue
		}
		switch r {
		case inline:
		case lineBreak:
			s.raw = append(s.raw, ' ')
		default:
			flush()
			kind = Text
			switch {
			case r == mainElement && t.end:
				if depth--; depth == 0 {
					return
				}
			case r == mainElement:
				depth++
			case t.end:
			case r == cellElement:
				kind = Cell
			case r == headingElement:
				kind = Heading
			case r == titleElement:
				kind = Title
			}
		}
	}
	flush()
}

// text adds text with its character references.
func (s *Scanner) text(text []byte) {
	if bytes.IndexByte(text, '&') >= 0 {
		s.raw = append(s.raw, html.UnescapeString(string(text))...)
		return
	}
	s.raw = append(s.raw, text...)
}

// readTag reads a tag at the start of a text, and gives its length; 0 for none.
func readTag(text []byte) (t tag, length int) {
	i := 1
	if i < len(text) && text[i] == '/' {
		t.end = true
		i++
	}
	start := i
	lower := true
	for i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || text[i] >= 'A' && text[i] <= 'Z' || i > start && (text[i] >= '0' && text[i] <= '9' || text[i] == '-')) {
		lower = lower && text[i] >= 'a' || text[i] < 'A'
		i++
	}
	if i == start {
		if i < len(text) && text[i] == '!' { // <!DOCTYPE
			if end := bytes.IndexByte(text, '>'); end > 0 {
				return t, end + 1
			}
		}
		return t, 0
	}
	name := text[start:i]
	if !lower {
		name = bytes.ToLower(name)
	}
	t.name = nameOf(name)
	from := i
	for i < len(text) && text[i] != '>' {
		if c := text[i]; c == '"' || c == '\'' {
			end := bytes.IndexByte(text[i+1:], c)
			if end < 0 {
				return t, len(text)
			}
			i += end + 1
		}
		i++
	}
	t.attrs = text[from:i]
	return t, min(i+1, len(text))
}

// names are the names of known elements, so that none is made anew for every tag.
var names = func() map[string]string {
	m := map[string]string{}
	for name := range roles {
		m[name] = name
	}
	for _, name := range []string{"p", "div", "section", "article", "header", "footer", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "col", "colgroup", "figure", "figcaption", "blockquote", "pre", "hr", "details", "summary", "address", "input"} {
		m[name] = name
	}
	return m
}()

func nameOf(name []byte) string {
	if known, ok := names[string(name)]; ok {
		return known
	}
	return string(name)
}

// hidden says that attributes hide an element from the search.
func hidden(attrs []byte) bool {
	if !bytes.Contains(attrs, []byte("hidden")) && !bytes.Contains(attrs, []byte("data-nosearch")) {
		return false
	}
	for i := 0; i < len(attrs); {
		switch c := attrs[i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '/' || c == '=':
			i++
		case c == '"' || c == '\'':
			end := bytes.IndexByte(attrs[i+1:], c)
			if end < 0 {
				return false
			}
			i += end + 2
		default:
			from := i
			for i < len(attrs) && bytes.IndexByte([]byte(" \t\n\r/=\"'"), attrs[i]) < 0 {
				i++
			}
			if name := string(bytes.ToLower(attrs[from:i])); name == "hidden" || name == "data-nosearch" {
				return true
			}
			for i < len(attrs) && attrs[i] == ' ' {
				i++
			}
			if i < len(attrs) && attrs[i] == '=' { // pass the value when it has no quotes
				for i++; i < len(attrs) && attrs[i] == ' '; i++ {
				}
				if i < len(attrs) && attrs[i] != '"' && attrs[i] != '\'' {
					for i < len(attrs) && bytes.IndexByte([]byte(" \t\n\r"), attrs[i]) < 0 {
						i++
					}
				}
			}
		}
	}
	return false
}
