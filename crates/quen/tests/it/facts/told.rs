//! The told story on both databases: each figure on the way is what the story says.

use chrono::TimeDelta;
use quen::told::{self, Told};
use quen_core::access::Role;
use quen_testkit::{Client, TestApp, monday_morning, on_both};
use serde_json::{Value, json};

use super::{memory, statements};

/// What is known and kept at the end of a day of the story.
struct Figures {
    day: i64,
    /// Things she said that hold.
    said: usize,
    /// Kept, broken, mended, and the rate in basis points.
    promises: (i64, i64, i64, Option<i64>),
    orders: i64,
}

const FIGURES: [Figures; 11] = [
    Figures {
        day: 0,
        said: 2,
        promises: (0, 0, 0, None),
        orders: 0,
    },
    Figures {
        day: 3,
        said: 2,
        promises: (1, 0, 0, Some(10_000)),
        orders: 0,
    },
    Figures {
        day: 14,
        said: 3,
        promises: (1, 0, 0, Some(10_000)),
        orders: 0,
    },
    Figures {
        day: 60,
        said: 5,
        promises: (1, 0, 0, Some(10_000)),
        orders: 2,
    },
    Figures {
        day: 120,
        said: 7,
        promises: (1, 0, 0, Some(10_000)),
        orders: 5,
    },
    Figures {
        day: 157,
        said: 7,
        promises: (2, 0, 0, Some(10_000)),
        orders: 7,
    },
    Figures {
        day: 290,
        said: 7,
        promises: (2, 1, 0, Some(6_666)),
        orders: 13,
    },
    Figures {
        day: 292,
        said: 7,
        promises: (2, 1, 1, Some(6_666)),
        orders: 13,
    },
    Figures {
        day: 331,
        said: 7,
        promises: (2, 1, 1, Some(6_666)),
        orders: 15,
    },
    Figures {
        day: 522,
        said: 8,
        promises: (3, 1, 1, Some(7_500)),
        orders: 24,
    },
    Figures {
        day: 540,
        said: 8,
        promises: (3, 1, 1, Some(7_500)),
        orders: 25,
    },
];

#[tokio::test]
async fn each_figure_on_the_way_is_right() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let mut told = Told::default();
        let moments = told::story();
        let mut ends = Vec::new();
        for (n, moment) in moments.iter().enumerate() {
            let due = monday_morning() + TimeDelta::days(moment.day);
            app.app.clock.advance(due - app.app.clock.now());
            told::tell(&app.ctx("Khôi").await, &mut told, &moment.deed)
                .await
                .unwrap();
            let last = moments.get(n + 1).is_none_or(|next| next.day > moment.day);
            let figures = FIGURES.iter().find(|figures| figures.day == moment.day);
            if let Some(figures) = figures.filter(|_| last) {
                ends.push(checked(&program, &told, figures).await);
            }
        }
        assert_eq!(ends.len(), FIGURES.len(), "every figure was looked at");
        let grows = ends.windows(2).take(4).all(|pair| pair[0] <= pair[1]);
        assert!(
            grows && ends[0] < ends[4],
            "she is known better and better: {ends:?}"
        );
        at_the_end(&app, &program, &told).await;
    })
    .await;
}

/// Checks one line of the table; answers how well she is known.
async fn checked(program: &Client, told: &Told, figures: &Figures) -> i64 {
    let day = figures.day;
    let home = format!("/api/v1/parties/{}", told.ngoc.as_str().unwrap());
    let known = memory(program, &told.ngoc).await;
    let facts = known["facts"].as_array().unwrap();
    let said = facts.iter().filter(|fact| fact["basis"] == "stated");
    assert_eq!(
        said.count(),
        figures.said,
        "day {day}: {:?}",
        statements(&known["facts"])
    );
    let profile = program.get(&format!("{home}/profile")).await.expect(200);
    let kept = &profile["keeping"];
    let number = |name: &str| kept[name].as_i64().unwrap();
    assert_eq!(
        (
            number("kept"),
            number("broken"),
            number("mended"),
            kept["rate"].as_i64()
        ),
        figures.promises,
        "day {day}"
    );
    let party = program.get(&home).await.expect(200);
    assert_eq!(party["occasions"], json!(figures.orders), "day {day}");
    let spend = &party["spend"]["amount"];
    assert_eq!(
        spend.as_i64().unwrap_or_default(),
        figures.orders * 12 * 280_000,
        "day {day}"
    );
    let learning = program.get(&format!("{home}/learning")).await.expect(200);
    learning["index"].as_i64().unwrap()
}

async fn at_the_end(app: &TestApp, program: &Client, told: &Told) {
    let known = memory(program, &told.ngoc).await;
    let of = |topic: &str| -> Value {
        let facts = known["facts"].as_array().unwrap();
        facts
            .iter()
            .find(|fact| fact["topic"] == topic)
            .cloned()
            .unwrap()
    };
    assert_eq!(of("rhythm")["value"], json!({ "days": 21 }));
    assert_eq!(
        of("delivery")["value"]["from"],
        "14:00",
        "the newer hour holds"
    );
    let before = statements(&known["history"]);
    assert!(
        before.contains(&"Giao trước 9 giờ"),
        "the older one is history: {before:?}"
    );
    assert_eq!(known["contradictions"], json!([]), "and was settled");
    assert!(
        !statements(&known["facts"]).contains(&"Giao trước 7 giờ"),
        "each shop has its own"
    );
    let packed = of("packaging");
    assert_eq!(
        (&packed["statement"], &packed["source"], &packed["basis"]),
        (
            &json!("Đóng túi giấy hai lớp, đừng dùng ni lông"),
            &json!("portal"),
            &json!("stated")
        ),
        "her own word holds, and nobody approved it"
    );
    let shop = memory(program, &told.shop).await;
    assert_eq!(statements(&shop["facts"]), ["Giao trước 7 giờ"]);
    let house = program.get("/api/v1/promises/rates").await.expect(200);
    assert_eq!(
        house["all"]["beyond"], 1,
        "more than promised once: {house}"
    );
    let khoi = app.browser("Khôi", Role::Owner).await;
    let home = format!("/parties/{}", told.ngoc.as_str().unwrap());
    let page = khoi.open(&home).await.text;
    for seen in [
        "Giao sau 14 giờ",
        "Hóa đơn gửi ketoan@quanmay.vn",
        "Đổi 2 túi hạt bị ẩm",
        "Quán Mây 2, Sơn Trà",
    ] {
        assert!(page.contains(seen), "{seen}");
    }
    assert!(
        page.contains("Chị Ngọc: Đã sửa lại điều ghi sai"),
        "her correction stands on the timeline: {page}"
    );
    let call = khoi.open(&format!("{home}/call")).await.text;
    assert!(
        call.contains("Gọi sau 14 giờ") && call.contains("Chị Ngọc"),
        "{call}"
    );
}
