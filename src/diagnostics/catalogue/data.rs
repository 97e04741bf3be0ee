//! Codes of submitted data.

use super::codes;

codes! {
    NOT_A_TABLE_FILE = 601, "workbook-for-table", Error, "A data file is a workbook, a web page or another file that is not CSV or JSON", "数据文件是工作簿、网页等，不是 CSV 或 JSON";
    LOST_LETTERS = 602, "lost-letters", Error, "A data file is neither UTF-8 nor GB18030, or holds letters lost in an earlier conversion", "数据文件既非 UTF-8 也非 GB18030，或含有转换中丢失的字";
    UNKNOWN_DATA_FILE = 603, "unknown-data-file", Error, "A data file is named for no kind of subject and no register", "数据文件名不对应任何考核对象或台账";
    MISSING_DATA_FILE = 604, "missing-data-file", Error, "A kind of subject that is scored has no data file", "被考核的对象没有数据文件";
    IGNORED_DATA_FILE = 605, "ignored-data-file", Warning, "A file in the data folder is not read", "数据文件夹中有一个文件未被读取";
    REPEATED_DATA_FILE = 606, "repeated-data-file", Error, "Two files or lists hold the same data", "两个文件或列表对应同一份数据";
    BROKEN_QUOTES = 607, "broken-quotes", Error, "A quotation mark in a CSV file is not closed, or stands where none may", "CSV 文件中的引号未闭合或位置不对";
    BROKEN_JSON = 608, "broken-json", Error, "A JSON file cannot be read, or is not lists of rows by name", "JSON 文件无法读取，或不是按名称排列的行列表";
    MISSING_HEAD = 609, "missing-head", Error, "A table has no row of column names", "表格没有列名行";
    OTHER_SEPARATOR = 610, "other-separator", Error, "The columns of a table are not separated by commas", "表格各列不是用逗号分隔";
    DATA_UNKNOWN_COLUMN = 611, "unknown-data-column", Error, "A column is not asked for", "出现了没有要求的列";
    DATA_REPEATED_COLUMN = 612, "repeated-data-column", Error, "A column stands twice", "同一列出现了两次";
    DATA_MISSING_COLUMN = 613, "missing-data-column", Error, "Columns that are asked for are not there", "缺少要求的列";
    UNNAMED_COLUMN = 614, "unnamed-column", Error, "A column with values has no name", "有内容的列没有列名";
    RAGGED_ROW = 615, "ragged-row", Error, "A row has more or fewer cells than there are columns", "某行的单元格数与列数不符";
    REPEATED_ID = 616, "repeated-id", Error, "Several rows have the same id", "多行使用同一编号";
    EMPTY_IDENTITY = 617, "empty-identity", Error, "An id, name, sequence, parent or subject is empty", "编号、名称、序列、所在单位或对象为空";
    UNSEEN_CHARACTER = 618, "unseen-character", Error, "A cell holds a character that cannot be seen", "单元格中有看不见的字符";
    STRAY_SPACE = 619, "stray-space", Error, "A value has spaces around it", "内容前后有空格";
    ID_AS_NUMBER = 620, "id-as-number", Error, "An id was treated as a number", "编号被当作数字处理";
    DATA_UNKNOWN_SEQUENCE = 621, "unknown-sequence-in-data", Error, "A sequence is not declared", "序列未声明";
    DATA_UNKNOWN_PARENT = 622, "unknown-parent-in-data", Error, "A parent is nobody in the data", "所在单位不在数据中";
    AMBIGUOUS_PARENT = 623, "ambiguous-parent", Error, "A parent could be one of two subjects of different kinds", "所在单位可能指不同类别的两个对象";
    PARENT_OF_WRONG_KIND = 624, "parent-of-wrong-kind", Error, "A parent is of a kind that cannot be one", "所在单位的类别不对";
    DATA_UNDECLARED_MEMBER = 625, "undeclared-member-in-data", Error, "An id is not among the declared members", "编号不在声明的成员中";
    ABSENT_MEMBER = 626, "absent-member", Warning, "A declared member has no row", "声明的成员没有数据行";
    MALFORMED_NUMBER = 627, "malformed-number", Error, "A number is not written in the plain form", "数字不是规定的写法";
    THOUSANDS_SEPARATOR = 628, "thousands-separator", Error, "A number is written with separators", "数字中有千位分隔符";
    FULL_WIDTH_DIGITS = 629, "full-width-digits", Error, "A value is written in full-width characters", "内容使用了全角字符";
    DATA_NUMBER_TOO_LONG = 630, "overlong-number-in-data", Error, "A number has more digits than are kept exactly", "数字位数超出可精确保存的范围";
    WORD_IN_NUMBER = 631, "word-in-number", Error, "A word stands beside a number", "数字旁带有文字";
    PERCENT_IN_PLAIN_NUMBER = 632, "percent-in-plain-number", Error, "A percent stands where a plain number is asked for", "应填普通数字处填了百分数";
    PERCENT_WITHOUT_SIGN = 633, "percent-without-sign", Error, "A percent is written without its sign", "百分数没有写百分号";
    COUNT_NOT_WHOLE = 634, "count-not-whole", Error, "A count is negative or has a fraction", "计数为负数或带小数";
    SPREADSHEET_ERROR = 635, "spreadsheet-error", Error, "A cell holds the error of a spreadsheet formula", "单元格中是电子表格公式的错误值";
    DATA_NO_SUCH_DAY = 636, "no-such-day-in-data", Error, "A date does not exist", "日期不存在";
    OTHER_DATE_FORM = 637, "other-date-form", Error, "A date is written in another form", "日期不是规定的写法";
    DATA_UNKNOWN_CHOICE = 638, "unknown-choice-in-data", Error, "A value is not one of the choice", "内容不在可选范围内";
    NOT_YES_OR_NO = 639, "not-yes-or-no", Error, "A flag is neither yes nor no", "是否项填的既不是“是”也不是“否”";
    WRONG_STEP_ANSWER = 640, "wrong-step-answer", Error, "A step is answered in a way that does not fit it", "步骤的填报方式不对";
    NOT_APPLICABLE_TYPED = 641, "typed-not-applicable", Error, "\"not applicable\" was typed as an answer", "填报了“不适用”";
    UNDECLARED_MISSING = 642, "undeclared-missing-token", Error, "A word for \"nothing\" is not declared in the rulebook", "表示“无”的写法未在考核规则中声明";
    POINTS_NOT_ASKED = 643, "points-not-asked", Error, "Points were given for a state that leaves the judge no range", "所评描述没有评分幅度，却填了分数";
    POINTS_OUT_OF_RANGE = 644, "points-out-of-range", Error, "Points lie outside the range of the state judged", "分数超出所评描述的评分幅度";
    DATA_UNKNOWN_SUBJECT = 645, "unknown-subject-in-data", Error, "A row or field names a subject that is not in the data", "某行或某字段所指的对象不在数据中";
    EMPTY_FIELD = 646, "empty-field", Error, "A field of a register that must be filled is empty", "台账中必填的字段为空";
    WRONG_JSON_VALUE = 647, "wrong-json-value", Error, "A JSON value is of a kind its column does not take", "JSON 值的类型与列不符";
    BALLOT_UNKNOWN_INDICATOR = 648, "unknown-indicator-of-ballots", Error, "Ballots are for an indicator that has no survey", "测评票所属指标没有测评";
    BALLOT_UNKNOWN_GROUP = 649, "unknown-group-of-ballots", Error, "Ballots are of a group that the survey does not have", "测评票所属测评组不存在";
}
