//! What the operator sets, read once: the key file, the database address, the log.

use std::path::Path;

use quen_gateway::Random;
use tracing_subscriber::EnvFilter;

use crate::cli::{Global, LogFormat};

/// Libraries whose detailed messages hold what people typed: never more than their warnings.
const DISCREET: [&str; 5] = [
    "tokio_postgres=warn",
    "hyper=warn",
    "hyper_util=warn",
    "h2=warn",
    "rustls=warn",
];

/// The log goes to stderr; `RUST_LOG` chooses what.
pub fn start_log(format: LogFormat) {
    let chosen =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,quen=info"));
    let filter = DISCREET
        .iter()
        .filter_map(|line| line.parse().ok())
        .fold(chosen, EnvFilter::add_directive);
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .with_span_list(false)
            .init(),
    }
}

/// The database's address.
pub fn database_url(global: &Global) -> String {
    global
        .database_url
        .clone()
        .unwrap_or_else(|| format!("sqlite:{}", global.data_dir.join("quen.db").display()))
}

/// The key that seals secrets: `QUEN_SECRET_KEY` (64 hexadecimal digits) or `DATA_DIR/secret.key`, made when absent.
///
/// # Errors
/// When the file cannot be read or made, or does not hold a key.
pub fn secret_key(data_dir: &Path, random: &Random) -> Result<[u8; 32], String> {
    if let Some(text) = std::env::var_os("QUEN_SECRET_KEY") {
        return parse_key(&text.to_string_lossy())
            .ok_or_else(|| "QUEN_SECRET_KEY must be 64 hexadecimal digits".to_owned());
    }
    let path = data_dir.join("secret.key");
    if !path.exists() {
        let mut key = [0_u8; 32];
        random.fill(&mut key);
        write_private(&path, &quen_service::secrets::hex(&key))
            .map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    }
    let text = std::fs::read_to_string(&path)
        .map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    parse_key(&text).ok_or_else(|| {
        format!(
            "{} does not hold a key of 64 hexadecimal digits",
            path.display()
        )
    })
}

fn parse_key(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..64)
        .step_by(2)
        .map(|i| {
            text.get(i..i + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        })
        .collect();
    bytes?.try_into().ok()
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    writeln!(file, "{text}")
}
