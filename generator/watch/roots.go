package watch

import "os"

// lookAtRoots listens to the roots there are, and to where they come and go.
func (n *notifier) lookAtRoots() error {
	if err := n.settle(); err != nil {
		return err
	}
	for _, root := range n.Roots {
		if err := n.lookAtRoot(root); err != nil {
			return err
		}
	}
	return nil
}

func (n *notifier) lookAtRoot(root string) error {
	info, err := os.Stat(root)
	old, was := n.present[root]
	if err != nil || !info.IsDir() {
		n.forget(root)
		delete(n.present, root)
		if was {
			n.found = append(n.found, root)
		}
		return nil
	}
	id := identify(info)
	if f := n.folders.byPath[root]; was && old == id && f != nil && f.id == id {
		return nil
	}
	n.forget(root)
	n.present[root] = id
	n.found = append(n.found, root)
	return n.enter(root, info)
}

// settle listens to the folders in which roots come and go. While it does so, they
// may come and go.
func (n *notifier) settle() error {
	for range 100 {
		before := n.places
		n.places = placesOf(n.Roots)
		for dir := range before.folders {
			if !n.places.folders[dir] && !n.below(dir) {
				n.forgetOne(dir)
			}
		}
		news := false
		for dir := range n.places.folders {
			if n.folders.byPath[dir] != nil {
				continue
			}
			info, err := os.Stat(dir)
			if err != nil {
				news = true
				continue
			}
			if err := n.listen(dir, info); err != nil {
				return err
			}
			news = news || n.folders.byPath[dir] != nil
		}
		if !news {
			return nil
		}
	}
	return nil
}

// below says that a folder is a root or lies in one.
func (n *notifier) below(dir string) bool {
	for _, root := range n.Roots {
		if within(root, dir) {
			return true
		}
	}
	return false
}

func (n *notifier) forgetOne(dir string) {
	if n.folders.byPath[dir] != nil {
		n.folders.removeOne(dir)
		_ = n.fsn.Remove(dir)
	}
}
