// Package indexnumber holds the schemes of index numbers (索引号) as declared data:
// segments with their character sets, lengths, separators and check characters.
// It reads a number against a scheme segment by segment, says in words which
// segment is wrong, and maps a number to an address and back.
//
//	s, _ := indexnumber.ParsePattern("{agency.code:orgcode}/{published.year}-{serial:5}")
//	s.Parse("000014349/2022-00013")  // 000014349, 2022, 00013
//	s.Parse("000014349/20222-0013")  // 发布年度段 “20222” 有 5 位，应为 4 位
//
// A number that matches no scheme is a legacy number: it is kept as it stands,
// and still has an address and a place in the tree.
//
// The package never invents a number: Format needs every value, the serial too,
// and there is no counter here. The allocation record of an archive is its
// content, where each number stands in the front matter of its report.
package indexnumber

import "gongkai/generator/diag"

// A Scheme is one rule for the make-up of index numbers.
type Scheme struct {
	ID    string
	Name  string
	Basis string // the rule or notice it rests on: 国办秘函〔2009〕6号
	Label string // what readers call its numbers: 索引号; 本库编号 for an archive's own

	// From and To are the first and last year in which numbers are given by this
	// scheme; 0 leaves that end open.
	From, To int

	Segments []Segment

	// Reset names the segments whose change lets the serial begin anew: body and
	// year for the national form. Empty: one counter for all, for ever.
	Reset []string

	Unique    Scope
	ShortFrom string // the segment that begins the short form (后段码); "" for no short form

	Pattern string // the short form in which the scheme was written; "" where it was written out
	Pos     diag.Pos
}

// A Scope is where a number may occur once. An archive has one page for each
// number and therefore holds all of them to Site; a narrower scope only records
// that the same number may exist elsewhere.
type Scope string

// The scopes.
const (
	Site       Scope = "site"
	Collection Scope = "collection"
	Body       Scope = "body"
)

// A Segment is one part of a number.
type Segment struct {
	Name    string // unique in the scheme: "year"
	Label   string // for readers, without the word 段: 年度
	Kind    Kind
	Value   string // of a constant
	Charset Charset

	// Min and Max are lengths in characters. They differ for a segment of free length.
	Min, Max int

	Separator string // after it; often "" at the end and in schemes without separators

	Pad      bool     // a serial is filled with zeros on the left up to Min
	Overflow Overflow // what a padded serial does when Min digits are used up

	// Levels are the lengths of the nested levels of a classification, outermost
	// first: 2, 2. Empty: one level. Unused levels are left out, or each filled
	// with Fill where that is given.
	Levels []int
	Fill   string

	Source string // where the value comes from: agency.code, catalogue, published.year; "" for anywhere else
	Codes  []Code // of an enumeration, in the order of the rule; gaps are normal
	Check  Check
}

// A Code is one value of an enumeration. The codes of a nested segment are
// written from the outermost level on: 01, 0102.
type Code struct{ Code, Label string }

// A Kind is what a segment says.
type Kind string

// The kinds.
const (
	Const     Kind = "const"     // the same text in every number
	Coded     Kind = "code"      // a code that somebody else keeps: of a body, of a class
	Enum      Kind = "enum"      // a code of the table in Codes
	Year      Kind = "year"      // 2022, or 22
	YearMonth Kind = "yearmonth" // 202201
	Date      Kind = "date"      // 20220131
	Serial    Kind = "serial"    // 流水号
)

// A Check is a rule for the last character of a code.
type Check string

// The checks.
const (
	NoCheck Check = ""
	GB11714 Check = "gb11714" // organisation code, 9 characters
	GB32100 Check = "gb32100" // unified social credit code, 18 characters
)

// An Overflow says what happens after 99999.
type Overflow string

// The overflow policies.
const (
	Fail  Overflow = "fail"  // there is no such number
	Widen Overflow = "widen" // 100000: one digit more
)

// longest is the greatest length of a segment, in characters.
const longest = 64

// maxSerial is the number of digits that a serial of free length may have.
const maxSerial = 18

// variable says that the length of the segment does not follow from the scheme.
func (g *Segment) variable() bool { return g.Min != g.Max }

// nested says that the segment has levels.
func (g *Segment) nested() bool { return len(g.Levels) > 1 }

// label gives the code's label, or "".
func (g *Segment) label(code string) string {
	for _, c := range g.Codes {
		if c.Code == code {
			return c.Label
		}
	}
	return ""
}

// segment gives a segment by name, or nil.
func (s *Scheme) segment(name string) *Segment {
	for i := range s.Segments {
		if s.Segments[i].Name == name {
			return &s.Segments[i]
		}
	}
	return nil
}

// Valid says that numbers are given by this scheme in a year; 0 is an unknown
// year and always valid.
func (s *Scheme) Valid(year int) bool {
	return year == 0 || (s.From == 0 || year >= s.From) && (s.To == 0 || year <= s.To)
}
