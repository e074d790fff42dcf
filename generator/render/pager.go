package render

import "strconv"

// A window is a part of a list that stands on a page of its own.
type window struct {
	from, to int
	address  string
}

// windows cuts a list whose order does not change (agencies) into pages of at
// most size entries: base, base/page/2/ … There is always a first page.
func windows(base string, n, size int) []window {
	list := []window{{0, min(n, size), base}}
	for from := size; from < n; from += size {
		list = append(list, window{from, min(n, from+size), pageOf(base, len(list)+1)})
	}
	return list
}

// newestFirst cuts a list that is shown newest first into pages. starts are the
// places where a year begins; each year begins a page where the list is longer
// than one page. The oldest page is page/2/, the newest is base itself, so that a
// new report changes the pages of its year, not those of all others.
func newestFirst(base string, n, size int, starts []int) []window {
	if n <= size {
		return []window{{0, n, base}}
	}
	var list []window
	for i, from := range starts {
		end := n
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		for ; from < end; from += size {
			list = append(list, window{from: from, to: min(end, from+size)})
		}
	}
	for i := range list {
		list[i].address = base
		if i > 0 {
			list[i].address = pageOf(base, len(list)-i+1)
		}
	}
	return list
}

func pageOf(base string, number int) string {
	return base + "page/" + strconv.Itoa(number) + "/"
}

// pager leads from one of several pages to the others. label names a page.
func (r *Renderer) pager(pages []window, current int, label func(i int) string) *Pager {
	if len(pages) < 2 {
		return nil
	}
	at := r.spotAt(pages[current].address)
	link := func(i int) Link {
		return Link{Text: label(i), Href: at.to(pages[i].address), Current: i == current}
	}
	p := &Pager{}
	if current > 0 {
		l := link(current - 1)
		p.Prev = &l
	}
	if current+1 < len(pages) {
		l := link(current + 1)
		p.Next = &l
	}
	// The ends, and two on each side.
	last := -1
	for i := range pages {
		if i == 0 || i == len(pages)-1 || i >= current-2 && i <= current+2 {
			if i != last+1 {
				p.Pages = append(p.Pages, Link{})
			}
			p.Pages = append(p.Pages, link(i))
			last = i
		}
	}
	return p
}

// ordinal labels a page by its number.
func ordinal(i int) string { return strconv.Itoa(i + 1) }
