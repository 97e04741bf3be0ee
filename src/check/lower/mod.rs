//! From declarations to the model, in the order in which one needs the other.

mod chain;
mod changes;
mod choices;
mod clauses;
mod compete;
mod consequences;
mod contests;
mod every;
mod examples;
mod formerly;
mod grades;
mod header;
mod indicators;
mod inputs;
mod judged;
mod monthly;
mod openings;
mod options;
mod parties;
mod quantify;
mod reading;
mod registers;
mod rows;
mod scorecards;
mod subjects;
mod survey;
mod tables;
mod units;
mod unused;
mod whom;

pub use header::day_of;

use crate::check::checker::Checker;
use crate::types::Type;

impl Checker<'_> {
    /// Lowers everything that was collected.
    pub fn lower(&mut self) {
        self.lower_header();
        self.lower_units();
        self.lower_choices();
        self.lower_subjects();
        self.lower_roles();
        self.name_deciders();
        self.lower_attributes();
        self.lower_registers();
        self.lower_tables();
        self.name_shared_bodies();
        self.lower_scorecards();
        self.declare_grade_names();
        self.declare_ranks();
        self.declare_indicators();
        self.check_table_keys();
        self.lower_bounds();
        self.lower_scorecard_expressions();
        self.lower_indicators();
        self.check_former_names();
        self.lower_ranks();
        self.lower_grades();
        self.lower_consequences();
        self.read_unused_bodies();
        self.warn_of_unused_patterns();
        self.lower_examples();
        self.hide_unbounded();
    }

    /// Of an input with a faulty bound nothing is proved: it can come to more than was meant, for want of that bound. What
    /// reads it has its type by now.
    fn hide_unbounded(&mut self) {
        for id in std::mem::take(&mut self.unbounded) {
            self.program.inputs[id].ty = Type::Error;
        }
    }
}
