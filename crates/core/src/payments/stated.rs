//! What the row of an order says of its payment: so much came, so much is owed, on that day, in that way; and what has to be noted
//! so that the order says the same. It must never choose between two statements that contradict each other.

use chrono::NaiveDate;
use quen_vietnam::money::{self, Locale};

use crate::Problem;
use crate::orders::Order;

/// What was said to have come so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// All of it.
    All,
    /// Some, nobody says how much.
    Part,
    /// Nothing.
    Nothing,
    /// So much, minor units.
    Amount(i64),
}

/// Everything that was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// Came so far.
    pub paid: Option<Said>,
    /// Still owed, minor units.
    pub debt: Option<i64>,
    /// The day on which the last of it came.
    pub on: Option<NaiveDate>,
    /// One of [`super::WAYS`].
    pub way: Option<String>,
    /// Words for the way that name none of them.
    pub text: Option<String>,
}

impl Stated {
    /// Does it say anything of money? The way alone does not. Lists that keep no accounts write `0` paid and `0` owed.
    pub fn says(&self) -> bool {
        let nothing = matches!(self.paid, None | Some(Said::Amount(0)));
        match self.debt {
            Some(0) if self.paid.is_some() => !nothing,
            None if self.paid.is_none() => self.on.is_some(),
            _ => true,
        }
    }

    /// Does it say that the customer took the goods and paid nothing as yet?
    pub fn on_credit(&self) -> bool {
        let open = matches!(self.paid, Some(Said::Nothing | Said::Amount(0)));
        self.says() && (open || self.debt.is_some_and(|debt| debt > 0))
    }

    /// What is wrong without knowing the order: `negative` at `paid` or `debt`, `paid-part` at `paid`, `in-future` at `paid_on`.
    pub fn problems(&self, today: NaiveDate) -> Vec<Problem> {
        let mut found = Vec::new();
        if matches!(self.paid, Some(Said::Amount(amount)) if amount < 0) {
            found.push(Problem::new("paid", "negative"));
        }
        if self.debt.is_some_and(|debt| debt < 0) {
            found.push(Problem::new("debt", "negative"));
        }
        if self.paid == Some(Said::Part) && self.debt.is_none() {
            found.push(Problem::new("paid", "paid-part"));
        }
        if self.on.is_some_and(|day| day > today) {
            found.push(Problem::new("paid_on", "in-future"));
        }
        found
    }

    /// What came beyond what the order, reckoned, knows of; minor units, never below zero.
    ///
    /// # Errors
    /// `paid-over-total` at `paid`, `debt-over-total` or `debt-differs` at `debt`; `paid-less` when the order knows of more;
    /// `paid-part` when nobody says how much.
    pub fn missing(&self, order: &Order) -> Result<i64, Problem> {
        if !self.says() {
            return Ok(0);
        }
        let paid = self.paid_of(order)?;
        match paid.checked_sub(order.paid) {
            Some(missing) if missing >= 0 => Ok(missing),
            _ => Err(Problem::new(self.at(), "paid-less").with("paid", shown(order, order.paid))),
        }
    }

    fn paid_of(&self, order: &Order) -> Result<i64, Problem> {
        let total = order.net();
        let by_debt = match self.debt {
            Some(debt) if debt > total => {
                return Err(
                    Problem::new("debt", "debt-over-total").with("total", shown(order, total))
                );
            }
            debt => debt.map(|debt| total.saturating_sub(debt)),
        };
        let said = match self.paid {
            Some(Said::All) => Some(total),
            Some(Said::Nothing) => Some(0),
            Some(Said::Amount(amount)) => Some(amount),
            Some(Said::Part) | None => None,
        };
        match (said, by_debt) {
            (Some(said), _) if said > total => {
                Err(Problem::new("paid", "paid-over-total").with("total", shown(order, total)))
            }
            (Some(said), Some(by_debt)) if said != by_debt => {
                let owed = total.saturating_sub(said);
                Err(Problem::new("debt", "debt-differs").with("owed", shown(order, owed)))
            }
            (Some(paid), _) | (None, Some(paid)) => Ok(paid),
            // A day alone says that all came on it.
            (None, None) if self.paid.is_none() => Ok(total),
            (None, None) => Err(Problem::new("paid", "paid-part")),
        }
    }

    fn at(&self) -> &'static str {
        match (self.paid, self.debt) {
            (Some(_), _) => "paid",
            (None, Some(_)) => "debt",
            (None, None) => "paid_on",
        }
    }
}

/// An amount for a sentence, as shops write it.
fn shown(order: &Order, amount: i64) -> String {
    match money::currency(order.currency.code()) {
        Some(currency) => money::money(amount, currency, Locale::Vi),
        None => amount.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;
    use crate::orders::Totals;
    use uuid::Uuid;

    fn order(total: i64, paid: i64) -> Order {
        let now = chrono::DateTime::from_timestamp(1_795_219_200, 0).unwrap();
        let mut order = Order::new(Uuid::from_u128(1), Currency::Vnd, now);
        order.totals = Totals {
            total,
            ..Totals::default()
        };
        order.paid = paid;
        order
    }

    fn missing(paid: Option<Said>, debt: Option<i64>, known: i64) -> Result<i64, &'static str> {
        let stated = Stated {
            paid,
            debt,
            ..Stated::default()
        };
        let found = stated.missing(&order(500, known));
        found.map_err(|problem| problem.code)
    }

    #[test]
    fn what_is_missing_is_what_came_beyond_what_is_known() {
        use Said::{All, Amount, Nothing, Part};
        assert_eq!(missing(Some(Amount(200)), None, 0), Ok(200));
        assert_eq!(missing(Some(Amount(200)), None, 200), Ok(0));
        assert_eq!(missing(Some(All), None, 200), Ok(300));
        assert_eq!(missing(None, Some(500), 0), Ok(0));
        assert_eq!(missing(None, Some(100), 0), Ok(400));
        assert_eq!(missing(Some(Part), Some(100), 0), Ok(400));
        assert_eq!(missing(Some(Amount(200)), Some(300), 0), Ok(200));
        assert_eq!(missing(Some(Nothing), None, 0), Ok(0));
        assert_eq!(
            missing(Some(Amount(0)), Some(0), 0),
            Ok(0),
            "no accounts are kept"
        );
    }

    #[test]
    fn contradictions_are_told_and_never_settled() {
        use Said::{Amount, Nothing, Part};
        assert_eq!(missing(Some(Amount(501)), None, 0), Err("paid-over-total"));
        assert_eq!(missing(None, Some(501), 0), Err("debt-over-total"));
        assert_eq!(
            missing(Some(Amount(200)), Some(200), 0),
            Err("debt-differs")
        );
        assert_eq!(missing(Some(Nothing), Some(0), 0), Err("debt-differs"));
        assert_eq!(missing(Some(Amount(200)), None, 300), Err("paid-less"));
        assert_eq!(missing(Some(Part), None, 0), Err("paid-part"));
    }

    #[test]
    fn goods_on_credit_and_days_alone_are_understood() {
        let of = |paid, debt| Stated {
            paid,
            debt,
            ..Stated::default()
        };
        assert!(of(Some(Said::Nothing), None).on_credit());
        assert!(of(Some(Said::Amount(0)), None).on_credit());
        assert!(of(None, Some(500)).on_credit());
        assert!(!of(Some(Said::Amount(0)), Some(0)).on_credit());
        assert!(!of(Some(Said::All), None).on_credit());
        let day = NaiveDate::from_ymd_opt(2026, 11, 2);
        let dated = Stated {
            on: day,
            ..Stated::default()
        };
        assert_eq!(dated.missing(&order(500, 0)), Ok(500));
        assert_eq!(dated.problems(day.unwrap()), []);
        let early = dated.problems(day.unwrap().pred_opt().unwrap());
        assert_eq!(early.first().map(|problem| problem.code), Some("in-future"));
        let way = Stated {
            way: Some("cash".to_owned()),
            ..Stated::default()
        };
        assert!(!way.says());
    }
}
