package check

import (
	"strings"
	"testing"
)

func TestPersonalData(t *testing.T) {
	for _, tt := range []struct{ paragraph, want string }{
		{"申请人身份证号110101199003070039，已核对。", ""}, // the check character is wrong
		{"申请人身份证号110101199003070021，已核对。", ""},
		{"申请人身份证号" + identityNumber("11010119900307003") + "，已核对。", "error personal-id 110*************"},
		{"申请人身份证号" + spaced(identityNumber("11010119900307003")) + "。", "error personal-id"},
		{"申请人身份证号" + wide(identityNumber("41030419851231123")) + "。", "error personal-id"},
		{"编号" + identityNumber("11010119901307003") + "。", ""}, // no such month
		{"统一社会信用代码11410304MB0123456X。", ""},
		{"汇至" + card("622202100112345678") + "。", "error bank-card 6222"},
		{"流水" + card("122202100112345678") + "。", ""}, // no issuer
		{"申请人李某某电话13812341234，已答复。", "warning phone-number 138****1234"},
		{"联系电话：13812341234。", "notice phone-number"},
		{"联系电话：0379-62345678 13812341234。", "notice phone-number"},
		{"办理事项113812341234件。", ""}, // twelve digits
		{"索引号AB13812341234。", ""},
		{"申请人邮箱someone@example.com已登记。", "warning email-address s***@example.com"},
		{"联系邮箱：swj@example.gov.cn。", "notice email-address"},
		{"全年公开信息12345678条。", ""},
	} {
		got := ""
		for _, f := range check(t, map[string]string{"swj/2022": inSection("一", tt.paragraph)}, "personal-id", "bank-card", "phone-number", "email-address") {
			got += string(f.Severity) + " " + f.Rule + " " + f.Message.En[strings.LastIndex(f.Message.En, " ")+1:] + " "
			if !f.Masked || f.Width != 0 {
				t.Errorf("%s: not masked", tt.paragraph)
			}
		}
		plain := strings.ReplaceAll(got, " ", "")
		if want := strings.ReplaceAll(tt.want, " ", ""); !strings.HasPrefix(plain, want) || (got == "") != (want == "") {
			t.Errorf("%s\n got %s\nwant %s", tt.paragraph, got, tt.want)
		}
	}
}

// identityNumber completes an identity number with its check character.
func identityNumber(digits string) string {
	for _, c := range "0123456789X" {
		if validIdentity(digits + string(c)) {
			return digits + string(c)
		}
	}
	return digits + "0" // its date is wrong
}

// card completes a card number with its check digit.
func card(digits string) string {
	for _, c := range "0123456789" {
		if luhn(digits + string(c)) {
			return digits + string(c)
		}
	}
	panic("no check digit")
}

func spaced(s string) string { return s[:6] + " " + s[6:14] + " " + s[14:] }

func wide(s string) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, strings.ReplaceAll(s, "X", "X"))
}

func TestMarksAndCharacters(t *testing.T) {
	for _, tt := range []struct{ paragraph, want string }{
		{"机密★1年", "secret-mark"},
		{"密级：秘密", "secret-mark"},
		{"内部资料 注意保存", "secret-mark"},
		{"属于国家秘密的不予公开，加强涉密信息管理，严守国家秘密和工作秘密。", ""},
		{"政府信息公\uFFFD", "broken-character"},
		{"政府\uE123信息", "broken-character"},
		{"信息\u200B公开", "invisible-character"},
		{"信息\u202E公开", "invisible-character"},
		{"⽂件", "look-alike-character"},
		{"\uF900", "look-alike-character"},
		{"公开的的信息", "doubled-character"},
		{"为了了解情况，做好了了结工作，听取和和平区的意见，加强对对外宣传的管理。", ""},
		{"常常、往往、人人、天天、稳稳的、一一答复、处处、上上下下", ""},
		{"瀍河、囍、①②③、℃、〔2022〕、“”、—、…、㎡", ""},
	} {
		var got []string
		for _, f := range check(t, map[string]string{"swj/2022": inSection("一", tt.paragraph)}, "secret-mark", "broken-character", "invisible-character", "look-alike-character", "doubled-character") {
			got = append(got, f.Rule)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v; want %s", tt.paragraph, got, tt.want)
		}
	}
	// Also in the front matter.
	if found := check(t, map[string]string{"swj/2022": reportText("catalogue = \"nb\"", "catalogue = \"nb\"\nsummary = \"甲\uE000乙\"")}, "broken-character"); len(found) != 1 || found[0].Pos.Line != 4 || found[0].Pos.Col != 13 {
		t.Errorf("in the front matter: %s", show(found))
	}
}

func BenchmarkPersonal(b *testing.B) {
	a, files := read(b, map[string]string{"swj/2022": inSection("一", strings.Repeat("本年度我局认真贯彻条例，及时公开各类信息123条，办理申请，开展培训。", 100))})
	s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		checkPersonal(s)
		s.secretMarks()
		s.oddCharacters()
	}
}
