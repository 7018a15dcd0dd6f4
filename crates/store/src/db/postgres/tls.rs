//! Reading the address of a PostgreSQL server and deciding on encryption. With `sslmode=require`
//! (or `verify-full`) the certificate is verified against the public roots, or against
//! `sslrootcert=FILE` alone. Without it the connection is plain, which is meant for the same machine.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::DbError;

pub(super) struct Target {
    config: tokio_postgres::Config,
    root_file: Option<String>,
}

impl Target {
    /// Takes our `sslrootcert` out of the address and gives the rest to the driver.
    pub(super) fn parse(url: &str) -> Result<Self, DbError> {
        let (base, query) = url.split_once('?').unwrap_or((url, ""));
        let mut root_file = None;
        let mut kept = Vec::new();
        for option in query.split('&').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("sslrootcert", file)) => root_file = Some(file.to_owned()),
                Some(("sslmode", "verify-full" | "verify-ca")) => kept.push("sslmode=require"),
                _ => kept.push(option),
            }
        }
        let mut config: tokio_postgres::Config = format!("{base}?{}", kept.join("&"))
            .parse()
            .map_err(|error: tokio_postgres::Error| DbError::Url(error.to_string()))?;
        if config.get_ssl_mode() != SslMode::Require {
            config.ssl_mode(SslMode::Disable);
        }
        if config.get_application_name().is_none() {
            config.application_name("quen");
        }
        let target = Self { config, root_file };
        target.warn_when_plain();
        Ok(target)
    }

    pub(super) fn config(&self) -> &tokio_postgres::Config {
        &self.config
    }

    /// The verifying connector; `None` for a plain connection.
    pub(super) fn connector(&self) -> Result<Option<MakeRustlsConnect>, DbError> {
        if self.config.get_ssl_mode() != SslMode::Require {
            return Ok(None);
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| DbError::Connection(error.to_string()))?
            .with_root_certificates(self.roots()?)
            .with_no_client_auth();
        Ok(Some(MakeRustlsConnect::new(config)))
    }

    fn roots(&self) -> Result<RootCertStore, DbError> {
        let Some(file) = &self.root_file else {
            let public = webpki_roots::TLS_SERVER_ROOTS.iter().cloned();
            return Ok(public.collect());
        };
        let unusable = |error: String| DbError::Url(format!("sslrootcert {file}: {error}"));
        let mut roots = RootCertStore::empty();
        for certificate in
            CertificateDer::pem_file_iter(file).map_err(|error| unusable(error.to_string()))?
        {
            let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
            roots
                .add(certificate)
                .map_err(|error| unusable(error.to_string()))?;
        }
        Ok(roots)
    }

    fn warn_when_plain(&self) {
        let local = self.config.get_hosts().iter().all(|host| match host {
            Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
            #[cfg(unix)]
            Host::Unix(_) => true,
        });
        if !local && self.config.get_ssl_mode() != SslMode::Require {
            tracing::warn!("the connection to PostgreSQL is not encrypted; add sslmode=require");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encryption_is_used_when_asked_for() {
        let plain = Target::parse("postgres://q@localhost/quen").unwrap();
        assert!(plain.connector().unwrap().is_none());
        for mode in ["require", "verify-full"] {
            let url = format!("postgres://q@db.example/quen?sslmode={mode}");
            assert!(Target::parse(&url).unwrap().connector().unwrap().is_some());
        }
    }

    #[test]
    fn a_missing_root_file_is_named() {
        let target = Target::parse("postgres://q@db/quen?sslmode=require&sslrootcert=/no/file.pem");
        let refusal = target.unwrap().connector().map(|_| ());
        assert!(matches!(refusal, Err(DbError::Url(text)) if text.contains("/no/file.pem")));
    }
}
