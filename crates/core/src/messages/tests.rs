//! The gate against the vectors of the law, and against courtesy.

use chrono::{NaiveDateTime, TimeZone};
use serde_json::Value as Json;

use super::*;

fn known() -> Known {
    Known {
        reachable: true,
        address: true,
        consent: Some(true),
        any_hour: false,
        do_not_call: Some(false),
        ads_last_day: Some(0),
        days_this_week: 0,
        days_this_month: 0,
        days_this_quarter: 0,
        hours: None,
        zone: VIETNAM,
    }
}

fn at(local: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap();
    VIETNAM.from_local_datetime(&local).unwrap().to_utc()
}

fn first(message: Outgoing<'_>, known: &Known, when: &str) -> Option<String> {
    let judged = judge(message, known, &House::default(), at(when));
    assert_eq!(judged.allowed, judged.reasons.is_empty());
    judged.reasons.first().map(|reason| reason.key.clone())
}

const fn sent<'a>(channel: &'a str, purpose: &'a str) -> Outgoing<'a> {
    Outgoing {
        channel,
        purpose,
        automatic: true,
    }
}

/// Monday, 16 November 2026: no holiday near.
const NOON: &str = "2026-11-16T12:00";

#[test]
fn the_laws_examples_pass_the_products_gate_alike() {
    let text = include_str!("../../../vietnam/tests/vectors/compliance.json");
    let file: Json = serde_json::from_str(text).unwrap();
    let vectors = file["vectors"]["ad_gate"].as_array().unwrap();
    assert!(vectors.len() >= 11);
    for line in vectors {
        let channel = match line["channel"].as_str().unwrap() {
            "call" => "phone",
            other => other,
        };
        let purpose = match line["kind"].as_str().unwrap() {
            "transactional" => "service",
            other => other,
        };
        let mut facts = known();
        facts.do_not_call = line["dnc"].as_bool();
        facts.ads_last_day = line["sent_24h"]
            .as_u64()
            .and_then(|n| u32::try_from(n).ok());
        // What the example calls no consent is none that was given; a message about an order needs none.
        facts.consent = line["consent"].as_bool().filter(|given| *given);
        let judged = judge(
            sent(channel, purpose),
            &facts,
            &House::default(),
            at(line["local"].as_str().unwrap()),
        );
        let expected = line["expect"].as_str() == Some("allow");
        assert_eq!(judged.allowed, expected, "{line}: {:?}", judged.reasons);
    }
}

#[test]
fn silence_is_no_consent_and_a_no_stops_everything() {
    let silent = Known {
        consent: None,
        ..known()
    };
    assert_eq!(
        first(sent("email", "ads"), &silent, NOON).as_deref(),
        Some("ad-gate-no-consent")
    );
    assert_eq!(first(sent("email", "care"), &silent, NOON), None);
    assert_eq!(first(sent("email", "service"), &silent, NOON), None);
    let refused = Known {
        consent: Some(false),
        ..known()
    };
    for purpose in ["ads", "care", "service"] {
        assert_eq!(
            first(sent("email", purpose), &refused, NOON).as_deref(),
            Some("gate-refused"),
            "{purpose}"
        );
    }
    assert!(judge(sent("email", "care"), &known(), &House::default(), at(NOON)).without_offer);
}

#[test]
fn what_is_not_known_denies() {
    let unlisted = Known {
        do_not_call: None,
        ..known()
    };
    assert_eq!(
        first(sent("sms", "ads"), &unlisted, NOON).as_deref(),
        Some("ad-gate-do-not-call-unchecked")
    );
    let uncounted = Known {
        ads_last_day: None,
        ..known()
    };
    assert_eq!(
        first(sent("email", "ads"), &uncounted, NOON).as_deref(),
        Some("ad-gate-count-unknown")
    );
    assert_eq!(
        first(sent("pigeon", "ads"), &known(), NOON).as_deref(),
        Some("ad-gate-no-rule")
    );
    let newsletter = Known {
        consent: None,
        ..known()
    };
    assert_eq!(
        first(sent("email", "newsletter"), &newsletter, NOON).as_deref(),
        Some("ad-gate-no-consent")
    );
    let gone = Known {
        reachable: false,
        address: false,
        ..known()
    };
    assert_eq!(
        first(sent("email", "service"), &gone, NOON).as_deref(),
        Some("gate-gone")
    );
}

#[test]
fn nothing_rings_at_night_where_the_customer_is() {
    let paris = Known {
        zone: Tz::Europe__Paris,
        ..known()
    };
    // Noon in Đà Nẵng is six in the morning in Paris.
    assert_eq!(
        first(sent("sms", "ads"), &paris, NOON).as_deref(),
        Some("ad-gate-before-window")
    );
    assert_eq!(
        first(sent("sms", "care"), &paris, NOON).as_deref(),
        Some("gate-quiet")
    );
    assert_eq!(first(sent("email", "care"), &paris, NOON), None);
    assert_eq!(first(sent("sms", "ads"), &paris, "2026-11-16T16:00"), None);
    // Evening in Paris is night in Vietnam: the law counts there.
    assert_eq!(
        first(sent("sms", "ads"), &paris, "2026-11-16T23:30").as_deref(),
        Some("ad-gate-after-window")
    );
    let by_hand = Outgoing {
        automatic: false,
        ..sent("sms", "care")
    };
    assert_eq!(
        first(by_hand, &paris, NOON),
        None,
        "a person may know better"
    );
}

#[test]
fn the_hours_a_customer_asked_for_hold_for_people_too() {
    let afternoons = Known {
        hours: Some((14, 17)),
        ..known()
    };
    let by_hand = Outgoing {
        automatic: false,
        ..sent("phone", "care")
    };
    assert_eq!(
        first(by_hand, &afternoons, NOON).as_deref(),
        Some("gate-hours")
    );
    assert_eq!(first(by_hand, &afternoons, "2026-11-16T14:00"), None);
    assert_eq!(
        first(by_hand, &afternoons, "2026-11-16T17:00").as_deref(),
        Some("gate-hours")
    );
    assert_eq!(first(sent("phone", "service"), &afternoons, NOON), None);
}

#[test]
fn holidays_and_tet_are_left_in_peace() {
    for (day, key) in [
        ("2026-09-02T10:00", "gate-holiday"),
        ("2026-02-12T10:00", "gate-tet"),
        ("2026-07-27T10:00", "gate-solemn"),
    ] {
        assert_eq!(
            first(sent("email", "ads"), &known(), day).as_deref(),
            Some(key)
        );
        assert_eq!(first(sent("email", "care"), &known(), day), None, "{day}");
    }
}

#[test]
fn a_cap_lets_something_out_or_is_no_cap() {
    assert!(House::default().is_sound());
    for wrong in [0, 31] {
        let house = House {
            month_cap: wrong,
            ..House::default()
        };
        assert!(!house.is_sound(), "{wrong}");
    }
    let stored: House = serde_json::from_str(r#"{"week_cap":2,"quarter_cap":8}"#).unwrap();
    assert_eq!(
        stored.month_cap,
        House::default().month_cap,
        "settings of before"
    );
}

#[test]
fn too_often_is_too_often_over_all_channels() {
    let week = Known {
        days_this_week: 3,
        ..known()
    };
    assert_eq!(
        first(sent("zalo", "care"), &week, NOON).as_deref(),
        Some("gate-week")
    );
    let by_hand = Outgoing {
        automatic: false,
        ..sent("zalo", "care")
    };
    assert_eq!(first(by_hand, &week, NOON), None);
    assert_eq!(first(sent("zalo", "service"), &week, NOON), None);
    let month = Known {
        days_this_month: 10,
        days_this_quarter: 24,
        ..known()
    };
    let judged = judge(sent("zalo", "care"), &month, &House::default(), at(NOON));
    assert_eq!(
        judged.reasons,
        [Reason::new("gate-month").with("cap", Value::Count(10))],
        "the shortest full window is said"
    );
    let quarter = Known {
        days_this_quarter: 24,
        ..known()
    };
    assert_eq!(
        first(sent("zalo", "ads"), &quarter, NOON).as_deref(),
        Some("gate-quarter")
    );
}
