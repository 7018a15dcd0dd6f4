//! Badges: a few words with a tone. The tone says severity, the words say what; never colour alone.

use maud::{Markup, html};

use crate::icon::icon;
use crate::tone::Tone;

/// How a badge looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BadgeShape {
    /// A filled rectangle.
    #[default]
    Plain,
    /// With a dot before the words, for a state.
    Dot,
    /// With round ends, for a tally.
    Round,
    /// Outlined and grey, for a tag.
    Outline,
}

/// A badge of the plain shape.
pub fn badge(label: &str, tone: Tone) -> Markup {
    badge_shaped(label, tone, BadgeShape::Plain)
}

/// A badge of any shape.
pub fn badge_shaped(label: &str, tone: Tone, shape: BadgeShape) -> Markup {
    let shape = match shape {
        BadgeShape::Plain => "",
        BadgeShape::Dot => " dot",
        BadgeShape::Round => " round",
        BadgeShape::Outline => " outline",
    };
    html! { span class={ "badge " (tone.class()) (shape) } { (label) } }
}

/// A service clock: an icon and how long is left or over.
pub fn sla(label: &str, tone: Tone) -> Markup {
    html! { span class={ "sla " (tone.class()) } { (icon("clock")) (label) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_the_tone_is_a_class() {
        let page = badge_shaped("a<b", Tone::Red, BadgeShape::Dot).into_string();
        assert_eq!(page, "<span class=\"badge tone-red dot\">a&lt;b</span>");
    }
}
