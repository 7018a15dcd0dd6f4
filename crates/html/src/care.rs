//! Care that comes before the customer asks: the programmes, what is planned, what came of it, and how much of the work people
//! do. It decides nothing about what goes out.

mod account;
mod clash;
mod form;
mod programmes;
mod telling;
mod touches;

use axum::Router;
use axum::extract::Query;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::Permission;
use quen_core::care::{Programme, Shares};
use quen_http::SignedIn;
use quen_service::care::{self as acts, Delivered, Tally, Touches};
use quen_service::parties::{Owner, owners};
use quen_service::{App, analytics};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::padded;
use quen_words::{Words, t};

use crate::answers::{Answer, refused, see};
use crate::forms::Asked;
use crate::keys;
use crate::layout::{Page, page};

/// Touches shown at first.
const SHOWN: i64 = 15;
/// Touches on a further page.
const MORE: i64 = 100;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/care", get(show))
        .route("/care/coming", get(touches::coming))
        .route("/care/settled", get(touches::settled))
        .route("/care/plans", post(plan))
        .route("/care/proposals/{id}", get(telling::show))
        .route("/care/proposals/{id}/sending", post(telling::send))
        .route("/care/proposals/{id}/telling", post(telling::tell))
        .route("/care/programmes", post(form::create))
        .route("/care/programmes/new", get(form::new))
        .route("/care/programmes/{id}", get(form::show).post(form::update))
        .route("/care/programmes/{id}/removal", post(form::remove))
}

/// What the page is drawn from.
struct View<'a> {
    me: &'a SignedIn,
    programmes: Vec<Programme>,
    tallies: Vec<Tally>,
    coming: Touches,
    settled: Touches,
    account: Option<Account>,
}

/// The figures of the whole house, for those who reach all customers.
struct Account {
    shares: Shares,
    delivered: Delivered,
    owners: Vec<Owner>,
}

async fn show(me: SignedIn, Query(_): Query<Asked>) -> Answer {
    let ctx = &me.ctx;
    let (programmes, tallies, coming, settled) = tokio::try_join!(
        acts::programmes(ctx),
        acts::tallies(ctx),
        acts::coming(ctx, None, SHOWN),
        acts::settled(ctx, None, None, SHOWN)
    )
    .map_err(refused(&me))?;
    let account = match analytics::allowed(ctx) {
        true => Some(load(&me).await.map_err(refused(&me))?),
        false => None,
    };
    let view = View {
        me: &me,
        programmes,
        tallies,
        coming,
        settled,
        account,
    };
    Ok(view.page().into_response())
}

async fn load(me: &SignedIn) -> quen_core::Result<Account> {
    let ctx = &me.ctx;
    let (shares, delivered, owners) =
        tokio::try_join!(acts::shares(ctx), acts::delivered(ctx), owners(ctx))?;
    Ok(Account {
        shares,
        delivered,
        owners,
    })
}

/// `POST /care/plans`: the plan is made now rather than at night.
async fn plan(me: SignedIn) -> Answer {
    acts::plan_now(&me.ctx).await.map_err(refused(&me))?;
    Ok(see("/care"))
}

impl View<'_> {
    fn may(&self) -> bool {
        self.me.ctx.actor.may(Permission::SettingsManage).is_ok()
    }

    fn page(&self) -> Markup {
        let words = self.me.words;
        let key = keys::shown(self.me, "new");
        let new = Button {
            label: t::care_new(words),
            icon: Some("plus"),
            kind: ButtonKind::Primary,
            href: Some("/care/programmes/new"),
            key: key.as_deref(),
            desk_only: true,
            ..Button::default()
        };
        let actions = html! {
            @if self.may() {
                form.inline-form method="post" action="/care/plans" {
                    (csrf_field(&self.me.csrf))
                    (button(Button { label: t::care_plan_now(words), icon: Some("refresh"), submit: true, desk_only: true, ..Button::default() }))
                }
                (button(new))
            }
        };
        let body = html! {
            div.stack.loose {
                (account::tiles(self))
                div.columns.main-side {
                    div.stack { (programmes::panel(self)) (touches::coming_panel(self)) (touches::settled_panel(self)) }
                    div.stack { (account::panels(self)) }
                }
            }
        };
        page(
            self.me,
            Page {
                title: t::nav_care_programmes(words),
                nav: "/care",
                actions,
                body: padded(body),
                ..Page::default()
            },
        )
    }
}

pub use telling::done_label;

/// The words of a code of care.
fn word(words: Words, field: &str, code: &str) -> String {
    crate::spoken::choice(words, quen_core::Noun::Care, field, code)
}
