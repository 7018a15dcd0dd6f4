//! What could delight this customer, each with one press that makes it a task. It suggests what the memory says, nothing else.

use maud::{Markup, html};
use quen_core::Permission;
use quen_core::delights::Delight;
use quen_http::reasons;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::page::View;

/// Suggestions on the page.
const SHOWN: usize = 2;

/// The panel; nothing where nothing is suggested.
pub fn section(view: &View<'_>) -> Markup {
    let found = &view.whole.delights;
    if found.is_empty() {
        return html! {};
    }
    panel(Panel {
        title: t::delights_title(view.me.words),
        icon: Some("sparkles"),
        body: item_list(found.iter().take(SHOWN).map(|one| row(view, one))),
        flush: true,
        ..Panel::default()
    })
}

fn row(view: &View<'_>, delight: &Delight) -> Markup {
    let words = view.me.words;
    let said = reasons::sentence(words, &delight.reason, view.me.ctx.settings.currency);
    let may = view.may(Permission::TasksWrite);
    let end = may.then(|| {
        html! {
            form.inline-form method="post" action="/tasks" {
                (csrf_field(&view.me.csrf))
                input type="hidden" name="party_id" value=(view.whole.profile.party.id);
                input type="hidden" name="kind" value="other";
                input type="hidden" name="title" value=(said);
                (button(Button { label: t::delights_task(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
        }
    });
    item(Item {
        lead: icon("gift"),
        label: &said,
        end,
        ..Item::default()
    })
}
