//! What is not accepted, and what is said of it.

use assay::web::WebSettings;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::stage::Stage;
use crate::test_app::TestApp;

async fn said(answer: Response, status: StatusCode) -> String {
    assert_eq!(answer.status(), status);
    let body: Value = answer.json().await.expect("JSON");
    body["error"].as_str().expect("a sentence").to_owned()
}

#[tokio::test]
async fn a_megabyte_of_source_is_refused_with_the_limit() {
    let app = TestApp::start().await;
    let interview = app.interview("count").await;
    let candidate = app.candidate(&interview);
    let body = json!({ "files": { "greeting.py": "#".repeat(1 << 20) } });
    let sentence = said(
        candidate.send("submit", &body).await,
        StatusCode::PAYLOAD_TOO_LARGE,
    )
    .await;
    assert_eq!(
        sentence,
        "The source has 1024 KiB; at most 256 KiB are accepted. Nothing was submitted."
    );

    let body = json!({ "files": { "greeting.py": "#".repeat(10 << 20) } });
    let sentence = said(
        candidate.send("submit", &body).await,
        StatusCode::PAYLOAD_TOO_LARGE,
    )
    .await;
    assert!(
        sentence.starts_with("The source has 10240 KiB"),
        "{sentence}"
    );
    assert!(
        app.store
            .submissions(&interview.id)
            .await
            .expect("the store")
            .is_empty()
    );
}

#[tokio::test]
async fn an_empty_file_and_binary_junk_are_told_at_once() {
    let app = TestApp::start().await;
    let interview = app.interview("count").await;
    let candidate = app.candidate(&interview);
    for (source, word) in [
        ("", "empty"),
        (" \n# nothing\n", "empty"),
        ("x = 1\n\0\u{1}", "NUL byte"),
    ] {
        let answer = candidate
            .send("submit", &json!({ "files": { "greeting.py": source } }))
            .await;
        let sentence = said(answer, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(sentence.contains(word), "{sentence}");
    }
    let junk = candidate
        .client
        .post(format!("{}/submit", candidate.url))
        .header("content-type", "application/json")
        .body(vec![0xff, 0xfe, 0x00])
        .send()
        .await
        .expect("an answer");
    let sentence = said(junk, StatusCode::BAD_REQUEST).await;
    assert!(
        sentence.contains("not the JSON that is expected"),
        "{sentence}"
    );
    assert!(
        app.store
            .submissions(&interview.id)
            .await
            .expect("the store")
            .is_empty()
    );
}

#[tokio::test]
async fn files_that_the_challenge_does_not_have_are_named() {
    let app = TestApp::start().await;
    let candidate = app.candidate(&app.interview("count").await);
    for name in ["../greeting.py", "conftest.py", "/etc/passwd"] {
        let answer = candidate
            .send("submit", &json!({ "files": { name: "x = 1\n" } }))
            .await;
        let sentence = said(answer, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(
            sentence.contains(name) && sentence.contains("greeting.py"),
            "{sentence}"
        );
    }
}

#[tokio::test]
async fn more_attempts_than_allowed_are_refused_with_the_time_to_wait() {
    let settings = WebSettings {
        submissions_per_minute: 2,
        ..WebSettings::default()
    };
    let app = TestApp::with(Stage::open(), settings).await;
    let candidate = app.candidate(&app.interview("count").await);
    candidate.submit("x = 1\n").await;
    candidate.submit("x = 2\n").await;
    let third = candidate
        .send("submit", &json!({ "files": { "greeting.py": "x = 3\n" } }))
        .await;
    let wait: u64 = third.headers()["retry-after"]
        .to_str()
        .expect("text")
        .parse()
        .expect("seconds");
    assert!((1..=61).contains(&wait));
    let sentence = said(third, StatusCode::TOO_MANY_REQUESTS).await;
    assert!(
        sentence.contains("At most 2 submissions a minute"),
        "{sentence}"
    );
    // Another interview has its own count, and so have runs of the visible tests.
    app.candidate(&app.interview("count").await)
        .submit("x = 1\n")
        .await;
    let run = candidate
        .send("run", &json!({ "files": { "greeting.py": "x = 3\n" } }))
        .await;
    assert_eq!(run.status(), StatusCode::ACCEPTED);
}

#[tokio::test]
async fn a_full_queue_refuses_instead_of_growing() {
    let settings = WebSettings {
        waiting: 1,
        ..WebSettings::default()
    };
    let app = TestApp::with(Stage::held(), settings).await;
    let candidate = app.candidate(&app.interview("count").await);
    // Two are being examined (as many as there are workers), the third waits, the fourth finds no room.
    let mut last = StatusCode::ACCEPTED;
    let mut taken = 0;
    while last == StatusCode::ACCEPTED {
        let body = json!({ "files": { "greeting.py": format!("x = {taken}\n") } });
        last = candidate.send("run", &body).await.status();
        taken += usize::from(last == StatusCode::ACCEPTED);
        assert!(taken <= 3);
    }
    assert_eq!(last, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn another_site_cannot_act_in_a_visitors_name() {
    let app = TestApp::start().await;
    let client = app.interviewer().await;
    for header in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        let answer = client
            .post(format!("{}/interviews", app.url))
            .header(header.0, header.1)
            .form(&[
                ("candidate", "Mallory"),
                ("challenges", "greeting"),
                ("reveal", "message"),
            ])
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }
    assert!(app.store.interviews().await.expect("the store").is_empty());
}

#[tokio::test]
async fn an_address_that_does_not_exist_says_so() {
    let app = TestApp::start().await;
    let answer = reqwest::get(format!("{}/nothing/here", app.url))
        .await
        .expect("an answer");
    assert_eq!(
        said(answer, StatusCode::NOT_FOUND).await,
        "There is nothing at this address."
    );
}
