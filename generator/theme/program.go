package theme

import (
	"fmt"
	"reflect"
)

// A program is a compiled template.
type program struct {
	steps     []step
	variables int // the first is $, the data that the template was called with
}

// A step writes a part of a page or sets a variable. dot is the value of {{.}}.
type step func(x *execution, dot reflect.Value)

// A getter gives the value of an expression. The zero Value stands for nothing.
type getter func(x *execution, dot reflect.Value) reflect.Value

// An execution is one run of a program.
type execution struct {
	out       []byte
	variables []reflect.Value // of the templates that are running, the innermost last
	base      int             // of the innermost
}

// A failure is what text/template would stop at, too.
type failure struct{ text string }

// append runs a program and appends what it writes.
func (p *program) append(out []byte, data any) (_ []byte, err error) {
	x := &execution{out: out}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case failure:
			err = fmt.Errorf("%s", r.text)
		default:
			panic(r)
		}
	}()
	p.run(x, reflect.ValueOf(data))
	return x.out, nil
}

func (p *program) run(x *execution, data reflect.Value) {
	base := x.base
	x.base = len(x.variables)
	x.variables = append(x.variables, data)
	for range p.variables - 1 {
		x.variables = append(x.variables, reflect.Value{})
	}
	runAll(p.steps, x, data)
	x.variables = x.variables[:x.base]
	x.base = base
}

func (x *execution) variable(slot int) reflect.Value       { return x.variables[x.base+slot] }
func (x *execution) setVariable(slot int, v reflect.Value) { x.variables[x.base+slot] = v }

func runAll(steps []step, x *execution, dot reflect.Value) {
	for _, s := range steps {
		s(x, dot)
	}
}

func nothing(*execution, reflect.Value) reflect.Value { return reflect.Value{} }

func text(s string) step {
	return func(x *execution, _ reflect.Value) { x.out = append(x.out, s...) }
}

func choice(get getter, yes, no []step) step {
	return func(x *execution, dot reflect.Value) {
		if truth(get(x, dot)) {
			runAll(yes, x, dot)
		} else {
			runAll(no, x, dot)
		}
	}
}

func with(get getter, yes, no []step) step {
	return func(x *execution, dot reflect.Value) {
		if v := get(x, dot); truth(v) {
			runAll(yes, x, v)
		} else {
			runAll(no, x, dot)
		}
	}
}

// loop runs steps for each element; index and value are variables, or negative.
func loop(get getter, index, value int, body, empty []step) step {
	return func(x *execution, dot reflect.Value) {
		list := get(x, dot)
		for list.IsValid() && list.Kind() == reflect.Pointer {
			list = list.Elem()
		}
		if !list.IsValid() || list.Len() == 0 {
			runAll(empty, x, dot)
			return
		}
		for i := range list.Len() {
			element := list.Index(i)
			if index >= 0 {
				x.setVariable(index, reflect.ValueOf(i))
			}
			if value >= 0 {
				x.setVariable(value, element)
			}
			runAll(body, x, element)
		}
	}
}

func include(p *program, get getter) step {
	return func(x *execution, dot reflect.Value) { p.run(x, get(x, dot)) }
}

// follow gives a field of a value; what says which for an error.
func follow(get getter, index []int, what string) getter {
	if len(index) == 1 {
		number := index[0]
		return func(x *execution, dot reflect.Value) reflect.Value {
			return pointed(get(x, dot), what).Field(number)
		}
	}
	return func(x *execution, dot reflect.Value) reflect.Value {
		v := get(x, dot)
		for _, number := range index {
			v = pointed(v, what).Field(number)
		}
		return v
	}
}

// pointed gives what a pointer leads to.
func pointed(v reflect.Value, what string) reflect.Value {
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if !v.IsValid() {
		panic(failure{what + ": there is no value to take a field of"})
	}
	return v
}

// truth says whether a value counts as true, as text/template has it: not empty,
// not zero, not nil.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return v.Len() > 0
	case reflect.Struct:
		return true
	}
	return !v.IsZero()
}

// functions makes expressions of the built-in functions that pages use often; a
// function says whether it takes the arguments.
var functions = map[string]func(args []expression) (expression, bool){
	"and": func(args []expression) (expression, bool) { return lazily(args, false) },
	"or":  func(args []expression) (expression, bool) { return lazily(args, true) },
	"not": func(args []expression) (expression, bool) {
		if len(args) != 1 {
			return expression{}, false
		}
		get := args[0].get
		return expression{func(x *execution, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(!truth(get(x, dot)))
		}, reflect.TypeFor[bool]()}, true
	},
	"len": func(args []expression) (expression, bool) {
		if len(args) != 1 || args[0].typ == nil || args[0].typ.Kind() != reflect.Slice && args[0].typ.Kind() != reflect.String {
			return expression{}, false
		}
		get := args[0].get
		return expression{func(x *execution, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(get(x, dot).Len())
		}, reflect.TypeFor[int]()}, true
	},
	"eq": func(args []expression) (expression, bool) { return compared(args, true) },
	"ne": func(args []expression) (expression, bool) { return compared(args, false) },
}

// lazily gives the first argument whose truth is as wanted, else the last.
func lazily(args []expression, wanted bool) (expression, bool) {
	if len(args) == 0 {
		return expression{}, false
	}
	e := args[len(args)-1]
	for _, a := range args {
		if a.typ != e.typ {
			e.typ = nil
		}
	}
	last := len(args) - 1
	e.get = func(x *execution, dot reflect.Value) reflect.Value {
		for _, a := range args[:last] {
			if v := a.get(x, dot); truth(v) == wanted {
				return v
			}
		}
		return args[last].get(x, dot)
	}
	return e, true
}

// compared says whether two strings or whole numbers are equal.
func compared(args []expression, equal bool) (expression, bool) {
	if len(args) != 2 || args[0].typ == nil || args[1].typ == nil || args[0].typ.Kind() != args[1].typ.Kind() {
		return expression{}, false
	}
	a, b := args[0].get, args[1].get
	var same func(v, w reflect.Value) bool
	switch args[0].typ.Kind() {
	case reflect.String:
		same = func(v, w reflect.Value) bool { return v.String() == w.String() }
	case reflect.Int:
		same = func(v, w reflect.Value) bool { return v.Int() == w.Int() }
	case reflect.Bool:
		same = func(v, w reflect.Value) bool { return v.Bool() == w.Bool() }
	default:
		return expression{}, false
	}
	return expression{func(x *execution, dot reflect.Value) reflect.Value {
		return reflect.ValueOf(same(a(x, dot), b(x, dot)) == equal)
	}, reflect.TypeFor[bool]()}, true
}
