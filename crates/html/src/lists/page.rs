//! The page of a list, the same for every kind of record: views, filters, the rows in one of their layouts, what can be done
//! with picked ones. All of it works as plain links and forms; it decides nothing about rows.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::fields::{Catalogue, ListQuery, Page as Rows};
use quen_core::views::{Layout, View};
use quen_core::{Noun, Permission, Result};
use quen_http::SignedIn;
use quen_service::lists::{AnyKind, Line, Totals};
use quen_service::views;
use quen_ui::button::{Button, ButtonKind, IconButton, button, icon_button};
use quen_ui::frame::flush;
use quen_ui::list::{SearchBox, filter_add, filter_bar, search_box, view_bar};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;

use super::asked::Asked;
use super::cells::{Around, Cells};
use super::columns::{self, Chosen};
use super::shape::{self, Shape};
use super::{board, bulk, calendar, filters, groups, menus, saved, table};
use crate::answers::{Answer, refused};
use crate::exports;
use crate::keys;
use crate::layout::{Page, page};
use crate::parties::asked::Params;

/// A list with everything that its page shows.
pub struct List<'a> {
    pub me: &'a SignedIn,
    pub shape: &'a Shape,
    pub kind: &'a AnyKind,
    pub asked: &'a Asked,
    pub catalogue: &'a Catalogue,
    pub views: &'a [(View, bool)],
    pub columns: Vec<Chosen>,
    pub found: Rows<Line>,
    pub totals: Option<Totals>,
    pub around: Around,
}

/// `GET` of a list's address.
pub async fn show(shape: &Shape, me: SignedIn, params: Params) -> Answer {
    let views = match me.ctx.actor.may(Permission::ViewsRead) {
        Ok(_) => views::of_kind(&me.ctx, shape.word())
            .await
            .map_err(refused(&me))?,
        Err(_) => Vec::new(),
    };
    let mut asked = Asked::read(shape, &params, &views);
    if let Some(state) = shape.default_state(&me, &params) {
        asked.state = state;
    }
    complete(&mut asked, &shape.kind.catalogue(&me.ctx));
    let drawn = draw(&me, shape, &asked, &views, &params)
        .await
        .map_err(refused(&me))?;
    Ok(remembered(&asked, drawn))
}

/// A board or a calendar by a field that there is none of, or that is gone, is drawn by the first one that there is.
fn complete(asked: &mut Asked, catalogue: &Catalogue) {
    let by = catalogue.field(&asked.state.by);
    let fits = match asked.state.layout {
        Layout::Table => true,
        Layout::Board => by.is_some_and(menus::groups_by),
        Layout::Calendar => by.is_some_and(menus::days_by),
    };
    if !fits && let Some(first) = menus::first_of(catalogue, asked.state.layout) {
        asked.state.by = first.name.to_string();
    }
}

async fn draw(
    me: &SignedIn,
    shape: &Shape,
    asked: &Asked,
    views: &[(View, bool)],
    params: &Params,
) -> Result<Markup> {
    let kind = &shape.kind;
    me.ctx.actor.may(kind.read)?;
    let catalogue = kind.catalogue(&me.ctx);
    let chosen = columns::chosen(shape, &catalogue, asked);
    // What is no condition at all is refused below; one whose field is gone is shown and can be dropped.
    let unreadable = asked.state.conditions.iter().any(|one| !one.is_object());
    let whole = unreadable || asked.state.broken_conditions(&catalogue).is_empty();
    let (found, totals) = if whole {
        rows(me, kind, asked, &catalogue, &chosen).await?
    } else {
        (nothing(), None)
    };
    let fields: Vec<_> = chosen.iter().filter_map(Chosen::field).cloned().collect();
    let around = Around::load(
        me,
        shape.noun(),
        &fields,
        &found.rows.iter().collect::<Vec<_>>(),
    )
    .await?;
    let list = List {
        me,
        shape,
        kind,
        asked,
        catalogue: &catalogue,
        views,
        columns: chosen,
        found,
        totals,
        around,
    };
    let body = list.body(whole).await?;
    let toast = bulk::toast_of(me, kind, asked, params).await?;
    Ok(list.page(body, toast))
}

/// The first rows and the figures of all; other layouts than the plain table fetch their own rows.
async fn rows(
    me: &SignedIn,
    kind: &AnyKind,
    asked: &Asked,
    catalogue: &Catalogue,
    chosen: &[Chosen],
) -> Result<(Rows<Line>, Option<Totals>)> {
    let query = asked.query(catalogue)?;
    let summed = chosen
        .iter()
        .filter_map(Chosen::field)
        .filter(|field| kind.sums(field))
        .map(|field| field.name.to_string());
    let all = ListQuery {
        cursor: None,
        ..query.clone()
    };
    let totals = kind.totals(&me.ctx, all, summed.collect()).await?;
    let plain = asked.state.layout == Layout::Table && asked.state.by.is_empty();
    let found = if plain {
        kind.list(&me.ctx, query).await?
    } else {
        nothing()
    };
    Ok((found, totals))
}

/// No rows.
pub fn nothing() -> Rows<Line> {
    Rows {
        rows: Vec::new(),
        next: None,
        count: None,
        count_capped: false,
    }
}

/// The browser keeps the list's address, so that a record's page knows what comes before and after.
fn remembered(asked: &Asked, page: Markup) -> Response {
    let mut response = page.into_response();
    if let Some(cookie) = super::walk::cookie(asked) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// What stands over the list of a kind: how well promises are kept, the way to facts that are of no use.
async fn above(list: &List<'_>) -> Result<Markup> {
    match list.shape.noun() {
        Noun::Promises => crate::promises::rates(list.me, &list.around.owners).await,
        Noun::Facts => Ok(crate::facts::above(list.me)),
        _ => Ok(html! {}),
    }
}

impl List<'_> {
    /// Draws cells of this list.
    pub fn cells(&self) -> Cells<'_> {
        Cells {
            me: self.me,
            shape: self.shape,
            around: &self.around,
        }
    }

    /// The same list about other rows, with what stands around them.
    ///
    /// # Errors
    /// A broken database.
    pub async fn regarding(&self, lines: &[&Line]) -> Result<List<'_>> {
        let fields: Vec<_> = self
            .columns
            .iter()
            .filter_map(Chosen::field)
            .cloned()
            .collect();
        Ok(List {
            me: self.me,
            shape: self.shape,
            kind: self.kind,
            asked: self.asked,
            catalogue: self.catalogue,
            views: self.views,
            columns: self.columns.clone(),
            found: nothing(),
            totals: self.totals.clone(),
            around: Around::load(self.me, self.shape.noun(), &fields, lines).await?,
        })
    }

    /// May the actor change records of this kind?
    pub fn writes(&self) -> bool {
        self.me.ctx.actor.may(self.kind.write).is_ok()
    }

    fn title(&self) -> &str {
        if self.asked.state.variant == "organization" {
            return t::nav_organizations(self.me.words);
        }
        &self.shape.title
    }

    fn page(&self, body: Markup, toast: Option<Markup>) -> Markup {
        let nav: &str = match self.asked.state.variant.as_str() {
            "organization" => "/parties?kind=organization",
            _ => &self.shape.path,
        };
        let nobody = self.is_blank();
        let count = self.count().filter(|_| !nobody);
        page(
            self.me,
            Page {
                title: self.title(),
                nav,
                beside_title: count.map(|count| html! { (count) }),
                actions: self.actions(),
                body: flush(body),
                toasts: toast.into_iter().collect(),
                shortcuts: menus::shortcuts(self.me),
                ..Page::default()
            },
        )
    }

    /// How many rows there are, in words.
    pub fn count(&self) -> Option<String> {
        let totals = self.totals.as_ref()?;
        let number = i64::try_from(totals.count).ok()?;
        Some(if totals.capped {
            t::count_at_least(self.me.words, number)
        } else {
            self.me.words.number(number)
        })
    }

    /// Nothing was ever put into this list.
    fn is_blank(&self) -> bool {
        let none = self.totals.as_ref().is_some_and(|totals| totals.count == 0);
        none && self.asked.is_plain() && self.asked.view.is_none()
    }

    /// Is there nothing that matches? A search in lanes or days is not known to be empty before they are drawn.
    fn is_empty(&self) -> bool {
        let plain = self.asked.state.layout == Layout::Table && self.asked.state.by.is_empty();
        match &self.totals {
            Some(totals) => totals.count == 0,
            None => plain && self.found.rows.is_empty(),
        }
    }

    /// Can rows be read from a file here?
    pub(super) fn imports(&self) -> bool {
        self.me.ctx.actor.may(Permission::ImportsRun).is_ok()
    }

    fn actions(&self) -> Markup {
        let words = self.me.words;
        let import = format!("/imports/new?kind={}", self.shape.word());
        html! {
            @if self.imports() {
                (button(Button { label: t::action_import(words), icon: Some("upload"), href: Some(&import), desk_only: true, ..Button::default() }))
            }
            @if !self.is_empty() { (exports::choose(self.me, self.shape.word(), &self.shape.export_href(), &self.asked.pairs())) }
            (icon_button(IconButton { icon: "search", label: t::nav_palette(words), opens: Some("palette"), phone_only: true, ..IconButton::default() }))
            @if let Some((label, href)) = shape::new_record(self.me, self.shape, &self.asked.state) {
                (button(Button {
                    label: &label, icon: Some("plus"), kind: ButtonKind::Primary, href: Some(&href), key: keys::shown(self.me, "new").as_deref(), desk_only: true, ..Button::default()
                }))
            }
        }
    }

    async fn body(&self, whole: bool) -> Result<Markup> {
        if whole && self.is_blank() {
            return Ok(self.nobody());
        }
        let inside = match self.asked.state.layout {
            _ if !whole => self.broken(),
            Layout::Table if self.asked.state.by.is_empty() => self.table(),
            Layout::Table => groups::draw(self).await?,
            Layout::Board => board::draw(self).await?,
            Layout::Calendar => calendar::draw(self).await?,
        };
        let gone = columns::missing(self.shape, self.catalogue, self.asked);
        Ok(html! {
            (above(self).await?)
            (view_bar(saved::tabs_of(self), Some(html! { (self.search()) (menus::layouts(self)) })))
            (self.filters())
            (saved::unsaved_bar(self))
            @if !gone.is_empty() {
                div.list-notice { (notice(Tone::Amber, "alert-triangle", html! { (t::lists_fields_gone(self.me.words, &gone.join(", "))) })) }
            }
            (inside)
        })
    }

    fn table(&self) -> Markup {
        if self.found.rows.is_empty() && self.found.next.is_none() {
            return self.nothing_found();
        }
        table::draw(self)
    }

    fn search(&self) -> Markup {
        let kept = self
            .asked
            .with(|state| {
                state.q.clear();
                state.by.clear();
                state.layout = Layout::Table;
            })
            .pairs();
        let kept: Vec<(&str, &str)> = kept
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        search_box(SearchBox {
            action: &self.shape.path,
            label: &self.shape.search,
            value: &self.asked.state.q,
            target: "#main",
            kept: &kept,
        })
    }

    fn filters(&self) -> Markup {
        let words = self.me.words;
        let chips = html! {
            (filters::chips(self))
            (filter_add(t::action_filter(words), "add-filter", keys::shown(self.me, "filter").as_deref()))
            (filters::filter_menu(self))
        };
        html! { (filter_bar(t::parties_filters(words), chips, Some(menus::bar(self)))) (menus::popovers(self)) }
    }
}
