// Package pagetext says what the searchable text of a page is: blocks of text,
// folded. The same rules hold in Go and in the browser, from one table.
//
// # Blocks
//
// The text of a page is that of its main element without nav, aside, form, button,
// select, textarea, script, style, template, noscript, svg and what has the
// attribute hidden or data-nosearch. It is cut into blocks at the start and end of
// every element that is no inline one (a, abbr, b, bdi, bdo, br, cite, code, data,
// del, dfn, em, i, img, ins, kbd, label, mark, q, rp, rt, ruby, s, samp, small, span,
// strong, sub, sup, time, u, var, wbr); br is white space.
//
// # Folding
//
// Characters are folded one by one, in this order:
//
//   - compatibility forms become plain ones (NFKC): full-width letters ASCII ones,
//     ① 1, ㈠ (一), … three dots;
//   - capital letters become small;
//   - traditional characters and variants become simplified ones (simplified.txt),
//     by character, not by word;
//   - control and format characters, variation selectors and soft hyphens vanish;
//   - white space vanishes at the ends of the text and beside a wide character: Han or
//     full-width punctuation, the latter as it stands in the text before it is
//     folded. Elsewhere it becomes one blank.
//
// A character with combining ones behind it is composed with them first (NFKC).
// Folding what is folded changes nothing.
package pagetext

import _ "embed"

// A Kind says where in a page a block stands.
type Kind uint8

// The kinds.
const (
	Text    Kind = iota
	Cell         // of a table, or its caption
	Heading      // h2 to h6
	Title        // h1
)

//go:embed simplified.txt
var simplified string
