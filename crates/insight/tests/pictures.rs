//! Every page of a method shows the picture that the library draws today.

#[path = "../examples/pictures/drawn/mod.rs"]
mod drawn;

use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_page_shows_what_the_library_draws() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/insight");
    let mut pages: BTreeSet<String> = std::fs::read_dir(&docs)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with("messages") && name != "README")
        .collect();
    for (name, svg) in drawn::all() {
        let kept = std::fs::read_to_string(docs.join(format!("pictures/{name}.svg"))).unwrap();
        assert!(
            kept == svg,
            "{name}.svg is out of date: cargo run -p quen-insight --example pictures"
        );
        let broken = ["NaN", "inf\"", "inf ", "infL", "inf,"];
        assert!(broken.iter().all(|word| !svg.contains(word)), "{name}");
        assert!(svg.contains("<title") && svg.contains("<desc"), "{name}");
        let page = std::fs::read_to_string(docs.join(format!("{name}.md"))).unwrap();
        let shown = page.split("](pictures/").nth(1).unwrap_or_default();
        assert!(
            shown.starts_with(&format!("{name}.svg)")),
            "{name}.md shows no picture of its own"
        );
        let alt = page.split("![").nth(1).unwrap().split(']').next().unwrap();
        assert!(
            alt.len() > 20,
            "{name}.md says nothing to those who cannot see its picture"
        );
        assert!(pages.remove(name), "{name} is drawn twice or has no page");
    }
    assert!(pages.is_empty(), "pages without a picture: {pages:?}");
}
