//! The parties of one batch of rows: those that were found, and those that the batch makes. Rows are taken in one
//! after another in memory; then all is written at once, exactly as one at a time would be.

use std::collections::{HashMap, HashSet};

use quen_core::fields::{self, Catalogue};
use quen_core::kept::Kept;
use quen_core::parties::{Party, code_key};
use quen_core::{Error, Noun, Problem, Result};
use quen_store::imports::Change;
use quen_store::{Rows, parties as store};
use serde_json::json;
use uuid::Uuid;

use super::OnMatch;
use super::people::{PartyRow, write_over};
use crate::parties::Parties;
use crate::records::{self, Kind};
use crate::{Ctx, Tx};

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Created,
    Updated,
    Skipped,
}

/// How parties are found again and what becomes of them.
#[derive(Debug, Clone)]
pub(super) struct Manner {
    pub match_on: Vec<String>,
    pub on_match: OnMatch,
}

struct Member {
    before: Option<Party>,
    now: Party,
    row_key: Option<String>,
    /// The first row of the file that made or changed it.
    row: Option<i64>,
}

/// The parties that rows of this file have written already: in transactions that are done, and in this one.
pub(super) struct Touched<'a> {
    pub before: &'a HashSet<Uuid>,
    pub now: HashSet<Uuid>,
}

impl Touched<'_> {
    fn has(&self, id: Uuid) -> bool {
        self.before.contains(&id) || self.now.contains(&id)
    }

    fn insert(&mut self, id: Uuid) {
        self.now.insert(id);
    }
}

/// The parties of a batch.
pub(super) struct Crowd {
    known: HashMap<(&'static str, String), Uuid>,
    members: HashMap<Uuid, Member>,
    /// In the order in which they came.
    order: Vec<Uuid>,
    catalogue: Catalogue,
}

impl Crowd {
    pub(super) fn new(ctx: &Ctx) -> Self {
        Self {
            known: HashMap::new(),
            members: HashMap::new(),
            order: Vec::new(),
            catalogue: Parties::catalogue(ctx),
        }
    }

    /// Looks up everything that these rows could mean.
    pub(super) async fn meet(&mut self, rows: &impl Rows, wanted: &[&PartyRow]) -> Result<()> {
        for kind in ["phone", "email", "code", "tax_code", "row"] {
            let mut values: Vec<String> = wanted
                .iter()
                .flat_map(|row| {
                    row.keys
                        .iter()
                        .filter(|key| key.0 == kind)
                        .map(|key| key.1.clone())
                })
                .collect();
            if kind == "row" {
                values.extend(wanted.iter().filter_map(|row| row.row_key.clone()));
            }
            values.retain(|value| !self.known.contains_key(&(kind, value.clone())));
            values.sort_unstable();
            values.dedup();
            for (value, id) in store::keys_of_many(rows, kind, &values).await? {
                self.known.insert((kind, value), id);
            }
        }
        self.meet_by_name(rows, wanted).await?;
        let unknown = |id: &&Uuid| !self.members.contains_key(*id);
        let mut ids: Vec<Uuid> = self.known.values().filter(unknown).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        for chunk in ids.chunks(500) {
            for party in store::find_many(rows, chunk)
                .await?
                .into_iter()
                .filter(|party| party.deleted_at.is_none())
            {
                self.order.push(party.id);
                self.members.insert(
                    party.id,
                    Member {
                        before: Some(party.clone()),
                        now: party,
                        row_key: None,
                        row: None,
                    },
                );
            }
        }
        // A key may outlive its party, as that of a row does.
        self.known.retain(|_, id| self.members.contains_key(id));
        Ok(())
    }

    /// Rows that refer to a party by its name alone mean the one that bears it, when there is exactly one.
    async fn meet_by_name(&mut self, rows: &impl Rows, wanted: &[&PartyRow]) -> Result<()> {
        let open = |row: &&&PartyRow| {
            row.row_key
                .as_ref()
                .is_some_and(|key| !self.known.contains_key(&("row", key.clone())))
        };
        let named: Vec<&PartyRow> = wanted
            .iter()
            .filter(open)
            .filter(|row| row.by_name.is_some())
            .copied()
            .collect();
        let mut names: Vec<String> = named.iter().filter_map(|row| row.by_name.clone()).collect();
        names.sort_unstable();
        names.dedup();
        let mut bearers: HashMap<String, Vec<Uuid>> = HashMap::new();
        for (name, id) in store::same_names(rows, &names).await? {
            bearers.entry(name).or_default().push(id);
        }
        for row in named {
            let only = row
                .by_name
                .as_ref()
                .and_then(|name| bearers.get(name))
                .filter(|ids| ids.len() == 1);
            if let (Some(key), Some([id])) = (&row.row_key, only.map(Vec::as_slice)) {
                self.known.insert(("row", key.clone()), *id);
            }
        }
        Ok(())
    }

    /// The party that an order or an interaction refers to: found, or made and marked as incomplete.
    pub(super) fn resolve(
        &mut self,
        ctx: &Ctx,
        row: &PartyRow,
        match_on: &[String],
    ) -> Result<Uuid> {
        match self.find(row, match_on) {
            Some(id) => Ok(id),
            None => self.make(ctx, row),
        }
    }

    /// Is this a party that the rows make?
    pub(super) fn makes(&self, id: Uuid) -> bool {
        let member = self.members.get(&id);
        member.is_some_and(|member| member.before.is_none())
    }

    /// The party that a row means.
    pub(super) fn find(&self, row: &PartyRow, match_on: &[String]) -> Option<Uuid> {
        let by_key = |kind: &str| {
            row.keys
                .iter()
                .filter(|key| key.0 == kind)
                .find_map(|key| self.known.get(key))
                .copied()
        };
        let by_row = || {
            row.row_key
                .as_ref()
                .and_then(|key| self.known.get(&("row", key.clone())).copied())
        };
        match_on
            .iter()
            .find_map(|kind| by_key(kind))
            .or_else(by_row)
    }

    /// Takes a row in. `touched` holds the parties that rows of this file have written already: a later row only adds
    /// to those, so that reading the file a second time changes nothing.
    pub(super) fn take(
        &mut self,
        ctx: &Ctx,
        row: &PartyRow,
        manner: &Manner,
        touched: &mut Touched<'_>,
    ) -> Result<(Uuid, Fate)> {
        let found = self
            .find(row, &manner.match_on)
            .filter(|_| manner.on_match != OnMatch::Create);
        match found {
            None => self
                .make(ctx, row)
                .inspect(|id| touched.insert(*id))
                .map(|id| (id, Fate::Created)),
            Some(id) if manner.on_match == OnMatch::Skip => Ok((id, Fate::Skipped)),
            Some(id) => {
                let fate = self.change(id, row, touched.has(id))?;
                touched.insert(id);
                Ok((id, fate))
            }
        }
    }

    fn make(&mut self, ctx: &Ctx, row: &PartyRow) -> Result<Uuid> {
        let mut party = Parties::blank(ctx);
        write_over(&mut party, &row.when_new, false)?;
        write_over(&mut party, &row.values, false)?;
        if party.name.is_empty() {
            return Err(Problem::new("full_name", "required").into());
        }
        self.code_is_free(&party)?;
        let id = party.id;
        self.remember(&party, row.row_key.as_ref());
        self.order.push(id);
        self.members.insert(
            id,
            Member {
                before: None,
                now: party,
                row_key: row.row_key.clone(),
                row: Some(row.number),
            },
        );
        Ok(id)
    }

    fn change(&mut self, id: Uuid, row: &PartyRow, only_empty: bool) -> Result<Fate> {
        let member = self.members.get(&id).ok_or(Error::NotFound)?;
        let mut party = member.now.clone();
        write_over(&mut party, &row.values, only_empty)?;
        if fields::changes(&self.catalogue, &member.now, &party).is_empty() {
            return Ok(Fate::Skipped);
        }
        self.code_is_free(&party)?;
        self.remember(&party, None);
        if let Some(member) = self.members.get_mut(&id) {
            member.now = party;
            member.row.get_or_insert(row.number);
        }
        Ok(Fate::Updated)
    }

    fn code_is_free(&self, party: &Party) -> Result<()> {
        let Some(code) = &party.code else {
            return Ok(());
        };
        match self.known.get(&("code", code_key(code))) {
            Some(other) if *other != party.id => Err(Error::invalid("code", "taken")),
            _ => Ok(()),
        }
    }

    fn remember(&mut self, party: &Party, row_key: Option<&String>) {
        for key in party
            .keys()
            .into_iter()
            .chain(row_key.map(|key| ("row", key.clone())))
        {
            self.known.entry(key).or_insert(party.id);
        }
    }

    /// Writes what the rows have made and changed; answers the entries of the undo log, places from `position` on.
    pub(super) async fn write(self, tx: &mut Tx, position: &mut i64) -> Result<Vec<Change>> {
        let Self {
            mut members,
            order,
            catalogue,
            ..
        } = self;
        let now = tx.ctx().now;
        let (mut made, mut changes, mut changed) = (Vec::new(), Vec::new(), Vec::new());
        for id in order {
            let Some(mut member) = members.remove(&id) else {
                continue;
            };
            let Some(before) = member.before else {
                tx.record(records::created::<Parties>(&catalogue, &member.now));
                changes.push(change(position, &member.now, None, member.row));
                made.push((member.now, member.row_key));
                continue;
            };
            let differing = fields::changes(&catalogue, &before, &member.now);
            if differing.is_empty() {
                continue;
            }
            member.now.touch(now);
            tx.record(records::updated::<Parties>(&member.now, differing));
            changes.push(change(
                position,
                &member.now,
                Some(json!(before)),
                member.row,
            ));
            changed.push(member.now);
        }
        if !made.is_empty() {
            store::insert_many(&tx.rows, &made).await?;
        }
        for party in &changed {
            store::update(&tx.rows, party).await?;
        }
        Ok(changes)
    }
}

fn change(
    position: &mut i64,
    party: &Party,
    before: Option<serde_json::Value>,
    row: Option<i64>,
) -> Change {
    let place = *position;
    *position += 1;
    Change {
        position: place,
        noun: Noun::Parties,
        record_id: party.id,
        before,
        version_after: party.version(),
        row,
    }
}
