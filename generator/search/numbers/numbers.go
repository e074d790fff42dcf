// Package numbers makes the look-up of index numbers (索引号) and document numbers
// (文号) in any spelling, for the search page, and reads it.
//
//	stats, err := numbers.Write(all, emit)          // the files below search/
//	r, err := numbers.NewReader(stats.Script, open) // what numbers.js does, in Go
//	exact, prefix, err := r.Find("２０２３－1", numbers.Index)
//
// # Spellings
//
// A number is folded as package pagetext folds a text; then everything that is not a
// letter, a digit or Han is dropped. What was dropped divides the number into
// segments, and so does a change between Han and others. Where a scheme of
// the archive reads a number, its segments count too.
//
// In a document number 年 behind the year, 第 before a figure and 号, 号文 or 号文件 at
// the end are dropped as well: 〔2023〕5号, [2023]5, 2023年第5号 are the same.
//
// A number is looked up by the following keys: the whole, and the part from each segment
// on, of the first 16. If the last segment has digits only, there is a loose key for each, without the
// zeros at its start: 20231 for 2023-00001.
//
// A text is exactly a number if it is one of its keys, loose or not; or, where no
// number is so, if it is one without the zeros that begin its own last segment. It
// is a prefix of a number if a key that is not loose begins with it; a text that ends
// in 号 is a prefix of none.
//
// # Files
//
// All files are scripts below search/ that call gongkai.part(name, value), because a
// page opened from a folder can load nothing else.
//
//	numbers-CHECK.js  numbers.js, in it the list of the others
//	n-CHECK.js        a part of the sorted list of keys, its value a string
//
// numbers.js is loaded when it is needed first: other searches do without.
//
// CHECK is the start of the SHA-256 of the content in hexadecimal. Where one part
// holds everything it stands in the script itself. Parts have 8 to 16 KiB, and end
// where a hash of the next key says so, so that an edited report changes only the
// parts that have its numbers. Keys are in the order of UTF-16:
//
//	part  = entry (" " entry)*
//	entry = same rest ("*" docs)* (":" docs)* (";" docs)*
//	same  = how many characters (UTF-16) the key has in common with the one before in
//	        the part, one digit of base 36; rest is what follows them. A key
//	        begins with n for an index number, with d for a document number
//	docs  = run ("," run)*: behind ":" documents whose key this is, behind ";" those
//	        whose loose key it is; behind "*", if more than wide keys begin with it,
//	        all that have one of these that is not loose, so that a short prefix is
//	        one look-up too
//	run   = gap ["-" more]: a document, counted from the end of the run before, and how
//	        many follow it one by one; in base 36
//
// A key of many documents has several entries, one after the other. The list of files
// has for each part a text to find it by: the last that is not after a key is the
// first that may have it.
package numbers

// Version is that of the format of the files.
const Version = 1

// A Kind says what a number is.
type Kind byte

// The kinds.
const (
	Index    Kind = 'n' // 索引号
	Document Kind = 'd' // 文号
)

// A Number is a number of a document.
type Number struct {
	Kind     Kind
	Text     string // as it is written
	Starts   []int  // where segments begin in it, if a scheme says so: ascending, in characters
	Document uint32
}
