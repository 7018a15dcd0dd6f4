//! The states of a promise and the rate of keeping.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::*;
use crate::Error;

const ME: Uuid = Uuid::from_u128(2);

fn now() -> DateTime<Utc> {
    "2026-03-02T02:00:00Z".parse().unwrap()
}

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
}

fn promised() -> Promise {
    Promise {
        party_id: Uuid::from_u128(9),
        text: "Giao trước 9 giờ".into(),
        due_on: Some(day(5)),
        ..Promise::new(Uuid::from_u128(1), now() - TimeDelta::days(3))
    }
}

fn agreement(due: u32) -> Agreement {
    Agreement {
        due_on: Some(day(due)),
        agreed: "chị đồng ý qua điện thoại".into(),
        ..Agreement::default()
    }
}

#[test]
fn a_promise_ends_once_and_can_be_opened_again() {
    let (kept, event) = keep(&promised(), Delivery::default(), day(2), ME, now()).unwrap();
    assert_eq!((kept.state.as_str(), kept.days_late()), ("kept", Some(-3)));
    assert_eq!(
        (event.name().as_str(), event.party_id),
        ("promises.kept", Some(kept.party_id))
    );
    let twice = broken(&kept, None, ME, now());
    assert_eq!(twice.unwrap_err(), Error::conflict("promise-settled"));
    let (open, _) = reopen(&kept, now()).unwrap();
    assert_eq!((open.state.as_str(), open.delivered_on), ("open", None));
    assert_eq!(
        reopen(&open, now()).unwrap_err(),
        Error::conflict("promise-open")
    );
}

#[test]
fn new_terms_need_the_customers_word() {
    let silent = Agreement {
        agreed: "  ".into(),
        ..agreement(9)
    };
    let refused = renegotiate(&promised(), &silent, day(2), now()).unwrap_err();
    assert_eq!(refused, Error::invalid("agreed", "required"));
    let (new, event) = renegotiate(&promised(), &agreement(9), day(2), now()).unwrap();
    assert_eq!(
        (new.state.as_str(), new.due_on, new.first_due_on),
        ("renegotiated", Some(day(9)), Some(day(5)))
    );
    assert_eq!(
        event.personal["due_on"],
        serde_json::json!(["2026-03-05", "2026-03-09"])
    );
    let (again, _) = renegotiate(&new, &agreement(12), day(2), now()).unwrap();
    assert_eq!(
        (again.renegotiations, again.first_due_on),
        (2, Some(day(5)))
    );
    let past = renegotiate(&promised(), &agreement(1), day(2), now()).unwrap_err();
    assert_eq!(past, Error::invalid("due_on", "in-past"));
    let same = renegotiate(&promised(), &agreement(5), day(2), now()).unwrap_err();
    assert_eq!(same, Error::invalid("due_on", "required"));
}

#[test]
fn nobody_moves_the_day_of_a_promise_in_silence() {
    let before = promised();
    let mut moved = Promise {
        due_on: Some(day(20)),
        updated_at: now(),
        ..before.clone()
    };
    assert_eq!(
        settle(Some(&before), &mut moved).unwrap_err(),
        Error::invalid("due_on", "needs-agreement")
    );
    let undated = Promise {
        due_on: None,
        ..before.clone()
    };
    assert!(settle(Some(&undated), &mut moved).is_ok());
    let mut handed = Promise {
        owner_id: Some(ME),
        updated_at: now(),
        ..before.clone()
    };
    assert!(settle(Some(&before), &mut handed).is_ok());
}

#[test]
fn a_broken_promise_made_good_stays_broken_in_the_rate() {
    let (lost, _) = broken(&promised(), Some("hết hàng".into()), ME, now()).unwrap();
    assert_eq!(
        mend(&promised(), "x", now()).unwrap_err(),
        Error::conflict("promise-not-broken")
    );
    assert_eq!(
        mend(&lost, " ", now()).unwrap_err(),
        Error::invalid("outcome", "required")
    );
    let (mended, _) = mend(&lost, "đổi 2 túi mới", now()).unwrap();
    assert_eq!(
        (mended.state.as_str(), mended.mended_at),
        ("broken", Some(now()))
    );
    assert_eq!(
        mend(&mended, "x", now()).unwrap_err(),
        Error::conflict("promise-mended")
    );
}

#[test]
fn what_is_delivered_is_not_delivered_tomorrow() {
    let tomorrow = Delivery {
        on: Some(day(3)),
        ..Delivery::default()
    };
    let refused = keep(&promised(), tomorrow, day(2), ME, now()).unwrap_err();
    assert_eq!(refused, Error::invalid("delivered_on", "in-future"));
    let long = Delivery {
        outcome: Some("a".repeat(501)),
        ..Delivery::default()
    };
    assert!(matches!(
        keep(&promised(), long, day(2), ME, now()),
        Err(Error::Invalid(_))
    ));
}

#[test]
fn large_promises_weigh_more_and_late_ones_count_against() {
    let tally = |size: &str, end: &str, count| Tally {
        size: size.into(),
        end: end.into(),
        count,
        beyond: 1,
        after: 0,
        mended: 1,
    };
    let keeping = Keeping::of(&[
        tally("small", "kept", 4),
        tally("large", "broken", 1),
        tally("small", "late", 2),
    ]);
    assert_eq!(
        (
            keeping.kept,
            keeping.broken,
            keeping.late,
            keeping.counted()
        ),
        (4, 1, 2, 7)
    );
    assert_eq!(
        (keeping.rate, keeping.mended, keeping.beyond),
        (Some(4_000), 1, 1)
    );
    assert_eq!(Keeping::of(&[]).rate, None);
}
