package demo

import (
	"strings"

	"gongkai/generator/format"
)

// A fact is a figure of a year that texts speak of.
type fact int

// The facts.
const (
	received fact = iota
	carriedIn
	handled
	answered
	carriedOut
	granted
	partial
	charged
	reviews
	suits
	made
	publishedDocuments
	repealed
	valid
	licences
	penalties
	coercions
	published
	web
	social
	meetings
	sessions
	trained
	interpretations
	responses
	factCount
)

// facts gives each its slot in prose.txt, and the cells that say the same, by
// format: the first that a report has counts, "+" adds two up. What no table of
// the report says is drawn freely.
var facts = [factCount]struct {
	name  string
	cells []string
}{
	received:           {"received", []string{"requests.received.total", "statistics.requests.received"}},
	carriedIn:          {"carriedin", []string{"requests.carried_in.total"}},
	handled:            {"handled", []string{"requests.result_total.total", "statistics.requests.completed"}},
	answered:           {"answered", []string{"requests.result_total.total", "statistics.requests.answered"}},
	carriedOut:         {"carriedout", []string{"requests.carried_out.total"}},
	granted:            {"granted", []string{"requests.granted.total", "statistics.requests.answers.granted"}},
	partial:            {"partial", []string{"requests.partial.total", "statistics.requests.answers.partial"}},
	charged:            {"charged", []string{"statistics.fees"}},
	reviews:            {"reviews", []string{"disputes.reconsideration.total", "statistics.reconsideration.total"}},
	suits:              {"suits", []string{"disputes.litigation_direct.total+disputes.litigation_after.total", "statistics.litigation.total"}},
	made:               {"made", []string{"proactive.normative.made", "statistics.proactive.normative_made"}},
	publishedDocuments: {"publisheddocuments", []string{"proactive.normative.published", "statistics.proactive.normative_items"}},
	repealed:           {"repealed", []string{"proactive.normative.repealed"}},
	valid:              {"valid", []string{"proactive.normative.valid"}},
	licences:           {"licences", []string{"proactive.licensing", "proactive.licensing.decisions"}},
	penalties:          {"penalties", []string{"proactive.penalty", "proactive.penalty.decisions"}},
	coercions:          {"coercions", []string{"proactive.coercion", "proactive.coercion.decisions"}},
	published:          {"published", []string{"statistics.proactive.items"}},
	web:                {"web", []string{"statistics.proactive.channels.website"}},
	social:             {"social", []string{"statistics.proactive.channels.weibo+statistics.proactive.channels.wechat"}},
	meetings:           {"meetings", []string{"statistics.training.meetings"}},
	sessions:           {"sessions", []string{"statistics.training.courses"}},
	trained:            {"trained", []string{"statistics.training.trained"}},
	interpretations:    {"interpretations", []string{"statistics.responses.channels.interpretations"}},
	responses:          {"responses", []string{"statistics.responses.concerns"}},
}

func factNamed(name string) (fact, bool) {
	for i, f := range facts {
		if f.name == name {
			return fact(i), true
		}
	}
	return 0, false
}

// An origin says where in the tables of a form a fact stands. Of none, it is empty.
type origin []cellAt

// A cellAt is a cell by table and index.
type cellAt struct {
	table, cell int
	name        string
}

// sourcesIn finds the facts in the tables of a form.
func sourcesIn(tables []*format.Table) (sources [factCount]origin) {
	for i, fact := range facts {
		for _, cells := range fact.cells {
			if s, ok := findCells(tables, cells); ok {
				sources[i] = s
				break
			}
		}
	}
	return sources
}

func findCells(tables []*format.Table, cells string) (origin, bool) {
	var found origin
	for name := range strings.SplitSeq(cells, "+") {
		at, ok := findCell(tables, name)
		if !ok {
			return nil, false
		}
		found = append(found, at)
	}
	return found, true
}

func findCell(tables []*format.Table, name string) (cellAt, bool) {
	for i, table := range tables {
		if at, ok := table.Index(name); ok {
			return cellAt{i, at, name}, true
		}
	}
	return cellAt{}, false
}
