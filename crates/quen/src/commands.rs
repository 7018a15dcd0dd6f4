//! One function for each command. They decode, call an act through the door `cli`, and print.

mod accounts;
mod export;
mod import;
mod operations;
mod serve;
mod texts;
mod tools;

use std::process::ExitCode;

use quen_core::access::{Role, TokenScopes};
use quen_core::{Door, Error};
use quen_service::accounts::identity;
use quen_service::{App, Ctx};
use quen_store::accounts::{members, users, workspaces};
use quen_store::db::DbError;
use quen_words::{Lang, Words};

use crate::assemble;
use crate::cli::{Cli, Command, Global};

/// Why a command ended without doing what was asked.
#[derive(Debug)]
pub enum Stop {
    /// Refused or failed: exit code 1.
    Refused(String),
    /// Called wrongly: exit code 2.
    Usage(String),
}

impl Stop {
    /// Refused for this reason.
    pub fn refused(reason: impl Into<String>) -> Self {
        Self::Refused(reason.into())
    }

    /// Says why and answers the exit code.
    pub fn report(self) -> ExitCode {
        let (reason, code) = match self {
            Self::Refused(reason) => (reason, 1),
            Self::Usage(reason) => (reason, 2),
        };
        eprintln!("quen: {reason}");
        ExitCode::from(code)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        let fields: Vec<String> = match &error {
            Error::Invalid(problems) => problems
                .iter()
                .map(|p| format!("{} ({})", p.field, p.code))
                .collect(),
            _ => Vec::new(),
        };
        let sentence = quen_http::problem::message(Words::new(Lang::En), &error);
        if let Error::Internal(detail) = &error {
            tracing::error!(detail, "internal error");
        }
        Self::Refused(if fields.is_empty() {
            sentence
        } else {
            format!("{sentence} [{}]", fields.join(", "))
        })
    }
}

impl From<DbError> for Stop {
    fn from(error: DbError) -> Self {
        Self::Refused(error.to_string())
    }
}

/// Runs the command.
pub async fn run(cli: Cli) -> Result<(), Stop> {
    let global = &cli.global;
    match cli.command {
        Command::Serve(options) => serve::serve(global, &options).await,
        Command::Demo(options) => serve::demo(global, &options).await,
        Command::Worker => serve::worker(global).await,
        Command::Migrate { check } => operations::migrate(global, check).await,
        Command::Backup { file } => operations::backup(global, &file).await,
        Command::Restore { file, replace } => operations::restore(global, &file, replace).await,
        Command::Export(asked) if asked.kind == "workspace" => {
            operations::export_workspace(global, asked.output).await
        }
        Command::Import(asked) if asked.kind == "workspace" => {
            operations::import_workspace(global, &asked.file).await
        }
        Command::Export(asked) => export::export(global, &asked).await,
        Command::Import(asked) => import::import(global, &asked).await,
        Command::Workspace(command) => accounts::workspace(global, command).await,
        Command::User(command) => accounts::user(global, command).await,
        Command::Token(command) => accounts::token(global, command).await,
        Command::Do { act, input } => tools::act(global, &act, &input).await,
        Command::Openapi => tools::openapi(),
        Command::Locale { section } => tools::locale(&section),
        Command::ReadText { ending } => texts::read_text(&ending),
        Command::Insight {
            method,
            input,
            options,
        } => tools::insight(&method, &input, &options),
    }
}

/// The gate of the command line: the named colleague, or the first owner, in the named or first workspace.
async fn ctx(app: &App, global: &Global) -> Result<Ctx, Stop> {
    let workspace = match &global.workspace {
        Some(slug) => workspaces::by_slug(&app.db, slug)
            .await?
            .ok_or_else(|| Stop::refused(format!("no workspace {slug:?}")))?,
        None => workspaces::list(&app.db)
            .await?
            .into_iter()
            .next()
            .ok_or_else(|| Stop::refused("no workspace yet: quen workspace create"))?,
    };
    let members = members::of_workspace(&app.db, workspace.id).await?;
    let user = match &global.as_email {
        Some(email) => users::by_email(&app.db, email)
            .await?
            .map(|user| user.id)
            .ok_or_else(|| Stop::refused(format!("no colleague {email:?}")))?,
        None => {
            let owner = members
                .iter()
                .find(|m| m.role == Role::Owner && m.left_at.is_none());
            owner.map(|m| m.user_id).ok_or_else(|| {
                Stop::refused("the workspace has no owner yet: quen user create --role owner")
            })?
        }
    };
    let identity =
        identity::of_user(app, user, Some(workspace.id), None, TokenScopes::FULL).await?;
    if identity.workspace.id != workspace.id {
        return Err(Stop::refused(
            "this colleague does not work in that workspace",
        ));
    }
    Ok(identity.ctx(app, Door::Cli))
}

/// A program for a command that is not a server.
async fn app(global: &Global) -> Result<App, Stop> {
    assemble::app(global, false).await
}
