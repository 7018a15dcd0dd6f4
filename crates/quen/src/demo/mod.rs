//! A living business to try Quen with: a coffee roaster in Đà Nẵng with about 1,300 people and organisations and
//! eighteen months of orders and talk. Made by code from a fixed seed and dated back from today, so that each
//! start tells the same story. All names, numbers and shops are invented.

mod answering;
mod care;
mod catalogue;
mod diary;
mod given;
mod habits;
mod kept;
mod names;
mod own;
mod papers;
mod people;
mod projects;
mod talk;
mod trust;
mod write;

use quen_core::access::Role;
use quen_core::workspaces::Settings;
use quen_service::App;
use quen_service::accounts::operator::{self, NewColleague};

use crate::commands::Stop;

/// The password of the demo's colleagues; the demo listens on this machine alone.
pub const PASSWORD: &str = "ca-phe-sua-da";
/// The same story each time.
const SEED: u64 = 20_26;
/// The workspace's short name.
const SLUG: &str = "suong-mai";

/// A colleague of the demo.
pub struct Colleague {
    /// Mail address.
    pub email: &'static str,
    /// Name.
    pub name: &'static str,
    /// Role.
    pub role: Role,
}

/// Who works at the roaster.
pub const COLLEAGUES: [Colleague; 4] = [
    Colleague {
        email: "khoi@suongmai.vn",
        name: "Trần Minh Khôi",
        role: Role::Owner,
    },
    Colleague {
        email: "ha@suongmai.vn",
        name: "Lê Thu Hà",
        role: Role::Manager,
    },
    Colleague {
        email: "nam@suongmai.vn",
        name: "Phạm Quốc Nam",
        role: Role::Member,
    },
    Colleague {
        email: "vy@suongmai.vn",
        name: "Đặng Tường Vy",
        role: Role::Member,
    },
];

/// Makes the demo workspace unless somebody works here already. Answers whether the demo is what is there.
///
/// # Errors
/// A broken database.
pub async fn ensure(app: &App) -> Result<bool, Stop> {
    if !quen_service::accounts::first_run::is_due(app).await? {
        let there = operator::workspaces(app).await?;
        return Ok(there.iter().any(|workspace| workspace.slug == SLUG));
    }
    eprintln!("quen: making the demo business, a few seconds …");
    operator::create_workspace(app, SLUG, "Sương Mai Coffee").await?;
    for colleague in &COLLEAGUES {
        let new = NewColleague {
            email: colleague.email.to_owned(),
            name: colleague.name.to_owned(),
            role: colleague.role,
            password: Some(PASSWORD.to_owned()),
            workspace: Some(SLUG.to_owned()),
        };
        operator::create_user(app, new).await?;
    }
    let now = app.clock.now();
    let zone = Settings::default().zone();
    let story = diary::diary(SEED, now, zone);
    own::begin(app, SLUG).await.map_err(half_made)?;
    own::tell(app, SLUG).await.map_err(half_made)?;
    write::write(app, SLUG, story).await.map_err(half_made)?;
    own::end(app, SLUG).await.map_err(half_made)?;
    projects::write(app, SLUG).await.map_err(half_made)?;
    given::write(app, SLUG).await.map_err(half_made)?;
    kept::write(app, SLUG).await.map_err(half_made)?;
    papers::write(app, SLUG).await.map_err(half_made)?;
    Ok(true)
}

/// Nothing takes a story up in the middle.
fn half_made(stop: Stop) -> Stop {
    match stop {
        Stop::Refused(reason) => Stop::Refused(format!(
            "{reason}; the demo business is half made: remove its data directory and start again"
        )),
        other => other,
    }
}
