//! What is measured: each endpoint of the product with its bare twin, both listening.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Bytes;
use serde_json::Value as Json;
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::bare::{self, Answer, Bare};
use crate::client::Connection;
use crate::load::{Requests, Target};
use crate::stage::Stage;
use crate::{Outcome, regular, stage};

/// Records whose pages are asked for in turn.
const TURNS: usize = 500;

/// The list of customers, newest first.
const NEWEST: &str = "/api/v1/parties?limit=50&sort=-created_at";

/// Two that answer the same question, and what is expected of the first beside the second.
pub struct Pair {
    /// Shown in the table.
    pub name: String,
    /// The product, or the deep page of it.
    pub ours: Target,
    /// The bare handler, or the first page.
    pub limit: Target,
    /// What is expected.
    pub bar: Bar,
}

/// What is expected of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// Half the throughput of the limit, 99 of 100 answers within 50 ms at a third of it.
    Read,
    /// Half the throughput of the limit.
    Write,
    /// A deep page costs what the first costs, within a quarter.
    Deep,
}

/// Asks the product and sets up its twins.
struct Setting<'a> {
    stage: &'a Stage,
    product: SocketAddr,
    connection: Connection,
}

/// Starts the product and every twin.
///
/// # Errors
/// When something does not answer as it should.
pub async fn pairs(stage: &Stage, scale: &stage::Scale) -> Outcome<Vec<Pair>> {
    let product = serve(stage).await?;
    let connection = Connection::open(product).await?;
    let mut setting = Setting {
        stage,
        product,
        connection,
    };
    let list = NEWEST;
    let found = "/api/v1/parties?limit=50&q=nguyen";
    let ids = setting.ids().await?;
    // One of whom very much is known: 500 facts, 5,000 interactions, 200 promises.
    let regular = [regular::customer(&stage.ctx).await?];
    let profiles: Vec<String> = each(&ids, "/api/v1/parties");
    let profiles: Vec<String> = profiles
        .iter()
        .map(|path| format!("{path}/profile"))
        .collect();
    Ok(vec![
        setting
            .read("GET list", &[list.to_owned()], &[], true)
            .await?,
        setting
            .read("GET search nguyen", &[found.to_owned()], &[], true)
            .await?,
        setting
            .read("GET one", &each(&ids, "/api/v1/parties"), &ids, true)
            .await?,
        setting.read("GET profile", &profiles, &ids, false).await?,
        setting
            .read("page list", &["/parties".to_owned()], &[], false)
            .await?,
        setting
            .read("page search", &["/parties?q=nguyen".to_owned()], &[], false)
            .await?,
        setting
            .read("page customer", &each(&ids, "/parties"), &ids, false)
            .await?,
        setting
            .read("page regular", &each(&regular, "/parties"), &regular, false)
            .await?,
        setting.deep("deep list", list, scale.parties / 2).await?,
        setting
            .deep("deep search", found, scale.parties / 8)
            .await?,
        // Last, for its customers would be the newest that the others ask for.
        setting.write("POST one").await?,
    ])
}

/// The pages of a customer of whom very much is known and of anybody, each beside its twin; then the first beside the second, which
/// is to cost about as much: what grows with the years is paged.
///
/// # Errors
/// When something does not answer as it should.
pub async fn of_one_customer(stage: &Stage) -> Outcome<Vec<Pair>> {
    let product = serve(stage).await?;
    let connection = Connection::open(product).await?;
    let mut setting = Setting {
        stage,
        product,
        connection,
    };
    let regular = [regular::customer(&stage.ctx).await?];
    let mut ids = setting.ids().await?;
    ids.retain(|id| !regular.contains(id));
    let anybody = ids.get(..1).ok_or("an empty book")?;
    let mut pairs = Vec::new();
    for (who, turns) in [("regular", &regular[..]), ("anybody", anybody)] {
        for (what, folder, end) in PAGES {
            let paths = each(turns, folder);
            let paths: Vec<String> = paths.iter().map(|path| format!("{path}{end}")).collect();
            let name = format!("{what} of {who}");
            pairs.push(setting.read(&name, &paths, turns, false).await?);
        }
    }
    for (what, folder, end) in PAGES {
        let ask = |turns: &[Uuid]| -> Vec<Vec<u8>> {
            let paths = each(turns, folder).into_iter();
            let paths = paths.map(|path| format!("{path}{end}"));
            paths
                .map(|path| setting.get(&path, path.starts_with("/api/")))
                .collect()
        };
        pairs.push(Pair {
            name: format!("{what}: regular beside anybody"),
            ours: setting.target(ask(&regular)),
            limit: setting.target(ask(anybody)),
            bar: Bar::Deep,
        });
    }
    Ok(pairs)
}

/// What is asked about one customer: its name, the folder in front of the id, what comes behind.
const PAGES: [(&str, &str, &str); 4] = [
    ("page", "/parties", ""),
    ("page of talks", "/parties", "?only=interactions"),
    ("profile", "/api/v1/parties", "/profile"),
    ("timeline", "/api/v1/parties", "/timeline"),
];

/// Starts the product; answers its list, to be asked for beside other work.
///
/// # Errors
/// When the product does not start.
pub async fn list(stage: &Stage) -> Outcome<Target> {
    let product = serve(stage).await?;
    let connection = Connection::open(product).await?;
    let setting = Setting {
        stage,
        product,
        connection,
    };
    Ok(setting.target(vec![setting.get(NEWEST, true)]))
}

fn each(ids: &[Uuid], folder: &str) -> Vec<String> {
    ids.iter().map(|id| format!("{folder}/{id}")).collect()
}

/// The product as the binary serves it, on a port of its own.
async fn serve(stage: &Stage) -> Outcome<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let routes = quen::routes(&stage.app);
    tokio::spawn(quen_http::server::serve(
        listener,
        routes,
        std::future::pending(),
    ));
    Ok(address)
}

impl Setting<'_> {
    async fn read(
        &mut self,
        name: &str,
        paths: &[String],
        turns: &[Uuid],
        records: bool,
    ) -> Outcome<Pair> {
        let of = |path: &String| self.get(path, path.starts_with("/api/"));
        let requests: Vec<Vec<u8>> = paths.iter().map(of).collect();
        let first = requests.first().cloned().ok_or("nothing to ask")?;
        let (body, statements) = self.heard(&first).await?;
        let answer = if records {
            Answer::Records
        } else {
            Answer::Ready(Bytes::from(body))
        };
        let bare = Bare {
            db: self.stage.app.db.clone(),
            workspace: self.stage.ctx.actor.workspace_id,
            statements,
            turns: turns.to_vec(),
            answer,
        };
        let steps = bare.statements.len();
        let limit = bare::serve_reads(bare).await?;
        Ok(Pair {
            name: format!("{name} ({steps} SQL)"),
            ours: self.target(requests),
            limit: Target {
                address: limit,
                requests: Requests::Turns(Arc::new([get("/", "")])),
            },
            bar: Bar::Read,
        })
    }

    async fn write(&mut self, name: &str) -> Outcome<Pair> {
        let limit = bare::serve_writes(self.stage.ctx.clone()).await?;
        let credentials = self.credentials(true);
        let to = |path: &'static str, credentials: String| {
            Requests::Made(Arc::new(move |number| post(path, &credentials, number)))
        };
        Ok(Pair {
            name: name.to_owned(),
            ours: Target {
                address: self.product,
                requests: to("/api/v1/parties", credentials),
            },
            limit: Target {
                address: limit,
                requests: to("/", String::new()),
            },
            bar: Bar::Write,
        })
    }

    /// The page behind about `depth` rows, beside the first.
    async fn deep(&mut self, name: &str, path: &str, depth: usize) -> Outcome<Pair> {
        let step = 200;
        let mut cursor = None;
        for _ in 0..(depth / step).max(1) {
            let page = self
                .json(&from(
                    &path.replace("limit=50", "limit=200"),
                    cursor.as_deref(),
                ))
                .await?;
            let next = page.get("next_cursor").and_then(Json::as_str);
            cursor = Some(next.ok_or("the list ends before the deep page")?.to_owned());
        }
        let deep = self.get(&from(path, cursor.as_deref()), true);
        let first = self.get(path, true);
        Ok(Pair {
            name: format!("{name} (row {depth})"),
            ours: self.target(vec![deep]),
            limit: self.target(vec![first]),
            bar: Bar::Deep,
        })
    }

    /// Parties from all over the book.
    async fn ids(&mut self) -> Outcome<Vec<Uuid>> {
        let mut ids = Vec::new();
        let mut cursor: Option<String> = None;
        while ids.len() < TURNS {
            let page = self
                .json(&from("/api/v1/parties?limit=200", cursor.as_deref()))
                .await?;
            let rows = page.get("data").and_then(Json::as_array).ok_or("no rows")?;
            let some = rows
                .iter()
                .filter_map(|row| row.get("id")?.as_str()?.parse::<Uuid>().ok());
            ids.extend(some);
            match page.get("next_cursor").and_then(Json::as_str) {
                Some(next) => cursor = Some(next.to_owned()),
                None => break,
            }
        }
        ids.truncate(TURNS);
        Ok(ids)
    }

    /// The body and the statements of one request, asked twice so that nothing is asked for the first time.
    async fn heard(&mut self, request: &[u8]) -> Outcome<(Vec<u8>, Vec<quen_store::db::Sql>)> {
        self.body(request).await?;
        self.stage.ear.open();
        let body = self.body(request).await;
        let statements = self.stage.ear.close();
        Ok((body?, statements))
    }

    async fn json(&mut self, path: &str) -> Outcome<Json> {
        let request = self.get(path, true);
        Ok(serde_json::from_slice(&self.body(&request).await?)?)
    }

    async fn body(&mut self, request: &[u8]) -> Outcome<Vec<u8>> {
        let reply = self.connection.ask(request).await?;
        let bytes = self.connection.bytes().get(reply.head..reply.whole);
        let body = bytes.unwrap_or_default().to_vec();
        if reply.status == 200 {
            return Ok(body);
        }
        let asked = String::from_utf8_lossy(request).into_owned();
        Err(format!(
            "{asked} was answered {}: {}",
            reply.status,
            String::from_utf8_lossy(&body)
        )
        .into())
    }

    fn target(&self, requests: Vec<Vec<u8>>) -> Target {
        Target {
            address: self.product,
            requests: Requests::Turns(requests.into()),
        }
    }

    fn get(&self, path: &str, api: bool) -> Vec<u8> {
        get(path, &self.credentials(api))
    }

    fn credentials(&self, api: bool) -> String {
        if api {
            format!("Authorization: Bearer {}\r\n", self.stage.token)
        } else {
            let form = "b".repeat(43);
            format!(
                "Cookie: quen_session={}; quen_form={form}\r\n",
                self.stage.session
            )
        }
    }
}

fn from(path: &str, cursor: Option<&str>) -> String {
    cursor.map_or_else(
        || path.to_owned(),
        |cursor| format!("{path}&cursor={cursor}"),
    )
}

fn get(path: &str, credentials: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: vi\r\n{credentials}\r\n")
        .into_bytes()
}

fn post(path: &str, credentials: &str, number: u64) -> Vec<u8> {
    let family = ["Nguyễn", "Trần", "Lê"]
        .get((number % 3) as usize)
        .unwrap_or(&"Nguyễn");
    let body = format!(
        r#"{{"name":"{family} Thị Hồng {number}","phones":["08{:08}"]}}"#,
        10_000_000 + number % 89_000_000
    );
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{credentials}\r\n{body}",
        body.len()
    )
    .into_bytes()
}
