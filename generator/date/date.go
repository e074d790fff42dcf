// Package date holds calendar days without time or zone, as the dates of
// official documents are.
package date

import "fmt"

// A Date is a calendar day. The zero Date is no date.
type Date struct {
	Year       int16
	Month, Day uint8
}

// IsZero says that there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String gives the date after ISO 8601 (2023-01-12), or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Chinese gives the date as official documents write it (2023年1月12日), or "".
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// Compare orders dates; no date comes first.
func (d Date) Compare(e Date) int { return d.days() - e.days() }

func (d Date) days() int { return (int(d.Year)*16+int(d.Month))*32 + int(d.Day) }
