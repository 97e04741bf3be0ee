//! `yardstick propose`: a department's file held to the rules of the book, before anybody accepts it.

use std::path::Path;

use super::arguments::{ChangeFormat, Propose};
use super::book::{self, proposals};
use super::files::{self, DataFiles, RuleFiles};
use super::{Outcome, Stop, Terminal, messages};
use crate::check::{self, Proposal, Proposed};
use crate::data::{self, Loaded};
use crate::diagnostics::{Diagnostic, catalogue::OF_ABSENCE};
use crate::eval::{self, IndicatorScore, ReasonKind, Scores};
use crate::format::{self, Style};
use crate::model::{Content, Extension, IndicatorId, Program, Question, Submission};
use crate::render::proposal::{self as page, Shown, Trial, TrialRow, TrialTotal, Tried};
use crate::render::{self};
use crate::syntax::{self, Parse};
use crate::text::{Language, SourceId, SourceMap, did_you_mean};
use crate::words;

/// Checks one proposal and prints what it would do.
pub fn run(options: &Propose, terminal: &Terminal) -> Result<Outcome, Stop> {
    let mut files = files::rules(std::slice::from_ref(&options.rules))?;
    book::greet(&files, terminal);
    let ids: Vec<SourceId> = files.books.iter().flatten().copied().collect();
    let parses: Vec<Parse> = syntax::parse_all(ids.iter().map(|id| files.sources.file(*id)));
    let inputs: Vec<&Path> = [&options.rules, &options.proposal].into_iter().chain(&options.data).map(AsRef::as_ref).collect();
    files::once(&inputs)?;
    let candidate = candidate(&mut files, &parses, &options.proposal)?;
    let others = proposals(&files, 0);
    let Proposed { before, after, draft, extension, mut book, found } = check::propose(&parses, &others, &candidate, &files.sources);
    parses.iter().for_each(|parse| book.append(parse.diagnostics.clone()));
    book::tell(&book.into_sorted(), &files.sources, terminal);
    let Some(before) = before else {
        terminal.say(&words!(
            "The rules have errors, so the proposal was not held to them. `yardstick explain CODE` says more about each.",
            "规则有错误，未审查提案。“yardstick explain 编号”有详细说明。"
        ));
        return Ok(Outcome::Findings);
    };
    let language = terminal.language().unwrap_or(files.language());
    let findings = found.into_sorted();
    let in_force = check::is_accepted(&parses, &candidate);
    let accept = (after.as_ref()).zip(extension.as_ref()).map(|(program, extension)| clause(program, extension, language));
    let trial = match (&options.data, &after) {
        (Some(path), Some(after)) => Some(tried(&before, after, path, &mut files, extension.as_ref(), terminal)?),
        (Some(_), None) | (None, _) => None,
    };
    let shown = Shown {
        name: &candidate.name,
        extension: extension.as_ref(),
        before: &before,
        with: after.as_ref().or(draft.as_ref()),
        sources: &files.sources,
        findings: &findings,
        accept: accept.as_deref(),
        in_force,
        trial: trial.as_ref().map(|(trial, _)| trial),
    };
    let text = match options.format {
        ChangeFormat::Text => {
            let look = render::Options { language: Some(language), color: terminal.output_color(), width: terminal.width() };
            page::text(&shown, &look)
        }
        ChangeFormat::Markdown => page::markdown(&shown, language),
        ChangeFormat::Json => page::json(&shown, language, terminal.language()),
    };
    terminal.data(&text)?;
    if options.data.is_some() && after.is_none() {
        terminal.say(&words!(
            "The data was not scored: the proposal breaks a rule, so nobody knows what it would come to.",
            "提案违反规定，无从得知其结果，故未按数据试算。"
        ));
    }
    Ok(Outcome::findings(!findings.is_empty() || trial.is_some_and(|(_, at_fault)| at_fault)))
}

/// The proposal that is meant: a file, or the name of one under `extensions/`. Whatever the book
/// accepts is read as well.
fn candidate(files: &mut RuleFiles, parses: &[Parse], path: &Path) -> Result<Proposal, Stop> {
    let same = |filed: &Path| {
        filed == path || std::fs::canonicalize(filed).ok().is_some_and(|real| std::fs::canonicalize(path).ok() == Some(real))
    };
    // A folder is no proposal, whatever it is called.
    let is_file = path.exists() && !path.is_dir();
    let filed = files.extensions(0).iter().find(|filed| same(&filed.path) || (!is_file && path == Path::new(&filed.name)));
    if let Some(link) = filed.filter(|filed| filed.leads_outside) {
        return Err(messages::link_leaves(&link.path));
    }
    let meant = filed.map(|filed| filed.name.clone());
    let names = files.extensions(0).iter().map(|file| file.name.as_str());
    let waiting: Vec<String> = check::waiting(parses, names).into_iter().map(str::to_owned).collect();
    files.read_extensions(0, |name| !waiting.iter().any(|other| other == name) || meant.as_deref() == Some(name))?;
    let (name, (source, digest)) = match meant {
        Some(name) => {
            let read = files.extensions(0).iter().find(|filed| filed.name == name).and_then(|filed| filed.read);
            (name, read.ok_or_else(|| messages::unreadable(path, &std::io::ErrorKind::NotFound.into()))?)
        }
        None => {
            if path != Path::new("-") && !is_file {
                let known: Vec<&str> = files.extensions(0).iter().map(|filed| filed.name.as_str()).collect();
                let nearest = path.to_str().and_then(|name| did_you_mean(name, known.iter().copied()));
                return Err(messages::no_such_proposal(path, nearest, &known));
            }
            let read = files.read_pinned(path)?;
            let stem = path.file_stem().filter(|_| path != Path::new("-"));
            (stem.map_or_else(|| "proposal".to_owned(), |stem| stem.to_string_lossy().into_owned()), read)
        }
    };
    Ok(Proposal { name, source, parse: syntax::parse(files.sources.file(source)), digest, leads_outside: false })
}

/// The clause by which the office accepts it, in the language of the rules. The day is the earliest
/// there can be, the role one that the proposer does not hold.
fn clause(program: &Program, extension: &Extension, language: Language) -> String {
    let other = |id: &crate::model::RoleId| !program.roles[*id].held_by.contains(&extension.proposer);
    let held = |id: &crate::model::RoleId| other(id) && !program.roles[*id].held_by.is_empty();
    let (decided, ids) = (|| program.deciders.iter().copied(), || program.roles.ids());
    // Rather a role of somebody named than one of outsiders.
    let role = decided().find(held).or_else(|| ids().find(held)).or_else(|| decided().find(other)).or_else(|| ids().find(other));
    let role = role.map_or("…", |role| program.roles[role].name.as_str());
    let text = format!("accept \"{}\" digest \"{}\" on {} by {role}\n", extension.name, extension.digest, extension.proposed);
    let mut sources = SourceMap::default();
    let id = sources.add("accept", text.as_str());
    let parse = syntax::parse(sources.file(id));
    let style = Style { language: Some(language) };
    format::format(&parse, sources.file(id), style).unwrap_or(text).trim_end().to_owned()
}

/// The data scored without and with the proposal, and whether something is wrong with them; what the data lack is named,
/// never guessed.
fn tried(
    before: &Program,
    after: &Program,
    path: &Path,
    files: &mut RuleFiles,
    extension: Option<&Extension>,
    terminal: &Terminal,
) -> Result<(Trial, bool), Stop> {
    let (_, plain, mut told) = scored(before, path, &mut files.sources)?;
    let (submission, scores, with) = scored(after, path, &mut files.sources)?;
    // A column only the proposal asks for is no fault of the data, be it there or not; what stands in it may be one.
    let is_in = |one: &Diagnostic, list: &[Diagnostic]| list.iter().any(|other| (one.code, &one.message) == (other.code, &other.message));
    told.retain(|one| is_in(one, &with));
    let of_proposal: Vec<Diagnostic> = with.into_iter().filter(|one| !OF_ABSENCE.contains(&one.code) && !is_in(one, &told)).collect();
    told.extend(of_proposal);
    book::tell(&told, &files.sources, terminal);
    let own = |id: IndicatorId| extension.is_some_and(|extension| after.indicators[id].span.source == extension.source);
    let mut absent: Vec<String> = Vec::new();
    for id in after.indicators.ids().filter(|id| own(*id)) {
        absent.extend(lacking(after, &submission, id, files.language()));
    }
    for (id, register) in after.registers.iter() {
        if extension.is_some_and(|extension| register.span.source == extension.source) && !submission.registers.contains_key(&id) {
            absent.push(register.name.clone());
        }
    }
    let mut rows = Vec::new();
    for score in &scores.subjects {
        let Some(subject) = submission.subjects.get(score.subject) else { continue };
        let indicators: Vec<(IndicatorId, Tried)> = (score.indicators.iter().filter(|one| own(one.indicator)))
            .map(|one| {
                (
                    one.indicator,
                    if is_lacking(after, &submission, one) { Tried::Lacking } else { Tried::Known(one.state, one.score.clone()) },
                )
            })
            .collect();
        if indicators.is_empty() {
            continue;
        }
        let known = indicators.iter().all(|(_, tried)| *tried != Tried::Lacking);
        let before = plain.subjects.iter().find(|plain| plain.subject == score.subject).map(TrialTotal::of);
        rows.push(TrialRow {
            level: score.level,
            id: subject.id.clone(),
            name: subject.name.clone(),
            indicators,
            before: before.unwrap_or_default(),
            after: if known { TrialTotal::of(score) } else { TrialTotal::default() },
        });
    }
    Ok((Trial { lacking: absent, rows, submission, scores }, !told.is_empty()))
}

fn scored(program: &Program, path: &Path, sources: &mut SourceMap) -> Result<(Submission, Scores, Vec<Diagnostic>), Stop> {
    let Loaded { submission, mut diagnostics, .. } = match files::data(path)? {
        DataFiles::Folder(files) => data::load_folder(program, files, sources),
        DataFiles::Json(file) => data::load_json(program, file, sources),
    };
    let (scores, found) = eval::score(program, &submission, sources);
    diagnostics.append(found);
    Ok((submission, scores, diagnostics.into_sorted()))
}

/// The columns of an indicator that nobody of its kind has an answer in.
fn lacking(program: &Program, submission: &Submission, id: IndicatorId, language: Language) -> Vec<String> {
    let level = program.indicators[id].whom.level;
    let answered = |question: &Question| {
        let subjects = submission.subjects.iter().filter(|subject| subject.level == level);
        subjects.filter_map(|subject| subject.answers.get(question)).any(|answer| !matches!(answer.content, Content::Invalid(_)))
    };
    // Any answer to what is asked shows that its column is there.
    let missing = data::asked(program, id, language).into_iter().filter(|(_, questions)| !questions.iter().any(answered));
    missing.map(|(column, _)| column).collect()
}

/// Whether an indicator cannot be scored for want of a column or a register.
fn is_lacking(program: &Program, submission: &Submission, score: &IndicatorScore) -> bool {
    let undelivered =
        score.reasons.iter().any(|reason| matches!(reason.kind.itself(), ReasonKind::NotDelivered(_) | ReasonKind::BallotsNotDelivered));
    undelivered || !lacking(program, submission, score.indicator, Language::English).is_empty()
}
