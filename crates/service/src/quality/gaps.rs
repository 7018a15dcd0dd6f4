//! What is not filled in, for every kind of record: each field that its list shows and people can fill, with how many records
//! lack it. It follows from the catalogue alone; nothing is mended here.

use quen_core::fields::{Condition, Field, ListQuery, Op, Operand, Test};
use quen_core::{Error, Result};
use serde::Serialize;

use crate::Ctx;
use crate::lists::{AnyKind, Totals};

/// Fields looked at, at most.
const MOST: usize = 12;

/// A field and how many records lack it.
#[derive(Debug, Clone, Serialize)]
pub struct Gap {
    /// Its name.
    pub field: String,
    /// Records without it; at most as many as a list counts.
    pub count: u64,
    /// There are more.
    pub capped: bool,
}

/// How complete the records of a kind are.
#[derive(Debug, Clone, Serialize)]
pub struct Gaps {
    /// Records, at most as many as a list counts.
    pub count: u64,
    /// There are more; then nothing is said of all.
    pub capped: bool,
    /// Per cent of what can be filled that is; none without records, or with more than are counted.
    pub complete: Option<u64>,
    /// The fields that some lack, the emptiest first.
    pub gaps: Vec<Gap>,
}

/// Looks at all records of a kind that the actor reaches.
///
/// # Errors
/// `forbidden`.
pub async fn gaps(ctx: &Ctx, kind: &AnyKind) -> Result<Gaps> {
    let catalogue = kind.catalogue(ctx);
    let fields: Vec<&Field> = catalogue
        .fields
        .iter()
        .filter(|field| asked(field))
        .take(MOST)
        .collect();
    let all = counted(ctx, kind, None).await?;
    let mut gaps = Vec::new();
    for field in &fields {
        let found = counted(ctx, kind, Some(field)).await?;
        gaps.push(Gap {
            field: field.name.to_string(),
            count: found.count,
            capped: found.capped,
        });
    }
    let lacking: u64 = gaps.iter().map(|gap| gap.count).sum();
    let places = all.count * u64::try_from(fields.len()).unwrap_or_default();
    let known = !all.capped && places > 0;
    gaps.retain(|gap| gap.count > 0);
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.count));
    Ok(Gaps {
        count: all.count,
        capped: all.capped,
        complete: known.then(|| (places - lacking.min(places)) * 100 / places),
        gaps,
    })
}

/// A field that people fill, that a list shows and can ask for.
fn asked(field: &Field) -> bool {
    let shown = field.listed || field.own.is_some();
    shown && field.editable && field.filterable
}

async fn counted(ctx: &Ctx, kind: &AnyKind, lacking: Option<&Field>) -> Result<Totals> {
    let empty = |field: &Field| {
        Condition::Test(Test {
            field: field.name.to_string(),
            op: Op::Empty,
            operand: Operand::None,
        })
    };
    let query = ListQuery {
        filter: lacking.map(empty),
        ..ListQuery::default()
    };
    let totals = kind.totals(ctx, query, Vec::new()).await?;
    totals.ok_or_else(|| Error::Internal("a list without words is counted".to_owned()))
}
