//! What the roaster does for shops beside selling beans: projects with their tasks, talks and orders. Written once there are
//! customers, each at its own instant.

use chrono::{DateTime, Duration, Utc};
use quen_service::{App, Ctx, dispatch};
use serde_json::{Value, json};

use super::own;
use crate::commands::Stop;

/// A project of the story: name, state, days from today to its start and its end, budget, what was said last.
type Plan = (&'static str, &'static str, i64, i64, i64, &'static str);

/// The projects, one for each of the first shops by code.
const PLANS: [Plan; 6] = [
    (
        "Setup quầy pha cho quán thứ hai",
        "active",
        -40,
        20,
        60_000_000,
        "Chủ quán chốt máy hai họng, quầy gỗ tràm; thợ điện vào tuần sau.",
    ),
    (
        "Làm blend riêng cho quán",
        "active",
        -25,
        -3,
        18_000_000,
        "Thử lần ba: khách muốn bớt chua, hậu dài hơn.",
    ),
    (
        "Đào tạo bốn nhân viên pha máy",
        "done",
        -120,
        -80,
        12_000_000,
        "Cả bốn bạn đã qua bài kiểm tra rót sữa.",
    ),
    (
        "Cà phê cho hội nghị ba ngày",
        "planned",
        12,
        30,
        35_000_000,
        "Ban tổ chức hỏi thêm giá cold brew đóng chai.",
    ),
    (
        "Đổi sang hạt Cầu Đất rang vừa",
        "paused",
        -70,
        15,
        9_000_000,
        "Quán tạm dừng để bán hết hàng cũ, hẹn gọi lại sau Tết.",
    ),
    (
        "Mở góc bán hạt mang về",
        "cancelled",
        -200,
        -150,
        8_000_000,
        "Mặt bằng bị lấy lại, khách không làm nữa.",
    ),
];
/// Tasks of a project under way; the first one is done.
const TASKS: [(&str, &str); 3] = [
    ("Đo mặt bằng quầy", "meet"),
    ("Gửi báo giá thiết bị", "send"),
    ("Hẹn ngày lắp máy", "call"),
];

/// Writes the projects.
///
/// # Errors
/// A broken database.
pub async fn write(app: &App, slug: &str) -> Result<(), Stop> {
    let ctx = own::ctx(app, slug).await?;
    let filter = json!({ "all": [
        { "field": "kind", "op": "eq", "value": "organization" },
        { "field": "code", "op": "not_empty" },
    ] });
    let asked = json!({ "filter": filter, "sort": "code", "limit": PLANS.len() });
    let shops = own::act(&ctx, "parties.list", asked).await?;
    let shops = shops.get("data").and_then(Value::as_array).cloned();
    for (shop, plan) in shops.unwrap_or_default().iter().zip(&PLANS) {
        project(&ctx, shop, plan).await?;
    }
    Ok(())
}

async fn project(ctx: &Ctx, shop: &Value, plan: &Plan) -> Result<(), Stop> {
    let (name, state, start, end, budget, said) = *plan;
    let begun = ctx.now + Duration::days(start.min(-4));
    let (party, day) = (shop.get("id"), |days| ctx.today() + Duration::days(days));
    let made = json!({
        "party_id": party, "name": name, "starts_on": day(start), "due_on": day(end),
        "budget": { "amount": budget, "currency": "VND" },
    });
    let made = at(ctx, begun, "projects.create", made).await?;
    let id = made.get("id").cloned().unwrap_or_default();
    let steps: &[&str] = match state {
        "active" => &["projects.start"],
        "paused" => &["projects.start", "projects.pause"],
        "done" => &["projects.start", "projects.complete"],
        "cancelled" => &["projects.cancel"],
        _ => &[],
    };
    for (n, step) in (1..).zip(steps) {
        let when = (begun + Duration::days(9 * n)).min(ctx.now);
        at(ctx, when, step, json!({ "id": id })).await?;
    }
    let talk = begun + Duration::days(2);
    let met = json!({
        "party_id": party, "project_id": id, "kind": "meeting", "started_at": talk,
        "ended_at": talk + Duration::minutes(75), "body": said, "outcome": "agreed",
    });
    at(ctx, talk + Duration::hours(2), "interactions.create", met).await?;
    if matches!(state, "active" | "done") {
        work(ctx, party, &id, begun, state == "done").await?;
        orders(ctx, party, &id).await?;
    }
    Ok(())
}

/// The tasks, and how far they are.
async fn work(
    ctx: &Ctx,
    party: Option<&Value>,
    id: &Value,
    begun: DateTime<Utc>,
    over: bool,
) -> Result<(), Stop> {
    for (n, (title, kind)) in (0_i64..).zip(TASKS) {
        let due = ctx.today() + Duration::days(3 * n - 1);
        let task = json!({ "party_id": party, "project_id": id, "title": title, "kind": kind, "due_on": due });
        let task = at(ctx, begun + Duration::days(3), "tasks.create", task).await?;
        if over || n == 0 {
            let done = json!({ "id": task.get("id") });
            at(ctx, begun + Duration::days(4 + n), "tasks.complete", done).await?;
        }
    }
    Ok(())
}

/// The shop's two latest orders belong to the project.
async fn orders(ctx: &Ctx, party: Option<&Value>, id: &Value) -> Result<(), Stop> {
    let filter = json!({ "field": "party_id", "op": "eq", "value": party });
    let asked = json!({ "filter": filter, "limit": 2 });
    let found = own::act(ctx, "orders.list", asked).await?;
    for order in found
        .get("data")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let change = json!({ "id": order.get("id"), "project_id": id });
        own::act(ctx, "orders.update", change).await?;
    }
    Ok(())
}

/// An act at an instant of the story.
pub(super) async fn at(
    ctx: &Ctx,
    when: DateTime<Utc>,
    act: &str,
    input: Value,
) -> Result<Value, Stop> {
    let mut then = ctx.clone();
    then.now = when;
    Ok(dispatch::run(then, act, input).await?)
}
