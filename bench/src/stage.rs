//! A running program with somebody who may do all, for measuring from outside and from inside.

use std::sync::{Arc, Mutex, PoisonError};

use quen_core::Door;
use quen_core::access::{Role, TokenScopes};
use quen_gateway::{Clock, Files, Mailer, Random};
use quen_service::accounts::{identity, operator, sign_in};
use quen_service::secrets::Secrets;
use quen_service::{App, Config, Ctx};
use quen_store::db::{Observer, Queries, Scalar, Sql, sql};
use quen_store::migrations::PLAN;
use quen_store::{Db, DbOptions};

use crate::{Outcome, fill};

const SLUG: &str = "bench";
const EMAIL: &str = "do@vidu.vn";

/// The program, somebody who may do all, and an ear for its statements.
pub struct Stage {
    /// The program.
    pub app: App,
    /// Somebody who may do all.
    pub ctx: Ctx,
    /// For `Authorization: Bearer`.
    pub token: String,
    /// For the session cookie.
    pub session: String,
    /// Notes what runs while it is asked to.
    pub ear: Ear,
}

/// Notes statements.
#[derive(Clone, Default)]
pub struct Ear(Arc<Mutex<Option<Vec<Sql>>>>);

impl Ear {
    /// Listens from now on.
    pub fn open(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Vec::new());
    }

    /// What was heard; listens no more.
    pub fn close(&self) -> Vec<Sql> {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard.take().unwrap_or_default()
    }

    fn observer(&self) -> Observer {
        let ear = self.clone();
        Observer::new(move |query| {
            if let Ok(mut heard) = ear.0.try_lock()
                && let Some(heard) = heard.as_mut()
            {
                heard.push(query.clone());
            }
        })
    }
}

/// Where the data lies and how much of it there is.
#[derive(Clone, Debug)]
pub struct Scale {
    /// For instance `100k`.
    pub word: String,
    /// Parties.
    pub parties: usize,
}

impl Scale {
    /// Reads `100k`, `1m` or a number.
    ///
    /// # Errors
    /// For anything else.
    pub fn read(word: &str) -> Outcome<Self> {
        let lower = word.to_lowercase();
        let (digits, factor) = match lower.strip_suffix('k') {
            Some(digits) => (digits, 1_000),
            None => match lower.strip_suffix('m') {
                Some(digits) => (digits, 1_000_000),
                None => (lower.as_str(), 1),
            },
        };
        let parties = digits.parse::<usize>()? * factor;
        Ok(Self {
            word: lower,
            parties,
        })
    }
}

/// Opens, migrates, and makes the workspace when it is not there.
///
/// # Errors
/// When the database refuses.
pub async fn open(url: &str, options: DbOptions) -> Outcome<Stage> {
    let ear = Ear::default();
    let options = DbOptions {
        observer: Some(ear.observer()),
        ..options
    };
    let db = Db::open(url, options).await?;
    db.migrate(PLAN, None).await?;
    let app = App::new(
        db,
        Clock::System,
        Random::system(),
        Mailer::memory(),
        Files::memory(),
        Secrets::new([7; 32]),
        Config::default(),
    );
    if operator::workspaces(&app).await?.is_empty() {
        operator::create_workspace(&app, SLUG, "Đo tốc độ").await?;
        let owner = operator::NewColleague {
            email: EMAIL.to_owned(),
            name: "Đo".to_owned(),
            role: Role::Owner,
            password: Some("cà phê sữa đá".to_owned()),
            workspace: Some(SLUG.to_owned()),
        };
        operator::create_user(&app, owner).await?;
    }
    let workspace = operator::workspaces(&app).await?.first().map(|w| w.id);
    let user = quen_store::accounts::users::by_email(&app.db, EMAIL)
        .await?
        .ok_or("the benchmark's own user is gone")?;
    let token =
        operator::create_token(&app, Some(SLUG), EMAIL, "bench", "read,write,admin").await?;
    let session = sign_in::open_session(&app, user.id, "127.0.0.1", "bench").await?;
    let known = identity::of_user(&app, user.id, workspace, None, TokenScopes::FULL).await?;
    let ctx = known.ctx(&app, Door::Api);
    Ok(Stage {
        app,
        ctx,
        token,
        session,
        ear,
    })
}

impl Stage {
    /// Writes the book and the statistics that the database plans by.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn fill(&self, scale: &Scale) -> Outcome<()> {
        eprintln!(
            "writing {} parties with about three orders and three interactions each …",
            scale.parties
        );
        fill::parties(&self.ctx, scale.parties).await?;
        let writer = self.app.db.write_global().await?;
        writer.execute(sql("ANALYZE")).await?;
        writer.commit().await?;
        Ok(())
    }

    /// How many parties there are.
    ///
    /// # Errors
    /// A broken database.
    pub async fn parties(&self) -> Outcome<i64> {
        let reader = self.app.db.read(self.ctx.actor.workspace_id);
        let Scalar(count) = reader.one(sql("SELECT count(*) FROM parties")).await?;
        Ok(count)
    }
}
