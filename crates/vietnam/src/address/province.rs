//! The 34 provincial units, and the 63 they were formed from.
//! Source: `data/provinces.csv`, `data/old_provinces.csv`; codes are those of the Statistics Office.

use chrono::NaiveDate;
use std::sync::LazyLock;

const UNITS: &str = include_str!("../../data/provinces.csv");
const OLD_UNITS: &str = include_str!("../../data/old_provinces.csv");

/// One provincial unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Two digits, `79`.
    pub code: &'static str,
    /// Without the kind: `Hồ Chí Minh`.
    pub name: &'static str,
    /// Codes before July 2025 of the units it was formed from.
    pub old_codes: Vec<&'static str>,
    kind_2025: ProvinceKind,
    city_since: Option<(NaiveDate, &'static str)>,
}

/// What a provincial unit is called before its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProvinceKind {
    /// tỉnh
    Province,
    /// thành phố directly under the centre
    City,
}

impl ProvinceKind {
    /// As written before a name: `Tỉnh`, `Thành phố`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Province => "Tỉnh",
            Self::City => "Thành phố",
        }
    }
}

impl Province {
    /// Province or city on a day; three provinces became cities in 2026.
    pub fn kind_on(&self, day: NaiveDate) -> ProvinceKind {
        match self.city_since {
            Some((since, _)) if day >= since => ProvinceKind::City,
            _ => self.kind_2025,
        }
    }

    /// `Thành phố Đồng Nai`, by what it is on that day.
    pub fn full_name_on(&self, day: NaiveDate) -> String {
        format!("{} {}", self.kind_on(day).word(), self.name)
    }

    /// Day and legal basis of becoming a city after July 2025.
    pub fn became_city(&self) -> Option<(NaiveDate, &'static str)> {
        self.city_since
    }
}

/// All 34 units by code.
pub fn provinces() -> &'static [Province] {
    &PROVINCES
}

/// The unit of a code of today.
pub fn province(code: &str) -> Option<&'static Province> {
    PROVINCES.iter().find(|unit| unit.code == code)
}

/// Name with its kind of a unit before July 2025: `Tỉnh Bình Dương` for `74`.
pub fn old_province_name(old_code: &str) -> Option<&'static str> {
    let unit = OLD_PROVINCES.iter().find(|unit| unit.code == old_code)?;
    Some(unit.name)
}

/// A unit before July 2025.
pub(super) struct OldProvince {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) new_code: &'static str,
}

pub(super) fn old_provinces() -> &'static [OldProvince] {
    &OLD_PROVINCES
}

static PROVINCES: LazyLock<Vec<Province>> =
    LazyLock::new(|| UNITS.lines().skip(1).filter_map(read_province).collect());

static OLD_PROVINCES: LazyLock<Vec<OldProvince>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let mut cells = line.split(',');
        Some(OldProvince {
            code: cells.next()?,
            name: cells.next()?,
            new_code: cells.next()?,
        })
    };
    OLD_UNITS.lines().skip(1).filter_map(read).collect()
});

fn read_province(line: &'static str) -> Option<Province> {
    let mut cells = line.split(',');
    let (code, name) = (cells.next()?, cells.next()?);
    let kind_2025 = match cells.next()? {
        "city" => ProvinceKind::City,
        _ => ProvinceKind::Province,
    };
    let (since, basis) = (cells.next()?, cells.next()?);
    Some(Province {
        code,
        name,
        kind_2025,
        city_since: since.parse().ok().map(|day| (day, basis)),
        old_codes: cells.next()?.split('|').collect(),
    })
}
