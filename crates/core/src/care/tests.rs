//! The rules of care, without a database.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use quen_insight::stage::StageRules;
use uuid::Uuid;

use super::*;
use crate::fields::{Birthday, Calendar};
use crate::reasons::Value;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn customer() -> Party {
    let mut party = Party::new(
        Uuid::from_u128(1),
        "person",
        "Trần Thị Hoa",
        DateTime::UNIX_EPOCH,
    );
    party.standing.occasions = 4;
    party.standing.first_order_on = Some(day("2024-02-29"));
    party.standing.last_order_on = Some(day("2026-02-20"));
    party.standing.rhythm_days = Some(20);
    party.standing.stage = "expansion".to_owned();
    party
}

fn programme(occasion: &str, days: i64) -> Programme {
    Programme {
        name: "Thử".to_owned(),
        days,
        ..Programme::new(Uuid::from_u128(2), occasion, DateTime::UNIX_EPOCH)
    }
}

fn asked(programme: &Programme, party: &Party, from: &str) -> Option<Due> {
    let rules = StageRules::default();
    let facts = Facts {
        party,
        bought: &[(Uuid::from_u128(7), day("2026-02-20"))],
        by_hand: Some(day("2025-12-01")),
        by_machine: Some(day("2026-02-25")),
        valued: true,
        rules: &rules,
    };
    let from = day(from);
    due(programme, &facts, from, from + TimeDelta::days(14))
}

fn born(calendar: Calendar, month: u32, day: u32) -> Party {
    Party {
        birthday: Some(Birthday {
            calendar,
            year: None,
            month,
            day,
            leap: false,
        }),
        ..customer()
    }
}

#[test]
fn a_lunar_thirtieth_is_kept_on_the_last_day_of_a_short_month() {
    // Lunar month 1 of 2026 begins on 17 February and has 30 days, month 2 has 29 and ends on 16 April.
    let long = asked(
        &programme("birthday", 0),
        &born(Calendar::Lunar, 1, 30),
        "2026-03-10",
    )
    .unwrap();
    assert_eq!(
        (long.on, long.why.key.as_str()),
        (day("2026-03-18"), "care-why-birthday-lunar")
    );
    let short = asked(
        &programme("birthday", -3),
        &born(Calendar::Lunar, 2, 30),
        "2026-04-10",
    )
    .unwrap();
    assert_eq!(
        (short.on, short.reach_on, short.until),
        (day("2026-04-16"), day("2026-04-13"), day("2026-04-16"))
    );
    assert_eq!(short.why.key, "care-why-birthday-lunar-short");
}

#[test]
fn a_birthday_counts_before_and_after_its_day_and_not_longer() {
    let hoa = born(Calendar::Solar, 3, 5);
    let before = programme("birthday", -3);
    assert_eq!(
        asked(&before, &hoa, "2026-03-04").unwrap().reach_on,
        day("2026-03-02"),
        "a day late is still before the day"
    );
    assert_eq!(asked(&before, &hoa, "2026-03-06"), None);
    let after = programme("birthday", 2);
    let found = asked(&after, &hoa, "2026-03-06").unwrap();
    assert_eq!(
        (found.on, found.until),
        (day("2026-03-05"), day("2026-03-07"))
    );
    assert_eq!(asked(&after, &hoa, "2026-03-08"), None);
    assert_eq!(
        asked(&programme("birthday", 0), &hoa, "2026-02-01"),
        None,
        "further than the plan reaches"
    );
    let leapling = born(Calendar::Solar, 2, 29);
    assert_eq!(
        asked(&programme("birthday", 0), &leapling, "2026-02-20")
            .unwrap()
            .on,
        day("2026-02-28")
    );
}

#[test]
fn each_occasion_has_its_day_and_its_key() {
    let hoa = customer();
    let year = asked(&programme("anniversary", 0), &hoa, "2026-02-20").unwrap();
    assert_eq!(
        (year.on, year.key.as_str()),
        (day("2026-02-28"), "2026-02-28")
    );
    let check = asked(&programme("after_purchase", 5), &hoa, "2026-02-21").unwrap();
    assert_eq!(
        (check.reach_on, check.key.as_str()),
        (day("2026-02-25"), "2026-02-20")
    );
    let again = asked(&programme("reorder", -2), &hoa, "2026-03-01").unwrap();
    assert_eq!(
        (again.on, again.reach_on),
        (day("2026-03-12"), day("2026-03-10"))
    );
    assert!(
        again
            .why
            .args
            .contains(&("rhythm".to_owned(), Value::Days(20)))
    );
    // Three own gaps are 60 days; the 61st is fading.
    let back = asked(&programme("win_back", 0), &hoa, "2026-04-20").unwrap();
    assert_eq!(back.reach_on, day("2026-04-22"));
    let guide = Programme {
        product_id: Some(Uuid::from_u128(7)),
        ..programme("guide", 2)
    };
    assert_eq!(
        asked(&guide, &hoa, "2026-02-21").unwrap().reach_on,
        day("2026-02-22")
    );
    let other = Programme {
        product_id: Some(Uuid::from_u128(8)),
        ..guide
    };
    assert_eq!(asked(&other, &hoa, "2026-02-21"), None);
}

#[test]
fn a_reminder_of_many_days_never_comes_before_the_day_after_the_order() {
    let mut daily = customer();
    daily.standing.rhythm_days = Some(1);
    let found = asked(&programme("reorder", -9), &daily, "2026-02-20").unwrap();
    assert_eq!(found.reach_on, day("2026-02-21"));
}

#[test]
fn holidays_follow_the_moon_and_those_for_women_go_to_women() {
    let of = |key: &str| Programme {
        holiday: Some(key.to_owned()),
        ..programme("holiday", -1)
    };
    let moon = asked(&of("mid_autumn"), &customer(), "2026-09-15").unwrap();
    assert_eq!(
        (moon.on, moon.reach_on),
        (day("2026-09-25"), day("2026-09-24"))
    );
    let women = of("womens_day_international");
    assert_eq!(asked(&women, &customer(), "2026-03-01"), None, "not known");
    let addressed = Party {
        salutation: Some("chị Hoa".to_owned()),
        ..customer()
    };
    assert!(asked(&women, &addressed, "2026-03-01").is_some());
    let said = Party {
        gender: Some("male".to_owned()),
        ..addressed
    };
    assert_eq!(asked(&women, &said, "2026-03-01"), None);
    assert!(holiday("war_martyrs").is_none() && holiday("teachers").is_none());
}

#[test]
fn only_machines_for_so_long_calls_for_a_person() {
    let found = asked(&programme("human", 60), &customer(), "2026-03-02").unwrap();
    assert_eq!(
        (found.key.as_str(), found.reach_on, found.why.key.as_str()),
        ("2025-12-01", day("2026-03-02"), "care-why-human")
    );
    assert_eq!(
        asked(&programme("human", 120), &customer(), "2026-03-02"),
        None,
        "not that long yet"
    );
    let rules = StageRules::default();
    let hoa = customer();
    let facts = Facts {
        party: &hoa,
        bought: &[],
        by_hand: Some(day("2026-02-26")),
        by_machine: Some(day("2026-02-25")),
        valued: true,
        rules: &rules,
    };
    let from = day("2026-06-01");
    assert_eq!(due(&programme("human", 7), &facts, from, from), None);
    let modest = Facts {
        by_hand: None,
        valued: false,
        ..facts
    };
    assert_eq!(due(&programme("human", 7), &modest, from, from), None);
}

#[test]
fn whom_a_programme_is_for() {
    let mut stranger = born(Calendar::Solar, 3, 5);
    stranger.standing.occasions = 0;
    stranger.standing.stage = "awareness".to_owned();
    let mut birthday = programme("birthday", 0);
    assert!(asked(&birthday, &stranger, "2026-03-02").is_some());
    for audience in ["buyers", "regulars"] {
        birthday.audience = audience.to_owned();
        assert_eq!(asked(&birthday, &stranger, "2026-03-02"), None);
    }
    birthday.audience = "everyone".to_owned();
    let supplier = Party {
        roles: vec!["supplier".to_owned()],
        ..stranger.clone()
    };
    assert_eq!(asked(&birthday, &supplier, "2026-03-02"), None);
    birthday.mode = "off".to_owned();
    assert_eq!(asked(&birthday, &stranger, "2026-03-02"), None);
}

#[test]
fn a_programme_that_cannot_work_is_refused_at_the_field() {
    let fine = Programme {
        subject: "Chúc mừng {khach}".to_owned(),
        text: "{khach} ơi, {cua_hang} chúc mừng.".to_owned(),
        channel: "email".to_owned(),
        mode: "send".to_owned(),
        ..programme("birthday", 0)
    };
    assert!(check(fine.clone()).is_ok());
    let fields = |bad: Programme| match check(bad) {
        Err(crate::Error::Invalid(problems)) => problems
            .into_iter()
            .map(|problem| (problem.field.into_owned(), problem.code))
            .collect(),
        _ => Vec::new(),
    };
    let one = |field: &str, code: &'static str| vec![(field.to_owned(), code)];
    for (bad, expected) in [
        (
            Programme {
                text: "Chào {ten}".to_owned(),
                ..fine.clone()
            },
            one("text", "bad-placeholder"),
        ),
        (
            Programme {
                channel: "zalo".to_owned(),
                ..fine.clone()
            },
            one("channel", "care-email-only"),
        ),
        (
            Programme {
                occasion: "human".to_owned(),
                days: 60,
                ..fine.clone()
            },
            one("mode", "care-by-hand"),
        ),
        (
            Programme {
                days: -31,
                ..fine.clone()
            },
            one("days", "bad-number"),
        ),
        (programme("guide", 1), one("product_id", "required")),
        (programme("holiday", 1), one("holiday", "required")),
        (programme("win_back", -1), one("days", "bad-number")),
        (programme("full_moon", 0), one("occasion", "bad-choice")),
        (
            Programme {
                subject: String::new(),
                ..fine
            },
            one("subject", "required"),
        ),
    ] {
        assert_eq!(fields(bad), expected);
    }
}

#[test]
fn words_name_the_customer_and_begin_with_a_capital() {
    let names = Names {
        customer: "chị Hoa",
        shop: "Sương Mai",
        product: "Cầu Đất",
    };
    assert_eq!(
        fill(
            "{khach} ơi! {khach} dùng {product} của {cua_hang} chưa?",
            names
        ),
        "Chị Hoa ơi! Chị Hoa dùng Cầu Đất của Sương Mai chưa?"
    );
    assert_eq!(fill("Chào { khach }, 5 { 3", names), "Chào chị Hoa, 5 { 3");
    assert_eq!(fill("", names), "");
}

#[test]
fn the_channel_is_the_one_the_customer_wants() {
    let mut hoa = customer();
    let any = programme("birthday", 0);
    assert_eq!(channel_for(&any, &hoa, None), "phone");
    hoa.emails = vec![crate::fields::Contact {
        value: "hoa@khach.vn".to_owned(),
        display: "hoa@khach.vn".to_owned(),
        label: None,
    }];
    assert_eq!(channel_for(&any, &hoa, None), "email");
    assert_eq!(channel_for(&any, &hoa, Some("zalo")), "email", "no number");
    assert_eq!(channel_for(&any, &hoa, Some("messenger")), "messenger");
    let fixed = Programme {
        channel: "sms".to_owned(),
        ..any
    };
    assert_eq!(channel_for(&fixed, &hoa, Some("messenger")), "sms");
}

#[test]
fn nine_o_clock_is_where_the_customer_is() {
    let at = |zone| instant(day("2026-03-29"), zone).to_rfc3339();
    assert_eq!(at(Tz::Asia__Ho_Chi_Minh), "2026-03-29T02:00:00+00:00");
    assert_eq!(at(Tz::Europe__Paris), "2026-03-29T07:00:00+00:00");
    assert_eq!(at(Tz::America__Los_Angeles), "2026-03-29T16:00:00+00:00");
}

fn episode(hours: i64, direction: &str, automatic: bool) -> Episode {
    let begin: DateTime<Utc> = "2026-03-02T02:00:00Z".parse().unwrap();
    Episode {
        party_id: Uuid::from_u128(1),
        kind: "message".to_owned(),
        direction: direction.to_owned(),
        automatic,
        two_way: false,
        user_id: Some(Uuid::from_u128(5)),
        started_at: begin + TimeDelta::hours(hours),
        answered_at: None,
    }
}

#[test]
fn answers_are_reactive_and_what_we_begin_is_proactive() {
    let mut counting = Counting::new(day("2026-03-20"), Tz::Asia__Ho_Chi_Minh);
    assert_eq!(counting.from(), day("2025-10-01"));
    let asked = Episode {
        answered_at: Some("2026-03-04T03:00:00Z".parse().unwrap()),
        ..episode(48, "in", false)
    };
    for seen in [
        episode(0, "out", false),
        episode(24, "out", true),
        asked,
        episode(49, "out", false),
        episode(48 + 24 * 4, "out", false),
        Episode {
            kind: "note".to_owned(),
            ..episode(200, "none", false)
        },
        episode(24 * 40, "out", false),
    ] {
        counting.see(&seen);
    }
    let shares = counting.shares();
    let march = shares.months.last().unwrap();
    assert_eq!((march.human, march.automatic), (3, 1));
    assert_eq!((march.proactive, march.reactive), (3, 1));
    assert_eq!(
        (march.human_percent(), march.proactive_percent()),
        (Some(75), Some(75))
    );
    assert_eq!(shares.months.len(), 6);
    assert_eq!(shares.months[0].human_percent(), None);
    assert_eq!(
        (shares.people[0].touches, shares.people[0].proactive),
        (3, 2),
        "machines are nobody's"
    );
    assert_eq!(
        shares.answers,
        Answers {
            asked: 1,
            answered: 1,
            in_time: 1
        }
    );
    assert_eq!(
        counting.by_hand.get(&Uuid::from_u128(1)),
        Some(&day("2026-03-08"))
    );
    assert_eq!(
        counting.by_machine.get(&Uuid::from_u128(1)),
        Some(&day("2026-03-03"))
    );
}

#[test]
fn what_stands_in_the_way_passes_or_does_not() {
    let passing: Vec<&str> = crate::messages::REFUSALS
        .into_iter()
        .filter(|key| passes(key))
        .collect();
    assert_eq!(passing.len(), 12);
    for lasting in ["gate-gone", "gate-refused", "ad-gate-no-consent"] {
        assert!(!passes(lasting), "{lasting}");
    }
    assert_eq!(shown_state("proposed", true, false), "done");
    assert_eq!(shown_state("proposed", false, true), "declined");
    assert_eq!(shown_state("sent", true, true), "sent");
}
