//! What the demo's shop promised, what its customers agreed to hear and asked about their data: most promises kept, some early, a few broken and
//! made good, some due this week.

use chrono::Duration;
use rand::Rng;
use rand::seq::IndexedRandom;
use serde_json::json;

use super::{Diary, What, fields};
use crate::demo::people::Person;

/// What is promised, and about what.
const SAID: [(&str, &str, &str); 8] = [
    ("Giao trước 9 giờ sáng", "deadline", "medium"),
    ("Hạt rang trong tuần", "quality", "medium"),
    ("Đổi túi hạt bị ẩm", "quality", "large"),
    ("Giữ giá đến hết quý", "price", "large"),
    ("Gửi mẫu rang mới", "service", "small"),
    (
        "Không cho quán khác biết công thức pha",
        "confidentiality",
        "large",
    ),
    ("Cử người chỉnh máy pha", "service", "medium"),
    ("Gọi lại báo lịch giao", "service", "small"),
];
/// What is asked about the own data: days ago, kind, words.
const ASKED: [(i64, &str, &str); 3] = [
    (24, "access", "Cửa hàng đang giữ những gì của tôi?"),
    (3, "rectify", "Tên công ty trên hóa đơn sai một chữ."),
    (1, "provide_copy", "Cho tôi xin bản sao."),
];
/// Promises in the story.
const PROMISES: usize = 90;
/// Ends by a throw of a hundred: kept, beyond, broken and made good, broken.
const ENDS: [(u32, &str); 4] = [
    (78, "kept"),
    (88, "beyond"),
    (95, "mended"),
    (100, "broken"),
];

/// Promises of the past year with their ends, and some that are open.
pub(super) fn promises(diary: &mut Diary, people: &[Person]) {
    let buyers = buyers(people);
    for n in 0..PROMISES {
        let Some(who) = buyers.choose(&mut diary.rng).copied() else {
            return;
        };
        let Some((text, kind, size)) = SAID.choose(&mut diary.rng).copied() else {
            return;
        };
        let ago = diary.rng.random_range(6..300);
        let at = diary.now - Duration::days(ago);
        if at < diary.met(who) {
            continue;
        }
        let open = n % 9 == 0;
        let made = if open {
            diary.now - Duration::days(5)
        } else {
            at
        };
        let days = if open {
            i64::try_from(n / 9).unwrap_or(0) - 2
        } else {
            3 - ago
        };
        let due = diary.now.with_timezone(&diary.zone).date_naive() + Duration::days(days);
        let throw = diary.rng.random_range(0..100);
        let end = ENDS
            .iter()
            .find(|(below, _)| throw < *below)
            .map(|(_, end)| *end)
            .filter(|_| !open);
        let made = made.max(diary.met(who));
        let promise = fields(json!({ "text": text, "kind": kind, "size": size, "due_on": due }));
        let by = people.get(who).map_or(0, |person| person.owner);
        diary.push(made, by, What::Promise(who, promise, end));
    }
}

/// Two in three of the buyers were asked; most said yes to one channel or another.
pub(super) fn consents(diary: &mut Diary, people: &[Person]) {
    for who in buyers(people) {
        if diary.rng.random_range(0..3) == 0 {
            continue;
        }
        let at = diary.met(who) + Duration::hours(1);
        let by = people.get(who).map_or(0, |person| person.owner);
        for (channel, yes) in [("zalo", 85), ("email", 60), ("sms", 30)] {
            let answer = if diary.rng.random_range(0..100) < yes {
                "yes"
            } else {
                "no"
            };
            diary.push(at, by, What::Consent(who, channel, "ads", answer));
        }
        diary.push(at, by, What::Consent(who, "zalo", "care", "yes"));
    }
}

/// Three buyers ask about their data: one is answered late, two are in time.
pub(super) fn requests(diary: &mut Diary, people: &[Person]) {
    let buyers = buyers(people);
    for (who, (days, kind, note)) in buyers.iter().step_by(5).zip(ASKED) {
        let at = diary.met(*who).max(diary.now - Duration::days(days));
        diary.push(at, 0, What::Asked(*who, kind, note));
    }
}

fn buyers(people: &[Person]) -> Vec<usize> {
    let buys = people.iter().enumerate();
    buys.filter(|(_, person)| person.habit.is_some())
        .map(|(n, _)| n)
        .collect()
}
