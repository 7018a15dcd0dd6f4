//! Which records name which others, as the catalogues declare it: by a reference of the product or by one that the workspace
//! made. Roll-ups stand on these relations and on nothing else. It must not read or write anything.

use std::collections::HashMap;

use super::custom::{NOUNS, Rollup};
use super::formula::Formula;
use super::{Catalogue, Computed, Condition, Customs, Field, FieldType, PREFIX};
use crate::{Noun, Problem};

/// The word of the lines of orders: an order as often as it has lines, each with its product.
pub const LINES: &str = "order_lines";
/// Kinds of the product whose records are counted and added up.
const LOOKED_AT: [Noun; 10] = [
    Noun::Orders,
    Noun::Interactions,
    Noun::Tasks,
    Noun::Promises,
    Noun::Projects,
    Noun::Benefits,
    Noun::Payments,
    Noun::Facts,
    Noun::Parties,
    Noun::Products,
];

/// One way in which the records of a kind name those of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// Word of the kind that names.
    pub of: String,
    /// The field by which it does.
    pub via: String,
    /// Word of the kind that is named.
    pub to: String,
}

/// A roll-up to be taken anew when a record of a kind is written: on which kind, and by which field its records are named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Followed {
    /// Word of the kind that the roll-up stands on.
    pub holder: String,
    /// The field that names a record of it.
    pub via: String,
}

/// The product's own catalogue of the kind with this word; of a kind that a workspace made, none.
pub fn catalogue_of(word: &str) -> Option<Catalogue> {
    if word == LINES {
        return Some(crate::orders::lines_catalogue());
    }
    Some(match Noun::from_plural(word)? {
        Noun::Parties => crate::parties::catalogue(),
        Noun::Orders => crate::orders::catalogue(),
        Noun::Products => crate::products::catalogue(),
        Noun::Tasks => crate::tasks::catalogue(),
        Noun::Interactions => crate::interactions::catalogue(),
        Noun::Projects => crate::projects::catalogue(),
        Noun::Promises => crate::promises::catalogue(),
        Noun::Benefits => crate::benefits::catalogue(),
        Noun::Payments => crate::payments::catalogue(),
        Noun::Facts => crate::facts::catalogue(),
        Noun::Records => crate::kinds::record_catalogue(),
        _ => return None,
    })
}

/// The catalogue of the kind with this word, one that the workspace made included, with its custom fields.
pub fn joined_of(customs: &Customs, word: &str) -> Option<Catalogue> {
    let mut catalogue = match customs.kind(word) {
        Some(_) => crate::kinds::record_catalogue(),
        None => catalogue_of(word)?,
    };
    let own = customs.of_word(owner_of(word)).iter();
    catalogue.fields.extend(own.cloned());
    Some(catalogue)
}

/// The relations by which records of the kind with this word are named, in the order in which a form offers them. The first one
/// of a kind is what a roll-up means that does not say which.
pub fn relations_to(customs: &Customs, word: &str) -> Vec<Relation> {
    let product = LOOKED_AT.iter().map(|noun| noun.plural());
    let own = customs.kinds.iter().map(|kind| kind.name.as_str());
    let words = product.chain([LINES]).chain(own);
    words
        .filter_map(|of| Some((of, joined_of(customs, of)?)))
        .flat_map(|(of, catalogue)| naming(of, &catalogue.fields))
        .filter(|relation| relation.to == word)
        .collect()
}

/// The relation that a roll-up on records of the kind `holder` goes by; `None` when there is none any more.
pub fn relation_of(customs: &Customs, holder: &str, rollup: &Rollup) -> Option<Relation> {
    let catalogue = joined_of(customs, &rollup.of)?;
    chosen(naming(&rollup.of, &catalogue.fields), holder, rollup)
}

/// For each kind, what is to be taken anew when a record of it is written.
pub(super) fn followed(fields: &HashMap<String, Vec<Field>>) -> HashMap<String, Vec<Followed>> {
    let mut all: HashMap<String, Vec<Followed>> = HashMap::new();
    for (holder, field) in fields
        .iter()
        .flat_map(|(word, list)| list.iter().map(move |field| (word, field)))
    {
        let Some(rollup) = rollup_of(field) else {
            continue;
        };
        let own = fields.get(owner_of(&rollup.of));
        let product = catalogue_of(&rollup.of).unwrap_or_else(crate::kinds::record_catalogue);
        let declared = product.fields.iter().chain(own.into_iter().flatten());
        let Some(relation) = chosen(naming(&rollup.of, declared), holder, rollup) else {
            continue;
        };
        let list = all.entry(rollup.of.clone()).or_default();
        list.push(Followed {
            holder: holder.clone(),
            via: relation.via,
        });
    }
    for list in all.values_mut() {
        list.sort_unstable();
        list.dedup();
    }
    all
}

/// The roll-up of a field.
pub fn rollup_of(field: &Field) -> Option<&Rollup> {
    match &field.own.as_ref()?.computed {
        Some(Computed::Rollup(rollup)) => Some(rollup),
        _ => None,
    }
}

/// The kind and the field of the product whose words the codes of a roll-up have; `None` for what has words of its own.
pub fn worded_as(field: &Field) -> Option<(Noun, &str)> {
    let rollup = rollup_of(field)?;
    let noun = Noun::from_plural(owner_of(&rollup.of))?;
    let taken = rollup.field.as_deref();
    Some((noun, taken.filter(|name| !name.starts_with(PREFIX))?))
}

/// Refuses a field whose value would follow from itself, also by way of other fields and other kinds. `name` is the field's own,
/// with its prefix, and `computed` what it is to be.
///
/// # Errors
/// `formula-ring` at `formula`, `rollup-ring` at `rollup`.
pub fn no_ring(
    customs: &Customs,
    word: &str,
    name: &str,
    computed: &Computed,
) -> Result<(), Problem> {
    let mut open = taken(customs, word, computed);
    let mut seen: Vec<(String, String)> = Vec::new();
    while let Some(next) = open.pop() {
        if next.0 == word && next.1 == name {
            return Err(match computed {
                Computed::Formula(_) => Problem::new("formula", "formula-ring"),
                Computed::Rollup(_) => Problem::new("rollup", "rollup-ring"),
            });
        }
        if seen.contains(&next) {
            continue;
        }
        let mut fields = customs.of_word(&next.0).iter();
        let field = fields.find(|field| field.name == next.1);
        let inner = field.and_then(|field| field.own.as_ref()?.computed.as_ref());
        if let Some(inner) = inner {
            open.extend(taken(customs, &next.0, inner));
        }
        seen.push(next);
    }
    Ok(())
}

/// The custom fields that a worked-out field takes, each with the word of its kind.
fn taken(customs: &Customs, word: &str, computed: &Computed) -> Vec<(String, String)> {
    let (of, names): (&str, Vec<String>) = match computed {
        Computed::Formula(text) => {
            let read = Formula::parse(text);
            (
                word,
                read.map_or_else(|_| Vec::new(), |f| f.fields().to_vec()),
            )
        }
        Computed::Rollup(rollup) => {
            let mut names: Vec<String> = rollup.field.iter().cloned().collect();
            let catalogue = joined_of(customs, &rollup.of);
            if let (Some(filter), Some(catalogue)) = (&rollup.filter, catalogue)
                && let Ok(condition) = Condition::parse(&catalogue, filter)
            {
                names.extend(condition.fields().iter().map(ToString::to_string));
            }
            (owner_of(&rollup.of), names)
        }
    };
    let own = names.into_iter().filter(|name| name.starts_with(PREFIX));
    own.map(|name| (of.to_owned(), name)).collect()
}

/// The word of the kind whose custom fields are meant: a line has those of its order.
pub fn owner_of(word: &str) -> &str {
    if word == LINES {
        Noun::Orders.plural()
    } else {
        word
    }
}

/// The relations that the fields of a kind declare.
fn naming<'a>(of: &str, fields: impl IntoIterator<Item = &'a Field>) -> Vec<Relation> {
    let named = fields.into_iter().filter_map(|field| {
        Some(Relation {
            of: of.to_owned(),
            via: field.name.to_string(),
            to: target_of(field)?,
        })
    });
    named.collect()
}

/// The word of the kind whose records can hold roll-ups and that a field names.
fn target_of(field: &Field) -> Option<String> {
    let FieldType::Reference(noun) = field.kind else {
        return None;
    };
    match &field.own {
        Some(own) if noun == Noun::Records => Some(own.target.clone()),
        // A reference of the product is followed where an index leads from it.
        None if !field.filterable => None,
        _ => NOUNS.contains(&noun).then(|| noun.plural().to_owned()),
    }
}

fn chosen(found: Vec<Relation>, holder: &str, rollup: &Rollup) -> Option<Relation> {
    let meant = |relation: &Relation| {
        let said = rollup.via.as_ref();
        relation.to == holder && said.is_none_or(|via| *via == relation.via)
    };
    found.into_iter().find(meant)
}

#[cfg(test)]
mod tests {
    use super::super::custom::CustomField;
    use super::*;
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    #[test]
    fn what_the_catalogues_declare_can_be_rolled_up() {
        let none = Customs::default();
        let ways = |word| {
            let found = relations_to(&none, word);
            let said = found.iter().map(|r| format!("{}.{}", r.of, r.via));
            said.collect::<Vec<_>>()
        };
        assert_eq!(ways("orders"), ["payments.order_id"]);
        assert_eq!(ways("products"), ["order_lines.product_id"]);
        assert_eq!(
            ways("projects"),
            [
                "orders.project_id",
                "interactions.project_id",
                "tasks.project_id",
                "order_lines.project_id"
            ]
        );
        assert!(ways("parties").contains(&"orders.contact_id".to_owned()));
        assert!(ways("parties").contains(&"facts.party_id".to_owned()));
        assert!(ways("payments").is_empty(), "nothing of the product does");
    }

    #[test]
    fn a_reference_of_a_workspaces_own_leads_to_payments_and_to_the_ledger() {
        let refers = |noun: &str, to: &str| {
            let mut field = CustomField::new(Uuid::from_u128(1), DateTime::<Utc>::MIN_UTC);
            (field.name, field.r#type) = (to.to_owned(), "reference".to_owned());
            field.target = Some(to.to_owned());
            (noun.to_owned(), field.to_field(None))
        };
        let customs = Customs::new([refers("tasks", "payments"), refers("payments", "benefits")]);
        for (to, of) in [("payments", "tasks"), ("benefits", "payments")] {
            let found = relations_to(&customs, to);
            let via = format!("custom.{to}");
            let wanted = Relation {
                of: of.to_owned(),
                via,
                to: to.to_owned(),
            };
            assert_eq!(found, [wanted]);
        }
    }

    #[test]
    fn a_roll_up_that_names_no_relation_has_none() {
        let rollup = |of: &str, via: Option<&str>| Rollup {
            of: of.to_owned(),
            via: via.map(str::to_owned),
            function: "count".to_owned(),
            field: None,
            filter: None,
        };
        let none = Customs::default();
        let via = |holder, rollup| relation_of(&none, holder, &rollup).map(|r| r.via);
        assert_eq!(
            via("parties", rollup("orders", None)).as_deref(),
            Some("party_id")
        );
        let contact = rollup("orders", Some("contact_id"));
        assert_eq!(via("parties", contact).as_deref(), Some("contact_id"));
        assert_eq!(via("products", rollup("tasks", None)), None);
        assert_eq!(via("parties", rollup("orders", Some("project_id"))), None);
        assert_eq!(via("parties", rollup("nothing", None)), None);
    }
}
