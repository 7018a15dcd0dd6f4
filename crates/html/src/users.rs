//! Colleagues: the list, invitations, one's place, and leaving.

mod invitations;
mod place;

use axum::Router;
use axum::extract::Query;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::access::Scope;
use quen_core::{Permission, Role};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::teams::{self, Team};
use quen_service::users::{self, Colleague};
use quen_ui::avatar::{Person, person};
use quen_ui::badge::badge;
use quen_ui::frame::padded;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use crate::answers::{Answer, refused};
use crate::forms::Asked;
use crate::layout::{Page, done, page};
use crate::settings::settings_tabs;
use crate::times::day;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/users", get(list))
        .route("/users/invitations", post(invitations::create))
        .route(
            "/users/invitations/{id}/revocation",
            post(invitations::revoke),
        )
        .route("/users/{id}", get(place::show).post(place::update))
        .route("/users/{id}/leaving", post(place::leave))
}

async fn list(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let words = me.words;
    let toast = match asked.get("done").map(String::as_str) {
        Some("left") => {
            let number = |name: &str| {
                asked
                    .get(name)
                    .and_then(|n| n.parse().ok())
                    .unwrap_or_default()
            };
            Some(t::users_left(words, number("parties"), number("tasks")))
        }
        Some("uninvited") => Some(t::users_uninvited(words).to_owned()),
        Some(_) => Some(t::state_saved(words).to_owned()),
        None => None,
    };
    let toasts = toast.iter().map(|text| done(text)).collect();
    Ok(whole(&me, html! {}, invitations::Said::default(), toasts)
        .await?
        .into_response())
}

/// The page: those who work here, and for those who manage them the invitations. `top` comes before the list.
async fn whole(
    me: &SignedIn,
    top: Markup,
    said: invitations::Said<'_>,
    toasts: Vec<Markup>,
) -> Result<Markup, crate::answers::Refused> {
    let found = users::list(&me.ctx).await.map_err(refused(me))?;
    let teams = teams::list(&me.ctx).await.map_err(refused(me))?;
    let manages = me.ctx.actor.may(Permission::UsersManage).is_ok();
    let below = if manages {
        invitations::panels(me, said).await.map_err(refused(me))?
    } else {
        html! {}
    };
    let count = i64::try_from(found.len()).unwrap_or_default();
    let body = html! {
        (settings_tabs(me, "/users"))
        (padded(html! { (top) (table(me, &found, &teams, manages)) (below) }))
    };
    let beside_title = Some(html! { (t::users_count(me.words, count)) });
    Ok(page(
        me,
        Page {
            title: t::settings_users(me.words),
            beside_title,
            body,
            toasts,
            ..Page::default()
        },
    ))
}

fn table(me: &SignedIn, found: &[Colleague], teams: &[Team], manages: bool) -> Markup {
    let words = me.words;
    let columns = [
        Column {
            label: t::users_person(words),
            ..Column::default()
        },
        Column {
            label: t::users_role(words),
            ..Column::default()
        },
        Column {
            label: t::users_scope(words),
            ..Column::default()
        },
        Column {
            label: t::users_teams(words),
            ..Column::default()
        },
        Column {
            label: t::users_since(words),
            wide_only: true,
            ..Column::default()
        },
    ];
    let ids: Vec<String> = found.iter().map(|c| format!("user-{}", c.id)).collect();
    let rows = found.iter().zip(&ids).map(|(c, id)| {
        let href = format!("/users/{}", c.id);
        let own: Vec<&str> = teams.iter().filter(|team| team.members.contains(&c.id)).map(|team| team.name.as_str()).collect();
        let name = html! {
            div.row {
            (person(Person { name: &c.name, sub: Some(&c.email), href: manages.then_some(href.as_str()), ..Person::default() }))
            @if c.id == me.ctx.actor.user_id { (badge(t::users_you(words), Tone::Neutral)) }
            }
        };
        let cells = vec![
            name,
            html! { (role_name(words, c.role)) },
            html! { (scope_name(words, reach(c))) },
            html! { (own.join(", ")) },
            html! { (day(me, c.joined_at)) },
        ];
        Row { id, cells, ..Row::default() }
    });
    data_table(DataTable {
        id: "users",
        caption: t::settings_users(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

/// Owners, admins and managers reach all, whatever is stored.
fn reach(c: &Colleague) -> Scope {
    if matches!(c.role, Role::Member | Role::Viewer) {
        c.scope
    } else {
        Scope::All
    }
}

fn role_name(words: Words, role: Role) -> &'static str {
    match role {
        Role::Owner => t::users_role_owner(words),
        Role::Admin => t::users_role_admin(words),
        Role::Manager => t::users_role_manager(words),
        Role::Member => t::users_role_member(words),
        Role::Viewer => t::users_role_viewer(words),
    }
}

fn role_sub(words: Words, role: Role) -> &'static str {
    match role {
        Role::Owner => t::users_role_owner_sub(words),
        Role::Admin => t::users_role_admin_sub(words),
        Role::Manager => t::users_role_manager_sub(words),
        Role::Member => t::users_role_member_sub(words),
        Role::Viewer => t::users_role_viewer_sub(words),
    }
}

fn scope_name(words: Words, scope: Scope) -> &'static str {
    match scope {
        Scope::Own => t::users_scope_own(words),
        Scope::Team => t::users_scope_team(words),
        Scope::All => t::users_scope_all(words),
    }
}

/// Roles that the one who asks may give.
fn roles(me: &SignedIn) -> impl Iterator<Item = Role> {
    let owner = me.ctx.actor.role == Role::Owner;
    Role::ALL
        .into_iter()
        .filter(move |role| owner || *role != Role::Owner)
}
