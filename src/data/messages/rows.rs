//! Messages about rows and whom they are about.

use super::files::{Lost, lost_letters};
use super::{guess, listed, sure};
use crate::data::table::{Cell, Form};
use crate::data::unseen::{Unseen, shown};
use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::{Span, Words, counted};
use crate::words;

/// A row with too many or too few cells.
pub fn ragged_row(span: Span, row: usize, cells: usize, columns: usize) -> Diagnostic {
    let help = if cells > columns {
        words!("put a cell that has a comma in it between quotation marks: `\"a, b\"`", "单元格内有逗号时，请用引号括起：“\"a, b\"”")
    } else if cells == 1 {
        words!(
            "delete the row if it is a remark; else add the missing commas: an empty cell still has its comma",
            "若为附注，请删去该行；否则请补上缺少的逗号：空单元格也要有逗号"
        )
    } else {
        words!("add the missing commas: an empty cell still has its comma", "请补上缺少的逗号：空单元格也要有逗号")
    };
    Diagnostic::new(
        catalogue::RAGGED_ROW,
        span,
        words!(
            "row {row} has {there} where there {are} {width}",
            "第 {row} 行有 {cells} 个单元格，而表格有 {columns} 列",
            row = row,
            there = counted(cells, "cell"),
            cells = cells,
            are = if columns == 1 { "is" } else { "are" },
            width = counted(columns, "column"),
            columns = columns
        ),
    )
    .note(words!("which cell belongs to which column cannot be known, so none was read", "无法判断各单元格属于哪一列，因此均未读取"))
    .help(help)
}

/// An id that several rows have: all of them, in order.
pub fn repeated_id(cells: &[Cell]) -> Option<Diagnostic> {
    let [first, second, rest @ ..] = cells else { return None };
    let rows: Vec<String> = cells.iter().map(|cell| cell.row.to_string()).collect();
    let message =
        words!("`{id}` is the id of rows {rows}", "第 {rows} 行的编号都是“{id}”", id = shown(&second.text), rows = rows.join(", "));
    let mut diagnostic =
        Diagnostic::new(catalogue::REPEATED_ID, second.span, message).related(first.span, words!("here first", "首次出现在这里"));
    for cell in rest {
        diagnostic = diagnostic.related(cell.span, words!("and here", "又出现在这里"));
    }
    Some(
        diagnostic
            .note(words!("no row wins over another: all are refused", "各行不分先后，均不予计分"))
            .help(words!("give each subject one row and an id of its own", "每个对象只保留一行，并使用各自的编号")),
    )
}

/// A row of totals below those of the subjects.
pub fn total_row(cell: &Cell, row: usize) -> Diagnostic {
    of_nobody(
        cell,
        words!(
            "row {row} is about no subject: `{text}` seems to head its totals",
            "第 {row} 行不是考核对象：“{text}”似为合计行",
            row = row,
            text = shown(&cell.text)
        ),
    )
    .note(words!("what the rows come to is worked out from them", "合计由各行算出，不必填报"))
    .help(words!("delete the row", "请删去该行"))
}

/// An empty cell in a column that says who a row is about.
pub fn empty_identity(cell: &Cell, what: &Words) -> Diagnostic {
    let (english, chinese) = (&what.english, &what.chinese);
    of_nobody(cell, words!("the {english} is empty", "{chinese}为空", english = english, chinese = chinese)).help(words!(
        "fill in the {english}",
        "请填写{chinese}",
        english = english,
        chinese = chinese
    ))
}

fn of_nobody(cell: &Cell, message: Words) -> Diagnostic {
    Diagnostic::new(catalogue::EMPTY_IDENTITY, cell.span, message)
}

/// Letters that are not what they seem, or were lost; `clean` is the text as it seems.
pub fn unseen(cell: &Cell, unseen: Unseen, clean: &str) -> Diagnostic {
    let text = shown(&cell.text);
    let code = |letter: char| format!("U+{:04X}", u32::from(letter));
    // Where the text stands as written, the caret is under the character itself.
    let under = |at: usize, letter: char| {
        let start = cell.span.start as usize + at;
        match cell.form {
            Form::Bare | Form::Quoted => Span::new(cell.span.source, start, start + letter.len_utf8()),
            Form::JsonEscaped | Form::JsonNumber | Form::JsonFlag | Form::JsonNested | Form::JsonTwice | Form::JsonDoubtful => cell.span,
        }
    };
    let (span, message) = match unseen {
        Unseen::Lost(_) => return lost_letters(cell.span, Lost::Mark(&cell.text)),
        Unseen::At(at, letter) => (
            under(at, letter),
            words!(
                "`{text}` holds {code}, a character that cannot be seen",
                "“{text}”中有看不见的字符 {code}",
                text = text,
                code = code(letter)
            ),
        ),
        Unseen::Space(at, letter) => (
            under(at, letter),
            words!(
                "`{text}` holds {code}, a character that only looks like a space",
                "“{text}”中有形似空格的字符 {code}",
                text = text,
                code = code(letter)
            ),
        ),
        Unseen::Compatibility(at, letter, plain) => (
            under(at, letter),
            words!(
                "`{text}` holds {code}, a compatibility form of `{plain}`",
                "“{text}”中的字符 {code} 是“{plain}”的兼容字形",
                text = text,
                code = code(letter),
                plain = plain
            ),
        ),
        Unseen::Apart => (
            cell.span,
            words!(
                "`{text}` is not in Unicode normal form: a letter and its accent stand apart",
                "“{text}”不是规范的 Unicode 形式：字母与其附加符号是分开的",
                text = text
            ),
        ),
    };
    let diagnostic = Diagnostic::new(catalogue::UNSEEN_CHARACTER, span, message)
        .note(words!("two texts that look alike would count as different", "看上去相同的两段文字会被当作不同"));
    sure(diagnostic, cell, clean)
}

/// Spaces around a value, or inside it where none may be.
pub fn stray_space(cell: &Cell, clean: &str) -> Diagnostic {
    let message = if clean.is_empty() {
        words!("there is nothing but spaces in the cell", "单元格中只有空格")
    } else if cell.text.trim() == cell.text {
        words!("`{text}` has spaces in it", "“{text}”中间有空格", text = shown(&cell.text))
    } else {
        words!("`{text}` has spaces around it", "“{text}”前后有空格", text = shown(&cell.text))
    };
    sure(Diagnostic::new(catalogue::STRAY_SPACE, cell.span, message), cell, clean)
}

/// An id, name or text that is a number in JSON, or that a spreadsheet turned into one.
pub fn id_as_number(cell: &Cell, wanted: &Words) -> Diagnostic {
    let text = shown(&cell.text);
    let (english, chinese) = (&wanted.english, &wanted.chinese);
    match cell.form {
        Form::JsonNumber | Form::JsonFlag | Form::JsonNested | Form::JsonTwice | Form::JsonDoubtful => sure(
            Diagnostic::new(
                catalogue::ID_AS_NUMBER,
                cell.span,
                words!(
                    "expected {english} between quotation marks, found `{text}`",
                    "应为写在引号内的{chinese}，实为“{text}”",
                    english = english,
                    chinese = chinese,
                    text = text
                ),
            )
            .note(words!(
                "as a number an id loses its leading zeros, and a long one its last digits",
                "编号若作为数字，会丢失开头的零和过长的尾数"
            )),
            cell,
            &cell.text,
        ),
        Form::Bare | Form::Quoted | Form::JsonEscaped => Diagnostic::new(
            catalogue::ID_AS_NUMBER,
            cell.span,
            words!("`{text}` was shortened by a spreadsheet", "“{text}”被电子表格缩成了科学计数", text = text),
        )
        .note(words!("a spreadsheet keeps only 15 digits of a number", "电子表格的数字只保留 15 位"))
        .help(words!(
            "format the column as text, and fill in {english} again from its source",
            "将该列设为文本格式，按原始资料重新填写{chinese}",
            english = english,
            chinese = chinese
        )),
    }
}

/// A sequence that is not one of the declared.
pub fn unknown_sequence(cell: &Cell, names: &[&str], near: Option<(&str, bool)>) -> Diagnostic {
    let text = shown(&cell.text);
    let message = if names.is_empty() {
        words!("`{text}` is given as a sequence, but none is declared", "填写了序列“{text}”，但规则没有声明序列", text = text)
    } else {
        let names = listed(names.iter().copied(), 8);
        words!(
            "expected one of {english}, found `{text}`",
            "序列应为{chinese}之一，实为“{text}”",
            english = names.english,
            chinese = names.chinese,
            text = text
        )
    };
    let diagnostic = Diagnostic::new(catalogue::DATA_UNKNOWN_SEQUENCE, cell.span, message);
    match near {
        Some((name, true)) => sure(diagnostic, cell, name),
        Some((name, false)) => guess(diagnostic.help(words!("did you mean `{name}`?", "是否应为“{name}”？", name = name)), cell, name),
        None if names.is_empty() => sure(diagnostic, cell, ""),
        None => diagnostic.help(words!("write one of the declared names", "请填写已声明的名称")),
    }
}

/// A parent that is not in the data.
pub fn unknown_parent(cell: &Cell, levels: &[&str], near: Option<&str>) -> Diagnostic {
    let text = shown(&cell.text);
    if levels.is_empty() {
        let diagnostic = Diagnostic::new(
            catalogue::DATA_UNKNOWN_PARENT,
            cell.span,
            words!(
                "`{text}` is given as the parent, but this kind of subject has none",
                "填写了所在单位“{text}”，但此类对象没有所在单位",
                text = text
            ),
        );
        return sure(diagnostic, cell, "");
    }
    let levels = listed(levels.iter().copied(), 8);
    let diagnostic = Diagnostic::new(
        catalogue::DATA_UNKNOWN_PARENT,
        cell.span,
        words!(
            "no {english} has the id `{text}`",
            "没有编号为“{text}”的{chinese}",
            english = levels.english.replace(", ", " or "),
            chinese = levels.chinese.replace('、', "或"),
            text = text
        ),
    );
    match near {
        Some(name) => guess(diagnostic.help(words!("did you mean `{name}`?", "是否应为“{name}”？", name = name)), cell, name),
        None => diagnostic.help(words!("write the id of a row that is there, or add that row", "请填写已有行的编号，或补上该行")),
    }
}

/// A parent's id that two kinds of subject have.
pub fn ambiguous_parent(cell: &Cell, levels: &[&str], places: &[Span]) -> Diagnostic {
    let levels = listed(levels.iter().copied(), 8);
    let mut diagnostic = Diagnostic::new(
        catalogue::AMBIGUOUS_PARENT,
        cell.span,
        words!(
            "`{text}` is an id of {english}: which is the parent cannot be known",
            "{chinese}中都有编号“{text}”，无法判断所在单位是哪一个",
            text = shown(&cell.text),
            english = levels.english.replace(", ", " and of "),
            chinese = levels.chinese
        ),
    );
    for place in places {
        diagnostic = diagnostic.related(*place, words!("this one?", "是这一个吗？"));
    }
    diagnostic.help(words!("give the two different ids", "请为两者使用不同的编号"))
}

/// A parent that exists, of a kind that cannot be one.
pub fn parent_of_wrong_kind(cell: &Cell, is: &str, place: Span, levels: &[&str]) -> Diagnostic {
    let levels = listed(levels.iter().copied(), 8);
    Diagnostic::new(
        catalogue::PARENT_OF_WRONG_KIND,
        cell.span,
        words!(
            "expected the id of a {english}, found the `{is}` `{text}`",
            "所在单位应为{chinese}，而“{text}”属于“{is}”",
            english = levels.english.replace(", ", " or "),
            chinese = levels.chinese.replace('、', "或"),
            is = is,
            text = shown(&cell.text)
        ),
    )
    .related(place, words!("it stands here", "它在这里"))
    .help(words!("write the id of the subject it belongs to", "请填写其所在单位的编号"))
}

/// An id that is not among the declared members.
pub fn undeclared_member(cell: &Cell, level: &str, names: &[&str], near: Option<(&str, bool)>, declared: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        catalogue::DATA_UNDECLARED_MEMBER,
        cell.span,
        words!(
            "`{text}` is not a declared member of `{level}`",
            "“{text}”不是“{level}”声明的成员",
            text = shown(&cell.text),
            level = level
        ),
    )
    .related(declared, words!("the members are declared here", "成员在这里声明"));
    match near {
        Some((name, true)) => sure(diagnostic, cell, name),
        Some((name, false)) => guess(diagnostic.help(words!("did you mean `{name}`?", "是否应为“{name}”？", name = name)), cell, name),
        None => {
            let names = listed(names.iter().copied(), 8);
            diagnostic.help(words!(
                "write one of {english}, or add it to `members`",
                "请填写{chinese}之一，或将其加入“成员”",
                english = names.english,
                chinese = names.chinese
            ))
        }
    }
}

/// Declared members without a row, all of one kind in one finding.
pub fn absent_members(span: Span, file: &str, names: &[(&str, Option<&str>, Span)]) -> Diagnostic {
    let list = listed(names.iter().map(|(name, ..)| *name), 8);
    let mut diagnostic = Diagnostic::new(
        catalogue::ABSENT_MEMBER,
        span,
        words!(
            "`{file}` has no row for {english}",
            "“{file}”中没有{chinese}的数据行",
            file = file,
            english = list.english,
            chinese = list.chinese
        ),
    )
    .note(words!("it is not scored; if its row was lost, nobody would notice", "该成员不会被计分；若是数据行遗失，将无人察觉"));
    for (name, title, declared) in names {
        diagnostic =
            diagnostic.related(*declared, words!("{shown} is declared here", "“{shown}”在这里声明", shown = title.unwrap_or(name)));
    }
    diagnostic.help(words!("add the row, with empty cells where nothing was answered", "请补上该行；没有填报的单元格留空"))
}

/// Whom an id was meant to name.
#[derive(Clone, Copy, Debug)]
pub enum Naming {
    /// The subject a row of a register or of months is about.
    Entry,
    /// A declared member that has no row, whom such a row is about.
    AbsentEntry,
    /// A subject named in a field.
    Field,
    /// The subject a ruling is about.
    Ruling,
}

/// An id of nobody.
pub fn unknown_subject(cell: &Cell, level: &str, naming: Naming, near: Option<(&str, bool)>) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        catalogue::DATA_UNKNOWN_SUBJECT,
        cell.span,
        words!("no `{level}` has the id `{text}`", "没有编号为“{text}”的“{level}”", level = level, text = shown(&cell.text)),
    );
    match naming {
        Naming::Entry => {
            diagnostic = diagnostic.note(words!(
                "nobody can tell whom this row is about: until it is put right, every result it could change is provisional",
                "无法判断此行属于谁：改正之前，凡可能因此变动的结果均为暂定"
            ));
        }
        Naming::AbsentEntry => {
            diagnostic = diagnostic.note(words!(
                "it is a declared member without a row of its own, so this row counts for nobody who is scored",
                "该成员已声明但没有自己的数据行，此行不计入任何被计分的对象"
            ));
        }
        Naming::Ruling => {
            diagnostic = diagnostic.note(words!(
                "nobody can tell whom this ruling is about: until it is put right, every result it could change is provisional",
                "无法判断此项处理意见针对谁：改正之前，凡可能因此变动的结果均为暂定"
            ));
        }
        Naming::Field => {}
    }
    match near {
        Some((id, true)) => sure(diagnostic, cell, id),
        Some((id, false)) => guess(diagnostic.help(words!("did you mean `{id}`?", "是否应为“{id}”？", id = id)), cell, id),
        None => diagnostic.help(words!("write an id as it stands in the data of `{level}`", "请填写“{level}”数据中的编号", level = level)),
    }
}

/// Why the answers of a row are not read, for rows that are refused as a whole.
pub fn refused_with(what: &Words) -> Words {
    words!("the row is refused: {english}", "该行不予计分：{chinese}", english = what.english, chinese = what.chinese)
}
