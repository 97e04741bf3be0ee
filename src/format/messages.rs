//! What the formatter says.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as code;
use crate::text::Span;
use crate::words;

/// What stands in the way of formatting a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// Statements that cannot be read.
    SyntaxErrors,
    /// The text made would not read back as the same file.
    WouldChange,
}

pub(super) fn cannot_format(span: Span, obstacle: Obstacle) -> Diagnostic {
    match obstacle {
        Obstacle::SyntaxErrors => Diagnostic::new(
            code::UNFORMATTABLE_FILE,
            span,
            words!("a file with syntax errors cannot be formatted", "有语法错误的文件无法排版"),
        )
        .label(words!("this cannot be read", "此处无法读懂"))
        .help(words!("put right what `yardstick check` reports, then format again", "先改正“yardstick check”报出的错误，再重新排版")),
        Obstacle::WouldChange => Diagnostic::new(
            code::UNFORMATTABLE_FILE,
            span,
            words!("formatting would change what this file says, so it was left alone", "排版会改变文件的含义，已保持原样"),
        )
        .label(words!("from here on the text would read differently", "自此处起含义会不同"))
        .note(words!(
            "the formatter reads back all it writes before it returns it; please report this file as a fault of Yardstick",
            "排版器在交出结果之前会重新读一遍；请将此文件作为 Yardstick 的缺陷上报"
        )),
    }
}

pub(super) fn not_formatted(span: Span) -> Diagnostic {
    Diagnostic::new(code::UNFORMATTED_FILE, span, words!("this file is not in the canonical layout", "文件未按统一格式排版"))
        .label(words!("the first line that would change", "第一处将改动的行"))
        .help(words!("run `yardstick fmt` on it", "对它运行“yardstick fmt”"))
}
