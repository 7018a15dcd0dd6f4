//! Cells of a row as field values. It must note every cell that it could not read, under the field of the file.

use chrono::Datelike;

use super::{Context, Mapping, PartyKeys, Problems};
use crate::fields::{Catalogue, FieldValue, from_text_in};
use crate::{Money, Problem, contacts, dates, text};

/// One row under a mapping, with what was wrong in it.
pub(super) struct Row<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) cells: &'a [&'a str],
    pub(super) context: Context,
    pub(super) problems: Problems,
    pub(super) values: Vec<(String, FieldValue)>,
}

impl<'a> Row<'a> {
    pub(super) fn new(mapping: &'a Mapping, cells: &'a [&'a str], context: Context) -> Self {
        Self {
            mapping,
            cells,
            context,
            problems: Vec::new(),
            values: Vec::new(),
        }
    }

    pub(super) fn cell(&self, field: &str) -> Option<&'a str> {
        self.mapping.cell(self.cells, field)
    }

    pub(super) fn wrong(&mut self, field: &'static str, code: &'static str) {
        self.problems.push(Problem::new(field, code));
    }

    pub(super) fn put(&mut self, field: &str, value: FieldValue) {
        if !value.is_empty() {
            self.values.push((field.to_owned(), value));
        }
    }

    /// Reads the column `from` as the catalogue's field `to`.
    pub(super) fn take(&mut self, catalogue: &Catalogue, from: &'static str, to: &str) {
        let (Some(cell), Some(field)) = (self.cell(from), catalogue.field(to)) else {
            return;
        };
        match from_text_in(field, cell, self.context.currency) {
            Ok(value) => self.put(to, value),
            Err(problem) => self.problems.push(Problem {
                field: from.into(),
                ..problem
            }),
        }
    }

    /// Reads a column as money of the workspace.
    pub(super) fn money(&mut self, field: &'static str) -> Option<Money> {
        let cell = self.cell(field)?;
        let kind = crate::fields::Field::new("", "", crate::fields::FieldType::Money);
        let read = from_text_in(&kind, cell, self.context.currency)
            .ok()
            .and_then(FieldValue::into_money);
        if read.is_none() {
            self.wrong(field, "bad-money");
        }
        read
    }

    /// Reads a column as an instant: day first, in the shop's time zone.
    pub(super) fn instant(&mut self, from: &'static str, to: &str) {
        let Some(cell) = self.cell(from) else { return };
        let latest_year = self.context.now.year();
        match dates::instant(cell, self.context.zone, latest_year) {
            Some(at) => self.put(to, FieldValue::Instant(at)),
            None => self.wrong(from, "bad-date"),
        }
    }

    /// Basis points: `8%`, `8`, and the `0.08` that a spreadsheet makes of a percent cell; words as `KCT` mean untaxed.
    pub(super) fn tax_rate(&mut self, field: &'static str) -> Option<Option<i64>> {
        let cell = self.cell(field)?;
        let untaxed = ["kct", "kkknt", "khong chiu thue", "mien thue", "khong thue"];
        if untaxed.contains(&quen_vietnam::fold::fold(cell).trim()) {
            return Some(None);
        }
        let number: Option<rust_decimal::Decimal> = cell
            .trim_end_matches('%')
            .trim()
            .replace(',', ".")
            .parse()
            .ok();
        let share = number.filter(|n| !cell.contains('%') && *n > 0.into() && *n < 1.into());
        let percent = share
            .map(|n| n * rust_decimal::Decimal::from(100))
            .or(number);
        let points = percent
            .and_then(|n| n.checked_mul(100.into()))
            .map(|n| n.normalize());
        let whole = points
            .filter(|n| n.scale() == 0)
            .and_then(|n| i64::try_from(n).ok());
        match whole.filter(|rate| (0..=crate::products::MAX_TAX_RATE).contains(rate)) {
            Some(rate) => Some(Some(rate)),
            None => {
                self.wrong(field, "bad-tax-rate");
                None
            }
        }
    }

    /// The currency column must agree with the workspace: amounts are never converted.
    pub(super) fn check_currency(&mut self) {
        let own = self.context.currency;
        let stated = self.cell("currency").map(crate::Currency::from_code);
        if stated.is_some_and(|stated| stated != Some(own)) {
            self.problems
                .push(Problem::new("currency", "other-currency").with("currency", own.code()));
        }
    }

    /// The party columns of orders and interactions.
    pub(super) fn party(&mut self) -> PartyKeys {
        let line = |cell: &str| text::one_line(cell);
        let phone = self
            .cell("party_phone")
            .map(|cell| contacts::phone(cell, None));
        let email = self
            .cell("party_email")
            .map(|cell| contacts::email(cell, None));
        if phone == Some(None) {
            self.wrong("party_phone", "bad-phone");
        }
        if email == Some(None) {
            self.wrong("party_email", "bad-email");
        }
        let keys = PartyKeys {
            code: self.cell("party_code").map(line),
            phone: phone.flatten().map(|phone| phone.value),
            email: email.flatten().map(|email| email.value),
            name: self
                .cell("party_name")
                .map(|name| quen_vietnam::names::tidy(name).into_owned()),
        };
        if keys.is_empty() {
            self.wrong("party_code", "no-party");
        }
        keys
    }
}
