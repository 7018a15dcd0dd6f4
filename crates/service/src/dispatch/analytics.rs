//! The acts on figures of all customers, by name.

use quen_core::analytics::Target;
use quen_core::{Error, Permission};
use serde_json::json;

use super::own::run;
use super::{Act, act, encode, id};
use crate::analytics::{self, NewTasks};

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission as P;
    vec![
        act("analytics.rfm", P::OrdersRead, |ctx, input| {
            run(async move { analytics::part(&ctx, "rfm", &input).await })
        }),
        act("analytics.cohorts", P::OrdersRead, |ctx, input| {
            run(async move { analytics::part(&ctx, "cohorts", &input).await })
        }),
        act("analytics.survival", P::OrdersRead, |ctx, input| {
            run(async move { analytics::part(&ctx, "survival", &input).await })
        }),
        act("analytics.value", P::OrdersRead, |ctx, input| {
            run(async move { analytics::part(&ctx, "value", &input).await })
        }),
        act("analytics.whale", P::OrdersRead, |ctx, input| {
            run(async move { analytics::part(&ctx, "whale", &input).await })
        }),
        act("analytics.retention", P::OrdersRead, |ctx, input| {
            run(async move { analytics::part(&ctx, "retention", &input).await })
        }),
        act("analytics.equity", P::OrdersRead, |ctx, input| {
            run(async move { analytics::part(&ctx, "equity", &input).await })
        }),
        act("analytics.model", P::OrdersRead, |ctx, input| {
            run(async move { analytics::part(&ctx, "model", &input).await })
        }),
        act("analytics.fit", P::JobsManage, |ctx, _| {
            run(async move { Ok(json!({ "job_id": analytics::request_fit(&ctx).await? })) })
        }),
        act("analytics.tasks", P::TasksWrite, |ctx, input| {
            run(async move {
                let text = |name: &str| {
                    input
                        .get(name)
                        .and_then(serde_json::Value::as_str)
                        .map(str::trim)
                        .unwrap_or_default()
                };
                let target = Target::parse(text("target"))
                    .ok_or_else(|| Error::invalid("target", "bad-choice"))?;
                let due_on = match text("due_on") {
                    "" => None,
                    day => Some(
                        day.parse()
                            .map_err(|_| Error::invalid("due_on", "bad-date"))?,
                    ),
                };
                let new = NewTasks {
                    target,
                    title: text("title").to_owned(),
                    due_on,
                };
                Ok(json!({ "made": analytics::make_tasks(&ctx, &new).await? }))
            })
        }),
        act("parties.outlook", P::PartiesRead, |ctx, input| {
            run(async move { encode(&analytics::outlook(&ctx, id(&input)?).await?) })
        }),
    ]
}
