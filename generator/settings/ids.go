package settings

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
	"gongkai/generator/tomldoc"
)

// longestID is the greatest length of an id in bytes. An id is the name of a
// folder, and tools add to it.
const longestID = 100

// ids are the declared ids of one kind of table.
type ids struct {
	table  string
	at     map[string]int      // id → its index
	folded map[string]declared // by the key of file systems without case
	list   []string
	hints  int // how many candidates may still be tried for near misses
}

type declared struct {
	id  string
	pos diag.Pos
}

func newIDs(table string) *ids {
	// A near miss is looked for among all ids. The bound keeps a large file full of
	// mistakes from taking minutes.
	return &ids{table: table, at: map[string]int{}, folded: map[string]declared{}, hints: 200_000}
}

// declare reads the id of a table and says whether the table is to be kept:
// one without an id, or with an id that is taken, is not.
func (d *ids) declare(f fields) (string, bool) {
	f.Need("id")
	id, ok := f.String("id")
	if !ok {
		return "", false
	}
	v, _ := f.Value("id")
	pos := v.Pos()
	if id == "" {
		f.Problems.Add(pos, "empty-value", diag.Textf("%s 是空的", "%s is empty", f.Name("id")), diag.Text{})
		return "", false
	}
	if text, hint := checkID(id); text.Zh != "" {
		f.Problems.Add(pos, "bad-id", diag.Textf("%[1]s %[2]q %[3]s", "%[1]s %[2]q %[4]s", f.Name("id"), id, text.Zh, text.En), hint)
	}
	key := indexnumber.FoldPath(id)
	if first, taken := d.folded[key]; taken {
		d.taken(f, id, pos, first)
		return id, false
	}
	d.folded[key] = declared{id, pos}
	d.at[id] = len(d.list)
	d.list = append(d.list, id)
	return id, true
}

func (d *ids) taken(f fields, id string, pos diag.Pos, first declared) {
	if id == first.id {
		f.Problems.Add(pos, "duplicate-id", diag.Textf("%[1]s %[2]q 重复，第一次在 %[3]s", "%[1]s %[2]q is taken; the first is at %[3]s", f.Name("id"), id, first.pos), diag.Text{})
		return
	}
	f.Problems.Add(pos, "case-clash", diag.Textf("%[1]s %[2]q 与 %[3]s 的 %[4]q 只差大小写", "%[1]s %[2]q differs from %[4]q at %[3]s in case only", f.Name("id"), id, first.pos, first.id),
		diag.Textf("换一个 id：有的文件系统不分大小写", "take another id: some file systems ignore case"))
}

// checkID says why an id cannot be the name of a folder and a part of addresses.
func checkID(id string) (text, hint diag.Text) {
	for i, r := range id {
		_, size := utf8.DecodeRuneInString(id[i:])
		char := id[i : i+size]
		if !inID(r) {
			return diag.Textf("中有 %q，只能用字母、数字、“-”、“_” 和 “.”", "has %q in it; want letters, digits, \"-\", \"_\" and \".\"", char), suggestID(id)
		}
	}
	switch {
	case len(id) > longestID:
		return diag.Textf("有 %[1]d 字节，应不超过 %[2]d 字节", "has %[1]d bytes; want %[2]d at most", len(id), longestID), diag.Text{}
	case strings.Trim(id, ".") != id:
		return diag.Text{Zh: "以 “.” 开头或结尾", En: "begins or ends in \".\""}, suggestID(id)
	case indexnumber.Reserved(id):
		return diag.Text{Zh: "在地址中另有用处", En: "has another meaning in addresses"}, diag.Textf("换一个 id", "take another id")
	}
	return diag.Text{}, diag.Text{}
}

// inID says that an id may have a character: one that also stands for itself in
// the paths of index numbers, so that no file system takes it for another.
func inID(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '-', r == '_', r == '.':
		return true
	case r < utf8.RuneSelf || r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r):
		return false
	}
	return indexnumber.Path(string(r)) == string(r)
}

// suggestID gives the id without what is wrong with it.
func suggestID(id string) diag.Text {
	good := strings.FieldsFunc(id, func(r rune) bool { return r == '.' || !inID(r) })
	joined := strings.Join(good, "-")
	if joined == "" || len(joined) > longestID || indexnumber.Reserved(joined) {
		return diag.Text{}
	}
	return diag.Textf("写成 id = %q", "write id = %q", joined)
}

// resolve gives the index of the node that a value of node refers to, and notes
// one that is not declared or is the node itself.
func (d *ids) resolve(problems *diag.List, ref word, key, node string) (int, bool) {
	to, ok := d.at[ref.text]
	switch {
	case !ok:
		text := diag.Textf("%[1]s 写的 %[2]q 没有声明", "%[1]s %[2]q is not declared", key, ref.text)
		problems.Add(ref.value.Pos(), "unknown-id", text, d.nearest(ref.text))
	case ref.text == node:
		problems.Add(ref.value.Pos(), "refers-to-itself", diag.Textf("%[1]s 指向 %[2]q 自己", "%[1]s of %[2]q is %[2]q itself", key, node), diag.Text{})
		ok = false
	}
	return to, ok
}

func (d *ids) nearest(id string) diag.Text {
	if d.hints > 0 {
		d.hints -= len(d.list)
		if near := diag.Nearest(id, d.list); near != "" {
			return diag.Textf("是不是 %s？", "did you mean %s?", near)
		}
	}
	return diag.Textf("先用 [[%[1]s]] 声明", "declare it with [[%[1]s]]", d.table)
}

// optional gives a reference of one key, if it is there.
func (f fields) optional(name string) (word, bool) {
	f.key(name)
	s, ok := f.String(name)
	if !ok || s == "" {
		return word{}, false
	}
	v, _ := f.Value(name)
	return word{s, v}, true
}

// An edge leads from one node to another; value is where that is written.
type edge struct {
	to    int
	value tomldoc.Value
}

// A graph finds circles among references.
type graph struct {
	nodes []string
	edges [][]edge
	state []uint8 // 0 new, 1 on the path, 2 done
	path  []int
	found func(circle []string, closing tomldoc.Value)
}

// circles calls found for each reference that closes a circle, in the order of
// the file; its time grows with the number of references only.
func circles(nodes []string, edges [][]edge, found func([]string, tomldoc.Value)) {
	g := graph{nodes: nodes, edges: edges, state: make([]uint8, len(nodes)), found: found}
	for i := range nodes {
		g.visit(i)
	}
}

func (g *graph) visit(node int) {
	if g.state[node] != 0 {
		return
	}
	g.state[node] = 1
	g.path = append(g.path, node)
	for _, e := range g.edges[node] {
		if g.state[e.to] == 1 {
			g.found(g.circle(e.to), e.value)
		}
		g.visit(e.to)
	}
	g.path = g.path[:len(g.path)-1]
	g.state[node] = 2
}

// circle names the nodes from one on the path back to it, at most six.
func (g *graph) circle(start int) []string {
	at := len(g.path) - 1
	for g.path[at] != start {
		at--
	}
	var names []string
	for i, node := range g.path[at:] {
		if i == 5 && len(g.path)-at > 6 {
			names = append(names, "…")
			break
		}
		names = append(names, g.nodes[node])
	}
	return append(names, g.nodes[start])
}

func noteCircles(problems *diag.List, d *ids, edges [][]edge, key string) {
	circles(d.list, edges, func(circle []string, closing tomldoc.Value) {
		problems.Add(closing.Pos(), "circle", diag.Textf("%[1]s 成环：%[2]s", "%[1]s goes in a circle: %[2]s", key, strings.Join(circle, " → ")), diag.Text{})
	})
}
