//! Papers of the roaster: a quote that lies with a talk, in which promises can be heard, and the first version of the impact file.
//! Written last, as people would have written it last week.

use chrono::Duration;
use quen_core::privacy::impact::Sentences;
use quen_service::privacy::impact::{self, Block, Document};
use quen_service::{App, files};
use serde_json::{Value, json};

use super::own;
use super::projects::at;
use crate::commands::Stop;

/// The lines of the quote.
const QUOTE: [&str; 5] = [
    "Kính gửi quý quán, Sương Mai Coffee gửi báo giá cho quý tới.",
    "Cầu Đất rang vừa: 280.000 đ một ký; túi 500 g: 145.000 đ.",
    "Giao hàng trong vòng 2 ngày kể từ ngày đặt.",
    "Giữ giá trong 90 ngày kể từ ngày báo giá.",
    "Đổi trả trong 7 ngày nếu túi bị ẩm. Thanh toán trong 15 ngày.",
];

/// Writes them.
///
/// # Errors
/// A broken database.
pub async fn write(app: &App, slug: &str) -> Result<(), Stop> {
    let ctx = own::ctx(app, slug).await?;
    let filter = json!({ "all": [
        { "field": "kind", "op": "eq", "value": "organization" },
        { "field": "code", "op": "not_empty" },
    ] });
    let asked = json!({ "filter": filter, "sort": "code", "limit": 1 });
    let found = own::act(&ctx, "parties.list", asked).await?;
    if let Some(shop) = found.pointer("/data/0/id").and_then(Value::as_str) {
        let text = |line: &&str| Block::Text((*line).to_owned());
        let quote = Document {
            title: "BÁO GIÁ".to_owned(),
            blocks: QUOTE.iter().map(text).collect(),
        };
        let bytes = quote.docx()?;
        let (kind, name) = ("interactions", "Báo giá quý tới.docx");
        let file = files::upload(&ctx, kind, "files", name, bytes).await?;
        let talk = json!({ "party_id": shop, "kind": "meeting", "body": "Ghé quán đưa báo giá quý tới, anh chị đọc rồi trả lời sau.", "files": [file.id] });
        at(
            &ctx,
            ctx.now - Duration::days(2),
            "interactions.create",
            talk,
        )
        .await?;
    }
    let said = Sentences {
        firm: "other".to_owned(),
        controller: "Công ty TNHH Sương Mai Coffee, MST 0401234567, Hải Châu, Đà Nẵng, 0236 3812 345".to_owned(),
        officer: "Lê Thu Hà".to_owned(),
        purpose: "Giao hàng, xuất hóa đơn và chăm sóc khách quen của xưởng rang.".to_owned(),
        sharing: "Đơn vị giao hàng nhận tên, số điện thoại và địa chỉ của người nhận.".to_owned(),
        place: "Máy chủ đặt tại xưởng, Đà Nẵng".to_owned(),
        security: "Máy tính ở quầy khóa màn hình; chỉ chủ xưởng giữ bản sao lưu.".to_owned(),
        risks: "Mất máy: dữ liệu mã hóa, sao lưu mỗi đêm. Gửi nhầm bảng khách: chỉ hai người được tải danh sách.".to_owned(),
        ..Sentences::default()
    };
    impact::write(&ctx, said).await?;
    Ok(())
}
