//! Cells that name another record by its code or name, looked up before a row is written: so a file can refer to what another
//! file brought. Of two records with one name neither is chosen. Only what may be seen is found.

use std::collections::HashMap;

use quen_core::fields::{Field, FieldType, FieldValue, ListQuery};
use quen_core::{Noun, Problem, Result};
use quen_vietnam::fold::fold;
use uuid::Uuid;

use super::run::{Item, fault};
use crate::Ctx;
use crate::lists::{self, Line};

/// Fields by which a record is called.
const CALLED: [&str; 7] = ["code", "sku", "number", "name", "title", "text", "subject"];
/// Records looked at for one name.
const LOOKED_AT: usize = 50;
/// Letters of a name that is looked up.
const LETTERS: usize = 200;
/// Names remembered at most.
const MOST: usize = 20_000;

/// What was looked up so far: kind and folded name, and the record.
#[derive(Default)]
pub(super) struct Linked(HashMap<(String, String), Uuid>);

impl Linked {
    /// Looks up what the cells of these rows name; a row that names nothing, or two things, is refused.
    pub(super) async fn fill(&mut self, ctx: &Ctx, items: &mut [Item]) -> Result<()> {
        for item in items.iter_mut().filter(|item| item.prepared.is_ok()) {
            let (mut values, mut faults) = (Vec::new(), Vec::new());
            for (heading, link) in std::mem::take(&mut item.links) {
                match self.find(ctx, &link.field, &link.text).await? {
                    Ok(id) => values.push((link.field.name.to_string(), FieldValue::Id(id))),
                    Err(problem) => faults.push(fault(heading, problem)),
                }
            }
            match &mut item.prepared {
                Ok(prepared) if faults.is_empty() => prepared.add(values),
                _ => item.prepared = Err(faults),
            }
        }
        Ok(())
    }

    async fn find(
        &mut self,
        ctx: &Ctx,
        field: &Field,
        text: &str,
    ) -> Result<std::result::Result<Uuid, Problem>> {
        let wrong = |code| Problem::new(field.name.clone(), code);
        let Some(word) = target(field) else {
            return Ok(Err(wrong("bad-reference")));
        };
        let name: String = text.chars().take(LETTERS).collect();
        let key = (word.clone(), fold(&name));
        if let Some(id) = self.0.get(&key) {
            return Ok(Ok(*id));
        }
        let Ok(kind) = lists::by_word(ctx, &word) else {
            return Ok(Err(wrong("bad-reference")));
        };
        let query = ListQuery {
            q: Some(name),
            limit: LOOKED_AT,
            ..ListQuery::default()
        };
        let found = kind.list(ctx, query).await?.rows;
        let called = |line: &&Line| {
            let mut names = CALLED.iter().filter_map(|name| line.get(name).into_text());
            names.any(|name| fold(name.trim()) == key.1)
        };
        let mut found = found.iter().filter(called).map(|line| line.id);
        Ok(match (found.next(), found.next()) {
            (Some(id), None) => {
                if self.0.len() < MOST {
                    self.0.insert(key, id);
                }
                Ok(id)
            }
            (None, _) => Err(wrong("no-such-record")),
            _ => Err(wrong("several-records")),
        })
    }
}

/// The word of the kind that a field refers to.
fn target(field: &Field) -> Option<String> {
    match (&field.kind, field.own.as_ref()) {
        (FieldType::Reference(Noun::Records), Some(own)) => Some(own.target.clone()),
        (FieldType::Reference(noun), _) => Some(noun.plural().to_owned()),
        _ => None,
    }
}
