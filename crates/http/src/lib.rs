//! The door frame: session, token, CSRF, errors, headers, tracing. Holds no page and no endpoint of the business.

pub mod client;
pub mod cookies;
pub mod csrf;
pub mod headers;
pub mod health;
pub mod language;
pub mod log;
pub mod metrics;
pub mod problem;
pub mod reasons;
pub mod server;
pub mod session;

pub use problem::Problem;
pub use session::{Bearer, SignedIn};
