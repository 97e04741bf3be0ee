//! The program `yardstick`; all of it lives in [`yardstick::cli`].

/// Reading and scoring make many small pieces on several threads; this allocator hands them out sooner.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    yardstick::cli::run()
}
