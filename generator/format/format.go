// Package format holds the table formats of annual reports as data: which tables
// a yearly form has, their merged headings, rows, columns, units and types, and
// the sums that must hold. A format is one TOML file; the code knows no label.
//
// Three formats are built in (builtin/*.toml): 2021 (国办公开办函〔2021〕30号), 2019
// (国办公开办函〔2019〕60号) and free, for the years before, whose only table is the
// statistics of 2014–2018 (国办发〔2014〕32号). An archive adds its own under
// content/formats/. How a definition is written: builtin/README.md.
//
// The package reads and checks definitions and answers questions about them. It
// does not read reports and draws nothing: Grid tells a renderer where the
// merged cells stand.
package format

// A Format is one yearly form.
type Format struct {
	ID       string // "2021"
	Title    string // for readers: 政府信息公开工作年度报告格式（2021年修订）
	Basis    string // the document it rests on
	From, To int    // reporting years for which it is the default; To 0: still in force; both 0: never by default
	Sections []string
	Tables   []*Table
	Figures  []Figure
	File     string // where it was read
}

// Table gives the table with this id.
func (f *Format) Table(id string) (*Table, bool) {
	for _, t := range f.Tables {
		if t.ID == id {
			return t, true
		}
	}
	return nil, false
}

// A Figure is a number worth following over the years: shown on agency pages,
// summed on the home page and year pages.
type Figure struct {
	ID    string // the same in several formats where it means the same
	Label string // 新收申请
	Unit  string // 件
	Cell  string // table.row.column
}

// A Layout says how the rows of a table are laid out in print.
type Layout string

// The layouts.
const (
	// Down prints one line per row: a column of labels for each level of the row
	// tree, then one column per value.
	Down Layout = "down"
	// Outline prints one line per row and one per group, with all labels in one
	// column.
	Outline Layout = "outline"
	// Across prints all rows beside each other in a single line of values, each
	// row's label above its columns (table 四).
	Across Layout = "across"
)

// An Entry says how a row is written in a front matter.
type Entry string

// The entries.
const (
	Array  Entry = "array"  // received = [0, 0, 0, 0, 0, 0, 0]
	Keyed  Entry = "keyed"  // rules = { made = 0, repealed = 0, valid = 0 }
	Scalar Entry = "scalar" // licensing = 0: a block with one column that has no key
)

// A Type says what a cell may hold. It is used by the checks; reading a report
// never refuses a value for its type, because archives show what was published.
type Type string

// The types.
const (
	Count   Type = "count"   // whole number ≥ 0
	Signed  Type = "signed"  // whole number with or without sign: 本年增/减
	Decimal Type = "decimal" // decimal ≥ 0, at most Decimals digits after the point
	Amount  Type = "amount"  // text with its unit as published: 251000元
)

// A Table is one statutory table.
type Table struct {
	ID      string // its key in the front matter: requests
	Caption string
	Section string // the heading of the section at whose end it stands; "" for the end of the text
	Layout  Layout
	Blocks  []Block
	Rows    []Row // the rows that hold values, of all blocks, in the order of print
	Size    int   // number of cells
	Sums    []Sum
	Carries []Carry

	index  map[string]int // cell names to cells
	names  []string       // cell names by cell
	rows   map[string]int // row keys to Rows
	labels []string       // see LabelKeys
	grid   *Grid
}

// A Block is a part of a table with columns of its own (table 二 has four).
type Block struct {
	Key        string // its name among the label keys; "" for the only block of a table
	Caption    string // printed over the whole width; "" for none
	Corner     string // the text of the cell above the row labels (勾稽 sentence, 信息内容)
	UnitHeader string // heading of a column that prints each row's unit; "" for no such column
	Columns    []Column
	Head       []Heading // the heading tree of the columns
	Tree       []Node    // the row tree as printed
}

// A Column is a column of values.
type Column struct {
	Key      string // natural; "" in a block of scalar rows
	Label    string
	Unit     string // "" for the row's
	Type     Type   // "" for the row's
	Decimals int
}

// A Heading is a node of the tree of column headings.
type Heading struct {
	Name    string // of a group: its name among the label keys
	Label   string
	Columns []Heading // empty for a leaf
	Column  int       // of a leaf: index into Block.Columns
}

// A Node is a node of the tree of row labels: a group (Row < 0), or a row of
// values, below which its parts may stand.
type Node struct {
	Name     string // below the table, unique: "denied" (group), "denied.state_secret" (row)
	Label    string
	Children []Node
	Row      int // index into Table.Rows; negative for a group
}

// A Row is a line of values.
type Row struct {
	Key      string   // below the table: "received", "denied.state_secret"
	Path     []string // the official labels from the outermost group to the row's own
	Label    string   // the row's own label, the last of Path
	Unit     string
	Type     Type
	Decimals int
	Entry    Entry
	Columns  []Column // of its block
	First    int      // index of its first cell
	Block    int
}

// Unit gives the unit of the row's value in a column.
func (r *Row) UnitOf(c *Column) string {
	if c.Unit != "" {
		return c.Unit
	}
	return r.Unit
}

// TypeOf gives the type of the row's value in a column, and of a decimal its
// digits after the point.
func (r *Row) TypeOf(c *Column) (Type, int) {
	if c.Type != "" {
		return c.Type, c.Decimals
	}
	return r.Type, r.Decimals
}

// An Axis is what a sum ranges over.
type Axis string

// The axes.
const (
	EachColumn Axis = "column" // terms are rows, the identity holds in each column
	EachRow    Axis = "row"    // terms are columns, the identity holds in each row
)

// A Sum is an identity that must hold within one report: for each row or column
// that it ranges over, the left terms add up to the right terms.
type Sum struct {
	Rule  string // name of the check: requests-balance
	Label string // in words, for readers: 第一项加第二项之和，等于第三项加第四项之和
	Basis string // why it must hold
	Each  Axis
	// Left and Right are row keys where Each is EachColumn, column keys where it
	// is EachRow. A row key ending in ".*" stands for all rows of that group.
	Left, Right []string
	In          []string // where Each is EachRow: the rows it ranges over; empty: all that have the columns

	Cases []Case // one for each row or column that it ranges over, in the order of print
}

// A Case is a sum in one row or one column.
type Case struct {
	Key         string // of the row or column; "" for the only column of scalar rows
	Left, Right []int  // cells, as places in report.Table.Cells
}

// A Carry is an identity between a year and the year before: in each column, or
// in each of the rows named, This = Previous + Plus − Minus.
type Carry struct {
	Rule     string
	Label    string
	Basis    string
	Each     Axis
	In       []string // where Each is EachRow: the rows it ranges over; empty: all that have the columns
	This     string   // of this year: row key (EachColumn) or column key (EachRow)
	Previous string   // of the year before
	Plus     []string // of this year
	Minus    []string // of this year

	Cases []CarryCase // one for each row or column that it ranges over, in the order of print
}

// A CarryCase is a carry in one row or one column.
type CarryCase struct {
	Key         string // of the row or column; "" for the only column of scalar rows
	This        int    // cell of this year, as a place in report.Table.Cells
	Plus, Minus []int  // cells of this year
	// Previous names the cell of the year before, table.row.column. That year's
	// form may be another one and lack it.
	Previous string
}
