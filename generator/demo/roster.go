package demo

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/indexnumber"
)

// A place is a city or a part of it. None of the names is one of a real place.
type place struct {
	id, name string
	mark     string // its character in document numbers
}

// places are those of one city; the first is the city as a whole.
var places = []place{
	{"", "", "示"}, {"slq", "示例区", "例"}, {"jia", "甲区", "甲"}, {"yi", "乙区", "乙"}, {"bing", "丙区", "丙"}, {"ding", "丁区", "丁"},
	{"wu", "戊县", "戊"}, {"ji", "己县", "己"}, {"geng", "庚县", "庚"}, {"xin", "辛县", "辛"}, {"ren", "壬县", "壬"}, {"gui", "癸县", "癸"},
}

// The places below a city, a part of it, and a township.
var (
	districts = []string{"示例区", "甲区", "乙区", "丙区", "丁区", "戊县", "己县", "庚县", "辛县", "壬县", "癸县"}
	towns     = []string{"子镇", "丑街道", "寅乡", "卯镇", "辰街道", "巳镇", "午乡", "未镇"}
	villages  = []string{"东一村", "东二村", "西一村", "西二村", "南社区", "北社区"}
)

// inFirstRound is the number of posts that the city as a whole fills before the
// other places begin.
const inFirstRound = 8

// A seat is a post in a place.
type seat struct {
	place place
	post  *post
}

// newRoster lists the seats of a city: some of the city's own, then one of each
// place in turn, another post in each, so that small archives are mixed too.
func newRoster() []seat {
	var seats []seat
	for i := range inFirstRound {
		seats = append(seats, seat{places[0], &posts[i]})
	}
	for round := range posts {
		for i, place := range places {
			first := 0
			if i > 0 {
				first = 5*i + 4
			}
			p := &posts[(first+round)%len(posts)]
			taken := i == 0 && round < inFirstRound
			if !taken && (i > 0 || p.kind != township) {
				seats = append(seats, seat{place, p})
			}
		}
	}
	return seats
}

// An agency is one of the archive's, by its number from 0.
type agency struct {
	seat
	number int
	city   string
	id     string
	name   string
	code   string // a unified social credit code that cannot exist
}

// agencyAt gives an agency by its number. There is no last one: when the seats of
// a city are used up, another city begins.
func agencyAt(roster []seat, number int) agency {
	s, city := roster[number%len(roster)], number/len(roster)+1
	a := agency{seat: s, number: number, city: cityName(city), code: creditCode(number)}
	var id []string
	if city > 1 {
		id = append(id, fmt.Sprintf("c%d", city))
	}
	if s.place.id != "" {
		id = append(id, s.place.id)
	}
	a.id = strings.Join(append(id, s.post.id), "-")
	a.name = a.in(s.post.name)
	return a
}

// in gives the full name of a body of the agency's place.
func (a agency) in(body string) string { return a.city + a.place.name + body }

// nameIn gives the name in a year.
func (a agency) nameIn(year int) string {
	if a.post.former != "" && year <= a.post.formerUntil {
		return a.in(a.post.former)
	}
	return a.name
}

// below gives the places that the agency looks after.
func (a agency) below() []string {
	switch {
	case a.post.kind == township:
		return villages
	case a.place.id != "":
		return towns
	}
	return districts
}

// sibling gives the id of another post of the same place.
func (a agency) sibling(post string) string {
	return strings.TrimSuffix(a.id, a.post.id) + post
}

// aggregates says that the agency's report adds up those of others.
func (a agency) aggregates() bool { return a.id == "zf" }

// isPart says that the agency is one of those added up.
func (a agency) isPart() bool { return slices.Contains(aggregated, a.id) }

// digits are those of small numbers in Chinese.
var digits = []string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

func cityName(n int) string {
	if n == 1 {
		return "示例市"
	}
	return "示例" + numeral(n) + "市"
}

// numeral writes a number from 1: 十二, and digit by digit from 100: 一〇二.
func numeral(n int) string {
	switch {
	case n < 10:
		return digits[n]
	case n < 20:
		return "十" + strings.TrimPrefix(digits[n%10], "零")
	case n < 100:
		return digits[n/10] + "十" + strings.TrimPrefix(digits[n%10], "零")
	}
	var b strings.Builder
	for _, c := range fmt.Sprint(n) {
		b.WriteString(strings.ReplaceAll(digits[c-'0'], "零", "〇"))
	}
	return b.String()
}

// creditCode gives a code of the form of GB 32100 whose region 000000 does not
// exist, so that it is nobody's.
func creditCode(number int) string {
	body := fmt.Sprintf("YY%06d", number)
	check, _ := indexnumber.OrgCodeCheck(body)
	code := "11000000" + body + string(check)
	check, _ = indexnumber.CreditCodeCheck(code)
	return code + string(check)
}
