//! What an element asks of the server through htmx. Every element that uses it must also work without:
//! a link keeps its `href`, a form its `action`. Never `hx-on` or `js:` values; the content policy forbids them.

/// The htmx attributes of one element. All are optional; `Hx::default()` writes nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hx<'a> {
    /// `hx-get`: the address to fetch.
    pub get: Option<&'a str>,
    /// `hx-post`: the address to send to.
    pub post: Option<&'a str>,
    /// `hx-patch`: the address to change.
    pub patch: Option<&'a str>,
    /// `hx-delete`: the address to remove. It sends no form values without `include`.
    pub delete: Option<&'a str>,
    /// `hx-target`: selector of the element that receives the answer; absent: the element itself.
    pub target: Option<&'a str>,
    /// `hx-swap`: `innerHTML`, `outerHTML`, `innerMorph`, `outerMorph`, `beforeend`, `none` and so on.
    pub swap: Option<&'a str>,
    /// `hx-select`: selector of the part of the answer to keep.
    pub select: Option<&'a str>,
    /// `hx-trigger`: the event, such as `change` or `input changed delay:200ms`.
    pub trigger: Option<&'a str>,
    /// `hx-include`: selector of further fields to send.
    pub include: Option<&'a str>,
    /// `hx-vals`: further values as a JSON object.
    pub vals: Option<&'a str>,
    /// `hx-sync`: what to do with a request under way, such as `this:replace`.
    pub sync: Option<&'a str>,
    /// `hx-push-url`: `true`, or the address to show.
    pub push_url: Option<&'a str>,
    /// `hx-confirm`: the question the confirm dialog asks first.
    pub confirm: Option<&'a str>,
}

impl<'a> Hx<'a> {
    /// Fetches `address` into `target`.
    pub fn get(address: &'a str, target: &'a str) -> Self {
        Self {
            get: Some(address),
            target: Some(target),
            ..Self::default()
        }
    }

    /// Sends the form or element to `address` and puts the answer into `target`.
    pub fn post(address: &'a str, target: &'a str) -> Self {
        Self {
            post: Some(address),
            target: Some(target),
            ..Self::default()
        }
    }
}
