//! A statement as it would read with some edits, and which of its words are keywords then. A word that is no keyword where
//! it was put is taken for a name, and makes something else of the statement than was meant.

use std::ops::Range;

use pest::error::{ErrorVariant, InputLocation};

use super::Scene;
use crate::diagnostics::{Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::grammar::read;
use crate::syntax::keywords::keyword;
use crate::syntax::limits::calls_for;

/// A statement with edits.
pub(super) struct Edited {
    pub(super) text: String,
    /// Where in it the words stand that the edits write.
    written: Vec<Range<usize>>,
    /// It was cut in two.
    pub(super) cut: bool,
}

fn is_within(keywords: &[Range<usize>], word: &Range<usize>) -> bool {
    keywords.iter().any(|keyword| keyword.start <= word.start && word.end <= keyword.end)
}

impl Scene<'_, '_> {
    /// Whether it can be read with these edits, and all words that they write are keywords there: `itself by` behind `for`
    /// would be the names of a kind of subject and of one of its members.
    pub(super) fn whole_with_keywords(&self, edits: &[Edit]) -> bool {
        let text = self.edited(edits);
        self.keywords_of(&text).is_some_and(|keywords| text.written.iter().all(|written| is_within(&keywords, written)))
    }

    /// The findings without those whose fix makes it whole with a keyword that is taken for a name there.
    pub(super) fn without_names(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let names = |edits: &[Edit]| self.whole_with(edits) && !self.whole_with_keywords(edits);
        found.retain(|found| !found.fix.as_ref().is_some_and(|fix| names(&fix.edits)));
        found
    }

    /// Whether it can be read with these edits, and what they write is one keyword with the n-th token, which stands
    /// before them: `month` behind `each` may be one by itself.
    pub(super) fn whole_as_rest_of(&self, n: usize, edits: &[Edit]) -> bool {
        let text = self.edited(edits);
        let Some(start) = self.token(n).map(|token| token.start - self.statement.head.range().start) else { return false };
        let as_rest = |written: &Range<usize>| start..written.end;
        self.keywords_of(&text).is_some_and(|keywords| text.written.iter().all(|written| is_within(&keywords, &as_rest(written))))
    }

    /// Whether it can be read with these edits, and some of what they write is a keyword there.
    pub(super) fn some_keyword(&self, edits: &[Edit]) -> bool {
        let text = self.edited(edits);
        let starts =
            |keyword: &Range<usize>| text.written.iter().any(|written| written.start <= keyword.start && keyword.end <= written.end);
        self.keywords_of(&text).is_some_and(|keywords| keywords.iter().any(starts))
    }

    /// Whether it can be read with these edits, which all stand before the n-th token, and that is a keyword there.
    pub(super) fn stays_keyword(&self, edits: &[Edit], n: usize) -> bool {
        let text = self.edited(edits);
        let Some(behind) = self.token(n).map(|token| self.statement.head.range().end - token.start) else { return false };
        let start = text.text.len() - behind;
        let word = start..start + self.word(n).len();
        self.keywords_of(&text).is_some_and(|keywords| is_within(&keywords, &word))
    }

    /// The keywords of an edited statement by their places in it; none where it cannot be read.
    fn keywords_of(&self, edited: &Edited) -> Option<Vec<Range<usize>>> {
        let pairs = read(self.context.rule(), &edited.text, calls_for(edited.text.len())).ok()?;
        let keywords = pairs.flatten().filter(|pair| keyword(pair.as_rule()).is_some());
        Some(keywords.map(|pair| pair.as_span().start()..pair.as_span().end()).collect())
    }

    /// What is expected where the statement ends before the n-th token.
    pub(super) fn expected_before(&self, n: usize) -> Vec<Rule> {
        let range = self.statement.head.range();
        let end = self.token(n).map_or(range.end, |token| token.start);
        let begin = self.reader.text.get(range.start..end).unwrap_or_default();
        // A sign that stands for nothing, so that what comes before it has to end.
        let text = format!("{begin}§");
        let Err(error) = read(self.context.rule(), &text, calls_for(text.len())) else { return Vec::new() };
        let (InputLocation::Pos(reached) | InputLocation::Span((reached, _))) = error.location;
        match &error.variant {
            ErrorVariant::ParsingError { positives, .. } if reached >= begin.trim_end().len() => positives.clone(),
            ErrorVariant::ParsingError { .. } | ErrorVariant::CustomError { .. } => Vec::new(),
        }
    }

    /// The statement with these edits.
    pub(super) fn edited(&self, edits: &[Edit]) -> Edited {
        let range = self.statement.head.range();
        // A fix may write the same further on as well.
        let mut sorted: Vec<&Edit> = edits.iter().filter(|edit| edit.span.range().start <= range.end).collect();
        sorted.sort_by_key(|edit| edit.span.start);
        let (mut text, mut from, mut written) = (String::new(), range.start, Vec::new());
        // A fix may cut the statement in two, or make a comment of its end.
        let cut = sorted.iter().any(|edit| edit.replacement.starts_with(['\n', '#']));
        for edit in &sorted {
            text.push_str(self.reader.text.get(from..edit.span.range().start).unwrap_or_default());
            from = edit.span.range().end;
            if edit.replacement.starts_with(['\n', '#']) {
                from = range.end;
                break;
            }
            let start = text.len() + edit.replacement.len() - edit.replacement.trim_start().len();
            text.push_str(&edit.replacement);
            if edit.replacement.contains(char::is_alphabetic) {
                written.push(start..start + edit.replacement.trim().len());
            }
        }
        text.push_str(self.reader.text.get(from..range.end).unwrap_or_default());
        Edited { text, written, cut }
    }
}
