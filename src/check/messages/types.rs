//! Findings about types and units.

use super::{Deed, Thing};
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic, Edit, Fix};
use crate::model::Direction;
use crate::text::{Span, Words};
use crate::words;

/// A literal spelt so that it has the type its place asks for.
pub struct Respelt {
    /// Where it stands.
    pub span: Span,
    /// What to write there.
    pub text: String,
    /// What to write instead where the number was meant in the other of its two readings.
    pub rather: Option<String>,
    /// How sure that is.
    pub applicability: Applicability,
}

/// Two values that do not go together, at the one to change.
pub fn mixed_types(deed: Deed, wrong: (Span, &Words), other: (Option<Span>, &Words), meant: Option<Respelt>) -> Diagnostic {
    let label = words!("this is {e}", "这是{z}", e = wrong.1.english, z = wrong.1.chinese);
    let mut diagnostic = Diagnostic::new(code::MIXED_TYPES, wrong.0, deed.words(wrong.1, other.1)).label(label);
    if let Some(place) = other.0 {
        diagnostic = diagnostic.related(place, words!("this is {e}", "这是{z}", e = other.1.english, z = other.1.chinese));
    }
    let Some(Respelt { span, text, rather, applicability }) = meant else { return diagnostic };
    let title = match rather {
        Some(rather) => {
            words!(
                "write `{text}`, or `{rather}` if that is meant",
                "写作“{text}”；若确指 {rather}，则写“{rather}”",
                text = text,
                rather = rather
            )
        }
        None => words!("write `{text}`", "写作“{text}”", text = text),
    };
    diagnostic.fix(title, span, text, applicability)
}

/// The same of what was supplied for a parameter, and fits another of its places: no spelling serves both.
pub fn of_two_kinds(finding: Diagnostic) -> Diagnostic {
    Diagnostic { fix: None, help: None, ..finding }
        .note(words!(
            "at another place of its parameter it fits as it stands, so no other spelling fits everywhere",
            "在该参数的另一处它原样适用，换一种写法也不能处处适用"
        ))
        .help(words!("give each of the two places a parameter of its own", "请为两处各设一个参数"))
}

/// Something else where a number is needed.
pub fn not_a_number(span: Span, found: &Words) -> Diagnostic {
    let message = words!("expected a number, found {e}", "应为数值，实为{z}", e = found.english, z = found.chinese);
    Diagnostic::new(code::NOT_A_NUMBER, span, message).label(words!("this is {e}", "这是{z}", e = found.english, z = found.chinese)).help(
        words!(
            "turn it into a number first: `if … then 1 else 0`, or look it up in a table",
            "请先化为数值：“若 … 则 1 否则 0”，或查对照表"
        ),
    )
}

/// Something else where yes or no is needed.
pub fn not_a_condition(span: Span, found: &Words) -> Diagnostic {
    let message = words!("expected a condition, found {e}", "应为条件，实为{z}", e = found.english, z = found.chinese);
    Diagnostic::new(code::NOT_A_CONDITION, span, message)
        .label(words!("this is neither yes nor no", "这不是“是”或“否”"))
        .help(words!("compare it with something: `… is at least …`", "请与某个值比较：“… ≥ …”"))
}

/// 扣 1 当 10人以上: a band where a condition stands, of which nobody knows what it is about.
pub fn band_of_nothing(span: Span, typed: &str, meant: &str) -> Diagnostic {
    let mut found = not_a_condition(span, &words!("a band", "区间"));
    found.message = words!("`{t}` does not say what is compared", "“{t}”没有写明比较的是什么", t = typed);
    found.help(words!("write `{m}` with the name of the value in place of `…`", "写作“{m}”，“…”处写所比较的数据项", m = meant))
}

/// A value of another type than its place asks for.
pub fn unexpected_type(span: Span, wanted: &Words, found: &Words, declared: Option<Span>) -> Diagnostic {
    let message = words!(
        "expected {we}, found {fe}",
        "应为{wz}，实为{fz}",
        we = wanted.english,
        wz = wanted.chinese,
        fe = found.english,
        fz = found.chinese
    );
    let diagnostic =
        Diagnostic::new(code::UNEXPECTED_TYPE, span, message).label(words!("this is {e}", "这是{z}", e = found.english, z = found.chinese));
    match declared {
        Some(declared) => diagnostic.related(declared, words!("declared here", "声明于此")),
        None => diagnostic,
    }
}

/// Something else where points are needed; a quotient may be meant as a share.
pub fn not_points(span: Span, found: &Words, quotient: bool) -> Diagnostic {
    let message = words!("expected points, found {e}", "应为分，实为{z}", e = found.english, z = found.chinese);
    let diagnostic =
        Diagnostic::new(code::NOT_POINTS, span, message).label(words!("this is {e}", "这是{z}", e = found.english, z = found.chinese));
    if quotient {
        diagnostic.help(words!("say of how many points it is a share: `full points × …`", "请写明占多少分：“满分 × …”"))
    } else {
        diagnostic.help(words!("write a number of points or a percent of the full points", "请写分数，或占满分的百分比"))
    }
}

/// Whether a text says nothing, in points or as a percent of them.
pub fn is_nothing(text: &str) -> bool {
    matches!(text, "0" | "０" | "0%" | "0％" | "０%" | "０％")
}

/// Points and percents of the full points in one table. `others` are those that are not written as the first is, with their text. Nothing alone is the same in both.
pub fn mixed_pay(first: Span, first_is_percent: bool, others: &[(Span, String)]) -> Diagnostic {
    let span = others.first().map_or(first, |(span, _)| *span);
    let zeros = |replacement: &str| {
        let edit = |(span, _): &(Span, String)| Edit { span: *span, replacement: replacement.to_owned() };
        others.iter().all(|(_, text)| is_nothing(text)).then(|| others.iter().map(edit).collect::<Vec<_>>())
    };
    let diagnostic = Diagnostic::new(
        code::MIXED_PAY,
        span,
        words!("points and percents of the full points are mixed in one table", "同一张表中混用了分数和满分的百分比"),
    );
    let (here, there) = (words!("points", "分数"), words!("a percent of the full points", "满分的百分比"));
    if first_is_percent {
        let diagnostic = diagnostic.label(here).related(first, there);
        if let Some(edits) = zeros("0%") {
            return with_edits(diagnostic, words!("write `0%`", "写作“0%”"), edits);
        }
        diagnostic.help(words!("write this row as a percent too", "请将此行也写成百分比"))
    } else {
        let diagnostic = diagnostic.label(there).related(first, here);
        if let Some(edits) = zeros("0") {
            return with_edits(diagnostic, words!("write `0`", "写作“0”"), edits);
        }
        diagnostic.help(words!("write this row in points too", "请将此行也写成分数"))
    }
}

/// The finding with edits that mend it for sure.
fn with_edits(mut found: Diagnostic, title: Words, edits: Vec<Edit>) -> Diagnostic {
    found.help = Some(title.clone());
    found.fix = Some(Fix { title, edits, applicability: Applicability::Safe });
    found
}

/// Higher and lower of something that has no order.
pub fn unordered(span: Span, found: &Words, declared: Option<Span>, grades: bool) -> Diagnostic {
    let message = words!("{e} has no higher and lower", "{z}没有高低之分", e = found.english, z = found.chinese);
    let diagnostic = Diagnostic::new(code::UNORDERED, span, message);
    match declared {
        Some(declared) if grades => diagnostic
            .related(declared, words!("these grades are not those of the other declaration", "此处的等次与另一处声明的不同"))
            .help(words!("give all the same grades in the same order, or compare with `is`", "请使各处等次及其次序一致，或改用“为”比较")),
        Some(declared) => diagnostic.related(declared, words!("its values stand beside each other", "其值为并列关系")).help(words!(
            "put `>` between the values, the best first, or compare with `is`",
            "请在各值之间写“>”（最好的在前），或改用“为”比较"
        )),
        None => diagnostic.help(words!("compare it with `is` or `is not`", "请用“为”或“不为”比较")),
    }
}

/// A grid of decimals for a percent, or of percents for something else.
pub fn wrong_grid(grid: Span, value: Option<Span>, to_percents: Option<&Words>) -> Diagnostic {
    match to_percents {
        None => {
            let message = words!("a percent is rounded to percents, not to decimals", "百分比应舍入到百分数，而不是小数位");
            let mut diagnostic = Diagnostic::new(code::WRONG_GRID, grid, message)
                .label(words!("decimals of the number 0.98, not of 98%", "这是 0.98 的小数位，不是 98% 的小数位"));
            if let Some(value) = value {
                diagnostic = diagnostic.related(value, words!("this is a percent", "这是百分比"));
            }
            diagnostic.help(words!(
                "write `to 1%` for whole percents, `to 0.01%` for two decimals of a percent",
                "整数百分比请写“到 1%”，百分比的两位小数请写“到 0.01%”"
            ))
        }
        Some(found) => {
            let message = words!("{e} cannot be rounded to percents", "{z}不能舍入到百分数", e = found.english, z = found.chinese);
            let mut diagnostic = Diagnostic::new(code::WRONG_GRID, grid, message);
            if let Some(value) = value.filter(|value| *value != grid) {
                diagnostic = diagnostic.related(value, words!("this is {e}", "这是{z}", e = found.english, z = found.chinese));
            }
            diagnostic.help(words!("write `to 2 decimals`", "请写“保留 2 位小数”"))
        }
    }
}

/// A percent of a percent as a step.
pub fn percent_of_percent(step: Span, of: Span, right: &str) -> Diagnostic {
    Diagnostic::new(
        code::PERCENT_OF_PERCENT,
        step,
        words!("a step of a percent is said in percentage points", "百分比的步长应以百分点表示"),
    )
    .label(words!("a percent of what is itself a percent", "百分比的百分比"))
    .related(of, words!("this is a percent", "这是百分比"))
    .note(words!("from 98% to 99% is 1 percentage point, and a little more than 1%", "从 98% 到 99% 是 1 个百分点，而增幅略大于 1%"))
    .fix(words!("write `{right}`", "写作“{right}”", right = right), step, right, Applicability::Safe)
}

/// Something that reads data where the rules must say the number themselves; `bound` is that of an input.
pub fn not_fixed(span: Span, bound: bool) -> Diagnostic {
    if bound {
        Diagnostic::new(code::NOT_FIXED, span, words!("a bound is a fixed value or another input", "界限应为固定值或另一数据项"))
            .help(words!("give what is computed its own check, or bound the input by another input alone", "请直接以另一数据项为界限"))
    } else {
        Diagnostic::new(code::NOT_FIXED, span, words!("expected a fixed value", "应为固定值"))
            .label(words!("this is not known before there is data", "在有数据之前无法确定"))
    }
}

/// Too few or too many things in brackets, for a scale, a pattern or a table.
pub fn wrong_number_of_arguments(span: Span, name: &str, thing: Thing, wanted: usize, found: usize, declared: Span) -> Diagnostic {
    let Words { english, chinese } = thing.bare();
    let message = words!(
        "the {e} `{name}` takes {wanted}, not {found}",
        "{z}“{name}”需要 {wanted} 个，实有 {found} 个",
        e = english,
        z = chinese,
        name = name,
        wanted = wanted,
        found = found
    );
    Diagnostic::new(code::WRONG_NUMBER_OF_ARGUMENTS, span, message)
        .label(words!("{found} given", "给出了 {found} 个", found = found))
        .related(declared, words!("declared with {wanted}", "声明了 {wanted} 个", wanted = wanted))
}

/// What a number has to be.
pub enum Wanted<'t> {
    /// A whole number in these limits.
    Between(&'t str, &'t str),
    /// A number in these limits, whole or not.
    Within(&'t str, &'t str),
    /// A share that leaves some inside and some outside.
    ShareOfAll,
    /// Above zero.
    AboveZero,
    /// Zero or more.
    NotNegative,
    /// Whole and not negative.
    Count,
    /// What an empty cell counts as, which must be an answer that may be given: as written, and the bounds.
    Answer(&'t str, Span),
    /// Something to add or deduct, which is never above zero: as written, and where it lies.
    Amount(&'t str, Direction, &'t Words),
}

/// A number outside what its place allows.
pub fn number_out_of_place(span: Span, wanted: &Wanted<'_>) -> Diagnostic {
    let message = match wanted {
        Wanted::Between(low, high) => {
            words!("expected a whole number from {low} to {high}", "应为 {low} 至 {high} 的整数", low = low, high = high)
        }
        Wanted::Within(low, high) => words!("expected something from {low} to {high}", "应在 {low} 至 {high} 之间", low = low, high = high),
        Wanted::ShareOfAll => words!("expected more than 0% and less than 100%", "应大于 0% 且小于 100%"),
        Wanted::AboveZero => words!("expected a number above 0", "应为大于 0 的数"),
        Wanted::NotNegative => words!("expected a number that is not below 0", "应为不小于 0 的数"),
        Wanted::Count => words!("a count is a whole number, not below 0", "整数须为不小于 0 的整数"),
        Wanted::Answer(default, _) => words!(
            "an empty answer would count as {default}, which is no answer that may be given",
            "空缺将按 {default} 计，而这不是允许填报的值",
            default = default
        ),
        Wanted::Amount(amount, Direction::Deduct, _) => {
            words!("`{amount}` is never above 0: to deduct it is to add points", "“{amount}”从不大于 0：扣它就是加分", amount = amount)
        }
        Wanted::Amount(amount, Direction::Add, _) => {
            words!("`{amount}` is never above 0: to add it is to take points off", "“{amount}”从不大于 0：加它就是扣分", amount = amount)
        }
    };
    let diagnostic = Diagnostic::new(code::NUMBER_OUT_OF_PLACE, span, message);
    match wanted {
        Wanted::Answer(_, bounds) => diagnostic
            .related(*bounds, words!("it lies outside these bounds", "超出此取值范围"))
            .help(words!("correct the number, or the bounds", "更正该数字，或取值范围")),
        Wanted::Amount(amount, _, range) => {
            diagnostic.note(words!("`{amount}` {e}", "“{amount}”{z}", amount = amount, e = range.english, z = range.chinese)).help(words!(
                "write it without the sign; whether it is added or deducted is said before it",
                "去掉负号；加分还是扣分由前面的词写明"
            ))
        }
        Wanted::ShareOfAll => diagnostic.help(words!(
            "correct the number; where all are meant, or nobody, leave the place out of the condition",
            "更正该数字；若指全体或无人，条件中不必写名次"
        )),
        Wanted::Between(..) | Wanted::Within(..) | Wanted::AboveZero | Wanted::NotNegative | Wanted::Count => diagnostic,
    }
}

/// A day that the year does not have.
pub fn impossible_day(span: Span, year: i64, month: i64, day: i64) -> Diagnostic {
    let message = words!("{year} has no such day", "{year} 年没有这一天", year = year);
    Diagnostic::new(code::IMPOSSIBLE_DAY, span, message).label(words!(
        "{year}-{month:02}-{day:02} does not exist",
        "{year} 年 {month} 月 {day} 日不存在",
        year = year,
        month = month,
        day = day
    ))
}

/// Two ends the wrong way round, or the same where they must differ.
pub fn empty_range(high: Span, low: Span, same: bool) -> Diagnostic {
    let message = if same {
        words!("the two ends are the same", "两端相同")
    } else {
        words!("nothing lies between these two ends", "两端之间没有任何值")
    };
    Diagnostic::new(code::EMPTY_RANGE, high, message).label(words!("the upper end", "上端")).related(low, words!("the lower end", "下端"))
}

/// Points of an indicator where there is none.
pub fn no_full_points(span: Span) -> Diagnostic {
    Diagnostic::new(code::NO_FULL_POINTS, span, words!("there are no full points here to take a share of", "此处没有可供取百分比的满分"))
        .label(words!("full points are those of an indicator", "满分指某个指标的满分"))
        .help(words!("write a number of points", "请写分数"))
}

/// A function over what it cannot gather.
pub fn cannot_gather(span: Span, found: Option<Words>) -> Diagnostic {
    match found {
        Some(Words { english, chinese }) => {
            let message = words!("this function needs numbers, found {e}", "此函数需要数值，实为{z}", e = english, z = chinese);
            Diagnostic::new(code::CANNOT_GATHER, span, message)
        }
        None => Diagnostic::new(code::CANNOT_GATHER, span, words!("entries can be counted, and nothing else", "记录只能计数"))
            .help(words!("write `number of entries in …`, or say which field is gathered", "请写“个数 … 中的 记录”，或写明汇总哪个栏目")),
    }
}
