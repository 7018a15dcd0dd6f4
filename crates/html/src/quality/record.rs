//! How good one record is, on its own page: its points, what to fill in first with the way to that field, and a button for what
//! one click mends. Small and below the record, for it must not stand in its way; the points are worked out as the page is drawn.

use maud::{Markup, html};
use quen_core::fields::{Catalogue, Field, FieldType, Record};
use quen_core::parties::Party;
use quen_core::quality::{Fault, tidied};
use quen_core::{Noun, Permission};
use quen_http::SignedIn;
use quen_service::lists::AnyKind;
use quen_service::quality::{Found, appraised, has_score};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::stat::meter;
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::{gaps, name};

/// Things to mend that are shown at once; the others open.
const SHOWN: usize = 3;

/// A record on its page.
pub struct Shown<'a> {
    /// Its kind.
    pub kind: &'a AnyKind,
    /// The record.
    pub id: Uuid,
    /// Address of the page, to come back to.
    pub page: &'a str,
}

/// Something to mend: what, where, and the button that does it at once.
struct Step {
    said: String,
    href: Option<String>,
    /// The element that the field's own form replaces.
    opens: Option<(String, String)>,
    act: Option<Markup>,
}

/// Of a record of any kind with a score but customers; `href` leads to a field.
pub fn of_record(
    me: &SignedIn,
    shown: &Shown<'_>,
    catalogue: &Catalogue,
    record: &impl Record,
    href: impl Fn(&Field) -> Option<String>,
) -> Option<Markup> {
    if shown.kind.noun == Noun::Parties || !has_score(catalogue) {
        return None;
    }
    let (points, found) = appraised(&me.ctx, catalogue, record);
    let writes = me.ctx.actor.may(shown.kind.write).is_ok();
    let steps = found.iter().map(|found| {
        let field = found.field.as_deref();
        let field = field.and_then(|name| catalogue.field(name));
        Step {
            said: gaps::said(me, catalogue, found),
            href: field.filter(|_| writes).and_then(&href),
            opens: None,
            act: writes.then(|| shown.act(me, found, field)).flatten(),
        }
    });
    Some(strip(me, points, &steps.collect::<Vec<_>>()))
}

impl Shown<'_> {
    fn act(&self, me: &SignedIn, found: &Found, field: Option<&Field>) -> Option<Markup> {
        let (taken, label) = match (found.fault, field) {
            ("outdated", _) => (None, t::quality_still_right(me.words)),
            ("missing", Some(field)) if field.kind == FieldType::User => {
                (Some(field.name.as_ref()), t::quality_take(me.words))
            }
            _ => return None,
        };
        let action = format!("/quality/kinds/{}/mending", self.kind.word());
        Some(press(me, &action, self.id, taken, self.page, label))
    }
}

/// Of a customer; its fields open where they stand on its page.
pub fn of_party(me: &SignedIn, party: &Party) -> Markup {
    let (words, home) = (me.words, format!("/parties/{}", party.id));
    let writes = me.ctx.actor.may(Permission::PartiesWrite).is_ok();
    let steps = party.quality.faults.iter().map(|fault| {
        let field = fault.field().filter(|_| writes);
        let edit = |name: &str| format!("{home}/fields/{name}?edit=1");
        let whole = format!("{home}/edit");
        // A tax code that is missing has no line on the page, and the name stands in its head.
        let inline = field.filter(|name| !matches!(*name, "tax_code" | "name"));
        Step {
            said: name(words, *fault),
            href: writes
                .then(|| field.map_or_else(|| whole.clone(), |name| format!("{whole}#{name}"))),
            opens: inline.map(|name| (edit(name), format!("#f-{name}"))),
            act: writes.then(|| of_fault(me, party, *fault, &home)).flatten(),
        }
    });
    strip(me, party.quality.score, &steps.collect::<Vec<_>>())
}

fn of_fault(me: &SignedIn, party: &Party, fault: Fault, home: &str) -> Option<Markup> {
    let words = me.words;
    let label = match fault {
        Fault::NoOwner => t::quality_take(words).to_owned(),
        Fault::Outdated => t::quality_still_right(words).to_owned(),
        Fault::NameCase => t::quality_becomes(words, &tidied(&party.name)?),
        _ => return None,
    };
    let action = format!("/quality/{}/mending", fault.code());
    Some(press(me, &action, party.id, None, home, &label))
}

/// A button that mends one thing and comes back.
fn press(
    me: &SignedIn,
    action: &str,
    id: Uuid,
    field: Option<&str>,
    back: &str,
    label: &str,
) -> Markup {
    html! {
        form.inline-form method="post" action=(action) {
            (csrf_field(&me.csrf))
            input type="hidden" name="id" value=(id);
            @if let Some(field) = field { input type="hidden" name="field" value=(field); }
            input type="hidden" name="back" value=(back);
            (button(Button { label, size: ButtonSize::Small, kind: ButtonKind::Quiet, submit: true, ..Button::default() }))
        }
    }
}

fn strip(me: &SignedIn, points: i64, steps: &[Step]) -> Markup {
    let words = me.words;
    let (first, more) = steps.split_at(steps.len().min(SHOWN));
    let percent = u8::try_from(points.clamp(0, 100)).unwrap_or_default();
    let tone = match points {
        80.. => Tone::Jade,
        50..80 => Tone::Amber,
        _ => Tone::Red,
    };
    html! {
        div.quality id="record-quality" {
            p.row { (meter(percent, tone, Some(48))) (t::quality_of_record(words, &points.to_string())) }
            (list(t::quality_first(words), first))
            @if !more.is_empty() {
                details {
                    summary { (t::quality_more(words, i64::try_from(more.len()).unwrap_or_default())) }
                    (list(t::quality_first(words), more))
                }
            }
        }
    }
}

fn list(label: &str, steps: &[Step]) -> Markup {
    html! {
        @if !steps.is_empty() { ul aria-label=(label) { @for step in steps { li { (line(step)) } } } }
    }
}

fn line(step: &Step) -> Markup {
    let (from, target) = step.opens.clone().unzip();
    html! {
        @if let Some(href) = &step.href {
            a.link href=(href) hx-get=[from] hx-target=[target.as_deref()] hx-swap=[target.as_ref().map(|_| "outerHTML")] { (step.said) }
        } @else { span { (step.said) } }
        @if let Some(act) = &step.act { (act) }
    }
}
