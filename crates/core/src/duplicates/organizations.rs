//! Names of organisations without their legal form and without the word for a branch, so that `Cty TNHH Gió` and `Công ty
//! Trách nhiệm hữu hạn Gió` are one name. It must never take away what tells two organisations apart.

/// Legal form of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// None named.
    None,
    /// A company without more.
    Company,
    /// Limited liability.
    Limited,
    /// Joint stock.
    JointStock,
    /// Private enterprise.
    Private,
    /// Cooperative.
    Cooperative,
    /// Household business.
    Household,
}

/// Forms by their folded words, longer ones before their own beginnings.
const FORMS: &[(&str, Form)] = &[
    ("cong ty trach nhiem huu han mot thanh vien", Form::Limited),
    ("cong ty trach nhiem huu han", Form::Limited),
    ("cong ty tnhh mot thanh vien", Form::Limited),
    ("cong ty tnhh 1 thanh vien", Form::Limited),
    ("cong ty tnhh mtv", Form::Limited),
    ("cong ty tnhh 1tv", Form::Limited),
    ("cong ty tnhh", Form::Limited),
    ("cong ty co phan", Form::JointStock),
    ("cong ty cp", Form::JointStock),
    ("cong ty", Form::Company),
    ("tnhh mot thanh vien", Form::Limited),
    ("tnhh mtv", Form::Limited),
    ("tnhh 1tv", Form::Limited),
    ("tnhh", Form::Limited),
    ("ctcp", Form::JointStock),
    ("doanh nghiep tu nhan", Form::Private),
    ("dn tu nhan", Form::Private),
    ("dntn", Form::Private),
    ("hop tac xa", Form::Cooperative),
    ("htx", Form::Cooperative),
    ("ho kinh doanh", Form::Household),
    ("ho kd", Form::Household),
    ("hkd", Form::Household),
];
/// English endings.
const ENDINGS: &[(&str, Form)] = &[
    ("company limited", Form::Limited),
    ("co ltd", Form::Limited),
    ("ltd", Form::Limited),
    ("jsc", Form::JointStock),
];
/// Short ways of writing `công ty`.
const COMPANY: [&str; 4] = ["cty", "cti", "ct", "cong-ty"];
/// Words that make a part of an organisation of its name.
const PARTS: &[&str] = &[
    "van phong dai dien",
    "dia diem kinh doanh",
    "chi nhanh",
    "vpdd",
    "cn",
];

/// A name in its parts.
pub(super) struct Named<'a> {
    /// The words that remain, in order.
    pub words: Vec<&'a str>,
    /// Legal form.
    pub form: Form,
    /// Is it a branch or an office?
    pub part: bool,
}

/// Reads a name from its words and their folded forms (equally many).
pub(super) fn read<'a>(words: &[&'a str], folded: &[&str]) -> Named<'a> {
    let mut plain: Vec<String> = Vec::with_capacity(folded.len());
    let mut kept: Vec<Option<&'a str>> = Vec::with_capacity(words.len());
    let mut places = folded.iter().zip(words).peekable();
    let mut first = true;
    while let Some((word, typed)) = places.next() {
        // `C.ty` comes as two words.
        let split = *word == "c" && places.peek().is_some_and(|(next, _)| **next == "ty");
        if split {
            places.next();
        }
        if split || COMPANY.contains(word) && first {
            plain.extend(["cong".to_owned(), "ty".to_owned()]);
            kept.extend([None, None]);
        } else {
            plain.push((*word).to_owned());
            kept.push(Some(typed));
        }
        first = false;
    }
    let mut part = false;
    for phrase in PARTS {
        part |= cut(&mut plain, &mut kept, phrase, false);
    }
    let head = FORMS
        .iter()
        .find(|(phrase, _)| cut(&mut plain, &mut kept, phrase, true));
    let tail = ENDINGS
        .iter()
        .find(|(phrase, _)| cut(&mut plain, &mut kept, phrase, false));
    let form = head.or(tail).map_or(Form::None, |(_, form)| *form);
    let mut words: Vec<&str> = kept.into_iter().flatten().collect();
    if part {
        words.retain(|word| !matches!(*word, "t\u{1ea1}i" | "tai"));
    }
    Named { words, form, part }
}

/// Takes a phrase out where it stands; `at_start` only from the beginning.
fn cut(
    plain: &mut Vec<String>,
    kept: &mut Vec<Option<&str>>,
    phrase: &str,
    at_start: bool,
) -> bool {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    if plain.len() < wanted.len() {
        return false;
    }
    let last = if at_start {
        0
    } else {
        plain.len() - wanted.len()
    };
    let found = (0..=last).find(|at| plain.iter().skip(*at).zip(&wanted).all(|(a, b)| a == b));
    let Some(at) = found else { return false };
    let end = at + wanted.len();
    // A name that is nothing but a form keeps it.
    if kept.len() == wanted.len() {
        return false;
    }
    plain.drain(at..end);
    kept.drain(at..end);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> (String, Form, bool) {
        let lower = name.to_lowercase();
        let typed: Vec<&str> = quen_vietnam::fold::words(&lower).collect();
        let folded: Vec<String> = typed.iter().map(|w| quen_vietnam::fold::fold(w)).collect();
        let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
        let named = read(&typed, &folded);
        (named.words.join(" "), named.form, named.part)
    }

    #[test]
    fn forms_are_one_however_they_are_written() {
        for name in [
            "Công ty TNHH Gió",
            "Cty TNHH Gió",
            "CT TNHH Gió",
            "C.ty TNHH Gió",
            "CÔNG TY TNHH MTV Gió",
            "Công ty Trách nhiệm hữu hạn Một thành viên Gió",
            "Gió Co., Ltd",
        ] {
            assert_eq!(
                words(name),
                ("gió".to_owned(), Form::Limited, false),
                "{name}"
            );
        }
        assert_eq!(words("CTCP Gió").1, Form::JointStock);
        assert_eq!(words("Gió"), ("gió".to_owned(), Form::None, false));
    }

    #[test]
    fn a_branch_is_told_from_the_whole() {
        assert_eq!(
            words("Chi nhánh Công ty TNHH Gió tại Huế"),
            ("gió huế".to_owned(), Form::Limited, true)
        );
        assert_eq!(
            words("Cty Gió - CN Huế"),
            ("gió huế".to_owned(), Form::Company, true)
        );
    }

    #[test]
    fn a_name_of_nothing_but_a_form_stays() {
        assert_eq!(words("Công ty").0, "công ty");
    }
}
