//! The list of people and organisations. The address holds the view; searching as one types and sorting exchange the page
//! body, and all of it works as plain links and forms.

use axum::extract::Query;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::{Catalogue, Page as Rows};
use quen_core::parties::Party;
use quen_core::{Noun, Permission};
use quen_http::SignedIn;
use quen_service::parties::{Beside, Owner, Parties, beside, owners};
use quen_service::records::{self, Kind};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::choice::{Check, check};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::flush;
use quen_ui::list::{Pager, SearchBox, filter_add, filter_bar, pager, search_box, view_bar};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tabs::{Tab, tabs};
use quen_words::{Words, t};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

use super::asked::{Asked, Params};
use super::columns::{self, Cells, Chosen};
use super::filters;
use crate::answers::{Answer, refused};
use crate::exports;
use crate::layout::{Page, page};
use crate::spoken::Reader;

/// `GET /parties`.
pub async fn show(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let asked = Asked::read(&params);
    let catalogue = Parties::catalogue(&me.ctx);
    let query = asked.query(&catalogue).map_err(refused(&me))?;
    let found = records::list::<Parties>(&me.ctx, &query)
        .await
        .map_err(refused(&me))?;
    let ids: Vec<Uuid> = found.rows.iter().map(|party| party.id).collect();
    let beside = beside(&me.ctx, &ids).await.map_err(refused(&me))?;
    let owners = owners(&me.ctx).await.map_err(refused(&me))?;
    let list = List {
        me: &me,
        asked: &asked,
        catalogue: &catalogue,
        found: &found,
        beside: &beside,
        owners: &owners,
    };
    Ok(list.page().into_response())
}

struct List<'a> {
    me: &'a SignedIn,
    asked: &'a Asked,
    catalogue: &'a Catalogue,
    found: &'a Rows<Party>,
    beside: &'a HashMap<Uuid, Beside>,
    owners: &'a [Owner],
}

impl List<'_> {
    fn page(&self) -> Markup {
        let words = self.me.words;
        let organizations = self.asked.kind == Some("organization");
        let (title, nav) = if organizations {
            (t::nav_organizations(words), "/parties?kind=organization")
        } else {
            (t::nav_people(words), "/parties")
        };
        let nobody = self.found.rows.is_empty() && self.asked.is_plain();
        let body = if nobody {
            flush(self.nobody())
        } else {
            flush(self.body())
        };
        let count = self.count().filter(|_| !nobody);
        page(
            self.me,
            Page {
                title,
                nav,
                beside_title: count.map(|count| html! { (count) }),
                actions: self.actions(),
                body,
                ..Page::default()
            },
        )
    }

    fn count(&self) -> Option<String> {
        let number = self
            .found
            .count
            .and_then(|count| i64::try_from(count).ok())?;
        Some(if self.found.count_capped {
            t::count_at_least(self.me.words, number)
        } else {
            self.me.words.number(number)
        })
    }

    fn actions(&self) -> Markup {
        let words = self.me.words;
        let href = new_href(self.asked);
        let may = |permission| self.me.ctx.actor.may(permission).is_ok();
        html! {
            @if may(Permission::ImportsRun) {
                (button(Button { label: t::action_import(words), icon: Some("upload"), href: Some("/imports/new?kind=parties"), desk_only: true, ..Button::default() }))
            }
            @if !self.found.rows.is_empty() { (exports::choose(self.me, Noun::Parties, &self.asked.pairs())) }
            (icon_button(IconButton { icon: "search", label: t::nav_palette(words), opens: Some("palette"), phone_only: true, ..IconButton::default() }))
            (button(Button {
                label: new_label(words, self.asked), icon: Some("plus"), kind: ButtonKind::Primary, href: Some(&href), key: Some("N"),
                desk_only: true, ..Button::default()
            }))
        }
    }

    fn body(&self) -> Markup {
        html! {
            (self.views())
            (self.filters())
            @if self.found.rows.is_empty() && self.found.next.is_none() { (self.nothing_found()) } @else { (self.table()) (self.pager()) }
        }
    }

    fn views(&self) -> Markup {
        let words = self.me.words;
        let stage = |stage: &str| json!({ "field": "stage", "op": "in", "value": [stage] });
        let mine = json!({ "field": "owner_id", "op": "in", "value": [self.me.ctx.actor.user_id] });
        let views = [
            (t::parties_view_all(words), Vec::new()),
            (t::parties_view_mine(words), vec![mine]),
            (t::parties_view_close(words), vec![stage("commitment")]),
            (t::parties_view_fading(words), vec![stage("dissolution")]),
        ];
        let links: Vec<(&str, String, bool)> = views
            .into_iter()
            .map(|(label, conditions)| {
                let current = self.asked.conditions == conditions && self.asked.q.is_empty();
                let href = Asked {
                    q: String::new(),
                    ..self.asked.with_conditions(conditions)
                }
                .href();
                (label, href, current)
            })
            .collect();
        let links: Vec<Tab> = links
            .iter()
            .map(|(label, href, current)| Tab {
                label,
                href,
                current: *current,
                ..Tab::default()
            })
            .collect();
        view_bar(
            tabs(t::parties_views(words), &links, None),
            Some(self.search()),
        )
    }

    fn search(&self) -> Markup {
        let kept: Vec<(&str, String)> = Asked {
            q: String::new(),
            ..self.asked.clone().first_page()
        }
        .pairs();
        let kept: Vec<(&str, &str)> = kept
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        search_box(SearchBox {
            action: "/parties",
            label: t::parties_search(self.me.words),
            value: &self.asked.q,
            target: "#main",
            kept: &kept,
        })
    }

    fn filters(&self) -> Markup {
        let words = self.me.words;
        let chips = html! {
            (filters::chips(words, self.catalogue, self.asked, self.owners))
            (filter_add(t::action_filter(words), "add-filter"))
            (filters::filter_menu(words, self.catalogue, self.asked))
        };
        let end = html! {
            (button(Button {
                label: t::parties_columns(words), icon: Some("columns-3"), kind: ButtonKind::Quiet, size: ButtonSize::Small,
                menu: Some("columns"), ..Button::default()
            }))
        };
        html! { (filter_bar(t::parties_filters(words), chips, Some(end))) (self.column_menu()) }
    }

    /// A form of check boxes: which columns are shown.
    fn column_menu(&self) -> Markup {
        let words = self.me.words;
        let shown = columns::chosen(self.catalogue, self.asked);
        let kept = Asked {
            columns: Vec::new(),
            ..self.asked.clone()
        };
        html! {
            div.menu popover id="columns" role="group" aria-label=(t::parties_columns(words)) {
                form.stack.snug method="get" action="/parties" {
                    div.heading { (t::parties_columns_shown(words)) }
                    @for (name, value) in kept.pairs() { input type="hidden" name=(name) value=(value); }
                    div.stack.snug.menu-choices {
                        @for column in columns::all(self.catalogue) {
                            @let (label, always) = (column.label(words), column.name() == "name");
                            @if always { input type="hidden" name="columns" value="name"; } @else {
                                (check(Check { name: "columns", value: column.name(), label: &label, checked: shown.contains(&column), ..Check::default() }))
                            }
                        }
                    }
                    (button(Button { label: t::action_apply(words), kind: ButtonKind::Primary, size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let words = self.me.words;
        let chosen = columns::chosen(self.catalogue, self.asked);
        let labels: Vec<(String, Option<String>)> = chosen
            .iter()
            .map(|column| (column.label(words), columns::sort_href(column, self.asked)))
            .collect();
        let heads: Vec<Column> = chosen
            .iter()
            .zip(&labels)
            .map(|(column, (label, href))| {
                columns::head(column, label, href.as_deref(), self.asked)
            })
            .collect();
        let ids: Vec<String> = self
            .found
            .rows
            .iter()
            .map(|party| format!("party-{}", party.id))
            .collect();
        let rows = self.found.rows.iter().zip(&ids).map(|(party, id)| Row {
            id,
            cells: self.cells(&chosen, party),
            ..Row::default()
        });
        data_table(DataTable {
            id: "parties",
            caption: t::parties_caption(words),
            columns: &heads,
            rows: rows.collect(),
            ..DataTable::default()
        })
    }

    fn cells(&self, chosen: &[Chosen], party: &Party) -> Vec<Markup> {
        let name_of = |id: Uuid| {
            self.owners
                .iter()
                .find(|owner| owner.id == id)
                .map(|owner| owner.name.clone())
        };
        let settings = &self.me.ctx.settings;
        let cells = Cells {
            read: Reader {
                words: self.me.words,
                zone: settings.zone(),
                name_of: &name_of,
            },
            today: self.me.ctx.today(),
            currency: settings.currency,
        };
        let nothing = Beside::default();
        let beside = self.beside.get(&party.id).unwrap_or(&nothing);
        chosen
            .iter()
            .map(|column| cells.cell(column, party, beside))
            .collect()
    }

    fn pager(&self) -> Markup {
        let words = self.me.words;
        let newer = self.asked.clone().first_page().href();
        let older = self.found.next.as_ref().map(|next| {
            Asked {
                cursor: next.encode(),
                ..self.asked.clone()
            }
            .href()
        });
        pager(Pager {
            label: t::parties_pages(words),
            newer: Some((t::parties_first_page(words), newer.as_str()))
                .filter(|_| !self.asked.cursor.is_empty()),
            older: older
                .as_deref()
                .map(|href| (t::parties_next_page(words), href)),
            position: "",
        })
    }

    fn nobody(&self) -> Markup {
        let words = self.me.words;
        let href = new_href(self.asked);
        let acts = html! {
            (button(Button { label: new_label(words, self.asked), icon: Some("plus"), kind: ButtonKind::Primary, href: Some(&href), ..Button::default() }))
            @if self.me.ctx.actor.may(Permission::ImportsRun).is_ok() {
                (button(Button { label: t::action_import(words), icon: Some("upload"), href: Some("/imports/new?kind=parties"), ..Button::default() }))
            }
        };
        empty(Empty {
            title: Some(t::parties_nobody_yet(words)),
            text: html! { (t::parties_nobody_yet_text(words)) },
            acts: Some(acts),
            drawing: true,
        })
    }

    /// Nothing found: what was asked, and how to ask less.
    fn nothing_found(&self) -> Markup {
        let words = self.me.words;
        let all = Asked {
            kind: self.asked.kind,
            columns: self.asked.columns.clone(),
            ..Asked::default()
        };
        let last = self.asked.conditions.len().checked_sub(1);
        let drop_last = last.and_then(|place| {
            let said = filters::said(
                words,
                self.catalogue,
                self.owners,
                self.asked.conditions.get(place)?,
            )?;
            Some((
                t::parties_drop_filter(words, &said.field),
                self.asked.without(place).href(),
            ))
        });
        let acts = html! {
            @if let Some((label, href)) = &drop_last { (button(Button { label, href: Some(href), ..Button::default() })) }
            (button(Button { label: t::parties_drop_all(words), kind: ButtonKind::Quiet, href: Some(&all.href()), ..Button::default() }))
        };
        empty(Empty {
            title: None,
            text: self.asked_in_words(),
            acts: Some(acts),
            drawing: false,
        })
    }

    fn asked_in_words(&self) -> Markup {
        let words = self.me.words;
        let mut parts: Vec<String> = Vec::new();
        if !self.asked.q.trim().is_empty() {
            parts.push(format!("“{}”", self.asked.q.trim()));
        }
        let conditions = self
            .asked
            .conditions
            .iter()
            .filter_map(|c| filters::said(words, self.catalogue, self.owners, c));
        parts.extend(conditions.map(|said| format!("{} {} {}", said.field, said.verb, said.value)));
        if parts.is_empty() {
            return html! { (t::state_no_results(words)) };
        }
        html! { (t::parties_nothing_for(words)) " " b { (parts.join(", ")) } }
    }
}

fn new_href(asked: &Asked) -> String {
    match asked.kind {
        Some(kind) => format!("/parties/new?kind={kind}"),
        None => "/parties/new".to_owned(),
    }
}

fn new_label(words: Words, asked: &Asked) -> &'static str {
    if asked.kind == Some("organization") {
        t::parties_new_organization(words)
    } else {
        t::parties_new(words)
    }
}
