//! What the figures do not tell of a relationship: bad endings, referrals, new groups of products, a second person. It only
//! looks; whether a sign matters is decided in the rules.

use quen_core::relationships::{Rules, Signs};
use quen_core::{Result, dates};
use quen_insight::stage::Windows;
use quen_store::interactions::last_outcomes;
use quen_store::{Rows, links, orders};

use crate::metrics::Customer;

pub(super) async fn signs(rows: &impl Rows, customer: &Customer, rules: &Rules) -> Result<Signs> {
    let outcomes = last_outcomes(rows, customer.party_id, 2).await?;
    let last_two_negative = outcomes.len() == 2
        && outcomes
            .iter()
            .all(quen_core::interactions::Interaction::is_negative);
    let referral = links::has_referred(rows, customer.party_id).await?;
    let (new_category, second_contact) = widening(rows, customer, rules).await?;
    Ok(Signs {
        last_two_negative,
        referral,
        new_category,
        second_contact,
    })
}

/// Looked for only from the occasion on where the rules ask for it, so that the first orders of a customer stay cheap.
async fn widening(rows: &impl Rows, customer: &Customer, rules: &Rules) -> Result<(bool, bool)> {
    let statistics = &customer.stored.statistics;
    let (Some(first), Some(last)) = (statistics.first_day, statistics.last_day) else {
        return Ok((false, false));
    };
    if statistics.occasions < rules.stage.expanding_occasions {
        return Ok((false, false));
    }
    let gap = rules.stage.gap_days(
        customer.days.median_gap(),
        statistics.gaps(),
        customer.base.median_gap,
    );
    let windows = Windows::new(last, gap, &rules.stage);
    let Some(since) = dates::from_number(windows.before_until.saturating_add(1)) else {
        return Ok((false, false));
    };
    let bought = orders::bought(rows, customer.party_id, since).await?;
    let is_new = |day: &chrono::NaiveDate| *day >= since && dates::number(*day) > first;
    Ok((
        bought.categories.iter().any(|(_, day)| is_new(day)),
        bought.contacts > 1,
    ))
}
