//! The same submissions by two rule books: what `diff --data` scores. Each book reads the data by its
//! own names, as if it judged the year of the data.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::arguments::Diff;
use super::book;
use super::files::{self, DataFiles};
use super::{Progress, Stop, Terminal, messages};
use crate::check;
use crate::data::{self, Apart, Loaded, OtherNames};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::diff::{self, Gap, Impact, Reading, Readings, Run};
use crate::eval;
use crate::model::{Extension, IndicatorId, Program, Submission};
use crate::render::changes::OnData;
use crate::syntax::{self, Parse};
use crate::text::{SourceId, SourceMap, Span};
use crate::words;

/// Two books with the files of each.
#[derive(Clone, Copy, Debug)]
pub struct Both<'a> {
    /// The older one.
    pub old: &'a Program,
    /// The newer one.
    pub new: &'a Program,
    /// The files of the older one, then of the newer one.
    pub books: &'a [Vec<SourceId>],
}

/// What they make of the data.
#[derive(Debug)]
pub struct Compared {
    impact: Impact,
    old: Side,
    new: Side,
    /// Whether something is wrong with the data.
    pub findings: bool,
}

impl Compared {
    /// Both runs side by side, to be shown.
    pub fn shown(&self) -> OnData<'_> {
        OnData { impact: &self.impact, old: self.old.run(), new: self.new.run() }
    }
}

impl Both<'_> {
    /// Scores the data by both books; none when one of them cannot be read for the year of the data.
    pub fn impact(&self, path: &Path, options: &Diff, sources: &mut SourceMap, terminal: &Terminal) -> Result<Option<Compared>, Stop> {
        let progress = Progress::start(&words!("scoring", "正在计分"), terminal);
        files::once(&[&options.old, &options.new, path])?;
        let given = files::data(path)?;
        let renamed = diff::renamed(self.old, self.new);
        let back: BTreeMap<String, String> = renamed.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
        let names = [OtherNames::new(self.new, back), OtherNames::new(self.old, renamed)];
        let year = match options.data_year {
            Some(year) if (1900..=2999).contains(&year) => year,
            Some(year) => return Err(messages::no_such_year(year)),
            None => self.year(&given, &names, sources),
        };
        let mut sides = Vec::new();
        for ((program, names), files) in [self.old, self.new].into_iter().zip(&names).zip(self.books) {
            match Side::read(program, files, names, (&given, year, options.set_aside), sources) {
                Ok(side) => sides.push(side),
                Err(findings) => {
                    drop(progress);
                    book::tell(&findings, sources, terminal);
                    terminal.say(&messages::not_of_that_year(&program.header.title, year));
                    return Ok(None);
                }
            }
        }
        drop(progress);
        let Ok([old, new]) = <[Side; 2]>::try_from(sides) else { return Ok(None) };
        let findings = together([&old, &new], sources);
        book::tell(&findings, sources, terminal);
        let readings = Readings { year, old: old.reading.clone(), new: new.reading.clone() };
        let impact = diff::impact(old.run(), new.run(), readings);
        Ok(Some(Compared { impact, old, new, findings: !findings.is_empty() }))
    }

    /// The year of the data: that of the book in whose year more of the days given lie.
    fn year(&self, given: &DataFiles, names: &[OtherNames; 2], sources: &SourceMap) -> i64 {
        let (old, new) = (self.old.header.year, self.new.header.year);
        if old == new {
            return new;
        }
        let [_, newer] = names;
        let loaded = load(self.new, given, newer, &mut sources.clone());
        let days = |year: i64| loaded.submission.days().filter(|day| day.year() == year).count();
        if days(old) > days(new) { old } else { new }
    }
}

/// One book and the data as it reads them.
#[derive(Debug)]
struct Side {
    program: Program,
    submission: Submission,
    scores: eval::Scores,
    reading: Reading,
    findings: Vec<Diagnostic>,
}

impl Side {
    /// Reads and scores the data by one book, or says why its rules do not stand in that year.
    fn read(
        program: &Program,
        files: &[SourceId],
        names: &OtherNames,
        (given, year, set_aside): (&DataFiles, i64, bool),
        sources: &mut SourceMap,
    ) -> Result<Self, Vec<Diagnostic>> {
        let years_later = year - program.header.year;
        let mut program = moved(program, files, year, sources)?;
        let Loaded { submission, diagnostics, lacking, unread, .. } = load(&program, given, names, sources);
        let mut reading = Reading { years_later, lacking: gaps(&lacking), unread: gaps(&unread), set_aside: Vec::new() };
        if set_aside {
            let indicators: BTreeSet<IndicatorId> = lacking.iter().filter_map(|apart| apart.indicator).collect();
            let named = indicators.iter().map(|id| &program.indicators[*id]);
            reading.set_aside = named.map(|indicator| (indicator.name.clone(), indicator.title.clone())).collect();
            program = program.without(&indicators);
        }
        let (scores, found) = eval::score(&program, &submission, sources);
        let mut findings = Diagnostics::default();
        findings.append(diagnostics);
        findings.append(found);
        // A register that the data do not have is named among what they lack, and not found wanting again.
        let absent: Vec<Span> = program
            .registers
            .values()
            .filter(|register| lacking.iter().any(|apart| apart.column.is_none() && apart.table == register.name))
            .map(|register| register.span)
            .collect();
        let named = |finding: &Diagnostic| absent.iter().any(|span| span.contains(finding.primary.span));
        let findings = findings.into_sorted().into_iter().filter(|finding| !named(finding)).collect();
        Ok(Self { program, submission, scores, reading, findings })
    }

    fn run(&self) -> Run<'_> {
        Run { program: &self.program, submission: &self.submission, scores: &self.scores }
    }
}

/// The rules as if they judged that year, or what stands in the way.
fn moved(program: &Program, files: &[SourceId], year: i64, sources: &SourceMap) -> Result<Program, Vec<Diagnostic>> {
    if program.header.year == year {
        return Ok(program.clone());
    }
    let parses = syntax::parse_all(files.iter().map(|id| sources.file(*id)));
    let in_force: Vec<Parse> = program.extensions.iter().map(|extension| syntax::parse(sources.file(extension.source))).collect();
    let extensions: Vec<(&Parse, Extension)> = in_force.iter().zip(program.extensions.iter().cloned()).collect();
    let checked = check::check_for(&parses, &extensions, sources, year);
    checked.program.ok_or_else(|| checked.diagnostics.into_sorted())
}

fn load(program: &Program, given: &DataFiles, names: &OtherNames, sources: &mut SourceMap) -> Loaded {
    match given {
        DataFiles::Folder(files) => data::load_folder_of_other(program, files.clone(), sources, names),
        DataFiles::Json(file) => data::load_json_of_other(program, file.clone(), sources, names),
    }
}

fn gaps(apart: &[Apart]) -> Vec<Gap> {
    let gap = |apart: &Apart| Gap { table: apart.table.clone(), column: apart.column.clone(), title: apart.title.clone() };
    let mut gaps: Vec<Gap> = apart.iter().map(gap).collect();
    gaps.sort();
    gaps
}

/// What is wrong with the data for either book: what both find at the same cell is said once.
fn together(sides: [&Side; 2], sources: &SourceMap) -> Vec<Diagnostic> {
    let mut said = BTreeSet::new();
    let mut findings = Vec::new();
    let [old, new] = sides;
    for finding in new.findings.iter().chain(&old.findings) {
        let file = sources.file(finding.primary.span.source).name().to_owned();
        if said.insert((file, finding.primary.span.start, finding.code, finding.message.english.clone())) {
            findings.push(finding.clone());
        }
    }
    findings
}
