//! A submission scored: what `score` and `why` have in common.

use std::path::{Path, PathBuf};

use super::files::{self, DataFiles, RuleFiles};
use super::{Progress, Stop, Terminal, book, messages};
use crate::data::{self, DataFile, Encoding, Loaded};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::eval::{self, Scores};
use crate::model::{BallotCount, MemberId, Program, RegisterId, Submission, Whose};
use crate::render::rulings;
use crate::text::{Language, SourceMap, Words, counted, did_you_mean};
use crate::types::LevelId;
use crate::value::{Day, Number};
use crate::words;

/// A rule book, a submission and what it comes to.
#[derive(Debug)]
pub struct Scored {
    /// What the rules mean.
    pub program: Program,
    /// Rules and data.
    pub sources: SourceMap,
    /// The language the rules are written in.
    pub language: Language,
    /// What was submitted.
    pub submission: Submission,
    /// What it comes to.
    pub scores: Scores,
    /// What is wrong with the submission.
    pub findings: Vec<Diagnostic>,
}

/// An appeal as it was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Appeal<'a> {
    /// The subject's id.
    pub subject: &'a str,
    /// Its kind, where that was said.
    pub level: Option<&'a str>,
    /// The corrected data.
    pub with: &'a [PathBuf],
}

/// What a submission comes to with the corrected data of an appeal.
#[derive(Debug)]
pub struct Corrected {
    /// What would have been submitted.
    pub submission: Submission,
    /// What it would come to.
    pub scores: Scores,
    /// What is wrong with the correction: the findings that the submission alone does not have.
    pub findings: Vec<Diagnostic>,
}

/// Reads the rules and the data and scores them as of a day; none when the rules have errors.
pub fn score(rules: &Path, data_path: &Path, as_of: Option<Day>, terminal: &Terminal) -> Result<Option<Scored>, Stop> {
    Ok(score_with(rules, data_path, as_of, None, terminal)?.map(|(scored, _)| scored))
}

/// The same, and once more with corrected data where there is an appeal.
pub fn score_with(
    rules: &Path,
    data_path: &Path,
    as_of: Option<Day>,
    appeal: Option<Appeal<'_>>,
    terminal: &Terminal,
) -> Result<Option<(Scored, Option<Corrected>)>, Stop> {
    files::once(&[rules, data_path])?;
    let progress = Progress::start(&words!("scoring", "正在计分"), terminal);
    let (program, files) = book::load(rules.to_owned(), as_of, terminal)?;
    let Some(program) = program else { return Ok(None) };
    let language = files.language();
    if let Some(day) = as_of.filter(|day| day.year() < program.header.year) {
        return Err(messages::before_the_year(day, program.header.year));
    }
    let RuleFiles { mut sources, .. } = files;
    let tables = match files::data(data_path)? {
        DataFiles::Folder(files) => data::read_folder(&program, files, &mut sources),
        DataFiles::Json(file) => data::read_json(&program, file, &mut sources),
    };
    let tables = tables.as_of(as_of);
    let appealed = appeal.map(|appeal| (appeal, tables.clone()));
    let Loaded { mut submission, diagnostics, files: notes, unattributed, .. } = tables.loaded();
    submission.as_of = as_of;
    let (scores, found) = eval::score(&program, &submission, &sources);
    drop(progress);
    for (at, note) in notes.iter().enumerate() {
        // Of a JSON file there is a note for each of its lists.
        let told = notes.iter().take(at).any(|earlier| earlier.source == note.source);
        if note.encoding == Some(Encoding::Gb18030) && !told {
            terminal.remark(&words!("{name}: read as GB18030", "{name}：按 GB18030 读取", name = note.name));
        }
    }
    let mut findings = Diagnostics::default();
    findings.append(diagnostics);
    findings.append(found);
    let findings = findings.into_sorted();
    book::tell(&findings, &sources, terminal);
    let not_seen = scores.not_seen;
    if not_seen.entries + not_seen.answers + not_seen.months > 0 {
        terminal.say(&words!(
            "not seen, since they came about or fall due after {day}: register entries {entries}, answers {answers}, values of months {months}",
            "发生或到期于 {day} 之后、未计入：台账记录 {entries} 条，填报 {answers} 项，月度数值 {months} 个",
            day = submission.scoring_day(&program),
            entries = not_seen.entries,
            answers = not_seen.answers,
            months = not_seen.months
        ));
    }
    if !scores.unforeseen.is_empty() {
        let listed = titles(&program, scores.unforeseen.iter().copied());
        terminal.say(&words!(
            "entries may come until {day}, and what they take away is in no range: {english}",
            "至 {day} 仍可能有新记录，其扣分不计入得分区间：{chinese}",
            day = program.header.closes,
            english = listed.english,
            chinese = listed.chinese
        ));
    }
    if not_seen.indicators > 0 {
        terminal.say(&words!(
            "not seen, since their extensions were accepted after {day}: indicators {indicators}",
            "所属扩展于 {day} 之后采纳、未计入：指标 {indicators} 项",
            day = submission.scoring_day(&program),
            indicators = not_seen.indicators
        ));
    }
    let unknown = unattributed.iter().filter(|row| row.whose == Whose::Unknown).count();
    if unknown > 0 {
        terminal.say(&words!(
            "register rows that name nobody who is in the data: {count}; every result they could change is provisional",
            "所指对象不在数据中的台账记录：{count} 条；凡可能因此变动的结果均为暂定",
            count = unknown
        ));
    }
    let unclear = submission.unclear_months.len();
    if unclear > 0 {
        terminal.say(&words!(
            "rows of months that do not say whom they are about: {count}; every result they could change is provisional",
            "看不出属于谁的月度数据行：{count} 行；凡可能因此变动的结果均为暂定",
            count = unclear
        ));
    }
    let rulings = rulings::count(&rulings::listed(&program, &submission, &scores));
    if rulings.refused + rulings.later > 0 {
        terminal.say(&rulings::count_words(rulings));
    } else if rulings.read > 0 {
        terminal.remark(&rulings::count_words(rulings));
    }
    if let Some(ballots) = &submission.ballots {
        tell_ballots(&ballots.count, &submission.ballots_not_due(&program), terminal);
    }
    tell_undated(&program, &submission, terminal);
    let corrected = appealed.map(|(appeal, tables)| {
        let level = level_called(&program, appeal.level)?;
        let place = subject_called(&program, &submission, appeal.subject, level)?;
        let Some(subject) = submission.subjects.get(place) else { return Err(messages::no_such_subject(appeal.subject, None)) };
        let given: Vec<DataFile> = appeal.with.iter().map(|path| files::single(path)).collect::<Result<_, _>>()?;
        let Loaded { mut submission, diagnostics, .. } = tables.corrected(subject.level, &subject.id, given, &mut sources);
        submission.as_of = as_of;
        let (scores, found) = eval::score(&program, &submission, &sources);
        let mut all = Diagnostics::default();
        all.append(diagnostics);
        all.append(found);
        let new: Vec<Diagnostic> = all.into_sorted().into_iter().filter(|finding| !findings.contains(finding)).collect();
        book::tell(&new, &sources, terminal);
        Ok(Corrected { submission, scores, findings: new })
    });
    let corrected = corrected.transpose()?;
    Ok(Some((Scored { program, sources, language, submission, scores, findings }, corrected)))
}

/// The kind of subject called so.
fn level_called(program: &Program, name: Option<&str>) -> Result<Option<LevelId>, Stop> {
    let Some(name) = name else { return Ok(None) };
    let levels = &program.levels;
    if let Some((id, _)) = levels.iter().find(|(_, level)| level.name == name) {
        return Ok(Some(id));
    }
    let names: Vec<&str> = levels.values().map(|level| level.name.as_str()).collect();
    Err(messages::no_such_level(name, did_you_mean(name, names.iter().copied()), &names.join(", ")))
}

/// The declared member that is called so: by its id, else by its title.
fn member_called(program: &Program, name: &str) -> Result<MemberId, Stop> {
    let members = || {
        let levels = program.levels.iter();
        levels.flat_map(|(level, declared)| declared.members.iter().enumerate().map(move |(place, one)| (MemberId { level, place }, one)))
    };
    let called = members().find(|(_, one)| one.name == name).or_else(|| members().find(|(_, one)| one.shown() == name));
    let nearest = || did_you_mean(name, members().map(|(_, one)| one.name.as_str()));
    called.map(|(id, _)| id).ok_or_else(|| messages::no_such_member(name, nearest()))
}

/// The place of the one subject with this id, of this kind if that is said.
fn subject_called(program: &Program, submission: &Submission, id: &str, level: Option<LevelId>) -> Result<usize, Stop> {
    let subjects = || submission.subjects.iter().enumerate().filter(|(_, one)| level.is_none_or(|level| one.level == level));
    let found: Vec<_> = subjects().filter(|(_, one)| one.id == id).collect();
    match found.as_slice() {
        [(place, _)] => Ok(*place),
        [] => Err(messages::no_such_subject(id, did_you_mean(id, subjects().map(|(_, one)| one.id.as_str())))),
        [(_, first), rest @ ..] if rest.iter().all(|(_, one)| one.level == first.level) => {
            let level = &program.levels[first.level];
            let rows: Vec<String> = found.iter().map(|(_, one)| one.origin.row.to_string()).collect();
            Err(messages::repeated_subject(id, level.title.as_deref().unwrap_or(&level.name), &rows))
        }
        several => {
            let mut names: Vec<&str> = several.iter().map(|(_, one)| program.levels[one.level].name.as_str()).collect();
            names.dedup();
            Err(messages::ambiguous_subject(id, &names))
        }
    }
}

/// What counts as of a day although nothing says that it was there.
fn tell_undated(program: &Program, submission: &Submission, terminal: &Terminal) {
    if submission.as_of.is_none_or(|day| day >= program.header.closes) {
        return;
    }
    let listed = titles(program, submission.undated(program));
    if !listed.english.is_empty() {
        terminal.say(&words!(
            "registers whose entries all count, since no date says when they came about: {english}",
            "没有日期说明记录何时发生、因而全部计入的台账：{chinese}",
            english = listed.english,
            chinese = listed.chinese
        ));
    }
}

/// Registers by their titles: "`Notices`, `Praise`".
fn titles(program: &Program, registers: impl Iterator<Item = RegisterId>) -> Words {
    let titles: Vec<Words> = registers.map(|id| Words::quoted(eval::register_title(program, id))).collect();
    Words::join(&titles, ", ", "、")
}

/// How many ballots of surveys were read, and what became of them.
fn tell_ballots(count: &BallotCount, waiting: &Number, terminal: &Terminal) {
    let (ballots, taken) = (counted(&count.read, "ballot"), count.counted.subtract(waiting));
    let told = if waiting.is_zero() {
        words!(
            "{ballots} read = {taken} counted + {refused} refused",
            "读入测评票 {read} 张 = 计入 {taken} 张 + 退回 {refused} 张",
            ballots = ballots,
            read = count.read,
            taken = taken,
            refused = count.refused
        )
    } else {
        words!(
            "{ballots} read = {taken} counted + {waiting} of surveys that are due later + {refused} refused",
            "读入测评票 {read} 张 = 计入 {taken} 张 + 测评尚未到期 {waiting} 张 + 退回 {refused} 张",
            ballots = ballots,
            read = count.read,
            taken = taken,
            waiting = waiting,
            refused = count.refused
        )
    };
    if count.refused.is_zero() && waiting.is_zero() {
        terminal.remark(&told)
    } else {
        terminal.say(&told)
    }
    if count.unreadable > 0 {
        terminal.say(&words!(
            "rows of ballots that do not say how many they are: {rows}",
            "看不出票数的测评行：{rows} 行",
            rows = count.unreadable
        ));
    }
}

impl Scored {
    /// The kind of subject called so.
    pub fn level(&self, name: Option<&str>) -> Result<Option<LevelId>, Stop> {
        level_called(&self.program, name)
    }

    /// Somebody whom the rules name, by id or title.
    pub fn member(&self, name: &str) -> Result<MemberId, Stop> {
        member_called(&self.program, name)
    }

    /// The place of the one subject with this id, of this kind if that is said.
    pub fn subject(&self, id: &str, level: Option<LevelId>) -> Result<usize, Stop> {
        subject_called(&self.program, &self.submission, id, level)
    }
}
