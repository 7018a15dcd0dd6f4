//! The design system: maud functions, tokens, icons, page assets.
