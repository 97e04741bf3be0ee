//! Tables of the data: heads and cells, written in the names of either book.

use std::collections::BTreeMap;

/// What stands in a cell.
#[derive(Clone, Debug)]
pub enum Cell {
    /// The same in both books.
    Plain(String),
    /// A name of the rules, or yes and no: each book has its own.
    Name(String),
    /// The same in the words of either book.
    Said(&'static str, &'static str),
}

impl Cell {
    /// What it says in English.
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Name(text) => text,
            Self::Said(english, _) => english,
        }
    }
}

/// A table of the data.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The kind of subject or register it is about.
    pub name: &'static str,
    /// Its columns, in English.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// From the English names of the rules to those of the other book; empty for the English book.
pub type Names = BTreeMap<String, String>;

impl Sheet {
    /// An empty table with these columns.
    pub fn new(name: &'static str, columns: &[&str]) -> Self {
        Self { name, head: columns.iter().map(|column| (*column).to_owned()).collect(), rows: Vec::new() }
    }

    /// The text of its file, and the file's name.
    pub fn write(&self, names: &Names) -> Result<(String, String), String> {
        // By this mark spreadsheets know that the Chinese heads are UTF-8.
        let mark: &[u8] = if names.is_empty() { b"" } else { b"\xEF\xBB\xBF" };
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(mark.to_vec());
        let trouble = |error: csv::Error| format!("{}: {error}", self.name);
        let head = self.head.iter().map(|column| path(column, self.name, names)).collect::<Result<Vec<_>, _>>()?;
        writer.write_record(&head).map_err(trouble)?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Plain(text) => Ok(text.clone()),
                Cell::Name(name) => path(name, self.name, names),
                Cell::Said(english, chinese) => Ok(if names.is_empty() { *english } else { *chinese }.to_owned()),
            });
            writer.write_record(cells.collect::<Result<Vec<_>, _>>()?).map_err(trouble)?;
        }
        let bytes = writer.into_inner().map_err(|error| error.to_string())?;
        let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
        Ok((format!("{}.csv", path(self.name, self.name, names)?), text))
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Result<usize, String> {
        self.head.iter().position(|column| column == name).ok_or_else(|| format!("{} has no column {name}", self.name))
    }
}

/// The words of the data format itself and what they are in Chinese: those of subjects and registers, of ballots, of
/// months, of rulings.
const OF_SUBJECTS: &[(&str, &str)] = &[
    ("id", "编号"),
    ("name", "名称"),
    ("sequence", "序列"),
    ("parent", "所在单位"),
    ("subject", "考核对象"),
    ("evidence", "佐证"),
    ("state", "描述"),
    ("points", "得分"),
];
const OF_BALLOTS: &[(&str, &str)] = &[
    ("survey", "测评"),
    ("ballots", "票数"),
    ("subject", "考核对象"),
    ("indicator", "指标"),
    ("group", "测评组"),
    ("level", "等级"),
    ("count", "票数"),
    ("rater", "测评人"),
    ("issued", "发出票数"),
    ("returned", "收回票数"),
    ("invalid", "无效票数"),
];
const OF_MONTHS: &[(&str, &str)] = &[("id", "编号"), ("month", "月份"), ("monthly", "按月")];
const OF_RULINGS: &[(&str, &str)] = &[
    ("exemptions", "豁免"),
    ("awards", "核定"),
    ("subject", "考核对象"),
    ("indicator", "指标"),
    ("effect", "处理"),
    ("approved by", "批准"),
    ("date", "日期"),
    ("reason", "理由"),
];

/// The words of the format in a table.
fn format_of(table: &str) -> &'static [(&'static str, &'static str)] {
    match table {
        "survey" | "ballots" => OF_BALLOTS,
        "exemptions" | "awards" => OF_RULINGS,
        months if months.ends_with(".monthly") => OF_MONTHS,
        _ => OF_SUBJECTS,
    }
}

/// A name or a path of names in the other book.
fn path(english: &str, table: &str, names: &Names) -> Result<String, String> {
    if names.is_empty() {
        return Ok(english.to_owned());
    }
    let part = |part: &str| {
        if let Some((_, chinese)) = format_of(table).iter().find(|(english, _)| *english == part) {
            return Ok((*chinese).to_owned());
        }
        names.get(part).cloned().ok_or_else(|| format!("names.csv does not know {part}"))
    };
    Ok(english.split('.').map(part).collect::<Result<Vec<_>, _>>()?.join("."))
}
