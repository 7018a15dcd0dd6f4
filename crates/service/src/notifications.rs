//! News for one colleague: assigned, mentioned, due. Written in the transaction of the act that causes it; read in
//! the bell and once a day by mail.

mod daily;

use chrono::{DateTime, Utc};
use quen_core::notifications::{Colleague, mentioned};
use quen_core::{Error, Noun, Permission, Result};
use quen_store::notifications as rows;
use uuid::Uuid;

use crate::{Ctx, Tx};

pub use daily::{daily_mail, daily_mail_in, sentence};
pub use quen_core::notifications::{About, Kind, Notification};

/// Shown at most at once.
const PAGE: i64 = 50;

/// Tells a colleague, with the act that causes it; nobody is told of the own acts, and of one record among many that change
/// hands together nobody is told by itself. The caller has checked that the colleague works here.
///
/// # Errors
/// A broken database.
pub async fn notify(
    tx: &mut Tx,
    user: Uuid,
    kind: Kind,
    noun: Noun,
    record: Uuid,
    party: Option<Uuid>,
) -> Result<()> {
    if user == tx.ctx().actor.user_id && kind != Kind::Due {
        return Ok(());
    }
    if tx.ctx().many && kind == Kind::Assigned {
        return Ok(());
    }
    let about = About {
        noun,
        record_id: record,
        party_id: party,
    };
    write(tx, user, kind, about, None).await
}

/// What changed hands at the end of a change of many.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Told {
    /// One record alone, and the party it concerns.
    One(Noun, Uuid, Option<Uuid>),
    /// So many records of a kind, by the change of many with this id.
    Many(Noun, Uuid, i64),
}

/// Tells a colleague once what a change of many gave them.
///
/// # Errors
/// A broken database.
pub(crate) async fn tell(tx: &mut Tx, user: Uuid, told: Told) -> Result<()> {
    if user == tx.ctx().actor.user_id {
        return Ok(());
    }
    let (noun, record_id, party_id, count) = match told {
        Told::One(noun, record, party) => (noun, record, party, None),
        Told::Many(noun, bulk, count) => (noun, bulk, None, Some(count)),
    };
    let about = About {
        noun,
        record_id,
        party_id,
    };
    write(tx, user, Kind::Assigned, about, count).await
}

async fn write(
    tx: &mut Tx,
    user: Uuid,
    kind: Kind,
    about: About,
    count: Option<i64>,
) -> Result<()> {
    let mut news = Notification::new(tx.ctx().new_id(), user, kind, about, tx.ctx().now);
    if kind != Kind::Due {
        news = news.with("by", tx.ctx().actor.user_id.to_string());
    }
    if let Some(count) = count {
        news = news.with("count", count);
    }
    rows::insert(&tx.rows, &news).await?;
    tx.notified(user);
    Ok(())
}

/// News with the names it is told with.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Shown {
    /// The news.
    #[serde(flatten)]
    pub news: Notification,
    /// Name of the party, when the reader may see it.
    pub party: Option<String>,
    /// Title of the task, when it is the reader's, or the words of the promise.
    pub task: Option<String>,
    /// Name of who caused it.
    pub actor: Option<String>,
}

/// The own news, newest first.
///
/// # Errors
/// `forbidden`.
pub async fn list(ctx: &Ctx, before: Option<Uuid>) -> Result<Vec<Shown>> {
    let found = rows::list(&ctx.read(Permission::ProfileManage)?, before, PAGE).await?;
    name(ctx, found).await
}

/// Looks the names up through the reader's own rights.
async fn name(ctx: &Ctx, found: Vec<Notification>) -> Result<Vec<Shown>> {
    let parties: Vec<Uuid> = found.iter().filter_map(|news| news.party_id).collect();
    let tasks: Vec<Uuid> = found
        .iter()
        .filter(|news| news.noun == Noun::Tasks)
        .map(|news| news.record_id)
        .collect();
    let promises: Vec<Uuid> = found
        .iter()
        .filter(|news| news.noun == Noun::Promises)
        .map(|news| news.record_id)
        .collect();
    let readable = ctx.read(Permission::InteractionsRead)?;
    let promises = quen_store::promises::texts(&readable, &promises).await?;
    let parties = rows::party_names(&ctx.read(Permission::PartiesRead)?, &parties).await?;
    let tasks = rows::task_titles(&ctx.read(Permission::TasksRead)?, &tasks).await?;
    let people = crate::users::list(ctx).await?;
    let of = |names: &[(Uuid, String)], id: Uuid| {
        names
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, name)| name.clone())
    };
    let shown = found.into_iter().map(|news| Shown {
        party: news.party_id.and_then(|id| of(&parties, id)),
        task: of(&tasks, news.record_id).or_else(|| of(&promises, news.record_id)),
        actor: author(&news)
            .and_then(|id| people.iter().find(|c| c.id == id))
            .map(|c| c.name.clone()),
        news,
    });
    Ok(shown.collect())
}

/// How many records it is about, when it is about more than one.
pub fn count(news: &Notification) -> Option<i64> {
    news.data.get("count")?.as_i64()
}

fn author(news: &Notification) -> Option<Uuid> {
    news.data.get("by")?.as_str()?.parse().ok()
}

/// Tells those whom a text mentions and did not mention before.
///
/// # Errors
/// A broken database.
pub async fn mention(tx: &mut Tx, before: &str, text: &str, about: About) -> Result<()> {
    if !text.contains('@') {
        return Ok(());
    }
    let here = quen_store::accounts::colleagues::list(&tx.rows).await?;
    let names: Vec<Colleague> = here
        .into_iter()
        .map(|c| Colleague {
            id: c.id,
            name: c.name,
        })
        .collect();
    let known = mentioned(before, &names);
    for user in mentioned(text, &names)
        .into_iter()
        .filter(|user| !known.contains(user))
    {
        notify(
            tx,
            user,
            Kind::Mentioned,
            about.noun,
            about.record_id,
            about.party_id,
        )
        .await?;
    }
    Ok(())
}

/// Marks one as read, or all.
///
/// # Errors
/// `not-found` for one that is not the reader's or was read before.
pub async fn read(ctx: &Ctx, one: Option<Uuid>) -> Result<()> {
    let mut tx = ctx.write(Permission::ProfileManage).await?;
    let count = rows::read(&tx.rows, one, ctx.now).await?;
    if one.is_some() && count == 0 {
        return Err(Error::NotFound);
    }
    tx.notified(ctx.actor.user_id);
    tx.commit().await
}

/// The beginning of the calendar day in the shop.
fn day_start(ctx: &Ctx) -> DateTime<Utc> {
    let midnight = ctx
        .today()
        .and_time(chrono::NaiveTime::MIN)
        .and_local_timezone(ctx.settings.zone())
        .earliest();
    midnight.map_or(ctx.now, |midnight| midnight.to_utc())
}
