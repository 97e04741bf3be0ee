//! What two books make of the same submissions: a page for whoever signs, then kind by kind what
//! moves the totals, who moves, and who could not be compared. As blocks, which the terminal and the
//! memo lay out each in its own way.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{OnData, Shown};
use crate::diff::{Cause, CauseImpact, Gap, LevelImpact, Move, NotCompared, Placed, Reading, Standing, Standstill};
use crate::eval::SubjectState;
use crate::model::{Precision, Program};
use crate::render::figures::{exact, printed};
use crate::render::rulings;
use crate::render::signs::{behind, colon, semicolon};
use crate::render::visible::on_one_line;
use crate::text::{Language, Words, counted};
use crate::value::{Number, Rounding, RoundingMode};
use crate::words;

/// Of the lines of a move so many are told; the others together.
const MOST_LINES: usize = 3;

/// A place or grade that cannot be told.
const OPEN: &str = "?";

/// A piece of the report.
pub(super) enum Block {
    /// A heading.
    Heading(String),
    /// Sentences, one a line.
    Lines(Vec<String>),
    /// A table.
    Table(Table),
}

/// A table: which columns are numbers, and what stands under a row.
pub(super) struct Table {
    /// The head; an empty name for what stands under the rows, where there is anything.
    pub head: Vec<String>,
    /// Whether a column is numbers.
    pub numbers: Vec<bool>,
    /// The rows.
    pub rows: Vec<(Vec<String>, Option<String>)>,
}

/// The page: how much was read and compared, who gains and loses most, what the data lack.
pub(super) fn page(shown: &Shown<'_>, language: Language) -> Vec<Block> {
    let Some(OnData { impact, .. }) = shown.on_data else { return Vec::new() };
    let say = |words: Words| words.get(language).to_owned();
    let sum = |of: &dyn Fn(&LevelImpact) -> usize| impact.levels.iter().map(of).sum::<usize>();
    let (read, compared) = (sum(&|level| level.read), sum(&|level| level.moves.len()));
    let (apart, unjudged) = (sum(&|level| level.apart.len()), sum(&|level| level.unjudged));
    let mut lines = vec![say(words!(
        "{subjects} read: {compared} compared, {apart} not comparable{unjudged}.",
        "读入 {read} 个考核对象：可比 {compared}，不可比 {apart}{unjudged_z}。",
        subjects = counted(read, "subject"),
        read = read,
        compared = compared,
        apart = apart,
        unjudged = if unjudged == 0 { String::new() } else { format!(", {unjudged} judged by neither book") },
        unjudged_z = if unjudged == 0 { String::new() } else { format!("，两本规则均不考核 {unjudged}") }
    ))];
    let readings = &impact.readings;
    for (name, reading) in books(&readings.old, &readings.new) {
        lines.extend(read_otherwise(reading, &name, readings.year).map(&say));
    }
    let asked =
        readings.old.lacking.iter().chain(&readings.new.lacking).any(|gap| gap.column.as_ref().is_some_and(|name| name.contains('.')));
    if asked && apart > 0 && readings.old.set_aside.is_empty() && readings.new.set_aside.is_empty() {
        lines.push(say(words!(
            "Add these columns to the data, or compare without the indicators that ask for them: `--set-aside`.",
            "请在数据中补上这些列；或用“--set-aside”略去需要这些列的指标再比较。"
        )));
    }
    let open = |one: &Move| [&one.old, &one.new].iter().any(|placed| placed.open.place || placed.open.grade);
    if impact.levels.iter().flat_map(|level| &level.moves).any(open) {
        lines.push(say(words!(
            "`?` stands for a place or grade that hangs on subjects without a result; it is not counted as another.",
            "“?”表示取决于尚无结果的对象、暂不能确定的位次或等次，不计为变化。"
        )));
    }
    let head = [
        words!("", ""),
        words!("read", "读入"),
        words!("compared", "可比"),
        words!("up", "升"),
        words!("down", "降"),
        words!("same", "不变"),
        words!("largest gain", "升幅最大"),
        words!("largest loss", "降幅最大"),
        words!("other place", "位次变化"),
        words!("other grade", "等次变化"),
        words!("other consequences", "结果运用变化"),
    ];
    let rows = impact.levels.iter().filter(|level| level.read > level.unjudged).map(|level| {
        let (up, down, same) = level.directions();
        let whom = |one: Option<&Move>| {
            one.map_or_else(
                || "–".to_owned(),
                |one| format!("{} {} {}", moved(shown, &one.points), on_one_line(&one.id), on_one_line(&one.name)),
            )
        };
        let numbers = [level.read, level.moves.len(), up, down, same].map(|number| number.to_string());
        let mut cells = vec![kind(level, language)];
        cells.extend(numbers);
        let places = if ranked(level) { level.places().to_string() } else { "–".to_owned() };
        cells.extend([whom(level.gain()), whom(level.loss()), places, level.grades().to_string(), level.consequences().to_string()]);
        (cells, None)
    });
    let table = Table {
        head: head.into_iter().map(say).collect(),
        numbers: vec![false, true, true, true, true, true, false, false, true, true, true],
        rows: rows.collect(),
    };
    let heading = words!("The data of {year} by both books", "两本规则对 {year} 年数据的计分", year = readings.year);
    vec![Block::Heading(heading.get(language).to_owned()), Block::Lines(lines), Block::Table(table)]
}

fn books<'a>(old: &'a Reading, new: &'a Reading) -> [(Words, &'a Reading); 2] {
    [(words!("the older book", "旧规则"), old), (words!("the newer book", "新规则"), new)]
}

/// What a book read otherwise than it would read its own data.
fn read_otherwise<'a>(reading: &'a Reading, name: &Words, year: i64) -> impl Iterator<Item = Words> + use<'a> {
    let (english, chinese) = (name.english.clone(), name.chinese.clone());
    let mut found = Vec::new();
    if reading.years_later != 0 {
        let years = reading.years_later.abs();
        let (english_way, chinese_way) = if reading.years_later > 0 { ("later", "后") } else { ("earlier", "前") };
        let plural = if years == 1 { "" } else { "s" };
        found.push(words!(
            "For {english} all days are moved {years} year{plural} {way}, to {year}.",
            "{chinese}的各个日期均{way_z}移 {years} 年，按 {year} 年计分。",
            english = english,
            chinese = chinese,
            years = years,
            plural = plural,
            way = english_way,
            way_z = chinese_way,
            year = year
        ));
    }
    if !reading.lacking.is_empty() {
        let gaps = gaps(&reading.lacking);
        found.push(words!(
            "The data lack what {english} asks for, and nothing is put in its place: {gaps_e}.",
            "数据缺少{chinese}要求的下列内容，未以任何值代替：{gaps_z}。",
            english = english,
            chinese = chinese,
            gaps_e = gaps.english,
            gaps_z = gaps.chinese
        ));
    }
    if !reading.set_aside.is_empty() {
        let named = |(name, title): &(String, Option<String>)| {
            title.as_ref().map_or_else(|| name.clone(), |title| format!("{name} “{}”", on_one_line(title)))
        };
        let names: Vec<Words> = reading.set_aside.iter().map(named).map(Words::same).collect();
        let names = Words::join(&names, ", ", "、");
        found.push(words!(
            "Left out of {english}, because the data cannot answer them: {names}.",
            "因数据无法回答，计分时从{chinese}中略去：{names_z}。",
            english = english,
            chinese = chinese,
            names = names.english,
            names_z = names.chinese
        ));
    }
    if !reading.unread.is_empty() {
        let gaps = gaps(&reading.unread);
        found.push(words!(
            "Not asked for by {english}, and not read: {gaps_e}.",
            "{chinese}未要求、因而未读取：{gaps_z}。",
            english = english,
            chinese = chinese,
            gaps_e = gaps.english,
            gaps_z = gaps.chinese
        ));
    }
    found.into_iter()
}

/// Columns and tables, table by table.
fn gaps(gaps: &[Gap]) -> Words {
    let mut tables: BTreeMap<&str, Vec<Words>> = BTreeMap::new();
    for gap in gaps {
        let columns = tables.entry(&gap.table).or_default();
        columns.extend(gap.column.as_ref().map(|column| {
            let column = on_one_line(column);
            let titled = |title: &str| format!("{column} “{}”", on_one_line(title));
            gap.title.as_ref().map_or_else(|| Words::same(&column), |title| Words::new(titled(&title.english), titled(&title.chinese)))
        }));
    }
    let list = tables.into_iter().map(|(table, columns)| {
        let table = on_one_line(table);
        if columns.is_empty() {
            return Words::same(table);
        }
        let columns = Words::join(&columns, ", ", "、");
        words!("{table}: {e}", "{table}：{z}", table = table, e = columns.english, z = columns.chinese)
    });
    Words::join(&list.collect::<Vec<_>>(), "; ", "；")
}

/// Kind by kind: what moves the totals, who moves, who could not be compared.
pub(super) fn details(shown: &Shown<'_>, language: Language) -> Vec<Block> {
    let Some(on_data) = shown.on_data else { return Vec::new() };
    let impact = on_data.impact;
    let mut blocks = Vec::new();
    for level in &impact.levels {
        if !level.causes.is_empty() {
            let heading = words!("What moves {kind}", "{kind}：变动因素", kind = kind(level, language));
            blocks.extend([Block::Heading(heading.get(language).to_owned()), Block::Table(causes(level, language))]);
        }
        if level.moves.iter().any(Move::changes) {
            let heading = words!("Who moves: {kind}", "{kind}：变动对象", kind = kind(level, language));
            blocks.extend([Block::Heading(heading.get(language).to_owned()), Block::Table(moves(shown, level, language))]);
        }
        if !level.apart.is_empty() {
            let heading = words!("Not comparable: {kind}", "{kind}：不可比对象", kind = kind(level, language));
            blocks.extend([Block::Heading(heading.get(language).to_owned()), Block::Lines(apart(shown, level, language))]);
        }
    }
    if !blocks.is_empty() && impact.levels.iter().any(|level| !level.moves.is_empty()) {
        blocks.push(Block::Lines(vec![apportioning(language)]));
    }
    blocks.extend(rulings(shown, on_data, language));
    blocks
}

/// The rulings that the results rest on beside the rules and the data: once where both books take them alike.
fn rulings(shown: &Shown<'_>, on_data: OnData<'_>, language: Language) -> Vec<Block> {
    let [old, new] = on_data.rulings();
    let old = rulings::lines(&old, on_data.old.program, shown.sources);
    let new = rulings::lines(&new, on_data.new.program, shown.sources);
    let said = |rulings: &rulings::Lines| rulings.lines.iter().map(|line| on_one_line(line.get(language))).collect();
    if old == new {
        let one = new.map(|rulings| [Block::Heading(rulings.count.get(language).to_owned()), Block::Lines(said(&rulings))]);
        return one.into_iter().flatten().collect();
    }
    let readings = &on_data.impact.readings;
    let [(old_book, _), (new_book, _)] = books(&readings.old, &readings.new);
    let mut blocks = Vec::new();
    for (book, rulings) in [(old_book, old), (new_book, new)] {
        let Some(rulings) = rulings else { continue };
        let heading = words!(
            "By {book}: {count}",
            "{book_z}：{count_z}",
            book = book.english,
            book_z = book.chinese,
            count = rulings.count.english,
            count_z = rulings.count.chinese
        );
        blocks.extend([Block::Heading(heading.get(language).to_owned()), Block::Lines(said(&rulings))]);
    }
    blocks
}

/// How a move is laid on its causes, in a sentence.
fn apportioning(language: Language) -> String {
    let words = words!(
        "Each move is laid on its causes without rest. An indicator in both books: what it gives for the same work, at the mean of what \
         it is worth in both. Points and weights: what grew counts by how far the subject does better or worse there than on the whole, \
         for what one part gains another loses; so does what is new or gone. Shown to three decimals, exact in `--format json`.",
        "每一变动如数分摊到各项因素，没有余数。两本规则都有的指标：同样工作得分的差，按两年所值的平均数计。分值与权重：增减的部分，按该对象在此处的得分率高于或低于其总得分率的幅度计，因为此增则彼减；新增和取消的指标同样计算。此处保留三位小数，准确数见“--format json”。"
    );
    words.get(language).to_owned()
}

fn causes(level: &LevelImpact, language: Language) -> Table {
    let head = [
        words!("", ""),
        words!("up", "升"),
        words!("down", "降"),
        words!("on average", "平均"),
        words!("lowest", "最低"),
        words!("highest", "最高"),
    ];
    let rows = level.causes.iter().map(|one| {
        let cells = vec![
            cause(&one.cause, level, language),
            one.up.to_string(),
            one.down.to_string(),
            signed(&one.average),
            signed(&one.lowest),
            signed(&one.highest),
        ];
        (cells, None)
    });
    Table {
        head: head.into_iter().map(|words| words.get(language).to_owned()).collect(),
        numbers: vec![false, true, true, true, true, true],
        rows: rows.collect(),
    }
}

fn moves(shown: &Shown<'_>, level: &LevelImpact, language: Language) -> Table {
    let graded = level.moves.iter().any(|one| one.old.grade.is_some() || one.new.grade.is_some());
    let mut head = vec![words!("id", "编号"), words!("name", "名称"), words!("old", "旧"), words!("new", "新"), words!("move", "变动")];
    let mut numbers = vec![false, false, true, true, true];
    let ranked = ranked(level);
    if ranked {
        head.push(words!("place", "位次"));
        numbers.push(false);
    }
    if graded {
        head.push(words!("grade", "等次"));
        numbers.push(false);
    }
    let totals = |precision: &Precision, placed: &Placed| printed(&placed.total, precision);
    let rows = level.moves.iter().filter(|one| one.changes()).map(|one| {
        let mut cells = vec![
            on_one_line(&one.id),
            on_one_line(&one.name),
            totals(&shown.old.header.totals, &one.old),
            totals(&shown.new.header.totals, &one.new),
            moved(shown, &one.points),
        ];
        let or_none = |text: Option<String>, open: bool| text.unwrap_or_else(|| if open { OPEN } else { "–" }.to_owned());
        let place = |placed: &Placed| or_none(placed.place.as_ref().map(exact), placed.open.place);
        if ranked {
            cells.push(from_to(place(&one.old), place(&one.new)));
        }
        let grade = |placed: &Placed| or_none(placed.grade.as_ref().map(|(_, title)| on_one_line(title)), placed.open.grade);
        if graded {
            let titles = (grade(&one.old), grade(&one.new));
            let alike = !one.grade_changes() && !one.old.open.grade && !one.new.open.grade;
            // The same grade under another title is the same grade.
            cells.push(if alike { titles.1 } else { from_to(titles.0, titles.1) });
        }
        (cells, Some(because(one, level, language)).filter(|text| !text.is_empty()))
    });
    Table { head: head.into_iter().map(|words| words.get(language).to_owned()).collect(), numbers, rows: rows.collect() }
}

/// Both where they differ, else the one.
fn from_to(old: String, new: String) -> String {
    if old == new { new } else { format!("{old} → {new}") }
}

/// Whether anybody of the kind has a place.
fn ranked(level: &LevelImpact) -> bool {
    level.moves.iter().any(|one| one.old.place.is_some() || one.new.place.is_some())
}

/// The lines of a move: the greatest by name, the others together.
fn because(one: &Move, level: &LevelImpact, language: Language) -> String {
    let told = if one.lines.len() <= MOST_LINES + 1 { one.lines.len() } else { MOST_LINES };
    let mut texts: Vec<String> =
        one.lines.iter().take(told).map(|line| format!("{} {}", signed(&line.points), cause(&line.cause, level, language))).collect();
    let others = one.lines.len() - told;
    if others > 0 {
        let rest = one.lines.iter().skip(told).fold(Number::zero(), |sum, line| sum.add(&line.points));
        let words = words!("{rest} in {e}", "{rest} 其余 {others} 项", rest = signed(&rest), e = counted(others, "other"), others = others);
        texts.push(words.get(language).to_owned());
    }
    let (lapsed, arising) = one.consequences();
    for (word, list) in [(words!("no longer", "不再"), lapsed), (words!("now", "新增"), arising)] {
        texts.extend(list.into_iter().map(|text| format!("{}{}{}", word.get(language), colon(language), on_one_line(text))));
    }
    texts.join(semicolon(language))
}

fn apart(shown: &Shown<'_>, level: &LevelImpact, language: Language) -> Vec<String> {
    let mut groups: Vec<((String, String), Vec<&NotCompared>)> = Vec::new();
    for one in &level.apart {
        let key = (standing(&one.old, language), standing(&one.new, language));
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, members)) => members.push(one),
            None => groups.push((key, vec![one])),
        }
    }
    let mut lines = Vec::new();
    for ((old, new), members) in groups {
        for one in members {
            let range = one.range.as_ref().map(|range| {
                let (low, high) = (moved(shown, &range.low), moved(shown, &range.high));
                words!(": moves by between {low} and {high}", "：变动在 {low} 与 {high} 之间", low = low, high = high)
            });
            let range = range.map(|words| words.get(language).to_owned()).unwrap_or_default();
            lines.push(format!("{} {}{range}", on_one_line(&one.id), on_one_line(&one.name)));
        }
        for (word, said) in [(words!("by the older book", "旧规则"), old), (words!("by the newer book", "新规则"), new)] {
            lines.push(format!("  {}{}{said}", word.get(language), colon(language)));
        }
    }
    lines
}

fn standing(standing: &Standing, language: Language) -> String {
    let word = match standing.state {
        Standstill::State(SubjectState::Scored) if standing.total.is_some() => words!("scored", "已计分"),
        Standstill::State(SubjectState::Scored) => words!("no total", "无总分"),
        Standstill::State(SubjectState::Provisional) => words!("provisional", "暂定"),
        Standstill::State(SubjectState::Refused) => words!("refused", "退回"),
        Standstill::State(SubjectState::NotJudged) => words!("not judged", "不考核"),
        Standstill::Unknown => words!("not known", "未规定此类对象"),
    };
    let mut text = word.get(language).to_owned();
    if !standing.reasons.is_empty() {
        let reasons: Vec<&str> = standing.reasons.iter().map(|words| words.get(language)).collect();
        text.push_str(&format!("{}{}", colon(language), reasons.join(semicolon(language))));
    }
    text
}

/// A kind of subject by its title and name.
fn kind(level: &LevelImpact, language: Language) -> String {
    let name = on_one_line(&level.name);
    match &level.title {
        Some(title) if *title != level.name => format!("{}{}", on_one_line(title), behind(&name, language)),
        Some(_) | None => name,
    }
}

/// What moves a total, in words.
fn cause(cause: &Cause, level: &LevelImpact, language: Language) -> String {
    let title = level.causes.iter().find(|one: &&CauseImpact| one.cause == *cause).and_then(|one| one.title.as_deref());
    let named = |name: &str| match title {
        Some(title) if title != name => format!("{} “{}”", on_one_line(name), on_one_line(title)),
        Some(_) | None => on_one_line(name),
    };
    let words = match cause {
        Cause::Indicator(name) => Words::same(named(name)),
        Cause::Weights(path) if path.is_empty() => words!("points and weights at the top", "最上层的分值与权重"),
        Cause::Weights(path) => words!("points and weights in {part}", "{part} 的分值与权重", part = named(path)),
        Cause::Elsewhere(name) => {
            words!("points and weight of {name} in another part", "{name} 改列后的分值与权重", name = named(name))
        }
        Cause::Whole => words!("points of the whole", "总分值"),
        Cause::Factor(path) => words!("factor of {part}", "{part} 的系数", part = whole(path, named(path), language)),
        Cause::Rounding(path) => words!("rounding of {part}", "{part} 的舍入", part = whole(path, named(path), language)),
        Cause::Limit(path) => words!("limit of {part}", "{part} 的限额", part = named(path)),
        Cause::Counted(path) => words!("{part}, not applicable and counted", "{part} 不适用而计分", part = named(path)),
        Cause::TotalLimit => words!("limits of the total", "总分限制"),
        Cause::TotalRounding => words!("rounding of the total", "总分舍入"),
        Cause::Other => words!("other steps of the total", "总分的其他步骤"),
    };
    words.get(language).to_owned()
}

/// The outermost part has no name.
fn whole(path: &str, named: String, language: Language) -> String {
    if path.is_empty() { words!("the whole", "整体").get(language).to_owned() } else { named }
}

/// A piece of a move with its sign: to three decimals, for the pieces of some have no end.
fn signed(points: &Number) -> String {
    with_sign(points, &points.absolute().to_decimal_text(RoundingMode::HalfUp, 3))
}

/// The move of a total with its sign: as finely as the totals of both books are printed.
fn moved(shown: &Shown<'_>, points: &Number) -> String {
    let digits = |program: &Program| {
        let totals = &program.header.totals;
        totals.shown.as_ref().or(totals.rounded.as_ref()).map(Rounding::digits)
    };
    let size = points.absolute();
    let text = match (digits(shown.old), digits(shown.new)) {
        (Some(old), Some(new)) => size.to_decimal_text(RoundingMode::HalfUp, old.max(new)),
        (None, _) | (_, None) => exact(&size),
    };
    with_sign(points, &text)
}

fn with_sign(points: &Number, size: &str) -> String {
    let sign = match points.cmp(&Number::zero()) {
        Ordering::Less => "−",
        Ordering::Equal => "",
        Ordering::Greater => "+",
    };
    format!("{sign}{size}")
}
