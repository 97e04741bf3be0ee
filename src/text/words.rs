//! The two languages Yardstick speaks.

use super::comment::{Part, parts};

/// A language of keywords and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, simplified.
    Chinese,
}

impl Language {
    /// The language a text's author works in: Chinese when, strings and comments left aside,
    /// at least as many words are written in Han characters as in Latin letters.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::English;
        }
        let (mut han, mut latin) = (0_usize, 0_usize);
        for line in text.lines() {
            let mut previous = ' ';
            for (_, letter, _) in parts(line).filter(|(_, _, part)| *part == Part::Code) {
                match letter {
                    '\u{4e00}'..='\u{9fff}' if !('\u{4e00}'..='\u{9fff}').contains(&previous) => han += 1,
                    'a'..='z' | 'A'..='Z' if !previous.is_ascii_alphabetic() && previous != '_' => latin += 1,
                    _ => {}
                }
                previous = letter;
            }
        }
        if han > 0 && han >= latin { Self::Chinese } else { Self::English }
    }
}

/// The same words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Words {
    /// In English.
    pub english: String,
    /// In Chinese.
    pub chinese: String,
}

impl Words {
    /// Both wordings; see also the [`crate::words!`] macro, which fills in arguments.
    pub fn new(english: impl Into<String>, chinese: impl Into<String>) -> Self {
        Self { english: english.into(), chinese: chinese.into() }
    }

    /// A text that is the same in both languages, such as a name.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { chinese: text.clone(), english: text }
    }

    /// What somebody wrote, in the quotation marks of each language.
    pub fn quoted(text: impl std::fmt::Display) -> Self {
        Self::new(format!("`{text}`"), format!("“{text}”"))
    }

    /// The wording in `language`.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }

    /// Both wordings with `change` applied, for building larger texts from smaller ones.
    #[must_use]
    pub fn join(parts: &[Self], english_glue: &str, chinese_glue: &str) -> Self {
        let list = |get: fn(&Self) -> &str, glue: &str| parts.iter().map(get).collect::<Vec<_>>().join(glue);
        Self::new(list(|part| &part.english, english_glue), list(|part| &part.chinese, chinese_glue))
    }
}

/// So many of something, in English, where the noun agrees with the number: "1 file", "2 files".
#[must_use]
pub fn counted(number: impl std::fmt::Display, noun: &str) -> String {
    let number = number.to_string();
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// Words in both languages with arguments filled in: `words!("unknown name `{name}`", "没有名为“{name}”的…")`.
/// Both texts see the same variables. An argument that is itself [`Words`] is given as
/// `words!("expected {e}", "应为 {z}", e = w.english, z = w.chinese)`.
#[macro_export]
macro_rules! words {
    ($english:literal, $chinese:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        // All at once, so that no argument hides a variable that a later one is made from.
        let ($($name,)*) = ($(&$value,)*);
        $(let _ = $name;)*
        $crate::text::Words::new(format!($english), format!($chinese))
    }};
}
