//! The ledger: whose every point is that was carried, and what caps and limits left of it.

use super::changes::effect;
use super::{Cell, Context, Line};
use crate::eval::{Instead, LedgerEntry, LedgerSource, PointsSource, register_title};
use crate::model::Balance;
use crate::render::figures::number;
use crate::render::ledger::share;
use crate::text::Words;
use crate::value::Number;
use crate::words;

impl Context<'_> {
    /// All entries under one head; nothing where there are none.
    pub(super) fn ledger(&self, ledger: &[LedgerEntry]) -> Option<Line> {
        if ledger.is_empty() {
            return None;
        }
        let line = Line::new("ledger", words!("Ledger of what was carried", "承担台账"));
        Some(line.children(ledger.iter().map(|entry| self.ledger_entry(entry)).collect()))
    }

    fn ledger_entry(&self, entry: &LedgerEntry) -> Line {
        let (adds, charged) = effect(entry.direction, &entry.charged());
        let (sign, chinese_sign) = if adds { ("+", "加") } else { ("−", "扣") };
        // Nothing has no sign.
        let sign = if charged.is_zero() { "" } else { sign };
        let charged = number(&charged);
        let source = match &entry.source {
            LedgerSource::Points(source) => self.points_source(source),
            LedgerSource::Entry { register, .. } => {
                let title = register_title(self.figures.program, *register);
                words!("entry in {title}", "{title}的记录", title = title)
            }
            LedgerSource::Nobody => words!("from nobody in particular", "不来自任何单位"),
            LedgerSource::Instead(Instead::Veto) => words!("the points of the veto", "否决后的分数"),
            LedgerSource::Instead(Instead::Award) => words!("the points of the award", "核定的分数"),
            LedgerSource::Instead(Instead::Exemption) => words!("the points of the exemption", "豁免给予的分数"),
        };
        let words = words!(
            "{n}. {sign}{charged}: {e}",
            "{n}. {chinese_sign} {charged}：{z}",
            n = entry.number,
            sign = sign,
            chinese_sign = chinese_sign,
            charged = charged,
            e = source.english,
            z = source.chinese
        );
        let mut line = Line::new("entry", words).clause(entry.clause);
        if let LedgerSource::Entry { origin, .. } = &entry.source {
            line.cells.push(Cell { title: Words::same(""), value: Words::same(""), origin: Some(origin.clone()) });
        }
        line.children(swallowed(entry))
    }

    fn points_source(&self, source: &PointsSource) -> Words {
        let indicator = &self.figures.program.indicators[source.indicator];
        let title = indicator.title.as_deref().unwrap_or(&indicator.name);
        let (points, name, share) = (number(&source.points), &source.name, share(source));
        match source.balance {
            Balance::Lost => words!(
                "{e} of the {points} that `{name}` lost on {title}",
                "“{name}”在“{title}”失分 {points}，承担 {z}",
                e = share.english,
                z = share.chinese,
                points = points,
                name = name,
                title = title
            ),
            Balance::Gained => words!(
                "{e} of the {points} that `{name}` gained on {title}",
                "“{name}”在“{title}”加分 {points}，计入 {z}",
                e = share.english,
                z = share.chinese,
                points = points,
                name = name,
                title = title
            ),
        }
    }
}

/// What caps and limits took of an entry.
fn swallowed(entry: &LedgerEntry) -> Vec<Line> {
    let steps: [(&Number, Words); 5] = [
        (&entry.cap_for_each, words!("by the cap for each", "按来源封顶")),
        (&entry.cap, words!("by the cap", "按本条封顶")),
        (&entry.cap_in_all, words!("by the joint cap", "按合计封顶")),
        (&entry.limits, words!("by the limits of the indicator", "按指标分值范围")),
        (&entry.replaced, words!("by a veto or an award", "因否决或核定")),
    ];
    let amount = number(&entry.amount);
    let told = steps.into_iter().filter(|(lost, _)| !lost.is_zero());
    told.map(|(lost, why)| {
        let lost = number(lost);
        Line::new(
            "swallowed",
            words!(
                "of {amount}, {lost} swallowed {e}",
                "{amount} 中{z}吞没 {lost}",
                amount = amount,
                lost = lost,
                e = why.english,
                z = why.chinese
            ),
        )
    })
    .collect()
}
