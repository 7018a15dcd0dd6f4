//! A customer in the gallery: head with the stage track and figures, then facts, story, and what is known.

use maud::{Markup, html};
use quen_ui::agenda::{ConsentRow, Item, ItemState, consent_row, consents, item, item_list};
use quen_ui::avatar::{AvatarShape, AvatarSize, avatar};
use quen_ui::badge::badge;
use quen_ui::belief::{AskNext, Belief, ask_next, belief};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::choice::{Segment, segmented};
use quen_ui::composer::{Composer, ComposerKind, composer};
use quen_ui::editable::{Editable, editable};
use quen_ui::frame::{self, Crumb};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, facts, panel, see_all};
use quen_ui::stage::{Stage, StageStep, StageTrack, stage_track};
use quen_ui::stat::{SparkInk, Stat, change, meter, ring_in_tile, spark, stat, stat_row};
use quen_ui::timeline::{Event, day, event, timeline};
use quen_ui::tone::Tone;

use crate::sample;

pub fn page(theme: &str) -> Markup {
    let mut page = sample::page("Nguyễn Thị Hồng Ngọc", "/contacts", theme);
    page.crumbs = vec![Crumb {
        label: "Khách hàng",
        href: "/contacts",
    }];
    page.h1_in_body = true;
    page.actions = html! {
        (icon_button(IconButton { icon: "star-filled", label: "Đang theo dõi", pressed: Some(true), ..IconButton::default() }))
        (icon_button(IconButton { icon: "dots", label: "Thêm thao tác", menu: Some("user-menu"), ..IconButton::default() }))
    };
    page.body = html! {
        (head())
        div.record-grid {
            aside.about.stack aria-label="Hồ sơ" { (about()) (consent()) (people()) }
            section.story aria-label="Dòng thời gian" { (story()) }
            aside.knowing.stack aria-label="Hiểu khách" { (known()) (promises()) }
        }
    };
    frame::page(&page)
}

fn head() -> Markup {
    let act = |label, icon, kind| {
        button(Button {
            label,
            icon: Some(icon),
            kind,
            ..Button::default()
        })
    };
    let step = |name, note| StageStep { name, note };
    html! {
        section.record-head aria-label="Tóm tắt khách hàng" {
            div.identity {
                (avatar("Nguyễn Thị Hồng Ngọc", AvatarSize::Huge, AvatarShape::Person))
                div.grow {
                    h1 { "Nguyễn Thị Hồng Ngọc" }
                    div.under {
                        span { (icon("building-store")) span { a.link href="/orgs/1" { "Tiệm Cà Phê Gió" } ", chủ quán" } }
                        span { (icon("map-pin")) "Hải Châu, Đà Nẵng" }
                        span.desk-only { (icon("user-check")) "Minh Khôi phụ trách" }
                        span.desk-only { (badge("Sỉ", Tone::Sky)) " " (badge("Khách VIP", Tone::Persimmon)) }
                    }
                }
                div.row.desk-only {
                    (act("Gọi", "phone", ButtonKind::Plain)) (act("Zalo", "message-circle", ButtonKind::Plain))
                    (act("Email", "mail", ButtonKind::Plain)) (act("Cơ hội", "plus", ButtonKind::Primary))
                }
            }
            div.quick-acts.phone-only {
                (act("Gọi", "phone", ButtonKind::Plain)) (act("Zalo", "message-circle", ButtonKind::Plain))
                (act("Ghi chú", "note", ButtonKind::Plain)) (act("Hứa", "heart-handshake", ButtonKind::Plain))
            }
            (stage_track(StageTrack {
                label: "Chặng quan hệ",
                now: Stage::Commitment,
                reached: None,
                steps: [step("Lạ", "12 ngày"), step("Tìm hiểu", "2 tháng"), step("Quen", "9 tháng, 14 đơn"), step("Thân", "14 tháng, hợp đồng năm đến 31/12"), step("Phai", "nguy cơ thấp, 6%")],
                change: Some("/contacts/7/stage?to="),
            }))
            (tiles())
        }
    }
}

fn tiles() -> Markup {
    let rising = [96.0, 104.0, 118.0, 121.0, 139.0, 152.0, 160.0, 171.0, 186.0];
    stat_row(
        "Giá trị và sức khỏe",
        html! {
            (stat(Stat { name: "Giá trị 3 năm tới", figure: "186,4", unit: "tr ₫", note: Some(html! { "142–231 tr" }), drawing: Some(spark(&rising, SparkInk::Usual)), ..Stat::default() }))
            (stat(Stat { name: "Còn mua", figure: "94", unit: "%", note: Some(html! { (meter(94, Tone::Jade, Some(64))) "mua lại trước 28/11" }), ..Stat::default() }))
            (stat(Stat { name: "Lãi góp 12 tháng", figure: "38,2", unit: "tr ₫", note: Some(html! { (change("+12%", true)) "so với năm trước" }), ..Stat::default() }))
            (stat(Stat { name: "Sức khỏe quan hệ", figure: "82", unit: "/100", note: Some(html! { (change("+5", true)) "sau buổi cupping" }), drawing: Some(ring_in_tile(82, Tone::Jade, icon("heart"))), href: Some("/contacts/7/health") }))
            (stat(Stat { name: "Nhịp mua", figure: "19", unit: "ngày", note: Some(html! { "đơn gần nhất 12 ngày trước" }), ..Stat::default() }))
        },
    )
}

fn about() -> Markup {
    let line = |id, value, label| {
        editable(Editable {
            id,
            value,
            empty: "chưa có",
            label,
            edit: "/contacts/7/edit",
            saved: None,
        })
    };
    panel(Panel {
        title: "Thông tin",
        end: Some(icon_button(IconButton {
            icon: "pencil",
            label: "Sửa thông tin",
            small: true,
            href: Some("/contacts/7/edit"),
            ..IconButton::default()
        })),
        body: facts(&[
            ("Xưng hô", line("f-address", "chị Ngọc, em", "Sửa xưng hô")),
            ("Di động", line("f-phone", "0905 218 467", "Sửa di động")),
            ("Email", line("f-mail", "ngoc@tiemcaphegio.vn", "Sửa email")),
            ("Mã số thuế", line("f-tax", "", "Sửa mã số thuế")),
            (
                "Giao hàng",
                line("f-ship", "47 Lê Đình Dương, trước 9 giờ", "Sửa nơi giao"),
            ),
        ]),
        ..Panel::default()
    })
}

fn consent() -> Markup {
    let row = |icon, channel, since, given| {
        consent_row(ConsentRow {
            icon,
            channel,
            since,
            given,
            ..ConsentRow::default()
        })
    };
    panel(Panel {
        title: "Đồng ý và kênh",
        end: Some(see_all("/contacts/7/consents", "Nhật ký")),
        body: consents([
            row("message-circle", "Zalo", "đồng ý 03/02/2025", true),
            row("mail", "Email", "đồng ý 03/02/2025", true),
            row("phone", "Gọi", "chỉ 14:00–17:00", true),
            row("device-mobile-message", "SMS", "từ chối 11/06/2026", false),
        ]),
        footer: Some(html! { (icon("shield-check")) "Quý này đã liên hệ 5/8 lần cho phép" }),
        ..Panel::default()
    })
}

fn people() -> Markup {
    let row = |name: &'static str, sub| {
        item(Item {
            lead: avatar(name, AvatarSize::Medium, AvatarShape::Person),
            label: name,
            href: Some("/contacts/8"),
            sub: Some(sub),
            ..Item::default()
        })
    };
    panel(Panel {
        title: "Người liên quan",
        flush: true,
        body: item_list([
            row("Lê Quốc Bảo", "Quản lý quầy, đặt hàng tuần"),
            row("Đặng Mỹ Linh", "Chị Ngọc giới thiệu, đã mua 3 đơn"),
        ]),
        ..Panel::default()
    })
}

fn story() -> Markup {
    html! {
        (write_box())
        div.row.wrap.story-filter {
            (segmented("Lọc dòng thời gian", &[
                Segment { label: "Tất cả", href: "?", current: true },
                Segment { label: "Trò chuyện", href: "?of=talk", current: false },
                Segment { label: "Mua bán", href: "?of=trade", current: false },
                Segment { label: "Hỗ trợ", href: "?of=support", current: false },
            ]))
        }
        (timeline("Chuyện đã qua", entries(), Some(("Xem 46 hoạt động cũ hơn", "/contacts/7/timeline?before=8812"))))
    }
}

fn write_box() -> Markup {
    let kind = |value, label, icon, hint, key| ComposerKind {
        value,
        label,
        icon,
        hint,
        key: Some(key),
        fields: None,
    };
    composer(Composer {
        action: "/contacts/7/interactions",
        target: "#main",
        swap: "none",
        csrf: "sample",
        draft: "party-7",
        kinds: vec![
            kind(
                "note",
                "Ghi chú",
                "note",
                "Chị Ngọc vừa kể gì? @ nhắc đồng nghiệp, # điều đã biết…",
                "N",
            ),
            kind("call", "Cuộc gọi", "phone", "Tóm tắt cuộc gọi…", "P"),
            kind("email", "Email", "mail", "Viết email…", "M"),
            ComposerKind {
                fields: Some(
                    html! { input.input name="due" aria-label="Hạn" placeholder="hạn: mai, thứ 6, 15/12"; },
                ),
                ..kind("task", "Việc", "checkbox", "Việc cần làm…", "V")
            },
            kind(
                "promise",
                "Lời hứa",
                "heart-handshake",
                "Mình đã hứa gì, trước ngày nào?",
                "H",
            ),
        ],
        kinds_label: "Loại ghi nhận",
        text_label: "Nội dung",
        draft_note: "Tự lưu nháp",
        save: "Lưu",
        tools: Some(icon_button(IconButton {
            icon: "paperclip",
            label: "Đính kèm",
            small: true,
            ..IconButton::default()
        })),
        ..Composer::default()
    })
}

fn entries() -> Markup {
    html! {
        (day("Hôm nay"))
        (event(Event {
            icon: "phone-incoming", tone: Tone::Jade, time: "10:42", at: "2026-11-21T10:42:00+07:00",
            head: html! { b { "Chị Ngọc" } " gọi đến, 6 phút · " span.mid { "Khôi nghe" } },
            card: Some(html! { "Chị khen mẻ Cầu Đất tháng này thơm, khách quen của quán hỏi mua hạt về nhà. Chị đang xem mặt bằng thứ hai bên Sơn Trà, dự tính khai trương sau Tết." }),
            said: true,
            learned: Some(html! { "Rút ra: " (badge("Sắp mở quán thứ hai", Tone::Jade)) " " (badge("Quan tâm máy 2 group", Tone::Jade)) " " a.link href="/contacts/7/known" { "Sửa" } }),
            ..Event::default()
        }))
        (event(Event {
            icon: "arrow-up-right", tone: Tone::Persimmon, time: "10:55", at: "2026-11-21T10:55:00+07:00", minor: true,
            head: html! { "Cơ hội " a.link href="/deals/3" { "Máy pha La San Marco 2 group" } " chuyển sang " b { "Đề xuất" } },
            ..Event::default()
        }))
        (day("Thứ Hai, 9 tháng 11"))
        (event(Event {
            icon: "heart-handshake", tone: Tone::Persimmon, time: "16:30", at: "2026-11-09T16:30:00+07:00", promised: true,
            head: html! { b { "Khôi hứa" } " gửi bảng so sánh ba dòng máy" },
            card: Some(html! { div.row { (icon("clock")) span.grow { "Hạn thứ Hai 23/11, còn 2 ngày" } (button(Button { label: "Đã giữ lời", icon: Some("check"), size: ButtonSize::Small, ..Button::default() })) } }),
            ..Event::default()
        }))
    }
}

fn known() -> Markup {
    let small = |label, kind| {
        button(Button {
            label,
            kind,
            size: ButtonSize::Small,
            ..Button::default()
        })
    };
    let acts = html! {
        (icon_button(IconButton { icon: "check", label: "Đúng", small: true, ..IconButton::default() }))
        (icon_button(IconButton { icon: "pencil", label: "Sai, sửa lại", small: true, ..IconButton::default() }))
    };
    let row = |claim: Markup, percent, source_icon, source| {
        belief(Belief {
            claim,
            percent,
            source_icon,
            source,
            acts: acts.clone(),
            ..Belief::default()
        })
    };
    panel(Panel {
        title: "Điều đã biết",
        icon: Some("bulb"),
        end: Some(
            html! { span.small.dim { "17 điều" } (icon_button(IconButton { icon: "plus", label: "Thêm điều đã biết", small: true, ..IconButton::default() })) },
        ),
        flush: true,
        body: html! {
            (ask_next(AskNext {
                kicker: "Nên hỏi tiếp",
                question: "“Quán mới bên Sơn Trà, chị tính phục vụ khoảng bao nhiêu ly một ngày ạ?”",
                why: "Biết được thì chọn đúng máy và mức hạt, đáng giá khoảng 4,2 tr ₫.",
                acts: html! { (small("Đã hỏi, ghi lại", ButtonKind::Plain)) (small("Câu khác", ButtonKind::Quiet)) },
            }))
            ul {
                (row(html! { "Thích " b.strong { "rang vừa, Cầu Đất" } }, 96, "shopping-bag", "11 trên 14 đơn, mới nhất 09/11"))
                (row(html! { "Coi trọng " b.strong { "đúng giờ" } " hơn giá" }, 72, "chart-dots", "suy từ 9 khảo sát và 2 lần đổi giờ"))
                (row(html! { "Sắp chuyển một phần sang " b.strong { "cold brew" } }, 41, "chart-dots", "suy từ khách giống chị, nên hỏi lại"))
            }
        },
        ..Panel::default()
    })
}

fn promises() -> Markup {
    let row = |name, label, sub, state, end| {
        item(Item {
            lead: icon(name),
            label,
            sub: Some(sub),
            state,
            end,
            href: None,
        })
    };
    panel(Panel {
        title: "Lời hứa hai chiều",
        icon: Some("heart-handshake"),
        end: Some(html! { span.small.dim { "giữ 11/12" } }),
        flush: true,
        body: item_list([
            row(
                "clock",
                "So sánh ba dòng máy pha",
                "mình hứa, hạn 23/11",
                ItemState::Plain,
                Some(badge("còn 2 ngày", Tone::Amber)),
            ),
            row(
                "alert-triangle",
                "Đổi 2 túi hạt bị ẩm",
                "mình hứa, hạn 18/11",
                ItemState::Late,
                Some(badge("trễ 3 ngày", Tone::Red)),
            ),
            row(
                "circle-check",
                "Giao trước 9 giờ sáng",
                "mình hứa, giữ 14/14 lần",
                ItemState::Kept,
                None,
            ),
        ]),
        ..Panel::default()
    })
}
