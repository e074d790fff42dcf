package indexnumber

import "strings"

// A Step is one level of the way to a number in the browse tree: the body, then
// the year, then the month.
//
// The address of the page of a step is the keys from the first step to this one,
// joined by "/". A legacy number may be just such an address (000014349/2022
// beside 000014349/2022-00013); who writes the pages must look out for that.
type Step struct {
	Key     string // safe as in Path; a value of more than 150 bytes takes several path segments
	Label   string // for readers: 2022年, the name of the body, or the code where no name is known
	Segment string // name of the segment; "" of a legacy number
	Kind    Kind   // "" of a legacy number
	Value   string // as in the number, for a nested code from the outermost level on: 0102
}

// Other is the step of legacy numbers without "/". No number has its address.
var Other = Step{Key: "~other", Label: "其他"}

// A Namer gives the name that belongs to a code from a source (agency.code,
// catalogue …), or "".
type Namer func(source, code string) string

// Steps gives the steps to a number by the first of the schemes, valid in the
// year, that it follows. They end before the serial, in a scheme without one
// before the last segment. Constants are no steps; a month is one below its
// year, a day none.
//
// A legacy number is found by its parts between "/", the first of which may
// be a body's code, or under Other.
func Steps(schemes []Scheme, number string, year int, name Namer) []Step {
	for i := range schemes {
		if !schemes[i].Valid(year) {
			continue
		}
		if parts, m := schemes[i].Parse(number); m == nil {
			return stepsOf(parts, name)
		}
	}
	return legacySteps(number, name)
}

func stepsOf(parts []Part, name Namer) []Step {
	steps := make([]Step, 0, len(parts)+1)
	for i, p := range parts {
		switch {
		case p.Segment.Kind == Serial || i == len(parts)-1:
			return orOther(steps)
		case p.Segment.Kind == Const:
		case p.Segment.Kind == Year:
			steps = append(steps, p.step(p.Value, p.Value+"年"))
		case p.Segment.Kind == YearMonth, p.Segment.Kind == Date:
			year, month := p.Value[:4], p.Value[4:6]
			steps = append(steps, p.step(year, year+"年"), p.step(month, strings.TrimPrefix(month, "0")+"月"))
		default:
			steps = appendLevels(steps, p, name)
		}
	}
	return orOther(steps)
}

func orOther(steps []Step) []Step {
	if len(steps) == 0 {
		return []Step{Other}
	}
	return steps
}

func (p Part) step(value, label string) Step {
	return Step{Key: key(value), Label: label, Segment: p.Segment.Name, Kind: p.Segment.Kind, Value: value}
}

// appendLevels adds a step for each level of a code that is in use.
func appendLevels(steps []Step, p Part, name Namer) []Step {
	g := p.Segment
	if !g.nested() {
		return append(steps, p.step(p.Value, g.name(p.Value, name)))
	}
	used, end := g.used(p.Value), 0
	for _, n := range g.Levels {
		if end == len(used) {
			break
		}
		end += len(cut(used[end:], n))
		steps = append(steps, p.step(used[:end], g.name(used[:end], name)))
	}
	return steps
}

// name gives what a code is called: by its table, by the caller, or the code itself.
func (g *Segment) name(code string, name Namer) string {
	if label := g.label(code); label != "" {
		return label
	}
	return named(name, g.Source, code)
}

func named(name Namer, source, code string) string {
	if name != nil {
		if label := name(source, code); label != "" {
			return label
		}
	}
	return code
}

func legacySteps(number string, name Namer) []Step {
	parts := strings.Split(number, "/")
	if len(parts) == 1 {
		return []Step{Other}
	}
	steps := make([]Step, 0, len(parts)-1)
	for i, part := range parts[:len(parts)-1] {
		label := part
		if i == 0 {
			label = named(name, "agency.code", part)
		}
		if label == "" {
			label = "（空）"
		}
		steps = append(steps, Step{Key: key(part), Label: label, Value: part})
	}
	return steps
}

// key gives a value as one path segment.
func key(value string) string {
	if !strings.Contains(value, "/") {
		return Path(value)
	}
	var b strings.Builder
	for i, part := range strings.Split(value, "/") {
		if i > 0 {
			b.WriteString("~2F")
		}
		writePart(&b, part)
	}
	return b.String()
}
