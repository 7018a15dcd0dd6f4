//! Two people changed the same party: both versions side by side, field by field, to choose from. Nothing typed is lost and
//! nothing saved by the other is overwritten unseen.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::parties::Party;
use quen_http::SignedIn;
use quen_service::parties::{Owner, Parties, owners};
use quen_service::records::Kind;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field;
use quen_ui::frame::padded;
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;

use super::fields::{self, Typed};
use crate::answers::{Answer, refused};
use crate::fields::controls;
use crate::layout::{Page, page, party_crumbs};
use crate::spoken;

/// The answer to a form that was made from an older version.
pub async fn page_of_two(me: &SignedIn, stored: &Party, typed: &Typed) -> Answer {
    let owners = owners(&me.ctx).await.map_err(refused(me))?;
    let two = Two {
        me,
        stored,
        typed,
        owners: &owners,
    };
    Ok((StatusCode::CONFLICT, two.page()).into_response())
}

/// A form after the choice: fields for which the stored version was chosen are not sent on.
pub fn resolved(mut typed: Typed) -> Typed {
    let theirs: Vec<String> = typed
        .iter()
        .filter(|(_, choice)| choice.as_str() == "theirs")
        .filter_map(|(name, _)| name.strip_prefix("keep_").map(str::to_owned))
        .collect();
    for name in theirs {
        typed.remove(&name);
        if name == "birthday" {
            typed.remove("birthday_calendar");
        }
        if name == "address" {
            typed.remove("province");
        }
    }
    typed
}

struct Two<'a> {
    me: &'a SignedIn,
    stored: &'a Party,
    typed: &'a Typed,
    owners: &'a [Owner],
}

/// A field that differs.
struct Difference {
    name: String,
    mine: String,
    theirs: String,
    /// Only the other changed it.
    only_theirs: bool,
}

impl Two<'_> {
    fn page(&self) -> Markup {
        let words = self.me.words;
        let home = format!("/parties/{}", self.stored.id);
        let crumbs = party_crumbs(words, &self.stored.name, &home);
        let title = t::parties_two_versions(words);
        page(
            self.me,
            Page {
                title,
                nav: "/parties",
                crumbs,
                body: padded(self.form(&home)),
                ..Page::default()
            },
        )
    }

    fn form(&self, home: &str) -> Markup {
        let words = self.me.words;
        let body = html! {
            (notice(Tone::Amber, "git-fork", html! { (t::error_stale(words)) ". " (t::parties_two_versions_hint(words)) }))
            input type="hidden" name="version" value=(self.stored.version);
            @for (name, text) in self.typed.iter().filter(|(name, _)| carries(name)) { input type="hidden" name=(name) value=(text); }
            (self.table())
            div.row {
                (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
                (button(Button { label: t::parties_keep_stored(words), kind: ButtonKind::Quiet, href: Some(home), ..Button::default() }))
            }
        };
        let action = format!("{home}/edit");
        field::form(field::Form {
            action: &action,
            csrf: &self.me.csrf,
            body,
            ..field::Form::default()
        })
    }

    fn table(&self) -> Markup {
        let words = self.me.words;
        html! {
            div.scroll-x tabindex="0" role="region" aria-label=(t::parties_two_versions(words)) {
                table.data-table {
                    thead { tr {
                        th scope="col" { (t::parties_field(words)) }
                        th scope="col" { (t::parties_theirs(words)) }
                        th scope="col" { (t::parties_mine(words)) }
                    } }
                    tbody { @for difference in self.differences() { (self.row(&difference)) } }
                }
            }
        }
    }

    fn row(&self, difference: &Difference) -> Markup {
        let catalogue = Parties::catalogue(&self.me.ctx);
        let label = catalogue
            .field(&difference.name)
            .map(|field| spoken::label(self.me.words, field))
            .unwrap_or_default();
        let choice = |value: &str, text: &str, checked: bool| {
            html! {
                label.row.smaller {
                    input.check type="radio" name={ "keep_" (difference.name) } value=(value) checked[checked];
                    span { (text) }
                }
            }
        };
        html! {
            tr {
                th scope="row" { (label) }
                td { (choice("theirs", &difference.theirs, difference.only_theirs)) }
                td { (choice("mine", &difference.mine, !difference.only_theirs)) }
            }
        }
    }

    fn differences(&self) -> Vec<Difference> {
        let stored = fields::typed_whole(self.me, self.stored);
        let text = |typed: &Typed, name: &str| typed.get(name).cloned();
        let shown =
            |name: &str, text: &str| fields::shown(self.me.words, name, text, |id| self.owner(id));
        let mut all = Vec::new();
        let catalogue = Parties::catalogue(&self.me.ctx);
        let own = controls::of(&catalogue).map(|field| field.name.to_string());
        for name in fields::FORM.map(str::to_owned).into_iter().chain(own) {
            let name = name.as_str();
            let (Some(mine), Some(theirs)) = (text(self.typed, name), text(&stored, name)) else {
                continue;
            };
            if same(&mine, &theirs) && self.aside_same(&stored, name) {
                continue;
            }
            let was = text(self.typed, &format!("was_{name}"));
            let only_theirs = was.is_some_and(|was| same(&was, &mine));
            all.push(Difference {
                name: name.to_owned(),
                mine: shown(name, &mine),
                theirs: shown(name, &theirs),
                only_theirs,
            });
        }
        all
    }

    /// The calendar goes with the birthday, the province with the address.
    fn aside_same(&self, stored: &Typed, name: &str) -> bool {
        let aside = match name {
            "birthday" => "birthday_calendar",
            "address" => "province",
            _ => return true,
        };
        let (mine, theirs) = (self.typed.get(aside), stored.get(aside));
        mine.is_none_or(|mine| {
            mine.is_empty()
                || Some(mine) == theirs
                || stored.get(name).is_some_and(String::is_empty)
        })
    }

    fn owner(&self, id: &str) -> Option<String> {
        let owner = self.owners.iter().find(|owner| owner.id.to_string() == id);
        owner.map(|owner| owner.name.clone())
    }
}

/// Browsers send other ends of line.
fn same(a: &str, b: &str) -> bool {
    a.replace("\r\n", "\n").trim() == b.replace("\r\n", "\n").trim()
}

/// What the next form carries on: everything typed and what stood there at first.
fn carries(name: &str) -> bool {
    !matches!(name, "csrf" | "version" | "anyway") && !name.starts_with("keep_")
}
