package search

import (
	"slices"
	"strings"
	"testing"
)

// TestSuggestions asks for what finds nothing. No suggestion is among the results,
// and each finds what it says.
func TestSuggestions(t *testing.T) {
	a := readSmallArchive(t, "suggested.toml")
	var texts []string
	for _, q := range a.Query {
		texts = append(texts, q.Text)
	}
	type answer struct {
		Labels, Results []string
		Wrong           string
	}
	got := ask[[]answer](t, a.write(t), `
		const all = [];
		for (const text of `+jsonOf(t, texts)+`) {
			const found = await gongkai.searcher.search(text), {urls} = await archiveSearch(text);
			const answer = {Labels: found.suggestions.map((s) => s.label), Results: [...found.hits.map((h) => h.url), ...urls], Wrong: ""};
			for (const s of found.suggestions) {
				const {total} = await archiveSearch(s.query);
				if (total === 0 || !s.label.endsWith(s.query + "（" + total + "）")) {
					answer.Wrong += s.label + " finds " + total + "; ";
				}
			}
			all.push(answer);
		}
		return all;`)
	for i, q := range a.Query {
		labels := got[i].Labels
		first := labels[:min(len(labels), len(q.First))]
		if !slices.Equal(first, q.First) || q.All && len(labels) > len(q.First) {
			t.Errorf("%s: %s\n got %s\nwant %s", q.Text, q.Why, strings.Join(labels, " "), strings.Join(q.First, " "))
		}
		if len(labels) > 5 || len(got[i].Results) > 0 || got[i].Wrong != "" {
			t.Errorf("%s: %d suggestions, results %s; %s", q.Text, len(labels), got[i].Results, got[i].Wrong)
		}
	}
}
