//! `vietqr.*` and `payment_memo.*`: payment codes and what a transfer does to an order.

use serde_json::{Value, json};

use super::fields::{Line, whole};
use super::{LocaleError, Rule};
use crate::payment_memo::{self, Outcome, Payment, Settlement};
use crate::vietqr::{self, Payload, Service, Transfer};

pub fn qr_rule(part: &str) -> Option<Rule> {
    Some(match part {
        "encode" => encode,
        "decode" | "reject" => decode,
        "purpose_ascii" => purpose_ascii,
        _ => return None,
    })
}

pub fn memo_rule(part: &str) -> Option<Rule> {
    Some(match part {
        "match" => codes,
        "reconcile" => reconcile,
        _ => return None,
    })
}

fn encode(line: &Line<'_>) -> Result<Value, LocaleError> {
    let owned = |key| line.text_or_none(key).map(|text| text.map(str::to_owned));
    let amount = match line.whole_or_none("amount")? {
        Some(amount) => Some(
            u64::try_from(amount)
                .map_err(|_| LocaleError::BadInput("amount: not below zero".into()))?,
        ),
        None => None,
    };
    let transfer = Transfer {
        bank_bin: line.text("bank_bin")?.to_owned(),
        account: line.text("account")?.to_owned(),
        service: Service::from_code(line.text_or_none("service")?.unwrap_or("QRIBFTTA")),
        amount: amount.filter(|amount| *amount > 0),
        bill_number: owned("bill_number")?,
        reference: owned("reference")?,
        purpose: owned("purpose")?,
    };
    let payload = vietqr::encode(&transfer);
    let crc = payload
        .as_ref()
        .ok()
        .and_then(|text| text.get(text.len().saturating_sub(4)..));
    line.with([
        ("payload", Some(json!(payload.as_ref().ok()))),
        ("crc", Some(json!(crc))),
        (
            "why",
            payload.as_ref().err().map(|error| json!(error.to_string())),
        ),
    ])
}

fn decode(line: &Line<'_>) -> Result<Value, LocaleError> {
    let read = vietqr::decode(line.text("payload")?);
    let (transfer, scheme) = match &read {
        Ok(Payload::Transfer(transfer)) => (Some(transfer), Some("VietQR")),
        Ok(Payload::OtherScheme(scheme)) => (None, Some(scheme.as_str())),
        Err(_) => (None, None),
    };
    let text =
        |value: fn(&Transfer) -> Option<&str>| transfer.and_then(value).map(|text| json!(text));
    line.with([
        ("valid", Some(json!(read.is_ok()))),
        ("scheme", scheme.map(|scheme| json!(scheme))),
        ("bank_bin", text(|transfer| Some(&transfer.bank_bin))),
        ("account", text(|transfer| Some(&transfer.account))),
        ("service", text(|transfer| Some(transfer.service.code()))),
        ("amount", transfer.map(|transfer| json!(transfer.amount))),
        (
            "bill_number",
            text(|transfer| transfer.bill_number.as_deref()),
        ),
        ("reference", text(|transfer| transfer.reference.as_deref())),
        ("purpose", text(|transfer| transfer.purpose.as_deref())),
        (
            "why",
            read.as_ref().err().map(|error| json!(error.to_string())),
        ),
    ])
}

fn purpose_ascii(line: &Line<'_>) -> Result<Value, LocaleError> {
    line.with([(
        "expect",
        Some(json!(vietqr::ascii_purpose(line.text("input")?))),
    )])
}

fn codes(line: &Line<'_>) -> Result<Value, LocaleError> {
    line.with([(
        "expect_codes",
        Some(json!(payment_memo::codes(line.text("content")?))),
    )])
}

fn reconcile(line: &Line<'_>) -> Result<Value, LocaleError> {
    let payments = payments(line)?;
    let order = line.text_or_none("order")?;
    let status = line.text_or_none("order_status")?.unwrap_or_default();
    let cancelled = matches!(status, "cancelled" | "canceled");
    // The total of a cancelled order does not matter.
    let total = line
        .whole_or_none("order_total")?
        .or(cancelled.then_some(0));
    let outcome = payment_memo::settle(&Settlement {
        order_total: order.and(total),
        order_cancelled: cancelled,
        incoming: line
            .text_or_none("transfer_type")?
            .is_none_or(|direction| direction == "in"),
        our_account: our_account(line)?,
        seen_before: line
            .flag_or_none("same_transaction_id_twice")?
            .unwrap_or(false),
        payments: &payments,
    });
    let (remaining, over) = match outcome {
        Outcome::Partial { remaining } => (Some(json!(remaining)), None),
        Outcome::Overpaid { over } => (None, Some(json!(over))),
        _ => (None, None),
    };
    let suggestion = (outcome == Outcome::UnmatchedWithSuggestion).then(|| json!(order));
    line.with([
        ("expect", Some(json!(outcome.key()))),
        ("remaining", remaining),
        ("over", over),
        ("suggestion", suggestion),
    ])
}

/// `payments` (amounts, or objects with `amount` and perhaps `id`) and `paid`. `paid` beside payments is one
/// more payment unless it is their sum.
fn payments<'a>(line: &Line<'a>) -> Result<Vec<Payment<'a>>, LocaleError> {
    let listed = line.list_or_none("payments")?.unwrap_or_default();
    let mut payments = listed.iter().map(payment).collect::<Result<Vec<_>, _>>()?;
    let sum = payments
        .iter()
        .fold(0i64, |sum, payment| sum.saturating_add(payment.amount));
    if let Some(paid) = line
        .whole_or_none("paid")?
        .filter(|paid| payments.is_empty() || *paid != sum)
    {
        payments.push(Payment {
            id: None,
            amount: paid,
        });
    }
    Ok(payments)
}

fn payment(value: &Value) -> Result<Payment<'_>, LocaleError> {
    if let Some(amount) = whole(value) {
        return Ok(Payment { id: None, amount });
    }
    let line = Line::read(value)?;
    let amount = match line.whole_or_none("amount")? {
        Some(amount) => amount,
        None => line.whole("paid")?,
    };
    let id = line
        .text_or_none("id")?
        .or(line.text_or_none("transaction_id")?);
    Ok(Payment { id, amount })
}

/// Without an account in the line it is ours. One that is named must be `our_account` or stand among
/// `our_accounts`; when both are missing nothing proves it ours, so it is not.
fn our_account(line: &Line<'_>) -> Result<bool, LocaleError> {
    let Some(account) = line.text_or_none("account_number")? else {
        return Ok(true);
    };
    let ours = line.list_or_none("our_accounts")?.unwrap_or_default();
    Ok(ours
        .iter()
        .filter_map(Value::as_str)
        .any(|own| own == account))
}
