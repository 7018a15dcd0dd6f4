//! Every component of the gallery on one page.

use maud::{Markup, html};
use quen_ui::avatar::{AvatarShape, AvatarSize, avatar};
use quen_ui::badge::{BadgeShape, badge, badge_shaped, sla};
use quen_ui::board::{DealCard, Lane, board, deal_card, lane};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::chart::{
    Heat, HeatCell, HeatRow, LineChart, Series, Share, Tick, heat, heat_level, line_chart,
    share_list,
};
use quen_ui::choice::{Check, check, radios, slider, switch};
use quen_ui::combobox::{Combobox, combobox};
use quen_ui::dialog::{Dialog, dialog};
use quen_ui::editable::{Editable, Editing, edit_input, editable, editing};
use quen_ui::empty::{Empty, empty, skeleton_rows};
use quen_ui::field::{Choice, Field, Input, Select, TextArea, input, select, textarea};
use quen_ui::frame::{self, padded};
use quen_ui::hx::Hx;
use quen_ui::icon::icon;
use quen_ui::import::{Dropzone, MapRow, dropzone, map_table};
use quen_ui::list::{FilterChip, filter_chip};
use quen_ui::menu::{Menu, MenuItem, menu};
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::stage::{Stage, StageStep, StageTrack, stage_badge, stage_track};
use quen_ui::stat::{progress, ring, sure};
use quen_ui::toast::{Toast, notice, problem_notice, toast};
use quen_ui::tone::Tone;

use crate::sample;

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
            (stages()) (drawings()) (importing()) (boards())
        }
        (dialog(Dialog { id: "merge", title: "Gộp hai hồ sơ", close: "Đóng", body: html! { p { "Hai hồ sơ sẽ thành một." } }, actions: Some(button(Button { label: "Gộp", kind: ButtonKind::Primary, closes: true, ..Button::default() })), ..Dialog::default() }))
    });
    frame::page(&page)
}

fn section(title: &str, body: Markup) -> Markup {
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

fn stages() -> Markup {
    let steps = ["Lạ", "Tìm hiểu", "Quen", "Thân", "Phai"].map(|name| StageStep { name, note: "" });
    let track = |label, now, reached| {
        stage_track(StageTrack {
            label,
            now,
            reached,
            steps,
            change: None,
        })
    };
    section(
        "Chặng",
        html! { (track("Chặng của chị Ngọc", Stage::Expansion, None)) (track("Chặng của anh Lộc", Stage::Dissolution, Some(Stage::Expansion))) },
    )
}

fn drawings() -> Markup {
    let seen: Vec<Option<f64>> = [62., 66., 71., 68., 74., 79.]
        .into_iter()
        .map(Some)
        .chain([None, None])
        .collect();
    let hoped: Vec<Option<f64>> = [None; 5]
        .into_iter()
        .chain([Some(79.), Some(84.), Some(90.)])
        .collect();
    let band = [
        None,
        None,
        None,
        None,
        None,
        Some((79., 79.)),
        Some((76., 92.)),
        Some((74., 106.)),
    ];
    let series = [
        Series {
            values: &seen,
            ink: 1,
            ..Series::default()
        },
        Series {
            values: &hoped,
            ink: 3,
            dashed: true,
            band: Some(&band),
            caption: Some("90 tr"),
        },
    ];
    let grid_ticks = [0.0, 50.0, 100.0]
        .map(|at| Tick {
            at,
            label: format!("{at}"),
        })
        .to_vec();
    let counts = [
        [18., 26., 41., 63., 88.],
        [22., 31., 52., 71., 64.],
        [96., 62., 38., 19., 14.],
    ];
    let words: Vec<Vec<String>> = counts
        .iter()
        .map(|row| row.iter().map(|n| n.to_string()).collect())
        .collect();
    let cells: Vec<Vec<HeatCell>> = counts
        .iter()
        .zip(&words)
        .map(|(row, words)| {
            row.iter()
                .zip(words)
                .map(|(n, words)| HeatCell {
                    words,
                    level: Some(heat_level(*n, [20., 35., 50., 65., 85.])),
                    href: Some("/contacts"),
                })
                .collect()
        })
        .collect();
    let rows: Vec<HeatRow> = ["≤ 14 ngày", "15–30", "> 90"]
        .into_iter()
        .zip(&cells)
        .map(|(head, cells)| HeatRow { head, cells })
        .collect();
    section(
        "Hình",
        html! {
            div.columns.thirds {
                (line_chart(LineChart { label: "Doanh thu 6 tháng từ 62 lên 79 triệu, dự báo 90 triệu vào tháng 8", steps: &["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8"], series: &series, ticks: grid_ticks, width: 400 }))
                (heat(Heat { label: "Mới mua theo hàng, số lần mua theo cột", corner: "", columns: &["1 lần", "2–3", "4–7", "8–12", "13+"], rows: &rows, roomy: true }))
                (share_list("Nguồn khách", &[
                    Share { label: "Giới thiệu", percent: 100, words: "412", tone: Tone::Jade, href: Some("/contacts") },
                    Share { label: "Hội chợ", percent: 38, words: "157", tone: Tone::Jade, href: None },
                ]))
            }
        },
    )
}

fn importing() -> Markup {
    let choices = [
        Choice {
            value: "name",
            label: "Tên",
        },
        Choice {
            value: "phone",
            label: "Di động",
        },
    ];
    let row = |column, label, value, sample, state, tone| MapRow {
        column,
        into: Select {
            field: Field {
                label,
                ..Field::default()
            },
            name: "into",
            choices: &choices,
            value,
            none: Some("Không nhập"),
            ..Select::default()
        },
        sample,
        state,
        tone,
    };
    panel(Panel {
        title: "khach-hang-2026.xlsx",
        flush: true,
        body: html! {
            (map_table(["Cột trong tệp", "Vào ô", "Ví dụ", "Đọc được"], &[
                row("Họ và tên", "Cột Họ và tên vào", "name", "Nguyễn Thị Hồng Ngọc", "1.318", Tone::Jade),
                row("SĐT", "Cột SĐT vào", "phone", "0905.218.467", "27 mơ hồ", Tone::Amber),
            ]))
            form.body method="post" action="/imports" enctype="multipart/form-data" {
                (dropzone(Dropzone { id: "file", name: "file", label: "Kéo tệp khách hàng vào đây", hint: "Excel hoặc CSV, đến 50 MB", choose: "Chọn tệp", accept: ".xlsx,.csv", many: false, problem: None }))
            }
        },
        ..Panel::default()
    })
}

fn boards() -> Markup {
    let card = |id, title, sum, next, rotting| {
        deal_card(DealCard {
            id,
            title,
            href: "/deals/3",
            who: html! { (icon("building-store")) span { "Tiệm Cà Phê Gió" } },
            sum,
            next,
            no_step: "Chưa có việc tiếp theo",
            rotting,
            move_to: "/deals/3/position",
            version: 1,
            beside: None,
        })
    };
    let l = |id, stage, name, cards| {
        lane(Lane {
            id,
            stage,
            name,
            count: "2",
            tone: Tone::Sky,
            total: "170 tr",
            weighted: "40%, còn 68 tr",
            cards,
        })
    };
    board(
        "board",
        "Cơ hội theo bước",
        html! {
            (l("lane-a", "propose", "Đề xuất", html! { (card("d1", "Máy pha La San Marco 2 group", "128 tr", Some("Gửi so sánh 23/11"), None)) (card("d2", "Hợp đồng hạt năm", "42 tr", None, Some(Tone::Amber))) }))
            (l("lane-b", "deal", "Thương lượng", html! {}))
        },
    )
}
