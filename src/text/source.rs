//! Source files and the map that holds them.

use std::ops::Range;

use super::comment::without_comment;
use super::{Language, Span};

/// Names one text of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A place as people count it: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

/// So many bytes at most are gone through to tell where a place is, however long its line.
const STRETCH: usize = 256;

/// A text with the name it is shown under.
#[derive(Clone, Debug)]
pub struct SourceFile {
    id: SourceId,
    name: String,
    text: String,
    language: Language,
    line_starts: Vec<u32>,
    /// How many letters stand before each stretch of the text, and before its end.
    letters: Vec<u32>,
    on_disk: Option<OnDisk>,
}

/// How a text lies on disk where that is not the text itself, byte for byte.
#[derive(Clone, Debug)]
struct OnDisk {
    /// How many bytes a piece of the text takes there.
    width: fn(&str) -> usize,
    /// Where each stretch of the text begins there.
    stretches: Vec<u32>,
}

impl SourceFile {
    fn new(id: SourceId, name: String, text: String, language: Language) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(offset, _)| small(offset + 1))).collect();
        let stretches = text.as_bytes().chunks(STRETCH).scan(0, |before, stretch| {
            *before += letters_in(stretch);
            Some(small(*before))
        });
        let letters = std::iter::once(0).chain(stretches).collect();
        Self { id, name, language, text, line_starts, letters, on_disk: None }
    }

    /// Where each stretch begins on disk, behind so many bytes that are no part of the text.
    fn lay_on_disk(&mut self, before: usize, width: fn(&str) -> usize) {
        let (mut at, mut from) = (before, 0);
        let stretches = (0..=self.text.len() / STRETCH).map(|stretch| {
            let start = self.letter_at(stretch * STRETCH);
            at += self.text.get(from..start).map_or(0, width);
            from = start;
            small(at)
        });
        let stretches = stretches.collect();
        self.on_disk = Some(OnDisk { width, stretches });
    }

    /// Where the letter begins that holds byte `offset`.
    fn letter_at(&self, offset: usize) -> usize {
        (0..4).filter_map(|back| offset.checked_sub(back)).find(|start| self.text.is_char_boundary(*start)).unwrap_or(offset)
    }

    /// What must be gone through of the text to tell where `offset` lies: from the start of its stretch.
    fn stretch_before(&self, offset: usize) -> Range<usize> {
        let end = offset.min(self.text.len());
        end / STRETCH * STRETCH..end
    }

    /// How many letters stand before `offset`.
    fn letters_before(&self, offset: usize) -> usize {
        let stretch = self.stretch_before(offset);
        let before = self.letters.get(stretch.start / STRETCH).map_or(0, |letters| *letters as usize);
        before + self.text.as_bytes().get(stretch).map_or(0, letters_in)
    }

    /// Its id in the map.
    #[must_use]
    pub fn id(&self) -> SourceId {
        self.id
    }

    /// The name it is shown under, usually its path as the user gave it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The language its author works in: messages about the file follow it.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of `span`; empty if the span does not lie in this text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The span of the whole text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.id, 0, self.text.len())
    }

    /// The line of a byte offset, from 1.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The line that holds byte `offset`, its end included.
    #[must_use]
    pub fn line_around(&self, offset: usize) -> Range<usize> {
        let line = self.line_of(small(offset));
        let start = self.line_starts.get(line - 1).map_or(0, |start| *start as usize);
        start..self.line_starts.get(line).map_or(self.text.len(), |end| *end as usize)
    }

    /// Line and column of a byte offset; offsets past the end count as the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.line_starts.get(line - 1).map_or(0, |start| *start as usize);
        let column = self.letters_before(offset as usize).saturating_sub(self.letters_before(start)) + 1;
        Position { line, column }
    }

    /// The offset in the file as it lies on disk: with what stands before the text there, and in the encoding it was
    /// written in.
    #[must_use]
    pub fn offset_on_disk(&self, offset: u32) -> u32 {
        let Some(disk) = &self.on_disk else { return offset };
        let stretch = self.stretch_before(offset as usize);
        let before = self.text.get(self.letter_at(stretch.start)..stretch.end).map_or(0, disk.width);
        disk.stretches.get(stretch.start / STRETCH).copied().unwrap_or(0).saturating_add(small(before))
    }

    /// The text of a line counted from 1, without its line end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let start = self.line_starts.get(line.wrapping_sub(1)).map_or(self.text.len(), |start| *start as usize);
        let end = self.line_starts.get(line).map_or(self.text.len(), |end| *end as usize);
        self.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
}

/// An offset as it is kept; a text is far smaller.
fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// How many letters begin in these bytes.
fn letters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// All texts of one run.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Takes in a text under a name and gives it an id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text = text.into();
        let language = Language::of(&text);
        self.add_in(language, name, text)
    }

    /// The same for a text whose language is known otherwise: data is spoken of in the language of
    /// its rulebook.
    pub fn add_in(&mut self, language: Language, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile::new(id, name.into(), text.into(), language));
        id
    }

    /// Says that a text lies on disk in another way than it is held here: behind so many bytes of a mark, each piece
    /// of it taking `width` bytes.
    pub fn lay_on_disk(&mut self, id: SourceId, before: usize, width: fn(&str) -> usize) {
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            file.lay_on_disk(before, width);
        }
    }

    /// Puts a text in the place of another, as it is to be written: in UTF-8 and without a mark. What stood there is
    /// handed back, to be put in place again by [`Self::put_back`].
    ///
    /// # Panics
    /// When the id is of another map.
    pub fn replace(&mut self, id: SourceId, text: String) -> SourceFile {
        let name = self.file(id).name.clone();
        let place = self.files.get_mut(id.0 as usize).expect("INVARIANT: a SourceId is used with the map that made it");
        let language = Language::of(&text);
        std::mem::replace(place, SourceFile::new(id, name, text, language))
    }

    /// Puts a text back that was replaced.
    pub fn put_back(&mut self, file: SourceFile) {
        if let Some(place) = self.files.get_mut(file.id.0 as usize) {
            *place = file;
        }
    }

    /// The text with this id.
    ///
    /// # Panics
    /// When the id is of another map.
    #[must_use]
    pub fn file(&self, id: SourceId) -> &SourceFile {
        self.files.get(id.0 as usize).expect("INVARIANT: a SourceId is used with the map that made it")
    }

    /// All texts in the order they were added.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// What stands at `span`.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.source).slice(span)
    }

    /// Where `span` begins, as it is told: `rules/2025/bureau.yard:12`.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        let file = self.file(span.source);
        format!("{}:{}", file.name(), file.line_of(span.start))
    }

    /// What stands at `span`, on one line, without comments.
    #[must_use]
    pub fn on_one_line(&self, span: Span) -> String {
        let words = self.slice(span).lines().flat_map(|line| without_comment(line).split_whitespace());
        words.collect::<Vec<&str>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However long a line is, where a place on it lies is told from as little of it.
    #[test]
    fn a_place_is_told_from_a_short_stretch() {
        let text = format!("short\n{}\n{}end", "税x".repeat(2000), "\u{1f600}é".repeat(500));
        let mut sources = SourceMap::default();
        let id = sources.add("long", text.as_str());
        sources.lay_on_disk(id, 3, |piece| piece.chars().count() * 2);
        let file = sources.file(id);
        let (mut line, mut column) = (1, 1);
        for (count, (offset, letter)) in text.char_indices().enumerate() {
            assert!(file.stretch_before(offset).len() < STRETCH, "{offset}");
            assert_eq!(file.position(small(offset)), Position { line, column }, "{offset}");
            assert_eq!(file.offset_on_disk(small(offset)), small(3 + count * 2), "{offset}");
            assert!(file.line_around(offset).contains(&offset), "{offset}");
            (line, column) = if letter == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        let end = small(text.len());
        assert_eq!(file.position(end), Position { line, column });
        assert_eq!(file.position(end + 10), Position { line, column });
        assert_eq!(file.line_around(text.len()).end, text.len());
        let whole = sources.add("whole stretches", "y".repeat(2 * STRETCH));
        assert_eq!(sources.file(whole).position(small(2 * STRETCH)), Position { line: 1, column: 2 * STRETCH + 1 });
    }
}
