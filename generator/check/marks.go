package check

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var marksAndCharacters = Unit{
	Rules: []Rule{{
		Name: "secret-mark", Severity: Error, Group: Sensitive,
		Title:   diag.Text{Zh: "密级标志", En: "a mark of secrecy"},
		About:   diag.Text{Zh: "正文里有“机密★”“密级：秘密”“内部资料 注意保存”一类的标志。“属于国家秘密”“涉密”一类的叙述不算。", En: "The text holds a mark such as 机密★, 密级：秘密, 内部资料 注意保存. Prose about secrets does not count."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第十四条；《保守国家秘密法》", En: "条例 art. 14; the law on state secrets"},
		Example: diag.Text{Zh: "文首写“机密★1年”", En: "机密★1年 at the head of the text"},
	}, {
		Name: "broken-character", Severity: Error, Group: Sensitive,
		Title:   diag.Text{Zh: "坏字", En: "a broken character"},
		About:   diag.Text{Zh: "有替换符 U+FFFD、私用区字符或控制字符：转换时丢了字，别人的电脑上显示不出来。", En: "U+FFFD, a private-use code point or a control character: a character was lost in conversion and will not show elsewhere."},
		Basis:   diag.Text{Zh: "Unicode；GB 18030", En: "Unicode; GB 18030"},
		Example: diag.Text{Zh: "“政府信息公\uFFFD”", En: "政府信息公\uFFFD"},
	}, {
		Name: "invisible-character", Severity: Notice, Group: Sensitive,
		Title:   diag.Text{Zh: "看不见的字符", En: "an invisible character"},
		About:   diag.Text{Zh: "有零宽空格、软连字符、文字方向控制符等：看不见，但会使检索和复制出错。方向控制符可能使显示与内容不同，作存疑。", En: "A zero-width blank, a soft hyphen or a mark of direction: unseen, it spoils search and copying. Marks of direction can make a text show otherwise than it is: a warning."},
		Basis:   diag.Text{Zh: "Unicode UAX #9、TR36", En: "Unicode UAX #9, TR36"},
		Example: diag.Text{Zh: "“信息\\u200B公开”", En: "信息\\u200B公开"},
	}, {
		Name: "look-alike-character", Severity: Notice, Group: Sensitive,
		Title:   diag.Text{Zh: "形近的兼容字符", En: "a compatibility character"},
		About:   diag.Text{Zh: "用了兼容汉字或部首字符（如“⽂”“⼀”），看起来与正字一样，检索不到。多由 PDF 转换带来。", En: "A compatibility ideograph or a radical that looks like the character but is not found by search; it comes from converting PDF."},
		Basis:   diag.Text{Zh: "Unicode；GB 18030", En: "Unicode; GB 18030"},
		Example: diag.Text{Zh: "“⽂件”（U+2F42）应为“文件”（U+6587）", En: "⽂件 with U+2F42 for 文件"},
	}, {
		Name: "doubled-character", Severity: Notice, Group: Sensitive,
		Title:   diag.Text{Zh: "叠字", En: "a doubled character"},
		About:   diag.Text{Zh: "“的的”“了了”“和和”一类不会连用的字写了两遍。", En: "A character such as 的, 了, 和 that never stands twice in a row does."},
		Basis:   diag.Text{Zh: "现代汉语用字", En: "Chinese usage"},
		Example: diag.Text{Zh: "“公开的的信息”", En: "公开的的信息"},
	}},
	Text: func(s *Subject) {
		s.secretMarks()
		s.oddCharacters()
	},
}

var secretMark = pattern(`(?:绝密|机密|秘密)\s*★|密级\s*[：:]\s*(?:绝密|机密|秘密)|^\s*[【\[]?(?:绝密|机密|秘密)[】\]]?\s*$|内部(?:资料|文件)[\s，,、]*(?:注意保存|请勿外传|不得外传)|此件(?:不公开|不予公开)$|^\s*此件不(?:予)?公开`)

// secretWords are what the marks are made of.
var secretWords = []string{"绝密", "机密", "秘密", "密级", "内部资料", "内部文件", "此件不"}

func (s *Subject) secretMarks() {
	var last *markdown.Passage
	for _, spot := range s.spots() {
		p := spot.passage
		if spot.topic != secretTopic || p == last {
			continue
		}
		last = p
		if m := secretMark().FindStringIndex(p.Text); m != nil && p.Kind != markdown.TableCell {
			pos, width := s.At(p, m[0], m[1])
			s.Add(Finding{
				Rule: "secret-mark", Pos: pos, Width: width,
				Message: diag.Textf("有密级或不公开的标志“%s”", "a mark of secrecy: %q", strings.TrimSpace(p.Text[m[0]:m[1]])),
				Hint:    diag.Text{Zh: "先确认可以公开，再发布", En: "make sure that it may be published"},
			})
		}
	}
}

// unifiedCompat are the characters of the compatibility block that are unified
// ideographs of their own.
const unifiedCompat = "\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA1F\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29"

// never are characters that do not stand twice in a row.
const never = "的了和是在与及对将把被为或其该由从"

// oddBytes begin characters that are worth a look.
var oddBytes = func() (set [256]bool) {
	for c := range 0x20 {
		set[c] = c != '\n' && c != '\r' && c != '\t'
	}
	for _, c := range []int{0x7F, 0xC2, 0xE1, 0xE2, 0xEE, 0xEF, 0xF0, 0xF3, 0xF4} {
		set[c] = true
	}
	return set
}()

// oddCharacters looks at each byte of the file once: front matter and text.
func (s *Subject) oddCharacters() {
	seen := map[string]bool{}
	text := s.File
	for at := 0; at < len(text); at++ {
		c := text[at]
		switch {
		case c >= 0xE4 && c <= 0xE9 && at+6 <= len(text):
			if text[at+5] == text[at+2] && text[at+4] == text[at+1] && text[at+3] == c {
				s.doubled(at, seen)
			}
			at += 2
		case c == 0xEF && at+2 < len(text) && (text[at+1] == 0xBC || text[at+1] == 0xBD): // ， and ：
			at += 2
		case oddBytes[c]:
			r, size := utf8.DecodeRune(text[at:])
			s.oddCharacter(r, at, seen)
			at += size - 1
		}
	}
}

// doubled notes a character that stands twice where it never does. Three times is
// no slip: a line of dots, a pattern.
func (s *Subject) doubled(at int, seen map[string]bool) {
	r, _ := utf8.DecodeRune(s.File[at:])
	own := string(r)
	if !strings.Contains(never, own) || strings.HasPrefix(string(s.File[at+6:min(at+9, len(s.File))]), own) || at >= 3 && string(s.File[at-3:at]) == own {
		return
	}
	if doubledOnPurpose(string(s.File[at+3:min(at+16, len(s.File))]), 0, r) {
		return
	}
	s.character("doubled-character", "", at, 2, diag.Textf("“%[1]c%[1]c”写了两遍", "%[1]c stands twice", r), diag.Textf("删去一个“%c”", "delete one %c", r), seen)
}

// doubledOnPurpose knows phrases in which a character stands twice: 目的的确 does
// not occur in reports, but 为了了解 does.
func doubledOnPurpose(text string, at int, r rune) bool {
	rest := text[at+utf8.RuneLen(r):]
	switch r {
	case '了':
		return strings.HasPrefix(rest, "解") || strings.HasPrefix(rest, "如") || strings.HasPrefix(rest, "结") || strings.HasPrefix(rest, "却")
	case '的':
		return strings.HasPrefix(rest, "确") || strings.HasPrefix(rest, "士")
	case '为':
		return strings.HasPrefix(rest, "民") || strings.HasPrefix(rest, "了") || strings.HasPrefix(rest, "主")
	case '和':
		return strings.HasPrefix(rest, "谐") || strings.HasPrefix(rest, "平") || strings.HasPrefix(rest, "解")
	case '与':
		return strings.HasPrefix(rest, "会")
	case '对':
		return strings.HasPrefix(rest, "象") || strings.HasPrefix(rest, "口") || strings.HasPrefix(rest, "接") || strings.HasPrefix(rest, "比") || strings.HasPrefix(rest, "策") || strings.HasPrefix(rest, "外")
	case '及':
		return strings.HasPrefix(rest, "时")
	case '其':
		return strings.HasPrefix(rest, "他") || strings.HasPrefix(rest, "中")
	case '在':
		return strings.HasPrefix(rest, "线") || strings.HasPrefix(rest, "职") || strings.HasPrefix(rest, "建") || strings.HasPrefix(rest, "岗") || strings.HasPrefix(rest, "编")
	case '将', '把', '被', '是', '该', '由', '从', '或':
		return strings.HasPrefix(rest, "来") || strings.HasPrefix(rest, "于") || strings.HasPrefix(rest, "否") || strings.HasPrefix(rest, "者") || strings.HasPrefix(rest, "关") || strings.HasPrefix(rest, "业") || strings.HasPrefix(rest, "严")
	}
	return false
}

func (s *Subject) oddCharacter(r rune, at int, seen map[string]bool) {
	code := func() string { return fmt.Sprintf("U+%04X", r) }
	switch {
	case r == 0xFFFD || unicode.Is(unicode.Co, r) || r < 0x20 || r >= 0x7F && r < 0xA0:
		s.character("broken-character", "", at, 1, diag.Textf("有坏字 %s", "a broken character, %s", code()), diag.Text{Zh: "对照原件补上正确的字", En: "write the right character from the original"}, seen)
	case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
		s.character("invisible-character", Warning, at, 1, diag.Textf("有文字方向控制符 %s", "a mark of direction, %s", code()), diag.Text{Zh: "删去", En: "delete it"}, seen)
	case r == 0xFEFF && at == 0:
	case r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x2060 && r <= 0x2064 || r == 0xFEFF || r == 0x180E:
		s.character("invisible-character", "", at, 1, diag.Textf("有看不见的字符 %s", "an invisible character, %s", code()), diag.Text{Zh: "删去", En: "delete it"}, seen)
	case r >= 0xF900 && r <= 0xFAFF && !strings.ContainsRune(unifiedCompat, r) || r >= 0x2F800 && r <= 0x2FA1F || r >= 0x2E80 && r <= 0x2FDF:
		s.character("look-alike-character", "", at, 1, diag.Textf("“%[1]c”是兼容字符 %[2]s", "%[1]c is the compatibility character %[2]s", r, code()), diag.Text{Zh: "换成通用的汉字", En: "write the ordinary character"}, seen)
	}
}

// character notes a character at a byte offset of the file, each kind once in a
// report.
func (s *Subject) character(rule string, severity Severity, at, width int, message, hint diag.Text, seen map[string]bool) {
	if seen[message.En] {
		return
	}
	seen[message.En] = true
	before := s.File[:at]
	start := bytes.LastIndexByte(before, '\n') + 1
	pos := diag.Pos{File: s.place, Line: 1 + bytes.Count(before, []byte("\n")), Col: 1 + utf8.RuneCount(before[start:])}
	s.Add(Finding{Rule: rule, Severity: severity, Pos: pos, Width: width, Message: message, Hint: hint})
}
