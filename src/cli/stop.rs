//! Wrong use: what stops a command before it has anything to say about rules or data.

use crate::text::{Language, Words};

/// Why a command cannot be carried out; exit status 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What is wrong.
    pub message: Words,
    /// What to do instead.
    pub help: Option<Words>,
}

impl Stop {
    /// A stop without help.
    pub fn new(message: Words) -> Self {
        Self { message, help: None }
    }

    /// With what to do instead.
    pub fn help(mut self, help: Words) -> Self {
        self.help = Some(help);
        self
    }

    /// As printed on standard error.
    pub fn text(&self, language: Language) -> String {
        let (error, help) = match language {
            Language::English => ("error: ", "help: "),
            Language::Chinese => ("错误：", "建议："),
        };
        let mut text = format!("{error}{}\n", self.message.get(language));
        if let Some(words) = &self.help {
            text.push_str(&format!("{help}{}\n", words.get(language)));
        }
        text
    }
}
