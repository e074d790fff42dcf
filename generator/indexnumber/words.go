package indexnumber

// Kinds gives the names of the kinds of segments.
func Kinds() []string {
	return []string{string(Const), string(Coded), string(Enum), string(Year), string(YearMonth), string(Date), string(Serial)}
}

// Charsets gives the names of the character sets.
func Charsets() []string {
	names := make([]string, len(charsets))
	for i, c := range charsets {
		names[i] = string(c.set)
	}
	return names
}

// Checks gives the names of the rules for check characters.
func Checks() []string { return []string{string(GB11714), string(GB32100)} }
