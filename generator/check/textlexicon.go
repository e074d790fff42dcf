package check

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// A tag says what a word of the prose tells about the numbers beside it.
type tag uint64

// The tags.
const (
	tagFiller       tag = 1 << iota // says nothing about what is counted
	tagNumber                       // a number itself
	tagComma                        // ，
	tagColon                        // ：
	tagOpening                      // （
	tagClosing                      // ）
	tagList                         // 、 和 及: joins what is counted together
	tagStop                         // 。；
	tagAbout                        // 政府信息公开: disputes and applications are about it
	tagAmong                        // 其中
	tagSum                          // 共
	tagEach                         // 各
	tagRespectively                 // 分别
	tagShare                        // 占
	tagCurrent                      // 本年
	tagPrevious                     // 上年
	tagNext                         // 下年
	tagElsewhen                     // 上半年
	tagCompared                     // 同比, 增加
	tagElsewhere                    // 下属单位: other bodies
	tagRegion                       // 全市: for a government itself, for a department others
	tagPart                         // 市本级: of a government only a part
	tagChannel                      // 网上: a part of the applications
	tagRegarding                    // 涉及: what follows narrows down what is counted
	tagAlien                        // 来信: not an application
	tagApply                        // 申请
	tagReceive                      // 收到
	tagFresh                        // 新收
	tagAnswer                       // 答复
	tagHandle                       // 办理
	tagTimely                       // 按期
	tagCarry                        // 结转
	tagUnderway                     // 正在办理
	tagResult                       // 予以公开; cell is the row
	tagKind                         // 自然人; cell is the column
	tagDispute                      // 行政复议; cell is the row
	tagOutcome                      // 维持; cell is the column
	tagDocument                     // 规范性文件; cell is the row
	tagPlain                        // 规范性文件 without 行政: others may be meant too
	tagIssue                        // 制发
	tagIssueAny                     // 出台: the table's word is 制发
	tagRepeal                       // 废止
	tagValid                        // 现行有效
	tagRevise                       // 修改
	tagProcessed                    // 审核: what is done to documents that are not this year's
	tagPublish                      // 公布
	tagDecision                     // 行政许可; cell is the row
	tagDecide                       // 作出
	tagFee                          // 行政事业性收费
	tagAbsent                       // 未收到, 无
	tagCause                        // 因, 引发
	tagOwn                          // 我局: the report's body again
	tagNotOutcome                   // 不服: the dispute before it is no result
)

// A meaning is a list of words that say one thing.
type meaning struct {
	tag   tag
	cell  string // the part of a cell's name that the words stand for
	words string
}

const fiveOrganizations = "business+research+charity+legal+other"

// vocabulary is the words by which the prose of reports speaks of its tables. Of words
// that begin alike the longest is read.
var vocabulary = []meaning{
	{tagAbout, "", "政府信息公开 信息公开 政务公开 政府信息 政务信息公开 政府信息公开工作 政府信息公开方面 政务公开工作 政府信息公开类"},
	{tagFiller, "", "的 了 均 已 也 为 是 由 累计 合计 数量 总量 总数 总数量 数 量 件数 案件 案件数 案件数量 事项 情况 情形 来自 提出 提起 有效 被 就 对 将 于 在 年末 年底 截至 公民 申请人 公众 群众 社会公众 以来 工作 依法 全部 全部的 各类 各种渠道 各渠道 多种渠道 线上线下 通过各种渠道 通过各类渠道 通过多种渠道 办理结果 办理情况 处理结果 一年来 期间 年内 共计 总计 总共 总金额 金额 收入 余下 剩余 尚有 仍有 另有 另外 还有 有 中 等 这 该 上述 连同 加上 包括 包含 含 即 达 达到 申请公开政府信息 规范 高效 及时 认真 妥善 发生 产生 受到 涉及的 进行 作出答复 决定的 予以 给予 给出 结果为 经 后 并 继续 类型 方式 请求 书面 法定期限内 规定期限内 法定时限内 规定时限内 法定时间内 规定时间内 期限内 人提出 办件 件 而 出现 申诉 提请 提请的 已按照 按照规定 规定时限 程序 依法依规 政府 相关 有关的 办理的 处理的 答复的 全区各级 各级 各有关单位 各单位 行政机关 无正当理由 我 本"},
	{tagOwn | tagFiller, "", "我局 本局 我办 我委 我厅 我镇 我乡 本机关 本单位 本部门 我市 我县 我区 我单位 本办 本委 本镇 本乡 我街道 本街道 我中心 本中心"},
	{tagFiller, "", "公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 公民、法人和其它组织 自然人、法人和其他组织 自然人、法人或其他组织 自然人、法人或者其他组织 公民和法人 公民、法人 申请人提出"},
	{tagList, "", "和 及 与 以及 或 或者"},
	{tagAmong, "", "其中"},
	{tagSum, "", "共 一共 共有 共收"},
	{tagEach, "", "各 各为 各有 均为 都是 都为"},
	{tagRespectively, "", "分别 分别为 分别是 分别有 依次为"},
	{tagShare, "", "占 占比 占比为 占比达 占总数的 占总量的 占全部申请的 占申请总数的 占申请总量的 占比约"},
	{tagCurrent, "", "今年 本年 本年度 全年 当年 年度内"},
	{tagPrevious, "", "上年 上年度 上一年 上一年度 去年 往年 上年末 上年底 前一年 前一年度"},
	{tagNext, "", "下年 下年度 下一年 下一年度 次年 明年 翌年 跨年 跨年度"},
	{tagElsewhen, "", "上半年 下半年 季度 历年 上年同期 去年同期 近年来 五年来 上个月 每月 每年 月均 年均 日均"},
	{tagCompared, "", "同比 环比 相比 对比 较上 较去 较前 较2 比上 比去 比前 比2 增加 减少 增长 下降 上升 降低 增幅 降幅 增至 降至 减至 翻番"},
	{tagElsewhere, "", "下属 所属 直属 基层单位 二级单位 局属 系统单位 全系统 本系统 派出机构 村居 村（社区） 各村 各社区 镇街 各街道 各镇 各乡镇 各县 县区 各县区 各区县 市区两级 区直 市直 县直 指导 协助 转交 移送"},
	{tagRegion, "", "全市 全区 全县 全省 全州 各县（市、区） 全市各级 全区各级 全县各级 全市各级行政机关 全区各部门 全市各部门 全县各部门 各部门 各级各部门"},
	{tagPart, "", "市本级 区本级 县本级 本级政府 市政府 区政府 县政府 办公室 政府办 政府办公室 市级部门 区级部门 县级部门 市政府部门 区政府部门 县政府部门"},
	{tagChannel, "", "网上 网络 信函 来函 邮寄 寄送 当面 现场 电子邮件 邮件 邮箱 传真 线上 线下 平台 窗口 快递 口头 渠道 网站 延期 逾期 超期 补正 撤回 转办 移交 批量 同一申请人 同一人 重点 疑难 复杂 征求 减免 滥用 简易 依职权"},
	{tagRegarding, "", "涉及 关于 有关 方面 领域 类 针对 围绕 主要 集中"},
	{tagAlien, "", "主动公开 建议 提案 建议提案 意见 工单 热线 来信 来访 信件 信访 信访件 投诉 举报 咨询 留言 申请表 申请平台 申请系统 申请流程 申请渠道 申请入口 申请指南 申请书模板 公文 栏目 案例 解读 图解 问题 复议决定书 行政复议决定书 处罚决定书 许可申请 行政许可申请 救助申请 补贴申请 登记申请 参保 办结率 答复率 办理率 满意率 满意度 证明 证照 政务服务 服务事项 意见建议 12345 信访事项 案卷评查"},
	{tagApply | tagAbout, "", "依申请公开 依申请 依申请公开申请 依申请公开事项 依申请公开件 政府信息公开申请 信息公开申请 政府信息申请 依申请公开政府信息 政府信息依申请公开 依申请公开政府信息申请 政务公开申请"},
	{tagApply, "", "申请 公开申请 申请件 申请书 申请公开 申请事项"},
	{tagReceive, "", "收到 受理 接收 接到 收悉 收件 接受 登记 共收到"},
	{tagFresh, "", "新收 新收到 新增 新受理 新接收 本年新收 本年度新收 当年新收 今年新收"},
	{tagAnswer, "", "答复 办结 办理完毕 办理完结 回复 办复 处理完毕 作出答复 完成办理 完成答复 办理答复 答复办理 已办结 已答复"},
	{tagHandle, "", "办理 处理 受理办理"},
	{tagTimely, "", "按期 按时 如期"},
	{tagCarry, "", "结转 转结 转入 延续 顺延 延至 遗留 留转 转至 移至 结转至 结转到 延续至 顺延至 顺延到 结转办理 结转的"},
	{tagCarry | tagPrevious, "", "结转上年 结转上年度 承接上年 承接上年度"},
	{tagUnderway, "", "正在办理 正在办理中 尚在办理 尚在办理中 仍在办理 仍在办理中 办理中 在办 未办结 尚未办结 未答复 尚未答复 待办 待办理 未到答复期 在办理期限内 未办理完毕"},

	{tagResult, "granted", "予以公开 同意公开 准予公开 给予公开 全部公开 全部予以公开 予以全部公开 答复公开 决定公开 予以公开的"},
	{tagResult, "partial", "部分公开 予以部分公开 部分予以公开 同意部分公开 作部分公开 部分公开的 区分处理"},
	{tagResult, "denied.*", "不予公开 不予以公开 不同意公开 决定不予公开 不予公开的"},
	{tagResult, "unable.*", "无法提供 不能提供 无法提供的"},
	{tagResult, "refused.*", "不予处理 不予处理的"},
	{tagResult, "other.*", "其他处理 其它处理 作其他处理 其他处理的"},
	{tagResult, "denied.state_secret", "属于国家秘密 涉及国家秘密 国家秘密"},
	{tagResult, "denied.law_forbidden", "其他法律行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开 法律法规禁止公开"},
	{tagResult, "denied.three_safety", "三安全一稳定 危及“三安全一稳定”"},
	{tagResult, "denied.third_party", "保护第三方合法权益 第三方合法权益"},
	{tagResult, "denied.internal_affairs", "属于三类内部事务信息 三类内部事务信息 内部事务信息 属于内部事务信息"},
	{tagResult, "denied.process_info", "属于四类过程性信息 四类过程性信息 过程性信息 属于过程性信息"},
	{tagResult, "denied.enforcement_file", "属于行政执法案卷 行政执法案卷 执法案卷"},
	{tagResult, "denied.admin_query", "属于行政查询事项 行政查询事项"},
	{tagResult, "unable.not_held", "本机关不掌握相关政府信息 不掌握相关政府信息 本机关不掌握 本机关不掌握相关信息"},
	{tagResult, "unable.must_create", "没有现成信息需要另行制作 没有现成信息 需要另行制作 需另行制作"},
	{tagResult, "unable.unclear_after_correction", "补正后申请内容仍不明确 补正后仍不明确"},
	{tagResult, "refused.petition", "信访举报投诉类申请 信访举报投诉类 信访、举报、投诉类申请"},
	{tagResult, "refused.repeated", "重复申请"},
	{tagResult, "refused.publication", "要求提供公开出版物 公开出版物"},
	{tagResult, "refused.mass_repeated", "无正当理由大量反复申请 大量反复申请"},
	{tagResult, "refused.confirm_or_reissue", "要求行政机关确认或重新出具已获取信息"},
	{tagResult, "other.no_correction", "申请人无正当理由逾期不补正 无正当理由逾期不补正 逾期不补正"},
	{tagResult, "other.unpaid", "申请人逾期未按收费通知要求缴纳费用 逾期未按收费通知要求缴纳费用 逾期未缴费 逾期未缴纳费用"},

	{tagKind, "natural", "自然人 自然人申请 公民个人 个人申请 公民申请"},
	{tagKind, "business", "商业企业"},
	{tagKind, "research", "科研机构"},
	{tagKind, "charity", "社会公益组织"},
	{tagKind, "legal", "法律服务机构"},
	{tagKind, fiveOrganizations, "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人或其它组织 法人和其它组织 法人与其他组织 法人组织"},

	{tagDispute, "reconsideration", "行政复议 复议 复议案件 行政复议案件 申请行政复议 申请复议"},
	{tagDispute, "litigation_direct+litigation_after", "行政诉讼 诉讼 诉讼案件 行政诉讼案件 提起行政诉讼 提起诉讼 行政应诉 行政应诉案件"},
	{tagDispute, "litigation_direct", "未经复议直接起诉 未经行政复议直接起诉 直接起诉 直接提起行政诉讼 未经复议直接提起行政诉讼 未经行政复议直接提起行政诉讼 未经复议直接提起诉讼"},
	{tagDispute, "litigation_after", "复议后起诉 行政复议后起诉 经复议后起诉 经行政复议后起诉 复议后提起诉讼 复议后提起行政诉讼 经复议后提起行政诉讼 经行政复议后提起行政诉讼 行政复议后提起行政诉讼"},
	{tagOutcome, "upheld", "维持 结果维持 予以维持 被维持 决定维持 维持原行政行为"},
	{tagOutcome, "corrected", "纠正 结果纠正 予以纠正 被纠正 纠错 被纠错 依法纠正"},
	{tagOutcome, "other", "其他结果 其它结果 结果为其他"},
	{tagOutcome, "pending", "尚未审结 未审结 正在审理 正在审理中 尚在审理 尚在审理中 仍在审理 审理中 待审结 尚未办结的案件"},
	{tagNotOutcome, "", "审理 复议机关 复议机构 复议局 不服 一审 二审 再审 胜诉 败诉 撤诉 出庭 应诉率 开庭 驳回 撤销 调解 一审案件 二审案件"},

	{tagDocument, "normative", "行政规范性文件"},
	{tagDocument | tagPlain, "normative", "规范性文件"},
	{tagDocument, "rules", "规章 政府规章 市政府规章 地方政府规章"},
	{tagIssue, "", "制发 新制发 新制作"},
	{tagIssue | tagIssueAny, "", "制定 制定出台 制定印发 出台 印发 制定发布 新制定 印发出台 发布实施"},
	{tagPublish, "", "发布 公开 公布 新增公开 新公开"},
	{tagRepeal, "", "废止 宣布废止"},
	{tagValid, "", "现行有效 继续有效"},
	{tagRevise, "", "修改 修订 失效 宣布失效"},
	{tagProcessed, "", "清理 审核 审查 备案 评估 起草 上传 录入 梳理 报送 转载 保留 党委 党组 党内 党工委 联合 合法性审查 合法性审核"},
	{tagDecision, "licensing", "行政许可"},
	{tagDecision, "penalty", "行政处罚"},
	{tagDecision, "coercion", "行政强制 行政强制措施"},
	{tagDecide, "", "作出 做出 决定 处理决定 作出处理决定"},
	{tagPublish, "", "公示 归集 推送 双公示"},
	{tagFee, "fees", "行政事业性收费 行政事业性收费金额"},
	{tagAbsent, "", "未收到 没有收到 未接到 没有接到 未接收 没有接收 未受理 没有受理 未收 无 没有 未发生 没有发生 未产生 没有产生 未出现 不涉及 未涉及 不存在 未有 尚未收到 暂未收到 从未收到 未曾收到 未收到过 没有收到过 暂无 并无 均无 未新收 未新增 零 未引发 未引起 未被 没有被 未办理 没有新收 未接受"},
	{tagAbsent | tagCause, "", "未因 没有因 无因"},
	{tagCause, "", "因 引发 引起 导致 由此 因此 引发的 引起的 导致的 产生的 因而"},
}

// A token is a word of the tagWords, a number or a mark, where it stands in a passage.
type token struct {
	tag        tag
	cell       string
	start, end int
	unknown    int // characters since the token before that no word accounts for
	quantity   int // of a number: which of the passage's; otherwise negative
}

// An entry is one word of the tagWords.
type entry struct {
	word string
	tag  tag
	cell string
}

const firstHan, lastHan = 0x4E00, 0x9FFF

// A wordList finds words by their first two characters, which are always Chinese.
type wordList struct {
	first [lastHan - firstHan + 1]bool // characters that words begin with
	slots [1 << wordBits][]entry       // the longest first; shared by some
}

const wordBits = 12

// slotOf gives the slot of words that begin with six bytes; of those of one
// character with the three of it.
func slotOf(s string) uint32 {
	h := uint32(s[0])<<16 | uint32(s[1])<<8 | uint32(s[2])
	if len(s) >= 6 {
		h ^= (uint32(s[3])<<16 | uint32(s[4])<<8 | uint32(s[5])) * 0x9E3779B1
	}
	return h * 0x85EBCA6B >> (32 - wordBits)
}

var tagWords = sync.OnceValue(func() *wordList {
	l := &wordList{}
	seen := map[string]bool{}
	for _, m := range vocabulary {
		for _, w := range strings.Fields(m.words) {
			r, _ := utf8.DecodeRuneInString(w)
			if seen[w] || r < firstHan || r > lastHan {
				continue // the first that has a word says what it means
			}
			seen[w] = true
			l.first[r-firstHan] = true
			at := slotOf(w)
			l.slots[at] = append(l.slots[at], entry{w, m.tag, m.cell})
		}
	}
	for i := range l.slots {
		slices.SortStableFunc(l.slots[i], func(a, b entry) int { return len(b.word) - len(a.word) })
	}
	return l
})

// longest gives the longest word that a text begins with; nil for none.
func (l *wordList) longest(s string) *entry {
	for _, head := range [2]string{s, s[:3]} {
		words := l.slots[slotOf(head)]
		for i := range words {
			if strings.HasPrefix(s, words[i].word) {
				return &words[i]
			}
		}
	}
	return nil
}

// A scan is a passage cut into tokens.
type scan struct {
	words      *wordList
	tokens     []token
	quantities []quantity
	unknown    int
}

func (s *scan) add(t tag, cell string, start, end, quantity int) {
	s.tokens = append(s.tokens, token{t, cell, start, end, s.unknown, quantity})
	s.unknown = 0
}

// read cuts a text into tokens.
func (s *scan) read(text string) {
	s.tokens, s.quantities, s.unknown = s.tokens[:0], s.quantities[:0], 0
	s.more(text, 0, len(text))
}

// more cuts a part of a text into tokens. What stands in 《》 is a title and says
// nothing.
func (s *scan) more(text string, from, to int) {
	s.words = tagWords()
	for i := from; i < to; {
		b := text[i]
		switch {
		case b >= '0' && b <= '9':
			i = s.number(text, i)
		case b < 0x80:
			s.ascii(b, i)
			i++
		case b >= 0xE4 && b <= 0xE9 && i+2 < len(text):
			i = s.han(text, i)
		case b == 0xE3 || b == 0xEF:
			i = s.mark(text, i)
		case b >= 0xF0:
			s.unknown++
			i += 4
		case b >= 0xE0:
			i += 3 // quotation marks and dashes
		default:
			i += 2
		}
	}
}

func (s *scan) number(text string, at int) int {
	q, end := readNumber(text, at)
	switch q.kind {
	case isCount, isYear, isMonth:
		s.add(tagNumber, "", q.start, max(q.after, end), len(s.quantities))
		s.quantities = append(s.quantities, q)
	default:
		s.unknown++
	}
	return end
}

func (s *scan) ascii(b byte, at int) {
	switch b {
	case ',':
		s.add(tagComma, "", at, at+1, -1)
	case ':':
		s.add(tagColon, "", at, at+1, -1)
	case ';', '!', '?', '\n':
		s.add(tagStop, "", at, at+1, -1)
	case '(':
		s.add(tagOpening, "", at, at+1, -1)
	case ')':
		s.add(tagClosing, "", at, at+1, -1)
	case ' ', '"', '\'':
	default:
		s.unknown++
	}
}

// han reads the character of Chinese at a place, with those of its word.
func (s *scan) han(text string, at int) int {
	r := rune(text[at]&0x0F)<<12 | rune(text[at+1]&0x3F)<<6 | rune(text[at+2]&0x3F)
	if r < firstHan || r > lastHan {
		s.unknown++
		return at + 3
	}
	if s.words.first[r-firstHan] {
		if e := s.words.longest(text[at:]); e != nil && (e.word != "零" || !zeroCount(text, at)) {
			s.add(e.tag, e.cell, at, at+len(e.word), -1)
			return at + len(e.word)
		}
	}
	if numeralDigit(r) >= 0 || numeralScale(r) > 0 {
		return s.number(text, at)
	}
	s.unknown++
	return at + 3
}

// zeroCount says that 零 is a number, 零件 or 为零, and not a word: 零申请.
func zeroCount(text string, at int) bool {
	q, _ := readNumber(text, at)
	return q.kind == isCount
}

// longTitle is how many bytes a title in 《》 may have.
const longTitle = 400

// mark reads a full-width mark, digit or blank.
func (s *scan) mark(text string, at int) int {
	if at+2 >= len(text) {
		return at + 1
	}
	if digitLen(text[at:]) > 0 {
		return s.number(text, at)
	}
	t := tag(0)
	switch text[at : at+3] {
	case "，":
		t = tagComma
	case "：":
		t = tagColon
	case "（":
		t = tagOpening
	case "）":
		t = tagClosing
	case "、":
		t = tagList
	case "。", "；", "！", "？":
		t = tagStop
	case "《", "〈":
		if end := strings.Index(text[at:min(len(text), at+longTitle)], "》"); end > 0 {
			return at + end + len("》")
		}
	case "〇":
		return s.number(text, at)
	}
	if t != 0 {
		s.add(t, "", at, at+3, -1)
	}
	return at + 3
}
