package pinyin

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	gopinyin "github.com/mozillazg/go-pinyin"
)

var update = flag.Bool("update", false, "make characters.tsv anew from the library")

// ofLibrary gives the first of the readings that the library has for a character.
func ofLibrary(r rune) (string, bool) {
	all := gopinyin.SinglePinyin(r, gopinyin.Args{Style: gopinyin.Tone3, Fallback: gopinyin.Fallback})
	if len(all) == 0 {
		return "", false
	}
	return all[0], true
}

// Every character is read as the library reads it, and no other has a reading.
func TestCharacters(t *testing.T) {
	if *update {
		writeCharacters(t)
		return
	}
	table, read := characters(), 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		got, ok := table.of(r)
		reading, want := ofLibrary(r)
		if ok != want || ok && got != split(reading) {
			t.Errorf("%U: got %v, %t; want %s, %t (go generate makes the table anew)", r, got, ok, reading, want)
		}
		if ok {
			read++
		}
	}
	if read != len(gopinyin.PinyinDict) {
		t.Errorf("%d characters are read; the library reads %d", read, len(gopinyin.PinyinDict))
	}
}

func writeCharacters(t *testing.T) {
	by := map[string][]rune{}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if reading, ok := ofLibrary(r); ok {
			by[reading] = append(by[reading], r)
		}
	}
	var b strings.Builder
	for _, reading := range slices.Sorted(maps.Keys(by)) {
		b.WriteString(reading + "\t" + string(by[reading]) + "\n")
	}
	if err := os.WriteFile("characters.tsv", []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkCharacters(b *testing.B) {
	for b.Loop() {
		for _, r := range "示例市住房和城乡建设局" {
			characters().of(r)
		}
	}
}
