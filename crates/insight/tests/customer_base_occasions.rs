//! Statistics kept up one entry at a time equal a full rebuild, bit for bit, whatever the order of events.

use proptest::prelude::*;
use quen_insight::occasions::{DayMap, DayTotals, Occasions};

#[derive(Debug, Clone)]
enum Event {
    Order { day: i32, net: i64, cost: i64 },
    Linked { day: i32, amount: i64 },
    Unlinked { day: i32, amount: i64 },
    Delete(usize),
    Edit { which: usize, day: i32, net: i64 },
}

fn event() -> impl Strategy<Value = Event> {
    let day = 0..60_i32;
    prop_oneof![
        6 => (day.clone(), -20..200_i64, 0..50_i64).prop_map(|(day, net, cost)| Event::Order { day, net, cost }),
        1 => (day.clone(), 0..250_i64).prop_map(|(day, amount)| Event::Linked { day, amount }),
        1 => (day.clone(), 0..250_i64).prop_map(|(day, amount)| Event::Unlinked { day, amount }),
        1 => any::<usize>().prop_map(Event::Delete),
        1 => (any::<usize>(), day, 0..200_i64).prop_map(|(which, day, net)| Event::Edit { which, day, net }),
    ]
}

/// A customer kept up as the product does it: append where that is certain, rebuild where it is not.
#[derive(Default)]
struct Kept {
    days: DayMap,
    state: Occasions,
    entries: Vec<(i32, DayTotals)>,
}

impl Kept {
    fn add(&mut self, day: i32, entry: DayTotals) {
        self.days.apply(day, entry);
        self.entries.push((day, entry));
        if !self.state.append(day, entry) {
            self.state = self.days.rebuild();
        }
    }

    fn delete(&mut self, which: usize) -> bool {
        if self.entries.is_empty() {
            return false;
        }
        let (day, entry) = self.entries.remove(which % self.entries.len());
        self.days.remove(day, entry);
        self.state = self.days.rebuild();
        true
    }

    fn on(&mut self, event: &Event) {
        match *event {
            Event::Order { day, net, cost } => self.add(day, DayTotals::order(net, cost)),
            Event::Linked { day, amount } => self.add(day, DayTotals::linked_refund(amount)),
            Event::Unlinked { day, amount } => self.add(day, DayTotals::unlinked_refund(amount)),
            Event::Delete(which) => {
                self.delete(which);
            }
            Event::Edit { which, day, net } => {
                if self.delete(which) {
                    self.add(day, DayTotals::order(net, 0));
                }
            }
        }
    }

    fn rebuilt_in_another_order(&self) -> Occasions {
        let mut days = DayMap::default();
        for (day, entry) in self.entries.iter().rev() {
            days.apply(*day, *entry);
        }
        days.rebuild()
    }
}

proptest! {
    #[test]
    fn incremental_state_equals_a_rebuild(events in prop::collection::vec(event(), 0..60)) {
        let mut kept = Kept::default();
        for event in &events {
            kept.on(event);
            prop_assert_eq!(kept.state, kept.rebuilt_in_another_order());
        }
    }

    #[test]
    fn orders_in_time_are_always_appended(mut orders in prop::collection::vec((0..400_i32, 1..900_i64), 1..40)) {
        orders.sort_unstable();
        let (mut state, mut days) = (Occasions::default(), DayMap::default());
        for (day, net) in orders {
            days.apply(day, DayTotals::order(net, 0));
            prop_assert!(state.append(day, DayTotals::order(net, 0)));
            prop_assert_eq!(state, days.rebuild());
        }
    }

    #[test]
    fn merging_two_customers_is_the_union_of_their_days(
        mine in prop::collection::vec(event(), 0..30),
        theirs in prop::collection::vec(event(), 0..30),
    ) {
        let (mut a, mut b) = (Kept::default(), Kept::default());
        mine.iter().for_each(|e| a.on(e));
        theirs.iter().for_each(|e| b.on(e));
        let mut both = Kept::default();
        for (day, entry) in a.entries.iter().chain(&b.entries) {
            both.add(*day, *entry);
        }
        prop_assert_eq!(a.days.clone().merge(&b.days).rebuild(), both.state);
        prop_assert_eq!(b.days.merge(&a.days).rebuild(), both.state);
    }

    #[test]
    fn no_entry_overflows(day in any::<i32>(), other in any::<i32>(), net in any::<i64>(), cost in any::<i64>()) {
        let mut kept = Kept::default();
        kept.add(day, DayTotals::order(net, cost));
        kept.add(other, DayTotals::order(i64::MAX, cost));
        kept.add(other, DayTotals::linked_refund(net));
        prop_assert!(kept.state.purchases(i32::MAX).is_none_or(|p| p.tx >= 0 && p.t >= 0));
    }
}

#[test]
fn same_day_orders_are_one_occasion_and_samples_are_none() {
    let mut days = DayMap::default();
    for (day, net) in [(0, 1000), (0, 1500), (31, 2000), (31, 500), (40, 0)] {
        days.apply(day, DayTotals::order(net, 0));
    }
    let seen = days.rebuild();
    assert_eq!(
        (seen.occasions, seen.first_day, seen.last_day),
        (2, Some(0), Some(31))
    );
    assert_eq!(seen.mean_repeat_minor(), Some(2500.0));
    assert_eq!(seen.last_entry_day, Some(40));
}

#[test]
fn a_refund_takes_its_order_away_and_an_unlinked_one_only_money() {
    let mut days = DayMap::default();
    for (day, net) in [(0, 100), (31, 50), (91, 80)] {
        days.apply(day, DayTotals::order(net, 0));
    }
    let unlinked = {
        let mut days = days.clone();
        days.apply(40, DayTotals::unlinked_refund(50));
        days.rebuild()
    };
    assert_eq!((unlinked.occasions, unlinked.net_sum_minor), (3, 180));
    days.apply(31, DayTotals::linked_refund(50));
    let linked = days.rebuild();
    let seen = linked.purchases(181).unwrap();
    assert_eq!((seen.x, seen.tx, seen.t), (1, 91, 181));
    assert_eq!(
        (
            linked.repeat_sum_minor,
            linked.net_sum_minor,
            linked.refund_sum_minor
        ),
        (80, 180, 50)
    );
}

#[test]
fn gaps_have_a_median_a_mean_and_a_variation() {
    let mut days = DayMap::default();
    for day in [0, 10, 30, 60] {
        days.apply(day, DayTotals::order(1, 0));
    }
    let seen = days.rebuild();
    assert_eq!(
        (days.median_gap(), seen.mean_gap()),
        (Some(20.0), Some(20.0))
    );
    assert_eq!(seen.gap_variation(), Some(0.5));
    days.apply(100, DayTotals::order(1, 0));
    assert_eq!(days.median_gap(), Some(25.0));
    days.apply(200, DayTotals::order(1, 0));
    assert_eq!(days.rebuild_until(60), seen);
}
