//! A customer's way from stranger to regular and away, by hand and by the rules.

use quen_insight::occasions::{DayMap, DayTotals};

use super::*;
use crate::metrics::{Base, Touches};
use crate::models::{self, Model};

const PARTY: Uuid = Uuid::from_u128(7);

fn ids() -> Ids {
    Ids {
        relationship: Uuid::from_u128(1),
        history: Uuid::from_u128(2),
    }
}

fn look(before: Option<&Relationship>, days: &DayMap, touches: Touches, as_of: i32) -> Review {
    look_with(None, before, days, touches, as_of)
}

fn look_with(
    model: Option<&Model>,
    before: Option<&Relationship>,
    days: &DayMap,
    touches: Touches,
    as_of: i32,
) -> Review {
    let base = Base {
        median_gap: Some(30.0),
        median_variation: Some(0.5),
        typical_year: None,
    };
    let rules = Rules::default();
    let statistics = days.rebuild();
    let known = Known {
        as_of: dates::from_number(as_of).unwrap(),
        known_since: dates::from_number(0).unwrap(),
        statistics: &statistics,
        days,
        touches,
        first_two_way_on: (touches.two_way > 0).then(|| dates::from_number(3).unwrap()),
        last_two_way_on: (touches.two_way > 0).then(|| dates::from_number(3).unwrap()),
        signs: Signs::default(),
        base: &base,
        rules: &rules,
        model,
    };
    review(
        before,
        "customer",
        PARTY,
        &known,
        ids(),
        DateTime::UNIX_EPOCH,
    )
}

fn bought(worth: &[(i32, i64, i64)]) -> DayMap {
    let mut days = DayMap::default();
    for (day, net, cost) in worth {
        days.apply(*day, DayTotals::order(*net, *cost));
    }
    days
}

#[test]
fn a_stranger_becomes_a_regular_and_fades() {
    let stranger = look(None, &DayMap::default(), Touches::default(), 1);
    assert_eq!(stranger.relationship.stage, Stage::Awareness);
    assert_eq!(stranger.event.unwrap().name(), "relationships.begun");
    let talked = look(
        Some(&stranger.relationship),
        &DayMap::default(),
        Touches {
            two_way: 1,
            ..Touches::default()
        },
        5,
    );
    assert_eq!(talked.relationship.stage, Stage::Exploration);
    assert_eq!(
        talked.relationship.stage_since,
        dates::from_number(3).unwrap()
    );
    let event = talked.event.unwrap();
    assert_eq!(
        (event.name().as_str(), event.data["from_stage"].as_str()),
        ("relationships.moved", Some("awareness"))
    );
    // Margin 100 in the window before, 300 in the last one (four gaps of 30 days).
    let days = bought(&[
        (10, 200, 100),
        (160, 200, 100),
        (190, 200, 100),
        (220, 200, 100),
    ]);
    let grown = look(Some(&talked.relationship), &days, Touches::default(), 225);
    assert_eq!(grown.relationship.stage, Stage::Expansion);
    assert_eq!(grown.relationship.evidence[0].key, "stage-evidence-growth");
    let due = grown.relationship.review_on.unwrap();
    let gone = look(
        Some(&grown.relationship),
        &days,
        Touches::default(),
        dates::number(due),
    );
    assert_ne!(
        (gone.relationship.stage, gone.relationship.ended),
        (Stage::Expansion, false),
        "the day to look again"
    );
    assert_eq!(
        look(
            Some(&grown.relationship),
            &days,
            Touches::default(),
            dates::number(due) - 1
        )
        .relationship
        .stage,
        Stage::Expansion
    );
}

#[test]
fn without_costs_growth_is_that_of_spend_and_says_so() {
    let days = bought(&[
        (10, 200, 200),
        (160, 200, 200),
        (190, 200, 200),
        (220, 200, 200),
    ]);
    let grown = look(None, &days, Touches::default(), 225);
    assert_eq!(grown.relationship.stage, Stage::Expansion);
    assert_eq!(grown.relationship.evidence[0].key, GROWTH_OF_SPEND);
    let partly = bought(&[
        (100, 200, 100),
        (160, 200, 200),
        (190, 200, 200),
        (220, 200, 200),
    ]);
    assert_eq!(
        look(None, &partly, Touches::default(), 225)
            .relationship
            .evidence[0]
            .key,
        GROWTH_OF_SPEND,
        "never margin against spend"
    );
}

#[test]
fn the_day_to_look_again_minds_the_type_too() {
    let days = bought(&[(10, 200, 100), (60, 200, 100), (80, 200, 100)]);
    let new = look(None, &days, Touches::default(), 90).relationship;
    assert_eq!(new.kind, RelationshipType::New);
    assert_eq!(
        new.review_on,
        dates::from_number(101),
        "91 days after the first order"
    );
    let later = look(Some(&new), &days, Touches::default(), 101).relationship;
    assert_eq!(
        later.kind,
        RelationshipType::Exchange,
        "three orders and never a talk"
    );
    assert_eq!(later.type_evidence[0].key, NEVER_TALKED);
}

#[test]
fn nothing_new_makes_no_history() {
    let days = bought(&[(10, 200, 100)]);
    let first = look(None, &days, Touches::default(), 20);
    let again = look(Some(&first.relationship), &days, Touches::default(), 21);
    assert!(again.history.is_none() && again.event.is_none());
    let same = look(Some(&first.relationship), &days, Touches::default(), 20);
    assert_eq!(same.relationship, first.relationship);
}

#[test]
fn what_is_set_by_hand_counts_until_it_is_cleared() {
    let first = look(None, &bought(&[(10, 200, 100)]), Touches::default(), 20).relationship;
    let hand = Hand {
        by: Uuid::from_u128(5),
        now: DateTime::UNIX_EPOCH,
        today: dates::from_number(20).unwrap(),
        history: Uuid::from_u128(6),
    };
    assert!(set(&first, Some(Stage::Commitment), None, "x", hand).is_err());
    assert!(
        set(
            &first,
            Some(Stage::Commitment),
            None,
            &"x".repeat(501),
            hand
        )
        .is_err()
    );
    assert!(set(&first, None, None, "Ký hợp đồng năm", hand).is_err());
    let (held, history, event) = set(
        &first,
        Some(Stage::Commitment),
        None,
        " Ký hợp đồng  năm ",
        hand,
    )
    .unwrap();
    assert_eq!(
        (held.effective_stage(), held.stage),
        (Stage::Commitment, Stage::Exploration)
    );
    assert_eq!(
        (history.stage, history.reason.as_deref()),
        (Stage::Commitment, Some("Ký hợp đồng năm"))
    );
    assert_eq!(event.name(), "relationships.overridden");
    let (mine, ..) = set(
        &first,
        None,
        Some(RelationshipType::Strategic),
        "Đối tác lâu dài",
        hand,
    )
    .unwrap();
    let reviewed = look(
        Some(&mine),
        &bought(&[(10, 200, 100)]),
        Touches::default(),
        400,
    );
    assert_eq!(
        reviewed.relationship.effective_type(),
        RelationshipType::Strategic
    );
    assert_eq!(
        reviewed.relationship.stage,
        Stage::Dissolution,
        "the rules go on looking"
    );
    let (free, history, _) = clear(&held, hand).unwrap();
    assert_eq!(
        (free.effective_stage(), history.by_user),
        (Stage::Exploration, Some(hand.by))
    );
    assert_eq!(clear(&free, hand).unwrap_err().code(), "not-overridden");
}

#[test]
fn json_has_flat_overrides_and_plain_evidence() {
    let first = look(None, &bought(&[(10, 200, 100)]), Touches::default(), 20).relationship;
    let json = serde_json::to_value(&first).unwrap();
    assert_eq!(json["stage"], "exploration");
    assert_eq!(json["override_stage"], serde_json::Value::Null);
    assert_eq!(json["evidence"][0]["key"], "stage-evidence-occasions");
    assert_eq!(serde_json::from_value::<Relationship>(json).unwrap(), first);
    assert_eq!(
        crate::parties::STAGES.map(|key| css(Stage::from_key(key).unwrap())),
        ["la", "timhieu", "quen", "than", "phai"]
    );
    assert!(
        crate::parties::TYPES
            .iter()
            .all(|key| RelationshipType::from_key(key).is_some())
    );
}

#[test]
fn a_model_that_is_sure_decides_instead_of_the_rhythm() {
    let (customers, model) = models::tests::fitted(3_000);
    assert_eq!(
        model.status,
        quen_insight::status::Status::Ok,
        "{:?}",
        model.reason
    );
    assert!(!customers.is_empty());
    // One order and silence: by the rhythm of 30 days she is gone after three gaps; the model knows better or worse.
    let days = bought(&[(600, 200, 100)]);
    let by_rhythm = look(None, &days, Touches::default(), 720).relationship;
    assert_eq!(by_rhythm.stage, Stage::Dissolution);
    let chance = model
        .score(&models::Customer::new(PARTY, &days.rebuild()).unwrap(), 720)
        .unwrap()
        .p_alive;
    let by_model = look_with(Some(&model), None, &days, Touches::default(), 720).relationship;
    assert_eq!(
        by_model.stage == Stage::Dissolution,
        chance < 0.30,
        "{chance}"
    );
    assert_ne!(by_model.evidence, by_rhythm.evidence);
    let unsure = Model {
        status: quen_insight::status::Status::WeaklyIdentified,
        ..model
    };
    let read = look_with(Some(&unsure), None, &days, Touches::default(), 720).relationship;
    assert_eq!(read.evidence, by_rhythm.evidence);
}
