//! Codes of months, and of what lies after the day of scoring.

use super::codes;

codes! {
    AFTER_SCORING_DAY = 680, "after-scoring-day", Warning, "Something is dated after the day of scoring", "发生日期在计分日之后";
    MALFORMED_MONTH = 681, "malformed-month", Error, "A month is not written in the plain form", "月份不是规定的写法";
    MONTH_OF_OTHER_YEAR = 682, "month-of-other-year", Error, "A month lies outside the year that is judged", "月份不在考核年度内";
    REPEATED_MONTH = 683, "repeated-month", Error, "A subject has two rows for one month", "同一对象同一月份有两行";
    MISSING_MONTHS = 684, "missing-months", Error, "There is no table of monthly values", "缺少按月数据";
}
