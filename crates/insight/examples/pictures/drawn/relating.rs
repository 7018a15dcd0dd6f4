//! Pictures of relationships: stages and types as time passes, and what has been learnt.

use quen_insight::bgnbd;
use quen_insight::histories::History;
use quen_insight::learning::{Fact, Topic, known};
use quen_insight::mbgnbd;
use quen_insight::relationship_type::{RelationshipType, TypeFacts, TypeRules, relationship_type};
use quen_insight::stage::{Alive, Stage, StageFacts, StageRules, stage};

use super::plot::{Axis, Plot, Side};

/// Days of the pictures.
const DAYS: i32 = 900;
const DAY: Axis = Axis {
    name: "days since the first order",
    from: 0.0,
    to: 900.0,
    ticks: &[
        (0.0, "0"),
        (180.0, "180"),
        (360.0, "360"),
        (540.0, "540"),
        (720.0, "720"),
        (900.0, "900"),
    ],
};
/// Chances in days.
const MODEL: mbgnbd::Params = bgnbd::Params {
    r: 1.2,
    alpha: 45.0,
    a: 0.5,
    b: 6.0,
};

/// The pictures of this file.
pub fn all() -> [(&'static str, String); 3] {
    [
        ("stages", stages()),
        ("relationship-types", types()),
        ("learning", forgetting()),
    ]
}

/// A café that orders every thirty days until day 540 and then no more, as it stands on a day.
fn cafe(day: i32) -> StageFacts {
    let last = (day.min(540) / 30) * 30;
    let occasions = u32::try_from(last / 30 + 1).unwrap_or(1);
    StageFacts {
        as_of: day,
        known_since: Some(-60),
        first_contact: Some(-20),
        contacts: 2,
        occasions,
        first_occasion: Some(0),
        last_occasion: Some(last),
        own_gap: (occasions > 1).then_some(30.0),
        gap_variation: (occasions > 2).then_some(0.2),
        segment_gap: Some(40.0),
        segment_variation: Some(0.5),
        contract: day >= 300,
        margin_recent: 150,
        margin_before: if (150..400).contains(&day) { 100 } else { 150 },
        ..StageFacts::default()
    }
}

fn chance(facts: &StageFacts, day: i32) -> f64 {
    let (last, x) = (
        facts.last_occasion.unwrap_or(0),
        facts.occasions.saturating_sub(1),
    );
    mbgnbd::p_alive(
        MODEL,
        History {
            x,
            tx: f64::from(last),
            t: f64::from(day.max(last)),
        },
    )
}

/// The stage on each day, the one of the day before kept in mind.
fn course() -> Vec<(i32, Stage, bool, f64)> {
    let mut before = None;
    (0..=DAYS)
        .step_by(6)
        .map(|day| {
            let facts = StageFacts {
                previous: before,
                ..cafe(day)
            };
            let alive = |on: i32| chance(&facts, on);
            let seen = stage(&facts, Alive::Curve(&alive), &StageRules::default());
            before = Some(seen.stage);
            (day, seen.stage, seen.ended, chance(&facts, day))
        })
        .collect()
}

fn strip(plot: &mut Plot<'_>, parts: &[(i32, u8, &str)], (low, high): (f64, f64)) {
    for run in parts.chunk_by(|a, b| a.2 == b.2) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            continue;
        };
        let (from, to) = (
            f64::from(first.0),
            f64::from(last.0 + 6).min(f64::from(DAYS)),
        );
        plot.bar(first.1, (from, low), (to, high));
        if to - from > 50.0 {
            plot.words(Side::Above, (f64::midpoint(from, to), high), first.2);
        }
    }
}

fn stages() -> String {
    let mut plot = Plot::new(
        "One relationship from the first order to the end",
        "A café orders every thirty days until day 540 and then falls silent. A strip shows its stage: exploration, expansion, commitment, \
         dissolution, ended; below it the chance of still being a customer falls after the last order.",
        DAY,
        Axis {
            name: "chance of still being a customer",
            from: 0.0,
            to: 1.45,
            ticks: &[(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")],
        },
    );
    let course = course();
    let parts: Vec<(i32, u8, &str)> = course
        .iter()
        .map(|(day, stage, ended, _)| match (stage, ended) {
            (_, true) => (*day, 5, "ended"),
            (Stage::Dissolution, _) => (*day, 2, "dissolution"),
            (Stage::Commitment, _) => (*day, 1, "commitment"),
            (Stage::Expansion, _) => (*day, 3, "expansion"),
            _ => (*day, 4, stage.key()),
        })
        .collect();
    strip(&mut plot, &parts, (1.14, 1.26));
    let line: Vec<(f64, f64)> = course
        .iter()
        .map(|(day, _, _, p)| (f64::from(*day), *p))
        .collect();
    plot.line(1, &line);
    plot.broken(5, &[(540.0, 0.0), (540.0, 1.1)]);
    plot.words(Side::Right, (540.0, 0.1), "last order");
    plot.finish()
}

fn types() -> String {
    let mut plot = Plot::new(
        "The same orders, three ways of living with them",
        "Three customers with orders every thirty days until day 540. With a contract the type goes from new to current to loyal to \
         prospective; without it, current; where nobody ever talks, exchange.",
        DAY,
        Axis {
            name: "three customers",
            from: 0.0,
            to: 3.4,
            ticks: &[],
        },
    );
    let course = course();
    for (place, contract, talks) in [(2.4, true, true), (1.4, false, true), (0.4, false, false)] {
        let kind = |(day, committed, _, _): &(i32, Stage, bool, f64)| {
            let facts = cafe(*day);
            let stage = match committed {
                Stage::Commitment if !contract => Stage::Expansion,
                other => *other,
            };
            let facts = TypeFacts {
                as_of: *day,
                by_hand: None,
                stage,
                occasions: facts.occasions,
                first_occasion: facts.first_occasion,
                last_contact: talks.then_some(*day - 20),
                gap_days: 30.0,
                margin: 500,
            };
            let kind = relationship_type(&facts, &TypeRules::default()).kind;
            let ink = match kind {
                RelationshipType::Loyal => 1,
                RelationshipType::New => 4,
                RelationshipType::Prospective => 2,
                RelationshipType::Exchange => 5,
                _ => 3,
            };
            (*day, ink, kind.key())
        };
        let parts: Vec<(i32, u8, &str)> = course.iter().map(kind).collect();
        strip(&mut plot, &parts, (place, place + 0.3));
    }
    plot.finish()
}

fn forgetting() -> String {
    let mut plot = Plot::new(
        "What was learnt fades unless it is confirmed",
        "How well a topic is known against days, for a fact the customer stated, confirmed after 200 days, and for one that was inferred. \
         Both halve every 180 days; the inferred one starts at half.",
        Axis {
            name: "days",
            from: 0.0,
            to: 540.0,
            ticks: &[(0.0, "0"), (180.0, "180"), (360.0, "360"), (540.0, "540")],
        },
        Axis {
            name: "known",
            from: 0.0,
            to: 1.05,
            ticks: &[
                (0.0, "0 %"),
                (0.25, "25 %"),
                (0.5, "50 %"),
                (0.75, "75 %"),
                (1.0, "100 %"),
            ],
        },
    );
    let topic = |stated: bool, days: i32| Topic {
        key: "delivery-window".to_owned(),
        weight: 1.0,
        minutes: 5.0,
        half_life: 180.0,
        fact: Some(Fact {
            stated,
            confidence: 1.0,
            days: f64::from(days),
            used: 1,
        }),
    };
    let stated: Vec<(f64, f64)> = (0..=540)
        .map(|day| {
            (
                f64::from(day),
                known(&topic(true, if day < 200 { day } else { day - 200 })),
            )
        })
        .collect();
    let inferred: Vec<(f64, f64)> = (0..=540)
        .map(|day| (f64::from(day), known(&topic(false, day))))
        .collect();
    plot.line(1, &stated);
    plot.broken(2, &inferred);
    plot.words(Side::Right, (205.0, 1.0), "said again");
    plot.words(Side::Right, (60.0, 0.88), "stated by the customer");
    plot.words(Side::Right, (60.0, 0.32), "inferred");
    plot.finish()
}
