//! The command line: what may be asked of the program, in clap's words.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use crate::text::Language;
use crate::value::{Day, DayFault};

/// Write yearly performance rules, prove them free of holes, score by them exactly, and ask why.
#[derive(Debug, Parser)]
#[command(name = "yardstick", version, about, arg_required_else_help = true, propagate_version = false)]
#[command(after_help = "Exit status: 0 clean, 1 findings, 2 wrong use.\nA path may be `-` for standard input.")]
pub struct Arguments {
    /// Language of messages; without it each file's own language decides
    #[arg(long, global = true, value_enum, value_name = "en|zh", hide_possible_values = true)]
    pub language: Option<Surface>,
    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
    /// Tell only findings, refusals and what is not counted
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check rules: names, types, points, gaps and overlaps, before any data exists
    Check(Check),
    /// Score a submission by a rule book
    Score(Score),
    /// Explain a score, down to the clause and the cell each number came from
    Why(Why),
    /// List early warnings, and what is overdue or falls due soon
    Warn(Warn),
    /// Compare two rule books by what they mean: what was added, removed, re-weighted, re-banded
    Diff(Diff),
    /// Hold a department's extension to the rules, before it is accepted
    Propose(Propose),
    /// Run the examples written in the rules
    Test(Test),
    /// Lay rule files out in the one canonical form
    Fmt(Fmt),
    /// Explain a code such as Y0301
    Explain(Explain),
    /// Start a small rule book with data and examples
    Init(Init),
    /// Write the empty tables that a rule book wants filled in
    Template(Template),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// `yardstick check`
#[derive(Debug, Args)]
pub struct Check {
    /// Folders, each a rule book of its own, or files that make one together
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// How findings are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
    /// Apply the fixes that surely keep what was meant
    #[arg(long)]
    pub fix: bool,
    /// Print who supplies, who judges and who answers for each indicator, and what nobody judges
    #[arg(long, value_enum, value_name = "text|json|csv", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    #[arg(hide_possible_values = true, conflicts_with = "message_format")]
    pub duties: Option<DutiesFormat>,
}

/// `yardstick score`
#[derive(Debug, Args)]
pub struct Score {
    /// The rule book: a folder or a file
    #[arg(value_name = "RULES", value_hint = ValueHint::AnyPath)]
    pub rules: PathBuf,
    /// The submission: a folder of CSV files or one JSON file
    #[arg(long, value_name = "DATA", value_hint = ValueHint::AnyPath)]
    pub data: PathBuf,
    /// Score as of this day, such as 2025-06-30: nothing after it is seen; without it the closing day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Day>,
    /// A ranking to read, or all results for other programs
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ScoreFormat::Table)]
    pub format: ScoreFormat,
    /// Write there instead of to standard output, whole or not at all; `-` is standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Only subjects of this kind
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// Only the subject with this id
    #[arg(long, value_name = "ID")]
    pub subject: Option<String>,
}

/// `yardstick why`
#[derive(Debug, Args)]
pub struct Why {
    /// The rule book: a folder or a file
    #[arg(value_name = "RULES", value_hint = ValueHint::AnyPath)]
    pub rules: PathBuf,
    /// The submission: a folder of CSV files or one JSON file
    #[arg(long, value_name = "DATA", value_hint = ValueHint::AnyPath)]
    pub data: PathBuf,
    /// The subject's id
    #[arg(long, value_name = "ID")]
    pub subject: String,
    /// The subject's kind, where ids of several kinds are alike
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// Score as of this day, such as 2025-06-30: nothing after it is seen; without it the closing day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Day>,
    /// Only this indicator
    #[arg(long, value_name = "INDICATOR")]
    pub indicator: Option<String>,
    /// An appeal: corrected data of the subject, as CSV with only the columns that change or as JSON; nothing is written
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub with: Vec<PathBuf>,
    /// For people or for programs
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = TextFormat::Text)]
    pub format: TextFormat,
}

/// `yardstick warn`
#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 nothing to warn of, 1 a warning is raised or something is overdue, 2 wrong use.")]
pub struct Warn {
    /// The rule book: a folder or a file
    #[arg(value_name = "RULES", value_hint = ValueHint::AnyPath)]
    pub rules: PathBuf,
    /// The submission: a folder of CSV files or one JSON file
    #[arg(long, value_name = "DATA", value_hint = ValueHint::AnyPath)]
    pub data: PathBuf,
    /// Warn as of this day, such as 2025-06-30: nothing after it is seen; without it the closing day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Day>,
    /// List what falls due within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = days, allow_negative_numbers = true)]
    pub within: u16,
    /// Only subjects of this kind
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// Only the subject with this id
    #[arg(long, value_name = "ID")]
    pub subject: Option<String>,
    /// Only indicators that this department or person leads
    #[arg(long, value_name = "ID")]
    pub led_by: Option<String>,
    /// How warnings are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = WarnFormat::Text)]
    pub format: WarnFormat,
}

/// `yardstick diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// The older rule book: a folder or a file
    #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath)]
    pub old: PathBuf,
    /// The newer rule book: a folder or a file
    #[arg(value_name = "NEW", value_hint = ValueHint::AnyPath)]
    pub new: PathBuf,
    /// To read, to paste into a memo, or for other programs
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ChangeFormat::Text)]
    pub format: ChangeFormat,
    /// Score these submissions by both books and say who moves: a folder, a JSON file, or - for JSON on standard input
    #[arg(long, value_name = "DATA", value_hint = ValueHint::AnyPath)]
    pub data: Option<PathBuf>,
    /// The year of the data, in place of the one most of its days lie in
    #[arg(long, value_name = "YEAR", requires = "data")]
    pub data_year: Option<i64>,
    /// Leave out indicators that the data cannot answer, instead of comparing nobody they judge
    #[arg(long, requires = "data")]
    pub set_aside: bool,
    /// Exit with 1 if something means something else
    #[arg(long)]
    pub exit_code: bool,
}

/// `yardstick propose`
#[derive(Debug, Args)]
pub struct Propose {
    /// The rule book: a folder or a file
    #[arg(value_name = "RULES", value_hint = ValueHint::AnyPath)]
    pub rules: PathBuf,
    /// The proposal: a file, or its name under `extensions/`
    #[arg(value_name = "PROPOSAL", value_hint = ValueHint::AnyPath)]
    pub proposal: PathBuf,
    /// Score this submission without and with the proposal
    #[arg(long, value_name = "DATA", value_hint = ValueHint::AnyPath)]
    pub data: Option<PathBuf>,
    /// To read, to paste into the minutes, or for other programs
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ChangeFormat::Text)]
    pub format: ChangeFormat,
}

/// `yardstick test`
#[derive(Debug, Args)]
pub struct Test {
    /// The rule book: a folder or a file
    #[arg(value_name = "RULES", value_hint = ValueHint::AnyPath)]
    pub rules: PathBuf,
    /// Name the rows, methods and clauses that no example has met
    #[arg(long)]
    pub coverage: bool,
    /// How results are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = TestFormat::Text)]
    pub format: TestFormat,
}

/// `yardstick fmt`
#[derive(Debug, Args)]
pub struct Fmt {
    /// Files, or folders with all rule files below them; the current folder if none is named
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Write nothing; exit with 1 if a file is not laid out so
    #[arg(long)]
    pub check: bool,
    /// Write nothing; print what would change
    #[arg(long)]
    pub diff: bool,
}

/// `yardstick explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// A code or its name, such as Y0301
    #[arg(value_name = "CODE", required_unless_present = "list")]
    pub code: Option<String>,
    /// List all codes
    #[arg(long, conflicts_with = "code")]
    pub list: bool,
}

/// `yardstick init`
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to make; it must not exist or be empty
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// `yardstick template`
#[derive(Debug, Args)]
pub struct Template {
    /// The rule book: a folder or a file
    #[arg(value_name = "RULES", value_hint = ValueHint::AnyPath)]
    pub rules: PathBuf,
    /// The folder to make; it must not exist or be empty
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// `yardstick completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// A day as it stands in data.
fn day(text: &str) -> Result<Day, &'static str> {
    Day::parse(text).map_err(|fault| match fault {
        DayFault::Malformed => "a day is written like 2025-06-30",
        DayFault::NoSuchDay => "there is no such day",
    })
}

/// A number of days ahead.
fn days(text: &str) -> Result<u16, &'static str> {
    text.parse().map_err(|_| "write a whole number of days from 0 to 65535, such as 30")
}

/// A language as written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Surface {
    /// English
    #[value(name = "en")]
    English,
    /// Chinese
    #[value(name = "zh")]
    Chinese,
}

impl From<Surface> for Language {
    fn from(surface: Surface) -> Self {
        match surface {
            Surface::English => Self::English,
            Surface::Chinese => Self::Chinese,
        }
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the source text, for people
    Human,
    /// One line each
    Short,
    /// One JSON document
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub
    Github,
}

/// How scores are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// A ranking for each kind of subject
    Table,
    /// Everything, numbers as exact text
    Json,
    /// One row for each subject
    Csv,
}

/// How the table of duties is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DutiesFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// One row for each indicator
    Csv,
}

/// How changes are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChangeFormat {
    /// For people at a terminal
    Text,
    /// For a memo
    Markdown,
    /// For programs
    Json,
}

/// How warnings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WarnFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// One row for each
    Csv,
}

/// Text or JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// How results of examples are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For build servers
    Junit,
}
