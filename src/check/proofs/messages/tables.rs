//! Tables: gaps, overlaps, rows that nothing meets, results beyond the points.

use crate::diagnostics::{Applicability, Diagnostic, Edit, Fix, catalogue};
use crate::model::Points;
use crate::text::{Language, Span, Words, counted};
use crate::value::Number;
use crate::words;

/// " with `filed` = 200", or nothing where the value is the input itself.
fn from(inputs: &Words) -> Words {
    if inputs.english.is_empty() {
        return Words::same("");
    }
    words!(", with {e}", "（{z}）", e = inputs.english, z = inputs.chinese)
}

fn replace(span: Span, band: &Words, language: Language) -> Fix {
    let title = words!("write `{e}`", "写作“{z}”", e = band.english, z = band.chinese);
    Fix { title, edits: vec![Edit { span, replacement: band.get(language).to_owned() }], applicability: Applicability::MaybeIncorrect }
}

/// Where a gap is shown: at a row, and the row behind the gap.
pub struct Place {
    /// The row before the gap.
    pub primary: Span,
    /// The row behind it, or the row of the scale beside it.
    pub other: Option<Span>,
    /// The gap is shown where a scale is used, which was given its ends there.
    pub scale: bool,
}

/// A value that no row holds. `end` says that it lies beyond the last row (yes) or before the first (no).
pub fn gap(place: Place, measured: &str, value: &Words, inputs: &Words, fix: Option<(Words, Language)>, end: Option<bool>) -> Diagnostic {
    let Place { primary, other, scale } = place;
    let inputs = from(inputs);
    let message = words!(
        "no row holds {ve}, which `{measured}` can be{e}",
        "没有一行包含 {vz}，而“{measured}”可能为此值{z}",
        ve = value.english,
        vz = value.chinese,
        measured = measured,
        e = inputs.english,
        z = inputs.chinese
    );
    let mut diagnostic = Diagnostic::new(catalogue::TABLE_GAP, primary, message)
        .note(words!("every value that can come must meet exactly one row", "每个可能出现的值都应恰好落入一行"));
    if let Some(other) = other {
        diagnostic = diagnostic.related(
            other,
            if scale {
                words!("the gap lies beside this row of the scale", "缺口就在标准的这一行旁边")
            } else {
                words!("the next row begins here", "下一行自此起")
            },
        );
    }
    match (fix, end) {
        (Some((band, language)), _) => {
            let fix = replace(primary, &band, language);
            diagnostic = diagnostic.help(fix.title.clone());
            diagnostic.fix = Some(fix);
            diagnostic
        }
        (None, Some(true)) => diagnostic.help(words!(
            "end the last row with `and above`, or bound the inputs so that it cannot be so high",
            "最后一行写“及以上”，或限定数据项使其不致如此之高"
        )),
        (None, Some(false)) => diagnostic.help(words!(
            "begin with `below …`, or bound the inputs so that it cannot be so low",
            "首行写“不满 …”，或限定数据项使其不致如此之低"
        )),
        (None, None) => diagnostic.help(words!("add a row for it, or `otherwise => …`", "为其增加一行，或写“其余 => …”")),
    }
}

/// Where two rows overlap.
pub struct Overlap {
    /// The piece to change.
    pub primary: Span,
    /// The other row.
    pub second: Span,
    /// A band to replace, and the one to write for it.
    pub fix: Option<(Span, Words, Language)>,
}

/// A value that two rows hold.
pub fn overlap(place: Overlap, measured: &str, value: &Words, inputs: &Words) -> Diagnostic {
    let Overlap { primary, second, fix } = place;
    let inputs = from(inputs);
    let message = words!(
        "two rows hold {ve}, which `{measured}` can be{e}",
        "有两行都包含 {vz}，而“{measured}”可能为此值{z}",
        ve = value.english,
        vz = value.chinese,
        measured = measured,
        e = inputs.english,
        z = inputs.chinese
    );
    let mut diagnostic = Diagnostic::new(catalogue::TABLE_OVERLAP, primary, message)
        .related(second, words!("the other row", "另一行"))
        .note(words!("every value that can come must meet exactly one row", "每个可能出现的值都应恰好落入一行"));
    match fix {
        Some((span, band, language)) => {
            let fix = replace(span, &band, language);
            diagnostic = diagnostic.help(fix.title.clone());
            diagnostic.fix = Some(fix);
            diagnostic
        }
        None => diagnostic.help(words!(
            "end the one where the other begins: `below` leaves its own number out",
            "使一行止于另一行的起点：“不满”不含本数"
        )),
    }
}

/// Why no value comes to a row.
pub enum Dead {
    /// None can be so; from where to where they go, where that is known.
    Beyond(Option<Words>),
    /// `when` rows before it take all that it holds.
    Taken,
    /// `when` rows take everything, and the row is what a short form measures.
    AllTaken,
}

/// A row that no value of the domain can meet.
pub fn dead_row(span: Span, text: &str, measured: &str, why: Dead) -> Diagnostic {
    let message = match &why {
        Dead::Beyond(_) => {
            words!("no `{measured}` can ever be `{text}`", "“{measured}”不可能落入“{text}”", measured = measured, text = text)
        }
        Dead::Taken => words!(
            "no `{measured}` is left for `{text}`: the rows before it take them all",
            "没有“{measured}”会落入“{text}”：前面各行已取走其所有值",
            measured = measured,
            text = text
        ),
        Dead::AllTaken => words!(
            "`{measured}` never counts: the `when` rows take everything",
            "“{measured}”永远不会用到：各“当”行已取走所有情形",
            measured = measured
        ),
    };
    let diagnostic = Diagnostic::new(catalogue::DEAD_ROW, span, message);
    match why {
        Dead::Beyond(Some(range)) => diagnostic
            .note(words!("`{measured}` {e}", "“{measured}”{z}", measured = measured, e = range.english, z = range.chinese))
            .help(words!("take the row out, or correct the number or the bounds of the inputs", "删去该行，或更正数字或数据项的范围")),
        Dead::Beyond(None) => diagnostic,
        Dead::Taken => diagnostic
            .note(when_rows_first())
            .help(words!("take the row out, or leave something for it in the condition of a `when` row", "删去该行，或收窄“当”行的条件")),
        Dead::AllTaken => {
            diagnostic.note(when_rows_first()).help(words!("leave something for it in the condition of a `when` row", "收窄“当”行的条件"))
        }
    }
}

fn when_rows_first() -> Words {
    words!("rows with `when` are tried in their order, before the bands", "“当”行按先后顺序，先于各区间判断")
}

/// `otherwise` behind rows that hold everything.
pub fn dead_otherwise(span: Span, measured: &str) -> Diagnostic {
    let message = words!(
        "`otherwise` is never met: the rows before it hold every `{measured}`",
        "“其余”永远不会用到：前面各行已包含“{measured}”的所有值",
        measured = measured
    );
    Diagnostic::new(catalogue::DEAD_OTHERWISE, span, message).help(words!("take it out", "删去该行"))
}

/// Where a scale is used with ends in the wrong order: the ends, the row they belong to, and the use.
pub struct SwappedInUse {
    /// The two ends as they were handed to it.
    pub ends: Span,
    /// The row of the scale.
    pub row: Span,
    /// Where the scale is used, if the ends came from further away.
    pub used: Option<Span>,
}

/// Arguments of a scale that leave one of its rows without a value.
pub fn swapped_in_use(place: &SwappedInUse, text: &str, ends: ((String, Span), (String, Span))) -> Diagnostic {
    let mut diagnostic = reversed(place.ends, text, Some(ends)).related(place.row, words!("this row of the scale", "标准的这一行"));
    if let Some(used) = place.used {
        diagnostic = diagnostic.related(used, words!("the scale is used here", "标准在此使用"));
    }
    diagnostic
}

/// A band whose lower end lacks the sign that its upper end has.
pub fn percent_left_out(low: Span, text: &str, band: &str) -> Diagnostic {
    holds_nothing(low, band).note(words!("`{text}` is a hundred times `{text}%`", "“{text}”是“{text}%”的一百倍", text = text)).fix(
        words!("write `{text}%`", "写作“{text}%”", text = text),
        low,
        format!("{text}%"),
        Applicability::MaybeIncorrect,
    )
}

/// A band whose ends stand the wrong way round, or that holds nothing.
pub fn reversed(span: Span, text: &str, ends: Option<((String, Span), (String, Span))>) -> Diagnostic {
    let diagnostic = holds_nothing(span, text).note(words!("a band goes from its lower end to its upper end", "区间由低端写到高端"));
    match ends {
        Some(((low, low_span), (high, high_span))) => {
            let title = words!("put `{high}` first", "把“{high}”写在前面", high = high);
            let mut diagnostic = diagnostic.help(title.clone());
            diagnostic.fix = Some(Fix {
                title,
                edits: vec![Edit { span: low_span, replacement: high }, Edit { span: high_span, replacement: low }],
                applicability: Applicability::MaybeIncorrect,
            });
            diagnostic
        }
        None => diagnostic.help(words!("correct one of its ends", "更正其中一端")),
    }
}

fn holds_nothing(span: Span, band: &str) -> Diagnostic {
    Diagnostic::new(catalogue::REVERSED_BAND, span, words!("the band `{band}` holds no value", "区间“{band}”不含任何值", band = band))
}

/// A straight line whose two ends lie at one place.
pub fn line_without_width(span: Span, text: &str) -> Diagnostic {
    let message = words!(
        "a straight line over `{text}`, whose two ends can be the same number",
        "在“{text}”上写直线，而其两端可能是同一个数",
        text = text
    );
    Diagnostic::new(catalogue::LINE_WITHOUT_WIDTH, span, message)
        .note(words!("between two equal ends there is no line to follow", "两端相同，就没有直线可循"))
        .help(words!(
            "leave one end out with `to below`, or keep the two apart by a bound",
            "以“及以上不满”去掉一端，或以取值范围使两端分开"
        ))
}

/// Where a result comes from that lies outside what the indicator can give.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A table or an expression that could be held.
    Holdable,
    /// Something that stands as it is: a start, a step, a state, a veto, a ceiling.
    Fixed,
    /// Gains and losses around a target.
    Sum,
}

/// A result outside what the indicator can give; `inputs` show it where it is not written out.
pub fn result_beyond(span: Span, text: &str, number: &Number, points: &Points, inputs: Option<&Words>, origin: Origin) -> Diagnostic {
    let (low, high) = (&points.low, &points.high);
    let message = match inputs {
        None => words!(
            "{points}, where the indicator gives {low} to {high}",
            "得 {number} 分，而该指标只能得 {low} 至 {high} 分",
            points = counted(number, "point"),
            number = number,
            low = low,
            high = high
        ),
        Some(inputs) if origin == Origin::Sum => words!(
            "with {e} this comes to {points}, where the indicator gives {low} to {high}",
            "{z} 时得 {number} 分，而该指标只能得 {low} 至 {high} 分",
            e = inputs.english,
            z = inputs.chinese,
            points = counted(number, "point"),
            number = number,
            low = low,
            high = high
        ),
        Some(inputs) => words!(
            "`{text}` can come to {points}, where the indicator gives {low} to {high}: with {e}",
            "“{text}”可达 {number} 分，而该指标只能得 {low} 至 {high} 分：{z}",
            text = text,
            points = counted(number, "point"),
            number = number,
            low = low,
            high = high,
            e = inputs.english,
            z = inputs.chinese
        ),
    };
    Diagnostic::new(catalogue::RESULT_BEYOND_POINTS, span, message)
        .related(points.span, words!("the points of the indicator", "该指标的分值"))
        .help(match origin {
            // `held` ends at the full points, so it would take the bonus.
            Origin::Holdable if points.high > points.full => {
                words!("correct the number, or bound the inputs", "更正数字，或限定数据项")
            }
            Origin::Holdable => words!(
                "correct the number, bound the inputs, or write `held` behind what is measured: then it is cut off there, and said so",
                "更正数字，限定数据项，或在所计之值后写“限于分值内”，即在界上截断并注明"
            ),
            Origin::Fixed => words!("correct the number, or the points of the indicator", "更正该数字，或该指标的分值"),
            Origin::Sum => words!(
                "cap it with `, at most …`, or write `, held` behind what is measured: then the sum is cut off there, and said so",
                "写明上限“, 不超过 …”，或在所计之值后写“, 限于分值内”，即在界上截断并注明"
            ),
        })
}

/// Steps that add up to more than the indicator gives.
pub fn steps_beyond(span: Span, most: &Number, points: &Points) -> Diagnostic {
    let high = &points.high;
    let message = words!(
        "the steps add up to {points}, where the indicator gives at most {high}",
        "各步骤合计 {most} 分，而该指标至多得 {high} 分",
        points = counted(most, "point"),
        most = most,
        high = high
    );
    Diagnostic::new(catalogue::STEPS_BEYOND_POINTS, span, message)
        .related(points.span, words!("the points of the indicator", "该指标的分值"))
        .help(words!(
            "lower the points of the steps, or end the head in `at most {high}`",
            "降低步骤的分数，或在句首写明“不超过 {high}”",
            high = high
        ))
}

/// Work that earns more although it is worse.
pub enum Worse<'t> {
    /// A step done late: what it earns then, and in time.
    Late(&'t Number, &'t Number),
    /// A further step of `steps reached`, and the one before it with its place.
    Further(&'t str, &'t str, Span),
    /// A worse state, and a better one with its place.
    State(&'t str, &'t str, Span),
}

/// Worse work that earns more.
pub fn worse_pays_more(span: Span, worse: &Worse<'_>) -> Diagnostic {
    let message = match worse {
        Worse::Late(late, points) => words!(
            "done late this step earns {earned}, in time {points}",
            "逾期完成该步骤得 {late} 分，按期完成得 {points} 分",
            earned = counted(late, "point"),
            late = late,
            points = points
        ),
        Worse::Further(step, before, _) => words!(
            "reaching `{step}` earns less than `{before}` before it",
            "达到“{step}”的得分低于其前的“{before}”",
            step = step,
            before = before
        ),
        Worse::State(worse, better, _) => words!(
            "`{worse}` earns more than `{better}`, which is better",
            "“{worse}”的得分高于更好的“{better}”",
            worse = worse,
            better = better
        ),
    };
    let diagnostic = Diagnostic::new(catalogue::WORSE_WORK_PAYS_MORE, span, message);
    match worse {
        Worse::Late(_, points) => diagnostic.note(words!("being late must never pay", "逾期绝不应得到好处")).help(words!(
            "write {points} or less behind `late =>`",
            "“逾期 =>”后请写 {points} 或更少",
            points = points
        )),
        Worse::Further(_, _, before) => diagnostic
            .related(*before, words!("worth more", "得分更高"))
            .note(words!(
                "of `steps reached` the furthest step counts, so going on must never cost points",
                "“步骤 按进度”按最远的一步计分，继续推进绝不应失分"
            ))
            .help(words!("put the steps in their order, or correct the points", "请按先后排列各步骤，或更正分数")),
        Worse::State(_, _, better) => diagnostic
            .related(*better, words!("the better one", "更好的一项"))
            .help(words!("correct the points, or the order of the choice", "请更正分数，或选项的次序")),
    }
}

/// A `when` row that never holds.
pub fn dead_when(span: Span, text: &str) -> Diagnostic {
    let message = words!("this row is never met: `{text}` cannot hold here", "该行永远不会用到：“{text}”在此不可能成立", text = text);
    Diagnostic::new(catalogue::DEAD_WHEN, span, message)
        .note(when_rows_first())
        .help(words!("take the row out, or put it before the one that takes its place", "删去该行，或移到取代它的那一行之前"))
}
