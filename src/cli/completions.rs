//! `yardstick completions` and `yardstick man`.

use clap::CommandFactory as _;

use super::arguments::{Arguments, Completions};
use super::{Outcome, Stop, Terminal, messages};

/// Prints the completion script of a shell.
pub fn completions(options: &Completions, terminal: &Terminal) -> Result<Outcome, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "yardstick", &mut script);
    terminal.data(&String::from_utf8_lossy(&script)).map(|()| Outcome::Clean)
}

/// Prints the manual page.
pub fn manual(terminal: &Terminal) -> Result<Outcome, Stop> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page).map_err(|error| messages::unwritable("<stdout>".as_ref(), &error))?;
    terminal.data(&String::from_utf8_lossy(&page)).map(|()| Outcome::Clean)
}
