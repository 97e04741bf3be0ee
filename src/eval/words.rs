//! Values and reasons in plain words, in both languages.

use super::report::{Reason, ReasonKind};
use super::trace::Asked;
use crate::model::{
    Approval, Approver, Effect, IndicatorId, InputId, MethodKind, PartId, Program, Question, RegisterId, RoleId, RulingKind, State,
};
use crate::text::{Words, counted};
use crate::types::{Base, Dimension, Type};
use crate::value::{Number, RoundingMode, Value};
use crate::words;

/// A number for people: its decimal text, to four digits and marked so where it has no short one.
#[must_use]
pub fn show_number(number: &Number) -> String {
    match number.to_exact_decimal_text() {
        Some(text) if text.len() <= 14 => text,
        Some(_) | None => format!("≈{}", number.to_decimal_text(RoundingMode::HalfUp, 4)),
    }
}

/// A value for people: percents as percents, quantities in the unit they were declared in, choices
/// by their titles.
#[must_use]
pub fn show_value(program: &Program, ty: &Type, value: &Value) -> Words {
    match value {
        Value::Number(number) => show_quantity(program, ty, number),
        Value::Day(day) => Words::same(day.to_string()),
        Value::Flag(true) => Words::new("yes", "是"),
        Value::Flag(false) => Words::new("no", "否"),
        Value::Choice(place) => Words::same(choice_name(program, ty, *place)),
        Value::Text(text) => Words::same(text.clone()),
    }
}

fn choice_name(program: &Program, ty: &Type, place: usize) -> String {
    let Type::Choice(id) = ty else { return (place + 1).to_string() };
    program.choices[*id].values.get(place).map_or_else(|| (place + 1).to_string(), |value| value.shown().to_owned())
}

fn show_quantity(program: &Program, ty: &Type, number: &Number) -> Words {
    let hundred = || show_number(&number.multiply(&Number::from(100)));
    match ty {
        Type::Percent => Words::same(format!("{}%", hundred())),
        Type::PercentagePoints => words!("{number} pp", "{number} 个百分点", number = hundred()),
        Type::Quantity(_, Some(unit)) => {
            let unit = &program.units[*unit];
            let count = number.divide(&unit.factor).unwrap_or_else(|| number.clone());
            Words::same(format!("{} {}", show_number(&count), unit.title.as_deref().unwrap_or(&unit.name)))
        }
        Type::Quantity(dimension, None) if dimension.powers().eq([(Base::Points, 1)]) => {
            let number = show_number(number);
            words!("{counted}", "{number} 分", counted = counted(&number, "point"), number = number)
        }
        Type::Quantity(dimension, None) if dimension.powers().eq([(Base::Days, 1)]) => {
            let number = show_number(number);
            words!("{counted}", "{number} 天", counted = counted(&number, "day"), number = number)
        }
        Type::Quantity(dimension, None) => {
            let (number, unit) = (show_number(number), dimension_words(program, dimension));
            words!("{number} {e}", "{number} {z}", number = number, e = unit.english, z = unit.chinese)
        }
        Type::Number
        | Type::Ratio
        | Type::Count
        | Type::Day
        | Type::Flag
        | Type::Choice(_)
        | Type::Text
        | Type::Subject(_)
        | Type::Error => Words::same(show_number(number)),
    }
}

/// What a quantity is worked out in, by base units: `km/h`, `m^2`, `1/h`.
fn dimension_words(program: &Program, dimension: &Dimension) -> Words {
    let name = |base: Base| match base {
        Base::Points => words!("points", "分"),
        Base::Days => words!("days", "天"),
        Base::Unit(unit) => Words::same(program.units[unit].title.as_deref().unwrap_or(&program.units[unit].name)),
    };
    let raised = |(base, power): (Base, i32)| {
        let name = name(base);
        match power.abs() {
            1 => name,
            power => words!("{e}^{power}", "{z}^{power}", e = name.english, z = name.chinese, power = power),
        }
    };
    let product = |sign: i32| {
        let factors: Vec<Words> = dimension.powers().filter(|(_, power)| power.signum() == sign).map(raised).collect();
        (!factors.is_empty()).then(|| Words::join(&factors, "·", "·"))
    };
    let over = product(1).unwrap_or_else(|| Words::same("1"));
    match product(-1) {
        Some(under) => Words::join(&[over, under], "/", "/"),
        None => over,
    }
}

/// A method's name.
#[must_use]
pub fn method_words(kind: MethodKind) -> Words {
    match kind {
        MethodKind::Quantify => Words::new("quantify", "量化"),
        MethodKind::Steps => Words::new("steps", "步骤"),
        MethodKind::State => Words::new("state", "描述"),
        MethodKind::Survey => Words::new("survey", "测评"),
        MethodKind::Start => Words::new("start at", "起评分"),
        MethodKind::Compete => Words::new("compete", "评比"),
    }
}

/// What people call an input: its title, else its name.
#[must_use]
pub fn input_title(program: &Program, id: InputId) -> &str {
    let input = &program.inputs[id];
    input.title.as_deref().unwrap_or(&input.name)
}

/// What people call an indicator: its title, else its name.
#[must_use]
pub fn indicator_title(program: &Program, id: IndicatorId) -> &str {
    let indicator = &program.indicators[id];
    indicator.title.as_deref().unwrap_or(&indicator.name)
}

fn part_title(program: &Program, id: PartId) -> &str {
    let part = &program.parts[id];
    part.title.as_deref().unwrap_or(&part.name)
}

/// What people call a register: its title, else its name.
#[must_use]
pub fn register_title(program: &Program, id: RegisterId) -> &str {
    let register = &program.registers[id];
    register.title.as_deref().unwrap_or(&register.name)
}

fn field_title(program: &Program, id: RegisterId, place: usize) -> &str {
    let field = program.registers[id].fields.get(place);
    field.map_or("", |field| field.title.as_deref().unwrap_or(&field.name))
}

fn role_words(program: &Program, role: Option<RoleId>) -> Words {
    let named = role.map(|role| {
        let role = &program.roles[role];
        Words::quoted(role.title.as_deref().unwrap_or(&role.name))
    });
    named.unwrap_or_else(|| Words::new("the judge", "评定人"))
}

/// Which kind of ruling.
#[must_use]
pub fn ruling_words(kind: RulingKind) -> Words {
    match kind {
        RulingKind::Exemption => Words::new("exemption", "豁免"),
        RulingKind::Award => Words::new("award", "核定"),
    }
}

/// What a ruling says, as it is written in the data.
#[must_use]
pub fn effect_words(program: &Program, effect: &Effect) -> Words {
    match effect {
        Effect::NotApplicable => Words::new("not applicable", "不适用"),
        Effect::FullPoints => Words::new("full points", "满分"),
        Effect::Points(points) => words!("points {points}", "得分 {points}", points = show_number(points)),
        Effect::Due(day) => words!("due {day}", "延期至 {day}", day = day),
        Effect::EntryStruck(register, _) => {
            let title = register_title(program, *register);
            words!("entry struck of `{title}`", "剔除“{title}”的记录", title = title)
        }
    }
}

/// What people call somebody who approves.
#[must_use]
pub fn approver_title(program: &Program, approver: Approver) -> &str {
    match approver {
        Approver::Role(role) => {
            let role = &program.roles[role];
            role.title.as_deref().unwrap_or(&role.name)
        }
        Approver::Member(member) => program.levels[member.level].members.get(member.place).map_or("", |member| member.shown()),
    }
}

/// Who approved a ruling, when and why.
#[must_use]
pub fn approval_words(program: &Program, approval: &Approval) -> Words {
    words!(
        "approved by {who} on {on}: {reason}",
        "{who}于 {on} 批准：{reason}",
        who = approver_title(program, approval.by),
        on = approval.on,
        reason = approval.reason
    )
}

/// What people call a group of an indicator's survey.
#[must_use]
pub fn group_title(program: &Program, id: IndicatorId, place: usize) -> &str {
    program.indicators[id].chain.survey().and_then(|survey| survey.groups.get(place)).map_or("", |group| group.shown())
}

/// What a question asks for.
#[must_use]
pub fn question_words(program: &Program, question: Question) -> Words {
    match question {
        Question::Input(id) => Words::quoted(input_title(program, id)),
        Question::Month(id, month) => {
            let (title, year) = (input_title(program, id), program.header.year);
            words!("`{title}` of {year}-{month:02}", "{year}-{month:02} 的“{title}”", title = title, year = year, month = month)
        }
        Question::Step(id, place) => {
            let title = step_title(program, id, place);
            words!("step `{title}`", "步骤“{title}”", title = title)
        }
        Question::Evidence(id) => {
            words!("the evidence for `{title}`", "“{title}”的佐证", title = indicator_title(program, id))
        }
        Question::State(id) => words!("the state of `{title}`", "“{title}”的评定结果", title = indicator_title(program, id)),
        Question::Points(id) => {
            words!("the judge's points for `{title}`", "“{title}”的评定分", title = indicator_title(program, id))
        }
    }
}

/// What was asked of the submission.
#[must_use]
pub fn asked_words(program: &Program, asked: Asked) -> Words {
    match asked {
        Asked::Question(question) => question_words(program, question),
        Asked::ParentAttribute(id) => {
            words!("`{title}` of its parent", "所在单位的“{title}”", title = input_title(program, id))
        }
        Asked::Sequence => Words::new("its sequence", "序列"),
        Asked::ParentSequence => Words::new("the sequence of its parent", "所在单位的序列"),
        Asked::Field { register, field, .. } => Words::quoted(field_title(program, register, field)),
    }
}

fn step_title(program: &Program, id: IndicatorId, place: usize) -> String {
    use crate::model::Method;
    let steps = program.indicators[id].chain.links.iter().find_map(|link| match &link.method {
        Method::Steps(steps) => Some(steps),
        Method::Quantify(_) | Method::State(_) | Method::Survey(_) | Method::Start(_) | Method::Compete(_) => None,
    });
    let step = steps.and_then(|steps| steps.steps.get(place));
    step.map_or_else(|| (place + 1).to_string(), |step| step.title.clone().unwrap_or_else(|| step.name.clone()))
}

/// A reason in plain words: lower case, no full stop, true on its own.
#[must_use]
pub fn reason_words(program: &Program, reason: &Reason) -> Words {
    match &reason.kind {
        ReasonKind::Unanswered(question) => {
            let asked = question_words(program, *question);
            words!("{en} is missing", "{zh}缺报", en = asked.english, zh = asked.chinese)
        }
        ReasonKind::NotDue { question, due, put_off_from: None } => {
            let asked = question_words(program, *question);
            words!("{en} is not due until {due}", "{zh}到 {due} 才到期", en = asked.english, zh = asked.chinese, due = due)
        }
        ReasonKind::NotDue { question, due, put_off_from: Some(own) } => {
            let asked = question_words(program, *question);
            words!(
                "{en} is put off from {own} to {due}",
                "{zh}由 {own} 延期至 {due}",
                en = asked.english,
                zh = asked.chinese,
                own = own,
                due = due
            )
        }
        ReasonKind::NotSeen(question, day) => {
            let asked = question_words(program, *question);
            words!(
                "{en} came about on {day}, after the day of scoring",
                "{zh}发生于 {day}，在计分日之后",
                en = asked.english,
                zh = asked.chinese,
                day = day
            )
        }
        ReasonKind::ParentUnanswered(id) => {
            words!("`{title}` of its parent is missing", "所在单位的“{title}”缺报", title = input_title(program, *id))
        }
        ReasonKind::NoParent => Words::new("it has no parent", "没有所在单位"),
        ReasonKind::NobodyAbove(level) => {
            let level = &program.levels[*level];
            let title = level.title.as_deref().unwrap_or(&level.name);
            words!("it lies in no `{title}`", "不隶属于任何“{title}”", title = title)
        }
        ReasonKind::NobodyBelow(level) => {
            let level = &program.levels[*level];
            let title = level.title.as_deref().unwrap_or(&level.name);
            words!("no `{title}` below it counts", "其下没有计入的“{title}”", title = title)
        }
        ReasonKind::OfSubject(name, kind) => {
            let own = Reason { kind: (**kind).clone(), ..reason.clone() };
            let own = reason_words(program, &own);
            words!("from `{name}`: {e}", "来自“{name}”：{z}", name = name, e = own.english, z = own.chinese)
        }
        ReasonKind::NotCompeting => Words::new("it takes no part in this contest", "不参加此项评比"),
        ReasonKind::CompetitorMissing => Words::new("a value of a competitor is missing", "有参评单位的数据缺报"),
        ReasonKind::TooFewCompetitors { there, needed } => {
            words!("{there} compete where {needed} must", "参评 {there} 个，少于规定的 {needed} 个", there = there, needed = needed)
        }
        ReasonKind::BestNotAboveZero => {
            Words::new("the best value is not above 0, so nothing is in proportion to it", "最优值不大于 0，无法按比例计分")
        }
        ReasonKind::PlacesOpen => {
            Words::new("the places can still move, for values of others are outstanding", "其他参评单位的数据未定，名次仍可能变动")
        }
        ReasonKind::NoGrade => Words::new("no grade is declared for it", "没有适用的等次规定"),
        ReasonKind::NoSequence => Words::new("it has no sequence", "没有序列"),
        ReasonKind::EmptyField(register, place) => words!(
            "`{field}` is missing in an entry of `{register}`",
            "“{register}”的一条记录缺“{field}”",
            field = field_title(program, *register, *place),
            register = register_title(program, *register)
        ),
        ReasonKind::NothingLeft => Words::new("there is nothing to take it of", "没有可供计算的值"),
        ReasonKind::IndicatorNotApplicable(id) => {
            words!("`{title}` is not applicable", "“{title}”不适用", title = indicator_title(program, *id))
        }
        ReasonKind::IndicatorWaived(id) => {
            words!("the subject is exempt from `{title}`", "该对象已获豁免“{title}”", title = indicator_title(program, *id))
        }
        ReasonKind::Waived(approval) => {
            let exempt = Words::new("exempt", "豁免");
            match approval.as_ref().map(|approval| approval_words(program, approval)) {
                Some(approved) => words!("exempt, {e}", "豁免，{z}", e = approved.english, z = approved.chinese),
                None => exempt,
            }
        }
        ReasonKind::RulingRefused(why) => {
            let row = reason.origin.as_ref().map_or(0, |origin| origin.row);
            words!(
                "a ruling that may be about it is refused (row {row}): {e}",
                "可能针对它的处理意见未被采用（第 {row} 行）：{z}",
                row = row,
                e = why.english,
                z = why.chinese
            )
        }
        ReasonKind::IndicatorNotOnCard(id) => {
            words!("`{title}` does not judge this subject", "“{title}”不考核该对象", title = indicator_title(program, *id))
        }
        ReasonKind::NoMethodUsed(id) => {
            words!("no method of `{title}` could be applied", "“{title}”没有可用的评价方式", title = indicator_title(program, *id))
        }
        ReasonKind::PartNotApplicable(id) => {
            words!("part `{title}` is not applicable", "部分“{title}”不适用", title = part_title(program, *id))
        }
        ReasonKind::PartNotOnCard(id) => {
            words!("part `{title}` is of another scorecard", "部分“{title}”属于另一张计分卡", title = part_title(program, *id))
        }
        ReasonKind::NoTotal => Words::new("nothing on the scorecard is applicable", "计分卡上没有适用的内容"),
        ReasonKind::AwaitsJudgement(id, role) => {
            let (title, role) = (indicator_title(program, *id), role_words(program, *role));
            words!("`{title}` awaits the judgement of {en}", "“{title}”等待{zh}评定", title = title, en = role.english, zh = role.chinese)
        }
        ReasonKind::AwaitsPoints(id, role) => {
            let (title, role) = (indicator_title(program, *id), role_words(program, *role));
            words!(
                "`{title}` awaits the points of {en} inside the range of its state",
                "“{title}”等待{zh}在所定区间内给分",
                title = title,
                en = role.english,
                zh = role.chinese
            )
        }
        ReasonKind::TooFewRaters { indicator, group, raters, needed } => words!(
            "{raters} of the {all} needed in `{group}`",
            "“{group}”测评人 {raters} 人，至少需 {needed} 人",
            raters = raters,
            all = counted(needed, "rater"),
            needed = needed,
            group = group_title(program, *indicator, *group)
        ),
        ReasonKind::BallotsOut(id, group) => words!(
            "the ballots of `{group}` for `{title}` are out and not back yet",
            "“{group}”对“{title}”的测评票已发出，尚未收回",
            group = group_title(program, *id, *group),
            title = indicator_title(program, *id)
        ),
        ReasonKind::UnclearBallots => {
            let row = reason.origin.as_ref().map_or(0, |origin| origin.row);
            words!(
                "row {row} of the ballots does not say whom or what it is about, so it may be about this",
                "测评票第 {row} 行看不出属于哪个对象或指标，有可能属于此处",
                row = row
            )
        }
        ReasonKind::BallotsNotDue(due) => {
            words!("the ballots of the survey count from {due}", "测评票自 {due} 起计入", due = due)
        }
        ReasonKind::BallotsNotDelivered => Words::new("the ballots of the survey were not delivered", "测评票未报送"),
        ReasonKind::Unassigned(id) => {
            let row = reason.origin.as_ref().map_or(0, |origin| origin.row);
            words!(
                "row {row} of register `{title}` names nobody who is in the data, so it may be about this subject",
                "台账“{title}”第 {row} 行所指的对象不在数据中，有可能是该对象",
                row = row,
                title = register_title(program, *id)
            )
        }
        ReasonKind::EntriesToCome(id) => words!(
            "register `{title}` may receive entries until {day}",
            "台账“{title}”至 {day} 仍可能有新记录",
            title = register_title(program, *id),
            day = program.header.closes
        ),
        ReasonKind::UnclearMonth(level) => {
            let row = reason.origin.as_ref().map_or(0, |origin| origin.row);
            words!(
                "row {row} of `{level}.monthly` does not say whom it is about, so it may be about this subject",
                "“{level}”按月数据的第 {row} 行看不出属于谁，有可能属于该对象",
                row = row,
                level = program.levels[*level].name
            )
        }
        ReasonKind::Indicator(id) => {
            words!("`{title}` has no score yet", "“{title}”尚无得分", title = indicator_title(program, *id))
        }
        ReasonKind::Part(id) => words!("part `{title}` has no score yet", "部分“{title}”尚无得分", title = part_title(program, *id)),
        ReasonKind::Total => Words::new("there is no final total yet", "总分尚未确定"),
        ReasonKind::BadAnswer(_, words)
        | ReasonKind::BadField(_, _, words)
        | ReasonKind::BadBallot(_, words)
        | ReasonKind::BadRow(words) => words.clone(),
        ReasonKind::NotDelivered(id) => {
            words!("register `{title}` was not delivered", "台账“{title}”未报送", title = register_title(program, *id))
        }
        ReasonKind::DeclaredInvalid => Words::new("the rules say that this is invalid", "规则规定此情形无效"),
        ReasonKind::DivisionByZero => Words::new("a division by zero", "除数为零"),
        ReasonKind::NoRow(ty, value) => {
            let value = show_value(program, ty, value);
            words!("no row holds {en}", "没有一行包含 {zh}", en = value.english, zh = value.chinese)
        }
        ReasonKind::TwoRows(ty, value) => {
            let value = show_value(program, ty, value);
            words!("two rows hold {en}", "有两行同时包含 {zh}", en = value.english, zh = value.chinese)
        }
        ReasonKind::MissingDecides => {
            Words::new("a value is missing where the rules do not say what that means", "规则未说明缺报时如何处理")
        }
        ReasonKind::BeyondCalendar => Words::new("a day beyond the calendar", "日期超出历法范围"),
        ReasonKind::TooLong => Words::new("a number with too many digits to work with", "数字过长，无法继续计算"),
        ReasonKind::Circle => Words::new("it reads its own result", "引用了自身的结果"),
        ReasonKind::WrongType => Words::new("a value does not fit its place", "值与其位置不符"),
        ReasonKind::WhomUnknown => Words::new("it cannot be told whom the rule is for", "无法判断规则适用于谁"),
        ReasonKind::DeclaredNotApplicable => Words::new("the rules say that it is not applicable", "规则规定不适用"),
        ReasonKind::NothingApplicable => Words::new("nothing in it is applicable", "其中没有适用的内容"),
        ReasonKind::BonusesAlone => Words::new(
            "only indicators of 0 points are applicable in it, and their bonus counts for nothing",
            "其中适用的只有分值为 0 的指标，其加分不计",
        ),
        ReasonKind::TooFew => Words::new("too little in it is applicable", "其中适用的内容不足"),
        ReasonKind::NoScorecard => Words::new("no scorecard fits it", "没有适用的计分卡"),
        ReasonKind::SeveralScorecards => Words::new("several scorecards fit it", "有多张适用的计分卡"),
        ReasonKind::SeveralGrades => Words::new("several declarations of grades fit it", "有多个适用的等次规定"),
        ReasonKind::SeveralRanks => Words::new("several ranks fit it", "有多个适用的排名规定"),
        ReasonKind::NoGradeRow => Words::new("no row of the grades holds", "没有一行等次条件成立"),
    }
}

/// Why a number does not count as a count.
pub(super) fn no_count_words(number: &Number) -> Words {
    words!("a count is a whole number, 0 or more, found {number}", "个数应为 0 或正整数，实为 {number}", number = show_number(number))
}

/// Why a judge's points do not count: they lie outside the range of the state.
pub(super) fn outside_range_words(points: &Number, low: &Number, high: &Number) -> Words {
    words!(
        "the judge's points must be between {low} and {high}, found {points}",
        "评定分应在 {low} 与 {high} 之间，实为 {points}",
        low = show_number(low),
        high = show_number(high),
        points = show_number(points)
    )
}

/// Why a judge's points do not count: the state leaves no range.
pub(super) fn no_range_words(program: &Program, state: &State, judged: usize) -> Words {
    let name = program.choices[state.choice].values.get(judged).map_or("", |value| value.name.as_str());
    words!("points are given, and `{name}` leaves the judge no range", "填了分数，而“{name}”没有评分幅度", name = name)
}

/// Why a judge's points do not count: no state is judged.
pub(super) fn no_state_words() -> Words {
    words!("points are given, and no state", "填了分数，却没有填评定状态")
}
