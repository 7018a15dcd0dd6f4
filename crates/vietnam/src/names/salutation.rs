//! How to address a person in a message. Product defaults that a tenant can edit, not an external standard.
//! Must never address by family name, and never overrule the form of address stored on the contact.

/// What is known of a person for addressing them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Person<'a> {
    /// Given name, for care messages.
    pub ten: &'a str,
    /// Full name, for formal papers.
    pub full: &'a str,
    /// `None` when unknown.
    pub gender: Option<Gender>,
    /// Age in years; `None` when unknown.
    pub age: Option<u32>,
    /// The form of address stored on the contact (`em`, `bác`); wins over every rule.
    pub stored: Option<&'a str>,
}

/// Gender as far as forms of address need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// anh, chú, Ông
    Male,
    /// chị, cô, Bà
    Female,
}

/// The register of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Warm: `anh Minh`.
    Care,
    /// Papers: `Ông Nguyễn Văn Minh`.
    Formal,
}

/// Words used from an age on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeBand {
    /// First age of the band, in years.
    pub from: u32,
    /// Word for men.
    pub male: String,
    /// Word for women.
    pub female: String,
}

/// The words of a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeBands {
    /// Bands of care messages in any order; below the first of them `male` and `female` of the youngest are used.
    pub care: Vec<AgeBand>,
    /// Care word when the gender is unknown.
    pub unknown: String,
    /// Formal words: men, women, unknown.
    pub formal: [String; 3],
    /// When there is no name.
    pub nameless: String,
}

impl Default for AgeBands {
    /// anh/chị, from 60 chú/cô; Ông/Bà; Quý khách.
    fn default() -> Self {
        let band = |from, male: &str, female: &str| AgeBand {
            from,
            male: male.to_owned(),
            female: female.to_owned(),
        };
        Self {
            care: vec![band(0, "anh", "chị"), band(60, "chú", "cô")],
            unknown: "anh/chị".to_owned(),
            formal: ["Ông", "Bà", "Ông/Bà"].map(str::to_owned),
            nameless: "Quý khách".to_owned(),
        }
    }
}

impl AgeBands {
    fn care_word(&self, gender: Option<Gender>, age: Option<u32>) -> &str {
        let Some(gender) = gender else {
            return &self.unknown;
        };
        let youngest = self.care.iter().min_by_key(|band| band.from);
        let band = match age {
            Some(age) => self
                .care
                .iter()
                .filter(|band| band.from <= age)
                .max_by_key(|band| band.from)
                .or(youngest),
            None => youngest,
        };
        match (band, gender) {
            (Some(band), Gender::Male) => &band.male,
            (Some(band), Gender::Female) => &band.female,
            (None, _) => &self.unknown,
        }
    }

    fn formal_word(&self, gender: Option<Gender>) -> &str {
        let [male, female, unknown] = &self.formal;
        match gender {
            Some(Gender::Male) => male,
            Some(Gender::Female) => female,
            None => unknown,
        }
    }
}

/// The form of address with the name: `chị Hương`, `Bà Trần Thị Hà`, `Quý khách`.
pub fn salutation(person: &Person<'_>, tone: Tone, bands: &AgeBands) -> String {
    let name = name_for(person, tone);
    let stored = person.stored.map(str::trim).filter(|word| !word.is_empty());
    match (stored, name.is_empty()) {
        (Some(word), true) => word.to_owned(),
        (None, true) => bands.nameless.clone(),
        (Some(word), false) => format!("{word} {name}"),
        (None, false) => {
            let word = match tone {
                Tone::Care => bands.care_word(person.gender, person.age),
                Tone::Formal => bands.formal_word(person.gender),
            };
            format!("{word} {name}")
        }
    }
}

/// Care uses the given name, papers the full one; whichever is missing is taken from the other.
fn name_for(person: &Person<'_>, tone: Tone) -> String {
    let (ten, full) = (person.ten.trim(), person.full.trim());
    match tone {
        Tone::Care if !ten.is_empty() => ten.to_owned(),
        Tone::Care => super::parse(full).ten,
        Tone::Formal if !full.is_empty() => full.to_owned(),
        Tone::Formal => ten.to_owned(),
    }
}

/// The words for addressing somebody in a question: "chị" of "chị Ngọc"; the whole form when it begins with no such word.
pub fn pronoun(called: &str) -> &str {
    const PRONOUNS: [&str; 14] = [
        "anh/chị",
        "anh",
        "chị",
        "cô",
        "chú",
        "bác",
        "ông",
        "bà",
        "em",
        "cháu",
        "con",
        "bạn",
        "cậu",
        "thầy",
    ];
    let first = called.split_whitespace().next().unwrap_or_default();
    let known = PRONOUNS.iter().any(|word| first.to_lowercase() == *word);
    if known { first } else { called }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_address() {
        for (called, word) in [
            ("chị Ngọc", "chị"),
            ("anh/chị Minh", "anh/chị"),
            ("Chú Ba", "Chú"),
            ("Tiệm Cà Phê Gió", "Tiệm Cà Phê Gió"),
            ("", ""),
        ] {
            assert_eq!(pronoun(called), word);
        }
    }
}
