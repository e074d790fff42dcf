package archive

import (
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
)

// A tree is a Browse tree being made.
type tree struct {
	root   *Browse
	byPath map[string]*Browse
	byFold map[string]*Number // the first number below each path, case and form aside
}

func newTree() *tree {
	return &tree{root: &Browse{}, byPath: map[string]*Browse{}, byFold: map[string]*Number{}}
}

// add hangs a number into the tree. Numbers come in order, and so do the
// children of each node.
func (t *tree) add(n *Number, steps []indexnumber.Step, problems *diag.List) {
	at := t.root
	at.Total++
	for _, step := range steps {
		path := strings.TrimPrefix(at.Path+"/"+step.Key, "/")
		next := t.byPath[path]
		if next == nil {
			next = &Browse{Step: step, Path: path, Parent: at}
			t.byPath[path] = next
			at.Children = append(at.Children, next)
			t.claim(path, n, problems)
		}
		next.Total++
		at = next
	}
	at.Numbers = append(at.Numbers, n)
}

// claim notes a problem where the address of a new node is that of another but
// for case: a file system without case would mix the two.
func (t *tree) claim(path string, n *Number, problems *diag.List) {
	fold := indexnumber.FoldPath(path)
	first := t.byFold[fold]
	if first == nil {
		t.byFold[fold] = n
		return
	}
	problems.Add(n.Report.IndexNumberPos, "index-number-address", diag.Textf(
		"索引号“%[1]s”与“%[2]s”（%[3]s）的前段只有大小写或字形之别，有的文件系统会当作同一个网址",
		"index number %[1]q and %[2]q (%[3]s) begin with parts that differ in case or form only, and some file systems take their addresses for one",
		n.Number, first.Number, first.Report.IndexNumberPos),
		diag.Textf("核对大小写；两个机关的代码不能只有大小写之别", "check the letters; codes of two bodies must differ in more than case"))
}
