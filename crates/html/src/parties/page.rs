//! The page of one party: head, details, story, open work. Its parts have ids, so that an act or a colleague's change renews
//! them one by one.

use std::collections::HashMap;

use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::delights::{self as rules, Delight};
use quen_core::fields::Cursor;
use quen_core::kinds::CustomRecord;
use quen_core::projects::Project;
use quen_core::relationships::History;
use quen_core::{Error, Noun, Permission, Result};
use quen_http::SignedIn;
use quen_service::consents::{self, Consents};
use quen_service::messages::{self, Pressure};
use quen_service::parties::{
    self, Episode, Only, Owner, Profile, Timeline, owners, profile_of, reached,
};
use quen_service::privacy::{self, Breach};
use quen_service::{Ctx, delights, facts, kinds, projects, relationships};
use quen_ui::button::{IconButton, icon_button};
use quen_ui::frame::{Shortcut, ShortcutGroup};
use quen_ui::hx::Hx;
use quen_ui::menu::{Menu, MenuItem, menu};
use quen_words::t;
use uuid::Uuid;

use super::asked::{Params, param};
use super::{about, bin, composer, head, story, work};
use crate::answers::{Answer, refused};
use crate::drafts;
use crate::facts::heard::{self, Told};
use crate::facts::panel::Known;
use crate::keys;
use crate::layout::{Page, page, people_crumb};
use crate::quality::record;

/// Everything the page shows.
pub struct Whole {
    /// The party and what the product knows.
    pub profile: Profile,
    /// The entries shown.
    pub timeline: Timeline,
    /// Which entries those are.
    pub only: Only,
    /// The colleagues.
    pub owners: Vec<Owner>,
    /// Names of other parties in the entries.
    pub names: HashMap<Uuid, String>,
    /// The stages so far, newest first.
    pub history: Vec<History>,
    /// What is known of the party, and what to ask.
    pub known: Known,
    /// What the entries seem to tell besides.
    pub heard: Told,
    /// What belongs to the party, of kinds that the workspace made.
    pub records: Vec<CustomRecord>,
    /// Projects for the party, open ones first.
    pub projects: Vec<Project>,
    /// What the party agreed to hear.
    pub consents: Consents,
    /// How much it has heard from us lately.
    pub pressure: Pressure,
    /// What could delight it.
    pub delights: Vec<Delight>,
    /// Breaches of data that touched it.
    pub breaches: Vec<Breach>,
}

impl Whole {
    /// Asks for all of it through the gate, with the latest entries.
    ///
    /// # Errors
    /// `not-found`.
    pub async fn load(ctx: &Ctx, id: Uuid, only: Only) -> Result<Self> {
        Self::before(ctx, id, only, None).await
    }

    /// The same with the entries before a point.
    ///
    /// # Errors
    /// `not-found`; `bad-cursor` at `before`.
    pub async fn before(ctx: &Ctx, id: Uuid, only: Only, point: Option<&Cursor>) -> Result<Self> {
        let found = reached(ctx, id).await?;
        let party = &found.party;
        // Asked side by side, they travel to the database together.
        let (
            mut profile,
            glimpse,
            given_on,
            history,
            owners,
            consents,
            projects,
            pressure,
            breaches,
            records,
        ) = tokio::try_join!(
            profile_of(ctx, &found, only, point),
            facts::glimpse(ctx, id),
            delights::given_on(ctx, id),
            relationships::history_of(ctx, &found),
            owners(ctx),
            consents::of_reached(ctx, party),
            projects::of_reached(ctx, party),
            messages::pressure_on(ctx, party),
            privacy::of_touched(ctx, id),
            kinds::of_party(ctx, id),
        )?;
        let timeline = Timeline {
            entries: std::mem::take(&mut profile.timeline),
            next: profile.next_cursor.take(),
        };
        let beside = timeline.entries.iter().map(|entry| entry.id).collect();
        let (names, heard, recalled) = tokio::try_join!(
            names(ctx, id, &timeline),
            heard::of(ctx, id, &timeline),
            facts::recalled(ctx, &found, glimpse, &beside)
        )?;
        let delights = rules::delights(rules::Known {
            party,
            facts: &recalled.memory.facts,
            promises: &profile.promises,
            given_on,
            today: ctx.today(),
        });
        Ok(Self {
            names,
            history,
            owners,
            heard,
            known: Known::of(found.party, recalled),
            consents,
            projects,
            pressure,
            breaches,
            delights,
            records,
            profile,
            timeline,
            only,
        })
    }

    /// A colleague's name.
    pub fn name_of(&self, id: Uuid) -> Option<String> {
        let owner = self.owners.iter().find(|owner| owner.id == id);
        owner.map(|owner| owner.name.clone())
    }
}

/// Names of the parties other than this one in a page of entries.
async fn names(ctx: &Ctx, id: Uuid, timeline: &Timeline) -> Result<HashMap<Uuid, String>> {
    let others = timeline
        .entries
        .iter()
        .filter_map(|entry| match &entry.episode {
            Episode::Order(order) if order.party_id != id => Some(order.party_id),
            Episode::Order(order) => order.contact_id,
            _ => None,
        });
    parties::names(ctx, others).await
}

/// The page, as it is drawn for one colleague.
pub struct View<'a> {
    /// Who looks.
    pub me: &'a SignedIn,
    /// What there is.
    pub whole: &'a Whole,
}

impl View<'_> {
    /// The address of the page.
    pub fn home(&self) -> String {
        format!("/parties/{}", self.whole.profile.party.id)
    }

    /// May the colleague do this?
    pub fn may(&self, permission: Permission) -> bool {
        self.me.ctx.actor.may(permission).is_ok()
    }

    /// The given name that people use: how the party is addressed, else the name.
    pub fn called(&self) -> String {
        let party = &self.whole.profile.party;
        let called = party.salutation(self.me.ctx.today());
        crate::spoken::capital(&called)
    }
}

/// `GET /parties/{id}`.
pub async fn show(me: SignedIn, Path(id): Path<String>, Query(params): Query<Params>) -> Answer {
    let id = super::id(&me, &id)?;
    let only = Only::from_code(param(&params, "only").unwrap_or_default());
    let point = param(&params, "before").map(Cursor::decode).transpose();
    let point = point.map_err(refused(&me))?;
    let (whole, draft) = tokio::join!(
        Whole::before(&me.ctx, id, only, point.as_ref()),
        drafts::of_composer(&me, id, &params)
    );
    let whole = match whole {
        Ok(whole) => whole,
        Err(Error::NotFound) => return bin::show(&me, id).await,
        Err(error) => return Err(refused(&me)(error)),
    };
    let view = View {
        me: &me,
        whole: &whole,
    };
    let (pairs, offer) = draft?;
    let mut typed = composer::Typed {
        values: pairs.iter().cloned().collect(),
        pairs,
        offer,
        ..composer::Typed::default()
    };
    if let Some(kind) = param(&params, "write") {
        typed.focus = true;
        typed
            .values
            .entry("kind".to_owned())
            .or_insert_with(|| kind.to_owned());
    }
    let typed = typed.with_own(&me, &[]).await.map_err(refused(&me))?;
    Ok(document(&view, &typed).into_response())
}

/// The whole document; `typed` is what stands in the composer.
pub fn document(view: &View<'_>, typed: &composer::Typed) -> Markup {
    let words = view.me.words;
    let party = &view.whole.profile.party;
    let live = format!("/live?party={}&only={}", party.id, view.whole.only.code());
    let body = html! {
        div id="changed" role="status" {}
        (head::section(view))
        div.record-grid {
            (about::aside(view))
            (story::section(view, typed))
            (work::aside(view))
        }
    };
    page(
        view.me,
        Page {
            title: &party.name,
            nav: "/parties",
            crumbs: vec![people_crumb(words)],
            h1_in_body: true,
            actions: html! { (crate::lists::steps("parties", view.whole.profile.party.id)) (actions(view)) },
            body,
            live: Some(&live),
            shortcuts: shortcuts(view),
            ..Page::default()
        },
    )
}

/// The parts that an act anywhere on the page may change, to be renewed beside its answer.
pub fn renewed(view: &View<'_>, parts: &[&str]) -> Markup {
    html! {
        @for part in parts {
            @match *part {
                "head" => hx-partial hx-target="#record-head" hx-swap="outerMorph" { (head::section(view)) },
                "about" => hx-partial hx-target="#about" hx-swap="outerMorph" { (about::aside(view)) },
                "quality" => hx-partial hx-target="#record-quality" hx-swap="outerMorph" { (record::of_party(view.me, &view.whole.profile.party)) },
                "timeline" => hx-partial hx-target="#timeline" hx-swap="outerMorph" { (story::timeline_part(view)) },
                _ => hx-partial hx-target="#knowing" hx-swap="outerMorph" { (work::aside(view)) },
            }
        }
    }
}

fn actions(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let home = view.home();
    let [edit, call, history, merge, delete, invite, link, privacy] = [
        "edit",
        "call",
        "history",
        "merge",
        "deletion",
        "portal-invitation",
        "portal-link",
        "privacy",
    ]
    .map(|end| format!("{home}/{end}"));
    let party = &view.whole.profile.party;
    let mut items = Vec::new();
    if view.may(Permission::PartiesWrite) {
        items.push(MenuItem {
            label: t::parties_edit(words),
            icon: Some("pencil"),
            href: Some(&edit),
            ..MenuItem::default()
        });
    }
    items.push(MenuItem {
        label: t::facts_call(words),
        icon: Some("phone"),
        href: Some(&call),
        ..MenuItem::default()
    });
    items.push(MenuItem {
        label: t::parties_history(words),
        icon: Some("history"),
        href: Some(&history),
        hx: Hx::get(&history, "#drawer"),
        ..MenuItem::default()
    });
    if view.may(Permission::MailSend) && !party.emails.is_empty() {
        items.push(MenuItem {
            label: t::portal_invite(words),
            icon: Some("mail"),
            post: Some(&invite),
            ..MenuItem::default()
        });
    }
    if view.may(Permission::PartiesWrite) {
        items.push(MenuItem {
            label: t::portal_hand_out(words),
            icon: Some("copy"),
            post: Some(&link),
            ..MenuItem::default()
        });
    }
    if view.may(Permission::PrivacyManage) {
        items.push(MenuItem {
            label: t::privacy_of_person(words),
            icon: Some("shield-lock"),
            href: Some(&privacy),
            ..MenuItem::default()
        });
    }
    if view.may(Permission::PartiesMerge) {
        items.push(MenuItem {
            label: t::parties_merge(words),
            icon: Some("stack-2"),
            href: Some(&merge),
            hx: Hx::get(&merge, "#drawer"),
            ..MenuItem::default()
        });
    }
    if view.may(Permission::PartiesDelete) {
        items.push(MenuItem {
            label: t::parties_delete(words),
            icon: Some("trash"),
            href: Some(&delete),
            danger: true,
            divided: true,
            hx: Hx::get(&delete, "#drawer"),
            ..MenuItem::default()
        });
    }
    html! {
        (icon_button(IconButton { icon: "dots", label: t::action_more(words), menu: Some("party-menu"), ..IconButton::default() }))
        (menu(Menu { id: "party-menu", label: t::action_more(words), items: &items, csrf: &view.me.csrf }))
    }
}

fn shortcuts<'a>(view: &View<'_>) -> Vec<ShortcutGroup<'a>> {
    let words = view.me.words;
    if !view.may(Permission::InteractionsWrite) {
        return Vec::new();
    }
    let keys = keys::of(view.me);
    let line = |id, label| {
        let keys = keys.shown(id)?;
        Some(Shortcut {
            label,
            keys: keys.split(' ').map(str::to_owned).collect(),
        })
    };
    let kinds = composer::KINDS
        .iter()
        .filter_map(|kind| line(kind, composer::kind_label(words, kind)));
    let marking = view
        .may(Permission::PartiesWrite)
        .then(|| line("mark", t::facts_mark(words)));
    vec![ShortcutGroup {
        heading: t::parties_this_page(words),
        shortcuts: kinds.chain(marking.flatten()).collect(),
    }]
}

/// A word of a field of parties.
pub fn choice(words: quen_words::Words, field: &str, code: &str) -> String {
    crate::spoken::choice(words, Noun::Parties, field, code)
}
