//! Judges: nobody judges itself unless another does it then.

use super::Prover;
use super::messages::{Why, conditions as say};
use crate::model::{Indicator, MemberId, Method, RoleId, Whom};
use crate::text::Span;
use crate::words;

impl Prover<'_> {
    pub(super) fn judges(&mut self, indicator: &Indicator) {
        for link in &indicator.chain.links {
            let Method::State(state) = &link.method else { continue };
            let Some(judge) = state.judge else { continue };
            if indicator.whom.condition.is_some() {
                self.perhaps_of_itself(link.span, judge, state.self_judge, &indicator.whom);
                continue;
            }
            let judged = self.judged(judge, &indicator.whom);
            let Some(first) = judged.first() else { continue };
            match state.self_judge {
                None => self.report_judge(link.span, judge, *first, None, indicator),
                Some(other) => {
                    // The other judge must not be judged by itself in its turn either.
                    let both = self.judged(other, &indicator.whom).into_iter().find(|member| judged.contains(member));
                    if let Some(member) = both {
                        self.report_judge(link.span, judge, member, Some(other), indicator);
                    }
                }
            }
        }
    }

    /// The members who hold a role and are judged here for certain.
    fn judged(&self, role: RoleId, whom: &Whom) -> Vec<MemberId> {
        let holders = self.program.roles[role].held_by.iter().copied();
        let meant = |member: &MemberId| {
            member.level == whom.level && whom.condition.is_none() && whom.members.as_ref().is_none_or(|members| members.contains(member))
        };
        holders.filter(meant).collect()
    }

    /// A condition may leave the judge out; who meets it is known from the data alone. One who judges
    /// then must be another in any case.
    fn perhaps_of_itself(&mut self, link: Span, judge: RoleId, other: Option<RoleId>, whom: &Whom) {
        let role = &self.program.roles[judge];
        let stands_in = |member: &MemberId| other.is_none_or(|other| self.program.roles[other].held_by.contains(member));
        let meant = |member: &&MemberId| {
            member.level == whom.level && whom.members.as_ref().is_none_or(|members| members.contains(member)) && stands_in(member)
        };
        let Some(member) = role.held_by.iter().find(meant) else { return };
        let member = self.program.levels[member.level].members.get(member.place).map_or("", |member| member.name.as_str());
        let what = words!("whether `{member}` would judge itself here", "“{member}”在此是否会评定自己", member = member);
        let span = self.word_in(self.head(link), &role.name);
        self.undecided(span, &what, Why::KnownFromData);
    }

    fn report_judge(&mut self, link: Span, judge: RoleId, member: MemberId, other: Option<RoleId>, indicator: &Indicator) {
        let program = self.program;
        let leads = indicator.led_by.iter().any(|party| party.member == member);
        let role = &program.roles[judge];
        let member = program.levels[member.level].members.get(member.place).map_or_else(String::new, |member| member.name.clone());
        let named = other.map_or(role.name.as_str(), |other| program.roles[other].name.as_str());
        let head = self.head(link);
        let span = self.word_in(head, named);
        let outsider = program.roles.values().find(|other| other.held_by.is_empty()).map(|other| other.name.clone());
        self.report(say::judge_of_itself(span, &role.name, &member, role.span, other.map(|_| named), outsider, leads));
    }
}
