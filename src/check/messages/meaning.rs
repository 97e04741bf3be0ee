//! Findings about what clauses mean together.

use super::{Phrase, listed};
use crate::check::infer::MOST_FACTORS;
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::model::{Precision, rounding_words};
use crate::text::{Language, Span, Words, counted};
use crate::types::{Base, Dimension, HIGHEST_POWER};
use crate::words;

/// What has to be said and is not, in words of its own.
fn unsaid(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::LEFT_UNSAID, span, message)
}

/// Something that has to be said and is not.
pub fn left_unsaid(span: Span, phrase: &Phrase) -> Diagnostic {
    let (Words { english, chinese }, example) = (phrase.words(), phrase.example());
    unsaid(span, words!("{e} is not said here", "此处未写{z}", e = english, z = chinese)).help(words!(
        "write {e}",
        "请写{z}",
        e = example.english,
        z = example.chinese
    ))
}

/// A line on rounding that is not in the header; what its sister line says is offered for it, too.
pub fn rounding_unsaid(span: Span, phrase: &Phrase, sister: &Precision) -> Diagnostic {
    let keyword = if *phrase == Phrase::Totals { Words::new("totals", "总分") } else { Words::new("scores", "得分") };
    let (what, rounding) = (phrase.words(), precision_words(sister));
    unsaid(span, words!("{e} is not said here", "此处未写{z}", e = what.english, z = what.chinese)).help(words!(
        "write `{keyword} {rounding}`",
        "请写“{keyword_zh} {rounding_zh}”",
        keyword = keyword.english,
        rounding = rounding.english,
        keyword_zh = keyword.chinese,
        rounding_zh = rounding.chinese
    ))
}

/// A rounding as it is written behind `scores` or `totals`.
fn precision_words(precision: &Precision) -> Words {
    let rounded = match &precision.rounded {
        None => Words::new("not rounded", "不作舍入"),
        Some(rounding) => {
            let Words { english, chinese } = rounding_words(rounding);
            Words::new(format!("rounded {english}"), chinese)
        }
    };
    match &precision.shown {
        Some(shown) if precision.shown != precision.rounded => {
            let shown = rounding_words(shown);
            words!(
                "{rounded}, shown {shown}",
                "{rounded_zh}，显示 {shown_zh}",
                rounded = rounded.english,
                shown = shown.english,
                rounded_zh = rounded.chinese,
                shown_zh = shown.chinese
            )
        }
        Some(_) | None => rounded,
    }
}

/// What stands between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// The values of a choice.
    Values,
    /// The lines of a table.
    Lines,
    /// The steps of `steps`.
    Steps,
    /// What a joint cap holds for.
    Changes,
    /// The rows of a grade.
    Grades,
    /// What follows from results.
    Consequences,
}

/// Braces with nothing between them, where something has to be.
pub fn nothing_inside(braces: Span, inside: Inside) -> Diagnostic {
    let message = words!("nothing stands between these braces", "这对花括号内没有内容");
    unsaid(braces, message).help(match inside {
        Inside::Values => words!(
            "write its values: `good > fair > poor`, or `first_half | second_half`",
            "请写各个值，如“好 > 中 > 差”或“上半年 | 下半年”"
        ),
        Inside::Lines => words!("write its lines: `name => 1.2`", "请写各行，如“名称 => 1.2”"),
        Inside::Steps => {
            words!("write the steps: `drafted \"Plan drafted\" due 31 March => 5`", "请写各步，如“起草 \"起草方案\" 3月31日前 => 5”")
        }
        Inside::Changes => words!("write the clauses the cap holds for, or leave it out", "请写上限所管的各条，或删去"),
        Inside::Grades => words!("write its rows: `good when total is at least 80`", "请写各行，如“良好 当 总分 不低于 80”"),
        Inside::Consequences => words!("write a line: `\"Interview\" when total is below 60`", "请写一行，如“\"约谈\" 当 总分 不满 60”"),
    })
}

/// Something said twice that can be said once.
pub fn said_twice(span: Span, first: Span, phrase: &Phrase) -> Diagnostic {
    let Words { english, chinese } = phrase.words();
    repeated(span, words!("{e} is said twice", "{z}重复", e = english, z = chinese), first)
        .help(words!("leave one of the two out", "请删去其中一处"))
}

/// What stands twice, in words of its own.
pub(super) fn repeated(span: Span, message: Words, first: Span) -> Diagnostic {
    Diagnostic::new(code::REPEATED, span, message).related(first, words!("said here first", "首次写在此处"))
}

/// Options of a part that exclude each other.
pub fn contradicting_options(span: Span, other: Option<Span>, phrase: &Phrase) -> Diagnostic {
    let Words { english, chinese } = phrase.words();
    match other {
        Some(other) => {
            let message = words!("{e} contradicts what was said before", "{z}与前面所写矛盾", e = english, z = chinese);
            Diagnostic::new(code::CONTRADICTING_OPTIONS, span, message).related(other, words!("this excludes it", "与此不能并存")).note(
                words!(
                    "a bonus or an adjustment is added at the end, and has neither weight nor size of its own",
                    "加分项和加减分项最后计入，没有权重和满分"
                ),
            )
        }
        None => {
            let message = words!("a whole scorecard has no {e}", "整张计分卡不能写{z}", e = english, z = chinese);
            Diagnostic::new(code::CONTRADICTING_OPTIONS, span, message)
        }
    }
}

/// A clause of a scorecard inside a part where it does not belong; `part` is that of a bonus or adjustment.
pub fn misplaced_in_part(span: Span, part: Option<&str>) -> Diagnostic {
    match part {
        Some(part) => {
            let message = words!("a bonus or adjustment stands directly in the scorecard", "加分项和加减分项应直接写在计分卡中");
            Diagnostic::new(code::MISPLACED_IN_PART, span, message)
                .label(words!("this one stands in `{part}`", "此项写在“{part}”中", part = part))
                .note(words!("it is in the scorecard's own points and is never scaled", "它按计分卡的分数计，不作折算"))
        }
        None => {
            let message = words!("a limit of the total stands directly in the scorecard", "总分限制应直接写在计分卡中");
            Diagnostic::new(code::MISPLACED_IN_PART, span, message).help(words!("move it out of the part", "请移出该部分"))
        }
    }
}

/// Points from a low to a high end, or not, where the part wants the other.
/// `high` is the upper end as written.
pub fn points_of_adjustment(span: Span, adjusts: bool, high: &str) -> Diagnostic {
    if adjusts {
        Diagnostic::new(
            code::POINTS_OF_ADJUSTMENT,
            span,
            words!("in an adjustment part the points go from one number to another", "加减分项中的分值应有上下限"),
        )
        .help(words!("write both ends, such as `points from -3 to {high}`", "请写出上下限，如“分值 -3 至 {high}”", high = high))
    } else {
        Diagnostic::new(
            code::POINTS_OF_ADJUSTMENT,
            span,
            words!("points below the full ones are for adjustment parts alone", "只有加减分项的分值可有上下限"),
        )
        .help(words!("write `points {high}`", "请写“分值 {high}”", high = high))
    }
}

/// `else` where nothing stands before it, or a method without it.
pub fn misplaced_else(span: Span, stray: bool, language: Language) -> Diagnostic {
    if stray {
        Diagnostic::new(code::MISPLACED_ELSE, span, words!("the first method has no `else` before it", "第一个评价方式前不写“否则”")).fix(
            words!("leave `else` out", "请删去“否则”"),
            span,
            "",
            Applicability::Safe,
        )
    } else {
        let word = match language {
            Language::English => "else ",
            Language::Chinese => "否则 ",
        };
        Diagnostic::new(code::MISPLACED_ELSE, span, words!("a second method begins with `else`", "第二个评价方式前应写“否则”"))
            .note(words!("the next method counts only where the one before it cannot be applied", "只有前一方式无法适用时才用后一方式"))
            .fix(words!("write `else` before it", "请在前面写“否则”"), span.at_start(), word, Applicability::Safe)
    }
}

/// Something behind a row or an end that takes all.
pub fn never_reached(span: Span, last: Span) -> Diagnostic {
    Diagnostic::new(code::NEVER_REACHED, span, words!("this is never reached", "此处永远不会用到"))
        .related(last, words!("everything that is left ends here", "其余情况都止于此"))
        .help(words!("move it up, or leave it out", "请上移或删去"))
}

/// Rows of different kinds in one table, or rows beside a short form.
pub fn mixed_rows(span: Span, other: Span, short: bool) -> Diagnostic {
    let message = if short {
        words!("a short form of `quantify` has no rows of its own but `when`", "“量化”的简写只能带“当”的行")
    } else {
        words!("bands and `start at` do not go together", "区间与“起评分”不能并用")
    };
    Diagnostic::new(code::MIXED_ROWS, span, message).related(other, words!("beside this", "与此并列"))
}

/// A state that gives something else than points.
pub fn state_without_points(span: Span) -> Diagnostic {
    Diagnostic::new(code::STATE_WITHOUT_POINTS, span, words!("a described state gives points", "每个描述都应给出分数"))
        .help(words!("write points, or `between 6 and 8`", "请写分数，或“6 与 8 之间”"))
}

/// 8-10分 as the points of a state.
pub fn range_as_difference(span: Span, [low, high]: [&str; 2], language: Language) -> Diagnostic {
    let meant = match language {
        Language::English => format!("between {low} and {high}"),
        Language::Chinese => format!("{low} 与 {high} 之间"),
    };
    let mut found = state_without_points(span);
    found.message = words!("`{low}-{high}` is a difference below zero", "“{low}-{high}”是相减，结果小于 0", low = low, high = high);
    found.help = None;
    found.note(words!("the judge chooses between two numbers only where the rule says so", "评定人在两数之间打分的，要写明")).fix(
        words!("write `{m}`", "写作“{m}”", m = meant),
        span,
        meant.clone(),
        Applicability::MaybeIncorrect,
    )
}

/// A value with nothing that turns it into points; `dimension` is what it is an amount of.
pub fn quantified_without_table(span: Span, found: &Words, dimension: Option<&Dimension>) -> Diagnostic {
    let message = words!("nothing says how many points this is worth", "未写明此值得多少分");
    let forms = words!(
        "add rows in braces, `from … to …`, `in proportion to …` or `using …`",
        "请加上花括号内的行、“从 … 到 …”、“按比例对 …”或“按 … 标准”"
    );
    let has_points = dimension.is_some_and(|dimension| dimension.powers().any(|(base, power)| base == Base::Points && power > 1));
    let help = if has_points {
        words!("points are multiplied by points: leave one of them out, or divide by `1 point`", "分与分相乘了：请去掉其一，或除以“1 分”")
    } else if dimension.is_some_and(Dimension::is_none) {
        words!(
            "{e}; if so many points are meant, multiply by `1 point`",
            "{z}；若其数值就是分数，再乘以“1 分”",
            e = forms.english,
            z = forms.chinese
        )
    } else {
        forms
    };
    Diagnostic::new(code::QUANTIFIED_WITHOUT_TABLE, span, message)
        .label(words!("this is {e}, not points", "这是{z}，不是分", e = found.english, z = found.chinese))
        .help(help)
}

/// What a started one counts is not said, in words of its own.
fn unsaid_of_started(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::STARTED_STEP_UNSAID, span, message)
}

/// A step of which nobody says what a started one counts; `step` is its size.
pub fn started_step_unsaid(span: Span, step: &str) -> Diagnostic {
    let message = words!("it is not said what a started step counts", "未写明不足一步如何计算");
    unsaid_of_started(span, message).help(words!(
        "write `for every full {step}`, `for every {step} or part` or `for every {step} in proportion`",
        "请写“每满 {step}”、“每 {step}(不足按整计)”或“每 {step} 按比例”",
        step = step
    ))
}

/// A week or month late of which nobody says what a started one counts; a share of one is never taken.
pub fn started_period_unsaid(span: Span, week: bool) -> Diagnostic {
    let (english, chinese) = if week { ("week", "周") } else { ("month", "月") };
    let message =
        words!("it is not said what a started {e} counts", "未写明不足一{z}如何计算", e = english, z = if week { "周" } else { "个月" });
    unsaid_of_started(span, message).help(words!(
        "write `for each full {e} late` or `for each {e} late or part`",
        "请写“每迟满一{z}少 1”或“每迟一{z}少 1(不足按整计)”",
        e = english,
        z = chinese
    ))
}

/// Steps of nothing: nobody says what is measured, or what a percent is of.
pub fn step_of_nothing(span: Span, percent: bool) -> Diagnostic {
    if percent {
        Diagnostic::new(code::STEP_OF_NOTHING, span, words!("it is not said of what this is a percent", "未写明是何者的百分比")).help(
            words!(
                "say from where it is measured: `above target`, or write the step as a number",
                "请写明从何处起算，如“超过 目标”，或将步长写成数"
            ),
        )
    } else {
        Diagnostic::new(code::STEP_OF_NOTHING, span, words!("it is not said what is measured in these steps", "未写明按此步长衡量什么"))
            .help(words!("add `of …`", "请写明衡量的数据"))
    }
}

/// A late rule for a step without a day.
pub fn late_without_day(late: Span, step: Span) -> Diagnostic {
    Diagnostic::new(code::LATE_WITHOUT_DAY, late, words!("a step without a day cannot be late", "没有期限的步骤谈不上逾期"))
        .related(step, words!("this step has no day", "此步骤没有期限"))
        .help(words!("add `due 31 March`, or leave this out", "请加上“3月31日前”，或删去此处"))
}

/// Names of a choice that no row speaks of.
pub fn names_without_row(span: Span, absent: &[String]) -> Diagnostic {
    let Words { english, chinese } = listed(absent);
    Diagnostic::new(code::NAMES_WITHOUT_ROW, span, words!("no row speaks of {e}", "没有针对{z}的行", e = english, z = chinese))
        .help(words!("add a row for each", "请为每个值加一行"))
}

/// What may be wrong with the lines of a table.
pub enum TableFault {
    /// More keys than two.
    Keys,
    /// A line of a grid in a list, or the other way round.
    Line {
        /// The table is a grid.
        grid: bool,
    },
    /// A grid without the names of its columns.
    Head,
    /// A row with too few or too many cells.
    Cells {
        /// Cells found.
        found: usize,
        /// Columns of the head.
        wanted: usize,
    },
}

/// A table that cannot be read.
pub fn malformed_table(span: Span, fault: &TableFault) -> Diagnostic {
    let message = match fault {
        TableFault::Keys => words!("a table has one key or two", "对照表只能有一个或两个键"),
        TableFault::Line { grid: true } => words!("this line does not fit a table with two keys", "此行不适用于两个键的对照表"),
        TableFault::Line { grid: false } => words!("this line does not fit a table with one key", "此行不适用于一个键的对照表"),
        TableFault::Head => words!("a table with two keys begins with the names of its columns", "两个键的对照表首行应为列名"),
        TableFault::Cells { found, wanted } => {
            words!(
                "the row has {cells}, the head {wanted}",
                "此行有 {found} 格，表头有 {wanted} 格",
                cells = counted(found, "cell"),
                found = found,
                wanted = wanted
            )
        }
    };
    let diagnostic = Diagnostic::new(code::MALFORMED_TABLE, span, message);
    match fault {
        TableFault::Line { grid: false } => diagnostic.help(words!("write `name => 1.2, name => 1.0`", "请写“名称 => 1.2, 名称 => 1.0”")),
        TableFault::Keys | TableFault::Line { grid: true } | TableFault::Head | TableFault::Cells { .. } => diagnostic,
    }
}

/// A table that lacks a line for some value of its choice.
pub fn table_not_full(span: Span, name: &str, absent: &[String], declared: Span) -> Diagnostic {
    let Words { english, chinese } = listed(absent);
    let message = words!("the table `{name}` has nothing for {e}", "对照表“{name}”缺{z}", name = name, e = english, z = chinese);
    Diagnostic::new(code::TABLE_NOT_FULL, span, message)
        .related(declared, words!("the values are listed here", "可选的值列在此处"))
        .help(words!("add a line for each", "请逐一补上"))
}

/// A key whose names are those of no choice.
pub fn key_of_no_choice(span: Span, key: &str) -> Diagnostic {
    let message = words!("the names listed under `{key}` are values of no choice", "“{key}”下所列不是任何选项的值", key = key);
    Diagnostic::new(code::KEY_OF_NO_CHOICE, span, message)
        .help(words!("declare a choice or sequence with these names", "请用这些名称声明选项或序列"))
}

/// An option where it means nothing.
pub enum Misplaced<'t> {
    /// One of inputs, at a field of a register.
    AtField(&'t Phrase),
    /// `monthly` at an attribute.
    MonthlyAttribute,
    /// `once per` where no entries are counted.
    OncePer,
}

/// An option that does not go with what it is written at.
pub fn option_out_of_place(span: Span, misplaced: &Misplaced<'_>) -> Diagnostic {
    let (message, help) = match misplaced {
        Misplaced::AtField(phrase) => {
            let Words { english, chinese } = phrase.words();
            let message = words!("a field of a register has no {e}", "台账的栏目不能写{z}", e = english, z = chinese);
            (message, words!("leave it out", "请删去"))
        }
        Misplaced::MonthlyAttribute => (
            words!("an attribute has one value for the year, so it has no `monthly`", "属性全年只有一个值，不能写“按月”"),
            words!("leave it out, or ask for it as an input of an indicator", "请删去，或改为指标的数据项"),
        ),
        Misplaced::OncePer => (
            words!("`once per` is for entries of a register alone", "“同一 … 只计一次”只用于台账记录"),
            words!("leave it out, or write `for each … in …`", "请删去，或写“每有一次 …”"),
        ),
    };
    Diagnostic::new(code::OPTION_OUT_OF_PLACE, span, message).help(help)
}

/// Two warnings of one indicator that say the same.
pub fn same_warning(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(code::SAME_WARNING, span, words!("this indicator has a warning of these words already", "该指标已有同样文字的预警"))
        .related(first, words!("said here first", "首次写在此处"))
        .help(words!("say in other words what this one warns of, or join the conditions with `or`", "请另写文字，或用“或”合并两个条件"))
}

/// What a date says, said of something that is no date.
pub fn dates_nothing(span: Span, ty: &Words) -> Diagnostic {
    let message = words!(
        "`when it happened` and `planned` are said of a date, and this is {e}",
        "“实际发生日”和“计划日”只用于日期，此处为{z}",
        e = ty.english,
        z = ty.chinese
    );
    Diagnostic::new(code::DATES_NOTHING, span, message).help(words!("leave it out, or make this a `date`", "请删去，或把类型改为“日期”"))
}

/// A deduction among additions, or the other way round.
pub fn other_direction(span: Span, group: Span) -> Diagnostic {
    Diagnostic::new(
        code::OTHER_DIRECTION,
        span,
        words!("a joint cap holds for additions or for deductions, not for both", "合计上限只能针对加分或扣分之一"),
    )
    .related(group, words!("the cap is of these", "上限针对此方向"))
    .help(words!("move it out of the braces", "请移到花括号之外"))
}

/// What is too much of names inside each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Entangled {
    /// The lets that are led through.
    Lets,
    /// The expressions inside each other, with those of the lets that are read.
    Levels,
    /// The scales, when they are written out.
    Scales,
    /// A power of a unit that nobody works out by hand.
    Powers,
    /// The factors of a product, with those of the lets that are read.
    Factors,
}

/// Lets that lead through too many others or too deep, scales that come to too much when they are written out, or units multiplied too often.
pub fn too_entangled(span: Span, what: Entangled) -> Diagnostic {
    let fewer = words!("say it with fewer names inside each other", "请减少层层套用");
    let (message, help) = match what {
        Entangled::Lets => (words!("this leads through too many named expressions", "此处经过的“设”层数过多"), fewer),
        Entangled::Levels => (
            words!("with the named expressions that it reads, this lies too deep", "连同所引用的“设”，此处嵌套过深"),
            words!("say it with shorter expressions, or fewer names inside each other", "请缩短表达式，或减少层层套用"),
        ),
        Entangled::Powers => (
            words!("a unit is multiplied by itself more than {n} times", "同一计量单位自乘超过 {n} 次", n = HIGHEST_POWER),
            words!("divide by the same unit first, so that a plain number is left", "先除以同一单位，化为数值后再相乘"),
        ),
        Entangled::Factors => (
            words!(
                "with the named expressions that it reads, this multiplies more than {n} numbers",
                "连同所引用的“设”，此处相乘的数超过 {n} 个",
                n = MOST_FACTORS
            ),
            words!("multiply fewer named expressions by each other", "请减少“设”与“设”之间的相乘"),
        ),
        Entangled::Scales => {
            (words!("the scales used here come to too much when they are written out", "此处套用的标准展开后过于庞大"), fewer)
        }
    };
    Diagnostic::new(code::TOO_ENTANGLED, span, message).help(help)
}

/// What is defined by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// A kind of subject that lies in itself.
    Subject,
    /// A unit.
    Unit,
    /// A bound of an input.
    Bound,
}

/// Something above or made of itself: kinds of subject, units, bounds.
pub fn made_of_itself(span: Span, names: &[String], what: Made) -> Diagnostic {
    let first = names.first().map_or("", String::as_str);
    let message = match what {
        Made::Subject => words!("`{first}` lies in itself", "“{first}”隶属于自身", first = first),
        Made::Unit => words!("the unit `{first}` is measured in itself", "计量单位“{first}”以自身为基准", first = first),
        Made::Bound => words!("`{first}` bounds itself", "“{first}”以自身为界限", first = first),
    };
    let diagnostic = Diagnostic::new(code::MADE_OF_ITSELF, span, message);
    if names.len() > 1 {
        let Words { english, chinese } = listed(names);
        return diagnostic.note(words!("in this circle: {e}", "循环涉及{z}", e = english, z = chinese));
    }
    diagnostic
}

/// A pattern that no indicator follows.
pub fn unused_pattern(span: Span, name: &str) -> Diagnostic {
    let message = words!("no indicator follows the pattern `{name}`", "没有指标按模板“{name}”制定", name = name);
    Diagnostic::new(code::UNUSED_PATTERN, span, message)
        .note(words!(
            "what stands in it is read where an indicator follows it, so its faults are not known",
            "模板的内容在按它制定的指标中才会读取，因此其中是否有误尚不可知"
        ))
        .help(words!(
            "write `follows {name}` behind the head of an indicator, or take it out",
            "在指标开头之后写“按 {name} 模板”，或删去该模板",
            name = name
        ))
}
