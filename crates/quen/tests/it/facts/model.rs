//! A language model that suggests facts: off by default, asked by a click about notes of those who agreed, never believed, never
//! in the way. The model is a stand-in on this machine.

mod settings;

use std::io::Write;
use std::sync::{Arc, Mutex};

use quen_core::access::Role;
use quen_service::workspaces::{SuggesterForm, set_suggester};
use quen_testkit::{Browser, Client, Model, Says, TestApp, on_both};
use serde_json::{Value, json};

use super::{memory, party, statements};

const KEY: &str = "sk-khoa-rat-kin-7261";
const NOTE: &str = "Chị mê cold brew, giao sau 14 giờ nhé. Số 0905218467";

/// A shop with a model, one customer, and one note of hers.
struct Scene {
    app: TestApp,
    program: Client,
    khoi: Browser,
    model: Model,
    ngoc: Value,
    note: Value,
}

impl Scene {
    async fn of(app: TestApp) -> Self {
        let app = app.with_private_addresses();
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let ngoc = party(&program, "Nguyễn Thị Hồng Ngọc").await;
        let note = json!({ "party_id": ngoc, "kind": "note", "channel": "other", "direction": "none", "body": NOTE });
        let note = program.post("/api/v1/interactions", note).await.expect(201)["id"].clone();
        let model = Model::start(Says::Silence).await;
        Self {
            app,
            program,
            khoi,
            model,
            ngoc,
            note,
        }
    }

    fn home(&self) -> String {
        format!("/parties/{}", self.ngoc.as_str().unwrap())
    }

    async fn agrees(&self, answer: &str) {
        let said = json!({ "channel": "notes", "purpose": "processing", "answer": answer, "source": "phone" });
        let path = format!("/api/v1{}/consents", self.home());
        let done = self.program.put(&path, said).await;
        assert!(done.status < 300, "{} {}", done.status, done.text);
    }

    async fn set(&self) {
        self.set_patience(30).await;
    }

    /// Asks the model, and waits so many seconds for its answer.
    async fn set_patience(&self, seconds: u16) {
        let form = SuggesterForm {
            address: self.model.address.clone(),
            model: "thử".into(),
            key: KEY.into(),
            seconds: seconds.to_string(),
            version: None,
        };
        set_suggester(&self.app.ctx("Khôi").await, form)
            .await
            .unwrap();
    }

    async fn asks(&self) -> quen_testkit::Answer {
        let path = format!(
            "/api/v1/interactions/{}/suggestions",
            self.note.as_str().unwrap()
        );
        self.program.post(&path, json!({})).await
    }
}

/// Where the log of a test goes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn good() -> Says {
    let facts = json!([
        { "topic": "product", "quote": "mê cold brew", "value": "cold brew" },
        { "topic": "delivery", "quote": "giao sau 14 giờ", "value": "bất cứ lúc nào" },
        { "topic": "income", "quote": "mê cold brew" },
        { "topic": "plans", "quote": "sắp mở quán ở Huế" },
    ]);
    Says::Words(json!({ "facts": facts }).to_string())
}

#[tokio::test]
async fn nothing_is_sent_until_it_is_set_and_the_customer_agreed() {
    on_both(|app| async move {
        let scene = Scene::of(app).await;
        scene.model.say(good());
        scene.agrees("yes").await;
        assert_eq!(
            scene.asks().await.expect(409)["code"],
            "model-off",
            "off by default"
        );
        assert!(
            !scene
                .khoi
                .open(&scene.home())
                .await
                .text
                .contains("Nhờ máy gợi ý")
        );
        scene.set().await;
        scene.agrees("no").await;
        assert_eq!(scene.asks().await.expect(409)["code"], "model-not-allowed");
        assert!(
            !scene
                .khoi
                .open(&scene.home())
                .await
                .text
                .contains("Nhờ máy gợi ý")
        );
        assert!(scene.model.heard().is_empty(), "not a byte left");
        let vy = scene.app.colleague("Vy", Role::Viewer).await;
        let path = format!(
            "/api/v1/interactions/{}/suggestions",
            scene.note.as_str().unwrap()
        );
        vy.post(&path, json!({})).await.expect(403);
        scene.agrees("yes").await;
        assert_eq!(
            scene.asks().await.expect(200)["data"]
                .as_array()
                .unwrap()
                .len(),
            2
        );
        assert_eq!(scene.model.heard().len(), 1);
        let page = scene.khoi.open(&scene.home()).await.text;
        assert!(
            page.contains("Ngọc cho máy gợi ý đọc lời đã ghi"),
            "the answer is told: {page}"
        );
    })
    .await;
}

#[tokio::test]
async fn good_suggestions_are_shown_with_their_source_and_accepted_by_a_person() {
    on_both(|app| async move {
        let scene = Scene::of(app).await;
        scene.model.say(good());
        scene.set().await;
        scene.agrees("yes").await;
        let home = scene.home();
        assert!(scene.khoi.open(&home).await.text.contains("Nhờ máy gợi ý"));
        let note = scene.note.as_str().unwrap();
        let shown = scene
            .khoi
            .submit(&home, &format!("{home}/readings"), &[("interaction", note)])
            .await;
        assert_eq!(shown.status, 200, "{}", shown.text);
        assert!(
            shown.text.contains("Ghi nhớ: Mê cold brew") && shown.text.contains("Máy 127.0.0.1"),
            "{}",
            shown.text
        );
        assert!(
            !shown.text.contains("Huế"),
            "what was not said is not shown"
        );
        let heard = scene.model.heard();
        let (head, body) = heard[0].split_once("\r\n\r\n").unwrap();
        assert!(
            head.starts_with("POST /v1/chat/completions ")
                && head.contains(&format!("Bearer {KEY}")),
            "{head}"
        );
        let body: Value = serde_json::from_str(body).unwrap();
        assert_eq!(
            (
                body["model"].clone(),
                body["messages"][1]["content"].clone()
            ),
            (json!("thử"), json!(NOTE))
        );
        assert!(
            !body.to_string().contains("Nguyễn Thị Hồng Ngọc"),
            "only the note is sent"
        );
        assert_eq!(
            memory(&scene.program, &scene.ngoc).await["facts"],
            json!([]),
            "nothing is learnt by itself"
        );
        let accepted = [
            ("interaction", note),
            ("by", "model"),
            ("topic", "product"),
            ("statement", "Mê cold brew"),
        ];
        assert_eq!(
            scene
                .khoi
                .submit(&home, &format!("{home}/facts"), &accepted)
                .await
                .status,
            303
        );
        let known = memory(&scene.program, &scene.ngoc).await;
        assert_eq!(statements(&known["facts"]), ["Mê cold brew"]);
        assert_eq!(
            (
                known["facts"][0]["source"].clone(),
                known["facts"][0]["source_id"].clone()
            ),
            (json!("model"), scene.note.clone())
        );
        assert!(
            scene
                .khoi
                .open(&home)
                .await
                .text
                .contains("Máy gợi ý, người chọn")
        );
    })
    .await;
}

#[tokio::test]
async fn a_dead_slow_lying_or_endless_model_is_told_in_words() {
    on_both(|app| async move {
        let log = Log::default();
        let writer = log.clone();
        let all = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || writer.clone());
        let _logged = tracing::subscriber::set_default(all.finish());
        let scene = Scene::of(app).await;
        scene.set().await;
        scene.agrees("yes").await;
        let chat = |content: Value| {
            Says::Body(json!({ "choices": [{ "message": { "content": content } }] }).to_string())
        };
        for (says, code) in [
            (Says::Status(500), "model-refused"),
            (Says::Status(302), "model-refused"),
            (Says::Status(401), "model-sign-in"),
            (Says::Silence, "model-timeout"),
            (Says::Drip, "model-timeout"),
            (Says::Half, "model-unreachable"),
            (Says::Long(2_000_000), "model-too-long"),
            (Says::Body("<html>chào</html>".into()), "model-answer"),
            (Says::Body("{}".into()), "model-answer"),
            (chat(json!(7)), "model-answer"),
            (chat(json!("Dạ em chưa hiểu ạ")), "model-answer"),
            (chat(json!("{\"facts\":\"none\"}")), "model-answer"),
        ] {
            scene.model.say(says.clone());
            let patience = if code == "model-timeout" { 1 } else { 30 };
            scene.set_patience(patience).await;
            let refused = scene.asks().await.expect(409);
            assert_eq!(refused["code"], code, "{says:?} {refused}");
            assert!(!refused.to_string().contains(KEY));
        }
        let log = log.text();
        assert!(
            log.contains("no suggestions") && log.contains("model-timeout"),
            "{log}"
        );
        assert!(
            !log.contains(KEY) && !log.contains("cold brew"),
            "neither key nor note is logged: {log}"
        );
        scene.model.say(chat(json!(
            "{\"facts\":[{\"topic\":\"product\",\"quote\":\"trà sữa\"}]}"
        )));
        assert_eq!(
            scene.asks().await.expect(200)["data"],
            json!([]),
            "a lie is left out"
        );
        scene.model.say(Says::Silence);
        scene.set_patience(1).await;
        let home = scene.home();
        let shown = scene
            .khoi
            .submit(
                &home,
                &format!("{home}/readings"),
                &[("interaction", scene.note.as_str().unwrap())],
            )
            .await;
        assert_eq!(shown.status, 422);
        assert!(
            shown.text.contains("trả lời quá chậm") && shown.text.contains("cold brew"),
            "{}",
            shown.text
        );
        scene.model.heard();
        let saved = scene
            .khoi
            .submit(
                &home,
                &format!("{home}/episodes"),
                &[("kind", "note"), ("text", "Chị ghé #thích rang vừa")],
            )
            .await;
        assert_eq!(saved.status, 303, "a note is saved whatever the model does");
        assert_eq!(scene.model.heard().len(), 0, "and without asking it");
    })
    .await;
}
