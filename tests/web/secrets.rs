//! What a candidate is never told.

use reqwest::StatusCode;
use serde_json::json;

use crate::stage::{SECRETS, Stage};
use crate::test_app::TestApp;

#[tokio::test]
async fn no_answer_to_a_candidate_holds_anything_of_a_hidden_edge_case_at_level_count() {
    let app = TestApp::with(Stage::held(), Default::default()).await;
    let interview = app.interview("count").await;
    let candidate = app.candidate(&interview);
    let mut heard = vec![candidate.page().await];
    let mut events = candidate.events(0).await;
    let answer = candidate
        .send("submit", &json!({ "files": { "greeting.py": "x = 1\n" } }))
        .await;
    heard.push(answer.text().await.expect("a receipt"));
    // Once in the middle of it and once at its end: both are pages of their own.
    app.stage.allow(2);
    heard.extend(
        events
            .until("<strong>0</strong> of 3")
            .await
            .into_iter()
            .map(|message| message.data),
    );
    heard.push(candidate.page().await);
    app.stage.allow(2);
    heard.extend(
        events
            .until("attempt-finished")
            .await
            .into_iter()
            .map(|message| message.data),
    );
    heard.push(candidate.page().await);
    let run = candidate
        .send("run", &json!({ "files": { "greeting.py": "x = 2\n" } }))
        .await;
    heard.push(run.text().await.expect("a receipt"));
    let path = format!("/api/c/{}/greeting/submissions", interview.token);
    let listed = app.get(&candidate.client, &path).await;
    let listed = listed.text().await.expect("a list");
    assert!(
        listed.contains("2 of 3 hidden edge cases passed"),
        "{listed}"
    );
    heard.push(listed);
    assert!(
        heard
            .iter()
            .any(|text| text.contains("<strong>2</strong> of 3"))
    );
    for text in &heard {
        for secret in SECRETS {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}

#[tokio::test]
async fn at_the_widest_level_a_message_and_what_was_printed_are_still_the_interviewers() {
    let app = TestApp::start().await;
    let candidate = app.candidate(&app.interview("message").await);
    let receipt = candidate.submit("x = 1\n").await;
    app.report(receipt["submission"].as_str().expect("an id"))
        .await;
    let page = candidate.page().await;
    assert!(page.contains("SECRETTITLE 1") && page.contains("SECRETADVICE"));
    for secret in [
        "SECRETMESSAGE",
        "SECRETOUTPUT",
        "SECRETTELLS",
        "test_secret",
    ] {
        assert!(!page.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn every_page_names_its_own_scripts_and_refuses_all_others() {
    let app = TestApp::start().await;
    let client = app.interviewer().await;
    let mut nonces = Vec::new();
    for path in ["/interviews", "/login", "/absent"] {
        let page = app.get(&client, path).await;
        let policy = page.headers()["content-security-policy"]
            .to_str()
            .expect("text")
            .to_owned();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(page.headers()["x-content-type-options"], "nosniff");
        assert_eq!(page.headers()["cache-control"], "no-store");
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .expect("a nonce")
            .to_owned();
        assert!(
            page.text()
                .await
                .expect("a page")
                .contains(&format!("nonce=\"{nonce}\""))
        );
        nonces.push(nonce);
    }
    nonces.dedup();
    assert_eq!(nonces.len(), 3);
}

#[tokio::test]
async fn another_candidates_attempts_are_out_of_reach() {
    let app = TestApp::start().await;
    let mine = app.candidate(&app.interview("message").await);
    let receipt = mine.submit("my_own_source = 1\n").await;
    let id = receipt["submission"].as_str().expect("an id").to_owned();
    app.report(&id).await;
    let other = app.interview("message").await;
    let page = app.candidate(&other).page().await;
    assert!(!page.contains(&id) && !page.contains("my_own_source"));
    let path = format!("/c/{}/greeting/submissions/{id}", other.token);
    assert_eq!(
        app.get(&reqwest::Client::new(), &path).await.status(),
        StatusCode::NOT_FOUND
    );
}
