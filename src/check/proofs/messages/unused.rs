//! What is declared and never used.

use crate::diagnostics::{Diagnostic, Fix, catalogue};
use crate::text::Span;
use crate::words;

fn with(mut diagnostic: Diagnostic, fix: Option<Fix>) -> Diagnostic {
    diagnostic = diagnostic.help(words!("take it out, or use it", "删去，或加以使用"));
    diagnostic.fix = fix;
    diagnostic
}

/// An input or attribute nothing reads.
pub fn input(span: Span, name: &str, owner: &str, fix: Option<Fix>) -> Diagnostic {
    let message =
        words!("`{name}` of `{owner}` is asked for and never used", "“{owner}”的“{name}”要求报送却从未使用", name = name, owner = owner);
    with(Diagnostic::new(catalogue::UNUSED_INPUT, span, message), fix)
}

/// A named expression nothing reads.
pub fn named(span: Span, name: &str, fix: Option<Fix>) -> Diagnostic {
    let message = words!("`{name}` is never used", "“{name}”从未使用", name = name);
    with(Diagnostic::new(catalogue::UNUSED_LET, span, message), fix)
}

/// A scale that nothing is measured by.
pub fn scale(span: Span, name: &str, fix: Option<Fix>) -> Diagnostic {
    let message = words!("the scale `{name}` is never used", "标准“{name}”从未使用", name = name);
    with(Diagnostic::new(catalogue::UNUSED_SCALE, span, message), fix)
}

/// A table nothing is looked up in.
pub fn table(span: Span, name: &str, fix: Option<Fix>) -> Diagnostic {
    let message = words!("nothing is looked up in the table `{name}`", "对照表“{name}”从未使用", name = name);
    with(Diagnostic::new(catalogue::UNUSED_TABLE, span, message), fix)
}

/// A register no clause counts in.
pub fn register(span: Span, name: &str, fix: Option<Fix>) -> Diagnostic {
    let message = words!("no clause reads the register `{name}`", "没有条文使用台账“{name}”", name = name);
    with(Diagnostic::new(catalogue::UNUSED_REGISTER, span, message), fix)
}

/// A choice nothing is of.
pub fn choice(span: Span, name: &str, fix: Option<Fix>) -> Diagnostic {
    let message = words!("the choice `{name}` is never used", "选项“{name}”从未使用", name = name);
    with(Diagnostic::new(catalogue::UNUSED_CHOICE, span, message), fix)
}

/// A role nobody judges or supplies as, though somebody holds it.
pub fn role(span: Span, name: &str, fix: Option<Fix>) -> Diagnostic {
    let message = words!("nobody judges or supplies as `{name}`", "没有任何评定或报送由“{name}”承担", name = name);
    let mut diagnostic = Diagnostic::new(catalogue::UNUSED_ROLE, span, message)
        .note(words!(
            "it may still approve exemptions and awards: those are data, which the rules do not know",
            "它仍可批准豁免与奖励：那属于数据，规则无从知晓"
        ))
        .help(words!("take it out if it approves nothing either", "若也不由其批准任何事项，请删去"));
    diagnostic.fix = fix;
    diagnostic
}
