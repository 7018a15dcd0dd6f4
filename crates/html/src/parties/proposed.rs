//! What to do next in the stage a relationship is in, each as one click to a task. It proposes what the rules say and no more.

use maud::{Markup, html};
use quen_core::Permission;
use quen_core::relationships::proposals::Proposal;
use quen_http::session::encode;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::icon::icon;
use quen_words::{Arg, t};

use super::page::View;

/// The section.
pub fn section(view: &View<'_>, proposals: &[Proposal]) -> Markup {
    html! {
        section.stack.snug {
            h2.nav-heading { (t::stage_acts(view.me.words)) }
            (item_list(proposals.iter().map(|proposal| line(view, *proposal))))
        }
    }
}

fn line(view: &View<'_>, proposal: Proposal) -> Markup {
    let words = view.me.words;
    let party = &view.whole.profile.party;
    let key = format!("stage-act-{}", proposal.code().replace('_', "-"));
    let title = words.text(&format!("{key}-task"), &[("name", Arg::Str(&party.name))]);
    let href = format!(
        "/tasks/new?party_id={}&kind={}&title={}",
        party.id,
        proposal.task_kind(),
        encode(&title)
    );
    let end = view
        .may(Permission::TasksWrite)
        .then(|| html! { a.link.small href=(href) { (t::stage_act_make(words)) } });
    item(Item {
        lead: icon("bulb"),
        label: &words.text(&key, &[]),
        sub: Some(&words.text(&format!("{key}-why"), &[])),
        end,
        ..Item::default()
    })
}
