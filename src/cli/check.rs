//! `yardstick check`: everything that can be said of rules before any data exists.

use super::arguments::{Check, DutiesFormat, MessageFormat};
use super::book::{self, Book};
use super::files::{self, RuleFiles};
use super::{Outcome, Progress, Stop, Terminal, messages};
use crate::check;
use crate::diagnostics::{Applicability, Diagnostic, Diagnostics, Severity};
use crate::render;
use crate::text::{SourceFile, SourceId};
use crate::words;

/// Rounds of fixing at most: one fix may uncover a fault that hid behind another.
const ROUNDS: usize = 8;

/// Checks each book that the paths name.
pub fn run(options: &Check, terminal: &Terminal) -> Result<Outcome, Stop> {
    let mut files = files::rules(&options.paths)?;
    if let (Some(DutiesFormat::Json | DutiesFormat::Csv), [_, _, ..]) = (options.duties, files.books.as_slice()) {
        return Err(messages::duties_of_several(files.books.len()));
    }
    book::greet(&files, terminal);
    let progress = Progress::start(&words!("checking", "正在检查"), terminal);
    let (mut findings, books) = found(&mut files)?;
    drop(progress);
    books.iter().for_each(|book| book::say_extensions(book, None, terminal));
    if options.fix {
        findings = fix(&mut files, findings, terminal)?;
    }
    let (sources, language) = (&files.sources, terminal.language());
    if let Some(format) = options.duties {
        return duties(&mut files, &findings, format, terminal);
    }
    let text = match options.message_format {
        MessageFormat::Human => {
            let look = render::Options { language, color: terminal.output_color(), width: terminal.width() };
            render::human(&findings, sources, &look)
        }
        MessageFormat::Short => render::short(&findings, sources, language),
        MessageFormat::Json => render::json(&findings, sources, language),
        MessageFormat::Sarif => render::sarif(&findings, sources, language),
        MessageFormat::Github => render::github(&findings, sources, language),
    };
    // With `--fix -` standard output holds the text that was put right.
    let piped = options.fix && options.paths.iter().any(|path| path.as_os_str() == "-");
    if piped {
        terminal.talk(&text)
    } else {
        terminal.data(&text)?
    }
    let summary = render::summary(&findings, sources, language, options.fix);
    if findings.is_empty() && terminal.is_quiet() {
        return Ok(Outcome::Clean);
    }
    terminal.talk(&format!("{}\n", summary.trim_end()));
    Ok(Outcome::findings(!findings.is_empty()))
}

/// The duties of each book on standard output, its findings on standard error.
fn duties(files: &mut RuleFiles, findings: &[Diagnostic], format: DutiesFormat, terminal: &Terminal) -> Result<Outcome, Stop> {
    book::tell(findings, &files.sources, terminal);
    for place in 0..files.books.len() {
        let book = Book::new(files, place)?;
        let sources = &files.sources;
        let Some(program) = book.program else {
            terminal.say(&words!("The rules have errors, so there is no table of duties.", "规则有错误，未列出职责表。"));
            continue;
        };
        let duties = check::duties(&program, sources);
        let language = terminal.language().unwrap_or(files.language());
        let look = render::Options { language: Some(language), color: terminal.output_color(), width: terminal.width() };
        terminal.data(&match format {
            DutiesFormat::Text => render::duties::text(&program, &duties, &look),
            DutiesFormat::Json => render::duties::json(&program, &duties),
            DutiesFormat::Csv => render::duties::sheet(&program, &duties),
        })?;
    }
    Ok(Outcome::findings(!findings.is_empty()))
}

fn found(files: &mut RuleFiles) -> Result<(Vec<Diagnostic>, Vec<Book>), Stop> {
    let mut all = Diagnostics::default();
    let mut books = Vec::new();
    for place in 0..files.books.len() {
        let book = Book::new(files, place)?;
        book.findings.iter().cloned().for_each(|finding| all.push(finding));
        books.push(book);
    }
    Ok((all.into_sorted(), books))
}

/// Applies the safe fixes, round after round, until none can be without leaving more errors; writes what changed, and
/// returns what remains.
fn fix(files: &mut RuleFiles, mut findings: Vec<Diagnostic>, terminal: &Terminal) -> Result<Vec<Diagnostic>, Stop> {
    let mut applied = 0;
    let mut changed: Vec<SourceId> = Vec::new();
    for _ in 0..ROUNDS {
        // A file that is pinned by its digest is not for us to change.
        let own = findings.iter().filter(|finding| !files.is_extension(finding.primary.span.source)).cloned().collect::<Vec<_>>();
        let Some((fixed, left)) = fix_once(files, &own, errors(&findings))? else { break };
        for (id, count) in fixed {
            applied += count;
            changed.push(id);
        }
        findings = left;
    }
    // Whoever pipes a text through wants it back, put right or as it was.
    changed.extend(files.books.iter().flatten().copied().filter(|id| files.path(*id).is_none()));
    changed.sort();
    changed.dedup();
    for id in changed {
        let text = files.sources.file(id).text();
        match files.path(id) {
            Some(path) => files::write(path, text)?,
            None => terminal.data(text)?,
        }
    }
    terminal.remark(&words!("{applied} fixed", "已修正 {applied} 处", applied = applied));
    Ok(findings)
}

/// The texts that fixes changed, each with how many they were, and what is found afterwards.
type Fixed = (Vec<(SourceId, usize)>, Vec<Diagnostic>);

/// Applies the safe fixes at once, without those that would leave more errors than there were: nobody looks at a fix
/// before it is written, so none may make a file worse.
fn fix_once(files: &mut RuleFiles, findings: &[Diagnostic], before: usize) -> Result<Option<Fixed>, Stop> {
    let safe = |finding: &&Diagnostic| finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
    let offered: Vec<&Diagnostic> = findings.iter().filter(safe).collect();
    let mut taken: Vec<Diagnostic> = Vec::new();
    let mut done = None;
    // The whole first; what cannot be taken whole is tried by halves, the earlier one first.
    let mut waiting: Vec<&[&Diagnostic]> = vec![&offered];
    while let Some(group) = waiting.pop().filter(|group| !group.is_empty()) {
        let chosen: Vec<Diagnostic> = taken.iter().chain(group.iter().copied()).cloned().collect();
        let (fixed, untouched, left) = tried(files, &chosen)?;
        // The texts stay as they were until it is known what is taken.
        untouched.into_iter().for_each(|file| files.sources.put_back(file));
        if errors(&left) <= before {
            taken = chosen;
            done = Some((fixed, left));
        } else if let (earlier, later @ [_, ..]) = group.split_at(group.len() / 2)
            && !earlier.is_empty()
        {
            waiting.extend([later, earlier]);
        }
    }
    let Some((fixed, left)) = done else { return Ok(None) };
    let counts = fixed.into_iter().map(|(id, text, count)| {
        files.sources.replace(id, text);
        (id, count)
    });
    Ok(Some((counts.collect(), left)))
}

/// Texts with the fixes in them and how many they were, the texts as they were, and what is found.
type Tried = (Vec<(SourceId, String, usize)>, Vec<SourceFile>, Vec<Diagnostic>);

/// Puts the texts with these fixes in place and looks at what is found then.
fn tried(files: &mut RuleFiles, chosen: &[Diagnostic]) -> Result<Tried, Stop> {
    let fixed = render::apply(chosen, &files.sources, Applicability::Safe);
    let untouched = fixed.iter().map(|(id, text, _)| files.sources.replace(*id, text.clone())).collect();
    let (left, _) = found(files)?;
    Ok((fixed, untouched, left))
}

fn errors(findings: &[Diagnostic]) -> usize {
    findings.iter().filter(|finding| finding.severity() == Severity::Error).count()
}

#[cfg(test)]
mod tests {
    use super::{errors, fix_once, found};
    use crate::cli::files::RuleFiles;
    use crate::diagnostics::{Applicability, Code, Diagnostic};
    use crate::text::{Span, Words};

    /// A book of comments, one for each letter, with a unit in the middle.
    const TEXT: &str = "# a\n# b\nunit yuan \"元\"\n# c\n# d\n# e\n";

    #[test]
    fn one_fix_that_makes_things_worse_keeps_no_other_from_being_made() {
        let mut files = RuleFiles::default();
        let source = files.sources.add("a.yard", TEXT);
        files.books.push(vec![source]);
        let code = Code::rows().next().map(|row| row.code);
        let finding = |piece: &str, by: &str| {
            let start = TEXT.find(piece)?;
            let span = Span::new(source, start, start + piece.len());
            Some(Diagnostic::new(code?, span, Words::same("")).fix(Words::same(""), span, by, Applicability::Safe))
        };
        let offered = [("# a", "# A"), ("# b", "# B"), ("unit", "}"), ("# c", "# C"), ("# d", "# D"), ("# e", "# E")];
        let offered: Vec<Diagnostic> = offered.iter().filter_map(|(piece, by)| finding(piece, by)).collect();
        let (before, _) = found(&mut files).unwrap_or_default();
        let fixed = fix_once(&mut files, &offered, errors(&before)).unwrap_or_default();
        assert_eq!(fixed.map(|(counts, _)| counts), Some(vec![(source, 5)]));
        assert_eq!(files.sources.file(source).text(), "# A\n# B\nunit yuan \"元\"\n# C\n# D\n# E\n");
        let again = fix_once(&mut files, offered.get(2..3).unwrap_or_default(), errors(&before)).unwrap_or_default();
        assert!(again.is_none(), "what makes things worse is never made");
    }
}
