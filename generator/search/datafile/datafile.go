// Package datafile is what the small data files of the search have in common: lists of
// documents, and the mark of a content in a file's name.
package datafile

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// Check gives the start of the SHA-256 of a content in hexadecimal: files of other
// content have other names, and may be cached for ever.
func Check(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:6])
}

// AppendDocuments writes an ascending list of documents:
//
//	documents = run ("," run)*
//	run       = gap ["-" more]: a document, counted from the end of the run before, and
//	            how many follow it one by one; in base 36
func AppendDocuments(b []byte, documents []uint32) []byte {
	next := uint32(0)
	for i := 0; i < len(documents); {
		j := i
		for j+1 < len(documents) && documents[j+1] == documents[j]+1 {
			j++
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendUint(b, uint64(documents[i]-next), 36)
		if j > i {
			b = strconv.AppendUint(append(b, '-'), uint64(j-i), 36)
		}
		next = documents[j] + 1
		i = j + 1
	}
	return b
}

// ReadDocuments is the reader of AppendDocuments, of a list that is not empty.
func ReadDocuments(list string) (documents []uint32, err error) {
	next := uint64(0)
	for run := range strings.SplitSeq(list, ",") {
		gap, more, ranged := strings.Cut(run, "-")
		n, err := strconv.ParseUint(gap, 36, 32)
		if err != nil {
			return nil, err
		}
		next += n
		end := next
		if ranged {
			if n, err = strconv.ParseUint(more, 36, 32); err != nil {
				return nil, err
			}
			end += n
		}
		for ; next <= end; next++ {
			documents = append(documents, uint32(next))
		}
	}
	return documents, nil
}
