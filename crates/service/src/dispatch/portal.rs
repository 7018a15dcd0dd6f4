//! The acts of a colleague about the customer's own door. What a customer does inside is no act by name: a program of the
//! business never acts as a customer.

use quen_core::Permission;
use serde_json::json;

use super::own::run;
use super::{Act, act, encode, id};
use crate::portal;

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission as P;
    vec![
        act("portal.hand_out", P::PartiesWrite, |ctx, input| {
            run(async move {
                let made = portal::hand_out(&ctx, id(&input)?).await?;
                let link = crate::accounts::address(&ctx.app, &made.path);
                Ok(
                    json!({ "link": link, "code": made.code, "expires_at": encode(&made.expires_at)? }),
                )
            })
        }),
        act("portal.invite", P::MailSend, |ctx, input| {
            run(async move { portal::invite(&ctx, id(&input)?).await.map(|()| json!({})) })
        }),
    ]
}
