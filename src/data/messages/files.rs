//! Messages about files as a whole.

use super::listed;
use crate::data::encoding::Kind;
use crate::data::json::JsonFault;
use crate::data::table::{Cell, CsvFault};
use crate::data::unseen::shown;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::model::Program;
use crate::text::{Span, Words};
use crate::words;

/// Why a file is no table.
#[derive(Clone, Copy, Debug)]
pub enum NoTable {
    /// It is of another kind.
    Kind(Kind),
    /// All of it stands on one line, with this letter where its lines should end.
    LineEnd(char),
}

/// The file is no CSV table.
pub fn not_a_table_file(span: Span, file: &str, why: NoTable) -> Diagnostic {
    let save = words!(
        "open it in a spreadsheet and save it as “CSV UTF-8 (comma delimited)”",
        "用电子表格软件打开，另存为“CSV UTF-8（逗号分隔）”"
    );
    let message = match why {
        NoTable::Kind(kind) => {
            let Words { english, chinese } = kind.words();
            words!("`{file}` is {e}, not a CSV table", "“{file}”是{z}，不是 CSV 表格", file = file, e = english, z = chinese)
        }
        NoTable::LineEnd(letter) => words!(
            "the lines of `{file}` end with {code}, not with a line break",
            "“{file}”各行以 {code} 结尾，而不是换行",
            file = file,
            code = format!("U+{:04X}", u32::from(letter))
        ),
    };
    let found = Diagnostic::new(catalogue::NOT_A_TABLE_FILE, span, message).help(save);
    match why {
        NoTable::Kind(_) => found,
        NoTable::LineEnd(_) => found.note(words!("so all of it is one line, and nothing of it was read", "因此全文只有一行，未被读取")),
    }
}

/// Where letters were lost.
#[derive(Clone, Copy, Debug)]
pub enum Lost<'a> {
    /// Neither encoding fits the bytes of this file.
    Bytes(&'a str),
    /// A zero byte stands in this file.
    Zero(&'a str),
    /// This text holds the mark that conversions leave for a letter they could not convert.
    Mark(&'a str),
}

/// Letters cannot be read, or were lost before.
pub fn lost_letters(span: Span, lost: Lost<'_>) -> Diagnostic {
    let (message, note) = match lost {
        Lost::Bytes(file) => (
            words!("`{file}` is neither UTF-8 nor GB18030 from here on", "“{file}”自此处起既不是 UTF-8 也不是 GB18030", file = file),
            words!("the file was damaged or put together from files of different encodings", "文件已损坏，或由不同编码的文件拼接而成"),
        ),
        Lost::Zero(file) => (
            words!("`{file}` has a NUL byte here, which stands for no letter", "“{file}”此处有 NUL 字节，它不代表任何字", file = file),
            words!("the file was damaged, or a program wrote into it what is no text", "文件已损坏，或有程序写入了非文本内容"),
        ),
        Lost::Mark(text) => (
            words!("`{text}` has lost a letter: � stands in its place", "“{text}”中有字已丢失：原处只剩 �", text = shown(text)),
            words!("the letter was lost when the file was converted from one encoding to another", "该字在文件转换编码时丢失"),
        ),
    };
    Diagnostic::new(catalogue::LOST_LETTERS, span, message)
        .note(note)
        .help(words!("save the original again as “CSV UTF-8 (comma delimited)”", "从原始文件重新另存为“CSV UTF-8（逗号分隔）”"))
}

/// Nobody asks for a file or list of this name.
pub fn unknown_data_file(span: Span, stem: &str, near: Option<&str>, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        catalogue::UNKNOWN_DATA_FILE,
        span,
        words!(
            "`{stem}` is no kind of subject and no register of the rulebook",
            "“{stem}”不是考核规则中的考核对象，也不是台账",
            stem = shown(stem)
        ),
    );
    let known = listed(known.iter().copied(), 12);
    let diagnostic =
        diagnostic.note(words!("data is read for {english}", "可读取的数据：{chinese}", english = known.english, chinese = known.chinese));
    match near {
        Some(near) => diagnostic.help(words!("did you mean `{near}`?", "是否应为“{near}”？", near = near)),
        None => diagnostic.help(words!("rename it, or take it out of the data", "请改名，或将其移出数据")),
    }
}

/// Subjects of this kind are scored, and there is nothing about them.
pub fn missing_data_file(span: Span, level: &str, title: Option<&str>, json: bool) -> Diagnostic {
    let title = title.map_or_else(|| Words::same(""), |title| words!(" ({title})", "（{title}）", title = title));
    let (english, chinese) = (title.english, title.chinese);
    let message = if json {
        words!(
            "the data has no list `{level}`{english}",
            "数据中没有列表“{level}”{chinese}",
            level = level,
            english = english,
            chinese = chinese
        )
    } else {
        words!(
            "the data has no file `{level}.csv`{english}",
            "数据中没有文件“{level}.csv”{chinese}",
            level = level,
            english = english,
            chinese = chinese
        )
    };
    Diagnostic::new(catalogue::MISSING_DATA_FILE, span, message)
        .note(words!("a scorecard judges each `{level}`", "有计分卡适用于“{level}”", level = level))
        .help(words!("add it, with a row for each `{level}`", "请补上，每个“{level}”一行", level = level))
}

/// A file that is not read.
pub fn ignored_data_file(span: Span, file: &str) -> Diagnostic {
    Diagnostic::new(catalogue::IGNORED_DATA_FILE, span, words!("`{file}` is not read", "“{file}”未被读取", file = file))
        .note(words!("of a data folder only files ending in `.csv` are read", "数据文件夹中只读取以“.csv”结尾的文件"))
}

/// Two files or lists are about the same.
pub fn repeated_data_file(span: Span, stem: &str, first: Span) -> Diagnostic {
    Diagnostic::new(catalogue::REPEATED_DATA_FILE, span, words!("`{stem}` is there twice", "“{stem}”出现了两次", stem = shown(stem)))
        .related(first, words!("here first", "首次出现在这里"))
        .help(words!("keep one of the two; neither was read", "请只保留一份；两份均未读取"))
}

/// The text is not CSV.
pub fn broken_quotes(fault: CsvFault, file: &str) -> Option<Diagnostic> {
    let (span, message, help) = match fault {
        CsvFault::NoHead => return None,
        CsvFault::OtherLineEnd(span, letter) => return Some(not_a_table_file(span, file, NoTable::LineEnd(letter))),
        CsvFault::Unclosed(span) => (
            span,
            words!("this quotation mark is never closed", "此引号没有闭合"),
            words!("close the cell with another `\"`", "请在该单元格末尾补上“\"”"),
        ),
        CsvFault::AfterQuote(span) => (
            span,
            words!("text stands behind a closing quotation mark", "闭合引号之后还有文字"),
            words!(
                "put the whole cell between quotation marks, and write `\"\"` for each inside",
                "整个单元格放在引号内，其中的引号写成“\"\"”"
            ),
        ),
        CsvFault::LoneQuote(span) => (
            span,
            words!("a quotation mark stands inside a cell that does not begin with one", "单元格开头没有引号，中间却有引号"),
            words!(
                "put the whole cell between quotation marks, and write `\"\"` for each inside",
                "整个单元格放在引号内，其中的引号写成“\"\"”"
            ),
        ),
    };
    let note = words!(
        "nothing of `{file}` was read, since cells behind it cannot be told apart",
        "由于其后的单元格无法区分，“{file}”未被读取",
        file = file
    );
    Some(Diagnostic::new(catalogue::BROKEN_QUOTES, span, message).note(note).help(help))
}

/// The text is not JSON, or not of our shape.
pub fn broken_json(fault: &JsonFault, program: &Program) -> Diagnostic {
    let why = &fault.why;
    let found = Diagnostic::new(
        catalogue::BROKEN_JSON,
        fault.span,
        words!("the JSON cannot be read: {english}", "JSON 无法读取：{chinese}", english = why.english, chinese = why.chinese),
    );
    if fault.shape {
        let level = program.levels.values().next().map_or("", |level| level.name.as_str());
        return found.help(words!(
            "write `{{\"{level}\": [{{\"id\": …, …}}, …], …}}`: under each name a list of rows",
            "写成“{{\"{level}\": [{{\"id\": …, …}}, …], …}}”：每个名称之下为行的列表",
            level = level
        ));
    }
    found.help(words!("put it right here, or export the file again", "请更正此处，或重新导出文件"))
}

/// The first row does not name columns, or there is no row.
pub fn missing_head(span: Span, file: &str, wanted: &[&str], later: Option<usize>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        catalogue::MISSING_HEAD,
        span,
        words!("the first row of `{file}` does not name the columns", "“{file}”的第一行不是列名", file = file),
    );
    let begin = wanted.iter().take(4).copied().collect::<Vec<_>>().join(",");
    match later {
        Some(row) => diagnostic
            .note(words!("the names of the columns seem to stand in row {row}", "列名似乎在第 {row} 行", row = row))
            .help(words!("delete the rows above it", "请删除其上方的行")),
        None => diagnostic.help(words!("begin with the row `{begin},…`", "第一行写“{begin},…”", begin = begin)),
    }
}

/// The columns are separated by something else.
pub fn other_separator(head: &Cell, separator: char) -> Diagnostic {
    let name = match separator {
        '\t' => words!("tabs", "制表符"),
        other => words!("`{other}`", "“{other}”", other = other),
    };
    let at = head.text.find(separator).unwrap_or(0);
    let start = head.span.start as usize + at;
    let span = Span::new(head.span.source, start, start + separator.len_utf8());
    Diagnostic::new(
        catalogue::OTHER_SEPARATOR,
        span,
        words!(
            "the columns are separated by {english}, not by commas",
            "各列以{chinese}分隔，而不是逗号",
            english = name.english,
            chinese = name.chinese
        ),
    )
    .help(words!("save the table as “CSV UTF-8 (comma delimited)”", "另存为“CSV UTF-8（逗号分隔）”"))
}
