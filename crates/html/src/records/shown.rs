//! Records of kinds that the workspace made, as a table and beside a customer. It shows values; it decides nothing.

use maud::{Markup, html};
use quen_core::fields::{Field, FieldValue, Record};
use quen_core::kinds::{CustomKind, CustomRecord};
use quen_core::{Noun, Permission};
use quen_http::SignedIn;
use quen_service::kinds::Records;
use quen_service::parties::{self, owners};
use quen_service::records::Kind;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::panel::{Panel, panel};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_words::t;
use uuid::Uuid;

use super::{english, home};
use crate::answers::{Refused, refused};
use crate::lists::party_link;
use crate::spoken::{self, Reader};

/// Columns of own fields at most.
const COLUMNS: usize = 6;

/// Name, customer, and the fields of the kind that are shown from the start; all when none is chosen.
pub(super) async fn table(
    me: &SignedIn,
    kind: &CustomKind,
    rows: &[CustomRecord],
) -> Result<Markup, Refused> {
    let words = me.words;
    let catalogue = Records::catalogue(&me.ctx);
    let own: Vec<&Field> = catalogue
        .fields
        .iter()
        .filter(|f| f.own.is_some())
        .collect();
    let chosen = own.iter().any(|field| field.listed);
    let own: Vec<&Field> = own
        .into_iter()
        .filter(|field| field.listed || !chosen)
        .take(COLUMNS)
        .collect();
    let names = parties::names(&me.ctx, rows.iter().filter_map(|row| row.party_id))
        .await
        .map_err(refused(me))?;
    let owners = owners(&me.ctx).await.map_err(refused(me))?;
    let name_of = |id: Uuid| {
        let owner = owners.iter().find(|owner| owner.id == id);
        owner
            .map(|owner| owner.name.clone())
            .or_else(|| names.get(&id).cloned())
    };
    let reader = Reader {
        words,
        zone: me.ctx.settings.zone(),
        name_of: &name_of,
    };
    let labels: Vec<String> = own
        .iter()
        .map(|field| spoken::label(words, field))
        .collect();
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let mut columns = vec![
        head(t::field_records_name(words)),
        head(t::field_records_party_id(words)),
    ];
    columns.extend(labels.iter().map(|label| Column {
        wide_only: true,
        ..head(label)
    }));
    let ids: Vec<String> = rows
        .iter()
        .map(|row| format!("record-{}", row.id))
        .collect();
    let lines = rows.iter().zip(&ids).map(|(row, id)| {
        let mut cells = vec![
            html! { a href={ (home(kind)) "/" (row.id) } { (row.name) } },
            html! { @if let Some(party) = row.party_id { (party_link(party, names.get(&party))) } },
        ];
        cells.extend(own.iter().map(|field| match row.value(field) {
            FieldValue::File(file) => crate::files::link(&file),
            value => html! { (reader.value(Noun::Records, field, &value)) },
        }));
        Row {
            id,
            cells,
            ..Row::default()
        }
    });
    Ok(data_table(DataTable {
        id: "records",
        caption: kind.many(english(me)),
        columns: &columns,
        rows: lines.collect(),
        ..DataTable::default()
    }))
}

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
                        href: Some(&format!("{}/{}", home(kind), record.id)),
                        ..Item::default()
                    }))),
                    ..Panel::default()
                }))
            }
        }
    }
}
