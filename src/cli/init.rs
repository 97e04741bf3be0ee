//! `yardstick init`: a small rule book that checks, scores and tests clean, to be changed into one's own.

use super::arguments::Init;
use super::{Outcome, Stop, Terminal, files};
use crate::text::Language;
use crate::words;

/// The files of the small book: path and text.
fn templates(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::English => &[
            ("rules.yard", include_str!("init_files/en/rules.yard")),
            ("data/office.csv", include_str!("init_files/en/office.csv")),
            ("data/notices.csv", include_str!("init_files/en/notices.csv")),
        ],
        Language::Chinese => &[
            ("rules.yard", include_str!("init_files/zh/rules.yard")),
            ("data/科室.csv", include_str!("init_files/zh/科室.csv")),
            ("data/通报.csv", include_str!("init_files/zh/通报.csv")),
        ],
    }
}

/// Writes the small book into a new folder.
pub fn run(options: &Init, terminal: &Terminal) -> Result<Outcome, Stop> {
    files::new_folder(&options.folder)?;
    files::make_folder(&options.folder.join("data"))?;
    for (path, text) in templates(terminal.spoken()) {
        files::write(&options.folder.join(path), text)?;
    }
    let folder = files::shown(&options.folder);
    terminal.remark(&words!(
        "Made a rule book in {folder}. Next: yardstick score {folder} --data {folder}/data",
        "已在 {folder} 新建一本规则。下一步：yardstick score {folder} --data {folder}/data",
        folder = folder
    ));
    Ok(Outcome::Clean)
}
