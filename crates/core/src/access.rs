//! Who may do what: roles, permissions, record scope. The only place where rights are decided.
//!
//! [`Actor::may`] is the sole maker of [`Access`], and the store opens rows to nobody without one.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, Result};

/// A right. Every act names exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// See people, organisations, their relationships and links.
    PartiesRead,
    /// Create and change them.
    PartiesWrite,
    /// Put them in the bin and take them out.
    PartiesDelete,
    /// Merge two into one.
    PartiesMerge,
    /// Override a relationship's stage or type.
    RelationshipsWrite,
    /// See interactions.
    InteractionsRead,
    /// Record and change interactions.
    InteractionsWrite,
    /// See tasks.
    TasksRead,
    /// Create, change and complete tasks.
    TasksWrite,
    /// See products.
    ProductsRead,
    /// Create and change products.
    ProductsWrite,
    /// See orders.
    OrdersRead,
    /// Create and change orders, refund them.
    OrdersWrite,
    /// Read files in, see what they did, undo them.
    ImportsRun,
    /// Take lists out of the house.
    ExportsRun,
    /// Write a mail to a party.
    MailSend,
    /// Answer requests about personal data, erase people, record breaches.
    PrivacyManage,
    /// See colleagues' names (for assigning and mentioning).
    UsersRead,
    /// Invite, change and remove colleagues and teams.
    UsersManage,
    /// Make and revoke one's own tokens.
    TokensManage,
    /// See what happened in the workspace.
    EventsRead,
    /// See and work the background jobs.
    JobsManage,
    /// Change the workspace's settings.
    SettingsManage,
    /// See the lists that colleagues arranged and shared, and one's own.
    ViewsRead,
    /// Keep an arranged list for oneself or share it.
    ViewsWrite,
    /// One's own name, password, sessions, notifications.
    ProfileManage,
}

impl Permission {
    /// Every right, for the matrix test and the settings page.
    pub const ALL: [Self; 26] = [
        Self::PartiesRead,
        Self::PartiesWrite,
        Self::PartiesDelete,
        Self::PartiesMerge,
        Self::RelationshipsWrite,
        Self::InteractionsRead,
        Self::InteractionsWrite,
        Self::TasksRead,
        Self::TasksWrite,
        Self::ProductsRead,
        Self::ProductsWrite,
        Self::OrdersRead,
        Self::OrdersWrite,
        Self::ImportsRun,
        Self::ExportsRun,
        Self::MailSend,
        Self::PrivacyManage,
        Self::UsersRead,
        Self::UsersManage,
        Self::TokensManage,
        Self::EventsRead,
        Self::JobsManage,
        Self::SettingsManage,
        Self::ViewsRead,
        Self::ViewsWrite,
        Self::ProfileManage,
    ];

    /// Does it only look?
    pub fn reads_only(self) -> bool {
        matches!(
            self,
            Self::PartiesRead
                | Self::InteractionsRead
                | Self::TasksRead
                | Self::ProductsRead
                | Self::OrdersRead
                | Self::UsersRead
                | Self::EventsRead
                | Self::ViewsRead
        )
    }

    /// Does it concern the running of the workspace rather than its customers?
    pub fn administers(self) -> bool {
        matches!(
            self,
            Self::UsersManage | Self::JobsManage | Self::SettingsManage
        )
    }
}

/// What a colleague is in a workspace. Each role includes the rights of those after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything; at least one in every workspace.
    Owner,
    /// Everything but making and unmaking owners.
    Admin,
    /// All customers; imports, exports, merges, handing over.
    Manager,
    /// Daily work with the customers in scope.
    Member,
    /// Looks only.
    Viewer,
}

impl Role {
    /// From most to least rights.
    pub const ALL: [Self; 5] = [
        Self::Owner,
        Self::Admin,
        Self::Manager,
        Self::Member,
        Self::Viewer,
    ];

    /// Word in the API and the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Manager => "manager",
            Self::Member => "member",
            Self::Viewer => "viewer",
        }
    }

    /// The role with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The matrix of rights.
    pub fn grants(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::Owner | Self::Admin => true,
            Self::Manager => !permission.administers(),
            Self::Member => {
                !permission.administers()
                    && !matches!(
                        permission,
                        P::PartiesMerge
                            | P::ImportsRun
                            | P::ExportsRun
                            | P::ProductsWrite
                            | P::EventsRead
                            | P::PrivacyManage
                    )
            }
            Self::Viewer => {
                (permission.reads_only() && permission != P::EventsRead)
                    || matches!(permission, P::ProfileManage | P::ViewsWrite)
            }
        }
    }
}

/// Which records a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Those the colleague owns.
    Own,
    /// Those owned by anyone in the colleague's teams, and by the colleague.
    Team,
    /// All.
    #[default]
    All,
}

impl Scope {
    /// From narrow to wide.
    pub const ALL: [Self; 3] = [Self::Own, Self::Team, Self::All];

    /// Word in the API and the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
            Self::All => "all",
        }
    }

    /// The scope with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }
}

/// Which parties, and what hangs on them, may be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Records {
    /// All of the workspace.
    All,
    /// Those owned by one of these colleagues.
    OwnedBy(Vec<Uuid>),
}

/// From where an act came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// A page.
    Web,
    /// The JSON API.
    Api,
    /// The command line.
    Cli,
    /// Background work.
    Job,
    /// The customer's own door.
    Portal,
}

impl Door {
    /// Word in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Api => "api",
            Self::Cli => "cli",
            Self::Job => "job",
            Self::Portal => "portal",
        }
    }
}

/// What a token may be used for. A session has all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenScopes {
    /// Look.
    pub read: bool,
    /// Change records.
    pub write: bool,
    /// Run the workspace.
    pub admin: bool,
}

impl TokenScopes {
    /// No narrowing.
    pub const FULL: Self = Self {
        read: true,
        write: true,
        admin: true,
    };

    fn allow(self, permission: Permission) -> bool {
        if permission.administers() {
            self.admin
        } else if permission.reads_only() {
            self.read
        } else {
            self.write
        }
    }
}

/// Somebody (or a program for somebody) acting in one workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// The workspace.
    pub workspace_id: Uuid,
    /// The colleague.
    pub user_id: Uuid,
    /// The colleague's name, for greetings and history.
    pub name: String,
    /// Role in this workspace.
    pub role: Role,
    /// Width of the role here. Owners, admins and managers reach all.
    pub scope: Scope,
    /// The colleague and those who share a team, for [`Scope::Team`].
    pub teammates: Vec<Uuid>,
    /// Narrowing by a token.
    pub token: TokenScopes,
    /// The door.
    pub door: Door,
}

impl Actor {
    /// The one gate: the right and its reach, or a refusal.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when role or token does not allow it.
    pub fn may(&self, permission: Permission) -> Result<Access> {
        if !self.role.grants(permission) || !self.token.allow(permission) {
            return Err(Error::Forbidden(permission));
        }
        let records = match (self.role, self.scope) {
            (Role::Owner | Role::Admin | Role::Manager, _) | (_, Scope::All) => Records::All,
            (_, Scope::Own) => Records::OwnedBy(vec![self.user_id]),
            (_, Scope::Team) => Records::OwnedBy(self.with_teammates()),
        };
        Ok(Access {
            workspace: self.workspace_id,
            user: self.user_id,
            records,
            permission,
        })
    }

    fn with_teammates(&self) -> Vec<Uuid> {
        let mut all = self.teammates.clone();
        if !all.contains(&self.user_id) {
            all.push(self.user_id);
        }
        all
    }
}

/// A granted right: the key that the store asks for. Made only by [`Actor::may`].
#[derive(Debug, Clone, PartialEq)]
pub struct Access {
    workspace: Uuid,
    user: Uuid,
    records: Records,
    permission: Permission,
}

impl Access {
    /// The tenant.
    pub fn workspace(&self) -> Uuid {
        self.workspace
    }
    /// The colleague.
    pub fn user(&self) -> Uuid {
        self.user
    }
    /// Which records.
    pub fn records(&self) -> &Records {
        &self.records
    }
    /// The right that was asked for.
    pub fn permission(&self) -> Permission {
        self.permission
    }
    /// May a record with this owner be touched?
    pub fn reaches(&self, owner: Option<Uuid>) -> bool {
        match &self.records {
            Records::All => true,
            Records::OwnedBy(users) => owner.is_some_and(|owner| users.contains(&owner)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role, scope: Scope) -> Actor {
        Actor {
            workspace_id: Uuid::from_u128(1),
            user_id: Uuid::from_u128(2),
            name: "Khôi".into(),
            role,
            scope,
            teammates: vec![Uuid::from_u128(3)],
            token: TokenScopes::FULL,
            door: Door::Web,
        }
    }

    #[test]
    fn each_role_includes_the_next() {
        for permission in Permission::ALL {
            for pair in Role::ALL.windows(2) {
                assert!(
                    pair[0].grants(permission) || !pair[1].grants(permission),
                    "{permission:?} {pair:?}"
                );
            }
        }
    }

    #[test]
    fn a_viewer_changes_nothing_but_the_own_profile() {
        for permission in Permission::ALL {
            if Role::Viewer.grants(permission) {
                assert!(
                    permission.reads_only()
                        || matches!(
                            permission,
                            Permission::ProfileManage | Permission::ViewsWrite
                        )
                );
            }
        }
    }

    #[test]
    fn scope_narrows_members_only() {
        let own = actor(Role::Member, Scope::Own)
            .may(Permission::PartiesRead)
            .unwrap();
        assert!(
            own.reaches(Some(Uuid::from_u128(2)))
                && !own.reaches(Some(Uuid::from_u128(3)))
                && !own.reaches(None)
        );
        let team = actor(Role::Member, Scope::Team)
            .may(Permission::PartiesRead)
            .unwrap();
        assert!(team.reaches(Some(Uuid::from_u128(3))));
        let manager = actor(Role::Manager, Scope::Own)
            .may(Permission::PartiesRead)
            .unwrap();
        assert!(manager.reaches(None));
    }

    #[test]
    fn a_read_token_cannot_write() {
        let mut owner = actor(Role::Owner, Scope::All);
        owner.token = TokenScopes {
            read: true,
            write: false,
            admin: false,
        };
        assert!(owner.may(Permission::PartiesRead).is_ok());
        assert_eq!(
            owner.may(Permission::PartiesWrite),
            Err(Error::Forbidden(Permission::PartiesWrite))
        );
        assert!(owner.may(Permission::SettingsManage).is_err());
    }
}
