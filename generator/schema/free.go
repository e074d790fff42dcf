package schema

import (
	"regexp"
	"strings"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

var freeID = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,59}$`)

// freeTables reads [[table]].
func freeTables(front fields, s *shape) []report.FreeTable {
	var tables []report.FreeTable
	seen := map[string]diag.Pos{}
	for _, f := range front.tables("table") {
		table := report.FreeTable{Pos: f.Pos(), ID: f.line("id"), Caption: f.line("caption")}
		_, statutory := s.format.Table(table.ID)
		first, taken := seen[table.ID]
		switch {
		case table.ID == "":
		case !freeID.MatchString(table.ID):
			f.problem("id", "bad-id", diag.Textf("table.id 写的是 %s，应以字母开头，只含字母、数字、“-” 和 “_”", "table.id is %s; want letters, digits, \"-\" and \"_\", beginning with a letter", quoted(table.ID)), diag.Text{})
		case statutory:
			f.problem("id", "duplicate-id", diag.Textf("table.id %q 是规定表格的名称", "table.id %q is the name of a statutory table", table.ID), diag.Textf("换一个 id；规定的表格写在 [%s] 中", "take another id; the statutory table is written in [%s]", table.ID))
		case taken:
			f.problem("id", "duplicate-id", diag.Textf("table.id %[1]q 重复，第一次在 %[2]s", "table.id %[1]q is taken; the first is at %[2]s", table.ID, first), diag.Text{})
		}
		if !taken {
			seen[table.ID] = f.pos("id")
		}
		f.need("columns")
		f.need("rows")
		table.Columns = columnNames(f)
		table.Rows = rowsOf(f, len(table.Columns))
		f.Done()
		tables = append(tables, table)
	}
	return tables
}

// columnNames reads columns; a column may have no name.
func columnNames(f fields) []string {
	v, ok := f.Value("columns")
	if !ok {
		return nil
	}
	before := len(*f.Problems)
	names, _ := f.Strings("columns")
	if v.Len() == 0 && len(*f.Problems) == before {
		f.problem("columns", "empty-value", diag.Textf("table.columns 至少有一栏", "table.columns names at least one column"), diag.Text{})
	}
	for i, name := range names {
		if names[i] = strings.TrimSpace(name); strings.ContainsFunc(name, unicode.IsControl) {
			f.problem("columns", "control-character", diag.Textf("table.columns 中有控制字符或换行", "table.columns holds a control character or a line break"), diag.Text{})
		}
	}
	return names
}

// rowsOf reads rows of as many cells as there are columns.
func rowsOf(f fields, columns int) [][]report.Cell {
	v, ok := f.Value("rows")
	if !ok {
		return nil
	}
	if _, list := v.Any.([]any); !list {
		f.problem("rows", "wrong-type", diag.Textf("table.rows 是%[1]s，应为一组行", "table.rows is %[2]s; want a list of rows", v.Kind().Zh, v.Kind().En), diag.Textf("写成 rows = [[\"甲\", 1], [\"乙\", 2]]", "write rows = [[\"甲\", 1], [\"乙\", 2]]"))
		return nil
	}
	rows := make([][]report.Cell, 0, v.Len())
	for i, row := range v.Elems() {
		cells := make([]report.Cell, columns)
		if _, list := row.Any.([]any); !list {
			f.Problems.Add(row.Pos(), "wrong-type", diag.Textf("table.rows 第 %[1]d 行是%[2]s，应为数组", "row %[1]d of table.rows is %[3]s; want a list", i+1, row.Kind().Zh, row.Kind().En), diag.Textf("写成 [\"甲\", 1]", "write [\"甲\", 1]"))
			continue
		}
		if row.Len() != columns {
			rule := "missing-cell"
			if row.Len() > columns {
				rule = "surplus-cell"
			}
			f.Problems.Add(row.Pos(), rule, diag.Textf("table.rows 第 %[1]d 行有 %[2]d 个值，应为 %[3]d 个", "row %[1]d of table.rows has %[2]d values; want %[3]d", i+1, row.Len(), columns), diag.Textf("与 columns 一样多；空着的写 \"\"", "as many as columns; write \"\" for a blank"))
			continue
		}
		for j, e := range row.Elems() {
			cells[j] = readCell(f.Problems, e, "table.rows", "")
			cells[j].Text = strings.Clone(cells[j].Text) // not to hold the text of the file
		}
		rows = append(rows, cells)
	}
	return rows
}
