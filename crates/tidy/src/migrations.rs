//! One ordered list of migrations, without gaps: two branches that both add number 12 are found before they meet.

use crate::{File, Finding, Tree};

const FOLDER: &str = "crates/store/src/migrations/";

/// Finds migrations whose number is missing, doubled or out of line.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut numbered = Vec::new();
    let mut found = Vec::new();
    for file in tree
        .files()
        .filter(|file| file.path.starts_with(FOLDER) && file.path.ends_with(".sql"))
    {
        match number(file) {
            Some(number) => numbered.push((number, file)),
            None => found.push(Finding::new(
                file,
                1,
                "begin the name with the number, as in 0001_parties.sql",
            )),
        }
    }
    numbered.sort_by_key(|(number, _)| *number);
    for (expected, (number, file)) in (1..).zip(numbered) {
        if number != expected {
            found.push(Finding::new(
                file,
                1,
                format!("number {number} stands where {expected} is next"),
            ));
            break;
        }
    }
    found
}

fn number(file: &File) -> Option<u32> {
    let name = file.path.rsplit('/').next()?;
    name.split_once('_')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(names: &[&str]) -> usize {
        let paths: Vec<String> = names
            .iter()
            .map(|name| format!("{FOLDER}sql/{name}"))
            .collect();
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
        check(&Tree::made_up(&files)).len()
    }

    #[test]
    fn numbers_have_neither_gaps_nor_twins() {
        assert_eq!(count(&["0001_a.sql", "0002_b.sql", "0003_c.sql"]), 0);
        assert_eq!(count(&["0001_a.sql", "0003_c.sql"]), 1);
        assert_eq!(count(&["0001_a.sql", "0001_b.sql"]), 1);
        assert_eq!(count(&["0002_a.sql"]), 1);
        assert_eq!(count(&["parties.sql"]), 1);
    }
}
