//! Messages about numbers.

use super::{guess, sure, typed};
use crate::data::table::Cell;
use crate::data::unseen::shown;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::text::Words;
use crate::words;

/// A fix, where there is one.
fn with(diagnostic: Diagnostic, cell: &Cell, better: Option<&str>, wanted: &Words) -> Diagnostic {
    match better {
        Some(better) => guess(diagnostic, cell, better),
        None => diagnostic.help(words!("write {english}", "请填写{chinese}", english = wanted.english, chinese = wanted.chinese)),
    }
}

/// Not a number in the one form we read.
pub fn malformed_number(cell: &Cell, wanted: &Words, better: Option<&str>, shortened: bool) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        catalogue::MALFORMED_NUMBER,
        cell.span,
        words!(
            "expected {english}, found `{text}`",
            "应为{chinese}，实为“{text}”",
            english = wanted.english,
            chinese = wanted.chinese,
            text = shown(&cell.text)
        ),
    );
    let diagnostic = if shortened {
        diagnostic.note(words!(
            "a spreadsheet shortens long numbers like this, and digits may be lost: format the column as a number",
            "电子表格会这样缩写长数字，可能已丢失位数：请将该列设为数值格式"
        ))
    } else {
        diagnostic
    };
    with(diagnostic, cell, better, wanted)
}

/// Separators between thousands.
pub fn thousands_separator(cell: &Cell, better: Option<&str>, wanted: &Words) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        catalogue::THOUSANDS_SEPARATOR,
        cell.span,
        words!("`{text}` is written with separators between its digits", "“{text}”的数字之间有分隔符", text = shown(&cell.text)),
    );
    with(diagnostic, cell, better, wanted)
}

/// Full-width characters in a number, a percent or a date.
pub fn full_width_digits(cell: &Cell, better: Option<&str>, wanted: &Words) -> Diagnostic {
    let text = shown(&cell.text);
    let message = if cell.text.contains('\u{2212}') {
        words!("`{text}` has another minus sign than `-`", "“{text}”的负号不是“-”", text = text)
    } else {
        words!("`{text}` is written in full-width characters", "“{text}”使用了全角字符", text = text)
    };
    let diagnostic = Diagnostic::new(catalogue::FULL_WIDTH_DIGITS, cell.span, message);
    match better {
        Some(better) => sure(diagnostic, cell, better),
        None => with(diagnostic, cell, None, wanted),
    }
}

/// More digits than are kept.
pub fn number_too_long(cell: &Cell) -> Diagnostic {
    Diagnostic::new(
        catalogue::DATA_NUMBER_TOO_LONG,
        cell.span,
        words!("`{text}` has more than 28 digits", "“{text}”超过 28 位数字", text = shown(&cell.text)),
    )
    .help(words!("round it to the digits that were measured", "请按实际精度保留位数"))
}

/// A word or unit beside the number. `unit` is the one the column is in, `known` that of the word.
pub fn word_in_number(cell: &Cell, word: &str, unit: Option<&str>, better: Option<&str>, wanted: &Words) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        catalogue::WORD_IN_NUMBER,
        cell.span,
        words!("`{word}` stands beside the number in `{text}`", "“{text}”的数字旁有“{word}”", word = shown(word), text = shown(&cell.text)),
    );
    let diagnostic = match unit {
        Some(unit) => {
            diagnostic.note(words!("this column is in {unit}, and holds the number alone", "该列以{unit}为单位，只填数字", unit = unit))
        }
        None => diagnostic.note(words!("the cell holds the number alone", "单元格只填数字")),
    };
    with(diagnostic, cell, better, wanted)
}

/// A percent where a plain number is asked for.
pub fn percent_in_plain_number(cell: &Cell, wanted: &Words) -> Diagnostic {
    Diagnostic::new(
        catalogue::PERCENT_IN_PLAIN_NUMBER,
        cell.span,
        words!(
            "expected {english}, found the percent `{text}`",
            "应为{chinese}，实为百分数“{text}”",
            english = wanted.english,
            chinese = wanted.chinese,
            text = shown(&cell.text)
        ),
    )
    .help(words!(
        "write {english}, without a percent sign",
        "请填写{chinese}，不带百分号",
        english = wanted.english,
        chinese = wanted.chinese
    ))
}

/// A percent, or percentage points, without the sign that says so.
pub fn percent_without_sign(cell: &Cell, candidates: &[String], points: bool) -> Diagnostic {
    let text = shown(&cell.text);
    let message = if points {
        words!("`{text}` does not say that it counts percentage points", "“{text}”没有写明是百分点", text = text)
    } else {
        words!("`{text}` has no percent sign", "“{text}”没有百分号", text = text)
    };
    let diagnostic = Diagnostic::new(catalogue::PERCENT_WITHOUT_SIGN, cell.span, message);
    match candidates {
        [only] => guess(diagnostic, cell, only),
        [first, second, ..] => diagnostic.help(words!(
            "write `{first}` or `{second}`, whichever is meant",
            "请按实际写成“{first}”或“{second}”",
            first = typed(cell, first),
            second = typed(cell, second)
        )),
        [] => diagnostic.help(words!("write a percent, such as `98%`", "请填写百分数，如“98%”")),
    }
}

/// A count that is none.
pub fn count_not_whole(cell: &Cell, negative: bool) -> Diagnostic {
    let text = shown(&cell.text);
    let message = if negative {
        words!("`{text}` is negative, and a count cannot be", "“{text}”是负数，而计数不能为负", text = text)
    } else {
        words!("`{text}` has a fraction, and a count cannot", "“{text}”带有小数，而计数必须是整数", text = text)
    };
    Diagnostic::new(catalogue::COUNT_NOT_WHOLE, cell.span, message).help(words!("write a whole number, such as `12`", "请填写整数，如“12”"))
}
