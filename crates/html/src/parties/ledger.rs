//! The value ledger of a party: what we received and what we gave, drawn and as tables, the signs of trust beside it, the
//! entries behind it, and the way to write one down. It adds up nothing itself.

mod drawn;
mod entries;
mod noted;

use std::collections::HashMap;

use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::ledger::{Ledger, Measure, Unit, Way};
use quen_core::parties::Party;
use quen_core::{Money, Permission, Problem};
use quen_http::SignedIn;
use quen_service::ledger as acts;
use quen_ui::choice::{Segment, segmented};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_words::t;
use uuid::Uuid;

use super::asked::{Params, param};
use crate::answers::{Answer, Refused, refused};
use crate::fields::said::Said;
use crate::layout::{Page, page, party_crumbs};
use crate::spoken;

pub use noted::{create, delete};

/// What the page is drawn from.
struct Look<'a> {
    me: &'a SignedIn,
    party: &'a Party,
    ledger: &'a Ledger,
    /// Which entries are shown: of one side, of one kind, or all.
    way: Option<Way>,
    kind: Option<&'a str>,
    /// What entries written by hand say in the workspace's own fields.
    own: HashMap<Uuid, Said>,
}

impl Look<'_> {
    fn home(&self) -> String {
        format!("/parties/{}/ledger", self.party.id)
    }

    fn money(&self, amount: i64) -> String {
        spoken::money_short(self.me.words, self.sum(amount))
    }

    fn money_full(&self, amount: i64) -> String {
        spoken::money(self.me.words, self.sum(amount))
    }

    fn sum(&self, amount: i64) -> Money {
        Money::new(amount, self.me.ctx.settings.currency)
    }

    /// A kind of entry in words.
    fn kind_name(&self, kind: &str) -> String {
        let key = format!("ledger-kind-{}", kind.replace('_', "-"));
        self.me.words.text(&key, &[]).into_owned()
    }
}

/// `GET /parties/{id}/ledger`.
pub async fn show(me: SignedIn, Path(id): Path<String>, Query(params): Query<Params>) -> Answer {
    let drawn = document(&me, &id, &params, &[], &[]).await?;
    Ok(drawn.into_response())
}

/// The page; `typed` is what stands in the form.
async fn document(
    me: &SignedIn,
    id: &str,
    params: &Params,
    typed: &[(String, String)],
    problems: &[Problem],
) -> Result<Markup, Refused> {
    let party = super::found(me, id).await?;
    let unit = Unit::from_code(param(params, "unit").unwrap_or_default()).unwrap_or_default();
    let ledger = acts::of_party(&me.ctx, party.id, unit)
        .await
        .map_err(refused(me))?;
    let mut look = Look {
        me,
        party: &party,
        ledger: &ledger,
        way: param(params, "way").and_then(Way::from_code),
        kind: param(params, "kind").filter(|kind| !kind.is_empty()),
        own: HashMap::new(),
    };
    look.own = entries::own(&look).await.map_err(refused(me))?;
    let words = me.words;
    let form = match me.ctx.actor.may(Permission::InteractionsWrite) {
        Ok(_) => {
            let form = noted::form_of(&look, typed, problems).await;
            Some(form.map_err(refused(me))?)
        }
        Err(_) => None,
    };
    let body = html! {
        div.stack {
            p.lead.mid { (summary(&look)) }
            (drawn::chart(&look))
            div.columns.halves.even { (drawn::side(&look, Way::Received)) (drawn::side(&look, Way::Given)) }
            div.columns.main-side {
                div.stack { (entries::panel_of(&look, form.is_some())) }
                div.stack { (drawn::trust(&look)) @if let Some(form) = form { (form) } }
            }
        }
    };
    let home = format!("/parties/{}", party.id);
    let crumbs = party_crumbs(words, &party.name, &home);
    Ok(page(
        me,
        Page {
            title: t::ledger_title(words),
            nav: "/parties",
            crumbs,
            actions: units(&look),
            body: padded(body),
            ..Page::default()
        },
    ))
}

/// The whole in one sentence.
fn summary(look: &Look<'_>) -> String {
    let (words, ledger) = (look.me.words, look.ledger);
    let (received, given) = (
        look.money(ledger.received.amount),
        look.money(ledger.given.amount),
    );
    if ledger.entries.is_empty() {
        return t::ledger_empty(words).to_owned();
    }
    match ledger.measure {
        Measure::Margin => t::ledger_sum_margin(words, &received, &given),
        Measure::Revenue => t::ledger_sum_revenue(words, &received, &given),
    }
}

fn units(look: &Look<'_>) -> Markup {
    let words = look.me.words;
    let href = |unit: Unit| format!("{}?unit={}", look.home(), unit.code());
    let (year, quarter) = (href(Unit::Year), href(Unit::Quarter));
    segmented(
        t::ledger_unit(words),
        &[
            Segment {
                label: t::ledger_by_year(words),
                href: &year,
                current: look.ledger.unit == Unit::Year,
            },
            Segment {
                label: t::ledger_by_quarter(words),
                href: &quarter,
                current: look.ledger.unit == Unit::Quarter,
            },
        ],
    )
}

/// `GET /parties/{id}/ledger/summary`: a panel for the customer's page, fetched when it comes into view.
pub async fn brief(me: SignedIn, Path(id): Path<String>) -> Answer {
    let party = super::found(&me, &id).await?;
    let ledger = acts::of_party(&me.ctx, party.id, Unit::Year)
        .await
        .map_err(refused(&me))?;
    let look = Look {
        me: &me,
        party: &party,
        ledger: &ledger,
        way: None,
        kind: None,
        own: HashMap::new(),
    };
    Ok(brief_panel(&me, &look.home(), drawn::brief(&look)).into_response())
}

/// The place of that panel until it is fetched; without script it leads to the page.
pub fn waiting(me: &SignedIn, party: Uuid) -> Markup {
    let home = format!("/parties/{party}/ledger");
    html! {
        div hx-get={ (home) "/summary" } hx-trigger="revealed" hx-swap="outerHTML" {
            (brief_panel(me, &home, html! { p.small.dim { (t::ledger_lead(me.words)) } }))
        }
    }
}

fn brief_panel(me: &SignedIn, home: &str, body: Markup) -> Markup {
    panel(Panel {
        title: t::ledger_title(me.words),
        icon: Some("scale"),
        end: Some(html! { a.see-all href=(home) { (t::ledger_open(me.words)) } }),
        body,
        ..Panel::default()
    })
}
