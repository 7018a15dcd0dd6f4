//! Views kept at hand, by name. Each reads its JSON, calls the act, and answers JSON.

use quen_core::Permission;

use super::own::run;
use super::{Act, act, encode, id};
use crate::views;

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission as P;
    vec![
        act("views.pin", P::ViewsWrite, |ctx, input| {
            run(async move { encode(&views::pin(&ctx, id(&input)?, true).await?) })
        }),
        act("views.unpin", P::ViewsWrite, |ctx, input| {
            run(async move { encode(&views::pin(&ctx, id(&input)?, false).await?) })
        }),
    ]
}
