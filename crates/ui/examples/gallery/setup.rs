//! The first run in the gallery: steps, big choices, and a picture of what comes.

use maud::{Markup, html};
use quen_ui::agenda::{AgendaRow, agenda, agenda_row};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::choice::{BigChoice, big_choice};
use quen_ui::field::{Field, Input, input};
use quen_ui::frame::{BarePage, Theme, bare_page};
use quen_ui::import::steps;
use quen_ui::panel::{Panel, panel};
use quen_ui::tone::Tone;

pub fn page(theme: &str) -> Markup {
    bare_page(&BarePage {
        lang: "vi",
        title: "Bắt đầu",
        theme: Theme::from_cookie(theme),
        csrf: "sample",
        body: html! { (steps("Các bước", &["Cửa hàng", "Cách bán", "Nhập khách", "Mời nhóm"], 1)) (question()) },
        aside: Some(preview()),
        aside_label: "Hôm nay sẽ trông như thế này",
        ..BarePage::default()
    })
}

fn question() -> Markup {
    let choice = |value, label, sub, checked| {
        big_choice(BigChoice {
            name: "pattern",
            value,
            label,
            sub,
            checked,
            many: false,
        })
    };
    html! {
        div { h1 { "Khách mua của bạn thế nào?" } p.mid { "Quen chọn cách đo và gợi ý theo đây. Đổi lúc nào cũng được." } }
        form.stack method="post" action="/setup/selling" {
            (choice("repeat", "Mua đi mua lại, không hẹn trước", "quán, tiệm, bán sỉ, bán lẻ", true))
            (choice("contract", "Theo hợp đồng hoặc thuê bao", "dịch vụ, phần mềm, lớp học", false))
            (choice("project", "Từng dự án lớn", "thiết kế, thi công, tư vấn", false))
            (input(Input { field: Field { id: "rhythm", label: "Khách quen thường mua lại sau", hint: Some("để trống nếu chưa rõ"), ..Field::default() }, name: "rhythm", value: "21 ngày", ..Input::default() }))
            div.row {
                (button(Button { label: "Tiếp tục", kind: ButtonKind::Primary, size: ButtonSize::Large, submit: true, ..Button::default() }))
                (button(Button { label: "Để sau", kind: ButtonKind::Quiet, size: ButtonSize::Large, href: Some("/"), ..Button::default() }))
            }
        }
    }
}

fn preview() -> Markup {
    let row = |icon, tone, what, why| {
        agenda_row(AgendaRow {
            icon,
            tone,
            what,
            why,
            ..AgendaRow::default()
        })
    };
    panel(Panel {
        title: "Nên làm hôm nay",
        flush: true,
        body: agenda(html! {
            (row("plant", Tone::Persimmon, "Hỏi thăm anh Huỳnh Tấn Lộc", "74 ngày chưa mua, thường 21 ngày"))
            (row("cake", Tone::Rose, "Sinh nhật chị Hồng Ngọc", "thứ Ba, năm ngoái tặng hoa"))
            (row("receipt-2", Tone::Amber, "Nhắc một hóa đơn", "quá hạn 4 ngày"))
        }),
        ..Panel::default()
    })
}
