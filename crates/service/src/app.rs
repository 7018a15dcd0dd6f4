//! The running program: the database and the outside world, shared by all doors.

use std::path::PathBuf;
use std::sync::Arc;

use quen_gateway::{Clock, Files, Mailer, Random};
use quen_store::Db;

use crate::accounts::identity::Identities;
use crate::figures::Kept;
use crate::live::Live;
use crate::secrets::Secrets;

/// What an operator sets.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Address that links in mails begin with, for instance `https://quen.example.vn`.
    pub public_url: Option<String>,
    /// Cookies travel over TLS only.
    pub secure_cookies: bool,
    /// Workspaces may reach machines beside the server, such as a language model of their own.
    pub private_addresses: bool,
    /// Whoever shows it may read the counters from another machine.
    pub metrics_token: Option<String>,
    /// The program that reads the text of an uploaded file in a process of its own (`quen read-text`); none reads in this
    /// process.
    pub text_reader: Option<PathBuf>,
}

/// The running program. Cloning is cheap.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of the program.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// Randomness and ids.
    pub random: Random,
    /// Mail out.
    pub mailer: Mailer,
    /// Files beside the database.
    pub files: Files,
    /// The key that seals stored secrets.
    pub secrets: Secrets,
    /// What an operator sets.
    pub config: Config,
    /// Figures made lately.
    pub figures: Kept,
    /// News for open pages.
    pub live: Live,
    /// Who was seen lately.
    pub identities: Identities,
}

impl App {
    /// Puts the program together.
    pub fn new(
        db: Db,
        clock: Clock,
        random: Random,
        mailer: Mailer,
        files: Files,
        secrets: Secrets,
        config: Config,
    ) -> Self {
        Self(Arc::new(Parts {
            db,
            clock,
            random,
            mailer,
            files,
            secrets,
            config,
            figures: Kept::default(),
            live: Live::new(),
            identities: Identities::new(),
        }))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
