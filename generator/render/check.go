package render

import (
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// checkTemplate follows a template with the type of its data and notes every
// field that the data does not have. The template packages find that out only
// when the page is made, and only in branches that are taken.
func checkTemplate(set *template.Template, data any, files map[string]themeFile) diag.List {
	c := &checker{set: set, files: files, seen: map[call]bool{}}
	c.template("base.html", reflect.TypeOf(data), nil)
	c.template("masthead", reflect.TypeFor[*Shell](), nil)
	c.template("foot", reflect.TypeFor[*Shell](), nil)
	return c.problems
}

// A call is a template with the type of its data.
type call struct {
	name string
	dot  reflect.Type
}

type checker struct {
	set      *template.Template
	files    map[string]themeFile
	seen     map[call]bool
	file     string // of the template at hand
	problems diag.List
}

// A scope has the types of variables. A nil type is one that is not known, of
// which nothing is checked.
type scope map[string]reflect.Type

// template follows a template that is called; node is the call.
func (c *checker) template(name string, dot reflect.Type, node parse.Node) {
	if c.seen[call{name, dot}] {
		return
	}
	c.seen[call{name, dot}] = true
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		c.problem(node, diag.Textf("没有模板 %q", "there is no template %q", name), diag.Text{})
		return
	}
	file := c.file
	c.file = t.Tree.ParseName
	c.list(t.Tree.Root, dot, scope{"$": dot})
	c.file = file
}

// problem notes a problem at a node of the file at hand.
func (c *checker) problem(n parse.Node, text, hint diag.Text) {
	pos := diag.Pos{File: c.file}
	if f, ok := c.files[c.file]; ok {
		pos.File = f.place
		if n != nil {
			before := string(f.text[:min(int(n.Position()), len(f.text))])
			pos.Line = 1 + strings.Count(before, "\n")
			pos.Col = 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
		}
	}
	c.problems.Add(pos, "template", text, hint)
}

func (c *checker) list(l *parse.ListNode, dot reflect.Type, vars scope) {
	if l == nil {
		return
	}
	vars = maps.Clone(vars)
	for _, n := range l.Nodes {
		c.node(n, dot, vars)
	}
}

func (c *checker) node(n parse.Node, dot reflect.Type, vars scope) {
	switch n := n.(type) {
	case *parse.ActionNode:
		c.pipe(n.Pipe, dot, vars)
	case *parse.IfNode:
		inner := maps.Clone(vars)
		c.pipe(n.Pipe, dot, inner)
		c.list(n.List, dot, inner)
		c.list(n.ElseList, dot, inner)
	case *parse.WithNode:
		inner := maps.Clone(vars)
		t := c.pipe(n.Pipe, dot, inner)
		c.list(n.List, t, inner)
		c.list(n.ElseList, dot, inner)
	case *parse.RangeNode:
		c.loop(n, dot, vars)
	case *parse.TemplateNode:
		var t reflect.Type
		if n.Pipe != nil {
			t = c.pipe(n.Pipe, dot, vars)
		}
		c.template(n.Name, t, n)
	}
}

// loop follows a range; its variables are those of the elements.
func (c *checker) loop(n *parse.RangeNode, dot reflect.Type, vars scope) {
	inner := maps.Clone(vars)
	t := c.commands(n.Pipe, dot, inner)
	element := elementOf(t)
	switch decl := n.Pipe.Decl; len(decl) {
	case 1:
		inner[decl[0].Ident[0]] = element
	case 2:
		inner[decl[0].Ident[0]], inner[decl[1].Ident[0]] = reflect.TypeFor[int](), element
	}
	c.list(n.List, element, inner)
	c.list(n.ElseList, dot, vars)
}

func elementOf(t reflect.Type) reflect.Type {
	if t = noPointer(t); t == nil {
		return nil
	}
	switch t.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map:
		return t.Elem()
	case reflect.Int:
		return t
	}
	return nil
}

func noPointer(t reflect.Type) reflect.Type {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// pipe gives the type of a pipeline and declares its variables.
func (c *checker) pipe(p *parse.PipeNode, dot reflect.Type, vars scope) reflect.Type {
	t := c.commands(p, dot, vars)
	for _, v := range p.Decl {
		vars[v.Ident[0]] = t
	}
	return t
}

func (c *checker) commands(p *parse.PipeNode, dot reflect.Type, vars scope) reflect.Type {
	var t reflect.Type
	for _, command := range p.Cmds {
		var args []reflect.Type
		for _, arg := range command.Args {
			args = append(args, c.value(arg, dot, vars))
		}
		t = args[0]
		if f, ok := command.Args[0].(*parse.IdentifierNode); ok {
			t = result(f.Ident, args[1:])
		}
	}
	return t
}

// result gives the type of a built-in function's result where it is needed.
func result(function string, args []reflect.Type) reflect.Type {
	switch {
	case function == "index" && len(args) > 0:
		return elementOf(args[0])
	case (function == "and" || function == "or") && len(args) > 0:
		return args[len(args)-1]
	}
	return nil
}

func (c *checker) value(n parse.Node, dot reflect.Type, vars scope) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return c.fields(n, dot, n.Ident)
	case *parse.VariableNode:
		return c.fields(n, vars[n.Ident[0]], n.Ident[1:])
	case *parse.ChainNode:
		return c.fields(n, c.value(n.Node, dot, vars), n.Field)
	case *parse.PipeNode:
		return c.pipe(n, dot, vars)
	}
	return nil
}

// fields follows names from a type.
func (c *checker) fields(n parse.Node, t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if t == nil || t.Kind() == reflect.Interface {
			return nil
		}
		if m, ok := t.MethodByName(name); ok {
			t = m.Type.Out(0)
			continue
		}
		s := noPointer(t)
		if s.Kind() == reflect.Map {
			t = s.Elem()
			continue
		}
		var field reflect.StructField
		ok := s.Kind() == reflect.Struct
		if ok {
			field, ok = s.FieldByName(name)
		}
		if !ok {
			c.problem(n, diag.Textf("%[1]s 没有 .%[2]s", "%[1]s has no .%[2]s", s.Name(), name), suggest(name, s))
			return nil
		}
		t = field.Type
	}
	return t
}

func suggest(name string, t reflect.Type) diag.Text {
	if t.Kind() != reflect.Struct {
		return diag.Text{}
	}
	var names []string
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() && !f.Anonymous {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	if near := diag.Nearest(name, names); near != "" {
		return diag.Textf("是不是 .%s？", "did you mean .%s?", near)
	}
	return diag.Textf("可用的有：%s", "it has: %s", strings.Join(names, ", "))
}
