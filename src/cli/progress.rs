//! A sign of life on standard error when work takes longer than a second and somebody watches.

use std::io::IsTerminal as _;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::Terminal;
use crate::text::Words;

/// Shows a spinner after a second of work; gone without a trace when dropped.
#[derive(Debug, Default)]
pub struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts watching the clock. Off a terminal it does nothing.
    pub fn start(what: &Words, terminal: &Terminal) -> Self {
        if terminal.is_quiet() || !std::io::stderr().is_terminal() {
            return Self::default();
        }
        let (sender, receiver) = mpsc::channel();
        let message = what.get(terminal.spoken()).to_owned();
        let thread = std::thread::spawn(move || {
            if receiver.recv_timeout(Duration::from_secs(1)) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::new_spinner().with_message(message).with_elapsed(Duration::from_secs(1));
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(100));
            // Whichever way the channel ends, the work is over.
            let _ = receiver.recv();
            bar.finish_and_clear();
        });
        Self { running: Some((sender, thread)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            // A spinner that failed has nothing to tell.
            let _ = thread.join();
        }
    }
}
