//! Grades.

use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::{Span, Words};
use crate::words;

/// A row of a grade that no total meets; without a condition it is `otherwise`.
pub fn dead_row(span: Span, grade: &str, condition: Option<&str>) -> Diagnostic {
    let message = match condition {
        Some(condition) => words!(
            "nobody can get `{grade}` here: `{condition}` cannot hold",
            "无人能由此得“{grade}”：“{condition}”不可能成立",
            grade = grade,
            condition = condition
        ),
        None => words!(
            "nobody can get `{grade}` here: the rows before it take every total",
            "无人能由此得“{grade}”：前面各行已包含所有总分",
            grade = grade
        ),
    };
    Diagnostic::new(catalogue::DEAD_GRADE, span, message).help(words!("correct the condition, or take the row out", "更正条件，或删去该行"))
}

/// A row that an easier one before it takes everything from.
pub fn reversed(span: Span, grade: &str, earlier: Span, before: &str) -> Diagnostic {
    let message = words!(
        "nobody can get `{grade}`: whoever meets this has got `{before}` before",
        "无人能得“{grade}”：满足此条件者已先得“{before}”",
        grade = grade,
        before = before
    );
    Diagnostic::new(catalogue::GRADES_REVERSED, span, message)
        .related(earlier, words!("tried first", "先判断此行"))
        .note(words!("rows are tried in their order, and the first that holds gives the grade", "各行按先后顺序判断，首个成立者即为等次"))
        .help(words!("put the harder condition first, or correct the number", "把较严的条件写在前面，或更正数字"))
}

/// A total that gets no grade.
pub fn without_grade(span: Span, inputs: &Words, last: &str) -> Diagnostic {
    let message = if inputs.english.is_empty() {
        words!("a subject that meets none of the rows has no grade", "不满足任何一行者没有等次")
    } else {
        words!("no row gives a grade with {e}", "{z}时没有任何一行给出等次", e = inputs.english, z = inputs.chinese)
    };
    Diagnostic::new(catalogue::TOTAL_WITHOUT_GRADE, span, message).help(words!(
        "end with a row for the rest: `{last} otherwise`, or another grade",
        "最后写一行：“{last} 其余”，或另写一等",
        last = last
    ))
}
