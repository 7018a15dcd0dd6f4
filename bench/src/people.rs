//! Made-up customers, the same in every run: names by their real frequency, a phone each, some mails, tags, places.

use chrono::{DateTime, TimeDelta, Utc};
use quen_core::contacts;
use quen_core::fields::Address;
use quen_core::parties::Party;
use quen_gateway::Random;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

/// Family names and how many of a hundred people carry them (about 36 of them Nguyễn), so that a search for one
/// meets as many rows as in a real book.
const FAMILIES: [(&str, u32); 14] = [
    ("Nguyễn", 36),
    ("Trần", 11),
    ("Lê", 9),
    ("Phạm", 7),
    ("Huỳnh", 5),
    ("Phan", 5),
    ("Vũ", 4),
    ("Đặng", 3),
    ("Bùi", 3),
    ("Đỗ", 3),
    ("Hồ", 3),
    ("Ngô", 2),
    ("Dương", 2),
    ("Lý", 1),
];
const MIDDLES: [&str; 10] = [
    "Thị", "Văn", "Hồng", "Minh", "Thanh", "Quốc", "Ngọc", "Đức", "Thu", "Bảo",
];
const GIVEN: [&str; 24] = [
    "An", "Bình", "Châu", "Dung", "Đạt", "Giang", "Hà", "Hải", "Hương", "Huy", "Khánh", "Lan",
    "Linh", "Long", "Mai", "Nam", "Ngọc", "Phúc", "Quân", "Sơn", "Thảo", "Trang", "Tuấn", "Vy",
];
const PLACES: [(&str, &str); 5] = [
    ("Hải Châu, Đà Nẵng", "48"),
    ("Thủ Đức, TP. Hồ Chí Minh", "79"),
    ("Cầu Giấy, Hà Nội", "01"),
    ("Ninh Kiều, Cần Thơ", "92"),
    ("Thuận Hóa, Huế", "46"),
];
const STREETS: [&str; 6] = [
    "Trần Phú",
    "Lê Duẩn",
    "Bạch Đằng",
    "Nguyễn Huệ",
    "Hùng Vương",
    "Hoàng Diệu",
];
const TAGS: [&str; 6] = ["Sỉ", "Lẻ", "HORECA", "Thân thiết", "Hội chợ", "Giới thiệu"];
/// Mobile prefixes in use.
const MOBILE: [&str; 8] = ["90", "91", "93", "98", "97", "86", "77", "70"];
/// Seconds between two entries: a million in about three years.
const APART: i64 = 95;

/// An endless book of customers, oldest first.
pub struct People {
    rng: ChaCha8Rng,
    ids: Random,
    owners: Vec<Uuid>,
    at: DateTime<Utc>,
    count: u64,
}

impl People {
    /// Begins at `from`; each customer belongs to one of `owners`.
    pub fn new(owners: Vec<Uuid>, from: DateTime<Utc>) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(2_026),
            ids: Random::seeded(2_026),
            owners,
            at: from,
            count: 0,
        }
    }

    fn name(&mut self) -> String {
        let family = FAMILIES
            .choose_weighted(&mut self.rng, |(_, weight)| *weight)
            .map_or("Nguyễn", |(name, _)| name);
        let middle = MIDDLES.choose(&mut self.rng).unwrap_or(&"Thị");
        let given = GIVEN.choose(&mut self.rng).unwrap_or(&"An");
        format!("{family} {middle} {given}")
    }

    /// A mobile number that no other has.
    fn phone(&self) -> String {
        let prefix = usize::try_from(self.count / 10_000_000).unwrap_or_default();
        let prefix = MOBILE.get(prefix % MOBILE.len()).unwrap_or(&"90");
        // An odd factor below ten million that shares no divisor with it: each count gives another number.
        format!("0{prefix}{:07}", self.count * 7_654_321 % 10_000_000)
    }

    fn address(&mut self) -> Option<Address> {
        let (area, province) = PLACES.choose(&mut self.rng)?;
        let street = STREETS.choose(&mut self.rng)?;
        Some(Address {
            raw: format!("{} {street}, {area}", self.rng.random_range(1..400)),
            province_code: Some((*province).to_owned()),
            ward_code: None,
        })
    }
}

impl Iterator for People {
    type Item = Party;

    fn next(&mut self) -> Option<Party> {
        self.count += 1;
        self.at += TimeDelta::seconds(APART);
        let name = self.name();
        let mut party = Party::new(self.ids.id(self.at), "person", &name, self.at);
        party.code = Some(format!("KH{:07}", self.count));
        party.phones = contacts::phone(&self.phone(), None).into_iter().collect();
        if self.rng.random_bool(0.4) {
            party.emails = contacts::email(&format!("khach{}@vidu.vn", self.count), None)
                .into_iter()
                .collect();
        }
        if self.rng.random_bool(0.6) {
            party.address = self.address();
        }
        if self.rng.random_bool(0.3) {
            let tag = TAGS.choose(&mut self.rng).unwrap_or(&"Lẻ");
            party.tags = vec![(*tag).to_owned()];
        }
        if self.rng.random_bool(0.2) {
            party.source = Some("Facebook".to_owned());
        }
        party.owner_id = self.owners.choose(&mut self.rng).copied();
        Some(party.assessed())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_share_a_phone_and_a_third_are_nguyen() {
        let from = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let book: Vec<Party> = People::new(vec![Uuid::nil()], from).take(5_000).collect();
        let phones: HashSet<&str> = book.iter().map(|p| p.phones[0].value.as_str()).collect();
        assert_eq!(phones.len(), book.len());
        let nguyen = book
            .iter()
            .filter(|p| p.name.starts_with("Nguyễn "))
            .count();
        assert!((1_600..2_300).contains(&nguyen), "{nguyen}");
        assert!(book.windows(2).all(|pair| pair[0].id < pair[1].id));
    }

    #[test]
    fn the_book_is_the_same_every_time() {
        let from = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let book = || {
            People::new(vec![Uuid::nil()], from)
                .take(50)
                .collect::<Vec<_>>()
        };
        assert_eq!(book(), book());
    }
}
