//! Finds digits in dirty text: separators, full-width digits, invisible characters, several numbers in one cell,
//! spreadsheet number forms, extensions. Must never decide what is a valid number.

use crate::fold;

/// More digits than any number and its country code need.
const CAPACITY: usize = 20;

/// Digits of one number, with or without a plus before them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digits {
    bytes: [u8; CAPACITY],
    len: usize,
    plus: bool,
}

impl Digits {
    fn new(plus: bool) -> Self {
        Self {
            bytes: [0; CAPACITY],
            len: 0,
            plus,
        }
    }

    fn push(&mut self, digit: u8) -> Option<()> {
        *self.bytes.get_mut(self.len)? = digit;
        self.len += 1;
        Some(())
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    pub(super) fn plus(&self) -> bool {
        self.plus
    }
}

/// The digits of a text that holds nothing but one number, without allocating. `None` when there is other text, a plus
/// in the middle or more digits than one number can have.
pub(super) fn single(text: &str) -> Option<Digits> {
    let text = without_decimals(text);
    let mut digits = Digits::new(false);
    for letter in text.chars() {
        match class(letter) {
            Class::Digit(digit) => digits.push(digit)?,
            Class::Soft | Class::Invisible => {}
            Class::Plus if digits.len == 0 && !digits.plus => digits.plus = true,
            _ => return None,
        }
    }
    Some(digits)
}

/// Digits that belong together: groups with only soft separators between them.
#[derive(Debug, Default)]
pub(super) struct Run {
    plus: bool,
    digits: Vec<u8>,
    /// Where each group of digits starts.
    starts: Vec<usize>,
    extension: Vec<u8>,
}

impl Run {
    /// All digits, unless there are too many for one number.
    pub(super) fn digits(&self) -> Option<Digits> {
        self.part(0, self.groups())
    }

    pub(super) fn groups(&self) -> usize {
        self.starts.len()
    }

    /// The digits of groups `start..end`.
    pub(super) fn part(&self, start: usize, end: usize) -> Option<Digits> {
        let from = *self.starts.get(start)?;
        let to = self.starts.get(end).copied().unwrap_or(self.digits.len());
        let mut digits = Digits::new(self.plus && start == 0);
        for digit in self.digits.get(from..to)? {
            digits.push(*digit)?;
        }
        Some(digits)
    }

    pub(super) fn extension(&self) -> &[u8] {
        &self.extension
    }
}

/// All runs of a text, in reading order.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let written_out = scientific(text);
    let mut scanner = Scanner::default();
    for letter in written_out.as_deref().unwrap_or(text).chars() {
        scanner.take(letter);
    }
    scanner.finish()
}

/// All digits in one piece, for a number cut by an unusual separator (`024/3822 1234`).
pub(super) fn joined(runs: &[Run]) -> Option<Digits> {
    let mut all = Digits::new(runs.first()?.plus);
    for digit in runs.iter().flat_map(|run| &run.digits) {
        all.push(*digit)?;
    }
    Some(all)
}

enum Class {
    Digit(u8),
    Plus,
    /// A separator inside one number.
    Soft,
    /// A character nobody sees.
    Invisible,
    Letter,
    /// The sign before an extension.
    Hash,
    /// Anything else ends a number.
    Hard,
}

fn class(letter: char) -> Class {
    match letter {
        '0'..='9' => Class::Digit(letter as u8),
        '+' | '\u{FF0B}' => Class::Plus,
        ' ' | '.' | '-' | '(' | ')' | '[' | ']' | '_' | '\'' | '"' | '=' | '`' | '~' | '*' => {
            Class::Soft
        }
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Class::Soft,
        '\u{2010}'..='\u{2019}' | '\u{2212}' | '\u{B7}' | '\u{2022}' | '\u{FF0D}' | '\u{FF0E}' => {
            Class::Soft
        }
        '\u{FF08}' | '\u{FF09}' => Class::Soft,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => Class::Invisible,
        '\u{2060}'..='\u{2069}' | '\u{FEFF}' => Class::Invisible,
        '#' => Class::Hash,
        _ => match digit_value(letter) {
            Some(value) => Class::Digit(b'0' + value),
            None if letter.is_alphabetic() => Class::Letter,
            None => Class::Hard,
        },
    }
}

/// Digits of other widths and scripts that phones and spreadsheets produce.
fn digit_value(letter: char) -> Option<u8> {
    let zero = match letter {
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        _ => return None,
    };
    u8::try_from(u32::from(letter) - zero).ok()
}

#[derive(Default)]
struct Scanner {
    runs: Vec<Run>,
    current: Run,
    in_group: bool,
    word: String,
    expects_extension: bool,
}

impl Scanner {
    fn take(&mut self, letter: char) {
        if !matches!(class(letter), Class::Letter) {
            self.end_word();
        }
        match class(letter) {
            Class::Digit(digit) => {
                if !self.in_group {
                    self.current.starts.push(self.current.digits.len());
                    self.in_group = true;
                }
                self.current.digits.push(digit);
            }
            Class::Invisible => {}
            Class::Soft => self.in_group = false,
            Class::Plus => {
                self.end_run();
                self.current.plus = true;
            }
            Class::Letter => {
                self.end_run();
                self.word.push(letter);
            }
            Class::Hash => {
                self.end_run();
                self.expects_extension = true;
            }
            Class::Hard => {
                self.end_run();
                // A colon or a dot may stand between the word and the digits.
                self.expects_extension &= letter == ':';
            }
        }
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let word = fold::fold(&std::mem::take(&mut self.word));
        self.expects_extension = matches!(
            word.as_str(),
            "ext" | "extension" | "x" | "le" | "nhanh" | "ml" | "nb" | "bo"
        );
    }

    fn end_run(&mut self) {
        self.in_group = false;
        let run = std::mem::take(&mut self.current);
        if run.digits.is_empty() {
            return;
        }
        let wanted = std::mem::take(&mut self.expects_extension);
        match self.runs.last_mut() {
            Some(last) if wanted && !run.plus && run.digits.len() <= 6 => {
                last.extension = run.digits
            }
            _ => self.runs.push(run),
        }
    }

    fn finish(mut self) -> Vec<Run> {
        self.end_word();
        self.end_run();
        self.runs
    }
}

/// `912345678.0` is how a spreadsheet's number becomes text.
fn without_decimals(text: &str) -> &str {
    let trimmed = text.trim();
    match trimmed.split_once('.') {
        Some((whole, zeros))
            if whole.len() >= 8
                && whole.bytes().all(|byte| byte.is_ascii_digit())
                && matches!(zeros, "0" | "00") =>
        {
            whole
        }
        _ => text,
    }
}

/// `9.12345678E+08` written out, when no digit was lost.
fn scientific(text: &str) -> Option<String> {
    let text = text.trim();
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let exponent: usize = exponent.trim_start_matches('+').parse().ok()?;
    let (whole, decimals) = mantissa.split_once(['.', ','])?;
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let complete = whole.len() == 1 && decimals.len() == exponent && exponent >= 7;
    (complete && is_digits(whole) && is_digits(decimals)).then(|| format!("{whole}{decimals}"))
}
