//! The line at the end of a run.

use crate::diagnostics::{Applicability, Diagnostic, Severity};
use crate::text::{Language, SourceMap, Words, counted};
use crate::words;

/// "2 errors, 1 warning in 3 files; 1 can be put right with --fix". Without findings it says how
/// many files were looked at, so that silence is never taken for success. Without a language it
/// speaks that of the first finding's file, else of the first file. Where `--fix` was at work it is not advised again.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic], sources: &SourceMap, language: Option<Language>, fixed: bool) -> String {
    let first = diagnostics.first().map(|diagnostic| sources.file(diagnostic.primary.span.source));
    let own = first.or_else(|| sources.files().next()).map(|file| file.language());
    line(diagnostics, sources, fixed).get(language.or(own).unwrap_or_default()).to_owned()
}

fn line(diagnostics: &[Diagnostic], sources: &SourceMap, fixed: bool) -> Words {
    if diagnostics.is_empty() {
        let looked_at = sources.files().count();
        return words!(
            "no findings in {files}",
            "已检查 {looked_at} 个文件，没有发现问题",
            files = counted(looked_at, "file"),
            looked_at = looked_at
        );
    }
    let mut files: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.primary.span.source).collect();
    files.sort_unstable();
    files.dedup();
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
    let warnings = diagnostics.len() - errors;
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(words!("{english}", "{errors} 个错误", english = counted(errors, "error"), errors = errors));
    }
    if warnings > 0 {
        parts.push(words!("{english}", "{warnings} 个警告", english = counted(warnings, "warning"), warnings = warnings));
    }
    let parts = Words::join(&parts, ", ", "、");
    let fixable =
        diagnostics.iter().filter(|diagnostic| diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe));
    let fixable = match fixable.count() {
        0 => Words::same(""),
        left if fixed => words!(
            "; --fix left {left} alone: in an extension, or more errors would come of it",
            "；--fix 未改其中 {left} 处：位于扩展文件中，或改后错误更多",
            left = left
        ),
        fixable => words!("; {fixable} can be put right with --fix", "；其中 {fixable} 处可用 --fix 改正", fixable = fixable),
    };
    words!(
        "{english} in {files}{fix}",
        "{number} 个文件中有 {chinese}{repair}",
        english = parts.english,
        chinese = parts.chinese,
        files = counted(files.len(), "file"),
        number = files.len(),
        fix = fixable.english,
        repair = fixable.chinese
    )
}
