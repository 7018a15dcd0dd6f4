//! The scores of every kind: lists in their order and narrowed by them, and what upkeep looks for, go by an index.

use quen_core::fields::{Condition, FieldValue, ListQuery, Op, Operand, Sort, Test};
use quen_core::kinds::record_catalogue;
use quen_store::quality::{self, scores};
use quen_store::records::{Table, list_at};
use quen_store::{
    benefits, facts, interactions, kinds, orders, parties, products, projects, promises, tasks,
};
use quen_testkit::monday_morning;
use serde_json::json;

use super::Check;

pub(super) async fn queries(check: &mut Check) {
    kind::<orders::Orders>(check).await;
    kind::<tasks::Tasks>(check).await;
    kind::<interactions::Interactions>(check).await;
    kind::<promises::Promises>(check).await;
    kind::<projects::Projects>(check).await;
    kind::<facts::Facts>(check).await;
    kind::<products::Products>(check).await;
    kind::<benefits::Benefits>(check).await;
    ageing::<products::Products>(check, None).await;
    ageing::<projects::Projects>(check, None).await;
    ageing::<kinds::Records>(check, Some("trips")).await;
    waiting::<kinds::Records>(check, Some("trips")).await;
    waiting::<parties::Parties>(check, None).await;
    let today = monday_morning().date_naive();
    check
        .run("parties that grew old", true, |r| async move {
            quality::grown_old(&*r, today, 200).await
        })
        .await;
    own(check).await;
}

async fn kind<T: Table + Send + Sync + 'static>(check: &mut Check) {
    check.list::<T>("quality", None).await;
    check.list::<T>("-quality", None).await;
    let poor = json!({ "field": "quality", "op": "lt", "value": 50 });
    check.list::<T>("quality", Some(poor)).await;
    check
        .run(
            &format!("{} nobody looked at", T::NAME),
            true,
            |r| async move { scores::unscored::<T>(&*r, None, 200).await.map(drop) },
        )
        .await;
    waiting::<T>(check, None).await;
}

/// How far the look at records without a score has come.
async fn waiting<T: Table + Send + Sync + 'static>(check: &mut Check, own: Option<&'static str>) {
    check
        .run(
            &format!("{} that wait for a score", T::NAME),
            true,
            |r| async move { scores::waiting::<T>(&*r, own, 200).await.map(drop) },
        )
        .await;
}

async fn ageing<T: Table + Send + Sync + 'static>(check: &mut Check, own: Option<&'static str>) {
    let today = monday_morning().date_naive();
    check
        .run(
            &format!("{} that grew old", T::NAME),
            true,
            |r| async move { scores::grown_old::<T>(&*r, own, today, 200).await.map(drop) },
        )
        .await;
    if own.is_none() {
        check.list::<T>("updated_at", None).await;
    }
}

/// Records of a kind that the workspace made are those of one word in a table of many.
async fn own(check: &mut Check) {
    let catalogue = record_catalogue();
    let day = check.ctx.list_day();
    let is = |field: &str, op, value| {
        Condition::Test(Test {
            field: field.to_owned(),
            op,
            operand: Operand::One(value),
        })
    };
    let of_kind = is("kind", Op::Eq, FieldValue::Text("trips".to_owned()));
    let poor = is("quality", Op::Lt, FieldValue::Integer(50));
    for (sort, all) in [
        ("quality", vec![of_kind.clone()]),
        ("quality", vec![of_kind.clone(), poor]),
        ("-updated_at", vec![of_kind]),
    ] {
        let query = ListQuery {
            sort: Sort::parse(&catalogue, sort).unwrap(),
            filter: Some(Condition::All(all)),
            ..ListQuery::default()
        };
        let (catalogue, name) = (catalogue.clone(), format!("records of a kind by {sort}"));
        check
            .run(&name, true, |r| async move {
                list_at::<kinds::Records>(&*r, &catalogue, &query, day).await
            })
            .await;
    }
    check
        .run("records of a kind nobody looked at", true, |r| async move {
            scores::unscored::<kinds::Records>(&*r, Some("trips"), 200).await
        })
        .await;
}
