//! The tables of kinds by their word: what a roll-up knows of the records that it counts and of those that it stands on. A kind
//! that can be rolled up is one line here. It holds no rule.

use std::future::Future;
use std::pin::Pin;

use quen_core::fields::{Catalogue, Condition, Field, LINES, Record};
use quen_core::kept::Kept;
use quen_core::{Noun, Result};

use super::rollups::{Anew, renew_in};
use crate::db::Sql;
use crate::orders::{Lines, Orders};
use crate::records::{Beside, Place, Spot, Table, condition_of};
use crate::{
    Writing, benefits, facts, interactions, kinds, parties, payments, products, projects, promises,
    tasks,
};

/// A renewal to come.
type Renewal<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A table with its type taken off.
pub(super) struct AnyTable {
    /// Its name in a question.
    pub name: &'static str,
    /// By which column the last of several records is the last.
    pub latest: &'static str,
    /// Where a field lies.
    pub place: fn(&str) -> Option<Place>,
    /// Where the stored value of a field lies.
    pub beside: fn(&Field) -> Option<Beside>,
    /// Appends a condition.
    pub condition: fn(Spot, &mut Sql, &Catalogue, &Condition) -> Result<()>,
    /// Takes the roll-ups of a record anew; `None` for what has no custom fields.
    pub renew: Option<for<'a> fn(&'a Writing, Anew<'a>) -> Renewal<'a>>,
}

/// The table of the kind with this word. A word that is none of the product's is a kind that a workspace made.
pub(super) fn table_of(word: &str) -> Option<AnyTable> {
    if word == LINES {
        return Some(counted::<Lines>("t.ordered_at"));
    }
    Some(match Noun::from_plural(word) {
        Some(Noun::Parties) => holding::<parties::Parties>("t.created_at"),
        Some(Noun::Orders) => holding::<Orders>("t.ordered_at"),
        Some(Noun::Products) => holding::<products::Products>("t.created_at"),
        Some(Noun::Tasks) => holding::<tasks::Tasks>("t.created_at"),
        Some(Noun::Interactions) => holding::<interactions::Interactions>("t.started_at"),
        Some(Noun::Promises) => holding::<promises::Promises>("t.created_at"),
        Some(Noun::Projects) => holding::<projects::Projects>("t.created_at"),
        Some(Noun::Benefits) => holding::<benefits::Benefits>("t.happened_on"),
        Some(Noun::Payments) => holding::<payments::Payments>("t.paid_on"),
        Some(Noun::Facts) => counted::<facts::Facts>("t.confirmed_at"),
        None => holding::<kinds::Records>("t.created_at"),
        _ => return None,
    })
}

fn counted<T: Table>(latest: &'static str) -> AnyTable {
    AnyTable {
        name: T::NAME,
        latest,
        place: T::place,
        beside: Beside::of::<T>,
        condition: condition_of::<T>,
        renew: None,
    }
}

fn holding<T: Table + 'static>(latest: &'static str) -> AnyTable
where
    T::Record: Record + Kept + Clone + Sync,
{
    AnyTable {
        renew: Some(|tx, anew| Box::pin(renew_in::<T>(tx, anew))),
        ..counted::<T>(latest)
    }
}
