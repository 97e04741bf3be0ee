//! The program `yardstick`; all of it lives in [`yardstick::cli`].

fn main() -> std::process::ExitCode {
    yardstick::cli::run()
}
