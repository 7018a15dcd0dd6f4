//! The build script: turns `locales/{vi,en}/*.ftl` into Rust. It never lets a locale lack a message:
//! every fault is printed with its file and key, and the build stops.

mod agree;
mod catalogue;
mod emit;

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use catalogue::{Catalogue, Source};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=locales");
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => {
            for fault in faults {
                println!("cargo::error={fault}");
            }
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), Vec<String>> {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let vi = Catalogue::read("vi", &sources(&locales.join("vi")).map_err(one)?)?;
    let en = Catalogue::read("en", &sources(&locales.join("en")).map_err(one)?)?;
    let messages = agree::pair(&vi, &en)?;
    let target =
        std::env::var_os("OUT_DIR").ok_or_else(|| vec!["OUT_DIR is not set".to_owned()])?;
    fs::write(
        PathBuf::from(target).join("words.rs"),
        emit::rust(&messages),
    )
    .map_err(one)
}

fn one(error: io::Error) -> Vec<String> {
    vec![error.to_string()]
}

/// The `.ftl` files of one locale, sorted by name so that the output does not depend on the disk.
fn sources(directory: &Path) -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new("ftl")) {
            let file = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            found.push(Source {
                file,
                text: fs::read_to_string(&path)?,
            });
        }
    }
    found.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(found)
}
