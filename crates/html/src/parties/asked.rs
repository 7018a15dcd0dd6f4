//! Parameters of addresses, as pages read them. It decides nothing about what they mean.

/// Parameters of an address, repeated ones included.
pub type Params = Vec<(String, String)>;

/// The first value of a parameter.
pub fn param<'a>(params: &'a Params, name: &str) -> Option<&'a str> {
    let found = params.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}
