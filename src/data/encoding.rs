//! Bytes to text, strictly: UTF-8 with or without its mark, else GB18030, else nothing.
//!
//! No byte is ever replaced or dropped. What is surely another kind of file (a workbook, a web page
//! saved with the ending of a table) is told apart, so that the message can say what to do.

use encoding_rs::{GB18030, UTF_8};

use crate::text::Words;

/// The byte order mark in UTF-8.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// How a file was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 with the byte order mark that spreadsheets write.
    Utf8WithMark,
    /// GB18030, and with it GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// Its name as people know it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Utf8 => Words::same("UTF-8"),
            Self::Utf8WithMark => Words::new("UTF-8 with a byte order mark", "带标记的 UTF-8"),
            Self::Gb18030 => Words::new("GB18030 (GBK)", "GB18030（GBK）"),
        }
    }

    /// How many bytes stand before the text of such a file.
    #[must_use]
    pub fn mark(self) -> usize {
        match self {
            Self::Utf8 | Self::Gb18030 => 0,
            Self::Utf8WithMark => MARK.len(),
        }
    }

    /// How many bytes a piece of text takes in such a file.
    #[must_use]
    pub fn width(self) -> fn(&str) -> usize {
        match self {
            Self::Utf8 | Self::Utf8WithMark => str::len,
            Self::Gb18030 => |text| GB18030.encode(text).0.len(),
        }
    }
}

/// Why bytes are not a text we read, with the text up to there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Surely another kind of file.
    Other(Kind),
    /// Neither encoding fits; this much could be read.
    Undecodable(String),
    /// A text with a few zero bytes in it; what stands before the first.
    Zero(String),
}

/// Other kinds of files that are sent as tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `.xlsx`, `.ods` or another zip archive.
    Workbook,
    /// `.xls` of the years before 2007.
    OldWorkbook,
    /// A web page, which many systems export as `.xls` or `.csv`.
    WebPage,
    /// PDF.
    Pdf,
    /// UTF-16 text, which spreadsheets call "Unicode text".
    Utf16,
    /// Anything else with zero bytes in it.
    Binary,
}

impl Kind {
    /// What it is.
    pub(super) fn words(self) -> Words {
        match self {
            Self::Workbook => Words::new("a workbook (.xlsx) or another archive", "工作簿（.xlsx）或压缩文件"),
            Self::OldWorkbook => Words::new("an old workbook (.xls)", "旧版工作簿（.xls）"),
            Self::WebPage => Words::new("a web page", "网页"),
            Self::Pdf => Words::new("a PDF document", "PDF 文档"),
            Self::Utf16 => Words::new("UTF-16 (“Unicode text”)", "UTF-16（“Unicode 文本”）"),
            Self::Binary => Words::new("not a text", "非文本文件"),
        }
    }

    /// What a file surely is by its first bytes, if not a text we read.
    fn of(bytes: &[u8]) -> Option<Self> {
        let starts = |mark: &[u8]| bytes.starts_with(mark);
        if starts(b"PK\x03\x04") {
            return Some(Self::Workbook);
        }
        if starts(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Some(Self::OldWorkbook);
        }
        if starts(b"%PDF") {
            return Some(Self::Pdf);
        }
        if starts(&[0xFF, 0xFE]) || starts(&[0xFE, 0xFF]) {
            return Some(Self::Utf16);
        }
        let head: String = bytes.iter().copied().filter(u8::is_ascii).map(char::from).take(200).collect();
        let head = head.trim_start().to_ascii_lowercase();
        if ["<html", "<!doctype", "<table", "<?xml"].iter().any(|mark| head.starts_with(mark)) {
            return Some(Self::WebPage);
        }
        if !bytes.contains(&0) {
            return None;
        }
        Some(if has_every_second_zero(bytes) || is_written_in_pairs(bytes) { Self::Utf16 } else { Self::Binary })
    }
}

/// Whether these bytes are lines of text where two make a letter, in either order: in a table that is nearly all Chinese only
/// commas, digits and the ends of lines have zero bytes. A file of anything else has pairs that are no such letters.
fn is_written_in_pairs(bytes: &[u8]) -> bool {
    let (pairs, []) = bytes.as_chunks::<2>() else { return false };
    std::str::from_utf8(bytes).is_err()
        && [u16::from_le_bytes, u16::from_be_bytes].iter().any(|of| is_text_of(pairs.iter().map(|pair| of(*pair))))
}

/// Whether code units are a text of at least one line, nearly all of it in the letters and signs of Chinese tables.
fn is_text_of(units: impl Iterator<Item = u16>) -> bool {
    let (mut lines, mut usual, mut others) = (0_usize, 0_usize, 0_usize);
    for letter in char::decode_utf16(units) {
        match letter {
            Ok('\n' | '\r') => lines += 1,
            Ok(
                '\t' | ' '..='~' | '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}',
            ) => usual += 1,
            Ok(letter) if letter.is_alphanumeric() || matches!(letter, '\u{A0}'..='\u{2BFF}' | '\u{3200}'..='\u{33FF}') => others += 1,
            Ok(_) | Err(_) => return false,
        }
    }
    lines > 0 && usual >= 8 && others * 16 <= usual
}

/// Whether zero bytes stand at every second place alone, as in UTF-16 without its mark, where commas and digits have one.
fn has_every_second_zero(bytes: &[u8]) -> bool {
    let at = |rest: usize| bytes.iter().skip(rest).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (at(0), at(1));
    // A few of them may stand so by chance.
    (even == 0 || odd == 0) && even + odd >= 4 && (even + odd) * 8 >= bytes.len()
}

/// What stands before the first zero byte, where all but a few bytes are a text: who looks at the file sees a table.
fn up_to_zero(bytes: &[u8]) -> Option<String> {
    let others: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let first = bytes.iter().position(|byte| *byte == 0)?;
    let few = (bytes.len() - others.len()) * 4 < bytes.len();
    let (text, encoding) = decode(&others).ok().filter(|_| few)?;
    let before = encoding.mark().max(first) - encoding.mark();
    let mut taken = 0;
    let begins = text.chars().take_while(|letter| {
        taken += (encoding.width())(letter.encode_utf8(&mut [0; 4]));
        taken <= before
    });
    Some(begins.collect())
}

/// The text of a file without its mark, and how it was encoded.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), Unreadable> {
    if let Some(kind) = Kind::of(bytes) {
        let text = if kind == Kind::Binary { up_to_zero(bytes) } else { None };
        return Err(text.map_or(Unreadable::Other(kind), Unreadable::Zero));
    }
    let marked = bytes.strip_prefix(MARK);
    let encoding = if marked.is_some() { Encoding::Utf8WithMark } else { Encoding::Utf8 };
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(marked.unwrap_or(bytes)) {
        return Ok((text.into_owned(), encoding));
    }
    if marked.is_none()
        && let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Ok((text.into_owned(), Encoding::Gb18030));
    }
    let bytes = marked.unwrap_or(bytes);
    let good = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    Err(Unreadable::Undecodable(String::from_utf8_lossy(bytes.get(..good).unwrap_or_default()).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_told_apart() {
        assert_eq!(decode("编号".as_bytes()), Ok(("编号".to_owned(), Encoding::Utf8)));
        assert_eq!(decode("\u{feff}编号".as_bytes()), Ok(("编号".to_owned(), Encoding::Utf8WithMark)));
        let (gbk, _, _) = GB18030.encode("编号,名称");
        assert_eq!(decode(&gbk), Ok(("编号,名称".to_owned(), Encoding::Gb18030)));
        assert_eq!(decode(b"id,name\nab\xFF"), Err(Unreadable::Undecodable("id,name\nab".to_owned())));
    }

    #[test]
    fn other_files_are_recognised() {
        let kinds: [(&[u8], Kind); 6] = [
            (b"PK\x03\x04rest", Kind::Workbook),
            (&[0xD0, 0xCF, 0x11, 0xE0, 1], Kind::OldWorkbook),
            (b"%PDF-1.7", Kind::Pdf),
            (&[0xFF, 0xFE, b'i', 0], Kind::Utf16),
            (b"\n <HTML><table>", Kind::WebPage),
            (b"i\0d\0,\0n\0", Kind::Utf16),
        ];
        for (bytes, kind) in kinds {
            assert_eq!(decode(bytes), Err(Unreadable::Other(kind)));
        }
        assert_eq!(decode(b"\0\0\0id\xFF"), Err(Unreadable::Other(Kind::Binary)));
        assert_eq!(decode(b"id\0name"), Err(Unreadable::Zero("id".to_owned())));
    }

    #[test]
    fn chinese_in_pairs_of_bytes_is_told_from_rubbish() {
        let table = "编号,县区局名称,申报率\n一,城东区税务局,高\n二,城西区税务局,低\n";
        let units = || table.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        for bytes in [&little, &big] {
            assert_eq!(decode(bytes), Err(Unreadable::Other(Kind::Utf16)));
        }
        // A byte too few, a surrogate without its other half, no line end, letters that nobody uses.
        let cut = little.split_last().map(|(_, rest)| rest.to_vec()).unwrap();
        let alone = [little.as_slice(), &[0x00, 0xD8]].concat();
        let rubbish: Vec<u8> = (0..400_u32).flat_map(|n| (n.wrapping_mul(2_654_435_761) >> 7).to_le_bytes()).collect();
        for bytes in [cut, alone, rubbish] {
            assert_ne!(decode(&bytes), Err(Unreadable::Other(Kind::Utf16)));
        }
        // GB18030 with a byte lost stays what it is.
        let (gbk, _, _) = GB18030.encode(table);
        let damaged = [&gbk, b"\n\0\n".as_slice()].concat();
        assert!(matches!(decode(&damaged), Err(Unreadable::Zero(_))));
    }
}
