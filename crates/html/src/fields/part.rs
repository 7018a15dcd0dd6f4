//! The part of another form that the fields of a workspace's own are: drawn, drawn anew while somebody fills the form in, and read
//! from what was sent. It must never save anything.

use axum::extract::{Form, Path};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::{Catalogue, Record};
use quen_core::{Noun, Problem, Result};
use quen_http::SignedIn;
use quen_service::benefits::Benefits;
use quen_service::interactions::Interactions;
use quen_service::kinds::Records;
use quen_service::orders::Orders;
use quen_service::parties::{Parties, owners};
use quen_service::payments::Payments;
use quen_service::products::Products;
use quen_service::projects::Projects;
use quen_service::promises::Promises;
use quen_service::records::{self, Kind, Values, decode_form_in};
use quen_service::tasks::Tasks;
use quen_ui::panel::{Panel, panel};
use quen_words::{Words, t};

use super::controls::{self, Controls, OWN};
use super::{gone, references};
use crate::answers::{Answer, refused};
use crate::forms::{Pairs, value};
use crate::orders::payments;

/// What stands in a form, and what is wrong with it.
pub type Stands<'a> = (&'a [(String, String)], &'a [Problem]);

/// The hidden value with the record that a form of own fields alone is about: what they depend on does not stand in it.
pub const RECORD: &str = "own-record";

/// `POST /fields/{noun}/controls`: the part for what stands in the form now.
pub(super) async fn redraw(
    me: SignedIn,
    Path(word): Path<String>,
    Form(sent): Form<Pairs>,
) -> Answer {
    match controls::noun(&word) {
        Some(Noun::Orders) => again::<Orders>(&me, sent).await,
        Some(Noun::Products) => again::<Products>(&me, sent).await,
        Some(Noun::Tasks) => again::<Tasks>(&me, sent).await,
        Some(Noun::Interactions) => again::<Interactions>(&me, sent).await,
        Some(Noun::Projects) => again::<Projects>(&me, sent).await,
        Some(Noun::Promises) => again::<Promises>(&me, sent).await,
        Some(Noun::Payments) => again::<Payments>(&me, payments::plain(&me, &sent)).await,
        Some(Noun::Benefits) => again::<Benefits>(&me, sent).await,
        Some(_) => again::<Parties>(&me, sent).await,
        None => {
            let ctx = me.ctx.of_kind(&word).map_err(refused(&me))?;
            again::<Records>(&SignedIn { ctx, ..me }, sent).await
        }
    }
}

async fn again<K: Kind>(me: &SignedIn, sent: Pairs) -> Answer {
    me.ctx.actor.may(K::WRITE).map_err(refused(me))?;
    let joined = controls::joined(&K::catalogue(&me.ctx), sent);
    let record = match value(&joined, RECORD).parse() {
        Ok(id) => Some(records::find::<K>(&me.ctx, id).await.map_err(refused(me))?),
        Err(_) => None,
    };
    let part = own_part::<K>(me, record.as_ref(), &joined, &[]).await;
    Ok(part.map_err(refused(me))?.into_response())
}

/// The part in a form of this kind: `record` is what is changed, `values` what stands in the form.
///
/// # Errors
/// What looking up colleagues refuses.
pub async fn own_part<K: Kind>(
    me: &SignedIn,
    record: Option<&K::Record>,
    values: &[(String, String)],
    problems: &[Problem],
) -> Result<Markup> {
    part::<K>(me, OWN, record, (values, problems)).await
}

/// The same for a new record where a page has several such parts; `within` is what the ids of this one begin with. What is shown
/// under a condition is drawn when the server finds it wanting, not while somebody types.
///
/// # Errors
/// As [`own_part`].
pub async fn own_part_within<K: Kind>(
    me: &SignedIn,
    within: &str,
    stands: Stands<'_>,
) -> Result<Markup> {
    part::<K>(me, within, None, stands).await
}

async fn part<K: Kind>(
    me: &SignedIn,
    within: &str,
    record: Option<&K::Record>,
    stands: Stands<'_>,
) -> Result<Markup> {
    let catalogue = K::catalogue(&me.ctx);
    if controls::of(&catalogue).next().is_none() {
        return Ok(html! {});
    }
    let mut record = record.cloned().unwrap_or_else(|| K::blank(&me.ctx));
    over(me, &catalogue, (within, &mut record), stands).await
}

/// The part over a record in hand, whatever its kind; the record is given what was typed.
///
/// # Errors
/// As [`own_part`].
pub async fn own_over(
    me: &SignedIn,
    catalogue: &Catalogue,
    record: &mut impl Record,
    stands: Stands<'_>,
) -> Result<Markup> {
    over(me, catalogue, (OWN, record), stands).await
}

async fn over(
    me: &SignedIn,
    catalogue: &Catalogue,
    (within, record): (&str, &mut impl Record),
    (values, problems): Stands<'_>,
) -> Result<Markup> {
    controls::fill(me, catalogue, values, record);
    let owners = owners(&me.ctx).await?;
    let references = references::choices(me, catalogue).await?;
    let drawn = Controls {
        me,
        catalogue,
        within,
        values,
        problems,
        owners: &owners,
        references: &references,
    };
    Ok(drawn.draw(&*record))
}

/// Lines of a form that are called as the fields of a catalogue, own ones among them, read: ticks of one field joined, hours in the
/// shop's zone, records looked up by what they are called.
///
/// # Errors
/// `field-gone` at a field that was taken out of use meanwhile, and what each type says.
pub async fn read(me: &SignedIn, catalogue: &Catalogue, sent: Pairs) -> Result<Values> {
    gone::refuse(catalogue, &sent)?;
    let sent = controls::sent(me, catalogue, sent);
    let sent = references::resolved(me, catalogue, sent).await?;
    let pairs = sent.iter();
    let pairs = pairs.map(|(name, text)| (name.as_str(), text.as_str()));
    decode_form_in(catalogue, pairs, me.ctx.settings.currency)
}

/// A panel with the part; nothing when there is none.
pub fn own_panel(words: Words, part: Markup) -> Markup {
    if part.0.is_empty() {
        return part;
    }
    panel(Panel {
        title: t::fields_own(words),
        body: part,
        ..Panel::default()
    })
}
