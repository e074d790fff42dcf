package format

// depth is the number of levels of a row tree.
func depth(nodes []Node) int {
	d := 0
	for _, n := range nodes {
		d = max(d, 1+depth(n.Children))
	}
	return d
}

// group says that a node holds no values itself.
func (n Node) group() bool { return n.Row < 0 }

// rows counts the rows of values of a node.
func (n Node) rows() int {
	sum := 0
	if !n.group() {
		sum = 1
	}
	for _, c := range n.Children {
		sum += c.rows()
	}
	return sum
}

// headDepth is the number of lines of a heading tree.
func headDepth(heads []Heading) int {
	d := 0
	for _, h := range heads {
		d = max(d, 1+headDepth(h.Columns))
	}
	return d
}

// columns gives the first and the last column below a heading.
func (h Heading) columns() (first, last int) {
	if len(h.Columns) == 0 {
		return h.Column, h.Column
	}
	first, _ = h.Columns[0].columns()
	_, last = h.Columns[len(h.Columns)-1].columns()
	return first, last
}
