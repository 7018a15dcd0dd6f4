//! The head of a page: token, icons, stylesheet, script. Nothing inline and nothing from another origin; the
//! content policy would refuse it.

use maud::{Markup, html};

use crate::assets;

/// Which colours the person asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// From the value of the cookie `theme`; anything unknown means the system's.
    pub fn from_cookie(value: &str) -> Self {
        match value {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The value of `data-theme`, absent for the system's.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

pub(super) fn head(title: &str, theme: Theme, csrf: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
            title { (title) " · Quen" }
            (theme_colours(theme))
            meta name="csrf" content=(csrf);
            meta name="htmx-config" content=r#"{"includeIndicatorCSS":false}"#;
            link rel="preload" href=(assets::url("inter-quen.woff2")) as="font" type="font/woff2" crossorigin;
            link rel="icon" href=(assets::url("favicon.svg")) type="image/svg+xml";
            link rel="stylesheet" href=(assets::url("quen.css"));
            script src=(assets::url("quen.js")) defer {}
        }
    }
}

/// The colour of the browser's own bar: `--canvas`, as numbers because no stylesheet reaches it.
fn theme_colours(theme: Theme) -> Markup {
    const LIGHT: &str = "#f5f5f1";
    const DARK: &str = "#0c1010";
    html! {
        @match theme {
            Theme::Light => meta name="theme-color" content=(LIGHT);,
            Theme::Dark => meta name="theme-color" content=(DARK);,
            Theme::System => {
                meta name="theme-color" content=(LIGHT) media="(prefers-color-scheme: light)";
                meta name="theme-color" content=(DARK) media="(prefers-color-scheme: dark)";
            }
        }
    }
}
