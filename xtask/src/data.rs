//! `cargo xtask data`: writes the data of the shipped rule books, the same bytes every time.
//!
//! The facts are made once; each book gets them in its own names. `rules/zh-2025/names.csv` says
//! which Chinese name stands for which English one.

mod bureaus;
mod departments;
mod faults;
mod months;
mod persons;
mod random;
mod registers;
mod rulings;
mod sheet;
mod subject;
mod surveys;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use self::sheet::{Names, Sheet};
use crate::repository::root;

/// What to do with the data.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only says whether the committed files are what the generator writes.
    #[arg(long)]
    check: bool,
}

/// Writes all data sets, or compares them with what is there.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let files = files()?;
    if arguments.check {
        let stale = stale(&files);
        return if stale.is_empty() { Ok(()) } else { Err(format!("not what the generator writes: {}", stale.join(", "))) };
    }
    for (path, text) in &files {
        let trouble = |error: std::io::Error| format!("{}: {error}", path.display());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(trouble)?;
        }
        fs::write(path, text).map_err(trouble)?;
    }
    println!("{} files", files.len());
    Ok(())
}

/// The files whose committed text is another.
fn stale(files: &BTreeMap<PathBuf, String>) -> Vec<String> {
    let differs = |(path, text): &(&PathBuf, &String)| fs::read_to_string(path).ok().as_ref() != Some(*text);
    files.iter().filter(differs).map(|(path, _)| path.display().to_string()).collect()
}

/// Every file of every data set.
fn files() -> Result<BTreeMap<PathBuf, String>, String> {
    let people = persons::people();
    let mut sheets = vec![bureaus::sheet(), departments::sheet(), persons::sheet(&people)];
    sheets.extend(registers::sheets(&people));
    sheets.extend(surveys::sheets(&people));
    sheets.extend(months::sheets());
    sheets.extend(rulings::sheets());
    let mut files = BTreeMap::new();
    let rules = root().join("rules");
    add(&mut files, &rules.join("2025").join("data"), &sheets, &Names::new())?;
    add(&mut files, &rules.join("zh-2025").join("data"), &sheets, &chinese_names(&rules)?)?;
    let faulty = faults::faulty(&sheets, &people)?;
    add(&mut files, &root().join("tests").join("data").join("faulty-2025"), &faulty, &Names::new())?;
    Ok(files)
}

fn add(files: &mut BTreeMap<PathBuf, String>, folder: &Path, sheets: &[Sheet], names: &Names) -> Result<(), String> {
    for sheet in sheets {
        let (name, text) = sheet.write(names)?;
        files.insert(folder.join(name), text);
    }
    Ok(())
}

/// The names of the Chinese book, from its own list.
fn chinese_names(rules: &Path) -> Result<Names, String> {
    let path = rules.join("zh-2025").join("names.csv");
    let mut reader = csv::Reader::from_path(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut names = Names::new();
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        let (Some(english), Some(chinese)) = (row.get(0), row.get(1)) else { continue };
        names.insert(english.to_owned(), chinese.to_owned());
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    #[test]
    fn committed_data_is_what_the_generator_writes() {
        let files = super::files().expect("the generator runs");
        assert_eq!(super::stale(&files), Vec::<String>::new(), "run cargo xtask data");
    }
}
