//! The score of every record of every kind but parties: worked out when it is written, whatever door it came through, and looked
//! at anew when nobody has yet, or when its day has come. It must never change a version: nothing of the record changed.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::NaiveDate;
use quen_core::fields::{Catalogue, Moment, Record};
use quen_core::kept::Kept;
use quen_core::quality::{appraise, can_age};
use quen_core::{
    Noun, Result, benefits, facts, interactions, kinds, orders, products, projects, promises, tasks,
};

use crate::db::{Value, sql};
use crate::records::{Table, loaded};
use crate::{Rows, Writing, fields};

/// The catalogues of the product, made once.
static DECLARED: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
    vec![
        orders::catalogue(),
        tasks::catalogue(),
        interactions::catalogue(),
        promises::catalogue(),
        projects::catalogue(),
        facts::catalogue(),
        products::catalogue(),
        benefits::catalogue(),
        kinds::record_catalogue(),
    ]
});

/// The columns of quality that a kind has.
pub(crate) fn columns<T: Table>(noun: Noun) -> Vec<&'static str> {
    match (T::SCORED, can_age(noun)) {
        (false, _) => Vec::new(),
        (true, false) => vec!["quality"],
        (true, true) => vec!["quality", "quality_due"],
    }
}

/// The columns of quality and what stands in them, for a kind that has them.
pub(crate) fn scored<T: Table>(
    tx: &Writing,
    noun: Noun,
    record: &T::Record,
) -> Vec<(&'static str, Value)> {
    let declared = DECLARED.iter().find(|catalogue| catalogue.noun == noun);
    let Some(declared) = declared.filter(|_| T::SCORED) else {
        return Vec::new();
    };
    let own = fields::of(tx, noun, record);
    let catalogue = if own.is_empty() {
        Cow::Borrowed(declared)
    } else {
        let mut joined = declared.clone();
        joined.fields.extend(own.iter().cloned());
        Cow::Owned(joined)
    };
    let moment = Moment {
        today: tx.house().today.day,
        zone: tx.house().today.zone,
    };
    let found = appraise(&catalogue, record, moment);
    let values = [Value::from(found.score), found.due.into()];
    columns::<T>(noun).into_iter().zip(values).collect()
}

/// Records outside the bin that nobody has looked at, at most `limit`; of the own kind with this word. Not narrowed: for upkeep.
///
/// # Errors
/// A broken database.
pub async fn unscored<T: Table + 'static>(
    rows: &impl Rows,
    own: Option<&str>,
    limit: i64,
) -> Result<Vec<T::Record>> {
    let mut q = selected::<T>(rows, own);
    q.push(" AND t.quality IS NULL ORDER BY t.quality, t.id LIMIT ")
        .push_bind(limit);
    loaded::<T>(rows, q).await
}

/// Records outside the bin that are outdated from some day up to `today` on, at most `limit`. Not narrowed: for upkeep.
///
/// # Errors
/// A broken database.
pub async fn grown_old<T: Table + 'static>(
    rows: &impl Rows,
    own: Option<&str>,
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<T::Record>> {
    let mut q = selected::<T>(rows, own);
    q.push(" AND t.quality_due IS NOT NULL AND t.quality_due <= ")
        .push_bind(today);
    q.push(" ORDER BY t.quality_due, t.id LIMIT ")
        .push_bind(limit);
    loaded::<T>(rows, q).await
}

/// How many records outside the bin nobody has looked at, and how many there are in all, each at most `cap`; only those the actor
/// may see. All of them are counted only while some wait.
///
/// # Errors
/// A broken database.
pub async fn waiting<T: Table>(
    rows: &impl Rows,
    own: Option<&str>,
    cap: i64,
) -> Result<(i64, i64)> {
    let count = |unscored: bool| {
        let mut q = sql(format!(
            "SELECT count(*) FROM (SELECT t.id FROM {} t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL",
            T::NAME
        ))
        .bind(rows.workspace());
        if let Some(own) = own {
            q.push(" AND t.kind = ").push_bind(own);
        }
        q.push(if unscored {
            " AND t.quality IS NULL"
        } else {
            ""
        });
        T::narrow(rows, &mut q);
        q.push(" LIMIT ").push_bind(cap).push(") counted");
        q
    };
    let (left,): (i64,) = rows.one(count(true)).await?;
    if left == 0 {
        return Ok((0, 0));
    }
    let (all,): (i64,) = rows.one(count(false)).await?;
    Ok((left, all))
}

fn selected<T: Table>(rows: &impl Rows, own: Option<&str>) -> crate::db::Sql {
    let mut q = sql(format!(
        "SELECT {} FROM {} t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL",
        T::COLUMNS,
        T::NAME
    ))
    .bind(rows.workspace());
    if let Some(own) = own {
        q.push(" AND t.kind = ").push_bind(own);
    }
    q
}

/// Writes what was found in these records; one that somebody changed meanwhile has its own already.
///
/// # Errors
/// A broken database.
pub async fn put<T: Table>(tx: &Writing, noun: Noun, records: &[T::Record]) -> Result<()>
where
    T::Record: Record + Kept,
{
    let columns = columns::<T>(noun);
    if columns.is_empty() || records.is_empty() {
        return Ok(());
    }
    let set = columns.iter().zip(4..);
    let set = set.map(|(column, place)| format!("{column} = ${place}"));
    let statement = format!(
        "UPDATE {} SET {} WHERE workspace_id = $1 AND id = $2 AND version = $3",
        T::NAME,
        set.collect::<Vec<_>>().join(", ")
    );
    let rows = records.iter().map(|record| {
        let keys = [
            Value::from(tx.workspace()),
            record.id().into(),
            record.version().into(),
        ];
        let score = scored::<T>(tx, noun, record);
        let values = score.into_iter().map(|(_, value)| value);
        keys.into_iter().chain(values).collect()
    });
    tx.execute_many(statement, rows.collect()).await.map(drop)
}
