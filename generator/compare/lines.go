package compare

// Blocks gives the blocks of a Markdown text in the form in which texts are
// compared: put together they are what Text gives.
func Blocks(body string) []string { return blocks(body) }

// Sentences cuts a line or block into its sentences, a line of a table into its
// cells. Put together they are the text.
func Sentences(text string) []string {
	if text == "" {
		return nil
	}
	all := sentences(text)
	if text[len(text)-1] != '\n' {
		all = all[:len(all)-1]
	}
	return all
}

// A Match is a place in an old list and one in a new list that hold the same.
type Match struct{ Old, New int }

// Matches gives what two lists have in common in the same order.
func Matches(old, new []string) []Match {
	pairs := common(old, new)
	matches := make([]Match, len(pairs))
	for i, p := range pairs {
		matches[i] = Match{p.old, p.new}
	}
	return matches
}
