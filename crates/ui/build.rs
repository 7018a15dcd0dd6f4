//! Asks cargo to compile the crate again when the built page assets change, because rust-embed notices
//! changed files but not new ones. It must never build assets itself: that is `npm run assets`.

fn main() {
    println!("cargo:rerun-if-changed=assets/dist");
    println!("cargo:rerun-if-changed=assets/icons.txt");
}
