//! Findings about surveys.

use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::text::{Language, Span, counted};
use crate::value::Number;
use crate::words;

/// Weights of groups that do not add up to 100%, in percent; `right` is the last one put right, if that is possible.
pub fn weights_of_groups(last: Span, sum: &Number, others: Vec<(Span, Number)>, right: Option<&Number>) -> Diagnostic {
    let apart = Number::from(100).subtract(sum);
    let message = words!("the weights of the groups add up to {sum}%, not 100%", "各测评组的权重合计 {sum}%，而非 100%", sum = sum);
    let mut diagnostic = Diagnostic::new(code::GROUP_WEIGHTS_NOT_WHOLE, last, message).label(if apart.is_negative() {
        words!("{apart}% too much", "多 {apart}%", apart = apart.negate())
    } else {
        words!("{apart}% missing", "少 {apart}%", apart = apart)
    });
    for (span, weight) in others {
        diagnostic = diagnostic.related(span, words!("{weight}%", "{weight}%", weight = weight));
    }
    match right {
        Some(right) => diagnostic.fix(
            words!("write `{right}%`, or change another weight", "写作“{right}%”，或改动其他权重", right = right),
            last,
            format!("{right}%"),
            Applicability::MaybeIncorrect,
        ),
        None => diagnostic.help(words!("lower the weights until they come to 100%", "降低各权重，使合计为 100%")),
    }
}

/// Weight to share out, and nobody to share it.
pub fn nobody_to_share(span: Span, language: Language) -> Diagnostic {
    let right = match language {
        Language::English => "cannot be applied",
        Language::Chinese => "无法适用",
    };
    Diagnostic::new(
        code::NOBODY_TO_SHARE,
        span,
        words!("there is one group alone, so its weight cannot be redistributed", "只有一个测评组，其权重无处分摊"),
    )
    .note(words!(
        "when nobody rates in it, the survey cannot be applied and the chain goes on",
        "无人测评时，该测评无法适用，转入下一评价方式"
    ))
    .fix(words!("write `cannot be applied`", "请写“无法适用”"), span, right, Applicability::Safe)
}

/// Extremes dropped until nothing is left: of `raters`, so many are `dropped` in `group`. `from` is where their number
/// was written; `place` is where it is written if it was not.
pub fn drop_leaves_nobody(
    span: Span,
    group: &str,
    raters: &Number,
    dropped: &Number,
    (from, place): (Option<Span>, Span),
    language: Language,
) -> Diagnostic {
    let least = dropped.add(&Number::one());
    let diagnostic = Diagnostic::new(
        code::DROP_LEAVES_NOBODY,
        span,
        words!(
            "dropping {dropped} can leave no rating: `{group}` counts from {raters} on",
            "去掉 {dropped} 个后可能无评价可计：“{group}”满 {raters} 人即计",
            raters = raters,
            group = group,
            dropped = dropped
        ),
    );
    let (help, text) = match language {
        Language::English => (
            words!("write `with {least} raters or more`", "请写“测评人 {least} 人及以上”", least = least),
            format!(" with {least} raters or more"),
        ),
        Language::Chinese => (
            words!("write `with {least} raters or more`", "请写“测评人 {least} 人及以上”", least = least),
            format!("测评人 {least} 人及以上, "),
        ),
    };
    match (from, language) {
        (Some(from), _) => diagnostic.fix(help, from, least.to_string(), Applicability::MaybeIncorrect),
        (None, Language::English | Language::Chinese) => diagnostic.fix(help, place, text, Applicability::MaybeIncorrect),
    }
}

/// A better level that is worth less than the one before it in the order of the choice.
pub fn better_level_pays_less(span: Span, level: &str, points: &Number, worse: (&str, &Number, Span)) -> Diagnostic {
    let (name, more, place) = worse;
    Diagnostic::new(
        code::BETTER_LEVEL_PAYS_LESS,
        span,
        words!(
            "`{level}` is better than `{name}` and is worth less: {counted}, not {more}",
            "“{level}”优于“{name}”，分值却更低：{points} 分，而非 {more} 分",
            level = level,
            name = name,
            counted = counted(points, "point"),
            points = points,
            more = more
        ),
    )
    .related(place, words!("{points} for the worse level", "较差的等级得 {more} 分", points = counted(more, "point"), more = more))
    .help(words!("let no level be worth more than a better one", "请使较差等级的分值不高于较好等级"))
}
