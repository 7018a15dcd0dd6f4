//! The drawn components of the gallery: stages, charts, import, board.

use maud::{Markup, html};
use quen_ui::board::{DealCard, Lane, board, deal_card, lane};
use quen_ui::chart::{
    Heat, HeatCell, HeatRow, LineChart, Series, Share, Tick, heat, heat_level, line_chart,
    share_list,
};
use quen_ui::field::{Choice, Field, Select};
use quen_ui::icon::icon;
use quen_ui::import::{Dropzone, MapRow, dropzone, map_table};
use quen_ui::panel::{Panel, panel};
use quen_ui::stage::{Stage, StageStep, StageTrack, stage_track};
use quen_ui::tone::Tone;

use crate::components::section;

pub fn stages() -> Markup {
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

pub fn charts() -> Markup {
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
            ..Series::default()
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

pub fn importing() -> Markup {
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

pub fn boards() -> Markup {
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
