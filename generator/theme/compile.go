package theme

import (
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// A compiler follows a template with the type of its data, with two results:
//
//   - every field that the data does not have is a problem. The template packages
//     find that out only when the page is made, and only in branches that are taken;
//   - the page as a program, which does what html/template does and takes a tenth of
//     the time, since fields are looked up once and not for each page.
//
// A template may use something that the compiler does not know, such as a
// function that is rarely needed. Then html/template makes the page.
type compiler struct {
	set      *template.Template
	files    map[string]file
	programs map[call]*program
	problems diag.List
	unknown  string // the first thing that cannot be compiled; "" for nothing

	name  string // of the template at hand
	slots int    // variables of the template at hand
}

// A call is a template with the type of its data.
type call struct {
	name string
	dot  reflect.Type
}

// A variable of a template: its place among the template's variables, and its
// type. A nil type is one that is not known, of which nothing is checked.
type variable struct {
	slot int
	typ  reflect.Type
}

type scope map[string]variable

// An expression gives a value of a type. A nil type is one that is not known.
type expression struct {
	get getter
	typ reflect.Type
}

// template compiles a template that is called.
func (c *compiler) template(name string, dot reflect.Type) *program {
	if p, ok := c.programs[call{name, dot}]; ok {
		return p
	}
	p := &program{}
	c.programs[call{name, dot}] = p
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		// html/template makes a copy of a template that is called inside a tag, and
		// keeps it to itself. (It has refused templates that do not exist.)
		original, _, _ := strings.Cut(name, "$htmltemplate_")
		c.give("the template " + original + " inside a tag")
		if t = c.set.Lookup(original); t == nil || t.Tree == nil {
			return p
		}
	}
	outer, slots := c.name, c.slots
	c.name, c.slots = t.Tree.ParseName, 1
	p.steps = c.list(t.Tree.Root, dot, scope{"$": {0, dot}})
	p.variables = c.slots
	c.name, c.slots = outer, slots
	return p
}

// give notes that something cannot be compiled.
func (c *compiler) give(what string) {
	if c.unknown == "" {
		c.unknown = what
	}
}

// problem notes a problem at a node of the template at hand.
func (c *compiler) problem(n parse.Node, text, hint diag.Text) {
	pos := diag.Pos{File: c.name}
	if f, ok := c.files[c.name]; ok {
		pos.File = f.place
		if n != nil {
			before := string(f.text[:min(int(n.Position()), len(f.text))])
			pos.Line = 1 + strings.Count(before, "\n")
			pos.Col = 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
		}
	}
	c.problems.Add(pos, "template", text, hint)
}

func (c *compiler) list(l *parse.ListNode, dot reflect.Type, vars scope) []step {
	if l == nil {
		return nil
	}
	vars = maps.Clone(vars)
	var steps []step
	for _, n := range l.Nodes {
		if s := c.node(n, dot, vars); s != nil {
			steps = append(steps, s)
		}
	}
	return steps
}

func (c *compiler) node(n parse.Node, dot reflect.Type, vars scope) step {
	switch n := n.(type) {
	case *parse.TextNode:
		return text(string(n.Text))
	case *parse.ActionNode:
		return c.action(n, dot, vars)
	case *parse.IfNode:
		inner := maps.Clone(vars)
		e := c.pipe(n.Pipe, dot, inner)
		return choice(e.get, c.list(n.List, dot, inner), c.list(n.ElseList, dot, inner))
	case *parse.WithNode:
		inner := maps.Clone(vars)
		e := c.pipe(n.Pipe, dot, inner)
		return with(e.get, c.list(n.List, e.typ, inner), c.list(n.ElseList, dot, inner))
	case *parse.RangeNode:
		return c.loop(n, dot, vars)
	case *parse.TemplateNode:
		e := expression{get: nothing}
		if n.Pipe != nil {
			e = c.pipe(n.Pipe, dot, vars)
		}
		return include(c.template(n.Name, e.typ), e.get)
	case *parse.CommentNode:
		return nil
	}
	c.give(n.String())
	return nil
}

// action compiles {{…}} that is printed or sets a variable.
func (c *compiler) action(n *parse.ActionNode, dot reflect.Type, vars scope) step {
	commands := n.Pipe.Cmds
	var escapers []string
	for i := len(commands) - 1; i > 0; i-- {
		f, ok := commands[i].Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(f.Ident, "_html_template_") {
			break
		}
		escapers = append(escapers, strings.TrimPrefix(f.Ident, "_html_template_"))
		commands = commands[:i]
	}
	slices.Reverse(escapers)
	e := c.commands(commands, dot, vars)
	if len(n.Pipe.Decl) > 0 {
		slot := c.declare(n.Pipe, e, vars)
		return func(x *execution, dot reflect.Value) { x.setVariable(slot, e.get(x, dot)) }
	}
	escape, known := escapings[strings.Join(escapers, " ")]
	if !known {
		c.give("escaping by " + strings.Join(escapers, ", "))
		return nil
	}
	return escape.printer(e)
}

// pipe compiles a pipeline; it declares the pipeline's variables.
func (c *compiler) pipe(p *parse.PipeNode, dot reflect.Type, vars scope) expression {
	e := c.commands(p.Cmds, dot, vars)
	if len(p.Decl) == 0 {
		return e
	}
	slot, get := c.declare(p, e, vars), e.get
	return expression{func(x *execution, dot reflect.Value) reflect.Value {
		v := get(x, dot)
		x.setVariable(slot, v)
		return v
	}, e.typ}
}

// declare gives the place of the variable in $x := … and $x = ….
func (c *compiler) declare(p *parse.PipeNode, e expression, vars scope) int {
	if len(p.Decl) > 1 {
		c.give(p.String())
	}
	name := p.Decl[0].Ident[0]
	v, known := vars[name]
	if !p.IsAssign || !known {
		v = variable{c.slot(), e.typ}
		vars[name] = v
	}
	return v.slot
}

func (c *compiler) slot() int {
	c.slots++
	return c.slots - 1
}

// loop compiles a range; its variables are those of the elements.
func (c *compiler) loop(n *parse.RangeNode, dot reflect.Type, vars scope) step {
	inner := maps.Clone(vars)
	e := c.commands(n.Pipe.Cmds, dot, inner)
	element := elementOf(e.typ)
	if t := noPointer(e.typ); t == nil || t.Kind() != reflect.Slice && t.Kind() != reflect.Array {
		c.give(n.Pipe.String())
	}
	index, value := -1, -1
	switch decl := n.Pipe.Decl; len(decl) {
	case 1:
		value = c.slot()
		inner[decl[0].Ident[0]] = variable{value, element}
	case 2:
		index, value = c.slot(), c.slot()
		inner[decl[0].Ident[0]], inner[decl[1].Ident[0]] = variable{index, reflect.TypeFor[int]()}, variable{value, element}
	}
	return loop(e.get, index, value, c.list(n.List, element, inner), c.list(n.ElseList, dot, vars))
}

// commands compiles a pipeline without its variables.
func (c *compiler) commands(commands []*parse.CommandNode, dot reflect.Type, vars scope) expression {
	var e expression
	for i, command := range commands {
		var args []expression
		for _, arg := range command.Args {
			args = append(args, c.value(arg, dot, vars))
		}
		f, isFunction := command.Args[0].(*parse.IdentifierNode)
		switch {
		case isFunction:
			if i > 0 {
				args = append(args, e)
			}
			e = c.function(f.Ident, args[1:])
		case i == 0 && len(args) == 1:
			e = args[0]
		default:
			c.give(command.String())
			e = args[0]
		}
	}
	return e
}

func (c *compiler) function(name string, args []expression) expression {
	if make, ok := functions[name]; ok {
		if e, ok := make(args); ok {
			return e
		}
	}
	c.give("function " + name)
	e := expression{get: nothing}
	if name == "index" && len(args) > 0 {
		e.typ = elementOf(args[0].typ)
	}
	return e
}

func (c *compiler) value(n parse.Node, dot reflect.Type, vars scope) expression {
	switch n := n.(type) {
	case *parse.DotNode:
		return expression{func(_ *execution, dot reflect.Value) reflect.Value { return dot }, dot}
	case *parse.FieldNode:
		return c.fields(n, expression{func(_ *execution, dot reflect.Value) reflect.Value { return dot }, dot}, n.Ident)
	case *parse.VariableNode:
		v, known := vars[n.Ident[0]]
		if !known {
			c.give(n.String())
		}
		return c.fields(n, expression{func(x *execution, _ reflect.Value) reflect.Value { return x.variable(v.slot) }, v.typ}, n.Ident[1:])
	case *parse.ChainNode:
		return c.fields(n, c.value(n.Node, dot, vars), n.Field)
	case *parse.PipeNode:
		return c.pipe(n, dot, vars)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64))
		}
	case *parse.IdentifierNode:
		return expression{get: nothing} // a function; see commands
	}
	c.give(n.String())
	return expression{get: nothing}
}

func constant[T any](v T) expression {
	value := reflect.ValueOf(v)
	return expression{func(*execution, reflect.Value) reflect.Value { return value }, value.Type()}
}

// fields follows names from a value.
func (c *compiler) fields(n parse.Node, e expression, names []string) expression {
	for _, name := range names {
		t := e.typ
		if t == nil || t.Kind() == reflect.Interface {
			c.give(n.String())
			return expression{get: nothing}
		}
		if m, ok := t.MethodByName(name); ok {
			c.give(n.String())
			e = expression{nothing, m.Type.Out(0)}
			continue
		}
		s := noPointer(t)
		if s.Kind() == reflect.Map {
			c.give(n.String())
			e = expression{nothing, s.Elem()}
			continue
		}
		var field reflect.StructField
		ok := s.Kind() == reflect.Struct
		if ok {
			field, ok = s.FieldByName(name)
		}
		if !ok {
			c.problem(n, diag.Textf("%[1]s 没有 .%[2]s", "%[1]s has no .%[2]s", s.Name(), name), suggest(name, s))
			return expression{get: nothing}
		}
		e = expression{follow(e.get, field.Index, c.place(n)+": "+n.String()), field.Type}
	}
	return e
}

// place gives the place of a node for an error at run time.
func (c *compiler) place(n parse.Node) string {
	if f, ok := c.files[c.name]; ok {
		line := 1 + strings.Count(string(f.text[:min(int(n.Position()), len(f.text))]), "\n")
		return f.place + ":" + strconv.Itoa(line)
	}
	return c.name
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
