package render

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"reflect"
	"sync"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/report"
)

// A Sum stands for everything that goes into a file of the site: where the sum is
// the same, so are the bytes. It is the beginning of a SHA-256.
type Sum [16]byte

// SumOf gives the sum of some values: structs, slices, pointers and maps are
// followed, unexported fields too, so that nothing can be forgotten. Functions and
// channels have no sum; the values must not lead back to themselves.
func SumOf(values ...any) Sum {
	b := sumBuffers.Get().(*[]byte)
	defer sumBuffers.Put(b)
	*b = (*b)[:0]
	for _, v := range values {
		*b = appendValue(*b, reflect.ValueOf(v))
	}
	whole := sha256.Sum256(*b)
	return Sum(whole[:])
}

var sumBuffers = sync.Pool{New: func() any { return new([]byte) }}

// appendValue writes a value so that two that differ are written differently.
func appendValue(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Invalid:
		return append(b, 0)
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(b, v.Uint())
	case reflect.String:
		return append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...)
	case reflect.Struct:
		for i := range v.NumField() {
			b = appendValue(b, v.Field(i))
		}
		return b
	case reflect.Slice, reflect.Array:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		for i := range v.Len() {
			b = appendValue(b, v.Index(i))
		}
		return b
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(b, 0)
		}
		return appendValue(append(b, 1), v.Elem())
	}
	panic(fmt.Sprintf("a value of type %s has no sum", v.Type()))
}

// An Extract is what a page takes from its Markdown besides what is drawn: enough to
// know the page by, without converting the text again.
type Extract struct {
	Summary string
	Links   []Resolved
}

// A Resolved is a link of a text with where it leads; "" for nowhere.
type Resolved struct{ Link, To string }

// ReportUnchanged asks Options.Unchanged about the page of a report.
func (r *Renderer) ReportUnchanged(p *archive.Report, x Extract) bool {
	if r.unchanged == nil {
		return false
	}
	view, found := r.reportView(p, x.Summary)
	if view.failure != nil {
		return false
	}
	return r.unchanged(fileName(ReportAddress(p)), r.reportSum(p, view, found, x))
}

// PageUnchanged asks Options.Unchanged about a plain page.
func (r *Renderer) PageUnchanged(p *report.Page, x Extract) bool {
	return r.unchanged != nil && r.unchanged(fileName(PageAddress(p)), r.pageSum(p, r.plainView(p, x.Summary), x))
}

// reportSum is the sum of a report's page, whose view has neither body nor
// contents yet: what these are drawn from goes in instead.
func (r *Renderer) reportSum(p *archive.Report, view *ReportPage, found *cellFindings, x Extract) Sum {
	var compared [][16]byte // what its numbers are compared with
	if before := p.Before(); before != nil {
		compared = append(compared, before.Sums.Front)
	}
	for _, part := range p.Agency.Parts {
		for _, other := range part.Reports {
			if other.Year == p.Year {
				compared = append(compared, other.Sums.Front)
			}
		}
	}
	var all []check.Finding
	if found != nil {
		all = found.all
	}
	return SumOf(r.theme.Sum("report"), view, p.Sums, compared, all, x)
}

// pageSum is the same for a plain page.
func (r *Renderer) pageSum(p *report.Page, view *PlainPage, x Extract) Sum {
	return SumOf(r.theme.Sum("page"), view, p.Sums, x)
}
