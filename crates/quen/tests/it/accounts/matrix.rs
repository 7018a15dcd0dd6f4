//! Every act and every page against every role: what core's matrix grants works, all else is refused; and nothing of
//! another workspace can be reached by its id.

use quen_core::access::{Role, TokenScopes};
use quen_core::{Error, Permission};
use quen_service::dispatch::{self, Act};
use quen_service::{imports, records, teams, tokens};
use quen_testkit::{TestApp, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

const READ: TokenScopes = TokenScopes {
    read: true,
    write: false,
    admin: false,
};
const WRITE: TokenScopes = TokenScopes {
    read: true,
    write: true,
    admin: false,
};

/// Kinds whose acts are the common ones; an empty record is well formed until its required fields are asked for.
const COMMON: [&str; 11] = [
    "facts",
    "fields",
    "interactions",
    "kinds",
    "orders",
    "products",
    "benefits",
    "payments",
    "projects",
    "promises",
    "tasks",
];

/// An input that is well formed, about the record `id`, so that only the gate and the walls decide.
fn input(act: &Act, id: &Value) -> Value {
    match act.name.as_str() {
        "analytics.tasks" => json!({ "target": "second-order", "title": "Gọi lại" }),
        name if name.ends_with(".list") => json!({}),
        name if name.ends_with(".bulk") => {
            json!({ "act": { "delete": {} }, "ids": [id] })
        }
        name if name.ends_with(".put_back") => {
            json!({ "id": id, "change": id, "field": "name" })
        }
        "exports.run" => json!({ "kind": "parties" }),
        "exports.start" => json!({ "kind": "parties", "format": "csv" }),
        name if COMMON.iter().any(|noun| name == format!("{noun}.create")) => json!({}),
        "facts.apply" => {
            json!({ "id": id, "noun": "orders", "record_id": id, "outcome": "applied" })
        }
        "facts.correct" => json!({ "id": id, "statement": "giao trước 9 giờ" }),
        "facts.who" => json!({ "q": "rang vừa" }),
        "fields.arrange" => json!({ "noun": "parties", "ids": [id] }),
        "imports.retry" => json!({ "id": id, "rows": [{ "row": 2, "cells": [] }] }),
        "links.create" => json!({ "id": id, "to_id": id, "kind": "works_at" }),
        "mail.send" => json!({ "party_id": id, "subject": "x", "body": "y" }),
        "notifications.read" => json!({ "id": id }),
        "orders.refund" => json!({ "id": id, "amount": 1 }),
        "orders.withdraw_refund" => json!({ "id": id, "refund_id": id }),
        "parties.answer" => json!({ "id": id, "topic": "time", "statement": "sau 14 giờ" }),
        "parties.create" => json!({ "name": "Nguyễn Văn An" }),
        "parties.put_aside" => json!({ "id": id, "topic": "time" }),
        name if name.ends_with(".merge") || name.ends_with(".merge_preview") => {
            json!({ "winner": id, "loser": Uuid::from_u128(8) })
        }
        "parties.update" => json!({ "id": id, "name": "Nguyễn Văn An" }),
        "drafts.keep" => json!({ "form": "/tasks/new", "typed": { "title": "Gọi" } }),
        "care.change" => json!({ "id": id, "name": "x" }),
        "care.create" => json!({ "occasion": "birthday" }),
        "consents.ask" => json!({ "id": id, "channel": "email", "purpose": "ads" }),
        "consents.learn" => json!({ "id": id, "what": "time", "may": false }),
        "consents.prefer" => json!({ "id": id, "source": "phone" }),
        "consents.put" => {
            json!({ "id": id, "channel": "email", "purpose": "care", "answer": "no", "source": "phone" })
        }
        "consents.word" => json!({ "text": "x" }),
        "consents.wordings" => json!({}),
        "privacy.close" => json!({ "id": id, "outcome": "fulfilled" }),
        "privacy.extend" => json!({ "id": id, "reason": "x" }),
        "privacy.open" => json!({ "kind": "access", "source": "phone" }),
        "privacy.impact" | "privacy.log" => json!({}),
        "privacy.write_impact" => {
            json!({ "firm": "small", "controller": "x", "purpose": "x", "place": "x", "risks": "x" })
        }
        "privacy.report" => json!({ "kind": "personal_data", "what": "x" }),
        "privacy.affect" => json!({ "id": id, "ids": [id] }),
        "privacy.spare" => json!({ "id": id, "party_id": id }),
        "privacy.breaches" | "privacy.requests" | "privacy.standing" => json!({}),
        "promises.mend" => json!({ "id": id, "outcome": "x" }),
        "promises.rates" => json!({}),
        "promises.renegotiate" => json!({ "id": id, "agreed": "x", "due_on": "2026-03-09" }),
        "quality.gaps" => json!({ "kind": "tasks" }),
        "quality.mend" => json!({ "fault": "no_owner", "id": id }),
        "relationships.change_rules" | "relationships.preview_rules" => json!({ "new_days": 90 }),
        "relationships.set" => json!({ "id": id, "stage": "expansion", "reason": "x" }),
        "tasks.snooze" => json!({ "id": id, "until": "2026-03-09" }),
        "teams.create" | "teams.update" => json!({ "id": id, "name": "Nhóm", "members": [] }),
        "today.answer" => json!({ "rule": "first_contact", "record_id": id, "answer": "done" }),
        "today.take_back" => json!({ "rule": "first_contact", "record_id": id }),
        "tokens.create" => json!({ "name": "x", "scopes": ["read"] }),
        "users.invite" => {
            json!({ "email": format!("{}@gio.vn", Uuid::from_u128(7)), "role": "viewer" })
        }
        "views.create" => json!({ "kind": "tasks", "name": "Của tôi" }),
        "users.remove" => json!({ "id": id, "hand_over_to": id }),
        "workspaces.update" => json!({ "name": "Tiệm" }),
        _ => json!({ "id": id }),
    }
}

/// The second opinion on what a token lets through: the wording of the settings page, not core's code.
fn token_allows(token: TokenScopes, permission: Permission) -> bool {
    use Permission as P;
    match permission {
        P::UsersManage | P::JobsManage | P::SettingsManage => token.admin,
        P::PartiesRead
        | P::InteractionsRead
        | P::TasksRead
        | P::ProductsRead
        | P::OrdersRead
        | P::UsersRead
        | P::EventsRead
        | P::ViewsRead => token.read,
        _ => token.write,
    }
}

#[tokio::test]
async fn every_act_asks_for_its_right() {
    on_both(|app| async move {
        for role in Role::ALL {
            app.colleague(role.code(), role).await;
        }
        let nobody = json!(Uuid::from_u128(9));
        for role in Role::ALL {
            for token in [READ, WRITE, TokenScopes::FULL] {
                for act in dispatch::acts() {
                    let mut ctx = app.ctx(role.code()).await;
                    ctx.actor.token = token;
                    let answer = dispatch::run(ctx, &act.name, input(&act, &nobody)).await;
                    let refused = matches!(answer, Err(Error::Forbidden(_)));
                    let expected =
                        role.grants(act.permission) && token_allows(token, act.permission);
                    assert_eq!(
                        !refused, expected,
                        "{} as {role:?} with {token:?}: {answer:?}",
                        act.name
                    );
                    assert!(
                        !matches!(answer, Err(Error::Internal(_) | Error::Unavailable(_))),
                        "{}: {answer:?}",
                        act.name
                    );
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn no_act_reaches_a_record_of_another_workspace() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let duy = app.colleague("Duy", Role::Member).await;
        let party = duy
            .post(
                "/api/v1/parties",
                json!({ "name": "Nguyễn Văn An", "emails": ["an@khach.vn"] }),
            )
            .await
            .expect(201);
        let ctx = app.ctx("Khôi").await;
        let team = teams::create(&ctx, "Bán lẻ", &[]).await.unwrap();
        let (token, _) = tokens::create(&ctx, "x", READ).await.unwrap();
        let user = app.ctx("Duy").await.actor.user_id;
        app.workspace("khac").await;
        let stranger = app.colleague_in("khac", "Lan", Role::Owner).await;
        let lan = quen_store::accounts::users::by_email(&app.app.db, "lan@gio.vn")
            .await
            .unwrap()
            .unwrap();
        let known = quen_service::accounts::identity::of_user(
            &app.app,
            lan.id,
            None,
            None,
            TokenScopes::FULL,
        )
        .await
        .unwrap();
        let there = known.ctx(&app.app, quen_core::Door::Api);
        let records = records_of(&ctx, &party["id"]).await;
        let ids = [
            party["id"].clone(),
            json!(user),
            json!(team.id),
            json!(token.id),
        ];
        let mut tried = 0;
        for act in dispatch::acts() {
            let (_, verb) = act.name.split_once('.').unwrap();
            let at_home = matches!(
                act.name.as_str(),
                "workspaces.update"
                    | "consents.word"
                    | "consents.wordings"
                    | "privacy.breaches"
                    | "privacy.impact"
                    | "privacy.log"
                    | "privacy.open"
                    | "privacy.report"
                    | "privacy.requests"
                    | "privacy.standing"
                    | "privacy.write_impact"
                    | "promises.rates"
            );
            if at_home || (matches!(verb, "create" | "invite") && act.name != "links.create") {
                continue;
            }
            for id in ids.iter().chain(&records) {
                let answer = dispatch::run(there.clone(), &act.name, input(&act, id)).await;
                let nothing = match &answer {
                    Err(Error::NotFound) => true,
                    Err(Error::Invalid(problems)) => {
                        problems.iter().all(|p| p.code == "bad-reference")
                    }
                    Ok(found) => {
                        !(verb == "find" || verb == "update" || found.to_string().contains("An"))
                    }
                    Err(_) => false,
                };
                assert!(nothing, "{} of {id}: {answer:?}", act.name);
                tried += 1;
            }
        }
        assert!(tried >= 200, "{tried}");
        for act in dispatch::acts()
            .into_iter()
            .filter(|act| act.name.ends_with(".list"))
        {
            let all = dispatch::run(there.clone(), &act.name, input(&act, &party["id"]))
                .await
                .map(|found| found.to_string())
                .unwrap_or_default();
            for name in ["Nguyễn Văn An", "Bán lẻ", "duy@gio.vn"] {
                assert!(!all.contains(name), "{}: {all}", act.name);
            }
        }
        drop((khoi, stranger));
        assert!(
            records::find::<quen_service::parties::Parties>(
                &ctx,
                party["id"].as_str().unwrap().parse().unwrap()
            )
            .await
            .is_ok()
        );
    })
    .await;
}

/// One record of each further kind, in the workspace of `ctx`; their ids.
async fn records_of(ctx: &quen_service::Ctx, party: &Value) -> Vec<Value> {
    let line = json!({ "text": "Rang vừa", "quantity": 1, "unit_price": 100_000 });
    let wanted = [
        (
            "facts.create",
            json!({ "party_id": party, "topic": "product", "value": "rang vừa", "statement": "An thích rang vừa" }),
        ),
        (
            "interactions.create",
            json!({ "party_id": party, "kind": "note", "body": "gặp An" }),
        ),
        (
            "orders.create",
            json!({ "party_id": party, "number": "A1", "status": "confirmed", "lines": [line] }),
        ),
        (
            "fields.create",
            json!({ "noun": "parties", "label_vi": "Hạng An", "type": "text" }),
        ),
        ("products.create", json!({ "name": "Rang vừa An" })),
        (
            "benefits.create",
            json!({ "text": "Cho An trả chậm", "party_id": party }),
        ),
        (
            "projects.create",
            json!({ "name": "Quầy của An", "party_id": party }),
        ),
        (
            "promises.create",
            json!({ "text": "Giao sớm cho An", "party_id": party }),
        ),
        (
            "tasks.create",
            json!({ "title": "Gọi An", "party_id": party }),
        ),
    ];
    let mut ids = Vec::new();
    for (act, input) in wanted {
        let made = dispatch::run(ctx.clone(), act, input).await;
        ids.push(made.unwrap()["id"].clone());
    }
    let list = dispatch::run(ctx.clone(), "relationships.list", json!({}))
        .await
        .unwrap();
    ids.push(list["data"][0]["id"].clone());
    let mut upload = imports::Upload::begin(ctx, "parties", "An.csv")
        .await
        .unwrap();
    upload.push("Họ tên\nAn\n".as_bytes()).await.unwrap();
    let import = upload.finish(ctx).await.unwrap();
    let options = imports::inspect(ctx, import.id).await.unwrap().options();
    let begun = imports::begin(ctx, import.id, &options).await.unwrap();
    ids.extend([json!(begun.id), json!(begun.job_id)]);
    ids
}

/// Pages by the right that opens them; `None` is open to everybody who is signed in.
const PAGES: [(&str, Option<Permission>); 42] = [
    ("/privacy", Some(Permission::PrivacyManage)),
    ("/privacy/impact", Some(Permission::PrivacyManage)),
    ("/privacy/log", Some(Permission::PrivacyManage)),
    ("/parties/PARTY/privacy", Some(Permission::PrivacyManage)),
    ("/care", Some(Permission::PartiesRead)),
    ("/care/programmes/new", Some(Permission::SettingsManage)),
    (
        "/care/programmes/not-an-id",
        Some(Permission::SettingsManage),
    ),
    ("/parties/PARTY/consents", Some(Permission::PartiesRead)),
    ("/settings/contact", Some(Permission::SettingsManage)),
    ("/parties/PARTY/ledger", Some(Permission::PartiesRead)),
    ("/projects", Some(Permission::TasksRead)),
    ("/projects/new", Some(Permission::TasksWrite)),
    ("/tasks/new", Some(Permission::TasksWrite)),
    ("/promises/new", Some(Permission::InteractionsWrite)),
    ("/orders/new", Some(Permission::OrdersWrite)),
    ("/products/new", Some(Permission::ProductsWrite)),
    ("/projects/not-an-id", Some(Permission::TasksRead)),
    ("/promises", Some(Permission::InteractionsRead)),
    ("/promises/not-an-id", Some(Permission::InteractionsRead)),
    ("/facts", Some(Permission::PartiesRead)),
    ("/facts/unused", Some(Permission::PartiesRead)),
    ("/parties/PARTY/call", Some(Permission::PartiesRead)),
    ("/parties", Some(Permission::PartiesRead)),
    ("/parties?kind=organization", Some(Permission::PartiesRead)),
    ("/parties/PARTY", Some(Permission::PartiesRead)),
    ("/find?q=nguyen", None),
    ("/account", None),
    ("/sessions", None),
    ("/notifications", None),
    ("/workspaces/new", None),
    ("/tokens", Some(Permission::TokensManage)),
    ("/users", Some(Permission::UsersRead)),
    ("/users/USER", Some(Permission::UsersManage)),
    ("/teams", Some(Permission::UsersRead)),
    ("/settings", Some(Permission::SettingsManage)),
    ("/settings/fields", Some(Permission::SettingsManage)),
    ("/settings/fields/new", Some(Permission::SettingsManage)),
    ("/settings/mail", Some(Permission::SettingsManage)),
    ("/settings/suggestions", Some(Permission::SettingsManage)),
    ("/users/not-an-id", Some(Permission::UsersManage)),
    ("/notifications?before=not-an-id", None),
    ("/settings/logo/not-an-id", None),
];

#[tokio::test]
async fn every_page_opens_to_those_who_may() {
    on_both(|app: TestApp| async move {
        let owner = app.owner("Khôi").await;
        let party = owner
            .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await
            .expect(201);
        let (party, user) = (
            party["id"].as_str().unwrap().to_owned(),
            app.ctx("Khôi").await.actor.user_id.to_string(),
        );
        for role in Role::ALL {
            let browser = app.browser(role.code(), role).await;
            for (path, permission) in PAGES {
                let page = browser
                    .open(&path.replace("PARTY", &party).replace("USER", &user))
                    .await;
                assert!(page.status < 500, "{path} as {role:?}: {}", page.text);
                let may = permission.is_none_or(|permission| role.grants(permission));
                let expected: &[u16] = match (may, path.contains("not-an-id")) {
                    (true, false) => &[200],
                    (true, true) => &[404],
                    (false, false) => &[403],
                    (false, true) => &[403, 404],
                };
                assert!(
                    expected.contains(&page.status),
                    "{path} as {role:?}: {}",
                    page.status
                );
                if !role.grants(Permission::SettingsManage) {
                    assert!(
                        !page.text.contains("href=\"/settings\"")
                            && !page.text.contains("/users/invitations"),
                        "{path} as {role:?}"
                    );
                }
            }
        }
        let stranger = app.stranger();
        for (path, _) in PAGES {
            let answer = stranger.open(path).await;
            assert!(
                answer
                    .header("location")
                    .is_some_and(|to| to.starts_with("/sign-in")),
                "{path}: {}",
                answer.status
            );
        }
    })
    .await;
}

/// Acts of these nouns behind forms, as somebody who may not: refused, and never a 5xx whatever is sent.
#[tokio::test]
async fn forms_refuse_those_who_may_not() {
    on_both(|app: TestApp| async move {
        app.owner("Khôi").await;
        let user = app.ctx("Khôi").await.actor.user_id.to_string();
        let team = teams::create(&app.ctx("Khôi").await, "Bán lẻ", &[])
            .await
            .unwrap()
            .id
            .to_string();
        let forms = [
            "/users/invitations",
            "/users/USER",
            "/users/USER/leaving",
            "/teams",
            "/teams/TEAM",
            "/teams/TEAM/removal",
            "/settings",
            "/settings/fields",
            "/settings/logo/removal",
            "/settings/mail",
            "/settings/mail/test",
            "/settings/mail/removal",
        ];
        for role in [Role::Manager, Role::Member, Role::Viewer] {
            let browser = app.browser(role.code(), role).await;
            for form in forms {
                let path = form.replace("USER", &user).replace("TEAM", &team);
                let fields = [
                    ("email", "x@gio.vn"),
                    ("role", "member"),
                    ("scope", "all"),
                    ("name", "x"),
                    ("hand_over_to", user.as_str()),
                    ("currency", "VND"),
                    ("time_zone", "Asia/Tokyo"),
                    ("language", "vi"),
                    ("working_week", "mon_fri"),
                    ("smtp.host", "a.vn"),
                    ("smtp.port", "25"),
                    ("smtp.from", "a@a.vn"),
                ];
                assert_eq!(
                    browser.submit("/account", &path, &fields).await.status,
                    403,
                    "{form} as {role:?}"
                );
                let empty = browser.submit("/account", &path, &[]).await.status;
                assert!(matches!(empty, 403 | 422), "{form} as {role:?}: {empty}");
            }
        }
        assert_eq!(teams::list(&app.ctx("Khôi").await).await.unwrap().len(), 1);
    })
    .await;
}
