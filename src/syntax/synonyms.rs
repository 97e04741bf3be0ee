//! Words that authors write at the beginning of a line for the keyword that belongs there.

use super::Rule;

/// For the keyword of an item. Of two for one word the first is tried first.
const ITEM_WORDS: [(&str, Rule); 65] = [
    ("metric", Rule::kw_indicator),
    ("kpi", Rule::kw_indicator),
    ("KPI", Rule::kw_indicator),
    ("criterion", Rule::kw_indicator),
    ("criteria", Rule::kw_indicator),
    ("objective", Rule::kw_indicator),
    ("goal", Rule::kw_indicator),
    ("target", Rule::kw_indicator),
    ("task", Rule::kw_indicator),
    ("rules", Rule::kw_rulebook),
    ("book", Rule::kw_rulebook),
    ("enum", Rule::kw_choice),
    ("option", Rule::kw_choice),
    ("options", Rule::kw_choice),
    ("list", Rule::kw_choice),
    ("levels", Rule::kw_choice),
    ("category", Rule::kw_choice),
    ("log", Rule::kw_register),
    ("ledger", Rule::kw_register),
    ("record", Rule::kw_register),
    ("records", Rule::kw_register),
    ("card", Rule::kw_scorecard),
    ("sheet", Rule::kw_scorecard),
    ("position", Rule::kw_role),
    ("post", Rule::kw_role),
    ("template", Rule::kw_pattern),
    ("standard", Rule::kw_scale),
    ("lookup", Rule::kw_table),
    ("ranking", Rule::kw_rank),
    ("rating", Rule::kw_grade),
    ("results", Rule::kw_consequence),
    ("test", Rule::kw_example),
    ("考核指标", Rule::kw_indicator),
    ("评价指标", Rule::kw_indicator),
    ("绩效指标", Rule::kw_indicator),
    ("指标项", Rule::kw_indicator),
    ("考核项目", Rule::kw_indicator),
    ("任务", Rule::kw_indicator),
    ("对象", Rule::kw_subject),
    ("考评对象", Rule::kw_subject),
    ("被考核单位", Rule::kw_subject),
    ("单位", Rule::kw_unit),
    ("单位", Rule::kw_subject),
    ("度量单位", Rule::kw_unit),
    ("规则", Rule::kw_rulebook),
    ("考核方案", Rule::kw_rulebook),
    ("登记簿", Rule::kw_register),
    ("登记表", Rule::kw_register),
    ("记录表", Rule::kw_register),
    ("清单", Rule::kw_register),
    ("评分卡", Rule::kw_scorecard),
    ("得分卡", Rule::kw_scorecard),
    ("考核表", Rule::kw_scorecard),
    ("岗位", Rule::kw_role),
    ("样板", Rule::kw_pattern),
    ("表格", Rule::kw_table),
    ("评分标准", Rule::kw_scale),
    ("档次", Rule::kw_choice),
    ("枚举", Rule::kw_choice),
    ("名次", Rule::kw_rank),
    ("结果应用", Rule::kw_consequence),
    ("后果", Rule::kw_consequence),
    ("结果使用", Rule::kw_consequence),
    ("例子", Rule::kw_example),
    ("样例", Rule::kw_example),
];

/// For the keyword of a clause of an indicator.
const CLAUSE_WORDS: [(&str, Rule); 53] = [
    ("minus", Rule::kw_deduct),
    ("subtract", Rule::kw_deduct),
    ("penalty", Rule::kw_deduct),
    ("penalize", Rule::kw_deduct),
    ("penalise", Rule::kw_deduct),
    ("deduction", Rule::kw_deduct),
    ("reduce", Rule::kw_deduct),
    ("less", Rule::kw_deduct),
    ("plus", Rule::kw_add),
    ("bonus", Rule::kw_add),
    ("reward", Rule::kw_add),
    ("award", Rule::kw_add),
    ("score", Rule::kw_points_clause),
    ("weight", Rule::kw_points_clause),
    ("marks", Rule::kw_points_clause),
    ("define", Rule::kw_let),
    ("set", Rule::kw_let),
    ("var", Rule::kw_let),
    ("field", Rule::kw_input),
    ("data", Rule::kw_input),
    ("measure", Rule::kw_quantify),
    ("calculate", Rule::kw_quantify),
    ("减", Rule::kw_deduct),
    ("减分", Rule::kw_deduct),
    ("扣减", Rule::kw_deduct),
    ("扣除", Rule::kw_deduct),
    ("倒扣", Rule::kw_deduct),
    ("奖", Rule::kw_add),
    ("奖励", Rule::kw_add),
    ("增加", Rule::kw_add),
    ("奖分", Rule::kw_add),
    ("标准分", Rule::kw_points_clause),
    ("基本分", Rule::kw_points_clause),
    ("权重", Rule::kw_points_clause),
    ("让", Rule::kw_let),
    ("令", Rule::kw_let),
    ("定义", Rule::kw_let),
    ("数据", Rule::kw_input),
    ("计算", Rule::kw_quantify),
    ("owner", Rule::kw_led_by),
    ("responsible", Rule::kw_led_by),
    ("lead", Rule::kw_led_by),
    ("责任单位", Rule::kw_led_by),
    ("责任部门", Rule::kw_led_by),
    ("牵头单位", Rule::kw_led_by),
    ("负责", Rule::kw_led_by),
    ("责任", Rule::kw_led_by),
    ("主责", Rule::kw_led_by),
    ("承办", Rule::kw_led_by),
    ("主办单位", Rule::kw_led_by),
    ("主办", Rule::kw_led_by),
    ("配合单位", Rule::kw_supported_by),
    ("协办单位", Rule::kw_supported_by),
];

/// For the keyword of a clause of an example.
const EXAMPLE_WORDS: [(&str, Rule); 19] = [
    ("input", Rule::kw_given),
    ("inputs", Rule::kw_given),
    ("with", Rule::kw_given),
    ("set", Rule::kw_given),
    ("result", Rule::kw_expect),
    ("score", Rule::kw_expect),
    ("then", Rule::kw_expect),
    ("should", Rule::kw_expect),
    ("输入", Rule::kw_given),
    ("数据", Rule::kw_given),
    ("给定", Rule::kw_given),
    ("假设", Rule::kw_given),
    ("假定", Rule::kw_given),
    ("设", Rule::kw_given),
    ("得", Rule::kw_expect),
    ("得分", Rule::kw_expect),
    ("结果", Rule::kw_expect),
    ("期望", Rule::kw_expect),
    ("预期", Rule::kw_expect),
];

/// The keywords of clauses of an example for which `word` is written.
pub(super) fn of_example(word: &str) -> impl Iterator<Item = Rule> + use<'_> {
    meant(&EXAMPLE_WORDS, word)
}

/// The keywords of items for which `word` is written.
pub(super) fn of_item(word: &str) -> impl Iterator<Item = Rule> + use<'_> {
    meant(&ITEM_WORDS, word)
}

/// The keywords of clauses of an indicator for which `word` is written.
pub(super) fn of_clause(word: &str) -> impl Iterator<Item = Rule> + use<'_> {
    meant(&CLAUSE_WORDS, word)
}

fn meant(list: &'static [(&str, Rule)], word: &str) -> impl Iterator<Item = Rule> {
    list.iter().filter(move |(typed, _)| *typed == word).map(|(_, rule)| *rule)
}
