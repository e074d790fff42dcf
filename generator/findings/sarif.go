package findings

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

// SARIF 2.1.0 (OASIS), as far as it is used. Columns count characters from 1,
// and a region ends before its endColumn.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		Language   string        `json:"language"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name     string      `json:"name"`
		Version  string      `json:"version,omitempty"`
		Language string      `json:"language"`
		Rules    []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID         string              `json:"id"`
		Short      sarifText           `json:"shortDescription"`
		Full       sarifText           `json:"fullDescription"`
		Help       sarifText           `json:"help"`
		Default    sarifConfiguration  `json:"defaultConfiguration"`
		Properties sarifRuleProperties `json:"properties"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifRuleProperties struct {
		Tags []string `json:"tags"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions"` // of all results or of none
		Properties   *sarifProperties   `json:"properties,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifSuppression struct {
		Kind          string         `json:"kind"`
		Justification string         `json:"justification"`
		Location      *sarifLocation `json:"location,omitempty"`
	}
	sarifProperties struct {
		Agency   string         `json:"agency,omitempty"`
		Year     int            `json:"year,omitempty"`
		Cells    []string       `json:"cells,omitempty"`
		Left     side           `json:"left,omitempty"`
		Right    side           `json:"right,omitempty"`
		Severity check.Severity `json:"severity,omitempty"` // of a finding that is explained: the one it had
	}
)

var (
	sarifLevels    = map[check.Severity]string{check.Error: "error", check.Warning: "warning", check.Notice: "note"}
	sarifLanguages = map[diag.Lang]string{diag.Chinese: "zh-CN", diag.English: "en"}
)

// SARIF writes findings for code scanning: one run, with all rules.
func SARIF(w io.Writer, list []check.Finding, o Options) error {
	rules := o.rulesFor(list)
	driver := sarifDriver{Name: "gongkai", Version: o.Version, Language: sarifLanguages[o.Lang], Rules: make([]sarifRule, len(rules))}
	index := map[string]int{}
	for i := range rules {
		driver.Rules[i] = newSarifRule(&rules[i], o.Lang)
		index[rules[i].Name] = i
	}
	results := make([]sarifResult, len(list))
	seen := map[string]int{}
	for i := range list {
		f := &list[i]
		results[i] = o.sarifResult(f, index[f.Rule])
		print := fingerprint(f)
		seen[print]++
		results[i].Fingerprints = map[string]string{"gongkai/v1": fmt.Sprintf("%s:%d", print, seen[print])}
	}
	return encode(w, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{{Tool: sarifTool{driver}, Language: driver.Language, ColumnKind: "unicodeCodePoints", Results: results}},
	})
}

// rulesFor gives all rules, and after them those of reading that findings name.
func (o *Options) rulesFor(list []check.Finding) []check.Rule {
	rules := slices.Clone(o.Rules)
	known := map[string]bool{}
	for i := range rules {
		known[rules[i].Name] = true
	}
	var more []check.Rule
	for i := range list {
		if name := list[i].Rule; !known[name] {
			known[name] = true
			more = append(more, shape(name))
		}
	}
	slices.SortFunc(more, func(a, b check.Rule) int { return cmp.Compare(a.Name, b.Name) })
	return append(rules, more...)
}

func newSarifRule(r *check.Rule, lang diag.Lang) sarifRule {
	plain, rich := []string{r.About.In(lang)}, []string{r.About.In(lang)}
	for _, part := range ruleParts(r) {
		if text := part.text.In(lang); text != "" {
			plain = append(plain, part.label.In(lang)+": "+text)
			rich = append(rich, "**"+part.label.In(lang)+"**: "+escapeMarkdown.Replace(text))
		}
	}
	rich[0] = escapeMarkdown.Replace(rich[0])
	return sarifRule{
		ID: r.Name, Short: sarifText{Text: r.Title.In(lang)}, Full: sarifText{Text: r.About.In(lang)},
		Help:       sarifText{Text: strings.Join(plain, "\n\n"), Markdown: strings.Join(rich, "\n\n")},
		Default:    sarifConfiguration{sarifLevels[r.Severity]},
		Properties: sarifRuleProperties{[]string{string(r.Group)}},
	}
}

// escapeMarkdown keeps the signs of our texts, such as [[waiver]], from being
// read as Markdown.
var escapeMarkdown = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "&", `\&`, "#", `\#`, "|", `\|`, "~", `\~`)

func (o *Options) sarifResult(f *check.Finding, rule int) sarifResult {
	r := sarifResult{
		RuleID: f.Rule, RuleIndex: rule, Level: sarifLevels[severity(f)],
		Message:   sarifText{Text: noLinks(whole(f, o.Lang))},
		Locations: []sarifLocation{}, Suppressions: []sarifSuppression{},
	}
	if f.Pos.File != "" {
		r.Locations = append(r.Locations, sarifPlace(f.Pos, o.width(f)))
	}
	p := sarifProperties{Agency: f.Agency, Year: f.Year, Cells: f.Cells, Left: side(f.Left), Right: side(f.Right)}
	if f.Waiver != nil {
		p.Severity = f.Severity
		s := sarifSuppression{Kind: "inSource", Justification: explanation(f, o.Lang)}
		if f.Waiver.Pos.File != "" {
			place := sarifPlace(f.Waiver.Pos, 0)
			s.Location = &place
		}
		r.Suppressions = append(r.Suppressions, s)
	}
	if p.Agency != "" || p.Year != 0 || p.Cells != nil || p.Left != "" || p.Right != "" || p.Severity != "" {
		r.Properties = &p
	}
	return r
}

// noLinks keeps a message that quotes a link from being one.
func noLinks(message string) string {
	if strings.Contains(message, "](") {
		return strings.ReplaceAll(message, "[", `\[`)
	}
	return message
}

// sarifPlace words a place. A finding about a file as a whole has no region.
func sarifPlace(pos diag.Pos, width int) sarifLocation {
	l := sarifLocation{sarifPhysical{Artifact: sarifArtifact{uri(pos.File)}}}
	if pos.Line > 0 {
		l.Physical.Region = &sarifRegion{StartLine: pos.Line, StartColumn: pos.Col}
		if pos.Col > 0 && width > 0 {
			l.Physical.Region.EndColumn = pos.Col + width
		}
	}
	return l
}

// uri gives the address of a file: relative as its name is.
func uri(file string) string {
	u := url.URL{Path: file}
	if len(file) > 1 && file[1] == ':' { // C:/…
		u.Path = "/" + file
	}
	if path.IsAbs(u.Path) {
		u.Scheme = "file"
	}
	return u.String()
}

// fingerprint names a finding so that it is known again when its place or its
// numbers have changed: by its rule, its agency, year and cells, and by what its
// message says beside numbers. Of a finding that is of no agency the file counts
// too. The language of the output makes no difference.
func fingerprint(f *check.Finding) string {
	file := ""
	if f.Agency == "" {
		file = f.Pos.File
	}
	message := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, f.Message.Zh)
	text, _ := json.Marshal([]any{f.Rule, f.Agency, f.Year, f.Cells, file, message})
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}
