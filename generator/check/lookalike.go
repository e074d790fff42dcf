package check

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
)

var lookAlikeNames = Unit{
	Rules: []Rule{{
		Name: "look-alike-name", Severity: Notice, Group: Sensitive,
		Title: diag.Text{Zh: "地名里的字写成了形近字", En: "a look-alike character in the name of a place"},
		About: diag.Text{
			Zh: "本库机关名称、主办单位里的生僻字，在正文里写成了常见的形近、音近字（瀍河—缠河、亳州—毫州、颍上—颖上）；GB 2312 以外的字还看是否丢了（瀍河回族区—河回族区），或者变成了“□”“?”。只有与本库的名称恰好差这一个字、又不是本库另一名称的才报。标题另由 title-form 检查。",
			En: "A rare character of the names of the archive's agencies or its operator is written in the text as one that is commonly taken for it (瀍河: 缠河; 亳州: 毫州; 颍上: 颖上). One outside GB 2312 may also be lost (瀍河回族区: 河回族区) or have become □ or ?. It is noted only where that one character is the difference and the result is no other name of the archive. The title is left to title-form."},
		Basis:   diag.Text{Zh: "GB 2312 以外的地名用字常在转换中丢失或者错成形近字", En: "names that GB 2312 lacks get lost or mistaken in conversion"},
		Example: diag.Text{Zh: "瀍河回族区的报告写“缠河区”", En: "缠河区 in a report of 瀍河回族区"},
	}},
	Text: checkLookAlikeNames,
}

// A mistaken is a character of names with those that are written for it: such
// as are found in few words, and such as are found in many, which are noted only
// where a word begins.
type mistaken struct {
	right       rune
	rare, plain string
}

// mistakens are the characters of the names of places that are often mistaken.
// What makes the name of another place well known is left out.
var mistakens = []mistaken{
	{'瀍', "廛缠躔澶", ""}, {'亳', "毫豪", ""}, {'颍', "颖頴", ""}, {'颖', "颍", ""}, {'埇', "桶甬涌", ""}, {'濉', "睢", "虽"}, {'睢', "濉雎", ""},
	{'氹', "凼", ""}, {'珲', "", "浑挥"}, {'鄠', "", "户"}, {'盩', "", "周"}, {'厔', "", "至"}, {'邳', "丕坯", ""}, {'溆', "淑", "叙"}, {'郴', "彬琳", ""},
	{'汨', "汩泪", ""}, {'莒', "营宫", ""}, {'芮', "茵", "内"}, {'婺', "鹜骛", "务"}, {'黟', "黔", ""}, {'歙', "翕", ""}, {'枞', "樅", "纵"}, {'砀', "荡", ""},
	{'弋', "戈", ""}, {'鄱', "翻", "番"}, {'鄞', "堇", "勤"}, {'衢', "瞿", ""}, {'缙', "", "晋"}, {'邗', "邢邯刊", ""}, {'盱', "吁", ""}, {'眙', "贻胎", ""},
	{'溧', "漂栗", ""}, {'浏', "", "刘"}, {'醴', "澧", ""}, {'澧', "醴", ""}, {'芷', "", "芝"}, {'攸', "悠", ""}, {'沅', "阮", ""}, {'郧', "陨勋", ""},
	{'秭', "姊", ""}, {'蕲', "靳", ""}, {'硚', "矫", "桥"}, {'浠', "", "稀"}, {'儋', "澹瞻詹", ""}, {'岑', "芩", ""}, {'邛', "印", ""}, {'崃', "莱", ""},
	{'郫', "埤陴郸", ""}, {'犍', "", "健"}, {'阆', "闾", ""}, {'泸', "沪芦", ""}, {'綦', "蓁", "基"}, {'酉', "", "西"}, {'潼', "", "童"}, {'濞', "", "鼻"},
	{'泾', "", "径经"}, {'岐', "歧", ""}, {'柞', "祚", ""}, {'岷', "", "民"}, {'宕', "岩", ""}, {'崆', "", "空"}, {'湟', "惶煌", ""}, {'鄯', "", "善"},
	{'磐', "", "盘"}, {'赉', "赍", ""}, {'讷', "", "纳"}, {'磴', "蹬", ""}, {'潞', "", "路"}, {'稷', "穆", ""}, {'盂', "孟", ""}, {'隰', "", "湿"},
	{'岢', "苛", ""}, {'峙', "恃", ""}, {'忻', "沂", "欣"}, {'沂', "忻", ""}, {'偃', "", "堰"}, {'郏', "陕颊", ""}, {'浚', "", "俊"}, {'渑', "绳", ""},
	{'荥', "荧", "荣"}, {'漯', "潔骡", "螺"}, {'鄢', "焉", ""}, {'郾', "", "偃"}, {'柘', "", "拓"}, {'淅', "浙", ""}, {'濮', "璞", ""}, {'涿', "琢诼", ""},
	{'涞', "莱", ""}, {'藁', "蒿", ""}, {'陉', "径", ""}, {'峄', "绎译", ""}, {'郓', "", "运"}, {'兖', "衮", ""}, {'沭', "沐", ""}, {'茌', "荏", ""},
	{'汶', "", "纹"}, {'鄄', "甄", ""}, {'嵊', "", "乘"}, {'瓯', "欧鸥", ""}, {'勐', "", "猛"}, {'猇', "", "虎"}, {'珙', "拱", ""}, {'筠', "", "均"}, {'埗', "", "步"},
	{'圫', "托", ""}, {'濠', "壕", ""}, {'滘', "", "窖"}, {'涌', "", "冲"}, {'圩', "", "墟"}, {'垭', "", "哑"}, {'堽', "", "岗"}, {'㙍', "", "街"},
}

// mistakenBy finds the entry of a character.
var mistakenBy = sync.OnceValue(func() map[rune]int {
	by := map[rune]int{}
	for i := len(mistakens) - 1; i >= 0; i-- {
		by[mistakens[i].right] = i
	}
	return by
})

// lostSigns stand for a character that a conversion could not write.
var lostSigns = []string{"□", "■", "▢", "○", "?", "？", "＿"}

// A misnomer is a wrong form of a part of a name.
type misnomer struct {
	form, right string
	begins      bool // it is one only where a word begins
	notBefore   string
}

// misnomers are those of the names of an archive.
type misnomers struct {
	list   []misnomer
	finder *finder // nil where there are none
}

func newMisnomers(a *archive.Archive) *misnomers {
	var names []string
	for _, x := range a.Agencies {
		names = append(names, ownNames(x)...)
	}
	names = append(names, a.Site.Operator, a.Site.Title)
	text := strings.Join(names, "\n")
	m := &misnomers{}
	known := map[rune]bool{}
	usual := func(r rune) bool { // asked of the same few characters over and over
		is, asked := known[r]
		if !asked {
			is = inGB2312(r)
			known[r] = is
		}
		return is
	}
	type attempt struct{ form, notBefore string }
	tried := map[attempt]bool{} // most names of an archive begin alike
	add := func(n misnomer) {
		if tried[attempt{n.form, n.notBefore}] {
			return
		}
		tried[attempt{n.form, n.notBefore}] = true
		same := func(other misnomer) bool { return other.form == n.form }
		// Of lost characters the rest is always part of the name.
		if !slices.ContainsFunc(m.list, same) && (n.notBefore != "" || !strings.Contains(text, n.form)) {
			m.list = append(m.list, n)
		}
	}
	mistaken := mistakenBy()
	for _, name := range names {
		runes := []rune(name)
		for i, r := range runes {
			if k, ok := mistaken[r]; ok {
				mistakenAt(runes, i, mistakens[k], add)
			}
			if unicode.Is(unicode.Han, r) && !usual(r) {
				lostAt(runes, i, add)
			}
		}
	}
	if len(m.list) > 0 {
		forms := make([]string, len(m.list))
		for i := range m.list {
			forms[i] = m.list[i].form
		}
		m.finder = newFinder(forms)
	}
	return m
}

// divisions end the names of places.
const divisions = "省市区县州旗盟镇乡"

// mistakenAt gives the misnomers of a name for a character of it. A character
// alone tells nothing: the one beside it is taken too.
func mistakenAt(name []rune, i int, x mistaken, add func(misnomer)) {
	both := func(wrong rune, begins bool) {
		if i+1 < len(name) {
			add(misnomer{string(wrong) + string(name[i+1]), string(name[i : i+2]), begins, ""})
		}
		if i > 0 && !strings.ContainsRune(divisions, name[i-1]) {
			add(misnomer{string(name[i-1]) + string(wrong), string(name[i-1 : i+1]), begins, ""})
		}
	}
	for _, wrong := range x.rare {
		both(wrong, false)
	}
	for _, wrong := range x.plain {
		both(wrong, true)
	}
}

// ofPeoples are the words that a short form of a name leaves out.
var ofPeoples = strings.NewReplacer("回族", "", "满族", "", "蒙古族", "", "土家族", "", "苗族", "", "侗族", "", "壮族", "", "瑶族", "", "彝族", "", "藏族", "", "羌族", "", "朝鲜族", "", "达斡尔族", "", "自治", "")

// lostAt gives the misnomers of a name in which a character was lost.
func lostAt(name []rune, i int, add func(misnomer)) {
	end := i + 1
	for end < len(name) && !strings.ContainsRune(divisions, name[end]) {
		end++
	}
	if end == len(name) || end == i+1 {
		return
	}
	long := string(name[i+1 : end+1])
	for _, rest := range []string{long, ofPeoples.Replace(long)} {
		right := string(name[i]) + rest
		for _, sign := range lostSigns {
			add(misnomer{sign + rest, right, false, ""})
		}
		add(misnomer{rest, right, true, "域段内间级划位块别"})
	}
}

// inGB2312 says that the first Chinese standard has a character.
func inGB2312(r rune) bool {
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(r)))
	return err == nil && len(b) == 2 && b[0] >= 0xB0 && b[0] <= 0xF7 && b[1] >= 0xA1
}

// checkLookAlikeNames notes the first place of each misnomer in each passage.
func checkLookAlikeNames(s *Subject) {
	m := s.Whole.misnomers
	if m.finder == nil {
		return
	}
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		var noted []int
		end := 0 // of the last one
		m.finder.find(p.Text, func(k, at int) {
			n := &m.list[k]
			if at < end || slices.Contains(noted, k) || !n.stands(p.Text, at) {
				return
			}
			noted, end = append(noted, k), at+len(n.form)
			pos, width := s.At(p, at, at+len(n.form))
			s.Add(Finding{
				Rule: "look-alike-name", Pos: pos, Width: width,
				Message: diag.Textf("写的是“%[1]s”，应为“%[2]s”", "the text has %[1]s for %[2]s", n.form, n.right),
				Hint:    diag.Text{Zh: "对照原文核对；字形相近或者转换时丢失", En: "compare with the original: a look-alike, or a character lost in conversion"},
			})
		})
	}
}

// stands says that a form is one of a name where it stands.
func (n *misnomer) stands(text string, at int) bool {
	after, _ := utf8.DecodeRuneInString(text[at+len(n.form):])
	if n.notBefore != "" && strings.ContainsRune(n.notBefore, after) {
		return false
	}
	if !n.begins {
		return true
	}
	before := text[:at]
	r, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case n.notBefore != "" && (endsWithAny(before, lostSigns...) || endsWithAny(before, "城市", "都市")):
		return false
	case before == "" || !unicode.Is(unicode.Han, r) && r != utf8.RuneError:
		return true
	}
	return strings.ContainsRune(divisions+"我全在由向", r) && !endsWithAny(before, "城市", "社区", "地区", "园区", "城区", "城乡", "城镇")
}
