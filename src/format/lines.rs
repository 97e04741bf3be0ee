//! Statements on their lines: blank lines, comments, and the columns of neighbouring statements of
//! one kind.

use super::layout::{Doc, width};

/// The columns a body is set in by.
const STEP: usize = 2;

/// One statement.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Comments on lines of their own before it.
    pub leading: Vec<OwnLine>,
    /// Whether a blank line stands directly before it.
    pub blank_before: bool,
    /// Its words, in columns.
    pub row: Row,
    /// What it holds in braces.
    pub body: Option<Block>,
    /// The comment at its end.
    pub trailing: Option<String>,
}

/// A comment on a line of its own.
#[derive(Debug)]
pub(super) struct OwnLine {
    pub blank_before: bool,
    pub text: String,
}

/// What stands between two braces, or a whole file.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Everything on the line of the braces: `{ a > b }`.
    pub inline: Option<Doc>,
    /// The comment behind the opening brace.
    pub head_comment: Option<String>,
    /// The statements.
    pub lines: Vec<Line>,
    /// Comments after the last statement.
    pub last: Vec<OwnLine>,
}

/// Which statements line up with each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Align {
    /// None.
    #[default]
    Alone,
    /// Neighbours with the same mark; the columns stand one space apart.
    With(&'static str),
    /// The same, two spaces behind the first column: the names of a grid's rows.
    Grid,
}

/// The words of a statement.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub align: Align,
    pub cells: Vec<Doc>,
}

impl Row {
    /// A statement that lines up with nothing.
    pub(super) fn alone(doc: Doc) -> Self {
        Self { align: Align::Alone, cells: vec![doc] }
    }

    /// A statement that lines up with its neighbours of the same `mark`.
    pub(super) fn aligned(mark: &'static str, cells: impl IntoIterator<Item = Doc>) -> Self {
        Self { align: Align::With(mark), cells: cells.into_iter().collect() }
    }

    /// The widths of the cells that stand in columns: all but the last, up to one that is too wide.
    fn widths(&self) -> Vec<usize> {
        let before = self.cells.split_last().map_or(&[] as &[Doc], |(_, before)| before);
        before.iter().map_while(|cell| cell.flat().map(|text| width(&text)).filter(|width| *width <= WIDEST_CELL)).collect()
    }
}

/// A wider cell goes its own way instead of pushing its neighbours' next column to the right.
const WIDEST_CELL: usize = 44;

/// The text of a file.
pub(super) fn print(file: &Block) -> String {
    let mut printer = Printer { out: String::new() };
    printer.block(file, 0);
    printer.out
}

struct Printer {
    out: String,
}

impl Printer {
    fn block(&mut self, block: &Block, indent: usize) {
        let columns = columns(&block.lines);
        let mut texts: Vec<Option<String>> = Vec::new();
        for (line, columns) in block.lines.iter().zip(&columns) {
            texts.push(Some(statement(line, columns, indent)));
        }
        let comment_columns = comment_columns(&block.lines, &texts);
        for (index, line) in block.lines.iter().enumerate() {
            for comment in &line.leading {
                self.own_line(comment, indent);
            }
            self.blank(line.blank_before);
            let text = texts.get_mut(index).and_then(Option::take).unwrap_or_default();
            self.pad(indent);
            self.out.push_str(&text);
            if let Some(body) = line.body.as_ref().filter(|body| body.inline.is_none()) {
                self.comment(body.head_comment.as_deref(), None);
                self.out.push('\n');
                self.block(body, indent + STEP);
                self.pad(indent);
                self.out.push('}');
            }
            self.comment(line.trailing.as_deref(), comment_columns.get(index).copied().flatten().map(|column| column + indent));
            self.out.push('\n');
        }
        for comment in &block.last {
            self.own_line(comment, indent);
        }
    }

    fn own_line(&mut self, comment: &OwnLine, indent: usize) {
        self.blank(comment.blank_before);
        self.pad(indent);
        self.out.push_str(&comment.text);
        self.out.push('\n');
    }

    fn blank(&mut self, wanted: bool) {
        if wanted && !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    fn pad(&mut self, indent: usize) {
        self.out.push_str(&" ".repeat(indent));
    }

    fn comment(&mut self, comment: Option<&str>, column: Option<usize>) {
        let Some(comment) = comment else { return };
        let used = width(self.out.lines().next_back().unwrap_or(""));
        let gap = column.map_or(2, |column| column.saturating_sub(used).max(2));
        self.out.push_str(&" ".repeat(gap));
        self.out.push_str(comment);
    }
}

/// The words of a statement with its opening brace, padded to `columns`, without its indentation.
fn statement(line: &Line, columns: &[usize], indent: usize) -> String {
    let mut text = String::new();
    let mut parts = Vec::new();
    for (index, cell) in line.row.cells.iter().enumerate() {
        match columns.get(index) {
            None => parts.push(cell.clone()),
            Some(0) => {}
            Some(column) => {
                let cell = cell.flat().unwrap_or_default();
                let gap = if index == 0 && line.row.align == Align::Grid { 2 } else { 1 };
                text.push_str(&cell);
                text.push_str(&" ".repeat(column.saturating_sub(width(&cell)) + gap));
            }
        }
    }
    if let Some(body) = &line.body {
        parts.push(match &body.inline {
            Some(Doc::Nil) => Doc::text("{}"),
            Some(inline) => Doc::Concat(vec![Doc::text("{ "), inline.clone(), Doc::text(" }")]),
            None => Doc::text("{"),
        });
    }
    let rest = Doc::words(parts);
    if rest.is_nil() {
        text.truncate(text.trim_end().len());
        return text;
    }
    let column = indent + width(&text);
    text.push_str(&rest.render(column, indent));
    text
}

/// For each line the widths of the columns its first cells stand in.
fn columns(lines: &[Line]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let run = run_length(rest, first);
        let (group, after) = rest.split_at(run);
        rest = after;
        let widths: Vec<Vec<usize>> = group.iter().map(|line| line.row.widths()).collect();
        let mut widest: Vec<usize> = Vec::new();
        for row in &widths {
            widest.resize(widest.len().max(row.len()), 0);
            for (most, width) in widest.iter_mut().zip(row) {
                *most = (*most).max(*width);
            }
        }
        let aligned = first.row.align != Align::Alone;
        let own = |row: Vec<usize>| if aligned { widest.iter().copied().take(row.len()).collect() } else { Vec::new() };
        out.extend(widths.into_iter().map(own));
    }
    out
}

/// How many of `lines` line up with the first: to the next blank line, brace or other kind.
fn run_length(lines: &[Line], first: &Line) -> usize {
    if first.row.align == Align::Alone || first.body.is_some() {
        return 1;
    }
    let others = lines.iter().skip(1).take_while(|line| {
        let apart = line.blank_before || line.leading.iter().any(|comment| comment.blank_before);
        line.row.align == first.row.align && line.body.is_none() && !apart
    });
    1 + others.count()
}

/// For each line the column of the comment at its end, where it lines up with that of a neighbour.
fn comment_columns(lines: &[Line], texts: &[Option<String>]) -> Vec<Option<usize>> {
    let end = |index: usize| -> Option<usize> {
        let line = lines.get(index)?;
        let text = texts.get(index)?.as_deref()?;
        let simple = line.trailing.is_some() && !text.contains('\n') && line.body.as_ref().is_none_or(|body| body.inline.is_some());
        simple.then(|| width(text) + 2)
    };
    let joined = |index: usize| lines.get(index).is_some_and(|line| line.leading.is_empty() && !line.blank_before);
    let mut out = vec![None; lines.len()];
    let mut index = 0;
    while index < lines.len() {
        let mut next = index + 1;
        if let Some(mut column) = end(index) {
            while let Some(other) = Some(next).filter(|next| joined(*next)).and_then(end) {
                column = column.max(other);
                next += 1;
            }
            for slot in out.iter_mut().take(next).skip(index) {
                *slot = Some(column);
            }
        }
        index = next;
    }
    out
}
