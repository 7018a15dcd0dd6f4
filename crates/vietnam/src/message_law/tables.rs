//! The dated tables of message law. Holds no rule: the functions beside it read the rows.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::dated::Table;

/// When and how often a channel may carry adverts (Decree 91/2020).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Advertising {
    /// `sms`, `call`, `email`, `chat`.
    pub channel: String,
    /// First hour of the window, local time; none when the channel has no hour rule.
    pub from_hour: Option<u32>,
    /// Hour at which the window closes, itself outside.
    pub to_hour: Option<u32>,
    /// Adverts to one address from one advertiser within 24 hours.
    pub per_24_hours: u32,
    /// Whether the do-not-call list binds the channel.
    pub do_not_call: bool,
}

/// Clocks of one kind of request by a person about their data (Decree 356/2025).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DataSubject {
    /// `withdraw_consent`, `object`, `restrict`, `access`, `rectify`, `provide_copy`, `erase`, `protect`.
    pub request: String,
    pub ack_working_days: i32,
    /// Calendar days from receipt.
    pub days: u32,
    /// The same when a processor must act too.
    pub days_with_processor: u32,
    /// Length of the one extension.
    pub extension_days: u32,
}

/// Clocks of a consumer's complaint (Law 19/2023).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Complaint {
    pub ack_working_days: i32,
    pub negotiation_working_days: i32,
}

/// Clock of a breach.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BreachClock {
    /// `personal_data`, `consumer_system`.
    pub kind: String,
    pub hours: u32,
    /// The rule in a few words.
    pub rule: String,
}

/// Windows and limits of adverts.
pub fn advertising() -> &'static Table<Advertising> {
    static TABLE: OnceLock<Table<Advertising>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../../data/advertising.csv")))
}

/// Clocks of requests about personal data.
pub fn data_subject_clocks() -> &'static Table<DataSubject> {
    static TABLE: OnceLock<Table<DataSubject>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../../data/data_subject_clocks.csv")))
}

/// Clocks of complaints.
pub fn complaint_clocks() -> &'static Table<Complaint> {
    static TABLE: OnceLock<Table<Complaint>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../../data/complaint_clocks.csv")))
}

/// Clocks of breaches.
pub fn breach_clocks() -> &'static Table<BreachClock> {
    static TABLE: OnceLock<Table<BreachClock>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../../data/breach_clocks.csv")))
}

/// A single number the law fixes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LegalValue {
    pub key: String,
    pub value: u32,
}

/// Single numbers.
pub fn legal_values() -> &'static Table<LegalValue> {
    static TABLE: OnceLock<Table<LegalValue>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../../data/legal_values.csv")))
}

/// A single number on a date: `brandname_characters`, `brandname_years`, `advert_proof_months`,
/// `impact_file_days`, `impact_file_review_months`, `small_firm_people`, `small_firm_people_warning`; 1 for
/// `small_firm_exempt` and `household_firm_exempt` while they are spared the impact file.
pub fn legal_value(key: &str, on: NaiveDate) -> Option<u32> {
    legal_values()
        .find(on, |row| row.key == key)
        .map(|row| row.value.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_can_be_read() {
        assert_eq!(advertising().rows().len(), 4);
        assert_eq!(data_subject_clocks().rows().len(), 8);
        assert_eq!(complaint_clocks().rows().len(), 1);
        assert_eq!(breach_clocks().rows().len(), 3);
        assert_eq!(legal_values().rows().len(), 9);
        assert_eq!(
            legal_value("brandname_characters", NaiveDate::MAX),
            Some(11)
        );
        assert_eq!(legal_value("impact_file_days", NaiveDate::MIN), None);
    }
}
