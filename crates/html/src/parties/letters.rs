//! How a letter begins and what it should mind, from what is known of its reader: each a ticked box that can be taken off. It
//! must never change what the colleague wrote.

use maud::{Markup, html};
use quen_core::{Noun, Permission};
use quen_ui::choice::{Check, check};
use quen_ui::field::{Choice, Field, Select, bare_select};
use quen_words::t;

use super::composer::{SEND, Typed, coded};
use super::page::View;
use crate::facts::chips;

/// Sent from here, or only noted; where it cannot be sent, what is missing and the way there.
pub fn mailing(view: &View<'_>, typed: &Typed) -> Markup {
    let words = view.me.words;
    let emails = &view.whole.profile.party.emails;
    let may = view.may(Permission::MailSend);
    let server = view.me.ctx.settings.smtp.is_some();
    let to = emails.first().filter(|_| may && server);
    let send = to.map(|to| t::parties_mail_send(words, &to.value));
    let send = send.iter().map(|label| Choice { value: SEND, label });
    let noted = [
        Choice {
            value: "out",
            label: t::parties_mail_out(words),
        },
        Choice {
            value: "in",
            label: t::parties_mail_in(words),
        },
    ];
    let edit = format!("{}/edit", view.home());
    let settings = view.may(Permission::SettingsManage);
    html! {
        (bare_select(Select {
            field: Field { label: t::parties_direction(words), ..Field::default() },
            name: "direction", choices: &send.chain(noted).collect::<Vec<_>>(), value: typed.value("direction"), ..Select::default()
        }))
        @if to.is_some() {
            (coded(words, "purpose", t::consents_purpose(words), (Noun::Consents, "purpose"), &quen_core::consents::PURPOSES, typed))
            (boxes(view, typed))
        }
        @if may && !server {
            p.small.mid { (t::parties_mail_no_server(words)) " "
                @if settings { a href="/settings/mail" { (t::parties_mail_set_up(words)) } } @else { (t::parties_mail_ask(words)) }
            }
        } @else if may && emails.is_empty() {
            p.small.mid { (t::parties_mail_no_address(words)) " " a href=(edit) { (t::parties_mail_add_address(words)) } }
        }
    }
}

/// The opening in the right form of address, and the facts that a letter should mind.
pub fn boxes(view: &View<'_>, typed: &Typed) -> Markup {
    let words = view.me.words;
    let party = &view.whole.profile.party;
    let said = t::parties_greeting(words, &party.salutation(view.me.ctx.today()));
    let off = !typed.values.is_empty() && typed.value("greet").is_empty();
    html! {
        (check(Check { name: "greet", value: &said, label: &t::parties_greet(words, &said), checked: !off, ..Check::default() }))
        @for fact in chips::for_letters(&view.whole.known.memory.facts) {
            @let id = fact.id.to_string();
            input type="hidden" name="fact_offered" value=(id);
            (check(Check { name: "fact", value: &id, label: &fact.statement, checked: true, ..Check::default() }))
        }
    }
}

/// The letter with its opening, unless the colleague wrote one.
pub fn opened(typed: &Typed, text: &str) -> String {
    let greeting = typed.value("greet").trim();
    let begun = text
        .lines()
        .next()
        .is_some_and(|first| first.trim_end().ends_with(','));
    if greeting.is_empty() || begun {
        return text.to_owned();
    }
    format!("{greeting}\n\n{text}")
}
