//! What a ruling says, and whether that fits what it is about.

use super::super::cells::near;
use super::super::messages::rulings::{self as messages, PointsFault, Unfit};
use super::super::numbers;
use super::super::table::{Cell, Form};
use super::{RowReading, RulingColumn, Rulings, Target, questions};
use crate::data::dates;
use crate::model::{Effect, IndicatorId, Question, RulingKind};
use crate::text::{Language, Span};
use crate::types::Type;
use crate::value::{Day, Number};

/// What the cells say, before it is held against the rules.
#[derive(Clone, Debug)]
pub(super) enum Said {
    NotApplicable,
    FullPoints,
    /// So many points, where they could be read.
    Points(Option<(Number, Cell)>),
    /// That day, where it could be read.
    Due(Option<Day>),
    Struck,
}

/// The words for an effect: in English, in Chinese, and others that surely mean it.
const WORDS: [(&str, &str, &[&str]); 5] = [
    ("not applicable", "不适用", &["exempt", "exempted", "waived", "waive", "exemption", "n/a", "免考", "免予考核", "不考核", "豁免"]),
    ("full points", "满分", &["full", "full score", "full marks", "计满分", "按满分计"]),
    ("points", "得分", &["score", "计分", "分数", "核定分", "核定"]),
    ("due", "延期至", &["extended", "extended to", "extension", "postponed to", "延期", "延至", "延期到", "展期"]),
    ("entry struck", "剔除记录", &["struck", "strike", "strike entry", "entry removed", "记录剔除", "剔除", "删除记录"]),
];

/// The word for an effect.
pub(super) fn word(said: &Said, language: Language) -> &'static str {
    let place = match said {
        Said::NotApplicable => 0,
        Said::FullPoints => 1,
        Said::Points(_) => 2,
        Said::Due(_) => 3,
        Said::Struck => 4,
    };
    let [first, ..] = WORDS;
    let (english, chinese, _) = WORDS.get(place).copied().unwrap_or(first);
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// The place of a word among [`WORDS`], and what stands behind it.
fn taken_apart(text: &str) -> Option<(usize, &str)> {
    WORDS.iter().enumerate().find_map(|(place, (english, chinese, _))| {
        if let Some(rest) = text.strip_prefix(english).filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            return Some((place, rest));
        }
        text.strip_prefix(chinese).map(|rest| (place, rest))
    })
}

/// What may stand between a word and its figures.
const BEHIND_WORD: [char; 6] = [' ', ':', '：', '=', '＝', '-'];

/// A word that is no effect, and the figures that stand behind it. A hyphen right behind the word may join the two, so
/// it is no sign.
fn argument(text: &str) -> (&str, &str) {
    let start = text.find(|letter: char| letter.is_ascii_digit()).unwrap_or(text.len());
    let (word, rest) = text.split_at(start);
    let signed = word.strip_suffix('-').filter(|word| word.is_empty() || word.ends_with([' ', ':', '：', '=', '＝']));
    match signed {
        Some(word) if !rest.is_empty() => (word.trim_end_matches(BEHIND_WORD), text.get(start - 1..).unwrap_or(rest)),
        Some(_) | None => (word.trim_end_matches(BEHIND_WORD), rest),
    }
}

fn without_unit(figures: &str) -> &str {
    figures.trim_end_matches('分').trim_end_matches("points").trim()
}

fn is_number(figures: &str) -> bool {
    !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// The piece of a cell behind so many bytes; all of it where its text does not stand as written.
fn piece(cell: &Cell, from: usize) -> Cell {
    let rest = cell.text.get(from..).unwrap_or("");
    let text = rest.trim_start();
    let start = cell.span.start as usize + from + (rest.len() - text.len());
    let span = match cell.form {
        Form::Bare | Form::Quoted => Span::new(cell.span.source, start, start + text.len()),
        Form::JsonEscaped | Form::JsonNumber | Form::JsonFlag | Form::JsonNested | Form::JsonTwice | Form::JsonDoubtful => cell.span,
    };
    Cell { text: text.to_owned(), span, form: cell.form, row: cell.row }
}

impl Rulings<'_> {
    /// What the effect and its argument say; none when that cannot be read.
    pub(super) fn said(&self, reading: &mut RowReading<'_, '_>) -> Option<Said> {
        let cell = self.text(reading, RulingColumn::Effect)?;
        let Some((place, rest)) = taken_apart(&cell.text) else {
            self.unknown(reading, &cell);
            return None;
        };
        let argument = (!rest.is_empty()).then(|| piece(&cell, cell.text.len() - rest.len()));
        let said = match (place, argument) {
            (0, None) => Said::NotApplicable,
            (1, None) => Said::FullPoints,
            (4, None) => Said::Struck,
            (2, argument) => Said::Points(self.points(reading, &cell, argument)),
            (3, argument) => Said::Due(self.due(reading, &cell, argument)),
            _ => {
                self.unknown(reading, &cell);
                return None;
            }
        };
        let column = self.cell(reading.row, RulingColumn::Points);
        if self.is_filled(&column) && !matches!(said, Said::Points(_)) {
            let finding = messages::ruled_points(&column, PointsFault::NotAsked(word(&said, self.sheet.language)));
            self.say(reading, finding, &column, RulingColumn::Points);
        }
        for wanted in [RulingColumn::Register, RulingColumn::Entry] {
            let column = self.cell(reading.row, wanted);
            if self.is_filled(&column) && !matches!(said, Said::Struck) {
                let finding = messages::unfit_effect(&column, &Unfit::EntryNotAsked(word(&said, self.sheet.language)));
                self.say(reading, finding, &column, wanted);
                break;
            }
        }
        Some(said)
    }

    fn unknown(&self, reading: &mut RowReading<'_, '_>, cell: &Cell) {
        let language = self.sheet.language;
        let written = |english: &'static str, chinese: &'static str| match language {
            Language::English => english,
            Language::Chinese => chinese,
        };
        let names: Vec<&str> = WORDS.iter().map(|(english, chinese, _)| written(english, chinese)).collect();
        let mut known: Vec<(&str, Option<&str>)> = Vec::new();
        for (english, chinese, others) in WORDS {
            let name = written(english, chinese);
            known.extend([(name, Some(english)), (name, Some(chinese))]);
            known.extend(others.iter().map(|other| (name, Some(*other))));
        }
        let (word, argument) = argument(&cell.text);
        let points = written("points", "得分");
        let takes_one = |name: &str| name == points || name == written("due", "延期至");
        let meant = match (word, argument) {
            (_, "") => near(&cell.text, &known).map(|(name, sure)| (name.to_owned(), sure)),
            // A number alone, or one with its unit behind it, can only mean points.
            ("", digits) if is_number(without_unit(digits)) => Some((format!("{points} {}", without_unit(digits)), true)),
            ("", _) => None,
            (word, argument) => near(word, &known).filter(|(name, _)| takes_one(name)).map(|(name, sure)| {
                let argument = if name == points { without_unit(argument) } else { argument };
                // `points-4` may mean so many fewer.
                let joined = name == points && cell.text.contains('-') && !argument.starts_with('-');
                (format!("{name} {argument}"), sure && !joined)
            }),
        };
        let finding = messages::unknown_effect(cell, &names, meant.as_ref().map(|(name, sure)| (name.as_str(), *sure)));
        self.say(reading, finding, cell, RulingColumn::Effect);
    }

    /// The points behind the word or in their column.
    fn points(&self, reading: &mut RowReading<'_, '_>, effect: &Cell, argument: Option<Cell>) -> Option<(Number, Cell)> {
        let column = self.cell(reading.row, RulingColumn::Points);
        let filled = self.is_filled(&column);
        let (cell, from) = match argument {
            Some(_) if filled => {
                let finding = messages::ruled_points(&column, PointsFault::Twice);
                self.say(reading, finding, &column, RulingColumn::Points);
                return None;
            }
            Some(argument) => (Cell { text: argument.text.trim_end_matches('分').trim_end().to_owned(), ..argument }, RulingColumn::Effect),
            None if filled => (column, RulingColumn::Points),
            None if column.form == Form::JsonTwice => return None,
            None => {
                let finding = messages::ruled_points(effect, PointsFault::Missing(word(&Said::Points(None), self.sheet.language)));
                self.say(reading, finding, effect, RulingColumn::Effect);
                return None;
            }
        };
        match numbers::read(&cell, &Type::points(), self.context.program) {
            Ok(points) => Some((points, cell)),
            Err(fault) => {
                self.say(reading, *fault, &cell, from);
                None
            }
        }
    }

    fn due(&self, reading: &mut RowReading<'_, '_>, effect: &Cell, argument: Option<Cell>) -> Option<Day> {
        let Some(cell) = argument else {
            let finding = messages::unfit_effect(effect, &Unfit::NoDay(word(&Said::Due(None), self.sheet.language)));
            self.say(reading, finding, effect, RulingColumn::Effect);
            return None;
        };
        match dates::read(&cell, self.context.program.header.year) {
            Ok(day) => Some(day),
            Err(fault) => {
                self.say(reading, *fault, &cell, RulingColumn::Effect);
                None
            }
        }
    }

    /// The effect, held against what it is about.
    pub(super) fn effect(&self, reading: &mut RowReading<'_, '_>, said: &Said, target: &Target, subject: Option<usize>) -> Option<Effect> {
        let cell = self.cell(reading.row, RulingColumn::Effect);
        let word = word(said, self.sheet.language);
        let unfit = |reading: &mut RowReading<'_, '_>, unfit: Unfit<'_>| {
            self.say(reading, messages::unfit_effect(&cell, &unfit), &cell, RulingColumn::Effect);
            None
        };
        let decides = matches!(said, Said::FullPoints | Said::Points(_));
        if self.kind == RulingKind::Award && !decides {
            return unfit(reading, Unfit::Exemption(word));
        }
        if let (false, Target::Question(id, _)) = (matches!(said, Said::Due(_)), target) {
            let name = &self.context.program.indicators[*id].name;
            let asked = self.cell(reading.row, RulingColumn::Indicator);
            self.say(reading, messages::unfit_effect(&asked, &Unfit::OnlyDue { word, name }), &asked, RulingColumn::Indicator);
            return None;
        }
        match said {
            Said::NotApplicable => Some(Effect::NotApplicable),
            Said::FullPoints => Some(Effect::FullPoints),
            Said::Points(points) => {
                let (points, cell) = points.clone()?;
                self.points_fit(reading, points, &cell, target)
            }
            Said::Due(day) => {
                let day = (*day)?;
                match self.moved(day, target) {
                    Ok(()) => Some(Effect::Due(day)),
                    Err(fault) => unfit(reading, fault),
                }
            }
            Said::Struck => self.struck(reading, subject?),
        }
    }

    fn points_fit(&self, reading: &mut RowReading<'_, '_>, points: Number, cell: &Cell, target: &Target) -> Option<Effect> {
        let inline = self.cell(reading.row, RulingColumn::Effect).span.contains(cell.span);
        let column = if inline { RulingColumn::Effect } else { RulingColumn::Points };
        let program = self.context.program;
        let Target::Indicator(id) = target else {
            let asked = self.cell(reading.row, RulingColumn::Indicator);
            let finding = messages::unfit_effect(&asked, &Unfit::PointsForPart(&asked.text));
            self.say(reading, finding, &asked, RulingColumn::Indicator);
            return None;
        };
        let indicator = &program.indicators[*id];
        let limits = &indicator.points;
        let fault = if points < limits.low || points > limits.high {
            Some(PointsFault::Outside { indicator: &indicator.name, low: &limits.low, high: &limits.high, span: limits.span })
        } else {
            let rounded = program.header.scores.rounded.as_ref().map(|rounding| rounding.apply(&points));
            rounded.filter(|rounded| *rounded != points).map(PointsFault::OffGrid)
        };
        let Some(fault) = fault else { return Some(Effect::Points(points)) };
        self.say(reading, messages::ruled_points(cell, fault), cell, column);
        None
    }

    /// Whether a day is later than one that something was due by.
    fn moved(&self, day: Day, target: &Target) -> Result<(), Unfit<'static>> {
        let closes = self.context.program.header.closes;
        let days: Vec<Day> = self.due_questions(target).into_iter().map(|(_, due)| due).collect();
        let Some(earliest) = days.iter().min() else { return Err(Unfit::NothingDue) };
        if day > closes {
            return Err(Unfit::AfterClosing(closes));
        }
        if days.iter().all(|due| day <= *due) { Err(Unfit::NotLater(*earliest)) } else { Ok(()) }
    }

    /// The questions of a target that are due on a day, and the day.
    fn due_questions(&self, target: &Target) -> Vec<(Question, Day)> {
        due_questions(
            self.context.program,
            &self.indicators(target),
            match target {
                Target::Question(_, question) => Some(*question),
                Target::Everything | Target::Indicator(_) | Target::Part(..) => None,
            },
        )
    }
}

/// The questions of indicators that are due on a day, or only one of them.
pub(super) fn due_questions(
    program: &crate::model::Program,
    indicators: &std::collections::BTreeSet<IndicatorId>,
    only: Option<Question>,
) -> Vec<(Question, Day)> {
    let all = indicators.iter().flat_map(|id| questions(program, *id));
    // What is due on the closing day as everything is cannot be put off.
    let own = |(_, question, due): (&str, Question, Option<Day>)| match question {
        Question::Input(_) => due.filter(|due| *due < program.header.closes).map(|due| (question, due)),
        Question::Month(..) | Question::Step(..) | Question::Evidence(_) | Question::State(_) | Question::Points(_) => {
            due.map(|due| (question, due))
        }
    };
    all.filter_map(own).filter(|(question, _)| only.is_none_or(|only| only == *question)).collect()
}
