//! One customer's story, told through the product's own acts: a stranger at a fair becomes a regular over eighteen months, says
//! nine things, is promised four of which one is broken and mended, opens a second shop, and at her own door sees what is known of
//! her and puts one thing right. The demo business holds it, and a test checks each figure on its way. It must never write a row but through an act.

use std::collections::HashMap;

use quen_core::{Error, Result};
use quen_service::interactions::Interactions;
use quen_service::records::{self, Kind};
use quen_service::{Ctx, dispatch, facts, portal};
use serde_json::{Value, json};
use uuid::Uuid;

/// Days from the fair to the last entry.
pub const DAYS: i64 = 540;
/// The first order, and the days between orders.
const RHYTHM: (i64, i64) = (30, 21);
/// Kilograms of an order and the price and cost of one, in đồng.
const ORDER: (i64, i64, i64) = (12, 280_000, 150_000);

/// Something that happened on a day after the fair.
pub struct Moment {
    /// Days after the fair.
    pub day: i64,
    /// What.
    pub deed: Deed,
}

/// What can happen. Promises are known by a word.
pub enum Deed {
    /// She becomes known.
    Meets,
    /// Something was said: kind, channel, and the words with their signs.
    Says(&'static str, &'static str, &'static str),
    /// She answers a question: its topic and the answer.
    Answers(&'static str, &'static str),
    /// Of two sayings on a topic the one that holds is confirmed.
    Settles(&'static str),
    /// She lets a machine read her notes, or does not.
    Allows(bool),
    /// She buys.
    Buys,
    /// Promised: its word, the text, and in how many days.
    Promises(&'static str, &'static str, i64),
    /// Kept, more than promised or not.
    Keeps(&'static str, bool),
    /// Broken, and why.
    Breaks(&'static str, &'static str),
    /// Made good, and how.
    Mends(&'static str, &'static str),
    /// Her second shop.
    Opens,
    /// At her own door, in by a link that was handed to her, she says of a topic how it is.
    Corrects(&'static str, &'static str),
}

/// What the story made so far.
#[derive(Debug, Default)]
pub struct Told {
    /// The customer.
    pub ngoc: Value,
    /// Her second shop.
    pub shop: Value,
    promises: HashMap<&'static str, Value>,
}

/// The story in order of time.
pub fn story() -> Vec<Moment> {
    let (first, every) = RHYTHM;
    let mut all: Vec<Moment> = said();
    let days = (first..=DAYS).step_by(usize::try_from(every).unwrap_or(1));
    all.extend(days.map(|day| Moment {
        day,
        deed: Deed::Buys,
    }));
    all.sort_by_key(|moment| moment.day);
    all
}

fn said() -> Vec<Moment> {
    let on = |day, deed| Moment { day, deed };
    vec![
        on(0, Deed::Meets),
        on(
            0,
            Deed::Says(
                "meeting",
                "in_person",
                "Gặp ở hội chợ, uống thử ba mẫu. #thích rang vừa #gọi sau 14 giờ. Chị bận quầy buổi sáng",
            ),
        ),
        on(
            0,
            Deed::Promises("sample", "Gửi 250 g mẫu rang vừa để chị pha thử", 5),
        ),
        on(3, Deed::Keeps("sample", false)),
        on(14, Deed::Answers("channel", "Nhắn qua Zalo")),
        on(
            60,
            Deed::Says(
                "visit",
                "in_person",
                "Ghé quán chỉnh máy xay.\n#giao trước 9 giờ\n#hóa đơn gửi ketoan@quanmay.vn",
            ),
        ),
        on(60, Deed::Allows(true)),
        on(
            120,
            Deed::Says(
                "call",
                "phone",
                "#đóng gói túi giấy, đừng dùng ni lông\n#không thích vị chua",
            ),
        ),
        on(
            150,
            Deed::Promises("monday", "Giao 12 kg trước 9 giờ sáng thứ hai tới", 7),
        ),
        on(157, Deed::Keeps("monday", false)),
        on(
            285,
            Deed::Says("message", "zalo", "Hai túi hôm qua bị ẩm, em xem giúp chị."),
        ),
        on(285, Deed::Promises("wet", "Đổi 2 túi hạt bị ẩm", 3)),
        on(290, Deed::Breaks("wet", "Hết hàng, giao chậm mất hai ngày")),
        on(
            292,
            Deed::Mends("wet", "Đổi 2 túi, tặng thêm 1 túi và gọi xin lỗi"),
        ),
        on(
            330,
            Deed::Says("call", "phone", "#giao sau 14 giờ, sáng quán đông"),
        ),
        on(331, Deed::Settles("delivery")),
        on(
            480,
            Deed::Says(
                "visit",
                "in_person",
                "Chị khoe mặt bằng mới. #sắp mở quán thứ hai bên Sơn Trà",
            ),
        ),
        on(
            500,
            Deed::Promises(
                "price",
                "Giữ giá 280.000 đồng một ký tới khi quán thứ hai chạy đều",
                25,
            ),
        ),
        on(520, Deed::Opens),
        on(522, Deed::Keeps("price", true)),
        on(
            DAYS,
            Deed::Corrects("packaging", "Đóng túi giấy hai lớp, đừng dùng ni lông"),
        ),
    ]
}

/// Does one deed, at the instant of the gate.
///
/// # Errors
/// What the act says; `not-found` for a promise that was not made.
pub async fn tell(ctx: &Ctx, told: &mut Told, deed: &Deed) -> Result<()> {
    let act = |name: &'static str, input: Value| dispatch::run(ctx.clone(), name, input);
    let promise = |word: &str| told.promises.get(word).cloned().ok_or(Error::NotFound);
    match deed {
        Deed::Meets => {
            let new = json!({ "name": "Nguyễn Thị Hồng Ngọc", "gender": "female", "phones": ["0905 218 467"], "source": "Hội chợ Đà Nẵng" });
            told.ngoc = id_of(&act("parties.create", new).await?)?;
        }
        Deed::Says(kind, channel, words) => {
            says(ctx, &told.ngoc, (*kind, *channel, *words)).await?
        }
        Deed::Answers(topic, words) => {
            let answer = json!({ "id": told.ngoc, "topic": topic, "statement": words });
            act("parties.answer", answer).await?;
        }
        Deed::Settles(topic) => settles(ctx, &told.ngoc, topic).await?,
        Deed::Allows(yes) => {
            let answer = json!({
                "id": told.ngoc, "channel": "notes", "purpose": "processing", "answer": if *yes { "yes" } else { "no" },
                "source": "in_person", "proof": "Chị trả lời tại quán",
            });
            act("consents.put", answer).await?;
        }
        Deed::Buys => buys(ctx, &told.ngoc).await?,
        Deed::Promises(word, text, days) => {
            let due = ctx.today() + chrono::Days::new(days.unsigned_abs());
            let new = json!({ "party_id": told.ngoc, "text": text, "due_on": due });
            let made = id_of(&act("promises.create", new).await?)?;
            told.promises.insert(word, made);
        }
        Deed::Keeps(word, beyond) => {
            let kept = json!({ "id": promise(word)?, "beyond": beyond });
            act("promises.keep", kept).await?;
        }
        Deed::Breaks(word, why) => {
            let broken = json!({ "id": promise(word)?, "outcome": why });
            act("promises.break", broken).await?;
        }
        Deed::Mends(word, how) => {
            let mended = json!({ "id": promise(word)?, "outcome": how });
            act("promises.mend", mended).await?;
        }
        Deed::Opens => told.shop = opens(ctx, &told.ngoc).await?,
        Deed::Corrects(topic, words) => corrects(ctx, &told.ngoc, topic, words).await?,
    }
    Ok(())
}

async fn says(ctx: &Ctx, party: &Value, (kind, channel, words): (&str, &str, &str)) -> Result<()> {
    let fields = json!({ "party_id": party, "kind": kind, "channel": channel, "direction": "in", "started_at": ctx.now, "body": words });
    let fields = fields.as_object().cloned().unwrap_or_default();
    let values = records::decode(&Interactions::catalogue(ctx), &fields)?;
    facts::note(ctx, values).await.map(drop)
}

/// The newer saying holds; somebody looks at both and says so.
async fn settles(ctx: &Ctx, party: &Value, topic: &str) -> Result<()> {
    let known = dispatch::run(ctx.clone(), "parties.memory", json!({ "id": party })).await?;
    let held = known.get("facts").and_then(Value::as_array);
    let of_topic = |fact: &&Value| fact.get("topic").and_then(Value::as_str) == Some(topic);
    let fact = held.into_iter().flatten().find(of_topic);
    let fact = id_of(fact.ok_or(Error::NotFound)?)?;
    let right = json!({ "id": fact });
    dispatch::run(ctx.clone(), "facts.confirm", right)
        .await
        .map(drop)
}

async fn buys(ctx: &Ctx, party: &Value) -> Result<()> {
    let (kilograms, price, cost) = ORDER;
    let line = json!({ "text": "Cầu Đất rang vừa", "quantity": kilograms, "unit_price": price, "unit_cost": cost });
    let order =
        json!({ "party_id": party, "ordered_at": ctx.now, "status": "delivered", "lines": [line] });
    dispatch::run(ctx.clone(), "orders.create", order)
        .await
        .map(drop)
}

/// A place of its own, with its own wishes, where she is the owner.
async fn opens(ctx: &Ctx, party: &Value) -> Result<Value> {
    let shop = json!({ "name": "Quán Mây 2, Sơn Trà", "kind": "organization" });
    let shop = id_of(&dispatch::run(ctx.clone(), "parties.create", shop).await?)?;
    let link = json!({ "id": party, "to_id": shop, "kind": "works_at", "title": "chủ quán" });
    dispatch::run(ctx.clone(), "links.create", link).await?;
    let wish = json!({ "party_id": shop, "topic": "delivery", "statement": "Giao trước 7 giờ" });
    dispatch::run(ctx.clone(), "facts.create", wish).await?;
    Ok(shop)
}

/// The digits that the door asks for: the last four of her number.
const DIGITS: &str = "8467";

/// She goes in by the link and corrects what she sees there of a topic. Nobody approves it.
async fn corrects(ctx: &Ctx, party: &Value, topic: &str, words: &str) -> Result<()> {
    let party: Uuid = party
        .as_str()
        .and_then(|id| id.parse().ok())
        .ok_or(Error::NotFound)?;
    let invited = portal::hand_out(ctx, party).await?;
    let way = invited.path.strip_prefix("/portal/");
    let way = way.and_then(|way| way.split_once("/enter/"));
    let (slug, secret) = way.ok_or(Error::NotFound)?;
    let opened = portal::enter(&ctx.app, slug, secret, DIGITS, "").await?;
    let guest = portal::of_session(&ctx.app, &opened.cookie).await?;
    let seen = portal::mine(&guest).await?;
    let wrong = seen.facts.iter().find(|fact| fact.topic == topic);
    let wrong = wrong.ok_or(Error::NotFound)?;
    portal::correct_fact(&guest, wrong.id, words).await?;
    portal::leave(&guest).await
}

fn id_of(record: &Value) -> Result<Value> {
    record.get("id").cloned().ok_or(Error::NotFound)
}
