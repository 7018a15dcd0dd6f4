//! Days that matter to a business: birthdays by either calendar, public holidays, working days.
//! Never reads a clock: every function takes the day it starts from.

mod birthdays;
pub mod holidays;
mod working_days;

pub use birthdays::Birthday;
pub use holidays::{Holiday, public_holidays};
pub use working_days::{WorkingCalendar, WorkingWeek};
