//! JSON of the same shape as a folder: lists of row objects by file stem.
//!
//! Values are kept as they were written (`serde_json`'s raw values), so a number is never read
//! through floating point, every value knows its place, and a key that stands twice is seen.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::cells::twice as twice_in_row;
use super::table::{Cell, Cells, Form, Row, Shape, Table};
use crate::text::{SourceFile, Span, Words};
use crate::words;

/// A list of rows and the name it stands under.
#[derive(Debug)]
pub(super) struct List {
    /// The key: a kind of subject or a register.
    pub stem: Cell,
    /// The rows.
    pub table: Table,
    /// Keys that stand twice in one row, with their first place.
    pub repeated: Vec<(Cell, Span)>,
}

/// Why a text is not JSON of our shape.
#[derive(Debug)]
pub(super) struct JsonFault {
    /// Where.
    pub span: Span,
    /// What is wrong, in a clause of its own.
    pub why: Words,
    /// Whether it is JSON, of another shape than ours.
    pub shape: bool,
}

/// Reads the whole file.
pub(super) fn read_json(file: &SourceFile) -> Result<Vec<List>, JsonFault> {
    let whole: &RawValue = serde_json::from_str(file.text()).map_err(|error| broken(file, &error))?;
    let reader = Reader { file };
    let mut lists = Vec::new();
    for (key, value) in reader.object(whole, words!("the file is not an object of lists", "文件不是由列表组成的对象"))? {
        lists.push(reader.list(reader.cell(key, 0), value)?);
    }
    Ok(lists)
}

/// What the JSON reader stumbled over.
fn broken(file: &SourceFile, error: &serde_json::Error) -> JsonFault {
    let line = file.line(error.line());
    let start = line.as_ptr() as usize - file.text().as_ptr() as usize;
    let before = error.column().saturating_sub(1).min(line.len());
    let at = (0..=before).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    let width = line.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let comma = file.text().get(..start + at).map_or("", str::trim_end);
    if comma.ends_with(',') && line.get(at..).is_some_and(|rest| rest.starts_with(['}', ']'])) {
        let why = words!("there is a comma too many", "此处多了一个逗号");
        return JsonFault { span: Span::new(file.id(), comma.len() - 1, comma.len()), why, shape: false };
    }
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or("").to_owned();
    JsonFault { span: Span::new(file.id(), start + at, start + at + width), why: in_both(&said), shape: false }
}

/// What the JSON reader says, in words of our own.
fn in_both(said: &str) -> Words {
    match said {
        "EOF while parsing an object" => words!("the file ends inside an object", "文件在对象中途结束"),
        "EOF while parsing a list" => words!("the file ends inside a list", "文件在列表中途结束"),
        "EOF while parsing a string" => words!("the file ends inside a text", "文件在文字中途结束"),
        "EOF while parsing a value" => words!("the file ends where a value should stand", "文件在应有值之处结束"),
        "expected `,` or `}`" => words!("`,` or `}}` should stand here", "此处应为“,”或“}}”"),
        "expected `,` or `]`" => words!("`,` or `]` should stand here", "此处应为“,”或“]”"),
        "expected `:`" => words!("`:` should stand here", "此处应为“:”"),
        "expected value" | "expected ident" => {
            words!(
                "a value should stand here: a number, a text between `\"`, `true`, `false` or `null`",
                "此处应为一个值：数字、引号内的文字、true、false 或 null"
            )
        }
        "trailing characters" => words!("more stands behind the end of the document", "文档结束之后还有内容"),
        "key must be a string" => words!("a name should stand here, between `\"`", "此处应为引号内的名称"),
        "invalid number" => words!("this is no number of JSON", "此处不是 JSON 的数字写法"),
        "recursion limit exceeded" => words!("lists lie too deep inside each other", "列表嵌套过深"),
        _ => words!("this is no JSON", "此处不是合法的 JSON"),
    }
}

/// A raw value's pairs of key and value, in their order, with repeats.
struct Pairs<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Pairs<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

struct Reader<'t> {
    file: &'t SourceFile,
}

impl<'t> Reader<'t> {
    fn span(&self, raw: &RawValue) -> Span {
        let start = raw.get().as_ptr() as usize - self.file.text().as_ptr() as usize;
        Span::new(self.file.id(), start, start + raw.get().len())
    }

    fn object(&self, raw: &'t RawValue, why: Words) -> Result<Vec<(&'t RawValue, &'t RawValue)>, JsonFault> {
        let pairs: Result<Pairs<'t>, _> = serde_json::from_str(raw.get());
        pairs.map(|pairs| pairs.0).map_err(|_| JsonFault { span: self.span(raw), why, shape: true })
    }

    fn list(&self, stem: Cell, raw: &'t RawValue) -> Result<List, JsonFault> {
        let rows: Vec<&'t RawValue> = serde_json::from_str(raw.get()).map_err(|_| JsonFault {
            span: self.span(raw),
            why: words!("`{name}` is not a list of rows", "“{name}”不是行的列表", name = stem.text),
            shape: true,
        })?;
        let mut table = Table { shape: Shape::Json, head: Vec::new(), head_span: stem.span, rows: Vec::new(), blank: 0 };
        let mut repeated = Vec::new();
        let mut places = BTreeMap::new();
        for (row, number) in rows.into_iter().zip(1..) {
            self.row(row, number, &mut table, &mut places, &mut repeated)?;
        }
        Ok(List { stem, table, repeated })
    }

    /// Reads a row; `places` says where the columns of the head stand by their names.
    fn row(
        &self,
        raw: &'t RawValue,
        number: usize,
        table: &mut Table,
        places: &mut BTreeMap<String, usize>,
        repeated: &mut Vec<(Cell, Span)>,
    ) -> Result<(), JsonFault> {
        let span = self.span(raw);
        let mut cells: Vec<(usize, Cell)> = Vec::new();
        let mut keys: BTreeMap<usize, Span> = BTreeMap::new();
        let mut fault = None;
        let mut twice: Vec<(usize, String)> = Vec::new();
        for (key, value) in self.object(raw, words!("a row is not an object of columns", "某行不是由列组成的对象"))? {
            let key = self.cell(key, number);
            let place = places.get(&key.text).copied().unwrap_or_else(|| {
                places.insert(key.text.clone(), table.head.len());
                table.head.push(key.clone());
                table.head.len() - 1
            });
            if let Some(first) = keys.get(&place) {
                fault = Some(twice_in_row(&key.text));
                repeated.push((key, *first));
                twice.push((place, self.cell(value, number).text));
                let both = cells.iter_mut().find(|(at, cell)| *at == place && cell.form != Form::JsonTwice);
                if let Some((_, cell)) = both {
                    twice.push((place, std::mem::take(&mut cell.text)));
                    cell.form = Form::JsonTwice;
                }
                continue;
            }
            keys.insert(place, key.span);
            cells.push((place, self.cell(value, number)));
        }
        if fault.is_none() && cells.iter().all(|(_, cell)| cell.text.trim().is_empty()) {
            table.blank += 1;
        } else {
            table.rows.push(Row { number, span, width: cells.len(), cells: Cells::new(cells), fault, twice });
        }
        Ok(())
    }

    /// A value as a cell; `null` is an empty one.
    fn cell(&self, raw: &RawValue, row: usize) -> Cell {
        let written = raw.get();
        let span = self.span(raw);
        let cell = |text: &str, form| Cell { text: text.to_owned(), span, form, row };
        match written.chars().next() {
            Some('"') => {
                let inside = written.get(1..written.len().saturating_sub(1)).unwrap_or("");
                let text = serde_json::from_str(written).unwrap_or_else(|_| inside.to_owned());
                // The quotation marks are left out where what stands inside is plain text.
                let quoted = text == inside;
                let span = if quoted { Span { start: span.start + 1, end: span.end - 1, ..span } } else { span };
                Cell { text, span, form: if quoted { Form::Quoted } else { Form::JsonEscaped }, row }
            }
            Some('n') => cell("", Form::JsonFlag),
            Some('t' | 'f') => cell(written, Form::JsonFlag),
            Some('{' | '[') => cell(written, Form::JsonNested),
            Some(_) | None => cell(written, Form::JsonNumber),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceMap;

    #[test]
    fn values_keep_their_text_and_their_place() {
        let mut sources = SourceMap::default();
        let id = sources.add("d.json", "{\"a\": [{\"id\": \"x\\u0041\", \"n\": 0.10},\n {\"id\": null, \"n\": 1e400, \"n\": 2}]}");
        let lists = read_json(sources.file(id)).unwrap();
        let table = &lists[0].table;
        let cells: Vec<&Cell> = table.rows.iter().flat_map(|row| row.cells.iter()).collect();
        let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
        // Of a key that stands twice neither value is read.
        assert_eq!(texts, ["xA", "0.10", "", ""]);
        assert_eq!(sources.slice(cells[1].span), "0.10");
        assert_eq!(table.rows[1].number, 2);
        assert_eq!(lists[0].repeated.len(), 1);
        assert_eq!(table.rows[1].twice, [(1, "2".to_owned()), (1, "1e400".to_owned())]);
    }

    #[test]
    fn faults_are_found_where_they_stand() {
        let mut sources = SourceMap::default();
        let id = sources.add("d.json", "{\"部门\": [\n  {\"id\": \"x\",}\n]}");
        let fault = read_json(sources.file(id)).unwrap_err();
        assert_eq!(sources.slice(fault.span), ",");
        assert_eq!(fault.why.english, "there is a comma too many");
    }
}
