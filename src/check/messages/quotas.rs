//! Findings about quotas of places.

use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::text::{Language, Span, Words};
use crate::words;

/// A grade that counts its quotas among others than the rank does.
pub fn other_group(span: Span, grade: &Words, rank: &Words, ranked: Span, fix: &str) -> Diagnostic {
    let message = words!(
        "the places are given `{r}`, and this counts `{g}`",
        "名次按“{s}”排定，而此处按“{h}”计算",
        r = rank.english,
        g = grade.english,
        s = rank.chinese,
        h = grade.chinese
    );
    Diagnostic::new(code::OTHER_GROUP, span, message)
        .related(ranked, words!("the places come from here", "名次由此而来"))
        .note(words!("a quota counts those who are ranked with each other, and nobody else", "名额只能在同一排名范围内计算"))
        .fix(words!("write `{fix}`, as the rank does", "与排名一致，写“{fix}”", fix = fix), span, fix, Applicability::MaybeIncorrect)
}

/// Nobody says how a share of those ranked becomes a whole number of places.
pub fn rounding_unsaid(span: Span, share: &str, language: Language) -> Diagnostic {
    let message = words!("{share} of those ranked need not be a whole number of places", "排名数的 {share} 未必是整数", share = share);
    let (english, chinese) = (format!("{share}, rounded down"), format!("{share}, 去尾"));
    let text = match language {
        Language::English => english.clone(),
        Language::Chinese => chinese.clone(),
    };
    Diagnostic::new(code::QUOTA_ROUNDING_UNSAID, span, message)
        .label(words!("how is it rounded?", "尾数如何处理？"))
        .note(words!(
            "of 7 ranked 20% are 1.4: rounded down 1 place, rounded up 2; also `half up`, `half even`",
            "7 个单位的 20% 为 1.4：去尾为 1 个，进一为 2 个；也可写“四舍五入”、“四舍六入五成双”"
        ))
        .fix(
            words!("say so: `{english}`", "请写明：“{chinese}”", english = english, chinese = chinese),
            span,
            text,
            Applicability::MaybeIncorrect,
        )
}

/// Something else than a place that is asked whether it is among the first or last; `other` is of other subjects; `results` says whether
/// the place of the rank could be read here.
pub fn not_a_place(span: Span, text: &str, other: bool, results: bool) -> Diagnostic {
    let message = words!("`{text}` is no place of the subject itself", "“{text}”不是考核对象本身的名次", text = text);
    let diagnostic = Diagnostic::new(code::NOT_A_PLACE, span, message)
        .label(words!("only a place is among the first or the last", "只有名次才有前几名与末位"));
    if other {
        diagnostic.help(words!("compare the number: `{text} is at most 3`", "请比较数值：“{text} 不超过 3”", text = text))
    } else if !results {
        diagnostic.help(words!("write `place of {text} within sequence`", "请写“序列内 {text} 的名次”", text = text))
    } else {
        diagnostic.help(words!("write `place`, and declare `rank … on {text}`", "请写“名次”，并声明“排名 … 依 {text}”", text = text))
    }
}
