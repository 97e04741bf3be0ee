//! Empty tables with the right heads, to be filled in.

use super::{DataFile, Holds, columns, encoding, months};
use crate::model::{Program, Survey};
use crate::text::{Language, Words};

/// One CSV file for each kind of subject, for its months, for each register, and for the ballots of surveys, in a
/// language: the row of column names, and under it a row for each subject that the rules name. Files that may be left
/// out, of exemptions and awards, are not among them.
#[must_use]
pub fn template(program: &Program, language: Language) -> Vec<DataFile> {
    let in_language = |[english, chinese]: [&str; 2]| Words::new(english, chinese).get(language).to_owned();
    let levels = program.levels.iter().map(|(level, kind)| (kind.name.clone(), Holds::Subjects(level)));
    let asked = program.levels.iter().filter(|(level, _)| !months::asked_of(program, *level).is_empty());
    let months = asked.map(|(level, kind)| (format!("{}{}", kind.name, in_language(months::ENDINGS)), Holds::Months(level)));
    let registers = program.registers.iter().map(|(id, register)| (register.name.clone(), Holds::Entries(id)));
    let ballots = [(Survey::BALLOTS, Holds::Ballots), (Survey::STATEMENTS, Holds::Statements)].into_iter();
    let ballots = ballots.filter(|_| super::surveyed(program)).map(|(names, holds)| (in_language(names), holds));
    levels.chain(months).chain(registers).chain(ballots).map(|(name, holds)| file(program, &name, holds, language)).collect()
}

fn file(program: &Program, name: &str, holds: Holds, language: Language) -> DataFile {
    let columns = columns::of(program, holds, columns::Naming::fresh(language));
    let usual = |column: &&columns::Column<'_>| column.needed || matches!(column.meaning, columns::Meaning::Ballot(_));
    let columns: Vec<&columns::Column<'_>> = columns.iter().filter(usual).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |row: Vec<&str>| writer.write_record(row).expect("INVARIANT: writing to memory does not fail");
    write(columns.iter().map(|column| column.name.as_str()).collect());
    if let Holds::Subjects(level) = holds {
        for member in &program.levels[level].members {
            let title = member.title.as_deref().unwrap_or(&member.name);
            let cell = |column: &&columns::Column<'_>| match column.meaning {
                columns::Meaning::Id => member.name.as_str(),
                columns::Meaning::Name => title,
                columns::Meaning::Sequence
                | columns::Meaning::Parent
                | columns::Meaning::Answer(_)
                | columns::Meaning::Subject
                | columns::Meaning::Field(_)
                | columns::Meaning::Month
                | columns::Meaning::Monthly(_)
                | columns::Meaning::Ruling(_)
                | columns::Meaning::Ballot(_) => "",
            };
            write(columns.iter().map(cell).collect());
        }
    }
    let rows = writer.into_inner().expect("INVARIANT: writing to memory does not fail");
    DataFile { name: format!("{name}.csv"), bytes: marked(rows) }
}

/// A table with the mark by which spreadsheets know that it is UTF-8, where it needs one.
fn marked(table: Vec<u8>) -> Vec<u8> {
    if table.is_ascii() { table } else { [encoding::MARK, &table].concat() }
}
