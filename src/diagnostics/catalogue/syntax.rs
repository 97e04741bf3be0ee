//! Codes of syntax.

use super::codes;

codes! {
    UNEXPECTED = 101, "unexpected-word", Error, "Something stands where something else was expected", "此处应为其他内容";
    MISSPELT = 102, "misspelt-keyword", Error, "A keyword is misspelt", "关键词写错";
    UNCLOSED_TEXT = 103, "unclosed-text", Error, "A quoted text does not end on its line", "文字缺少右引号";
    UNCLOSED_BRACKET = 104, "unclosed-bracket", Error, "A bracket is opened and not closed", "括号没有闭合";
    UNCLOSED_BRACE = 105, "unclosed-brace", Error, "A brace is opened and not closed", "花括号没有闭合";
    STRAY_BRACE = 106, "stray-brace", Error, "A brace closes nothing", "多余的右花括号";
    MISSING_BODY = 107, "missing-body", Error, "What needs a body has none", "缺少花括号内的内容";
    UNEXPECTED_BODY = 108, "unexpected-body", Error, "A body stands where none belongs", "此处不应有花括号内容";
    BODY_WITHOUT_HEAD = 109, "body-without-head", Error, "A body belongs to nothing", "花括号前没有条款";
    CLAUSE_OUTSIDE = 110, "clause-outside-body", Error, "A clause stands outside any body", "条款写在了花括号之外";
    HIDDEN_LETTER = 111, "hidden-character", Error, "A character cannot be seen or turns the order of the text", "不可见或改变文字方向的字符";
    NOT_NORMAL = 112, "name-not-normal", Error, "A name is not in Unicode normal form", "名称不是规范的 Unicode 形式";
    NUMBER_TOO_LONG = 113, "number-too-long", Error, "A number has more digits than are kept exactly", "数字位数过多";
    TOO_DEEP = 114, "nested-too-deep", Error, "Brackets, braces or conditions are nested too deep", "嵌套过深";
    TOO_LONG = 115, "too-long", Error, "A clause or a file is too long to be read", "条款或文件过长";
    NO_SUCH_DAY = 116, "no-such-day", Error, "The calendar has no such day", "日期不存在";
    LINE_OUTSIDE_BAND = 117, "line-outside-band", Error, "A straight line stands where there is no band with two ends", "直线得分没有对应的区间";
    ROOM_OUTSIDE_STATE = 118, "room-outside-state", Error, "A judge's room stands outside a state", "评分幅度只能用于描述法";
    UNKNOWN_METHOD = 119, "unknown-method", Error, "There is no such method", "没有这种评价方式";
    SAID_TWICE = 120, "option-twice", Error, "One clause says the same thing twice", "同一条款中重复";
    LIST_IN_REGISTER = 121, "list-in-register", Error, "A list stands where one value of each entry was expected", "应为每条记录的一个值";
    TABLE_IS_A_NAME = 122, "table-with-path", Error, "A table is looked up by a path", "对照表应直接写名称";
    MISSING_SPACE = 123, "missing-space", Error, "A keyword runs into what follows it", "关键词后缺少空格";
    WRONG_SIGN = 124, "wrong-sign", Error, "One of `=>`, `=` and `:` stands for another", "“=>”、“=”、“:”用错";
    NEEDLESS_SIGN = 125, "needless-sign", Error, "A sign stands behind a keyword that needs none", "关键词后多了符号";
    COMPARISON_SIGN = 126, "comparison-sign", Error, "A comparison is written as in a program", "比较符号写法不对";
    LOGIC_SIGN = 127, "logic-sign", Error, "And, or, not are written as signs", "逻辑词写成了符号";
    CHAINED_COMPARISON = 128, "chained-comparison", Error, "A comparison is compared again", "比较之后再比较";
    DASH_BAND = 129, "dash-for-band", Error, "A range is written with a dash", "范围写成了横线";
    QUOTATION_MARKS = 130, "wrong-quotation-marks", Error, "A text stands in quotation marks that are not read", "引号种类不对";
    MISSING_QUOTES = 131, "missing-quotation-marks", Error, "A title lacks its quotation marks", "标题缺少引号";
    COMMENT_SIGN = 132, "wrong-comment-sign", Error, "A comment begins with a sign that is not read", "注释符号不对";
    KEYWORD_CASE = 133, "keyword-in-capitals", Error, "A keyword is written with capitals", "关键词大小写不对";
    ELSE_IF = 134, "else-if", Error, "A condition stands behind the `else` of a chain", "“否则”后面带了条件";
    ELSE_IF_JOINED = 135, "joined-else-if", Error, "Else and if are written as one word", "“否则”与“若”写成了一个词";
    COMMA_IN_NUMBER = 136, "comma-in-number", Error, "A number is written with a comma", "数字中有逗号";
    EXPONENT = 137, "exponent-in-number", Error, "A number is written with an exponent", "数字用了指数形式";
    SPACE_BEFORE_PERCENT = 138, "space-before-percent", Error, "A percent sign stands apart from its number", "百分号与数字分开";
    NAME_BEGINS_WITH_DIGIT = 139, "name-begins-with-digit", Error, "A name begins with a digit", "名称以数字开头";
    DAY_FORM = 140, "day-in-another-form", Error, "A day is written in a form that is not read", "日期写法不对";
    MONTH = 141, "misspelt-month", Error, "A month is misspelt or shortened", "月份写错";
    OTHER_WORDS = 142, "other-words", Error, "Something is said in words that are not of the language", "用了语言以外的说法";
    RANGE_AND_LINE = 143, "range-and-line-mixed", Error, "A range is written as a straight line, or the other way round", "“至”与“到”混用";
    RESERVED_NAME = 144, "reserved-name", Error, "A word of the language is used as a name", "保留词用作名称";
    LINE_BEGINS_WITH_OPERATOR = 145, "line-begins-with-operator", Error, "A line begins with an operator", "一行以运算符开头";
    DEFAULT_OR_CHAIN = 146, "default-or-chain", Error, "An else could be a default or the next method", "“否则”含义不明";
    TWO_CLAUSES = 147, "two-clauses-on-a-line", Error, "Two clauses stand on one line", "一行写了两个条款";
}
