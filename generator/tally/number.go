// Package tally adds up published numbers exactly and says which of the sums that
// a form prescribes hold. It knows no rule by itself: the sums come with the
// table's definition.
package tally

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// A Number is an exact decimal number. The zero Number is 0.
type Number struct {
	whole int64
	exact *big.Rat // nil where the number is whole
	scale int      // digits after the point as written; the most of all that were added
}

// Parse reads a number as published: digits with or without sign and point. It
// says false for anything else.
func Parse(text string) (Number, bool) {
	if len(text) < 18 {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return Number{whole: n}, true
		}
	}
	digits, fraction, point := strings.Cut(strings.TrimLeft(text, "+-"), ".")
	if len(text)-len(strings.TrimLeft(text, "+-")) > 1 || !allDigits(digits) || point && !allDigits(fraction) {
		return Number{}, false
	}
	r, ok := new(big.Rat).SetString(text)
	return Number{exact: r, scale: len(fraction)}, ok
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// Add gives the sum.
func (n Number) Add(m Number) Number {
	if n.exact == nil && m.exact == nil && fits(n.whole) && fits(m.whole) {
		return Number{whole: n.whole + m.whole}
	}
	return Number{exact: new(big.Rat).Add(n.rat(), m.rat()), scale: max(n.scale, m.scale)}
}

// Neg gives the number with the other sign.
func (n Number) Neg() Number {
	if n.exact == nil && fits(n.whole) {
		return Number{whole: -n.whole}
	}
	return Number{exact: new(big.Rat).Neg(n.rat()), scale: n.scale}
}

// Sub gives the difference.
func (n Number) Sub(m Number) Number { return n.Add(m.Neg()) }

// Sign gives -1, 0 or 1.
func (n Number) Sign() int { return n.rat().Sign() }

// Whole says that nothing but zeros stands after the point.
func (n Number) Whole() bool { return n.exact == nil || n.exact.IsInt() }

// Scale gives the digits after the point as written.
func (n Number) Scale() int { return n.scale }

func fits(n int64) bool { return n < math.MaxInt64/2 && n > math.MinInt64/2 }

func (n Number) rat() *big.Rat {
	if n.exact != nil {
		return n.exact
	}
	return new(big.Rat).SetInt64(n.whole)
}

// Cmp compares two numbers as cmp.Compare does.
func (n Number) Cmp(m Number) int { return n.rat().Cmp(m.rat()) }

// Equal says that two numbers have one value: 0 and 0.0000.
func (n Number) Equal(m Number) bool {
	if n.exact == nil && m.exact == nil {
		return n.whole == m.whole
	}
	return n.Cmp(m) == 0
}

// Float gives the nearest floating-point number, for drawing.
func (n Number) Float() float64 {
	f, _ := n.rat().Float64()
	return f
}

// String gives the digits, with as many after the point as were written.
func (n Number) String() string {
	if n.exact == nil {
		return strconv.FormatInt(n.whole, 10)
	}
	return n.exact.FloatString(n.scale)
}

// Int gives a whole number.
func Int(n int) Number { return Number{whole: int64(n)} }
