//! A list in the gallery: views, filters, table with totals, bulk acts, pages.

use maud::{Markup, html};
use quen_ui::avatar::{Person, person};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::{Form, form};
use quen_ui::frame::{self, Shortcut, ShortcutGroup, flush};
use quen_ui::list::{
    BulkAct, BulkBar, FilterChip, Pager, SearchBox, bulk_act, bulk_bar, filter_add, filter_bar,
    filter_chip, pager, search_box, view_bar,
};
use quen_ui::menu::{Menu, MenuItem, menu};
use quen_ui::stage::{Stage, stage_badge};
use quen_ui::stat::{SparkInk, spark_cell, sure};
use quen_ui::table::{Column, DataTable, Row, Sort, data_table};
use quen_ui::tabs::{Tab, tabs};

use crate::sample;

type Customer = (
    &'static str,
    &'static str,
    &'static str,
    Stage,
    &'static str,
    &'static str,
    u8,
    [f64; 8],
);

const CUSTOMERS: [Customer; 6] = [
    (
        "Trần Quốc Đạt",
        "Khách sạn Sông Trăng",
        "1",
        Stage::Commitment,
        "Thân",
        "412,9",
        97,
        [5., 5., 6., 6., 7., 7., 8., 9.],
    ),
    (
        "Lý Gia Hân",
        "Nhà hàng Bếp Quê",
        "2",
        Stage::Commitment,
        "Thân",
        "228,7",
        91,
        [4., 5., 5., 6., 6., 7., 7., 7.],
    ),
    (
        "Nguyễn Thị Hồng Ngọc",
        "Tiệm Cà Phê Gió",
        "3",
        Stage::Commitment,
        "Thân",
        "186,4",
        94,
        [3., 4., 4., 5., 5., 6., 6., 7.],
    ),
    (
        "Võ Ngọc Bảo Trâm",
        "Homestay Mây Lang Thang",
        "4",
        Stage::Exploration,
        "Tìm hiểu",
        "31,5",
        64,
        [1., 1., 2., 2., 2., 3., 3., 4.],
    ),
    (
        "Huỳnh Tấn Lộc",
        "Bánh mì Cô Ba Lộc",
        "5",
        Stage::Dissolution,
        "Phai",
        "24,1",
        22,
        [7., 6., 6., 5., 4., 2., 1., 1.],
    ),
    (
        "Lê Hồng Nguyên",
        "Văn phòng Cát Tường",
        "6",
        Stage::Expansion,
        "Quen",
        "72,0",
        88,
        [2., 3., 3., 3., 4., 4., 4., 5.],
    ),
];

pub fn page(theme: &str) -> Markup {
    let mut page = sample::page("Khách hàng", "/contacts", theme);
    page.beside_title = Some(html! { "1.284" });
    page.actions = html! {
        (button(Button { label: "Nhập", icon: Some("file-import"), href: Some("/imports/new"), desk_only: true, ..Button::default() }))
        (button(Button { label: "Khách mới", icon: Some("plus"), kind: ButtonKind::Primary, href: Some("/contacts/new"), ..Button::default() }))
    };
    page.shortcuts = vec![ShortcutGroup {
        heading: "Danh sách",
        shortcuts: vec![
            Shortcut {
                label: "Xuống, lên",
                keys: vec!["J".to_owned(), "K".to_owned()],
            },
            Shortcut {
                label: "Chọn dòng",
                keys: vec!["X".to_owned()],
            },
            Shortcut {
                label: "Mở nhanh bên phải",
                keys: vec!["Space".to_owned()],
            },
        ],
    }];
    page.body = flush(html! {
        (views()) (filters())
        (form(Form { action: "/contacts/selection", csrf: "sample", body: html! { (table()) (bulk()) }, ..Form::default() }))
        (pager(Pager { label: "Trang", newer: None, older: Some(("Trang sau", "?before=6")), position: "50 trên 1.284" }))
    });
    frame::page(&page)
}

fn views() -> Markup {
    let tab = |label, href, current| Tab {
        label,
        href,
        current,
        ..Tab::default()
    };
    let all = [
        tab("Tất cả", "?", false),
        Tab {
            icon: Some("map-pin"),
            ..tab("Đà Nẵng, cần chăm", "?view=1", true)
        },
        tab("Sắp phai", "?view=2", false),
        tab("Sinh nhật tháng này", "?view=3", false),
    ];
    let search = SearchBox {
        action: "/contacts",
        label: "Tìm trong danh sách",
        value: "",
        kept: &[],
        target: "#contacts",
    };
    view_bar(
        tabs("Danh sách đã lưu", &all, None),
        Some(search_box(search)),
    )
}

fn filters() -> Markup {
    let chip = |field, verb, value, drop_label| {
        filter_chip(FilterChip {
            field,
            verb,
            value,
            edit: Some("/contacts/filters/1"),
            without: "?",
            drop_label,
        })
    };
    let items = [
        MenuItem {
            label: "Chặng",
            icon: Some("flag"),
            href: Some("?add=stage"),
            ..MenuItem::default()
        },
        MenuItem {
            label: "Nguồn",
            icon: Some("tag"),
            href: Some("?add=source"),
            ..MenuItem::default()
        },
    ];
    html! {
        (filter_bar("Bộ lọc", html! {
            (chip("Tỉnh thành", "là", "Đà Nẵng, Huế", "Bỏ lọc tỉnh thành"))
            (chip("Giá trị 3 năm", "từ", "5 tr ₫", "Bỏ lọc giá trị"))
            (filter_add("Lọc", "add-filter", Some("F")))
        }, Some(button(Button { label: "Lưu thay đổi", kind: ButtonKind::Soft, size: ButtonSize::Small, ..Button::default() }))))
        (menu(Menu { id: "add-filter", label: "Lọc theo", items: &items, csrf: "sample" }))
    }
}

fn table() -> Markup {
    let columns = [
        Column {
            label: "Tên",
            sort_href: Some("?sort=name"),
            ..Column::default()
        },
        Column {
            label: "Tổ chức",
            wide_only: true,
            ..Column::default()
        },
        Column {
            label: "Chặng",
            ..Column::default()
        },
        Column {
            label: "Giá trị, tr ₫",
            number: true,
            sort_href: Some("?sort=value"),
            sorted: Some(Sort::Descending),
            wide_only: true,
            ..Column::default()
        },
        Column {
            label: "Còn mua",
            ..Column::default()
        },
        Column {
            label: "Nhịp 8 tháng",
            wide_only: true,
            ..Column::default()
        },
    ];
    let totals = vec![
        html! { b { "1.284" } " khách" },
        html! {},
        html! {},
        html! { "trung vị " b { "24,1" } },
        html! { "tb. " b { "68%" } },
        html! {},
    ];
    data_table(DataTable {
        id: "contacts",
        caption: "Khách hàng ở Đà Nẵng và Huế cần chăm, xếp theo giá trị giảm dần",
        columns: &columns,
        rows: CUSTOMERS.iter().map(row).collect(),
        totals: Some(totals),
        pick_all: Some("Chọn tất cả"),
        ..DataTable::default()
    })
}

fn row(c: &Customer) -> Row<'static> {
    let (name, org, id, stage, stage_name, value, percent, rhythm) = *c;
    let ink = if stage == Stage::Dissolution {
        SparkInk::Losing
    } else {
        SparkInk::Usual
    };
    Row {
        id,
        value: id,
        pick: name,
        picked: id == "1" || id == "4",
        cells: vec![
            person(Person {
                name,
                sub: Some(org),
                href: Some("/contacts/7"),
                sub_on_phone_only: true,
                peek: Some("/contacts/7/peek"),
                ..Person::default()
            }),
            html! { (org) },
            stage_badge(stage, stage_name),
            html! { span.strong { (value) } },
            sure(percent),
            spark_cell(&rhythm, ink),
        ],
        ..Row::default()
    }
}

fn bulk() -> Markup {
    bulk_bar(BulkBar {
        label: "Thao tác với khách đã chọn",
        picked: "đã chọn",
        acts: html! {
            (bulk_act(BulkAct { label: "Giao", icon: "user-share", action: Some("/contacts/assignment"), ..BulkAct::default() }))
            (bulk_act(BulkAct { label: "Gắn thẻ", icon: "tag", action: Some("/contacts/tags"), ..BulkAct::default() }))
        },
        clear: "Bỏ chọn",
    })
}
