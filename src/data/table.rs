//! Tables: rows of cells, each cell with its place in the text; and the strict reader of CSV.
//!
//! The reader is our own because two things are needed that the `csv` crate does not give: the
//! place of every single cell, and the refusal of what it reads leniently (a quotation mark that is
//! never closed swallows the rest of the file, text behind a closing one is glued on). On every
//! text that both read they agree; a test holds that.

use crate::text::{SourceFile, Span, Words};

/// A table, from CSV or from a list of JSON objects.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Where its columns come from.
    pub shape: Shape,
    /// The columns, by the name written for them.
    pub head: Vec<Cell>,
    /// Where the head stands: the place for what is said of the table as a whole.
    pub head_span: Span,
    /// The rows that hold anything.
    pub rows: Vec<Row>,
    /// How many rows hold nothing at all.
    pub blank: usize,
}

impl Table {
    /// Whether a row has a cell for each column, so that we know which is which. In JSON each value names its column.
    pub(super) fn is_even(&self, row: &Row) -> bool {
        match self.shape {
            Shape::Csv => row.width == self.head.len(),
            Shape::Json => true,
        }
    }

    /// The separator it uses instead of commas, if it has a single column that holds several.
    pub(super) fn other_separator(&self) -> Option<(&Cell, char)> {
        let [only] = self.head.as_slice() else { return None };
        ['\t', ';', '；', '，', '|', '、'].into_iter().find(|separator| only.text.contains(*separator)).map(|separator| (only, separator))
    }
}

/// Where a table comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// CSV: every row has a cell for every column.
    Csv,
    /// JSON: a key may be left out.
    Json,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its number, the first row of the file being 1, blank or not; in JSON its place in the list, from 1.
    pub number: usize,
    /// Its whole text, without the line end.
    pub span: Span,
    /// Its cells; in JSON none where the key was left out.
    pub cells: Cells,
    /// How many cells it was written with: in CSV as many as the head, if it is not ragged.
    pub width: usize,
    /// Why the row is refused whatever it says: a key of it stands twice.
    pub fault: Option<Words>,
    /// The values of keys that stand twice, each with the place of its column.
    pub twice: Vec<(usize, String)>,
}

/// The cells of a row that are there, by their columns. Rows of JSON may each have keys of their own, so what a row leaves
/// out takes no room.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells(Vec<(usize, Cell)>);

impl Cells {
    /// Cells with the places of their columns, each place once.
    pub(super) fn new(mut cells: Vec<(usize, Cell)>) -> Self {
        cells.sort_by_key(|(place, _)| *place);
        cells.shrink_to_fit();
        Self(cells)
    }

    /// The cell in a column.
    pub(super) fn get(&self, place: usize) -> Option<&Cell> {
        let at = self.at(place).ok()?;
        self.0.get(at).map(|(_, cell)| cell)
    }

    /// The same, to change it.
    pub(super) fn get_mut(&mut self, place: usize) -> Option<&mut Cell> {
        let at = self.at(place).ok()?;
        self.0.get_mut(at).map(|(_, cell)| cell)
    }

    /// Puts a cell into a column, in place of the one that is there.
    pub(super) fn set(&mut self, place: usize, cell: Cell) {
        match self.at(place) {
            Ok(at) => drop(self.0.get_mut(at).map(|old| old.1 = cell)),
            Err(at) => self.0.insert(at, (place, cell)),
        }
    }

    /// All of them in the order of the columns.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Cell> {
        self.0.iter().map(|(_, cell)| cell)
    }

    /// The same with the places of their columns.
    pub(super) fn placed(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.0.iter().map(|(place, cell)| (*place, cell))
    }

    fn at(&self, place: usize) -> Result<usize, usize> {
        // Of rows that leave nothing out, each cell lies where its column does.
        if self.0.get(place).is_some_and(|(at, _)| *at == place) {
            return Ok(place);
        }
        self.0.binary_search_by_key(&place, |(place, _)| *place)
    }
}

/// A cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// What it says.
    pub text: String,
    /// Where: inside the quotation marks, if it has any.
    pub span: Span,
    /// How it was written.
    pub form: Form,
    /// The number of its row.
    pub row: usize,
}

/// How a cell was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In CSV, without quotation marks.
    Bare,
    /// In CSV or JSON, between quotation marks.
    Quoted,
    /// A JSON text with escapes; its place includes its quotation marks.
    JsonEscaped,
    /// A JSON number.
    JsonNumber,
    /// `true`, `false` or `null` in JSON.
    JsonFlag,
    /// A JSON list or object, which no column takes.
    JsonNested,
    /// A JSON key that stands twice in the row, which was reported: neither value is read, and the text is empty.
    JsonTwice,
    /// A JSON key that the row left out while it has one that nobody asks for, which was reported and may be meant for it:
    /// the text is that key.
    JsonDoubtful,
}

impl Cell {
    /// How `text` would be written in its place.
    pub(super) fn written(&self, text: &str) -> String {
        match self.form {
            Form::Bare if text.contains([',', '"', '\n', '\r']) => format!("\"{}\"", text.replace('"', "\"\"")),
            Form::Bare | Form::Quoted => text.to_owned(),
            Form::JsonEscaped | Form::JsonNumber | Form::JsonFlag | Form::JsonNested | Form::JsonTwice | Form::JsonDoubtful => {
                format!("\"{text}\"")
            }
        }
    }
}

/// Why a text is not CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CsvFault {
    /// No row at all.
    NoHead,
    /// All on one line, with this letter where lines should end; `Span` is the first.
    OtherLineEnd(Span, char),
    /// A quotation mark that is never closed.
    Unclosed(Span),
    /// Text between a closing quotation mark and the next comma.
    AfterQuote(Span),
    /// A quotation mark inside a cell that does not begin with one.
    LoneQuote(Span),
}

/// Reads a CSV text.
pub(super) fn read_csv(file: &SourceFile) -> Result<Table, CsvFault> {
    if let Some(fault) = other_line_end(file) {
        return Err(fault);
    }
    let mut scanner = Scanner { file, at: 0, number: 0 };
    let mut head = None;
    let mut rows = Vec::new();
    let mut blank = 0;
    while let Some(row) = scanner.row()? {
        let empty = row.cells.iter().all(|cell| cell.text.trim().is_empty());
        if head.is_none() {
            // Rows before the head that hold nothing keep their numbers, as in a spreadsheet.
            if !empty {
                head = Some(row);
            }
        } else if empty {
            blank += 1;
        } else {
            rows.push(row);
        }
    }
    let head = head.ok_or(CsvFault::NoHead)?;
    Ok(Table { shape: Shape::Csv, head_span: head.span, head: head.cells.iter().cloned().collect(), rows, blank })
}

/// A letter that some programs end lines with, in a text that would be a head alone without it.
fn other_line_end(file: &SourceFile) -> Option<CsvFault> {
    let text = file.text();
    let one_line = !text.trim_end().contains(['\n', '\r']);
    let (at, letter) = text.trim_end().char_indices().find(|(_, letter)| LINE_ENDS.contains(letter)).filter(|_| one_line)?;
    Some(CsvFault::OtherLineEnd(Span::new(file.id(), at, at + letter.len_utf8()), letter))
}

/// What ends a line for some programs and for no spreadsheet: vertical tab, form feed, next line, line and paragraph separator.
const LINE_ENDS: [char; 5] = ['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Walks over a text cell by cell.
struct Scanner<'t> {
    file: &'t SourceFile,
    /// Offset of the next byte.
    at: usize,
    /// Number of the last row.
    number: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.file.text().get(self.at..).unwrap_or("")
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file.id(), start, end)
    }

    /// The next row; none at the end of the text. Leaves the scanner behind the row's line end.
    fn row(&mut self) -> Result<Option<Row>, CsvFault> {
        if self.rest().is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let start = self.at;
        let mut cells = Vec::new();
        loop {
            cells.push((cells.len(), self.cell()?));
            if self.rest().starts_with(',') {
                self.at += 1;
            } else {
                break;
            }
        }
        let span = self.span(start, self.at);
        self.at += ["\r\n", "\n", "\r"].iter().find(|end| self.rest().starts_with(**end)).map_or(0, |end| end.len());
        Ok(Some(Row { number: self.number, span, width: cells.len(), cells: Cells::new(cells), fault: None, twice: Vec::new() }))
    }

    /// The next cell, up to its comma or line end.
    fn cell(&mut self) -> Result<Cell, CsvFault> {
        if self.rest().starts_with('"') {
            return self.quoted();
        }
        let start = self.at;
        let length = self.rest().find([',', '\n', '\r']).unwrap_or(self.rest().len());
        let text = self.rest().get(..length).unwrap_or("").to_owned();
        if let Some(quote) = text.find('"') {
            return Err(CsvFault::LoneQuote(self.span(start + quote, start + quote + 1)));
        }
        self.at += length;
        Ok(Cell { text, span: self.span(start, self.at), form: Form::Bare, row: self.number })
    }

    fn quoted(&mut self) -> Result<Cell, CsvFault> {
        let open = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let Some(length) = self.rest().find('"') else { return Err(CsvFault::Unclosed(self.span(open, open + 1))) };
            text.push_str(self.rest().get(..length).unwrap_or(""));
            self.at += length + 1;
            if !self.rest().starts_with('"') {
                break;
            }
            text.push('"');
            self.at += 1;
        }
        let cell = Cell { text, span: self.span(open + 1, self.at - 1), form: Form::Quoted, row: self.number };
        let behind = self.rest().find([',', '\n', '\r']).unwrap_or(self.rest().len());
        if behind > 0 {
            return Err(CsvFault::AfterQuote(self.span(self.at, self.at + behind)));
        }
        Ok(cell)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::SourceMap;

    fn read(text: &str) -> Result<Vec<Vec<String>>, CsvFault> {
        let mut sources = SourceMap::default();
        let id = sources.add("t.csv", text);
        let table = read_csv(sources.file(id))?;
        let texts = |cells: Cells| cells.iter().map(|cell| cell.text.clone()).collect();
        let head = table.head.into_iter().map(|cell| cell.text).collect();
        Ok(std::iter::once(head).chain(table.rows.into_iter().map(|row| texts(row.cells))).collect())
    }

    proptest! {
        /// Whatever we read, the `csv` crate reads the same.
        #[test]
        fn agrees_with_the_csv_crate(text in "[a1 ,\"\n\r]{0,40}") {
            if let Ok(ours) = read(&text) {
                let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
                let theirs: Vec<Vec<String>> = reader
                    .records()
                    .map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
                    .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
                    .collect();
                prop_assert_eq!(ours, theirs);
            }
        }

        /// Any text is read or refused, and every cell's place holds the cell.
        #[test]
        fn places_hold_their_cells(text in "\\PC{0,60}") {
            let mut sources = SourceMap::default();
            let id = sources.add("t.csv", text);
            if let Ok(table) = read_csv(sources.file(id)) {
                for cell in table.head.iter().chain(table.rows.iter().flat_map(|row| row.cells.iter())) {
                    prop_assert_eq!(sources.slice(cell.span).replace("\"\"", "\""), cell.text.clone());
                }
            }
        }
    }
}
