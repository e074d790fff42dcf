package demo

// problems is the section on what is wrong and how it is to be mended.
func problems(t *text, characters int) {
	count := min(max(2, characters/130), 5)
	t.part("（一）存在的主要问题", "对照条例和公众期待，主要问题是：")
	for t.nth = 1; t.nth <= count; t.nth++ {
		t.sentence("problem")
		t.end()
	}
	t.part("（二）改进措施", "针对上述问题，将采取以下措施：")
	for t.nth = 1; t.nth <= count; t.nth++ {
		t.measure()
	}
	if t.habits.listed {
		t.out.WriteByte('\n')
	}
}

// part begins a part of a section by a heading, or by words.
func (t *text) part(heading, words string) {
	if t.habits.headings {
		t.line("### %s", heading)
		return
	}
	t.add(words)
	t.end()
}

// measure writes one measure, as an item of a list where the agency does so.
func (t *text) measure() {
	if !t.habits.listed {
		t.add(digits[t.nth] + "是")
		t.sentence("measure")
		t.end()
		return
	}
	t.addf("%d. ", t.nth)
	t.sentence("measure")
	t.out.Write(append(t.paragraph, '\n'))
	t.paragraph = t.paragraph[:0]
}
