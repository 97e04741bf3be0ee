//! Codes of what a rule means.

use super::codes;

codes! {
    POLICY_OF_ONE = 400, "policy-of-one", Warning, "What is not applicable is to count in a part that has nothing beside it", "部分只有一项内容，却写明不适用时如何计";
    LEFT_UNSAID = 401, "left-unsaid", Error, "Something that must be said is not", "缺少必须写明的内容";
    REPEATED = 402, "said-twice", Error, "Something is said twice", "同一内容重复";
    CONTRADICTING_OPTIONS = 403, "contradicting-options", Error, "Options of a part exclude each other", "部分的选项互相矛盾";
    MISPLACED_IN_PART = 404, "misplaced-in-part", Error, "A clause of the scorecard stands inside a part", "计分卡的条款写在了部分内";
    POINTS_OF_ADJUSTMENT = 405, "points-of-adjustment", Error, "The points of an indicator do not fit its part", "指标的分值与所属部分不符";
    MISPLACED_ELSE = 406, "misplaced-else", Error, "An `else` is missing or stands before nothing", "“否则”缺失或多余";
    NEVER_REACHED = 407, "never-reached", Error, "A row or method stands behind the one that takes all the rest", "行或方式写在兜底之后";
    MIXED_ROWS = 408, "mixed-rows", Error, "Rows of different kinds stand in one table", "同一张表中有不同种类的行";
    STATE_WITHOUT_POINTS = 409, "state-without-points", Error, "A described state gives no points", "描述没有给出分数";
    QUANTIFIED_WITHOUT_TABLE = 410, "quantified-without-table", Error, "Nothing turns a value into points", "未写明值如何折算成分";
    STARTED_STEP_UNSAID = 411, "started-step-unsaid", Error, "Nobody says what a started step counts", "未写明不足一步如何计算";
    STEP_OF_NOTHING = 412, "step-of-nothing", Error, "Nobody says what is measured in steps", "未写明按步长衡量什么";
    LATE_WITHOUT_DAY = 413, "late-without-day", Error, "A step without a day has a rule for being late", "没有期限的步骤写了逾期规则";
    NAMES_WITHOUT_ROW = 414, "names-without-row", Error, "Some values of a choice have no row", "选项的某些值没有对应的行";
    MALFORMED_TABLE = 415, "malformed-table", Error, "The lines of a table do not fit each other", "对照表的行列不符";
    TABLE_NOT_FULL = 416, "table-not-full", Error, "A table has no line for some value", "对照表缺少某些值";
    KEY_OF_NO_CHOICE = 417, "key-of-no-choice", Error, "The names in a table are values of no choice", "对照表所列不是任何选项的值";
    OPTION_OUT_OF_PLACE = 418, "option-out-of-place", Error, "An option stands where it has no meaning", "选项用错了地方";
    OTHER_DIRECTION = 419, "other-direction", Error, "Additions and deductions stand under one cap", "加分与扣分共用一个上限";
    WORSE_WORK_PAYS_MORE = 420, "worse-work-pays-more", Warning, "Work that is later, less or worse earns more", "较迟、较少或较差的工作得分反而更多";
    KEY_THAT_LAPSES = 421, "key-that-lapses", Warning, "Who has no value of a later key has no place at all", "后面的排序项不适用者完全没有名次";
    MADE_OF_ITSELF = 422, "made-of-itself", Error, "A unit, a kind of subject or a bound is defined by itself", "计量单位、对象或取值范围以自身定义";
    TOO_ENTANGLED = 423, "too-entangled", Error, "Names or scales lie inside each other too deep", "名称或标准层层套用过深";
    TIES_UNSAID = 424, "ties-unsaid", Error, "It is not said how ties are shared", "未写明并列如何处理";
    GROUP_OF_NONE = 425, "group-of-none", Error, "A contest is within sequences or parents that do not exist", "按不存在的序列或所在单位分组";
    PLACE_WITHOUT_POINTS = 426, "place-without-points", Error, "A place has no points", "有名次没有分数";
    WORSE_PLACE_PAYS_MORE = 427, "worse-place-pays-more", Error, "A worse place gets more than a better one", "名次靠后反而得分更多";
    NO_DISTANCE = 428, "no-distance", Error, "Points by distance are not of one number", "按差距计分所依的不是一个数值";
    MALFORMED_PLACES = 429, "malformed-places", Error, "Places are written twice or do not exist", "名次重复或不存在";
    CONSEQUENCE_FOR_NOBODY = 430, "consequence-for-nobody", Error, "A consequence can follow for nobody", "结果运用不可能适用于任何人";
    CONSEQUENCE_FOR_EVERYBODY = 431, "consequence-for-everybody", Warning, "A consequence follows for everybody", "结果运用适用于所有人";
    OTHER_GROUP = 432, "other-group", Error, "A grade counts its quotas among others than the rank does", "等次名额的范围与排名不一致";
    QUOTA_ROUNDING_UNSAID = 433, "quota-rounding-unsaid", Error, "A share of those ranked is not rounded to places", "按比例的名额未写明尾数处理";
    NOT_A_PLACE = 434, "not-a-place", Error, "Something else than a place is asked whether it is among the first", "所问是否在前的不是名次";
    DATES_NOTHING = 435, "dates-nothing", Error, "What is no date is said to be the day on which something happened", "非日期项写了日期含义";
    NO_MONTH_IN_CONDITION = 436, "no-month-in-condition", Error, "A condition on months reads nothing monthly", "月份条件未用到按月的数据项";
    DAY_WITHOUT_MONTHLY = 437, "day-without-monthly", Error, "A day of each month is set for what is not monthly", "非按月的数据项写了每月期限";
    NO_DAY_OF_EVERY_MONTH = 438, "no-day-of-every-month", Error, "Something is due on a day that not every month has", "期限不是每个月都有的日子";
    MONTH_OF_EXAMPLE = 439, "month-of-example", Error, "An example does not say for which months a value is, or says so of what is not monthly", "示例未写明是哪些月份的值，或为非按月的数据项写了月份";
    GROUP_WEIGHTS_NOT_WHOLE = 440, "group-weights-not-whole", Error, "The weights of the groups of a survey do not add up to 100%", "测评组的权重合计不是 100%";
    NOBODY_TO_SHARE = 441, "nobody-to-share", Error, "The weight of a single group is to be redistributed", "只有一个测评组却要分摊权重";
    DROP_LEAVES_NOBODY = 442, "drop-leaves-nobody", Error, "Dropping the highest and lowest can leave no rating", "去掉最高最低后可能没有评价可计";
    BETTER_LEVEL_PAYS_LESS = 443, "better-level-pays-less", Error, "A better level of a survey is worth less than a worse one", "测评中较好等级的分值低于较差等级";
    UNUSED_PATTERN = 444, "unused-pattern", Warning, "No indicator follows a pattern", "没有指标按模板制定";
    LIABILITY_OUT_OF_PLACE = 445, "liability-out-of-place", Error, "What others lost is read outside a bonus or adjustment part", "在加分项、加减分项之外读取他人的失分";
    NOBODY_NAMED = 446, "nobody-named", Error, "Losses are read for which nobody of the kind is named to answer", "读取的失分没有此类对象负责";
    SHARES_NOT_WHOLE = 447, "shares-not-whole", Error, "The shares of those who answer for an indicator do not come to 100%", "指标各责任单位的比例合计不是 100%";
    SHARE_LEFT_OUT = 448, "share-left-out", Error, "Somebody named has no share while others have one", "部分责任单位未写比例";
    SHARE_TWICE = 449, "share-twice", Error, "Somebody who leads and supports has two shares", "同一单位既牵头又协办，写了两个比例";
}
