//! The story written through the product's own acts, many to a transaction, each at its own instant.

use std::collections::HashMap;

use quen_core::access::TokenScopes;
use quen_core::facts::rules::suggest;
use quen_core::fields::FieldValue;
use quen_core::interactions::Interaction;
use quen_core::kept::Kept;
use quen_core::{Currency, Door, Error, Money};
use quen_service::accounts::identity::{self, Identity};
use quen_service::facts::{self, Facts};
use quen_service::interactions::Interactions;
use quen_service::jobs::queue::Progress;
use quen_service::orders::{NewRefund, Orders};
use quen_service::parties::Parties;
use quen_service::products::Products;
use quen_service::promises::Promises;
use quen_service::records::{self, Kind};
use quen_service::tasks::Tasks;
use quen_service::views::Views;
use quen_service::{App, Ctx, Tx};
use quen_store::accounts::{users, workspaces};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::diary::{Entry, What};
use super::{catalogue, trust};
use crate::commands::Stop;

/// Entries written in one transaction.
const BATCH: usize = 5;
/// How often one entry is tried.
const TRIES: usize = 5;

/// What was written so far, by place in the story.
#[derive(Default)]
struct Written {
    parties: HashMap<usize, Uuid>,
    products: HashMap<&'static str, Uuid>,
    last_order: HashMap<usize, (Uuid, i64)>,
}

/// Writes the story into a workspace.
///
/// # Errors
/// A broken database, or a story that breaks a rule of the product.
pub async fn write(app: &App, slug: &str, story: Vec<Entry>) -> Result<(), Stop> {
    let colleagues = colleagues(app, slug).await?;
    let mut written = Written::default();
    let Some(begin) = story.first().map(|entry| entry.at) else {
        return Ok(());
    };
    let mut ctx = ctx(app, &colleagues, 0)?;
    ctx.now = begin - chrono::Duration::days(1);
    let mut tx = ctx.write(Products::WRITE).await?;
    products(&mut tx, &mut written).await?;
    tx.commit().await?;
    views(&ctx).await?;
    for entries in story.chunks(BATCH) {
        if batch(app, &colleagues, entries, &mut written).await.is_ok() {
            continue;
        }
        // A machine with much else to do held the writer too long: nothing of the batch was kept.
        for entry in entries {
            patiently(app, &colleagues, entry, &mut written).await?;
        }
    }
    let now = self::ctx(app, &colleagues, 0)?;
    quen_service::jobs::upkeep::of_workspace(&now).await?;
    // The figures that a night leaves: a new business has had none yet.
    quen_service::analytics::fit(&now, &Progress::default()).await?;
    quen_service::duplicates::scan(&now, &Progress::default()).await?;
    facts::refresh(&now, &Progress::default()).await?;
    Ok(())
}

/// The lists that the shop has kept for everybody.
async fn views(ctx: &Ctx) -> Result<(), Stop> {
    let fading = json!({
        "conditions": [
            { "field": "stage", "op": "in", "value": ["commitment", "expansion"] },
            { "field": "last_order_on", "op": "older_than_days", "value": 45 },
        ],
        "sort": "-spend",
    });
    let by_person = json!({ "layout": "board", "by": "owner_id", "sort": "-spend" });
    let month = json!({ "layout": "calendar", "by": "due_on" });
    for (kind, name, state) in [
        ("parties", "Khách thân lâu chưa ghé", fading),
        ("parties", "Ai đang chăm ai", by_person),
        ("tasks", "Việc theo tháng", month),
    ] {
        let values = vec![
            ("kind".to_owned(), FieldValue::Text(kind.to_owned())),
            ("name".to_owned(), FieldValue::Text(name.to_owned())),
            ("shared".to_owned(), FieldValue::Bool(true)),
            ("state".to_owned(), FieldValue::Json(state)),
        ];
        let view = records::create::<Views>(ctx, values).await?;
        quen_service::views::pin(ctx, view.id, true).await?;
    }
    Ok(())
}

/// Some entries in one transaction. Written again, they take the places that were noted for them.
async fn batch(
    app: &App,
    colleagues: &[Identity],
    entries: &[Entry],
    written: &mut Written,
) -> Result<(), Stop> {
    let mut tx = None;
    for entry in entries {
        let mut ctx = ctx(app, colleagues, entry.by)?;
        ctx.now = entry.at;
        let mut now = match tx.take() {
            None => ctx.write(Parties::WRITE).await?,
            Some(open) => Tx::turn(open, ctx).await?,
        };
        one(&mut now, entry, written).await?;
        tx = Some(now);
    }
    if let Some(tx) = tx {
        tx.commit().await?;
    }
    Ok(())
}

/// One entry, tried again a few times.
async fn patiently(
    app: &App,
    colleagues: &[Identity],
    entry: &Entry,
    written: &mut Written,
) -> Result<(), Stop> {
    let entry = std::slice::from_ref(entry);
    for _ in 1..TRIES {
        if batch(app, colleagues, entry, written).await.is_ok() {
            return Ok(());
        }
    }
    batch(app, colleagues, entry, written).await
}

async fn colleagues(app: &App, slug: &str) -> Result<Vec<Identity>, Stop> {
    let workspace = workspaces::by_slug(&app.db, slug)
        .await?
        .ok_or(Error::NotFound)?;
    let mut all = Vec::new();
    for colleague in &super::COLLEAGUES {
        let user = users::by_email(&app.db, colleague.email)
            .await?
            .ok_or(Error::NotFound)?;
        let mut identity =
            identity::of_user(app, user.id, Some(workspace.id), None, TokenScopes::FULL).await?;
        // The story also makes products, which a member may not.
        identity.member.role = quen_core::access::Role::Owner;
        all.push(identity);
    }
    Ok(all)
}

fn ctx(app: &App, colleagues: &[Identity], by: usize) -> Result<Ctx, Stop> {
    let identity = colleagues
        .get(by % colleagues.len().max(1))
        .ok_or(Error::NotFound)?;
    Ok(identity.ctx(app, Door::Cli))
}

async fn products(tx: &mut Tx, written: &mut Written) -> Result<(), Stop> {
    for product in catalogue::all() {
        let money = |amount: i64| json!({ "amount": amount, "currency": "VND" });
        let values = json!({
            "sku": product.sku, "name": product.name, "unit": product.unit, "category": product.category,
            "price": money(product.price), "cost": money(product.cost), "tax_rate": 800,
        });
        let record = make::<Products>(tx, values.as_object().cloned().unwrap_or_default()).await?;
        written.products.insert(product.sku, record.id());
    }
    Ok(())
}

async fn one(tx: &mut Tx, entry: &Entry, written: &mut Written) -> Result<(), Stop> {
    match &entry.what {
        What::Party(n, fields) => {
            let party = make::<Parties>(tx, fields.clone()).await?;
            written.parties.insert(*n, party.id);
        }
        What::Link(person, shop, title) => {
            if let (Some(from), Some(to)) = (written.parties.get(person), written.parties.get(shop))
            {
                quen_service::links::create_in(tx, *from, *to, "works_at", Some(title)).await?;
            }
        }
        What::Order(n, fields, lines) => order(tx, *n, fields, lines, written).await?,
        What::Refund(n, share) => {
            if let Some((order, total)) = written.last_order.get(n) {
                let refund = NewRefund {
                    amount: Money::new(total * share / 100, Currency::Vnd),
                    refunded_at: None,
                    reason: Some("Hàng bị ẩm, hoàn tiền".to_owned()),
                };
                quen_service::orders::refund_in(tx, *order, refund).await?;
            }
        }
        What::Talk(n, fields) => {
            if let Some(talk) = with_party::<Interactions>(tx, *n, fields, written).await? {
                remember(tx, &talk).await?;
            }
        }
        What::Task(n, fields) => {
            let mut fields = fields.clone();
            fields.insert("assignee_id".to_owned(), json!(tx.ctx().actor.user_id));
            with_party::<Tasks>(tx, *n, &fields, written).await?;
        }
        What::Promise(n, fields, end) => {
            let mut fields = fields.clone();
            fields.insert("owner_id".to_owned(), json!(tx.ctx().actor.user_id));
            if let Some(promise) = with_party::<Promises>(tx, *n, &fields, written).await? {
                trust::settle(tx, promise, *end).await?;
            }
        }
        What::Asked(n, kind, note) => {
            if let Some(party) = written.parties.get(n) {
                trust::asked(tx, *party, kind, note).await?;
            }
        }
        What::Consent(n, channel, purpose, answer) => {
            if let Some(party) = written.parties.get(n) {
                trust::answer(tx, *party, [*channel, *purpose, *answer]).await?;
            }
        }
    }
    Ok(())
}

/// Facts noted of one talk at most.
const NOTED: usize = 2;

/// The colleagues of the story note what a talk tells.
async fn remember(tx: &mut Tx, talk: &Interaction) -> Result<(), Stop> {
    let body = talk.body.as_deref().unwrap_or_default();
    for said in suggest(body).into_iter().take(NOTED) {
        let fact = json!({
            "party_id": talk.party_id, "topic": said.topic, "value": said.value, "statement": said.statement,
            "source": "interaction", "source_id": talk.id,
        });
        make::<Facts>(tx, fact.as_object().cloned().unwrap_or_default()).await?;
    }
    Ok(())
}

async fn order(
    tx: &mut Tx,
    n: usize,
    fields: &Map<String, Value>,
    lines: &[(&'static str, i64)],
    written: &mut Written,
) -> Result<(), Stop> {
    let lines: Vec<Value> = lines.iter().map(|(sku, quantity)| json!({ "product_id": written.products.get(sku), "quantity": quantity })).collect();
    let mut fields = fields.clone();
    fields.insert("lines".to_owned(), json!(lines));
    if let Some(order) = with_party::<Orders>(tx, n, &fields, written).await? {
        written
            .last_order
            .insert(n, (order.id(), order.totals.total));
    }
    Ok(())
}

async fn with_party<K: Kind>(
    tx: &mut Tx,
    n: usize,
    fields: &Map<String, Value>,
    written: &Written,
) -> Result<Option<K::Record>, Stop> {
    let Some(party) = written.parties.get(&n) else {
        return Ok(None);
    };
    let mut fields = fields.clone();
    fields.insert("party_id".to_owned(), json!(party));
    make::<K>(tx, fields).await.map(Some)
}

async fn make<K: Kind>(tx: &mut Tx, fields: Map<String, Value>) -> Result<K::Record, Stop> {
    let values = records::decode(&K::catalogue(tx.ctx()), &fields)?;
    Ok(records::create_in::<K>(tx, values).await?)
}
