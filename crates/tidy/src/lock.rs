//! The bans of `deny.toml` held against `Cargo.lock` on every test run, so that they bind where cargo-deny is not
//! installed. Without both files it finds nothing. Reads only the `[bans]` list with one crate a line; licences and advisories are cargo-deny's own.

use std::collections::BTreeMap;

use crate::{File, Finding, Tree};

/// Finds banned crates, and crates in two versions that may have one.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let named = |path: &str| tree.files().find(|file| file.path == path);
    let (Some(lock), Some(deny)) = (named("Cargo.lock"), named("deny.toml")) else {
        return Vec::new();
    };
    let locked = locked(lock);
    let mut found = Vec::new();
    for line in deny.text.lines().map(str::trim) {
        let Some(name) = line
            .strip_prefix("{ crate = \"")
            .and_then(|rest| rest.split('"').next())
        else {
            continue;
        };
        let lines = locked.get(name).map_or([].as_slice(), Vec::as_slice);
        let may_be_there = line.contains("deny-multiple-versions = true");
        let excess = lines.iter().skip(usize::from(may_be_there));
        let what = if may_be_there {
            "stands twice"
        } else {
            "is banned"
        };
        found.extend(
            excess.map(|line| Finding::new(lock, *line, format!("{name} {what}, see deny.toml"))),
        );
    }
    found
}

/// The lines of each package's versions.
fn locked(lock: &File) -> BTreeMap<&str, Vec<usize>> {
    let mut locked: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, line) in lock.text.lines().enumerate() {
        if let Some(name) = line
            .strip_prefix("name = \"")
            .and_then(|rest| rest.strip_suffix('"'))
        {
            locked.entry(name).or_default().push(index + 1);
        }
    }
    locked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banned_and_doubled_crates_are_found() {
        let lock = "[[package]]\nname = \"a\"\n[[package]]\nname = \"b\"\n[[package]]\nname = \"b\"\n[[package]]\nname = \"c\"\n";
        let deny = "deny = [\n  { crate = \"a\", reason = \"r\" },\n  { crate = \"b\", deny-multiple-versions = true },\n  { crate = \"c\", deny-multiple-versions = true },\n]\n";
        let found = check(&Tree::made_up(&[("Cargo.lock", lock), ("deny.toml", deny)]));
        let found: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "Cargo.lock:2: a is banned, see deny.toml",
                "Cargo.lock:6: b stands twice, see deny.toml"
            ]
        );
    }
}
