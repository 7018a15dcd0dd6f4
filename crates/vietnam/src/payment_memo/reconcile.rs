//! What payments do to an order. Never reopens a cancelled order and never books money that left, or that
//! came to an account which is not ours: those end in a queue or aside, for a person to look at.

/// One movement on a bank account, as a bank or a gateway reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment<'a> {
    /// The reporter's id of the transaction; the same id twice is one payment.
    pub id: Option<&'a str>,
    /// Whole đồng.
    pub amount: i64,
}

/// What is known when payments are settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement<'a> {
    /// Total of the order the memo names; `None` when it names none we have.
    pub order_total: Option<i64>,
    pub order_cancelled: bool,
    /// Whether the money came in.
    pub incoming: bool,
    /// Whether the account is one of ours.
    pub our_account: bool,
    /// Whether this transaction was reported and settled before.
    pub seen_before: bool,
    /// All payments for this order so far, repeated reports included.
    pub payments: &'a [Payment<'a>],
}

/// The answer. Amounts in đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Paid,
    Partial {
        remaining: i64,
    },
    Overpaid {
        over: i64,
    },
    /// No order: a person looks at it.
    Unmatched,
    /// The order is cancelled: a person looks at it, with the order as suggestion.
    UnmatchedWithSuggestion,
    /// A repeated report of a transaction already settled: nothing more happens.
    ProcessedOnce,
    /// Money that went out.
    Ignored,
    /// An account that is not ours.
    Rejected,
}

impl Outcome {
    /// The word used at the doors.
    pub fn key(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Partial { .. } => "partial",
            Self::Overpaid { .. } => "overpaid",
            Self::Unmatched => "unmatched_queue",
            Self::UnmatchedWithSuggestion => "unmatched_queue_with_suggestion",
            Self::ProcessedOnce => "processed_once",
            Self::Ignored => "ignored",
            Self::Rejected => "rejected",
        }
    }
}

/// Settles an order against its payments.
pub fn settle(case: &Settlement<'_>) -> Outcome {
    if !case.our_account {
        return Outcome::Rejected;
    }
    if !case.incoming {
        return Outcome::Ignored;
    }
    if case.seen_before {
        return Outcome::ProcessedOnce;
    }
    let Some(total) = case.order_total else {
        return Outcome::Unmatched;
    };
    if case.order_cancelled {
        return Outcome::UnmatchedWithSuggestion;
    }
    let paid = paid(case.payments);
    match total.saturating_sub(paid) {
        0 => Outcome::Paid,
        remaining if remaining > 0 => Outcome::Partial { remaining },
        over => Outcome::Overpaid {
            over: over.saturating_neg(),
        },
    }
}

/// The sum of the payments, each id counted once.
fn paid(payments: &[Payment<'_>]) -> i64 {
    let mut seen = std::collections::BTreeSet::new();
    payments
        .iter()
        .filter(|payment| payment.id.is_none_or(|id| seen.insert(id)))
        .fold(0i64, |sum, payment| sum.saturating_add(payment.amount))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case<'a>(order_total: Option<i64>, payments: &'a [Payment<'a>]) -> Settlement<'a> {
        Settlement {
            order_total,
            order_cancelled: false,
            incoming: true,
            our_account: true,
            seen_before: false,
            payments,
        }
    }

    fn pay(id: Option<&str>, amount: i64) -> Payment<'_> {
        Payment { id, amount }
    }

    #[test]
    fn instalments_add_up_and_repeats_do_not() {
        let instalments = [pay(Some("a"), 400), pay(Some("b"), 600)];
        assert_eq!(settle(&case(Some(1_000), &instalments)), Outcome::Paid);
        let repeated = [pay(Some("a"), 400), pay(Some("a"), 400)];
        assert_eq!(
            settle(&case(Some(1_000), &repeated)),
            Outcome::Partial { remaining: 600 }
        );
        let nameless = [pay(None, 600), pay(None, 600)];
        assert_eq!(
            settle(&case(Some(1_000), &nameless)),
            Outcome::Overpaid { over: 200 }
        );
    }

    #[test]
    fn what_is_not_ours_comes_before_everything_else() {
        let payments = [pay(None, 1_000)];
        let paid = case(Some(1_000), &payments);
        assert_eq!(
            settle(&Settlement {
                our_account: false,
                ..paid.clone()
            }),
            Outcome::Rejected
        );
        assert_eq!(
            settle(&Settlement {
                incoming: false,
                ..paid.clone()
            }),
            Outcome::Ignored
        );
        assert_eq!(
            settle(&Settlement {
                order_cancelled: true,
                ..paid.clone()
            }),
            Outcome::UnmatchedWithSuggestion
        );
        assert_eq!(
            settle(&Settlement {
                seen_before: true,
                ..paid.clone()
            }),
            Outcome::ProcessedOnce
        );
        assert_eq!(
            settle(&Settlement {
                order_total: None,
                ..paid
            }),
            Outcome::Unmatched
        );
    }
}
