//! The words of the frame itself, handed in translated. No word may be added to the frame but through here.

/// Every word the frame shows or reads out.
#[derive(Debug, Clone, Copy, Default)]
pub struct FrameLabels<'a> {
    /// "Skip to content".
    pub skip: &'a str,
    /// Name of the sidebar, such as "Main navigation".
    pub main_nav: &'a str,
    /// Name of the phone's tab bar.
    pub phone_nav: &'a str,
    /// Name of the path in the page bar.
    pub path: &'a str,
    /// "Find or command".
    pub find: &'a str,
    /// Placeholder of the palette's field.
    pub find_hint: &'a str,
    /// Name of the palette's results.
    pub results: &'a str,
    /// Beside the key that shows what can be done with the customer chosen in the palette.
    pub more_acts: &'a str,
    /// A line at the palette's foot, such as that marks may be left out.
    pub find_note: &'a str,
    /// Heading of the places in the palette and of the G shortcuts.
    pub go_to: &'a str,
    /// "choose", beside the arrow keys.
    pub choose: &'a str,
    /// "open", beside the Enter key.
    pub open: &'a str,
    /// "Create".
    pub create: &'a str,
    /// "More", on the phone.
    pub more: &'a str,
    /// "Switch between light and dark".
    pub theme: &'a str,
    /// "Settings".
    pub settings: &'a str,
    /// "Close".
    pub close: &'a str,
    /// Name of the drawer.
    pub drawer: &'a str,
    /// Title of the list of shortcuts.
    pub shortcuts: &'a str,
    /// Heading "Everywhere" in that list.
    pub everywhere: &'a str,
    /// "Find in this page".
    pub find_in_page: &'a str,
    /// Title of the dialog that asks before an act that takes away.
    pub confirm: &'a str,
    /// Its button that goes on.
    pub confirm_yes: &'a str,
    /// Its button that does not.
    pub confirm_no: &'a str,
    /// "No connection. Nothing was lost; try again."
    pub offline: &'a str,
    /// "Something went wrong here. Try again."
    pub failed: &'a str,
    /// "Somebody signed in anew in this browser: press again".
    pub renewed: &'a str,
    /// "You are signed out: sign in in another tab, what was typed stays".
    pub ended: &'a str,
}
