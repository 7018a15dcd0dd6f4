//! Who may invite, promote, demote and remove whom. A workspace must never be without an owner.

use uuid::Uuid;

use crate::{Error, Result, Role};

/// An invitation can be used for so many days.
pub const INVITATION_DAYS: i64 = 7;

/// A change of somebody's place in the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Role of the one who changes it.
    pub by: Role,
    /// Role until now.
    pub from: Role,
    /// Role from now on; `None` when the person leaves.
    pub to: Option<Role>,
    /// Owners who work here, this person included.
    pub owners: u64,
}

/// May somebody with this role invite somebody as that?
///
/// # Errors
/// `only-owners` at `role` when anybody but an owner makes an owner; `wrong-role` when the inviter may not invite at all.
pub fn check_invitation(by: Role, invited: Role) -> Result<()> {
    match (by, invited) {
        (Role::Owner, _) => Ok(()),
        (Role::Admin, Role::Owner) => Err(Error::invalid("role", "only-owners")),
        (Role::Admin, _) => Ok(()),
        _ => Err(Error::conflict("wrong-role")),
    }
}

/// May a role be changed, or its holder leave?
///
/// # Errors
/// `last-owner` when nobody would own the workspace; `only-owners` at `role` when an admin touches an owner or makes one;
/// `wrong-role` when the one who changes it may not.
pub fn check_change(change: Change) -> Result<()> {
    let stays_owner = change.to == Some(Role::Owner);
    if change.from == Role::Owner && !stays_owner && change.owners <= 1 {
        return Err(Error::conflict("last-owner"));
    }
    match change.by {
        Role::Owner => Ok(()),
        Role::Admin if change.from == Role::Owner || stays_owner => {
            Err(Error::invalid("role", "only-owners"))
        }
        Role::Admin => Ok(()),
        _ => Err(Error::conflict("wrong-role")),
    }
}

/// May a leaver's customers and tasks go to this colleague? `target` is the colleague's id and whether they work here still.
///
/// # Errors
/// `hand-over-to-self` or `not-a-colleague` at `hand_over_to`.
pub fn check_hand_over(leaver: Uuid, target: Uuid, target_is_active: bool) -> Result<()> {
    if leaver == target {
        return Err(Error::invalid("hand_over_to", "hand-over-to-self"));
    }
    if !target_is_active {
        return Err(Error::invalid("hand_over_to", "not-a-colleague"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(by: Role, from: Role, to: Option<Role>, owners: u64) -> Result<()> {
        check_change(Change {
            by,
            from,
            to,
            owners,
        })
    }

    #[test]
    fn only_owners_make_and_unmake_owners() {
        assert!(
            check_invitation(Role::Owner, Role::Owner).is_ok()
                && check_invitation(Role::Admin, Role::Admin).is_ok()
        );
        assert!(check_invitation(Role::Admin, Role::Owner).is_err());
        for role in [Role::Manager, Role::Member, Role::Viewer] {
            assert_eq!(
                check_invitation(role, Role::Viewer).unwrap_err().code(),
                "wrong-role"
            );
            assert_eq!(
                change(role, Role::Viewer, Some(Role::Member), 3)
                    .unwrap_err()
                    .code(),
                "wrong-role"
            );
        }
        assert!(change(Role::Admin, Role::Owner, Some(Role::Admin), 2).is_err());
        assert!(change(Role::Admin, Role::Member, Some(Role::Owner), 2).is_err());
        assert!(change(Role::Admin, Role::Owner, None, 2).is_err());
        assert!(change(Role::Admin, Role::Member, None, 1).is_ok());
    }

    #[test]
    fn the_last_owner_stays() {
        assert_eq!(
            change(Role::Owner, Role::Owner, None, 1)
                .unwrap_err()
                .code(),
            "last-owner"
        );
        assert_eq!(
            change(Role::Owner, Role::Owner, Some(Role::Admin), 1)
                .unwrap_err()
                .code(),
            "last-owner"
        );
        assert!(change(Role::Owner, Role::Owner, Some(Role::Owner), 1).is_ok());
        assert!(change(Role::Owner, Role::Owner, None, 2).is_ok());
    }

    #[test]
    fn work_goes_to_somebody_who_is_here() {
        let (leaver, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert!(check_hand_over(leaver, other, true).is_ok());
        assert!(
            check_hand_over(leaver, other, false).is_err()
                && check_hand_over(leaver, leaver, true).is_err()
        );
    }
}
