//! The outside world: clock, randomness, mail, files. Each an enum of a real and an in-memory kind, so that
//! tests own all of it. Nothing here knows a rule of the business.

pub mod clock;
pub mod files;
pub mod mail;
pub mod random;

pub use clock::Clock;
pub use files::{FileSink, Files};
pub use mail::{Mail, Mailer, Smtp};
pub use random::Random;
