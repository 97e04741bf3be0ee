//! What is said of the keys by which a table is looked up.

use super::listed;
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic, Edit, Fix};
use crate::syntax::ast::Name;
use crate::text::{Span, Words};
use crate::words;

/// What can stand between the brackets of a lookup.
#[derive(Clone, Debug)]
pub struct Ways {
    /// What can be read there and has a line of the table whatever its value is.
    pub fitting: Vec<String>,
    /// The number of the line that was named, as the table writes it.
    pub cell: Option<String>,
    /// The lines of the table.
    pub lines: Vec<String>,
}

/// A key that is not of a choice.
pub fn no_key(span: Span, found: &Words, ways: &Ways) -> Diagnostic {
    let message =
        words!("a table is looked up by a value of a choice, found {e}", "查表须用选项的值，实为{z}", e = found.english, z = found.chinese);
    with_ways(unfit_key(span, message), span, ways)
}

/// A key that is a value of a choice itself, where something that has such a value is asked for.
pub fn fixed_key(name: &Name, table: &str, ways: &Ways, declared: Span) -> Diagnostic {
    let message = words!(
        "the table `{table}` is looked up by something that takes a value, and `{name}` is such a value itself",
        "对照表“{table}”要按取值的项目来查，而“{name}”本身就是一个值",
        table = table,
        name = name.value
    );
    let label = if ways.lines.contains(&name.value) {
        words!("one of its lines, not whose line is looked up", "这是表中的一行，没有说明查谁的那一行")
    } else {
        words!("a value of a choice, for which it has no line", "这是选项的值，表中没有这一行")
    };
    let found = unfit_key(name.span, message).label(label).related(declared, words!("the table", "对照表"));
    with_ways(found, name.span, ways)
}

/// A key of a choice with values for which the table has no line.
pub fn lines_missing(span: Span, table: &str, absent: &[String], declared: Span) -> Diagnostic {
    let Words { english, chinese } = listed(absent);
    let message = words!("the table `{table}` has nothing for {e}", "对照表“{table}”中没有{z}", table = table, e = english, z = chinese);
    unfit_key(span, message).label(words!("it may have such a value", "它可能取这样的值")).related(declared, words!("the table", "对照表"))
}

/// The two keys of a table in the order of the other; `names` are those of the keys, `written` the keys as they stand.
pub fn swapped_keys(places: [Span; 2], table: &str, names: &[String], written: [&str; 2]) -> Diagnostic {
    let [left, right] = places;
    let Words { english, chinese } = listed(names);
    let message =
        words!("the keys of `{table}` come in this order: {e}", "“{table}”的键依次为{z}", table = table, e = english, z = chinese);
    let [first, second] = written;
    let title =
        words!("write `{table}[{second}, {first}]`", "写作“{table}[{second}, {first}]”", table = table, first = first, second = second);
    let mut found = unfit_key(left.to(right), message);
    let edits = [(left, second), (right, first)].map(|(span, text)| Edit { span, replacement: text.to_owned() }).to_vec();
    found.help = Some(title.clone());
    found.fix = Some(Fix { title, edits, applicability: Applicability::Safe });
    found
}

/// Keys that do not fit their table, in words of their own.
fn unfit_key(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::WRONG_KEY, span, message)
}

/// The same with what can be typed: what has a line of the table, or else how such a thing is declared; of a line that was
/// named its number.
fn with_ways(diagnostic: Diagnostic, span: Span, ways: &Ways) -> Diagnostic {
    let found = match &ways.cell {
        Some(cell) => diagnostic.note(words!(
            "where it is always this line, its number can be written instead: `{cell}`",
            "若总是这一行，可直接写它的数：“{cell}”",
            cell = cell
        )),
        None => diagnostic,
    };
    match ways.fitting.as_slice() {
        [only] => found.fix(words!("write `{only}`", "写作“{only}”", only = only), span, only.clone(), Applicability::MaybeIncorrect),
        [] if ways.lines.is_empty() => found,
        [] => {
            let lines = ways.lines.join(" | ");
            found.help(words!(
                "declare what it is looked up by: `input … : {lines}`",
                "请声明按什么来查：“数据项 … : {lines}”",
                lines = lines
            ))
        }
        several => {
            let Words { english, chinese } = listed(several);
            found.help(words!("write one of {e}", "请写{z}之一", e = english, z = chinese))
        }
    }
}
