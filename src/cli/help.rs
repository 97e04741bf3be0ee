//! What the command line says of itself in Chinese: its help, and what is wrong with arguments.
//!
//! clap makes both in English, from the comments of `arguments`. Where Chinese is spoken the same commands are taken,
//! each text is looked up in the catalogue of `help_words`, and what clap says in words of its own is said here.

use std::error::Error as _;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _, Error};

use super::arguments::Arguments;
use super::help_words::in_chinese;
use super::terminal::language_of_system;
use crate::text::Language;

/// The language of help and of faults in the arguments: the one asked for, else that of the system.
pub fn language(arguments: &[OsString]) -> Language {
    let mut asked = None;
    let mut words = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        let value = if word == "--language" { words.next() } else { word.strip_prefix("--language=") };
        asked = value.or(asked);
        if word == "--" {
            break;
        }
    }
    match asked {
        Some("zh") => Language::Chinese,
        Some("en") => Language::English,
        Some(_) | None => language_of_system(),
    }
}

/// Answers these arguments in Chinese as clap would in English: help on standard output, faults on standard error, with
/// their status.
pub fn answer(error: &Error, arguments: &[OsString]) -> ExitCode {
    let help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand);
    let translated = if help { command().try_get_matches_from(arguments).err() } else { None };
    let status = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    let printed = match (translated, fault(error)) {
        (Some(help), _) => help.print(),
        (None, Some(fault)) if error.use_stderr() => io::stderr().lock().write_all(fault.as_bytes()),
        (None, Some(_) | None) => error.print(),
    };
    if printed.is_ok() { status } else { ExitCode::from(2) }
}

/// All commands with their texts in Chinese.
fn command() -> Command {
    let mut command = Arguments::command();
    // So that what clap adds by itself is there to be translated.
    command.build();
    translated(command)
}

fn translated(mut command: Command) -> Command {
    let usage = usage_words(&command.render_usage().to_string());
    let has = |positional: bool| command.get_arguments().any(|arg| arg.is_positional() == positional && !arg.is_hide_set());
    let mut template = "{about-with-newline}\n用法：{usage}".to_owned();
    for (there, heading) in
        [(command.has_subcommands(), "命令：\n{subcommands}"), (has(true), "参数：\n{positionals}"), (has(false), "选项：\n{options}")]
    {
        if there {
            template.push_str("\n\n");
            template.push_str(heading);
        }
    }
    template.push_str("{after-help}");
    let text = |styled: Option<&clap::builder::StyledStr>| styled.map(|text| in_chinese(&text.to_string()));
    let (about, after) = (text(command.get_about()), text(command.get_after_help()));
    command = command.override_usage(usage).help_template(template).mut_args(argument).mut_subcommands(translated);
    if let Some(about) = about {
        command = command.about(about.clone()).long_about(about);
    }
    match after {
        Some(after) => command.after_help(after),
        None => command,
    }
}

/// An argument with its help in Chinese, its values and the one it has by default among it.
fn argument(arg: Arg) -> Arg {
    let Some(help) = arg.get_help().map(|help| in_chinese(&help.to_string())) else { return arg };
    // The short help speaks of the long one, and the other way round.
    if arg.get_id() == "help" {
        return arg.long_help(in_chinese("Print help (see a summary with '-h')")).help(help);
    }
    let mut notes = String::new();
    let default: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if !default.is_empty() && arg.get_action().takes_values() {
        notes.push_str(&format!("［默认：{}］", default.join("、")));
    }
    let shown = arg.get_action().takes_values() && !arg.is_hide_possible_values_set();
    let values: Vec<_> = if shown { arg.get_possible_values() } else { Vec::new() };
    let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let short = if names.is_empty() { String::new() } else { format!("［可选：{}］", names.join("、")) };
    let list: String = values
        .iter()
        .map(|value| {
            let help = value.get_help().map(|help| format!("：{}", in_chinese(&help.to_string()))).unwrap_or_default();
            format!("\n- {}{help}", value.get_name())
        })
        .collect();
    let long = if values.iter().any(|value| value.get_help().is_some()) { format!("\n\n可选：{list}") } else { short.clone() };
    let arg = arg.hide_default_value(true).hide_possible_values(true);
    arg.help(format!("{help}{notes}{short}")).long_help(format!("{help}{notes}{long}"))
}

fn usage_words(usage: &str) -> String {
    let usage = usage.strip_prefix("Usage: ").unwrap_or(usage).trim_end();
    usage.replace("[OPTIONS]", "[选项]").replace("<COMMAND>", "<命令>").replace("[COMMAND]", "[命令]").replace("\n       ", "\n      ")
}

/// What is wrong with the arguments, and what may have been meant.
fn fault(error: &Error) -> Option<String> {
    let message = message(error)?;
    let mut text = format!("错误：{message}\n");
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = suggested.into_iter().map(|kind| strings(error, kind)).find(|meant| !meant.is_empty()).unwrap_or_default();
    if let Some(meant) = meant.first() {
        text.push_str(&format!("\n  是否想写“{meant}”？\n"));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        text.push_str(&format!("\n用法：{}\n", usage_words(&usage.to_string())));
    }
    text.push_str("\n更多说明见 --help。\n");
    Some(text)
}

fn message(error: &Error) -> Option<String> {
    let all = |kind| strings(error, kind);
    let one = |kind| strings(error, kind).into_iter().next().unwrap_or_default();
    let (arg, value) = (one(ContextKind::InvalidArg), one(ContextKind::InvalidValue));
    let valid = all(ContextKind::ValidValue).join("、");
    let valid = if valid.is_empty() { valid } else { format!("（可选：{valid}）") };
    match error.kind() {
        ErrorKind::UnknownArgument => Some(format!("没有参数“{arg}”")),
        ErrorKind::InvalidSubcommand => Some(format!("没有命令“{}”", one(ContextKind::InvalidSubcommand))),
        ErrorKind::InvalidValue if value.is_empty() => Some(format!("“{arg}”后面缺少值{valid}")),
        ErrorKind::InvalidValue => Some(format!("“{arg}”的值不能是“{value}”{valid}")),
        ErrorKind::ValueValidation => {
            let why = error.source().map(|why| format!("：{}", in_chinese(&why.to_string()))).unwrap_or_default();
            Some(format!("“{arg}”的值不能是“{value}”{why}"))
        }
        ErrorKind::MissingRequiredArgument => Some(format!("缺少参数：{}", all(ContextKind::InvalidArg).join("、"))),
        ErrorKind::MissingSubcommand => Some("缺少命令".to_owned()),
        ErrorKind::ArgumentConflict if all(ContextKind::PriorArg).iter().all(|prior| *prior == arg) => Some(format!("“{arg}”只能写一次")),
        ErrorKind::ArgumentConflict => Some(format!("“{arg}”不能与“{}”同时使用", all(ContextKind::PriorArg).join("”、“"))),
        ErrorKind::NoEquals => Some(format!("“{arg}”的值要用“=”连接")),
        ErrorKind::TooManyValues => Some(format!("“{arg}”不能再有值“{value}”")),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => Some(format!("“{arg}”的值的个数不对")),
        ErrorKind::InvalidUtf8 => Some("参数不是 UTF-8 文字".to_owned()),
        // What is left is no fault, or the system's.
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => None,
    }
}

fn strings(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        Some(ContextValue::None | ContextValue::Bool(_) | ContextValue::Number(_) | _) | None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::help_words::is_known;
    use super::*;

    fn texts(command: &Command, found: &mut Vec<String>) {
        found.extend([command.get_about(), command.get_after_help()].into_iter().flatten().map(ToString::to_string));
        for arg in command.get_arguments() {
            found.extend(arg.get_help().map(ToString::to_string));
            if !arg.is_hide_possible_values_set() {
                found.extend(arg.get_possible_values().iter().filter_map(|value| value.get_help()).map(ToString::to_string));
            }
        }
        command.get_subcommands().for_each(|command| texts(command, found));
    }

    #[test]
    fn every_text_of_the_command_line_is_said_in_chinese() {
        let mut command = Arguments::command();
        command.build();
        let mut found = Vec::new();
        texts(&command, &mut found);
        found.retain(|text| !is_known(text));
        assert!(found.is_empty(), "no Chinese for {found:#?}");
    }

    #[test]
    fn the_language_asked_for_comes_first() {
        let asked = |words: &[&str]| language(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked(&["yardstick", "--language", "zh", "--help"]), Language::Chinese);
        assert_eq!(asked(&["yardstick", "check", "--language=zh"]), Language::Chinese);
        assert_eq!(asked(&["yardstick", "--language", "en"]), Language::English);
    }
}
