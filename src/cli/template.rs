//! `yardstick template`: the tables that a rule book wants filled in, empty.

use super::arguments::Template;
use super::{Outcome, Stop, Terminal, book, files};
use crate::data;
use crate::text::counted;
use crate::words;

/// Writes the tables into a new folder.
pub fn run(options: &Template, terminal: &Terminal) -> Result<Outcome, Stop> {
    let (program, rules) = book::load(options.rules.clone(), None, terminal)?;
    let Some(program) = program else { return Ok(Outcome::Findings) };
    let tables = data::template(&program, terminal.language().unwrap_or_else(|| rules.language()));
    files::new_folder(&options.folder)?;
    for table in &tables {
        files::write(&options.folder.join(&table.name), &String::from_utf8_lossy(&table.bytes))?;
    }
    let folder = files::shown(&options.folder);
    terminal.remark(&words!(
        "{tables} in {folder}, to be filled in; a cell without a value stays empty. Next: yardstick score {rules} --data {folder}",
        "已在 {folder} 写出 {number} 张空表，待填报；没有数据的单元格留空。下一步：yardstick score {rules} --data {folder}",
        tables = counted(tables.len(), "table"),
        number = tables.len(),
        folder = folder,
        rules = files::shown(&options.rules)
    ));
    Ok(Outcome::Clean)
}
