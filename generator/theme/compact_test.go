package theme

import (
	"os"
	"testing"
)

func TestCompact(t *testing.T) {
	for _, test := range []struct{ script, want string }{
		{"// said once\n(function () {\n\t\"use strict\";\n\twindow.answer = 6 * 7;\n})();\n", `(function(){"use strict";window.answer=6*7})()`},
		{"const broken = ;\n", "const broken = ;\n"},
	} {
		if got := string(compact([]byte(test.script))); got != test.want {
			t.Errorf("%q became %q; want %q", test.script, got, test.want)
		}
	}
}

func BenchmarkCompact(b *testing.B) {
	script, err := os.ReadFile("../../themes/default/assets/search.js")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(script)))
	for b.Loop() {
		compact(script)
	}
}
