//! Findings about ranks and competitions.

use super::meaning::repeated;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as code;
use crate::text::{Span, Words};
use crate::words;

/// A key that stands before already: it decides nothing.
pub fn key_twice(span: Span, key: &str, first: Span) -> Diagnostic {
    repeated(span, words!("`{key}` decides already", "“{key}”已经用于排序", key = key), first)
        .note(words!("who is equal on it once is equal on it again", "以此并列的，再比一次仍然并列"))
        .help(words!("leave one of the two out, or name what shall decide then", "请删去其中一处，或写明并列时再比什么"))
}

/// Nobody says how a tie is shared.
pub fn ties_unsaid(span: Span, in_expression: bool) -> Diagnostic {
    let help = if in_expression {
        words!(
            "write `ties share the better place`, `ties share the worse place` or `ties share the average` in the header of the rulebook",
            "请在规则抬头写“并列取优”、“并列取劣”或“并列取平均”"
        )
    } else {
        words!(
            "write `ties share the better place`, `ties share the worse place` or `ties share the average`, here in braces or once in the header",
            "请写“并列取优”、“并列取劣”或“并列取平均”，可写在此处的花括号内，或在规则抬头统一写明"
        )
    };
    Diagnostic::new(code::TIES_UNSAID, span, words!("it is not said how those who are equal share their places", "未写明并列时如何定名次"))
        .label(words!("two of them may be equal", "可能出现并列"))
        .note(words!(
            "of two on the 1st place both are 1st, both are 2nd, or both are 1.5th: that is for the rules to say",
            "两个对象并列第一时，可都计第 1 名、都计第 2 名或都计第 1.5 名，须由规则写明"
        ))
        .help(help)
}

/// A group of the same sequence or parent where the kind has none.
pub fn group_of_none(span: Span, level: &str, sequence: bool) -> Diagnostic {
    let message = if sequence {
        words!("`{level}` has no sequences", "“{level}”没有划分序列", level = level)
    } else {
        words!("`{level}` lies in no other kind of subject", "“{level}”没有所在单位", level = level)
    };
    let help = if sequence {
        words!(
            "declare them with `sequence a | b` in subject `{level}`, or write `over all`",
            "请在考核对象“{level}”中写“序列 甲 | 乙”，或改写“全体”",
            level = level
        )
    } else {
        words!("declare `subject {level} in …`, or write `over all`", "请声明“考核对象 {level} 隶属于 …”，或改写“全体”", level = level)
    };
    Diagnostic::new(code::GROUP_OF_NONE, span, message).label(words!("so this is no group", "因此无法如此分组")).help(help)
}

/// A key by which nobody is better than anybody.
pub fn key_without_order(span: Span, found: &Words) -> Diagnostic {
    let message = words!("{e} does not say who is better", "{z}分不出优劣", e = found.english, z = found.chinese);
    Diagnostic::new(code::KEY_WITHOUT_ORDER, span, message)
        .label(words!("this decides the places", "名次由此决定"))
        .help(words!("take a number, a day or a choice whose values are ordered with `>`", "请用数值、日期，或以“>”排出高低的选项"))
}

/// Places between two rows, or before the first, that have no points.
pub fn place_without_points(span: Span, from: usize, to: usize) -> Diagnostic {
    let message = if from == to {
        words!("place {from} has no points", "第 {from} 名没有分数", from = from)
    } else {
        words!("places {from} to {to} have no points", "第 {from} 至 {to} 名没有分数", from = from, to = to)
    };
    without_points(span, message)
}

/// Places behind the last row that have no points.
pub fn places_without_end(span: Span, from: usize) -> Diagnostic {
    without_points(span, words!("from place {from} on there are no points", "第 {from} 名及以后没有分数", from = from))
}

fn without_points(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::PLACE_WITHOUT_POINTS, span, message)
        .note(words!("how many compete is known only with the data, so every place needs points", "参评数要到有数据时才知道，因此每个名次都要有分数"))
        .help(words!(
            "write a row for each place, such as `2nd => 9`, and for the rest `each place below => less 0.5, at least 6` or `otherwise => 6`",
            "请为各名次写明分数，如“第2名 => 9”，其余写“每低一名 => 少 0.5, 不低于 6”或“其余 => 6”"
        ))
}

/// A worse place that gets more than a better one.
pub fn worse_place_pays_more(span: Span, better: Span) -> Diagnostic {
    Diagnostic::new(code::WORSE_PLACE_PAYS_MORE, span, words!("a worse place gets more than a better one", "名次靠后反而得分更多"))
        .related(better, words!("the better place gets this", "靠前名次的分数"))
        .help(words!("give the better place at least as much", "请使靠前名次的分数不低于靠后名次"))
}

/// `each place below => less 0`: nothing becomes less.
pub fn no_less_below(span: Span) -> Diagnostic {
    without_points(span, words!("this takes nothing away from place to place", "此数不会使后一名的分数减少"))
}

/// Places that do not exist.
pub fn no_such_places(span: Span) -> Diagnostic {
    places(span, words!("there are no such places", "没有这样的名次")).help(words!(
        "the first place is `1st`; write the better place first: `4th to 6th`",
        "名次从“第1名”起，靠前的写在前面，如“第4名 至 第6名”"
    ))
}

/// Two clauses that both give a place its points.
pub fn places_twice(span: Span, first: Span) -> Diagnostic {
    places(span, words!("a place gets its points twice", "同一名次的分数写了两次"))
        .related(first, words!("it has them here already", "此处已写明"))
        .help(words!("leave one of the two out", "请删去其中一处"))
}

fn places(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::MALFORMED_PLACES, span, message)
}

/// Points by distance, where nothing has one distance.
pub fn no_distance(span: Span, form: Span) -> Diagnostic {
    Diagnostic::new(code::NO_DISTANCE, span, words!("points by distance are of one number alone", "按差距计分只能依一个数值"))
        .related(form, words!("this measures how far one is from the best", "此处按与最优值的差距计分"))
        .help(words!("take one number, or give points by place: `first 10, last 6`", "请只写一个数值，或按名次计分，如“首名 10, 末名 6”"))
}
