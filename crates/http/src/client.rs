//! Who is at the other end of the line.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header;
use axum::http::request::Parts;

/// Network address and browser name, for rate limits and the session list.
#[derive(Debug, Clone)]
pub struct Client {
    /// Network address without port. Behind a proxy on this machine the proxy's word (`X-Forwarded-For`) is taken.
    pub address: String,
    /// What the browser calls itself.
    pub user_agent: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip());
        let text = |name: &str| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let forwarded = text("x-forwarded-for")
            .and_then(|list| list.rsplit(',').next())
            .map(|last| last.trim().to_owned());
        let near = peer.is_some_and(|ip| ip.is_loopback());
        let address = match (peer, forwarded.filter(|_| near)) {
            (_, Some(said)) if said.parse::<IpAddr>().is_ok() => said,
            (Some(ip), _) => ip.to_string(),
            (None, _) => "unknown".to_owned(),
        };
        let user_agent = text(header::USER_AGENT.as_str())
            .unwrap_or_default()
            .to_owned();
        Ok(Self {
            address,
            user_agent,
        })
    }
}
