//! What goes in comes out, with every type and with NULL.

use chrono::{DateTime, NaiveDate, Utc};
use quen_store::db::{DbError, FromRow, Queries, Row, Scalar, Value, sql};
use quen_store::dialect::push_prefix;
use serde_json::json;
use uuid::Uuid;

use crate::support::{TestDb, add_party, home, id, on_both};

on_both!(
    every_type_goes_there_and_back,
    every_type_can_be_null,
    placeholders_may_stand_in_any_order,
    sums_and_averages_are_readable,
    the_wrong_type_is_refused,
    two_statements_in_one_are_refused,
    text_sorts_by_code_point,
    json_members_read_the_same,
    a_list_binds_its_items,
);

#[derive(Debug, PartialEq)]
struct Kinds {
    flag: Option<bool>,
    count: Option<i64>,
    ratio: Option<f64>,
    word: Option<String>,
    key: Option<Uuid>,
    at: Option<DateTime<Utc>>,
    day: Option<NaiveDate>,
    custom: Option<serde_json::Value>,
    bytes: Option<Vec<u8>>,
}

impl FromRow for Kinds {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            flag: row.get(0)?,
            count: row.get(1)?,
            ratio: row.get(2)?,
            word: row.get(3)?,
            key: row.get(4)?,
            at: row.get(5)?,
            day: row.get(6)?,
            custom: row.get(7)?,
            bytes: row.get(8)?,
        })
    }
}

async fn round_trip(test: &TestDb, kinds: Kinds) -> Kinds {
    let writer = test.db.write_global().await.unwrap();
    let insert = sql(
        "INSERT INTO kinds (flag, count, ratio, word, key, at, day, custom, bytes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
    )
    .bind(kinds.flag)
    .bind(kinds.count)
    .bind(kinds.ratio)
    .bind(kinds.word)
    .bind(kinds.key)
    .bind(kinds.at)
    .bind(kinds.day)
    .bind(kinds.custom)
    .bind(kinds.bytes);
    let Scalar(row) = writer.one::<Scalar<i64>>(insert).await.unwrap();
    writer.commit().await.unwrap();
    let select = sql(
        "SELECT flag, count, ratio, word, key, at, day, custom, bytes FROM kinds WHERE id = $1",
    );
    test.db.read_global().one(select.bind(row)).await.unwrap()
}

fn some_kinds(instant: &str, day: &str, count: i64) -> Kinds {
    Kinds {
        flag: Some(count > 0),
        count: Some(count),
        ratio: Some(0.1 + 0.2),
        word: Some("Đặng Thị Ngọc Ánh 🌱 'quote'".to_owned()),
        key: Some(id(u128::MAX - 7)),
        at: Some(instant.parse().unwrap()),
        day: Some(day.parse().unwrap()),
        custom: Some(json!({"kích cỡ": ["S", "M"], "giá": 125000, "rỗng": null})),
        bytes: Some(vec![0, 255, 10]),
    }
}

async fn every_type_goes_there_and_back(test: TestDb) {
    for (instant, day, count) in [
        ("2026-11-21T08:30:00.123456Z", "2026-11-21", i64::MAX),
        ("1969-12-31T23:59:59.999999Z", "1945-09-02", i64::MIN),
        ("2000-01-01T00:00:00Z", "2000-02-29", 0),
    ] {
        let found = round_trip(&test, some_kinds(instant, day, count)).await;
        assert_eq!(found, some_kinds(instant, day, count));
    }
    // What is finer than a microsecond is cut off alike on both.
    let fine = round_trip(
        &test,
        some_kinds("1999-12-31T23:59:59.1234567Z", "1999-12-31", 1),
    )
    .await;
    assert_eq!(
        fine.at,
        Some("1999-12-31T23:59:59.123456Z".parse().unwrap())
    );
}

async fn every_type_can_be_null(test: TestDb) {
    let empty = || Kinds {
        flag: None,
        count: None,
        ratio: None,
        word: None,
        key: None,
        at: None,
        day: None,
        custom: None,
        bytes: None,
    };
    assert_eq!(round_trip(&test, empty()).await, empty());
    let refusal = test
        .db
        .read_global()
        .one::<Scalar<i64>>(sql("SELECT count FROM kinds"))
        .await;
    assert!(
        matches!(refusal, Err(DbError::Decode { column: 0, .. })),
        "{refusal:?}"
    );
}

async fn placeholders_may_stand_in_any_order(test: TestDb) {
    add_party(&test.db, home(), id(1), "An").await.unwrap();
    let query = sql("SELECT name, $2 || $1 || $2 FROM parties WHERE workspace_id = $3")
        .bind("a")
        .bind("b")
        .bind(home());
    let found: (String, String) = test.db.read(home()).one(query).await.unwrap();
    assert_eq!(found, ("An".to_owned(), "bab".to_owned()));
    let short = sql("SELECT id FROM parties WHERE name = $1 OR name = $2").bind("a");
    let refusal = test.db.read(home()).all::<Scalar<Uuid>>(short).await;
    assert!(
        matches!(refusal, Err(DbError::Parameters(_))),
        "{refusal:?}"
    );
}

async fn sums_and_averages_are_readable(test: TestDb) {
    let writer = test.db.write_global().await.unwrap();
    let rows = [1_i64, 2, 4_000_000_000_000].map(|n| vec![n.into(), (n * 10).into()]);
    let insert = "INSERT INTO counters (id, count) VALUES ($1, $2)";
    assert_eq!(writer.execute_many(insert, rows.to_vec()).await.unwrap(), 3);
    let sums =
        sql("SELECT SUM(count), AVG(count), COUNT(*), MAX(id), SUM(id) > $1 FROM counters").bind(7);
    let found: (i64, f64, i64, i64, bool) = writer.one(sums).await.unwrap();
    let sum = 40_000_000_000_030;
    assert_eq!(
        (found.0, found.2, found.3, found.4),
        (sum, 3, 4_000_000_000_000, true)
    );
    assert!(
        (found.1 - 13_333_333_333_343.333).abs() < 0.01,
        "{}",
        found.1
    );
}

async fn the_wrong_type_is_refused(test: TestDb) {
    add_party(&test.db, home(), id(1), "An").await.unwrap();
    let reader = test.db.read(home());
    let wrong = reader.one::<(i64,)>(sql("SELECT name FROM parties")).await;
    assert!(
        matches!(
            wrong,
            Err(DbError::Decode {
                column: 0,
                expected: "integer",
                ..
            })
        ),
        "{wrong:?}"
    );
    let missing = reader
        .one::<(String, String)>(sql("SELECT name FROM parties"))
        .await;
    assert!(
        matches!(missing, Err(DbError::Decode { column: 1, .. })),
        "{missing:?}"
    );
    let writer = test.db.write_global().await.unwrap();
    let text_for_integer = sql("INSERT INTO counters (id, count) VALUES ($1, $2)")
        .bind("x")
        .bind(1);
    assert!(writer.execute(text_for_integer).await.is_err());
}

async fn text_sorts_by_code_point(test: TestDb) {
    for (number, name) in (1..).zip(["b", "B", "a", "đ", "a b", "ab"]) {
        add_party(&test.db, home(), id(number), name).await.unwrap();
    }
    assert_eq!(
        crate::support::names(&test.db.read(home())).await,
        ["B", "a", "a b", "ab", "b", "đ"]
    );
    let mut query = sql("SELECT name FROM parties WHERE ");
    push_prefix(&mut query, "name", "a");
    query.push(" ORDER BY name");
    let found: Vec<Scalar<String>> = test.db.read(home()).all(query).await.unwrap();
    assert_eq!(
        found,
        ["a", "a b", "ab"].map(|name| Scalar(name.to_owned()))
    );
}

async fn json_members_read_the_same(test: TestDb) {
    let custom = json!({"size": "M", "count": 12, "gift": true, "none": null, "it's": "Đà Nẵng"});
    let writer = test.db.write_global().await.unwrap();
    let insert = sql("INSERT INTO kinds (custom) VALUES ($1)").bind(custom);
    writer.execute(insert).await.unwrap();
    for (key, expected) in [
        ("size", Some("M")),
        ("count", Some("12")),
        ("gift", Some("true")),
        ("none", None),
        ("absent", None),
        ("it's", Some("Đà Nẵng")),
    ] {
        let expression = writer.dialect().json_get_text("custom", key);
        let query = sql(format!("SELECT {expression} FROM kinds"));
        let Scalar(found) = writer.one::<Scalar<Option<String>>>(query).await.unwrap();
        assert_eq!(found.as_deref(), expected, "{key}");
    }
}

async fn a_list_binds_its_items(test: TestDb) {
    for number in 1..=4 {
        add_party(&test.db, home(), id(number), &format!("p{number}"))
            .await
            .unwrap();
    }
    let reader = test.db.read(home());
    for (wanted, found) in [(vec![id(2), id(4), id(9)], 2), (vec![], 0)] {
        let mut query = sql("SELECT COUNT(*) FROM parties WHERE workspace_id = $1 AND id IN ");
        query = query.bind(Value::from(home()));
        query.push_list(wanted);
        assert_eq!(reader.one::<Scalar<i64>>(query).await, Ok(Scalar(found)));
    }
}

async fn two_statements_in_one_are_refused(test: TestDb) {
    let writer = test.db.write_global().await.unwrap();
    let two = "INSERT INTO counters (id, count) VALUES (1, 1);
               INSERT INTO counters (id, count) VALUES (2, 2)";
    assert!(writer.execute(sql(two)).await.is_err());
}
