//! What an interviewer does and sees.

use reqwest::StatusCode;

use crate::stage::{Ending, Stage};
use crate::stream::EventStream;
use crate::test_app::{PASSWORD, TestApp};

#[tokio::test]
async fn nothing_of_an_interviewer_is_shown_to_somebody_who_is_not_signed_in() {
    let app = TestApp::start().await;
    let interview = app.interview("count").await;
    let stranger = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let id = &interview.id;
    for path in [
        "/interviews".to_owned(),
        "/interviews/new".to_owned(),
        "/interviews/events".to_owned(),
        "/challenges".to_owned(),
        "/challenges/greeting".to_owned(),
        format!("/interviews/{id}"),
        format!("/interviews/{id}/events"),
        format!("/interviews/{id}/submissions/x"),
        format!("/interviews/{id}/submissions/x/cases/y"),
    ] {
        let page = app.get(&stranger, &path).await;
        assert_eq!(page.status(), StatusCode::SEE_OTHER, "{path}");
        let location = page.headers()["location"]
            .to_str()
            .expect("text")
            .to_owned();
        assert_eq!(location, format!("/login?next={path}"));
        let program = stranger
            .get(format!("{}{path}", app.url))
            .send()
            .await
            .expect("an answer");
        assert_eq!(program.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    for path in [
        "/interviews".to_owned(),
        "/challenges/greeting/add".to_owned(),
        format!("/interviews/{id}/reveal"),
        format!("/interviews/{id}/close"),
    ] {
        let answer = stranger
            .post(format!("{}{path}", app.url))
            .form(&[("challenge", "greeting"), ("case", "k0")])
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn signing_in_needs_the_password_and_signing_out_ends_the_session() {
    let app = TestApp::start().await;
    let client = app.interviewer().await;
    let list = app.get(&client, "/interviews").await;
    assert_eq!(list.status(), StatusCode::OK);
    client
        .post(format!("{}/logout", app.url))
        .send()
        .await
        .expect("an answer");
    assert_eq!(
        app.get(&client, "/interviews").await.status(),
        StatusCode::SEE_OTHER
    );

    let wrong = app.sign_in(&client, "a guess").await;
    assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED);
    assert!(wrong.headers().get("set-cookie").is_none());
}

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_for_scripts_and_for_other_sites() {
    let app = TestApp::start().await;
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let answer = app.sign_in(&client, PASSWORD).await;
    let cookie = answer.headers()["set-cookie"].to_str().expect("text");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down() {
    let app = TestApp::start().await;
    let client = reqwest::Client::new();
    let mut statuses = Vec::new();
    for _ in 0..11 {
        statuses.push(app.sign_in(&client, "a guess").await.status());
    }
    assert_eq!(statuses[0], StatusCode::UNAUTHORIZED);
    assert_eq!(statuses[10], StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_new_interview_has_a_link_that_opens_its_challenge() {
    let app = TestApp::start().await;
    let client = app.interviewer().await;
    let created = client
        .post(format!("{}/interviews", app.url))
        .form(&[
            ("candidate", "Grace Hopper"),
            ("challenges", "greeting"),
            ("reveal", "area"),
        ])
        .send()
        .await
        .expect("an answer");
    assert_eq!(created.status(), StatusCode::SEE_OTHER);
    let path = created.headers()["location"]
        .to_str()
        .expect("text")
        .to_owned();
    let page = app.get(&client, &path).await.text().await.expect("a page");
    let link = page
        .split('"')
        .find(|part| part.starts_with(&format!("{}/c/", app.url)))
        .expect("a link")
        .to_owned();
    // A candidate's browser, which knows no session.
    let opened = reqwest::get(link).await.expect("an answer");
    assert_eq!(opened.status(), StatusCode::OK);
    assert!(opened.text().await.expect("a page").contains("A greeting"));
}

#[tokio::test]
async fn a_form_with_a_fault_comes_back_with_what_was_typed_and_what_is_wrong() {
    let app = TestApp::start().await;
    let client = app.interviewer().await;
    for (fields, said) in [
        (
            vec![
                ("candidate", " "),
                ("challenges", "greeting"),
                ("reveal", "count"),
            ],
            "Say who the candidate is",
        ),
        (
            vec![("candidate", "Grace"), ("reveal", "count")],
            "Choose at least one challenge",
        ),
        (
            vec![
                ("candidate", "Grace"),
                ("challenges", "absent"),
                ("reveal", "count"),
            ],
            "no challenge named absent",
        ),
        (
            vec![
                ("candidate", "Grace"),
                ("challenges", "greeting"),
                ("reveal", "all"),
            ],
            "no reveal level",
        ),
    ] {
        let answer = client
            .post(format!("{}/interviews", app.url))
            .form(&fields)
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text().await.expect("a page");
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(app.store.interviews().await.expect("the store").is_empty());
}

#[tokio::test]
async fn the_matrix_fills_cell_by_cell_while_a_submission_is_examined() {
    let app = TestApp::with(Stage::held(), Default::default()).await;
    let interview = app.interview("count").await;
    let client = app.interviewer().await;
    let url = format!("{}/interviews/{}/events", app.url, interview.id);
    let mut events = EventStream::open(&client, &url, 0).await;
    let receipt = app.candidate(&interview).submit("x = 1\n").await;
    let id = receipt["submission"].as_str().expect("an id");
    let matrix = events.until("SECRETTITLE 1").await;
    assert!(
        matrix
            .last()
            .expect("a message")
            .data
            .contains("matrix-greeting")
    );
    app.stage.allow(2);
    let cells = events.until("data-state=\"failed\"").await;
    assert!(
        cells
            .last()
            .expect("a message")
            .data
            .contains(&format!("cell-{id}-"))
    );
    app.stage.allow(2);
    events.until("attempt-finished").await;

    let page = app
        .get(&client, &format!("/interviews/{}", interview.id))
        .await
        .text()
        .await
        .expect("a page");
    for shown in [
        "SECRETMESSAGE",
        "SECRETTELLS",
        "SECRETOUTPUT",
        "30 MiB",
        "12 ms",
        "7.0 ms",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[tokio::test]
async fn a_reveal_reaches_the_candidate_at_once_and_marks_what_passes_after_it() {
    let app = TestApp::start().await;
    let interview = app.interview("count").await;
    let candidate = app.candidate(&interview);
    let receipt = candidate.submit("wrong\n").await;
    let first = receipt["submission"].as_str().expect("an id").to_owned();
    app.report(&first).await;
    let client = app.interviewer().await;
    let last = app
        .store
        .last_event(Some(&interview.id))
        .await
        .expect("the store");
    let mut events = candidate.events(last).await;

    let key = assay::web::token::case_key("hidden_test.py::test_secret_1");
    let shown = client
        .post(format!("{}/interviews/{}/reveal", app.url, interview.id))
        .form(&[
            ("challenge", "greeting"),
            ("case", &key),
            ("submission", &first),
        ])
        .send()
        .await
        .expect("an answer");
    assert_eq!(shown.status(), StatusCode::OK);
    let hint = events.until("SECRETTITLE 1").await;
    assert!(hint.last().expect("a message").data.contains("hints"));
    let page = candidate.page().await;
    assert!(
        page.contains("SECRETTITLE 1")
            && !page.contains("SECRETTITLE 2")
            && !page.contains("SECRETMESSAGE")
    );

    let receipt = candidate.submit("right\n").await;
    let second = receipt["submission"].as_str().expect("an id").to_owned();
    app.report(&second).await;
    let page = app
        .get(&client, &format!("/interviews/{}", interview.id))
        .await
        .text()
        .await
        .expect("a page");
    let cell = |submission: &str| {
        let start = page
            .find(&format!("cell-{submission}-{key}"))
            .expect("the cell");
        page[start..]
            .split("</td>")
            .next()
            .expect("its end")
            .to_owned()
    };
    assert!(cell(&second).contains("after it was revealed") && cell(&second).contains("fixed"));
    assert!(!cell(&first).contains("after it was revealed"));
}

#[tokio::test]
async fn an_authors_fault_is_told_to_the_interviewer_and_costs_the_candidate_nothing() {
    let settings = assay::web::WebSettings {
        submissions_per_minute: 1,
        ..Default::default()
    };
    let app = TestApp::with(Stage::open(), settings).await;
    app.stage
        .endings
        .lock()
        .expect("the endings")
        .push(Ending::ChallengeFault);
    let interview = app.interview("message").await;
    let candidate = app.candidate(&interview);
    let receipt = candidate.submit("x = 1\n").await;
    app.report(receipt["submission"].as_str().expect("an id"))
        .await;
    assert!(!candidate.page().await.contains("SECRETMESSAGE"));
    let client = app.interviewer().await;
    let page = app
        .get(&client, &format!("/interviews/{}", interview.id))
        .await
        .text()
        .await
        .expect("a page");
    assert!(page.contains("SECRETMESSAGE"));
    // The one submission a minute is still there.
    candidate.submit("x = 2\n").await;
}

#[tokio::test]
async fn an_attempt_whose_tests_shared_its_process_is_told_as_forgeable() {
    let app = TestApp::start().await;
    let interview = app.interview("message").await;
    let candidate = app.candidate(&interview);
    let client = app.interviewer().await;
    for (ending, forgeable) in [(None, false), (Some(Ending::Shared), true)] {
        app.stage
            .endings
            .lock()
            .expect("the endings")
            .extend(ending);
        let receipt = candidate.submit(&format!("x = {forgeable}\n")).await;
        let id = receipt["submission"].as_str().expect("an id").to_owned();
        app.report(&id).await;
        let address = format!("/interviews/{}?submission={id}", interview.id);
        let page = app.get(&client, &address).await.text().await;
        let page = page.expect("a page");
        assert_eq!(page.contains("shared: forgeable"), forgeable, "{page}");
    }
}

#[tokio::test]
async fn a_program_reads_an_interview_as_json_with_its_interviewers_session() {
    let app = TestApp::start().await;
    let interview = app.interview("count").await;
    let receipt = app.candidate(&interview).submit("x = 1\n").await;
    app.report(receipt["submission"].as_str().expect("an id"))
        .await;
    let path = format!("/api/interviews/{}", interview.id);
    let stranger = reqwest::get(format!("{}{path}", app.url))
        .await
        .expect("an answer");
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);

    let client = app.interviewer().await;
    let whole: serde_json::Value = app.get(&client, &path).await.json().await.expect("JSON");
    let attempt = &whole["attempts"][0];
    assert_eq!(attempt["sha256"], receipt["sha256"]);
    assert_eq!(attempt["files"]["greeting.py"], "x = 1\n");
    assert_eq!(
        attempt["report"]["edge_cases"][1]["message"],
        "SECRETMESSAGE"
    );
    let list: serde_json::Value = app
        .get(&client, "/api/interviews")
        .await
        .json()
        .await
        .expect("JSON");
    assert_eq!(list[0]["candidate"], "Grace");
}
