// Package search makes the index of all texts of the archive, and reads it.
//
//	c := search.NewCollector(documents, units)
//	c.Add(number, &document)          // from several goroutines
//	stats, err := c.Write(ctx, jobs, contents, emit)
//
// A query is found exactly: a text is found in all documents in which it stands
// inside one block, and in no other. The package knows nothing of words. engine.js,
// its reader in the browser, answers from a few small files, of which a host serves
// each as it is.
//
// # The trie
//
// The index is a trie: its nodes are texts, each with the documents that have it.
// A node has children, one for each character that follows somewhere, unless
//
//   - few documents have it (fewOf): for a longer text one looks into these;
//   - it has shallow characters. Then a longer text is looked up in parts of that
//     length, each of which begins at least overlap characters before the end of what
//     is known and goes on for at most stride more. A document has both side by side
//     if the first overlap characters of the part go on in one way only wherever they
//     stand in it. Nodes of the length of overlap name the documents that fork, in
//     which they go on in several ways; into those one must look.
//   - A node of shallow characters or more does have children, up to deepest
//     characters, when its last overlap characters fork in some documents, or when a
//     quarter of all documents have it and it goes on in one way only: a phrase of the
//     form.
//
// Characters are units of UTF-16, as in JavaScript.
//
// # Shards
//
// The nodes are written in the order of their texts, each before its children, and
// cut into shards of 8 to 16 KiB. Where a shard ends depends on the text of its last
// node, not on what comes before, so that an edited report changes the shards of
// its own texts only. All numbers are bits, the highest first:
//
//	shard   = gamma(d) label*(d-1) node*
//	          d is the length of the first node's text, the labels what leads to it
//	node    = [above] label count set tier tier [forks] [inner] next
//	above   = gamma(n+1) set bit bit [gamma(n+1) set]: of the parent, where the shard has
//	          not had it. It is on the way to the first node; its documents are those of
//	          the last such parent and n more, which are places among all others. Then
//	          whether it stands in headings and titles and, at the length of overlap and
//	          more, those of the n that fork at the node of that length on the way
//	label   = 1 gamma(i+1): the i-th of those that followed the character before,
//	          the latest first; 0 1 below(i): the i-th of those seen in the shard;
//	          0 0 and 16 bits: another
//	count   = of m documents of the parent's n: nothing if n is 1; 1 if m is n;
//	          0 if n is 2; else 0 gamma(m)
//	set     = m ascending numbers of [0, n), as binary interpolative code: the middle
//	          one as a number below its possible values, then the lower and the higher
//	          ones. They are places in the parent's documents
//	tier    = for headings, then titles, if the parent stands in some: 0, or 1 count set
//	          of places in the node's own documents
//	forks   = at the length of overlap: 0, or 1 count set, likewise
//	inner   = at shallow characters and more: whether it has children
//	next    = if the node may have children: 1 when the next node is one, else 0; then
//	          the number of steps up, in unary
//
// where few documents or the length deepest mean no forks, inner and children.
// gamma is the Elias gamma code, below truncated binary, unary so many zeros and a one.
//
// # Order of results
//
// What weighs most comes first: that the term is the name or short name of the
// report's agency, or the title of the plain page; a place in the title, or the
// report's year; a part of the agency's name; a heading; other text. With several
// terms, the numbers of terms in these places are compared in this order, each term
// counted where it weighs most; after the title comes whether the terms stand side
// by side as typed. Equals are ordered by year, the newest first, plain pages last,
// then as the agencies stand. testdata/judged.toml has examples with reasons.
//
// What an empty result suggests is in package suggest.
//
// # Files
//
// All files are scripts below search/ that call gongkai.part(name, value), because a
// page opened from a folder can load nothing else.
//
//	index-CHECK.js  the directory: agencies with the years of their reports, which
//	                number the documents, and their short names, plain pages,
//	                catalogue nodes, the list of the sections, and the script of
//	                package suggest
//	filed-CHECK.js  the catalogue node of each report, in two bytes
//	xHASH-CHECK.js  a section: the list of some dozens of shards
//	sHASH-CHECK.js  a shard, its bytes a string in the encoding x-user-defined
//
// HASH is the FNV-1a hash of the text at which a file begins, CHECK four characters
// of the SHA-256 of its content, so that files may be cached for ever. Lists are as
// appendPlaces writes them. The files of numbers are those of package numbers.
package search
