//! `yardstick explain`: the page of a code, and the list of all codes.

use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

use super::Options;
use super::markdown::{Look, terminal};
use super::visible::on_one_line;
use crate::diagnostics::pages;
use crate::diagnostics::{Code, Row, Severity, Status};
use crate::text::{Language, Words, did_you_mean};
use crate::words;

/// The four headings of every page, in order, with what they are called in Chinese.
pub const HEADINGS: [(&str, &str); 4] = [
    ("What it means", "含义"),
    ("A program that shows it", "会出现它的例子"),
    ("How to put it right", "怎样改正"),
    ("Why we ask", "为什么这样规定"),
];

/// The page of the code asked for by number (`Y0301`, `y0301`, `301`) or name (`mixed-units`).
///
/// In Chinese its rules are shown as `in_chinese` writes them, where it can.
///
/// # Errors
/// When there is no such code: words that say so, with the nearest one there is.
pub fn page(asked: &str, options: &Options, in_chinese: impl Fn(&str) -> Option<String>) -> Result<String, Words> {
    let code = find(asked).ok_or_else(|| unknown(asked))?;
    let language = options.language.unwrap_or_default();
    let row = code.row();
    let page = pages::page(code).unwrap_or("");
    let text = match language {
        Language::English => page.to_owned(),
        Language::Chinese => chinese(page, pages::chinese(code).unwrap_or(""), in_chinese),
    };
    let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let kind = kind(row, language);
    let text = format!("{title}\n\n{}{kind}\n\n{rest}", line(row, language));
    Ok(format!("{}\n", terminal(&text, Look { color: options.color, width: options.width.min(100) }).trim_end()))
}

/// A page in Chinese: what `said` says under each heading, then the programs of the page, unless `said` has programs of
/// its own there: rules that cannot be read cannot be turned into Chinese keywords.
fn chinese(page: &str, said: &str, in_chinese: impl Fn(&str) -> Option<String>) -> String {
    let mut text = page.lines().next().unwrap_or("").to_owned();
    for (english, chinese) in HEADINGS {
        let own = section(said, chinese);
        text.push_str(&format!("\n\n## {chinese}\n\n{}\n", own.trim()));
        if !programs(own).is_empty() {
            continue;
        }
        for (fence, program) in programs(section(page, english)) {
            let translated = if fence.starts_with("yardstick") { in_chinese(&program) } else { None };
            text.push_str(&format!("\n```{fence}\n{}```\n", translated.unwrap_or(program)));
        }
    }
    text
}

/// What stands under a heading of a page.
pub(super) fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let mut place = None;
    let mut start = 0;
    for line in page.split_inclusive('\n') {
        if let Some(found) = line.strip_prefix("## ") {
            match place {
                Some(from) => return page.get(from..start).unwrap_or(""),
                None if found.trim_end() == heading => place = Some(start + line.len()),
                None => {}
            }
        }
        start += line.len();
    }
    place.and_then(|from| page.get(from..)).unwrap_or("")
}

/// The fenced programs of a section, each with the words behind its fence.
fn programs(section: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    let mut inside = false;
    for line in section.split_inclusive('\n') {
        match (line.strip_prefix("```"), inside, found.last_mut()) {
            (Some(fence), false, _) => {
                found.push((fence.trim_end(), String::new()));
                inside = true;
            }
            (Some(_), true, _) => inside = false,
            (None, true, Some((_, program))) => program.push_str(line),
            (None, _, _) => {}
        }
    }
    found
}

/// All codes in use, by number, a line each: code, name, severity, what it is about.
#[must_use]
pub fn list(options: &Options) -> String {
    let language = options.language.unwrap_or_default();
    let rows: Vec<&Row> = Code::rows().filter(|row| row.status == Status::Active).collect();
    let width = rows.iter().map(|row| row.slug.width()).max().unwrap_or(0);
    let style = if options.color { Style::new().bold() } else { Style::new() };
    let mut text = String::new();
    for row in rows {
        let severity = match (row.severity, language) {
            (Severity::Error, Language::English) => "error  ",
            (Severity::Warning, Language::English) => "warning",
            (Severity::Error, Language::Chinese) => "错误",
            (Severity::Warning, Language::Chinese) => "警告",
        };
        text.push_str(&format!("{style}{}{style:#}  {:width$}  {severity}  {}\n", row.code, row.slug, line(row, language)));
    }
    text
}

fn line(row: &Row, language: Language) -> &'static str {
    match language {
        Language::English => row.english,
        Language::Chinese => row.chinese,
    }
}

/// " (error, since 0.1.0)"
fn kind(row: &Row, language: Language) -> String {
    let severity = match row.severity {
        Severity::Error => words!("an error", "错误"),
        Severity::Warning => words!("a warning", "警告"),
    };
    let status = match row.status {
        Status::Active => words!("", ""),
        Status::Retired => words!(", no longer reported", "，已不再使用"),
    };
    let words = words!(
        " ({english}, since {since}{retired})",
        "（{chinese}，自 {since} 版{gone}）",
        english = severity.english,
        chinese = severity.chinese,
        since = row.since,
        retired = status.english,
        gone = status.chinese
    );
    words.get(language).to_owned()
}

fn find(asked: &str) -> Option<Code> {
    let asked = asked.trim();
    Code::find(asked).or_else(|| Code::find(&asked.to_lowercase())).or_else(|| Code::find(&format!("Y{:0>4}", asked)))
}

fn unknown(asked: &str) -> Words {
    let near = did_you_mean(asked, Code::rows().map(|row| row.slug)).map(|slug| (format!("`{slug}`"), format!("“{slug}”")));
    let near = near.or_else(|| near_codes(asked));
    let asked = on_one_line(asked);
    match near {
        Some((near, chinese)) => words!(
            "there is no code `{asked}`; did you mean {near}?",
            "没有“{asked}”这个代码；是不是{chinese}？",
            asked = asked,
            near = near,
            chinese = chinese
        ),
        None => words!(
            "there is no code `{asked}`; `yardstick explain --list` shows them all",
            "没有“{asked}”这个代码；用“yardstick explain --list”可列出全部",
            asked = asked
        ),
    }
}

/// So many codes are offered at most: where more are as near, the list serves better.
const OFFERED: usize = 3;

/// The codes of which one digit was mistyped or two were swapped, in both languages; those with two swapped before others.
fn near_codes(asked: &str) -> Option<(String, String)> {
    let figures: Vec<char> = asked.trim().trim_start_matches(['Y', 'y']).chars().collect();
    let codes = || Code::rows().map(|row| row.code.to_string());
    let near = |swapped: bool| -> Vec<String> {
        let differs = |code: &String| {
            let own: Vec<char> = code.chars().skip(1).collect();
            let other: Vec<(&char, &char)> = own.iter().zip(&figures).filter(|(one, other)| one != other).collect();
            let swap = matches!(other.as_slice(), [(a, b), (c, d)] if a == d && b == c);
            own.len() == figures.len() && (if swapped { swap } else { other.len() == 1 })
        };
        codes().filter(differs).collect()
    };
    let found = [near(true), near(false)].into_iter().find(|found| !found.is_empty())?;
    (found.len() <= OFFERED).then(|| {
        let quoted = |open: &str, close: &str| found.iter().map(|code| format!("{open}{code}{close}")).collect::<Vec<_>>();
        (quoted("`", "`").join(" or "), quoted("“", "”").join("或"))
    })
}
