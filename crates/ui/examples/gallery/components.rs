//! Every component of the gallery on one page.

use crate::{drawings, sample};
use maud::{Markup, html};
use quen_ui::avatar::{AvatarShape, AvatarSize, avatar};
use quen_ui::badge::{BadgeShape, badge, badge_shaped, sla};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::choice::{Check, check, radios, slider, switch};
use quen_ui::combobox::{Combobox, combobox};
use quen_ui::dialog::{Dialog, dialog};
use quen_ui::editable::{Editable, Editing, edit_input, editable, editing};
use quen_ui::empty::{Empty, empty, skeleton_rows};
use quen_ui::field::{Choice, Field, Input, Select, TextArea, input, select, textarea};
use quen_ui::frame::{self, padded};
use quen_ui::hx::Hx;
use quen_ui::list::{FilterChip, filter_chip};
use quen_ui::menu::{Menu, MenuItem, menu};
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::stage::{Stage, stage_badge};
use quen_ui::stat::{progress, ring, sure};
use quen_ui::toast::{Toast, notice, problem_notice, toast};
use quen_ui::tone::Tone;

pub fn page(theme: &str) -> Markup {
    let mut page = sample::page("Thành phần", "/components", theme);
    page.beside_title = Some(html! { "mọi thành phần và trạng thái, một trang" });
    page.actions = button(Button {
        label: "Gộp hồ sơ",
        kind: ButtonKind::Primary,
        opens: Some("merge"),
        ..Button::default()
    });
    page.toasts = vec![toast(Toast {
        text: "Đã chuyển sang Thương lượng",
        action: Some("Hoàn tác"),
        hx: Hx {
            post: Some("/undo/81"),
            ..Hx::default()
        },
        ..Toast::default()
    })];
    page.body = padded(html! {
        div.stack {
            div.columns.halves { (buttons()) (marks()) }
            div.columns.halves { (fields()) (ticks()) }
            div.columns.thirds { (menus()) (inline()) (waiting()) }
            (drawings::stages()) (drawings::charts()) (drawings::importing()) (drawings::boards())
        }
        (dialog(Dialog { id: "merge", title: "Gộp hai hồ sơ", close: "Đóng", body: html! { p { "Hai hồ sơ sẽ thành một." } }, actions: Some(button(Button { label: "Gộp", kind: ButtonKind::Primary, closes: true, ..Button::default() })), ..Dialog::default() }))
    });
    frame::page(&page)
}

pub fn section(title: &str, body: Markup) -> Markup {
    panel(Panel {
        title,
        body: html! { div.stack { (body) } },
        ..Panel::default()
    })
}

fn buttons() -> Markup {
    let b = |label, kind| {
        button(Button {
            label,
            kind,
            ..Button::default()
        })
    };
    let drop = Hx {
        post: Some("/contacts/7/erasure"),
        swap: Some("none"),
        confirm: Some("Xóa hồ sơ chị Hồng Ngọc?"),
        ..Hx::default()
    };
    section(
        "Nút",
        html! {
            div.row.wrap { (b("Chính", ButtonKind::Primary)) (b("Thường", ButtonKind::Plain)) (b("Mềm", ButtonKind::Soft)) (b("Lặng", ButtonKind::Quiet)) (button(Button { label: "Xóa", icon: Some("trash"), kind: ButtonKind::Danger, hx: drop, ..Button::default() })) (b("Vâng, xóa", ButtonKind::DangerFilled)) }
            div.row.wrap {
                (button(Button { label: "Nhỏ", icon: Some("plus"), kind: ButtonKind::Primary, size: ButtonSize::Small, ..Button::default() }))
                (button(Button { label: "Lớn", kind: ButtonKind::Primary, size: ButtonSize::Large, ..Button::default() }))
                (button(Button { label: "Khóa", disabled: true, ..Button::default() }))
                (icon_button(IconButton { icon: "bell", label: "Chuông", ..IconButton::default() }))
                (icon_button(IconButton { icon: "star-filled", label: "Sao", pressed: Some(true), ..IconButton::default() }))
                kbd { "Ctrl K" }
            }
        },
    )
}

fn marks() -> Markup {
    let names = [
        "Nguyễn Thị Hồng Ngọc",
        "Trần Minh Khôi",
        "Lý Gia Hân",
        "Đặng Mỹ Linh",
    ];
    section(
        "Nhãn, người, mức",
        html! {
            div.row.wrap { (badge_shaped("Mở", Tone::Sky, BadgeShape::Dot)) (badge("Trễ 3 ngày", Tone::Red)) (badge("Nháp", Tone::Amber)) (badge_shaped("giữ 11/12", Tone::Jade, BadgeShape::Round)) (badge_shaped("Sỉ", Tone::Neutral, BadgeShape::Outline)) }
            div.row.wrap { @for (stage, name) in Stage::ALL.into_iter().zip(["Lạ", "Tìm hiểu", "Quen", "Thân", "Phai"]) { (stage_badge(stage, name)) } }
            div.row.wrap {
                @for name in names { (avatar(name, AvatarSize::Medium, AvatarShape::Person)) }
                (avatar("Tiệm Cà Phê Gió", AvatarSize::Large, AvatarShape::Organisation)) (avatar("Võ Thu Hà", AvatarSize::Small, AvatarShape::Person))
            }
            div.row.wrap { (sure(96)) (sure(64)) (sure(22)) (ring(82, Tone::Jade, html! { "82" })) (sla("quá 25 phút", Tone::Red)) (sla("còn 1 giờ 20", Tone::Amber)) }
            div.row.wrap { (filter_chip(FilterChip { field: "Tỉnh thành", verb: "là", value: "Huế", edit: None, without: "?", drop_label: "Bỏ lọc" })) }
            (notice(Tone::Amber, "alert-triangle", html! { "Thông báo " b { "có hướng đi tiếp" } "." }))
            (problem_notice("Chưa lưu được. Xem hai ô bên dưới."))
        },
    )
}

fn fields() -> Markup {
    let provinces = [
        Choice {
            value: "48",
            label: "Đà Nẵng",
        },
        Choice {
            value: "46",
            label: "Huế",
        },
    ];
    let f = |id, label| Field {
        id,
        label,
        ..Field::default()
    };
    section(
        "Ô nhập",
        html! {
            div.columns.halves {
                (input(Input { field: f("phone", "Di động"), name: "phone", value: "0905 218 467", kind: "tel", ..Input::default() }))
                (input(Input { field: Field { problem: Some("Mã số thuế có 10 hoặc 13 chữ số"), ..f("tax", "Mã số thuế") }, name: "tax", value: "0402 118", ..Input::default() }))
                (select(Select { field: f("province", "Tỉnh thành"), name: "province", choices: &provinces, value: "48", ..Select::default() }))
                (input(Input { field: Field { hint: Some("gõ “mai”, “thứ 6”, “15/12”"), ..f("due", "Ngày giao") }, name: "due", placeholder: Some("ngày/tháng/năm"), ..Input::default() }))
            }
            (combobox(Combobox { field: f("party", "Khách"), name: "party", find: "/parties/choices", placeholder: Some("gõ tên hoặc số điện thoại"), ..Combobox::default() }))
        (textarea(TextArea { field: f("note", "Ghi chú"), name: "note", ..TextArea::default() }))
        },
    )
}

fn ticks() -> Markup {
    let c = |label, checked| Check {
        name: "c",
        label,
        checked,
        ..Check::default()
    };
    section(
        "Chọn",
        html! {
            div.row.wrap { (check(c("Đã chọn", true))) (check(c("Chưa", false))) (switch(c("Bật", true))) (switch(c("Tắt", false))) }
            (radios("r", "Giao lúc", &[Choice { value: "am", label: "Sáng" }, Choice { value: "pm", label: "Chiều" }], "am"))
            (slider("keep", "keep", "Tỉ lệ giữ chân", (60, 78, 92), "phần trăm"))
            (progress("Đang nhập tệp", 40, "527 trên 1.318 dòng"))
        },
    )
}

fn menus() -> Markup {
    let items = [
        MenuItem {
            label: "Sửa",
            icon: Some("pencil"),
            href: Some("/contacts/7/edit"),
            key: Some("E"),
            ..MenuItem::default()
        },
        MenuItem {
            label: "Gộp hồ sơ trùng",
            icon: Some("copy"),
            opens: Some("merge"),
            ..MenuItem::default()
        },
        MenuItem {
            label: "Xóa",
            icon: Some("trash"),
            post: Some("/contacts/7/erasure"),
            danger: true,
            divided: true,
            ..MenuItem::default()
        },
    ];
    section(
        "Thực đơn",
        html! {
            div.row { (button(Button { label: "Thao tác", icon: Some("dots"), menu: Some("acts"), ..Button::default() })) }
            (menu(Menu { id: "acts", label: "Thao tác", items: &items, csrf: "sample" }))
        },
    )
}

fn inline() -> Markup {
    let form = Editing {
        id: "e2",
        action: "/contacts/7/phone",
        view: "/contacts/7/phone/view",
        csrf: "sample",
        version: 3,
        control: edit_input("phone", "0905 218 467", "Di động", "tel", false),
        problem: None,
    };
    section(
        "Sửa tại chỗ",
        facts(&[
            (
                "Đọc",
                editable(Editable {
                    id: "e1",
                    value: "0905 218 467",
                    empty: "chưa có",
                    label: "Sửa di động",
                    edit: "/contacts/7/phone/edit",
                    saved: None,
                }),
            ),
            ("Đang sửa", editing(form)),
            (
                "Trống",
                editable(Editable {
                    id: "e3",
                    value: "",
                    empty: "chưa có",
                    label: "Sửa email",
                    edit: "/contacts/7/mail/edit",
                    saved: None,
                }),
            ),
        ]),
    )
}

fn waiting() -> Markup {
    section(
        "Trống, đang tải",
        html! {
            (skeleton_rows(2))
            (empty(Empty { text: html! { "Không có khách nào ở " b { "Huế" } " mua trong 7 ngày." }, acts: Some(button(Button { label: "Bỏ lọc tỉnh thành", size: ButtonSize::Small, href: Some("?"), ..Button::default() })), ..Empty::default() }))
        },
    )
}
