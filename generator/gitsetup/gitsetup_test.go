package gitsetup

import "testing"

func TestAttributes(t *testing.T) {
	const line = "content/reports/**/*.md diff=gongkai merge=gongkai"
	for _, test := range []struct{ name, text, content, want string }{
		{"none", "", "content", note + "\n" + line + "\n"},
		{"other lines stay", "*.png binary\n", "content", "*.png binary\n" + note + "\n" + line + "\n"},
		{"no line feed at the end", "*.png binary", "content", "*.png binary\n" + note + "\n" + line + "\n"},
		{"CR LF", "*.png binary\r\n", "content", "*.png binary\r\n" + note + "\r\n" + line + "\r\n"},
		{"there already", "content/reports/**/*.md   diff=gongkai  merge=gongkai\n", "content", "content/reports/**/*.md   diff=gongkai  merge=gongkai\n"},
		{"a blank and Chinese", "", "年 报", note + "\n\"年 报/reports/**/*.md\" diff=gongkai merge=gongkai\n"},
		{"the repository itself", "", ".", note + "\nreports/**/*.md diff=gongkai merge=gongkai\n"},
		{"a pattern's characters", "", "a[1]", note + "\n" + `a\[1]/reports/**/*.md diff=gongkai merge=gongkai` + "\n"},
	} {
		got := Add(test.text, test.content)
		if got != test.want {
			t.Errorf("%s: %q; want %q", test.name, got, test.want)
		}
		if again := Add(got, test.content); again != got {
			t.Errorf("%s: twice gives %q", test.name, again)
		}
	}
}

func TestRemove(t *testing.T) {
	for _, text := range []string{"", "*.png binary\n", "*.png binary\r\n# x\r\n"} {
		for _, after := range []string{"", "*.zip binary\n"} {
			if got := Remove(Add(text, "content")+after, "content"); got != text+after {
				t.Errorf("%q becomes %q", text+after, got)
			}
		}
	}
	if got := Remove("*.md diff=gongkai\n", "content"); got != "*.md diff=gongkai\n" {
		t.Errorf("a line of somebody else became %q", got)
	}
}

func TestSettings(t *testing.T) {
	got := Settings("/opt/it's here/gongkai", "子 目录/content")
	want := `'/opt/it'\''s here/gongkai' review --content '子 目录/content' --merge -- %O %A %B %L %P %S %X %Y`
	if last := got[len(got)-1]; last.Key != "merge.gongkai.driver" || last.Value != want {
		t.Errorf("%+v; want %s", last, want)
	}
}
