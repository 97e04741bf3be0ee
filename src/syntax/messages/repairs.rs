//! Mistakes that come with a fix, or with a word on what is meant.

use super::unexpected;
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic, Edit, Fix};
use crate::syntax::Rule;
use crate::syntax::keywords::printed;
use crate::text::{Language, Span, Words};
use crate::words;

/// The finding with the one word that is missing.
pub(in super::super) fn with_missing_word(found: Diagnostic, place: Span, word: &str, written: String) -> Diagnostic {
    found.fix(words!("write `{w}` here", "在此写上“{w}”", w = word), place, written, Applicability::MaybeIncorrect)
}

/// The finding where one of several words is missing.
pub(in super::super) fn missing_one_of(found: Diagnostic, ways: &[&str]) -> Diagnostic {
    let ways: Vec<String> = ways.iter().map(|way| (*way).to_owned()).collect();
    let list = one_of(&ways);
    found.help(words!("write {e} here", "在此写上{z}", e = list.english, z = list.chinese))
}

/// Words of which one has to be chosen.
pub(super) fn one_of(ways: &[String]) -> Words {
    let (last, rest) = ways.split_last().map_or(("", ways), |(last, rest)| (last.as_str(), rest));
    let quoted = |open: &str, close: &str| rest.iter().map(|way| format!("{open}{way}{close}")).collect::<Vec<_>>();
    words!("{e} or `{last}`", "{z}或“{last}”", e = quoted("`", "`").join(", "), z = quoted("“", "”").join("、"), last = last)
}

/// The beginning of several keywords, of which one has to be chosen.
pub(in super::super) fn one_of_several(span: Span, typed: &str, ways: &[String]) -> Diagnostic {
    let list = one_of(ways);
    unexpected(span, &list, Some(typed)).help(words!("write {e}", "写作{z}", e = list.english, z = list.chinese))
}

/// The finding with edits that do what its help says.
pub(in super::super) fn with_edits(mut found: Diagnostic, edits: Vec<Edit>) -> Diagnostic {
    let title = found.help.clone().unwrap_or_else(|| found.message.clone());
    found.fix = Some(Fix { title, edits, applicability: Applicability::MaybeIncorrect });
    found
}

/// A keyword that is nearly right.
pub(in super::super) fn misspelt(span: Span, typed: &str, meant: &str) -> Diagnostic {
    Diagnostic::new(code::MISSPELT, span, words!("expected `{m}`, found `{t}`", "应为“{m}”，却是“{t}”", m = meant, t = typed))
        .label(words!("did you mean `{m}`?", "是否想写“{m}”？", m = meant))
        .fix(words!("write `{m}`", "写作“{m}”", m = meant), span, meant, Applicability::MaybeIncorrect)
}

/// Two words that belong in the other order.
pub(in super::super) fn wrong_order(span: Span, typed: &str, meant: &str) -> Diagnostic {
    let message = words!("`{t}` stands in the wrong order", "“{t}”的次序颠倒了", t = typed);
    let title = words!("write `{m}`", "写作“{m}”", m = meant);
    super::does_not_belong(span, message).fix(title, span, meant, Applicability::MaybeIncorrect)
}

/// A word for which a keyword has to stand; `alike` where it is nearly that.
pub(in super::super) fn for_another(span: Span, expected: &Words, typed: &str, meant: &str, alike: bool) -> Diagnostic {
    if alike {
        return misspelt(span, typed, meant);
    }
    let title = words!("write `{m}` instead", "改为“{m}”", m = meant);
    unexpected(span, expected, Some(typed)).fix(title, span, meant, Applicability::MaybeIncorrect)
}

/// The same behind a number, where the word could be a unit.
pub(in super::super) fn for_unit(span: Span, expected: &Words, typed: &str, meant: &str, alike: bool) -> Diagnostic {
    let found = for_another(span, expected, typed, meant, alike);
    if alike {
        return found;
    }
    found.note(words!(
        "behind a number it would be a unit, and no unit `{t}` is declared in this file",
        "紧跟数字的词是计量单位，而本文件没有声明计量单位“{t}”",
        t = typed
    ))
}

/// The same where a number runs into it.
pub(in super::super) fn misspelt_before_number(span: Span, typed: &str, meant: &str) -> Diagnostic {
    let mut found = misspelt(span, typed, meant);
    if let Some(fix) = &mut found.fix {
        fix.edits = vec![Edit { span, replacement: format!("{meant} ") }];
    }
    found
}

/// A number or a mark of a list before a clause.
pub(in super::super) fn numbering(span: Span, typed: &str, removed: Span) -> Diagnostic {
    with_edits(needless_sign(span, typed, ""), vec![Edit { span: removed, replacement: String::new() }])
}

/// A keyword that runs into what follows it; not `sure` where that is a word of which nothing is known.
pub(in super::super) fn missing_space(span: Span, keyword: &str, gap: Span, sure: bool) -> Diagnostic {
    space_missing(span, words!("a space is missing behind `{k}`", "“{k}”后面缺少空格", k = keyword)).fix(
        words!("put a space behind `{k}`", "在“{k}”后加空格", k = keyword),
        gap,
        " ",
        if sure { Applicability::Safe } else { Applicability::MaybeIncorrect },
    )
}

/// 每有一次投诉扣0.5: words that run into each other, written with their spaces.
pub(in super::super) fn missing_spaces(span: Span, written: &str) -> Diagnostic {
    space_missing(span, words!("spaces are missing between these words", "这些词之间缺少空格")).fix(
        words!("write `{w}`", "写作“{w}”", w = written),
        span,
        written,
        Applicability::MaybeIncorrect,
    )
}

fn space_missing(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::MISSING_SPACE, span, message).note(words!(
        "words are separated by spaces, so that a name may begin with a keyword",
        "词与词之间用空格分开，因为名称也可以以关键词开头"
    ))
}

/// One sign in place of another.
pub(in super::super) fn wrong_sign(span: Span, meant: &str, found: &str) -> Diagnostic {
    Diagnostic::new(code::WRONG_SIGN, span, words!("expected `{m}`, found `{f}`", "应为“{m}”，却是“{f}”", m = meant, f = found)).fix(
        words!("write `{m}`", "写作“{m}”", m = meant),
        span,
        meant,
        Applicability::Safe,
    )
}

/// The same with a space before what is written: `5:` becomes `5 =>`.
pub(in super::super) fn with_space_before(mut found: Diagnostic) -> Diagnostic {
    for edit in found.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
        edit.replacement.insert(0, ' ');
    }
    found
}

/// A sign behind a keyword that needs none, or the keyword once more.
pub(in super::super) fn needless_sign(span: Span, sign: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(code::NEEDLESS_SIGN, span, words!("no `{s}` belongs here", "此处不需要“{s}”", s = sign)).fix(
        words!("take it out", "删去"),
        span,
        instead,
        Applicability::Safe,
    )
}

/// A comma that could also stand before something that is missing.
pub(in super::super) fn comma_before(span: Span, sign: &str) -> Diagnostic {
    with_edits(needless_sign(span, sign, ""), vec![Edit { span, replacement: String::new() }])
}

/// A full stop behind a clause; a point could be the rest of a number.
pub(in super::super) fn full_stop(span: Span, sign: &str) -> Diagnostic {
    let mut found = needless_sign(span, sign, "");
    if let Some(fix) = found.fix.as_mut().filter(|_| sign != "。") {
        fix.applicability = Applicability::MaybeIncorrect;
    }
    found
}

/// A comma behind a row, which makes the next line part of it.
pub(in super::super) fn needless_comma(span: Span, sign: &str, edit: Edit) -> Diagnostic {
    let mut found = needless_sign(span, sign, "");
    if let Some(fix) = &mut found.fix {
        fix.edits = vec![edit];
    }
    found
}

/// A comparison as programs write it.
pub(in super::super) fn comparison_sign(span: Span, sign: &str, meant: &str) -> Diagnostic {
    Diagnostic::new(code::COMPARISON_SIGN, span, words!("`{s}` is written `{m}`", "“{s}”应写作“{m}”", s = sign, m = meant))
        .note(words!("or in words: `is at least`, `is at most`, `is`, `is not`", "也可以用文字：“不低于”、“不超过”、“为”、“不为”"))
        .fix(words!("write `{m}`", "写作“{m}”", m = meant), span, meant, Applicability::Safe)
}

/// `&&`, `||`, `!`.
pub(in super::super) fn logic_sign(span: Span, sign: &str, meant: &str) -> Diagnostic {
    let word = meant.trim();
    Diagnostic::new(code::LOGIC_SIGN, span, words!("`{s}` is written `{m}`", "“{s}”应写作“{m}”", s = sign, m = word)).fix(
        words!("write `{m}`", "写作“{m}”", m = word),
        span,
        meant,
        Applicability::Safe,
    )
}

/// `0 < a < 5`
pub(in super::super) fn chained_comparison(span: Span, apart: Option<(String, Vec<Edit>)>) -> Diagnostic {
    let found = Diagnostic::new(code::CHAINED_COMPARISON, span, words!("a comparison cannot be compared again", "比较之后不能再比较"));
    if let Some((both, edits)) = apart {
        return with_edits(found.help(words!("write `{both}`", "写作“{both}”", both = both)), edits);
    }
    found.help(words!("write `a is from 1 to 5`, or two comparisons with `and`", "写作“a 介于 1 至 5”，或用“且”连接两个比较"))
}

/// `90%-98%`, `90%~98%`
pub(in super::super) fn dash_band(span: Span, meant: &str) -> Diagnostic {
    let mut found = dash_range(span, meant);
    found.message = words!("a range is written with `to`, not with a dash", "范围用“至”或“及以上不满”，不用横线");
    found.note(words!(
        "say which ends belong to it: `a to b` holds both, `a to below b` leaves `b` out",
        "要说明两端是否在内：“a 至 b”含两端，“a 及以上不满 b”不含 b"
    ))
}

/// The same where its ends are no two numbers in their order.
pub(in super::super) fn dash_alone(span: Span) -> Diagnostic {
    let mut found = dash_range(span, "");
    (found.fix, found.help) = (None, None);
    found
}

/// `from 0-10`: a range with both its ends.
pub(in super::super) fn dash_range(span: Span, meant: &str) -> Diagnostic {
    let message = words!("a range is written with `to`, not with a dash", "范围用“至”、直线用“到”，不用横线");
    Diagnostic::new(code::DASH_BAND, span, message).fix(
        words!("write `{m}`", "写作“{m}”", m = meant),
        span,
        meant,
        Applicability::MaybeIncorrect,
    )
}

/// Commas between the values of a choice.
pub(in super::super) fn commas_in_choice(span: Span, typed: &str, edits: Vec<Edit>) -> Diagnostic {
    let mut found = bars_for_commas(span, typed, edits);
    found.message = words!("expected `|` or `>`, found `{t}`", "应为“|”或“>”，却是“{t}”", t = typed);
    found.help =
        Some(words!("write `|` between values without an order, `>` from the best to the worst", "不分优劣的写“|”，由优到劣排列的写“>”"));
    found
}

/// Commas where bars stand; `edits` put them there.
pub(in super::super) fn bars_for_commas(span: Span, typed: &str, edits: Vec<Edit>) -> Diagnostic {
    with_edits(wrong_sign(span, "|", typed), edits)
}

/// Quotation marks of another kind.
pub(in super::super) fn quotation_marks(span: Span, open: Span, close: Span) -> Diagnostic {
    let mut found =
        Diagnostic::new(code::QUOTATION_MARKS, span, words!("a text stands between `\"` and `\"`", "文字应放在“\"”或中文引号之间"));
    let title = words!("write `\"`", "写作“\"”");
    found.help = Some(title.clone());
    found.fix = Some(Fix {
        title,
        edits: [open, close].map(|span| Edit { span, replacement: "\"".to_owned() }).to_vec(),
        applicability: Applicability::Safe,
    });
    found
}

/// A title without quotation marks.
pub(in super::super) fn missing_quotes(span: Span, edits: Vec<Edit>) -> Diagnostic {
    let found = Diagnostic::new(code::MISSING_QUOTES, span, words!("a title stands in quotation marks", "标题要加引号"));
    with_edits(found.help(words!("put it in quotation marks", "加上引号")), edits)
}

/// `//` or `--` before a comment; not sure where what follows could be an operand.
pub(in super::super) fn comment_sign(span: Span, sure: bool) -> Diagnostic {
    let found = Diagnostic::new(code::COMMENT_SIGN, span, words!("a comment begins with `#`", "注释以“#”开头")).fix(
        words!("write `#`", "写作“#”"),
        span,
        "#",
        if sure { Applicability::Safe } else { Applicability::MaybeIncorrect },
    );
    if sure {
        return found;
    }
    found.note(words!(
        "if what follows belongs to the formula, write one sign alone: `÷` or `-`",
        "如果后面的内容属于算式，只写一个“÷”或“-”"
    ))
}

/// `Indicator`, `POINTS`
pub(in super::super) fn keyword_case(span: Span, typed: &str, meant: &str) -> Diagnostic {
    Diagnostic::new(code::KEYWORD_CASE, span, words!("expected `{m}`, found `{t}`", "应为“{m}”，却是“{t}”", m = meant, t = typed))
        .note(words!("keywords are written in small letters", "关键词一律小写"))
        .fix(words!("write `{m}`", "写作“{m}”", m = meant), span, meant, Applicability::Safe)
}

/// `else if` at the head of a line.
pub(in super::super) fn else_if_in_chain(span: Span) -> Diagnostic {
    Diagnostic::new(
        code::ELSE_IF,
        span,
        words!("`else` gives the next method, it takes no condition", "“否则”后面是下一种评价方式，不能带条件"),
    )
    .help(words!("write the condition as a row `when … => …` of the method above", "把条件写成上面方法里的一行“当 … => …”"))
}

/// `elseif`, `elif`
pub(in super::super) fn else_if_joined(span: Span, typed: &str, surface: Language) -> Diagnostic {
    let meant = [Rule::kw_else, Rule::kw_if].map(|rule| printed(rule, surface)).join(" ");
    Diagnostic::new(code::ELSE_IF_JOINED, span, words!("`{t}` is written `{m}`", "“{t}”应写作“{m}”", t = typed, m = meant)).fix(
        words!("write `{m}`", "写作“{m}”", m = meant),
        span,
        meant,
        Applicability::Safe,
    )
}

/// `0,5`, `1,000`
pub(in super::super) fn comma_in_number(span: Span, meant: &str) -> Diagnostic {
    Diagnostic::new(code::COMMA_IN_NUMBER, span, words!("a number has no comma", "数字中不能有逗号"))
        .note(words!(
            "`0.5` has a decimal point, `1_000` groups its digits; two numbers of a list need a space between",
            "小数写作 0.5，分节写作 1_000；并列的两个数之间要有空格"
        ))
        .fix(words!("write `{m}`", "写作“{m}”", m = meant), span, meant, Applicability::MaybeIncorrect)
}

/// `1e5`
pub(in super::super) fn exponent(span: Span, meant: Option<String>) -> Diagnostic {
    let found = Diagnostic::new(code::EXPONENT, span, words!("a number is written out, without an exponent", "数字要写全，不能用指数形式"));
    match meant {
        Some(meant) => found.fix(words!("write `{m}`", "写作“{m}”", m = meant), span, meant.as_str(), Applicability::Safe),
        None => {
            found.help(words!("write all its digits; `1_000`, `5万` and `1.2亿` are read too", "把数字写全；也可以写 1_000、5万、1.2亿"))
        }
    }
}

/// `98 %`
pub(in super::super) fn space_before_percent(span: Span, gaps: Vec<Span>) -> Diagnostic {
    let mut found = Diagnostic::new(code::SPACE_BEFORE_PERCENT, span, words!("`%` stands right behind its number", "“%”要紧跟数字"));
    let title = words!("take the space out", "删去空格");
    found.help = Some(title.clone());
    let edits = gaps.into_iter().map(|span| Edit { span, replacement: String::new() }).collect();
    found.fix = Some(Fix { title, edits, applicability: Applicability::Safe });
    found
}

/// A name that begins with a digit.
pub(in super::super) fn name_begins_with_digit(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        code::NAME_BEGINS_WITH_DIGIT,
        span,
        words!("a name does not begin with a digit: `{n}`", "名称不能以数字开头：“{n}”", n = name),
    )
}

/// `2025/3/31`, `March 31`
pub(in super::super) fn day_form(span: Span, meant: &str) -> Diagnostic {
    Diagnostic::new(code::DAY_FORM, span, words!("a day is written `{m}`", "日期应写作“{m}”", m = meant))
        .note(words!("`31 March`, `3月31日` and `2025-03-31` are read", "可以写 3月31日、31 March 或 2025-03-31"))
        .fix(words!("write `{m}`", "写作“{m}”", m = meant), span, meant, Applicability::Safe)
}

/// `3/4/2025`, of which the day may come first or the month.
pub(in super::super) fn day_or_month_first(span: Span, meant: &str) -> Diagnostic {
    let mut found = day_form(span, meant);
    if let Some(fix) = &mut found.fix {
        fix.applicability = Applicability::MaybeIncorrect;
    }
    found
}

/// A month that is misspelt or shortened.
pub(in super::super) fn month(span: Span, typed: &str, meant: &str) -> Diagnostic {
    Diagnostic::new(code::MONTH, span, words!("expected a month, found `{t}`", "应为月份，却是“{t}”", t = typed)).fix(
        words!("write `{m}`", "写作“{m}”", m = meant),
        span,
        meant,
        Applicability::MaybeIncorrect,
    )
}

/// A phrase for which the language has another.
pub(in super::super) fn other_words(span: Span, typed: &str, meant: &str) -> Diagnostic {
    Diagnostic::new(code::OTHER_WORDS, span, words!("`{t}` is written `{m}`", "“{t}”应写作“{m}”", t = typed, m = meant))
        .note(words!("one word, one meaning: there is one way to say it", "一词一义：同一个意思只有一种写法"))
        .fix(words!("write `{m}`", "写作“{m}”", m = meant), span, meant, Applicability::MaybeIncorrect)
}

/// `number yuan`: the type of an amount beside its unit.
pub(in super::super) fn unit_beside_number(typed: &str, edit: Edit) -> Diagnostic {
    let mut found = other_words(edit.span, typed, &edit.replacement);
    found.notes = vec![words!("the type of an amount is its unit", "带单位的数值，以单位为类型")];
    found
}

/// `from 0`: a lower end of a bound without the upper one.
pub(in super::super) fn lower_end_alone(span: Span, typed: &str, meant: &str, edits: Vec<Edit>) -> Diagnostic {
    let mut found = other_band(span, typed, meant, edits);
    found.notes = vec![words!("a range has two ends: `from 0 to 100`", "范围有两端：“从 0 至 100”")];
    found
}

/// A band of a table that is written in another manner: `< 5`, `between 5 and 6`.
pub(in super::super) fn other_band(span: Span, typed: &str, meant: &str, edits: Vec<Edit>) -> Diagnostic {
    let mut found = other_words(span, typed, meant);
    if let Some(fix) = &mut found.fix {
        fix.edits = edits;
    }
    found
}

/// `90 percent`
pub(in super::super) fn percent_in_words(span: Span, gap: Span, typed: &str) -> Diagnostic {
    let mut found = other_words(span, typed, "%");
    if let Some(fix) = &mut found.fix {
        fix.edits = vec![Edit { span: gap.to(span), replacement: "%".to_owned() }];
    }
    found
}

/// 至 for a straight line, or 到 for a range.
pub(in super::super) fn range_and_line(span: Span, meant: &str) -> Diagnostic {
    let message = match meant {
        "至" => words!("a range is written with `至`; `到` is a straight line", "范围用“至”，“到”表示直线得分"),
        _ => words!("a straight line is written with `到`; `至` is a range", "直线得分用“到”，“至”表示范围"),
    };
    Diagnostic::new(code::RANGE_AND_LINE, span, message).fix(
        words!("write `{m}`", "写作“{m}”", m = meant),
        span,
        meant,
        Applicability::Safe,
    )
}

/// 90% 到 98% before 98% 及以上: the row beside it holds the upper end.
pub(in super::super) fn line_for_band(span: Span, meant: &str) -> Diagnostic {
    let found = range_and_line(span, "至").help(words!("write `{m}`", "写作“{m}”", m = meant));
    with_edits(found, vec![Edit { span, replacement: meant.to_owned() }])
        .note(words!("the row beside it holds the upper end", "上端属于与它相邻的那一行"))
}

/// Both ways to end a band, where nothing says which is meant.
pub(in super::super) fn both_upper_ends(closed: &str, open: &str) -> Words {
    words!(
        "write `{closed}` if its upper end is in, `{open}` if it is not",
        "含上端的写作“{closed}”，不含的写作“{open}”",
        closed = closed,
        open = open
    )
}

/// A band of which nobody said whether its upper end is in.
pub(in super::super) fn upper_end_unsaid(typed: &str) -> Words {
    words!("`{t}` does not say whether its upper end is in", "“{t}”没有写明是否含上端", t = typed)
}

/// `days from 30 to 10`, where `days` is the name of a value.
pub(in super::super) fn name_for_time(span: Span, name: &str) -> Diagnostic {
    other_words(span, name, &format!("({name})")).note(words!(
        "without brackets, `{n} from … to …` is the time between two days",
        "不加括号时，“{n} from … to …”是两个日期之间的时间",
        n = name
    ))
}

/// A word of expressions where a name was expected.
pub(in super::super) fn reserved_name(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        code::RESERVED_NAME,
        span,
        words!("`{w}` is a word of the language and cannot be a name", "“{w}”是保留词，不能用作名称", w = word),
    )
    .help(words!("add to it, as in `{w}_1`", "换一个名称，或加上别的字", w = word))
}

/// A line that begins with an operator.
pub(in super::super) fn line_begins_with_operator(span: Span, sign: &str) -> Diagnostic {
    Diagnostic::new(code::LINE_BEGINS_WITH_OPERATOR, span, words!("a line does not begin with `{s}`", "一行不能以“{s}”开头", s = sign))
        .help(words!("put it at the end of the line above, which then goes on", "把它移到上一行末尾，上一行就会接着写下去"))
}

/// An `else` of which two things could be meant, in words of its own.
pub(in super::super) fn unclear_else(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::DEFAULT_OR_CHAIN, span, message)
}

/// `quantify x else 0` on one line.
pub(in super::super) fn default_or_chain(span: Span, gap: Span, new_line: String) -> Diagnostic {
    unclear_else(span, words!("this `else` could be a default or the next method", "这个“否则”可能是缺省值，也可能是下一种方法"))
        .help(words!(
            "put it on a line of its own for the next method, or in brackets `(a else b)` for a value when `a` is missing",
            "表示下一种方法时另起一行；表示缺报时的取值时加括号：“(a 否则 b)”"
        ))
        .fix(words!("put it on a line of its own", "另起一行"), gap, new_line, Applicability::MaybeIncorrect)
}

/// Two clauses on one line.
pub(in super::super) fn two_clauses(span: Span, gap: Span, new_line: String, sure: bool) -> Diagnostic {
    Diagnostic::new(code::TWO_CLAUSES, span, words!("a second clause begins on this line", "本行开始了第二个条款"))
        .note(words!("one clause stands on one line", "一行一个条款"))
        .fix(words!("begin a new line", "另起一行"), gap, new_line, if sure { Applicability::Safe } else { Applicability::MaybeIncorrect })
}
