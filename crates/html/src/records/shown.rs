//! Records of kinds that the workspace made, beside a customer. It shows values; it decides nothing.

use maud::{Markup, html};
use quen_core::Permission;
use quen_core::kinds::CustomRecord;
use quen_http::SignedIn;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::panel::{Panel, panel};
use quen_words::t;
use uuid::Uuid;

use super::{english, home};

/// The panels of a customer page: what belongs to the customer, kind by kind, with the way to add one.
pub fn of_customer(me: &SignedIn, party: Uuid, found: &[CustomRecord]) -> Markup {
    let words = me.words;
    let may = me.ctx.actor.may(Permission::PartiesWrite).is_ok();
    html! {
        @for kind in &me.ctx.customs.kinds {
            @let own: Vec<&CustomRecord> = found.iter().filter(|record| record.kind == kind.name).collect();
            @if may || !own.is_empty() {
                (panel(Panel {
                    title: kind.many(english(me)),
                    end: may.then(|| html! { a.link href={ (home(kind)) "/new?party_id=" (party) } { (t::records_new(words, &kind.one(english(me)).to_lowercase())) } }),
                    body: item_list(own.iter().map(|record| item(Item {
                        label: &record.name,
                        href: Some(&format!("/lists/{}/records/{}", kind.name, record.id)),
                        ..Item::default()
                    }))),
                    ..Panel::default()
                }))
            }
        }
    }
}
