package check

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// made makes each of the tables and patterns that wait for their first use.
var made = map[string]func(){
	"addressDay": use(addressDay), "addressMonth": use(addressMonth), "addressYear": use(addressYear), "afterEnd": use(afterEnd),
	"afterSoDays": use(afterSoDays), "amount": use(amount), "beforeEnd": use(beforeEnd), "commonTypos": use(commonTypos),
	"compactDay": use(compactDay), "dayInState": use(dayInState), "deadline": use(deadline), "draftTitle": use(draftTitle),
	"email": use(email), "endedState": use(endedState), "firstForm": use(firstForm), "fourDigits": use(fourDigits),
	"grouped": use(grouped), "home": use(home), "inKeys": use(inKeys), "longState": use(longState), "lookout": use(lookout),
	"mistakenBy": use(mistakenBy), "numericDay": use(numericDay), "onlyOf": use(onlyOf), "periodForm": use(periodForm),
	"references": use(references), "repealed": use(repealed), "repealedOn": use(repealedOn), "roleEnds": use(roleEnds),
	"secretMark": use(secretMark), "selfNaming": use(selfNaming), "tagWords": use(tagWords), "titleYear": use(titleYear),
	"toFill": use(toFill), "unnumbered": use(unnumbered), "until": use(until), "validTerm": use(validTerm), "withUnit": use(withUnit),
}

func use[T any](table func() T) func() { return func() { table() } }

// A pattern that does not compile, or a list that cannot be read, is found here and not
// by the first report that needs it.
func TestTablesCanBeMade(t *testing.T) {
	for name, make := range made {
		t.Run(name, func(*testing.T) { make() })
	}
	if got, want := slices.Sorted(maps.Keys(made)), lazyVariables(t); !slices.Equal(got, want) {
		t.Errorf("the test makes\n%q; the package has\n%q", got, want)
	}
}

// lazyVariables gives the variables of the package that are made on first use.
func lazyVariables(t *testing.T) (names []string) {
	files, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(gotoken.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == gotoken.VAR {
				for _, s := range g.Specs {
					names = append(names, lazyIn(s.(*ast.ValueSpec))...)
				}
			}
		}
	}
	slices.Sort(names)
	return names
}

func lazyIn(s *ast.ValueSpec) (names []string) {
	for i, v := range s.Values {
		call, ok := v.(*ast.CallExpr)
		if !ok {
			continue
		}
		switch f := call.Fun.(type) {
		case *ast.Ident:
			if f.Name == "pattern" {
				names = append(names, s.Names[i].Name)
			}
		case *ast.SelectorExpr:
			if f.Sel.Name == "OnceValue" {
				names = append(names, s.Names[i].Name)
			}
		}
	}
	return names
}
