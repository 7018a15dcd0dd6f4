//! What steers how a party is reached, and what must not.

use chrono::DateTime;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Basis, Hours, Material, Ways, learn};
use crate::consents::Preference;
use crate::facts::Fact;
use crate::reasons::Value as Said;

fn answers(all: &[(&str, u32)]) -> Vec<(String, u32)> {
    let one = |(channel, hour): &(&str, u32)| ((*channel).to_owned(), *hour);
    all.iter().map(one).collect()
}

fn fact(topic: &str, basis: &str, value: Value) -> Fact {
    Fact {
        topic: topic.to_owned(),
        basis: basis.to_owned(),
        value,
        statement: "x".to_owned(),
        ..Fact::new(Uuid::from_u128(9), DateTime::UNIX_EPOCH)
    }
}

fn of_answers(all: &[(&str, u32)]) -> Ways {
    Ways::of(Material {
        answers: &answers(all),
        ..Material::default()
    })
}

fn hours(from: u32, to: u32) -> Option<Hours> {
    Some(Hours { from, to })
}

#[test]
fn most_answers_teach_a_channel_and_the_shortest_stretch_of_hours() {
    let ways = of_answers(&[
        ("zalo", 9),
        ("zalo", 10),
        ("zalo", 9),
        ("phone", 10),
        ("zalo", 20),
    ]);
    let channel = ways.channel.as_ref().unwrap();
    assert_eq!(
        (channel.value.as_str(), channel.seen, channel.among),
        ("zalo", Some(4), Some(5))
    );
    assert_eq!(ways.hours(), hours(9, 11));
    assert_eq!(ways.hours.unwrap().seen, Some(4));
    let sharp = of_answers(&[("zalo", 8), ("zalo", 8), ("zalo", 8), ("zalo", 15)]);
    assert_eq!(sharp.hours(), hours(8, 9));
    assert_eq!(of_answers(&[("zalo", 23); 3]).hours(), hours(23, 24));
}

#[test]
fn few_answers_and_answers_at_all_hours_teach_nothing() {
    assert_eq!(of_answers(&[("zalo", 9), ("zalo", 9)]), Ways::default());
    let torn = of_answers(&[
        ("zalo", 7),
        ("email", 11),
        ("phone", 15),
        ("zalo", 19),
        ("email", 22),
    ]);
    assert_eq!(torn, Ways::default());
    let elsewhere = of_answers(&[("portal", 9); 3]);
    assert_eq!(
        elsewhere.channel, None,
        "nobody can be written to through the portal"
    );
    assert_eq!(elsewhere.hours(), hours(9, 10));
}

#[test]
fn what_was_said_stands_before_what_was_learned() {
    let heard = answers(&[("zalo", 9); 5]);
    let wish = Preference {
        channel: Some("email".into()),
        from_hour: Some(14),
        to_hour: Some(17),
        ..Preference::default()
    };
    let said = [
        fact("channel", "stated", json!("phone")),
        fact("time", "stated", json!({ "from": "13:30", "to": null })),
    ];
    let mut all = Material {
        wish: Some(&wish),
        facts: &said,
        answers: &heard,
        refused: &[],
    };
    let wished = Ways::of(all);
    assert_eq!(
        (wished.channel(), wished.hours()),
        (Some("email"), hours(14, 17))
    );
    all.wish = None;
    let told = Ways::of(all);
    assert_eq!(
        (told.channel(), told.hours()),
        (Some("phone"), hours(14, 22))
    );
    let hours_said = &told.said()[1].1;
    assert_eq!(hours_said.key, "way-said-hours");
    assert_eq!(
        hours_said.args[0].1,
        Said::Text("x".to_owned()),
        "as it was said"
    );
    let spoken = told.channel.unwrap();
    assert!(spoken.basis == Basis::Said && !spoken.is_learned());
    let guesses = [fact("channel", "inferred", json!("sms"))];
    all.facts = &guesses;
    assert_eq!(
        Ways::of(all).channel(),
        Some("zalo"),
        "answers before conclusions"
    );
    all.answers = &[];
    let concluded = Ways::of(all).channel.unwrap();
    assert_eq!(
        (concluded.value.as_str(), concluded.basis, concluded.fact_id),
        ("sms", Basis::Concluded, Some(Uuid::from_u128(9)))
    );
}

#[test]
fn what_was_refused_is_learned_no_more_and_what_was_said_still_holds() {
    let (heard, refused) = (answers(&[("zalo", 9); 5]), ["channel".to_owned()]);
    let guesses = [fact("channel", "inferred", json!("sms"))];
    let mut all = Material {
        facts: &guesses,
        answers: &heard,
        refused: &refused,
        ..Material::default()
    };
    let left = Ways::of(all);
    assert_eq!((left.channel(), left.hours()), (None, hours(9, 10)));
    let said = [fact("channel", "stated", json!("phone"))];
    all.facts = &said;
    assert_eq!(Ways::of(all).channel(), Some("phone"));
}

#[test]
fn facts_of_another_purpose_or_shape_do_not_steer() {
    let mut selling = fact("channel", "stated", json!("phone"));
    selling.purpose = "marketing".to_owned();
    let mut gone = fact("channel", "stated", json!("phone"));
    gone.state = "superseded".to_owned();
    let facts = [
        selling,
        gone,
        fact("channel", "stated", json!("bồ câu")),
        fact("time", "stated", json!({ "weekdays": [1] })),
        fact("time", "stated", json!({ "from": "17:00", "to": "09:00" })),
    ];
    let ways = Ways::of(Material {
        facts: &facts,
        ..Material::default()
    });
    assert_eq!(ways, Ways::default());
}

#[test]
fn three_answers_teach_and_the_newer_of_equals_wins() {
    assert_eq!(learn(&answers(&[("zalo", 9), ("zalo", 9)])), None);
    let four = [("email", 20), ("zalo", 15), ("zalo", 15), ("email", 9)];
    let learned = learn(&answers(&four)).unwrap();
    assert_eq!(
        (learned.channel.as_str(), learned.hour, learned.answers),
        ("email", 15, 4)
    );
}

#[test]
fn what_is_said_carries_its_evidence() {
    let ways = of_answers(&[("zalo", 9), ("zalo", 10), ("zalo", 9)]);
    let said = ways.said();
    assert_eq!(said[0].1.key, "way-answers-zalo");
    assert_eq!(
        said[0].1.args,
        [
            ("seen".to_owned(), Said::Count(3)),
            ("among".to_owned(), Said::Count(3))
        ]
    );
    assert_eq!(
        (said[1].0, said[1].1.key.as_str()),
        ("time", "way-answers-hours")
    );
    let keys: Vec<String> = super::keys().collect();
    assert!(said.iter().all(|(_, reason)| keys.contains(&reason.key)));
    assert_eq!(keys.len(), 24);
}
