//! Codes of what is proved about rules before any data exists.

use super::codes;

codes! {
    WEIGHTS_NOT_WHOLE = 450, "weights-not-whole", Error, "The weights below one part do not add up to 100%", "同一部分之下的权重合计不是 100%";
    POINTS_NOT_AS_SAID = 451, "points-not-as-said", Error, "The points below a part are not what it is out of", "部分之下的分值合计与其满分不符";
    EMPTY_PART = 452, "empty-part", Error, "Nothing counts in a part", "部分之中没有任何指标";
    PART_EMPTY_FOR_SOME = 453, "part-empty-for-some", Warning, "Nothing counts in a part for some subjects", "对某些考核对象，部分之中没有任何指标";
    PART_WITHOUT_WEIGHT = 454, "part-without-weight", Error, "A part has no weight while those beside it have", "并列部分有权重而此部分没有";
    INDICATOR_AMONG_PARTS = 455, "indicator-among-weighted-parts", Error, "An indicator stands beside parts that have weights", "指标与有权重的部分并列";
    TOO_FEW_CHILDREN = 456, "too-few-in-part", Error, "A part has fewer than it needs to be applicable", "部分的内容少于其适用所需";
    SUBJECT_WITHOUT_SCORECARD = 457, "subject-without-scorecard", Error, "No scorecard fits some subjects", "某些考核对象没有适用的计分卡";
    SUBJECT_WITH_TWO_SCORECARDS = 458, "subject-with-two-scorecards", Error, "Two scorecards fit the same subjects", "同一考核对象适用两张计分卡";
    SUBJECT_WITH_TWO_GRADES = 459, "subject-with-two-grades", Error, "Two grade schemes fit the same subjects", "同一考核对象适用两种等次办法";
    FITS_NOBODY = 460, "fits-nobody", Error, "An indicator, scorecard or grade is for nobody", "指标、计分卡或等次没有适用对象";
    UNREACHABLE_METHOD = 461, "unreachable-method", Error, "A method stands behind one that can always be applied", "评价方式位于总能适用的方式之后";
    UNREACHABLE_END = 462, "unreachable-end", Error, "The end of a chain stands behind a method that can always be applied", "末项位于总能适用的评价方式之后";
    LATER_METHOD_PAYS_MORE = 463, "later-method-pays-more", Error, "A method can give more than the one before it", "评价方式可得分多于其前一种";
    POINTS_OFF_THE_GRID = 464, "points-off-the-grid", Error, "The points of an indicator cannot be a rounded score", "指标分值不在得分的舍入位上";
    STEPS_BEYOND_POINTS = 465, "steps-beyond-points", Error, "Steps add up to more than the indicator gives", "步骤合计超过指标分值";
    TABLE_GAP = 466, "table-gap", Error, "A value that can come meets no row of a table", "可能出现的值未落入表中任何一行";
    TABLE_OVERLAP = 467, "table-overlap", Error, "A value that can come meets two rows of a table", "可能出现的值落入表中两行";
    DEAD_ROW = 468, "dead-row", Error, "No value that can come meets a row of a table", "没有可能的值落入表中某行";
    DEAD_OTHERWISE = 469, "dead-otherwise", Error, "The rows before `otherwise` hold every value", "“其余”之前各行已包含所有值";
    REVERSED_BAND = 470, "reversed-band", Error, "A band holds no value, for its ends stand the wrong way round", "区间两端颠倒，不含任何值";
    LINE_WITHOUT_WIDTH = 471, "line-without-width", Error, "The two ends of a straight line can be the same number", "直线两端可能是同一个数";
    RESULT_BEYOND_POINTS = 472, "result-beyond-points", Error, "A result lies outside what the indicator can give", "结果超出指标所能给的分数";
    DEAD_WHEN = 473, "dead-when", Error, "A `when` row can never hold", "“当”行永远不会成立";
    SETTLED_CONDITION = 474, "settled-condition", Error, "A comparison comes out the same for every value of an input", "对数据项的任何值，比较的结果都相同";
    DIVISION_BY_ZERO = 475, "division-by-zero", Error, "A divisor can be 0", "除数可能为 0";
    POSSIBLY_MISSING = 476, "possibly-missing", Error, "A value can be missing where nothing says what counts then", "可能缺报之处未写明如何计";
    JUDGE_OF_ITSELF = 477, "judge-of-itself", Error, "A judge is among those it judges", "评定人在被评定对象之中";
    DUE_AFTER_CLOSING = 478, "due-after-closing", Error, "Something is due after the closing day", "期限晚于截止日";
    NO_POSSIBLE_VALUE = 479, "no-possible-value", Error, "No value lies within the bounds of an input", "数据项的取值范围不含任何值";
    UNDECIDED = 480, "undecided", Warning, "Something could be neither shown nor excluded", "既未能证明，也未能排除";
    UNUSED_INPUT = 481, "unused-input", Warning, "An input is asked for and never used", "数据项从未使用";
    UNUSED_LET = 482, "unused-let", Warning, "A named expression is never used", "所设之值从未使用";
    UNUSED_SCALE = 483, "unused-scale", Warning, "A scale is never used", "标准从未使用";
    UNUSED_TABLE = 484, "unused-table", Warning, "A table is never looked up", "对照表从未使用";
    UNUSED_REGISTER = 485, "unused-register", Warning, "No clause reads a register", "台账从未使用";
    UNUSED_CHOICE = 486, "unused-choice", Warning, "A choice is never used", "选项从未使用";
    UNUSED_ROLE = 487, "unused-role", Warning, "Nobody judges or supplies in a role", "角色从未使用";
    DEAD_GRADE = 488, "dead-grade", Error, "A row of a grade can never be met", "等次中某行永远不会成立";
    TOTAL_WITHOUT_GRADE = 489, "total-without-grade", Error, "A total can get no grade", "总分可能没有等次";
    GRADES_REVERSED = 490, "grades-reversed", Error, "An easier grade takes everything from a harder one behind it", "较易的等次写在较难的之前";
    CHAIN_WITHOUT_END = 491, "chain-without-end", Error, "A chain of methods does not say what counts in the end", "评价方式没有末项";
    MISSING_COMPETITOR = 492, "missing-competitor", Error, "A competitor's value can be missing and nothing says what that does", "参评数据可能缺报而未写明如何处理";
    PROPORTION_OF_NEGATIVE = 493, "proportion-of-negative", Error, "A value that points are in proportion to can be below 0", "按比例计分的数值可能小于 0";
    NEVER_ENOUGH_COMPETITORS = 494, "never-enough-competitors", Error, "More must compete than there are", "要求的参评数多于成员数";
    NUMBER_BEYOND_BOUNDS = 495, "number-beyond-bounds", Warning, "A number lies beyond what it is compared with", "数字超出与之比较的值所能达到的范围";
    BEST_OF_ZERO = 496, "best-of-zero", Warning, "A value that points are in inverse proportion to can be 0", "以低为优、按比例计分的数值可能为 0";
    NO_SUCH_MONTHS = 497, "no-such-months", Error, "An example names months that are not those of the year in their order", "示例中的月份不在考核年度内或次序颠倒";
    SAME_WARNING = 498, "same-warning", Error, "Two warnings of an indicator say the same", "同一指标有两条文字相同的预警";
    NOTHING_TO_GAIN = 499, "nothing-to-gain", Warning, "Gains are read that can never come", "读取的加分永远不会有";
}
