//! Codes of data that can be read but does not fit the rules: bounds, registers, scorecards.

use super::codes;

codes! {
    INPUT_OUT_OF_BOUNDS = 650, "input-out-of-bounds", Error,
        "An input or attribute lies outside the bounds its declaration sets", "数据项超出其声明的界限";
    ENTRY_OUT_OF_BOUNDS = 651, "entry-out-of-bounds", Error,
        "A field of a register entry lies outside the bounds its declaration sets", "台账记录的字段超出其声明的界限";
    ANSWER_TO_OTHER_INDICATOR = 652, "answer-to-other-indicator", Warning,
        "A subject answers an indicator that does not judge it", "填报了不考核该对象的指标";
    REGISTER_NOT_DELIVERED = 653, "register-not-delivered", Error,
        "A register or the ballots that indicators need were not delivered", "指标所需的台账或测评票未报送";
    JUDGED_WITHOUT_EVIDENCE = 654, "judged-without-evidence", Warning,
        "A state was judged although no evidence was sent", "没有佐证却作了评定";
    FITS_NO_SCORECARD = 655, "fits-no-scorecard", Error,
        "No scorecard fits a subject", "考核对象没有适用的计分卡";
    FITS_TWICE = 656, "fits-twice", Error,
        "Two scorecards, or two declarations of grades, fit one subject", "考核对象有两张适用的计分卡或两个适用的等次规定";
    BALLOT_KIND = 657, "mixed-ballots", Error, "Ballots are neither counts nor single ratings, or both", "测评票既非票数又非逐人测评，或两者混用";
    RATES_ITSELF = 658, "rates-itself", Error, "A rater is the subject rated", "测评人就是被测评对象";
    RATES_TWICE = 659, "rates-twice", Error, "Somebody rates twice in one group", "同一测评人在同一组测评两次";
}
