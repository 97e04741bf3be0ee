//! Messages about exemptions and awards.

use super::{guess, listed, sure};
use crate::data::table::Cell;
use crate::data::unseen::shown;
use crate::diagnostics::{Diagnostic, catalogue};
use crate::model::{Effect, Program, Ruling, RulingAbout, RulingKind};
use crate::text::{Span, Words};
use crate::value::{Day, Number};
use crate::words;

/// The name nearest to what was written, and whether it is surely meant.
pub(super) type Near<'a> = Option<(&'a str, bool)>;

/// With the name that was probably meant, or else this help.
pub(super) fn meaning(diagnostic: Diagnostic, cell: &Cell, near: Near<'_>, else_help: Words) -> Diagnostic {
    match near {
        Some((name, true)) => sure(diagnostic, cell, name),
        Some((name, false)) => guess(diagnostic.help(words!("did you mean `{name}`?", "是否应为“{name}”？", name = name)), cell, name),
        None => diagnostic.help(else_help),
    }
}

/// What `unknown_indicator` says of a name.
fn nothing_called(cell: &Cell, message: Words) -> Diagnostic {
    Diagnostic::new(catalogue::RULING_ON_UNKNOWN_INDICATOR, cell.span, message)
}

/// Neither an indicator nor a part.
pub fn unknown_indicator(cell: &Cell, near: Near<'_>) -> Diagnostic {
    let text = shown(&cell.text);
    let message = words!("no indicator and no part is called `{text}`", "没有名为“{text}”的指标或部分", text = text);
    let help = words!(
        "write the name of an indicator, or the path of a part for all indicators below it",
        "请填写指标名称；如针对某部分的全部指标，填写该部分的路径"
    );
    meaning(nothing_called(cell, message), cell, near, help)
}

/// An input that is asked every month: it has a day for each of them, and none alone can be put off.
pub fn monthly_question(cell: &Cell, indicator: &str, name: &str, names: &[&str]) -> Diagnostic {
    let message = words!(
        "`{indicator}.{name}` is asked every month, so it has no single day that could be put off",
        "“{indicator}.{name}”按月填报，没有可以单独延期的到期日",
        indicator = indicator,
        name = shown(name)
    );
    let diagnostic = nothing_called(cell, message);
    if names.is_empty() {
        return diagnostic.help(words!(
            "its months keep their days; an exemption can take `{indicator}` out: `not applicable`",
            "各月到期日不变；可以豁免“{indicator}”，写“不适用”",
            indicator = indicator
        ));
    }
    let list = listed(names.iter().copied(), 8);
    diagnostic.help(words!("what can be put off is {e}", "可以延期的有{z}", e = list.english, z = list.chinese))
}

/// An indicator that has no such input or step.
pub fn unknown_question(cell: &Cell, indicator: &str, name: &str, names: &[&str], near: Near<'_>) -> Diagnostic {
    let list = listed(names.iter().copied(), 8);
    let message = words!(
        "`{indicator}` has no step or input called `{name}`",
        "“{indicator}”没有名为“{name}”的步骤或数据项",
        indicator = indicator,
        name = shown(name)
    );
    let diagnostic = nothing_called(cell, message);
    if names.is_empty() {
        return diagnostic.help(words!("write `{indicator}` alone", "只写“{indicator}”", indicator = indicator));
    }
    let diagnostic = diagnostic.note(words!("it has {english}", "它有{chinese}", english = list.english, chinese = list.chinese));
    let near = near.map(|(name, sure)| (format!("{indicator}.{name}"), sure));
    let near = near.as_ref().map(|(name, sure)| (name.as_str(), *sure));
    meaning(diagnostic, cell, near, words!("write one of these, or the indicator alone", "请填写其中之一，或只写指标"))
}

/// The id is that of a subject of a kind that is not judged.
pub fn subject_of_other_kind(cell: &Cell, is: &str, indicator: &str, wanted: &[&str], place: Option<Span>) -> Diagnostic {
    let wanted = listed(wanted.iter().copied(), 8);
    let what = if indicator.is_empty() {
        words!("the register is of {english}", "该台账对应{chinese}", english = wanted.english, chinese = wanted.chinese)
    } else {
        words!(
            "`{indicator}` judges {english}",
            "“{indicator}”考核的是{chinese}",
            indicator = shown(indicator),
            english = wanted.english,
            chinese = wanted.chinese
        )
    };
    let mut diagnostic = Diagnostic::new(
        catalogue::RULING_ON_OTHER_KIND,
        cell.span,
        words!(
            "`{id}` is a `{is}`, and {english}",
            "“{id}”属于“{is}”，而{chinese}",
            id = shown(&cell.text),
            is = is,
            english = what.english,
            chinese = what.chinese
        ),
    );
    if let Some(place) = place {
        diagnostic = diagnostic.related(place, words!("it stands here", "它在这里"));
    }
    diagnostic.help(words!("write a subject that it judges, or another indicator", "请填写该指标考核的对象，或改填其他指标"))
}

/// A part that stands on the scorecards of several kinds, and an id that several of them have.
pub fn ambiguous_subject(cell: &Cell, levels: &[&str]) -> Diagnostic {
    let levels = listed(levels.iter().copied(), 8);
    Diagnostic::new(
        catalogue::AMBIGUOUS_RULED_SUBJECT,
        cell.span,
        words!(
            "`{id}` is an id of {english}: which is meant cannot be known",
            "{chinese}中都有编号“{id}”，无法判断所指是哪一个",
            id = shown(&cell.text),
            english = levels.english.replace(", ", " and of "),
            chinese = levels.chinese
        ),
    )
    .help(words!(
        "name the indicators one by one, each in a row of its own: an indicator judges one kind only",
        "请逐行列出各项指标：一项指标只考核一类对象"
    ))
}

/// None of the effects.
pub fn unknown_effect(cell: &Cell, names: &[&str], near: Near<'_>) -> Diagnostic {
    let list = listed(names.iter().copied(), 8);
    let message = words!("`{text}` is no effect of a ruling", "“{text}”不是规定的处理方式", text = shown(&cell.text));
    let diagnostic = Diagnostic::new(catalogue::UNKNOWN_EFFECT, cell.span, message).note(words!(
        "there are {english}; behind `points` stands a number, behind `due` a date",
        "处理方式有{chinese}；“得分”后写分数，“延期至”后写日期",
        english = list.english,
        chinese = list.chinese
    ));
    meaning(diagnostic, cell, near, words!("write one of these", "请填写其中之一"))
}

/// Why an effect does not fit.
#[derive(Clone, Debug)]
pub enum Unfit<'a> {
    /// An award that takes something out of the evaluation.
    Exemption(&'a str),
    /// Only a later day can be about a single step or input.
    OnlyDue {
        /// What was ruled.
        word: &'a str,
        /// The indicator.
        name: &'a str,
    },
    /// So many points for a whole part.
    PointsForPart(&'a str),
    /// A later day, which is not said.
    NoDay(&'a str),
    /// A later day, and nothing has a day.
    NothingDue,
    /// A day that is not later.
    NotLater(Day),
    /// A day behind the closing day.
    AfterClosing(Day),
    /// An entry is named, and the effect strikes none.
    EntryNotAsked(&'a str),
}

/// An effect that does not fit what it is about.
pub fn unfit_effect(cell: &Cell, unfit: &Unfit<'_>) -> Diagnostic {
    let (message, help) = match unfit {
        Unfit::Exemption(word) => (
            words!("`{word}` is an exemption, not an award", "“{word}”属于豁免，不属于核定", word = word),
            words!("move the row to `exemptions.csv`", "请将该行移到“豁免.csv”"),
        ),
        Unfit::OnlyDue { word, name } => (
            words!(
                "`{word}` is about a whole indicator, and this is one step or input of `{name}`",
                "“{word}”针对整项指标，而这里是“{name}”的一个步骤或数据项",
                word = word,
                name = name
            ),
            words!("write `{name}` alone", "只写“{name}”", name = name),
        ),
        Unfit::PointsForPart(part) => (
            words!(
                "points are given to one indicator, and `{part}` is not an indicator",
                "分数只能给予一项指标，而“{part}”不是指标",
                part = shown(part)
            ),
            words!("name the indicator", "请填写指标"),
        ),
        Unfit::NoDay(word) => (
            words!("`{word}` does not say until when", "“{word}”没有写明日期", word = word),
            words!("write `{word} 2025-06-30`", "写成“{word} 2025-06-30”", word = word),
        ),
        Unfit::NothingDue => (
            words!("nothing in it is due on a day of its own, so no later day can be given", "其中没有规定期限的步骤或数据项，不能延期"),
            words!("name an indicator with steps or inputs that have a day", "请填写含有期限的步骤或数据项的指标"),
        ),
        Unfit::NotLater(due) => (
            words!("that day is not later: it is due on {due} as it is", "该日期并未延后：原期限为 {due}", due = due),
            words!("write a day after {due}", "请填写 {due} 之后的日期", due = due),
        ),
        Unfit::AfterClosing(closes) => (
            words!("that day lies behind the closing day, {closes}", "该日期在截止日 {closes} 之后", closes = closes),
            words!("write a day up to {closes}", "请填写不晚于 {closes} 的日期", closes = closes),
        ),
        Unfit::EntryNotAsked(word) => (
            words!("an entry is named, but `{word}` strikes none", "填写了台账记录，但“{word}”并不剔除记录", word = word),
            words!("empty the columns of the entry, or write `entry struck` as the effect", "请清空台账和记录，或将处理方式写成“剔除记录”"),
        ),
    };
    Diagnostic::new(catalogue::UNFIT_EFFECT, cell.span, message).help(help)
}

/// What is wrong with points.
#[derive(Clone, Debug)]
pub enum PointsFault<'a> {
    /// The effect needs some.
    Missing(&'a str),
    /// The effect needs none.
    NotAsked(&'a str),
    /// In the effect and in the column.
    Twice,
    /// Beyond what the indicator can give.
    Outside {
        /// The indicator.
        indicator: &'a str,
        /// The least it can give.
        low: &'a Number,
        /// The most.
        high: &'a Number,
        /// Where that is written.
        span: Span,
    },
    /// Finer than scores are: what rounding would make of them.
    OffGrid(Number),
}

/// Points that cannot be those of a ruling.
pub fn ruled_points(cell: &Cell, fault: PointsFault<'_>) -> Diagnostic {
    let new = |message| Diagnostic::new(catalogue::UNFIT_RULED_POINTS, cell.span, message);
    match fault {
        PointsFault::Missing(word) => new(words!("`{word}` does not say how many", "“{word}”没有写明多少", word = word)).help(words!(
            "write `{word} 8`, or fill in the column of points",
            "写成“{word} 8”，或填写分数列",
            word = word
        )),
        PointsFault::NotAsked(word) => {
            let message = words!("points are filled in, but the effect is `{word}`", "填写了分数，但处理方式是“{word}”", word = word);
            sure(new(message), cell, "")
        }
        PointsFault::Twice => sure(new(words!("the effect says the points already", "处理方式中已写明分数")), cell, ""),
        PointsFault::Outside { indicator, low, high, span } => new(words!(
            "`{indicator}` gives from {low} to {high} points, not {text}",
            "“{indicator}”的分数在 {low} 至 {high} 之间，不能为 {text}",
            indicator = indicator,
            low = low,
            high = high,
            text = shown(&cell.text)
        ))
        .related(span, words!("its points", "其分值"))
        .help(words!("write points from {low} to {high}", "请填写 {low} 至 {high} 之间的分数", low = low, high = high)),
        PointsFault::OffGrid(rounded) => {
            let message = words!(
                "{text} points are finer than the scores of this rulebook are rounded to",
                "{text} 分的精度超过本规则得分的舍入位数",
                text = shown(&cell.text)
            );
            let rounded = rounded.to_string();
            guess(new(message).help(words!("did you mean `{rounded}`?", "是否应为“{rounded}”？", rounded = rounded)), cell, &rounded)
        }
    }
}

/// Nobody the rules know.
pub fn unknown_approver(cell: &Cell, names: &[&str], near: Near<'_>) -> Diagnostic {
    let text = shown(&cell.text);
    let message = words!("no role and no member is called `{text}`", "没有名为“{text}”的角色或成员", text = text);
    let diagnostic = Diagnostic::new(catalogue::UNKNOWN_APPROVER, cell.span, message).note(words!(
        "whoever approves must be known to the rulebook; an outsider is a role that nobody holds",
        "批准人须在考核规则中声明；外部人员声明为没有成员担任的角色"
    ));
    // A name has no space in it; what people write of a person is the title of a role.
    let declared = if is_name(&cell.text) {
        words!("declare `role {text} \"…\"`", "声明“角色 {text} \"…\"”", text = text)
    } else {
        words!(
            "declare `role approver \"{text}\"` and write `approver`",
            "声明“角色 批准人 \"{text}\"”后填写“批准人”",
            text = text.replace('"', "")
        )
    };
    if names.is_empty() {
        return diagnostic.help(words!("{e}", "请{z}", e = declared.english, z = declared.chinese));
    }
    let names = listed(names.iter().copied(), 8);
    let help = words!(
        "write one of {english}, or {e}",
        "请填写{chinese}之一，或{z}",
        english = names.english,
        chinese = names.chinese,
        e = declared.english,
        z = declared.chinese
    );
    meaning(diagnostic, cell, near, help)
}

/// Whether a text could be the name of a role.
fn is_name(text: &str) -> bool {
    let begins = |letter: char| letter.is_alphabetic() || letter == '_';
    text.starts_with(begins) && text.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// The subject itself, or a role it holds.
pub fn approved_by_itself(cell: &Cell, role: Option<Span>) -> Diagnostic {
    let text = shown(&cell.text);
    let message = match role {
        Some(_) => words!(
            "the subject holds `{text}`, and would approve a ruling about itself",
            "“{text}”由该对象担任，不能批准关于本身的处理意见",
            text = text
        ),
        None => words!("`{text}` would approve a ruling about itself", "“{text}”不能批准关于本身的处理意见", text = text),
    };
    let mut diagnostic = Diagnostic::new(catalogue::APPROVED_BY_ITSELF, cell.span, message);
    if let Some(role) = role {
        diagnostic = diagnostic.related(role, words!("the role and who holds it", "角色及担任者"));
    }
    diagnostic.help(words!("have it approved by somebody else", "请由其他角色或成员批准"))
}

/// A day on which nothing of that year could be ruled.
pub fn ruled_outside(cell: &Cell, day: Day, year: i64, closes: Day) -> Diagnostic {
    Diagnostic::new(
        catalogue::RULED_OUTSIDE_THE_YEAR,
        cell.span,
        words!(
            "{day} is not between 1 January {year} and the closing day, {closes}",
            "{day} 不在 {year} 年 1 月 1 日至截止日 {closes} 之间",
            day = day,
            year = year,
            closes = closes
        ),
    )
    .note(words!("what is ruled later belongs to an appeal or to the next year", "此后作出的处理属于申诉或下一年度"))
    .help(words!("write the day of the approval", "请填写批准日期"))
}

/// No reason.
pub fn without_reason(cell: &Cell) -> Diagnostic {
    Diagnostic::new(catalogue::RULING_WITHOUT_REASON, cell.span, words!("there is no reason", "没有写明理由"))
        .note(words!("a ruling that nobody can justify later is not one", "日后无法说明理由的处理不能成立"))
        .help(words!("say why, in a sentence", "请用一句话写明理由"))
}

/// Two rulings about one thing.
pub fn ruled_twice(program: &Program, [(first, one), (second, other)]: [(&Ruling, &str); 2]) -> Diagnostic {
    // Two tables of one kind, of which one came with an appeal, are told apart by their files.
    let of = |ruling: &Ruling, file: &str| {
        let row = ruling.origin.row;
        if first.origin.span.source == second.origin.span.source || first.kind != second.kind {
            return words!("row {row}", "第 {row} 行", row = row);
        }
        words!("row {row} of `{file}`", "“{file}”第 {row} 行", row = row, file = file)
    };
    let (first_row, second_row) = (of(first, one), of(second, other));
    let about = |ruling: &Ruling| match &ruling.about {
        RulingAbout::Indicator(id) | RulingAbout::Question(id, _) => program.indicators[*id].name.clone(),
        RulingAbout::Part(path) => path.clone(),
        RulingAbout::Everything => match &ruling.effect {
            Effect::EntryStruck(register, _) => program.registers[*register].name.clone(),
            Effect::NotApplicable | Effect::FullPoints | Effect::Points(_) | Effect::Due(_) => String::new(),
        },
    };
    let table = |ruling: &Ruling| match ruling.kind {
        RulingKind::Exemption => words!("exemption", "豁免"),
        RulingKind::Award => words!("award", "核定"),
    };
    let (one, other) = (table(first), table(second));
    let message = words!(
        "two rulings are about `{about}`: the {one_en} in {first_en} and the {other_en} in {second_en}",
        "两项处理意见同时针对“{about}”：{first_zh}的{one_zh}和{second_zh}的{other_zh}",
        about = about(second),
        one_en = one.english,
        one_zh = one.chinese,
        other_en = other.english,
        other_zh = other.chinese,
        first_en = first_row.english,
        first_zh = first_row.chinese,
        second_en = second_row.english,
        second_zh = second_row.chinese
    );
    Diagnostic::new(catalogue::RULED_TWICE, second.origin.span, message)
        .related(first.origin.span, words!("the other ruling", "另一项处理意见"))
        .note(words!("no row wins over another: both are refused", "各行不分先后，两项均不采用"))
        .help(words!("keep one of the two rows", "请只保留一行"))
}

/// Why a correction cannot be made.
#[derive(Clone, Debug)]
pub enum Correction<'a> {
    /// The row is about another subject.
    OtherSubject(&'a str),
    /// The table is about another kind of subject.
    OtherKind {
        /// What the table is about.
        is: &'a str,
        /// What the subject is.
        wanted: &'a str,
    },
    /// The register was not delivered, so it has nothing that could be corrected.
    NotDelivered(&'a str),
    /// The table has no row, and the subject none that would go with it.
    NoRow(&'a str),
    /// The row says whose it is and nothing else: the columns that say so.
    NoColumn(&'a Words),
    /// The table holds ballots of surveys, which are cast by others.
    Ballots,
    /// Another table of the appeal corrects the same.
    Again {
        /// Where that one does.
        first: Span,
        /// Its file.
        file: &'a str,
    },
    /// It cannot be told what the table holds.
    UnknownTable {
        /// The kind of subject that is corrected.
        level: &'a str,
        /// What the column of its ids is called.
        id: &'a str,
    },
}

/// Corrected data that is not about the subject of the appeal.
pub fn correction_of_other(span: Span, found: &str, correction: &Correction<'_>) -> Diagnostic {
    let found = shown(found);
    let (message, help) = match correction {
        Correction::OtherSubject(id) => (
            words!(
                "the row is about `{found}`, and the appeal is that of `{id}`",
                "该行属于“{found}”，而申诉的是“{id}”",
                found = found,
                id = id
            ),
            words!("keep the rows of `{id}` alone", "只保留“{id}”的行", id = id),
        ),
        Correction::OtherKind { is, wanted } => (
            words!(
                "`{found}` is about `{is}`, and the appeal is that of a `{wanted}`",
                "“{found}”对应“{is}”，而申诉的对象属于“{wanted}”",
                found = found,
                is = is,
                wanted = wanted
            ),
            words!("give data of `{wanted}`", "请给出“{wanted}”的数据", wanted = wanted),
        ),
        Correction::NotDelivered(register) => (
            words!(
                "register `{register}` was not delivered, so there is nothing to correct in it",
                "台账“{register}”未报送，其中没有可更正的内容",
                register = register
            ),
            words!("add it to the data", "请将其补入数据"),
        ),
        Correction::NoRow(id) => (
            words!("`{found}` has no row, so it corrects nothing", "“{found}”没有数据行，未更正任何内容", found = found),
            words!("add a row for `{id}` with what is to change", "请为“{id}”补上一行，填写要更正的内容", id = id),
        ),
        Correction::NoColumn(keys) => (
            words!(
                "`{found}` has no column beside {english}, so it corrects nothing",
                "“{found}”除{chinese}外没有其他列，未更正任何内容",
                found = found,
                english = keys.english,
                chinese = keys.chinese
            ),
            words!("add the columns that are to change", "请补上要更正的列"),
        ),
        Correction::Ballots => (
            words!(
                "`{found}` holds ballots, which are cast by others and not by the subject",
                "“{found}”是测评票，由他人填写，不属于该对象的数据",
                found = found
            ),
            words!("correct the ballots in the data itself", "请直接在数据中更正测评票"),
        ),
        Correction::Again { file, .. } => (
            words!(
                "`{found}` is corrected twice, here and in `{file}`",
                "“{found}”更正了两次：此处与“{file}”",
                found = found,
                file = shown(file)
            ),
            words!("keep the one that is right", "保留正确的一处"),
        ),
        Correction::UnknownTable { level, id } => (
            words!("it cannot be told what `{found}` corrects", "无法判断“{found}”更正的是什么", found = found),
            words!(
                "begin with a column `{id}` for answers of `{level}`, or call the file like the register it corrects",
                "填报内容以“{id}”列开头（“{level}”）；更正台账时请使用台账的文件名",
                id = id,
                level = level
            ),
        ),
    };
    let finding = Diagnostic::new(catalogue::CORRECTION_OF_OTHER, span, message).help(help);
    let Correction::Again { first, .. } = correction else { return finding };
    finding
        .related(*first, words!("corrected here as well", "此处也作了更正"))
        .note(words!("no table wins over another: neither corrects anything", "各表不分先后，均未更正任何内容"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::table::Form;
    use crate::text::SourceMap;

    fn help(text: &str) -> Words {
        let mut sources = SourceMap::default();
        let id = sources.add("exemptions.csv", text);
        let cell = Cell { text: text.to_owned(), span: sources.file(id).span(), form: Form::Bare, row: 2 };
        unknown_approver(&cell, &[], None).help.expect("there is a help")
    }

    #[test]
    fn a_role_is_declared_by_a_name() {
        assert_eq!(help("inspector").english, "declare `role inspector \"…\"`");
        assert_eq!(help("王局长").chinese, "请声明“角色 王局长 \"…\"”");
        assert_eq!(help("Mr Wang").english, "declare `role approver \"Mr Wang\"` and write `approver`");
        assert_eq!(help("王局长（主管）").chinese, "请声明“角色 批准人 \"王局长（主管）\"”后填写“批准人”");
    }
}
