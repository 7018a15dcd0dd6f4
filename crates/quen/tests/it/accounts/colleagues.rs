//! Roles, scopes, teams, invitations, and what happens when somebody leaves.

use quen_core::access::{Role, Scope};
use quen_core::{Error, Noun, Permission};
use quen_service::accounts::invitations::{self, Invite};
use quen_service::users::{self, Place};
use quen_service::{dispatch, teams};
use quen_testkit::{PASSWORD, TestApp, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{between, with_mail};

async fn id_of(app: &TestApp, name: &str) -> Uuid {
    app.ctx(name).await.actor.user_id
}

fn place(role: Role) -> Place {
    Place {
        role,
        scope: Scope::All,
        teams: None,
    }
}

#[tokio::test]
async fn owners_are_made_and_unmade_by_owners_and_one_stays() {
    on_both(|app| async move {
        for (name, role) in [
            ("Khôi", Role::Owner),
            ("Hà", Role::Admin),
            ("Duy", Role::Member),
        ] {
            app.colleague(name, role).await;
        }
        let (khoi, ha, duy) = (
            id_of(&app, "Khôi").await,
            id_of(&app, "Hà").await,
            id_of(&app, "Duy").await,
        );
        let admin = app.ctx("Hà").await;
        let code = |result: quen_core::Result<users::Colleague>| match result {
            Ok(_) => "ok",
            Err(Error::Invalid(problems)) => problems[0].code,
            Err(other) => other.code(),
        };
        assert_eq!(
            code(users::update(&admin, duy, place(Role::Owner)).await),
            "only-owners"
        );
        assert_eq!(
            code(users::update(&admin, khoi, place(Role::Member)).await),
            "last-owner"
        );
        assert_eq!(
            code(users::update(&admin, ha, place(Role::Viewer)).await),
            "own-role"
        );
        assert_eq!(
            code(users::update(&admin, duy, place(Role::Manager)).await),
            "ok"
        );
        let owner = app.ctx("Khôi").await;
        assert_eq!(
            code(users::update(&owner, khoi, place(Role::Admin)).await),
            "own-role"
        );
        assert_eq!(
            code(users::update(&owner, ha, place(Role::Owner)).await),
            "ok"
        );
        let second = app.ctx("Hà").await;
        assert_eq!(
            code(users::update(&second, khoi, place(Role::Admin)).await),
            "ok"
        );
        let first = app.ctx("Khôi").await;
        assert_eq!(
            code(users::update(&first, ha, place(Role::Admin)).await),
            "last-owner"
        );
        assert_eq!(
            users::remove(&first, ha, khoi).await.unwrap_err().code(),
            "last-owner"
        );
        assert_eq!(
            users::remove(&second, ha, khoi).await.unwrap_err().code(),
            "own-place"
        );
        assert_eq!(
            code(users::update(&app.ctx("Duy").await, khoi, place(Role::Viewer)).await),
            "forbidden"
        );
    })
    .await;
}

#[tokio::test]
async fn a_team_decides_whose_customers_are_seen() {
    on_both(|app| async move {
        for (name, role) in [
            ("Khôi", Role::Owner),
            ("Duy", Role::Member),
            ("Lan", Role::Member),
        ] {
            app.colleague(name, role).await;
        }
        let owner = app.ctx("Khôi").await;
        let (duy, lan) = (id_of(&app, "Duy").await, id_of(&app, "Lan").await);
        let program = app.colleague("Lan", Role::Member).await;
        let made = program
            .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await
            .expect(201);
        let place = format!("/api/v1/parties/{}", made["id"].as_str().unwrap());
        let seen = app.colleague("Duy", Role::Member).await;
        let narrow = |scope| Place {
            role: Role::Member,
            scope,
            teams: None,
        };
        users::update(&owner, duy, narrow(Scope::Own))
            .await
            .unwrap();
        assert_eq!(seen.get(&place).await.status, 404);
        users::update(&owner, duy, narrow(Scope::Team))
            .await
            .unwrap();
        assert_eq!(seen.get(&place).await.status, 404, "in no team yet");
        let team = teams::create(&owner, "  Bán   lẻ ", &[duy, lan])
            .await
            .unwrap();
        assert_eq!(team.name, "Bán lẻ");
        assert_eq!(seen.get(&place).await.status, 200);
        assert_eq!(
            teams::create(&owner, "Bán lẻ", &[]).await.unwrap_err(),
            Error::invalid("name", "taken")
        );
        assert!(teams::create(&owner, "Khác", &[Uuid::nil()]).await.is_err());
        teams::update(&owner, team.id, "Bán lẻ", &[lan])
            .await
            .unwrap();
        assert_eq!(seen.get(&place).await.status, 404);
        teams::delete(&owner, team.id).await.unwrap();
        assert_eq!(
            teams::delete(&owner, team.id).await.unwrap_err(),
            Error::NotFound
        );
    })
    .await;
}

#[tokio::test]
async fn an_invitation_makes_an_account_once() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let fields = [
            ("email", "Moi@gio.vn"),
            ("role", "member"),
            ("scope", "own"),
        ];
        let page = khoi
            .submit("/users", "/users/invitations", &fields)
            .await
            .expect(200);
        let path = format!(
            "/invitations/{}",
            between(page.as_str().unwrap(), "/invitations/", "\"")
        );
        assert!(
            app.app.mailer.take().is_empty(),
            "no mail server: the link is copied"
        );
        let guest = app.stranger();
        let shown = guest.open(&path).await.expect(200);
        assert!(
            shown.as_str().unwrap().contains("Tiệm Cà Phê Gió")
                && shown.as_str().unwrap().contains("Khôi")
        );
        assert_eq!(
            guest
                .submit(&path, &path, &[("name", ""), ("password", "x")])
                .await
                .status,
            422
        );
        let joined = guest
            .submit(&path, &path, &[("name", "Mới"), ("password", PASSWORD)])
            .await;
        assert_eq!(joined.header("location"), Some("/"));
        assert_eq!(guest.open("/parties").await.status, 200);
        assert_eq!(guest.open("/settings").await.status, 403);
        assert_eq!(app.stranger().open(&path).await.status, 409, "once");
        let here = users::list(&app.ctx("Khôi").await).await.unwrap();
        let new = here.iter().find(|c| c.name == "Mới").unwrap();
        assert_eq!(
            (new.role, new.scope, new.email.as_str()),
            (Role::Member, Scope::Own, "Moi@gio.vn")
        );
        let again = khoi.submit("/users", "/users/invitations", &fields).await;
        assert_eq!(again.status, 422, "works here already");
    })
    .await;
}

#[tokio::test]
async fn an_invitation_is_mailed_withdrawn_and_outlived() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        with_mail(&app, "Khôi").await;
        let invite = |email: &'static str| {
            let khoi = khoi.clone();
            async move {
                khoi.submit(
                    "/users",
                    "/users/invitations",
                    &[("email", email), ("role", "viewer"), ("scope", "all")],
                )
                .await
                .expect(200)
            }
        };
        invite("a@gio.vn").await;
        let mails = app.app.mailer.take();
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, "a@gio.vn"));
        let first = format!(
            "/invitations/{}",
            between(&mails[0].text, "/invitations/", "\n")
        );
        assert_eq!(app.stranger().open(&first).await.status, 200);
        invite("A@gio.vn").await;
        assert_eq!(
            app.stranger().open(&first).await.status,
            409,
            "a second one replaces the first"
        );
        let second = format!(
            "/invitations/{}",
            between(&app.app.mailer.take()[0].text, "/invitations/", "\n")
        );
        let list = khoi.open("/users").await.text;
        let revoke = format!(
            "/users/invitations/{}/revocation",
            between(&list, "/users/invitations/", "/revocation")
        );
        assert_eq!(khoi.submit("/users", &revoke, &[]).await.status, 303);
        assert_eq!(app.stranger().open(&second).await.status, 409);
        invite("b@gio.vn").await;
        let third = format!(
            "/invitations/{}",
            between(&app.app.mailer.take()[0].text, "/invitations/", "\n")
        );
        app.app.clock.advance(chrono::Duration::days(8));
        assert_eq!(app.stranger().open(&third).await.status, 409, "too old");
    })
    .await;
}

#[tokio::test]
async fn somebody_with_an_account_signs_in_to_join() {
    on_both(|app| async move {
        app.workspace("khac").await;
        app.colleague_in("khac", "Lan", Role::Owner).await;
        app.browser("Khôi", Role::Owner).await;
        let invite = Invite {
            email: "lan@gio.vn".into(),
            role: Role::Viewer,
            scope: Scope::All,
        };
        let path = invitations::create(&app.ctx("Khôi").await, invite)
            .await
            .unwrap()
            .path;
        let lan = app.stranger();
        assert!(
            lan.open(&path)
                .await
                .text
                .contains(&format!("/sign-in?next={path}"))
        );
        assert_eq!(
            lan.submit(&path, &path, &[("name", "Giả"), ("password", PASSWORD)])
                .await
                .status,
            422,
            "no second account"
        );
        let khoi = app.stranger();
        khoi.submit(
            "/sign-in",
            "/sign-in",
            &[("email", "khoi@gio.vn"), ("password", PASSWORD)],
        )
        .await;
        assert_eq!(
            khoi.submit(&path, &path, &[]).await.status,
            409,
            "the link is for another address"
        );
        let fields = [
            ("email", "lan@gio.vn"),
            ("password", PASSWORD),
            ("next", path.as_str()),
        ];
        assert_eq!(
            lan.submit("/sign-in", "/sign-in", &fields)
                .await
                .header("location"),
            Some(path.as_str())
        );
        assert_eq!(
            lan.submit(&path, &path, &[]).await.header("location"),
            Some("/")
        );
        assert!(
            lan.open("/users").await.text.contains("Tiệm Cà Phê Gió"),
            "and looks at the new one"
        );
        assert_eq!(
            lan.submit(
                "/users",
                "/workspace",
                &[("id", &app.workspace.to_string())]
            )
            .await
            .status,
            303
        );
    })
    .await;
}

#[tokio::test]
async fn an_admin_cannot_invite_an_owner() {
    let app = TestApp::new().await;
    app.colleague("Hà", Role::Admin).await;
    let invite = Invite {
        email: "x@gio.vn".into(),
        role: Role::Owner,
        scope: Scope::All,
    };
    let refused = invitations::create(&app.ctx("Hà").await, invite)
        .await
        .unwrap_err();
    assert_eq!(refused, Error::invalid("role", "only-owners"));
}

#[tokio::test]
async fn a_leavers_work_goes_to_a_colleague() {
    on_both(|app| async move {
        app.colleague("Khôi", Role::Owner).await;
        let duy = app.colleague("Duy", Role::Member).await;
        let browser = app.browser("Duy", Role::Member).await;
        app.colleague("Lan", Role::Member).await;
        let mut parties = Vec::new();
        for name in ["Nguyễn Văn An", "Trần Thị Bình"] {
            let made = duy
                .post("/api/v1/parties", json!({ "name": name }))
                .await
                .expect(201);
            parties.push(made["id"].as_str().unwrap().to_owned());
        }
        let duys = app.ctx("Duy").await;
        let task = quen_service::records::create::<quen_service::tasks::Tasks>(
            &duys,
            vec![(
                "title".to_owned(),
                quen_core::fields::FieldValue::Text("Gọi lại".to_owned()),
            )],
        );
        let task = task.await.unwrap();
        let (khoi, leaver, heir) = (
            app.ctx("Khôi").await,
            id_of(&app, "Duy").await,
            id_of(&app, "Lan").await,
        );
        assert_eq!(users::holdings(&khoi, leaver).await.unwrap(), (2, 1));
        assert!(users::remove(&khoi, leaver, leaver).await.is_err());
        assert!(users::remove(&khoi, leaver, Uuid::nil()).await.is_err());
        assert_eq!(
            browser.open("/parties").await.status,
            200,
            "a refused act changed nothing"
        );
        let done = users::remove(&khoi, leaver, heir).await.unwrap();
        assert_eq!((done.parties, done.tasks), (2, 1));
        assert_eq!(app.work().await, 1);
        duy.get("/api/v1/parties").await.expect(401);
        assert_eq!(browser.open("/parties").await.status, 303);
        let rows = khoi.read(Permission::EventsRead).unwrap();
        for id in &parties {
            let party = dispatch::run(khoi.clone(), "parties.find", json!({ "id": id }))
                .await
                .unwrap();
            assert_eq!(party["owner_id"], json!(heir));
            let last = quen_store::events::of_record(&rows, id.parse().unwrap(), 1)
                .await
                .unwrap()
                .remove(0);
            assert_eq!(
                (last.verb.as_str(), last.personal["owner_id"].clone()),
                ("updated", json!([leaver, heir]))
            );
        }
        let last = quen_store::events::of_record(&rows, task.id, 1)
            .await
            .unwrap()
            .remove(0);
        assert_eq!(
            (last.noun.as_str(), last.personal["assignee_id"].clone()),
            (Noun::Tasks.plural(), json!([leaver, heir]))
        );
        assert_eq!(
            users::find(&khoi, leaver).await.unwrap_err(),
            Error::NotFound
        );
        let assigned: Value = json!(
            dispatch::run(
                khoi.clone(),
                "parties.update",
                json!({ "id": parties[0], "owner_id": leaver })
            )
            .await
            .is_err()
        );
        assert_eq!(assigned, json!(true), "nobody is given work after leaving");
    })
    .await;
}

#[tokio::test]
async fn programs_learn_the_names_of_colleagues() {
    on_both(|app| async move {
        let viewer = app.colleague("Vy", Role::Viewer).await;
        app.colleague("Khôi", Role::Owner).await;
        let all = viewer.get("/api/v1/users").await.expect(200);
        let names: Vec<&str> = all["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["Vy", "Khôi"]);
        let one = format!("/api/v1/users/{}", all["data"][1]["id"].as_str().unwrap());
        assert_eq!(viewer.get(&one).await.expect(200)["role"], "owner");
        app.workspace("khac").await;
        let stranger = app.colleague_in("khac", "Lan", Role::Owner).await;
        stranger.get(&one).await.expect(404);
        assert_eq!(
            stranger.get("/api/v1/users").await.expect(200)["data"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        viewer.get("/api/v1/users/khong-phai-id").await.expect(404);
        viewer.get("/api/v1/teams").await.expect(200);
    })
    .await;
}
