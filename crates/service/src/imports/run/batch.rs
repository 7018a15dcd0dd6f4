//! One transaction of an import: the items of a batch, their place in the file, the undo log and what failed, all or
//! nothing.

use std::collections::HashSet;

use quen_core::fields::FieldValue;
use quen_core::{Error, Noun, Permission, Problem, Result};
use quen_store::Rows;
use quen_store::imports::{self as rows, Change, Failure, Fault};
use serde_json::Value;
use uuid::Uuid;

use super::Work;
use super::reader::{Item, Prepared, fault};
use crate::Tx;
use crate::facts::Facts;
use crate::imports::crowd::{Crowd, Fate, Touched};
use crate::imports::goods::ProductRow;
use crate::imports::people::PartyRow;
use crate::imports::talks::TalkRow;
use crate::imports::{OnMatch, Options, Taken, Took, take_in};
use crate::interactions::Interactions;
use crate::products::Products;
use crate::records::{Kind, Values};

/// What a batch did so far.
#[derive(Default)]
pub(super) struct Tally {
    created: i64,
    updated: i64,
    skipped: i64,
    failures: Vec<Failure>,
    changes: Vec<Change>,
}

impl Tally {
    pub(super) fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Created => self.created += 1,
            Fate::Updated => self.updated += 1,
            Fate::Skipped => self.skipped += 1,
        }
    }
}

impl Work<'_> {
    pub(super) async fn try_write(&mut self, items: &[Item]) -> Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let wanted: Vec<&PartyRow> = items.iter().filter_map(Item::party).collect();
        if self.dry {
            return self.rehearse(items, &wanted).await;
        }
        let mut tx = self.ctx.write(Permission::ImportsRun).await?;
        let mut crowd = Crowd::new(&self.ctx);
        crowd.meet(&tx.rows, &wanted).await?;
        let mut tally = Tally::default();
        let fresh = self.take_people(&mut crowd, items, &mut tally);
        let parties = fresh.parties;
        tally
            .changes
            .extend(crowd.write(&mut tx, &mut self.position).await?);
        for (item, party) in items.iter().zip(parties) {
            self.write_item(&mut tx, item, party, &mut tally).await?;
        }
        self.add_up(items, &tally);
        let Tally {
            failures, changes, ..
        } = tally;
        rows::insert_failures(&tx.rows, self.import.id, &failures).await?;
        rows::insert_changes(&tx.rows, self.import.id, changes).await?;
        rows::update(&tx.rows, self.import).await?;
        tx.commit_quietly().await?;
        self.touched.extend(fresh.touched);
        failures.iter().for_each(|failure| self.note(failure));
        Ok(())
    }

    /// Counts what would happen, writing nothing.
    async fn rehearse(&mut self, items: &[Item], wanted: &[&PartyRow]) -> Result<()> {
        let reading = self.ctx.read(Permission::ImportsRun)?;
        let mut crowd = self.memory.take().unwrap_or_else(|| Crowd::new(&self.ctx));
        crowd.meet(&reading, wanted).await?;
        let mut tally = Tally::default();
        let fresh = self.take_people(&mut crowd, items, &mut tally);
        self.rehearse_plain(&crowd, items, &fresh.parties, &mut tally)
            .await?;
        self.memory = Some(crowd);
        self.touched.extend(fresh.touched);
        for (item, party) in items.iter().zip(fresh.parties) {
            if matches!(item.prepared, Ok(Prepared::Plain(_))) {
                continue;
            }
            if party.is_some() || matches!(item.prepared, Ok(Prepared::Product(_))) {
                let known = self.present(&reading, item, party).await?.is_some();
                let fate = match (known, self.manner.on_match) {
                    (false, _) | (true, OnMatch::Create) => Fate::Created,
                    (true, OnMatch::Update) => Fate::Updated,
                    (true, OnMatch::Skip) => Fate::Skipped,
                };
                tally.count(fate);
            }
        }
        self.add_up(items, &tally);
        tally.failures.iter().for_each(|failure| self.note(failure));
        Ok(())
    }

    fn add_up(&mut self, items: &[Item], tally: &Tally) {
        let count = |number: usize| i64::try_from(number).unwrap_or_default();
        let import = &mut *self.import;
        import.rows_read += count(items.iter().map(|item| item.rows.len()).sum());
        import.items_done += count(items.len());
        import.created += tally.created;
        import.updated += tally.updated;
        import.skipped += tally.skipped;
        import.failed += count(tally.failures.len());
    }

    /// Takes customers in, and finds or makes those that other items refer to.
    fn take_people(&self, crowd: &mut Crowd, items: &[Item], tally: &mut Tally) -> Fresh {
        let mut touched = Touched {
            before: &self.touched,
            now: HashSet::new(),
        };
        let mut parties = Vec::with_capacity(items.len());
        for item in items {
            let taken = match &item.prepared {
                Err(faults) => {
                    tally.failures.extend(item.failures(faults));
                    Ok(None)
                }
                Ok(Prepared::Party(row)) => crowd
                    .take(&self.ctx, row, &self.manner, &mut touched)
                    .map(|(_, fate)| {
                        tally.count(fate);
                        None
                    }),
                Ok(Prepared::Order(order)) => crowd
                    .resolve(&self.ctx, &order.party, &self.manner.match_on)
                    .map(Some),
                Ok(Prepared::Talk(talk)) => crowd
                    .resolve(&self.ctx, &talk.party, &self.manner.match_on)
                    .map(Some),
                Ok(Prepared::Fact(fact)) => crowd
                    .resolve(&self.ctx, &fact.party, &self.manner.match_on)
                    .map(Some),
                Ok(Prepared::Plain(row)) => row
                    .party
                    .as_ref()
                    .map(|party| crowd.resolve(&self.ctx, party, &self.manner.match_on))
                    .transpose(),
                Ok(Prepared::Product(_)) => Ok(None),
            };
            parties.push(taken.unwrap_or_else(|error| {
                tally.failures.extend(item.failures(&self.faults(error)));
                None
            }));
        }
        Fresh {
            parties,
            touched: touched.now,
        }
    }

    pub(super) async fn write_item(
        &mut self,
        tx: &mut Tx,
        item: &Item,
        party: Option<Uuid>,
        tally: &mut Tally,
    ) -> Result<()> {
        let present = match (&item.prepared, party) {
            // Its customer could not be made: that was told already.
            (Ok(Prepared::Plain(row)), None) if row.party.is_some() => return Ok(()),
            (Ok(Prepared::Plain(_)), _) => None,
            (Ok(Prepared::Product(_)), _) | (Ok(_), Some(_)) => {
                self.present(&tx.rows, item, party).await?
            }
            _ => return Ok(()),
        };
        let written = match (&item.prepared, party) {
            (Ok(Prepared::Order(order)), Some(party)) => {
                self.put_order(tx, item, order, (present, party), tally)
                    .await
            }
            (Ok(Prepared::Talk(talk)), Some(party)) => {
                self.put::<Interactions>(tx, item, present, talk_values(talk, party), tally)
                    .await
            }
            (Ok(Prepared::Fact(fact)), Some(party)) => {
                self.put::<Facts>(tx, item, present, fact.values(party), tally)
                    .await
            }
            (Ok(Prepared::Plain(row)), party) => self.put_plain(tx, item, row, party, tally).await,
            (Ok(Prepared::Product(product)), _) => {
                self.put::<Products>(tx, item, present, product.values.clone(), tally)
                    .await
            }
            _ => Ok(()),
        };
        match written {
            Err(Error::Invalid(problems)) => {
                tally
                    .failures
                    .extend(item.failures(&self.faults(Error::Invalid(problems))));
                Ok(())
            }
            other => other,
        }
    }

    /// The record that an item means, when it is there.
    async fn present(
        &self,
        rows_of: &impl Rows,
        item: &Item,
        party: Option<Uuid>,
    ) -> Result<Option<Uuid>> {
        match &item.prepared {
            Ok(Prepared::Order(order)) => {
                quen_store::orders::by_number(rows_of, &quen_core::parties::code_key(&order.number))
                    .await
            }
            Ok(Prepared::Talk(talk)) => {
                quen_store::interactions::by_external_id(rows_of, &talk.external_id).await
            }
            Ok(Prepared::Fact(fact)) => match party {
                Some(party) => {
                    quen_store::facts::same(rows_of, party, &fact.topic, &fact.key).await
                }
                None => Ok(None),
            },
            Ok(Prepared::Product(ProductRow {
                sku_key: Some(sku), ..
            })) => quen_store::products::by_sku(rows_of, sku).await,
            Ok(Prepared::Product(ProductRow {
                name: Some(name), ..
            })) => quen_store::products::by_name(rows_of, name).await,
            _ => Ok(None),
        }
    }

    /// Makes or changes one record with what follows from it.
    async fn put<K: Kind>(
        &mut self,
        tx: &mut Tx,
        item: &Item,
        present: Option<Uuid>,
        values: Values,
        tally: &mut Tally,
    ) -> Result<()> {
        let on_match = self.manner.on_match;
        let took = Took {
            present,
            values,
            on_match,
        };
        let taken = take_in::<K>(tx, took).await?;
        self.note_taken(K::NOUN, item, taken, tally);
        Ok(())
    }

    pub(super) fn note_taken(&mut self, noun: Noun, item: &Item, taken: Taken, tally: &mut Tally) {
        tally.count(taken.fate);
        if let Some(written) = taken.written {
            self.note_change(noun, item, written, taken.before, tally);
        }
    }

    /// Enters a record, by id and version, into the undo log, with what it was before.
    pub(super) fn note_change(
        &mut self,
        noun: Noun,
        item: &Item,
        (record_id, version_after): (Uuid, i64),
        before: Option<Value>,
        tally: &mut Tally,
    ) {
        let row = item.rows.first().map(|row| row.number);
        let position = self.position;
        self.position += 1;
        tally.changes.push(Change {
            position,
            noun,
            record_id,
            before,
            version_after,
            row: row.and_then(|number| i64::try_from(number).ok()),
        });
    }

    /// What an act refused, at the headings of the file.
    fn faults(&self, error: Error) -> Vec<Fault> {
        let problems = match error {
            Error::Invalid(problems) => problems,
            other => vec![Problem::new("", other.code())],
        };
        problems
            .into_iter()
            .map(|problem| fault(self.heading(&problem.field), problem))
            .collect()
    }

    fn heading(&self, field: &str) -> String {
        let options: Options =
            serde_json::from_value(self.import.options.clone()).unwrap_or_default();
        let place = options
            .columns
            .iter()
            .position(|column| column.as_deref() == Some(field));
        place
            .and_then(|place| options.headings.get(place).cloned())
            .unwrap_or_default()
    }
}

/// Whom a batch has met.
struct Fresh {
    /// The party of each item that refers to one.
    parties: Vec<Option<Uuid>>,
    touched: HashSet<Uuid>,
}

fn talk_values(talk: &TalkRow, party: Uuid) -> Values {
    let mut values = talk.values.clone();
    values.push(("party_id".to_owned(), FieldValue::Id(party)));
    values.push((
        "external_id".to_owned(),
        FieldValue::Text(talk.external_id.clone()),
    ));
    values
}
