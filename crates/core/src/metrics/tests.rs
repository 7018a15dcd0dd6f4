//! Statistics kept step by step are those of a rebuild.

use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;
use quen_insight::stage::StageRules;
use uuid::Uuid;

use super::*;
use crate::interactions::Interaction;
use crate::orders::{Line, Quantity, Totals};
use crate::{Currency, orders};

/// One order of a customer, put together without the rules: any state that could be stored.
fn order(day: i32, price: i64, cost: Option<i64>) -> Order {
    let mut order = Order::new(Uuid::from_u128(1), Currency::Vnd, DateTime::UNIX_EPOCH);
    order.ordered_on = dates::from_number(day).unwrap();
    order.lines = vec![Line {
        quantity: Quantity::ONE,
        unit_cost: cost,
        tax_rate: Some(800),
        ..Line::total("a", price)
    }];
    order.totals = orders::totals::count(&order.lines, 0).unwrap();
    order
}

#[test]
fn an_order_counts_once_and_only_while_it_counts() {
    let paid = order(100, 100_000, Some(60_000));
    assert_eq!(
        Contribution::of(&paid),
        Some(Contribution {
            day: 100,
            net: 108_000,
            refunds: 0,
            margin: 40_000,
            orders: 1
        })
    );
    let back = Order {
        refunded: 54_000,
        refunded_tax: 4_000,
        ..paid.clone()
    };
    assert_eq!(
        Contribution::of(&back).map(|c| (c.net, c.refunds, c.margin)),
        Some((54_000, 54_000, -10_000))
    );
    assert_eq!(
        Contribution::of(&Order {
            status: "draft".into(),
            ..paid.clone()
        }),
        None
    );
    assert_eq!(
        Contribution::of(&Order {
            deleted_at: Some(DateTime::UNIX_EPOCH),
            ..paid.clone()
        }),
        None
    );
    let stored = Contribution::of(&paid).unwrap();
    assert_eq!(Contribution::from_totals(100, stored.totals()), stored);
}

#[test]
fn the_rhythm_is_the_customers_own_drawn_to_the_base() {
    let mut days = DayMap::default();
    for day in [0, 20, 40, 60] {
        days.apply(day, DayTotals::order(100, 50));
    }
    let base = Base {
        median_gap: Some(41.0),
        ..Base::default()
    };
    let figures = figures(&days.rebuild(), &days, &base, &StageRules::default());
    // (3·20 + 3·41) / 6 = 30.5 days; 1.5 of it are 45.75, so the 46th day is silent.
    assert_eq!(figures.rhythm_days, Some(31));
    assert_eq!(figures.silent_on, dates::from_number(60 + 46));
    assert_eq!(
        (figures.spend, figures.margin, figures.occasions),
        (400, 200, 4)
    );
    let mut one = DayMap::default();
    one.apply(5, DayTotals::order(100, 0));
    let figures = super::figures(&one.rebuild(), &one, &base, &StageRules::default());
    assert_eq!(
        (figures.rhythm_days, figures.silent_on),
        (None, None),
        "one purchase has no rhythm"
    );
}

#[test]
fn touches_follow_each_change() {
    let mut call = Interaction::new(Uuid::from_u128(1), DateTime::UNIX_EPOCH);
    call.kind = "call".into();
    call.direction = "in".into();
    let counted = Touches::default().changed(None, Some(&call));
    assert_eq!(
        counted,
        Touches {
            incoming: 1,
            outgoing: 0,
            two_way: 1
        }
    );
    let missed = Interaction {
        outcome: Some("no_answer".into()),
        ..call.clone()
    };
    let counted = counted.changed(Some(&call), Some(&missed));
    assert_eq!(
        counted,
        Touches {
            incoming: 1,
            outgoing: 0,
            two_way: 0
        }
    );
    let binned = Interaction {
        deleted_at: Some(DateTime::UNIX_EPOCH),
        ..missed.clone()
    };
    assert_eq!(
        counted.changed(Some(&missed), Some(&binned)),
        Touches::default()
    );
}

/// What may happen to one of a customer's orders.
#[derive(Debug, Clone)]
enum Act {
    Place {
        day: i32,
        price: i64,
        cost: Option<i64>,
    },
    Reprice(usize, i64),
    Redate(usize, i32),
    Refund(usize, i64),
    Cancel(usize),
    Bin(usize),
    GiveAway(usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let place = (0..400, 0_i64..500_000, prop::option::of(0_i64..400_000));
    let act = prop_oneof![
        4 => place.prop_map(|(day, price, cost)| Act::Place { day, price, cost }),
        1 => (0_usize..20, 0_i64..500_000).prop_map(|(at, price)| Act::Reprice(at, price)),
        1 => (0_usize..20, 0..400).prop_map(|(at, day)| Act::Redate(at, day)),
        2 => (0_usize..20, 0_i64..=100).prop_map(|(at, percent)| Act::Refund(at, percent)),
        1 => (0_usize..20).prop_map(Act::Cancel),
        1 => (0_usize..20).prop_map(Act::Bin),
        1 => (0_usize..20).prop_map(Act::GiveAway),
    ];
    prop::collection::vec(act, 1..40)
}

/// Two customers kept step by step as the store does it: days always, statistics folded or rebuilt.
#[derive(Default)]
struct Kept {
    orders: [Vec<Order>; 2],
    days: [DayMap; 2],
    statistics: [Occasions; 2],
}

impl Kept {
    fn write(&mut self, whose: usize, before: Option<&Order>, after: Option<&Order>) {
        change(&mut self.days[whose], before, after);
        let folded = fold(&self.statistics[whose], before, after);
        self.statistics[whose] = folded.unwrap_or_else(|| self.days[whose].rebuild());
    }

    fn edit(&mut self, at: usize, edit: impl FnOnce(&mut Order)) {
        let count = self.orders[0].len().max(1);
        let Some(before) = self.orders[0].get(at % count).cloned() else {
            return;
        };
        let mut after = before.clone();
        edit(&mut after);
        self.write(0, Some(&before), Some(&after));
        self.orders[0][at % count] = after;
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Place { day, price, cost } => {
                let new = order(day, price, cost);
                self.write(0, None, Some(&new));
                self.orders[0].push(new);
            }
            Act::Reprice(at, price) => self.edit(at, |o| {
                o.totals = Totals {
                    total: price.max(o.refunded),
                    subtotal: price.max(o.refunded),
                    ..Totals::default()
                };
            }),
            Act::Redate(at, day) => {
                self.edit(at, |o| o.ordered_on = dates::from_number(day).unwrap())
            }
            Act::Refund(at, percent) => {
                self.edit(at, |o| o.refunded = o.totals.total * percent / 100)
            }
            Act::Cancel(at) => self.edit(at, |o| o.status = "cancelled".into()),
            Act::Bin(at) => self.edit(at, |o| {
                o.deleted_at = match o.deleted_at {
                    None => Some(DateTime::UNIX_EPOCH + TimeDelta::days(1)),
                    Some(_) => None,
                };
            }),
            Act::GiveAway(at) if !self.orders[0].is_empty() => {
                let at = at % self.orders[0].len();
                let moved = self.orders[0].remove(at);
                self.write(0, Some(&moved), None);
                self.write(1, None, Some(&moved));
                self.orders[1].push(moved);
            }
            Act::GiveAway(_) => {}
        }
    }
}

fn anew(orders: &[Order]) -> DayMap {
    day_map(orders.iter().filter_map(Contribution::of), None)
}

proptest! {
    #[test]
    fn any_sequence_equals_a_rebuild(acts in acts()) {
        let mut kept = Kept::default();
        for act in acts {
            kept.act(act);
            for whose in [0, 1] {
                let days = anew(&kept.orders[whose]);
                prop_assert_eq!(&kept.days[whose], &days);
                prop_assert_eq!(kept.statistics[whose], days.rebuild());
            }
        }
        let both: Vec<Order> = kept.orders.concat();
        let [mine, other] = kept.days;
        prop_assert_eq!(mine.merge(&other), anew(&both));
    }
}
