//! Where output goes, in which language and colours.

use std::cell::Cell;
use std::io::{self, IsTerminal as _, Write as _};

use super::arguments::{Color, Surface};
use super::{Stop, messages};
use crate::text::{Language, Words};

/// Standard output and standard error with the user's wishes.
#[derive(Debug)]
pub struct Terminal {
    language: Option<Language>,
    /// The language of the rules at hand, once they were read.
    rules: Cell<Option<Language>>,
    output_color: bool,
    talk_color: bool,
    quiet: bool,
}

impl Terminal {
    /// Settles colours: the option first, then `NO_COLOR`, then whether a terminal is there.
    pub fn new(language: Option<Surface>, color: Color, quiet: bool) -> Self {
        let wanted = |terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        Self {
            language: language.map(Language::from),
            rules: Cell::new(None),
            output_color: wanted(io::stdout().is_terminal()),
            talk_color: wanted(io::stderr().is_terminal()),
            quiet,
        }
    }

    /// The language asked for; without one each file's own decides.
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// From now on talk is about rules in this language.
    pub fn speak_of_rules_in(&self, language: Language) {
        self.rules.set(Some(language));
    }

    /// The language for words that belong to no file: the one asked for, else that of the rules at
    /// hand, else that of the system.
    pub fn spoken(&self) -> Language {
        self.language.or(self.rules.get()).unwrap_or_else(language_of_system)
    }

    /// Whether data on standard output may be coloured.
    pub fn output_color(&self) -> bool {
        self.output_color
    }

    /// Whether talk on standard error may be coloured.
    pub fn talk_color(&self) -> bool {
        self.talk_color
    }

    /// Columns for data on standard output.
    pub fn width(&self) -> usize {
        width(terminal_size::terminal_size_of(io::stdout()))
    }

    /// Columns for talk on standard error.
    pub fn talk_width(&self) -> usize {
        width(terminal_size::terminal_size_of(io::stderr()))
    }

    /// Writes data to standard output. A reader that closed the pipe early has what it wanted.
    ///
    /// # Errors
    /// When the system refuses to write.
    pub fn data(&self, text: &str) -> Result<(), Stop> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(messages::unwritable("<stdout>".as_ref(), &error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Writes talk to standard error. Nobody could be told if that fails.
    pub fn talk(&self, text: &str) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Whether only findings, refusals and what is not counted are told.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Writes one line of talk that is good to know and asks nothing of anybody: not said when quiet.
    pub fn remark(&self, words: &Words) {
        if !self.quiet {
            self.say(words);
        }
    }

    /// Writes one line of talk in the language spoken.
    pub fn say(&self, words: &Words) {
        self.talk(&format!("{}\n", words.get(self.spoken())));
    }
}

/// The language that the system is set to.
pub fn language_of_system() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if set.is_some_and(|value| value.starts_with("zh")) { Language::Chinese } else { Language::English }
}

/// Columns to write to: those that `COLUMNS` asks for, else the terminal's, within what reads well; 100 where there is none.
fn width(terminal: Option<(terminal_size::Width, terminal_size::Height)>) -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|value| value.parse().ok());
    let own = terminal.map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0);
    asked.or(own).unwrap_or(100).clamp(40, 160)
}
