//! What a candidate does with a link.

use assay::store::State;
use reqwest::StatusCode;
use serde_json::json;

use crate::stage::Stage;
use crate::test_app::TestApp;

#[tokio::test]
async fn a_submission_is_received_examined_and_shown_edge_case_by_edge_case() {
    let app = TestApp::with(Stage::held(), Default::default()).await;
    let candidate = app.candidate(&app.interview("count").await);
    let mut events = candidate.events(0).await;
    let receipt = candidate.submit("print('hi')\n").await;
    // printf "print('hi')\n" | sha256sum
    assert_eq!(
        receipt["sha256"],
        "caf026f25d7140209f98072605307a438914b9ce6f3c14b23d15d9667241de52"
    );
    let id = receipt["submission"].as_str().expect("an id");
    events.until("attempt-received").await;
    events.until("class=\"case o-running\"").await;

    app.stage.allow(1);
    let visible = events.until("hello from the candidate").await;
    let visible = &visible.last().expect("a message").data;
    assert!(visible.contains(&format!("#case-{id}-")), "{visible}");

    app.stage.allow(2);
    let counted = events.until("<strong>1</strong> of 3").await;
    assert!(
        counted
            .last()
            .expect("a message")
            .data
            .contains(&format!("hidden-{id}"))
    );
    app.stage.allow(1);
    events.until("2 of 3 hidden edge cases passed").await;
    events.until("attempt-finished").await;
}

#[tokio::test]
async fn a_link_that_was_never_given_opens_nothing() {
    let app = TestApp::start().await;
    let interview = app.interview("count").await;
    let mut wrong = interview.token.clone();
    wrong.replace_range(0..1, if wrong.starts_with('A') { "B" } else { "A" });
    for token in [wrong.as_str(), "x", interview.id.as_str()] {
        let client = reqwest::Client::new();
        let answer = app.get(&client, &format!("/c/{token}/greeting")).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert!(
            answer
                .text()
                .await
                .expect("a page")
                .contains("This link opens no interview")
        );
    }
}

#[tokio::test]
async fn a_challenge_that_is_not_in_the_interview_is_not_found() {
    let app = TestApp::start().await;
    let interview = app.interview("count").await;
    let path = format!("/c/{}/csv-chunks", interview.token);
    let answer = app.get(&reqwest::Client::new(), &path).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_typed_survives_a_reload_and_an_overtaken_request_replaces_nothing() {
    let app = TestApp::start().await;
    let candidate = app.candidate(&app.interview("count").await);
    let saved = |text: &str, revision: i64| {
        let body = json!({ "files": { "greeting.py": text }, "revision": revision });
        async {
            candidate
                .send("draft", &{ body })
                .await
                .json::<serde_json::Value>()
                .await
                .expect("JSON")
        }
    };
    assert_eq!(saved("newer = 2\n", 20).await["revision"], 20);
    assert_eq!(saved("older = 1\n", 10).await["revision"], 20);
    let page = candidate.page().await;
    assert!(page.contains("newer = 2") && !page.contains("older = 1"));
}

#[tokio::test]
async fn the_same_request_sent_twice_is_one_submission() {
    let app = TestApp::start().await;
    let interview = app.interview("count").await;
    let candidate = app.candidate(&interview);
    let body = json!({ "files": { "greeting.py": "x = 1\n" }, "key": "the page chose this" });
    let mut ids = Vec::new();
    for _ in 0..2 {
        let receipt: serde_json::Value = candidate
            .send("submit", &body)
            .await
            .json()
            .await
            .expect("JSON");
        ids.push(receipt["submission"].clone());
    }
    assert_eq!(ids[0], ids[1]);
    assert_eq!(
        app.store
            .submissions(&interview.id)
            .await
            .expect("the store")
            .len(),
        1
    );
}

#[tokio::test]
async fn a_page_that_lost_its_connection_misses_nothing_and_is_told_nothing_twice() {
    let app = TestApp::with(Stage::held(), Default::default()).await;
    let candidate = app.candidate(&app.interview("count").await);
    let mut events = candidate.events(0).await;
    candidate.submit("x = 1\n").await;
    app.stage.allow(2);
    let before = events.until("<strong>0</strong> of 3").await;
    let last = before.last().expect("a message").id;
    drop(events);

    app.stage.allow(2);
    let after = candidate.events(last).await.until("attempt-finished").await;
    assert!(after.iter().all(|message| message.id > last), "{after:?}");
    assert!(
        after
            .iter()
            .any(|message| message.data.contains("<strong>2</strong> of 3"))
    );
}

#[tokio::test]
async fn a_form_without_script_submits_as_well() {
    let app = TestApp::start().await;
    let interview = app.interview("count").await;
    let candidate = app.candidate(&interview);
    let answer = candidate
        .client
        .post(format!("{}/submit", candidate.url))
        .form(&[("source", "x = 1\r\ny = 2\r\n")])
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let submissions = app
        .store
        .submissions(&interview.id)
        .await
        .expect("the store");
    assert_eq!(submissions[0].files["greeting.py"], "x = 1\ny = 2\n");
}

#[tokio::test]
async fn a_closed_interview_takes_nothing_more_and_keeps_what_arrived() {
    let app = TestApp::start().await;
    let interview = app.interview("count").await;
    let candidate = app.candidate(&interview);
    let receipt = candidate.submit("x = 1\n").await;
    app.report(receipt["submission"].as_str().expect("an id"))
        .await;
    app.store
        .close_interview(&interview.id)
        .await
        .expect("the store");
    let refused = candidate
        .send("submit", &json!({ "files": { "greeting.py": "x = 2\n" } }))
        .await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    let submissions = app
        .store
        .submissions(&interview.id)
        .await
        .expect("the store");
    assert_eq!(submissions.len(), 1);
    assert_eq!(submissions[0].state, State::Done);
    assert!(candidate.page().await.contains("This interview is closed"));
}
