//! The stage rules: each boundary, hysteresis, and what must hold for any account on any day.

use proptest::prelude::*;
use quen_insight::stage::{
    Alive, EVIDENCE_KEYS, Stage, StageFacts, StageRules, Staged, Windows, stage,
};

/// A customer who buys every 30 days and whose last order was on day 1000.
fn regular() -> StageFacts {
    StageFacts {
        as_of: 1000,
        known_since: Some(390),
        first_contact: Some(395),
        contacts: 12,
        occasions: 21,
        first_occasion: Some(400),
        last_occasion: Some(1000),
        own_gap: Some(30.0),
        gap_variation: Some(0.2),
        segment_gap: Some(30.0),
        segment_variation: Some(0.5),
        contract: true,
        margin_recent: 100,
        margin_before: 100,
        ..StageFacts::default()
    }
}

fn on(day: i32, facts: &StageFacts) -> Staged {
    stage(
        &StageFacts {
            as_of: day,
            ..facts.clone()
        },
        Alive::NotFitted,
        &StageRules::default(),
    )
}

fn keys(staged: &Staged) -> Vec<&str> {
    staged
        .evidence
        .iter()
        .map(|evidence| evidence.key.trim_start_matches("stage-evidence-"))
        .collect()
}

#[test]
fn a_pledged_regular_customer_is_committed_then_fades_then_ends() {
    let facts = regular();
    let committed = on(1045, &facts);
    assert_eq!(committed.stage, Stage::Commitment);
    assert_eq!(
        keys(&committed),
        ["contract", "tenure", "occasions", "regular", "rhythm"]
    );
    assert_eq!(
        (committed.since, committed.review_on),
        (Some(1000), Some(1046))
    );
    assert_eq!(on(1046, &facts).stage, Stage::Exploration);
    assert_eq!(on(1090, &facts).review_on, Some(1091));
    let fading = on(1100, &facts);
    assert_eq!(
        (fading.stage, fading.ended, fading.since),
        (Stage::Dissolution, false, Some(1091))
    );
    assert_eq!(fading.review_on, Some(1181));
    let ended = on(1181, &facts);
    assert!(ended.ended && ended.review_on.is_none());
    assert_eq!(keys(&ended), ["silent", "ended"]);
}

#[test]
fn each_condition_of_commitment_is_needed() {
    let committed = |change: fn(&mut StageFacts)| {
        let mut facts = regular();
        change(&mut facts);
        on(1000, &facts).stage == Stage::Commitment
    };
    assert!(committed(|_| {}));
    assert!(!committed(|facts| facts.occasions = 5));
    assert!(!committed(|facts| facts.first_occasion = Some(700)));
    assert!(!committed(|facts| facts.gap_variation = Some(0.51)));
    assert!(!committed(|facts| facts.contract = false));
    assert!(committed(
        |facts| (facts.contract, facts.referral) = (false, true)
    ));
    assert!(committed(
        |facts| (facts.contract, facts.share_of_wallet) = (false, Some(0.5))
    ));
    assert!(!committed(|facts| (
        facts.contract,
        facts.share_of_wallet
    ) = (false, Some(0.49))));
    assert!(committed(
        |facts| (facts.contract, facts.recommendation) = (false, Some(9))
    ));
    assert!(!committed(
        |facts| (facts.contract, facts.recommendation) = (false, Some(8))
    ));
}

#[test]
fn growth_a_new_category_or_a_second_contact_expand() {
    let base = StageFacts {
        contract: false,
        margin_recent: 114,
        ..regular()
    };
    assert_eq!(on(1000, &base).stage, Stage::Exploration);
    let grown = StageFacts {
        margin_recent: 115,
        ..base.clone()
    };
    assert_eq!(keys(&on(1000, &grown)), ["growth", "occasions", "rhythm"]);
    assert_eq!(on(1060, &grown).stage, Stage::Expansion);
    assert_eq!(on(1061, &grown).stage, Stage::Exploration);
    assert_eq!(
        on(
            1000,
            &StageFacts {
                new_category: true,
                ..base.clone()
            }
        )
        .stage,
        Stage::Expansion
    );
    assert_eq!(
        on(
            1000,
            &StageFacts {
                second_contact: true,
                ..base.clone()
            }
        )
        .stage,
        Stage::Expansion
    );
    let young = StageFacts {
        occasions: 2,
        new_category: true,
        ..base
    };
    assert_eq!(on(1000, &young).stage, Stage::Exploration);
}

#[test]
fn the_model_is_read_before_the_rhythm() {
    let by = |chance: f64| stage(&regular(), Alive::Fixed(chance), &StageRules::default());
    assert_eq!(by(0.80).stage, Stage::Commitment);
    assert_eq!(by(0.79).stage, Stage::Exploration);
    assert_eq!(
        (by(0.29).stage, by(0.29).ended),
        (Stage::Dissolution, false)
    );
    assert!(by(0.09).ended);
    assert_eq!(
        by(f64::NAN).stage,
        Stage::Commitment,
        "no number: the rhythm is read"
    );
}

#[test]
fn trouble_brings_dissolution_forward() {
    let troubled = StageFacts {
        complaint_since: Some(1040),
        ..regular()
    };
    assert_eq!(on(1061, &troubled).stage, Stage::Dissolution);
    assert_eq!(keys(&on(1061, &troubled)), ["silent", "complaint"]);
    let fresh = StageFacts {
        complaint_since: Some(1047),
        ..regular()
    };
    assert_eq!(
        (on(1061, &fresh).stage, on(1061, &fresh).review_on),
        (Stage::Exploration, Some(1062))
    );
    let bitter = StageFacts {
        last_two_negative: true,
        ..regular()
    };
    assert_eq!(
        (on(1060, &bitter).stage, on(1061, &bitter).stage),
        (Stage::Exploration, Stage::Dissolution)
    );
}

#[test]
fn a_cancelled_contract_ends_it_unless_they_bought_again() {
    let cancelled = StageFacts {
        cancelled_on: Some(1005),
        ..regular()
    };
    assert_eq!(
        (on(1004, &cancelled).stage, on(1004, &cancelled).review_on),
        (Stage::Commitment, Some(1005))
    );
    assert_eq!(keys(&on(1010, &cancelled)), ["cancelled"]);
    let returned = StageFacts {
        cancelled_on: Some(900),
        ..regular()
    };
    assert_eq!(on(1000, &returned).stage, Stage::Commitment);
}

#[test]
fn before_the_first_order_talk_decides() {
    let known = StageFacts {
        as_of: 10,
        known_since: Some(3),
        ..StageFacts::default()
    };
    let aware = on(10, &known);
    assert_eq!(
        (aware.stage, aware.since, aware.review_on),
        (Stage::Awareness, Some(3), None)
    );
    let talked = StageFacts {
        contacts: 1,
        first_contact: Some(5),
        ..known
    };
    assert_eq!(
        (on(10, &talked).stage, on(10, &talked).since),
        (Stage::Exploration, Some(5))
    );
    assert_eq!(on(9999, &talked).stage, Stage::Exploration);
}

#[test]
fn hysteresis_holds_a_stage_at_the_edge() {
    let held = |previous, chance| {
        let facts = StageFacts {
            previous: Some(previous),
            ..regular()
        };
        stage(&facts, Alive::Fixed(chance), &StageRules::default()).stage
    };
    assert_eq!(held(Stage::Commitment, 0.76), Stage::Commitment);
    assert_eq!(held(Stage::Commitment, 0.74), Stage::Exploration);
    assert_eq!(held(Stage::Dissolution, 0.34), Stage::Dissolution);
    assert_eq!(held(Stage::Dissolution, 0.36), Stage::Exploration);
    assert_eq!(held(Stage::Exploration, 0.34), Stage::Exploration);
}

#[test]
fn gaps_shrink_to_the_segment_and_windows_end_at_the_last_occasion() {
    let rules = StageRules::default();
    assert_eq!(rules.gap_days(Some(10.0), 3, Some(40.0)), 25.0);
    assert_eq!(rules.gap_days(None, 0, Some(40.0)), 40.0);
    assert_eq!(rules.gap_days(None, 0, None), 60.0);
    assert_eq!(rules.gap_days(Some(f64::NAN), 1, Some(f64::INFINITY)), 60.0);
    let windows = Windows::new(1000, 25.0, &rules);
    assert_eq!((windows.before_until, windows.before_from), (900, 800));
}

fn facts() -> impl Strategy<Value = StageFacts> {
    let days = (0..2000i32, 0..2000i32, 0..12u32, 0..3u32);
    let rhythm = (
        prop::option::of(0.5..200.0f64),
        prop::option::of(0.0..2.0f64),
        prop::option::of(0.5..200.0f64),
    );
    let pledges = (
        any::<bool>(),
        prop::option::of(0.0..1.0f64),
        prop::option::of(0..=10u8),
        any::<bool>(),
    );
    let events = (
        prop::option::of(0..3000i32),
        prop::option::of(0..3000i32),
        any::<bool>(),
        any::<bool>(),
    );
    let money = (-500..500i64, -500..500i64, 0..6usize);
    (days, rhythm, pledges, events, money).prop_map(|(days, rhythm, pledges, events, money)| {
        let (first, length, occasions, contacts) = days;
        let last = if occasions > 1 { first + length } else { first };
        let stages = [
            Stage::Awareness,
            Stage::Exploration,
            Stage::Expansion,
            Stage::Commitment,
            Stage::Dissolution,
        ];
        StageFacts {
            as_of: last,
            known_since: Some(0),
            first_contact: (contacts > 0).then_some(0),
            contacts,
            occasions,
            first_occasion: (occasions > 0).then_some(first),
            last_occasion: (occasions > 0).then_some(last),
            own_gap: rhythm.0,
            gap_variation: rhythm.1,
            segment_gap: rhythm.2,
            segment_variation: Some(1.0),
            contract: pledges.0,
            share_of_wallet: pledges.1,
            recommendation: pledges.2,
            referral: pledges.3,
            cancelled_on: events.0,
            complaint_since: events.1,
            last_two_negative: events.2,
            new_category: events.3,
            second_contact: false,
            margin_recent: money.0,
            margin_before: money.1,
            previous: stages.get(money.2).copied(),
        }
    })
}

/// How far towards dissolution, when nothing new happens.
fn distance(staged: &Staged) -> u8 {
    match (staged.stage, staged.ended) {
        (Stage::Commitment, _) => 0,
        (Stage::Expansion, _) => 1,
        (Stage::Exploration, _) => 2,
        (Stage::Awareness, _) => 3,
        (Stage::Dissolution, false) => 4,
        (Stage::Dissolution, true) => 5,
    }
}

proptest! {
    #[test]
    fn time_alone_moves_only_towards_dissolution(facts in facts(), decay in prop::option::of(0.0001..0.02f64)) {
        let start = facts.as_of;
        let curve = |day: i32| (-decay.unwrap_or(0.0) * f64::from(day - start)).exp();
        let alive = || if decay.is_some() { Alive::Curve(&curve) } else { Alive::NotFitted };
        let mut facts = facts;
        let mut before = stage(&facts, alive(), &StageRules::default());
        let first = before.clone();
        for day in start + 1..start + 900 {
            facts.as_of = day;
            let now = stage(&facts, alive(), &StageRules::default());
            prop_assert!(distance(&now) >= distance(&before), "{:?} to {:?} on {day}", before.stage, now.stage);
            let moved = (now.stage, now.ended) != (before.stage, before.ended);
            prop_assert_eq!(moved, before.review_on == Some(day), "review {:?}, day {}", before.review_on, day);
            before = now;
        }
        prop_assert!(first.review_on.is_none_or(|day| day > start));
    }

    #[test]
    fn the_stage_on_record_never_makes_it_flicker(facts in facts()) {
        let mut facts = facts;
        let mut before = None;
        for day in facts.as_of..facts.as_of + 400 {
            facts.as_of = day;
            let now = stage(&facts, Alive::NotFitted, &StageRules::default());
            prop_assert!(before.is_none_or(|before| distance(&now) >= before));
            before = Some(distance(&now));
            facts.previous = Some(now.stage);
        }
    }

    #[test]
    fn every_account_has_a_stage_with_listed_reasons(facts in facts(), chance in prop::num::f64::ANY) {
        let staged = stage(&facts, Alive::Fixed(chance), &StageRules::default());
        prop_assert!(!staged.evidence.is_empty());
        prop_assert!(staged.evidence.iter().all(|evidence| EVIDENCE_KEYS.contains(&evidence.key)));
        prop_assert_eq!(Stage::from_key(staged.stage.key()), Some(staged.stage));
        let extreme = StageFacts { as_of: i32::MAX, first_occasion: Some(i32::MIN), ..facts };
        prop_assert!(!stage(&extreme, Alive::NotFitted, &StageRules::default()).evidence.is_empty());
    }
}
