package theme

import (
	"bytes"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

// NewScript names a script by its bytes, after compact.
func NewScript(name string, script []byte) Asset { return NewAsset(name, compact(script)) }

// compact makes a script shorter that does the same: readers wait for it before
// their first search. What the minifier cannot read is left as it is; the browser
// then says what is wrong with it.
func compact(script []byte) []byte {
	var short bytes.Buffer
	if err := (&js.Minifier{}).Minify(minify.New(), &short, bytes.NewReader(script), nil); err != nil {
		return script
	}
	return short.Bytes()
}
