//! The keys of the colleague who looks, as pages name them: what a button shows, what the frame hands to the script.

use quen_core::keys::{Keys, SHORTCUTS};
use quen_http::SignedIn;
use quen_words::Words;
use serde_json::{Map, Value};

/// The keys of this colleague.
pub fn of(me: &SignedIn) -> Keys {
    Keys::of(&me.identity.user.preferences)
}

/// The key of one act as pages write it; none while single keys are off.
pub fn shown(me: &SignedIn, id: &str) -> Option<String> {
    of(me).shown(id)
}

/// Every act with its key, for the script.
pub fn packed(keys: &Keys) -> String {
    let all: Map<String, Value> = SHORTCUTS
        .iter()
        .filter_map(|shortcut| {
            Some((
                shortcut.id.to_owned(),
                keys.key(shortcut.id)?.to_string().into(),
            ))
        })
        .collect();
    Value::Object(all).to_string()
}

/// The words of an act with a key.
pub fn label(words: Words, id: &str) -> String {
    words
        .text(&format!("keys-{}", id.replace('_', "-")), &[])
        .into_owned()
}
