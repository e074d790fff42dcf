package tomldoc

// An Item is a heading or a pair of a TOML text, in the order of the text.
type Item struct {
	Heading bool     // [a.b]
	Array   bool     // of a heading: [[a.b]]
	Path    []string // the names of the heading, or of the pair's key; a key has several where it is dotted
	Key     string   // as written
	Value   string   // of a pair, as written
	Start   int      // byte offset of the heading's bracket or of the key
	End     int      // where the heading's bracket or the value ends
}

// Items lists the headings and pairs of a text that Parse has found valid. What
// stands between them is white space and comments.
func Items(text string) []Item {
	s := newScanner(text)
	var items []Item
	for s.space(); s.at < len(s.text); s.space() {
		it := Item{Start: s.at}
		if s.peek() == '[' {
			it.Heading = true
			s.at++
			if it.Array = s.peek() == '['; it.Array {
				s.at++
			}
		}
		keyStart := s.at
		for {
			at, end := s.key()
			it.Path = append(it.Path, keyName(text[at:end]))
			it.Key = text[keyStart:end]
			if s.peek() != '.' {
				break
			}
			s.at++
		}
		if it.Heading {
			for s.peek() == ']' {
				s.at++
			}
		} else {
			if s.peek() == '=' {
				s.at++
			}
			s.blank()
			at := s.at
			s.value(s.add(0, 0, 0))
			it.Value = text[at:s.at]
		}
		if it.End = s.at; it.End == it.Start {
			s.at++ // only in a broken text
			continue
		}
		items = append(items, it)
	}
	return items
}
