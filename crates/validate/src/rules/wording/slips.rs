//! Known slips: strings that are surely wrong in a report, each with its reason. A slip that is sometimes right says when.

use super::patterns::Pattern;

const SHAPE: (&str, &str) = ("字形相近而误", "a character that looks alike");
const SOUND: (&str, &str) = ("读音相同或相近而误", "a character that sounds alike");
const ACCOUNT: (&str, &str) =
    ("钱财、账目一义用“账”，“帐”只指帷幕", "accounts are written with the other character; this one means a curtain");
const ADVERB: (&str, &str) = ("修饰动词用“地”", "before a verb the adverb takes another particle");
const CUT: (&str, &str) = ("删改后留下的重复", "words left over from an edit");

const fn slip(wrong: &'static str, right: &'static str, why: (&'static str, &'static str)) -> Pattern {
    Pattern { wrong, right, not_after: "", not_before: "", why }
}

const fn but(
    wrong: &'static str,
    right: &'static str,
    not_after: &'static str,
    not_before: &'static str,
    why: (&'static str, &'static str),
) -> Pattern {
    Pattern { wrong, right, not_after, not_before, why }
}

/// The slips.
pub(super) const SLIPS: &[Pattern] = &[
    // Money and accounts.
    slip("拔付", "拨付", SHAPE),
    slip("拔款", "拨款", SHAPE),
    slip("划拔", "划拨", SHAPE),
    slip("调拔", "调拨", SHAPE),
    slip("下拔", "下拨", SHAPE),
    slip("帐户", "账户", ACCOUNT),
    slip("帐目", "账目", ACCOUNT),
    slip("帐面", "账面", ACCOUNT),
    slip("帐簿", "账簿", ACCOUNT),
    slip("台帐", "台账", ACCOUNT),
    slip("到帐", "到账", ACCOUNT),
    slip("入帐", "入账", ACCOUNT),
    slip("记帐", "记账", ACCOUNT),
    slip("转帐", "转账", ACCOUNT),
    slip("对帐", "对账", ACCOUNT),
    slip("专帐", "专账", ACCOUNT),
    slip("予算", "预算", SOUND),
    but("予计", "预计", "给准不", "", SOUND),
    slip("决祘", "决算", SHAPE),
    slip("绩郊", "绩效", SHAPE),
    slip("缋效", "绩效", SHAPE),
    // Verbs of administration.
    slip("按装", "安装", SOUND),
    slip("按排", "安排", SOUND),
    slip("布署", "部署", SOUND),
    slip("复盖", "覆盖", SOUND),
    slip("覆行", "履行", SHAPE),
    slip("追朔", "追溯", SHAPE),
    slip("贯撤", "贯彻", SHAPE),
    slip("贯澈", "贯彻", SHAPE),
    slip("防犯", "防范", SOUND),
    slip("防碍", "妨碍", SOUND),
    slip("渡假", "度假", SOUND),
    slip("座落", "坐落", SOUND),
    slip("泻露", "泄露", SOUND),
    but("导至", "导致", "引疏指向诱传辅教督", "", SOUND),
    slip("建立建全", "建立健全", SOUND),
    slip("建全制度", "健全制度", SOUND),
    slip("建全机制", "健全机制", SOUND),
    slip("建全完善", "健全完善", SOUND),
    but("己经", "已经", "自", "", SHAPE),
    but("巳经", "已经", "", "", SHAPE),
    but("己完成", "已完成", "自知异利", "", SHAPE),
    slip("巳完成", "已完成", SHAPE),
    slip("等侯", "等候", SHAPE),
    slip("气侯", "气候", SHAPE),
    slip("侯选", "候选", SHAPE),
    slip("竟争", "竞争", SHAPE),
    slip("竟价", "竞价", SHAPE),
    slip("竟标", "竞标", SHAPE),
    slip("既使", "即使", SOUND),
    slip("另部件", "零部件", SOUND),
    slip("再接再励", "再接再厉", SOUND),
    slip("穿流不息", "川流不息", SOUND),
    slip("按步就班", "按部就班", SOUND),
    slip("发扬广大", "发扬光大", SOUND),
    slip("坚难", "艰难", SOUND),
    slip("坚巨", "艰巨", SOUND),
    slip("松驰", "松弛", SHAPE),
    slip("幅射", "辐射", SHAPE),
    slip("有侍", "有待", SHAPE),
    slip("亟侍", "亟待", SHAPE),
    slip("急待解决", "亟待解决", SOUND),
    slip("隐串", "隐患", SHAPE),
    slip("隐怠", "隐患", SHAPE),
    // 截止 takes no date.
    Pattern {
        wrong: "截止#",
        right: "截至#",
        not_after: "",
        not_before: "",
        why: ("“截止”后不能带时间，应用“截至”或“截止到”", "this verb takes no date; the other one does"),
    },
    slip("截止目前", "截至目前", ("“截止”后不能带时间，应用“截至”", "this verb takes no date; the other one does")),
    slip("截止今年", "截至今年", ("“截止”后不能带时间，应用“截至”", "this verb takes no date; the other one does")),
    // Adverbs with the particle of adjectives: surely wrong where 了 follows the verb.
    slip("有效的??了", "有效地??了", ADVERB),
    slip("积极的??了", "积极地??了", ADVERB),
    slip("充分的??了", "充分地??了", ADVERB),
    slip("全面的??了", "全面地??了", ADVERB),
    slip("深入的??了", "深入地??了", ADVERB),
    slip("扎实的??了", "扎实地??了", ADVERB),
    slip("切实的??了", "切实地??了", ADVERB),
    slip("稳步的??了", "稳步地??了", ADVERB),
    slip("明显的??了", "明显地??了", ADVERB),
    slip("显著的??了", "显著地??了", ADVERB),
    slip("进一步的??了", "进一步地??了", ADVERB),
    slip("不断的??了", "不断地??了", ADVERB),
    slip("及时的??了", "及时地??了", ADVERB),
    slip("有力的??了", "有力地??了", ADVERB),
    // What edits leave behind.
    // Behind 全 it is a doubled word, which is found as one.
    but("生产安全生产", "安全生产", "全", "", CUT),
    slip("达标化文件", "达标文件", CUT),
    slip("标准化化", "标准化", CUT),
];
