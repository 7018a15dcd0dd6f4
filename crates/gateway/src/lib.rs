//! The outside world: clock, randomness, mail, files, an answering machine. Each an enum of a real and an in-memory kind, so that
//! tests own all of it. Nothing here knows a rule of the business.

mod addresses;
pub mod chat;
pub mod clock;
pub mod files;
pub mod mail;
pub mod programs;
pub mod random;

pub use chat::Chat;
pub use clock::Clock;
pub use files::{FileSink, Files};
pub use mail::{Mail, Mailer, Smtp};
pub use random::Random;
