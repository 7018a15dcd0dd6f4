//! The story in order of time: who came, what was bought, what was said, what is to be done.

mod trust;

use chrono::{DateTime, Days, Duration, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use quen_vietnam::lunar;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

use super::catalogue::{BEANS, HOME, Product, SERVICE};
use super::habits::{DAYS, Habit};
use super::people::{Person, everyone};
use super::talk;

/// Something that happened.
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// Which colleague did it.
    pub by: usize,
    /// What.
    pub what: What,
}

/// What can happen. Numbers are places in the list of people.
pub enum What {
    /// Somebody became known.
    Party(usize, Map<String, Value>),
    /// A person works at an organisation, as something.
    Link(usize, usize, &'static str),
    /// An order: by whom, its fields without the party, and its lines as product code and quantity.
    Order(usize, Map<String, Value>, Vec<(&'static str, i64)>),
    /// A refund of so many percent of the customer's latest order.
    Refund(usize, i64),
    /// Something was said.
    Talk(usize, Map<String, Value>),
    /// Something is to be done.
    Task(usize, Map<String, Value>),
    /// Something was promised, and perhaps how it ended: `kept`, `beyond`, `broken`, `mended`.
    Promise(usize, Map<String, Value>, Option<&'static str>),
    /// A yes or a no to a channel and purpose.
    Consent(usize, &'static str, &'static str, &'static str),
    /// Something was asked about the own data: what, and in which words.
    Asked(usize, &'static str, &'static str),
}

struct Diary {
    rng: ChaCha8Rng,
    begin: NaiveDate,
    zone: Tz,
    now: DateTime<Utc>,
    entries: Vec<Entry>,
}

/// The whole story up to `now`, oldest first.
pub fn diary(seed: u64, now: DateTime<Utc>, zone: Tz) -> Vec<Entry> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let people = everyone(&mut rng);
    let today = now.with_timezone(&zone).date_naive();
    let begin = today
        .checked_sub_days(Days::new(DAYS.unsigned_abs() - 1))
        .unwrap_or(today);
    let mut diary = Diary {
        rng,
        begin,
        zone,
        now,
        entries: Vec::new(),
    };
    let tet = tet_day(begin);
    for (n, person) in people.iter().enumerate() {
        diary.person(n, person, tet);
    }
    for (n, person) in people.iter().enumerate() {
        if let Some((shop, title)) = person.works_at {
            let met = diary.met(shop).max(diary.met(n)) + Duration::minutes(5);
            diary.push(met, person.owner, What::Link(n, shop, title));
        }
    }
    diary.today(&people);
    trust::promises(&mut diary, &people);
    trust::consents(&mut diary, &people);
    trust::requests(&mut diary, &people);
    diary.entries.sort_by_key(|entry| entry.at);
    diary.entries.retain(|entry| entry.at <= now);
    diary.entries
}

/// The first Tết in the story, counted from its beginning.
fn tet_day(begin: NaiveDate) -> i64 {
    use chrono::Datelike;
    let days = |year| lunar::tet(year).map(|day| (day - begin).num_days());
    [begin.year(), begin.year() + 1, begin.year() + 2]
        .into_iter()
        .filter_map(|year| days(year).ok())
        .find(|day| *day > 0)
        .unwrap_or(-1000)
}

impl Diary {
    /// A working hour of a day of the story.
    fn hour(&mut self, day: i64) -> DateTime<Utc> {
        let date = self
            .begin
            .checked_add_days(Days::new(day.unsigned_abs()))
            .unwrap_or(self.begin);
        let (hour, minute) = (self.rng.random_range(8..18), self.rng.random_range(0..60));
        let local = date.and_hms_opt(hour, minute, 0).unwrap_or_default();
        self.zone
            .from_local_datetime(&local)
            .earliest()
            .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
    }

    fn push(&mut self, at: DateTime<Utc>, by: usize, what: What) {
        self.entries.push(Entry { at, by, what });
    }

    /// When a person became known.
    fn met(&self, person: usize) -> DateTime<Utc> {
        let made = self
            .entries
            .iter()
            .find(|entry| matches!(&entry.what, What::Party(n, _) if *n == person));
        made.map_or(self.now, |entry| entry.at)
    }

    fn person(&mut self, n: usize, person: &Person, tet: i64) {
        let first = match &person.habit {
            Some(habit) => (habit.first - self.rng.random_range(0..9)).max(0),
            None => self.rng.random_range(0..DAYS - 4),
        };
        let met = self.hour(first) - Duration::hours(2);
        self.push(met, person.owner, What::Party(n, person.fields.clone()));
        if let Some(habit) = &person.habit {
            self.customer(n, person, habit, tet);
        } else if person.works_at.is_some() || self.rng.random_bool(0.3) {
            let day = first + self.rng.random_range(0..3);
            let said = talk::any(&mut self.rng, &person.called, person.works_at.is_some());
            self.talk(n, person, day, said);
        }
    }

    fn customer(&mut self, n: usize, person: &Person, habit: &Habit, tet: i64) {
        let favourite = self.rng.random_range(0..64_usize);
        for day in habit.days(&mut self.rng, tet) {
            let at = self.hour(day);
            let lines = self.basket(person, habit, favourite, (tet - 25..tet).contains(&day));
            let late = DAYS - day <= 2;
            let status = if late { "confirmed" } else { "delivered" };
            self.push(
                at,
                person.owner,
                What::Order(
                    n,
                    fields(json!({ "ordered_at": at, "status": status })),
                    lines,
                ),
            );
            if self.rng.random_bool(0.012) {
                let share = *[100, 50, 20].choose(&mut self.rng).unwrap_or(&20);
                self.push(at + Duration::days(2), person.owner, What::Refund(n, share));
            }
            let chatty = if person.is_shop { 0.55 } else { 0.3 };
            if self.rng.random_bool(chatty) {
                let after = day + self.rng.random_range(0..4);
                let said = talk::any(&mut self.rng, &person.called, person.is_shop);
                self.talk(n, person, after, said);
            }
        }
    }

    fn basket(
        &mut self,
        person: &Person,
        habit: &Habit,
        favourite: usize,
        festive: bool,
    ) -> Vec<(&'static str, i64)> {
        let usual: &[Product] = if person.is_shop { &BEANS } else { &HOME };
        let sku = |list: &[Product], at: usize| {
            list.get(at % list.len())
                .map_or("PHOI-SM", |product| product.sku)
        };
        let size = |rng: &mut ChaCha8Rng| {
            i64::from((habit.size * rng.random_range(0.7..1.35)).round().max(1.0) as i32)
        };
        let mut lines = vec![(sku(usual, favourite), size(&mut self.rng))];
        if self.rng.random_bool(0.4) {
            lines.push((sku(usual, favourite + 1), size(&mut self.rng).max(2) / 2));
        }
        if person.is_shop && self.rng.random_bool(0.09) {
            lines.push((sku(&SERVICE, self.rng.random_range(0..4)), 1));
        }
        if festive && self.rng.random_bool(0.35) {
            lines.push(("HOP-TET", self.rng.random_range(1..6)));
        }
        lines
    }

    fn talk(&mut self, n: usize, person: &Person, day: i64, said: talk::Talk) {
        if day >= DAYS {
            return;
        }
        let at = self.hour(day);
        let answer = said.direction == "in" && said.kind == "message";
        self.said(n, person.owner, at, &said);
        if answer {
            let reply = talk::message_out(&mut self.rng);
            let later = at + Duration::minutes(self.rng.random_range(4..90));
            self.said(n, person.owner, later, &reply);
        }
    }

    fn said(&mut self, n: usize, by: usize, at: DateTime<Utc>, said: &talk::Talk) {
        let ended = (said.minutes > 0).then(|| at + Duration::minutes(said.minutes));
        let record = json!({
            "kind": said.kind, "channel": said.channel, "direction": said.direction, "started_at": at, "ended_at": ended,
            "body": said.body, "outcome": said.outcome,
        });
        self.push(at, by, What::Talk(n, fields(record)));
    }

    /// What makes this very day a working day: fresh messages, new faces, tasks due and overdue.
    fn today(&mut self, people: &[Person]) {
        let buyers: Vec<usize> = people
            .iter()
            .enumerate()
            .filter(|(_, p)| p.habit.is_some())
            .map(|(n, _)| n)
            .collect();
        for hours in [3, 7, 20, 26] {
            let Some(n) = buyers.choose(&mut self.rng).copied() else {
                return;
            };
            let said = talk::message_in(&mut self.rng);
            self.said(
                n,
                people.get(n).map_or(0, |p| p.owner),
                self.now - Duration::hours(hours),
                &said,
            );
        }
        let tasks = [
            "Gửi bảng giá sỉ mới",
            "Gọi chốt lịch giao tuần này",
            "Gửi 250 g mẫu rang nhạt",
            "Hẹn cupping ở xưởng",
            "Hỏi thăm máy pha sau bảo trì",
            "Gửi hóa đơn cho kế toán",
        ];
        for (i, title) in tasks.iter().cycle().take(18).enumerate() {
            let Some(n) = buyers.choose(&mut self.rng).copied() else {
                return;
            };
            let due =
                self.now.with_timezone(&self.zone).date_naive() + Duration::days(i as i64 % 7 - 2);
            let kind = *["send", "call", "send", "meet", "call", "send"]
                .get(i % 6)
                .unwrap_or(&"other");
            let task = json!({ "title": title, "kind": kind, "due_on": due });
            self.push(
                self.now - Duration::days(4),
                people.get(n).map_or(0, |p| p.owner),
                What::Task(n, fields(task)),
            );
        }
    }
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .collect(),
        _ => Map::new(),
    }
}
