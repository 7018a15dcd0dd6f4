//! Rules of Vietnamese business life as pure functions: phones, names, addresses, money, calendars,
//! tax codes, VietQR and message law. No IO, no clock: every date that matters is an argument.

pub mod address;
pub mod banks;
pub mod calendar;
pub mod collation;
pub mod dated;
pub mod einvoice;
pub mod encoding;
pub mod fold;
pub mod glossary;
pub mod import_headers;
pub mod invoice_symbol;
pub mod invoice_totals;
pub mod locale;
pub mod lunar;
pub mod message_law;
pub mod money;
pub mod names;
pub mod number_words;
pub mod occasions;
pub mod payment_memo;
pub mod personal_id;
pub mod phone;
pub mod sayings;
pub mod tax_code;
pub mod telex;
pub mod tone_style;
pub mod vat;
pub mod vietqr;
