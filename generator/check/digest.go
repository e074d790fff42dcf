package check

import (
	"math"
	"slices"
	"unicode/utf8"

	"gongkai/generator/archive"
	"gongkai/generator/markdown"
)

// A Digest is what is kept of a report's text to compare it with others: a sample
// of each of the parts that are often copied. It takes about a kilobyte.
type Digest struct {
	parts [2]sketch // in the order of copiedParts
}

// sampleSize is about how many shingles are kept of a part, in the order of
// copiedParts.
var sampleSize = [2]int{160, 80}

// digest samples the parts of a report that are often copied.
func digest(s *Subject) Digest {
	var d Digest
	b := newBarer(s.Report)
	b.text = make([]rune, 0, len(s.File)/4)
	for part := range d.parts {
		b.text = b.text[:0]
		for _, p := range s.copied(part) {
			b.add(p.Text)
		}
		d.parts[part] = sample(b.text, sampleSize[part])
	}
	return d
}

// copied gives the passages of one of the parts that are often copied: what the
// year was like, and problems and measures. Where the format has no sections,
// all but the last is the first.
func (s *Subject) copied(part int) []*markdown.Passage {
	var list []*markdown.Passage
	for i := range s.Sections {
		sec := &s.Sections[i]
		in := sec.Official == overviewSection-1 || len(s.Format.Sections) == 0 && sec.Heading != nil && !sec.prospects()
		if part == 1 {
			in = sec.prospects()
		}
		if !in {
			continue
		}
		for _, p := range sec.Passages {
			if p.Kind == markdown.Paragraph || p.Kind == markdown.Item || p.Kind == markdown.Quotation {
				list = append(list, p)
			}
		}
	}
	return list
}

// A barer strips texts of what differs between copies: numbers, white space and
// punctuation go, and the body's names become one character.
type barer struct {
	names []string  // longest first
	begin [256]bool // by the low bits of a character: a name may begin with it
	text  []rune
}

// self stands for the body's name.
const self = '\ue000'

func newBarer(r *archive.Report) *barer {
	b := &barer{names: callsItself(r.Agency)}
	for _, name := range b.names {
		first, _ := utf8.DecodeRuneInString(name)
		b.begin[byte(first)] = true
	}
	for _, r := range "我本" {
		b.begin[byte(r)] = true
	}
	return b
}

// callsItself gives the names under which a body appears in its reports, longest
// first: those of archive.toml, and what they end and begin with
// (示例市商务局: 商务局, 示例市).
func callsItself(x *archive.Agency) []string {
	given := []string{x.Name, x.Short}
	for _, f := range x.FormerNames {
		given = append(given, f.Name)
	}
	var names []string
	for _, name := range given {
		place, rest := cutPlace(name)
		for _, n := range []string{name, place, rest} {
			if utf8.RuneCountInString(n) >= 2 && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	return names
}

// cutPlace cuts a name behind its last place: 示例市甲区|商务局. Of 人民政府 the
// rest is no name.
func cutPlace(name string) (place, rest string) {
	for i, r := range name {
		switch r {
		case '省', '市', '区', '县', '州', '旗', '盟', '镇', '乡':
			if i > 0 {
				place, rest = name[:i+utf8.RuneLen(r)], name[i+utf8.RuneLen(r):]
			}
		}
	}
	if utf8.RuneCountInString(rest) < 3 || beginsWithAny(rest, "人民政府") {
		rest = ""
	}
	return place, rest
}

// add strips a text and appends it.
func (b *barer) add(text string) {
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		switch {
		case r < utf8.RuneSelf:
		case r>>4 == 0xe && i+2 < len(text): // nearly always
			r, size = (r&0xf)<<12|rune(text[i+1]&0x3f)<<6|rune(text[i+2]&0x3f), 3
		default:
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if b.begin[byte(r)] {
			if n := b.nameAt(text[i:], r, size); n > 0 {
				b.text = append(b.text, self)
				i += n
				continue
			}
		}
		i += size
		switch {
		case r >= 0x3400 && r <= 0x9fff || r >= 0x20000 || r >= 'a' && r <= 'z': // Chinese characters and letters
			b.text = append(b.text, r)
		case r >= 'A' && r <= 'Z':
			b.text = append(b.text, r-'A'+'a')
		}
	}
}

// nameAt gives the length of the name with which a text begins: 我局, 示例市商务局;
// 0 for none.
func (b *barer) nameAt(text string, first rune, size int) int {
	if first == '我' || first == '本' {
		second, more := utf8.DecodeRuneInString(text[size:])
		switch second {
		case '局', '办', '委', '厅', '镇', '乡', '区', '县', '市', '省', '院', '会', '旗', '州', '站', '所', '处', '校', '街':
			return size + more
		}
		for _, word := range []string{"单位", "机关", "部门", "级政府", "中心", "公司"} {
			if hasPrefixAt(text, size, word) {
				return size + len(word)
			}
		}
		return 0
	}
	for _, name := range b.names {
		if len(text) >= len(name) && text[:len(name)] == name {
			return len(name)
		}
	}
	return 0
}

func hasPrefixAt(text string, at int, prefix string) bool {
	return len(text) >= at+len(prefix) && text[at:at+len(prefix)] == prefix
}

// shingleLength is how many characters a shingle has.
const shingleLength = 6

// eachShingle calls found with the hash of every run of shingleLength characters.
func eachShingle(text []rune, found func(uint32)) {
	const base = 0x9e3779b97f4a7c15
	const first = base * base * base * base * base & math.MaxUint64 // of the character that leaves
	if len(text) < shingleLength {
		return
	}
	var hash uint64
	for _, r := range text[:shingleLength-1] {
		hash = hash*base + uint64(r) + 1
	}
	for i, r := range text[shingleLength-1:] {
		hash = hash*base + uint64(r) + 1
		found(mix(hash))
		hash -= (uint64(text[i]) + 1) * first
	}
}

// mix spreads a hash evenly.
func mix(h uint64) uint32 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return uint32(h >> 32)
}

// A sketch is a sample of the shingles of a text: those with the smallest hashes.
// Two texts have a shingle's hash in both samples or in neither, so that what the
// samples share tells what the texts do.
type sketch struct {
	hashes []uint32 // in order, all below limit
	limit  uint32
	length int32 // of the text, in characters
}

// sample makes a sketch of about size shingles.
func sample(text []rune, size int) sketch {
	k := sketch{limit: math.MaxUint32, length: int32(len(text))}
	count := len(text) - shingleLength + 1
	if count <= 0 {
		return k
	}
	if count > size {
		k.limit = uint32(uint64(math.MaxUint32) * uint64(size) / uint64(count))
	}
	k.hashes = make([]uint32, 0, min(count, size+size/4))
	eachShingle(text, func(h uint32) {
		if h < k.limit {
			k.hashes = append(k.hashes, h)
		}
	})
	slices.Sort(k.hashes)
	k.hashes = slices.Clip(slices.Compact(k.hashes))
	return k
}

// likeness estimates the Jaccard likeness of two texts: the share of their
// shingles that both have.
func (k *sketch) likeness(l *sketch) float64 {
	limit := min(k.limit, l.limit)
	a, b := k.hashes, l.hashes
	common, all := 0, 0
	for len(a) > 0 && len(b) > 0 && a[0] < limit && b[0] < limit {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			a, b = a[1:], b[1:]
			common++
		}
		all++
	}
	for _, rest := range [][]uint32{a, b} {
		n, _ := slices.BinarySearch(rest, limit)
		all += n
	}
	if all == 0 {
		return 0
	}
	return float64(common) / float64(all)
}
