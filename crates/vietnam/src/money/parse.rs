//! Reads amounts the way people type them. Refuses whatever could be read in two ways; never takes a dot
//! for a decimal point in an amount of đồng unless a unit word (`tr`, `tỷ`) shows that a fraction is meant.

use unicode_normalization::UnicodeNormalization;

use super::{Currency, MoneyError, VND};

/// Reads an amount of đồng: `1.500` is 1500; `500k`, `1,5tr`, `1tr2`, `1tr250`, `2 tỷ`, `1 tỷ 200 triệu`;
/// `(45.000)` and `-45.000` are negative; `₫`, `đ`, `đồng`, `VND` are ignored around it.
pub fn parse_vnd(text: &str) -> Result<i64, MoneyError> {
    let (negative, body) = strip(text, VND)?;
    let value = if body.chars().any(char::is_alphabetic) {
        with_units(&body)?
    } else {
        whole(&body)?
    };
    sign(negative, value)
}

/// Reads an amount in minor units of `currency` (đồng as [`parse_vnd`]). For currencies with cents the last
/// dot or comma is a decimal sign when it is followed by as many digits as the currency has or fewer, and a
/// thousands mark when it is followed by three.
pub fn parse_minor(text: &str, currency: Currency) -> Result<i64, MoneyError> {
    if currency.code == VND.code {
        return parse_vnd(text);
    }
    let (negative, body) = strip(text, currency)?;
    let minor = usize::try_from(currency.minor_units).unwrap_or_default();
    let value = match body.rfind(['.', ',']) {
        Some(at) if minor > 0 && (1..=minor).contains(&(body.len() - at - 1)) => {
            let (whole_part, fraction) = (
                body.get(..at).unwrap_or_default(),
                body.get(at + 1..).unwrap_or_default(),
            );
            let missing = u32::try_from(minor - fraction.len()).unwrap_or_default();
            let cents = number(fraction)? * 10i128.pow(missing);
            scaled(whole(whole_part)?, currency.scale())?
                .checked_add(cents)
                .ok_or(MoneyError::Overflow)?
        }
        _ => scaled(whole(&body)?, currency.scale())?,
    };
    sign(negative, value)
}

fn sign(negative: bool, value: i128) -> Result<i64, MoneyError> {
    i64::try_from(if negative { -value } else { value }).map_err(|_| MoneyError::Overflow)
}

/// Takes sign, brackets and currency signs away; answers whether the amount is negative.
fn strip(text: &str, currency: Currency) -> Result<(bool, String), MoneyError> {
    let text = text.nfc().map(narrow).collect::<String>().to_lowercase();
    let text = text.trim();
    if text.is_empty() {
        return Err(MoneyError::Empty);
    }
    let bracketed = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let signs = currency_words(currency);
    let (sign, body) = leading_sign(bracketed.map_or(text, str::trim), &signs)?;
    let body = signs
        .iter()
        .find_map(|word| body.strip_suffix(word.as_str()))
        .map_or(body, str::trim_end);
    match (bracketed.is_some(), sign) {
        _ if body.is_empty() => Err(MoneyError::NotAnAmount),
        (true, Some(_)) => Err(MoneyError::NotAnAmount),
        (bracketed, sign) => Ok((bracketed || sign == Some('-'), body.to_owned())),
    }
}

/// A sign and a currency sign in front, in either order.
fn leading_sign<'a>(
    text: &'a str,
    currency_signs: &[String],
) -> Result<(Option<char>, &'a str), MoneyError> {
    let mut body = text;
    let mut sign = None;
    loop {
        let before = body;
        if let Some(rest) = body.strip_prefix(['-', '\u{2212}', '\u{2013}', '+']) {
            let found = if body.starts_with('+') { '+' } else { '-' };
            if sign.replace(found).is_some() {
                return Err(MoneyError::NotAnAmount);
            }
            body = rest.trim_start();
        }
        for word in currency_signs {
            body = body
                .strip_prefix(word.as_str())
                .map_or(body, str::trim_start);
        }
        if body == before {
            return Ok((sign, body));
        }
    }
}

/// Full-width forms as plain ones, any space as a plain space. (Not NFKC: it reads `m²` as `m2`.)
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Longest first, so that `vnđ` is not read as `đ`.
fn currency_words(currency: Currency) -> Vec<String> {
    let mut words: Vec<String> = [currency.code, currency.vi, currency.en]
        .iter()
        .map(|word| word.to_lowercase())
        .collect();
    if currency.code == VND.code {
        words.extend(["đồng", "dong", "vnđ", "đ", "d"].map(str::to_owned));
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}

fn scaled(value: i128, factor: i128) -> Result<i128, MoneyError> {
    value.checked_mul(factor).ok_or(MoneyError::Overflow)
}

/// A whole number, plain or with its thousands apart by one kind of mark (dot, comma, space, apostrophe).
/// A leading zero is refused: it is a phone number or a code in the wrong column.
/// Decimals of zero after the other mark (`7,560,000.00`) change nothing and are allowed.
fn whole(body: &str) -> Result<i128, MoneyError> {
    let body = without_zero_decimals(body);
    let Some(mark) = body.chars().find(|c| !c.is_ascii_digit()) else {
        if body.starts_with('0') && body.bytes().any(|b| b != b'0') {
            return Err(MoneyError::NotAnAmount);
        }
        return number(body);
    };
    if !matches!(mark, '.' | ',' | ' ' | '\'' | '’') {
        return Err(MoneyError::NotAnAmount);
    }
    let mut groups = body.split(mark);
    let first = groups.next().unwrap_or_default();
    if first.is_empty() || first.len() > 3 || first.starts_with('0') {
        return Err(MoneyError::NotAnAmount);
    }
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return Err(MoneyError::NotAnAmount);
        }
        digits.push_str(group);
    }
    number(&digits)
}

fn without_zero_decimals(body: &str) -> &str {
    let other = |mark: char| if mark == '.' { ',' } else { '.' };
    match body.rfind(['.', ',']).map(|at| body.split_at(at)) {
        Some((head, tail)) if matches!(tail.get(1..), Some("0" | "00")) => {
            let mark = tail.chars().next().unwrap_or_default();
            if head.contains(other(mark)) && !head.contains(mark) {
                head
            } else {
                body
            }
        }
        _ => body,
    }
}

fn number(digits: &str) -> Result<i128, MoneyError> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(MoneyError::NotAnAmount);
    }
    if digits.len() > 30 {
        return Err(MoneyError::Overflow);
    }
    digits.parse().map_err(|_| MoneyError::Overflow)
}

/// Amounts with unit words, largest unit first, each at most once.
fn with_units(body: &str) -> Result<i128, MoneyError> {
    let mut rest = body;
    let mut total: i128 = 0;
    let mut last: Option<Unit> = None;
    while !rest.is_empty() {
        let digits_end = rest.find(char::is_alphabetic).unwrap_or(rest.len());
        let (figure, tail) = rest.split_at(digits_end);
        let word_end = tail
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(tail.len());
        let (word, after) = tail.split_at(word_end);
        rest = after.trim_start().trim_start_matches('.').trim_start();
        let (figure, unit) = (figure.trim(), unit(word));
        let value = match (last, unit) {
            (Some(previous), None) if word.is_empty() => remainder(figure, previous)?,
            (Some(previous), None) if figure.is_empty() && word == "rưỡi" && rest.is_empty() => {
                previous.value / 2
            }
            (Some(previous), Some(unit)) if unit.value >= previous.value => {
                return Err(MoneyError::NotAnAmount);
            }
            (_, Some(unit)) => figure_of(figure, unit)?,
            _ => return Err(MoneyError::NotAnAmount),
        };
        total = total.checked_add(value).ok_or(MoneyError::Overflow)?;
        last = unit.or(Some(Unit {
            value: 1,
            english: false,
        }));
    }
    Ok(total)
}

#[derive(Debug, Clone, Copy)]
struct Unit {
    value: i128,
    /// `M` and `B` come with an English decimal point.
    english: bool,
}

fn unit(word: &str) -> Option<Unit> {
    let (value, english) = match word {
        "k" => (1_000, true),
        "nghìn" | "nghin" | "ngàn" | "ngan" => (1_000, false),
        "triệu" | "trieu" | "tr" | "củ" => (1_000_000, false),
        "m" => (1_000_000, true),
        "tỷ" | "tỉ" | "ty" | "ti" => (1_000_000_000, false),
        "b" | "bn" => (1_000_000_000, true),
        _ => return None,
    };
    Some(Unit { value, english })
}

/// The figure before a unit. One or two digits after a single mark are decimals whatever the mark (`1.5 tr`);
/// three are thousands after the thousands mark of the language and decimals after its decimal mark, except
/// for thousands, where nobody writes three decimals.
fn figure_of(figure: &str, unit: Unit) -> Result<i128, MoneyError> {
    let Some(at) = figure.rfind(['.', ',']) else {
        return scaled(whole(figure)?, unit.value);
    };
    let (head, tail) = figure.split_at(at);
    let fraction = tail.get(1..).unwrap_or_default();
    let decimal_mark = if unit.english { '.' } else { ',' };
    let marks = figure.matches(['.', ',']).count();
    let decimal = match fraction.len() {
        3 if unit.value == 1_000 && marks == 1 => false,
        3 => tail.starts_with(decimal_mark) && !head.contains(decimal_mark),
        _ => true,
    };
    if !decimal {
        return scaled(whole(figure)?, unit.value);
    }
    scaled(whole(head)?, unit.value)?
        .checked_add(part_of(fraction, unit)?)
        .ok_or(MoneyError::Overflow)
}

/// What stands after a unit without one of its own: `1tr2` is 0.2 of a million more, `1tr250.000` is 250 000.
fn remainder(figure: &str, previous: Unit) -> Result<i128, MoneyError> {
    let plain = figure.bytes().all(|b| b.is_ascii_digit());
    if plain && figure.len() <= 3 {
        return part_of(figure, previous);
    }
    let zeros = previous.value.to_string().len() - 1;
    let value = whole(figure)?;
    if value >= previous.value || (plain && figure.len() != zeros) {
        return Err(MoneyError::NotAnAmount);
    }
    Ok(value)
}

/// `fraction` as the decimals of one `unit`, which must come out in whole đồng.
fn part_of(fraction: &str, unit: Unit) -> Result<i128, MoneyError> {
    let digits = fraction.trim_end_matches('0');
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(MoneyError::NotAnAmount);
    }
    if digits.is_empty() {
        return Ok(0);
    }
    let places = u32::try_from(digits.len()).map_err(|_| MoneyError::TooFine)?;
    let divisor = 10i128.checked_pow(places).ok_or(MoneyError::TooFine)?;
    if unit.value % divisor != 0 {
        return Err(MoneyError::TooFine);
    }
    Ok(number(digits)? * (unit.value / divisor))
}
