//! How good the matcher of duplicates is on a made book of 20,000 parties, with the figures printed.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod made;

use std::collections::HashMap;

use chrono::DateTime;
use quen_core::contacts;
use quen_core::duplicates::{AUTOMATIC, Book, Likeness, Pair, Scan, Traits, WORTH_A_LOOK, compare};
use quen_core::parties::Party;
use uuid::Uuid;

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

/// How many of the pairs found are pairs, and how many of the pairs there are were found.
struct Quality {
    precision: f64,
    recall: f64,
}

fn quality(book: &[made::Made], at_least: f64) -> (Quality, Vec<Pair>) {
    let mut scan = Scan::default();
    for one in book {
        scan.add(&one.party);
    }
    let mut pairs = Vec::new();
    while let Some(found) = scan.next_pairs(10_000) {
        pairs.extend(
            found
                .into_iter()
                .filter(|pair| pair.likeness.bits >= at_least),
        );
    }
    let by_id: HashMap<Uuid, usize> = book.iter().map(|one| (one.party.id, one.real)).collect();
    let right = pairs
        .iter()
        .filter(|pair| by_id[&pair.one] == by_id[&pair.other])
        .count();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for one in book {
        *sizes.entry(one.real).or_default() += 1;
    }
    let there: usize = sizes.values().map(|size| size * (size - 1) / 2).sum();
    let quality = Quality {
        precision: right as f64 / pairs.len().max(1) as f64,
        recall: right as f64 / there as f64,
    };
    (quality, pairs)
}

#[test]
fn automatic_suggestions_are_right_and_miss_little() {
    for seed in [2_026, 7, 404] {
        let book = made::book(20_000, seed);
        let (sure, pairs) = quality(&book, AUTOMATIC);
        let (look, all) = quality(&book, WORTH_A_LOOK);
        println!(
            "20,000 parties, seed {seed}: automatic {} pairs, precision {:.4}, recall {:.4}; worth a look {} pairs, precision {:.4}, recall {:.4}",
            pairs.len(),
            sure.precision,
            sure.recall,
            all.len(),
            look.precision,
            look.recall
        );
        assert!(sure.precision >= 0.99, "precision {:.4}", sure.precision);
        assert!(sure.recall >= 0.95, "recall {:.4}", sure.recall);
    }
}

fn person(id: u128, name: &str, phone: &str) -> Party {
    let mut party = Party::new(Uuid::from_u128(id), "person", name, DateTime::UNIX_EPOCH);
    party.phones.extend(contacts::phone(phone, None));
    party
}

/// The likeness of two parties alone, as at entry.
fn alone(one: &Party, other: &Party) -> Option<Likeness> {
    let mut book = Book::default();
    let (mine, theirs) = (Traits::of(one, &mut book), Traits::of(other, &mut book));
    compare(&mine, &theirs, &book, &())
}

#[test]
fn one_phone_in_every_form_and_a_name_in_every_order() {
    let known = person(1, "Nguyễn Thị Hồng Hạnh", "0905 218 467");
    for (name, phone) in [
        ("Nguyen Thi Hong Hanh", "+84905218467"),
        ("NGUYỄN THỊ HỒNG HẠNH", "905218467"),
        ("Hạnh, Nguyễn Thị Hồng", "0084 905.218.467"),
        ("Hong Hanh Nguyen Thi", "0905-218-467"),
    ] {
        let likeness = alone(&known, &person(2, name, phone)).expect(name);
        assert!(likeness.is_automatic(), "{name}: {likeness:?}");
    }
    let old = person(3, "Trần Quốc Khánh", "0123 456 7890");
    let new = person(4, "Tran Quoc Khanh", "083 456 7890");
    assert!(
        alone(&old, &new).unwrap().is_automatic(),
        "the old eleven digits"
    );
}

#[test]
fn common_namesakes_and_families_are_left_alone() {
    let an = person(1, "Nguyễn Văn An", "0905218467");
    assert_eq!(alone(&an, &person(2, "Nguyễn Văn An", "0912345678")), None);
    assert_eq!(
        alone(&an, &person(3, "Nguyễn Văn Bình", "0905218467")),
        None
    );
    assert_eq!(
        alone(
            &person(4, "Lê Hùng", "0905218467"),
            &person(5, "Lê Hưng", "0905218467")
        ),
        None
    );
    assert_eq!(alone(&an, &an), None, "nobody is their own duplicate");
}

#[test]
fn companies_by_any_form_but_never_their_branches() {
    let company = |id: u128, name: &str, code: &str| {
        let mut party = Party::new(
            Uuid::from_u128(id),
            "organization",
            name,
            DateTime::UNIX_EPOCH,
        );
        party.tax_code = Some(code.to_owned());
        party
    };
    let whole = company(1, "Công ty TNHH Một thành viên Sông Trăng", "0314409058");
    let same = company(2, "CTY TNHH MTV SÔNG TRĂNG", "0314409058");
    assert!(alone(&whole, &same).unwrap().is_automatic());
    let branch = company(
        3,
        "Công ty TNHH Một thành viên Sông Trăng",
        "0314409058-001",
    );
    assert_eq!(alone(&whole, &branch), None);
}

#[test]
fn reasons_hold_no_values_and_have_words() {
    let likeness = alone(
        &person(1, "Trần Khánh Vy", "0905218467"),
        &person(2, "Vy Tran Khanh", "0905218467"),
    )
    .unwrap();
    let keys: Vec<&str> = likeness
        .reasons
        .iter()
        .map(|reason| reason.key.as_str())
        .collect();
    assert_eq!(keys[0].strip_prefix("duplicates-why-"), Some("same-phone"));
    assert!(keys.contains(&"duplicates-why-order"), "{keys:?}");
    assert!(likeness.reasons.iter().all(|reason| reason.args.is_empty()));
}

/// The scan of a million, timed: `cargo test --release --test duplicates -- --ignored --nocapture`.
#[test]
#[ignore = "for the release build"]
fn a_million_in_three_minutes_and_half_a_gigabyte() {
    let book = made::book(1_000_000, 2_026);
    let before = resident();
    let begun = std::time::Instant::now();
    let mut scan = Scan::default();
    for one in &book {
        scan.add(&one.party);
    }
    let mut found = 0;
    while let Some(pairs) = scan.next_pairs(100_000) {
        found += pairs.len();
    }
    let (took, memory) = (begun.elapsed(), resident() - before);
    println!("1,000,000 parties: {found} pairs in {took:.1?}, {memory} MB more");
    assert!(took.as_secs() < 180 && memory < 500);
}

/// Memory of this program in megabytes.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap();
    let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes / 1024
}
