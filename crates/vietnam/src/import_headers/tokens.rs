//! Headers as words: folded, without punctuation, numbering and stars, abbreviations written out.
//! Must never know fields, only words.

use crate::fold::{fold_into, words};

/// Short forms of spreadsheets and what they stand for, in search form.
const SHORT_FORMS: [(&str, &str); 28] = [
    ("kh", "khach hang"),
    ("khachhang", "khach hang"),
    ("sdt", "so dien thoai"),
    ("dt", "dien thoai"),
    ("dtdd", "dien thoai di dong"),
    ("dienthoai", "dien thoai"),
    ("dc", "dia chi"),
    ("diachi", "dia chi"),
    ("nv", "nhan vien"),
    ("nvkd", "nhan vien kinh doanh"),
    ("mst", "ma so thue"),
    ("ncc", "nha cung cap"),
    ("stk", "so tai khoan"),
    ("sn", "sinh nhat"),
    ("tp", "thanh pho"),
    ("cty", "cong ty"),
    ("dn", "doanh nghiep"),
    ("sp", "san pham"),
    ("hh", "hang hoa"),
    ("vt", "vat tu"),
    ("dv", "dich vu"),
    ("dh", "don hang"),
    ("ddh", "don dat hang"),
    ("dg", "don gia"),
    ("ck", "chiet khau"),
    ("sl", "so luong"),
    ("gc", "ghi chu"),
    ("nh", "ngan hang"),
];

/// Phrases that say whose field it is, or how to fill it in; longer ones first.
const NOISE: [&str; 23] = [
    "thong tin khach hang",
    "vui long nhap",
    "cua khach hang",
    "cua khach",
    "khach hang",
    "khach mua",
    "nguoi lien he",
    "nguoi dai dien",
    "nguoi mua",
    "nguoi nhan",
    "thong tin",
    "bat buoc nhap",
    "bat buoc",
    "neu co",
    "khach",
    "customer",
    "client",
    "party",
    "required",
    "optional",
    "hien tai",
    "chi tiet",
    "day du",
];

/// The words of a header, a number at its front left out. Capitals inside a word part it (`MaKH`, `TenKhachHang`).
pub(super) fn split(header: &str) -> Vec<String> {
    let mut parted = String::with_capacity(header.len() + 8);
    let mut last_was_small = false;
    for letter in header.chars() {
        if last_was_small && letter.is_uppercase() {
            parted.push(' ');
        }
        last_was_small = letter.is_lowercase();
        parted.push(letter);
    }
    let mut folded = String::with_capacity(parted.len());
    fold_into(&parted.replace('%', " phan tram "), &mut folded);
    let all: Vec<&str> = words(&folded)
        .flat_map(|word| word.split('_'))
        .filter(|word| !word.is_empty())
        .collect();
    let numbered = all.len() > 1 && all.first().is_some_and(|first| is_number(first));
    all.into_iter()
        .skip(usize::from(numbered))
        .map(str::to_owned)
        .collect()
}

/// Short forms written out.
pub(super) fn expanded(words: &[String]) -> Vec<String> {
    let long = |word: &'_ String| -> Vec<String> {
        let found = SHORT_FORMS.iter().find(|(short, _)| short == word);
        let text = found.map_or(word.as_str(), |(_, long)| long);
        text.split(' ').map(str::to_owned).collect()
    };
    words.iter().flat_map(long).collect()
}

/// A written-out spelling with its phrases shortened, words written together: `makhachhang` is also `makh`.
pub(super) fn shortened(long: &[String]) -> impl Iterator<Item = String> {
    let text = long.join(" ");
    SHORT_FORMS
        .iter()
        .filter(move |(_, phrase)| phrase.contains(' ') && text.contains(phrase))
        .map({
            let text = long.join(" ");
            move |(short, phrase)| text.replace(phrase, short).replace(' ', "")
        })
}

/// The words that name the field, without whose it is.
pub(super) fn without_noise(words: &[String]) -> Vec<String> {
    let mut text = format!(" {} ", words.join(" "));
    for phrase in NOISE {
        text = text.replace(&format!(" {phrase} "), " ");
    }
    text.split_whitespace().map(str::to_owned).collect()
}

/// The words without `số`, which people add to anything that is written in digits.
pub(super) fn without_number(words: &[String]) -> Vec<String> {
    words.iter().filter(|word| *word != "so").cloned().collect()
}

/// One text for words in any order.
pub(super) fn unordered(words: &[String]) -> String {
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.join(" ")
}

/// The header without what stands in brackets: `Công nợ (VNĐ)`, `Ngày sinh [dd/mm/yyyy]`.
pub(super) fn without_brackets(header: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(header.len());
    for letter in header.chars() {
        match letter {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

pub(super) fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}
