//! Which column goes into which field. A heading that could mean two things is never decided here, unless one of the
//! two is taken by a clear heading.

use quen_core::{Error, Problem, Result};
use quen_vietnam::import_headers::Recognised;

use super::{MATCH_KEYS, Options, What};

/// Fields that several columns may fill together.
const SHARED: [&str; 7] = [
    "phone", "phone2", "email", "tags", "group", "address", "note",
];

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// As it stands in the file.
    pub title: String,
    /// The field it was recognised as.
    pub field: Option<&'static str>,
    /// The custom field it was recognised as; it goes before one of the product.
    pub own: Option<String>,
    /// The fields it could mean when it is unclear.
    pub candidates: Vec<&'static str>,
}

/// Recognises all headings of a file.
pub(super) fn recognise(what: &What, titles: &[String]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = titles.iter().map(|title| one(what, title)).collect();
    let mut taken: Vec<&str> = Vec::new();
    for heading in &mut headings {
        match heading.field {
            Some("phone") if taken.contains(&"phone") => heading.field = Some("phone2"),
            Some(field) if taken.contains(&field) && !SHARED.contains(&field) => {
                heading.field = None
            }
            Some(field) => taken.push(field),
            None => {}
        }
    }
    for heading in &mut headings {
        let open: Vec<&'static str> = heading
            .candidates
            .iter()
            .filter(|field| !taken.contains(field))
            .copied()
            .collect();
        if let ([only], true) = (open.as_slice(), heading.candidates.len() > 1) {
            heading.field = Some(only);
            taken.push(only);
            heading.candidates.clear();
        }
    }
    settle_needed(what, &mut headings);
    headings
}

/// A field without which no row can be taken in belongs to the only heading that could be it.
fn settle_needed(what: &What, headings: &mut [Heading]) {
    let Some(needed) = what.needed() else { return };
    if headings.iter().any(|heading| heading.field == Some(needed)) {
        return;
    }
    let mut could = headings
        .iter_mut()
        .filter(|heading| heading.candidates.contains(&needed));
    if let (Some(only), None) = (could.next(), could.next()) {
        only.field = Some(needed);
        only.candidates.clear();
    }
}

fn one(what: &What, title: &str) -> Heading {
    let (field, candidates) = match what.recognise(title) {
        Recognised::Field(field) => (Some(field), Vec::new()),
        Recognised::Ambiguous(several) => (None, several),
        Recognised::Unknown => (None, Vec::new()),
    };
    Heading {
        title: title.to_owned(),
        field,
        own: None,
        candidates,
    }
}

/// Recognises the headings of fields of the catalogue among them.
pub(super) fn recognise_own(what: &What, headings: &mut [Heading]) {
    let mut taken: Vec<String> = Vec::new();
    for heading in headings {
        let Some(field) = what.named(&heading.title) else {
            continue;
        };
        if !taken.iter().any(|name| *name == field.name) {
            taken.push(field.name.to_string());
            heading.own = Some(field.name.to_string());
            heading.candidates.clear();
        }
    }
}

/// How many headings of a row are known; tells the row of the headings from titles above it.
pub(super) fn known(what: &What, titles: &[String]) -> usize {
    let is_known = |title: &&String| {
        what.recognise(title) != Recognised::Unknown || what.named(title).is_some()
    };
    titles.iter().filter(is_known).count()
}

/// Refuses a mapping that cannot be worked.
///
/// # Errors
/// `unknown-field`, `column-twice` at the heading, `nothing-mapped`, `bad-choice` at `match`.
pub(super) fn check(what: &What, options: &Options) -> Result<()> {
    let mut problems = quen_core::error::Problems::default();
    let mut seen: Vec<&str> = Vec::new();
    for (place, name) in options.columns.iter().enumerate() {
        let Some(name) = name else { continue };
        let title = options.headings.get(place).cloned().unwrap_or_default();
        let own = what.field(name);
        let known = what.column(name).or(own.map(|field| field.name.as_ref()));
        match known {
            None => problems.push(Problem::new(title, "unknown-field").with("field", name)),
            Some(field) if seen.contains(&field) && !SHARED.contains(&field) => {
                problems.push(Problem::new(title, "column-twice"))
            }
            Some(field) => seen.push(field),
        }
    }
    problems.finish()?;
    if seen.is_empty() {
        return Err(Error::invalid("file", "nothing-mapped"));
    }
    if options
        .match_on
        .iter()
        .any(|key| !MATCH_KEYS.contains(&key.as_str()))
    {
        return Err(Error::invalid("match", "bad-choice"));
    }
    Ok(())
}

/// The columns that are read by the rules of the file's kind: place in the row and name.
pub(super) fn chosen(what: &What, options: &Options) -> Vec<(usize, &'static str)> {
    let named = options
        .columns
        .iter()
        .enumerate()
        .filter_map(|(place, name)| Some((place, name.as_deref()?)));
    named
        .filter_map(|(place, name)| Some((place, what.column(name)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quen_vietnam::import_headers::FileKind;

    fn fields_of(kind: FileKind, titles: &[&str]) -> Vec<Option<&'static str>> {
        let titles: Vec<String> = titles.iter().map(|t| (*t).to_owned()).collect();
        recognise(&What::from(kind), &titles)
            .into_iter()
            .map(|heading| heading.field)
            .collect()
    }

    #[test]
    fn the_columns_of_an_open_data_set_are_recognised() {
        let found = fields_of(FileKind::Orders, &["customer_id", "date", "cds", "amount"]);
        assert_eq!(
            found,
            [Some("party_code"), Some("ordered_at"), None, Some("total")]
        );
    }

    #[test]
    fn an_unclear_heading_is_settled_by_a_clear_one_alone() {
        assert_eq!(
            fields_of(FileKind::Orders, &["Tên", "Khách hàng"]),
            [Some("text"), Some("party_name")]
        );
        assert_eq!(
            fields_of(FileKind::Orders, &["Tên", "Ngày"]),
            [None, Some("ordered_at")]
        );
    }

    #[test]
    fn what_was_paid_is_recognised_and_the_day_of_an_order_is_not_given_away() {
        assert_eq!(
            fields_of(
                FileKind::Orders,
                &[
                    "Ngày đặt",
                    "Tổng tiền",
                    "Đã trả",
                    "Còn nợ",
                    "Ngày thanh toán",
                    "Hình thức thanh toán"
                ]
            ),
            ["ordered_at", "total", "paid", "debt", "paid_on", "pay_way"].map(Some)
        );
        assert_eq!(
            fields_of(
                FileKind::Orders,
                &[
                    "Order date",
                    "Total",
                    "Amount paid",
                    "Balance due",
                    "Payment date",
                    "Payment method"
                ]
            ),
            ["ordered_at", "total", "paid", "debt", "paid_on", "pay_way"].map(Some)
        );
        assert_eq!(
            fields_of(
                FileKind::Orders,
                &["Ngày thanh toán", "Hẹn giao", "Giao ngày", "Hạn thanh toán"]
            ),
            ["ordered_at", "deliver_by", "delivered_on", "due_on"].map(Some)
        );
        assert_eq!(
            fields_of(FileKind::Orders, &["Ngày", "Ngày giao"]),
            [Some("ordered_at"), None],
            "promised or done: the person importing says"
        );
    }

    #[test]
    fn a_repeated_heading_is_a_second_phone_or_left_out() {
        assert_eq!(
            fields_of(FileKind::Parties, &["SĐT", "SĐT", "Mã", "Mã"]),
            [Some("phone"), Some("phone2"), Some("code"), None]
        );
    }
}
