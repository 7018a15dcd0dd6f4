//! When and how often customers are contacted, as a setting.

use quen_core::messages::House;
use quen_core::{Error, Permission, Result};

use super::save;
use crate::Ctx;

/// Changes the rules of contact.
///
/// # Errors
/// `forbidden`; `bad-number` at `contact`; `stale` when the settings have another version than `expected`.
pub async fn set_contact(ctx: &Ctx, house: House, expected: Option<i64>) -> Result<()> {
    if !house.is_sound() {
        return Err(Error::invalid("contact", "bad-number"));
    }
    let tx = ctx.write(Permission::SettingsManage).await?;
    save(tx, expected, |_, stored| stored.contact = house).await
}
