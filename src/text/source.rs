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

/// The characters of a text are counted up to each so many bytes: in a line as long as a file, as data of JSON may
/// be, a column is found without reading the line from its start.
const BLOCK: usize = 1024;

/// A text with the name it is shown under.
#[derive(Clone, Debug)]
pub struct SourceFile {
    id: SourceId,
    name: String,
    text: String,
    language: Language,
    line_starts: Vec<u32>,
    /// How many characters begin before each block of bytes.
    characters: Vec<u32>,
    on_disk: Option<OnDisk>,
}

/// How a text lies on disk where that is not the text itself, byte for byte.
#[derive(Clone, Debug)]
struct OnDisk {
    /// How many bytes a piece of the text takes there.
    width: fn(&str) -> usize,
    /// Where each line begins there.
    line_starts: Vec<u32>,
}

impl SourceFile {
    fn new(id: SourceId, name: String, text: String, language: Language) -> Self {
        let line_starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(offset, _)| u32::try_from(offset + 1).unwrap_or(u32::MAX))).collect();
        let blocks = text.as_bytes().chunks(BLOCK).scan(0_u32, |before, block| {
            *before = before.saturating_add(u32::try_from(beginning(block)).unwrap_or(u32::MAX));
            Some(*before)
        });
        let characters = std::iter::once(0).chain(blocks).collect();
        Self { id, name, language, text, line_starts, characters, on_disk: None }
    }

    /// Where each line begins on disk, behind so many bytes that are no part of the text.
    fn lay_on_disk(&mut self, before: usize, width: fn(&str) -> usize) {
        let mut at = before;
        let ends = self.line_starts.iter().skip(1).map(|start| *start as usize).chain([self.text.len()]);
        let lines = self.line_starts.iter().zip(ends).map(|(start, end)| {
            let here = at;
            at += self.text.get(*start as usize..end).map_or(0, width);
            u32::try_from(here).unwrap_or(u32::MAX)
        });
        let line_starts = lines.collect();
        self.on_disk = Some(OnDisk { width, line_starts });
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

    /// Line and column of a byte offset; offsets past the end count as the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let end = (offset as usize).min(self.text.len());
        let column = self.characters_before(end).saturating_sub(self.characters_before(start as usize)) + 1;
        Position { line, column }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let counted = self.characters.get(block).map_or(0, |count| *count as usize);
        counted + self.text.as_bytes().get(block * BLOCK..offset).map_or(0, beginning)
    }

    /// The bytes of the line that holds a byte, its end included.
    #[must_use]
    pub fn line_around(&self, offset: usize) -> Range<usize> {
        let next = self.line_starts.partition_point(|start| *start as usize <= offset);
        let start = self.line_starts.get(next.wrapping_sub(1)).map_or(0, |start| *start as usize);
        start..self.line_starts.get(next).map_or(self.text.len(), |start| *start as usize)
    }

    /// The offset in the file as it lies on disk: with what stands before the text there, and in the encoding it was
    /// written in.
    #[must_use]
    pub fn offset_on_disk(&self, offset: u32) -> u32 {
        let Some(disk) = &self.on_disk else { return offset };
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1) - 1;
        let start = self.line_starts.get(line).copied().unwrap_or(0);
        let before = self.text.get(start as usize..(offset as usize).min(self.text.len())).map_or(0, disk.width);
        disk.line_starts.get(line).copied().unwrap_or(0).saturating_add(u32::try_from(before).unwrap_or(u32::MAX))
    }

    /// The text of a line counted from 1, without its line end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let start = self.line_starts.get(line.wrapping_sub(1)).map_or(self.text.len(), |start| *start as usize);
        let end = self.line_starts.get(line).map_or(self.text.len(), |end| *end as usize);
        self.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
}

/// How many characters begin in these bytes: all bytes but those that go on with a character.
fn beginning(bytes: &[u8]) -> usize {
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
        format!("{}:{}", file.name(), file.position(span.start).line)
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
    use super::{BLOCK, Language, Position, SourceFile, SourceId};

    fn file(text: &str) -> SourceFile {
        SourceFile::new(SourceId(0), "a".to_owned(), text.to_owned(), Language::English)
    }

    #[test]
    fn columns_are_characters_however_long_the_line() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 7] {
            let text = format!("é{}\n税{}", "x".repeat(length), "局a".repeat(length));
            let file = file(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = text.get(..offset).unwrap_or_default();
                let line = before.split('\n').count();
                let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
                assert_eq!(file.position(u32::try_from(offset).unwrap_or_default()), Position { line, column }, "{length} {offset}");
            }
        }
    }

    #[test]
    fn a_line_is_found_by_any_byte_of_it() {
        let lines = |text: &str| (0..=text.len() + 1).map(|at| file(text).line_around(at)).collect::<Vec<_>>();
        assert_eq!(lines("a\nb"), [0..2, 0..2, 2..3, 2..3, 2..3]);
        assert_eq!(lines("a\n"), [0..2, 0..2, 2..2, 2..2]);
        assert_eq!(lines(""), [0..0, 0..0]);
    }
}
