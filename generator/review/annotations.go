package review

import (
	"io"

	"gongkai/generator/check"
	"gongkai/generator/findings"
)

// annotations are the forms in which forges and editors read findings. They hold what
// is new with the change, at its lines; what differs otherwise is not in them.
func annotations(form string) func(io.Writer, *Review, Options) error {
	return func(w io.Writer, r *Review, o Options) error {
		return findings.Write(w, form, r.NewFindings(), findings.Options{Lang: o.Lang, Line: o.Line, Rules: r.Rules, Version: o.Version})
	}
}

// NewFindings gives all findings that are new with the change, in their order.
func (r *Review) NewFindings() []check.Finding {
	list := append([]check.Finding(nil), r.New...)
	for i := range r.Reports {
		list = append(list, r.Reports[i].New...)
	}
	order(list)
	return list
}
