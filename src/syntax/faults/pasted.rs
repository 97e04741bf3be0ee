//! What was pasted from a memo: names of several words, titles in brackets, names in quotation marks, days in words.

use super::{Outcome, Scene};
use crate::diagnostics::{Applicability, Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::comparisons::{Meaning, before};
use crate::syntax::keywords::{ITEMS, is_one_of, is_reserved, printed, spells};
use crate::syntax::messages;
use crate::syntax::outline::{Token, TokenKind};
use crate::syntax::reader::Context;
use crate::text::{Language, Span};
use crate::value::MONTHS;

/// The last day of each quarter: its number, and the month.
const QUARTERS: [(u8, usize); 4] = [(31, 3), (30, 6), (30, 9), (31, 12)];

/// Findings about what was pasted.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> =
        [limit(scene), name_of_words(scene), title_in_brackets(scene), quoted_name(scene), year(scene), day_of_closing(scene)]
            .into_iter()
            .flatten()
            .collect();
    found.extend(day_in_words(scene));
    found.extend(day_of_every_month(scene));
    found
}

/// 每月10日前: which month is meant is for the rule to say.
fn day_of_every_month(scene: &Scene) -> Option<Diagnostic> {
    let at = (1..=scene.place).find(|index| scene.word(*index).starts_with("每月") && scene.word(*index).contains('日'))?;
    let due = spells(scene.word(at - 1), Rule::kw_due);
    let monthly = (0..at).any(|index| spells(scene.word(index), Rule::kw_monthly));
    let first = if due { at - 1 } else { at };
    let span = scene.span(first, at);
    let day = scene.word(at).strip_prefix("每月")?;
    let keywords = if monthly { [None, Some(Rule::kw_due)] } else { [Some(Rule::kw_monthly), Some(Rule::kw_due)] };
    let begins: Vec<&str> = keywords.into_iter().flatten().map(|rule| printed(rule, Language::Chinese)).collect();
    let ways = ["当月", "次月"].map(|month| format!("{} {month}{day}", begins.join(" ")));
    let sound = |way: &String| scene.outcome(&[Edit { span, replacement: way.clone() }]) == Outcome::Whole;
    ways.iter().all(sound).then(|| messages::day_of_which_month(span, scene.reader.file.slice(span), &ways))
}

/// 扣 0.5；最高 3 分: a limit that a semicolon cut off from its clause.
fn limit(scene: &Scene) -> Option<Diagnostic> {
    let behind = scene.reader.tokens.get(..scene.statement.tokens.start)?.last()?;
    let cut = matches!(scene.reader.word(behind), ";" | "；");
    let conditional = (0..scene.tokens.len()).any(|index| spells(scene.word(index), Rule::kw_when));
    let words = || (0..scene.tokens.len()).map(|index| scene.word(index));
    let (length, meaning) = before(words()).or_else(|| {
        words().next().filter(|word| matches!(*word, "最高扣" | "最多扣" | "最高加" | "最多加")).map(|_| (1, Meaning::AtMost))
    })?;
    if !cut || conditional || meaning != Meaning::AtMost || !matches!(scene.context, Context::Indicator | Context::Joint) {
        return None;
    }
    let span = scene.span(0, length.checked_sub(1)?);
    Some(messages::limit_alone(span, scene.reader.file.slice(span), printed(Rule::kw_at_most, scene.language())))
}

/// `input Returns filed : count`: a name is one word.
fn name_of_words(scene: &Scene) -> Option<Diagnostic> {
    let first = usize::from(is_one_of(scene.word(0), &[Rule::kw_input, Rule::kw_let]));
    let plain = |index: &usize| scene.is(*index, TokenKind::Word) && !is_reserved(scene.word(*index));
    let end = (first..scene.tokens.len()).find(|index| !plain(index))?;
    let ends = scene.is(end, TokenKind::Text) || matches!(scene.word(end), ":" | "：" | "=" | "＝");
    let twice = scene.word(0) == scene.word(first);
    if first == 0 || end != first + 2 || !ends || twice {
        return None;
    }
    let words = (scene.word(first), scene.word(first + 1));
    let joined = scene.reader.vocabulary().declared_apart(words)?;
    let span = scene.span(first, first + 1);
    // It is read by the same words, and those are silent.
    let tokens = &scene.reader.tokens;
    let again = tokens.iter().zip(tokens.iter().skip(1)).filter(|(token, next)| {
        (scene.reader.word(token), scene.reader.word(next)) == words && !next.first && token.start > scene.span(0, 0).range().start
    });
    let place = |token: &Token, next: &Token| Span::new(span.source, token.start, next.end);
    let edits: Vec<Edit> = again.map(|(token, next)| Edit { span: place(token, next), replacement: joined.to_owned() }).collect();
    Some(messages::other_band(span, scene.reader.file.slice(span), joined, edits))
}

/// 数据项 已办（已办户次）：整数: a title stands between quotation marks.
fn title_in_brackets(scene: &Scene) -> Option<Diagnostic> {
    let declares = is_one_of(scene.word(0), &ITEMS) || spells(scene.word(0), Rule::kw_input);
    if !declares || !scene.is(1, TokenKind::Word) || !scene.is(2, TokenKind::OpenBracket) {
        return None;
    }
    let close = (3..scene.tokens.len()).find(|index| scene.is(*index, TokenKind::CloseBracket)).filter(|close| *close > 3)?;
    let title = scene.reader.file.slice(scene.span(3, close - 1));
    let (span, behind) = (scene.span(2, close), if scene.touches_next(close) { " " } else { "" });
    let written = format!(" \"{title}\"{behind}");
    let edit = Edit { span: scene.span(1, 1).at_end().to(span), replacement: written.clone() };
    (!title.contains('"')).then(|| messages::other_band(span, scene.reader.file.slice(span), written.trim(), vec![edit]))
}

/// `for each "complaint" in notices`: a name has no quotation marks.
fn quoted_name(scene: &Scene) -> Option<Diagnostic> {
    let place = scene.place;
    if !scene.is(place, TokenKind::Text) || !scene.expects(Rule::name) || scene.expects(Rule::text) {
        return None;
    }
    let typed = scene.word(place);
    let bare = typed.trim_matches(['"', '＂', '“', '”']);
    let known = scene.reader.vocabulary().is_known(bare);
    let span = scene.span(place, place);
    known.then(|| messages::other_band(span, typed, bare, vec![Edit { span, replacement: bare.to_owned() }]))
}

/// `year FY2025`, 年度 2025年, 年度 2025年度
fn year(scene: &Scene) -> Option<Diagnostic> {
    let last = scene.tokens.len().checked_sub(1).filter(|last| *last > 0)?;
    let span = scene.span(1, last);
    let typed = scene.reader.file.slice(span);
    let figures: String = typed.chars().filter(char::is_ascii_digit).collect();
    let around: String = typed.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    let known = ["FY", "fy", "年", "年度"].contains(&around.trim());
    let stands = spells(scene.word(0), Rule::kw_year) && known && figures.len() == 4;
    stands.then(|| messages::other_band(span, typed, &figures, vec![Edit { span, replacement: figures.clone() }]))
}

/// 截止 2026年1月20日前: the keyword says that already.
fn day_of_closing(scene: &Scene) -> Option<Diagnostic> {
    let last = scene.tokens.len().checked_sub(1).filter(|_| spells(scene.word(0), Rule::kw_closes))?;
    let span = scene.span(1, last);
    let day = ["之前", "以前", "前"].iter().find_map(|word| scene.reader.file.slice(span).strip_suffix(word))?.trim_end();
    let edits = vec![Edit { span, replacement: day.to_owned() }];
    Some(messages::other_band(span, scene.reader.file.slice(span), day, edits))
}

/// `end of March`, `Q2`, 3月底前, 第一季度, 年底前: the last day of a period.
fn day_in_words(scene: &Scene) -> Vec<Diagnostic> {
    (0..scene.tokens.len().min(scene.place + 2)).filter_map(|index| last_day(scene, index)).collect()
}

fn last_day(scene: &Scene, index: usize) -> Option<Diagnostic> {
    let word = scene.word(index);
    let of_quarter = |quarter: usize| quarter.checked_sub(1).and_then(|place| QUARTERS.get(place)).copied();
    let (span, (day, month)) = match scene.language() {
        Language::English => {
            let end = usize::from(word == "end") + usize::from(word == "end" && scene.word(index + 1) == "of");
            let named = scene.word(index + end);
            let day = match named {
                "Q1" | "Q2" | "Q3" | "Q4" => of_quarter(named.get(1..)?.parse().ok()?)?,
                "year" | "December" if end > 0 => (31, 12),
                _ if end > 0 => last_of_month(MONTHS.iter().position(|month| *month == named)? + 1)?,
                _ => return None,
            };
            (scene.span(index, index + end), day)
        }
        Language::Chinese => {
            let bare = ["底前", "末前", "内", "前", "底", "末"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
            let day = match bare {
                "第一季度" | "一季度" => (31, 3),
                "第二季度" | "二季度" | "上半年" => (30, 6),
                "第三季度" | "三季度" => (30, 9),
                "第四季度" | "四季度" | "年" | "下半年" | "全年" => (31, 12),
                // 3月底前: the figure stands before it.
                "月" if word != "月" => last_of_month(scene.word(index.checked_sub(1)?).parse().ok()?)?,
                _ => return None,
            };
            let first = if bare == "月" { index - 1 } else { index };
            if bare == "年" && !matches!(word, "年底前" | "年末前" | "年底" | "年末" | "年内") {
                return None;
            }
            (scene.span(first, index), day)
        }
    };
    let meant = match scene.language() {
        Language::English => format!("{day} {}", MONTHS.get(month.checked_sub(1)?)?),
        Language::Chinese => format!("{month}月{day}日前"),
    };
    Some(guessed(messages::other_band(span, scene.reader.file.slice(span), &meant, vec![Edit { span, replacement: meant.clone() }]), span))
}

fn guessed(mut found: Diagnostic, span: Span) -> Diagnostic {
    found.primary.span = span;
    if let Some(fix) = &mut found.fix {
        fix.applicability = Applicability::MaybeIncorrect;
    }
    found
}

/// The last day of a month; that of February is not the same in each year.
fn last_of_month(month: usize) -> Option<(u8, usize)> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some((31, month)),
        4 | 6 | 9 | 11 => Some((30, month)),
        _ => None,
    }
}
