//! Two people changed the same record: what is stored beside what was typed, field by field, to choose from. The same page for
//! every kind of record, drawn from its catalogue. Nothing typed is lost, and nothing the other saved is overwritten unseen.

mod parts;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_http::SignedIn;
use quen_service::history;
use quen_service::parties::owners;
use quen_service::records::Kind;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{BigChoice, big_choice};
use quen_ui::field::{Form, form};
use quen_ui::frame::{Crumb, padded};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

pub use parts::{Comparing, Part, Read, plainly};

use crate::answers::{Answer, see};
use crate::forms::{Pairs, value};
use crate::layout::{Page, page};
use crate::{drafts, spoken};

/// The two versions of one record.
pub struct Two<'a> {
    /// Who was slower.
    pub me: &'a SignedIn,
    /// The record's name.
    pub name: &'a str,
    /// Address of the navigation item it is under.
    pub nav: &'a str,
    /// The path to it.
    pub crumbs: Vec<Crumb<'a>>,
    /// Where the stored one stands.
    pub home: &'a str,
    /// Where its form is sent.
    pub action: &'a str,
    /// The stored version.
    pub version: i64,
    /// Who saved it, and when.
    pub by: Option<String>,
    /// What the form sent.
    pub sent: Pairs,
    /// Where the two differ.
    pub parts: Vec<Part>,
}

impl Two<'_> {
    /// The page to choose on. Where the two say the same there is nothing to choose: what was typed is stored already.
    pub async fn answer(self) -> Answer {
        if self.parts.is_empty() {
            drafts::saved(self.me, &self.sent).await;
            return Ok(see(self.home));
        }
        drafts::kept(self.me, &self.sent).await;
        Ok((StatusCode::CONFLICT, self.page()).into_response())
    }

    fn page(self) -> Markup {
        let words = self.me.words;
        let title = t::versions_title(words, self.name);
        let drawn = Page {
            title: &title,
            nav: self.nav,
            body: padded(self.form()),
            ..Page::default()
        };
        page(
            self.me,
            Page {
                crumbs: self.crumbs,
                ..drawn
            },
        )
    }

    fn form(&self) -> Markup {
        let words = self.me.words;
        let said = match &self.by {
            Some(by) => t::versions_by(words, by),
            None => t::versions_by_somebody(words).to_owned(),
        };
        let body = html! {
            (notice(Tone::Amber, "git-fork", html! { (said) " " (t::versions_hint(words)) }))
            input type="hidden" name="version" value=(self.version);
            @for (name, text) in self.sent.iter().filter(|(name, _)| carries(name)) { input type="hidden" name=(name) value=(text); }
            @for part in &self.parts { (self.choice(part)) }
            div.row.wrap {
                (button(Button { label: t::versions_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
                (button(Button { label: t::versions_again(words), submit: true, name: Some("again"), value: Some("1"), ..Button::default() }))
                (button(Button { label: t::versions_drop(words), kind: ButtonKind::Quiet, href: Some(self.home), ..Button::default() }))
            }
        };
        html! {
            div.form-page { (form(Form { action: self.action, csrf: &self.me.csrf, novalidate: true, body, ..Form::default() })) }
        }
    }

    fn choice(&self, part: &Part) -> Markup {
        let words = self.me.words;
        let name = format!("keep_{}", part.name);
        let card = |value, text: &str, sub, checked| {
            let label = if text.is_empty() {
                t::parties_none_yet(words)
            } else {
                text
            };
            big_choice(BigChoice {
                name: &name,
                value,
                label,
                sub,
                checked,
                many: false,
            })
        };
        html! {
            fieldset.field {
                legend.label { (part.label) }
                div.columns.halves {
                    (card("theirs", &part.theirs, t::versions_theirs(words), part.only_theirs))
                    (card("mine", &part.mine, t::versions_mine(words), !part.only_theirs))
                }
            }
        }
    }
}

/// Who saved a record last, and when: `Võ Thu Hà, 14:05`.
pub async fn by<K: Kind>(me: &SignedIn, id: Uuid) -> Option<String> {
    let changes = history::of_record::<K>(&me.ctx, id).await.ok()?;
    let last = changes.first()?;
    let owners = owners(&me.ctx).await.ok()?;
    let name = owners
        .into_iter()
        .find(|owner| Some(owner.id) == last.user_id)?
        .name;
    let zone = me.ctx.settings.zone();
    let when = match me.ctx.day_of(last.at) == me.ctx.today() {
        true => spoken::clock(zone, last.at),
        false => spoken::moment(me.words, zone, last.at),
    };
    Some(format!("{name}, {when}"))
}

/// What a form sent, with the stored value wherever that one was chosen. `stored` is the record as it stands in the form.
pub fn resolved(sent: Pairs, stored: &[(String, String)]) -> Pairs {
    let theirs: Vec<String> = sent
        .iter()
        .filter(|(_, choice)| choice == "theirs")
        .filter_map(|(name, _)| name.strip_prefix("keep_").map(str::to_owned))
        .collect();
    let taken = |name: &str| theirs.iter().any(|part| goes_with(part, name));
    let mut all: Pairs = sent
        .into_iter()
        .filter(|(name, _)| !name.starts_with("keep_") && !taken(name))
        .collect();
    all.extend(stored.iter().filter(|(name, _)| taken(name)).cloned());
    all
}

/// Does somebody want to go on in the form with what was chosen, instead of saving it?
pub fn wants_form(sent: &[(String, String)]) -> bool {
    !value(sent, "again").is_empty()
}

/// The hidden part of a form by which it is known what was stored when it was opened. A form that comes back brings it along.
pub fn hidden(values: &[(String, String)]) -> Markup {
    let brought = value(values, "was");
    let was = if brought.is_empty() {
        parts::packed(values)
    } else {
        brought.to_owned()
    };
    html! {
        input type="hidden" name="version" value=(value(values, "version"));
        @if !value(values, "version").is_empty() { input type="hidden" name="was" value=(was); }
    }
}

/// Some controls are one field: the calendar goes with the birthday, the province with the address, the rows with the lines.
fn goes_with(part: &str, name: &str) -> bool {
    part == name
        || match part {
            "birthday" => name == "birthday_calendar",
            "address" => name == "province",
            "lines" => name.starts_with("lines."),
            _ => false,
        }
}

/// What the page carries on: everything typed, and what stood there at first.
fn carries(name: &str) -> bool {
    !matches!(name, "csrf" | "version" | "anyway" | "again") && !name.starts_with("keep_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(all: &[(&str, &str)]) -> Pairs {
        all.iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn a_chosen_stored_value_takes_the_place_of_the_typed_one_with_all_that_belongs_to_it() {
        let sent = pairs(&[
            ("name", "Phin"),
            ("birthday", "1/2"),
            ("birthday_calendar", "solar"),
            ("lines.0.text", "a"),
            ("lines.1.text", "b"),
            ("keep_birthday", "theirs"),
            ("keep_lines", "theirs"),
            ("keep_name", "mine"),
        ]);
        let stored = pairs(&[
            ("name", "Phễu"),
            ("birthday", "3/4"),
            ("birthday_calendar", "lunar"),
            ("lines.0.text", "c"),
        ]);
        let wanted = pairs(&[
            ("name", "Phin"),
            ("birthday", "3/4"),
            ("birthday_calendar", "lunar"),
            ("lines.0.text", "c"),
        ]);
        assert_eq!(resolved(sent, &stored), wanted);
    }

    #[test]
    fn a_form_of_a_new_record_says_nothing_of_before() {
        assert!(
            !hidden(&pairs(&[("version", "")]))
                .into_string()
                .contains("was")
        );
        let again = hidden(&pairs(&[("version", "2"), ("was", "{}"), ("name", "x")])).into_string();
        assert!(again.contains("name=\"was\" value=\"{}\""), "{again}");
    }
}
