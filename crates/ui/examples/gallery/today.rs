//! The home page of the gallery: judgement, figures, things to do, a chart, the stages.

use maud::{Markup, html};
use quen_ui::agenda::{AgendaRow, Item, agenda, agenda_row, item, item_list};
use quen_ui::avatar::{AvatarShape, AvatarSize, avatar};
use quen_ui::badge::{BadgeShape, badge_shaped};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::chart::{
    Bar, BarChart, Key, StageShare, Tick, bar_chart, figures, legend, round_ticks, stage_shares,
};
use quen_ui::choice::{Segment, segmented};
use quen_ui::frame::{self, padded};
use quen_ui::panel::{Panel, panel, see_all};
use quen_ui::stage::Stage;
use quen_ui::stat::{SparkInk, Stat, change, spark, stat, stat_row};
use quen_ui::tone::Tone;

use crate::sample;

pub fn page(theme: &str) -> Markup {
    let mut page = sample::page("Hôm nay", "/today", theme);
    page.beside_title =
        Some(html! { span.desk-only { "Thứ Bảy, 21 tháng 11, 2026 · 13 tháng 10 âm lịch" } });
    page.actions = html! {
        (icon_button(IconButton { icon: "bell", label: "Thông báo, 2 mới", href: Some("/notices"), ..IconButton::default() }))
        (button(Button { label: "Lịch", icon: Some("calendar"), href: Some("/calendar"), desk_only: true, ..Button::default() }))
        (button(Button { label: "Tạo", icon: Some("plus"), kind: ButtonKind::Primary, menu: Some("create-menu"), desk_only: true, ..Button::default() }))
    };
    page.body = padded(html! {
        div.stack.loose {
            (greeting())
            (tiles())
            div.columns.main-side {
                div.stack { (todo()) (revenue()) }
                div.stack { (calendar()) (birthdays()) (stages()) }
            }
        }
    });
    frame::page(&page)
}

fn greeting() -> Markup {
    html! {
        div.row.top.wrap {
            div.grow {
                h2.greeting { "Chào Khôi, hôm nay có 7 việc" }
                p.mid { "Hai lời hứa đến hạn và một khách thân đang thưa dần. Làm ba việc đầu là ổn." }
            }
            (segmented("Của ai", &[
                Segment { label: "Của tôi", href: "?whose=mine", current: true },
                Segment { label: "Cả nhóm", href: "?whose=team", current: false },
            ]))
        }
    }
}

fn tiles() -> Markup {
    let tile = |name, figure, unit, note: Markup, drawing| {
        stat(Stat {
            name,
            figure,
            unit,
            note: Some(note),
            drawing,
            href: None,
        })
    };
    stat_row(
        "Con số hôm nay",
        html! {
            (tile("Doanh thu tháng 11", "88,4", "tr ₫", html! { (change("102%", true)) "mục tiêu đến nay" }, Some(spark(&[52.0, 60.0, 58.0, 66.0, 71.0, 79.0, 84.0, 88.0], SparkInk::Usual))))
            (tile("Khách quay lại, 90 ngày", "73", "%", html! { (change("+4 điểm", true)) "so quý trước" }, Some(spark(&[61.0, 64.0, 63.0, 66.0, 69.0, 70.0, 73.0], SparkInk::Usual))))
            (tile("Giá trị đang có nguy cơ", "61,2", "tr ₫", html! { (change("9 khách", false)) "cần chăm tuần này" }, Some(spark(&[31.0, 34.0, 33.0, 40.0, 48.0, 52.0, 61.0], SparkInk::Losing))))
            (tile("Giữ lời hứa", "96", "%", html! { (change("1 trễ", false)) "trên 28 lời hứa" }, None))
        },
    )
}

fn todo() -> Markup {
    let acts = |icon, label| {
        html! {
            (button(Button { label, icon: Some(icon), size: ButtonSize::Small, ..Button::default() }))
            (button(Button { label: "Xong", icon: Some("check"), size: ButtonSize::Small, kind: ButtonKind::Quiet, ..Button::default() }))
        }
    };
    let row = |icon, tone, what, why, act: (&'static str, &'static str), done| {
        agenda_row(AgendaRow {
            icon,
            tone,
            what,
            why,
            acts: acts(act.0, act.1),
            done,
            href: Some("/contacts"),
            ..AgendaRow::default()
        })
    };
    panel(Panel {
        title: "Nên làm hôm nay",
        beside: Some(badge_shaped("1/7 xong", Tone::Jade, BadgeShape::Round)),
        end: Some(see_all("?order=value", "Xếp theo giá trị giữ được")),
        flush: true,
        body: agenda(html! {
            (row("heart-handshake", Tone::Red, "Đổi 2 túi hạt bị ẩm cho chị Hồng Ngọc", "Lời hứa trễ 3 ngày. Khách thân, giá trị 186 tr ₫", ("phone", "Gọi"), false))
            (row("plant", Tone::Persimmon, "Hỏi thăm anh Huỳnh Tấn Lộc", "74 ngày chưa mua, thường 21 ngày. Còn mua 22%, từ 61% tháng trước", ("message-circle", "Zalo"), false))
            (row("receipt-2", Tone::Amber, "Nhắc hóa đơn HĐ 00000412, 7.560.000 ₫", "Quá hạn 4 ngày. Chị Ngọc luôn trả đủ, nên nhắc nhẹ", ("send", "Nhắc"), false))
            (row("clock-bolt", Tone::Violet, "Trả lời #1921 Hạt bị ẩm hai túi", "Còn 1 giờ 20 phút trước hạn phản hồi", ("arrow-back-up", "Trả lời"), false))
            (row("file-invoice", Tone::Sky, "Báo giá BG-2611-029 cho Nhà hàng Bếp Quê", "Chị Hân mở 3 lần sáng nay, chưa trả lời", ("phone", "Gọi"), true))
        }),
        ..Panel::default()
    })
}

const REVENUE: [(&str, f64, f64); 12] = [
    ("T12", 62.0, 58.0),
    ("T1", 66.0, 61.0),
    ("T2", 71.0, 63.0),
    ("T3", 68.0, 66.0),
    ("T4", 74.0, 64.0),
    ("T5", 79.0, 70.0),
    ("T6", 85.0, 72.0),
    ("T7", 82.0, 75.0),
    ("T8", 91.0, 78.0),
    ("T9", 96.0, 80.0),
    ("T10", 104.0, 84.0),
    ("T11", 88.0, 86.0),
];

fn revenue() -> Markup {
    let bars: Vec<Bar> = REVENUE
        .iter()
        .map(|&(label, value, target)| Bar {
            label,
            value,
            target: Some(target),
            partial: label == "T11",
            caption: (label == "T10").then_some("104"),
            ink: 1,
        })
        .collect();
    let ticks = round_ticks(104.0, 3)
        .into_iter()
        .map(|at| Tick {
            at,
            label: format!("{at}"),
        })
        .collect();
    let rows: Vec<Vec<String>> = REVENUE
        .iter()
        .map(|(m, v, t)| vec![(*m).to_owned(), v.to_string(), t.to_string()])
        .collect();
    panel(Panel {
        title: "Doanh thu 12 tháng",
        end: Some(legend(&[
            Key {
                ink: 1,
                label: "Thực thu",
                stroke: false,
            },
            Key {
                ink: 2,
                label: "Mục tiêu",
                stroke: true,
            },
        ])),
        body: html! {
            (bar_chart(BarChart { label: "Doanh thu 12 tháng, triệu đồng: từ 62 lên 104; tháng 11 đến nay 88, mục tiêu 86", bars: &bars, ticks, width: 0 }))
            (figures("Xem bảng số", &["Tháng", "Thực thu, tr ₫", "Mục tiêu, tr ₫"], &rows))
        },
        ..Panel::default()
    })
}

fn calendar() -> Markup {
    let row = |time: &str, label, sub| {
        item(Item {
            lead: html! { time.strong { (time) } },
            label,
            sub: Some(sub),
            ..Item::default()
        })
    };
    panel(Panel {
        title: "Lịch",
        end: Some(see_all("/calendar", "3 hẹn")),
        flush: true,
        body: item_list([
            row(
                "09:30",
                "Cupping với Coworking Nhà Nấm",
                "Xưởng rang, chị Hương và 2 người",
            ),
            row("14:15", "Gọi chị Hồng Ngọc", "chị chỉ nghe máy sau 14 giờ"),
            row(
                "16:00",
                "Ký phụ lục, Khách sạn Sông Trăng",
                "Zalo video, anh Đạt",
            ),
        ]),
        ..Panel::default()
    })
}

fn birthdays() -> Markup {
    let row = |name, label, sub, act, kind| {
        item(Item {
            lead: avatar(name, AvatarSize::Medium, AvatarShape::Person),
            label,
            sub: Some(sub),
            end: Some(button(Button {
                label: act,
                kind,
                size: ButtonSize::Small,
                ..Button::default()
            })),
            ..Item::default()
        })
    };
    panel(Panel {
        title: "Sinh nhật, kỷ niệm",
        icon: Some("cake"),
        flush: true,
        body: item_list([
            row(
                "Nguyễn Thị Hồng Ngọc",
                "Hồng Ngọc tròn 38 tuổi",
                "thứ Ba 24/11, năm ngoái tặng hoa",
                "Chuẩn bị",
                ButtonKind::Soft,
            ),
            row(
                "Lý Gia Hân",
                "2 năm đồng hành với Bếp Quê",
                "Chủ nhật 29/11",
                "Viết thiệp",
                ButtonKind::Plain,
            ),
        ]),
        ..Panel::default()
    })
}

fn stages() -> Markup {
    let share = |stage, name, count, count_words, percent_words| StageShare {
        stage,
        name,
        count,
        count_words,
        percent_words,
        href: Some("/contacts"),
    };
    panel(Panel {
        title: "Khách theo chặng",
        end: Some(see_all("/contacts", "1.284")),
        body: stage_shares(
            "Lạ 16%, Tìm hiểu 25%, Quen 36%, Thân 16%, Phai 7%",
            &[
                share(Stage::Awareness, "Lạ", 212, "212", "16%"),
                share(Stage::Exploration, "Tìm hiểu", 318, "318", "25%"),
                share(Stage::Expansion, "Quen", 461, "461", "36%"),
                share(Stage::Commitment, "Thân", 204, "204", "16%"),
                share(Stage::Dissolution, "Phai", 89, "89", "7%"),
            ],
        ),
        ..Panel::default()
    })
}
