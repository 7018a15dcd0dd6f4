//! Lists as people arrange them: the plans of what they ask. Nothing else is asked here.

use quen_core::fields::{Condition, ListQuery};
use quen_store::records::{Table, ids_after, list_at, totals_at};
use serde_json::json;
use uuid::Uuid;

use super::Check;

/// Views as people arrange them: up to three indexed conditions, several sort fields, figures at the foot, a change of many.
pub(super) async fn arranged(check: &mut Check) {
    use quen_store::parties::Parties;
    let me = check.ctx.actor.user_id;
    let stage = json!({ "field": "stage", "op": "in", "value": ["awareness"] });
    let owner = json!({ "field": "owner_id", "op": "in", "value": [me] });
    let spend = json!({ "field": "spend", "op": "ge", "value": 1 });
    let silent = json!({ "field": "last_order_on", "op": "older_than_days", "value": 60 });
    let source = json!({ "field": "source", "op": "eq", "value": "Radio" });
    let filters = [
        json!({ "all": [source] }),
        json!({ "all": [{ "field": "tags", "op": "in", "value": ["sỉ"] }] }),
        json!({ "all": [stage] }),
        json!({ "all": [stage, owner] }),
        json!({ "all": [stage, owner, spend] }),
        json!({ "any": [stage, owner, silent] }),
        json!({ "all": [silent, { "not": { "any": [stage] } }] }),
    ];
    let day = check.ctx.list_day();
    let catalogue = Parties::catalogue();
    for filter in filters {
        check.list::<Parties>("", Some(filter.clone())).await;
        let query = ListQuery {
            filter: Some(Condition::parse(&catalogue, &filter).unwrap()),
            count: true,
            ..ListQuery::default()
        };
        let (catalogue, name) = (catalogue.clone(), format!("of all where {filter}"));
        let asked = query.clone();
        let known = catalogue.clone();
        check
            .run(&format!("count {name}"), false, |r| async move {
                list_at::<Parties>(&*r, &known, &asked, day).await
            })
            .await;
        let asked = query.clone();
        let known = catalogue.clone();
        check
            .run(&format!("figures {name}"), false, |r| async move {
                totals_at::<Parties>(&*r, &known, &asked, &["spend", "margin"], day).await
            })
            .await;
        check
            .run(&format!("ids {name}"), true, |r| async move {
                ids_after::<Parties>(&*r, &catalogue, &query, day, (Uuid::nil(), 500)).await
            })
            .await;
    }
    let kept = check.ctx.actor.workspace_id;
    check
        .run("views", true, |r| async move {
            quen_store::views::of_kind(&*r, "parties").await
        })
        .await;
    check
        .run("events of a change of many", true, |r| async move {
            quen_store::bulks::events_of(&*r, kept, Uuid::nil(), 20).await
        })
        .await;
}
