package check

import (
	"context"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/format"
)

// A Rule is what is looked for, as it is explained to an author.
type Rule struct {
	Name     string // stable, in kebab case: requests-balance
	Severity Severity
	Group    Group
	Title    diag.Text // a few words
	About    diag.Text // what is compared, when it is not, and what to do about a finding
	Basis    diag.Text // the document that the rule rests on, or where experience speaks for it
	Example  diag.Text // a passage or numbers in which it finds something
}

// A Group gathers rules for readers.
type Group string

// The groups, in the order in which they are shown.
const (
	Arithmetic Group = "arithmetic"
	TextTable  Group = "text"
	Dates      Group = "dates"
	Form       Group = "form"
	Copying    Group = "copying"
	Sensitive  Group = "sensitive"
	Catalogue  Group = "catalogue"
	Keeping    Group = "keeping" // of waivers and corrections
)

// Groups gives all groups with their names, in order.
func Groups() []struct {
	Group Group
	Name  diag.Text
} {
	return []struct {
		Group Group
		Name  diag.Text
	}{
		{Arithmetic, diag.Text{Zh: "数字勾稽", En: "arithmetic"}},
		{TextTable, diag.Text{Zh: "文表一致", En: "text and tables"}},
		{Dates, diag.Text{Zh: "年份与日期", En: "years and dates"}},
		{Form, diag.Text{Zh: "结构与格式", En: "structure and form"}},
		{Copying, diag.Text{Zh: "雷同与遗留", En: "copied text"}},
		{Sensitive, diag.Text{Zh: "敏感内容与用字", En: "sensitive content and wording"}},
		{Catalogue, diag.Text{Zh: "目录与索引号", En: "catalogue and index numbers"}},
		{Keeping, diag.Text{Zh: "说明与更正", En: "waivers and corrections"}},
	}
}

// A Unit is the code that looks for the findings of its rules. Each function may
// be nil; it adds what it finds to its subject.
type Unit struct {
	Rules  []Rule
	Tables func(*Subject)                      // what the tables of a report and of its neighbours tell
	Text   func(*Subject)                      // what needs the text or the file
	Whole  func(context.Context, *Whole) error // what only shows when all reports have been seen
	Alone  func(*Subject) error                // what Whole would find in one report, where that takes few others
}

// Rules gives all rules: the program's own, then those of the sums and carries
// that an archive's own formats bring.
func Rules(formats []*format.Format) []Rule {
	var rules []Rule
	known := map[string]bool{}
	for _, u := range units {
		for _, r := range u.Rules {
			rules = append(rules, r)
			known[r.Name] = true
		}
	}
	own := func(name, label, basis, table string, severity Severity) {
		if known[name] {
			return
		}
		known[name] = true
		rules = append(rules, Rule{
			Name: name, Severity: severity, Group: Arithmetic,
			Title: diag.Text{Zh: label, En: label},
			About: diag.Textf("表“%s”的格式定义中写明的勾稽关系：%s。", "An identity that the definition of the table %q declares: %s.", table, label),
			Basis: diag.Text{Zh: basis, En: basis},
		})
	}
	for _, f := range formats {
		for _, t := range f.Tables {
			for _, s := range t.Sums {
				own(s.Rule, s.Label, s.Basis, t.Caption, Error)
			}
			for _, c := range t.Carries {
				own(c.Rule, c.Label, c.Basis, t.Caption, Warning)
			}
		}
	}
	return rules
}

// builtin gives a rule of the program's own.
func builtin(name string) (Rule, bool) {
	for _, u := range units {
		if i := slices.IndexFunc(u.Rules, func(r Rule) bool { return r.Name == name }); i >= 0 {
			return u.Rules[i], true
		}
	}
	return Rule{}, false
}
