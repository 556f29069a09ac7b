//! A review: the candidate comments, the interviewer decides, and what is planted stays with the interviewer.

use assay::store::Interview;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::stage::{SECRETS, Stage};
use crate::stream::EventStream;
use crate::test_app::TestApp;

/// Words that are in what only interviewers read.
const PLANTED: [&str; 6] = [
    "PLANTEDTITLE",
    "PLANTEDTELLS",
    "PLANTEDADVICE",
    "planted-id",
    "test_planted",
    "PLANTEDMEND",
];

fn add_review(app: &TestApp) {
    let folder = app.folder.path().join("challenges/reviewing");
    for (path, text) in [
        (
            "challenge.toml",
            "title = 'Review it'\nkind = 'review'\nmodule = 'ledger'\nreveal = 'message'\n",
        ),
        ("statement.md", "Comment on <b>it</b>.\n"),
        (
            "review/ledger.py",
            "def add(items, into=[]):\n    into += items\n    return into  # <i>\n\n\nX = 1\n",
        ),
        (
            "defects.toml",
            "[[defect]]\nid = 'planted-id'\ntitle = 'PLANTEDTITLE one'\nlines = '1-2'\nkind = 'correctness'\ntells = 'PLANTEDTELLS'\nadvises = 'PLANTEDADVICE'\ntest = 'test_planted'\n\
             [[defect]]\nid = 'planted-id-two'\ntitle = 'PLANTEDTITLE two'\nlines = 6\nkind = 'security'\ntest = 'test_planted'\n",
        ),
        ("tests/hidden/defects_test.py", "def test_planted(): ...\n"),
        ("submissions/accepted/mended.py", "PLANTEDMEND = 1\n"),
        ("reviews/good.toml", "meets = []\n"),
    ] {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
}

/// An interview with the review at the widest level, and the interviewer's browser.
async fn reviewing(app: &TestApp) -> (Interview, Client) {
    add_review(app);
    let client = app.interviewer().await;
    let made = client
        .post(format!("{}/interviews", app.url))
        .form(&[
            ("candidate", "Grace"),
            ("challenges", "reviewing"),
            ("reveal", "message"),
        ])
        .send()
        .await
        .expect("an answer");
    assert_eq!(made.status(), StatusCode::SEE_OTHER);
    let interviews = app.store.interviews().await.expect("the store");
    (interviews[0].clone(), client)
}

fn review(lines: &str, kind: &str, text: &str) -> Value {
    let review =
        json!({ "comment": [{ "file": "ledger.py", "lines": lines, "kind": kind, "text": text }] });
    json!({ "files": { "review.json": review.to_string() } })
}

async fn send(app: &TestApp, interview: &Interview, what: &str, body: &Value) -> reqwest::Response {
    let address = format!("{}/c/{}/reviewing/{what}", app.url, interview.token);
    let client = Client::new();
    let request = if what == "draft" {
        client.put(address)
    } else {
        client.post(address)
    };
    request.json(body).send().await.expect("an answer")
}

async fn sent(app: &TestApp, interview: &Interview, body: &Value) -> String {
    let answer = send(app, interview, "submit", body).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    let receipt: Value = answer.json().await.expect("a receipt");
    let id = receipt["submission"].as_str().expect("an id").to_owned();
    app.report(&id).await;
    id
}

#[tokio::test]
async fn neither_page_nor_stream_nor_json_of_a_candidate_holds_anything_of_what_is_planted() {
    let app = TestApp::with(Stage::open(), Default::default()).await;
    let (interview, interviewer) = reviewing(&app).await;
    let address = format!("/c/{}/reviewing", interview.token);
    let candidate = Client::new();
    let page = async || {
        let page = app.get(&candidate, &address).await;
        assert_eq!(page.status(), StatusCode::OK);
        page.text().await.expect("a page")
    };
    let mut heard = vec![page().await];
    assert!(heard[0].contains("def add(items, into=[]):") && heard[0].contains("&#60;i&#62;"));
    let mut events =
        EventStream::open(&candidate, &format!("{}{address}/events", app.url), 0).await;
    let draft = send(
        &app,
        &interview,
        "draft",
        &review("1", "correctness", "my draft"),
    )
    .await;
    heard.push(draft.text().await.expect("an answer"));
    let id = sent(&app, &interview, &review("1", "correctness", "my comment")).await;
    // A decision of the interviewer's is an event as well.
    let ticked = interviewer
        .post(format!(
            "{}/interviews/{}/submissions/{id}/ticks",
            app.url, interview.id
        ))
        .form(&[("defect", "planted-id"), ("met", "yes")])
        .send()
        .await
        .expect("an answer");
    assert_eq!(ticked.status(), StatusCode::SEE_OTHER);
    // Titles of what is planted cannot be revealed, not even by mistake.
    let revealed = interviewer
        .post(format!("{}/interviews/{}/reveal", app.url, interview.id))
        .form(&[("challenge", "reviewing"), ("case", "k0")])
        .send()
        .await
        .expect("an answer");
    assert_eq!(revealed.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let second = sent(&app, &interview, &review("6", "security", "another")).await;
    let stream = events.until(&format!("sent-{second}")).await;
    assert!(
        stream
            .iter()
            .any(|message| message.data.contains("1 comment"))
    );
    app.store
        .close_interview(&interview.id)
        .await
        .expect("the store");
    let rest = events.until("{}").await;
    heard.extend(stream.into_iter().chain(rest).map(|message| message.data));
    heard.push(page().await);
    let listed = app
        .get(
            &candidate,
            &format!("/api/c/{}/reviewing/submissions", interview.token),
        )
        .await;
    heard.push(listed.text().await.expect("a list"));
    assert!(heard.last().expect("the list").contains(&id));
    let run = send(&app, &interview, "run", &review("1", "correctness", "x")).await;
    assert_eq!(run.status(), StatusCode::UNPROCESSABLE_ENTITY);
    for text in &heard {
        for secret in PLANTED.iter().chain(&SECRETS) {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(!text.contains("of 2 "), "{text}");
    }
}

#[tokio::test]
async fn what_is_no_review_is_refused_with_a_sentence_and_stored_nowhere() {
    let app = TestApp::start().await;
    let (interview, _) = reviewing(&app).await;
    for (body, told) in [
        (review("99", "correctness", "x"), "has no line 99"),
        (review("1", "correctness", " "), "it says nothing"),
        (review("1", "taste", "x"), "unknown variant"),
        (
            json!({ "files": { "review.json": "{" } }),
            "This is no review",
        ),
        (
            json!({ "files": { "ledger.py": "x = 1" } }),
            "It expects review.json",
        ),
        (json!({ "files": {} }), "This challenge expects review.json"),
    ] {
        let answer = send(&app, &interview, "submit", &body).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        let said = answer.text().await.expect("a sentence");
        assert!(said.contains(told), "{told} in {said}");
    }
    let stored = app
        .store
        .submissions(&interview.id)
        .await
        .expect("the store");
    assert!(stored.is_empty());
}

#[tokio::test]
async fn a_person_decides_over_the_proposal_and_takes_it_back() {
    let app = TestApp::start().await;
    let (interview, interviewer) = reviewing(&app).await;
    let id = sent(
        &app,
        &interview,
        &review("2", "correctness", "Shared <default>."),
    )
    .await;
    let path = format!("/interviews/{}?submission={id}", interview.id);
    let page = app
        .get(&interviewer, &path)
        .await
        .text()
        .await
        .expect("a page");
    for part in [
        "Shared &#60;default&#62;.",
        "PLANTEDTITLE one",
        "ledger.py:1-2",
        "seems met",
        "0 of 1 comment",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let mut events = EventStream::open(
        &interviewer,
        &format!("{}/interviews/{}/events", app.url, interview.id),
        0,
    )
    .await;
    let tick = async |client: &Client, defect: &str, met: &str| {
        client
            .post(format!(
                "{}/interviews/{}/submissions/{id}/ticks",
                app.url, interview.id
            ))
            .form(&[("defect", defect), ("met", met)])
            .send()
            .await
            .expect("an answer")
            .status()
    };
    assert_eq!(
        tick(&Client::new(), "planted-id", "no").await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        tick(&interviewer, "absent", "no").await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        tick(&interviewer, "planted-id", "maybe").await,
        StatusCode::BAD_REQUEST
    );

    let outcomes = async || {
        let report = app
            .store
            .report(&id)
            .await
            .expect("the store")
            .expect("a report");
        let cases = report.edge_cases.into_iter();
        cases
            .map(|case| format!("{}: {}", case.outcome.word(), case.message))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        tick(&interviewer, "planted-id", "no").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        tick(&interviewer, "planted-id-two", "yes").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        outcomes().await,
        [
            "failed: not met, decided by ada: comment 1 (ledger.py:2)",
            "passed: met, decided by ada: no comment shares a line and a kind with it",
        ]
    );
    events.until("review-ticked").await;
    let page = app
        .get(&interviewer, &path)
        .await
        .text()
        .await
        .expect("a page");
    assert!(
        page.contains("not met, ada says") && page.contains("1 of 1 comment"),
        "{page}"
    );
    assert_eq!(
        tick(&interviewer, "planted-id", "").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        outcomes().await[0],
        "passed: met by comment 1 (ledger.py:2): proposed by line and kind, decided by nobody yet"
    );
}
