//! VietQR payment codes: the text behind the picture, written and read. Never draws the picture, never
//! trusts a text whose checksum does not fit.
//!
//! Source: EMVCo merchant-presented QR (two-digit tag, two-digit length, value; tag 63 is CRC-16/CCITT-FALSE
//! over all before it, `6304` included) with the NAPAS template 38 (GUID A000000727). Checked against NAPAS
//! samples and npm vietnam-qr-pay 1.5.1.

mod purpose;
mod read;
mod tlv;

pub use purpose::ascii_purpose;
pub use read::{QrError, decode};
pub use tlv::crc16;

use tlv::{digits, field};

/// NAPAS's identifier inside template 38.
const NAPAS_GUID: &str = "A000000727";
/// Longest purpose public libraries write; banks may cut shorter.
pub const PURPOSE_LIMIT: usize = 25;

/// What the code asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// BIN of the bank, six digits.
    pub bank_bin: String,
    /// Account or card number, 1 to 19 letters or digits.
    pub account: String,
    pub service: Service,
    /// Whole đồng; `None` lets the payer type it.
    pub amount: Option<u64>,
    /// Bill number (62-01).
    pub bill_number: Option<String>,
    /// Reference label (62-05).
    pub reference: Option<String>,
    /// What the payer's bank writes into the transfer (62-08).
    pub purpose: Option<String>,
}

/// Where the money goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Service {
    /// To an account: `QRIBFTTA`.
    Account,
    /// To a card: `QRIBFTTC`.
    Card,
    /// Another NAPAS service, such as `QRPUSH`.
    Other(String),
}

impl Service {
    /// The word inside the code.
    pub fn code(&self) -> &str {
        match self {
            Self::Account => "QRIBFTTA",
            Self::Card => "QRIBFTTC",
            Self::Other(code) => code,
        }
    }

    /// The service of a word.
    pub fn from_code(code: &str) -> Self {
        match code {
            "QRIBFTTA" => Self::Account,
            "QRIBFTTC" => Self::Card,
            other => Self::Other(other.to_owned()),
        }
    }
}

/// A code that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    Transfer(Transfer),
    /// A sound payment code of another scheme: `VNPAY`, or the identifier it carries.
    OtherScheme(String),
}

/// Why no code can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodeError {
    /// The BIN is not six digits.
    BankBin,
    /// The account is empty, longer than 19, or has other characters than letters and digits.
    Account,
    /// The amount is zero or has more than 13 digits.
    Amount,
    /// Bill number or reference are empty, too long or not plain ASCII.
    Reference,
    /// The service code is not 1 to 10 capital letters.
    Service,
}

impl std::fmt::Display for EncodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::BankBin => "a bank BIN has six digits",
            Self::Account => "an account has 1 to 19 letters or digits",
            Self::Amount => "an amount is a whole number of đồng above 0 with at most 13 digits",
            Self::Reference => "bill number and reference take 1 to 25 plain characters",
            Self::Service => "a service code has 1 to 10 capital letters",
        })
    }
}

impl std::error::Error for EncodeError {}

/// Writes the text of the code. The purpose is folded to ASCII and cut to 25 characters, so put the order
/// code first; everything else must already be fit to write.
pub fn encode(transfer: &Transfer) -> Result<String, EncodeError> {
    let method = if transfer.amount.is_some() {
        "12"
    } else {
        "11"
    };
    let mut out = field("00", "01");
    out += &field("01", method);
    out += &field("38", &account_template(transfer)?);
    out += &field("53", "704");
    if let Some(amount) = transfer.amount {
        let amount = amount.to_string();
        if amount == "0" || amount.len() > 13 {
            return Err(EncodeError::Amount);
        }
        out += &field("54", &amount);
    }
    out += &field("58", "VN");
    let additional = additional_template(transfer)?;
    if !additional.is_empty() {
        out += &field("62", &additional);
    }
    out += "6304";
    let crc = crc16(out.as_bytes());
    Ok(format!("{out}{crc:04X}"))
}

fn account_template(transfer: &Transfer) -> Result<String, EncodeError> {
    if !(transfer.bank_bin.len() == 6 && digits(&transfer.bank_bin)) {
        return Err(EncodeError::BankBin);
    }
    let account = &transfer.account;
    if account.is_empty()
        || account.len() > 19
        || !account.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        return Err(EncodeError::Account);
    }
    let service = transfer.service.code();
    if service.is_empty() || service.len() > 10 || !service.bytes().all(|b| b.is_ascii_uppercase())
    {
        return Err(EncodeError::Service);
    }
    let beneficiary = field("00", &transfer.bank_bin) + &field("01", account);
    Ok(field("00", NAPAS_GUID) + &field("01", &beneficiary) + &field("02", service))
}

fn additional_template(transfer: &Transfer) -> Result<String, EncodeError> {
    let mut out = String::new();
    for (tag, value) in [("01", &transfer.bill_number), ("05", &transfer.reference)] {
        if let Some(value) = value {
            let plain = value.bytes().all(|b| (b' '..=b'~').contains(&b));
            if value.is_empty() || value.len() > PURPOSE_LIMIT || !plain {
                return Err(EncodeError::Reference);
            }
            out += &field(tag, value);
        }
    }
    let purpose = transfer
        .purpose
        .as_deref()
        .map(ascii_purpose)
        .unwrap_or_default();
    if !purpose.is_empty() {
        out += &field("08", &purpose);
    }
    Ok(out)
}
