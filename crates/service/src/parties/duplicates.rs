//! Who is known already by the same phone, mail or tax code, before a second record is made. It must never tell of a party
//! that the actor may not see.

use quen_core::fields::FieldValue;
use quen_core::parties::Party;
use quen_core::{Permission, Result, contacts};
use quen_store::parties as rows;
use uuid::Uuid;

use crate::Ctx;
use crate::records::Values;

/// Parties shown at most; more than a few say the same.
const SHOWN: usize = 5;

/// The parties outside the bin with a phone, mail or tax code among these values. What `before` had already is not
/// asked again.
///
/// # Errors
/// `forbidden` or a broken database.
pub async fn duplicates(ctx: &Ctx, values: &Values, before: Option<&Party>) -> Result<Vec<Party>> {
    let had = before.map(Party::keys).unwrap_or_default();
    let fresh = keys(values).into_iter().filter(|key| !had.contains(key));
    let reading = ctx.read(Permission::PartiesRead)?;
    let mut ids: Vec<Uuid> = Vec::new();
    for (kind, value) in fresh {
        for id in rows::by_key(&reading, kind, &value).await? {
            if before.is_none_or(|party| party.id != id) && !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let mut known = rows::find_many(&reading, &ids).await?;
    known.retain(|party| party.deleted_at.is_none());
    known.sort_by_key(|party| party.id);
    known.truncate(SHOWN);
    Ok(known)
}

/// The lookup keys that these values would have, as [`Party::keys`] makes them.
fn keys(values: &Values) -> Vec<(&'static str, String)> {
    let mut keys = Vec::new();
    for (field, value) in values {
        match (field.as_str(), value) {
            ("phones", FieldValue::Contacts(list)) => {
                keys.extend(list.iter().map(|phone| ("phone", phone.value.clone())));
            }
            ("emails", FieldValue::Contacts(list)) => {
                let key = |mail: &quen_core::fields::Contact| contacts::email_key(&mail.value);
                keys.extend(list.iter().map(|mail| ("email", key(mail))));
            }
            ("tax_code", FieldValue::Text(code)) => keys.push(("tax_code", code.clone())),
            _ => {}
        }
    }
    keys
}
