//! Empty tables with the right heads, to begin with.

use super::{DataFile, columns, months};
use crate::model::{Program, Survey};

/// One CSV file for each kind of subject that is scored or belongs to one, for its months, for each register,
/// and for the ballots of surveys: the row of column names alone.
#[must_use]
pub fn template(program: &Program) -> Vec<DataFile> {
    let levels = program.levels.iter().map(|(level, kind)| (&kind.name, columns::of_level(program, level)));
    let registers = program.registers.iter().map(|(id, register)| (&register.name, columns::of_register(program, id)));
    let asked = program.levels.iter().filter(|(level, _)| !months::asked_of(program, *level).is_empty());
    let months: Vec<(String, _)> =
        asked.map(|(level, kind)| (format!("{}.monthly", kind.name), columns::of_months(program, level))).collect();
    let (survey, stated) = (Survey::BALLOTS.to_owned(), Survey::STATEMENTS.to_owned());
    let surveyed = super::surveyed(program);
    let ballots = [(&survey, columns::of_survey()), (&stated, columns::of_statements())].into_iter().filter(|_| surveyed);
    levels
        .chain(months.iter().map(|(name, columns)| (name, columns.clone())))
        .chain(registers)
        .chain(ballots)
        .map(|(name, columns)| {
            let usual = |column: &&columns::Column<'_>| column.needed || matches!(column.meaning, columns::Meaning::Ballot(_));
            let names = columns.iter().filter(usual).map(|column| column.name.as_str());
            DataFile { name: format!("{name}.csv"), bytes: head(names) }
        })
        .collect()
}

/// A row of names. Names beyond ASCII get the mark by which spreadsheets know UTF-8.
fn head<'a>(names: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let names: Vec<&str> = names.collect();
    let mark: &[u8] = if names.iter().all(|name| name.is_ascii()) { b"" } else { b"\xEF\xBB\xBF" };
    let mut writer = csv::Writer::from_writer(mark.to_vec());
    writer.write_record(names).expect("INVARIANT: writing to memory does not fail");
    writer.into_inner().expect("INVARIANT: writing to memory does not fail")
}
