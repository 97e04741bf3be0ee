//! Codes of syntax.

use super::codes;

codes! {
    UNEXPECTED = 101, "unexpected-word", Error, "Something stands where something else was expected.", "此处应为其他内容。";
    UNCLOSED_TEXT = 102, "unclosed-text", Error, "A quoted text does not end on its line.", "文字缺少右引号。";
    UNCLOSED_BRACKET = 103, "unclosed-bracket", Error, "A bracket is opened and not closed.", "括号没有闭合。";
    UNCLOSED_BRACE = 104, "unclosed-brace", Error, "A brace is opened and not closed.", "花括号没有闭合。";
    STRAY_BRACE = 105, "stray-brace", Error, "A brace is closed that was never opened.", "多余的右花括号。";
    MISSING_BODY = 106, "missing-body", Error, "An item lacks its body.", "缺少花括号内的内容。";
    UNEXPECTED_BODY = 107, "unexpected-body", Error, "A body stands where none belongs.", "此处不应有花括号内容。";
    BODY_WITHOUT_HEAD = 108, "body-without-head", Error, "A body stands without anything before it.", "花括号前缺少条目。";
    CLAUSE_OUTSIDE = 109, "clause-outside-body", Error, "A clause stands outside any body.", "条款写在了花括号之外。";
    HIDDEN_LETTER = 110, "hidden-character", Error, "A character that cannot be seen, or that turns the order of the text.", "不可见或改变文字方向的字符。";
    NOT_NORMAL = 111, "name-not-normal", Error, "A name is not in Unicode normal form.", "名称不是规范的 Unicode 形式。";
    NUMBER_TOO_LONG = 112, "number-too-long", Error, "A number has more digits than are kept exactly.", "数字位数过多。";
    TOO_DEEP = 113, "nested-too-deep", Error, "Brackets or conditions are nested too deep.", "嵌套过深。";
    FILE_TOO_LARGE = 114, "file-too-large", Error, "A rule file is larger than is read.", "规则文件过大。";
    TOO_COMPLICATED = 115, "too-complicated", Error, "A statement is too complicated to be read.", "语句过于复杂。";
    NO_SUCH_DAY = 116, "no-such-day", Error, "A day that the calendar does not have.", "日期不存在。";
    LINE_OUTSIDE_BAND = 117, "line-outside-band", Error, "A straight line stands where no band with two ends does.", "直线得分只能用于有两端的区间。";
    ROOM_OUTSIDE_STATE = 118, "room-outside-state", Error, "A judge's room stands outside a state.", "评分幅度只能用于描述法。";
    UNKNOWN_METHOD = 119, "unknown-method", Error, "A method that does not exist.", "没有这种评价方式。";
    SAID_TWICE = 120, "option-twice", Error, "The same option is given twice.", "同一选项重复。";
    LIST_IN_REGISTER = 121, "list-in-register", Error, "A list stands where one value of each entry was expected.", "此处应为每条记录的一个值。";
    TABLE_IS_A_NAME = 122, "table-with-path", Error, "A table is looked up by a path.", "对照表应直接写名称。";
}
