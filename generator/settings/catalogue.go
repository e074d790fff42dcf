package settings

// readCatalogues reads all [[catalogue]].
func (a *reading) readCatalogues() []Catalogue {
	readers := a.root.Tables("catalogue")
	catalogues := make([]Catalogue, 0, len(readers))
	parents := make([]word, 0, len(readers))
	known := newIDs("catalogue")
	for _, r := range readers {
		f := a.manual.fields(r, "catalogue")
		pos := f.Pos()
		id, keep := known.declare(f)
		parent, _ := f.optional("parent")
		c := Catalogue{ID: id, Name: f.text("name"), Parent: parent.text, Description: f.text("description"), Pos: pos}
		f.Done()
		if keep {
			catalogues, parents = append(catalogues, c), append(parents, parent)
		}
	}
	edges := make([][]edge, len(catalogues))
	for i, c := range catalogues {
		if c.Parent != "" {
			edges[i] = a.edges(known, c.ID, "catalogue.parent", parents[i:i+1])
		}
	}
	noteCircles(a.problems, known, edges, "catalogue.parent")
	return catalogues
}
