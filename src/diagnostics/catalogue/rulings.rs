//! Codes of exemptions, awards and appeals.

use super::codes;

codes! {
    RULING_ON_UNKNOWN_INDICATOR = 660, "ruling-on-unknown-indicator", Error,
        "A ruling names no indicator, part, step or input of the rulebook", "处理意见所列指标在考核规则中不存在";
    RULING_ON_OTHER_KIND = 661, "ruling-on-other-kind", Error,
        "A ruling is about a subject of a kind that its indicator does not judge", "处理意见的对象不属于该指标考核的类别";
    RULING_OFF_CARD = 662, "ruling-off-card", Error,
        "A ruling is about an indicator that does not judge the subject", "处理意见所列指标不考核该对象";
    UNKNOWN_EFFECT = 663, "unknown-effect", Error,
        "The effect of a ruling is none of those there are", "处理方式不在规定的范围内";
    UNFIT_EFFECT = 664, "unfit-effect", Error,
        "The effect of a ruling does not fit what it is about", "处理方式与所列指标不相称";
    UNFIT_RULED_POINTS = 665, "unfit-ruled-points", Error,
        "The points of a ruling are missing, not asked for, or not points the indicator can give", "处理意见的分数缺失、多余或不在该指标可得分数之内";
    UNKNOWN_APPROVER = 666, "unknown-approver", Error,
        "A ruling is approved by nobody the rulebook knows", "批准人不是考核规则中的角色或成员";
    APPROVED_BY_ITSELF = 667, "approved-by-itself", Error,
        "A subject approves a ruling about itself", "考核对象批准了关于本身的处理意见";
    RULED_OUTSIDE_THE_YEAR = 668, "ruled-outside-the-year", Error,
        "A ruling is dated outside the time from the year's first day to the closing day", "处理意见的日期不在年初至截止日之间";
    RULING_WITHOUT_REASON = 669, "ruling-without-reason", Error,
        "A ruling gives no reason", "处理意见没有写明理由";
    RULED_TWICE = 670, "ruled-twice", Error,
        "Two rulings are about the same thing", "两项处理意见针对同一事项";
    NO_SUCH_ENTRY = 671, "no-such-entry", Error,
        "A ruling strikes an entry that is not in the register", "要剔除的记录不在台账中";
    SEVERAL_ENTRIES = 672, "several-entries", Error,
        "A ruling strikes an entry, and several fit", "要剔除的记录有多条相符";
    AMBIGUOUS_RULED_SUBJECT = 673, "ambiguous-ruled-subject", Error,
        "A ruling about a part could be about subjects of several kinds", "处理意见的对象可能属于不同类别";
    RULING_WITHOUT_OBJECT = 674, "ruling-without-object", Warning,
        "An award is about an indicator that turned out not applicable", "核定分数的指标经计算为不适用";
    CORRECTION_OF_OTHER = 675, "correction-of-other", Error,
        "The corrected data of an appeal is not about the subject, or about something that cannot be corrected", "申诉的更正数据不属于该对象，或无法更正";
    UNFIT_EXAMPLE_RULING = 676, "unfit-ruling-in-example", Error,
        "A ruling in an example does not say about what, or gives points that the indicator cannot give", "示例中的豁免或核定未写明指标，或分数超出该指标的范围";
}
