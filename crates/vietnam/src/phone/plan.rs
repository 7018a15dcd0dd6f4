//! The Vietnamese numbering plan: which ranges exist, the change of 2018, and how digits are grouped.
//! Source of the ranges: libphonenumber 9.0.43; the data sits in `data/phone_*.csv`.

use super::Kind;
use std::sync::LazyLock;

const RANGES: &str = include_str!("../../data/phone_ranges.csv");
const CONVERSION: &str = include_str!("../../data/phone_conversion_2018.csv");
const SHORTEST: usize = 7;
const LONGEST: usize = 10;
/// Ranges are told apart by at most four digits.
const PREFIXES: usize = 10_000;

/// A range of numbers with one use and one home network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) kind: Kind,
    pub(super) carrier: Option<&'static str>,
}

/// The range of national digits without the trunk zero.
pub(super) fn range(national: &[u8]) -> Option<Range> {
    let slot = slot(national.len(), number(national.get(..4)?)?)?;
    let index = PLAN.index.get(slot).copied().filter(|index| *index > 0)?;
    PLAN.ranges.get(usize::from(index) - 1).copied()
}

/// The nine digits that replaced ten in 2018: `168 1234567` is `38 1234567`. `None` when nothing was replaced.
pub(super) fn converted(national: &[u8]) -> Option<[u8; 9]> {
    if national.len() != 10 || national.first() != Some(&b'1') {
        return None;
    }
    let old = national.get(..3)?;
    let (_, new) = CONVERTED.iter().find(|(from, _)| *from == old)?;
    let mut digits = [b'0'; 9];
    for (slot, byte) in digits.iter_mut().zip(new.iter().chain(national.get(3..)?)) {
        *slot = *byte;
    }
    Some(digits)
}

/// Writes national digits (no trunk zero) in the groups people read out. Unknown lengths stay in one piece.
pub(super) fn format_into(national: &str, out: &mut String) {
    let groups: (bool, &[usize]) = match (national.as_bytes(), national.len()) {
        ([b'1', b'8' | b'9', ..], 8..=10) | ([b'1', b'2', b'0' | b'2', ..], 8) => (false, &[4]),
        ([b'1' | b'7', b'9', b'9', ..], 7) | ([b'6', b'9', ..], 7 | 8) => (true, &[3]),
        ([b'1', b'2' | b'6', ..] | [b'6', ..], 9) => (true, &[2, 3, 2]),
        ([b'1' | b'3' | b'5' | b'7'..=b'9', ..], 9) => (true, &[3, 3]),
        ([b'2', b'4' | b'8', ..], 10) => (true, &[2, 4]),
        ([b'2', ..], 10) => (true, &[3, 4]),
        _ => (true, &[]),
    };
    let (trunk, sizes) = groups;
    if trunk {
        out.push('0');
    }
    let mut rest = national;
    for size in sizes {
        let Some((group, tail)) = rest.split_at_checked(*size) else {
            break;
        };
        out.push_str(group);
        out.push(' ');
        rest = tail;
    }
    out.push_str(rest);
}

struct Plan {
    /// For every length and first four digits: 0 or one more than the place in `ranges`.
    index: Vec<u8>,
    ranges: Vec<Range>,
}

static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    let mut plan = Plan {
        index: vec![0; (LONGEST - SHORTEST + 1) * PREFIXES],
        ranges: Vec::new(),
    };
    for line in RANGES.lines().skip(1) {
        plan.add(line);
    }
    plan
});

static CONVERTED: LazyLock<Vec<(&'static [u8], &'static [u8])>> = LazyLock::new(|| {
    CONVERSION
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(',');
            Some((cells.next()?.as_bytes(), cells.next()?.as_bytes()))
        })
        .collect()
});

impl Plan {
    /// Takes in one line `prefix,length,kind,carrier`; a broken line is left out and the tests notice.
    fn add(&mut self, line: &'static str) -> Option<()> {
        let mut cells = line.split(',');
        let (prefix, length, kind) = (
            cells.next()?,
            cells.next()?.parse().ok()?,
            kind(cells.next()?)?,
        );
        let range = Range {
            kind,
            carrier: cells.next().filter(|name| !name.is_empty()),
        };
        let place = match self.ranges.iter().position(|known| *known == range) {
            Some(place) => place,
            None => {
                self.ranges.push(range);
                self.ranges.len() - 1
            }
        };
        let width = 10_usize.pow(u32::try_from(4 - prefix.len()).ok()?);
        let first = slot(length, number(prefix.as_bytes())? * width)?;
        for cell in self.index.get_mut(first..first + width)? {
            *cell = u8::try_from(place + 1).ok()?;
        }
        Some(())
    }
}

fn kind(word: &str) -> Option<Kind> {
    match word {
        "mobile" => Some(Kind::Mobile),
        // Ministries' numbers (069) and internet telephony are desks, not pockets.
        "fixed" | "voip" | "uan" => Some(Kind::Fixed),
        "tollfree" => Some(Kind::TollFree),
        "premium" => Some(Kind::Premium),
        _ => None,
    }
}

fn slot(length: usize, first_four: usize) -> Option<usize> {
    (SHORTEST..=LONGEST)
        .contains(&length)
        .then(|| (length - SHORTEST) * PREFIXES + first_four)
}

fn number(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0, |sum, byte| {
        byte.is_ascii_digit()
            .then(|| sum * 10 + usize::from(byte - b'0'))
    })
}
