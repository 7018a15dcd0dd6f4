//! Passwords, token hashes and sealed settings. Secrets are never logged and never leave in plain.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use quen_core::{Error, Result};
use quen_gateway::Random;
use sha2::{Digest, Sha256};

/// Memory in KiB, passes and lanes of argon2id: OWASP's second recommendation (19 MiB, 2, 1).
const ARGON2: (u32, u32, u32) = (19_456, 2, 1);
/// Bytes of the nonce of XChaCha20-Poly1305.
const NONCE: usize = 24;

/// The key that seals secrets at rest.
#[derive(Clone)]
pub struct Secrets {
    key: [u8; 32],
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    /// From the key file.
    pub fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// Seals a text: base64 of nonce and ciphertext.
    ///
    /// # Errors
    /// Internal, when the cipher refuses.
    pub fn seal(&self, random: &Random, plain: &str) -> Result<String> {
        let mut nonce = [0_u8; NONCE];
        random.fill(&mut nonce);
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), plain.as_bytes())
            .map_err(|_| broken())?;
        Ok(STANDARD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what [`Self::seal`] made with the same key.
    ///
    /// # Errors
    /// `secret-unreadable` when the key is another one.
    pub fn open(&self, sealed: &str) -> Result<String> {
        let unreadable = || Error::conflict("secret-unreadable");
        let bytes = STANDARD.decode(sealed).map_err(|_| unreadable())?;
        let (nonce, body) = bytes.split_at_checked(NONCE).ok_or_else(unreadable)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| unreadable())?;
        let plain = self
            .cipher()
            .decrypt(&XNonce::from(nonce), body)
            .map_err(|_| unreadable())?;
        String::from_utf8(plain).map_err(|_| unreadable())
    }

    /// A keyed digest for CSRF tokens and cookies, in hexadecimal.
    pub fn sign(&self, purpose: &str, text: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(self.key);
        hash.update(purpose.as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        let inner = hash.finalize();
        hex(&Sha256::new()
            .chain_update(self.key)
            .chain_update(inner)
            .finalize())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.key.into())
    }
}

/// What a session or token secret is stored as.
pub fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Hashes a password; runs on a thread of its own, for it takes tens of milliseconds and 19 MiB.
///
/// # Errors
/// Internal, when memory is short.
pub async fn hash_password(password: &str) -> Result<String> {
    let password = password.to_owned();
    aside(move || {
        argon2()?
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|_| broken())
    })
    .await?
}

/// Checks a password. Without a hash it still takes as long, so that nobody learns which accounts exist.
///
/// # Errors
/// Internal, when memory is short.
pub async fn verify_password(password: &str, hash: Option<&str>) -> Result<bool> {
    /// argon2id of a random text nobody knows.
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBzYWx0IHRvIHVzZQ$tUYzKxLh0a8aX2dCFgR4r6JqHsuMKwwjQBKJvVbZ7wI";
    let (password, known, hash) = (
        password.to_owned(),
        hash.is_some(),
        hash.unwrap_or(NOBODY).to_owned(),
    );
    aside(move || {
        let Ok(parsed) = PasswordHash::new(&hash) else {
            return Ok(false);
        };
        Ok(argon2()?
            .verify_password(password.as_bytes(), &parsed)
            .is_ok()
            && known)
    })
    .await?
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| broken())
}

fn argon2() -> Result<Argon2<'static>> {
    let (memory, passes, lanes) = ARGON2;
    let params = Params::new(memory, passes, lanes, None).map_err(|_| broken())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn broken() -> Error {
    Error::Internal("cipher or hash failed".to_owned())
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_opens_with_its_key_only() {
        let random = Random::seeded(1);
        let secrets = Secrets::new([7; 32]);
        let sealed = secrets.seal(&random, "mật khẩu SMTP").unwrap();
        assert!(!sealed.contains("SMTP"));
        assert_eq!(secrets.open(&sealed).unwrap(), "mật khẩu SMTP");
        assert!(Secrets::new([8; 32]).open(&sealed).is_err());
        assert!(secrets.open("AAAA").is_err());
    }

    #[tokio::test]
    async fn passwords() {
        let hash = hash_password("cà phê sữa đá").await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify_password("cà phê sữa đá", Some(&hash)).await.unwrap());
        assert!(!verify_password("ca phe sua da", Some(&hash)).await.unwrap());
        assert!(!verify_password("x", None).await.unwrap());
    }
}
