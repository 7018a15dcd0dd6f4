//! A regular who answers on Zalo after lunch, whatever way one tries, and whose birthday is today: the proposal to wish well goes the way
//! the answers come, at the hours they come. It must choose nobody whose figures the told story counts.

use chrono::{DateTime, Datelike, Duration, TimeZone, Utc};
use quen_core::fields::FieldValue;
use quen_service::interactions::Interactions;
use quen_service::records::{self, Kind};
use quen_service::{Ctx, dispatch};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::commands::Stop;

/// The place among the people who brought most.
const PLACE: usize = 5;
/// Days ago, hour and minute, what the customer wrote, what was answered.
const TALKS: [(i64, u32, u32, &str, &str); 5] = [
    (
        121,
        14,
        10,
        "Cho mình ba ký như lần trước nha",
        "Dạ, mai em giao ạ.",
    ),
    (93, 14, 45, "Cà phê ngon lắm em", "Dạ em cảm ơn ạ!"),
    (
        68,
        15,
        5,
        "Tuần này giao thứ năm giúp mình",
        "Dạ được ạ, sáng thứ năm em ghé.",
    ),
    (
        40,
        14,
        30,
        "Có mẻ mới chưa em?",
        "Dạ thứ hai tới có ạ, em để phần cho mình.",
    ),
    (
        19,
        15,
        20,
        "Mình lấy thêm hai gói làm quà",
        "Dạ em gói riêng ạ.",
    ),
];

/// The answers, the consent and the birthday.
///
/// # Errors
/// A broken database.
pub async fn write(ctx: &Ctx) -> Result<(), Stop> {
    let Some(who) = regular(ctx).await? else {
        return Ok(());
    };
    for (days, hour, minute, said, answered) in TALKS {
        let day = ctx.today() - Duration::days(days);
        let local = day.and_hms_opt(hour, minute, 0);
        let at = local.and_then(|local| ctx.settings.zone().from_local_datetime(&local).earliest());
        let Some(at) = at.map(|at| at.with_timezone(&Utc)) else {
            continue;
        };
        talk(ctx, who, at, ("in", said)).await?;
        talk(ctx, who, at + Duration::minutes(12), ("out", answered)).await?;
    }
    let consent = json!({ "id": who, "channel": "zalo", "purpose": "care", "answer": "yes", "source": "in_person" });
    dispatch::run(ctx.clone(), "consents.put", consent).await?;
    let day = ctx.today();
    // In a leap year, for a demo that is made on the 29th of February.
    let born = json!({ "calendar": "solar", "year": 1984, "month": day.month(), "day": day.day() });
    dispatch::run(
        ctx.clone(),
        "parties.update",
        json!({ "id": who, "birthday": born }),
    )
    .await?;
    Ok(())
}

async fn regular(ctx: &Ctx) -> Result<Option<Uuid>, Stop> {
    let person = json!({ "field": "kind", "op": "eq", "value": "person" });
    let asked = json!({ "filter": person, "sort": "-spend", "limit": PLACE + 1 });
    let found = dispatch::run(ctx.clone(), "parties.list", asked).await?;
    let id = |found: &Value| {
        let last = found.get("data")?.as_array()?.last()?;
        last.get("id")?.as_str()?.parse().ok()
    };
    Ok(id(&found))
}

async fn talk(
    ctx: &Ctx,
    party: Uuid,
    at: DateTime<Utc>,
    (direction, body): (&str, &str),
) -> Result<(), Stop> {
    let then = Ctx {
        now: at + Duration::minutes(1),
        ..ctx.clone()
    };
    let text = |text: &str| FieldValue::Text(text.to_owned());
    let values = vec![
        ("party_id".to_owned(), FieldValue::Id(party)),
        ("kind".to_owned(), text("message")),
        ("channel".to_owned(), text("zalo")),
        ("direction".to_owned(), text(direction)),
        ("started_at".to_owned(), FieldValue::Instant(at)),
        ("body".to_owned(), text(body)),
    ];
    let mut tx = then.write(Interactions::WRITE).await?;
    records::create_in::<Interactions>(&mut tx, values).await?;
    Ok(tx.commit_quietly().await?)
}
