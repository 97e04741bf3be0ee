//! What a column of a name that nobody asks for may be meant to be.
//!
//! A head may hold hundreds of such names, of a file of another system: what is asked for is gone through once for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Holds;
use super::columns::{self, Ballot, Column, Meaning, Naming, Sheet};
use super::messages::columns::{Guess, unknown_column};
use super::months;
use super::table::{Cell, Shape};
use crate::diagnostics::Diagnostic;
use crate::model::{Program, Question};
use crate::text::{Words, did_you_mean};

/// What names of a head that nobody asks for may stand for.
pub(super) struct Suggestions<'a, 'p> {
    program: &'p Program,
    columns: &'a [Column<'p>],
    /// The columns that the head does not name, each with its place and its name in small letters.
    free: Vec<(usize, &'a Column<'p>, String)>,
    /// What is asked for in other data, by its name.
    elsewhere: Rc<BTreeMap<String, Suggested<'p>>>,
}

/// What an unknown column may be.
pub(super) struct Suggestion<'p> {
    /// The column it stands for, so that its absence is not reported as well.
    pub column: Option<usize>,
    what: Suggested<'p>,
}

#[derive(Clone)]
enum Suggested<'p> {
    Means(String),
    Near(String),
    In(String),
    OfOther(&'p str, &'p str),
    Asks(&'p str, Vec<String>),
    NotThere,
    Nothing,
}

impl Suggestion<'_> {
    pub(super) fn report(&self, cell: &Cell, stem: &str) -> Diagnostic {
        let report = |guess: Guess<'_>| unknown_column(cell, stem, guess);
        match &self.what {
            Suggested::Means(name) => report(Guess::Means(name)),
            Suggested::Near(name) => report(Guess::Near(name)),
            Suggested::In(file) => report(Guess::In(file)),
            Suggested::OfOther(indicator, level) => report(Guess::OfOther { indicator, level }),
            Suggested::Asks(indicator, columns) => {
                let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
                report(Guess::Asks { indicator, columns: &columns })
            }
            Suggested::NotThere => report(Guess::NotThere),
            Suggested::Nothing => report(Guess::Nothing),
        }
    }
}

impl<'a, 'p> Suggestions<'a, 'p> {
    pub(super) fn new(program: &'p Program, sheet: Sheet<'_>, columns: &'a [Column<'p>], head: &BTreeSet<&str>) -> Self {
        Self { program, columns, free: free(columns, head), elsewhere: Rc::new(elsewhere(program, sheet)) }
    }

    /// The same in a row that names these columns alone.
    pub(super) fn within(&self, head: &BTreeSet<&str>) -> Self {
        let Self { program, columns, elsewhere, .. } = self;
        Self { program, columns, free: free(columns, head), elsewhere: Rc::clone(elsewhere) }
    }

    /// What one of the names may stand for.
    pub(super) fn of(&self, name: &str) -> Suggestion<'p> {
        let small = name.to_lowercase();
        let answer = name.rsplit_once('.').map(|(owner, last)| (owner, last.to_lowercase()));
        let titled = |column: &Column<'_>| column.title.as_ref().is_some_and(|title| title.english == name || title.chinese == name);
        let bare = |column: &Column<'_>| column.name.split_once('.').is_some_and(|(_, last)| last == name);
        let of_answer = |column: &Column<'_>| {
            let owner = column.name.rsplit_once('.').map(|(owner, _)| owner);
            answer.as_ref().is_some_and(|(wanted, last)| owner == Some(*wanted) && is_usual_for(column.meaning, last))
        };
        let usual = |column: &Column<'_>| is_usual_for(column.meaning, &small) || of_answer(column);
        let same = self.only(|_, own| own == small);
        let meant = same.or_else(|| self.only(|one, _| titled(one))).or_else(|| self.only(|one, _| bare(one)));
        if let Some((place, column)) = meant.or_else(|| self.only(|one, _| usual(one))) {
            return Suggestion { column: Some(place), what: Suggested::Means(column.name.clone()) };
        }
        if let Some(what) = self.elsewhere.get(name) {
            return Suggestion { column: None, what: what.clone() };
        }
        if let Some(near) = did_you_mean(name, self.free.iter().map(|(_, column, _)| column.name.as_str())) {
            let column = self.columns.iter().position(|column| column.name == near);
            return Suggestion { column, what: Suggested::Near(near.to_owned()) };
        }
        let first = name.split('.').next().unwrap_or(name);
        let of_first = |column: &&Column<'_>| column.name.split_once('.').is_some_and(|(owner, _)| owner == first);
        let asked: Vec<String> = self.columns.iter().filter(of_first).map(|column| column.name.clone()).collect();
        let indicator = self.program.indicators.values().find(|indicator| indicator.name == first);
        let what = match indicator {
            Some(indicator) if !asked.is_empty() => Suggested::Asks(&indicator.name, asked),
            Some(_) | None if self.columns.iter().any(|column| column.meaning.is_given()) => Suggested::NotThere,
            Some(_) | None => Suggested::Nothing,
        };
        Suggestion { column: None, what }
    }

    /// The columns that are not there and may be meant by a name that stands for none of them: those of the indicator it
    /// names, else all.
    ///
    /// A remark resembles nothing, and so does an answer under a name of the sender's own: which of the two it is cannot be
    /// told. Nor does it tell anything that a register has a field of that name. If the answer counted as missing, the
    /// second would get a final score that its sender never reported, and of such a score nobody would look for the key; so
    /// the answer is invalid until the key is put right, which has to be done anyway. A name that begins with an indicator's
    /// belongs to that one, of whatever kind of subject it is.
    pub(super) fn may_be(&self, name: &str) -> Vec<usize> {
        let first = name.split('.').next().unwrap_or(name);
        let owner = self.program.indicators.values().any(|indicator| indicator.name == first).then_some(first);
        let of_owner = |column: &Column<'_>| column.name.split_once('.').map(|(owner, _)| owner) == owner;
        let answers = self.free.iter().filter(|(_, column, _)| column.needed);
        answers.filter(|(_, column, _)| owner.is_none() || of_owner(column)).map(|(place, ..)| *place).collect()
    }

    /// The only column that is not there and is of this kind.
    fn only(&self, wanted: impl Fn(&Column<'_>, &str) -> bool) -> Option<(usize, &'a Column<'p>)> {
        let mut fitting = self.free.iter().filter(|(_, column, small)| wanted(column, small)).map(|(place, column, _)| (*place, *column));
        fitting.next().filter(|_| fitting.next().is_none())
    }
}

/// The columns that a head does not name.
fn free<'a, 'p>(columns: &'a [Column<'p>], head: &BTreeSet<&str>) -> Vec<(usize, &'a Column<'p>, String)> {
    let free = columns.iter().enumerate().filter(|(_, column)| !head.contains(column.name.as_str()));
    free.map(|(place, column)| (place, column, column.name.to_lowercase())).collect()
}

/// What is asked for in other data: the monthly or yearly table of the same kind, those of other kinds, registers.
fn elsewhere<'p>(program: &'p Program, sheet: Sheet<'_>) -> BTreeMap<String, Suggested<'p>> {
    let fresh = Naming::fresh(sheet.language);
    let suffix = if sheet.table.shape == Shape::Csv { ".csv" } else { "" };
    let mut names: BTreeMap<String, Suggested<'p>> = BTreeMap::new();
    let mut add = |name: String, what: Suggested<'p>| {
        let _ = names.entry(name).or_insert(what);
    };
    for (level, kind) in program.levels.iter() {
        let [english, chinese] = months::ENDINGS.map(|ending| format!("{}{ending}", kind.name));
        let (columns, file) = if sheet.stem == kind.name {
            let months = Words { english, chinese }.get(sheet.language).to_owned();
            (columns::of(program, Holds::Months(level), fresh), format!("{months}{suffix}"))
        } else if sheet.stem == english || sheet.stem == chinese {
            (columns::of(program, Holds::Subjects(level), fresh), format!("{}{suffix}", kind.name))
        } else {
            continue;
        };
        columns.into_iter().filter(|column| column.name.contains('.')).for_each(|column| add(column.name, Suggested::In(file.clone())));
    }
    let indicators: BTreeMap<&str, &'p str> =
        program.indicators.values().map(|indicator| (indicator.name.as_str(), indicator.name.as_str())).collect();
    for (level, kind) in program.levels.iter().filter(|(_, kind)| kind.name != sheet.stem) {
        for column in
            columns::of(program, Holds::Subjects(level), fresh).into_iter().filter(|column| matches!(column.meaning, Meaning::Answer(_)))
        {
            let owner = column.name.split_once('.').and_then(|(owner, _)| indicators.get(owner));
            let what = match owner {
                Some(indicator) => Suggested::OfOther(indicator, &kind.name),
                None => Suggested::In(format!("{}{suffix}", kind.name)),
            };
            add(column.name, what);
        }
    }
    for register in program.registers.values().filter(|register| register.name != sheet.stem) {
        register.fields.iter().for_each(|field| add(field.name.clone(), Suggested::In(format!("{}{suffix}", register.name))));
    }
    names
}

/// Whether tables of other systems call a column of this meaning so, in small letters: of an answer, what stands behind the
/// name of its indicator.
fn is_usual_for(meaning: Meaning, name: &str) -> bool {
    let names: &[&str] = match meaning {
        Meaning::Id => &["编号", "代码", "编码", "序号", "工号", "单位编号", "单位代码", "code", "no", "number"],
        Meaning::Name => &["名称", "姓名", "单位", "单位名称", "部门", "部门名称", "title", "full name"],
        Meaning::Sequence => &["序列", "类别", "分组", "group", "category"],
        Meaning::Parent => &["所在单位", "隶属单位", "上级", "上级单位", "所属部门", "所属单位", "belongs to"],
        Meaning::Subject => &["考核对象", "对象", "单位id", "department", "bureau", "person"],
        Meaning::Month => &["月份", "月", "所属月份", "period"],
        Meaning::Answer(Question::Evidence(_)) => &["佐证", "佐证材料"],
        Meaning::Answer(Question::State(_)) => &["描述", "评定", "评定等次", "状态"],
        Meaning::Answer(Question::Points(_)) => &["得分", "分值", "评分", "评定分"],
        Meaning::Answer(Question::Input(_) | Question::Month(..) | Question::Step(..))
        | Meaning::Field(_)
        | Meaning::Monthly(_)
        | Meaning::Ruling(_) => &[],
        Meaning::Ballot(ballot) => match ballot {
            Ballot::Indicator => &["指标名称", "考核指标", "测评项目"],
            Ballot::Group => &["组", "组别", "分组", "测评主体", "测评群体", "评价主体"],
            Ballot::Level => &["等次", "档次", "评价", "评价等级", "测评等级", "rating", "grade"],
            Ballot::Count => &["票", "得票", "得票数", "votes", "ballots", "number"],
            Ballot::Rater => &["评价人", "评议人", "打分人", "投票人", "voter"],
            Ballot::Issued => &["发出", "发放", "发放票数", "发放数"],
            Ballot::Returned => &["收回", "回收", "回收票数", "收回数"],
            Ballot::Spoilt => &["无效", "废票", "废票数", "spoilt", "spoiled"],
        },
    };
    names.contains(&name) || meaning.called().is_some_and(|called| called.english == name)
}
