//! Workspaces, colleagues and tokens from the command line.

use std::io::Read;

use quen_core::access::Role;
use quen_service::accounts::operator;

use super::{Stop, app};
use crate::cli::{Global, Token, User, Workspace};

/// Workspaces.
pub async fn workspace(global: &Global, command: Workspace) -> Result<(), Stop> {
    let app = app(global).await?;
    match command {
        Workspace::Create { slug, name } => {
            operator::create_workspace(&app, &slug, &name).await?;
        }
        Workspace::List => {
            for workspace in operator::workspaces(&app).await? {
                println!("{}\t{}", workspace.slug, workspace.name);
            }
        }
    }
    app.db.close().await;
    Ok(())
}

/// Colleagues.
pub async fn user(global: &Global, command: User) -> Result<(), Stop> {
    let app = app(global).await?;
    match command {
        User::Create {
            email,
            name,
            role,
            password_stdin,
        } => {
            let role = Role::from_code(&role)
                .ok_or_else(|| Stop::Usage(format!("unknown role {role:?}")))?;
            let password = password(password_stdin)?;
            let new = operator::NewColleague {
                email,
                name,
                role,
                password,
                workspace: global.workspace.clone(),
            };
            link(operator::create_user(&app, new).await?);
        }
        User::Password {
            email,
            password_stdin,
        } => link(operator::set_password(&app, &email, password(password_stdin)?).await?),
    }
    app.db.close().await;
    Ok(())
}

fn link(link: Option<String>) {
    if let Some(link) = link {
        println!("{link}");
    }
}

fn password(from_stdin: bool) -> Result<Option<String>, Stop> {
    if !from_stdin {
        return Ok(None);
    }
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|e| Stop::refused(format!("cannot read the password: {e}")))?;
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// API tokens.
pub async fn token(global: &Global, command: Token) -> Result<(), Stop> {
    let app = app(global).await?;
    let Token::Create {
        email,
        name,
        scopes,
    } = command;
    let secret =
        operator::create_token(&app, global.workspace.as_deref(), &email, &name, &scopes).await?;
    app.db.close().await;
    println!("{secret}");
    Ok(())
}
