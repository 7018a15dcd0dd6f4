//! What was paid on an order, what is still owed, and the day on which it was paid in full. Parts are noted one by one; the day
//! that somebody says by hand stands for the rest. It must never say of an order that it is paid while money is open.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Order;
use crate::Problem;

/// What was paid on an order, and what went back: day and amount in minor units, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// Payments that were noted one by one.
    pub parts: Vec<(NaiveDate, i64)>,
    /// Refunds.
    pub back: Vec<(NaiveDate, i64)>,
}

/// What a customer owes on orders, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// In all.
    pub amount: i64,
    /// On so many orders.
    pub orders: i64,
    /// Of it past its day.
    pub overdue: i64,
}

impl Order {
    /// Left to be paid, minor units: the total without what went back and what came. A refund lowers what is owed first.
    pub fn open(&self) -> i64 {
        self.net().saturating_sub(self.paid).max(0)
    }

    /// Paid beyond the total, as after a line was taken off; minor units.
    pub fn over(&self) -> i64 {
        self.paid.saturating_sub(self.totals.total).max(0)
    }

    /// Must the rows of payments and refunds be read to reckon this order? Most orders have none.
    pub fn has_moves(&self) -> bool {
        self.paid != self.rest || self.refunded != 0
    }

    /// Reckons what was paid, what is owed and since when nothing is. A day of payment that was set by hand (it differs from
    /// `before`) says that the rest came on that day; taken away, the rest did not come. A rest follows a changed total as long
    /// as its day stands.
    ///
    /// # Errors
    /// `paid-by-parts` at `paid_on` when the noted payments say another day.
    pub fn reckon(&mut self, before: Option<&Self>, moves: &Moves) -> Result<(), Problem> {
        let said = before.and_then(|before| before.dates.paid_on) != self.dates.paid_on;
        let total = self.totals.total;
        let follows = before.is_some_and(|before| before.totals.total != total)
            && (self.rest > 0 || moves.parts.is_empty());
        let parts: i64 = moves.parts.iter().map(|(_, amount)| amount).sum();
        match self.dates.paid_on {
            None if said => (self.rest, self.rest_on) = (0, None),
            Some(day) if said || follows => {
                let day = self.rest_on.filter(|_| !said).unwrap_or(day);
                let before_it = moves.back.iter().filter(|(on, _)| *on <= day);
                let back: i64 = before_it.map(|(_, amount)| amount).sum();
                self.rest = total.saturating_sub(back).saturating_sub(parts).max(0);
                self.rest_on = (self.rest > 0).then_some(day);
            }
            _ => {}
        }
        self.paid = parts.saturating_add(self.rest);
        let settled = self.settled_on(moves);
        // Where there is nothing to pay, the day is as it was said.
        let free = self.paid == 0 && self.net() == 0;
        if said && !free && settled != self.dates.paid_on {
            return Err(Problem::new("paid_on", "paid-by-parts"));
        }
        if !free {
            self.dates.paid_on = settled;
        }
        // Any other order without a day and without a payment was paid at once, or nobody said.
        let watched = self.dates.due_on.is_some() || self.paid > 0 || self.on_credit;
        let counts = matches!(self.status.as_str(), "confirmed" | "delivered");
        self.owed = if counts && watched { self.open() } else { 0 };
        Ok(())
    }

    /// The first day at whose end nothing was open, if money came at all.
    fn settled_on(&self, moves: &Moves) -> Option<NaiveDate> {
        if self.paid == 0 {
            return None;
        }
        let rest = self.rest_on.map(|day| (day, self.rest));
        let mut steps: Vec<(NaiveDate, i64)> = moves.parts.iter().copied().chain(rest).collect();
        steps.extend(&moves.back);
        steps.sort_unstable();
        let mut open = self.totals.total;
        steps.into_iter().find_map(|(day, amount)| {
            open = open.saturating_sub(amount);
            (open <= 0).then_some(day)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;
    use crate::orders::Totals;
    use uuid::Uuid;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn order(total: i64) -> Order {
        let now = chrono::DateTime::from_timestamp(1_795_219_200, 0).unwrap();
        let mut order = Order::new(Uuid::from_u128(1), Currency::Vnd, now);
        order.totals = Totals {
            total,
            ..Totals::default()
        };
        order
    }

    fn moves(parts: &[(u32, i64)], back: &[(u32, i64)]) -> Moves {
        let of = |list: &[(u32, i64)]| {
            list.iter()
                .map(|(on, amount)| (day(*on), *amount))
                .collect()
        };
        Moves {
            parts: of(parts),
            back: of(back),
        }
    }

    #[test]
    fn the_day_of_the_last_part_is_the_day_on_which_all_was_paid() {
        let mut new = order(500);
        new.dates.due_on = Some(day(20));
        new.reckon(None, &Moves::default()).unwrap();
        assert_eq!((new.paid, new.owed, new.dates.paid_on), (0, 500, None));
        let mut half = new.clone();
        half.reckon(Some(&new), &moves(&[(5, 200)], &[])).unwrap();
        assert_eq!((half.paid, half.owed, half.dates.paid_on), (200, 300, None));
        let mut all = half.clone();
        let both = moves(&[(9, 300), (5, 200)], &[]);
        all.reckon(Some(&half), &both).unwrap();
        assert_eq!((all.owed, all.dates.paid_on), (0, Some(day(9))));
        assert!(all.has_moves() && !new.has_moves());
    }

    #[test]
    fn a_refund_lowers_what_is_owed_and_undoes_no_payment() {
        let mut owing = order(500);
        (owing.dates.due_on, owing.refunded) = (Some(day(20)), 200);
        let before = owing.clone();
        let back = moves(&[(5, 300)], &[(12, 200)]);
        owing.reckon(Some(&before), &back).unwrap();
        assert_eq!((owing.owed, owing.dates.paid_on), (0, Some(day(12))));
        let mut paid = order(500);
        paid.refunded = 100;
        let before = paid.clone();
        let back = moves(&[(5, 500)], &[(9, 100)]);
        paid.reckon(Some(&before), &back).unwrap();
        assert_eq!((paid.owed, paid.over()), (0, 0));
        assert_eq!(paid.dates.paid_on, Some(day(5)));
    }

    #[test]
    fn a_day_said_by_hand_stands_for_the_rest_until_it_is_taken_away() {
        let part = moves(&[(5, 200)], &[]);
        let before = order(500);
        let mut paid = before.clone();
        paid.dates.paid_on = Some(day(9));
        paid.reckon(Some(&before), &part).unwrap();
        assert_eq!((paid.rest, paid.paid, paid.owed), (300, 500, 0));
        let mut dearer = paid.clone();
        dearer.totals.total = 550;
        dearer.reckon(Some(&paid), &part).unwrap();
        assert_eq!((dearer.rest, dearer.dates.paid_on), (350, Some(day(9))));
        let mut open = paid.clone();
        open.dates.paid_on = None;
        open.reckon(Some(&paid), &part).unwrap();
        assert_eq!((open.rest, open.paid, open.owed), (0, 200, 300));
        let mut gone = paid.clone();
        gone.reckon(Some(&paid), &Moves::default()).unwrap();
        assert_eq!(
            (gone.owed, gone.dates.paid_on),
            (200, None),
            "the part was withdrawn"
        );
    }

    #[test]
    fn noted_parts_are_not_overruled_by_a_day_and_a_dearer_order_is_open_again() {
        let parts = moves(&[(5, 500)], &[]);
        let mut paid = order(500);
        paid.reckon(None, &parts).unwrap();
        for said in [None, Some(day(7))] {
            let mut other = paid.clone();
            other.dates.paid_on = said;
            let told = other.reckon(Some(&paid), &parts).unwrap_err();
            assert_eq!(
                (told.field.as_ref(), told.code),
                ("paid_on", "paid-by-parts")
            );
        }
        let mut dearer = paid.clone();
        dearer.totals.total = 600;
        dearer.reckon(Some(&paid), &parts).unwrap();
        assert_eq!((dearer.owed, dearer.dates.paid_on), (100, None));
        let mut cheaper = paid.clone();
        cheaper.totals.total = 400;
        cheaper.reckon(Some(&paid), &parts).unwrap();
        assert_eq!((cheaper.over(), cheaper.owed), (100, 0));
    }

    #[test]
    fn what_nobody_spoke_of_and_what_does_not_count_is_owed_by_nobody() {
        let mut silent = order(500);
        silent.reckon(None, &Moves::default()).unwrap();
        assert_eq!((silent.owed, silent.dates.paid_on), (0, None));
        let mut draft = order(500);
        (draft.status, draft.dates.due_on) = ("draft".into(), Some(day(20)));
        draft.reckon(None, &Moves::default()).unwrap();
        assert_eq!((draft.owed, draft.open()), (0, 500));
        let mut free = order(0);
        free.dates.paid_on = Some(day(3));
        free.reckon(None, &Moves::default()).unwrap();
        assert_eq!((free.paid, free.dates.paid_on), (0, Some(day(3))));
    }
}
