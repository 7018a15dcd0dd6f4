//! Who works here, how they get in, and what they may: through every door.

mod clashes;
mod colleagues;
mod doors;
mod ended;
mod forgery;
mod keys;
mod leaving;
mod matrix;
mod news;
mod settings;

pub(crate) use doors::mails;

use quen_testkit::TestApp;

/// A browser's cookie line and page token, for requests put together by hand.
pub(crate) fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split(from)
        .nth(1)
        .and_then(|rest| rest.split(to).next())
        .unwrap_or_default()
}

/// Sets a mail server for the first workspace, as its owner.
pub(crate) async fn with_mail(app: &TestApp, owner: &str) {
    let form = quen_service::workspaces::SmtpForm {
        host: "smtp.gio.vn".into(),
        port: "587".into(),
        tls: true,
        user: "chao".into(),
        password: "bí mật của máy chủ".into(),
        from: "chao@gio.vn".into(),
        from_name: String::new(),
        version: None,
    };
    quen_service::workspaces::set_smtp(&app.ctx(owner).await, form)
        .await
        .unwrap();
}
