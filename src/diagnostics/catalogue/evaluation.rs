//! Codes of evaluation and examples.

use super::codes;

codes! {
    NO_EXPECTATION = 501, "example-without-expectation", Error, "An example expects nothing", "示例没有写应得的结果";
    UNKNOWN_QUESTION = 502, "unknown-question", Error, "An example gives something nobody asks for", "示例给出了没有的数据项";
    UNKNOWN_SUBJECT = 503, "unknown-subject-of-example", Error, "An example does not say whom it means", "示例未写明对象";
    MALFORMED_CASE = 504, "malformed-case", Error, "A table of cases cannot be read", "示例表无法读取";
    UNFIT_EXPECTATION = 505, "unfit-expectation", Error, "An example expects what its kind does not have", "示例所写结果与其种类不符";
    UNKNOWN_CODE = 506, "unknown-code", Error, "An example expects a code that never comes", "示例所写代码不会出现";
    GIVEN_TWICE = 507, "given-twice", Error, "An example gives one answer twice", "示例重复给出同一数据";
    UNKNOWN_CONSEQUENCE = 510, "unknown-consequence", Error, "An example expects a consequence that is not written", "示例所写的结果运用并不存在";
    EXPECTS_OF_OTHERS = 518, "expects-of-others", Error, "An example expects something of a subject of another kind", "示例对另一类对象写了应得结果";
    FAILING_EXAMPLE = 520, "failing-example", Error,
        "An example expects something else than the rules give", "示例的预期与规则算出的不一致";
    EXAMPLE_BY_OTHER_METHOD = 521, "example-by-other-method", Error,
        "An example expects another method than the one that was used", "示例预期的评价方式与实际使用的不同";
    EXAMPLE_WITHOUT_EXPECTED_ERROR = 522, "example-without-expected-error", Error,
        "An example expects a finding that does not come", "示例预期的问题没有出现";
    RULE_WITHOUT_RESULT = 530, "rule-without-result", Error,
        "A rule gives no single result for what was submitted", "规则对所填报的内容得不出唯一结果";
    MISSING_VALUE_DECIDES = 531, "missing-value-decides", Error,
        "A value is missing where the rules do not say what that means", "缺报的值决定结果，而规则未说明如何处理";
    DECLARED_INVALID = 532, "declared-invalid", Error,
        "The rules say that what was submitted is invalid", "按规则，所填报的内容无效";
}
