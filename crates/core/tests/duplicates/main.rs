//! How good the matcher of duplicates is on a made book of 20,000 parties, with the figures printed.

mod made;

use std::collections::HashMap;

#[test]
fn the_made_book_has_the_twins_and_the_traps_that_it_promises() {
    let book = made::book(20_000, 2_026);
    assert_eq!(book.len(), 20_000);
    let mut reals: HashMap<usize, usize> = HashMap::new();
    for one in &book {
        *reals.entry(one.real).or_default() += 1;
    }
    assert_eq!(reals.len(), 16_000, "a fifth of the records are twins");
    let organizations = book.iter().filter(|one| !one.party.is_person()).count();
    assert!((4_000..7_000).contains(&organizations), "{organizations}");
    let mut phones: HashMap<&str, std::collections::HashSet<usize>> = HashMap::new();
    for one in &book {
        for phone in &one.party.phones {
            phones.entry(&phone.value).or_default().insert(one.real);
        }
    }
    let shared = phones.values().filter(|reals| reals.len() > 1).count();
    assert!(shared > 400, "families and branches share {shared} phones");
}
