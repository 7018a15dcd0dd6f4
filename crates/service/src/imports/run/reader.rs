//! Rows of a file, each prepared for writing or with what is wrong with it. Pure but for reading the file.

use std::collections::HashMap;
use std::ops::ControlFlow;

use quen_core::fields::{Field, FieldValue};
use quen_core::{Problem, Result};
use quen_documents::tables::{self, Cell, Row, Source, TableError};
use quen_store::accounts::{members, users};
use quen_store::imports::{Failure, Fault};
use quen_vietnam::import_headers::FileKind;
use sha2::{Digest, Sha256};

use crate::Ctx;
use crate::imports::cells::House;
use crate::imports::goods::{GoodsReader, ProductRow};
use crate::imports::grouping::Groups;
use crate::imports::inspection::wishes;
use crate::imports::memories::{FactRow, MemoriesReader};
use crate::imports::own::Link;
use crate::imports::people::{PartyRow, PeopleReader, Wrong};
use crate::imports::plain::{PlainReader, PlainRow};
use crate::imports::talks::{TalkRow, TalksReader};
use crate::imports::trade::{OrderRow, TradeReader};
use crate::imports::{Options, Pays, Preview, What, columns, own};

/// What a row or a group of rows will become.
#[derive(Debug)]
pub(crate) enum Prepared {
    Party(PartyRow),
    Order(Box<OrderRow>),
    Product(ProductRow),
    Talk(Box<TalkRow>),
    Fact(Box<FactRow>),
    Plain(PlainRow),
}

impl Prepared {
    /// Adds values of fields of the catalogue.
    pub(crate) fn add(&mut self, values: Vec<(String, FieldValue)>) {
        match self {
            Self::Party(row) => row.values.extend(values),
            Self::Product(row) => row.values.extend(values),
            Self::Order(row) => row.own.extend(values),
            Self::Talk(row) => row.values.extend(values),
            Self::Plain(row) => row.values.extend(values),
            // What is known of somebody has no fields of the own.
            Self::Fact(_) => {}
        }
    }
}

/// A row, or the rows of one order.
#[derive(Debug)]
pub(crate) struct Item {
    pub rows: Vec<Row>,
    pub prepared: Result<Prepared, Vec<Fault>>,
    /// Records that its cells name, with the headings of the cells.
    pub links: Vec<(String, Link)>,
}

impl Item {
    /// The party that the item is or refers to.
    pub(crate) fn party(&self) -> Option<&PartyRow> {
        match self.prepared.as_ref().ok()? {
            Prepared::Party(row) => Some(row),
            Prepared::Order(order) => Some(&order.party),
            Prepared::Talk(talk) => Some(&talk.party),
            Prepared::Fact(fact) => Some(&fact.party),
            Prepared::Plain(row) => row.party.as_ref(),
            Prepared::Product(_) => None,
        }
    }

    pub(crate) fn previews(self) -> Vec<Preview> {
        let pays = match &self.prepared {
            Ok(Prepared::Order(order)) => Pays::of(&order.stated),
            _ => None,
        };
        let problems = self.prepared.err().unwrap_or_default();
        let preview = |row: Row| Preview {
            row: row.number,
            cells: texts(&row),
            problems: problems.clone(),
            pays: pays.clone(),
        };
        self.rows.into_iter().map(preview).collect()
    }

    /// The rows as they are kept when they could not be taken in.
    pub(crate) fn failures(&self, problems: &[Fault]) -> Vec<Failure> {
        let failure = |row: &Row| Failure {
            row: i64::try_from(row.number).unwrap_or_default(),
            cells: texts(row),
            problems: problems.to_vec(),
        };
        self.rows.iter().map(failure).collect()
    }
}

fn texts(row: &Row) -> Vec<String> {
    row.cells
        .iter()
        .map(|cell| cell.text().chars().filter(|c| *c != '\0').collect())
        .collect()
}

enum Plan {
    People(PeopleReader),
    Goods(GoodsReader),
    Trade(TradeReader),
    Talks(TalksReader),
    Memories(MemoriesReader),
    Plain(PlainReader),
}

/// Reads and prepares a file.
pub(crate) struct Reader {
    plan: Plan,
    columns: Vec<(usize, &'static str)>,
    own: Own,
    options: Options,
}

/// The columns of custom fields and what reads them.
struct Own {
    columns: Vec<(usize, Field)>,
    house: House,
    colleagues: HashMap<String, uuid::Uuid>,
}

impl Reader {
    /// With what the workspace says about money, days and colleagues.
    pub(crate) async fn new(ctx: &Ctx, what: What, options: Options) -> Result<Self> {
        use chrono::Datelike;
        let house = House {
            currency: ctx.settings.currency,
            zone: ctx.settings.zone(),
            latest_year: ctx.today().year(),
        };
        let colleagues = colleagues(ctx).await?;
        let own = Own {
            columns: own::chosen(&what, &options),
            house,
            colleagues: colleagues.clone(),
        };
        let people = PeopleReader::new(house, colleagues);
        let plan = match what.known {
            Some(FileKind::Parties) => Plan::People(people),
            Some(FileKind::Products) => Plan::Goods(GoodsReader::new(house)),
            Some(FileKind::Orders) => Plan::Trade(TradeReader::new(house, people, ctx.now)),
            Some(FileKind::Interactions) => Plan::Talks(TalksReader::new(house, people)),
            Some(FileKind::Facts) => Plan::Memories(MemoriesReader::new(house, people)),
            None => Plan::Plain(PlainReader::new(people, what.needs_party)),
        };
        Ok(Self {
            columns: columns::chosen(&what, &options),
            plan,
            own,
            options,
        })
    }

    /// Hands over the items of a file in order.
    pub(crate) fn read(
        &self,
        source: &Source,
        take: &mut dyn FnMut(Item) -> ControlFlow<()>,
    ) -> Result<(), TableError> {
        let wishes = wishes(&self.options);
        let shape = tables::shape(source, wishes)?;
        let mut hashes = Hashes::default();
        let rows = |each: &mut dyn FnMut(Row) -> ControlFlow<()>| {
            tables::read(source, shape, wishes.font, &mut |row| {
                if row.number <= self.options.header_row {
                    ControlFlow::Continue(())
                } else {
                    each(row)
                }
            })
        };
        let Plan::Trade(trade) = &self.plan else {
            return rows(&mut |row| take(self.item(vec![row], &mut hashes)));
        };
        let mut groups = Groups::new(&self.columns, trade.has(&self.columns, "number"));
        if groups.look_first() {
            rows(&mut |row| {
                groups.look(&row);
                ControlFlow::Continue(())
            })?;
        }
        rows(&mut |row| match groups.take(row) {
            Some(whole) => take(self.item(whole, &mut hashes)),
            None => ControlFlow::Continue(()),
        })?;
        for whole in groups.rest() {
            if take(self.item(whole, &mut hashes)).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn item(&self, rows: Vec<Row>, hashes: &mut Hashes) -> Item {
        let wide = rows
            .iter()
            .any(|row| row.cells.len() > self.options.headings.len());
        let prepared = if wide {
            Err(vec![(usize::MAX, Problem::new("", "extra-cells"))])
        } else {
            self.prepared(&rows, hashes)
                .and_then(|prepared| self.with_own(prepared, &rows))
        };
        let (prepared, links) = match prepared {
            Ok((prepared, links)) => (Ok(prepared), links),
            Err(wrong) => (Err(wrong), Vec::new()),
        };
        let heading = |link: Link| (self.heading(link.place), link);
        Item {
            prepared: prepared
                .map_err(|wrong| wrong.into_iter().map(|wrong| self.fault(wrong)).collect()),
            rows,
            links: links.into_iter().map(heading).collect(),
        }
    }

    fn prepared(&self, rows: &[Row], hashes: &mut Hashes) -> Result<Prepared, Vec<Wrong>> {
        let hash = |hashes: &mut Hashes| hashes.of(rows);
        let Some(first) = rows.first() else {
            return Err(Vec::new());
        };
        match &self.plan {
            Plan::People(people) => {
                let mut row = people.read(&self.columns, first)?;
                if row.keys.is_empty() {
                    row.row_key = Some(hash(hashes));
                }
                Ok(Prepared::Party(row))
            }
            Plan::Goods(goods) => goods.read(&self.columns, first).map(Prepared::Product),
            Plan::Trade(trade) => {
                let mut order = trade.read(&self.columns, rows)?;
                if order.number.is_empty() {
                    order.number = hash(hashes)
                        .chars()
                        .take(12)
                        .collect::<String>()
                        .to_uppercase();
                }
                Ok(Prepared::Order(Box::new(order)))
            }
            Plan::Memories(memories) => {
                let fact = memories.read(&self.columns, first)?;
                Ok(Prepared::Fact(Box::new(fact)))
            }
            Plan::Plain(plain) => plain.read(&self.columns, first).map(Prepared::Plain),
            Plan::Talks(talks) => {
                let mut talk = talks.read(&self.columns, first)?;
                if talk.external_id.is_empty() {
                    talk.external_id = format!("row:{}", hash(hashes));
                }
                Ok(Prepared::Talk(Box::new(talk)))
            }
        }
    }

    /// Adds the values of fields of the catalogue, for an order those of its first row; answers what has to be looked up.
    fn with_own(
        &self,
        mut prepared: Prepared,
        rows: &[Row],
    ) -> Result<(Prepared, Vec<Link>), Vec<Wrong>> {
        let Some(first) = rows.first().filter(|_| !self.own.columns.is_empty()) else {
            return Ok((prepared, Vec::new()));
        };
        let own = &self.own;
        let read = own::read(&own.columns, first, own.house, &own.colleagues)?;
        prepared.add(read.values);
        Ok((prepared, read.links))
    }

    /// A problem at its column's heading.
    pub(crate) fn fault(&self, (place, problem): Wrong) -> Fault {
        fault(self.heading(place), problem)
    }

    fn heading(&self, place: usize) -> String {
        let heading = self.options.headings.get(place);
        heading.cloned().unwrap_or_default()
    }
}

/// A problem as it is kept.
pub(crate) fn fault(column: String, problem: Problem) -> Fault {
    Fault {
        column,
        code: problem.code.to_owned(),
        args: problem
            .args
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    }
}

/// Which occurrence of the same row this is.
#[derive(Debug, Default)]
struct Hashes(HashMap<[u8; 16], u32>);

impl Hashes {
    /// The hash of a row's cells and of how often they stood in the file so far.
    fn of(&mut self, rows: &[Row]) -> String {
        let mut digest = Sha256::new();
        for row in rows {
            for cell in &row.cells {
                digest.update(Cell::text(cell).as_bytes());
                digest.update([0x1f]);
            }
            digest.update([0x1e]);
        }
        let full: [u8; 32] = digest.finalize().into();
        let mut short = [0_u8; 16];
        short.iter_mut().zip(full).for_each(|(to, from)| *to = from);
        let occurrence = self.0.entry(short).or_insert(0);
        *occurrence += 1;
        let mut text = crate::secrets::hex(&short);
        if *occurrence > 1 {
            text = crate::secrets::hex(&Sha256::digest(format!("{text}:{occurrence}")));
            text.truncate(32);
        }
        text
    }
}

/// Colleagues by folded name and by mail address.
async fn colleagues(ctx: &Ctx) -> Result<HashMap<String, uuid::Uuid>> {
    let here = members::of_workspace(&ctx.app.db, ctx.actor.workspace_id).await?;
    let ids: Vec<uuid::Uuid> = here
        .iter()
        .filter(|member| member.left_at.is_none())
        .map(|member| member.user_id)
        .collect();
    let mut known = HashMap::new();
    for user in users::find_many(&ctx.app.db, &ids).await? {
        for key in [&user.name, &user.email] {
            known.insert(quen_vietnam::fold::fold(key), user.id);
        }
    }
    Ok(known)
}
