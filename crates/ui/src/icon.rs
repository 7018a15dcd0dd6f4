//! Icons: one `<use>` of the sprite each. The names are those of `assets/icons.txt` and no others; an icon
//! beside words is hidden from screen readers, an icon alone must get its name from the element around it.

use std::sync::LazyLock;

use maud::{Markup, html};

use crate::assets;

static SPRITE: LazyLock<String> = LazyLock::new(|| assets::url("icons.svg"));

/// How large an icon is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IconSize {
    /// 14 px.
    Small,
    /// 16 px.
    #[default]
    Medium,
    /// 20 px.
    Large,
}

/// An icon of 16 px.
pub fn icon(name: &str) -> Markup {
    icon_sized(name, IconSize::Medium)
}

/// An icon of 14, 16 or 20 px.
pub fn icon_sized(name: &str, size: IconSize) -> Markup {
    debug_assert!(is_known(name), "no icon {name} in assets/icons.txt");
    html! {
        svg.icon.small[size == IconSize::Small].large[size == IconSize::Large] aria-hidden="true" {
            use href={ (*SPRITE) "#" (name) } {}
        }
    }
}

/// Whether the sprite has this icon.
pub fn is_known(name: &str) -> bool {
    include_str!("../assets/icons.txt")
        .lines()
        .any(|line| line == name)
}

/// The mark of Quen, a Q whose tail is a second stroke. Decorative: the name stands beside it.
pub fn brand_mark() -> Markup {
    html! {
        svg.brand-mark viewBox="0 0 24 24" aria-hidden="true" {
            rect width="24" height="24" rx="7" style="fill:var(--brand)" {}
            path d="M12 5.2a6.8 6.8 0 1 0 3.9 12.4l2 1.9" style="fill:none;stroke:var(--on-brand);stroke-width:2.3;stroke-linecap:round" {}
            path d="M12 5.2a6.8 6.8 0 0 1 5.6 10.6" style="fill:none;stroke:var(--brand-second);stroke-width:2.3;stroke-linecap:round" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_points_into_the_sprite_and_is_hidden() {
        let svg = icon_sized("phone", IconSize::Small).into_string();
        assert!(svg.contains("#phone\""), "{svg}");
        assert!(svg.contains("class=\"icon small\""), "{svg}");
        assert!(svg.contains("aria-hidden=\"true\""), "{svg}");
    }

    #[test]
    fn unknown_names_are_known_to_be_unknown() {
        assert!(is_known("heart-handshake"));
        assert!(!is_known("no-such-icon"));
        assert!(!is_known(""));
    }
}
