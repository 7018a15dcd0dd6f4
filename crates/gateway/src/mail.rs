//! Mail out by SMTP, or into a list that tests read.

use std::sync::{Arc, Mutex, PoisonError};

use lettre::message::header::ContentType;
use lettre::message::{Attachment as Attached, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use quen_core::{Error, Result};

/// A mail to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Address of the reader.
    pub to: String,
    /// Name of the reader.
    pub to_name: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML made by the program, never by a stranger; the plain text stands beside it.
    pub html: Option<String>,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
}

/// A file that goes with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// How to reach the mail server of a workspace.
#[derive(Clone, PartialEq, Eq)]
pub struct Smtp {
    /// Host name.
    pub host: String,
    /// 465 means TLS from the start, 587 STARTTLS, others as `tls` says.
    pub port: u16,
    /// Demand encryption.
    pub tls: bool,
    /// Account, empty for none.
    pub user: String,
    /// Password.
    pub password: String,
    /// Address of the sender.
    pub from: String,
    /// Name of the sender.
    pub from_name: String,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{})", self.host, self.port)
    }
}

/// Sends mail.
#[derive(Debug, Clone)]
pub enum Mailer {
    /// Over the network.
    Network,
    /// Into a list.
    Memory(Arc<Mutex<Vec<Mail>>>),
}

impl Mailer {
    /// A list that tests read.
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Takes what was sent; empty for the network.
    pub fn take(&self) -> Vec<Mail> {
        match self {
            Self::Network => Vec::new(),
            Self::Memory(list) => {
                std::mem::take(&mut list.lock().unwrap_or_else(PoisonError::into_inner))
            }
        }
    }

    /// Sends one mail and waits for the server's word.
    ///
    /// # Errors
    /// `bad-email` for an address the mail server's grammar refuses, `mail-refused` with the server's words, `mail-sign-in`
    /// for a wrong account, `mail-unreachable`, `mail-timeout` or `mail-tls` when no answer came.
    pub async fn send(&self, smtp: &Smtp, mail: Mail) -> Result<()> {
        match self {
            Self::Memory(list) => {
                list.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(mail);
                Ok(())
            }
            Self::Network => {
                let message = message(smtp, mail)?;
                transport(smtp)?
                    .send(message)
                    .await
                    .map(drop)
                    .map_err(|error| refused(&error))
            }
        }
    }
}

fn message(smtp: &Smtp, mail: Mail) -> Result<Message> {
    let address = |field: &'static str, text: &str| {
        text.parse().map_err(|_| Error::invalid(field, "bad-email"))
    };
    let from = Mailbox::new(Some(smtp.from_name.clone()), address("from", &smtp.from)?);
    let to = Mailbox::new(
        Some(mail.to_name).filter(|n| !n.is_empty()),
        address("to", &mail.to)?,
    );
    let mut builder = Message::builder().from(from).to(to).subject(mail.subject);
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(Mailbox::new(None, address("reply_to", reply_to)?));
    }
    let plain = |text| {
        let part = SinglePart::builder().header(ContentType::TEXT_PLAIN);
        part.body::<String>(text)
    };
    let built = match (mail.html, mail.attachments.is_empty()) {
        (Some(html), true) => builder.multipart(MultiPart::alternative_plain_html(mail.text, html)),
        (None, true) => builder.singlepart(plain(mail.text)),
        (html, false) => {
            let said = match html {
                Some(html) => {
                    MultiPart::mixed().multipart(MultiPart::alternative_plain_html(mail.text, html))
                }
                None => MultiPart::mixed().singlepart(plain(mail.text)),
            };
            let whole = mail.attachments.into_iter().fold(said, |said, file| {
                let unknown = ContentType::parse("application/octet-stream");
                let kind = ContentType::parse(&file.media_type).or(unknown);
                let kind = kind.unwrap_or(ContentType::TEXT_PLAIN);
                said.singlepart(Attached::new(file.name).body(file.bytes, kind))
            });
            builder.multipart(whole)
        }
    };
    built.map_err(|error| Error::Internal(format!("mail: {error}")))
}

fn transport(smtp: &Smtp) -> Result<AsyncSmtpTransport<Tokio1Executor>> {
    type Transport = AsyncSmtpTransport<Tokio1Executor>;
    let builder = match (smtp.port, smtp.tls) {
        (465, _) => Transport::relay(&smtp.host),
        (_, true) => Transport::starttls_relay(&smtp.host),
        (_, false) => Ok(Transport::builder_dangerous(&smtp.host)),
    };
    let mut builder = builder
        .map_err(|_| Error::invalid("smtp_host", "bad-host"))?
        .port(smtp.port);
    builder = builder.timeout(Some(std::time::Duration::from_secs(20)));
    if !smtp.user.is_empty() {
        builder = builder.credentials(Credentials::new(smtp.user.clone(), smtp.password.clone()));
    }
    Ok(builder.build())
}

/// The server's answer as a sentence of ours, with its own words where they help.
fn refused(error: &lettre::transport::smtp::Error) -> Error {
    let Some(code) = error.status() else {
        return Error::conflict(if error.is_timeout() {
            "mail-timeout"
        } else if error.is_tls() {
            "mail-tls"
        } else {
            "mail-unreachable"
        });
    };
    match u16::from(code) {
        // RFC 4954, 6: wrong account or password, or an account is needed.
        530 | 534 | 535 | 538 => Error::conflict("mail-sign-in"),
        _ => Error::Conflict {
            code: "mail-refused",
            args: vec![("answer", answer(error))],
        },
    }
}

/// The words of the server on one line.
fn answer(error: &lettre::transport::smtp::Error) -> String {
    let text = error.to_string().replace(char::is_control, " ");
    text.chars().take(200).collect()
}
