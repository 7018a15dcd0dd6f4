//! The workspace's own fields of a record as a form, for kinds whose records have no form of their own: what does not fit on one
//! line is changed here, such as a file or what a field refers to. Nothing that was typed may be lost here, and nothing is
//! overwritten unseen.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::{Catalogue, Field};
use quen_core::{Error, Noun, Problem, Result};
use quen_http::SignedIn;
use quen_service::lists::{self, Line};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{Form as Sheet, form};
use quen_ui::frame::{Crumb, padded};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::shape::{self, Shape};
use super::{inline, shape_at};
use crate::answers::{Answer, Refused, refused, see};
use crate::fields::{self, RECORD, controls, gone, own_over, references, said};
use crate::forms::{Pairs, value};
use crate::layout::{Page, page};

/// Where it is: for who may write a record whose fields cannot all be changed on its page.
pub(super) fn href(
    me: &SignedIn,
    shape: &Shape,
    catalogue: &Catalogue,
    id: Uuid,
) -> Option<String> {
    me.ctx.actor.may(shape.kind.write).ok()?;
    // The page of a promise has acts and no form, and nothing on it is changed where it stands.
    let promised = shape.noun() == Noun::Promises;
    let has_form = shape.form.is_some() || (shape.record.is_some() && !promised);
    let needed = controls::of(catalogue).any(|field| promised || !inline::is_editable(field));
    (needed && !has_form).then(|| format!("{}/own", shape.common_href(id)))
}

/// The same for a page of its own.
pub fn form_of(me: &SignedIn, word: &str, id: Uuid) -> Option<String> {
    let kind = lists::by_word(&me.ctx, word).ok()?;
    let catalogue = kind.catalogue(&me.ctx);
    href(me, &shape::of(me.words, kind), &catalogue, id)
}

/// A record with its form.
struct Own {
    shape: Shape,
    catalogue: Catalogue,
    line: Line,
    href: String,
}

impl Own {
    async fn load(me: &SignedIn, (word, id): (&str, &str)) -> std::result::Result<Self, Refused> {
        let shape = shape_at(me, word)?;
        let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
        let line = shape.kind.find(&me.ctx, id).await.map_err(refused(me))?;
        let catalogue = shape.kind.catalogue(&me.ctx);
        let href = href(me, &shape, &catalogue, id);
        Ok(Self {
            href: href.ok_or_else(|| refused(me)(Error::NotFound))?,
            shape,
            catalogue,
            line,
        })
    }

    /// The page with what stands in the form; `above` is told before it.
    async fn page(
        mut self,
        me: &SignedIn,
        values: &[(String, String)],
        problems: &[Problem],
        above: Markup,
    ) -> Result<Markup> {
        let words = me.words;
        let (id, version) = (self.line.id, self.line.version);
        let name = references::called(words, self.shape.noun(), &self.line);
        let name = name.unwrap_or_else(|| t::lists_unnamed(words).to_owned());
        let home = self.shape.record_href(id);
        let own = own_over(me, &self.catalogue, &mut self.line, (values, problems)).await?;
        let lines = html! {
            (gone::notice(words, problems, values))
            input type="hidden" name="version" value=(version);
            input type="hidden" name=(RECORD) value=(id);
            (own)
            div.row {
                (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
                (button(Button { label: t::action_cancel(words), kind: ButtonKind::Quiet, href: Some(&home), ..Button::default() }))
            }
        };
        let sheet = form(Sheet {
            action: &self.href,
            csrf: &me.csrf,
            novalidate: true,
            body: lines,
            ..Sheet::default()
        });
        let crumbs = vec![
            Crumb {
                label: &self.shape.title,
                href: &self.shape.path,
            },
            Crumb {
                label: &name,
                href: &home,
            },
        ];
        let drawn = Page {
            title: t::fields_own(words),
            nav: &self.shape.path,
            crumbs,
            body: padded(html! { div.form-page { (above) (sheet) } }),
            ..Page::default()
        };
        Ok(page(me, drawn))
    }

    /// Somebody was quicker: what is stored now, above what was typed.
    async fn told(&self, me: &SignedIn) -> Result<Markup> {
        let words = me.words;
        let typed = |field: &Field| field.editable;
        let stored = said::of_records(me, &self.catalogue, &[&self.line], typed).await?;
        let body = html! {
            p { (t::versions_by_somebody(words)) " " (t::settings_clash(words)) }
            p.small { (t::versions_theirs(words)) }
            @for stored in &stored { (said::lines(stored)) }
        };
        Ok(notice(Tone::Amber, "alert-triangle", body))
    }
}

/// `GET /lists/{kind}/records/{id}/own`.
pub async fn show(me: SignedIn, Path((word, id)): Path<(String, String)>) -> Answer {
    let own = Own::load(&me, (&word, &id)).await?;
    let stored = controls::typed(&me, &own.catalogue, &own.line);
    let page = own.page(&me, &stored, &[], html! {}).await;
    Ok(page.map_err(refused(&me))?.into_response())
}

/// `POST /lists/{kind}/records/{id}/own`.
pub async fn save(
    me: SignedIn,
    Path((word, id)): Path<(String, String)>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let own = Own::load(&me, (&word, &id)).await?;
    let version = value(&sent, "version").parse().ok();
    let mut typed = controls::joined(&own.catalogue, sent);
    typed.retain(|(name, _)| controls::is_own(name));
    let read = fields::read(&me, &own.catalogue, typed.clone()).await;
    let saved = match read {
        Ok(values) => {
            let kind = &own.shape.kind;
            kind.update(&me.ctx, own.line.id, version, values).await
        }
        Err(error) => Err(error),
    };
    let (status, problems, above) = match saved {
        Ok(line) => return Ok(see(&own.shape.record_href(line.id))),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems, html! {}),
        Err(Error::Stale { .. }) => {
            let told = own.told(&me).await.map_err(refused(&me))?;
            (StatusCode::CONFLICT, Vec::new(), told)
        }
        Err(error) => return Err(refused(&me)(error)),
    };
    let page = own.page(&me, &typed, &problems, above).await;
    Ok((status, page.map_err(refused(&me))?).into_response())
}
