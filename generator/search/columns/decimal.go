package columns

import "strings"

// Canonical writes a number without sign + and without zeros that do not count. It says
// false for what is no number.
func Canonical(text string) (string, bool) {
	sign := ""
	switch {
	case strings.HasPrefix(text, "-"):
		sign, text = "-", text[1:]
	case strings.HasPrefix(text, "+"):
		text = text[1:]
	}
	whole, fraction, point := strings.Cut(text, ".")
	if !allDigits(whole) || point && !allDigits(fraction) {
		return "", false
	}
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	switch {
	case whole == "" && fraction == "":
		return "0", true
	case whole == "":
		whole = "0"
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + whole + fraction, true
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// Compare compares two numbers that Canonical gave.
func Compare(a, b string) int {
	x, minus := strings.CutPrefix(a, "-")
	y, other := strings.CutPrefix(b, "-")
	switch {
	case minus && !other:
		return -1
	case !minus && other:
		return 1
	case minus:
		x, y = y, x
	}
	whole, fraction, _ := strings.Cut(x, ".")
	whole2, fraction2, _ := strings.Cut(y, ".")
	if len(whole) != len(whole2) {
		return len(whole) - len(whole2)
	}
	if c := strings.Compare(whole, whole2); c != 0 {
		return c
	}
	return strings.Compare(fraction, fraction2)
}
