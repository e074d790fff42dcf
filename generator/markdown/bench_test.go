package markdown

import (
	"bytes"
	"os"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// BenchmarkConvert converts a body of the usual length and make.
func BenchmarkConvert(b *testing.B) {
	text := benchmarkBody(b)
	c := New()
	for b.Loop() {
		if _, problems := c.Convert(sampleSource(text)); len(problems) > 0 {
			b.Fatal(problems.Print("en"))
		}
	}
}

// BenchmarkLibrary is the measure for BenchmarkConvert: the library as it comes,
// with the extensions that a body may use, on the same text.
func BenchmarkLibrary(b *testing.B) {
	text := benchmarkBody(b)
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.CJK))
	for b.Loop() {
		if err := md.Convert(text, new(bytes.Buffer)); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmarkBody(b *testing.B) []byte {
	text, err := os.ReadFile("testdata/body.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	return text
}

// BenchmarkRead reads the prose of the same body, as a check does.
func BenchmarkRead(b *testing.B) {
	text := benchmarkBody(b)
	c := New()
	for b.Loop() {
		if _, problems := c.Read(sampleSource(text)); len(problems) > 0 {
			b.Fatal(problems.Print("en"))
		}
	}
}
