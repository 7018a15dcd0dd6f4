//! What passes between the roaster and its shops beside money: promises kept and missed, gifts, concessions, recommendations.
//! Written once there are customers, each at its own instant.

use chrono::Duration;
use quen_service::{App, Ctx};
use serde_json::{Value, json};

use super::own;
use super::projects::at;
use crate::commands::Stop;

/// Shops of the story that have such things.
const SHOPS: usize = 24;
/// Promises: words, kind, days ago it was made, days until it was due, how it ended.
const PROMISES: [(&str, &str, i64, i64, &str); 6] = [
    ("Giao trước 8 giờ sáng thứ Hai", "deadline", 160, 7, "kept"),
    (
        "Đổi lô rang lại nếu khách thấy đắng",
        "quality",
        130,
        10,
        "kept",
    ),
    ("Giữ giá đến hết quý", "price", 100, 60, "kept"),
    ("Cho mượn máy xay dự phòng", "service", 75, 5, "broken"),
    ("Gửi bảng giá sỉ mới", "deadline", 40, 3, "kept"),
    ("Qua chỉnh máy pha", "service", 6, 12, "open"),
];
/// Benefits: side, kind, days ago, worth in đồng (0: no price), words.
const BENEFITS: [(&str, &str, i64, i64, &str); 7] = [
    ("given", "gift", 300, 250_000, "Tặng giỏ quà Tết"),
    (
        "received",
        "recommendation",
        240,
        0,
        "Giới thiệu mình trong nhóm chủ quán Đà Nẵng",
    ),
    (
        "given",
        "concession",
        180,
        0,
        "Cho trả chậm một tháng khi quán sửa mặt bằng",
    ),
    (
        "given",
        "advice",
        140,
        0,
        "Chỉnh lại công thức bạc xỉu cho menu mùa hè",
    ),
    (
        "received",
        "feedback",
        90,
        0,
        "Góp ý túi một ký khó hàn lại, nên có khóa zip",
    ),
    (
        "received",
        "information",
        60,
        0,
        "Báo trước sẽ mở quán thứ hai ở Hòa Xuân",
    ),
    ("given", "help", 20, 400_000, "Cho mượn máy pha cuối tuần"),
];

/// Writes promises and benefits of some shops.
///
/// # Errors
/// A broken database.
pub async fn write(app: &App, slug: &str) -> Result<(), Stop> {
    let ctx = own::ctx(app, slug).await?;
    let filter = json!({ "all": [
        { "field": "kind", "op": "eq", "value": "organization" },
        { "field": "code", "op": "not_empty" },
    ] });
    let asked = json!({ "filter": filter, "sort": "code", "limit": SHOPS });
    let shops = own::act(&ctx, "parties.list", asked).await?;
    let shops = shops.get("data").and_then(Value::as_array).cloned();
    for (n, shop) in shops.unwrap_or_default().iter().enumerate() {
        let party = shop.get("id");
        for (m, promise) in PROMISES.iter().enumerate() {
            if (n + m) % 3 != 2 {
                promised(&ctx, party, promise, n).await?;
            }
        }
        for (m, benefit) in BENEFITS.iter().enumerate() {
            if (n + 2 * m) % 4 < 2 {
                passed(&ctx, party, benefit, n).await?;
            }
        }
    }
    Ok(())
}

async fn promised(
    ctx: &Ctx,
    party: Option<&Value>,
    (text, kind, ago, days, end): &(&str, &str, i64, i64, &str),
    n: usize,
) -> Result<(), Stop> {
    let shift = i64::try_from(n % 9).unwrap_or_default();
    let made = ctx.now - Duration::days(ago + shift);
    let due = ctx.day_of(made) + Duration::days(*days);
    let promise = json!({ "party_id": party, "text": text, "kind": kind, "due_on": due });
    let promise = at(ctx, made, "promises.create", promise).await?;
    let settled = (made + Duration::days(*days - 1)).min(ctx.now);
    let said = |outcome: Value| json!({ "id": promise.get("id"), "outcome": outcome });
    match *end {
        "kept" => at(ctx, settled, "promises.keep", said(Value::Null)).await?,
        "broken" => {
            let why = said(json!("Máy dự phòng đang ở quán khác"));
            at(ctx, settled + Duration::days(2), "promises.break", why).await?;
            let how = said(json!("Đền một ký Cầu Đất và xin lỗi chủ quán"));
            at(ctx, settled + Duration::days(4), "promises.mend", how).await?
        }
        _ => Value::Null,
    };
    Ok(())
}

async fn passed(
    ctx: &Ctx,
    party: Option<&Value>,
    (side, kind, ago, worth, text): &(&str, &str, i64, i64, &str),
    n: usize,
) -> Result<(), Stop> {
    let shift = i64::try_from(n * 3 % 17).unwrap_or_default();
    let when = ctx.now - Duration::days(ago + shift);
    let amount = (*worth > 0).then(|| json!({ "amount": worth, "currency": "VND" }));
    let benefit = json!({
        "party_id": party, "side": side, "kind": kind, "happened_on": ctx.day_of(when), "amount": amount, "text": text,
    });
    at(ctx, when, "benefits.create", benefit).await.map(drop)
}
