package check

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var personalData = Unit{
	Rules: []Rule{{
		Name: "personal-id", Severity: Error, Group: Sensitive,
		Title:   diag.Text{Zh: "公民身份号码", En: "an identity number"},
		About:   diag.Text{Zh: "正文或表格里有 18 位、出生日期和校验码都正确的公民身份号码，数字之间有空格、用全角数字的也算。检查结果里只显示头尾几位。", En: "The text or a table holds an 18-digit identity number with a valid date of birth and check character, also with blanks inside or in full-width digits. Reports of it show only its ends."},
		Basis:   diag.Text{Zh: "GB 11643《公民身份号码》；《政府信息公开条例》第十五条（个人隐私）", En: "GB 11643; 条例 art. 15 on privacy"},
		Example: diag.Text{Zh: "“申请人身份证号110101********1234”全部写出", En: "an applicant's number written out"},
	}, {
		Name: "bank-card", Severity: Error, Group: Sensitive,
		Title:   diag.Text{Zh: "银行卡号", En: "a bank card number"},
		About:   diag.Text{Zh: "正文里有 16 至 19 位、以发卡行代码开头、校验位正确（Luhn）的数字。统一社会信用代码、索引号、公文号不算。", En: "The text holds 16 to 19 digits that begin like a card number and have a valid check digit (Luhn). Organisation codes and index numbers do not count."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第十五条（个人隐私）", En: "条例 art. 15 on privacy"},
		Example: diag.Text{Zh: "“汇至6222……（19 位）”", En: "a card number of 19 digits"},
	}, {
		Name: "phone-number", Severity: Warning, Group: Sensitive,
		Title:   diag.Text{Zh: "手机号码", En: "a mobile number"},
		About:   diag.Text{Zh: "正文里有 11 位手机号码。写在联系电话、咨询电话旁边的只作提示：公布办公联系方式是允许的，核对它是不是个人号码。", En: "The text holds a mobile number. Beside a word for contact it is a notice only: an office may publish how to reach it; look whether it is private."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第十五条（个人隐私）", En: "条例 art. 15 on privacy"},
		Example: diag.Text{Zh: "“申请人李某电话13800000000”", En: "an applicant's mobile number"},
	}, {
		Name: "email-address", Severity: Warning, Group: Sensitive,
		Title:   diag.Text{Zh: "电子邮箱", En: "an e-mail address"},
		About:   diag.Text{Zh: "正文里有电子邮箱。写在联系方式旁边的、政府域名的只作提示。", En: "The text holds an e-mail address. Beside a word for contact, and of a government domain, it is a notice only."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第十五条（个人隐私）", En: "条例 art. 15 on privacy"},
		Example: diag.Text{Zh: "“申请人邮箱 someone@example.com”", En: "an applicant's address"},
	}},
	Text: checkPersonal,
}

// checkPersonal looks at every long run of digits and at every @.
func checkPersonal(s *Subject) {
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		for _, r := range digitRuns(p.Text) {
			s.judgeRun(p, r)
		}
		if strings.IndexByte(p.Text, '@') >= 0 {
			s.emails(p)
		}
	}
}

// A digitRun is a run of digits, perhaps with single blanks or dashes between, and
// perhaps an X at its end.
type digitRun struct {
	start, end int
	digits     string // plain
}

// digitRuns finds the runs of eleven digits or more.
func digitRuns(text string) []digitRun {
	const least = 11
	var runs []digitRun
	for at := 0; at < len(text); {
		// Most of a text is no digit: look for the first byte of one.
		if c := text[at]; c >= 0xE0 && c < 0xEF {
			at += 3
			continue
		} else if c < '0' || c > '9' && (c != 0xEF || !strings.HasPrefix(text[at:], "\uFF10"[:2])) {
			at++
			continue
		}
		if n, end := countDigits(text, at); n < least {
			at = end
			continue
		}
		run := digitRun{start: at}
		var parts []digitRun // between blanks and dashes
		part := at
		partDigits := 0
		var digits []byte
		gap := 0
		for at < len(text) {
			r, size := utf8.DecodeRuneInString(text[at:])
			switch {
			case '0' <= r && r <= '9':
				digits, gap = append(digits, byte(r)), 0
			case '０' <= r && r <= '９':
				digits, gap = append(digits, byte(r-'０'+'0')), 0
			case (r == 'X' || r == 'x' || r == 'Ｘ') && len(digits) == 17:
				digits, gap = append(digits, 'X'), 0
			case (r == ' ' || r == '-') && gap == 0 && len(digits) > 0:
				gap = size
				at += size
				continue
			default:
				size = 0
			}
			if size == 0 {
				break
			}
			if run.end > 0 && run.end < at { // after a gap
				parts = append(parts, digitRun{part, run.end, string(digits[partDigits : len(digits)-1])})
				part, partDigits = at, len(digits)-1
			}
			at += size
			run.end = at
		}
		if at == run.start {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		run.digits = string(digits)
		candidates := []digitRun{run}
		if len(parts) > 0 {
			candidates = append(append(candidates, parts...), digitRun{part, run.end, string(digits[partDigits:])})
		}
		for _, c := range candidates {
			if len(c.digits) >= least && !besideLetter(text, c) {
				runs = append(runs, c)
			}
		}
	}
	return runs
}

// countDigits counts the digits of a run and gives its end; more than nothing is
// passed in any case.
func countDigits(text string, at int) (n, end int) {
	for end = at; end < len(text); {
		c := text[end]
		switch {
		case c >= '0' && c <= '9':
			n, end = n+1, end+1
		case (c == ' ' || c == '-') && n > 0:
			end++
		case c == 0xEF && strings.HasPrefix(text[end:], "\uFF10"[:2]) && text[end+2] >= 0x90 && text[end+2] <= 0x99:
			n, end = n+1, end+3
		default:
			return n, max(end, at+1)
		}
	}
	return n, end
}

// besideLetter says that a run is part of a code: AB123, 123C, 1.23.
func besideLetter(text string, r digitRun) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:r.start])
	after, _ := utf8.DecodeRuneInString(text[r.end:])
	return isLatin(before) || isLatin(after) || before == '.' || before == '/' || after == '/' || before == '_' || after == '_'
}

func (s *Subject) judgeRun(p *markdown.Passage, r digitRun) {
	note := func(rule string, severity Severity, message, hint diag.Text) {
		pos, _ := s.At(p, r.start, r.end)
		s.Add(Finding{Rule: rule, Severity: severity, Pos: pos, Masked: true, Message: message, Hint: hint})
	}
	remove := diag.Text{Zh: "删去，或只留头尾几位", En: "take it out, or leave only its ends"}
	switch n := len(r.digits); {
	case n == 18 && validIdentity(r.digits):
		note("personal-id", "", diag.Textf("有公民身份号码 %s", "an identity number, %s", mask(r.digits, 3, 2)), remove)
	case n >= 16 && n <= 19 && cardIssuer(r.digits) && luhn(r.digits):
		note("bank-card", "", diag.Textf("有银行卡号 %s", "a bank card number, %s", mask(r.digits, 4, 2)), remove)
	case n == 11 && r.digits[0] == '1' && r.digits[1] >= '3':
		severity := Warning
		if contactLine(p.Text, r.start) {
			severity = Notice
		}
		note("phone-number", severity, diag.Textf("有手机号码 %s", "a mobile number, %s", mask(r.digits, 3, 4)),
			diag.Text{Zh: "个人的号码应删去；办公电话可以保留", En: "take a private number out; that of an office may stay"})
	}
}

// mask hides the middle of a value.
func mask(value string, first, last int) string {
	return value[:first] + strings.Repeat("*", len(value)-first-last) + value[len(value)-last:]
}

// validIdentity checks the date of birth and the check character of GB 11643.
func validIdentity(digits string) bool {
	birth, err := time.Parse("20060102", digits[6:14])
	if err != nil || birth.Year() < 1900 || birth.Year() > 2100 || digits[0] == '0' || digits[0] == '9' {
		return false
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		if digits[i] == 'X' {
			return false
		}
		sum += int(digits[i]-'0') * w
	}
	return "10X98765432"[sum%11] == digits[17]
}

// cardIssuer says that a number begins like that of a bank card: UnionPay 62,
// and the other networks of cards issued here.
func cardIssuer(digits string) bool {
	two, _ := strconv.Atoi(digits[:2])
	return two == 62 || two == 60 || two == 68 || two == 95 || len(digits) == 16 && (digits[0] == '4' || two >= 51 && two <= 55 || two == 35 || two == 37)
}

// luhn checks the last digit of a card number.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if digits[len(digits)-1-i] == 'X' {
			return false
		}
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// contactLine says that a place of a text is where an office tells how to reach it.
func contactLine(text string, at int) bool {
	around := tail(text[:at], 40)
	for _, word := range []string{"申请人", "当事人", "原告", "举报人", "身份证"} {
		if strings.Contains(around, word) {
			return false
		}
	}
	for _, word := range []string{"联系", "电话", "咨询", "传真", "热线", "地址", "邮箱", "邮编", "监督"} {
		if strings.Contains(around, word) {
			return true
		}
	}
	return false
}

var email = pattern(`[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`)

func (s *Subject) emails(p *markdown.Passage) {
	for _, m := range email().FindAllStringIndex(p.Text, -1) {
		name, domain, _ := strings.Cut(p.Text[m[0]:m[1]], "@")
		severity := Warning
		if contactLine(p.Text, m[0]) || strings.HasSuffix(domain, ".gov.cn") {
			severity = Notice
		}
		pos, _ := s.At(p, m[0], m[1])
		s.Add(Finding{
			Rule: "email-address", Severity: severity, Pos: pos, Masked: true,
			Message: diag.Textf("有电子邮箱 %s", "an e-mail address, %s", name[:1]+"***@"+domain),
			Hint:    diag.Text{Zh: "个人的邮箱应删去；办公邮箱可以保留", En: "take a private address out; that of an office may stay"},
		})
	}
}
