//! Neighbours of the vectors: optional inputs of the contract, lines that cannot be answered, and lines that
//! must fail closed.

use quen_vietnam::locale::{LocaleError, answer};
use serde_json::{Value, json};

fn get(section: &str, line: Value, key: &str) -> Value {
    answer(section, &line)
        .ok()
        .and_then(|out| out.get(key).cloned())
        .unwrap_or(Value::Null)
}

#[test]
fn reconcile_knows_every_state_of_the_contract() {
    let order = |more: Value| {
        let mut line = json!({"order": "QN00012345", "order_total": 1_250_000});
        line.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        line
    };
    for (line, state) in [
        (order(json!({"payments": [500_000, 750_000]})), "paid"),
        (
            order(json!({"payments": [500_000], "paid": 750_000})),
            "paid",
        ),
        (
            order(json!({"payments": [500_000, 750_000], "paid": 1_250_000})),
            "paid",
        ),
        (
            order(
                json!({"payments": [{"id": "a", "amount": 1_250_000}, {"id": "a", "amount": 1_250_000}]}),
            ),
            "paid",
        ),
        (order(json!({"payments": [500_000]})), "partial"),
        (order(json!({"paid": 1_250_001})), "overpaid"),
        (
            order(json!({"paid": 1_250_000, "transfer_type": "in"})),
            "paid",
        ),
        (
            order(json!({"paid": 1_250_000, "transfer_type": "out"})),
            "ignored",
        ),
        (
            order(json!({"paid": 1_250_000, "order_status": "cancelled"})),
            "unmatched_queue_with_suggestion",
        ),
        (
            order(json!({"paid": 1_250_000, "order_status": "open"})),
            "paid",
        ),
        (
            order(json!({"paid": 1_250_000, "account_number": "999"})),
            "rejected",
        ),
        (
            order(json!({"paid": 1_250_000, "account_number": "1", "our_accounts": ["1", "2"]})),
            "paid",
        ),
        (
            order(json!({"paid": 1_250_000, "account_number": "3", "our_accounts": ["1", "2"]})),
            "rejected",
        ),
        (
            order(json!({"paid": 1_250_000, "same_transaction_id_twice": true})),
            "processed_once",
        ),
        (json!({"order": "QN00099999", "paid": 5}), "unmatched_queue"),
        (
            json!({"order": "QN00012345", "order_status": "cancelled", "paid": 5}),
            "unmatched_queue_with_suggestion",
        ),
        (
            json!({"order": null, "paid": 5, "transfer_type": "out"}),
            "ignored",
        ),
    ] {
        assert_eq!(
            get("payment_memo.reconcile", line.clone(), "expect"),
            state,
            "{line}"
        );
    }
    assert_eq!(
        get(
            "payment_memo.reconcile",
            order(json!({"payments": [1, 2]})),
            "remaining"
        ),
        1_249_997
    );
}

#[test]
fn the_gate_reads_both_clocks_and_fails_closed() {
    let line = |more: Value| {
        let mut line =
            json!({"channel": "sms", "kind": "ad", "consent": true, "dnc": false, "sent_24h": 0});
        line.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        line
    };
    for (line, verdict) in [
        (line(json!({"utc": "2026-11-23T00:00:00Z"})), "allow"),
        (line(json!({"utc": "2026-11-22T23:59:00Z"})), "deny"),
        (line(json!({"utc": "2026-11-23T14:59"})), "allow"),
        (line(json!({"utc": "2026-11-23T15:00"})), "deny"),
        (line(json!({"local": "2026-11-23T09:00+09:00"})), "allow"),
        (line(json!({"local": "2026-11-23T08:59+09:00"})), "deny"),
        (
            line(json!({"local": "2026-11-23T23:00", "custom_hours_agreed": true})),
            "allow",
        ),
        (
            line(json!({"local": "2026-11-23T10:00", "unsubscribed": true})),
            "deny",
        ),
        (
            line(json!({"local": "2026-11-23T10:00", "consent": null})),
            "deny",
        ),
        (
            line(json!({"local": "2026-11-23T10:00", "dnc": null})),
            "deny",
        ),
        (
            line(json!({"local": "2026-11-23T10:00", "sent_24h": null})),
            "deny",
        ),
        (
            line(json!({"local": "2026-11-23T10:00", "sent_24h": 2})),
            "allow",
        ),
        (
            line(json!({"local": "2026-11-23T10:00", "channel": "pigeon"})),
            "deny",
        ),
        (
            line(json!({"local": "2026-11-23T10:00", "kind": "care", "consent": false})),
            "allow_if_no_offer",
        ),
        (
            line(json!({"local": "2026-11-23T10:00", "kind": null})),
            "allow",
        ),
    ] {
        assert_eq!(
            get("compliance.ad_gate", line.clone(), "expect"),
            verdict,
            "{line}"
        );
    }
}

#[test]
fn calendars_answer_null_for_days_that_do_not_exist() {
    for line in [
        json!({"lunar": [30, 12, 2025]}),
        json!({"lunar": [1, 1, 2026], "leap": true}),
        json!({"lunar": [-1, 1, 2026]}),
    ] {
        assert_eq!(
            answer("calendar.lunar_to_solar", &line).unwrap()["solar"],
            Value::Null,
            "{line}"
        );
    }
    assert_eq!(
        answer("calendar.solar_to_lunar", &json!({"solar": "1800-01-01"})).unwrap()["lunar_day"],
        Value::Null
    );
    let birthday = |line| get("calendar.birthdays", line, "celebrate");
    assert_eq!(
        birthday(json!({"birth_lunar": [23, 12], "year": 2026})),
        "2026-02-10"
    );
    assert_eq!(
        birthday(json!({"birth_lunar": [23, 12], "lunar_year": 2026})),
        "2027-01-30"
    );
    assert_eq!(
        birthday(json!({"birth_solar": "1996-02-29", "year": 2028})),
        "2028-02-29"
    );
    assert_eq!(
        birthday(json!({"birth_solar": "1996-02-29", "from": "2026-03-01"})),
        "2027-02-28"
    );
    let days = |line| get("calendar.business_days", line, "expect");
    assert_eq!(
        days(json!({"start": "2026-11-20", "add_business_days": 1, "working_week": "mon_sat"})),
        "2026-11-21"
    );
    assert_eq!(
        days(json!({"start": "2026-11-20", "add_business_days": 1, "days_off": ["2026-11-23"]})),
        "2026-11-25"
    );
    assert_eq!(
        days(json!({"start": "2026-11-25", "add_business_days": -1})),
        "2026-11-23"
    );
}

#[test]
fn totals_take_many_rates_and_odd_numbers() {
    let lines = json!({"lines": [
        {"qty": 0.1, "price": 5, "rate": "5%"},
        {"qty": "3", "price": 10_000, "rate": "KKKNT", "disc_pct": 2.5},
        {"qty": -1, "price": 100_000, "rate": "8%"},
        {"qty": 1, "price": 7, "rate": "0%"},
        {"qty": 1e1, "price": 15, "rate": "10%"},
    ]});
    let expect = get("money.invoice_totals", lines, "expect");
    assert_eq!(expect["lines"][0]["gross"], 1);
    assert_eq!(expect["lines"][1]["discount"], 750);
    let rates: Vec<&str> = expect["by_rate"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|group| group["rate"].as_str())
        .collect();
    assert_eq!(rates, ["0%", "10%", "5%", "8%", "KKKNT"]);
    assert_eq!(
        expect["grand_total_words"],
        "Âm bảy mươi tám nghìn năm trăm bảy mươi bảy đồng"
    );
}

#[test]
fn lines_that_cannot_be_answered_name_the_field_and_not_its_value() {
    for (section, line, field) in [
        ("money.words", json!({"n": "secret"}), "n"),
        ("money.words", json!({}), "n"),
        ("money.words", json!(["n"]), "object"),
        (
            "money.invoice_totals",
            json!({"lines": [{"qty": 1, "price": 1, "rate": "secret"}]}),
            "rate",
        ),
        (
            "calendar.solar_to_lunar",
            json!({"solar": "secret"}),
            "solar",
        ),
        (
            "vietqr.encode",
            json!({"bank_bin": "970436", "account": "1", "amount": -1}),
            "amount",
        ),
        (
            "compliance.ad_gate",
            json!({"channel": "sms", "local": "secret"}),
            "local",
        ),
        (
            "compliance.breach",
            json!({"event": "x", "at": "secret"}),
            "at",
        ),
    ] {
        match answer(section, &line) {
            Err(LocaleError::BadInput(what)) => {
                assert!(
                    what.contains(field) && !what.contains("secret"),
                    "{section}: {what}"
                );
            }
            other => panic!("{section}: {other:?}"),
        }
    }
    assert!(matches!(
        answer("money.nothing", &json!({})),
        Err(LocaleError::UnknownSection(_))
    ));
    assert!(matches!(
        answer("money", &json!({})),
        Err(LocaleError::UnknownSection(_))
    ));
}

#[test]
fn refused_codes_say_why() {
    for line in [
        json!({"bank_bin": "97043", "account": "1"}),
        json!({"bank_bin": "970436", "account": ""}),
        json!({"bank_bin": "970436", "account": "12345678901234567890"}),
        json!({"bank_bin": "970436", "account": "1", "amount": 99_999_999_999_999i64}),
        json!({"bank_bin": "970436", "account": "1", "service": "x"}),
    ] {
        let out = answer("vietqr.encode", &line).unwrap();
        assert!(out["payload"].is_null() && out["why"].is_string(), "{line}");
    }
}
