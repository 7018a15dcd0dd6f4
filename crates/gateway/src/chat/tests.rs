//! Which addresses are reached, and whose certificates are believed: a stand-in on this machine with a chain of its own.

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::*;

fn chat(address: &str, private: bool) -> Chat {
    Chat {
        address: address.to_owned(),
        model: "m".to_owned(),
        key: "sk-very-secret".to_owned(),
        timeout: Duration::from_secs(2),
        private,
    }
}

#[tokio::test]
async fn only_addresses_that_may_be_reached_are() {
    let code = |address: &str, private| {
        let chat = chat(address, private);
        async move {
            match chat.ask("i", "t").await {
                Err(Error::Conflict { code, .. }) => code,
                other => panic!("{other:?}"),
            }
        }
    };
    for bad in [
        "",
        "ftp://a/v1",
        "a b",
        "https://a:b@c/v1",
        "http://a/v1?x=1",
    ] {
        assert_eq!(code(bad, true).await, "model-address", "{bad}");
    }
    for near in [
        "http://127.0.0.1:1/v1",
        "http://[::1]:1/v1",
        "https://169.254.169.254/v1",
    ] {
        assert_eq!(code(near, false).await, "model-private", "{near}");
    }
    assert_eq!(
        code("http://127.0.0.1:1/v1", true).await,
        "model-unreachable"
    );
    assert_eq!(code("http://1.1.1.1:1/v1", true).await, "model-plain");
}

#[test]
fn the_key_is_not_shown() {
    assert!(!format!("{:?}", chat("https://a/v1", false)).contains("secret"));
    assert_eq!(
        Place::read("https://a.vn:8443/x/").unwrap().path,
        "/x/chat/completions"
    );
}

/// An authority and what it signs with.
struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn params() -> CertificateParams {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
    }

    fn root() -> Self {
        let (params, key) = (Self::params(), KeyPair::generate().unwrap());
        let certificate = params.self_signed(&key).unwrap();
        Self {
            certificate,
            issuer: Issuer::new(params, key),
        }
    }

    fn between(root: &Self) -> Self {
        let (mut params, key) = (Self::params(), KeyPair::generate().unwrap());
        params
            .distinguished_name
            .push(rcgen::DnType::CommonName, "between");
        let certificate = params.signed_by(&key, &root.issuer).unwrap();
        Self {
            certificate,
            issuer: Issuer::new(params, key),
        }
    }

    fn trusted(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.der().clone()).unwrap();
        roots
    }
}

/// A machine for `name` whose certificate ends in `until`; answers where it listens.
async fn stand_in(between: &Authority, name: &str, until: i32, whole: bool) -> u16 {
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_after = date_time_ymd(until, 1, 1);
    let key = KeyPair::generate().unwrap();
    let leaf = params.signed_by(&key, &between.issuer).unwrap();
    let mut chain: Vec<CertificateDer<'static>> = vec![leaf.der().clone()];
    chain.extend(whole.then(|| between.certificate.der().clone()));
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut asked = vec![0; 4_096];
            let _ = stream.read(&mut asked).await;
            let body = json!({ "choices": [{ "message": { "content": "dạ" } }] }).to_string();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
            let _ = stream.write_all((head + &body).as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    port
}

#[tokio::test]
async fn a_whole_chain_to_a_believed_root_is_asked_for() {
    let root = Authority::root();
    let between = Authority::between(&root);
    let ask = |port: u16, roots: RootCertStore| async move {
        let chat = chat(&format!("https://localhost:{port}/v1"), true);
        match chat.asked("i", "t", roots).await {
            Ok(words) => words,
            Err(Error::Conflict { code, .. }) => code.to_owned(),
            other => panic!("{other:?}"),
        }
    };
    let good = stand_in(&between, "localhost", 2999, true).await;
    assert_eq!(ask(good, root.trusted()).await, "dạ");
    let stranger = Authority::root();
    assert_eq!(
        ask(good, stranger.trusted()).await,
        "model-tls",
        "a root nobody believes"
    );
    assert_eq!(
        ask(good, public_roots()).await,
        "model-tls",
        "nor the browsers"
    );
    for (name, until, whole, why) in [
        ("api.example.com", 2999, true, "made out to another name"),
        ("localhost", 2001, true, "ended long ago"),
        ("localhost", 2999, false, "the part between is missing"),
    ] {
        let port = stand_in(&between, name, until, whole).await;
        assert_eq!(ask(port, root.trusted()).await, "model-tls", "{why}");
    }
}
