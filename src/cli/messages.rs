//! Words for wrong use and trouble with files. They carry no code: nothing in a rule or in the data is at fault.

use std::io;
use std::path::Path;

use super::Stop;
use super::files::shown;
use crate::text::Words;
use crate::value::Day;
use crate::words;

/// Why the system refuses, where we can say so in both languages.
const REFUSALS: [(io::ErrorKind, &str, &str); 7] = [
    (io::ErrorKind::AlreadyExists, "a file of that name is there", "已有同名的文件"),
    (io::ErrorKind::NotFound, "there is no such file or folder", "没有这个文件或文件夹"),
    (io::ErrorKind::PermissionDenied, "permission denied", "没有权限"),
    (io::ErrorKind::IsADirectory, "it is a folder", "这是文件夹"),
    (io::ErrorKind::NotADirectory, "a file stands where a folder should be", "路径中应为文件夹之处是文件"),
    (io::ErrorKind::StorageFull, "the disk is full", "磁盘已满"),
    (io::ErrorKind::ReadOnlyFilesystem, "the disk can only be read", "磁盘只读"),
];

/// Why the system refused, without its numbers.
fn refusal(error: &io::Error) -> Words {
    let said = error.to_string();
    let known = REFUSALS.iter().find(|(kind, _, _)| *kind == error.kind());
    known.map_or_else(
        || Words::same(said.split(" (os error").next().unwrap_or(&said)),
        |(_, english, chinese)| Words::new(*english, *chinese),
    )
}

/// The system refused to read a file or folder.
pub fn unreadable(path: &Path, error: &io::Error) -> Stop {
    let why = refusal(error);
    let (path, english, chinese) = (shown(path), why.english, why.chinese);
    let stop = Stop::new(words!("cannot read `{path}`: {e}", "无法读取“{path}”：{z}", path = path, e = english, z = chinese));
    if error.kind() == io::ErrorKind::NotFound {
        stop.help(words!("check the spelling of the path", "请核对路径的写法"))
    } else {
        stop
    }
}

/// The system refused to write a file.
pub fn unwritable(path: &Path, error: &io::Error) -> Stop {
    let why = refusal(error);
    Stop::new(words!("cannot write `{path}`: {e}", "无法写入“{path}”：{z}", path = shown(path), e = why.english, z = why.chinese))
}

/// A folder without any rule file.
pub fn no_rules(path: &Path) -> Stop {
    Stop::new(words!("no rule file in `{path}`", "“{path}”中没有规则文件", path = shown(path))).help(words!(
        "rule files end in `.yard`; `yardstick init DIR` starts a new book",
        "规则文件以“.yard”结尾；“yardstick init 目录”新建一本规则"
    ))
}

/// A link that leads out of the rule book.
pub fn link_leaves(path: &Path) -> Stop {
    Stop::new(words!("`{path}` is a link that leads out of the rule book", "“{path}”是指向规则文件夹之外的链接", path = shown(path)))
        .help(words!("copy the file into the folder", "请把文件复制到文件夹内"))
}

/// Neither UTF-8 nor GB18030.
pub fn unknown_encoding(path: &Path) -> Stop {
    Stop::new(words!("`{path}` is neither UTF-8 nor GB18030 text", "“{path}”既不是 UTF-8 也不是 GB18030 文本", path = shown(path)))
        .help(words!("save it as UTF-8 text", "请另存为 UTF-8 文本"))
}

/// A file of rules that is something else by its bytes, as a workbook or UTF-16 text.
pub fn not_rules(path: &Path, kind: &Words) -> Stop {
    let path = shown(path);
    Stop::new(words!("`{p}` is {e}, not UTF-8 text", "“{p}”是{z}，不是 UTF-8 文本", p = path, e = kind.english, z = kind.chinese))
        .help(words!("save the rules as UTF-8 text", "请把规则另存为 UTF-8 文本"))
}

/// A byte of zero in a file that is text otherwise.
pub fn nul_byte(path: &Path, line: usize) -> Stop {
    let path = shown(path);
    Stop::new(words!(
        "line {n} of `{p}` holds a NUL byte, which no text has",
        "“{p}”第 {n} 行含有文本中不应有的 NUL 字节",
        n = line,
        p = path
    ))
    .help(words!(
        "the file may be damaged: write that line anew, and save it as UTF-8 text",
        "文件可能已损坏：请重写该行，并另存为 UTF-8 文本"
    ))
}

/// The data is neither a folder nor a JSON file.
pub fn not_data(path: &Path) -> Stop {
    Stop::new(words!(
        "`{path}` is neither a folder of CSV files nor a JSON file",
        "“{path}”既不是 CSV 文件夹也不是 JSON 文件",
        path = shown(path)
    ))
    .help(words!("give the folder that holds the CSV files", "请给出存放 CSV 文件的文件夹"))
}

/// A day of scoring before the year that is judged.
pub fn before_the_year(day: Day, year: i64) -> Stop {
    Stop::new(words!(
        "`--as-of {day}` lies before {year}, the year the rules judge",
        "“--as-of {day}”早于考核年度 {year}",
        day = day,
        year = year
    ))
    .help(words!("name a day of {year} or later", "请给出 {year} 年或其后的日期", year = year))
}

/// Standard input named more than once.
pub fn standard_input_twice() -> Stop {
    Stop::new(words!("`-` was given twice; standard input can be read only once", "“-”只能给出一次"))
}

/// No subject with that id.
pub fn no_such_subject(id: &str, nearest: Option<&str>) -> Stop {
    let stop = Stop::new(words!("no subject has the id `{id}`", "没有编号为“{id}”的考核对象", id = id));
    match nearest {
        Some(nearest) => stop.help(words!("did you mean `{nearest}`?", "是否为“{nearest}”？", nearest = nearest)),
        None => stop.help(words!("`yardstick score` lists all ids", "“yardstick score”列出全部编号")),
    }
}

/// The id is that of subjects of several kinds.
pub fn ambiguous_subject(id: &str, levels: &[&str]) -> Stop {
    let (en, zh) = (levels.join(", "), levels.join("、"));
    Stop::new(words!("several subjects have the id `{id}`: {en}", "多个考核对象的编号为“{id}”：{zh}", id = id, en = en, zh = zh))
        .help(words!("add `--level` with one of these kinds", "请用 --level 指明是哪一种"))
}

/// The id is that of several subjects of one kind, so that none of them is scored.
pub fn repeated_subject(id: &str, level: &str, rows: &[String]) -> Stop {
    let (en, zh) = (rows.join(", "), rows.join("、"));
    Stop::new(words!(
        "the id `{id}` of {level} stands in rows {en}, so none of them is scored",
        "{level}的编号“{id}”出现在第 {zh} 行，均不计分",
        id = id,
        level = level,
        en = en,
        zh = zh
    ))
    .help(words!("give each of them an id of its own", "请为每个对象填写不同的编号"))
}

/// No such kind of subject.
pub fn no_such_level(name: &str, nearest: Option<&str>, all: &str) -> Stop {
    let stop = Stop::new(words!("the rules have no kind of subject called `{name}`", "规则中没有名为“{name}”的考核对象", name = name));
    match nearest {
        Some(nearest) => stop.help(words!("did you mean `{nearest}`?", "是否为“{nearest}”？", nearest = nearest)),
        None => stop.help(words!("the rules know: {all}", "规则中有：{all}", all = all)),
    }
}

/// Nobody whom the rules name is called so.
pub fn no_such_member(name: &str, nearest: Option<&str>) -> Stop {
    let stop = Stop::new(words!("the rules name nobody called `{name}`", "规则中没有写明名为“{name}”的单位或人员", name = name));
    match nearest {
        Some(nearest) => stop.help(words!("did you mean `{nearest}`?", "是否为“{nearest}”？", nearest = nearest)),
        None => {
            stop.help(words!("`yardstick check RULES --duties` lists who leads what", "“yardstick check 规则 --duties”列出各指标由谁牵头"))
        }
    }
}

/// No such indicator on the subject's card.
pub fn no_such_indicator(name: &str, nearest: Option<&str>) -> Stop {
    let stop =
        Stop::new(words!("the subject's card has no indicator called `{name}`", "该对象的计分卡上没有名为“{name}”的指标", name = name));
    match nearest {
        Some(nearest) => stop.help(words!("did you mean `{nearest}`?", "是否为“{nearest}”？", nearest = nearest)),
        None => stop.help(words!("leave `--indicator` out to see the whole card", "去掉 --indicator 可看整张计分卡")),
    }
}

/// `init` into a folder that holds something.
pub fn folder_taken(path: &Path) -> Stop {
    Stop::new(words!("`{path}` is not empty", "“{path}”不是空文件夹", path = shown(path)))
        .help(words!("name a new folder; nothing was written", "请给出新文件夹的名称；未写入任何内容"))
}

/// A year that no rule book judges.
pub fn no_such_year(year: i64) -> Stop {
    Stop::new(words!("no rule book judges the year {year}", "没有考核 {year} 年的规则", year = year))
        .help(words!("write the year of the data, such as 2025", "请写数据所属年度，如 2025"))
}

/// Rules that say something else, or nothing, in the year of the data.
pub fn not_of_that_year(title: &str, year: i64) -> Words {
    words!(
        "Read for {year}, the year of the data, “{title}” has errors, so nothing was scored.",
        "“{title}”按数据所属的 {year} 年读取时有错误，未作计分。",
        title = title,
        year = year
    )
}

/// Output that would replace what is read.
pub fn output_is_input(path: &Path) -> Stop {
    Stop::new(words!("`{path}` is one of the files that are read", "“{path}”是要读取的文件之一", path = shown(path)))
        .help(words!("write to another file; nothing was written", "请写入其他文件；未写入任何内容"))
}

/// Output that would be read with the rules or the data the next time.
pub fn output_would_be_input(path: &Path, as_rule: bool) -> Stop {
    let path = shown(path);
    let stop = Stop::new(if as_rule {
        words!("`{path}` would be read as a rule file the next time", "“{path}”下次会被当作规则文件读取", path = path)
    } else {
        words!("`{path}` would be read as data the next time", "“{path}”下次会被当作数据读取", path = path)
    });
    stop.help(words!("write to another folder; nothing was written", "请写入其他文件夹；未写入任何内容"))
}

/// A link that leads to nothing.
pub fn link_to_nothing(path: &Path) -> Stop {
    Stop::new(words!("`{path}` is a link to a file that is not there", "“{path}”是链接，所指的文件不存在", path = shown(path)))
        .help(words!("write to a file, or put the link right; nothing was written", "请写入文件，或改正该链接；未写入任何内容"))
}

/// A file in a folder `extensions` that is not that of the book.
pub fn misplaced_extension(path: &Path) -> Words {
    words!(
        "{path} is not read: extensions lie in the folder `extensions` at the top of the book",
        "{path} 未读取：扩展应放在规则文件夹顶层的“extensions”中",
        path = shown(path)
    )
}

/// Tables of duties of several books, where one document or sheet is asked for.
pub fn duties_of_several(books: usize) -> Stop {
    Stop::new(words!(
        "`--duties` for other programs is of one rule book, and {books} were given",
        "供其他程序使用的职责表只能是一本规则的，而给出了 {books} 本",
        books = books
    ))
    .help(words!("run it once for each of them", "请对每本规则各运行一次"))
}

/// A proposal that is nowhere.
pub fn no_such_proposal(path: &Path, nearest: Option<&str>, known: &[&str]) -> Stop {
    let path = shown(path);
    let stop = Stop::new(words!(
        "`{path}` is neither a file nor the name of one under `extensions/`",
        "“{path}”既不是文件，也不是“extensions”中的文件名",
        path = path
    ));
    let names = known.join(", ");
    match nearest {
        Some(nearest) => stop.help(words!("did you mean `{nearest}`?", "是否为“{nearest}”？", nearest = nearest)),
        None if known.is_empty() => stop.help(words!("check the spelling of the path", "请核对路径的写法")),
        None => stop.help(words!("under `extensions/` lie: {names}", "“extensions”中有：{names}", names = names)),
    }
}
