//! The pages of codes are run: what is shown to fail yields exactly its code, what is shown as
//! put right yields nothing.

use yardstick::check;
use yardstick::data::{self, DataFile};
use yardstick::diagnostics::pages::{CHINESE, PAGES};
use yardstick::diagnostics::{Diagnostic, Diagnostics, Severity};
use yardstick::eval;
use yardstick::format::{self, Style};
use yardstick::render;
use yardstick::syntax::{self, keywords};
use yardstick::text::{Digest, Language, SourceMap};

use super::codes::{CHINESE_HEADINGS, HEADINGS};
use super::repository::{report, root};

/// A fenced block of a page.
struct Block {
    /// The words behind the fence: language, `file=…`, `fails=…`.
    info: Vec<String>,
    text: String,
}

impl Block {
    fn is_rules(&self) -> bool {
        self.info.first().is_some_and(|word| word == "yardstick")
    }

    /// The name of a proposal under `extensions/`, where the block is one.
    fn proposal(&self) -> Option<&str> {
        self.value("file")?.strip_prefix("extensions/")?.strip_suffix(".yard")
    }

    fn value(&self, key: &str) -> Option<&str> {
        self.info.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}

/// A rulebook of one file, with data or without.
#[derive(Default)]
struct Example {
    rules: String,
    data: Vec<(String, String)>,
    /// Proposals by their names.
    proposals: Vec<(String, String)>,
    /// Corrected data of an appeal, and whose: `csv file=appeal.csv with=bureau.north`.
    appeal: Option<(String, String, String)>,
}

impl Example {
    /// The example of these blocks; what they leave out is as `before`.
    fn new(blocks: &[Block], before: &Self) -> Self {
        let rules =
            blocks.iter().find(|block| block.is_rules() && block.proposal().is_none()).map_or(&before.rules, |block| &block.text).clone();
        let proposals: Vec<_> = blocks.iter().filter_map(|block| Some((block.proposal()?.to_owned(), block.text.clone()))).collect();
        let proposals = if proposals.is_empty() { before.proposals.clone() } else { proposals };
        let plain = blocks.iter().filter(|block| block.proposal().is_none() && block.value("with").is_none());
        let data: Vec<_> = plain.filter_map(|block| Some((block.value("file")?.to_owned(), block.text.clone()))).collect();
        let appeal =
            blocks.iter().find_map(|block| Some((block.value("with")?.to_owned(), block.value("file")?.to_owned(), block.text.clone())));
        Self { rules, data: if data.is_empty() { before.data.clone() } else { data }, proposals, appeal }
    }

    /// What there is to find in it while reading, checking, loading data, scoring and running
    /// examples; or in its layout alone.
    fn findings(&self, layout_alone: bool) -> (SourceMap, Vec<Diagnostic>) {
        let mut sources = SourceMap::default();
        let id = sources.add("rules.yard", self.rules.as_str());
        let parse = syntax::parse(sources.file(id));
        let mut found = Diagnostics::default();
        if layout_alone {
            match format::format(&parse, sources.file(id), Style::default()) {
                Ok(formatted) => format::unformatted(sources.file(id), &formatted).into_iter().for_each(|finding| found.push(finding)),
                Err(finding) => found.push(finding),
            }
            return (sources, found.into_sorted());
        }
        let parses = [parse];
        let read = self.proposals.iter().map(|(name, text)| {
            let source = sources.add(format!("extensions/{name}.yard"), text.as_str());
            check::Proposal {
                name: name.clone(),
                source,
                parse: syntax::parse(sources.file(source)),
                digest: Digest::of(text.as_bytes()),
                leads_outside: false,
            }
        });
        let proposals: Vec<check::Proposal> = read.collect();
        let checked = check::check_with(&parses, &proposals, &sources);
        // A proposal that nobody accepts is held to the rules by `yardstick propose`.
        let names = proposals.iter().map(|proposal| proposal.name.as_str());
        for name in check::waiting(&parses, names) {
            let waiting = proposals.iter().filter(|proposal| proposal.name == name);
            waiting.for_each(|proposal| found.append(check::propose(&parses, &proposals, proposal, &sources).found));
        }
        let [parse] = parses;
        found.append(parse.diagnostics);
        found.append(checked.diagnostics);
        if let Some(program) = checked.program.filter(|_| !found.has_errors()) {
            if !self.data.is_empty() {
                let bytes = |(name, text): &(String, String)| DataFile { name: name.clone(), bytes: text.clone().into_bytes() };
                let tables = match self.data.as_slice() {
                    [file] if file.0.ends_with(".json") => data::read_json(&program, bytes(file), &mut sources),
                    files => data::read_folder(&program, files.iter().map(bytes).collect(), &mut sources),
                };
                let loaded = match &self.appeal {
                    None => tables.loaded(),
                    Some((whose, name, text)) => {
                        let (level, id) = whose.split_once('.').expect("`with=level.id`");
                        let level = program.levels.iter().find(|(_, one)| one.name == level).expect("a kind of subject").0;
                        tables.corrected(level, id, vec![bytes(&(name.clone(), text.clone()))], &mut sources)
                    }
                };
                found.append(loaded.diagnostics);
                found.append(eval::score(&program, &loaded.submission, &sources).1);
            }
            found.append(eval::run_examples(&program, &sources).diagnostics);
        }
        (sources, found.into_sorted())
    }
}

#[test]
fn every_page_shows_what_it_says() {
    let mut faults = Vec::new();
    for (code, page) in PAGES {
        let place = format!("src/diagnostics/pages/{code}.md");
        let wrong = blocks(page, HEADINGS[1]);
        let marked = wrong.iter().any(|block| block.value("fails") == Some(code));
        let right = blocks(page, HEADINGS[2]);
        if !marked || right.is_empty() {
            faults.push(format!("{place}: one block carries `fails={code}`, and the section after it has a block put right"));
            continue;
        }
        let wrong = Example::new(&wrong, &Example::default());
        let right = Example::new(&right, &wrong);
        let layout_alone = code.starts_with("Y09");
        let (sources, findings) = wrong.findings(layout_alone);
        let (own, other): (Vec<&Diagnostic>, Vec<&Diagnostic>) = findings.iter().partition(|finding| finding.code.to_string() == *code);
        if own.is_empty() || other.iter().any(|finding| finding.severity() == Severity::Error) {
            faults.push(format!("{place}: the first program yields {code} and no other error, found:\n{}", shown(&findings, &sources)));
        }
        let (sources, findings) = right.findings(layout_alone);
        if !findings.is_empty() {
            faults.push(format!("{place}: nothing is found in the program put right, found:\n{}", shown(&findings, &sources)));
        }
    }
    report(&faults);
}

/// A program that cannot be read cannot be turned into Chinese keywords: its page in Chinese has one of its own, which
/// yields the same; no other page has one.
#[test]
fn the_page_of_given_names_tells_each_of_them() {
    let page = |pages: &[(&str, &'static str)]| pages.iter().find(|(code, _)| *code == "Y0207").expect("a page").1;
    let (english, chinese) = (page(PAGES), page(CHINESE));
    for rule in keywords::GIVEN_NAMES {
        let names = keywords::keyword(rule).expect("a keyword");
        for name in &names.english {
            assert!(english.contains(&format!("`{name}`")) && chinese.contains(&format!("`{name}`")), "{name}");
        }
        assert!(names.chinese.iter().all(|name| chinese.contains(&format!("`{name}`"))), "{names:?}");
    }
}

#[test]
fn every_faulty_program_is_there_in_chinese_keywords() {
    let mut faults = Vec::new();
    for (code, page) in PAGES {
        let place = format!("src/diagnostics/pages/zh/{code}.md");
        let own = CHINESE.iter().find(|(other, _)| other == code).map_or("", |(_, page)| page);
        let own = blocks(own, CHINESE_HEADINGS[1]);
        let readable = blocks(page, HEADINGS[1]).iter().filter(|block| block.is_rules()).all(|block| {
            let mut sources = SourceMap::default();
            let id = sources.add("rules.yard", block.text.as_str());
            let file = sources.file(id);
            let chinese = Style { language: Some(Language::Chinese) };
            file.language() == Language::Chinese || format::format(&syntax::parse(file), file, chinese).is_ok()
        });
        if readable != own.is_empty() {
            faults.push(format!(
                "{place}: {}",
                if readable { "its program is one too many" } else { "it lacks a program in Chinese keywords" }
            ));
        }
        let Some(block) = own.first() else { continue };
        let marked = block.value("fails") == Some(code);
        let (sources, findings) = Example::new(&own, &Example::default()).findings(code.starts_with("Y09"));
        let alone = findings.iter().all(|finding| finding.code.to_string() == *code) && !findings.is_empty();
        if !marked || !alone || sources.files().any(|file| file.language() != Language::Chinese) {
            faults.push(format!(
                "{place}: its program is in Chinese keywords and yields {code} alone, found:\n{}",
                shown(&findings, &sources)
            ));
        }
    }
    report(&faults);
}

/// Programs on pages stand in the canonical layout, where they can be read at all; `cargo xtask bless`
/// writes them so. Only what shows a fault of layout keeps it.
#[test]
fn programs_on_pages_are_laid_out() {
    let bless = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    let mut faults = Vec::new();
    for (code, page) in PAGES {
        let path = format!("src/diagnostics/pages/{code}.md");
        let wrong = blocks(page, HEADINGS[1]).into_iter().filter(|block| !(code.starts_with("Y09") && block.value("fails").is_some()));
        let mut tidy = (*page).to_owned();
        for block in wrong.chain(blocks(page, HEADINGS[2])).filter(Block::is_rules) {
            let mut sources = SourceMap::default();
            let id = sources.add(path.as_str(), block.text.as_str());
            let parse = syntax::parse(sources.file(id));
            let Ok(formatted) = format::format(&parse, sources.file(id), Style::default()) else { continue };
            tidy = tidy.replace(&format!("\n{}```", block.text), &format!("\n{formatted}```"));
        }
        if tidy != *page {
            if bless {
                std::fs::write(root().join(&path), tidy).unwrap();
            }
            faults.push(format!("{path}: its programs are not in the canonical layout; `cargo xtask bless`"));
        }
    }
    report(&faults);
}

fn shown(findings: &[Diagnostic], sources: &SourceMap) -> String {
    if findings.is_empty() { "  nothing\n".to_owned() } else { render::short(findings, sources, None) }
}

/// The fenced blocks under a heading.
fn blocks(page: &str, heading: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut here = false;
    for line in page.lines() {
        if let Some(info) = line.strip_prefix("```") {
            match open.take() {
                Some(block) => blocks.extend(Some(block).filter(|_| here)),
                None => open = Some(Block { info: info.split_whitespace().map(str::to_owned).collect(), text: String::new() }),
            }
        } else if let Some(block) = &mut open {
            block.text.push_str(line);
            block.text.push('\n');
        } else if line.starts_with("## ") {
            here = line == heading;
        }
    }
    blocks
}
