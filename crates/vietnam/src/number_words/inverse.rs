//! Reads Vietnamese number words back into a number: both regional styles, with or without `đồng` and
//! `chẵn`. Accepts only a reading that is a number from end to end; never guesses a missing unit.

use unicode_normalization::UnicodeNormalization;

/// Why a text is not a number in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsError {
    /// Nothing to read.
    Empty,
    /// A word that is no number word, or one in a place where it cannot stand.
    NotANumber,
    /// Larger than a 64-bit number.
    Overflow,
}

impl std::fmt::Display for WordsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "no words",
            Self::NotANumber => "not a number in words",
            Self::Overflow => "number too large",
        })
    }
}

impl std::error::Error for WordsError {}

/// The number `text` spells. Inverse of [`super::words`] and [`super::invoice_sentence`].
pub fn parse(text: &str) -> Result<i64, WordsError> {
    let text = text.nfc().collect::<String>().to_lowercase();
    let mut tokens: Vec<&str> = text.split_whitespace().collect();
    drop_last(&mut tokens, &["chẵn"]);
    drop_last(&mut tokens, &["đồng"]);
    let negative = tokens.first() == Some(&"âm");
    let digits = tokens.get(usize::from(negative)..).unwrap_or_default();
    if digits.is_empty() {
        return Err(WordsError::Empty);
    }
    let mut reader = Reader::default();
    for token in digits {
        reader.take(token)?;
    }
    let value = reader.finish()?;
    i64::try_from(if negative { -value } else { value }).map_err(|_| WordsError::Overflow)
}

fn drop_last(tokens: &mut Vec<&str>, words: &[&str]) {
    if tokens.last().is_some_and(|last| words.contains(last)) {
        tokens.pop();
    }
}

/// Where inside a three-digit group the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    /// Nothing of the group was read.
    #[default]
    Start,
    /// A first digit was read: it may be hundreds, tens or ones.
    Digit(i128),
    /// A digit after `trăm`: only `mươi` may follow, for `một trăm năm` is 150 to some and 105 to others.
    TensDigit(i128),
    /// After `trăm`.
    Hundreds,
    /// After `linh`: one digit must follow.
    Odd,
    /// After `mười`.
    Ten,
    /// After `mươi`.
    Tens,
    /// The ones were read.
    Full,
}

#[derive(Default)]
struct Reader {
    /// Complete blocks of nine digits, already multiplied.
    blocks: i128,
    /// Triệu and nghìn of the present block.
    block: i128,
    /// The unit last used in the present block: the next must be smaller.
    last_unit: Option<i128>,
    group: i128,
    place: Place,
    closed_block: bool,
}

impl Reader {
    fn take(&mut self, token: &str) -> Result<(), WordsError> {
        match token {
            "trăm" => self.hundred(),
            "linh" | "lẻ" => self.odd(),
            "mười" => self.step(
                |place| matches!(place, Place::Start | Place::Hundreds),
                Place::Ten,
                10,
            ),
            "mươi" => self.tens(),
            "mốt" => self.step(|place| place == Place::Tens, Place::Full, 1),
            "tư" => self.step(
                |place| matches!(place, Place::Tens | Place::Odd),
                Place::Full,
                4,
            ),
            "lăm" | "nhăm" => self.step(
                |place| matches!(place, Place::Tens | Place::Ten),
                Place::Full,
                5,
            ),
            "nghìn" | "ngàn" => self.unit(1_000),
            "triệu" => self.unit(1_000_000),
            "tỷ" | "tỉ" => self.billion(),
            _ => self.digit(digit(token).ok_or(WordsError::NotANumber)?),
        }
    }

    fn step(
        &mut self,
        allowed: impl Fn(Place) -> bool,
        next: Place,
        add: i128,
    ) -> Result<(), WordsError> {
        if !allowed(self.place) {
            return Err(WordsError::NotANumber);
        }
        self.group += add;
        self.place = next;
        Ok(())
    }

    /// `linh` stands after `trăm`, or in short speech right after a unit (`một nghìn lẻ năm`).
    fn odd(&mut self) -> Result<(), WordsError> {
        let after_unit = self.last_unit.is_some() || self.closed_block;
        self.step(
            |place| place == Place::Hundreds || (after_unit && place == Place::Start),
            Place::Odd,
            0,
        )
    }

    fn digit(&mut self, value: i128) -> Result<(), WordsError> {
        match self.place {
            Place::Start => self.place = Place::Digit(value),
            Place::Hundreds => self.place = Place::TensDigit(value),
            Place::Odd | Place::Ten | Place::Tens if value > 0 => {
                self.group += value;
                self.place = Place::Full;
            }
            _ => return Err(WordsError::NotANumber),
        }
        Ok(())
    }

    fn hundred(&mut self) -> Result<(), WordsError> {
        match self.place {
            Place::Digit(value) => {
                self.group = value * 100;
                self.place = Place::Hundreds;
                Ok(())
            }
            _ => Err(WordsError::NotANumber),
        }
    }

    fn tens(&mut self) -> Result<(), WordsError> {
        match self.place {
            Place::Digit(value) | Place::TensDigit(value) if value >= 2 => {
                self.group += value * 10;
                self.place = Place::Tens;
                Ok(())
            }
            _ => Err(WordsError::NotANumber),
        }
    }

    /// Ends the present group and answers its value.
    fn close_group(&mut self) -> Result<i128, WordsError> {
        let value = match self.place {
            Place::Start | Place::Odd | Place::TensDigit(_) => return Err(WordsError::NotANumber),
            Place::Digit(value) => self.group + value,
            _ => self.group,
        };
        self.group = 0;
        self.place = Place::Start;
        Ok(value)
    }

    fn unit(&mut self, unit: i128) -> Result<(), WordsError> {
        if self.last_unit.is_some_and(|last| last <= unit) {
            return Err(WordsError::NotANumber);
        }
        self.block += self.close_group()? * unit;
        self.last_unit = Some(unit);
        self.closed_block = false;
        Ok(())
    }

    /// `tỷ` multiplies all that was read; it may follow another `tỷ` directly (`một tỷ tỷ`).
    fn billion(&mut self) -> Result<(), WordsError> {
        let open = self.place != Place::Start;
        let group = if open { self.close_group()? } else { 0 };
        if !open && self.last_unit.is_none() && !self.closed_block {
            return Err(WordsError::NotANumber);
        }
        self.blocks = (self.blocks + self.block + group)
            .checked_mul(1_000_000_000)
            .ok_or(WordsError::Overflow)?;
        self.block = 0;
        self.last_unit = None;
        self.closed_block = true;
        Ok(())
    }

    fn finish(mut self) -> Result<i128, WordsError> {
        let open = self.place != Place::Start;
        if !open && self.last_unit.is_none() && !self.closed_block {
            return Err(WordsError::NotANumber);
        }
        let group = if open { self.close_group()? } else { 0 };
        Ok(self.blocks + self.block + group)
    }
}

fn digit(token: &str) -> Option<i128> {
    Some(match token {
        "không" => 0,
        "một" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" => 4,
        "năm" => 5,
        "sáu" => 6,
        "bảy" | "bẩy" => 7,
        "tám" => 8,
        "chín" => 9,
        _ => return None,
    })
}
