package indexnumber

import "strings"

// OrgCodeCheck gives the check character that GB 11714 demands after the first
// eight characters of an organisation code, and false for what is none. The
// code may be given with or without its ninth character.
func OrgCodeCheck(code string) (byte, bool) {
	weights := [8]int{3, 7, 9, 10, 5, 8, 4, 2}
	if len(code) < len(weights) {
		return 0, false
	}
	sum := 0
	for i, weight := range weights {
		switch c := code[i]; {
		case '0' <= c && c <= '9':
			sum += weight * int(c-'0')
		case 'A' <= c && c <= 'Z':
			sum += weight * int(c-'A'+10)
		default:
			return 0, false
		}
	}
	return "0X987654321"[sum%11], true // 11 − sum mod 11, where 10 is X and 11 is 0
}

// CreditCodeCheck gives the check character that GB 32100 demands after the first
// 17 characters of a unified social credit code, and false for what is none. The
// code may be given with or without its last character.
//
// It does not look at the region inside the code: regions are renamed and
// redrawn, codes are not.
func CreditCodeCheck(code string) (byte, bool) {
	weights := [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	if len(code) < len(weights) {
		return 0, false
	}
	sum := 0
	for i, weight := range weights {
		value := strings.IndexByte(usccAlphabet, code[i])
		if value < 0 {
			return 0, false
		}
		sum += weight * value
	}
	return usccAlphabet[(31-sum%31)%31], true
}

// want gives the check character that a code should end in.
func (c Check) want(code string) (byte, bool) {
	switch c {
	case GB11714:
		return OrgCodeCheck(code)
	case GB32100:
		return CreditCodeCheck(code)
	}
	return 0, false
}

// standard names the rule of the check.
func (c Check) standard() string {
	if c == GB11714 {
		return "GB 11714"
	}
	return "GB 32100"
}

// shape gives the length and characters that codes with this check have.
func (c Check) shape() (length int, set Charset) {
	if c == GB11714 {
		return 9, OrgCode
	}
	return 18, USCC
}
