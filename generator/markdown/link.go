package markdown

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"gongkai/generator/diag"
)

// A fragment is a link within the page.
type fragment struct {
	name string
	at   int
}

func (w *writer) link(n *ast.Link) {
	dest := string(plain(nil, n.Destination))
	href, ok := "", false
	if !w.inLink {
		href, ok = w.c.href(w.c.destination(n, n.Destination, n.Reference != nil), dest)
	}
	if !ok {
		w.inlines(n)
		return
	}
	w.openLink(href, n.Title)
	w.inLink = true
	w.inlines(n)
	w.inLink = false
	w.put("</a>")
}

func (w *writer) autoLink(n *ast.AutoLink) {
	label := n.Label(w.c.text)
	dest := string(n.URL(w.c.text))
	if n.AutoLinkType == ast.AutoLinkEmail && scheme(dest) == "" {
		dest = "mailto:" + dest
	}
	href, ok := "", false
	if !w.inLink {
		href, ok = w.c.href(max(n.Pos(), 0), dest)
	}
	if !ok {
		w.raw(label)
		return
	}
	w.openLink(href, nil)
	w.raw(label)
	w.put("</a>")
}

// openLink writes the opening tag of a link.
func (w *writer) openLink(href string, title []byte) {
	w.put(`<a href="`)
	w.raw(util.URLEscape([]byte(href), false))
	w.put(`"`)
	w.titleAttribute(title)
	if external(href) {
		w.put(` rel="noopener"`)
	}
	w.put(">")
}

func (w *writer) titleAttribute(title []byte) {
	if title != nil {
		w.put(` title="`)
		w.markdown(title)
		w.put(`"`)
	}
}

func (w *writer) image(n *ast.Image) {
	dest := string(plain(nil, n.Destination))
	alt := w.c.plainText(nil, n)
	src, ok := w.c.imageSource(w.c.destination(n, n.Destination, n.Reference != nil), dest)
	if !ok {
		w.raw(alt)
		return
	}
	w.put(`<img src="`)
	w.raw(util.URLEscape([]byte(src), false))
	w.put(`" alt="`)
	w.raw(alt)
	w.put(`"`)
	w.titleAttribute(n.Title)
	w.put(">")
}

// destination gives the offset of a link's destination; that of the link itself
// when the destination stands in a definition or is not found nearby.
func (c *conversion) destination(n ast.Node, dest []byte, defined bool) int {
	at := max(n.Pos(), 0)
	if defined || len(dest) == 0 {
		return at
	}
	end := at
	for last := n; last != nil; last = last.LastChild() {
		if t, ok := last.(*ast.Text); ok {
			end = t.Segment.Stop
		}
	}
	const nearby = 200
	for near := min(len(c.text), end+nearby); end < near; {
		i := bytes.Index(c.text[end:near], []byte("]("))
		if i < 0 {
			break
		}
		end += i + len("](")
		for _, from := range []int{end, min(end+len("<"), len(c.text))} {
			if bytes.HasPrefix(c.text[from:], dest) {
				return from
			}
		}
	}
	return at
}

// scheme gives what stands before the colon of an address, as a browser reads
// it: in lower case, without the control characters and spaces that it drops.
func scheme(dest string) string {
	var b strings.Builder
	for i := range len(dest) {
		switch c := dest[i]; {
		case c <= ' ':
		case c == ':':
			return b.String()
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			b.WriteByte(c | 0x20)
		case b.Len() > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
			b.WriteByte(c)
		default:
			return ""
		}
	}
	return ""
}

// otherHost says whether an address without scheme leads to another host. Some
// readers of addresses take \ for /.
func otherHost(dest string) bool {
	d := strings.TrimLeft(dest, "\x00\t\n\r ")
	return len(d) >= 2 && strings.ContainsRune(`/\`, rune(d[0])) && strings.ContainsRune(`/\`, rune(d[1]))
}

// external says whether an address that was let through leads off the site.
func external(href string) bool {
	s := scheme(href)
	return s == "http" || s == "https"
}

// href checks the destination of a link, written at an offset, and gives the
// address to write.
func (c *conversion) href(at int, dest string) (string, bool) {
	switch s := scheme(dest); {
	case s == "http" || s == "https" || s == "mailto" || s == "tel":
		return dest, true
	case s != "":
		c.badScheme(at, s+":")
		return "", false
	case otherHost(dest):
		c.badScheme(at, "//")
		return "", false
	case strings.HasPrefix(dest, "#"):
		c.fragments = append(c.fragments, fragment{dest[1:], at})
		return dest, true
	}
	return c.resolve(at, dest)
}

// imageSource is href for an image, which must be on the site itself.
func (c *conversion) imageSource(at int, dest string) (string, bool) {
	switch s := scheme(dest); {
	case s == "http" || s == "https" || otherHost(dest):
		c.report(at, "remote-image",
			diag.Textf("图片在别的网站上：“%s”；网页不向别的网站请求内容", "an image on another host: %q; pages load nothing from other hosts", clip(dest)),
			diag.Textf("把图片文件放在本文件旁边，用相对路径引用", "put the file beside this one and refer to it by a relative path"))
		return "", false
	case s != "":
		c.badScheme(at, s+":")
		return "", false
	}
	return c.resolve(at, dest)
}

func (c *conversion) badScheme(at int, begins string) {
	c.report(at, "link-scheme",
		diag.Textf("链接以“%s”开头；只可用 http、https、mailto、tel 或相对路径", "a link that begins with %q; want http, https, mailto, tel or a relative path", clip(begins)),
		diag.Textf("写完整网址或相对路径", "write a whole web address or a relative path"))
}

// resolve asks where on the site a relative destination is.
func (c *conversion) resolve(at int, dest string) (string, bool) {
	if dest == "" {
		c.report(at, "dead-link",
			diag.Textf("链接没有写目标", "a link without a target"),
			diag.Textf("在圆括号里写网址或相对路径", "write a web address or a relative path between the parentheses"))
		return "", false
	}
	if c.src.Link != nil {
		if href, ok := c.src.Link(dest); ok {
			return href, true
		}
	}
	c.report(at, "dead-link",
		diag.Textf("链接“%s”没有指向任何文件", "the link %q points to nothing", clip(dest)),
		diag.Textf("检查路径；路径从本文件所在的文件夹算起", "check the path; it starts from the folder of this file"))
	return "", false
}

// checkFragments reports the links within the page that lead to no heading, cell
// or table.
func (c *conversion) checkFragments() {
	var ids []string
	for _, f := range c.fragments {
		name, err := url.PathUnescape(f.name)
		if err != nil {
			name = f.name
		}
		if c.hasAnchor(name) {
			continue
		}
		if ids == nil {
			for id := range c.anchors {
				ids = append(ids, id)
			}
			slices.Sort(ids)
		}
		var hint diag.Text
		if near := c.nearest(name, ids); near != "" {
			hint = diag.Textf("是否为 #%s？", "did you mean #%s?", near)
		}
		c.report(f.at, "dead-link",
			diag.Textf("本页没有“%s”", "there is no %q on this page", "#"+clip(name)), hint)
	}
}

// hasAnchor says whether the page has a place of this name. The empty name and
// "top" mean the head of any page.
func (c *conversion) hasAnchor(name string) bool {
	if name == "" || name == "top" {
		return true
	}
	if _, ok := c.anchors[name]; ok {
		return true
	}
	if c.src.Cell != nil {
		if _, ok := c.src.Cell(name); ok {
			return true
		}
	}
	id, ok := strings.CutPrefix(name, "table-")
	return ok && c.src.Table != nil && c.src.Table(id)
}
