//! What a made-up customer bought and said: about three orders and three interactions each, most with few, some with
//! many, as in a real book. The same in every run.

use chrono::{DateTime, TimeDelta, Utc};
use quen_core::Result;
use quen_core::interactions::Interaction;
use quen_core::orders::{House, Line, Order};
use quen_core::parties::Party;
use quen_gateway::Random;
use quen_service::Ctx;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

/// How many of each a customer has: three on average.
const COUNTS: [usize; 10] = [0, 1, 1, 2, 2, 2, 3, 4, 6, 9];
const GOODS: [(&str, i64); 5] = [
    ("Cà phê rang xay 500 g", 145_000),
    ("Robusta Đắk Lắk 1 kg", 210_000),
    ("Phin nhôm", 65_000),
    ("Arabica Cầu Đất 250 g", 128_000),
    ("Túi lọc cold brew", 89_000),
];
const KINDS: [&str; 4] = ["call", "message", "visit", "note"];
const SUBJECTS: [&str; 4] = ["Hỏi giá", "Giao hàng", "Mẫu thử", "Hẹn tuần sau"];

/// Makes dealings, customer by customer.
pub struct Dealings {
    rng: ChaCha8Rng,
    ids: Random,
    house: House,
    user: Uuid,
    orders: u64,
}

impl Dealings {
    /// For the colleague and the shop of `ctx`.
    pub fn new(ctx: &Ctx) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(1_976),
            ids: Random::seeded(1_976),
            house: House {
                now: ctx.now,
                zone: ctx.settings.zone(),
                currency: ctx.settings.currency,
            },
            user: ctx.actor.user_id,
            orders: 0,
        }
    }

    /// The orders of a customer.
    ///
    /// # Errors
    /// What the rules of orders say; never for what is made here.
    pub fn orders(&mut self, party: &Party) -> Result<Vec<Order>> {
        let count = COUNTS.choose(&mut self.rng).copied().unwrap_or_default();
        (0..count).map(|_| self.order(party)).collect()
    }

    /// The interactions of a customer.
    ///
    /// # Errors
    /// What the rules of interactions say; never for what is made here.
    pub fn interactions(&mut self, party: &Party) -> Result<Vec<Interaction>> {
        let count = COUNTS.choose(&mut self.rng).copied().unwrap_or_default();
        (0..count).map(|_| self.interaction(party)).collect()
    }

    /// An instant between the customer's first day and now.
    fn instant(&mut self, party: &Party) -> DateTime<Utc> {
        let span = (self.house.now - party.created_at).num_minutes().max(2);
        party.created_at + TimeDelta::minutes(self.rng.random_range(1..span))
    }

    fn order(&mut self, party: &Party) -> Result<Order> {
        self.orders += 1;
        let at = self.instant(party);
        let mut order = Order::new(self.ids.id(at), self.house.currency, at);
        order.number = format!("DH{:08}", self.orders);
        order.party_id = party.id;
        for _ in 0..self.rng.random_range(1..3) {
            let (text, price) = GOODS.choose(&mut self.rng).copied().unwrap_or_default();
            order.lines.push(Line {
                unit_cost: Some(price / 2),
                ..Line::total(text, price * self.rng.random_range(1..6))
            });
        }
        order.settle(None, self.house)?;
        Ok(order)
    }

    fn interaction(&mut self, party: &Party) -> Result<Interaction> {
        let at = self.instant(party);
        let mut episode = Interaction::new(self.ids.id(at), at);
        episode.party_id = party.id;
        episode.kind = (*KINDS.choose(&mut self.rng).unwrap_or(&"note")).to_owned();
        episode.subject = SUBJECTS
            .choose(&mut self.rng)
            .map(|subject| (*subject).to_owned());
        episode.user_id = Some(self.user);
        episode.settle(self.house.now)?;
        Ok(episode)
    }
}
