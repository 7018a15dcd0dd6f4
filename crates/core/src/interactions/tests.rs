//! Rules of episodes.

use super::*;
use crate::fields::{apply, from_json};

fn at(hour: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hour)
}

fn episode(kind: &str, direction: &str, hour: i64) -> Interaction {
    let mut episode = Interaction::new(Uuid::from_u128(hour as u128 + 1), at(hour));
    episode.party_id = Uuid::from_u128(900);
    episode.kind = kind.to_owned();
    episode.direction = direction.to_owned();
    episode
}

#[test]
fn the_kind_fills_channel_and_direction() {
    for (kind, channel, direction) in [
        ("call", "phone", "out"),
        ("meeting", "in_person", "none"),
        ("message", "other", "out"),
        ("note", "other", "none"),
    ] {
        let mut episode = episode(kind, "", 1);
        episode.settle(at(1)).unwrap();
        assert_eq!(
            (episode.channel.as_str(), episode.direction.as_str()),
            (channel, direction),
            "{kind}"
        );
    }
    let mut zalo = episode("message", "in", 1);
    zalo.channel = "zalo".into();
    zalo.settle(at(1)).unwrap();
    assert_eq!(
        (zalo.channel.as_str(), zalo.direction.as_str()),
        ("zalo", "in")
    );
}

#[test]
fn times_are_in_order_and_not_ahead() {
    let mut episode = episode("call", "out", 30);
    episode.ended_at = Some(at(29));
    let Err(crate::Error::Invalid(problems)) = episode.settle(at(5)) else {
        panic!("refused")
    };
    assert_eq!(
        problems.iter().map(|p| p.code).collect::<Vec<_>>(),
        ["ends-before-start", "in-future"]
    );
    episode.ended_at = Some(at(30));
    assert!(
        episode.settle(at(6)).is_ok(),
        "a day ahead is a clock, not a plan"
    );
}

#[test]
fn a_message_waits_until_a_person_answers_later() {
    let mut asked = episode("message", "in", 10);
    asked.settle(at(10)).unwrap();
    assert!(asked.needs_answer() && !asked.is_two_way());
    let reply = |kind: &str, direction: &str, hour| episode(kind, direction, hour);
    assert!(
        answer(&asked, &reply("message", "out", 9)).is_none(),
        "earlier"
    );
    assert!(
        answer(&asked, &reply("note", "out", 11)).is_none(),
        "a note"
    );
    assert!(
        answer(&asked, &reply("message", "in", 11)).is_none(),
        "they wrote again"
    );
    assert!(
        answer(
            &asked,
            &Interaction {
                automatic: true,
                ..reply("email", "out", 11)
            }
        )
        .is_none(),
        "a machine"
    );
    assert!(
        answer(
            &asked,
            &Interaction {
                party_id: Uuid::nil(),
                ..reply("email", "out", 11)
            }
        )
        .is_none(),
        "another party"
    );
    let (answered, event) = answer(&asked, &reply("visit", "none", 11)).unwrap();
    assert_eq!(answered.answered_at, Some(at(11)));
    assert!(answered.is_two_way() && !answered.needs_answer());
    assert_eq!(event.name(), "interactions.answered");
    assert!(
        answer(&answered, &reply("email", "out", 12)).is_none(),
        "answered once"
    );
}

#[test]
fn a_taken_call_needs_no_answer_a_missed_one_does() {
    let mut taken = episode("call", "in", 1);
    taken.settle(at(1)).unwrap();
    assert!(taken.is_two_way() && !taken.needs_answer() && taken.answered_at.is_some());
    let mut missed = Interaction {
        outcome: Some("no_answer".into()),
        ..taken.clone()
    };
    missed.answered_at = None;
    missed.settle(at(1)).unwrap();
    assert!(!missed.is_two_way() && missed.needs_answer());
}

#[test]
fn a_note_is_no_contact_and_an_incoming_mail_only_when_answered() {
    assert!(!episode("note", "none", 1).is_contact());
    assert!(!episode("email", "in", 1).is_contact());
    assert!(episode("email", "out", 1).is_contact());
    assert!(
        Interaction {
            outcome: Some("unhappy".into()),
            ..episode("call", "out", 1)
        }
        .is_negative()
    );
}

#[test]
fn participants_are_names_or_records() {
    let field = catalogue().field("participants").unwrap().clone();
    let mut episode = episode("meeting", "none", 1);
    let json = serde_json::json!(["  Chị   Hương ", { "user_id": Uuid::from_u128(5) }]);
    apply(
        &mut episode,
        vec![("participants".into(), from_json(&field, &json).unwrap())],
    )
    .unwrap();
    assert_eq!(episode.participants[0].name.as_deref(), Some("Chị Hương"));
    assert_eq!(episode.participants[1].user_id, Some(Uuid::from_u128(5)));
    for bad in [
        serde_json::json!([{}]),
        serde_json::json!([7]),
        serde_json::json!("Hương"),
        serde_json::json!(vec!["a"; 51]),
    ] {
        let value = from_json(&field, &bad).unwrap();
        assert!(
            apply(&mut episode, vec![("participants".into(), value)]).is_err(),
            "{bad}"
        );
    }
}

#[test]
fn what_was_said_is_found_without_marks() {
    let mut episode = episode("note", "none", 1);
    episode.body = Some("Đổi 2 túi hạt bị ẩm".into());
    assert_eq!(episode.search_text(), " doi 2 tui hat bi am");
}

#[test]
fn minutes_are_told_of_what_lasted_one() {
    let mut call = episode("call", "out", 1);
    assert_eq!(call.minutes(), None, "nobody knows");
    for (seconds, told) in [(59, None), (60, Some(1)), (179, Some(2)), (-60, None)] {
        call.ended_at = Some(call.started_at + chrono::TimeDelta::seconds(seconds));
        assert_eq!(call.minutes(), told, "{seconds}");
    }
}
