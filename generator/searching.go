package generator

import (
	"context"
	"path"
	"sync"

	"gongkai/generator/archive"
	"gongkai/generator/format"
	"gongkai/generator/indexnumber"
	"gongkai/generator/pagetext"
	"gongkai/generator/parallel"
	"gongkai/generator/render"
	"gongkai/generator/report"
	"gongkai/generator/search"
	"gongkai/generator/search/columns"
	"gongkai/generator/search/numbers"
	"gongkai/generator/search/suggest"
	"gongkai/generator/theme"
)

// An indexer gathers the texts of pages for the search, as they are emitted:
// reports, then plain pages.
type indexer struct {
	collector *search.Collector
	readers   sync.Pool // of *pageReader
	words     suggest.Vocabulary
	texts     []render.Sum // of all documents

	mu   sync.Mutex
	kept []keptPage
}

// A keptPage is a page of the earlier site whose text has not been read yet.
type keptPage struct {
	number int
	name   string
}

// A pageReader reads one page at a time.
type pageReader struct {
	scanner  pagetext.Scanner
	document search.Document
	sum      textSum
}

// newIndexer makes an indexer for an archive whose texts have about so many bytes.
func newIndexer(a *archive.Archive, bytes int) *indexer {
	// A character of Chinese has three bytes, and the tables are about as long again.
	documents := len(a.Reports) + len(a.Pages)
	return &indexer{
		collector: search.NewCollector(documents, bytes/2),
		readers:   sync.Pool{New: func() any { return new(pageReader) }},
		texts:     make([]render.Sum, documents),
	}
}

// read takes the text of a page, and gives its sum.
func (x *indexer) read(number int, page []byte) render.Sum {
	r := x.readers.Get().(*pageReader)
	defer x.readers.Put(r)
	r.document.Reset()
	r.scanner.Each(page, func(b pagetext.Block) {
		tier := search.Body
		switch b.Kind {
		case pagetext.Title:
			tier = search.Title
		case pagetext.Heading:
			tier = search.Heading
			x.words.Heading(b.Text)
		}
		r.document.Add(tier, b.Text)
		r.sum.add(b)
	})
	x.collector.Add(number, &r.document)
	x.texts[number] = r.sum.sum()
	return x.texts[number]
}

// keep notes a page of the earlier site with the sum of its text.
func (x *indexer) keep(number int, name string, text render.Sum) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.texts[number] = text
	x.kept = append(x.kept, keptPage{number, name})
}

// readKept takes the texts of pages that were kept.
func (x *indexer) readKept(ctx context.Context, jobs int, read func(name string) ([]byte, error)) error {
	return parallel.Each(ctx, jobs, len(x.kept), func(i int) error {
		page, err := read(x.kept[i].name)
		if err == nil {
			x.read(x.kept[i].number, page)
		}
		return err
	})
}

// contents is what the search shows of the documents, and adds the words of the
// archive to those that may be suggested.
func (x *indexer) contents(a *archive.Archive) *search.Contents {
	contents := &search.Contents{}
	agencies := map[*archive.Agency]int{}
	nodes := map[string]int{}
	for _, n := range a.Nodes {
		nodes[n.ID] = len(contents.Catalogues)
		contents.Catalogues = append(contents.Catalogues, search.Catalogue{ID: n.ID, Label: n.Name})
	}
	for _, g := range a.Agencies {
		agencies[g] = len(contents.Agencies)
		contents.Agencies = append(contents.Agencies, search.Agency{ID: g.ID, Name: g.Name, Short: g.Short})
	}
	for _, r := range a.Reports {
		node := 0
		if len(r.Nodes) > 0 {
			node = nodes[r.Nodes[0].ID]
		}
		contents.Reports = append(contents.Reports, search.Report{Agency: agencies[r.Agency], Year: r.Year, Catalogue: node})
	}
	for _, p := range a.Pages {
		contents.Pages = append(contents.Pages, search.Page{Address: render.PageAddress(p), Title: p.Title})
	}
	addWords(&x.words, a)
	return contents
}

// write makes the index.
func (x *indexer) write(ctx context.Context, jobs int, contents *search.Contents, emit Emit) (search.Stats, error) {
	var bytes int64
	files := x.words.Files()
	for _, f := range files {
		bytes += int64(len(f.Data))
		if err := emit("search/"+f.Name, f.Data); err != nil {
			return search.Stats{}, err
		}
	}
	contents.Suggest = files[0].Name
	stats, err := x.collector.Write(ctx, jobs, contents, search.Emit(emit))
	stats.IndexBytes += bytes
	stats.Files += len(files)
	return stats, err
}

// addWords adds the names and labels of an archive to the words that may be
// suggested.
func addWords(v *suggest.Vocabulary, a *archive.Archive) {
	for _, g := range a.Agencies {
		v.Add(suggest.Name, g.Name, g.Pinyin, len(g.Reports))
		v.Add(suggest.Short, g.Short, "", len(g.Reports))
		v.Add(suggest.Group, g.Kind, "", len(g.Reports))
		for _, f := range g.FormerNames {
			v.Add(suggest.Name, f.Name, "", 1)
		}
	}
	for _, n := range a.Nodes {
		v.Add(suggest.Group, n.Name, "", n.Total)
	}
	for _, p := range a.Pages {
		v.Add(suggest.Group, p.Title, "", 1)
	}
	tables := map[*format.Table]int{} // in how many reports
	for _, r := range a.Reports {
		for _, k := range r.Keywords {
			v.Add(suggest.Keyword, k, "", 1)
		}
		for i := range r.Tables {
			tables[r.Tables[i].Def]++
		}
		for _, label := range r.Labels {
			v.Add(suggest.Label, label, "", 1)
		}
		for i := range r.Free {
			for _, c := range r.Free[i].Columns {
				v.Add(suggest.Label, c, "", 1)
			}
		}
	}
	for t, n := range tables {
		for _, b := range t.Blocks {
			for _, c := range b.Columns {
				v.Add(suggest.Label, c.Label, "", n)
			}
		}
		for i := range t.Rows {
			for _, label := range t.Rows[i].Path {
				v.Add(suggest.Label, label, "", n)
			}
		}
	}
}

// search makes the files of the search, of the texts that the index has gathered,
// or keeps those of the earlier site where they are of the same.
func (w *writer) search(ctx context.Context, stats *Stats) error {
	a := w.content.Archive
	contents := w.index.contents(a)
	if w.memory == nil || !w.memory.keepSearch(w.searchSum(contents)) {
		if err := w.makeSearch(ctx, contents, stats); err != nil {
			return err
		}
	} else {
		known := &w.memory.now.Search
		stats.Index, stats.Numbers, stats.Columns = known.Index, known.Numbers, known.Columns
	}
	return w.render.Search(stats.Index.Directory, stats.Numbers.Script, stats.Columns.Script, w.emit)
}

// makeSearch makes all files of the search but its page.
func (w *writer) makeSearch(ctx context.Context, contents *search.Contents, stats *Stats) (err error) {
	emit := w.emit
	if w.memory != nil {
		emit = w.memory.watchSearch(emit)
		if err := w.index.readKept(ctx, w.jobs, w.memory.earlier.Read); err != nil {
			return err
		}
	}
	if stats.Index, err = w.index.write(ctx, w.jobs, contents, emit); err != nil {
		return err
	}
	if stats.Numbers, err = writeNumbers(w.content.Archive, emit); err != nil {
		return err
	}
	if stats.Columns, err = writeColumns(w.content.Archive, emit); err != nil {
		return err
	}
	if w.memory != nil {
		known := &w.memory.now.Search
		known.Index, known.Numbers, known.Columns = stats.Index, stats.Numbers, stats.Columns
	}
	return nil
}

// searchSum is the sum of all that goes into the search.
func (w *writer) searchSum(contents *search.Contents) render.Sum {
	fronts := make([][16]byte, len(w.content.Archive.Reports))
	for i, r := range w.content.Archive.Reports {
		fronts[i] = r.Sums.Front
	}
	return render.SumOf(w.content.sums.settings, contents, w.index.texts, fronts)
}

// writeNumbers makes the look-up of the numbers of all reports, former ones too.
func writeNumbers(a *archive.Archive, emit Emit) (numbers.Stats, error) {
	var all []numbers.Number
	for i, r := range a.Reports {
		for _, n := range append(r.Former[:len(r.Former):len(r.Former)], r.Number) {
			if n == nil {
				continue
			}
			parts := n.Parts
			if schemes := indexnumber.Match(a.Schemes, n.Number, 0); parts == nil && len(schemes) > 0 {
				parts, _ = schemes[0].Parse(n.Number)
			}
			number := numbers.Number{Kind: numbers.Index, Text: n.Number, Document: uint32(i)}
			for _, p := range parts {
				number.Starts = append(number.Starts, p.At)
			}
			all = append(all, number)
		}
		if r.DocumentNumber != "" {
			all = append(all, numbers.Number{Kind: numbers.Document, Text: r.DocumentNumber, Document: uint32(i)})
		}
	}
	return numbers.Write(all, emit)
}

// writeColumns makes the tests of the numbers in tables.
func writeColumns(a *archive.Archive, emit Emit) (columns.Stats, error) {
	reports := make([]*report.Report, len(a.Reports))
	for i, r := range a.Reports {
		reports[i] = r.Report
	}
	return columns.Write(reports, emit)
}

// textBytes is about the length of all texts together.
func (c *Content) textBytes() (n int) {
	for _, r := range c.Archive.Reports {
		n += r.Body.End - r.Body.Start
	}
	return n
}

// searchScripts gives the scripts of the search, with the theme's own for its page.
func searchScripts(t *theme.Theme) render.Scripts {
	if t == nil {
		return render.Scripts{}
	}
	table := theme.NewAsset("fold.js", pagetext.TableScript())
	name := path.Base(table.Address)
	return render.Scripts{
		Text:   theme.NewScript("text.js", search.TextScript(name)),
		Search: theme.NewScript("find.js", append(search.PageScript(name), t.Asset("search.js").Data...)),
		Table:  table,
	}
}
