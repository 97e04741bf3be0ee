//! Clauses that take one thing or another and were given both, or in another order.

use super::{does_not_belong, unclear_else};
use crate::diagnostics::{Applicability, Diagnostic, Edit, Fix};
use crate::syntax::Rule;
use crate::syntax::keywords::printed;
use crate::text::{Language, Span, Words};
use crate::words;

/// A joint cap within another.
pub(in super::super) fn joint_cap_in_another(span: Span) -> Diagnostic {
    does_not_belong(span, words!("a joint cap stands within another", "合计上限之内又有合计上限"))
        .note(words!("a joint cap holds for single clauses of `add` or `deduct`", "合计上限只管其花括号内的各条“加”或“扣”"))
        .help(words!("put it behind the `}}` of the one around it, or leave it out", "请移到外层“}}”之后，或删去"))
}

/// A straight line where one number of points stands.
pub(in super::super) fn line_without_band(span: Span) -> Diagnostic {
    super::line_outside_band(span, None).help(words!("write one number of points", "请只写一个分数"))
}

/// Two numbers where the judge of a state has room between them, or one number stands.
pub(in super::super) fn line_in_state(span: Span, low: &str, high: &str, language: Language) -> Diagnostic {
    let mut found = super::line_outside_band(span, None);
    found.notes.clear();
    let meant = match language {
        Language::English => format!("{} {low} {} {high}", printed(Rule::kw_between, language), printed(Rule::kw_and, language)),
        Language::Chinese => format!("{low} {} {high} {}", printed(Rule::kw_with, language), printed(Rule::kw_in_between, language)),
    };
    let help = words!(
        "write `{m}` if the judge chooses between them, else one number of points",
        "由评定人在两数之间打分的，写作“{m}”；否则只写一个分数",
        m = meant
    );
    found.help(help).fix(words!("write `{m}`", "写作“{m}”", m = meant), span, meant, Applicability::MaybeIncorrect)
}

/// `otherwise 0`, `otherwise steps` behind a method.
pub(in super::super) fn otherwise_ends_chain(span: Span, word: &str, meant: &str, edit: Edit) -> Diagnostic {
    let message = words!("`{w}` belongs in tables; behind a method stands `else`", "“{w}”只用在表中；评价方式之后写“否则”", w = word);
    let found = does_not_belong(span, message)
        .note(words!(
            "`else` says what counts when the method above cannot be applied, for want of data",
            "“否则”写明上面的评价方式因数据缺报而无法适用时如何计"
        ))
        .help(words!("write `{m}`", "写作“{m}”", m = meant));
    super::with_edits(found, vec![edit])
}

/// `quantify x points`: nothing says how many.
pub(in super::super) fn points_behind_quantify(span: Span, typed: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` does not say how the value becomes points", "“{t}”没有写明数值怎样换算成分数", t = typed)).help(
        words!(
            "write rows in braces, `from … to …`, `in proportion to …`, `using …` or `at most …` here",
            "请在此写花括号内的各行、“从 … 到 …”、“按比例对 …”、“按 … 标准”或“不超过 …”"
        ),
    )
}

/// `let rate is a ÷ b`, 让 率 为 …
pub(in super::super) fn definition(span: Span, typed: &str, meant: &str, edits: Vec<Edit>) -> Diagnostic {
    let found = super::other_words(span, typed, meant);
    super::with_edits(found, edits)
}

/// A judge's room where nobody judges.
pub(in super::super) fn room_without_judge(span: Span) -> Diagnostic {
    super::room_outside_state(span).help(words!("write one number of points", "请只写一个分数"))
}

/// A condition behind `for each` or `for every`, both in their written spelling.
pub(in super::super) fn condition_behind_times(span: Span, when: &str, times: &str, entries: bool) -> Diagnostic {
    let message =
        words!("a clause has `{times}` or `{when}`, not both", "同一条款中“{times}”与“{when}”只能有一个", times = times, when = when);
    let found = does_not_belong(span, message);
    if entries {
        found
            .help(words!("choose the entries with `where`: `for each … in … where …`", "用“其中”挑选记录：“每有一次 … 中的 … 其中 … 扣 …”"))
    } else {
        found.help(words!(
            "put the condition into the number: `deduct (if … then 1 else 0) for every …`",
            "把条件写进分数：“… 扣 (若 … 则 1 否则 0)”"
        ))
    }
}

/// `otherwise` among the rows of a state.
pub(in super::super) fn otherwise_in_state(span: Span, word: &str) -> Diagnostic {
    let message = words!("a state has no `{w}`", "“描述”中没有“{w}”", w = word);
    does_not_belong(span, message)
        .note(words!("the judge names one value of the choice, and each of them has its row", "评定人选定选项中的一个值，每个值各有一行"))
        .help(words!("write a row for each value that is left", "请为其余的每个值各写一行"))
}

/// `steps in order reached`
pub(in super::super) fn steps_two_ways(span: Span) -> Diagnostic {
    let message = words!("steps are counted `in order` or as far as `reached`, not both", "步骤或“依次”计分，或“按进度”计分，不能并用");
    does_not_belong(span, message).help(words!(
        "write `steps in order` to add up what is done without a gap, `steps reached` for the points of the furthest step",
        "逐步累加、中断即止的写“步骤 依次”，只取最远一步分数的写“步骤 按进度”"
    ))
}

/// Something else than a method behind the `from` of an expectation.
pub(in super::super) fn no_such_method(span: Span, written: &str, meant: Option<&str>) -> Diagnostic {
    let message = words!("expected a method, found `{w}`", "应为评价方式，却是“{w}”", w = written);
    if let Some(meant) = meant {
        let title = words!("did you mean `{m}`?", "是否应为“{m}”？", m = meant);
        return does_not_belong(span, message).fix(title, span, meant, Applicability::MaybeIncorrect);
    }
    does_not_belong(span, message).help(words!(
        "write `quantify`, `steps`, `state`, `survey`, `start` or `compete`; leave `from` out where none of them scores",
        "写“量化”、“步骤”、“描述”、“测评”、“起评分”或“评比”；得分不出自其中任何一种时，删去“来自”"
    ))
}

/// A field of an entry that is said to be missing.
pub(in super::super) fn missing_in_entry(span: Span, word: &str) -> Diagnostic {
    does_not_belong(span, words!("expected a value, found `{w}`", "应为数值或名称，却是“{w}”", w = word))
        .help(words!("leave out the fields of an entry that are empty", "记录中空着的栏目，请整个略去"))
}

/// Something looser than arithmetic without brackets, in the points of a clause; `value` is all that belongs between them.
pub(in super::super) fn needs_brackets(span: Span, word: &str, value: &str, default: bool, edits: Vec<Edit>) -> Diagnostic {
    let message = words!("a value with `{w}` stands in brackets here", "带“{w}”的值在此要加括号", w = word);
    let mut found = if default { unclear_else(span, message) } else { does_not_belong(span, message) };
    if default {
        found = found.note(words!("without them it could be the next method of the chain", "不加括号，就可能是下一种评价方式"));
    }
    let title = words!("write `({v})`", "写作“({v})”", v = value);
    found.help = Some(title.clone());
    found.fix = Some(Fix { title, edits, applicability: Applicability::MaybeIncorrect });
    found
}

/// `lowest of coverage, effect`
pub(in super::super) fn list_without_brackets(span: Span, word: &str, list: &str, edits: Vec<Edit>) -> Diagnostic {
    let message = words!("what `{w}` takes stands in brackets", "“{w}”所取的各值要加括号", w = word);
    let help = words!("write `({v})`", "写作“({v})”", v = list);
    super::with_edits(does_not_belong(span, message).help(help), edits)
}

/// 最低为 良好 当 …
pub(in super::super) fn lowest_grade(span: Span, typed: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}`: no row lifts a grade", "“{t}”：等次没有下限", t = typed))
        .note(words!("a grade is limited from above alone", "等次只能规定最高到哪一等"))
        .help(words!(
            "write `at most …` for a limit from above, or a condition for each grade",
            "限定最高等次的写作“最高为 …”，或逐等写明条件"
        ))
}

/// 加 1 每有一次 表扬
pub(in super::super) fn counted_comes_first(span: Span, word: &str, meant: &str, edits: Vec<Edit>) -> Diagnostic {
    let mut found = does_not_belong(span, words!("`{w}` comes before what is added or deducted", "“{w}”应写在加分或扣分之前", w = word));
    let title = words!("write `{m}`", "写作“{m}”", m = meant);
    found.help = Some(title.clone());
    found.fix = Some(Fix { title, edits, applicability: Applicability::MaybeIncorrect });
    found
}

/// What is counted, said in another manner.
pub(in super::super) fn counted_otherwise(span: Span, typed: &str, meant: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` is written `{m}`", "“{t}”应写作“{m}”", t = typed, m = meant))
        .note(words!(
            "entries are counted in their register; a number counts in full steps",
            "按次计分的，要写明数的是哪个台账的记录；按数量计分的，写明每满多少"
        ))
        .help(words!("write `{m}`", "写作“{m}”", m = meant))
}

/// What is counted is not declared in this file.
pub(in super::super) fn counted_nowhere(span: Span, typed: &str, name: &str, period: bool) -> Diagnostic {
    let found = does_not_belong(span, words!("`{t}` does not say what is counted", "“{t}”没有写明数的是什么", t = typed));
    if period {
        return found.note(words!("days are a number, and a number counts in full steps", "天数是数量，按每满多少计")).help(words!(
            "write `for every full 1 of …` and behind `of` the input or `let` that holds the number",
            "写作“按 … 每满 1 扣 …”，“按”后写表示天数的数据项或“设”的名称"
        ));
    }
    found.help(words!(
        "write `for each {name} in …` with its register for entries, `for every full 1 of {name}` for a number",
        "数台账记录的，写作“每有一次 … 中的 {name}”，省略号处写台账；数数量的，写作“按 {name} 每满 1”",
        name = name
    ))
}

/// A condition as in speech.
pub(in super::super) fn condition_otherwise(span: Span, typed: &str, meant: &str, edits: Vec<Edit>) -> Diagnostic {
    super::with_edits(super::other_words(span, typed, meant), edits)
}

/// `x > 3 and < 5`
pub(in super::super) fn comparison_of_nothing(span: Span, sign: &str, meant: &str, edit: Edit) -> Diagnostic {
    let message = words!("nothing stands before this `{s}`", "这个“{s}”之前没有要比较的值", s = sign);
    let found = does_not_belong(span, message)
        .note(words!("each comparison names what it compares", "每个比较都要写明比较的是什么"))
        .help(words!("write `{m}`", "写作“{m}”", m = meant));
    super::with_edits(found, vec![edit])
}

/// `IF(a>5,10,0)`
pub(in super::super) fn formula(span: Span, typed: &str, meant: &str, edits: Vec<Edit>) -> Diagnostic {
    super::with_edits(super::other_words(span, typed, meant), edits)
}

/// `=A*2` on a line of its own.
pub(in super::super) fn formula_alone(span: Span, sign: &str) -> Diagnostic {
    does_not_belong(span, words!("a clause does not begin with `{s}`", "条款不能以“{s}”开头", s = sign)).help(words!(
        "write `let NAME = …` for a value, `quantify …` where it gives the points",
        "取名的值写作“设 名称 = …”，由它得分的写作“量化 …”"
    ))
}

/// `share = a ÷ b` without `let`; `points` where the name is that of the points.
pub(in super::super) fn let_left_out(span: Span, name: &str, points: bool) -> Diagnostic {
    let message = words!("expected a keyword, found the name `{n}`", "应为关键词，却是名称“{n}”", n = name);
    let found = does_not_belong(span, message);
    if points {
        return found.help(words!(
            "points come from a method: write `quantify …`; a value gets a name with `let NAME = …`",
            "得分来自评价方式：写作“量化 …”；给值取名写作“设 名称 = …”"
        ));
    }
    let word = |language| printed(Rule::kw_let, language);
    let (e, z) = (word(Language::English), word(Language::Chinese));
    let title = words!("write `{e} {n} = …`", "写作“{z} {n} = …”", e = e, z = z, n = name);
    let written = if name.is_ascii() { e } else { z };
    found.fix(title, span.at_start(), format!("{written} "), Applicability::MaybeIncorrect)
}

/// `if x > 5 then 10 else 0` where a clause stands.
pub(in super::super) fn condition_alone(span: Span, word: &str) -> Diagnostic {
    does_not_belong(span, words!("no clause begins with `{w}`", "没有以“{w}”开头的条款", w = word)).help(words!(
        "write rows `when … => …` between the braces of `quantify`, or `deduct … when …`",
        "在“量化”的花括号内写各行“当 … => …”，或写作“扣 … 当 …”"
    ))
}

/// `due 31 March` on a line of its own.
pub(in super::super) fn option_alone(span: Span, word: &str) -> Diagnostic {
    does_not_belong(span, words!("`{w}` belongs to an input", "“{w}”是数据项的一部分", w = word))
        .help(words!("put it at the end of the line of its `input`", "移到所属“数据项”那一行的末尾"))
}

/// `bonus at most 2` on a line of its own; `before` are the points it belongs to.
pub(in super::super) fn bonus_alone(span: Span, typed: &str, before: &str) -> Diagnostic {
    does_not_belong(span, words!("`{w}` belongs to the points", "“{w}”是“分值”的一部分", w = typed)).help(words!(
        "write it behind them: `{b}, {w}`",
        "写在分值之后：“{b}, {w}”",
        b = before,
        w = typed
    ))
}

/// `x < 5 => 0` among the rows of a table.
pub(in super::super) fn row_with_name(span: Span, name: &str, band: &str, row: &str, edits: Vec<Edit>) -> Diagnostic {
    let message = words!("a row begins with its band, not with a name", "表中的行以区间开头，不写名称");
    let found = does_not_belong(span, message).help(words!(
        "write `{band}`; if `{name}` is not what is quantified, `{row}`",
        "写作“{band}”；“{name}”不是所量化的值时，写作“{row}”",
        band = band,
        name = name,
        row = row
    ));
    super::with_edits(found, edits)
}

/// The same where the name is that of something else than what the table quantifies.
pub(in super::super) fn row_of_another(span: Span, name: &str, row: &str, edits: Vec<Edit>) -> Diagnostic {
    super::with_edits(row_with_name(span, name, row, row, Vec::new()).help(words!("write `{row}`", "写作“{row}”", row = row)), edits)
}

/// A title where a name stands.
pub(in super::super) fn name_before_title(found: Diagnostic) -> Diagnostic {
    found.help(words!(
        "put a name before it, by which data and clauses call it; the title may stay",
        "在它之前写上名称，供数据和条款引用；标题可以保留"
    ))
}

/// 每超过 1 户 扣 1: how much a number counts, and not which.
pub(in super::super) fn steps_of_nothing(span: Span, typed: &str, step: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` does not say what is counted", "“{t}”没有写明数的是什么", t = typed)).help(words!(
        "write `for every full {n} of …` and behind `of` the number, `above …` where counting begins",
        "写作“按 … 每满 {n} 扣 …”，“按”后写所数的数据项；从某数起算的，写作“按 … 超过 … 每满 {n} 扣 …”",
        n = step
    ))
}

/// A bracket that is closed and was never opened.
pub(in super::super) fn closes_nothing(span: Span, bracket: &str) -> Diagnostic {
    does_not_belong(span, words!("this `{b}` closes nothing", "这个“{b}”之前没有与它配对的括号", b = bracket))
        .help(words!("take it out, or open the bracket where it begins", "删去，或在应开始处补上左括号"))
}

/// 扣 0.5；最高 3 分: a limit behind a semicolon, which ends the clause that it belongs to.
pub(in super::super) fn limit_alone(span: Span, typed: &str, limit: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` is a limit of the clause before it", "“{t}”是前一条款的限额", t = typed)).help(words!(
        "put it behind that clause, after a comma: `, {l} …`",
        "写在前一条款之后，用逗号隔开：“, {l} …”",
        l = limit
    ))
}

/// Rows of a table with bars, as a word processor or a note has them.
pub(in super::super) fn table_pasted(span: Span, rows: &[String], edits: Vec<Edit>) -> Diagnostic {
    let rows: Vec<Words> = rows.iter().map(Words::quoted).collect();
    let Words { english, chinese } = Words::join(&rows, ", ", "、");
    let found = does_not_belong(span, words!("the rows of this table have no bars", "表中各行不用竖线分隔")).help(words!(
        "write each row on a line of its own: {e}",
        "一行写一条：{z}",
        e = english,
        z = chinese
    ));
    if edits.is_empty() { found } else { super::with_edits(found, edits) }
}

/// `| Grade | Total |`, `|---|---|`: of a table that was pasted.
pub(in super::super) fn head_pasted(span: Span, typed: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` is the head of a table and no row", "“{t}”是表头，不是一行规则", t = typed))
        .help(words!("take it out, and write the rows below without bars", "请删去，并将其下各行写成不带竖线的规则"))
}

/// `else none`
pub(in super::super) fn nothing_as_result(span: Span, typed: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` does not say what is scored then", "“{t}”没有写明此时如何计分", t = typed)).help(words!(
        "write `0` for no points, `not applicable` to leave the indicator out, `invalid` where an answer was owed",
        "不得分写作“0”，不纳入考核写作“不适用”，必须填报而未填报写作“无效”"
    ))
}

/// 每少1个百分点扣1分, as a row of a table.
pub(in super::super) fn step_of_table_unsaid(span: Span, typed: &str, (edge, step, change): (&str, &str, &str)) -> Diagnostic {
    does_not_belong(span, words!("`{t}` does not say how steps are counted", "“{t}”没有写明不足一步的如何计", t = typed)).help(words!(
        "write `{c} for every full {s} {e}` for whole steps only; in place of `full`, `or part` or `in proportion` behind `{s}`",
        "只计满的，写作“{e} 每满 {s} {c}”；不足也计的，把“每满 {s}”换成“每 {s}(不足按整计)”；按比例的，换成“每 {s} 按比例”",
        e = edge,
        s = step,
        c = change
    ))
}

/// 95%以上的得满分, where a row of a table stands.
pub(in super::super) fn row_as_sentence(span: Span, text: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` is a sentence and no row yet", "“{t}”是一句话，尚未写成一行规则", t = text)).help(words!(
        "write the band, `=>` and the points: `95% and above => 10`; for all else `otherwise => 0`",
        "先写区间，再写“=>”和得分：“95% 及以上 => 10”；其余情况写作“其余 => 0”"
    ))
}

/// 量化 申报率，达到95%得满分，每低1个百分点扣0.5分
pub(in super::super) fn table_as_sentence(span: Span, text: &str, name: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` is a sentence and no table yet", "“{t}”是一句话，尚未写成表", t = text)).help(words!(
        "write `quantify {n} {{ … }}` with a row on each line between the braces: `95% and above => 10`",
        "写作“量化 {n} {{ … }}”，花括号内一行写一条：“95% 及以上 => 10”",
        n = name
    ))
}

/// 发生重大安全事故的，一票否决
pub(in super::super) fn veto_as_sentence(span: Span, text: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` is a sentence and no veto yet", "“{t}”是一句话，尚未写成否决条款", t = text)).help(words!(
        "write `veto when … => 0` with an input of the type `flag` in place of `…`",
        "写作“否决 当 … => 0”，“…”处写类型为“是否”的数据项"
    ))
}

/// `veto when falsified`
pub(in super::super) fn veto_without_result(span: Span, veto: &str) -> Diagnostic {
    does_not_belong(span, words!("this `{v}` does not say what is scored then", "“{v}”没有写明此时得几分", v = veto))
        .help(words!("write the points behind the condition: `=> 0`", "在条件之后写明得分：“=> 0”"))
}

/// 数据项 件数 : 整数 单位 件
pub(in super::super) fn unit_not_declared(span: Span, typed: &str, unit: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` names its unit beside the type", "“{t}”在类型之外另写了单位", t = typed)).help(words!(
        "write `{u}` alone as the type, and declare it outside the indicator: `unit {u} \"{u}\"`",
        "类型只写“{u}”，并在指标之外声明：“计量单位 {u} \"{u}\"”",
        u = unit
    ))
}

/// 扣完为止
pub(in super::super) fn until_nothing_is_left(span: Span, word: &str) -> Diagnostic {
    does_not_belong(span, words!("`{w}` need not be said", "不必写“{w}”", w = word))
        .note(words!("a score is held within the points of its indicator anyway", "指标得分本来就限于分值范围之内"))
        .help(words!("take it out", "删去"))
}

/// 扣完为止 where the points go below zero.
pub(in super::super) fn until_which_end(span: Span, word: &str) -> Diagnostic {
    does_not_belong(span, words!("`{w}` does not say down to what", "“{w}”没有写明扣到哪里为止", w = word))
        .note(words!("the points of this indicator go below zero", "本指标的分值可以低于 0"))
        .help(words!(
            "down to the lower end of the points it need not be said; to stop at zero, write how much is deducted at most, as in `deduct 1, at most 5`",
            "扣到分值下限为止的，删去；扣到 0 为止的，写明最多扣几分，如“扣 1, 不超过 5”"
        ))
}

/// 事假超过5天的，每天扣1分: what a rule book on paper says, as it says it.
pub(in super::super) fn sentence(span: Span, text: &str) -> Diagnostic {
    let message = words!("`{t}` is a sentence and no clause yet", "“{t}”是一句话，尚未写成条款", t = text);
    does_not_belong(span, message).help(words!(
        "write `deduct 1 when …`, `deduct 1 for each … in REGISTER` or `deduct 1 for every full 1 of … above 5`; likewise `add`",
        "写作“扣 1 当 …”、“每有一次 台账 中的 … 扣 1”或“按 … 超过 5 每满 1 扣 1”；加分同此"
    ))
}

/// `rounded to 2 decimals`, 保留两位小数
pub(in super::super) fn mode_unsaid(span: Span, typed: &str, ways: &[String]) -> Diagnostic {
    let message = words!("`{t}` does not say which way a half goes", "“{t}”没有写明如何舍入", t = typed);
    let list = super::repairs::one_of(ways);
    does_not_belong(span, message).help(words!("write {e}", "写作{z}", e = list.english, z = list.chinese))
}

/// 并列: which place is meant is not said.
pub(in super::super) fn ties_unclear(span: Span, typed: &str, ways: &[String]) -> Diagnostic {
    let message = words!("`{t}` does not say which place those get who are equal", "“{t}”没有写明并列的各计第几名", t = typed);
    let list = super::repairs::one_of(ways);
    does_not_belong(span, message).help(words!("write {e}", "写作{z}", e = list.english, z = list.chinese))
}

/// 总分相同时比较重点工作得分, `ties broken by rate`
pub(in super::super) fn tie_broken_by(span: Span, typed: &str, on: &str, then: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` says what decides between those who are equal", "“{t}”写的是总分相同时再比什么", t = typed)).help(
        words!(
            "write it in the head, behind what the places rest on: `{o} …, {n} …`",
            "在抬头中所依据的值之后写：“{o} …, {n} …”",
            o = on,
            n = then
        ),
    )
}

/// 每月10日前: of which month is not said.
pub(in super::super) fn day_of_which_month(span: Span, typed: &str, ways: &[String]) -> Diagnostic {
    let message = words!("`{t}` does not say of which month", "“{t}”没有写明是当月还是次月", t = typed);
    let list = super::repairs::one_of(ways);
    does_not_belong(span, message).help(words!("write {e}", "写作{z}", e = list.english, z = list.chinese))
}

/// 考核方式：查阅资料: a line of the table on paper that is for readers alone.
pub(in super::super) fn label(span: Span, label: &str) -> Diagnostic {
    does_not_belong(span, words!("`{l}` is no clause", "“{l}”不是条款", l = label)).fix(
        words!("make it a comment: put `# ` before it", "改为注释：在前面加“# ”"),
        span.at_start(),
        "# ",
        Applicability::MaybeIncorrect,
    )
}

/// 年度考核优秀的，予以通报表扬: a consequence as a sentence.
pub(in super::super) fn consequence_as_sentence(span: Span, text: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` is a sentence and no row yet", "“{t}”是一句话，尚未写成一行规则", t = text)).help(words!(
        "write what follows in quotation marks and the condition behind it: `\"Praise\" when grade is excellent`",
        "先写带引号的事项，后写条件：“\"通报表扬\" 当 等次 为 优秀”"
    ))
}

/// 由低到高 in the body of a rank.
pub(in super::super) fn direction_alone(span: Span, typed: &str, on: &str, meant: &str) -> Diagnostic {
    does_not_belong(span, words!("`{t}` is no clause of a rank", "“{t}”不是排名条款", t = typed)).help(words!(
        "write `{m}` in the head, behind what the places rest on: `{o} … {m}`",
        "在抬头中所依据的值之后写“{m}”：“{o} … {m}”",
        m = meant,
        o = on
    ))
}

/// `deduct 1 when top 3`: the place of the rank in an indicator.
pub(in super::super) fn place_not_known_yet(span: Span, typed: &str) -> Diagnostic {
    let message = words!("`{t}` asks for a place that is not known here", "此处尚无名次，不能写“{t}”", t = typed);
    does_not_belong(span, message)
        .note(words!("the rank rests on the totals, and is read by grades and consequences", "排名依总分而定，只用于等次和结果运用"))
        .help(words!(
            "name what decides the place: `place of … within sequence is at most 3`",
            "请写明依何排名：“序列内 … 的名次 不超过 3”"
        ))
}

/// `deduct 1 when total 80 and above`: a result of the card in an indicator.
pub(in super::super) fn result_not_known_yet(span: Span, typed: &str) -> Diagnostic {
    let message = words!("`{t}` asks for a result that is not known here", "“{t}”问的是此处尚不可知的结果", t = typed);
    does_not_belong(span, message)
        .note(words!("total, vetoes and grade are known once all indicators are scored", "总分、否决和等次在全部指标计分之后才可知"))
        .help(words!(
            "put the condition into a grade, a consequence or a limit of the total; here name a value of the indicator",
            "请把该条件写入等次、结果运用或总分限制；此处请写本指标的数据项"
        ))
}

/// 扣 1 当 10人以上, `deduct 1 when 90+`: a band that names nothing.
pub(in super::super) fn band_of_nothing(span: Span, typed: &str, meant: &str) -> Diagnostic {
    let message = words!("`{t}` does not say what is compared", "“{t}”没有写明比较的是什么", t = typed);
    does_not_belong(span, message).help(words!(
        "write `{m}` with the name of the value in place of `…`",
        "写作“{m}”，“…”处写所比较的数据项",
        m = meant
    ))
}

/// 名次在前20%: a share of places without its rounding.
pub(in super::super) fn share_unrounded(span: Span, typed: &str, ways: &[String]) -> Diagnostic {
    let message =
        words!("`{t}` is written otherwise, and says how the share is rounded", "“{t}”要换一种写法，并写明尾数如何处理", t = typed);
    let list = super::repairs::one_of(ways);
    does_not_belong(span, message).help(words!("write {e}", "写作{z}", e = list.english, z = list.chinese))
}

/// 优秀 总分90分以上; `between` where an upper end is said as well.
pub(in super::super) fn grade_otherwise(span: Span, typed: &str, written: &str, between: bool) -> Diagnostic {
    let message = words!("`{t}` is written `{w}`", "“{t}”应写作“{w}”", t = typed, w = written);
    let found = does_not_belong(span, message).help(words!("write `{w}`", "写作“{w}”", w = written));
    if between {
        found.note(words!(
            "the first row that holds counts, so that a row says its lower end alone",
            "自上而下以首个成立的行为准，每行只写下限"
        ))
    } else {
        found
    }
}

/// A head that ends before one of its pieces; `keyword` begins it.
pub(in super::super) fn piece_left_out(found: Diagnostic, keyword: &str) -> Diagnostic {
    found.help(words!("write `{k} …` before the `{{`", "在“{{”之前写上“{k} …”", k = keyword))
}
