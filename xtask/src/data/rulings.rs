//! What the office decided otherwise than the rules alone would: two exemptions, one award.

use super::sheet::{Cell, Sheet};

/// The tables of rulings.
pub fn sheets() -> Vec<Sheet> {
    const COLUMNS: [&str; 6] = ["subject", "indicator", "effect", "approved by", "date", "reason"];
    let plain = |text: &str| Cell::Plain(text.to_owned());
    let name = |text: &str| Cell::Name(text.to_owned());
    let row = |subject: &str, indicator: &str, effect: Cell, date: &str, reason: &str| {
        vec![plain(subject), name(indicator), effect, name("performance_office"), plain(date), plain(reason)]
    };
    let not_applicable = Cell::Said("not applicable", "不适用");
    let mut exemptions = Sheet::new("exemptions", &COLUMNS);
    exemptions.rows.push(row("B10", "waiting_time", not_applicable.clone(), "2025-08-05", "办税服务厅因洪灾停业，叫号数据不可比"));
    exemptions.rows.push(row("B10", "medal_waiting", not_applicable, "2025-08-05", "同上，名次不以不可比的数据排列"));
    let mut awards = Sheet::new("awards", &COLUMNS);
    awards.rows.push(row("B04", "team_care", Cell::Said("points 3", "得分 3"), "2026-01-12", "复核补充了谈心谈话记录"));
    vec![exemptions, awards]
}
