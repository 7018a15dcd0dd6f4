//! Second records of the same party, as they come from another form, another file or another hand.

use quen_core::parties::Party;
use quen_vietnam::{fold, tone_style};
use unicode_normalization::UnicodeNormalization;

use super::{Dice, names, stored_mail, stored_phone};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Difference {
    Diacritics,
    Order,
    PhoneForm,
    NoPhone,
    MailAlias,
    Form,
}

/// A second record that differs in one to three ways.
pub fn twin(dice: &mut Dice, of: &Party) -> Party {
    let mut twin = of.clone();
    let mut ways = possible(of);
    for _ in 0..1 + dice.below(3) {
        if ways.is_empty() {
            break;
        }
        let way = ways.swap_remove(dice.below(ways.len()));
        if way == Difference::NoPhone || way == Difference::PhoneForm {
            ways.retain(|other| !matches!(other, Difference::NoPhone | Difference::PhoneForm));
        }
        change(dice, &mut twin, way);
    }
    twin
}

fn possible(of: &Party) -> Vec<Difference> {
    use Difference as D;
    let mut ways = Vec::new();
    if !of.name.is_ascii() {
        ways.push(D::Diacritics);
    }
    if of.is_person() {
        ways.push(D::Order);
    }
    if !of.phones.is_empty() {
        ways.extend([D::PhoneForm, D::NoPhone]);
    }
    if !of.emails.is_empty() {
        ways.push(D::MailAlias);
    }
    if !of.is_person() {
        ways.push(D::Form);
    }
    ways
}

fn change(dice: &mut Dice, twin: &mut Party, way: Difference) {
    match way {
        Difference::Diacritics => twin.name = other_marks(dice, &twin.name),
        Difference::Order => twin.name = other_order(dice, &twin.name),
        Difference::PhoneForm => twin.phones = vec![other_phone(dice, &twin.phones[0].value)],
        Difference::NoPhone => twin.phones.clear(),
        Difference::MailAlias => {
            twin.emails = vec![stored_mail(&alias(dice, &twin.emails[0].value))]
        }
        Difference::Form => twin.name = names::other_form(dice, &twin.name),
    }
}

/// Without marks, in capitals, with marks on some words only, in the other tone style, or decomposed.
fn other_marks(dice: &mut Dice, name: &str) -> String {
    let bare = |word: &str| {
        let folded = fold::fold(word);
        let mut letters = folded.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    };
    let words: Vec<&str> = name.split(' ').collect();
    match dice.below(6) {
        0 | 1 => words
            .iter()
            .map(|word| bare(word))
            .collect::<Vec<_>>()
            .join(" "),
        2 => fold::fold(name).to_uppercase(),
        3 => {
            let plain = dice.below(words.len());
            let mixed = words.iter().enumerate().map(|(at, word)| {
                if at == plain {
                    bare(word)
                } else {
                    (*word).to_owned()
                }
            });
            mixed.collect::<Vec<_>>().join(" ")
        }
        4 => tone_style::to_new(name).into_owned(),
        _ => name.nfd().collect(),
    }
}

/// Given name first, or the family name last, or behind a comma.
fn other_order(dice: &mut Dice, name: &str) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    match dice.below(3) {
        0 => words.rotate_right(1),
        1 => words.rotate_left(1),
        _ => {
            let (family, rest) = (words[0], words[1..].join(" "));
            return format!("{rest}, {family}");
        }
    }
    words.join(" ")
}

/// The same number as other people type it: with the country, with dots, without the zero, or as it was before 2018.
fn other_phone(dice: &mut Dice, e164: &str) -> quen_core::fields::Contact {
    let national = e164.trim_start_matches("+84");
    let old = [
        ("34", "164"),
        ("70", "120"),
        ("77", "122"),
        ("89", "89"),
        ("86", "86"),
    ];
    let typed = match dice.below(5) {
        0 => format!("+84 {national}"),
        1 => format!("0{}.{}.{}", &national[..3], &national[3..6], &national[6..]),
        2 => national.to_owned(),
        3 => format!("0084-{national}"),
        _ => {
            let renumbered = old
                .iter()
                .find_map(|(new, old)| Some(format!("0{old}{}", national.strip_prefix(new)?)));
            renumbered.unwrap_or_else(|| format!("0{national}"))
        }
    };
    stored_phone(&typed)
}

/// Dots, capitals and a plus word; dots only where the house overlooks them.
fn alias(dice: &mut Dice, mail: &str) -> String {
    let (local, house) = mail.split_once('@').unwrap();
    if house != "gmail.com" {
        return match dice.below(2) {
            0 => format!("{local}+{}@{house}", dice.pick(&["shop", "zalo", "mua"])),
            _ => format!("{}@{house}", local.to_uppercase()),
        };
    }
    match dice.below(4) {
        0 => format!("{}@{house}", local.replace('.', "")),
        1 => format!("{}.{}@{house}", &local[..2], &local[2..]).replace("..", "."),
        2 => format!("{local}+{}@{house}", dice.pick(&["shop", "zalo", "mua"])),
        _ => format!("{local}@googlemail.com"),
    }
}
