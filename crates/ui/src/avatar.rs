//! Avatars and people: initials on a tone that follows from the name. Decorative, always beside a written
//! name, so hidden from screen readers. An avatar must never be the only sign of who someone is.

use maud::{Markup, html};

use crate::tone::Tone;

/// How large an avatar is: 20, 28, 40 or 60 px.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AvatarSize {
    /// 20 px, one letter.
    Small,
    /// 28 px.
    #[default]
    Medium,
    /// 40 px.
    Large,
    /// 60 px, 48 on phones.
    Huge,
}

/// Who an avatar stands for: people are round, organisations rounded squares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AvatarShape {
    /// A person.
    #[default]
    Person,
    /// An organisation.
    Organisation,
}

/// The initials of `name` on a tone that is always the same for the same name.
pub fn avatar(name: &str, size: AvatarSize, shape: AvatarShape) -> Markup {
    let all = initials(name);
    let letters = match size {
        AvatarSize::Small => all.chars().last().map(String::from).unwrap_or_default(),
        _ => all,
    };
    let class = match size {
        AvatarSize::Small => " small",
        AvatarSize::Medium => "",
        AvatarSize::Large => " large",
        AvatarSize::Huge => " huge",
    };
    let org = if shape == AvatarShape::Organisation {
        " org"
    } else {
        ""
    };
    html! {
        span class={ "avatar " (tone_of(name).class()) (class) (org) } aria-hidden="true" { (letters) }
    }
}

/// First letters of the last two words: in Vietnamese the given name is last ("Nguyễn Thị Hồng Ngọc" is HN).
/// Signs and digits do not count; a name without letters gives an empty text.
pub fn initials(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| {
            word.chars()
                .filter(|c| c.is_alphabetic())
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
        .collect();
    let from = words.len().saturating_sub(2);
    words
        .iter()
        .skip(from)
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Eight tones that are easy to tell apart, chosen by a hash of the name (Bernstein's, times 33).
fn tone_of(name: &str) -> Tone {
    let hash = name.chars().fold(5381_u32, |hash, c| {
        hash.wrapping_mul(33).wrapping_add(u32::from(c))
    });
    match hash % 8 {
        0 => Tone::Jade,
        1 => Tone::Sky,
        2 => Tone::Violet,
        3 => Tone::Rose,
        4 => Tone::Persimmon,
        5 => Tone::Amber,
        6 => Tone::Blue,
        _ => Tone::Green,
    }
}

/// Options of [`person`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Person<'a> {
    /// The full name; also the tip, since it may be cut.
    pub name: &'a str,
    /// A line under it.
    pub sub: Option<&'a str>,
    /// Where the name leads.
    pub href: Option<&'a str>,
    /// An organisation rather than a person.
    pub organisation: bool,
    /// The line under it is for phones only, where a table hides its columns.
    pub sub_on_phone_only: bool,
    /// Address of the short view shown in the drawer; `href` still leads to the page.
    pub peek: Option<&'a str>,
}

/// Avatar, name and a line under it.
pub fn person(p: Person) -> Markup {
    let shape = if p.organisation {
        AvatarShape::Organisation
    } else {
        AvatarShape::Person
    };
    let inside = html! {
        (avatar(p.name, AvatarSize::Medium, shape))
        span.lines {
            span.strong { (p.name) }
            @if let Some(sub) = p.sub { span.sub.phone-only[p.sub_on_phone_only] { (sub) } }
        }
    };
    html! {
        @if let Some(href) = p.href {
            a.person href=(href) title=(p.name) data-peek=[p.peek] { (inside) }
        } @else {
            span.person title=(p.name) { (inside) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_last_two_words() {
        assert_eq!(initials("Nguyễn Thị Hồng Ngọc"), "HN");
        assert_eq!(initials("Hồng Ngọc"), "HN");
        assert_eq!(initials("Đặng Mỹ Linh"), "ML");
        assert_eq!(initials("đạt"), "Đ");
        assert_eq!(initials("Công ty TNHH Gió (Đà Nẵng) 2"), "ĐN");
        assert_eq!(initials("  123 "), "");
    }

    #[test]
    fn the_small_one_has_one_letter_and_none_is_read_out() {
        let page = avatar("Võ Thu Hà", AvatarSize::Small, AvatarShape::Person).into_string();
        assert!(
            page.contains(">H</span>") && page.contains("aria-hidden=\"true\""),
            "{page}"
        );
    }

    #[test]
    fn the_same_name_has_the_same_tone() {
        assert_eq!(tone_of("Lý Gia Hân"), tone_of("Lý Gia Hân"));
        assert_eq!(tone_of("Nguyễn Thị Hồng Ngọc"), Tone::Green);
    }

    #[test]
    fn names_are_escaped_in_text_and_title() {
        let page = person(Person {
            name: "<b>\"A\"",
            href: Some("/p"),
            ..Person::default()
        })
        .into_string();
        assert!(page.contains("title=\"&lt;b&gt;&quot;A&quot;\""), "{page}");
        assert!(!page.contains("<b>"), "{page}");
    }
}
