//! Tones: the twelve hues a badge, a glyph or a notice may have. A tone says severity or kind and never
//! stands alone; words say what is meant. The values are in `assets/css/tokens.css`, never here.

/// A hue. Contrast is the same for all, because the stylesheet fixes the lightness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// No statement.
    #[default]
    Neutral,
    /// Good, and ours.
    Jade,
    /// Kept.
    Green,
    /// Information, orders.
    Sky,
    /// A second kind of information.
    Blue,
    /// Support.
    Violet,
    /// Celebration.
    Rose,
    /// Late, or being lost.
    Red,
    /// Close, personal, worth a look.
    Persimmon,
    /// Due soon.
    Amber,
    /// No statement, cooler.
    Slate,
    /// Fading.
    Mauve,
}

impl Tone {
    /// The class that sets the hue for an element and what is in it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Jade => "tone-jade",
            Self::Green => "tone-green",
            Self::Sky => "tone-sky",
            Self::Blue => "tone-blue",
            Self::Violet => "tone-violet",
            Self::Rose => "tone-rose",
            Self::Red => "tone-red",
            Self::Persimmon => "tone-persimmon",
            Self::Amber => "tone-amber",
            Self::Slate => "tone-slate",
            Self::Mauve => "tone-mauve",
        }
    }

    /// The tone of a certainty in percent: 80 and more jade, 50 to 79 amber, under 50 red.
    pub const fn of_certainty(percent: u8) -> Self {
        match percent {
            80.. => Self::Jade,
            50..=79 => Self::Amber,
            _ => Self::Red,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_turns_at_eighty_and_fifty() {
        let tones = [80, 79, 50, 49].map(Tone::of_certainty);
        assert_eq!(tones, [Tone::Jade, Tone::Amber, Tone::Amber, Tone::Red]);
    }
}
