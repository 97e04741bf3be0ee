//! Codes of types and units.

use super::codes;

codes! {
    MIXED_TYPES = 301, "mixed-types", Error, "Values of different kinds are added, compared or listed together", "不同类型的值被相加、比较或并列";
    NOT_A_NUMBER = 302, "not-a-number", Error, "Something else stands where a number is needed", "此处应为数值";
    NOT_A_CONDITION = 303, "not-a-condition", Error, "Something else stands where a condition is needed", "此处应为条件";
    UNEXPECTED_TYPE = 304, "unexpected-type", Error, "A value is not of the type its place asks for", "值的类型与此处不符";
    NOT_POINTS = 305, "not-points", Error, "Something else stands where points are needed", "此处应为分";
    MIXED_PAY = 306, "mixed-points-and-percents", Error, "Points and percents of the full points stand in one table", "同一张表混用分数和百分比";
    UNORDERED = 307, "no-order", Error, "Values without an order are asked for higher and lower", "对没有高低之分的值比较高低";
    WRONG_GRID = 308, "wrong-rounding-grid", Error, "A percent is rounded to decimals, or another number to percents", "舍入的位数与值的类型不符";
    PERCENT_OF_PERCENT = 309, "percent-of-percent", Error, "A step of a percent is written as a percent", "百分比的步长写成了百分比";
    NOT_FIXED = 310, "value-not-fixed", Error, "A value that must be fixed depends on data", "应为固定值处依赖数据";
    WRONG_NUMBER_OF_ARGUMENTS = 311, "wrong-number-of-arguments", Error, "A scale, pattern or table gets too few or too many values", "标准、模板或对照表的参数个数不符";
    WRONG_KEY = 312, "wrong-key", Error, "A table is looked up by something it has no line for", "查表所用的值在表中没有";
    NUMBER_OUT_OF_PLACE = 313, "number-out-of-place", Error, "A number lies outside what its place allows", "数字超出此处允许的范围";
    IMPOSSIBLE_DAY = 314, "impossible-day", Error, "A day does not exist in the rulebook's year", "规则年度没有这一天";
    EMPTY_RANGE = 315, "empty-range", Error, "Nothing lies between two ends", "两端之间没有任何值";
    NO_FULL_POINTS = 316, "no-full-points", Error, "A share is taken of full points that are not there", "此处没有可供取百分比的满分";
    CANNOT_GATHER = 317, "cannot-gather", Error, "A function is applied to what it cannot gather", "函数无法汇总这样的内容";
    KEY_WITHOUT_ORDER = 318, "key-without-order", Error, "A contest is decided by something without an order", "评比所依内容分不出优劣";
    MONTHLY_WITHOUT_FUNCTION = 320, "monthly-without-function", Error, "A value of each month stands where one value is needed", "应为单个值处写了按月的数据项";
    NOT_MONTHLY = 321, "not-monthly", Error, "A function over months is applied to what is not monthly", "对非按月的数据项使用按月函数";
    ONLY_OVER_MONTHS = 322, "only-over-months", Error, "A function for months alone stands elsewhere", "按月函数用错了地方";
    WITHOUT_FUNCTION = 323, "losses-without-function", Error, "What others lost is read without a function over them", "读取失分时未写明取合计、平均还是最高";
    NOT_ANSWERED_FOR = 324, "nobody-named-to-answer", Error, "It is not said who answers for what others lost", "未写明对失分由谁负责";
    NOT_A_SHARE = 325, "cap-for-each-of-no-share", Error, "A cap for each source stands on something else than a share of what they lost", "按来源封顶的扣分不是失分的一定比例";
}
