package demo

import "math/rand/v2"

// dice draw the numbers of one agency, or of the text of one report. They work on
// whole numbers only: floating point may differ in the last digit from one
// machine to another, and the bytes of a demo archive may not.
type dice struct{ *rand.Rand }

// A purpose keeps the draws for different things apart, so that one draw more in
// a text does not change the tables.
type purpose uint64

const (
	forHistory purpose = iota
	forFigures
	forPapers
	forText
	forStyle
)

// newDice gives the dice of an agency for one purpose and year (0 where there is
// no year). No other agency, purpose or year changes what they show.
func newDice(seed uint64, agency int, p purpose, year int) dice {
	const spread = 0x9E3779B97F4A7C15 // 2⁶⁴ divided by the golden ratio: neighbours end up far apart
	return dice{rand.New(rand.NewPCG(seed*spread+uint64(p), uint64(agency)*spread+uint64(year)))}
}

// between gives a number from least to most, both included.
func (d dice) between(least, most int) int { return least + d.IntN(most-least+1) }

// oneIn says yes once in n times.
func (d dice) oneIn(n int) bool { return d.IntN(n) == 0 }

// about gives a number between 0 and twice the mean, near it more often than not.
func (d dice) about(mean int) int { return d.IntN(mean+1) + d.IntN(mean+1) }

// drift changes a level by up to a fifth.
func (d dice) drift(level int) int { return level * d.between(82, 119) / 100 }

// pick gives one of a list that is not empty.
func pick[T any](d dice, list []T) T { return list[d.IntN(len(list))] }

// weights are the chances of several outcomes, as running sums.
type weights []int

func newWeights(each []int) weights {
	w, sum := make(weights, len(each)), 0
	for i, weight := range each {
		sum += weight
		w[i] = sum
	}
	return w
}

// draw gives the index of an outcome.
func (d dice) draw(w weights) int {
	at := d.IntN(w[len(w)-1])
	for i, end := range w {
		if at < end {
			return i
		}
	}
	return len(w) - 1
}
