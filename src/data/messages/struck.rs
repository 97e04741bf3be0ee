//! What is said about entries that a ruling strikes.

use super::listed;
use super::rulings::{Near, meaning};
use crate::data::table::Cell;
use crate::data::unseen::shown;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::Span;
use crate::words;

/// Why there is no such entry.
#[derive(Clone, Debug)]
pub enum StruckFault<'a> {
    /// No register of that name.
    NoRegister {
        /// The registers there are.
        names: &'a [&'a str],
        /// The one nearest.
        near: Near<'a>,
    },
    /// No field of that name.
    NoField {
        /// The register.
        register: &'a str,
        /// The fields there are.
        names: &'a [&'a str],
        /// The one nearest.
        near: Near<'a>,
        /// The text before it and this piece as one value, which the comma may have torn apart.
        torn: Option<&'a str>,
    },
    /// A field without a value.
    NoValue {
        /// The field.
        field: &'a str,
    },
    /// A quotation mark that is not closed.
    OpenQuote,
    /// No entry of the subject fits.
    NoneFits {
        /// The register.
        register: &'a str,
        /// How many entries the subject has.
        own: usize,
    },
}

/// An entry that is not in the register.
pub fn no_such_entry(cell: &Cell, fault: &StruckFault<'_>) -> Diagnostic {
    let new = |message| Diagnostic::new(catalogue::NO_SUCH_ENTRY, cell.span, message);
    let text = shown(&cell.text);
    match fault {
        StruckFault::NoRegister { names, near } => {
            let message = if cell.text.is_empty() {
                words!("it does not say of which register", "没有写明是哪个台账")
            } else {
                words!("no register is called `{text}`", "没有名为“{text}”的台账", text = text)
            };
            let names = listed(names.iter().copied(), 8);
            let help = words!("write one of {english}", "请填写{chinese}之一", english = names.english, chinese = names.chinese);
            meaning(new(message), cell, *near, help)
        }
        StruckFault::NoField { register, names, near, torn } => {
            let names = listed(names.iter().copied(), 8);
            let message =
                words!("`{register}` has no field `{text}`", "台账“{register}”没有“{text}”这一栏", register = register, text = text);
            let help = words!(
                "name a field and what stands in it, such as {english}",
                "请写栏名和内容，栏名有{chinese}",
                english = names.english,
                chinese = names.chinese
            );
            let found = meaning(new(message), cell, *near, help);
            match torn {
                Some(torn) => found.note(words!(
                    "another field begins behind a comma; a value that holds one stands in quotation marks: `{torn}`",
                    "逗号、顿号之后是另一栏；内容本身含有的，请加引号：{torn}",
                    torn = shown(torn)
                )),
                None => found,
            }
        }
        StruckFault::NoValue { field } => new(words!("it does not say what stands in `{field}`", "没有写明“{field}”的内容", field = field))
            .help(words!(
                "write the value behind the name of the field; `{field} empty` where nothing stands in it",
                "请在栏名之后写明内容；该栏为空的，写“{field} 空”",
                field = field
            )),
        StruckFault::OpenQuote => new(words!("the quotation mark is not closed", "引号没有成对"))
            .help(words!("write the closing mark behind the value", "请在内容之后写上另一个引号")),
        StruckFault::NoneFits { register, own } => {
            new(words!("the subject has no such entry in `{register}`", "该对象在“{register}”中没有这样的记录", register = register))
                .note(words!("entries of the subject there: {own}", "该对象在其中的记录：{own} 条", own = own))
                .note(words!(
                    "an entry is named by what stands in its fields, so that it is found whatever the order of the rows",
                    "记录以各栏内容指明，与行的先后无关"
                ))
                .help(words!("write the fields as they stand in the register", "请按台账中的内容填写"))
        }
    }
}

/// Several entries fit; `apart` is a field that tells them apart, and whether it is empty in one of them.
pub fn several_entries(cell: &Cell, register: &str, fitting: &[(usize, Span)], apart: Option<(&str, bool)>) -> Diagnostic {
    let rows: Vec<String> = fitting.iter().map(|(row, _)| row.to_string()).collect();
    let mut diagnostic = Diagnostic::new(
        catalogue::SEVERAL_ENTRIES,
        cell.span,
        words!(
            "several entries in `{register}` fit: rows {rows}",
            "台账“{register}”中有多条记录相符：第 {rows} 行",
            register = register,
            rows = rows.join(", ")
        ),
    );
    for (_, span) in fitting.iter().take(4) {
        diagnostic = diagnostic.related(*span, words!("this one?", "是这一条吗？"));
    }
    match apart {
        Some((field, false)) => diagnostic.help(words!("say what stands in `{field}` as well", "请再写明“{field}”的内容", field = field)),
        Some((field, true)) => diagnostic.help(words!(
            "say what stands in `{field}` as well; `{field} empty` means the one where nothing does",
            "请再写明“{field}”的内容；指该栏为空的那条，写“{field} 空”",
            field = field
        )),
        None => diagnostic.help(words!("name more of its fields", "请再写明其他各栏的内容")),
    }
}
