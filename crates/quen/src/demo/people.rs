//! Who the customers are.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};

use super::habits::Habit;
use super::{names, own};

/// Shops, hotels, offices.
const SHOPS: usize = 240;
/// People who buy for themselves.
const HOMES: usize = 830;
/// Suppliers and partners.
const OTHERS: usize = 24;
/// People who stand in the book twice.
const DOUBLES: usize = 9;

/// A party to be.
pub struct Person {
    /// Fields as the API takes them.
    pub fields: Map<String, Value>,
    /// How it buys; `None` for contacts, strangers and suppliers.
    pub habit: Option<Habit>,
    /// Is it an organisation?
    pub is_shop: bool,
    /// The place in the list of the organisation it works at, and as what.
    pub works_at: Option<(usize, &'static str)>,
    /// Which colleague looks after it.
    pub owner: usize,
    /// How to call it in a sentence.
    pub called: String,
}

/// All parties, organisations before the people who work there.
pub fn everyone(rng: &mut ChaCha8Rng) -> Vec<Person> {
    let mut all = Vec::new();
    for n in 0..SHOPS {
        all.push(shop(rng, n));
    }
    for n in 0..SHOPS {
        if rng.random_bool(0.86) {
            let person = contact(rng, &all, n);
            all.push(person);
        }
    }
    for _ in 0..HOMES {
        let n = all.len();
        all.push(home(rng, n));
    }
    for n in 0..OTHERS {
        let place = all.len();
        all.push(other(rng, n, place));
    }
    let doubles: Vec<Person> = (0..DOUBLES).filter_map(|n| double(rng, &all, n)).collect();
    all.extend(doubles);
    all
}

/// A second record of somebody who is there already, as it comes from a chat or another hand.
fn double(rng: &mut ChaCha8Rng, all: &[Person], n: usize) -> Option<Person> {
    let people: Vec<&Person> = all.iter().filter(|person| !person.is_shop).collect();
    let first = people.get(n * people.len() / DOUBLES)?;
    let name = first.fields.get("name")?.as_str()?;
    let other = match n % 3 {
        0 => quen_vietnam::fold::fold(name).to_uppercase(),
        1 => {
            let (family, rest) = name.split_once(' ')?;
            format!("{rest} {family}")
        }
        _ => quen_vietnam::names::tidy(&quen_vietnam::fold::fold(name)).into_owned(),
    };
    let mut fields = object(json!({
        "kind": "person", "name": other, "source": names::pick(rng, &["Zalo", "Facebook"]),
    }));
    for field in ["phones", "emails", "birthday"] {
        if let Some(value) = first.fields.get(field) {
            fields.insert(field.to_owned(), value.clone());
        }
    }
    Some(Person {
        fields,
        habit: None,
        is_shop: false,
        works_at: None,
        owner: owner(rng),
        called: first.called.clone(),
    })
}

fn owner(rng: &mut ChaCha8Rng) -> usize {
    rng.random_range(0..4)
}

fn shop(rng: &mut ChaCha8Rng, n: usize) -> Person {
    let name = names::shop(rng, n);
    let tag = if name.starts_with("Khách sạn") || name.starts_with("Nhà hàng") {
        "HORECA"
    } else {
        "Sỉ"
    };
    let fields = object(json!({
        "kind": "organization", "name": name, "code": format!("S{:04}", n + 1), "phones": [names::phone(n)], "address": names::address(rng),
        "tags": [tag], "custom": own::of_shop(n), "source": names::pick(rng, &["Hội chợ Đà Nẵng", "Giới thiệu", "Facebook", "Ghé xưởng", "Website"]),
    }));
    let habit = rng.random_bool(0.93).then(|| Habit::of_shop(rng));
    Person {
        fields,
        habit,
        is_shop: true,
        works_at: None,
        owner: owner(rng),
        called: name,
    }
}

fn contact(rng: &mut ChaCha8Rng, all: &[Person], shop: usize) -> Person {
    let title = names::pick(
        rng,
        &["chủ quán", "quản lý", "thu mua", "bếp trưởng", "kế toán"],
    );
    let owner = all.get(shop).map_or(0, |shop| shop.owner);
    let mut person = person(rng, all.len(), 0.8);
    person.works_at = Some((shop, title));
    person.owner = owner;
    person
}

fn home(rng: &mut ChaCha8Rng, n: usize) -> Person {
    let mut person = person(rng, n, 0.45);
    person
        .fields
        .insert("code".to_owned(), json!(format!("K{n:05}")));
    person.habit = rng.random_bool(0.9).then(|| Habit::of_home(rng));
    person.fields.insert(
        "tags".to_owned(),
        json!([names::pick(
            rng,
            &["Lẻ", "Lẻ", "Lẻ", "Khách quen", "Quà tặng"]
        )]),
    );
    person
}

fn person(rng: &mut ChaCha8Rng, n: usize, birthdays: f64) -> Person {
    let (name, gender) = names::person(rng);
    let mut fields = object(json!({
        "kind": "person", "name": name, "gender": gender, "phones": [names::phone(n)],
        "source": names::pick(rng, &["Facebook", "Zalo", "Giới thiệu", "Website", "Mua tại xưởng"]),
    }));
    if rng.random_bool(0.35) {
        let slug = quen_core::workspaces::slug_of(&name).replace('-', ".");
        fields.insert(
            "emails".to_owned(),
            json!([format!("{slug}{n}@example.vn")]),
        );
    }
    if rng.random_bool(0.4) {
        fields.insert("address".to_owned(), json!(names::address(rng)));
    }
    if rng.random_bool(birthdays) {
        let calendar = if rng.random_bool(0.12) {
            "lunar"
        } else {
            "solar"
        };
        let year = rng.random_range(1958..2004);
        fields.insert("birthday".to_owned(), json!({ "calendar": calendar, "year": year, "month": rng.random_range(1..13), "day": rng.random_range(1..29) }));
    }
    let given = name.split(' ').next_back().unwrap_or_default();
    let called = if gender == "female" {
        format!("chị {given}")
    } else {
        format!("anh {given}")
    };
    Person {
        fields,
        habit: None,
        is_shop: false,
        works_at: None,
        owner: owner(rng),
        called,
    }
}

fn other(rng: &mut ChaCha8Rng, n: usize, place: usize) -> Person {
    let (role, name) = match n % 3 {
        0 => (
            "supplier",
            format!(
                "Nông trại {}",
                names::pick(
                    rng,
                    &[
                        "Cầu Đất",
                        "Măng Đen",
                        "Khe Sanh",
                        "Ia Grai",
                        "Bảo Lộc",
                        "Nam Ban"
                    ]
                )
            ),
        ),
        1 => (
            "partner",
            format!(
                "Giao hàng {}",
                names::pick(rng, &["Nhanh Tay", "Sông Hàn", "Bến Mây", "Áo Xanh"])
            ),
        ),
        _ => (
            "supplier",
            format!(
                "Bao bì {}",
                names::pick(rng, &["Giấy Nâu", "Tân Long", "Hộp Xinh", "Lá Chuối"])
            ),
        ),
    };
    let name = format!("{name} {}", n + 1);
    let fields = object(
        json!({ "kind": "organization", "name": name, "phones": [names::phone(place)], "roles": [role], "address": names::address(rng) }),
    );
    Person {
        fields,
        habit: None,
        is_shop: true,
        works_at: None,
        owner: owner(rng),
        called: name,
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
