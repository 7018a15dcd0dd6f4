//! The menus over a list: order, columns, groups, layout, density. Each is a form or a link that leads to another address of the
//! same list, so that all of them work without script.

use maud::{Markup, html};
use quen_core::fields::{Catalogue, Field, FieldType};
use quen_core::views::{Column, Density, Layout};
use quen_http::SignedIn;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::choice::{Check, Segment, check, segmented};
use quen_ui::field::{Choice, Select, bare_select};
use quen_ui::frame::{Shortcut, ShortcutGroup};
use quen_words::{Words, t};

use super::columns;
use super::page::List;
use crate::forms::choices_of;
use crate::{keys, spoken};

/// Sort fields that the order form offers.
const SORT_LINES: usize = 3;

/// Can rows be put into groups or lanes by this field?
pub fn groups_by(field: &Field) -> bool {
    use FieldType as T;
    field.filterable
        && matches!(field.kind, T::Choice(_) | T::User | T::Bool)
        && field.name != "province"
}

/// Can rows be put on days by this field?
pub fn days_by(field: &Field) -> bool {
    field.filterable && matches!(field.kind, FieldType::Day | FieldType::Instant)
}

/// The field by which a layout is drawn when its address names none that can: one that people may change before others.
pub fn first_of(catalogue: &Catalogue, layout: Layout) -> Option<&Field> {
    let mut fields = catalogue.fields.iter();
    match layout {
        Layout::Table => None,
        Layout::Board => fields
            .filter(|field| groups_by(field))
            .min_by_key(|field| !field.editable),
        Layout::Calendar => fields.find(|field| days_by(field)),
    }
}

/// The buttons at the end of the filter bar.
pub fn bar(list: &List<'_>) -> Markup {
    let words = list.me.words;
    let small = |label, icon, menu| {
        button(Button {
            label,
            icon: Some(icon),
            kind: ButtonKind::Quiet,
            size: ButtonSize::Small,
            menu: Some(menu),
            ..Button::default()
        })
    };
    html! {
        @if list.asked.state.layout == Layout::Table {
            (small(t::lists_group(words), "stack-2", "group"))
            (small(t::action_sort(words), "arrows-sort", "order"))
            (small(t::parties_columns(words), "columns-3", "columns"))
        }
    }
}

/// What the buttons open.
pub fn popovers(list: &List<'_>) -> Markup {
    html! {
        @if list.asked.state.layout == Layout::Table {
            (order_menu(list)) (column_menu(list)) (group_menu(list))
        }
    }
}

fn hidden(list: &List<'_>, without: &[&str]) -> Markup {
    html! {
        @for (name, value) in list.asked.clone().first_page().pairs() {
            @if !without.contains(&name) { input type="hidden" name=(name) value=(value); }
        }
    }
}

fn apply(words: Words) -> Markup {
    button(Button {
        label: t::action_apply(words),
        kind: ButtonKind::Primary,
        size: ButtonSize::Small,
        submit: true,
        ..Button::default()
    })
}

/// Which columns, in which order, how wide; and how high the rows.
fn column_menu(list: &List<'_>) -> Markup {
    let words = list.me.words;
    let shown = &list.columns;
    let every = columns::all(list.shape, list.catalogue);
    let rest = every
        .iter()
        .filter(|column| !shown.iter().any(|other| other.name() == column.name()));
    html! {
        div.menu popover id="columns" role="group" aria-label=(t::parties_columns(words)) {
            form.stack.snug method="get" action={ "/lists/" (list.shape.word()) "/columns" } {
                div.heading { (t::parties_columns_shown(words)) }
                (hidden(list, &["columns", "density"]))
                div.stack.snug.menu-choices {
                    @for (place, column) in shown.iter().chain(rest).enumerate() {
                        @let label = column.label(words);
                        @let checked = place < shown.len();
                        div.row.tight.column-line {
                            @if place == 0 { input type="hidden" name="column" value=(column.name()); span.grow { (label) } }
                            @else { span.grow { (check(Check { name: "column", value: column.name(), label: &label, checked, ..Check::default() })) } }
                            input.input.small.place type="number" min="1" max="99" name={ "place-" (column.name()) } value=(place + 1)
                                aria-label=(t::lists_place_of(words, &label));
                            input.input.small.width type="number" min="60" max="800" step="10" name={ "width-" (column.name()) }
                                value=[column.width] aria-label=(t::lists_width_of(words, &label)) placeholder=(t::lists_auto(words));
                        }
                    }
                }
                (density(list))
                (apply(words))
            }
        }
    }
}

fn density(list: &List<'_>) -> Markup {
    let words = list.me.words;
    let label = |density| match density {
        Density::Compact => t::lists_density_compact(words),
        Density::Normal => t::lists_density_normal(words),
        Density::Roomy => t::lists_density_roomy(words),
    };
    let codes: Vec<Choice> = Density::ALL
        .into_iter()
        .map(|density| Choice {
            value: density.code(),
            label: label(density),
        })
        .collect();
    quen_ui::choice::radios(
        "density",
        t::lists_density(words),
        &codes,
        list.asked.state.density.code(),
    )
}

/// What the column form means: the ticked columns in the order of their numbers, with their widths.
pub fn columns_of(params: &crate::parties::asked::Params) -> Vec<Column> {
    let number = |name: String| {
        let found = params.iter().find(|(key, _)| *key == name);
        found.and_then(|(_, text)| text.trim().parse::<u32>().ok())
    };
    let ticked = params.iter().filter(|(key, _)| key == "column");
    let mut columns: Vec<(u32, usize, Column)> = ticked
        .enumerate()
        .map(|(place, (_, name))| {
            let at = number(format!("place-{name}")).unwrap_or(u32::MAX);
            let column = match number(format!("width-{name}")) {
                Some(width) => Column::parse(&format!("{name}:{width}")),
                None => Column::parse(name),
            };
            (at, place, column)
        })
        .collect();
    columns.sort_by_key(|(at, place, _)| (*at, *place));
    columns.into_iter().map(|(_, _, column)| column).collect()
}

/// By which fields, one after another.
fn order_menu(list: &List<'_>) -> Markup {
    let words = list.me.words;
    let sortable = list.catalogue.fields.iter().filter(|field| field.sortable);
    let labels: Vec<(String, String)> = sortable
        .flat_map(|field| {
            let label = spoken::label(words, field);
            [
                (field.name.to_string(), t::lists_ascending(words, &label)),
                (
                    format!("-{}", field.name),
                    t::lists_descending(words, &label),
                ),
            ]
        })
        .collect();
    let choices = choices_of(&labels);
    let now: Vec<&str> = list.asked.state.sort.split(',').map(str::trim).collect();
    html! {
        div.menu popover id="order" role="group" aria-label=(t::action_sort(words)) {
            form.stack.snug method="get" action={ "/lists/" (list.shape.word()) "/order" } {
                div.heading { (t::action_sort(words)) }
                (hidden(list, &["sort"]))
                @for place in 0..SORT_LINES {
                    label.visually-hidden for={ "sort-" (place) } { (t::lists_sort_line(words, &(place + 1).to_string())) }
                    (bare_select(Select {
                        field: quen_ui::field::Field { id: &format!("sort-{place}"), label: t::action_sort(words), ..Default::default() },
                        name: "by-field", choices: &choices, value: now.get(place).copied().unwrap_or_default(),
                        none: Some(if place == 0 { t::lists_sort_usual(words) } else { t::lists_sort_then(words) }),
                        ..Select::default()
                    }))
                }
                (apply(words))
            }
        }
    }
}

/// Groups by a choice, a colleague or a yes and no.
fn group_menu(list: &List<'_>) -> Markup {
    let words = list.me.words;
    let fields = list
        .catalogue
        .fields
        .iter()
        .filter(|field| groups_by(field));
    html! {
        div.menu popover id="group" role="menu" aria-label=(t::lists_group(words)) {
            a role="menuitem" href=(list.asked.with(|state| state.by.clear()).href())
                aria-current=[list.asked.state.by.is_empty().then_some("true")] { span { (t::lists_group_none(words)) } }
            @for field in fields {
                a role="menuitem" href=(list.asked.with(|state| state.by = field.name.to_string()).href())
                    aria-current=[(list.asked.state.by == field.name).then_some("true")] { span { (spoken::label(words, field)) } }
            }
        }
    }
}

/// Table, board, calendar: those that the catalogue allows.
pub fn layouts(list: &List<'_>) -> Markup {
    let words = list.me.words;
    let lanes = first_of(list.catalogue, Layout::Board);
    let days = first_of(list.catalogue, Layout::Calendar);
    let to = |layout: Layout, by: Option<&Field>| {
        let by = by.map(|field| field.name.to_string()).unwrap_or_default();
        list.asked
            .with(|state| (state.layout, state.by) = (layout, by))
            .href()
    };
    let now = list.asked.state.layout;
    let one = |layout, icon, label, href: String| {
        html! {
            a.icon-button href=(href) aria-label=(label) title=(label) aria-current=[(now == layout).then_some("true")] { (quen_ui::icon::icon(icon)) }
        }
    };
    html! {
        (one(Layout::Table, "table", t::lists_layout_table(words), to(Layout::Table, None)))
        @if let Some(by) = lanes { (one(Layout::Board, "layout-kanban", t::lists_layout_board(words), to(Layout::Board, Some(by)))) }
        @if let Some(by) = days { (one(Layout::Calendar, "calendar", t::lists_layout_calendar(words), to(Layout::Calendar, Some(by)))) }
    }
}

/// Which field makes the lanes or the days, as links.
pub fn by_switch(list: &List<'_>, fits: fn(&Field) -> bool) -> Markup {
    let words = list.me.words;
    let fields: Vec<(String, String, bool)> = list
        .catalogue
        .fields
        .iter()
        .filter(|field| fits(field))
        .map(|field| {
            let href = list
                .asked
                .with(|state| state.by = field.name.to_string())
                .href();
            (
                spoken::label(words, field),
                href,
                list.asked.state.by == field.name,
            )
        })
        .collect();
    let segments: Vec<Segment> = fields
        .iter()
        .map(|(label, href, current)| Segment {
            label,
            href,
            current: *current,
        })
        .collect();
    segmented(t::lists_by(words), &segments)
}

/// The keys of a list.
pub fn shortcuts<'a>(me: &SignedIn) -> Vec<ShortcutGroup<'a>> {
    let (words, keys) = (me.words, keys::of(me));
    let fixed = |keys: &str, label| Shortcut {
        label,
        keys: keys.split(' ').map(str::to_owned).collect(),
    };
    let chosen = |id, label| keys.shown(id).map(|keys| fixed(&keys, label));
    let pick = keys.shown("pick");
    let range = pick.map(|key| fixed(&format!("Shift {key}"), t::lists_key_range(words)));
    let lines = [
        chosen("down", t::lists_key_down(words)),
        chosen("up", t::lists_key_up(words)),
        (!keys.off).then(|| fixed("Enter", t::lists_key_open(words))),
        (!keys.off).then(|| fixed("Space", t::lists_key_peek(words))),
        chosen("edit_cell", t::lists_key_edit(words)),
        chosen("pick", t::lists_key_pick(words)),
        range,
        chosen("search", t::lists_key_search(words)),
        chosen("filter", t::lists_key_filter(words)),
        chosen("new", t::lists_key_new(words)),
    ];
    vec![ShortcutGroup {
        heading: t::lists_keys(words),
        shortcuts: lines.into_iter().flatten().collect(),
    }]
}
