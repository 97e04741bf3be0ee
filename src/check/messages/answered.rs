//! Findings about who answers for what others lost and gained.

use super::meaning::repeated;
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::syntax::ast::Answering;
use crate::text::{Language, Span, Words};
use crate::value::Number;
use crate::words;

fn way_words(way: Answering) -> Words {
    match way {
        Answering::Leads => words!("leads", "牵头"),
        Answering::Supports => words!("supports", "协办"),
    }
}

/// Losses of which neither the sum nor the mean nor the highest is taken: without a function, or with another.
pub fn without_function(span: Span, written: Option<&str>) -> Diagnostic {
    let message = match written {
        Some(_) => words!("what each of them lost or gained is many numbers, not one", "各考核对象的失分或加分是多个数，不是一个数"),
        None => words!("what others lost or gained is added up, averaged, or the highest of it is taken", "失分、加分只取合计、平均或最高"),
    };
    let found = Diagnostic::new(code::WITHOUT_FUNCTION, span, message);
    match written {
        Some(written) => {
            let written: Vec<&str> = written.split_whitespace().collect();
            found
                .label(words!("one number for each of them", "每个对象各有一个数"))
                .note(words!(
                    "whether they add up, or their mean or the highest counts, is for the rules to say",
                    "取合计、平均还是最高，由规则写明"
                ))
                .help(words!(
                    "write `(sum of {w})`, `(average of {w})` or `(highest of {w})`",
                    "请写“(合计 {w})”、“(平均 {w})”或“(最高 {w})”",
                    w = written.join(" ")
                ))
        }
        None => found
            .label(words!("not this function", "此处不能用这个函数"))
            .note(words!(
                "whoever answers for a loss carries a share of it, so the function must lead back to each loss",
                "承担的是失分的一部分，因此须能追溯到每一项失分"
            ))
            .help(words!("write `sum of`, `average of` or `highest of`", "请写“合计”、“平均”或“最高”")),
    }
}

/// What is wrong with who answers.
#[derive(Clone, Copy, Debug)]
pub enum Unanswered {
    /// Nothing is said.
    Unsaid,
    /// Somebody else than the subject scored.
    Another(Answering, Language),
    /// Leading and supporting in one.
    Both,
}

/// Losses without a word on who answers for them, or with another than the subject scored, in one way.
pub fn nobody_answers(span: Span, fault: Unanswered) -> Diagnostic {
    let message = match fault {
        Unanswered::Unsaid => words!("it is not said which losses and gains are meant", "未写明取哪些失分或加分"),
        Unanswered::Another(..) => {
            words!("only losses for which the subject scored answers can be read", "只能读取由被考核对象负责的失分")
        }
        Unanswered::Both => words!("leading and supporting are read one by one", "牵头与协办的失分须分别读取"),
    };
    let found = Diagnostic::new(code::NOT_ANSWERED_FOR, span, message);
    match fault {
        Unanswered::Unsaid => found
            .label(words!("`where …` is missing behind this", "此后缺少“其中 …”"))
            .note(words!(
                "the losses are those of the indicators that the subject scored leads or supports",
                "只取被考核对象牵头或协办的指标的失分"
            ))
            .help(words!(
                "write `where led by this` or `where supported by this` behind it",
                "请在其后写“其中 本单位 牵头”或“其中 本单位 协办”"
            )),
        Unanswered::Another(way, language) => {
            let way = way_words(way);
            found.label(words!("who {e} must be `this`", "{z}的应为“本单位”", e = way.english, z = way.chinese)).fix(
                words!("write `this`", "写作“本单位”"),
                span,
                words!("this", "本单位").get(language),
                Applicability::MaybeIncorrect,
            )
        }
        Unanswered::Both => found
            .label(words!("this is a sum of its own", "此项应另取"))
            .note(words!("so that each may have its own share and its own cap", "这样两者可各定比例和上限"))
            .help(words!("write a second function `where supported by this`, and add the two", "请另写“其中 本单位 协办”的一项，再相加")),
    }
}

/// Losses read elsewhere than in a bonus or adjustment part; `own` says that an ordinary indicator reads them.
pub fn out_of_place(span: Span, own: bool) -> Diagnostic {
    Diagnostic::new(
        code::LIABILITY_OUT_OF_PLACE,
        span,
        words!("what others lost counts in an adjustment part alone", "他人的失分只能计入加减分项"),
    )
    .label(if own {
        words!("this would count among the subject's own points", "此处会计入被考核对象自身的得分")
    } else {
        words!("no indicator reads it here", "此处不是指标")
    })
    .note(words!(
        "so that what is carried from others is never lost once more and carried on",
        "这样，承担的失分不会再次成为失分而层层传递"
    ))
    .help(words!(
        "let an indicator of a part such as `joint adjustment from -5 to 5` read it",
        "请由“连带 加减分项 -5 至 5”之类部分中的指标读取"
    ))
}

/// No indicator names anybody of the kind.
pub fn nobody_named(span: Span, way: Answering, level: &str, own: &str, part: Option<&str>) -> Diagnostic {
    let how = match way {
        Answering::Leads => words!("led by a `{own}`", "由“{own}”牵头", own = own),
        Answering::Supports => words!("supported by a `{own}`", "由“{own}”协办", own = own),
    };
    let message = match part {
        Some(part) => words!(
            "no ordinary indicator for `{level}` in `{part}` is {e}",
            "“{level}”在“{part}”中没有{z}的普通指标",
            level = level,
            part = part,
            e = how.english,
            z = how.chinese
        ),
        None => words!(
            "no ordinary indicator for `{level}` is {e}",
            "“{level}”没有{z}的普通指标",
            level = level,
            e = how.english,
            z = how.chinese
        ),
    };
    let clause = match way {
        Answering::Leads => words!("led by", "牵头"),
        Answering::Supports => words!("supported by", "协办"),
    };
    Diagnostic::new(code::NOBODY_NAMED, span, message)
        .label(words!("so this is always 0", "因此结果总是 0"))
        .note(words!("indicators of bonus and adjustment parts are not looked at", "加分项、加减分项中的指标不计"))
        .help(words!(
            "say `{e} NAME` in an indicator for `{level}`, or leave this clause out",
            "请在“{level}”的指标中写“{z} 名称”，或删去此条",
            e = clause.english,
            z = clause.chinese,
            level = level
        ))
}

/// Gains of indicators none of which can give more than its full points.
pub fn nothing_to_gain(span: Span, level: &str) -> Diagnostic {
    Diagnostic::new(
        code::NOTHING_TO_GAIN,
        span,
        words!(
            "none of these indicators for `{level}` can give more than its full points",
            "“{level}”的这些指标都不能超过其分值",
            level = level
        ),
    )
    .label(words!("so this is always 0", "因此结果总是 0"))
    .note(words!("gained is what a score lies above the full points of its indicator", "加分是得分超出指标分值的部分"))
    .help(words!("give one of them a bonus: `points 10, bonus at most 2`", "请给其中某个指标写上加分：“分值 10, 加分不超过 2”"))
}

/// Shares that do not come to the whole.
pub fn shares_not_whole(span: Span, sum: &str, only: Option<(Span, String)>) -> Diagnostic {
    let found = Diagnostic::new(
        code::SHARES_NOT_WHOLE,
        span,
        words!("the shares of those named come to {sum}%, not 100%", "各责任单位的比例合计为 {sum}%，不是 100%", sum = sum),
    )
    .label(words!("{sum}% with all others", "连同其余合计 {sum}%", sum = sum))
    .note(words!("with percents, those named share each loss and gain among them", "写明比例时，所列单位按比例分担每一项失分和加分"));
    match only {
        Some((place, share)) => {
            let title = words!("write `{share}` here", "在此写“{share}”", share = share);
            found.fix(title, place, share, Applicability::MaybeIncorrect)
        }
        None => found.help(words!(
            "let the percents of `led by` and `supported by` come to 100%, or leave all of them out",
            "请使“牵头”和“协办”的比例合计为 100%，或全部删去"
        )),
    }
}

/// Somebody named without a share beside others that have one.
pub fn share_left_out(span: Span, name: &str, rest: Option<String>) -> Diagnostic {
    let found = Diagnostic::new(
        code::SHARE_LEFT_OUT,
        span,
        words!("`{name}` has no share while others named have one", "“{name}”未写比例，而其他单位写了比例", name = name),
    )
    .label(words!("no percent here", "此处没有比例"))
    .note(words!("either everybody named has a share, or everybody answers for the whole", "要么都写比例，要么都不写，各自承担全部"));
    match rest {
        Some(rest) => {
            let title = words!("write ` {rest}` behind it", "在其后写“{rest}”", rest = rest);
            found.fix(title, span.at_end(), format!(" {rest}"), Applicability::MaybeIncorrect)
        }
        None => found.help(words!("write its percent, or leave out those of the others", "请写上比例，或删去其他单位的比例")),
    }
}

/// Somebody who is named twice in one clause.
pub fn party_twice(span: Span, name: &str, first: Span) -> Diagnostic {
    repeated(span, words!("`{name}` is named twice", "“{name}”重复列出", name = name), first)
        .help(words!("leave one of the two out", "请删去其中一处"))
}

/// Somebody who leads and supports, each with a share of its own.
pub fn share_twice(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::new(
        code::SHARE_TWICE,
        span,
        words!("`{name}` has two shares of one indicator", "“{name}”在同一指标中有两个比例", name = name),
    )
    .label(words!("named here once more", "此处再次列出"))
    .related(first, words!("its share as leader", "其牵头的比例"))
    .note(words!(
        "whoever leads answers as leader alone, so the second share would be charged to nobody",
        "牵头的只按牵头承担，第二个比例便无人承担"
    ))
    .help(words!("put both percents into one place, and take the name out here", "请把两个比例并在一处，并删去此处的名称"))
}

/// A cap for each source over something that is no share of what they lost.
pub fn not_a_share(span: Span, level: &str) -> Diagnostic {
    let message = words!(
        "a cap for each `{level}` needs a share of what they lost or gained",
        "按每个“{level}”封顶，须为其失分或加分的一定比例",
        level = level
    );
    Diagnostic::new(code::NOT_A_SHARE, span, message)
        .label(words!("it cannot be told here what comes from which `{level}`", "此处分不清各来自哪个“{level}”", level = level))
        .note(words!(
            "such as `20% of (sum of lost by {level} where led by this)`: a factor, and one function over them",
            "如“(合计 {level} 失分 其中 本单位 牵头) 的 20%”：一个系数和一个函数",
            level = level
        ))
        .help(words!("write the amount as such a share, or leave the cap out", "请把分数写成这样的比例，或删去此上限"))
}

/// An example that expects something of a subject of another kind.
pub fn expects_of_others(span: Span, id: &str, kind: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(
        code::EXPECTS_OF_OTHERS,
        span,
        words!(
            "`{id}` is a `{kind}`, and this example is of a `{wanted}`",
            "“{id}”是“{kind}”，而本示例针对“{wanted}”",
            id = id,
            kind = kind,
            wanted = wanted
        ),
    )
    .label(words!("nothing can be expected of it here", "此处不能写它的应得结果"))
    .note(words!("subjects of other kinds are given for what is read of them", "给出其他类别的对象只是为了读取其结果"))
    .help(words!("expect this in an example of one of its own indicators", "请在其自身指标的示例中写应得结果"))
}

/// A number as people write it.
pub fn shown(number: &Number) -> String {
    number.to_exact_decimal_text().unwrap_or_else(|| number.to_fraction_text())
}
