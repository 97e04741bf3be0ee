//! What is read from good data: values in base units, whatever the file's encoding, order or format.

use proptest::prelude::*;
use yardstick::data::{self, DataFile, Encoding, Holds};
use yardstick::model::{Content, Program, Submission, Whose};
use yardstick::text::Language;
use yardstick::value::{Number, Value};

use super::Book;

/// A subject's or entry's answers as text, by column.
fn told(program: &Program, submission: &Submission) -> Vec<String> {
    let content = |content: &Content| match content {
        Content::Given(Value::Number(number)) => number.to_string(),
        Content::Given(Value::Day(day)) => day.to_string(),
        Content::Given(Value::Flag(flag)) => flag.to_string(),
        Content::Given(Value::Choice(place)) => format!("#{place}"),
        Content::Given(Value::Text(text)) => format!("{text:?}"),
        Content::Empty => "empty".to_owned(),
        Content::Invalid(why) => format!("invalid: {}", why.english),
    };
    let mut lines = Vec::new();
    for subject in &submission.subjects {
        let parent = subject.parent.map(|place| submission.subjects[place].id.as_str());
        let (id, name, sequence) = (&subject.id, &subject.name, subject.sequence);
        let mut answers: Vec<String> =
            subject.answers.values().map(|answer| format!("{} {}", in_english(&answer.origin.column), content(&answer.content))).collect();
        answers.sort();
        lines.push(format!("{} {id} ({name}) {sequence:?} {parent:?}: {}", program.levels[subject.level].name, answers.join(", ")));
    }
    for (register, entries) in &submission.registers {
        for entry in entries {
            let fields: Vec<String> = entry.fields.iter().map(|field| content(&field.content)).collect();
            let subject = match entry.subject {
                Whose::Subject(place) => &submission.subjects[place].id,
                Whose::Absent | Whose::Unknown => "nobody",
            };
            let name = &program.registers[*register].name;
            lines.push(format!("{name} of {subject}: {}", fields.join(", ")));
        }
    }
    lines.sort();
    lines
}

/// A column by its English name.
fn in_english(column: &str) -> String {
    let last = [(".佐证", ".evidence"), (".描述", ".state"), (".得分", ".points")];
    let found = last.iter().find_map(|(chinese, english)| Some(format!("{}{english}", column.strip_suffix(chinese)?)));
    found.unwrap_or_else(|| column.to_owned())
}

#[test]
fn values_are_kept_in_base_units() {
    let book = Book::named("tax_bureau");
    let (program, mut sources) = (&book.program, book.sources.clone());
    let loaded = super::load(program, book.submission("good"), &mut sources);
    insta::assert_snapshot!("values_of_good_data", told(program, &loaded.submission).join("\n"));
}

/// The same rows in another encoding, order or with blank rows are the same submission.
#[test]
fn forms_of_a_file_make_no_difference() {
    for (book, cases) in [
        (
            "tax_bureau",
            &["good_with_mark", "good_with_windows_lines", "good_with_blank_rows", "good_with_quoted_cells", "good_in_another_order"][..],
        ),
        ("zh", &["good_gbk", "good_带标记"][..]),
    ] {
        let book = Book::named(book);
        let (program, mut sources) = (&book.program, book.sources.clone());
        let good = told(program, &super::load(program, book.submission("good"), &mut sources).submission);
        for case in cases {
            let loaded = super::load(program, book.submission(case), &mut sources);
            assert!(loaded.diagnostics.is_empty(), "{case}");
            assert_eq!(told(program, &loaded.submission), good, "{case}");
        }
    }
}

/// Columns and files that all rulebooks share may be called in either language, whatever the rulebook is written in.
#[test]
fn columns_are_called_in_either_language() {
    let read = |book: &Book, loaded: &data::Loaded| -> Vec<String> {
        let mut lines = told(&book.program, &loaded.submission);
        if let Some(ballots) = &loaded.submission.ballots {
            let cast = ballots.cast.iter().flat_map(|(key, votes)| votes.iter().map(move |votes| (key, votes)));
            lines.extend(cast.map(|(key, votes)| format!("{key:?} {} {} {:?}", votes.group, votes.level, votes.count)));
            lines.push(format!("{:?}", ballots.count));
        }
        lines
    };
    let pairs = [
        ("zh", "good", "good_中文列名"),
        ("tax_bureau", "good", "good_chinese_columns"),
        ("按月", "good", "good_中文列名"),
        ("survey_zh", "good_带票数登记", "good_中文列名"),
        ("zh", "good_申诉_中文列名", "good_申诉_英文列名"),
    ];
    for (book, one, other) in pairs {
        let book = Book::named(book);
        let ((one, _), (two, _)) = (book.load_case(one, book.submission(one)), book.load_case(other, book.submission(other)));
        assert!(two.diagnostics.is_empty(), "{other}");
        assert_eq!(read(book, &one), read(book, &two), "{other}");
    }
}

/// A correction of months changes what it says and nothing else.
#[test]
fn an_appeal_of_months_is_laid_over_the_months() {
    let book = Book::named("months");
    let mut files = book.submission("good");
    let monthly = files.iter_mut().find(|file| file.name == "bureau.monthly.csv").unwrap();
    let text = String::from_utf8(monthly.bytes.clone()).unwrap();
    let text =
        text.replace("south,2025-03,50,50,93%", "south,2025-03,50,50,94%").replace("south,2025-07,50,50,97%", "south,2025-07,50,50,");
    monthly.bytes = text.into_bytes();
    let (plain, _) = book.load(files);
    let plain = told(&book.program, &plain.submission);
    for case in ["good_appeal_of_months", "good_appeal_of_months_in_json"] {
        let (loaded, _) = book.load_case(case, book.submission(case));
        assert_eq!(told(&book.program, &loaded.submission), plain, "{case}");
    }
}

/// `empty` may be the name of a value: where entries say either, none of them is struck.
#[test]
fn an_entry_that_says_empty_may_be_meant() {
    let book = r#"rulebook "R" {
  year 2025
  closes 2026-01-20
  scores not rounded
  totals not rounded
}
role office "Office"
subject bureau "Bureau"
scorecard bureau out of 10 { work "Work" out of 10 }
indicator order "Order" in work for bureau {
  points 10
  start at full points
  deduct 1 for each entry in visits
}
register visits "Visits" of bureau {
  kind "Kind" : empty | full or empty
}
"#;
    let mut sources = yardstick::text::SourceMap::default();
    let program = super::program(book, &mut sources);
    let file = |name: &str, text: &str| DataFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let head = "subject,indicator,effect,register,entry,approved by,date,reason";
    for (entries, entry, struck) in [
        ("x,\nx,empty\n", "kind empty", false),
        ("x,\nx,empty\n", "\"kind \"\"empty\"\"\"", true),
        ("x,\nx,full\n", "kind empty", true),
        ("x,empty\nx,full\n", "kind empty", true),
    ] {
        let files = vec![
            file("bureau.csv", "id,name\nx,X\n"),
            file("visits.csv", &format!("subject,kind\n{entries}")),
            file("exemptions.csv", &format!("{head}\nx,,entry struck,visits,{entry},office,2025-06-01,why\n")),
        ];
        let loaded = data::load_folder(&program, files, &mut sources.clone());
        assert_eq!(loaded.submission.rulings.len(), usize::from(struck), "{entries} {entry}");
        assert_eq!(loaded.diagnostics.has_errors(), !struck, "{entries} {entry}");
    }
}

#[test]
fn the_run_can_say_how_each_file_was_encoded() {
    let book = Book::named("zh");
    let (program, mut sources) = (&book.program, book.sources.clone());
    for (case, expected) in [("good", Encoding::Utf8), ("good_gbk", Encoding::Gb18030), ("good_带标记", Encoding::Utf8WithMark)] {
        let loaded = super::load(program, book.submission(case), &mut sources);
        assert!(loaded.files.iter().any(|file| file.encoding == Some(expected)), "{case}");
    }
}

/// Where a column cannot be read its answers are invalid, never missing; a register whose rows are
/// about nobody counts as not delivered.
#[test]
fn nothing_unreadable_counts_as_missing() {
    let book = Book::named("tax_bureau");
    let (program, mut sources) = (&book.program, book.sources.clone());
    for (case, column) in
        [("misspelt_column", "filing.share"), ("several_columns_missing", "revenue.growth"), ("column_twice", "cases.handled")]
    {
        let loaded = super::load(program, book.submission(case), &mut sources);
        let answers: Vec<_> = loaded.submission.subjects.iter().flat_map(|subject| subject.answers.values()).collect();
        let about: Vec<_> = answers.iter().filter(|answer| &*answer.origin.column == column).collect();
        assert!(!about.is_empty() && about.iter().all(|answer| matches!(answer.content, Content::Invalid(_))), "{case}");
    }
    let loaded = super::load(program, book.submission("register_without_subjects"), &mut sources);
    assert!(loaded.submission.registers.is_empty());
    let loaded = super::load(program, book.submission("entry_about_nobody"), &mut sources);
    assert_eq!(loaded.unattributed.len(), 1);
    let loaded = super::load(program, book.submission("json_key_twice"), &mut sources);
    assert!(loaded.submission.subjects.iter().any(|subject| !subject.faults.is_empty()));
}

/// A fresh template reads back without a word about its columns.
#[test]
fn a_template_has_the_columns_that_are_asked_for() {
    for book in Book::all() {
        let (program, mut sources) = (&book.program, book.sources.clone());
        for language in [Language::English, Language::Chinese] {
            let loaded = data::load_folder(program, data::template(program, language), &mut sources);
            let said: Vec<String> = loaded.diagnostics.iter().map(|one| one.code.to_string()).collect();
            assert!(said.iter().all(|code| code == "Y0626"), "{said:?}");
            let there = |holds| loaded.files.iter().any(|file| file.holds == Some(holds));
            assert!(program.registers.ids().all(|id| there(Holds::Entries(id))));
            let surveyed = program.indicators.values().any(|indicator| indicator.chain.survey().is_some());
            assert_eq!([Holds::Ballots, Holds::Statements].map(there), [surveyed; 2]);
        }
    }
}

/// A cell of a number column.
fn cell(text: &str) -> (Content, usize) {
    let book = Book::named("tax_bureau");
    let (program, mut sources) = (&book.program, book.sources.clone());
    let quoted = format!("\"{}\"", text.replace('"', "\"\""));
    let table = format!(
        "id,name,filing.filed,filing.share,filing.cost,filing.listed,filing.trained,filing.evidence,filing.state,filing.points\ntax_service,x,,,{quoted},,,,,\ncollection,y,,,,,,,,\noffice,z,,,,,,,,\n"
    );
    let mut files = book.submission("good");
    files.retain(|file| file.name != "department.csv");
    files.push(DataFile { name: "department.csv".into(), bytes: table.into_bytes() });
    let loaded = super::load(program, files, &mut sources);
    let answer = loaded.submission.subjects.iter().flat_map(|subject| subject.answers.values());
    let content = answer.filter(|answer| &*answer.origin.column == "filing.cost").map(|answer| answer.content.clone()).next().unwrap();
    (content, loaded.diagnostics.iter().count())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any bytes under any name are read or reported.
    #[test]
    fn any_bytes_are_read_or_reported(bytes in prop::collection::vec(any::<u8>(), 0..80), json in any::<bool>()) {
        let book = Book::named("zh");
        let (program, mut sources) = (&book.program, book.sources.clone());
        let name = if json { "data.json" } else { "部门.csv" };
        let _ = super::load(program, vec![DataFile { name: name.into(), bytes }], &mut sources);
    }

    /// A number cell is given exactly when it has the one strict form; anything else that is not
    /// empty is invalid, with exactly one finding.
    #[test]
    fn a_number_has_one_form(text in "[0-9.,+% eE元万１\\-]{0,6}") {
        let (content, findings) = cell(&text);
        match (Number::parse(&text), content) {
            (Ok(number), Content::Given(Value::Number(read))) => prop_assert_eq!(number, read),
            (Err(_), Content::Invalid(_)) => prop_assert_eq!(findings, 1),
            (Err(_), Content::Empty) => prop_assert!(text.is_empty()),
            (expected, content) => prop_assert!(false, "{:?}: {:?}, {:?}", text, expected, content),
        }
    }
}
