//! Laws of comparison: of a single edit of the shipped rules the comparison names just that edit,
//! on the line where it was made, under the kind it belongs to.

use std::collections::BTreeMap;
use std::path::PathBuf;

use yardstick::check;
use yardstick::diff::{Aspect, Change, Comparison, Kind, Side, compare};
use yardstick::model::Program;
use yardstick::render::changes::{Shown, text};
use yardstick::syntax::{self, Parse};
use yardstick::text::{Language, SourceMap};

use crate::{fixtures, shipped};

/// Edits that must have been tried, and of each sort at least so many.
const EDITS: usize = 100;
const OF_EACH_SORT: usize = 8;

/// What is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A number: of a row, a weight, points, a cap, a bound, a rounding.
    Number,
    /// A due day.
    Day,
    /// A title, a basis, a description.
    Text,
    /// Who leads, judges, supplies.
    Person,
    /// A word that means something.
    Word,
    /// A clause or declaration that is taken out.
    Gone,
    /// A name, with the former one.
    Renamed,
    /// The part an indicator counts in.
    Moved,
    /// The order of two methods of a chain.
    Order,
    /// A rank: among whom, its keys and their order; how ties are shared; which of two is better.
    Contest,
}

/// One edit: in which file, from which line to before which, and what stands there after it.
#[derive(Clone, Debug)]
pub struct Edit {
    pub sort: Sort,
    pub file: usize,
    pub line: usize,
    pub until: usize,
    pub new: String,
}

/// The rules without their examples, which say nothing of their own.
pub struct Book {
    pub files: Vec<(String, Vec<String>)>,
    sources: SourceMap,
    parses: Vec<Parse>,
    pub program: Program,
}

pub fn book() -> Book {
    Book::of(&shipped::own_rules("rules/2025"))
}

impl Book {
    /// The book these files make.
    pub fn of(paths: &[PathBuf]) -> Self {
        let mut files = Vec::new();
        for path in paths {
            let mut example = false;
            let whole = fixtures::read(path);
            let lines = whole.lines().map(str::to_owned).filter(|line| {
                example |= line.starts_with("example");
                let kept = !example;
                example &= line != "}";
                kept
            });
            files.push((fixtures::name(path), lines.collect::<Vec<String>>()));
        }
        let mut sources = SourceMap::default();
        let mut parses = Vec::new();
        for (name, lines) in &files {
            let id = sources.add(name.as_str(), lines.join("\n"));
            parses.push(syntax::parse(sources.file(id)));
        }
        let program = check::check(&parses, &sources).program.expect("the rules have no errors");
        Self { files, sources, parses, program }
    }
}

/// A small source of numbers that is the same everywhere.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

/// Everything that may be edited, one thing at a time.
pub fn edits(book: &Book) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (file, (_, lines)) in book.files.iter().enumerate() {
        for (line, text) in lines.iter().enumerate() {
            let code = text.split('#').next().unwrap_or("");
            // A new year moves every day that is named with its year.
            if code.trim_start().starts_with("year") {
                continue;
            }
            let mut add = |sort, new: String| edits.push(Edit { sort, file, line, until: line + 1, new });
            for (start, end) in numbers(code) {
                let number = &code[start..end];
                let other = match number.split_once('.') {
                    Some((whole, part)) => format!("{whole}.{part}5"),
                    None => (number.parse::<u64>().unwrap() + 1).to_string(),
                };
                let day = code[end..].trim_start().split([' ', ',']).next().is_some_and(|word| MONTHS.contains(&word));
                let sort = if day { Sort::Day } else { Sort::Number };
                let other = if day && number.parse::<u64>().unwrap() > 27 { "12".to_owned() } else { other };
                add(sort, format!("{}{other}{}", &text[..start], &text[end..]));
            }
            for (start, end) in strings(code) {
                add(Sort::Text, format!("{}改{}", &text[..end], &text[end..]));
                let _ = start;
            }
            for (keyword, names) in
                [("led by", MEMBERS), ("supported by", MEMBERS), ("judged by", ROLES), ("supplied by", ROLES), ("held by", MEMBERS)]
            {
                let Some(place) = code.find(keyword) else { continue };
                let rest = &code[place + keyword.len()..];
                let start = place + keyword.len() + (rest.len() - rest.trim_start().len());
                let end = start + code[start..].find([' ', ',', '\n']).unwrap_or(code.len() - start);
                for name in names.iter().filter(|name| **name != &code[start..end]) {
                    add(Sort::Person, format!("{}{name}{}", &text[..start], &text[end..]));
                }
            }
            for new in contest_edits(code) {
                add(Sort::Contest, new);
            }
            for (from, to) in WORDS {
                if let Some(start) = code.find(from) {
                    add(Sort::Word, format!("{}{to}{}", &text[..start], &text[start + from.len()..]));
                }
            }
        }
    }
    edits
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const MEMBERS: &[&str] = &["policy_law", "office", "finance"];
const ROLES: &[&str] = &["performance_office", "supervision_office", "chief_group"];
const WORDS: [(&str, &str); 9] = [
    ("else 0", "else not applicable"),
    ("empty means no", "empty means yes"),
    ("collected by system", "collected by inspection"),
    ("not applicable => full points", "not applicable => zero"),
    ("for every full", "for every"),
    (" and above ", " and below "),
    ("half up", "half even"),
    ("start at full points", "start at 1"),
    ("steps in order", "steps"),
];

/// Every single edit of a line that declares a rank, says how ties are shared, or which of two is better.
fn contest_edits(code: &str) -> Vec<String> {
    let mut edits = Vec::new();
    let others = |text: &str, words: &[&str]| -> Vec<String> {
        let Some(found) = words.iter().find(|word| text.contains(**word)) else { return Vec::new() };
        words.iter().filter(|word| *word != found).map(|word| text.replacen(found, word, 1)).collect()
    };
    if code.contains("ties ") {
        edits.extend(others(code, &["share the better place", "share the worse place", "share the average"]));
    }
    edits.extend(others(code, &["lower is better", "higher is better"]));
    if let Some((head, keys)) = code.strip_prefix("rank ").and_then(|_| code.split_once(" on ")) {
        let heads = others(head, &["within sequence", "within parent", "over all"]);
        edits.extend(heads.into_iter().map(|head| format!("{head} on {keys}")));
        let keys: Vec<&str> = keys.split(", then ").collect();
        let mut add = |keys: Vec<&str>| edits.push(format!("{head} on {}", keys.join(", then ")));
        for place in 1..keys.len() {
            let mut swapped = keys.clone();
            swapped.swap(place - 1, place);
            add(swapped);
            let mut fewer = keys.clone();
            fewer.remove(place);
            add(fewer);
        }
    }
    edits
}

/// Where numbers stand in a line, texts and names left alone.
fn numbers(code: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut quoted, mut start, mut before) = (false, None, ' ');
    for (place, letter) in code.char_indices().chain([(code.len(), ' ')]) {
        if letter == '"' {
            quoted = !quoted;
        }
        let digit = !quoted && (letter.is_ascii_digit() || (letter == '.' && start.is_some()));
        match (digit, start) {
            (true, None) if !before.is_alphanumeric() && before != '_' && before != '-' => start = Some(place),
            (false, Some(first)) => {
                // A day with its year is no number.
                if letter != '-' && letter != '_' {
                    found.push((first, place));
                }
                start = None;
            }
            (true, _) | (false, None) => {}
        }
        before = letter;
    }
    found
}

/// Where texts stand in a line, without their quotation marks.
fn strings(code: &str) -> Vec<(usize, usize)> {
    let marks: Vec<usize> = code.match_indices('"').map(|(place, _)| place).collect();
    marks.chunks_exact(2).map(|two| (two[0] + 1, two[1])).collect()
}

/// The comparison with the book after an edit; none if the checker refuses it.
pub fn edited(book: &Book, edit: &Edit) -> Option<(Comparison, Program, SourceMap)> {
    let mut sources = book.sources.clone();
    let (name, lines) = &book.files[edit.file];
    let mut lines = lines.clone();
    lines.splice(edit.line..edit.until, [edit.new.clone()]);
    let id = sources.add(name.as_str(), lines.join("\n"));
    let parse = syntax::parse(sources.file(id));
    if parse.diagnostics.has_errors() {
        return None;
    }
    let mut parses = book.parses.clone();
    parses[edit.file] = parse;
    let program = check::check(&parses, &sources).program?;
    Some((compare(&book.program, &program, &sources), program, sources))
}

/// Where the side of a change stands: on the line itself, or at the head of what the line is in.
fn told_at(book: &Book, edit: &Edit, side: Option<&Side>, sources: &SourceMap) -> bool {
    let Some(side) = side else { return false };
    let file = sources.file(side.span.source);
    let line = file.position(side.span.start).line - 1;
    let end = file.position(side.span.end).line - 1;
    file.name() == book.files[edit.file].0 && (line == edit.line || line <= edit.line && edit.line <= end.max(line + 24))
}

fn fits(sort: Sort, change: &Change) -> bool {
    match sort {
        Sort::Text => change.kind() == Kind::Text || change.aspect == Aspect::State || change.aspect == Aspect::MissingWritten,
        Sort::Day => change.kind() == Kind::Days,
        Sort::Person => change.kind() == Kind::People,
        Sort::Contest => matches!(change.aspect, Aspect::Keys | Aspect::Among | Aspect::Ties | Aspect::SharedPlaces | Aspect::Better),
        Sort::Number => change.kind() != Kind::Text && change.kind() != Kind::People,
        Sort::Word | Sort::Gone | Sort::Renamed | Sort::Moved | Sort::Order => change.kind() != Kind::Text,
    }
}

/// What is told of an edit, where that is not just the edit itself.
fn fault(book: &Book, edit: &Edit, found: &(Comparison, Program, SourceMap)) -> Option<String> {
    let (comparison, program, sources) = found;
    let named = match comparison.changes.as_slice() {
        [only] => fits(edit.sort, only) && told_at(book, edit, only.new.as_ref(), sources) && comparison.proposals.is_empty(),
        [] | [_, ..] => false,
    };
    if named {
        return None;
    }
    let old_line = &book.files[edit.file].1[edit.line];
    let shown = Shown { old: &book.program, new: program, sources, comparison, on_data: None };
    let told = text(&shown, Language::English);
    Some(format!("{}:{}\n- {old_line}\n+ {}\n{told}", book.files[edit.file].0, edit.line + 1, edit.new))
}

#[test]
fn of_an_edit_of_a_rank_of_ties_or_of_the_header_just_that_edit_is_named() {
    let book = book();
    let header = book.files.iter().position(|(name, _)| name.ends_with("rulebook.yard")).expect("the header has a file of its own");
    let mut tried = 0;
    let mut faults = Vec::new();
    for edit in edits(&book).into_iter().filter(|edit| edit.sort == Sort::Contest || edit.file == header) {
        let Some(found) = edited(&book, &edit) else { continue };
        tried += 1;
        faults.extend(fault(&book, &edit, &found));
    }
    assert!(faults.is_empty(), "{} of {tried}:\n\n{}", faults.len(), faults.join("\n\n"));
    assert!(tried >= 20, "{tried}");
}

#[test]
fn of_a_single_edit_just_that_edit_is_named() {
    let book = book();
    let mut open: BTreeMap<Sort, Vec<Edit>> = BTreeMap::new();
    for edit in edits(&book) {
        open.entry(edit.sort).or_default().push(edit);
    }
    let mut chance = Chance(2025);
    let mut tried: BTreeMap<Sort, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    while tried.values().sum::<usize>() < EDITS {
        let sorts: Vec<Sort> = open.iter().filter(|(_, edits)| !edits.is_empty()).map(|(sort, _)| *sort).collect();
        assert!(!sorts.is_empty(), "the rules have room for so many edits: {tried:?}");
        // Numbers are most of a rulebook.
        let place = chance.below(sorts.len() + 3);
        let sort = sorts.get(place).copied().unwrap_or(Sort::Number);
        let Some(edits) = open.get_mut(&sort).filter(|edits| !edits.is_empty()) else { continue };
        let edit = edits.swap_remove(chance.below(edits.len()));
        let Some(found) = edited(&book, &edit) else { continue };
        *tried.entry(sort).or_default() += 1;
        faults.extend(fault(&book, &edit, &found));
    }
    assert!(faults.is_empty(), "{} of {EDITS}:\n\n{}", faults.len(), faults.join("\n\n"));
    assert!(tried.values().all(|count| *count >= OF_EACH_SORT) && tried.len() == 6, "{tried:?}");
}
