//! Whether a word is a possible Vietnamese syllable: initial, rime and tone that go together.
//! Must never be used to judge names: minority and foreign names break these rules rightly.

use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Whether the word, in any case, is one possible syllable.
pub(super) fn is_syllable(word: &str) -> bool {
    let Some((letters, tone)) = without_tone(word) else {
        return false;
    };
    let rime_fits = |rime: &str| RIMES.contains(rime) && tone_fits(rime, tone);
    INITIALS
        .iter()
        .filter_map(|initial| letters.strip_prefix(initial))
        .any(rime_fits)
}

/// Consonants that open a syllable; `qu` and `gi` hold a vowel letter of their own.
const INITIALS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

static RIMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch \
     êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao \
     oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn \
     ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy uya uych uyên uyêt uynh uyt uyu uôc uôi uôm \
     uôn uông uôt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ych yêm yên yêng yêt yêu ynh yt"
        .split_whitespace()
        .collect()
});

/// Lower-case letters with their shape marks, and the tone mark. `None` with two tones or something that is no letter.
fn without_tone(word: &str) -> Option<(String, Option<char>)> {
    let mut tone = None;
    let mut rest = String::with_capacity(word.len());
    for part in word.chars().flat_map(char::to_lowercase).nfd() {
        match part {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {
                if tone.replace(part).is_some() {
                    return None;
                }
            }
            '\u{302}' | '\u{306}' | '\u{31B}' => rest.push(part),
            part if part.is_alphabetic() => rest.push(part),
            _ => return None,
        }
    }
    Some((rest.nfc().collect(), tone))
}

/// Syllables that end in a stop have the tones sắc or nặng only.
fn tone_fits(rime: &str, tone: Option<char>) -> bool {
    let stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
    !stopped || matches!(tone, Some('\u{301}' | '\u{323}'))
}
