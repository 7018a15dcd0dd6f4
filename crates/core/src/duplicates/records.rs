//! Records of any kind, all against all, by what their catalogue declares: what they are called, codes, phones, mails, and every
//! other field that has few meanings. Memory: some 500 bytes a record. Customers have a matcher of their own, see
//! [`super::compare`]; this one must know nothing of any one kind.

mod names;
mod outline;
mod weigh;

use std::collections::HashMap;

use uuid::Uuid;

use self::outline::{Declared, Outline};
use super::Pair;
use super::blocks::Blocks;
use crate::fields::{Catalogue, Record};

/// Records of one name or code that are still laid beside each other; of more, each is meant to be there.
const LARGEST: usize = 20;

/// What was counted of all records: how common a word or a value is.
#[derive(Debug, Default)]
struct Counts {
    records: usize,
    words: HashMap<Box<str>, u32>,
    values: HashMap<(u16, u64), u32>,
    /// Of each field, how many records have a value and how many values there are.
    fields: HashMap<u16, (u32, u32)>,
}

impl Counts {
    fn count(&mut self, outline: &Outline) {
        self.records += 1;
        for word in outline.words() {
            *self.words.entry(word.into()).or_default() += 1;
        }
        for said in &outline.values {
            let known = self.values.entry(said.key()).or_default();
            *known += 1;
            let (filled, values) = self.fields.entry(said.field).or_default();
            *filled += 1;
            *values += u32::from(*known == 1);
        }
    }

    /// Do the values of a field tell records apart, as codes do and sizes do not?
    fn tells_apart(&self, field: u16) -> bool {
        let known = self.fields.get(&field);
        known.is_some_and(|(filled, values)| values * 2 >= *filled)
    }

    fn records(&self) -> f64 {
        // Exact up to 2⁵³ records.
        #[expect(clippy::cast_precision_loss, reason = "no such number of records")]
        let records = self.records as f64;
        records
    }

    fn of_word(&self, word: &str) -> f64 {
        f64::from(self.words.get(word).copied().unwrap_or(1))
    }

    fn of_value(&self, value: (u16, u64)) -> f64 {
        f64::from(self.values.get(&value).copied().unwrap_or(1))
    }
}

/// A scan of all records of a kind.
#[derive(Debug)]
pub struct Scan {
    declared: Vec<Declared>,
    outlines: Vec<Outline>,
    counts: Counts,
    blocks: Blocks,
}

impl Scan {
    /// A scan of records with these fields.
    pub fn new(catalogue: &Catalogue) -> Self {
        Self {
            declared: outline::declared(catalogue),
            outlines: Vec::new(),
            counts: Counts::default(),
            blocks: Blocks::up_to(LARGEST),
        }
    }

    /// Takes a record in, with the party it hangs on. All must be taken in before the first [`Self::next_pairs`].
    pub fn add(&mut self, id: Uuid, party: Option<Uuid>, record: &impl Record) {
        let outline = Outline::of(id, party, record, &self.declared);
        self.counts.count(&outline);
        self.blocks.add(self.outlines.len(), outline.keys());
        self.outlines.push(outline);
    }

    /// Records taken in.
    pub fn len(&self) -> usize {
        self.outlines.len()
    }

    /// None?
    pub fn is_empty(&self) -> bool {
        self.outlines.is_empty()
    }

    /// Steps done and steps in all.
    pub fn progress(&self) -> (usize, usize) {
        self.blocks.progress()
    }

    /// The pairs worth a look among the next `steps` keys; `None` at the end. Each pair comes once.
    pub fn next_pairs(&mut self, steps: usize) -> Option<Vec<Pair>> {
        let (outlines, declared, counts) = (&self.outlines, &self.declared, &self.counts);
        self.blocks.next(steps, |one, other| {
            let mine = outlines.get(one as usize)?;
            let theirs = outlines.get(other as usize)?;
            let likeness = weigh::compare(mine, theirs, declared, counts)?;
            Some(Pair::new(mine.id, theirs.id, likeness))
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::kinds::{CustomRecord, record_catalogue};
    use crate::products::{Product, catalogue};

    fn product(id: u128, name: &str, sku: Option<&str>) -> Product {
        Product {
            name: name.to_owned(),
            sku: sku.map(str::to_owned),
            ..Product::new(Uuid::from_u128(id), DateTime::UNIX_EPOCH)
        }
    }

    /// A shelf of other things, so that words are neither all rare nor all common, and what is found beside them.
    fn found(products: &[Product]) -> Vec<Pair> {
        let shelf = [
            "Phin nhôm",
            "Giấy lọc V60",
            "Bình cold brew",
            "Sữa yến mạch",
            "Cốc sứ",
            "Máy xay tay",
            "Túi zip",
            "Đường thốt nốt",
        ];
        let mut scan = Scan::new(&catalogue());
        for (at, name) in (100_u128..).zip(shelf) {
            let other = product(at, name, None);
            scan.add(other.id, None, &other);
        }
        for product in products {
            scan.add(product.id, None, product);
        }
        let mut all = Vec::new();
        while let Some(some) = scan.next_pairs(10) {
            all.extend(some);
        }
        all
    }

    fn reasons(pair: &Pair) -> Vec<&str> {
        let keys = pair.likeness.reasons.iter();
        keys.map(|reason| reason.key.as_str()).collect()
    }

    #[test]
    fn one_thing_written_in_several_ways_is_found_with_its_reasons() {
        for (one, other, why) in [
            (
                "Cầu Đất Arabica 250g",
                "cau dat arabica 250g",
                "duplicates-why-marks",
            ),
            (
                "Cầu Đất Arabica 250g",
                "Arabica Cầu Đất 250g",
                "duplicates-why-order",
            ),
            (
                "Cầu Đất Arabica",
                "Cầu Đất Arabica",
                "duplicates-why-same-name",
            ),
            (
                "Robusta Măng Đen mật ong",
                "Robusto Măng Đen mật ong",
                "duplicates-why-letter",
            ),
        ] {
            let pairs = found(&[product(1, one, None), product(2, other, None)]);
            assert_eq!(pairs.len(), 1, "{one} / {other}");
            assert_eq!(reasons(&pairs[0])[0], why, "{one} / {other}");
        }
    }

    #[test]
    fn another_size_another_number_other_marks_are_other_things() {
        for (one, other) in [
            ("Cầu Đất Arabica 250g", "Cầu Đất Arabica 500g"),
            ("Máy pha số 1", "Máy pha số 2"),
            ("Bánh mứt dừa", "Bánh mút dừa"),
            ("Cầu Đất Arabica", "Cầu Đất Arabica 2"),
        ] {
            let pairs = found(&[product(1, one, None), product(2, other, None)]);
            assert!(pairs.is_empty(), "{one} / {other}: {pairs:?}");
        }
    }

    #[test]
    fn codes_that_agree_speak_loudest_and_codes_that_contradict_speak_against() {
        let same = found(&[
            product(1, "Cầu Đất Arabica", Some("CD-250")),
            product(2, "Cau Dat Arabica", Some("cd 250")),
        ]);
        assert!(same[0].likeness.is_automatic(), "{same:?}");
        assert!(reasons(&same[0]).contains(&"duplicates-why-same-field"));
        let other = found(&[
            product(1, "Cầu Đất Arabica", Some("CD-250")),
            product(2, "Cầu Đất Arabica", Some("CD-251")),
        ]);
        assert!(other.is_empty(), "{other:?}");
    }

    #[test]
    fn the_same_words_for_two_customers_are_two_records() {
        let mut scan = Scan::new(&record_catalogue());
        let record = |id: u128| CustomRecord {
            name: "Máy pha hai họng".to_owned(),
            ..CustomRecord::new(Uuid::from_u128(id), "machines", DateTime::UNIX_EPOCH)
        };
        for (id, party) in [(1, 7), (2, 8), (3, 7)] {
            scan.add(
                Uuid::from_u128(id),
                Some(Uuid::from_u128(party)),
                &record(id),
            );
        }
        let pairs = scan.next_pairs(100).unwrap_or_default();
        let ends: Vec<_> = pairs
            .iter()
            .map(|pair| (pair.one.as_u128(), pair.other.as_u128()))
            .collect();
        assert_eq!(ends, [(1, 3)]);
    }

    #[test]
    fn no_record_is_its_own_double() {
        let pairs = found(&[product(1, "Phối pha máy Bến Mây", Some("BM-01 BM-01"))]);
        assert!(pairs.is_empty(), "{pairs:?}");
    }

    #[test]
    fn many_of_one_name_are_no_question_and_cost_no_time() {
        let many: Vec<Product> = (1..=3_000)
            .map(|id| product(id, "Khảo sát", None))
            .collect();
        assert!(found(&many).is_empty());
    }
}
