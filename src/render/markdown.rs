//! Our pages, written in Markdown, as text for a terminal.

use anstyle::{AnsiColor, Style};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// How a page is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether colours are used.
    pub color: bool,
    /// Columns at most; programs are never broken.
    pub width: usize,
}

/// The text without any styling, paragraphs on one line each.
pub fn plain(page: &str) -> String {
    terminal(page, Look { color: false, width: usize::MAX }).trim_end().to_owned()
}

/// The text for a terminal: headings bold, programs indented, paragraphs wrapped.
pub fn terminal(page: &str, look: Look) -> String {
    let mut writer = Writer { look, text: String::new(), line: String::new(), codes: Vec::new(), depth: 0, program: None, bullet: false };
    for event in Parser::new(page) {
        writer.event(event);
    }
    writer.text
}

/// Stands for the first column of a piece of code while lines are broken, [`TAIL`] for each of the others: letters that
/// no page has, between which no line ends.
const HEAD: char = '\u{E001}';
const TAIL: char = '\u{E000}';

struct Writer {
    look: Look,
    text: String,
    /// The paragraph being read; code in it stands as [`HEAD`] and [`TAIL`], so that no line ends inside it.
    line: String,
    /// The code of the paragraph, in its order.
    codes: Vec<String>,
    /// How many lists we are in.
    depth: usize,
    /// The program being read, if we are in one.
    program: Option<String>,
    /// Whether the next paragraph opens an item of a list.
    bullet: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.flush();
                self.caption(&kind);
                self.program = Some(String::new());
            }
            Event::End(TagEnd::CodeBlock) => self.end_program(),
            Event::Start(Tag::List(_)) => {
                self.flush();
                self.depth += 1;
            }
            Event::End(TagEnd::List(_)) => {
                self.flush();
                self.depth -= 1;
                if self.depth == 0 {
                    self.text.push('\n');
                }
            }
            Event::Start(Tag::Item) => self.bullet = true,
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.flush(),
            Event::Start(Tag::Heading { .. } | Tag::Strong) => self.style(Style::new().bold(), true),
            Event::End(TagEnd::Strong) => self.style(Style::new().bold(), false),
            Event::End(TagEnd::Heading(_)) => {
                self.style(Style::new().bold(), false);
                self.flush();
            }
            Event::Text(text) => match &mut self.program {
                Some(program) => program.push_str(&text),
                None => self.line.push_str(&text),
            },
            Event::Code(code) => {
                let style = AnsiColor::Cyan.on_default();
                let mark = if self.look.color { "" } else { "`" };
                let code = format!("{mark}{code}{mark}");
                self.style(style, true);
                match code.width() {
                    // What is longer than a line is broken like any text.
                    width if width == 0 || width + 2 * (self.depth + 1) > self.look.width => self.line.push_str(&code),
                    width => {
                        self.line.push(HEAD);
                        self.line.extend(std::iter::repeat_n(TAIL, width - 1));
                        self.codes.push(code);
                    }
                }
                self.style(style, false);
            }
            // Between Chinese letters a new line is no space.
            Event::SoftBreak if self.line.chars().next_back().is_some_and(|letter| letter.width() == Some(2)) => {}
            Event::SoftBreak | Event::HardBreak => self.line.push(' '),
            // What our pages do not use is shown by its text alone.
            Event::Start(_) | Event::End(_) | Event::Rule | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            Event::Html(text) | Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.line.push_str(&text),
        }
    }

    fn style(&mut self, style: Style, on: bool) {
        if self.look.color {
            self.line.push_str(&if on { style.render().to_string() } else { style.render_reset().to_string() });
        }
    }

    /// Data files are named above their text: "bureau.csv:".
    fn caption(&mut self, kind: &CodeBlockKind<'_>) {
        let CodeBlockKind::Fenced(words) = kind else { return };
        if let Some(file) = words.split_whitespace().find_map(|word| word.strip_prefix("file=")) {
            self.text.push_str(&format!("    {file}:\n"));
        }
    }

    fn end_program(&mut self) {
        let style = if self.look.color { Style::new().dimmed() } else { Style::new() };
        for line in self.program.take().unwrap_or_default().lines() {
            if !line.is_empty() {
                self.text.push_str(&format!("    {style}{line}{style:#}"));
            }
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    fn flush(&mut self) {
        if self.line.is_empty() {
            return;
        }
        let rest = "  ".repeat(self.depth);
        let first = if self.bullet { format!("{}- ", "  ".repeat(self.depth.saturating_sub(1))) } else { rest.clone() };
        let line = std::mem::take(&mut self.line);
        let text = if self.look.width == usize::MAX {
            format!("{first}{line}")
        } else {
            let wrapping = textwrap::Options::new(self.look.width).initial_indent(&first).subsequent_indent(&rest);
            textwrap::fill(&line, wrapping)
        };
        let mut codes = std::mem::take(&mut self.codes).into_iter();
        for letter in text.chars() {
            match letter {
                HEAD => self.text.push_str(&codes.next().unwrap_or_default()),
                TAIL => {}
                _ => self.text.push(letter),
            }
        }
        self.text.push_str(if self.depth == 0 { "\n\n" } else { "\n" });
        self.bullet = false;
    }
}
