//! A whole app in one line, on either database, with a clock that tests own. For tests alone.
//!
//! ```ignore
//! on_both(|app| async move {
//!     let khoi = app.owner("Khôi").await;
//!     let made = khoi.post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" })).await.expect(201);
//! }).await;
//! ```

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a broken test set-up must stop the test"
)]

mod browser;
mod client;
mod database;
mod model;

use chrono::{DateTime, TimeZone, Utc};
use quen_core::Door;
use quen_core::access::{Role, Scope, TokenScopes};
use quen_gateway::{Clock, Files, Mailer, Random};
use quen_service::accounts::{identity, operator};
use quen_service::secrets::Secrets;
use quen_service::{App, Config, Ctx};
use quen_store::accounts::{AccountTx, members, users};
use uuid::Uuid;

pub use browser::{Browser, News};
pub use client::{Answer, Client};
pub use database::{Backend, Owned, postgres_is_here};
pub use model::{Model, Says};

/// The program in memory, on a database of its own.
#[derive(Clone)]
pub struct TestApp {
    /// The program.
    pub app: App,
    /// All its doors.
    pub router: axum::Router,
    /// The first workspace.
    pub workspace: Uuid,
    database: std::sync::Arc<database::Owned>,
}

/// Monday, 2 March 2026, 09:00 in Đà Nẵng: where the clock of every test begins.
pub fn monday_morning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 2, 0, 0).unwrap()
}

/// Runs a story on SQLite, and on PostgreSQL where one is at hand (`QUEN_TEST_POSTGRES`); with
/// `QUEN_POSTGRES=required` its absence is a failure.
pub async fn on_both<F, Fut>(story: F)
where
    F: Fn(TestApp) -> Fut,
    Fut: Future<Output = ()>,
{
    let mut backends = vec![Backend::Sqlite];
    backends.extend(database::postgres_is_here().then_some(Backend::Postgres));
    for backend in backends {
        let app = TestApp::on(backend).await;
        // A story may move only parts of the program into its future; the database stays until it is told.
        let held = std::sync::Arc::clone(&app.database);
        story(app).await;
        drop(held);
    }
}

impl TestApp {
    /// On SQLite.
    pub async fn new() -> Self {
        Self::on(Backend::Sqlite).await
    }

    /// Is there a PostgreSQL server to test on? As in [`on_both`].
    pub fn has_postgres() -> bool {
        database::postgres_is_here()
    }

    /// On the given database, migrated, with one workspace, `gio`, named Tiệm Cà Phê Gió.
    pub async fn on(backend: Backend) -> Self {
        let program = Self::assembled(
            Owned::new(backend).await,
            Files::memory(),
            Random::seeded(7),
            Uuid::nil(),
        );
        let workspace = operator::create_workspace(&program.app, "gio", "Tiệm Cà Phê Gió")
            .await
            .unwrap();
        Self {
            workspace,
            ..program
        }
    }

    /// On a database that holds what it holds; makes no workspace, and none is the first.
    pub fn over(owned: Owned, files: Files) -> Self {
        Self::assembled(owned, files, Random::seeded(7), Uuid::nil())
    }

    /// From now on the statements that reach the database are kept, until they are [taken](Self::heard).
    pub fn listen(&self) {
        self.database.heard.listen();
    }

    /// The texts of the statements since [`Self::listen`].
    pub fn heard(&self) -> Vec<String> {
        self.database.heard.take()
    }

    /// The address of the database.
    pub fn database_url(&self) -> String {
        self.database.url.clone()
    }

    /// The program started anew on the same database.
    pub async fn reopened(&self) -> Self {
        Self {
            workspace: self.workspace,
            ..Self::over(
                Owned::clone(&self.database).opened().await,
                self.app.files.clone(),
            )
        }
    }

    /// The same with other ids than every other test program gives.
    #[must_use]
    pub fn with_ids_from(self, seed: u64) -> Self {
        let mailer = self.app.mailer.clone();
        self.with(Random::seeded(seed), mailer)
    }

    /// The same with mail that goes out over the network.
    #[must_use]
    pub fn with_real_mail(self) -> Self {
        let random = self.app.random.clone();
        self.with(random, Mailer::Network)
    }

    /// The same, by an operator who lets workspaces reach machines beside the server.
    #[must_use]
    pub fn with_private_addresses(self) -> Self {
        let (random, mailer) = (self.app.random.clone(), self.app.mailer.clone());
        let config = Config {
            private_addresses: true,
            ..Config::default()
        };
        self.with_config(random, mailer, config)
    }

    fn with(self, random: Random, mailer: Mailer) -> Self {
        self.with_config(random, mailer, Config::default())
    }

    fn with_config(self, random: Random, mailer: Mailer, config: Config) -> Self {
        let app = &self.app;
        let app = App::new(
            app.db.clone(),
            app.clock.clone(),
            random,
            mailer,
            app.files.clone(),
            app.secrets.clone(),
            config,
        );
        Self {
            router: quen::routes(&app),
            app,
            ..self
        }
    }

    fn assembled(owned: Owned, files: Files, random: Random, workspace: Uuid) -> Self {
        let clock = Clock::fixed(monday_morning());
        let app = App::new(
            owned.db.clone(),
            clock,
            random,
            Mailer::memory(),
            files,
            Secrets::new([7; 32]),
            Config::default(),
        );
        Self {
            router: quen::routes(&app),
            app,
            workspace,
            database: std::sync::Arc::new(owned),
        }
    }

    /// A program that shows a token made before.
    pub fn client(&self, token: &str) -> Client {
        Client::new(self.router.clone(), token.to_owned())
    }

    /// A program acting for a new owner of the first workspace.
    pub async fn owner(&self, name: &str) -> Client {
        self.colleague(name, Role::Owner).await
    }

    /// A program acting for a new colleague in the first workspace.
    pub async fn colleague(&self, name: &str, role: Role) -> Client {
        self.colleague_in("gio", name, role).await
    }

    /// A program acting for a new member of the first workspace whose reach is narrowed.
    pub async fn scoped(&self, name: &str, scope: Scope) -> Client {
        let client = self.colleague(name, Role::Member).await;
        let user = self.ctx(name).await.actor.user_id;
        let tx = quen_store::accounts::AccountTx::begin(&self.app.db)
            .await
            .unwrap();
        let member = quen_store::accounts::members::find(&self.app.db, self.workspace, user)
            .await
            .unwrap()
            .unwrap();
        let narrowed = quen_store::accounts::members::Member { scope, ..member };
        quen_store::accounts::members::put(&tx, &narrowed)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.app.identities.forget();
        client
    }

    /// A program acting for a new colleague in a workspace; a colleague of the same name is the same person.
    pub async fn colleague_in(&self, slug: &str, name: &str, role: Role) -> Client {
        let email = self.register(slug, name, role).await;
        let token =
            operator::create_token(&self.app, Some(slug), &email, "test", "read,write,admin")
                .await
                .unwrap();
        Client::new(self.router.clone(), token)
    }

    /// The gate of a colleague registered before, in the first workspace.
    pub async fn ctx(&self, name: &str) -> Ctx {
        let email = format!("{}@gio.vn", quen_core::workspaces::slug_of(name));
        let user = quen_store::accounts::users::by_email(&self.app.db, &email)
            .await
            .unwrap()
            .unwrap();
        let known = identity::of_user(
            &self.app,
            user.id,
            Some(self.workspace),
            None,
            TokenScopes::FULL,
        )
        .await
        .unwrap();
        known.ctx(&self.app, Door::Api)
    }

    /// Gives the first workspace another currency.
    pub async fn set_currency(&self, currency: quen_core::Currency) {
        use quen_store::accounts::workspaces;
        let mut workspace = workspaces::find(&self.app.db, self.workspace)
            .await
            .unwrap()
            .unwrap();
        let mut settings = quen_core::workspaces::Settings::from_json(&workspace.settings);
        settings.currency = currency;
        (workspace.settings, workspace.version) = (settings.to_json(), workspace.version + 1);
        let tx = quen_store::accounts::AccountTx::begin(&self.app.db)
            .await
            .unwrap();
        workspaces::update(&tx, &workspace, workspace.version - 1)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.app.identities.forget();
    }

    /// Works everything that is due; answers how many jobs that were.
    pub async fn work(&self) -> usize {
        quen_jobs::run_due(&self.app, quen_jobs::all())
            .await
            .unwrap()
    }

    /// A second workspace.
    pub async fn workspace(&self, slug: &str) -> Uuid {
        operator::create_workspace(&self.app, slug, slug)
            .await
            .unwrap()
    }

    /// A browser signed in as a new colleague of the first workspace. The password is [`PASSWORD`].
    pub async fn browser(&self, name: &str, role: Role) -> Browser {
        let email = self.register("gio", name, role).await;
        Browser::signed_in(self.router.clone(), &email, PASSWORD).await
    }

    /// A browser that nobody has signed in with.
    pub fn stranger(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Narrows what a colleague of the first workspace reaches.
    pub async fn narrow(&self, name: &str, scope: Scope) {
        let email = format!("{}@gio.vn", quen_core::workspaces::slug_of(name));
        let db = &self.app.db;
        let user = users::by_email(db, &email).await.unwrap().unwrap();
        let place = members::find(db, self.workspace, user.id).await.unwrap();
        let tx = AccountTx::begin(db).await.unwrap();
        let place = members::Member {
            scope,
            ..place.unwrap()
        };
        members::put(&tx, &place).await.unwrap();
        tx.commit().await.unwrap();
        self.app.identities.forget();
    }

    async fn register(&self, slug: &str, name: &str, role: Role) -> String {
        let email = format!("{}@gio.vn", quen_core::workspaces::slug_of(name));
        let new = operator::NewColleague {
            email: email.clone(),
            name: name.to_owned(),
            role,
            password: Some(PASSWORD.to_owned()),
            workspace: Some(slug.to_owned()),
        };
        operator::create_user(&self.app, new).await.unwrap();
        email
    }
}

/// The password of everybody in tests.
pub const PASSWORD: &str = "cà phê sữa đá";
