//! The two languages of the product and how one is chosen. It never guesses from a name or a place.

/// A language the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Vietnamese, the first language.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both, the first language first.
    pub const ALL: [Lang; 2] = [Lang::Vi, Lang::En];

    /// The BCP 47 code, as in `<html lang>`: `vi` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }

    /// From a code such as `vi`, `vi-VN` or `EN_us`; `None` for a language the product does not speak.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// From an `Accept-Language` header (RFC 9110, 12.5.4): the spoken language with the greatest weight, the earlier
    /// one when equal. Vietnamese when the header is empty or takes anything; English when it names only other
    /// languages, for somebody who reads neither is likelier to know English.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best: Option<(u16, Self)> = None;
        let mut foreign = false;
        for item in accept_language
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
        {
            let (range, weight) = item
                .split_once(';')
                .map_or((item, 1000), |(range, rest)| (range, weight(rest)));
            let lang = match range.trim() {
                "*" => Some(Self::Vi),
                range => Self::from_code(range),
            };
            foreign |= lang.is_none() && weight > 0;
            if let Some(lang) = lang
                && weight > best.map_or(0, |(weight, _)| weight)
            {
                best = Some((weight, lang));
            }
        }
        match best {
            Some((_, lang)) => lang,
            None if foreign => Self::En,
            None => Self::Vi,
        }
    }
}

/// The weight in thousandths; an unreadable one counts as zero.
fn weight(parameter: &str) -> u16 {
    let Some(value) = parameter
        .trim()
        .strip_prefix("q=")
        .and_then(|value| value.trim().parse::<f32>().ok())
    else {
        return 0;
    };
    // At most 1000, so it fits; a negative or missing number becomes 0.
    (value.clamp(0.0, 1.0) * 1000.0) as u16
}
