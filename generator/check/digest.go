package check

// A Digest is what is kept of a report's text to compare it with others.
type Digest struct{}

func digest(*Subject) Digest { return Digest{} }
