//! Facts: what is filled in, what is refused, which of several holds.

use chrono::TimeDelta;
use serde_json::json;

use super::*;

fn at(days: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_770_000_000, 0).unwrap() + TimeDelta::days(days)
}

fn said(id: u128, topic: &str, statement: &str, day: i64) -> Fact {
    let mut fact = Fact::new(Uuid::from_u128(id), at(day));
    fact.party_id = Uuid::from_u128(1_000);
    topic.clone_into(&mut fact.topic);
    statement.clone_into(&mut fact.statement);
    fact.settle(at(day)).unwrap();
    fact
}

fn apply(facts: &mut [Fact]) {
    for change in stand(facts) {
        let fact = facts.iter_mut().find(|fact| fact.id == change.id).unwrap();
        change.state.clone_into(&mut fact.state);
        fact.replaced_by = change.replaced_by;
    }
}

fn states(facts: &[Fact]) -> Vec<&str> {
    facts.iter().map(|fact| fact.state.as_str()).collect()
}

#[test]
fn what_is_not_given_follows_from_the_rest() {
    let time = said(1, "time", "  Gọi sau 14 giờ ", 0);
    assert_eq!(
        (time.statement.as_str(), time.confidence, time.certainty),
        ("Gọi sau 14 giờ", STATED, STATED)
    );
    assert_eq!(time.value, json!({ "from": "14:00", "to": null }));
    let mut bare = Fact {
        topic: "product".into(),
        value: json!("cold brew"),
        ..Fact::new(Uuid::from_u128(2), at(0))
    };
    bare.settle(at(0)).unwrap();
    assert_eq!(
        (bare.statement.as_str(), bare.key().as_str()),
        ("cold brew", "cold brew")
    );
    assert_eq!(bare.search_text(), " cold brew cold brew");
}

#[test]
fn what_cannot_be_is_refused() {
    let codes = |fact: &mut Fact| match fact.settle(at(0)) {
        Err(crate::Error::Invalid(problems)) => problems
            .iter()
            .map(|p| (p.field.to_string(), p.code))
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let blank = Fact::new(Uuid::from_u128(1), at(0));
    assert_eq!(
        codes(&mut blank.clone()),
        [
            ("topic".to_owned(), "bad-topic"),
            ("statement".to_owned(), "required")
        ]
    );
    let right = said(1, "product", "a", 0);
    assert_eq!(
        codes(&mut Fact {
            confidence: 10_001,
            ..right.clone()
        })[0]
            .1,
        "bad-share"
    );
    assert_eq!(
        codes(&mut Fact {
            confirmed_at: at(2),
            ..right.clone()
        })[0]
            .1,
        "in-future"
    );
    assert_eq!(
        codes(&mut Fact {
            value: json!([1]),
            ..right
        })[0]
            .1,
        "bad-value"
    );
}

#[test]
fn the_newest_stated_wins_and_history_stays() {
    let mut facts = vec![
        said(1, "delivery", "Giao trước 9 giờ", 0),
        said(2, "delivery", "Giao sau 14 giờ", 5),
        said(3, "delivery", "Giao ở cửa sau", 6),
    ];
    apply(&mut facts);
    assert_eq!(
        states(&facts),
        ["superseded", "current", "current"],
        "a place is no time"
    );
    assert_eq!(facts[0].replaced_by, Some(facts[1].id));
    let open = contradictions(&facts);
    assert_eq!(
        (open.len(), open[0].0.id, open[0].1.id),
        (1, facts[1].id, facts[0].id)
    );
    let (sure, _) = confirm(&facts[0], None, at(7)).unwrap();
    facts[0] = sure;
    apply(&mut facts);
    assert_eq!(
        states(&facts),
        ["current", "superseded", "current"],
        "what is confirmed last holds"
    );
    assert!(
        contradictions(&facts).is_empty(),
        "somebody has looked at it"
    );
    facts[1].withdrawn_at = Some(at(8));
    apply(&mut facts);
    assert_eq!(facts[0].state, "current");
}

#[test]
fn an_old_saying_that_comes_late_does_not_win() {
    let mut facts = vec![
        said(1, "payment", "trả tiền mặt", 10),
        said(2, "payment", "chuyển khoản", 0),
    ];
    apply(&mut facts);
    assert_eq!(states(&facts), ["current", "superseded"]);
}

#[test]
fn orders_do_not_overrule_words_but_show_that_they_differ() {
    let mut concluded = said(2, "product", "Robusta", 9);
    concluded.topic = "rhythm".into();
    concluded.value = json!({ "days": 30 });
    concluded.basis = "inferred".into();
    let mut facts = vec![said(1, "rhythm", "2 tuần một lần", 0), concluded];
    apply(&mut facts);
    assert_eq!(states(&facts), ["current", "superseded"]);
    assert_eq!(contradictions(&facts).len(), 1);
    let older = Fact {
        confirmed_at: at(-9),
        ..facts[1].clone()
    };
    facts[1] = older;
    assert!(
        contradictions(&facts).is_empty(),
        "older conclusions are only out of date"
    );
}

#[test]
fn liking_and_disliking_one_thing_cannot_both_hold() {
    let mut facts = vec![
        said(1, "product", "x", 0),
        said(2, "dislikes", "y", 3),
        said(3, "product", "z", 3),
    ];
    facts[0].value = json!("Cold Brew");
    facts[1].value = json!("cold brew");
    apply(&mut facts);
    assert_eq!(states(&facts), ["superseded", "current", "current"]);
    assert_eq!(contradictions(&facts).len(), 1);
    let mut same = vec![
        said(1, "product", "cold brew", 0),
        said(2, "product", "Cold brew", 3),
    ];
    apply(&mut same);
    assert_eq!(
        (states(&same), contradictions(&same).len()),
        (vec!["superseded", "current"], 0),
        "saying it again contradicts nothing"
    );
}

#[test]
fn both_may_hold_when_somebody_says_so() {
    let mut facts = vec![
        said(1, "packaging", "túi giấy", 0),
        said(2, "packaging", "hộp quà dịp Tết", 3),
    ];
    apply(&mut facts);
    let (apart, event) = settle_apart(&facts[0], at(4)).unwrap();
    facts[0] = apart;
    apply(&mut facts);
    assert_eq!(
        (states(&facts), event.name()),
        (vec!["current", "current"], "facts.kept_apart".to_owned())
    );
}

#[test]
fn the_standing_does_not_hang_on_the_order_of_arrival() {
    let mut one = vec![
        said(1, "channel", "nhắn zalo", 0),
        said(2, "channel", "email", 3),
        said(3, "channel", "gọi điện", 1),
    ];
    let mut other: Vec<Fact> = one.iter().rev().cloned().collect();
    apply(&mut one);
    apply(&mut other);
    other.reverse();
    assert_eq!(states(&one), states(&other));
    assert!(stand(&one).is_empty(), "a second look changes nothing");
}

#[test]
fn what_is_done_with_a_fact_leaves_a_trace() {
    let fact = said(1, "time", "Gọi sau 14 giờ", 0);
    let (sure, event) = confirm(&fact, Some("chị Ngọc".into()), at(400)).unwrap();
    assert_eq!(
        (sure.confidence, certainty(&sure, at(400)), sure.version),
        (9_800, 9_800, 2)
    );
    assert_eq!(
        (event.name(), event.party_id),
        ("facts.confirmed".to_owned(), Some(fact.party_id))
    );
    let right = Correction {
        statement: "Gọi sau 16 giờ".into(),
        ..Correction::default()
    };
    let (old, new, _) = correct(&fact, Uuid::from_u128(9), right, at(1)).unwrap();
    assert_eq!(
        (old.state.as_str(), old.replaced_by, new.topic.as_str()),
        ("superseded", Some(new.id), "time")
    );
    let (gone, _) = withdraw(&fact, at(1)).unwrap();
    assert!(
        !gone.is_current()
            && withdraw(&gone, at(2)).is_err()
            && confirm(&gone, None, at(2)).is_err()
    );
    let (back, _) = reinstate(&gone, at(3)).unwrap();
    assert!(back.is_current() && reinstate(&back, at(4)).is_err());
    let used = used_in(&used_in(&fact, "applied", at(1)), "refused", at(2));
    assert_eq!((used.used, used.refused, used.used_at), (1, 1, Some(at(1))));
}
