//! The way to the bin and back, for every kind: what hangs on a record is named before it goes, and what lies in the bin says so
//! where it was. What goes along is the service's to say.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Noun;
use quen_http::SignedIn;
use quen_service::history::Hanging;
use quen_service::lists::Line;
use quen_service::records::merged_into;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field;
use quen_ui::frame::{Crumb, padded};
use quen_words::t;
use uuid::Uuid;

use super::cells::{Around, Cells};
use super::shape::Shape;
use super::{columns, shape_at};
use crate::answers::{Answer, Refused, refused, see};
use crate::layout::{Page, drawer_or_page, page};
use crate::spoken;

/// Tables that are no kind of record and have words of their own.
const ROWS: [&str; 7] = [
    "care_programmes",
    "links",
    "refunds",
    "order_lines",
    "fact_uses",
    "consent_history",
    "sent_messages",
];

/// `GET /lists/{kind}/records/{id}/deletion`.
pub async fn ask(
    me: SignedIn,
    headers: HeaderMap,
    Path((word, id)): Path<(String, String)>,
) -> Answer {
    asking(&me, &headers, &word, &id).await
}

/// What hangs on a record, before it goes to the bin.
pub async fn asking(me: &SignedIn, headers: &HeaderMap, word: &str, id: &str) -> Answer {
    let (shape, id) = at(me, word, id)?;
    me.ctx.actor.may(shape.kind.delete).map_err(refused(me))?;
    let line = shape.kind.find(&me.ctx, id).await.map_err(refused(me))?;
    let hanging = shape.kind.hanging(&me.ctx, id).await.map_err(refused(me))?;
    let words = me.words;
    let name = named(me, &shape, &line).await?;
    let (action, home) = (
        format!("{}/deletion", shape.common_href(id)),
        shape.record_href(id),
    );
    let inside = html! {
        @if hanging.is_empty() { p { (t::bin_nothing_hangs(words)) } }
        @else {
            p { (t::bin_hangs(words)) }
            ul.stack.tight { @for one in &hanging { li { (said(me, one)) } } }
        }
        p.mid { (crate::bin::kept(me)) }
        div.row {
            (button(Button { label: t::parties_delete(words), kind: ButtonKind::Danger, submit: true, ..Button::default() }))
            (button(Button { label: t::action_cancel(words), kind: ButtonKind::Quiet, href: Some(&home), ..Button::default() }))
        }
    };
    let body = field::form(field::Form {
        action: &action,
        csrf: &me.csrf,
        body: html! { div.stack { (inside) } },
        ..field::Form::default()
    });
    let title = t::parties_delete_question(words, &name);
    let crumbs = vec![
        Crumb {
            label: &shape.title,
            href: &shape.path,
        },
        Crumb {
            label: &name,
            href: &home,
        },
    ];
    let whole = Page {
        title: &title,
        nav: &shape.path,
        crumbs,
        body,
        ..Page::default()
    };
    Ok(drawer_or_page(me, headers, None, whole).into_response())
}

/// So many of what hangs on a record: rows and known kinds have sentences, a kind that the workspace made its own name.
pub(super) fn said(me: &SignedIn, hanging: &Hanging) -> String {
    let (word, count) = (hanging.word.as_str(), hanging.count);
    if me.ctx.customs.kind(word).is_some() && !ROWS.contains(&word) {
        let many = super::title(me, word).to_lowercase();
        return t::bin_hangs_own(me.words, &me.words.number(count), &many);
    }
    spoken::count_of(me.words, "merging-moves", word, count)
}

/// `POST /lists/{kind}/records/{id}/deletion`.
pub async fn delete(me: SignedIn, Path((word, id)): Path<(String, String)>) -> Answer {
    let (shape, id) = at(&me, &word, &id)?;
    let gone = shape.kind.remove(&me.ctx, id, None).await;
    gone.map_err(refused(&me))?;
    // A customer in the bin is shown where it was, anything else on the page that every record has.
    let there = if shape.noun() == Noun::Parties {
        shape.record_href(id)
    } else {
        shape.common_href(id)
    };
    Ok(see(&there))
}

/// `POST /lists/{kind}/records/{id}/restoration`.
pub async fn restore(me: SignedIn, Path((word, id)): Path<(String, String)>) -> Answer {
    let (shape, id) = at(&me, &word, &id)?;
    let back = shape.kind.take_out(&me.ctx, id).await;
    back.map_err(refused(&me))?;
    Ok(see(&shape.record_href(id)))
}

/// The page of a record in the bin; one that was merged leads to the one it went into; for anything else it is not there.
pub async fn binned(me: &SignedIn, word: &str, id: Uuid) -> Answer {
    let shape = shape_at(me, word)?;
    let line = shape.kind.binned(&me.ctx, id).await.map_err(refused(me))?;
    let into = merged_into(&me.ctx, &shape.kind, id).await;
    if let Some(winner) = into.map_err(refused(me))? {
        return Ok(see(&shape.record_href(winner)));
    }
    let words = me.words;
    let name = named(me, &shape, &line).await?;
    let restore = (me.ctx.actor.may(shape.kind.delete).is_ok()).then(|| way_back(me, &shape, id));
    let body = empty(Empty {
        title: Some(&t::parties_in_bin(words, &name)),
        text: html! { (t::parties_in_bin_text(words)) },
        acts: restore,
        drawing: true,
    });
    let crumbs = vec![Crumb {
        label: &shape.title,
        href: &shape.path,
    }];
    let shown = page(
        me,
        Page {
            title: &name,
            nav: &shape.path,
            crumbs,
            body: padded(html! { div.form-page { (body) } }),
            ..Page::default()
        },
    );
    Ok((StatusCode::GONE, shown).into_response())
}

fn way_back(me: &SignedIn, shape: &Shape, id: Uuid) -> Markup {
    let action = format!("{}/restoration", shape.common_href(id));
    let body = button(Button {
        label: t::action_restore(me.words),
        icon: Some("arrow-back-up"),
        kind: ButtonKind::Primary,
        submit: true,
        ..Button::default()
    });
    field::form(field::Form {
        action: &action,
        csrf: &me.csrf,
        body,
        ..field::Form::default()
    })
}

/// The list and the id of an address.
fn at(me: &SignedIn, word: &str, id: &str) -> std::result::Result<(Shape, Uuid), Refused> {
    let shape = shape_at(me, word)?;
    let id = id
        .parse()
        .map_err(|_| refused(me)(quen_core::Error::NotFound))?;
    Ok((shape, id))
}

/// What a record is called.
async fn named(me: &SignedIn, shape: &Shape, line: &Line) -> std::result::Result<String, Refused> {
    let around = Around::colleagues(me).await.map_err(refused(me))?;
    let catalogue = shape.kind.catalogue(&me.ctx);
    let cells = Cells {
        me,
        shape,
        around: &around,
    };
    Ok(cells.title(columns::lead(shape, &catalogue), line))
}
