//! Reads a payment code back and says why it is refused. Fields may stand in any order between the first
//! (00) and the last (63), and fields this crate does not write (52, 59, 60, …) are skipped.

use super::tlv::{TlvError, crc16, digits, fields};
use super::{NAPAS_GUID, Payload, Service, Transfer};

/// VNPAY's identifier, carried in template 26.
const VNPAY_GUID: &str = "A000000775";

/// Why a text is no payment code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QrError {
    /// The text does not begin with `000201`.
    NotEmv,
    /// The text ends early: its checksum or part of a field is missing.
    Truncated,
    /// The checksum does not fit the text.
    Checksum,
    /// Tags, lengths or repeated fields make no sense.
    Malformed,
    /// No field says who is paid.
    NoAccount,
    /// The bank's BIN is not six digits.
    BankBin,
    /// The account number is empty, too long or has odd characters.
    Account,
    /// The amount is not a whole number of đồng above zero.
    Amount,
    /// The currency is not the đồng (704).
    Currency,
    /// The country is not Vietnam.
    Country,
}

impl QrError {
    /// Key of the message in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotEmv => "vietqr-not-a-payment-code",
            Self::Truncated => "vietqr-truncated",
            Self::Checksum => "vietqr-checksum",
            Self::Malformed => "vietqr-malformed",
            Self::NoAccount => "vietqr-no-account",
            Self::BankBin => "vietqr-bank",
            Self::Account => "vietqr-account",
            Self::Amount => "vietqr-amount",
            Self::Currency => "vietqr-currency",
            Self::Country => "vietqr-country",
        }
    }
}

impl std::fmt::Display for QrError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotEmv => "does not begin with 000201",
            Self::Truncated => "truncated",
            Self::Checksum => "crc",
            Self::Malformed => "fields make no sense",
            Self::NoAccount => "no field says who is paid",
            Self::BankBin => "bank BIN",
            Self::Account => "account number",
            Self::Amount => "amount",
            Self::Currency => "currency is not 704",
            Self::Country => "country is not VN",
        })
    }
}

impl std::error::Error for QrError {}

impl From<TlvError> for QrError {
    fn from(error: TlvError) -> Self {
        match error {
            TlvError::Truncated => Self::Truncated,
            TlvError::NotDigits | TlvError::Duplicate => Self::Malformed,
        }
    }
}

/// Reads the text of a code; white space around it is ignored.
pub fn decode(text: &str) -> Result<Payload, QrError> {
    let text = text.trim();
    if !text.starts_with("000201") {
        return Err(QrError::NotEmv);
    }
    check_crc(text)?;
    let fields = Fields(fields(text)?);
    if fields.0.last().is_none_or(|(tag, _)| tag != "63") {
        return Err(QrError::Malformed);
    }
    match fields.template_of(NAPAS_GUID)? {
        Some(template) => transfer(&fields, &template).map(Payload::Transfer),
        None => other_scheme(&fields).map(Payload::OtherScheme),
    }
}

/// The checksum is looked at before the fields, for damage shows there first.
fn check_crc(text: &str) -> Result<(), QrError> {
    let split = text
        .len()
        .checked_sub(4)
        .filter(|at| text.is_char_boundary(*at))
        .ok_or(QrError::Truncated)?;
    let (body, crc) = text.split_at(split);
    if !body.ends_with("6304") {
        return Err(if fields(text).is_err() {
            QrError::Truncated
        } else {
            QrError::Malformed
        });
    }
    if crc == format!("{:04X}", crc16(body.as_bytes())) {
        Ok(())
    } else {
        Err(QrError::Checksum)
    }
}

struct Fields(Vec<(String, String)>);

impl Fields {
    fn get(&self, tag: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == tag)
            .map(|(_, value)| value.as_str())
    }

    /// The account template (tags 26 to 51) that carries this identifier.
    fn template_of(&self, guid: &str) -> Result<Option<Fields>, QrError> {
        for (tag, value) in &self.0 {
            if ("26"..="51").contains(&tag.as_str()) {
                let inner = Fields(fields(value)?);
                if inner.get("00") == Some(guid) {
                    return Ok(Some(inner));
                }
            }
        }
        Ok(None)
    }
}

fn transfer(all: &Fields, template: &Fields) -> Result<Transfer, QrError> {
    if all.get("53") != Some("704") {
        return Err(QrError::Currency);
    }
    if all.get("58").is_some_and(|country| country != "VN") {
        return Err(QrError::Country);
    }
    let beneficiary = Fields(fields(template.get("01").ok_or(QrError::NoAccount)?)?);
    let bank_bin = beneficiary
        .get("00")
        .filter(|bin| bin.len() == 6 && digits(bin))
        .ok_or(QrError::BankBin)?;
    let account = beneficiary
        .get("01")
        .filter(|number| is_account(number))
        .ok_or(QrError::Account)?;
    let additional = Fields(fields(all.get("62").unwrap_or_default())?);
    let text = |tag| additional.get(tag).map(str::to_owned);
    Ok(Transfer {
        bank_bin: bank_bin.to_owned(),
        account: account.to_owned(),
        service: Service::from_code(template.get("02").unwrap_or("QRIBFTTA")),
        amount: all.get("54").map(amount).transpose()?,
        bill_number: text("01"),
        reference: text("05"),
        purpose: text("08"),
    })
}

fn is_account(text: &str) -> bool {
    (1..=19).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn amount(text: &str) -> Result<u64, QrError> {
    let plain = digits(text) && text.len() <= 13;
    plain
        .then(|| text.parse().ok())
        .flatten()
        .filter(|amount| *amount > 0)
        .ok_or(QrError::Amount)
}

fn other_scheme(all: &Fields) -> Result<String, QrError> {
    if all.template_of(VNPAY_GUID)?.is_some() {
        return Ok("VNPAY".into());
    }
    let mut accounts = all
        .0
        .iter()
        .filter(|(tag, _)| ("02"..="51").contains(&tag.as_str()));
    let (tag, value) = accounts.next().ok_or(QrError::NoAccount)?;
    if tag.as_str() < "26" {
        return Ok("card".into());
    }
    Ok(Fields(fields(value)?)
        .get("00")
        .unwrap_or_default()
        .to_owned())
}
