package check

// A WordList is a list of words that an archive brings: content/words/*.toml.
type WordList struct{}
