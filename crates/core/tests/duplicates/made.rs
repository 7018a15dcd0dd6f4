//! A made book of parties with known twins and traps, the same in every run. It was written before the matcher and must
//! never be bent to it: what it makes is what people type twice, not what the matcher finds.
//!
//! A fifth of the base are traps, a third of them each: namesakes, families on one phone, branches on one tax-code root.
//! Then come twins: second records of anybody in the base, traps included, each differing in one to three of diacritics,
//! order of the name, form of the phone, missing phone, alias of the mail, form of the organisation.
#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

mod names;
mod twins;

use chrono::DateTime;
use quen_core::contacts;
use quen_core::fields::{Address, Birthday, Contact};
use quen_core::parties::Party;
use uuid::Uuid;

pub use names::Sex;

/// A party and the number of the real one behind it: two records with the same number are twins.
pub struct Made {
    pub party: Party,
    pub real: usize,
}

/// Parts of the base of a hundred.
const TRAPS: usize = 20;
const ORGANIZATIONS: usize = 20;
/// Records of a hundred that are twins.
const TWINS: usize = 20;

/// A book of `count` parties in mixed order.
pub fn book(count: usize, seed: u64) -> Vec<Made> {
    let mut maker = Maker {
        dice: Dice(seed),
        made: Vec::with_capacity(count),
    };
    let base = count - count * TWINS / 100;
    let traps = base * TRAPS / 100;
    while maker.made.len() < traps / 3 {
        maker.namesakes();
    }
    while maker.made.len() < traps * 2 / 3 {
        maker.family();
    }
    while maker.made.len() < traps {
        maker.branches();
    }
    while maker.made.len() < base {
        let party = if maker.dice.of_hundred(ORGANIZATIONS) {
            maker.organization()
        } else {
            maker.person()
        };
        maker.keep(party);
    }
    maker.made.truncate(base);
    for _ in base..count {
        let of = maker.dice.below(base);
        let twin = twins::twin(&mut maker.dice, &maker.made[of].party);
        let real = maker.made[of].real;
        maker.made.push(Made { party: twin, real });
    }
    let Maker { mut dice, mut made } = maker;
    for last in (1..made.len()).rev() {
        made.swap(last, dice.below(last + 1));
    }
    for (place, one) in made.iter_mut().enumerate() {
        one.party.id = Uuid::from_u128(place as u128 + 1);
    }
    made
}

struct Maker {
    dice: Dice,
    made: Vec<Made>,
}

impl Maker {
    fn keep(&mut self, party: Party) {
        let real = self.made.len();
        self.made.push(Made { party, real });
    }

    fn person(&mut self) -> Party {
        let (name, sex) = names::person(&mut self.dice);
        self.person_named(&name, sex)
    }

    fn person_named(&mut self, name: &str, sex: Sex) -> Party {
        let dice = &mut self.dice;
        let mut party = Party::new(Uuid::nil(), "person", name, DateTime::UNIX_EPOCH);
        if dice.of_hundred(96) {
            party.phones = vec![phone(dice)];
        }
        if dice.of_hundred(60) {
            party.emails = vec![personal_mail(dice, name)];
        }
        if dice.of_hundred(40) {
            party.birthday = Some(birthday(dice));
        }
        if dice.of_hundred(65) {
            party.address = Some(address(dice));
        }
        if dice.of_hundred(50) {
            let gender = if sex == Sex::Woman { "female" } else { "male" };
            party.gender = Some(gender.to_owned());
        }
        party
    }

    fn organization(&mut self) -> Party {
        let dice = &mut self.dice;
        let core = names::core_of_organization(dice);
        let name = names::organization(dice, &core);
        let mut party = Party::new(Uuid::nil(), "organization", &name, DateTime::UNIX_EPOCH);
        if dice.of_hundred(92) {
            party.phones = vec![phone(dice)];
        }
        if dice.of_hundred(60) {
            party.emails = vec![office_mail(dice, &core)];
        }
        if dice.of_hundred(75) {
            party.tax_code = Some(tax_code(dice));
        }
        if dice.of_hundred(80) {
            party.address = Some(address(dice));
        }
        party
    }

    /// Two to four people with one name and nothing else in common but, at times, the province.
    fn namesakes(&mut self) {
        let (name, sex) = names::person(&mut self.dice);
        let first = self.person_named(&name, sex);
        let province = first.address.clone().and_then(|at| at.province_code);
        self.keep(first);
        for _ in 0..1 + self.dice.below(3) {
            let called = match self.dice.below(4) {
                0 => names::other_marks(&mut self.dice, &name),
                _ => name.clone(),
            };
            let mut other = self.person_named(&called, sex);
            if let Some(address) = &mut other.address
                && self.dice.of_hundred(50)
            {
                address.province_code.clone_from(&province);
            }
            self.keep(other);
        }
    }

    /// Parents and children on one phone, at one address, at times with one mailbox.
    fn family(&mut self) {
        let (family, middle) = (names::family(&mut self.dice), names::middle(&mut self.dice));
        let (home, line) = (address(&mut self.dice), phone(&mut self.dice));
        let mailbox = personal_mail(&mut self.dice, &format!("gia dinh {family}"));
        let one_mailbox = self.dice.of_hundred(35);
        let mut given: Vec<String> = Vec::new();
        for member in 0..2 + self.dice.below(3) {
            let sex = [Sex::Man, Sex::Woman][(member + self.dice.below(2)) % 2];
            let name = loop {
                let last = names::given(&mut self.dice, sex);
                if !given.contains(&last) {
                    given.push(last.clone());
                    break last;
                }
            };
            let own_family = if member == 1 {
                names::family(&mut self.dice)
            } else {
                family.clone()
            };
            let between = if self.dice.of_hundred(40) {
                middle.clone()
            } else {
                names::middle_of(&mut self.dice, sex)
            };
            let mut party = self.person_named(&format!("{own_family} {between} {name}"), sex);
            party.phones = vec![line.clone()];
            party.address = Some(home.clone());
            if one_mailbox {
                party.emails = vec![mailbox.clone()];
            }
            self.keep(party);
        }
    }

    /// A company and its branches: one root of the tax code, one name with or without the place, at times one hotline.
    fn branches(&mut self) {
        let core = names::core_of_organization(&mut self.dice);
        let name = names::organization(&mut self.dice, &core);
        let root = tax_code(&mut self.dice);
        let hotline = phone(&mut self.dice);
        let (one_line, one_mail) = (self.dice.of_hundred(50), self.dice.of_hundred(40));
        let mail = office_mail(&mut self.dice, &core);
        for branch in 0..2 + self.dice.below(3) {
            let mut party = self.organization();
            party.name = match branch {
                0 => name.clone(),
                _ => names::branch(&mut self.dice, &name),
            };
            party.tax_code = Some(match branch {
                0 => root.clone(),
                number => format!("{root}-{number:03}"),
            });
            if one_line {
                party.phones = vec![hotline.clone()];
            }
            if one_mail {
                party.emails = vec![mail.clone()];
            }
            self.keep(party);
        }
    }
}

/// A phone as the product keeps it when it is typed like this; one it cannot read stays as typed.
pub fn stored_phone(typed: &str) -> Contact {
    contacts::phone(typed, None).unwrap_or_else(|| Contact {
        value: typed.to_owned(),
        display: typed.to_owned(),
        label: None,
    })
}

/// A mail address as the product keeps it.
pub fn stored_mail(typed: &str) -> Contact {
    contacts::email(typed, None).expect("a made address is one")
}

fn phone(dice: &mut Dice) -> Contact {
    let prefix = dice.pick(&[
        "090", "091", "098", "097", "086", "077", "070", "034", "089",
    ]);
    stored_phone(&format!("{prefix}{:07}", dice.below(10_000_000)))
}

fn personal_mail(dice: &mut Dice, name: &str) -> Contact {
    let folded = quen_vietnam::fold::fold(name);
    let words: Vec<&str> = quen_vietnam::fold::words(&folded).collect();
    let (first, last) = (words[0], words[words.len() - 1]);
    let number = dice.below(1000);
    let local = match dice.below(4) {
        0 => format!("{last}.{first}{number}"),
        1 => format!("{}{number}", words.join("")),
        2 => format!("{last}{}", 1960 + dice.below(48)),
        _ => format!("{first}.{last}.{number}"),
    };
    let house = dice.pick(&[
        "gmail.com",
        "gmail.com",
        "gmail.com",
        "yahoo.com",
        "icloud.com",
    ]);
    stored_mail(&format!("{local}@{house}"))
}

fn office_mail(dice: &mut Dice, core: &str) -> Contact {
    let domain = quen_vietnam::fold::fold(core).replace(|c: char| !c.is_alphanumeric(), "");
    let desk = dice.pick(&["info", "sales", "ketoan", "lienhe", "cskh"]);
    let house = dice.pick(&[".vn", ".com.vn", ".com"]);
    stored_mail(&format!("{desk}@{domain}{house}"))
}

fn birthday(dice: &mut Dice) -> Birthday {
    Birthday {
        year: dice.of_hundred(70).then(|| 1955 + dice.below(52) as i32),
        month: 1 + dice.below(12) as u32,
        day: 1 + dice.below(28) as u32,
        ..Birthday::default_solar()
    }
}

trait Solar {
    fn default_solar() -> Birthday;
}

impl Solar for Birthday {
    fn default_solar() -> Birthday {
        Birthday {
            calendar: quen_core::fields::Calendar::Solar,
            year: None,
            month: 1,
            day: 1,
            leap: false,
        }
    }
}

fn address(dice: &mut Dice) -> Address {
    let (place, code) = names::place(dice);
    let street = names::street(dice);
    Address {
        raw: format!("{} {street}, {place}", 1 + dice.below(400)),
        province_code: Some(code.to_owned()),
        ward_code: None,
    }
}

/// Ten digits whose last one fits.
fn tax_code(dice: &mut Dice) -> String {
    loop {
        let head = format!("{:02}{:07}", 1 + dice.below(60), 1 + dice.below(9_999_998));
        let found = (0..10)
            .map(|last| format!("{head}{last}"))
            .find(|code| quen_vietnam::tax_code::parse(code).is_ok());
        if let Some(code) = found {
            return code;
        }
    }
}

/// Numbers that are the same in every run (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.roll() % end as u64) as usize
    }

    /// True so many times of a hundred.
    pub fn of_hundred(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// One by its weight.
    pub fn weighed<'a>(&mut self, from: &[(&'a str, usize)]) -> &'a str {
        let mut left = self.below(from.iter().map(|(_, weight)| weight).sum());
        for (word, weight) in from {
            if left < *weight {
                return word;
            }
            left -= weight;
        }
        from[0].0
    }
}
