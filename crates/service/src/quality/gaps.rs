//! What is to be mended in the records of any kind: each field that its list shows and people can fill, with how many records
//! lack it, how good all are, and the worst of them with what is wrong. It follows from the catalogue alone; nothing is mended
//! here.

use quen_core::fields::{
    Catalogue, Condition, Field, FieldType, FieldValue, ListQuery, Moment, Op, Operand, Record,
    Sort, Test,
};
use quen_core::quality::{FRESH_DAYS, appraise, asked, can_age};
use quen_core::{Error, Result};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Scoring, scoring};
use crate::Ctx;
use crate::lists::{AnyKind, Totals, name_of};

/// Records that are shown with what is wrong.
const WORST: usize = 20;
/// Letters of a record's name.
const NAME: usize = 90;

/// A field and how many records lack it.
#[derive(Debug, Clone, Serialize)]
pub struct Gap {
    /// Its name.
    pub field: String,
    /// Records without it; at most as many as a list counts.
    pub count: u64,
    /// There are more.
    pub capped: bool,
    /// Somebody can take those records on with one click: the field names a colleague.
    pub has_remedy: bool,
}

/// Something to be mended in a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// `unreadable`, `missing` or `outdated`.
    pub fault: &'static str,
    /// The field it is about.
    pub field: Option<String>,
}

/// A record with what is to be mended in it.
#[derive(Debug, Clone, Serialize)]
pub struct Poor {
    /// The record.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// 0 to 100.
    pub quality: i64,
    /// What is to be mended first comes first.
    pub faults: Vec<Found>,
}

/// How good the records of a kind are.
#[derive(Debug, Clone, Serialize)]
pub struct Gaps {
    /// Records, at most as many as a list counts.
    pub count: u64,
    /// There are more; then nothing is said of all.
    pub capped: bool,
    /// Per cent of what can be filled that is; none without records, or with more than are counted.
    pub complete: Option<u64>,
    /// Records with 80 points or more, with 50 to 79, with fewer; each at most as many as a list counts.
    pub bands: [u64; 3],
    /// While records without a score are looked at: bands and worst are of those that have one.
    pub scoring: Option<Scoring>,
    /// Records that nobody touched for a year; none of a kind that does not grow old.
    pub outdated: Option<u64>,
    /// The fields that some lack, the emptiest first.
    pub gaps: Vec<Gap>,
    /// The records with the fewest points.
    pub worst: Vec<Poor>,
}

/// Looks at all records of a kind that the actor reaches.
///
/// # Errors
/// `forbidden`; `not-found` for a kind without scores.
pub async fn gaps(ctx: &Ctx, kind: &AnyKind) -> Result<Gaps> {
    let catalogue = kind.catalogue(ctx);
    ctx.actor.may(kind.read)?;
    if !has_score(&catalogue) {
        return Err(Error::NotFound);
    }
    let fields: Vec<&Field> = asked(&catalogue).collect();
    let all = counted(ctx, kind, None).await?;
    let mut gaps = Vec::new();
    for field in &fields {
        let found = counted(ctx, kind, Some(lacking(field))).await?;
        gaps.push(Gap {
            field: field.name.to_string(),
            count: found.count,
            capped: found.capped,
            has_remedy: field.kind == FieldType::User,
        });
    }
    let empty: u64 = gaps.iter().map(|gap| gap.count).sum();
    let places = all.count * u64::try_from(fields.len()).unwrap_or_default();
    let known = !all.capped && places > 0;
    gaps.retain(|gap| gap.count > 0);
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.count));
    Ok(Gaps {
        count: all.count,
        capped: all.capped,
        complete: known.then(|| (places - empty.min(places)) * 100 / places),
        bands: bands(ctx, kind).await?,
        scoring: scoring(ctx, kind).await?,
        outdated: match can_age(kind.noun) {
            true => Some(old(ctx, kind, &catalogue).await?),
            false => None,
        },
        gaps,
        worst: worst(ctx, kind).await?,
    })
}

/// Have the records of a kind a score?
pub fn has_score(catalogue: &Catalogue) -> bool {
    catalogue.field("quality").is_some()
}

/// The points of one record as it stands today, and what is to be mended in it; of customers the faults of a party say it.
pub fn appraised(ctx: &Ctx, catalogue: &Catalogue, record: &impl Record) -> (i64, Vec<Found>) {
    let moment = Moment {
        today: ctx.today(),
        zone: ctx.settings.zone(),
    };
    let found = appraise(catalogue, record, moment);
    let flaws = found.flaws.iter().map(|flaw| Found {
        fault: flaw.code(),
        field: flaw.field().map(|field| field.name.to_string()),
    });
    (found.score, flaws.collect())
}

async fn old(ctx: &Ctx, kind: &AnyKind, catalogue: &Catalogue) -> Result<u64> {
    let condition = Condition::parse(catalogue, &json!({ "all": outdated(catalogue) }))?;
    Ok(counted(ctx, kind, Some(condition)).await?.count)
}

async fn bands(ctx: &Ctx, kind: &AnyKind) -> Result<[u64; 3]> {
    let mut bands = [0; 3];
    for (band, (least, most)) in bands.iter_mut().zip([(80, 100), (50, 79), (0, 49)]) {
        let points = |points| FieldValue::Integer(points);
        let between = Operand::Range(points(least), points(most));
        let condition = test("quality", Op::Between, between);
        *band = counted(ctx, kind, Some(condition)).await?.count;
    }
    Ok(bands)
}

async fn worst(ctx: &Ctx, kind: &AnyKind) -> Result<Vec<Poor>> {
    let whole = Operand::One(FieldValue::Integer(100));
    let query = ListQuery {
        filter: Some(test("quality", Op::Lt, whole)),
        sort: vec![Sort {
            field: "quality".to_owned(),
            descending: false,
        }],
        limit: WORST,
        ..ListQuery::default()
    };
    let page = kind.list(ctx, query).await?;
    let catalogue = kind.catalogue(ctx);
    let poor = page.rows.iter().map(|line| Poor {
        id: line.id,
        name: name_of(line, NAME),
        quality: line.get("quality").into_integer().unwrap_or_default(),
        faults: appraised(ctx, &catalogue, line).1,
    });
    Ok(poor.collect())
}

/// The condition that a record lacks a field.
pub(super) fn lacking(field: &Field) -> Condition {
    test(&field.name, Op::Empty, Operand::None)
}

/// The conditions, as JSON, that a record has grown old: what ended or is not sold any more does not.
pub fn outdated(catalogue: &Catalogue) -> Vec<Value> {
    // A record of the first day of its second year is outdated.
    let old = json!({ "field": "updated_at", "op": "older_than_days", "value": FRESH_DAYS - 1 });
    let lives = [
        json!({ "field": "ended_on", "op": "empty" }),
        json!({ "field": "active", "op": "eq", "value": true }),
    ];
    let asked = |condition: &Value| {
        let field = condition.get("field").and_then(Value::as_str);
        let field = field.and_then(|name| catalogue.field(name));
        field.is_some_and(|field| field.filterable)
    };
    std::iter::once(old)
        .chain(lives.into_iter().filter(asked))
        .collect()
}

fn test(field: &str, op: Op, operand: Operand) -> Condition {
    Condition::Test(Test {
        field: field.to_owned(),
        op,
        operand,
    })
}

async fn counted(ctx: &Ctx, kind: &AnyKind, filter: Option<Condition>) -> Result<Totals> {
    let query = ListQuery {
        filter,
        ..ListQuery::default()
    };
    let totals = kind.totals(ctx, query, Vec::new()).await?;
    totals.ok_or_else(|| Error::Internal("a list without words is counted".to_owned()))
}
