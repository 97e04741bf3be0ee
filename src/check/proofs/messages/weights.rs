//! Scorecards: what adds up, and who fits.

use crate::diagnostics::{Applicability, Diagnostic, catalogue};
use crate::text::{Span, Words};
use crate::value::Number;
use crate::words;

/// A part by its path; the scorecard where that is empty.
fn named(path: &str) -> Words {
    if path.is_empty() { words!("the scorecard", "计分卡") } else { words!("`{path}`", "“{path}”", path = path) }
}

/// Weights below one part that do not come to 100 %.
pub fn weights_not_whole(span: Span, part: &str, sum: &Number, others: Vec<(Span, Number)>, right: Option<Number>) -> Diagnostic {
    let part = named(part);
    let hundred = Number::from(100);
    let apart = hundred.subtract(sum);
    let message = words!(
        "the weights in {e} add up to {sum}%, not 100%",
        "{z}中的权重合计 {sum}%，而非 100%",
        e = part.english,
        z = part.chinese,
        sum = sum
    );
    let mut diagnostic = Diagnostic::new(catalogue::WEIGHTS_NOT_WHOLE, span, message).label(if apart.is_negative() {
        let apart = apart.negate();
        words!("{apart}% too much", "多 {apart}%", apart = apart)
    } else {
        words!("{apart}% missing", "少 {apart}%", apart = apart)
    });
    for (child, weight) in others {
        diagnostic = diagnostic.related(child, words!("{weight}%", "{weight}%", weight = weight));
    }
    match right {
        Some(right) => {
            let title = words!("write `{right}%`, or change another weight", "写作“{right}%”，或改动其他权重", right = right);
            diagnostic.fix(title, span, format!("{right}%"), Applicability::MaybeIncorrect)
        }
        None => diagnostic.help(words!("lower the weights until they come to 100%", "降低各权重，使合计为 100%")),
    }
}

/// Points below a part that are not what it is out of.
pub fn points_not_as_said(
    span: Span,
    part: &str,
    out_of: &Number,
    sum: &Number,
    group: Option<Words>,
    below: Vec<(Span, Number)>,
) -> Diagnostic {
    let part = named(part);
    let (e, z) = (&part.english, &part.chinese);
    let message = match group {
        None => words!(
            "{e} is out of {out_of}, but what lies in it adds up to {sum}",
            "{z}满分 {out_of}，而其下合计 {sum}",
            e = e,
            z = z,
            out_of = out_of,
            sum = sum
        ),
        Some(group) => words!(
            "{e} is out of {out_of}, but for {f} what lies in it adds up to {sum}",
            "{z}满分 {out_of}，而对{y}其下合计 {sum}",
            e = e,
            z = z,
            out_of = out_of,
            sum = sum,
            f = group.english,
            y = group.chinese
        ),
    };
    let apart = out_of.subtract(sum);
    let label = if apart.is_negative() {
        let apart = apart.negate();
        words!("{apart} too much below", "其下多 {apart} 分", apart = apart)
    } else {
        words!("{apart} missing below", "其下少 {apart} 分", apart = apart)
    };
    let mut diagnostic = Diagnostic::new(catalogue::POINTS_NOT_AS_SAID, span, message).label(label);
    for (child, points) in below {
        diagnostic = diagnostic.related(child, words!("{points}", "{points}", points = points));
    }
    diagnostic.help(words!(
        "change the points until they come to {out_of}, or write `scaled to {out_of}`",
        "调整分值使合计为 {out_of}，或写“折算为 {out_of}”",
        out_of = out_of
    ))
}

/// A part in which nothing counts, or nothing but the bonuses of indicators without points: those.
pub fn empty_part(span: Span, part: &str, bonuses: Vec<(Span, Number)>) -> Diagnostic {
    let part = named(part);
    let (e, z) = (&part.english, &part.chinese);
    if bonuses.is_empty() {
        let message = words!("nothing counts in {e}", "{z}中没有任何指标", e = e, z = z);
        let help = words!("write an indicator in it, or take it out", "为其写一个指标，或删去");
        return Diagnostic::new(catalogue::EMPTY_PART, span, message).help(help);
    }
    let message = words!("what counts in {e} adds up to 0 points", "{z}之下的分值合计为 0", e = e, z = z);
    with_bonuses(Diagnostic::new(catalogue::EMPTY_PART, span, message), bonuses)
}

/// A part in which nothing counts for some subjects, or nothing but bonuses.
pub fn empty_for_some(span: Span, part: &str, group: &Words, bonuses: Vec<(Span, Number)>) -> Diagnostic {
    let part = named(part);
    let (e, z, f, y) = (&part.english, &part.chinese, &group.english, &group.chinese);
    if bonuses.is_empty() {
        let message = words!("for {f} nothing counts in {e}", "对{y}，{z}中没有任何指标", e = e, z = z, f = f, y = y);
        return Diagnostic::new(catalogue::PART_EMPTY_FOR_SOME, span, message)
            .note(words!("their score is worked out over the other parts", "其得分按其余部分折算"))
            .help(words!("write an indicator for them, or a scorecard of their own", "为其写一个指标，或单设计分卡"));
    }
    let message = words!("for {f} what counts in {e} adds up to 0 points", "对{y}，{z}之下的分值合计为 0", e = e, z = z, f = f, y = y);
    with_bonuses(Diagnostic::new(catalogue::PART_EMPTY_FOR_SOME, span, message), bonuses)
}

fn with_bonuses(mut diagnostic: Diagnostic, bonuses: Vec<(Span, Number)>) -> Diagnostic {
    for (child, points) in bonuses {
        diagnostic = diagnostic.related(child, words!("{points}", "{points}", points = points));
    }
    let note = words!(
        "a bonus beside no points counts for nothing: the score is worked out over the other parts",
        "没有分值可依，加分不计：得分按其余部分折算"
    );
    diagnostic.note(note).help(words!(
        "give an indicator in it points of its own, or make the part one of bonuses: `bonus at most 5`",
        "为其中的指标设定分值，或将该部分改为加分项：“加分项 不超过 5”"
    ))
}

/// A part without a weight among weighted ones.
pub fn part_without_weight(span: Span, name: &str, parent: &str) -> Diagnostic {
    let parent = named(parent);
    let message = words!(
        "`{name}` has no weight, but other parts of {e} have",
        "“{name}”没有权重，而{z}的其他部分有权重",
        name = name,
        e = parent.english,
        z = parent.chinese
    );
    Diagnostic::new(catalogue::PART_WITHOUT_WEIGHT, span, message)
        .note(words!("side by side parts count either by weight or by points", "并列各部分要么都按权重，要么都按分值"))
        .help(words!("give it a weight, such as `{name} 10%`", "写明其权重，如“{name} 权重 10%”", name = name))
}

/// An indicator beside weighted parts.
pub fn indicator_among_parts(span: Span, name: &str, part: &str) -> Diagnostic {
    let part = named(part);
    let message = words!(
        "`{name}` stands beside parts with weights in {e}, and has none",
        "“{name}”与{z}中有权重的部分并列，而指标没有权重",
        name = name,
        e = part.english,
        z = part.chinese
    );
    Diagnostic::new(catalogue::INDICATOR_AMONG_PARTS, span, message)
        .note(words!(
            "an indicator counts by its points, a weighted part by its weight; they do not add up",
            "指标按分值计，有权重的部分按权重计，二者不能相加"
        ))
        .help(words!("move it into one of the parts", "把它移入其中一个部分"))
}

/// What is not applicable is to count in a part that has one child alone.
pub fn policy_of_one(span: Span, part: &str) -> Diagnostic {
    let part = named(part);
    let message = words!(
        "{e} has nothing else in it: with what is not applicable the part is not applicable either, and nothing counts",
        "{z}只有一项内容：该项不适用时，整个部分也不适用，这里写的不起作用",
        e = part.english,
        z = part.chinese
    );
    Diagnostic::new(catalogue::POLICY_OF_ONE, span, message)
        .label(words!("this never acts", "从不起作用"))
        .help(words!("write it at the part above, or leave it out", "请写在上一级部分，或删去"))
}

/// `at least N`, where there are fewer: so many of the kind that was asked for, so many of the other.
pub fn too_few_children(span: Span, part: &str, wanted: usize, (found, others): (usize, usize), parts: bool) -> Diagnostic {
    let part = named(part);
    let (what, other) = match parts {
        true => (words!("parts", "个部分"), words!("indicators", "个指标")),
        false => (words!("indicators", "个指标"), words!("parts", "个部分")),
    };
    let counted = |number: usize| if number == 0 { "none".to_owned() } else { format!("only {number}") };
    let message = words!(
        "{e} needs at least {wanted} {f} directly in it, but has {counted}: it can never be applicable",
        "{z}要求直接含有不少于 {wanted} {y}，而只有 {found} {y}：它永远不适用",
        e = part.english,
        z = part.chinese,
        f = what.english,
        y = what.chinese,
        wanted = wanted,
        counted = counted(found),
        found = found
    );
    let help = if others >= wanted {
        words!("write `at least {wanted} {e}`", "写“不少于 {wanted} {z}”", wanted = wanted, e = other.english, z = other.chinese)
    } else if found == 0 {
        words!("take it out, or add to the part", "删去此项，或增加内容")
    } else {
        words!("lower the number to {found} or less, or add to the part", "把数目降到 {found} 以内，或增加内容", found = found)
    };
    Diagnostic::new(catalogue::TOO_FEW_CHILDREN, span, message).help(help)
}

/// Subjects that no scorecard is for.
pub fn without_scorecard(span: Span, group: &Words) -> Diagnostic {
    let message = words!("no scorecard fits {e}", "没有适用于{z}的计分卡", e = group.english, z = group.chinese);
    Diagnostic::new(catalogue::SUBJECT_WITHOUT_SCORECARD, span, message)
        .note(words!("exactly one scorecard must fit each subject", "每个考核对象应恰好适用一张计分卡"))
        .help(words!("widen the condition, or write a scorecard for them", "放宽条件，或为其另写计分卡"))
}

/// Subjects that two scorecards are for.
pub fn two_scorecards(span: Span, first: Span, group: &Words) -> Diagnostic {
    let message = words!("two scorecards fit {e}", "{z}有两张适用的计分卡", e = group.english, z = group.chinese);
    Diagnostic::new(catalogue::SUBJECT_WITH_TWO_SCORECARDS, span, message)
        .related(first, words!("the other scorecard", "另一张计分卡"))
        .note(words!("exactly one scorecard must fit each subject", "每个考核对象应恰好适用一张计分卡"))
        .help(words!("narrow one of the two with `where`", "以“其中”缩小其中一张的范围"))
}

/// Subjects that two grade schemes are for.
pub fn two_grades(span: Span, first: Span, group: &Words) -> Diagnostic {
    let message = words!("two grade schemes fit {e}", "{z}有两种适用的等次办法", e = group.english, z = group.chinese);
    Diagnostic::new(catalogue::SUBJECT_WITH_TWO_GRADES, span, message)
        .related(first, words!("the other scheme", "另一种等次办法"))
        .help(words!("narrow one of the two with `where`", "以“其中”缩小其中一种的范围"))
}

/// Something that is for nobody.
pub fn fits_nobody(span: Span, what: &Words, path: Option<&str>) -> Diagnostic {
    let message = match path {
        None => words!("this {e} is for nobody", "没有任何考核对象适用此{z}", e = what.english, z = what.chinese),
        Some(path) => words!(
            "this {e} is for nobody: none of those it names has a scorecard with `{path}`",
            "没有任何考核对象适用此{z}：所指对象的计分卡中都没有“{path}”",
            e = what.english,
            z = what.chinese,
            path = path
        ),
    };
    Diagnostic::new(catalogue::FITS_NOBODY, span, message).help(words!("correct the condition, or take it out", "更正条件，或删去"))
}
