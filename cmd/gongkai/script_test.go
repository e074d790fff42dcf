package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the stories expect")

// TestMain lets the stories call the command as gongkai.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"gongkai": func() {
			os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr, os.Getenv))
		},
	})
}

// TestStories runs testdata/script: one promise of the program a file.
func TestStories(t *testing.T) {
	if testing.Short() {
		t.Skip("each step starts a program; what runs side by side in it is tested in its package")
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("LC_ALL", "en_US.UTF-8")
			recipes, err := filepath.Abs("../../.ci/recipes")
			env.Setenv("RECIPES", recipes)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status,
			"bytes":  writeBytes,
			"repeat": repeat,
			"change": change,
			"crlf":   crlf,
		},
	})
}

// status CODE ARGS… runs gongkai and wants an exit status.
func status(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if neg {
		ts.Fatalf("status cannot be negated")
	}
	err = ts.Exec("gongkai", args[1:]...)
	got := 0
	if err != nil {
		if _, e := fmt.Sscanf(err.Error(), "exit status %d", &got); e != nil {
			ts.Fatalf("gongkai %v: %v", args[1:], err)
		}
	}
	if got != want {
		ts.Fatalf("gongkai %v: exit status %d; want %d", args[1:], got, want)
	}
}

// bytes FILE QUOTED… writes a file of Go string literals, for what a story
// cannot hold: a byte order mark, zero bytes, other encodings.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	for _, quoted := range args[1:] {
		part, err := strconv.Unquote(`"` + quoted + `"`)
		ts.Check(err)
		b.WriteString(part)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

// repeat FILE N TEXT appends a text (with \n for line ends) many times.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	ts.Check(err)
	defer f.Close()
	_, err = f.WriteString(strings.Repeat(strings.ReplaceAll(args[2], `\n`, "\n"), n))
	ts.Check(err)
}

// change FILE OLD NEW replaces the one place where a text stands in a file by
// another (with \n for line ends).
func change(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	text, err := os.ReadFile(name)
	ts.Check(err)
	if n := strings.Count(string(text), args[1]); n != 1 {
		ts.Fatalf("%s has %q %d times", args[0], args[1], n)
	}
	ts.Check(os.WriteFile(name, []byte(strings.Replace(string(text), args[1], strings.ReplaceAll(args[2], `\n`, "\n"), 1)), 0o644))
}

// crlf FILE ends the lines of a file in CR LF.
func crlf(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	text, err := os.ReadFile(name)
	ts.Check(err)
	ts.Check(os.WriteFile(name, []byte(strings.ReplaceAll(string(text), "\n", "\r\n")), 0o644))
}
