//! The project's own chores: `cargo xtask <chore>`. Nothing of this reaches users.

fn main() {}
