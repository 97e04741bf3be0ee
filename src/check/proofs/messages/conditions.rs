//! Divisions, missing values, conditions that are settled, judges, days.

use super::{Asker, Cure};
use crate::diagnostics::{Applicability, Diagnostic, catalogue};
use crate::text::{Language, Span, Words};
use crate::value::Day;
use crate::words;

/// A divisor that can be zero.
pub struct Divisor<'t> {
    /// Its text, as it is written.
    pub text: &'t str,
    /// Zero as its kind is written: `0`, `0 yuan`, `0%`.
    pub zero: Words,
    /// With which inputs it is zero.
    pub inputs: Words,
    /// The declaration of the input that could be bounded.
    pub bound: Option<Span>,
    /// A condition stands before it, joined by `and` or `or`.
    pub joined: bool,
}

/// A division by what can be zero. `row` is a row before which a `when` row would help.
pub fn division(span: Span, divisor: &Divisor, reached: Option<Span>, row: Option<(Span, Language)>) -> Diagnostic {
    let Divisor { text, zero, inputs, bound, joined } = divisor;
    let divisor = text.lines().next().unwrap_or("").trim_end();
    let message = if inputs.english.is_empty() || inputs.english == format!("`{divisor}` = {}", zero.english) {
        words!("`{divisor}` can be 0 here, and nothing is divided by 0", "“{divisor}”在此可能为 0，而 0 不能作除数", divisor = divisor)
    } else {
        words!(
            "`{divisor}` can be 0 here, and nothing is divided by 0: with {e}",
            "“{divisor}”在此可能为 0，而 0 不能作除数：{z}",
            divisor = divisor,
            e = inputs.english,
            z = inputs.chinese
        )
    };
    let mut diagnostic = Diagnostic::new(catalogue::DIVISION_BY_ZERO, span, message);
    if let Some(reached) = reached {
        diagnostic = diagnostic.related(reached, words!("used here", "在此处使用"));
    }
    if let Some(bound) = bound {
        diagnostic = diagnostic.related(*bound, words!("0 lies within these bounds", "0 在此取值范围之内")).note(words!(
            "where it is never 0, say so in its bounds: `above {e}`",
            "若其不会为 0，请在取值范围中写明：“超过 {z}”",
            e = zero.english,
            z = zero.chinese
        ));
    }
    if *joined {
        diagnostic = diagnostic.note(words!(
            "both sides of `and` and `or` are worked out, so the one does not keep the other from dividing",
            "“且”、“或”的两边都要计算，一边的条件挡不住另一边的除法"
        ));
    }
    let asked = if divisor.contains(' ') { format!("({divisor})") } else { divisor.to_owned() };
    let divisor = asked.as_str();
    let title = words!(
        "say before it what counts then: `when {divisor} is {e} => …`",
        "在其前写明为 0 时如何计分：“当 {divisor} 为 {z} => …”",
        divisor = divisor,
        e = zero.english,
        z = zero.chinese
    );
    match row {
        Some((row, language)) => {
            let when = words!(
                "when {divisor} is {e} => not applicable\n    ",
                "当 {divisor} 为 {z} => 不适用\n    ",
                divisor = divisor,
                e = zero.english,
                z = zero.chinese
            );
            let when = when.get(language).to_owned();
            diagnostic.fix(title, row.at_start(), when, Applicability::MaybeIncorrect)
        }
        None if *joined => diagnostic.help(words!(
            "ask first, and divide only then: `if {divisor} is {e} then … else …`",
            "先问后除：“若 {divisor} 为 {z} 则 … 否则 …”",
            divisor = divisor,
            e = zero.english,
            z = zero.chinese
        )),
        None => diagnostic.help(words!(
            "say what counts then: `if {divisor} is {e} then … else …`, or a row `when {divisor} is {e} => …`",
            "写明为 0 时如何计：“若 {divisor} 为 {z} 则 … 否则 …”，或“当 {divisor} 为 {z} => …”一行",
            divisor = divisor,
            e = zero.english,
            z = zero.chinese
        )),
    }
}

/// A value that can be missing where nothing catches it, with what it is missing with.
pub fn missing(span: Span, text: &str, inputs: &[String], asker: Asker, cure: Cure) -> Diagnostic {
    let message = if inputs.iter().all(|input| input == text) {
        words!("`{text}` can be missing here, and nothing says what counts then", "“{text}”在此可能缺报，而未写明此时如何计", text = text)
    } else {
        let quoted: Vec<Words> = inputs.iter().map(Words::quoted).collect();
        let (all, together) = (Words::join(&quoted, ", ", "、"), quoted.len() > 1);
        let (are, both) = if together { ("all are", "都") } else { ("is", "") };
        words!(
            "`{text}` can be missing here, when {e} {are}, and nothing says what counts then",
            "{z}{both}缺报时，“{text}”在此也就缺报，而未写明此时如何计",
            text = text,
            e = all.english,
            z = all.chinese,
            are = are,
            both = both
        )
    };
    let mut diagnostic = Diagnostic::new(catalogue::POSSIBLY_MISSING, span, message)
        .note(match asker {
            Asker::Condition | Asker::Amount => words!(
                "only the methods of the chain pass on what is missing; behind the chain each condition must come out",
                "只有评价方式之间才因缺报而顺延；其后的每个条件都必须有结果"
            ),
            Asker::Start => words!(
                "`start at` needs nothing and can always be applied, so nothing goes on to the next method here",
                "“起评分”不需要任何数据、总能适用，在此不会顺延到下一种评价方式"
            ),
            Asker::Whom => words!(
                "where it is missing nobody can say whether this is for the subject, and the subject is refused",
                "缺报时无法判定该对象是否适用，该对象即不予计分"
            ),
        })
        .help(cure.help);
    if let Some(declared) = cure.declared {
        diagnostic = diagnostic.related(declared, words!("it may be left empty", "此项可以空着"));
    }
    if let Some(judged) = cure.judged {
        diagnostic = diagnostic.related(judged, words!("it is there for these alone", "只对这些对象才有"));
    }
    if let Some(row) = cure.row {
        diagnostic = diagnostic.related(row, words!("not applicable by this row, so that there are no points", "按此行不适用，即没有得分"));
    }
    diagnostic.fix = cure.fix;
    diagnostic
}

/// How a condition is settled before there is an answer.
pub enum Settled<'t> {
    /// By the bounds of the input, which are said: it always holds, or never.
    ByBounds(&'t Words, bool),
    /// It never holds, by all that it reads together.
    Never,
    /// It asks for a missing answer, and `empty means` answers for an empty cell.
    ByDefault,
}

/// A condition that comes out the same whatever is answered.
pub fn settled(span: Span, input: &str, condition: &str, settled: &Settled<'_>) -> Diagnostic {
    let message = match settled {
        Settled::ByBounds(_, true) => words!("`{condition}` always holds", "“{condition}”总是成立", condition = condition),
        Settled::ByBounds(_, false) | Settled::Never => {
            words!("`{condition}` never holds", "“{condition}”永远不会成立", condition = condition)
        }
        Settled::ByDefault => words!("`{input}` is never missing", "“{input}”从不缺报", input = input),
    };
    let diagnostic = Diagnostic::new(catalogue::SETTLED_CONDITION, span, message);
    match settled {
        Settled::ByBounds(range, _) => diagnostic
            .note(words!("by its bounds `{input}` {e}", "按其取值范围，“{input}”{z}", input = input, e = range.english, z = range.chinese))
            .help(words!("correct the number, or the bounds of the input", "更正该数字，或数据项的取值范围")),
        Settled::Never => diagnostic
            .note(words!("whatever is answered, it comes out as no", "无论如何填报，该条件都不成立"))
            .help(words!("correct the condition, or take out what waits for it", "更正该条件，或删去以其为前提的内容")),
        Settled::ByDefault => diagnostic
            .note(words!("`empty means` answers for an empty cell", "空缺时已由“空视为”给出数值"))
            .help(words!("take the condition out, or `empty means`", "删去该条件，或删去“空视为”")),
    }
}

/// A number that what it stands beside never comes to.
pub fn beyond_bounds(span: Span, number: &str, read: &str, range: &Words) -> Diagnostic {
    let message = words!("`{read}` never comes to {number}", "“{read}”永远到不了 {number}", read = read, number = number);
    Diagnostic::new(catalogue::NUMBER_BEYOND_BOUNDS, span, message)
        .note(words!("`{read}` {e}", "“{read}”{z}", read = read, e = range.english, z = range.chinese))
        .help(words!("correct the number, or the bounds of the input", "更正该数字，或数据项的取值范围"))
}

/// A judge who is among the judged.
pub fn judge_of_itself(
    span: Span,
    role: &str,
    member: &str,
    held: Span,
    other: Option<&str>,
    outsider: Option<String>,
    leads: bool,
) -> Diagnostic {
    let message = match other {
        None => words!(
            "`{member}` would judge itself here, as `{role}`",
            "“{member}”作为“{role}”，在此将评定自己",
            member = member,
            role = role
        ),
        Some(other) => words!(
            "`{member}` would judge itself here: it is `{role}` and `{other}` at once",
            "“{member}”在此将评定自己：它既是“{role}”又是“{other}”",
            member = member,
            role = role,
            other = other
        ),
    };
    let someone = outsider.unwrap_or_else(|| "…".to_owned());
    let mut diagnostic = Diagnostic::new(catalogue::JUDGE_OF_ITSELF, span, message).related(held, words!("held by it", "由其担任"));
    if leads {
        diagnostic = diagnostic.note(words!("`{member}` leads this indicator too", "“{member}”还是该指标的牵头单位", member = member));
    }
    let diagnostic = diagnostic.note(words!("nobody judges its own work", "任何人不得评定自己的工作"));
    match other {
        None => diagnostic.help(words!(
            "name who judges then: `judged by {role}, for itself by {someone}`",
            "写明此时由谁评定：“由 {role} 评定, 本身由 {someone} 评定”",
            role = role,
            someone = someone
        )),
        Some(_) => diagnostic.help(words!("name a role that another holds", "改为由他人担任的角色")),
    }
}

/// A day after the closing day.
pub fn after_closing(span: Span, due: Day, closes: Day, closing: Span) -> Diagnostic {
    let message = words!("due on {due}, after the closing day {closes}", "期限 {due} 晚于截止日 {closes}", due = due, closes = closes);
    never_counts(span, message)
        .related(closing, words!("the rulebook closes on {closes}", "考核规则于 {closes} 截止", closes = closes))
        .help(words!("name an earlier day, or close later", "改为更早的日期，或推迟截止日"))
}

/// A closing day of the wrong year: nearly everything would be due after it. `due` is something that is, with its place.
pub fn closes_before_the_year(span: Span, closes: Day, meant: Day, (due, due_span): (Day, Span)) -> Diagnostic {
    let message = words!(
        "the rulebook closes on {closes}, before what is due in its year",
        "考核规则于 {closes} 截止，早于年度内的期限",
        closes = closes
    );
    never_counts(span, message).related(due_span, words!("due on {due}", "期限为 {due}", due = due)).fix(
        words!("write `{meant}`", "写作“{meant}”", meant = meant),
        span,
        meant.to_string(),
        Applicability::MaybeIncorrect,
    )
}

fn never_counts(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(catalogue::DUE_AFTER_CLOSING, span, message)
        .note(words!("scores are worked out on the closing day; what is due later would never count", "在截止日计分；其后到期的不会计入"))
}

/// Bounds that no value meets.
pub fn no_value(span: Span, input: &str) -> Diagnostic {
    Diagnostic::new(
        catalogue::NO_POSSIBLE_VALUE,
        span,
        words!("no value of `{input}` can lie within these bounds", "“{input}”没有任何值能满足这些范围", input = input),
    )
    .help(words!("correct one of the bounds: the lower one comes first", "更正其中一端：低端在前"))
}
