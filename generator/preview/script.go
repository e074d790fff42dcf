package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"sync"
)

//go:embed client
var client embed.FS

// The parts of the script of a page, in their order. They share one scope.
var parts = []string{"words.js", "patch.js", "style.js", "tools.js", "marks.js", "trace.js", "main.js"}

// scripts gives the scripts by their names, which change with their bytes.
var scripts = sync.OnceValue(func() map[string][]byte {
	return map[string][]byte{clientName(): clientText(), hubName(): hubText()}
})

var clientText = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	b.WriteString("(() => {\n\"use strict\";\n")
	for _, name := range parts {
		b.Write(read(name))
	}
	b.WriteString("})();\n")
	return b.Bytes()
})

var hubText = sync.OnceValue(func() []byte { return read("hub.js") })

func clientName() string { return "client." + short(clientText()) + ".js" }
func hubName() string    { return "hub." + short(hubText()) + ".js" }

func short(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:5])
}

func read(name string) []byte {
	text, err := client.ReadFile("client/" + name)
	if err != nil {
		panic(err) // the names are constants
	}
	return text
}
