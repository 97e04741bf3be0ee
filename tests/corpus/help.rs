//! What help offers for conditions on paper can be typed: with it nothing is left that cannot be read, and no name
//! that nobody declared.

use yardstick::check::check;
use yardstick::diagnostics::{Diagnostic, Edit, Severity};
use yardstick::syntax::parse;
use yardstick::text::SourceMap;

const BOOK: &str = r#"考核规则 "规则" {
  年度 2025
  截止 2026-01-20
  得分 四舍五入保留 2 位小数
  总分 四舍五入保留 2 位小数
}
计量单位 户 "户"
考核对象 县区局 "县区局" {
  数据项 造假 : 是否, 空视为 否
  数据项 户数 : 户 不低于 0 户, 空视为 0 户
  数据项 人数 : 整数, 空视为 0
}
计分卡 县区局 满分 100 {
  重点 "重点工作" 权重 100%
}
指标 廉洁 "廉洁" 属于 重点 适用 县区局 {
  分值 100
  数据项 申报率 : 百分比 从 0% 至 100%, 空视为 0%
  起评分 满分
  扣 1 当 〔指标〕
}
排名 县区局 依 总分 {
  并列取优
}
等次 县区局 {
  优秀 当 〔等次〕
  合格 其余
}
结果运用 县区局 {
  "通报表扬" 当 〔结果〕
}
"#;

/// A condition that nothing is wrong with, for each of the places.
const SOUND: [(&str, &str); 3] = [("〔指标〕", "造假"), ("〔等次〕", "总分 不低于 90"), ("〔结果〕", "等次 为 优秀")];
/// What is compared; nothing, where the author left it to the reader.
const VALUES: [&str; 7] = ["人数", "户数", "申报率", "总分", "名次", "", "人数 "];
const BANDS: [&str; 17] = [
    "10人以上",
    "10户以上",
    "10起以上",
    "90%以上",
    "80分以上90分以下",
    "80分至90分",
    "80-90分",
    "90分（含）以上",
    "≥90分",
    "不少于10人",
    "超过10",
    "低于80分",
    "3以内",
    "前三名",
    "前20%（四舍五入）",
    "第1名",
    "达到90",
];
const JOINED: [&str; 8] = ["", "且造假", "或造假", "并且无否决", " 且 造假", "且人数10人以上", "或者总分90分以上", "且等次为优秀"];

fn findings(text: &str) -> Vec<Diagnostic> {
    let mut sources = SourceMap::default();
    let id = sources.add("规则.yard", text);
    let parsed = parse(sources.file(id));
    let mut diagnostics = parsed.diagnostics.clone();
    diagnostics.append(check(&[parsed], &sources).diagnostics);
    diagnostics.into_sorted().into_iter().filter(|found| found.severity() == Severity::Error).collect()
}

fn with(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in sorted {
        text.replace_range(edit.span.range(), &edit.replacement);
    }
    text
}

#[test]
fn what_is_offered_for_conditions_on_paper_can_be_typed() {
    let mut faults = Vec::new();
    let mut offered = 0;
    for (place, _) in SOUND {
        for (value, band, joined) in
            VALUES.iter().flat_map(|value| BANDS.iter().flat_map(move |band| JOINED.iter().map(move |joined| (value, band, joined))))
        {
            // An input of an indicator is read by its name alone nowhere else.
            if *value == "申报率" && place != "〔指标〕" {
                continue;
            }
            let condition = format!("{value}{band}{joined}");
            let text = SOUND
                .iter()
                .fold(BOOK.to_owned(), |text, (other, sound)| text.replace(other, if *other == place { &condition } else { sound }));
            let found = findings(&text);
            if found.len() > 1 {
                faults.push(format!("{condition} at {place} is told {} times", found.len()));
            }
            for fix in found.iter().filter_map(|found| found.fix.as_ref()) {
                offered += 1;
                let left = findings(&with(&text, &fix.edits));
                // What is compared may be of another type still; that it can be read is what is asked here.
                if let Some(left) = left.iter().find(|left| left.code.to_string().as_str() < "Y0300") {
                    faults.push(format!("{condition} at {place}: {}, and then {} {}", fix.title.chinese, left.code, left.message.chinese));
                }
            }
        }
    }
    assert!(offered > 500, "only {offered} were offered");
    assert!(faults.is_empty(), "{} of {offered}:\n{}", faults.len(), faults.join("\n"));
}
