//! Codes of evaluation and examples.

use super::codes;

codes! {
    NO_EXPECTATION = 501, "example-without-expectation", Error, "An example expects nothing", "示例没有写应得的结果";
    UNKNOWN_QUESTION = 502, "unknown-question", Error, "An example gives something nobody asks for", "示例给出了没有的数据项";
    UNKNOWN_SUBJECT = 503, "unknown-subject-of-example", Error, "An example does not say whom it means", "示例未写明对象";
    MALFORMED_CASE = 504, "malformed-case", Error, "A table of cases cannot be read", "示例表无法读取";
    UNFIT_EXPECTATION = 505, "unfit-expectation", Error, "An example expects what its kind does not have", "示例所写结果与其种类不符";
    UNKNOWN_CODE = 506, "unknown-code", Error, "An example expects a code that does not exist", "示例所写代码不存在";
    GIVEN_TWICE = 507, "given-twice", Error, "An example gives one answer twice", "示例重复给出同一数据";
}
