//! The order of Today, its reasons and its answers.

use chrono::{DateTime, Days};
use proptest::prelude::*;

use super::*;
use crate::fields::{Birthday, Calendar};
use crate::reasons::Value;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn ago(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).unwrap()
}

fn customer(id: u128, value: i64, rhythm: i64) -> Customer {
    Customer {
        party_id: Uuid::from_u128(id),
        name: "chị Ngọc".into(),
        phone: true,
        writable: false,
        worth: Worth {
            occasions: 10,
            value,
            rhythm_days: Some(rhythm),
        },
    }
}

fn about(customer: Customer, what: What) -> Candidate {
    let record_id = customer.party_id;
    Candidate {
        customer: Some(customer),
        record_id,
        what,
    }
}

fn task(id: u128, due_on: NaiveDate) -> Candidate {
    let what = What::Task {
        title: "Nộp thuế".into(),
        kind: "other".into(),
        due_on,
        why: None,
    };
    Candidate {
        customer: None,
        record_id: Uuid::from_u128(id),
        what,
    }
}

fn silent(days: u64, rhythm_days: i64) -> What {
    What::Silent {
        last_order_on: ago(days),
        rhythm_days,
    }
}

#[test]
fn the_most_money_at_stake_comes_first_and_lone_tasks_last() {
    let candidates = [
        task(9, ago(0)),
        task(8, ago(3)),
        about(customer(1, 1_000_000, 21), silent(74, 21)),
        about(
            customer(2, 100_000_000, 30),
            What::Birthday {
                on: today(),
                lunar: false,
                turning: None,
            },
        ),
        about(
            customer(3, 10_000_000, 30),
            What::Unanswered {
                kind: "message".into(),
                since: ago(1),
            },
        ),
    ];
    let lines = rank(&candidates, &[], None, today(), 10);
    let order: Vec<u128> = lines.iter().map(|line| line.record_id.as_u128()).collect();
    assert_eq!(order, [2, 3, 1, 8, 9]);
    // 10,000,000 / 10 · 365 / 30 = 12,166,666 a year; 25 % of it.
    assert_eq!(lines[1].stake_minor, 3_041_666);
    // 74 days are 3.5 gaps: 70 % of 1,738,095.
    assert_eq!(lines[2].stake_minor, 1_216_666);
    assert_eq!(
        lines[2].reason.args,
        [
            ("days".to_owned(), Value::Days(74)),
            ("rhythm".to_owned(), Value::Days(21))
        ]
    );
    assert_eq!(
        (lines[2].tone, lines[3].tone, lines[4].tone),
        (Tone::Danger, Tone::Danger, Tone::Warning)
    );
    assert_eq!(rank(&candidates, &[], None, today(), 2).len(), 2);
}

#[test]
fn a_party_has_one_line_of_a_rule_the_strongest() {
    let what = |days| What::Unanswered {
        kind: "email".into(),
        since: ago(days),
    };
    let mut first = about(customer(1, 1_000, 30), what(1));
    let mut second = about(customer(1, 1_000, 30), what(4));
    first.record_id = Uuid::from_u128(100);
    second.record_id = Uuid::from_u128(200);
    let lines = rank(&[first.clone(), second.clone()], &[], None, today(), 10);
    assert_eq!(
        lines
            .iter()
            .map(|l| l.record_id.as_u128())
            .collect::<Vec<_>>(),
        [200]
    );
    let away = answer(
        Rule::Unanswered,
        second.record_id,
        Response::Done,
        today(),
        Uuid::nil(),
        DateTime::UNIX_EPOCH,
    )
    .unwrap();
    assert_eq!(
        rank(&[first, second], &[away], None, today(), 10)[0]
            .record_id
            .as_u128(),
        100
    );
}

#[test]
fn answers_keep_a_line_away_for_their_time() {
    let candidates = [about(customer(1, 1_000, 21), silent(74, 21))];
    let id = Uuid::from_u128(1);
    let keep = |response| {
        answer(
            Rule::Silent,
            id,
            response,
            today(),
            Uuid::nil(),
            DateTime::UNIX_EPOCH,
        )
    };
    let shown = |kept: &Answer, days| {
        let day = today().checked_add_days(Days::new(days)).unwrap();
        !rank(&candidates, std::slice::from_ref(kept), None, day, 10).is_empty()
    };
    let done = keep(Response::Done).unwrap();
    assert!(!shown(&done, 0) && shown(&done, 1));
    let useless = keep(Response::NotUseful).unwrap();
    assert!(!shown(&useless, 89) && shown(&useless, 90));
    let until = today().checked_add_days(Days::new(5)).unwrap();
    let later = keep(Response::Snooze { until }).unwrap();
    assert!(!shown(&later, 4) && shown(&later, 5));
    assert!(keep(Response::Snooze { until: today() }).is_err());
    assert!(
        keep(Response::Snooze {
            until: NaiveDate::MAX
        })
        .is_err()
    );
    let other = Answer {
        rule: Rule::Birthday,
        ..done
    };
    assert!(shown(&other, 0), "an answer to another rule");
}

#[test]
fn birthdays_come_by_sun_and_moon() {
    let solar = Birthday {
        calendar: Calendar::Solar,
        year: Some(1988),
        month: 11,
        day: 24,
        leap: false,
    };
    let on = next_birthday(&solar, today(), AHEAD_DAYS).unwrap();
    assert_eq!(
        (on, turning(&solar, on)),
        (today().checked_add_days(Days::new(3)).unwrap(), Some(38))
    );
    assert_eq!(
        next_birthday(&Birthday { day: 29, ..solar }, today(), AHEAD_DAYS),
        None,
        "eight days ahead"
    );
    assert_eq!(
        next_birthday(&Birthday { day: 20, ..solar }, today(), AHEAD_DAYS),
        None,
        "yesterday"
    );
    // 21 November 2026 is the 13th of the tenth lunar month.
    let lunar = Birthday {
        calendar: Calendar::Lunar,
        year: Some(1960),
        month: 10,
        day: 15,
        leap: false,
    };
    let on = next_birthday(&lunar, today(), AHEAD_DAYS).unwrap();
    assert_eq!(
        (on, turning(&lunar, on)),
        (today().checked_add_days(Days::new(2)).unwrap(), Some(66))
    );
    assert_eq!(
        next_birthday(
            &Birthday {
                month: 999,
                ..solar
            },
            today(),
            7
        ),
        None
    );
}

#[test]
fn anniversaries_come_round_each_year_but_not_the_first_day() {
    let first = NaiveDate::from_ymd_opt(2024, 11, 25).unwrap();
    assert_eq!(
        next_anniversary(first, today(), 7),
        Some((NaiveDate::from_ymd_opt(2026, 11, 25).unwrap(), 2))
    );
    assert_eq!(next_anniversary(today(), today(), 7), None);
    let leap = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let eve = NaiveDate::from_ymd_opt(2027, 2, 25).unwrap();
    assert_eq!(
        next_anniversary(leap, eve, 7),
        Some((NaiveDate::from_ymd_opt(2027, 2, 28).unwrap(), 3))
    );
    let new_year = NaiveDate::from_ymd_opt(2025, 1, 2).unwrap();
    assert_eq!(
        next_anniversary(new_year, NaiveDate::from_ymd_opt(2026, 12, 30).unwrap(), 7).map(|a| a.1),
        Some(2)
    );
}

#[test]
fn each_line_offers_what_can_be_done() {
    let mut ngoc = customer(1, 1, 30);
    assert_eq!(
        about(ngoc.clone(), silent(50, 30)).acts(),
        [Act::Call, Act::Done, Act::Snooze, Act::NotUseful]
    );
    ngoc.writable = true;
    let unanswered = What::Unanswered {
        kind: "message".into(),
        since: ago(1),
    };
    assert_eq!(about(ngoc, unanswered).acts()[..2], [Act::Write, Act::Call]);
    assert_eq!(task(1, ago(1)).acts(), [Act::Done, Act::Snooze]);
}

#[test]
fn a_party_that_has_bought_nothing_is_worth_what_is_typical() {
    assert_eq!(expected_year(&Worth::default(), Some(2_000_000)), 2_000_000);
    assert_eq!(expected_year(&Worth::default(), None), 0);
    assert_eq!(
        expected_year(
            &Worth {
                occasions: 1,
                value: 300_000,
                rhythm_days: None
            },
            Some(1)
        ),
        300_000
    );
    assert_eq!(
        expected_year(
            &Worth {
                occasions: 2,
                value: -5,
                rhythm_days: Some(10)
            },
            None
        ),
        0
    );
    assert_eq!(
        expected_year(
            &Worth {
                occasions: 1,
                value: i64::MAX,
                rhythm_days: Some(0)
            },
            None
        ),
        i64::MAX
    );
}

fn any_what() -> impl Strategy<Value = What> {
    let day = (0_u64..900).prop_map(ago);
    prop_oneof![
        (day.clone(), -5_i64..500).prop_map(|(last_order_on, rhythm_days)| What::Silent {
            last_order_on,
            rhythm_days
        }),
        day.clone().prop_map(|due_on| What::Task {
            title: "a".into(),
            kind: "call".into(),
            due_on,
            why: None,
        }),
        (day.clone(), any::<bool>(), prop::option::of(0_u32..120))
            .prop_map(|(on, lunar, turning)| What::Birthday { on, lunar, turning }),
        (day.clone(), 0_u32..9).prop_map(|(on, years)| What::Anniversary { on, years }),
        day.clone().prop_map(|since| What::FirstContact { since }),
        day.prop_map(|since| What::Unanswered {
            kind: "call".into(),
            since
        }),
    ]
}

fn any_candidate() -> impl Strategy<Value = Candidate> {
    let worth = (-1_i64..50, any::<i64>(), prop::option::of(any::<i64>()));
    let worth = worth.prop_map(|(occasions, value, rhythm_days)| Worth {
        occasions,
        value,
        rhythm_days,
    });
    let who = prop::option::of((0_u128..6, worth));
    (who, 0_u128..30, any_what()).prop_map(|(who, record, what)| Candidate {
        customer: who.map(|(id, worth)| Customer {
            worth,
            ..customer(id, 0, 1)
        }),
        record_id: Uuid::from_u128(record),
        what,
    })
}

proptest! {
    #[test]
    fn the_order_is_total_and_does_not_depend_on_the_order_of_the_candidates(
        mut candidates in prop::collection::vec(any_candidate(), 0..40),
        seed in any::<usize>(),
    ) {
        let lines = rank(&candidates, &[], Some(1_000), today(), 100);
        let turn = seed % candidates.len().max(1);
        candidates.rotate_left(turn);
        candidates.reverse();
        let again = rank(&candidates, &[], Some(1_000), today(), 100);
        let keys = |lines: &[TodayLine]| lines.iter().map(order).collect::<Vec<_>>();
        prop_assert_eq!(keys(&lines), keys(&again));
        for pair in lines.windows(2) {
            prop_assert!(order(&pair[0]) <= order(&pair[1]));
            prop_assert!(pair[0].party_id.is_some() || pair[1].party_id.is_none());
        }
        for line in &lines {
            prop_assert!(line.stake_minor >= 0);
            prop_assert!(REASON_KEYS.contains(&line.reason.key.as_str()) && TITLE_KEYS.contains(&line.title.key.as_str()));
        }
    }
}
