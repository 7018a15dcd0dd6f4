//! What a definition must keep to. It looks at one definition; what others of the same workspace forbid is the
//! service's business.

use super::{CustomField, MAX_CHOICES};
use crate::error::Problems;
use crate::{Problem, Result};

/// Characters of a name at most.
const MAX_NAME: usize = 40;
/// Functions of a roll-up.
const FUNCTIONS: [&str; 5] = ["count", "sum", "min", "max", "last"];

/// A name as programs write it, from a label as people write it: `Hạng thành viên` becomes `hang_thanh_vien`.
pub fn slug(label: &str) -> String {
    let folded = quen_vietnam::fold::fold(label);
    let mut out = String::new();
    for letter in folded.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_lowercase());
        } else if !out.ends_with('_') && !out.is_empty() {
            out.push('_');
        }
    }
    let short: String = out.chars().take(MAX_NAME).collect();
    let name = short.trim_matches('_');
    match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("n{name}"),
        _ => name.to_owned(),
    }
}

/// Is it a name that addresses, files and formulas can carry?
fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    let begins = letters.next().is_some_and(|c| c.is_ascii_lowercase());
    begins
        && name.len() <= MAX_NAME
        && letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

impl CustomField {
    /// Completes a definition and checks it by itself; to be called before writing.
    ///
    /// # Errors
    /// `required` at `label_vi`, `choices`, `target`, `formula`, `result` or `rollup`; `bad-name` at `name` or
    /// `choices`; `choice-twice` and `too-many` at `choices`; `bad-rollup`; `fixed` for what may not change any more.
    pub fn settle(&mut self, before: Option<&Self>) -> Result<()> {
        let label = if self.label_vi.is_empty() {
            &self.label_en
        } else {
            &self.label_vi
        };
        if self.name.is_empty() {
            self.name = slug(label);
        }
        let mut problems = Problems::default();
        if label.is_empty() {
            problems.push(Problem::new("label_vi", "required"));
        } else if !is_name(&self.name) {
            problems.push(Problem::new("name", "bad-name"));
        }
        self.by_type(&mut problems);
        for fixed in before.into_iter().flat_map(|before| self.moved(before)) {
            problems.push(Problem::new(fixed, "fixed"));
        }
        problems.finish()
    }

    /// What has another value and may not: programs and files go by it.
    fn moved(&self, before: &Self) -> Vec<&'static str> {
        let pairs = [
            ("noun", self.noun == before.noun),
            ("name", self.name == before.name),
        ];
        pairs
            .into_iter()
            .filter(|(_, same)| !same)
            .map(|(name, _)| name)
            .collect()
    }

    fn by_type(&self, problems: &mut Problems) {
        let mut require = |name: &'static str, there: bool| {
            if !there {
                problems.push(Problem::new(name, "required"));
            }
        };
        match self.r#type.as_str() {
            "choice" | "choices" => require("choices", !self.choices.is_empty()),
            "reference" => require("target", self.target.is_some()),
            "formula" => {
                require("formula", self.formula.is_some());
                require("result", self.result.is_some());
            }
            "rollup" => require("rollup", self.rollup.is_some()),
            _ => {}
        }
        self.check_choices(problems);
        if let Some(rollup) = &self.rollup {
            let known = FUNCTIONS.contains(&rollup.function.as_str());
            let named = rollup.field.is_some() || rollup.function == "count";
            if !known || !named {
                problems.push(Problem::new("rollup", "bad-rollup"));
            }
        }
    }

    fn check_choices(&self, problems: &mut Problems) {
        if self.choices.len() > MAX_CHOICES {
            problems.push(Problem::new("choices", "too-many").with("max", MAX_CHOICES));
        }
        let mut seen = std::collections::HashSet::new();
        for choice in self.choices.iter().take(MAX_CHOICES) {
            let labelled = choice.vi.len().max(choice.en.len());
            if !is_name(&choice.code) || labelled == 0 || labelled > 400 {
                problems.push(Problem::new("choices", "bad-name"));
                return;
            }
            if !seen.insert(choice.code.as_str()) {
                problems.push(Problem::new("choices", "choice-twice"));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::fields::OwnChoice;
    use chrono::DateTime;
    use uuid::Uuid;

    fn field(label: &str) -> CustomField {
        let mut field = CustomField::new(Uuid::from_u128(1), DateTime::UNIX_EPOCH);
        field.label_vi = label.to_owned();
        field
    }

    fn codes(result: Result<()>) -> Vec<(String, &'static str)> {
        match result {
            Err(Error::Invalid(found)) => found
                .into_iter()
                .map(|p| (p.field.into_owned(), p.code))
                .collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_name_is_made_from_the_label() {
        let mut field = field("Hạng thành viên");
        field.settle(None).unwrap();
        assert_eq!(field.name, "hang_thanh_vien");
        assert_eq!(slug("3 tháng Đà Nẵng!"), "n3_thang_da_nang");
        assert_eq!(slug("***"), "");
    }

    #[test]
    fn a_name_that_programs_cannot_carry_is_refused() {
        for name in ["Hạng", "a.b", "9x", "x'; DROP TABLE parties", "in-put"] {
            let mut field = field("Hạng");
            field.name = name.to_owned();
            assert_eq!(codes(field.settle(None)), [("name".to_owned(), "bad-name")]);
        }
        assert_eq!(
            codes(field("★").settle(None)),
            [("name".to_owned(), "bad-name")]
        );
    }

    #[test]
    fn a_choice_field_needs_choices_and_no_code_twice() {
        let mut field = field("Cỡ");
        field.r#type = "choice".to_owned();
        assert_eq!(
            codes(field.settle(None)),
            [("choices".to_owned(), "required")]
        );
        let one = OwnChoice {
            code: "m".into(),
            vi: "Vừa".into(),
            en: String::new(),
        };
        field.choices = vec![one.clone(), one];
        assert_eq!(
            codes(field.settle(None)),
            [("choices".to_owned(), "choice-twice")]
        );
    }

    #[test]
    fn the_name_stays_when_the_label_changes() {
        let mut before = field("Cỡ");
        before.settle(None).unwrap();
        let mut after = before.clone();
        after.label_vi = "Kích cỡ".to_owned();
        assert!(after.settle(Some(&before)).is_ok());
        after.name = "kich_co".to_owned();
        assert_eq!(
            codes(after.settle(Some(&before))),
            [("name".to_owned(), "fixed")]
        );
    }
}
