//! Views kept at hand, by name. Each reads its JSON, calls the act, and answers JSON.

use quen_core::Permission;

use super::{Act, encode, id};
use crate::views;

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    vec![
        Act {
            name: "views.pin".to_owned(),
            permission: Permission::ViewsWrite,
            run: |ctx, input| {
                Box::pin(async move { encode(&views::pin(&ctx, id(&input)?, true).await?) })
            },
        },
        Act {
            name: "views.unpin".to_owned(),
            permission: Permission::ViewsWrite,
            run: |ctx, input| {
                Box::pin(async move { encode(&views::pin(&ctx, id(&input)?, false).await?) })
            },
        },
    ]
}
