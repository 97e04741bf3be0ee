//! Data in: tables of answers, matched to what the rules ask for, read strictly, cell by cell.
//!
//! **A folder** holds one CSV file for each kind of subject and each register:
//!
//! - `<level>.csv` has a row for each subject. Its columns are `id`, `name`, `sequence` (where the kind
//!   has sequences), `parent` (the id of the subject it belongs to), its attributes by their bare
//!   names; then for each indicator of the kind `indicator.input` and `indicator.step`, and for a
//!   state `indicator.evidence` (where the subject sends it), `indicator.state`, and `indicator.points`
//!   where the judge has a range.
//! - `<level>.monthly.csv` has a row for each subject and month, where anything monthly is asked for: `id`,
//!   `month` as `2025-03`, then `indicator.input` for each monthly input.
//! - `<register>.csv` has a row for each entry: `subject` (the id of a subject of the register's kind),
//!   then its fields.
//! - `exemptions.csv` and `awards.csv` (豁免.csv, 核定.csv), where there are any, have a row for each ruling:
//!   `subject`, `indicator`, `effect`, `points`, `register`, `entry`, `approved by`, `date`, `reason`.
//!
//! - `survey.csv`, where an indicator is judged by a survey, has a row for each `subject`, `indicator`,
//!   `group` and `level` with a `count`, or for each single rating with its `rater`. `ballots.csv`, which
//!   may be left out, states how many ballots were `issued`, `returned` and `invalid`.
//!
//! Every column is there, if its cells are empty; their order means nothing. Columns and files that all rulebooks share
//! have a Chinese name as well, in whatever language the rules are written: 编号, 名称, 序列, 所在单位; 月份; 考核对象;
//! 佐证, 描述 and 得分 behind the name of an indicator; `<level>.按月.csv`, 测评.csv, 票数.csv
//! (`columns` has them all).
//!
//! **A JSON file** has the same shape: an object of lists by file stem, each list of row objects by
//! column name. A key that is left out and `null` are empty cells. Values are texts; numbers may be
//! JSON numbers (read from their text, never through floating point), flags `true` and `false`.
//!
//! ```json
//! {"department": [{"id": "tax_service", "name": "Tax service", "replies.done": 12, "replies.share": "98%"}],
//!  "supervision": [{"subject": "tax_service", "kind": "notified"}]}
//! ```
//!
//! **Cells** are read in one form each: `12`, `-0.5`; percents with their sign `98%`, percentage points
//! as `1.5 pp`; quantities as the number alone, in the unit of the column; days as `2025-03-31`; flags
//! as `yes` or `no` (是, 否); choices and states by name; a step with a day as that day or `no`. An empty
//! cell, or a token the rulebook declares, is empty. Anything else is reported, and kept as
//! [`Content::Invalid`](crate::model::Content) with the reason.
//!
//! Nothing is dropped: each row becomes a subject (refused, if its row is at fault) or an entry, or is
//! counted and listed in [`Loaded`]. Bounds of inputs are no affair of this module, nor what an empty
//! answer leads to; that is for `eval`. It does no IO.

mod ahead;
mod appeal;
mod assembly;
mod ballots;
mod cells;
mod choices;
mod columns;
mod dates;
mod encoding;
mod json;
mod keys;
mod messages;
mod months;
mod numbers;
mod other;
mod registers;
mod rulings;
mod statements;
mod subjects;
mod suggestions;
mod table;
mod template;
mod unseen;

use std::collections::{BTreeMap, BTreeSet};

pub use appeal::Tables;
pub use columns::asked;
pub use encoding::Encoding;
pub use other::{Apart, OtherNames};
pub use template::template;

use ahead::Ahead;
use encoding::Unreadable;
use messages::files;
use table::Table;

use crate::diagnostics::Diagnostics;
use crate::model::{Origin, Program, RegisterId, RulingKind, Submission, Survey, Whose};
use crate::text::{Language, SourceFile, SourceId, SourceMap, Span, Words};
use crate::types::LevelId;

/// A file as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Its name, with its path if that is to be shown.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What was read, and all that is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What was submitted; with errors among the diagnostics it holds all that could be read.
    pub submission: Submission,
    /// The findings.
    pub diagnostics: Diagnostics,
    /// The files and lists that were read or refused, in their order.
    pub files: Vec<FileNote>,
    /// Rows of registers that belong to nobody we know; each was reported.
    pub unattributed: Vec<Unattributed>,
    /// What the rules ask for and data made for other rules do not have: its answers are invalid.
    pub lacking: Vec<Apart>,
    /// What data made for other rules have and these rules do not ask for: it is not read.
    pub unread: Vec<Apart>,
}

/// What became of a file, or of a list of a JSON file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNote {
    /// Its name as it was given.
    pub name: String,
    /// Its text.
    pub source: SourceId,
    /// What it holds; none when its name says nothing to us.
    pub holds: Option<Holds>,
    /// How it was encoded; none when it could not be read.
    pub encoding: Option<Encoding>,
    /// Rows with anything in them, without the head. `rows = kept + refused`.
    pub rows: usize,
    /// Rows that became a subject (at fault or not) or an entry of one.
    pub kept: usize,
    /// Rows that became neither; each was reported, or the file was.
    pub refused: usize,
    /// Rows with nothing in them.
    pub blank: usize,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// Subjects of a kind.
    Subjects(LevelId),
    /// Values of each month for subjects of a kind.
    Months(LevelId),
    /// Entries of a register.
    Entries(RegisterId),
    /// Rulings of a kind.
    Rulings(RulingKind),
    /// Ballots of surveys.
    Ballots,
    /// Statements about ballots.
    Statements,
}

/// A row of a register that belongs to nobody we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unattributed {
    /// The register.
    pub register: RegisterId,
    /// Whether it is about a declared member without a row, or may be about anybody.
    pub whose: Whose,
    /// The row.
    pub origin: Origin,
}

/// The text of a file that should be text, and how it was encoded; none when it is neither UTF-8 nor GB18030.
#[must_use]
pub fn text_of(bytes: &[u8]) -> Option<(String, Encoding)> {
    encoding::decode(bytes).ok()
}

/// What a file is that is no text we read, where its bytes say so: a workbook, UTF-16.
#[must_use]
pub fn surely_other(bytes: &[u8]) -> Option<Words> {
    match encoding::decode(bytes) {
        Err(Unreadable::Other(kind)) if kind != encoding::Kind::Binary => Some(kind.words()),
        Ok(_) | Err(Unreadable::Other(_) | Unreadable::Undecodable(_) | Unreadable::Zero(_)) => None,
    }
}

/// Reads the files of a data folder. Their texts go into `sources`; hidden files, spreadsheets' lock
/// files and Markdown are passed over.
#[must_use]
pub fn load_folder(program: &Program, given: Vec<DataFile>, sources: &mut SourceMap) -> Loaded {
    read_folder(program, given, sources).loaded()
}

/// The same for data that were made for other rules.
#[must_use]
pub fn load_folder_of_other(program: &Program, given: Vec<DataFile>, sources: &mut SourceMap, other: &OtherNames) -> Loaded {
    folder(program, given, sources, Some(other)).loaded()
}

/// Reads the files of a data folder as [`load_folder`] does, without putting them together yet.
#[must_use]
pub fn read_folder<'p>(program: &'p Program, given: Vec<DataFile>, sources: &mut SourceMap) -> Tables<'p> {
    folder(program, given, sources, None)
}

fn folder<'p>(program: &'p Program, mut given: Vec<DataFile>, sources: &mut SourceMap, other: Option<&'p OtherNames>) -> Tables<'p> {
    given.sort_by(|left, right| left.name.cmp(&right.name));
    let stems: BTreeSet<String> =
        given.iter().map(|file| split(&file.name)).filter(|(_, ending)| ending == "csv").map(|(stem, _)| stem.to_owned()).collect();
    let mut loading = Loading::new(program, sources, other);
    let mut parts = Vec::new();
    for file in given {
        if !is_read(&file.name) {
            continue;
        }
        let (stem, ending) = split(&file.name);
        let stem = stem.to_owned();
        if ending != "csv" {
            loading.not_csv(&file, &stem, stems.contains(&stem), sources);
            continue;
        }
        let holds = loading.holds(&stem);
        let Some((source, encoding)) = loading.decode(&file, holds, sources) else { continue };
        let text = sources.file(source);
        parts.push(Part {
            stem_span: text.span().at_start(),
            table: loading.csv(text, &file.name, holds),
            note: FileNote { name: file.name, source, holds, encoding: Some(encoding), rows: 0, kept: 0, refused: 0, blank: 0 },
            stem,
            beside: false,
        });
    }
    Tables { loading, parts, json: None, broken: false }
}

/// Reads one JSON file that holds all data.
#[must_use]
pub fn load_json(program: &Program, file: DataFile, sources: &mut SourceMap) -> Loaded {
    read_json(program, file, sources).loaded()
}

/// The same for data that were made for other rules.
#[must_use]
pub fn load_json_of_other(program: &Program, file: DataFile, sources: &mut SourceMap, other: &OtherNames) -> Loaded {
    json_file(program, file, sources, Some(other)).loaded()
}

/// Reads one JSON file as [`load_json`] does, without putting its lists together yet.
#[must_use]
pub fn read_json<'p>(program: &'p Program, file: DataFile, sources: &mut SourceMap) -> Tables<'p> {
    json_file(program, file, sources, None)
}

fn json_file<'p>(program: &'p Program, file: DataFile, sources: &mut SourceMap, other: Option<&'p OtherNames>) -> Tables<'p> {
    let mut loading = Loading::new(program, sources, other);
    let Some((source, encoding)) = loading.decode(&file, None, sources) else {
        return Tables { loading, parts: Vec::new(), json: None, broken: true };
    };
    let text = sources.file(source);
    let mut note = FileNote { name: file.name, source, holds: None, encoding: Some(encoding), rows: 0, kept: 0, refused: 0, blank: 0 };
    let lists = match json::read_json(text) {
        Ok(lists) => lists,
        Err(fault) => {
            loading.loaded.diagnostics.push(files::broken_json(&fault, program));
            loading.loaded.files.push(note);
            return Tables { loading, parts: Vec::new(), json: None, broken: true };
        }
    };
    let mut parts = Vec::new();
    for list in lists {
        note.holds = loading.holds(&list.stem.text);
        for (key, first) in &list.repeated {
            loading.loaded.diagnostics.push(messages::columns::repeated_column(key, *first));
        }
        let (stem, stem_span) = (list.stem.text, list.stem.span);
        parts.push(Part { stem, stem_span, table: Some(list.table), note: note.clone(), beside: false });
    }
    let start = text.text().find('{').unwrap_or(0);
    Tables { loading, parts, json: Some(Span::new(source, start, start + 1)), broken: false }
}

/// Whether a file of a data folder is read, by its name.
#[must_use]
pub fn is_read(name: &str) -> bool {
    let (stem, ending) = split(name);
    !(stem.is_empty() || stem.starts_with(['.', '~']) || ending == "md" || stem == "README" || stem == "LICENSE")
}

/// The name of a file without folder and ending, and its ending in small letters.
fn split(name: &str) -> (&str, String) {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match base.rsplit_once('.') {
        Some((stem, ending)) => (stem, ending.to_lowercase()),
        None => (base, String::new()),
    }
}

/// A table and the name it stands under.
#[derive(Clone, Debug)]
struct Part {
    stem: String,
    stem_span: Span,
    /// None when it could not be read, which was reported.
    table: Option<Table>,
    note: FileNote,
    /// Rulings given with an appeal: they stand beside those submitted, with a head of their own.
    beside: bool,
}

#[derive(Clone, Debug)]
struct Loading<'p> {
    program: &'p Program,
    /// The names of the rules for which the data was made, where it was made for others.
    other: Option<&'p OtherNames>,
    /// The language of the rulebook: data is spoken of in it, whatever the data is written in.
    language: Language,
    /// The heads of the declarations of the kinds of subject.
    heads: BTreeMap<LevelId, Span>,
    loaded: Loaded,
    lost: Lost,
    /// What lies ahead on the day of scoring.
    ahead: Ahead,
}

/// Who is known to be absent, which was reported: what names them is not reported again.
#[derive(Clone, Debug, Default)]
struct Lost {
    /// Kinds of subject whose table could not be read.
    levels: BTreeSet<LevelId>,
    /// Declared members whose row has another id, it seems.
    members: BTreeSet<(LevelId, String)>,
    /// Kinds of subject of which a row says no id: it may be the one that is named elsewhere.
    unnamed: BTreeSet<LevelId>,
    /// Kinds of subject whose table of months is asked for and not there, and what was said of it.
    months: BTreeMap<LevelId, Words>,
}

impl Lost {
    fn holds(&self, level: LevelId, id: &str) -> bool {
        self.levels.contains(&level) || self.unnamed.contains(&level) || self.members.contains(&(level, id.to_owned()))
    }
}

impl<'p> Loading<'p> {
    fn new(program: &'p Program, sources: &SourceMap, other: Option<&'p OtherNames>) -> Self {
        let language = sources.file(program.header.span.source).language();
        let heads = program.levels.iter().map(|(id, level)| (id, head_of(level.span, sources))).collect();
        Self { program, other, language, heads, loaded: Loaded::default(), lost: Lost::default(), ahead: Ahead::default() }
    }

    /// What a file of this name holds.
    fn holds(&self, stem: &str) -> Option<Holds> {
        let level = self.program.levels.iter().find(|(_, level)| level.name == stem).map(|(id, _)| Holds::Subjects(id));
        let months = || {
            let of = months::ENDINGS.into_iter().find_map(|ending| stem.strip_suffix(ending))?;
            self.program.levels.iter().find(|(_, level)| level.name == of).map(|(id, _)| Holds::Months(id))
        };
        let register = || self.program.registers.iter().find(|(_, register)| register.name == stem).map(|(id, _)| Holds::Entries(id));
        let rulings = || rulings::stems().find(|(_, stems)| stems.contains(&stem)).map(|(kind, _)| Holds::Rulings(kind));
        let ballots = || match surveyed(self.program) {
            true if Survey::BALLOTS.contains(&stem) => Some(Holds::Ballots),
            true if Survey::STATEMENTS.contains(&stem) => Some(Holds::Statements),
            true | false => None,
        };
        level.or_else(months).or_else(register).or_else(rulings).or_else(ballots)
    }

    fn lose(&mut self, holds: Option<Holds>) {
        match holds {
            Some(Holds::Subjects(level)) => drop(self.lost.levels.insert(level)),
            Some(Holds::Entries(register)) => drop(self.loaded.submission.unread.insert(register)),
            Some(Holds::Months(_) | Holds::Ballots | Holds::Statements | Holds::Rulings(_)) | None => {}
        }
    }

    /// A file that does not end in `.csv`: an error if it is surely a table in another format and
    /// nothing else is there in its place, worth a warning else.
    fn not_csv(&mut self, file: &DataFile, stem: &str, replaced: bool, sources: &mut SourceMap) {
        let holds = self.holds(stem);
        let source = sources.add_in(self.language, &file.name, "");
        let span = sources.file(source).span();
        match encoding::decode(&file.bytes) {
            Err(Unreadable::Other(kind)) if holds.is_some() && !replaced => {
                self.lose(holds);
                self.loaded.diagnostics.push(files::not_a_table_file(span, &file.name, files::NoTable::Kind(kind)));
            }
            Ok(_) | Err(_) => self.loaded.diagnostics.push(files::ignored_data_file(span, &file.name)),
        }
    }

    /// Takes the text of a file into the sources; what cannot be decoded is reported.
    fn decode(&mut self, file: &DataFile, holds: Option<Holds>, sources: &mut SourceMap) -> Option<(SourceId, Encoding)> {
        let unreadable = match encoding::decode(&file.bytes) {
            Ok((text, encoding)) => return Some((sources.add_in(self.language, &file.name, text), encoding)),
            Err(unreadable) => unreadable,
        };
        self.lose(holds);
        let (source, finding) = match unreadable {
            Unreadable::Other(kind) => {
                let source = sources.add_in(self.language, &file.name, "");
                let span = sources.file(source).span().at_start();
                (source, files::not_a_table_file(span, &file.name, files::NoTable::Kind(kind)))
            }
            Unreadable::Zero(start) => {
                let source = sources.add_in(self.language, &file.name, start);
                let span = sources.file(source).span().at_end();
                (source, files::lost_letters(span, files::Lost::Zero(&file.name)))
            }
            Unreadable::Undecodable(start) => {
                let source = sources.add_in(self.language, &file.name, start);
                let span = sources.file(source).span().at_end();
                (source, files::lost_letters(span, files::Lost::Bytes(&file.name)))
            }
        };
        self.loaded.diagnostics.push(finding);
        let note = FileNote { name: file.name.clone(), source, holds, encoding: None, rows: 0, kept: 0, refused: 0, blank: 0 };
        self.loaded.files.push(note);
        None
    }

    /// The table of a CSV text; what is wrong with its form is reported.
    fn csv(&mut self, text: &SourceFile, name: &str, holds: Option<Holds>) -> Option<Table> {
        let finding = match table::read_csv(text) {
            Ok(table) => match table.other_separator() {
                None => return Some(table),
                Some((cell, separator)) => files::other_separator(cell, separator),
            },
            Err(fault) => files::broken_quotes(fault, name).unwrap_or_else(|| {
                let fresh = columns::Naming::fresh(self.language);
                let columns = holds.map(|holds| columns::of(self.program, holds, fresh)).unwrap_or_default();
                let wanted: Vec<&str> = columns.iter().filter(|column| column.needed).map(|column| column.name.as_str()).collect();
                files::missing_head(text.span().at_start(), name, &wanted, None)
            }),
        };
        // A table of a name that says nothing to us is reported for its name alone.
        if holds.is_some() {
            self.loaded.diagnostics.push(finding);
            self.lose(holds);
        }
        None
    }
}

/// Whether an indicator is judged by a survey, so that there are ballots.
fn surveyed(program: &Program) -> bool {
    program.indicators.values().any(|indicator| indicator.chain.survey().is_some())
}

/// A declaration without its body.
fn head_of(span: Span, sources: &SourceMap) -> Span {
    let text = sources.slice(span);
    let end = text.find(['{', '｛', '\n']).unwrap_or(text.len());
    let head = text.get(..end).unwrap_or(text).trim_end();
    Span::new(span.source, span.start as usize, span.start as usize + head.len())
}
