//! The acts that show a relationship beside its record: the value ledger, the flow between stages, what to do next.

use quen_core::ledger::Unit;
use quen_core::{Error, Permission, Result};
use serde_json::{Map, Value, json};

use super::own::run;
use super::{Act, act, encode, id};
use crate::{Ctx, ledger, relationships};

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission as P;
    vec![
        act("parties.ledger", P::PartiesRead, |ctx, input| {
            run(ledger_of(ctx, input))
        }),
        act("relationships.flow", P::OrdersRead, |ctx, _| {
            run(async move {
                Ok(match relationships::flow(&ctx).await? {
                    Some(flow) => encode(&flow)?,
                    None => json!({ "as_of": null, "months": [] }),
                })
            })
        }),
        act("relationships.proposals", P::PartiesRead, |ctx, input| {
            run(
                async move { Ok(json!({ "data": relationships::proposed(&ctx, id(&input)?).await? })) },
            )
        }),
    ]
}

async fn ledger_of(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let unit = match input.get("unit").and_then(Value::as_str) {
        None => Unit::default(),
        Some(word) => Unit::from_code(word).ok_or_else(|| Error::invalid("unit", "bad-choice"))?,
    };
    encode(&ledger::of_party(&ctx, id(&input)?, unit).await?)
}
