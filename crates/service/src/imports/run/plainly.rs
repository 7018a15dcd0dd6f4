//! Rows of kinds without rules of their own, written through the kind that is met at run time; or tried, which is the same and
//! dropped.

use quen_core::fields::FieldValue;
use quen_core::{Permission, Result};
use uuid::Uuid;

use super::Work;
use super::batch::Tally;
use super::reader::Item;
use crate::Tx;
use crate::imports::Took;
use crate::imports::crowd::{Crowd, Fate};
use crate::imports::plain::PlainRow;

impl Work<'_> {
    /// Makes or changes one record with what follows from it.
    pub(super) async fn put_plain(
        &mut self,
        tx: &mut Tx,
        item: &Item,
        row: &PlainRow,
        party: Option<Uuid>,
        tally: &mut Tally,
    ) -> Result<()> {
        let Some(kind) = self.kind.clone() else {
            return Ok(());
        };
        let mut values = row.values.clone();
        let party = party.map(|id| ("party_id".to_owned(), FieldValue::Id(id)));
        values.extend(party);
        let present = match row.id {
            Some(id) => Some(id),
            None => kind.same(tx, values.clone()).await?,
        };
        let on_match = self.manner.on_match;
        let took = Took {
            present,
            values,
            on_match,
        };
        let taken = kind.take_in(tx, took).await?;
        self.note_taken(kind.noun, item, taken, tally);
        Ok(())
    }

    /// What rows without rules of their own would do: it is done, and dropped.
    pub(super) async fn rehearse_plain(
        &mut self,
        crowd: &Crowd,
        items: &[Item],
        parties: &[Option<Uuid>],
        tally: &mut Tally,
    ) -> Result<()> {
        if self.kind.is_none() {
            return Ok(());
        }
        let mut tx = self.ctx.write(Permission::ImportsRun).await?;
        for (item, party) in items.iter().zip(parties) {
            match party {
                // What hangs on a customer that is not there yet is new.
                Some(party) if crowd.makes(*party) => tally.count(Fate::Created),
                _ => self.write_item(&mut tx, item, *party, tally).await?,
            }
        }
        drop(tx);
        Ok(())
    }
}
