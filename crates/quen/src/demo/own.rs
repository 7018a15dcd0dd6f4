//! What the roaster made for itself: fields of its customers, and the machines it has lent them as a kind of record. And the
//! one customer whose story is told from the fair to her second shop.

use quen_core::access::TokenScopes;
use quen_core::{Door, Error};
use quen_service::accounts::identity;
use quen_service::{App, Ctx, dispatch, files};
use quen_store::accounts::{users, workspaces};
use serde_json::{Value, json};

use quen::told;

use crate::commands::Stop;

/// Machines that stand at customers.
const MACHINES: usize = 24;
/// The machine that was written down twice.
const TWICE: usize = 6;
/// Shops with a written contract.
const CONTRACTS: usize = 6;

/// The fields that the story fills in.
///
/// # Errors
/// A broken database.
pub async fn begin(app: &App, slug: &str) -> Result<(), Stop> {
    let firm = json!({ "field": "kind", "op": "eq", "value": "organization" });
    let fields = [
        json!({ "noun": "parties", "name": "hang", "label_vi": "Hạng thành viên", "label_en": "Membership", "type": "choice",
            "choices": [
                { "code": "dong", "vi": "Đồng", "en": "Bronze" },
                { "code": "bac", "vi": "Bạc", "en": "Silver" },
                { "code": "vang", "vi": "Vàng", "en": "Gold" },
            ] }),
        json!({ "noun": "parties", "name": "kg_thang", "label_vi": "Kg mỗi tháng", "label_en": "Kg a month", "type": "number",
            "hint": "Theo hợp đồng", "shown_when": firm }),
        json!({ "noun": "parties", "name": "hop_dong", "label_vi": "Hợp đồng", "label_en": "Contract", "type": "file", "shown_when": firm }),
        json!({ "noun": "parties", "name": "kg_nam", "label_vi": "Kg mỗi năm", "label_en": "Kg a year", "type": "formula",
            "formula": "custom.kg_thang * 12", "result": "number" }),
    ];
    for field in fields {
        act(&ctx(app, slug).await?, "fields.create", field).await?;
    }
    let kind = json!({ "name": "may_pha", "one_vi": "Máy pha", "one_en": "Machine", "many_en": "Machines", "icon": "coffee" });
    act(&ctx(app, slug).await?, "kinds.create", kind).await?;
    let fields = [
        json!({ "noun": "may_pha", "name": "so_may", "label_vi": "Số máy", "label_en": "Serial number", "type": "text", "required": true, "listed": true }),
        json!({ "noun": "may_pha", "name": "bao_tri", "label_vi": "Bảo trì lần tới", "label_en": "Next service", "type": "date", "listed": true }),
        json!({ "noun": "may_pha", "name": "tinh_trang", "label_vi": "Tình trạng", "label_en": "Condition", "type": "choice", "listed": true,
            "choices": [
                { "code": "tot", "vi": "Tốt", "en": "Good" },
                { "code": "can_xem", "vi": "Cần xem lại", "en": "To be looked at" },
                { "code": "dang_sua", "vi": "Đang sửa", "en": "In repair" },
            ] }),
        json!({ "noun": "may_pha", "name": "gia_tri", "label_vi": "Giá trị máy", "label_en": "Worth", "type": "money", "listed": true }),
    ];
    for field in fields {
        act(&ctx(app, slug).await?, "fields.create", field).await?;
    }
    Ok(())
}

/// The told story, ending yesterday.
///
/// # Errors
/// A broken database.
pub async fn tell(app: &App, slug: &str) -> Result<(), Stop> {
    let mut ctx = ctx(app, slug).await?;
    let begin = ctx.now - chrono::Duration::days(told::DAYS + 1);
    let mut so_far = told::Told::default();
    for moment in told::story() {
        ctx.now = begin + chrono::Duration::days(moment.day);
        told::tell(&ctx, &mut so_far, &moment.deed).await?;
    }
    Ok(())
}

/// What a shop of the story has in those fields, by its place.
pub fn of_shop(n: usize) -> Value {
    let rank = ["dong", "dong", "bac", "bac", "vang"].get(n % 5).copied();
    json!({ "hang": rank, "kg_thang": 8 + n % 9 * 4 })
}

/// The machines, how many orders a customer made, how much of a product was sold, and the care for customers, once there are any.
///
/// # Errors
/// A broken database.
pub async fn end(app: &App, slug: &str) -> Result<(), Stop> {
    let ctx = ctx(app, slug).await?;
    let filter = json!({ "field": "kind", "op": "eq", "value": "organization" });
    let shops = act(
        &ctx,
        "parties.list",
        json!({ "filter": filter, "sort": "code", "limit": MACHINES }),
    )
    .await?;
    let shops = shops.get("data").and_then(Value::as_array).cloned();
    for (n, shop) in shops.unwrap_or_default().iter().enumerate() {
        let day = ctx.today() + chrono::Days::new(u64::try_from(9 * n % 200).unwrap_or_default());
        let state = ["tot", "tot", "can_xem", "tot", "dang_sua"].get(n % 5);
        let machine = json!({
            "name": format!("Máy hai họng số {}", n + 1), "party_id": shop.get("id"),
            "custom": {
                "so_may": format!("SM-{:04}", 2210 + n * 7), "bao_tri": day,
                "tinh_trang": state, "gia_tri": 62_000_000 - n * 1_500_000,
            },
        });
        act(&ctx, "may_pha.create", machine).await?;
        if n == TWICE {
            // Somebody else wrote the same machine down in a hurry: the queue of doubles finds it.
            let again = json!({
                "name": format!("may hai hong so {}", n + 1), "party_id": shop.get("id"),
                "custom": { "so_may": format!("sm {:04}", 2210 + n * 7), "tinh_trang": "can_xem" },
            });
            act(&ctx, "may_pha.create", again).await?;
        }
        if n < CONTRACTS {
            contract(&ctx, n, shop).await?;
        }
    }
    let poor =
        json!({ "field": "custom.tinh_trang", "op": "in", "value": ["can_xem", "dang_sua"] });
    let view = json!({
        "kind": "may_pha", "name": "Máy phải xem", "shared": true,
        "state": { "conditions": [poor], "sort": "custom.bao_tri" },
    });
    act(&ctx, "views.create", view).await?;
    let orders = json!({
        "noun": "parties", "name": "so_don", "label_vi": "Số đơn đã giao", "label_en": "Orders delivered", "type": "rollup",
        "rollup": { "of": "orders", "function": "count", "filter": { "field": "status", "op": "eq", "value": "delivered" } },
    });
    act(&ctx, "fields.create", orders).await?;
    let sold = json!({
        "noun": "products", "name": "da_ban", "label_vi": "Đã bán", "label_en": "Sold", "type": "rollup",
        "rollup": { "of": "order_lines", "function": "sum", "field": "quantity", "filter": { "field": "status", "op": "eq", "value": "delivered" } },
    });
    act(&ctx, "fields.create", sold).await?;
    unfinished(&ctx).await?;
    super::care::write(&ctx).await
}

/// What lies on the desk: a promise that was begun and not saved, and a task with the list it is about.
async fn unfinished(ctx: &Ctx) -> Result<(), Stop> {
    let typed = json!({
        "text": "Giữ lại 30 kg Cầu Đất vụ mới cho quán, giá như vụ trước", "kind": "other", "size": "medium",
    });
    let draft = json!({ "form": "/promises/new", "typed": typed });
    act(ctx, "drafts.keep", draft).await?;
    let prices = "BẢNG GIÁ SỈ QUÝ NÀY\n\nCầu Đất rang vừa: 280.000 đ một ký, từ 20 ký giảm 5%.\nRobusta Gia Lai: 190.000 đ một ký.\n";
    let name = "Bảng giá sỉ.txt";
    let file = files::upload(ctx, "tasks", "files", name, prices.into()).await?;
    let task = json!({
        "title": "Gửi bảng giá sỉ mới cho các quán", "kind": "send", "due_on": ctx.today(), "files": [file.id],
    });
    act(ctx, "tasks.create", task).await.map(drop)
}

/// The contract of a shop, with words that a search finds.
async fn contract(ctx: &Ctx, n: usize, shop: &Value) -> Result<(), Stop> {
    let word = |name: &str| shop.get(name).and_then(Value::as_str).unwrap_or_default();
    let said = format!(
        "HỢP ĐỒNG CUNG CẤP CÀ PHÊ SỐ {:02}/SM\n\nBên mua: {}\nMỗi tháng {} kg, rang vừa, giao trước tám giờ sáng thứ hai.\n\
         Máy pha hai họng cho mượn kèm theo, bảo trì sáu tháng một lần.\nThanh toán trong mười lăm ngày từ ngày giao.\n",
        n + 1,
        word("name"),
        8 + n % 9 * 4
    );
    let name = format!("Hợp đồng {:02}.txt", n + 1);
    let file = files::upload(ctx, "parties", "hop_dong", &name, said.into_bytes()).await?;
    let change = json!({ "id": word("id"), "custom": { "hop_dong": file.id } });
    act(ctx, "parties.update", change).await.map(drop)
}

/// An act by name.
pub(super) async fn act(ctx: &Ctx, name: &str, input: Value) -> Result<Value, Stop> {
    Ok(dispatch::run(ctx.clone(), name, input).await?)
}

/// The gate of the owner, with what was made so far.
pub(super) async fn ctx(app: &App, slug: &str) -> Result<Ctx, Stop> {
    let workspace = workspaces::by_slug(&app.db, slug)
        .await?
        .ok_or(Error::NotFound)?;
    let owner = super::COLLEAGUES.first().ok_or(Error::NotFound)?;
    let user = users::by_email(&app.db, owner.email)
        .await?
        .ok_or(Error::NotFound)?;
    let known =
        identity::of_user(app, user.id, Some(workspace.id), None, TokenScopes::FULL).await?;
    Ok(known.ctx(app, Door::Cli))
}
