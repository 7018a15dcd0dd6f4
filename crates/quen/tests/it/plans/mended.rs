//! The queries of suggestions, merges, bins and quality.

use quen_core::Noun;
use quen_core::parties::Party;
use quen_core::products::Product;
use quen_core::quality::Fault;
use quen_store::{bins, duplicates, kinds, merges, parties, products, quality, records};
use quen_testkit::monday_morning;
use uuid::Uuid;

use super::Check;

/// The same questions of a kind that is no party.
pub async fn of_records(check: &mut Check, record: Uuid) {
    let queue = || duplicates::Queue::of(Noun::Products, "products");
    check
        .run("duplicates of a kind", true, |r| async move {
            duplicates::list(&*r, queue(), "open", Some((9_000, record)), 20).await
        })
        .await;
    check
        .run("open duplicates of a kind counted", false, |r| async move {
            duplicates::count_open(&*r, queue(), 1_000).await
        })
        .await;
    check
        .run("open duplicates of a kind", true, |r| async move {
            duplicates::open_after(&*r, queue(), record, 2_000).await
        })
        .await;
    check
        .run("merges of a record", true, |r| async move {
            merges::RECORDS.of_winner::<Product>(&*r, record, 50).await
        })
        .await;
    check
        .run("where a record went", true, |r| async move {
            merges::records::winner_of(&*r, record).await
        })
        .await;
    check
        .run("products compared", true, |r| async move {
            records::outside_bin::<products::Products>(&*r, None, record, 2_000).await
        })
        .await;
    check
        .run("products changed", true, |r| async move {
            records::changed_since::<products::Products>(&*r, None, monday_morning()).await
        })
        .await;
    check
        .run("records compared", true, |r| async move {
            records::outside_bin::<kinds::Records>(&*r, Some("machines"), record, 2_000).await
        })
        .await;
    check
        .run("records changed", true, |r| async move {
            records::changed_since::<kinds::Records>(&*r, Some("machines"), monday_morning()).await
        })
        .await;
}

pub async fn queries(check: &mut Check, party: Uuid) {
    check
        .run("duplicates", true, |r| async move {
            duplicates::list(&*r, duplicates::PARTIES, "open", Some((9_000, party)), 20).await
        })
        .await;
    check
        .run("open duplicates counted", false, |r| async move {
            duplicates::count_open(&*r, duplicates::PARTIES, 1_000).await
        })
        .await;
    check
        .run("duplicates told apart", false, |r| async move {
            duplicates::different_from(&*r, party).await
        })
        .await;
    check
        .run("parties changed", true, |r| async move {
            parties::changed_since(&*r, (monday_morning(), party), 200).await
        })
        .await;
    check
        .run("parties compared", true, |r| async move {
            parties::compared_after(&*r, party, 2_000).await
        })
        .await;
    check
        .run("merges", true, |r| async move {
            merges::PARTIES.of_winner::<Party>(&*r, party, 50).await
        })
        .await;
    check
        .run("what hangs on a party", false, |r| async move {
            merges::counts(&*r, party).await
        })
        .await;
    check
        .run("a fault counted", false, |r| async move {
            quality::count(&*r, Fault::NoOwner, 10_000).await
        })
        .await;
    check
        .run("parties with a fault", true, |r| async move {
            quality::with_fault(&*r, Fault::NoOwner, 50).await
        })
        .await;
    check
        .run("a band of quality", false, |r| async move {
            quality::count_between(&*r, 0, 49, 10_000).await
        })
        .await;
    check
        .run("parties nobody looked at", false, |r| async move {
            quality::unseen(&*r, 200).await
        })
        .await;
    binned(check, party).await;
}

async fn binned(check: &mut Check, party: Uuid) {
    let after = Some((monday_morning(), party));
    check
        .run("binned parties", true, |r| async move {
            bins::list::<parties::Parties>(&*r, None, after, 50).await
        })
        .await;
    check
        .run("binned tasks", true, |r| async move {
            bins::list::<quen_store::tasks::Tasks>(&*r, None, after, 50).await
        })
        .await;
    check
        .run("binned orders", true, |r| async move {
            bins::list::<quen_store::orders::Orders>(&*r, None, after, 50).await
        })
        .await;
    check
        .run("binned promises", true, |r| async move {
            bins::list::<quen_store::promises::Promises>(&*r, None, after, 50).await
        })
        .await;
    check
        .run("binned facts", true, |r| async move {
            bins::list::<quen_store::facts::Facts>(&*r, None, after, 50).await
        })
        .await;
    check
        .run("binned records of an own kind", true, |r| async move {
            bins::list::<quen_store::kinds::Records>(&*r, Some("trips"), after, 50).await
        })
        .await;
}
