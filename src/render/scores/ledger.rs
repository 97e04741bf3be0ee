//! The ledger of a subject as JSON: exact text, so that the entries of a clause add up to it.

use serde::Serialize;

use crate::eval::{LedgerEntry, LedgerSource};
use crate::model::{Balance, Direction, Program};
use crate::render::figures::exact;
use crate::text::Language;

#[derive(Serialize)]
pub(super) struct EntryView<'a> {
    entry: usize,
    /// The indicator it counts in.
    of: &'a str,
    direction: &'static str,
    /// The subject whose loss or gain it is, or the register; none for what comes from nobody, a veto or an award.
    source: Option<String>,
    /// The indicator it was lost or gained on.
    indicator: Option<&'a str>,
    /// The row of the register.
    row: Option<usize>,
    lost: Option<String>,
    gained: Option<String>,
    share: Option<String>,
    factor: Option<String>,
    amount: String,
    cap_for_each: String,
    cap: String,
    cap_in_all: String,
    limits: String,
    replaced: String,
    charged: String,
}

/// The entries; reasons and shares are told in `language`.
pub(super) fn entries<'a>(program: &'a Program, ledger: &[LedgerEntry], language: Language) -> Vec<EntryView<'a>> {
    ledger.iter().map(|entry| view(program, entry, language)).collect()
}

fn view<'a>(program: &'a Program, entry: &LedgerEntry, language: Language) -> EntryView<'a> {
    let mut view = EntryView {
        entry: entry.number,
        of: &program.indicators[entry.indicator].name,
        direction: match entry.direction {
            Direction::Add => "add",
            Direction::Deduct => "deduct",
        },
        source: None,
        indicator: None,
        row: None,
        lost: None,
        gained: None,
        share: None,
        factor: None,
        amount: exact(&entry.amount),
        cap_for_each: exact(&entry.cap_for_each),
        cap: exact(&entry.cap),
        cap_in_all: exact(&entry.cap_in_all),
        limits: exact(&entry.limits),
        replaced: exact(&entry.replaced),
        charged: exact(&entry.charged()),
    };
    match &entry.source {
        LedgerSource::Points(source) => {
            view.source = Some(source.id.clone());
            view.indicator = Some(&program.indicators[source.indicator].name);
            let points = Some(exact(&source.points));
            match source.balance {
                Balance::Lost => view.lost = points,
                Balance::Gained => view.gained = points,
            }
            view.share = Some(crate::render::ledger::share(source).get(language).to_owned());
            view.factor = Some(exact(&source.whole_factor));
        }
        LedgerSource::Entry { register, origin } => {
            view.source = Some(program.registers[*register].name.clone());
            view.row = Some(origin.row);
        }
        LedgerSource::Nobody | LedgerSource::Instead(_) => {}
    }
    view
}
