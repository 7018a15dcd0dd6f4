//! Draws the pictures of `docs/insight/` with the library itself: `cargo run -p quen-insight --example pictures`. The test
//! `pictures` holds the committed files against what this draws.

mod drawn;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/insight/pictures");
    for (name, svg) in drawn::all() {
        let file = folder.join(format!("{name}.svg"));
        if let Err(error) = std::fs::write(&file, svg) {
            eprintln!("{}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
