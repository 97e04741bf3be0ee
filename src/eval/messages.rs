//! The findings of reading and scoring: one function for each code.

use std::collections::BTreeSet;

use super::report::Reason;
use super::trace::Derivation;
use super::words::{indicator_title, input_title, question_words, reason_words, show_value};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as codes;
use crate::model::{Answer, IndicatorId, InputId, Limit, LimitSide, Origin, Program, Question, RegisterId, Ruling, RulingAbout, Subject};
use crate::text::{SourceMap, Span, Words, counted};
use crate::types::Type;
use crate::value::{Day, Value};
use crate::words;

/// The name of a subject, and its id where that is another.
fn subject_text(subject: &Subject) -> String {
    if subject.name == subject.id || subject.name.is_empty() { subject.id.clone() } else { subject.name.clone() }
}

/// A bound in words: `at most 1000`.
fn bound_words(program: &Program, limit: &Limit, ty: &Type, edge: &Value) -> Words {
    let edge = show_value(program, ty, edge);
    let (english, chinese) = match (limit.side, limit.inclusive) {
        (LimitSide::Lower, true) => ("at least", "不低于"),
        (LimitSide::Lower, false) => ("above", "高于"),
        (LimitSide::Upper, true) => ("at most", "不超过"),
        (LimitSide::Upper, false) => ("below", "低于"),
    };
    Words::new(format!("{english} {}", edge.english), format!("{chinese} {}", edge.chinese))
}

/// The answer as it was typed, where that is short; else as we show it.
fn as_written(program: &Program, map: &SourceMap, origin: &Origin, ty: &Type, value: &Value) -> Words {
    let typed = map.slice(origin.span).trim();
    let is_cell = !typed.is_empty() && typed.chars().count() <= 24 && !typed.contains(['=', ':', '\n']);
    if is_cell { Words::same(typed) } else { show_value(program, ty, value) }
}

/// An input or attribute outside its bounds.
#[expect(clippy::too_many_arguments, reason = "everything the message names")]
pub(super) fn input_outside(
    program: &Program,
    map: &SourceMap,
    subject: &Subject,
    id: InputId,
    limit: &Limit,
    value: &Value,
    edge: &Value,
    origin: &Origin,
    other: Option<(InputId, Option<Origin>)>,
) -> Diagnostic {
    let input = &program.inputs[id];
    let bound = bound_words(program, limit, &input.ty, edge);
    let found = as_written(program, map, origin, &input.ty, value);
    let message = words!(
        "`{title}` of `{who}` must be {bound_en}, found `{found_en}` (row {row}, column `{column}`)",
        "“{who}”的“{title}”应{bound_zh}，实为“{found_zh}”（第 {row} 行“{column}”列）",
        title = input_title(program, id),
        who = subject_text(subject),
        bound_en = bound.english,
        bound_zh = bound.chinese,
        found_en = found.english,
        found_zh = found.chinese,
        row = origin.row,
        column = origin.column
    );
    let mut finding = Diagnostic::new(codes::INPUT_OUT_OF_BOUNDS, origin.span, message)
        .label(words!("not {en}", "应{zh}", en = bound.english, zh = bound.chinese))
        .related(limit.span, Words::new("the bound", "界限在此"))
        .note(Words::new(
            "an answer outside its bounds is invalid: what is scored by it gets no score until it is put right",
            "超出界限的填报无效：更正之前，以其计分的内容不出得分",
        ));
    if let Some((other, Some(origin))) = other {
        let label = words!("`{title}`", "“{title}”", title = input_title(program, other));
        finding = finding.related(origin.span, label);
    }
    finding
}

/// What is dated after the day of scoring, in a year that is over.
pub(super) fn after_scoring_day(origin: &Origin, what: &Words, on: Day, day: Day) -> Diagnostic {
    let message = words!(
        "{what} came about on {on}, after the day of scoring {day}, so it is not seen (row {row}, column `{column}`)",
        "{zh}发生于 {on}，晚于计分日 {day}，不予计入（第 {row} 行“{column}”列）",
        what = what.english,
        zh = what.chinese,
        on = on,
        day = day,
        row = origin.row,
        column = origin.column
    );
    Diagnostic::new(codes::AFTER_SCORING_DAY, origin.span, message).label(words!("after {day}", "晚于 {day}", day = day)).help(words!(
        "put the date right, or score as of a later day: `--as-of {on}`",
        "请更正日期，或按更晚的日期计分：“--as-of {on}”",
        on = on
    ))
}

/// A field of a register entry outside its bounds.
#[expect(clippy::too_many_arguments, reason = "everything the message names")]
pub(super) fn field_outside(
    program: &Program,
    map: &SourceMap,
    register: RegisterId,
    place: usize,
    limit: &Limit,
    value: &Value,
    edge: &Value,
    origin: &Origin,
) -> Diagnostic {
    let register = &program.registers[register];
    let field = register.fields.get(place);
    let ty = field.map_or(Type::Number, |field| field.ty.clone());
    let bound = bound_words(program, limit, &ty, edge);
    let found = as_written(program, map, origin, &ty, value);
    let message = words!(
        "`{title}` in register `{register}` must be {bound_en}, found `{found_en}` (row {row}, column `{column}`)",
        "台账“{register}”的“{title}”应{bound_zh}，实为“{found_zh}”（第 {row} 行“{column}”列）",
        title = field.map_or("", |field| field.title.as_deref().unwrap_or(&field.name)),
        register = register.title.as_deref().unwrap_or(&register.name),
        bound_en = bound.english,
        bound_zh = bound.chinese,
        found_en = found.english,
        found_zh = found.chinese,
        row = origin.row,
        column = origin.column
    );
    Diagnostic::new(codes::ENTRY_OUT_OF_BOUNDS, origin.span, message)
        .label(words!("not {en}", "应{zh}", en = bound.english, zh = bound.chinese))
        .related(limit.span, Words::new("the bound", "界限在此"))
}

/// An answer to an indicator that does not judge the subject.
pub(super) fn answer_to_other_indicator(
    program: &Program,
    subject: &Subject,
    question: Question,
    indicator: IndicatorId,
    answer: &Answer,
) -> Diagnostic {
    let asked = question_words(program, question);
    let message = words!(
        "{asked_en} of `{who}` is filled in, but `{title}` does not judge it (row {row}, column `{column}`)",
        "“{who}”填报了{asked_zh}，但“{title}”不考核该对象（第 {row} 行“{column}”列）",
        asked_en = asked.english,
        asked_zh = asked.chinese,
        who = subject_text(subject),
        title = indicator_title(program, indicator),
        row = answer.origin.row,
        column = answer.origin.column
    );
    answers_other(program, indicator, &answer.origin, message).help(Words::new(
        "leave the cell empty, or see whether the indicator should judge this subject",
        "清空该单元格，或核对指标的适用范围",
    ))
}

/// A ruling about an indicator that does not judge the subject.
pub(super) fn ruling_off_card(program: &Program, subject: &Subject, ruling: &Ruling) -> Diagnostic {
    let first = ruling.indicators.first().map(|id| &program.indicators[*id]);
    let about = match &ruling.about {
        RulingAbout::Part(path) => path.as_str(),
        RulingAbout::Everything | RulingAbout::Indicator(_) | RulingAbout::Question(..) => {
            first.map_or("", |indicator| indicator.title.as_deref().unwrap_or(&indicator.name))
        }
    };
    let message = words!(
        "the ruling is about `{about}`, which does not judge `{who}` (row {row})",
        "处理意见针对“{about}”，但它不考核“{who}”（第 {row} 行）",
        about = about,
        who = subject_text(subject),
        row = ruling.origin.row
    );
    let mut finding = Diagnostic::new(codes::RULING_OFF_CARD, ruling.origin.span, message)
        .label(Words::new("is not in force", "不采用"))
        .help(Words::new("write an indicator that judges the subject, or take the row out", "请填写考核该对象的指标，或删除该行"));
    if let Some(first) = first {
        finding = finding.related(first.whom.span, Words::new("whom the indicator judges", "指标的适用范围"));
    }
    finding
}

/// An award where there is no score to replace.
pub(super) fn ruling_without_object(program: &Program, subject: &Subject, ruling: &Ruling, id: IndicatorId) -> Diagnostic {
    let message = words!(
        "the award changes nothing: `{title}` is not applicable to `{who}` (row {row})",
        "核定不产生影响：“{title}”对“{who}”不适用（第 {row} 行）",
        title = indicator_title(program, id),
        who = subject_text(subject),
        row = ruling.origin.row
    );
    Diagnostic::new(codes::RULING_WITHOUT_OBJECT, ruling.origin.span, message)
        .label(Words::new("nothing to replace", "没有可替换的得分"))
        .related(program.indicators[id].name_span, Words::new("the indicator", "该指标"))
        .help(Words::new("take the row out, or correct what makes the indicator not applicable", "请删除该行，或更正使该指标不适用的数据"))
}

/// A register that somebody's indicators read was not delivered.
pub(super) fn register_not_delivered(program: &Program, id: RegisterId, subjects: &BTreeSet<usize>) -> Diagnostic {
    let register = &program.registers[id];
    let message = words!(
        "register `{name}` was not delivered, and is needed by {subjects}",
        "台账“{name}”未报送，有 {count} 个考核对象需要它",
        name = register.name,
        subjects = counted(subjects.len(), "subject"),
        count = subjects.len()
    );
    not_delivered(register.span, message)
        .label(Words::new("the register", "该台账"))
        .note(Words::new(
            "a register that is absent is not an empty one: nobody knows whether there were entries",
            "未报送不等于没有记录：无从得知是否有应计的条目",
        ))
        .help(words!(
            "deliver `{name}.csv`, with its head alone if there is no entry; in a JSON file the list `{name}`, empty if there is none",
            "报送 {name}.csv，没有记录时只留表头；JSON 文件中为列表 {name}，没有记录时留空列表",
            name = register.name
        ))
}

/// The ballots of the surveys were not delivered, and so many subjects need them.
pub(super) fn ballots_not_delivered(program: &Program, subjects: usize) -> Diagnostic {
    let surveyed = program.indicators.values().filter(|indicator| indicator.chain.survey().is_some());
    let places: Vec<Span> = surveyed.map(|indicator| indicator.name_span).collect();
    let message = words!(
        "the ballots of the surveys were not delivered, and are needed by {subjects}",
        "测评票未报送，有 {count} 个考核对象需要",
        subjects = counted(subjects, "subject"),
        count = subjects
    );
    let (first, others) = places.split_first().map_or((program.header.span, &[][..]), |(first, others)| (*first, others));
    let mut diagnostic = not_delivered(first, message).label(Words::new("judged by a survey", "按测评评定"));
    for other in others {
        diagnostic = diagnostic.related(*other, Words::new("this one too", "此项亦然"));
    }
    diagnostic
        .note(Words::new(
            "ballots that are absent are not an empty box: nobody knows whether anybody rated",
            "未报送不等于无人测评：无从得知是否有人投票",
        ))
        .help(Words::new("deliver `survey.csv`; with its head alone if nobody rated", "报送“测评.csv”；无人测评时只留表头"))
}

fn not_delivered(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(codes::REGISTER_NOT_DELIVERED, span, message)
}

fn answers_other(program: &Program, indicator: IndicatorId, origin: &Origin, message: Words) -> Diagnostic {
    Diagnostic::new(codes::ANSWER_TO_OTHER_INDICATOR, origin.span, message)
        .label(Words::new("counts for nothing", "不计分"))
        .related(program.indicators[indicator].whom.span, Words::new("whom the indicator judges", "指标的适用范围"))
}

/// Ballots for an indicator that does not judge the subject.
pub(super) fn ballots_for_other_indicator(program: &Program, subject: &Subject, indicator: IndicatorId, origin: &Origin) -> Diagnostic {
    let message = words!(
        "there are ballots of `{who}` for `{title}`, which does not judge it (row {row})",
        "“{who}”有“{title}”的测评票，但该指标不考核该对象（第 {row} 行）",
        who = subject_text(subject),
        title = indicator_title(program, indicator),
        row = origin.row
    );
    answers_other(program, indicator, origin, message)
        .help(Words::new("take the row out, or see whether the indicator should judge this subject", "删去该行，或核对指标的适用范围"))
}

/// A state was judged although no evidence was sent.
pub(super) fn judged_without_evidence(program: &Program, subject: &Subject, id: IndicatorId, origin: &Origin) -> Diagnostic {
    let message = words!(
        "`{title}` of `{who}` was judged without evidence, so the judgement does not count (row {row}, column `{column}`)",
        "“{who}”的“{title}”没有佐证，评定不计（第 {row} 行“{column}”列）",
        title = indicator_title(program, id),
        who = subject_text(subject),
        row = origin.row,
        column = origin.column
    );
    let help = words!(
        "fill in `{name}.evidence`, or say `collected by inspection` in the rules if none is asked for",
        "填写“{name}.evidence”；如不需要佐证，请在规则中写明数据来源为检查",
        name = program.indicators[id].name
    );
    Diagnostic::new(codes::JUDGED_WITHOUT_EVIDENCE, origin.span, message)
        .label(Words::new("judged", "已评定"))
        .related(program.indicators[id].name_span, Words::new("the indicator", "该指标"))
        .help(help)
}

/// No scorecard fits a subject.
pub(super) fn no_scorecard(program: &Program, subject: &Subject) -> Diagnostic {
    let level = &program.levels[subject.level];
    let message = words!(
        "no scorecard fits `{who}` (row {row})",
        "没有适用于“{who}”的计分卡（第 {row} 行）",
        who = subject_text(subject),
        row = subject.origin.row
    );
    let mut finding = Diagnostic::new(codes::FITS_NO_SCORECARD, subject.origin.span, message)
        .label(Words::new("this subject", "该考核对象"))
        .note(Words::new("exactly one scorecard must fit each subject", "每个考核对象应恰有一张适用的计分卡"));
    for id in &level.scorecards {
        finding = finding.related(program.scorecards[*id].whom.span, Words::new("does not fit", "不适用"));
    }
    finding
}

/// What there may be only one of for each subject.
#[derive(Clone, Copy)]
pub(super) enum Twice {
    Scorecard,
    Grade,
    Rank,
}

/// Two scorecards, or two declarations of grades, fit a subject.
pub(super) fn fits_twice(subject: &Subject, first: Span, second: Span, twice: Twice) -> Diagnostic {
    let (english, chinese) = match twice {
        Twice::Scorecard => ("scorecards", "计分卡"),
        Twice::Grade => ("declarations of grades", "等次规定"),
        Twice::Rank => ("ranks", "排名"),
    };
    let message = words!(
        "two {english} fit `{who}` (row {row})",
        "“{who}”有两个适用的{chinese}（第 {row} 行）",
        who = subject_text(subject),
        row = subject.origin.row,
        english = english,
        chinese = chinese
    );
    let fits = || Words::new("fits", "适用");
    Diagnostic::new(codes::FITS_TWICE, subject.origin.span, message)
        .label(Words::new("this subject", "该考核对象"))
        .related(first, fits())
        .related(second, fits())
}

/// A table of which no row, or more than one, holds the value; `spans` are the rows, or the table.
pub(super) fn without_result(program: &Program, subject: &Subject, measured: &Value, value: &Derivation, spans: &[Span]) -> Diagnostic {
    let shown = show_value(program, &value.ty, measured);
    let what = if spans.len() > 1 {
        words!("two rows of the table hold {en}", "表中有两行同时包含 {zh}", en = shown.english, zh = shown.chinese)
    } else {
        words!("no row of the table holds {en}", "表中没有一行包含 {zh}", en = shown.english, zh = shown.chinese)
    };
    let span = spans.first().copied().unwrap_or(value.span);
    let mut finding = no_result(subject, span, &what);
    for other in spans.iter().skip(1) {
        finding = finding.related(*other, Words::new("this row too", "这一行也包含"));
    }
    for origin in origins(value).iter().take(4) {
        finding = finding.related(origin.span, words!("column `{column}`", "“{column}”列", column = origin.column));
    }
    finding
}

/// A divisor that turned out to be zero.
pub(super) fn division_by_zero(subject: &Subject, span: Span) -> Diagnostic {
    no_result(subject, span, &Words::new("a division by zero", "除数为零"))
}

/// A day that no calendar has.
pub(super) fn beyond_calendar(subject: &Subject, span: Span) -> Diagnostic {
    no_result(subject, span, &Words::new("a day beyond the calendar", "日期超出历法范围"))
}

/// A number that grew beyond what can be worked with.
pub(super) fn too_long(subject: &Subject, span: Span) -> Diagnostic {
    no_result(subject, span, &Words::new("a number with too many digits to work with", "数字过长，无法继续计算"))
}

fn no_result(subject: &Subject, span: Span, what: &Words) -> Diagnostic {
    let message = words!(
        "this rule gives no result for `{who}` (row {row}): {what_en}",
        "这条规则对“{who}”得不出结果（第 {row} 行）：{what_zh}",
        who = subject_text(subject),
        row = subject.origin.row,
        what_en = what.english,
        what_zh = what.chinese
    );
    Diagnostic::new(codes::RULE_WITHOUT_RESULT, span, message)
        .label(what.clone())
        .note(Words::new("nothing is guessed: the subject gets no total until this is settled", "不作猜测：解决之前不出总分"))
}

/// A value is missing where the rules do not say what that means.
pub(super) fn missing_decides(program: &Program, subject: &Subject, span: Span, missing: &[Reason]) -> Diagnostic {
    let words: Vec<Words> = missing.iter().take(3).map(|reason| reason_words(program, reason)).collect();
    let why = Words::join(&words, ", ", "，");
    let message = words!(
        "this cannot be decided for `{who}` (row {row}): {why_en}",
        "对“{who}”无法判断（第 {row} 行）：{why_zh}",
        who = subject_text(subject),
        row = subject.origin.row,
        why_en = why.english,
        why_zh = why.chinese
    );
    let origins = || missing.iter().filter_map(|reason| reason.origin.as_ref());
    // Only a cell can be filled in; that nobody stands above is for the rules.
    let help = if origins().next().is_some() {
        Words::new(
            "fill in what is missing, or say in the rule what a missing value means: `empty means`, `else`, `is missing`",
            "补报缺项，或在规则中说明缺报时如何处理：“空视为”“否则”“缺报”",
        )
    } else {
        Words::new(
            "say in the rule what counts then: `… is given and …` in a condition, `(… else 0)` in a sum, `else` at the end of a chain",
            "在规则中写明此时如何计：条件中写“… 已报 且 …”，算式中写“(… 否则 0)”，评价方式之末写“否则”",
        )
    };
    let mut finding = Diagnostic::new(codes::MISSING_VALUE_DECIDES, span, message)
        .label(Words::new("needs the missing value", "需要缺报的值"))
        .help(help);
    for origin in origins().take(3) {
        let label = if origin.column.is_empty() {
            words!("row {row}", "第 {row} 行", row = origin.row)
        } else {
            words!("column `{column}`", "“{column}”列", column = origin.column)
        };
        finding = finding.related(origin.span, label);
    }
    finding
}

/// A row or the end of a chain says that the submission is at fault.
pub(super) fn declared_invalid(subject: &Subject, span: Span) -> Diagnostic {
    let message = words!(
        "the rules say that what `{who}` submitted here is invalid (row {row})",
        "按规则，“{who}”此项填报无效（第 {row} 行）",
        who = subject_text(subject),
        row = subject.origin.row
    );
    Diagnostic::new(codes::DECLARED_INVALID, span, message)
        .label(Words::new("this clause applies", "适用这一条"))
        .related(subject.origin.span, Words::new("the submission", "填报在此"))
}

/// The cells a derivation read, each once.
fn origins(derivation: &Derivation) -> Vec<Origin> {
    let mut origins = Vec::new();
    derivation.look_through(&mut |piece| {
        for origin in piece.reads.iter().filter_map(|read| read.origin.as_ref()) {
            if !origins.contains(origin) {
                origins.push(origin.clone());
            }
        }
        true
    });
    origins
}
