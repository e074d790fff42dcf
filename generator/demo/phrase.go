package demo

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed prose.txt
var proseFile string

// A phrase is one sentence or more, cut into parts.
type phrase []part

// A part writes itself into a text.
type part func(t *text)

// slots are the parts by the names that prose.txt has for them. Figures have
// slots too; see facts.
var slots = map[string]part{
	"me":     func(t *text) { t.add(t.self) },
	"name":   func(t *text) { t.add(t.agency.nameIn(t.year)) },
	"year":   func(t *text) { t.number(t.year) },
	"next":   func(t *text) { t.number(t.year + 1) },
	"last":   func(t *text) { t.number(t.year - 1) },
	"month":  func(t *text) { t.number(t.between(1, 12)) },
	"date":   func(t *text) { t.addf("%d月%d日", t.between(1, 12), t.between(1, 28)) },
	"pct":    func(t *text) { t.addf("%d.%d%%", t.between(8, 91), t.between(0, 9)) },
	"high":   func(t *text) { t.addf("%d.%d%%", t.between(95, 99), t.between(0, 9)) },
	"nth":    func(t *text) { t.add(digits[t.nth]) },
	"topic":  func(t *text) { t.add(t.topic()) },
	"office": func(t *text) { t.add(pick(t.dice, offices)) },
	"town":   func(t *text) { t.add(pick(t.dice, t.agency.below())) },
}

// offices are the parts of an agency that look after disclosure.
var offices = []string{"办公室", "综合科", "政策法规科", "信息中心", "党政办公室", "信息公开科"}

// prose are the phrases by group.
type prose map[string][]phrase

// readProse reads prose.txt.
func readProse(file string) (prose, error) {
	groups, group := prose{}, ""
	for i, line := range strings.Split(file, "\n") {
		name, heading := strings.CutPrefix(line, "# ")
		switch {
		case heading:
			group = name
		case group == "" || line == "":
		default:
			p, err := parsePhrase(line)
			if err != nil {
				return nil, fmt.Errorf("prose.txt:%d: %w", i+1, err)
			}
			groups[group] = append(groups[group], p)
		}
	}
	return groups, nil
}

// group gives the phrases of a group, or of its variant where there is one.
func (p prose) group(name, variant string) []phrase {
	if special := p[name+"@"+variant]; special != nil {
		return special
	}
	return p[name]
}

func parsePhrase(line string) (phrase, error) {
	var p phrase
	for line != "" {
		at := strings.IndexAny(line, "{<")
		if at < 0 {
			return append(p, literal(line)), nil
		}
		if at > 0 {
			p = append(p, literal(line[:at]))
		}
		closing, parse := "}", parseSlot
		if line[at] == '<' {
			closing, parse = ">", parseChoice
		}
		inside, rest, ok := strings.Cut(line[at+1:], closing)
		if !ok {
			return nil, fmt.Errorf("%q without %q", line[at:], closing)
		}
		next, err := parse(inside)
		if err != nil {
			return nil, err
		}
		p, line = append(p, next), rest
	}
	return p, nil
}

func literal(s string) part { return func(t *text) { t.add(s) } }

// parseChoice reads <a|b>, whose sides may have slots.
func parseChoice(inside string) (part, error) {
	var sides []phrase
	for side := range strings.SplitSeq(inside, "|") {
		p, err := parsePhrase(side)
		if err != nil {
			return nil, err
		}
		sides = append(sides, p)
	}
	return func(t *text) { t.phrase(pick(t.dice, sides)) }, nil
}

// parseSlot reads {name} or {n:2-9}.
func parseSlot(inside string) (part, error) {
	if ends, ok := strings.CutPrefix(inside, "n:"); ok {
		low, up, _ := strings.Cut(ends, "-")
		least, err := strconv.Atoi(low)
		most, err2 := strconv.Atoi(up)
		if err != nil || err2 != nil || least > most {
			return nil, fmt.Errorf("{%s} is no range; want {n:2-9}", inside)
		}
		return func(t *text) { t.number(t.between(least, most)) }, nil
	}
	if slot := slots[inside]; slot != nil {
		return slot, nil
	}
	if f, ok := factNamed(inside); ok {
		return func(t *text) { t.fact(f) }, nil
	}
	return nil, fmt.Errorf("unknown slot {%s}", inside)
}
