package generator

import (
	"fmt"
	"path"
	"strconv"
	"sync"

	"gongkai/generator/archive"
	"gongkai/generator/dataset"
	"gongkai/generator/render"
)

// downloads gives the tasks that write the tables of each agency and each year in
// the formats that the archive offers. The tables of a report itself are written
// with its page.
func (w *writer) downloads() []render.Task {
	var tasks []render.Task
	a := w.content.Archive
	for i := len(a.Years) - 1; i >= 0; i-- {
		y := a.Years[i]
		tasks = append(tasks, w.tables(path.Join("years", strconv.Itoa(y.Year)), "year", fmt.Sprintf("%d年度政府信息公开工作年度报告", y.Year), y.Reports)...)
	}
	for _, x := range a.Agencies {
		if len(x.Reports) > 0 {
			tasks = append(tasks, w.tables(path.Join("agencies", x.ID), "agency", x.Name+"历年政府信息公开工作年度报告", x.Reports)...)
		}
	}
	return tasks
}

// tables gives a task for each kind of download of some reports.
func (w *writer) tables(folder, kind, title string, reports []*archive.Report) []render.Task {
	var tasks []render.Task
	for _, d := range w.content.Settings.Site.Downloads {
		name := folder + "/tables." + d
		tasks = append(tasks, render.Task{Name: name, Run: func(emit Emit) error {
			if w.unchangedTable(name, d, kind, title, folder, reports...) {
				return nil
			}
			buffer := csvBuffers.Get().(*[]byte)
			defer csvBuffers.Put(buffer)
			data, err := w.table(d, kind, title, folder, reports, buffer)
			if err != nil {
				return err
			}
			return emit(name, data)
		}})
	}
	return tasks
}

// table makes one download of some reports. It may use the buffer.
func (w *writer) table(format, kind, title, folder string, reports []*archive.Report, buffer *[]byte) ([]byte, error) {
	entries := make([]dataset.Entry, len(reports))
	for i, r := range reports {
		entries[i] = w.entry(r)
	}
	switch format {
	case "json":
		return dataset.JSON(kind, title, entries)
	case "xlsx":
		s := w.content.Settings.Site
		return dataset.Workbook(title, entries, dataset.Sheets{Site: s.Title, Address: w.render.Address(folder + "/"), NumberName: s.IndexNumberName})
	}
	*buffer = w.csv.AppendHeader((*buffer)[:0])
	for _, e := range entries {
		*buffer = w.csv.AppendReport(*buffer, e)
	}
	return *buffer, nil
}

// unchangedTable says whether a download of some reports is taken from the earlier
// site: its sum is that of what table and entry take.
func (w *writer) unchangedTable(name, format, kind, title, folder string, reports ...*archive.Report) bool {
	if w.memory == nil {
		return false
	}
	s := w.content.Settings.Site
	from := []any{format, kind, title, w.render.Address(folder + "/"), s.Title, s.IndexNumberName}
	for _, r := range reports {
		e := w.entry(r)
		from = append(from, e.Agency, e.Name, e.Address, r.Sums.Front)
	}
	return w.memory.unchanged(name, render.SumOf(from...))
}

// entry gives a report as the downloads want it.
func (w *writer) entry(r *archive.Report) dataset.Entry {
	return dataset.Entry{Agency: r.Agency.Agency, Name: r.Agency.NameIn(r.Year), Report: r.Report, Address: w.render.Address(render.ReportAddress(r))}
}

var csvBuffers = sync.Pool{New: func() any { return new([]byte) }}

// ownTables writes the tables of one report; of one without tables the heading
// only, so that the address always answers.
func (w *writer) ownTables(r *archive.Report, emit Emit) error {
	if !w.content.Settings.Site.Download("csv") {
		return nil
	}
	name := path.Join(render.ReportFolder(r), "tables.csv")
	if w.unchangedTable(name, "csv", "report", "", "", r) {
		return nil
	}
	buffer := csvBuffers.Get().(*[]byte)
	defer csvBuffers.Put(buffer)
	*buffer = w.csv.AppendReport(w.csv.AppendHeader((*buffer)[:0]), w.entry(r))
	return emit(name, *buffer)
}
