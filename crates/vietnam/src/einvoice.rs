//! Electronic invoices as XML: writes an unsigned draft and reads what a provider sends back.
//! Never numbers, signs, codes or sends an invoice: that is for a licensed provider or the seller's own
//! software. A draft therefore has no `SHDon`, no `MCCQT` and no `DSCKS`.
//!
//! Source: tag names and nesting of Decision 1450/QĐ-TCT as public parsers of real invoices show them
//! (`PBan` 2.0.0 to 2.1.0). The order of elements inside `TToan` and the length limits are not verified;
//! whether the decision was re-issued after 1 July 2026 is not known.

mod draft;
mod read;
mod tree;

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::dated::Table;
use crate::invoice_totals::{Discount, Exact, TotalsError};
use crate::vat::Rate;

pub use draft::draft_xml;
pub use read::{Invoice, InvoiceLine, InvoiceParty, InvoiceRate, read};

/// What a draft is made of. Amounts in whole đồng: drafts in other currencies are not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Form digit `1` to `9` (`KHMSHDon`).
    pub form: char,
    /// Six characters (`KHHDon`): `C26TYY`.
    pub serial: String,
    pub date: NaiveDate,
    /// How it is paid (`HTTToan`): `TM/CK`.
    pub payment: String,
    pub seller: Seller,
    pub buyer: Buyer,
    pub lines: Vec<DraftLine>,
}

/// Who sells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seller {
    pub name: String,
    pub tax_code: String,
    pub address: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub bank_account: Option<String>,
    pub bank_name: Option<String>,
    pub website: Option<String>,
}

/// Who buys. All empty: a consumer who gives no name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buyer {
    /// Name of the organisation (`Ten`).
    pub company: Option<String>,
    /// Name of the person (`HVTNMHang`).
    pub person: Option<String>,
    pub tax_code: Option<String>,
    /// Personal id of a person without a tax code (`CCCDan`).
    pub personal_id: Option<String>,
    pub address: Option<String>,
    /// The seller's code for the customer (`MKHang`).
    pub code: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// One line of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    pub nature: Nature,
    pub code: Option<String>,
    pub name: String,
    pub unit: Option<String>,
    pub quantity: Exact,
    pub unit_price: i64,
    pub rate: Rate,
    pub discount: Discount,
}

/// What a line is (`TChat`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// 1: goods or a service.
    Goods,
    /// 2: given for promotion, without price.
    Promotion,
    /// 3: a discount on the whole, taken off the total.
    Discount,
    /// 4: a remark without amount.
    Note,
}

impl Nature {
    /// The digit in the XML.
    pub fn digit(self) -> char {
        match self {
            Self::Goods => '1',
            Self::Promotion => '2',
            Self::Discount => '3',
            Self::Note => '4',
        }
    }
}

/// Why a draft cannot be written or a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EInvoiceError {
    /// Form and serial are no invoice symbol.
    Symbol(crate::invoice_symbol::SymbolError),
    /// The lines cannot be added up.
    Totals(TotalsError),
    /// A draft without lines, or a seller without name, tax code or address; names the element.
    Missing(&'static str),
    /// The text is not well-formed XML, or is nested without sense.
    Xml(String),
    /// Well-formed, but no invoice: the element that lacks.
    NotAnInvoice(&'static str),
}

impl std::fmt::Display for EInvoiceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Symbol(error) => write!(f, "invoice symbol: {error}"),
            Self::Totals(error) => write!(f, "totals: {error}"),
            Self::Missing(element) => write!(f, "{element} is missing"),
            Self::Xml(error) => write!(f, "not readable as XML: {error}"),
            Self::NotAnInvoice(element) => write!(f, "not an invoice: {element} is missing"),
        }
    }
}

impl std::error::Error for EInvoiceError {}

/// Texts the law or the format fixes, by date: `unnamed_consumer`, `xml_version`.
pub fn texts() -> &'static Table<FixedText> {
    static TABLE: OnceLock<Table<FixedText>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../data/invoice_texts.csv")))
}

/// One fixed text.
#[derive(Debug, Clone, Deserialize)]
pub struct FixedText {
    pub key: String,
    pub text: String,
}

fn fixed_text(key: &str, on: NaiveDate) -> &'static str {
    texts()
        .find(on, |entry| entry.key == key)
        .map(|row| row.value.text.as_str())
        .unwrap_or_default()
}
