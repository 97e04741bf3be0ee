//! Messages about the names of columns.

use super::{guess, listed, sure};
use crate::data::table::Cell;
use crate::data::unseen::shown;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::{Span, Words};
use crate::words;

/// What we know about a column that nobody asks for.
#[derive(Clone, Copy, Debug)]
pub enum Guess<'a> {
    /// It is the title of this column, or its name without the indicator's.
    Means(&'a str),
    /// This name is near.
    Near(&'a str),
    /// It is asked for in another file.
    In(&'a str),
    /// Its indicator judges another kind of subject.
    OfOther {
        /// The indicator.
        indicator: &'a str,
        /// Whom it judges.
        level: &'a str,
    },
    /// Its indicator asks for other things.
    Asks {
        /// The indicator.
        indicator: &'a str,
        /// Its columns.
        columns: &'a [&'a str],
    },
    /// Nothing.
    Nothing,
    /// Nothing; what the table holds is the same for every rulebook.
    NotThere,
}

/// A column nobody asks for.
pub fn unknown_column(cell: &Cell, stem: &str, known: Guess<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        catalogue::DATA_UNKNOWN_COLUMN,
        cell.span,
        words!("`{stem}` has no column `{name}`", "“{stem}”没有“{name}”这一列", stem = stem, name = shown(&cell.text)),
    );
    match known {
        Guess::Means(name) => sure(diagnostic, cell, name),
        Guess::Near(name) => guess(diagnostic.help(words!("did you mean `{name}`?", "是否应为“{name}”？", name = name)), cell, name),
        Guess::In(file) => diagnostic
            .note(words!("`{file}` has a column of this name", "“{file}”中有这个名称的列", file = file))
            .help(words!("move the column to `{file}`", "请将该列移到“{file}”", file = file)),
        Guess::OfOther { indicator, level } => diagnostic
            .note(words!(
                "this indicator is not for `{stem}`: `{indicator}` judges `{level}`",
                "该指标不适用于“{stem}”：“{indicator}”考核的是“{level}”",
                stem = stem,
                indicator = indicator,
                level = level
            ))
            .help(words!("move the column to the data of `{level}`", "请将该列移到“{level}”的数据中", level = level)),
        Guess::Asks { indicator, columns } => {
            let columns = listed(columns.iter().copied(), 8);
            diagnostic
                .note(words!(
                    "indicator `{indicator}` asks for {english}",
                    "指标“{indicator}”要求的是{chinese}",
                    indicator = indicator,
                    english = columns.english,
                    chinese = columns.chinese
                ))
                .help(words!("rename the column or take it out", "请更改列名或删除该列"))
        }
        Guess::NotThere => diagnostic.help(words!("take the column out", "请删除该列")),
        Guess::Nothing => diagnostic.help(words!("take the column out, or ask for it in the rulebook", "请删除该列，或在考核规则中声明")),
    }
}

/// A column that stands twice.
pub fn repeated_column(cell: &Cell, first: Span) -> Diagnostic {
    Diagnostic::new(
        catalogue::DATA_REPEATED_COLUMN,
        cell.span,
        words!("column `{name}` stands twice", "“{name}”列出现了两次", name = shown(&cell.text)),
    )
    .related(first, words!("here first", "首次出现在这里"))
    .note(words!("which of the two is meant cannot be known, so neither is read", "无法判断以哪一列为准，两列均未读取"))
    .help(words!("keep one of them", "请只保留一列"))
}

/// Columns that are not there, all of one table in one finding.
///
/// `filled` says that each row has something to say in them.
pub fn missing_columns(span: Span, file: &str, missing: &[(&str, Option<&Words>)], filled: bool) -> Diagnostic {
    let number = missing.len();
    let names = listed(missing.iter().map(|(name, _)| *name), 6);
    let (english, chinese) = (names.english, names.chinese);
    let message = if number == 1 {
        words!("`{file}` has no column {english}", "“{file}”缺少{chinese}列", file = file, english = english, chinese = chinese)
    } else {
        words!(
            "`{file}` lacks {number} columns: {english}",
            "“{file}”缺少 {number} 列：{chinese}",
            file = file,
            number = number,
            english = english,
            chinese = chinese
        )
    };
    let mut diagnostic = Diagnostic::new(catalogue::DATA_MISSING_COLUMN, span, message);
    for (name, title) in missing {
        if let Some(title) = title {
            let (english, chinese) = (&title.english, &title.chinese);
            diagnostic = diagnostic.note(words!(
                "`{name}` is “{english}”",
                "“{name}”即“{chinese}”",
                name = name,
                english = english,
                chinese = chinese
            ));
        }
    }
    diagnostic.help(if filled {
        words!("add the column, and fill it in in every row", "请补上该列，并逐行填写")
    } else {
        words!("add the column, with empty cells where there is nothing to say", "请补上该列；没有内容的单元格留空")
    })
}

/// A column with values under an empty name.
pub fn unnamed_column(cell: &Cell, place: usize, row: usize) -> Diagnostic {
    Diagnostic::new(catalogue::UNNAMED_COLUMN, cell.span, words!("column {place} has no name", "第 {place} 列没有列名", place = place))
        .note(words!("row {row} has a value in it", "第 {row} 行在该列有内容", row = row))
        .help(words!("name the column, or empty it", "请填写列名，或清空该列"))
}
