//! What the benchmarks write is what the product would have written.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a broken set-up must stop the test"
)]

use quen_bench::fill;
use quen_bench::people::People;
use quen_bench::sets;
use quen_bench::stage::{self, Scale, Stage};
use quen_core::fields::{ListQuery, Page};
use quen_core::parties::{Party, catalogue};
use quen_core::quality::{Fault, assess};
use quen_core::text;
use quen_service::parties::Parties;
use quen_service::records;

async fn list(stage: &Stage, q: Option<&str>) -> Page<Party> {
    let query = ListQuery::parse(&catalogue(), |name| match name {
        "limit" => Some("200"),
        "q" => q,
        "sort" if q.is_none() => Some("created_at"),
        _ => None,
    });
    records::list::<Parties>(&stage.ctx, &query.unwrap())
        .await
        .unwrap()
}

async fn reads_back(stage: &Stage) {
    let from = fill::beginning(stage.ctx.now);
    let made = People::new(vec![stage.ctx.actor.user_id], from).take(120);
    let mut made: Vec<Party> = made.collect();
    fill::parties(&stage.ctx, made.len()).await.unwrap();
    // Databases keep instants to the microsecond.
    for party in &mut made {
        let micros = party.created_at.timestamp_micros();
        party.created_at = chrono::DateTime::from_timestamp_micros(micros).unwrap();
        party.updated_at = party.created_at;
    }
    let mut kept = list(stage, None).await.rows;
    // What the figures say of a party is in nobody's book.
    let figures = |party: &Party| party.standing.clone();
    let before = made.first().map(figures).unwrap();
    let bought = kept.iter().filter(|party| party.standing.occasions > 0);
    assert!((60..120).contains(&bought.count()));
    for (party, made) in kept.iter_mut().zip(&made) {
        // A record gets old with the days: that alone may stand beside what was found at its making.
        let mut found = party.quality.faults.clone();
        found.retain(|fault| *fault != Fault::Outdated);
        assert_eq!(found, assess(made).faults);
        party.quality = made.quality.clone();
        party.standing = before.clone();
    }
    assert_eq!(kept, made);
    let wanted = made.get(77).unwrap();
    let phone = &wanted.phones[0].display;
    for q in [
        wanted.code.as_deref().unwrap(),
        phone.as_str(),
        &phone[phone.len() - 5..],
    ] {
        let found = list(stage, Some(q)).await.rows;
        assert!(found.iter().any(|party| party.id == wanted.id), "{q}");
    }
    let family = wanted.name.split(' ').next().unwrap();
    let alike = made
        .iter()
        .filter(|p| p.name.split(' ').any(|word| word == family));
    assert!(list(stage, Some(family)).await.rows.len() >= alike.count());
}

#[tokio::test]
async fn a_file_reads_back_and_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("quen.db").display());
    let stage = stage::open(&url, quen_store::DbOptions::default())
        .await
        .unwrap();
    reads_back(&stage).await;

    let scale = Scale::read("40").unwrap();
    let first = sets::on_file(folder.path(), &scale).await.unwrap();
    assert_eq!(first.parties().await.unwrap(), 40);
    first.app.db.close().await;
    let again = sets::on_file(folder.path(), &scale).await.unwrap();
    assert_eq!(again.parties().await.unwrap(), 40);
    let kept = std::fs::read_dir(folder.path()).unwrap().flatten();
    let kept = kept.filter(|file| {
        file.file_name()
            .to_string_lossy()
            .starts_with("parties-40-")
    });
    assert_eq!(kept.count(), 1);
}

#[tokio::test]
async fn a_server_reads_back() {
    let Some(url) = std::env::var_os("QUEN_TEST_POSTGRES") else {
        println!("skipped: PostgreSQL not here");
        return;
    };
    let (nothing, folder) = (Scale::read("0").unwrap(), tempfile::tempdir().unwrap());
    let stage = sets::on_server(&url.to_string_lossy(), folder.path(), &nothing)
        .await
        .unwrap();
    reads_back(&stage).await;
}

/// Common words are found by walking, rare ones by the index; both must give every hit once.
async fn searches_to_the_end(stage: &Stage) {
    let from = fill::beginning(stage.ctx.now);
    let made = People::new(vec![stage.ctx.actor.user_id], from).take(700);
    let made: Vec<Party> = made.collect();
    fill::parties(&stage.ctx, made.len()).await.unwrap();
    for words in ["nguyen", "tran", "ly", "zzz"] {
        let begins = |word: String| word.starts_with(words);
        let carries = |party: &&Party| text::folded_words(&party.name).into_iter().any(begins);
        let wanted: Vec<_> = made.iter().rev().filter(carries).map(|p| p.id).collect();
        let (mut found, mut cursor) = (Vec::new(), None);
        loop {
            let query = ListQuery {
                q: Some(words.to_owned()),
                limit: 20,
                cursor,
                ..ListQuery::default()
            };
            let page = records::list::<Parties>(&stage.ctx, &query).await.unwrap();
            found.extend(page.rows.into_iter().map(|party| party.id));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        let mut wanted = wanted;
        wanted.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, wanted, "{words}");
    }
}

#[tokio::test]
async fn every_hit_is_found_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("quen.db").display());
    let options = quen_store::DbOptions::default();
    searches_to_the_end(&stage::open(&url, options).await.unwrap()).await;
    if let Some(url) = std::env::var_os("QUEN_TEST_POSTGRES") {
        let nothing = Scale::read("0").unwrap();
        let stage = sets::on_server(&url.to_string_lossy(), folder.path(), &nothing).await;
        searches_to_the_end(&stage.unwrap()).await;
    }
}

#[test]
fn scales_are_read_in_words() {
    for (word, parties) in [("100k", 100_000), ("1M", 1_000_000), ("250", 250)] {
        assert_eq!(Scale::read(word).unwrap().parties, parties);
    }
    assert!(Scale::read("many").is_err());
}
