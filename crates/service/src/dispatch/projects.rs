//! The acts that projects alone have: begun, paused, done, cancelled, opened again, and all that one shows.

use quen_core::{Permission, Result};
use serde_json::{Map, Value};

use super::own::run;
use super::{Act, act, encode, id};
use crate::{Ctx, projects};

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission::{TasksRead as R, TasksWrite as W};
    vec![
        act("projects.cancel", W, |ctx, input| {
            run(moved(ctx, input, "cancelled"))
        }),
        act("projects.complete", W, |ctx, input| {
            run(moved(ctx, input, "done"))
        }),
        act("projects.overview", R, |ctx, input| {
            run(async move { encode(&projects::overview(&ctx, id(&input)?).await?) })
        }),
        act("projects.pause", W, |ctx, input| {
            run(moved(ctx, input, "paused"))
        }),
        act("projects.start", W, |ctx, input| {
            run(moved(ctx, input, "active"))
        }),
    ]
}

async fn moved(ctx: Ctx, input: Map<String, Value>, to: &'static str) -> Result<Value> {
    encode(&projects::transition(&ctx, id(&input)?, to).await?)
}
