package archive

import (
	"slices"

	"gongkai/generator/settings"
)

// addNodes makes the catalogue tree and hangs the reports into it.
func (a *Archive) addNodes(declared []settings.Catalogue) {
	byID := make(map[string]*Node, len(declared))
	children := map[string][]*Node{}
	for _, d := range declared {
		n := &Node{Catalogue: d}
		byID[d.ID] = n
		children[d.Parent] = append(children[d.Parent], n)
	}
	var add func(n, parent *Node)
	add = func(n, parent *Node) {
		n.Parent, n.Children = parent, children[n.ID]
		if parent != nil {
			n.Depth = parent.Depth + 1
		}
		a.Nodes = append(a.Nodes, n)
		for _, child := range n.Children {
			add(child, n)
		}
	}
	for _, root := range children[""] {
		add(root, nil)
	}
	for _, y := range a.Years {
		for _, r := range y.Reports {
			r.hang(byID)
		}
	}
}

// hang puts a report into its nodes and counts it in those above.
func (r *Report) hang(byID map[string]*Node) {
	var counted []*Node
	for _, id := range r.Catalogue {
		n := byID[id]
		if n == nil || slices.Contains(r.Nodes, n) {
			continue
		}
		r.Nodes = append(r.Nodes, n)
		n.Reports = append(n.Reports, r)
		for ; n != nil && !slices.Contains(counted, n); n = n.Parent {
			counted = append(counted, n)
			n.Total++
		}
	}
}
