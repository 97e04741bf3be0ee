//! Grades by score.

use std::collections::BTreeMap;

use crate::check::checker::{Checker, Scope};
use crate::check::messages::meaning::Inside;
use crate::check::messages::{Phrase, Thing, across, meaning as say, names as say_name, quotas};
use crate::check::names::nearest;
use crate::model::{Among, Choice, Grade, GradeId, GradeRow, Titled};
use crate::syntax::ast::{self, Name};
use crate::text::Span;
use crate::types::LevelId;
use crate::words;

impl<'a> Checker<'a> {
    pub(super) fn lower_grades(&mut self) {
        let mut for_all: Vec<(LevelId, Span)> = Vec::new();
        for (grade, span) in self.declared.grades.clone() {
            self.start_work();
            let Some(whom) = self.whom(&grade.whom) else { continue };
            let level = whom.level;
            if whom.is_everybody() {
                if let Some((_, first)) = for_all.iter().find(|(known, _)| *known == level) {
                    self.report(say::said_twice(grade.whom.level.span, *first, &Phrase::Grade));
                }
                for_all.push((level, grade.whom.level.span));
            }
            self.same_group(grade, level);
            self.expect_inside(&grade.body, Inside::Grades);
            let names = self.grade_names(grade);
            let mut lowered = Grade { whom, level, names, rows: Vec::new(), at_once: Vec::new(), at_most: Vec::new(), span };
            self.grade_rows(grade, &mut lowered);
            let id: GradeId = self.program.grades.push(lowered);
            self.program.levels[level].grades.push(id);
        }
    }

    /// A grade that says among whom its quotas count says the same as the rank.
    fn same_group(&mut self, grade: &'a ast::Grade, level: LevelId) {
        let Some(written) = &grade.among else { return };
        if self.program.levels[level].place.is_none() {
            let name = self.program.levels[level].name.clone();
            self.report_unless_broken(across::has_no_result(written.span, &name, "place"));
            return;
        }
        let among = self.among(Some(written), level);
        let ranks: Vec<(Among, Span)> = (self.program.contests.values())
            .filter(|contest| contest.level == level && contest.ranked().is_some())
            .map(|contest| (contest.among, contest.span))
            .collect();
        if let Some((other, span)) = ranks.iter().find(|(other, _)| *other != among) {
            let words = |among: Among| match among {
                Among::Sequence => words!("within sequence", "序列内"),
                Among::Parent => words!("within parent", "所在单位内"),
                Among::All => words!("over all", "全体"),
            };
            let fix = words(*other).get(self.language(written.span)).to_owned();
            self.report(quotas::other_group(written.span, &words(among), &words(*other), *span, &fix));
        }
    }

    /// The names of the grades of each kind of subject, so that what reads a grade can be typed before
    /// the grades themselves are. Only where all its declarations have the same are they in an order.
    pub(super) fn declare_grade_names(&mut self) {
        let mut declared: BTreeMap<LevelId, Vec<(Vec<Titled>, Span)>> = BTreeMap::new();
        for (grade, span) in self.declared.grades.clone() {
            if let Some(level) = self.names.levels.get(grade.whom.level.as_str()).copied() {
                let names = self.grade_names(grade);
                declared.entry(level).or_default().push((names, span));
            }
        }
        for (level, schemes) in declared {
            let mut values: Vec<Titled> = Vec::new();
            for name in schemes.iter().flat_map(|(names, _)| names) {
                if !values.iter().any(|known| known.name == name.name) {
                    values.push(name.clone());
                }
            }
            let alike = |names: &[Titled]| names.iter().map(|name| &name.name).eq(values.iter().map(|name| &name.name));
            let ordered = schemes.iter().all(|(names, _)| alike(names));
            let Some((_, span)) = schemes.first() else { continue };
            // Kinds of subject whose grades are called the same have the same grades.
            let known = self.program.levels.values().filter_map(|level| level.grade_names).find(|known| {
                let known = &self.program.choices[*known];
                known.ordered == ordered && known.values.iter().map(|name| &name.name).eq(values.iter().map(|name| &name.name))
            });
            let name = Some("grade".to_owned());
            let choice = known.unwrap_or_else(|| self.program.choices.push(Choice { name, title: None, ordered, values, span: *span }));
            self.program.levels[level].grade_names = Some(choice);
        }
    }

    /// The grades, best first: in the order of their first rows; those met only `at once` come last.
    fn grade_names(&mut self, grade: &'a ast::Grade) -> Vec<Titled> {
        let (mut ordered, mut outside): (Vec<&'a ast::Titled>, Vec<&'a ast::Titled>) = (Vec::new(), Vec::new());
        for row in &grade.body.statements {
            match &row.value {
                ast::GradeRow::When(name, _) | ast::GradeRow::Otherwise(name) => ordered.push(name),
                ast::GradeRow::AtOnce(name, _) => outside.push(name),
                ast::GradeRow::AtMost(..) => {}
            }
        }
        let mut names: Vec<Titled> = Vec::new();
        for written in ordered.into_iter().chain(outside) {
            let title = written.title.as_ref().map(|title| title.value.clone());
            match names.iter_mut().find(|known| known.name == written.name.value) {
                Some(known) => known.title = known.title.take().or(title),
                None => names.push(Titled { name: written.name.value.clone(), title, span: written.name.span }),
            }
        }
        names
    }

    fn grade_rows(&mut self, grade: &'a ast::Grade, lowered: &mut Grade) {
        let scope = Scope { level: Some(lowered.level), results: true, ..Scope::default() };
        let mut rest: Option<Span> = None;
        for row in &grade.body.statements {
            let span = row.span;
            match &row.value {
                ast::GradeRow::When(name, condition) => {
                    let condition = self.condition(condition, &scope);
                    if let Some(rest) = rest {
                        self.report(say::never_reached(span, rest));
                        continue;
                    }
                    lowered.rows.extend(place_of(&lowered.names, &name.name).map(|grade| GradeRow {
                        grade,
                        condition: Some(condition),
                        span,
                    }));
                }
                ast::GradeRow::Otherwise(name) => {
                    if let Some(rest) = rest {
                        self.report(say::never_reached(span, rest));
                        continue;
                    }
                    rest = Some(span);
                    lowered.rows.extend(place_of(&lowered.names, &name.name).map(|grade| GradeRow { grade, condition: None, span }));
                }
                ast::GradeRow::AtOnce(name, condition) => {
                    let condition = Some(self.condition(condition, &scope));
                    lowered.at_once.extend(place_of(&lowered.names, &name.name).map(|grade| GradeRow { grade, condition, span }));
                }
                ast::GradeRow::AtMost(name, condition) => {
                    let condition = Some(self.condition(condition, &scope));
                    match place_of(&lowered.names, name) {
                        Some(grade) => lowered.at_most.push(GradeRow { grade, condition, span }),
                        None => self.unknown_grade(name, &lowered.names),
                    }
                }
            }
        }
    }

    /// Reports a grade that its scheme does not give.
    pub(super) fn unknown_grade(&mut self, name: &Name, known: &[Titled]) {
        if self.may_be_broken(name) {
            return;
        }
        let known: Vec<String> = known.iter().map(|grade| grade.name.clone()).collect();
        let suggestion = nearest(name, known.iter().map(String::as_str));
        self.report_missed(Thing::Grade, name, say_name::unknown_declaration(Thing::Grade, name, suggestion, &known));
    }
}

fn place_of(names: &[Titled], name: &Name) -> Option<usize> {
    names.iter().position(|known| known.name == name.value)
}
