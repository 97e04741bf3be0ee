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
    ("Why we ask", "为什么这样要求"),
];

/// The page of the code asked for by number (`Y0301`, `y0301`, `301`) or name (`mixed-units`).
///
/// # Errors
/// When there is no such code: words that say so, with the nearest one there is.
pub fn page(asked: &str, options: &Options) -> Result<String, Words> {
    let code = find(asked).ok_or_else(|| unknown(asked))?;
    let language = options.language.unwrap_or_default();
    let row = code.row();
    let mut text = pages::page(code).unwrap_or("").to_owned();
    if language == Language::Chinese {
        for (english, chinese) in HEADINGS {
            text = text.replacen(&format!("\n## {english}\n"), &format!("\n## {chinese}\n"), 1);
        }
    }
    let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let kind = kind(row, language);
    let text = format!("{title}\n\n{}{kind}\n\n{rest}", line(row, language));
    Ok(format!("{}\n", terminal(&text, Look { color: options.color, width: options.width.min(100) }).trim_end()))
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
    let codes: Vec<String> = Code::rows().map(|row| row.code.to_string()).collect();
    let upper = asked.to_uppercase();
    let near = did_you_mean(asked, Code::rows().map(|row| row.slug)).or_else(|| did_you_mean(&upper, codes.iter().map(String::as_str)));
    let asked = on_one_line(asked);
    match near {
        Some(near) => words!(
            "there is no code `{asked}`; did you mean `{near}`?",
            "没有“{asked}”这个代码；是不是“{near}”？",
            asked = asked,
            near = near
        ),
        None => words!(
            "there is no code `{asked}`; `yardstick explain --list` shows them all",
            "没有“{asked}”这个代码；用 `yardstick explain --list` 可列出全部",
            asked = asked
        ),
    }
}
