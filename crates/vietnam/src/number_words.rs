//! Whole numbers in Vietnamese words, as invoices and contracts need them, and back again.
//! Never rounds and never touches currency units smaller than one đồng.
//!
//! Rules (checked against the npm package read-vietnamese-number 2.3.1): a number is read in blocks of nine
//! digits, each followed by `tỷ`; groups of zeros are skipped; a group after a read one is read in full
//! (`không trăm linh năm`); `mốt`, `tư`, `lăm` after `mươi`, `lăm` after `mười`.

mod inverse;

pub use inverse::{WordsError, parse};

/// Word choices that differ by region or house style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordStyle {
    /// `lẻ` instead of `linh`.
    pub le: bool,
    /// `ngàn` instead of `nghìn`.
    pub ngan: bool,
    /// `tỉ` instead of `tỷ`.
    pub ti: bool,
}

impl WordStyle {
    /// The usual choice: linh, nghìn, tỷ.
    pub const NORTH: Self = Self {
        le: false,
        ngan: false,
        ti: false,
    };
    /// Southern speech: lẻ, ngàn, tỷ.
    pub const SOUTH: Self = Self {
        le: true,
        ngan: true,
        ti: false,
    };

    fn linh(self) -> &'static str {
        if self.le { "lẻ" } else { "linh" }
    }

    fn nghin(self) -> &'static str {
        if self.ngan { "ngàn" } else { "nghìn" }
    }

    fn ty(self) -> &'static str {
        if self.ti { "tỉ" } else { "tỷ" }
    }
}

/// `n` in words, lower case: 1_001 gives `một nghìn không trăm linh một`; negative numbers start with `âm`.
pub fn words(n: i64, style: WordStyle) -> String {
    let mut out = Vec::new();
    if n < 0 {
        out.push("âm");
    }
    if n == 0 {
        out.push("không");
    }
    push_number(&mut out, n.unsigned_abs(), false, style);
    out.join(" ")
}

/// The sentence an invoice prints under its total: capital first letter, `đồng`, and `chẵn` when asked.
/// Decree 254/2026 wants the total in words; `chẵn` is habit, never a duty.
pub fn invoice_sentence(n: i64, style: WordStyle, chan: bool) -> String {
    let sentence = format!(
        "{} đồng{}",
        words(n, style),
        if chan { " chẵn" } else { "" }
    );
    capitalised(&sentence)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Reads `n`; `full` when something larger was read before, so that hundreds are never left out.
fn push_number(out: &mut Vec<&'static str>, n: u64, full: bool, style: WordStyle) {
    const BLOCK: u64 = 1_000_000_000;
    if n >= BLOCK {
        push_number(out, n / BLOCK, full, style);
        out.push(style.ty());
        push_block(out, n % BLOCK, true, style);
    } else {
        push_block(out, n, full, style);
    }
}

fn push_block(out: &mut Vec<&'static str>, n: u64, mut full: bool, style: WordStyle) {
    let groups = [
        (n / 1_000_000, "triệu"),
        (n / 1_000 % 1_000, style.nghin()),
        (n % 1_000, ""),
    ];
    for (group, unit) in groups {
        if group == 0 {
            continue;
        }
        push_group(out, group, full, style);
        if !unit.is_empty() {
            out.push(unit);
        }
        full = true;
    }
}

fn push_group(out: &mut Vec<&'static str>, group: u64, full: bool, style: WordStyle) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let hundreds_read = hundreds > 0 || full;
    if hundreds_read {
        out.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if ones > 0 && hundreds_read => out.push(style.linh()),
        0 => {}
        1 => out.push("mười"),
        _ => out.extend([digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => out.push("mốt"),
        (2.., 4) => out.push("tư"),
        (1.., 5) => out.push("lăm"),
        _ => out.push(digit(ones)),
    }
}

fn digit(n: u64) -> &'static str {
    match n {
        0 => "không",
        1 => "một",
        2 => "hai",
        3 => "ba",
        4 => "bốn",
        5 => "năm",
        6 => "sáu",
        7 => "bảy",
        8 => "tám",
        _ => "chín",
    }
}
