//! The list in README.md is what page authors rely on: it must name every public function and every option
//! struct with its fields in order, and no function that is gone.

#[cfg(test)]
mod readme {
    use std::fs;
    use std::path::{Path, PathBuf};

    fn files_in(dir: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        entries
            .flat_map(|path| {
                if path.is_dir() {
                    files_in(&path)
                } else {
                    vec![path]
                }
            })
            .collect()
    }

    /// The sources, but for the two modules that README explains in words.
    fn sources() -> Vec<String> {
        let files = files_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        let listed = files
            .iter()
            .filter(|path| !path.ends_with("assets.rs") && !path.ends_with("hx.rs"));
        listed
            .map(|path| fs::read_to_string(path).unwrap())
            .collect()
    }

    fn readme() -> String {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
    }

    fn functions(sources: &[String]) -> Vec<&str> {
        let lines = sources.iter().flat_map(|source| source.lines());
        lines
            .filter_map(|line| line.strip_prefix("pub fn ")?.split(['(', '<']).next())
            .collect()
    }

    /// Each struct with public fields as `Name { field, field }`.
    fn structs(sources: &[String]) -> Vec<String> {
        let parts = sources
            .iter()
            .flat_map(|source| source.split("\npub struct ").skip(1));
        parts
            .filter_map(|part| {
                let name = part.split(['<', ' ', '(', ';']).next()?;
                let fields: Vec<_> = part
                    .lines()
                    .take_while(|line| *line != "}")
                    .filter_map(|line| line.strip_prefix("    pub ")?.split(':').next())
                    .collect();
                (!fields.is_empty()).then(|| format!("{name} {{ {} }}", fields.join(", ")))
            })
            .collect()
    }

    #[test]
    fn every_public_function_and_option_is_listed() {
        let (readme, sources) = (readme(), sources());
        let functions = functions(&sources)
            .into_iter()
            .map(|name| format!("* `{name}("));
        let structs = structs(&sources)
            .into_iter()
            .map(|text| format!("* `{text}`"));
        let all: Vec<_> = functions.chain(structs).collect();
        assert!(all.len() > 120, "{all:?}");
        let missing: Vec<_> = all.iter().filter(|text| !readme.contains(*text)).collect();
        assert!(missing.is_empty(), "README.md does not list {missing:?}");
    }

    #[test]
    fn no_function_listed_is_gone() {
        let (readme, sources) = (readme(), sources());
        let functions = functions(&sources);
        let listed = readme
            .lines()
            .filter_map(|line| line.strip_prefix("* `")?.split_once('('));
        let names = listed
            .map(|(name, _)| name)
            .filter(|name| !name.contains(['`', ' ', ':']));
        let gone: Vec<_> = names.filter(|name| !functions.contains(name)).collect();
        assert!(gone.is_empty(), "README.md lists {gone:?}");
    }
}
