//! The table of duties: who supplies, who judges, who answers; to read ([`text`]), for other programs
//! ([`json`]) and for a spreadsheet ([`sheet`]).

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};
use serde::Serialize;

use super::Options;
use super::figures::{exact, percent};
use super::scores::{row, text_cell};
use super::signs::comma;
use crate::model::{Collection, Duties, Duty, IndicatorId, MachineShare, Party, Program, RoleId, Scoring, Supplier};
use crate::text::{Language, Words};
use crate::value::{Number, Rounding, RoundingMode};
use crate::words;

/// A table for each kind of subject, then what share of its points nobody has to judge.
#[must_use]
pub fn text(program: &Program, duties: &Duties, options: &Options) -> String {
    let language = options.language.unwrap_or_default();
    let mut text = String::new();
    for (level, declared) in program.levels.iter() {
        let rows: Vec<&Duty> = duties.rows.iter().filter(|duty| program.indicators[duty.indicator].whom.level == level).collect();
        if rows.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(declared.title.as_deref().unwrap_or(&declared.name));
        text.push('\n');
        table(&mut text, program, &rows, language);
        let several = declared.scorecards.len() > 1;
        for share in duties.shares.iter().filter(|share| program.scorecards[share.scorecard].whom.level == level) {
            if several {
                let place = place_of(program, share);
                text.push_str(words!("scorecard {place}: ", "第 {place} 张计分卡：", place = place).get(language));
            }
            text.push_str(share_words(share).get(language));
            text.push('\n');
        }
    }
    text
}

fn table(text: &mut String, program: &Program, rows: &[&Duty], language: Language) {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled).force_no_tty();
    let heads = [
        words!("Indicator", "指标"),
        words!("Points", "分值"),
        words!("Author", "制定"),
        words!("Supplies", "报送"),
        words!("Collected by", "数据来源"),
        words!("Judges", "评定"),
        words!("For itself", "本身由"),
        words!("Leads", "牵头"),
        words!("Supports", "协办"),
        words!("Scored by", "计分"),
    ];
    table.set_header(heads.iter().map(|head| head.get(language)));
    for duty in rows {
        let indicator = &program.indicators[duty.indicator];
        let suppliers: Vec<Words> = duty.suppliers.iter().map(|supplier| supplier_words(program, *supplier)).collect();
        table.add_row([
            Cell::new(&indicator.name),
            Cell::new(exact(&indicator.points.full)),
            Cell::new(author(program, duty.indicator, language)),
            Cell::new(or_none(Words::join(&suppliers, ", ", "、").get(language))),
            Cell::new(indicator.collected_by.as_ref().map_or("–", |by| collection(by.way, language))),
            Cell::new(or_none(&judges(program, duty).join(comma(language)))),
            Cell::new(or_none(&roles(program, &duty.stand_ins).join(comma(language)))),
            Cell::new(or_none(&with_shares(program, &indicator.led_by).join(comma(language)))),
            Cell::new(or_none(&with_shares(program, &indicator.supported_by).join(comma(language)))),
            Cell::new(scoring_words(duty.scoring).get(language)),
        ]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
        if column.index == 1 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

fn author(program: &Program, id: IndicatorId, language: Language) -> String {
    // A department may be called as the office is, so what an extension brought always names it.
    let words = match program.extension_of(id) {
        None => words!("the office", "主管部门"),
        Some(extension) => {
            words!("{by} (extension {name})", "{by}（扩展 {name}）", by = program.member_name(extension.proposer), name = extension.name)
        }
    };
    words.get(language).to_owned()
}

fn roles<'a>(program: &'a Program, roles: &[RoleId]) -> Vec<&'a str> {
    roles.iter().map(|role| program.roles[*role].name.as_str()).collect()
}

fn parties<'a>(program: &'a Program, parties: &[Party]) -> Vec<PartyView<'a>> {
    let view = |party: &Party| PartyView { member: program.member_name(party.member), share: party.share.as_ref().map(exact) };
    parties.iter().map(view).collect()
}

/// Those who answer, with their shares where they have some.
fn with_shares(program: &Program, parties: &[Party]) -> Vec<String> {
    let named = |party: &Party| match &party.share {
        Some(share) => format!("{} {}", program.member_name(party.member), percent(share)),
        None => program.member_name(party.member).to_owned(),
    };
    parties.iter().map(named).collect()
}

/// Roles that judge, then the groups of a survey with their weights.
fn judges(program: &Program, duty: &Duty) -> Vec<String> {
    let roles = roles(program, &duty.judges).into_iter().map(str::to_owned);
    roles.chain(duty.raters.iter().map(|rater| format!("{} {}", rater.name, percent(&rater.weight)))).collect()
}

fn supplier_words(program: &Program, supplier: Supplier) -> Words {
    match supplier {
        Supplier::Itself => words!("itself", "本身"),
        Supplier::Role(role) => Words::same(&program.roles[role].name),
        Supplier::Register(register) => words!("register {name}", "台账 {name}", name = program.registers[register].name),
    }
}

fn collection(way: Collection, language: Language) -> &'static str {
    let (english, chinese) = match way {
        Collection::System => ("system", "系统"),
        Collection::Inspection => ("inspection", "检查"),
        Collection::Assessment => ("assessment", "评定"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

fn scoring_words(scoring: Scoring) -> Words {
    match scoring {
        Scoring::Machine => words!("machine", "机器"),
        Scoring::MachineFirst => words!("machine, else judged", "机器，否则评定"),
        Scoring::Judged => words!("judged", "评定"),
    }
}

fn scoring_name(scoring: Scoring) -> &'static str {
    match scoring {
        Scoring::Machine => "machine",
        Scoring::MachineFirst => "machine_else_judged",
        Scoring::Judged => "judged",
    }
}

fn share_words(share: &MachineShare) -> Words {
    let range = |(low, high): &(Number, Number)| {
        let (low, high) = (shown(low), shown(high));
        if low == high {
            words!("{low}", "{low}", low = low)
        } else {
            words!("{low} to {high}", "{low} 至 {high}", low = low, high = high)
        }
    };
    let (always, at_best) = (range(&share.always), range(&share.at_best));
    words!(
        "scored by machine: {always} of the points; {at_best} as long as no number is missing",
        "机器计分：占分值的 {zh_always}；数据不缺报时占 {zh_at_best}",
        always = always.english,
        at_best = at_best.english,
        zh_always = always.chinese,
        zh_at_best = at_best.chinese
    )
}

/// The place of a scorecard among those of its kind of subject, from 1.
fn place_of(program: &Program, share: &MachineShare) -> usize {
    let level = program.scorecards[share.scorecard].whom.level;
    program.levels[level].scorecards.iter().position(|card| *card == share.scorecard).map_or(0, |place| place + 1)
}

/// A share as a percentage with one decimal.
fn shown(share: &Number) -> String {
    let tenths = Rounding::decimals(RoundingMode::HalfUp, 1);
    percent(&tenths.apply(&share.multiply(&Number::from(100))).multiply(&Number::ratio(1, 100)))
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    rulebook: &'a str,
    year: i64,
    indicators: Vec<DutyView<'a>>,
    scorecards: Vec<ShareView<'a>>,
}

#[derive(Serialize)]
struct DutyView<'a> {
    id: &'a str,
    title: Option<&'a str>,
    level: &'a str,
    path: &'a str,
    points: String,
    author: &'a str,
    /// The extension that brought it; none where the office wrote it.
    extension: Option<&'a str>,
    supplied_by: Vec<String>,
    collected_by: Option<&'static str>,
    source: Option<&'a str>,
    judged_by: Vec<&'a str>,
    /// The groups of a survey; only where there is one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rated_by: Vec<RaterView<'a>>,
    for_itself_by: Vec<&'a str>,
    led_by: Vec<PartyView<'a>>,
    supported_by: Vec<PartyView<'a>>,
    scored_by: &'static str,
}

/// Who answers, and for which share of it; none where that is not said.
#[derive(Serialize)]
struct PartyView<'a> {
    member: &'a str,
    share: Option<String>,
}

#[derive(Serialize)]
struct RaterView<'a> {
    group: &'a str,
    weight: String,
}

#[derive(Serialize)]
struct ShareView<'a> {
    level: &'a str,
    /// The place of the scorecard among those of its kind of subject, from 1.
    scorecard: usize,
    scored_by_machine: RangeView,
    scored_by_machine_unless_missing: RangeView,
}

#[derive(Serialize)]
struct RangeView {
    low: String,
    high: String,
}

fn views<'a>(program: &'a Program, duties: &'a Duties) -> Vec<DutyView<'a>> {
    let view = |duty: &'a Duty| {
        let indicator = &program.indicators[duty.indicator];
        DutyView {
            id: &indicator.name,
            title: indicator.title.as_deref(),
            level: &program.levels[indicator.whom.level].name,
            path: indicator.parts.first().map_or("", |part| program.parts[*part].path.as_str()),
            points: exact(&indicator.points.full),
            author: program.author_name(indicator.author),
            extension: program.extension_of(duty.indicator).map(|extension| extension.name.as_str()),
            supplied_by: duty.suppliers.iter().map(|supplier| supplier_name(program, *supplier)).collect(),
            collected_by: indicator.collected_by.as_ref().map(|by| collection(by.way, Language::English)),
            source: indicator.collected_by.as_ref().and_then(|by| by.source.as_deref()),
            judged_by: roles(program, &duty.judges),
            rated_by: duty.raters.iter().map(|rater| RaterView { group: &rater.name, weight: exact(&rater.weight) }).collect(),
            for_itself_by: roles(program, &duty.stand_ins),
            led_by: parties(program, &indicator.led_by),
            supported_by: parties(program, &indicator.supported_by),
            scored_by: scoring_name(duty.scoring),
        }
    };
    duties.rows.iter().map(view).collect()
}

fn supplier_name(program: &Program, supplier: Supplier) -> String {
    match supplier {
        Supplier::Itself => "itself".to_owned(),
        Supplier::Role(role) => program.roles[role].name.clone(),
        Supplier::Register(register) => format!("register {}", program.registers[register].name),
    }
}

/// Everything as one JSON document, version 1: names as the rules write them, numbers as exact text.
#[must_use]
pub fn json(program: &Program, duties: &Duties) -> String {
    let range = |(low, high): &(Number, Number)| RangeView { low: exact(low), high: exact(high) };
    let document = Document {
        schema_version: 1,
        rulebook: &program.header.title,
        year: program.header.year,
        indicators: views(program, duties),
        scorecards: duties
            .shares
            .iter()
            .map(|share| {
                let level = program.scorecards[share.scorecard].whom.level;
                ShareView {
                    level: &program.levels[level].name,
                    scorecard: place_of(program, share),
                    scored_by_machine: range(&share.always),
                    scored_by_machine_unless_missing: range(&share.at_best),
                }
            })
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("INVARIANT: the document has only text keys and writes to memory");
    text.push('\n');
    text
}

/// One row for each indicator; of several names in one cell each behind a `;`.
#[must_use]
pub fn sheet(program: &Program, duties: &Duties) -> String {
    let mut text = String::new();
    let head = [
        "id",
        "title",
        "level",
        "path",
        "points",
        "author",
        "extension",
        "supplied_by",
        "collected_by",
        "source",
        "judged_by",
        "for_itself_by",
        "led_by",
        "supported_by",
        "scored_by",
        "rated_by",
    ];
    row(&mut text, head.into_iter().map(text_cell));
    for view in views(program, duties) {
        let list = |names: &[&str]| text_cell(&names.join(";"));
        let answering = |parties: &[PartyView<'_>]| {
            let named = |party: &PartyView<'_>| match &party.share {
                Some(share) => format!("{} {share}", party.member),
                None => party.member.to_owned(),
            };
            text_cell(&parties.iter().map(named).collect::<Vec<_>>().join(";"))
        };
        let groups: Vec<String> = view.rated_by.iter().map(|rater| format!("{} {}", rater.group, rater.weight)).collect();
        let cells = [
            text_cell(view.id),
            text_cell(view.title.unwrap_or("")),
            text_cell(view.level),
            text_cell(view.path),
            view.points.clone(),
            text_cell(view.author),
            text_cell(view.extension.unwrap_or("")),
            text_cell(&view.supplied_by.join(";")),
            text_cell(view.collected_by.unwrap_or("")),
            text_cell(view.source.unwrap_or("")),
            list(&view.judged_by),
            list(&view.for_itself_by),
            answering(&view.led_by),
            answering(&view.supported_by),
            text_cell(view.scored_by),
            text_cell(&groups.join(";")),
        ];
        row(&mut text, cells.into_iter());
    }
    text
}
