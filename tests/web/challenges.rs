//! The catalogue, which only interviewers see.

use std::path::Path;

use assay::challenge::{Challenge, RecordedProof};
use reqwest::{Client, StatusCode};

use crate::test_app::TestApp;

const HIDDEN: &str = "import pytest\n\n\n@pytest.mark.parametrize('n', [1, 2])\ndef test_sizes(n):\n    \"\"\"Keeps secret sizes.\n\n    Area: sizes\n    Tells: Whether SECRETTELLS.\n    Advises: Look at SECRETADVICE.\n    \"\"\"\n    assert n\n";

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
}

/// A challenge with everything that a page can show.
fn add_sizes(app: &TestApp) -> std::path::PathBuf {
    let folder = app.folder.path().join("challenges/sizes");
    write(
        &folder,
        &[
            (
                "challenge.toml",
                "title = 'Sizes & <b>weights</b>'\nmodule = 'sizes'\nlevel = 'senior'\nproject_type = 'data_engineering'\ntopics = ['lists', 'a & b']\nminutes = 35\n",
            ),
            ("statement.md", "Write `sizes`.\n"),
            ("starter.py", "def sizes(): ...\n"),
            ("tests/hidden/sizes_test.py", HIDDEN),
            (
                "tests/visible/example_test.py",
                "def test_visible_example(): ...\n",
            ),
            ("submissions/accepted/right.py", "accepted_source = 1\n"),
            (
                "submissions/wrong_answer/forgets.py",
                "# Fails: test_sizes\n# Mistake: forgets that sizes <grow>.\nwrong_source = 1\n",
            ),
        ],
    );
    folder
}

async fn text(app: &TestApp, client: &Client, path: &str) -> String {
    let answer = app.get(client, path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.expect("a page")
}

#[tokio::test]
async fn a_candidate_reaches_nothing_of_the_catalogue() {
    let app = TestApp::start().await;
    add_sizes(&app);
    let candidate = app.candidate(&app.interview("message").await);
    let own = candidate.page().await;
    assert!(!own.contains("/challenges"), "{own}");
    // The same browser, with whatever the candidate's pages have left in it.
    for path in [
        "/challenges",
        "/challenges?level=senior",
        "/challenges/sizes",
        "/challenges/absent",
    ] {
        let answer = app.get(&candidate.client, path).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
        assert!(
            answer.headers()["location"]
                .to_str()
                .expect("text")
                .starts_with("/login")
        );
        assert_eq!(answer.text().await.expect("a body"), "", "{path}");
    }
    let answer = candidate
        .client
        .post(format!("{}/challenges/sizes/add", app.url))
        .form(&[("interview", "x")])
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_list_is_filtered_by_level_topic_and_project_type() {
    let app = TestApp::start().await;
    add_sizes(&app);
    let client = app.interviewer().await;
    let all = text(&app, &client, "/challenges").await;
    for part in [
        "2 challenges",
        "A greeting",
        "Sizes &#38; &#60;b&#62;weights",
        "data engineering",
        "35 min",
        "at least 1 hidden edge case",
        "not proven yet",
    ] {
        assert!(all.contains(part), "{part} in {all}");
    }
    for query in [
        "level=senior",
        "project_type=data_engineering",
        "topic=a+%26+b",
        "level=senior&topic=lists",
    ] {
        let found = text(&app, &client, &format!("/challenges?{query}")).await;
        assert!(found.contains("1 of 2 challenges"), "{query}");
        assert!(found.contains("href=\"/challenges/sizes\""), "{query}");
        assert!(!found.contains("href=\"/challenges/greeting\""), "{query}");
    }
    let general = text(&app, &client, "/challenges?project_type=general").await;
    assert!(
        general.contains("href=\"/challenges/greeting\"")
            && !general.contains("href=\"/challenges/sizes\"")
    );
    let none = text(&app, &client, "/challenges?level=entry&topic=lists").await;
    assert!(none.contains("0 of 2 challenges") && none.contains("No challenge is like that"));
}

#[tokio::test]
async fn a_broken_challenge_is_shown_with_its_file_and_line_and_hides_no_other() {
    let app = TestApp::start().await;
    write(
        &app.folder.path().join("challenges/broken"),
        &[
            (
                "challenge.toml",
                "title = 'B'\nmodule = 'b'\nlevle = 'mid'\n",
            ),
            ("statement.md", "x"),
        ],
    );
    let client = app.interviewer().await;
    for path in ["/challenges", "/challenges/broken"] {
        let page = text(&app, &client, path).await;
        assert!(
            page.contains("broken/challenge.toml:3: unknown field"),
            "{page}"
        );
    }
    assert!(
        text(&app, &client, "/challenges")
            .await
            .contains("A greeting")
    );
    let absent = app.get(&client, "/challenges/absent").await;
    assert_eq!(absent.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_challenge_is_read_whole_and_says_truthfully_whether_it_is_proven() {
    let app = TestApp::start().await;
    let folder = add_sizes(&app);
    let client = app.interviewer().await;
    let page = text(&app, &client, "/challenges/sizes").await;
    for part in [
        "Write <code>sizes</code>",
        "def sizes(): ...",
        "Keeps secret sizes",
        "Whether SECRETTELLS.",
        "Look at SECRETADVICE.",
        "with parameters",
        "accepted_source",
        "wrong_source",
        "forgets that sizes &#60;grow&#62;.",
        "test_visible_example",
        "not proven yet",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let challenge = Challenge::read(&folder).expect("it is whole");
    let proof: RecordedProof = serde_json::from_value(serde_json::json!({
        "content": challenge.content, "version": challenge.version, "proven_on": "2026-11-28", "python": "3.11",
        "accepted": 1, "wrong": 1,
        "mutants": { "made": 9, "killed": 8, "listed": 1, "survived": 0, "not_tried": 0 },
        "edge_cases": [
            { "id": "sizes_test.py::test_sizes[1]", "title": "Keeps secret sizes: one", "caught": ["submissions/wrong_answer/forgets.py"] },
            { "id": "sizes_test.py::test_sizes[2]", "title": "Keeps secret sizes: two" },
        ],
    }))
    .expect("a proof");
    proof.write(&folder).expect("it is written");
    let page = text(&app, &client, "/challenges/sizes").await;
    for part in [
        "p-proven",
        "8 of 9 mutants killed, 1 live with a reason",
        "2 hidden edge cases",
        "Keeps secret sizes: two",
        "caught 1 of 1 wrong submissions",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    write(&folder, &[("submissions/accepted/other.py", "x = 2\n")]);
    let page = text(&app, &client, "/challenges").await;
    assert!(
        page.contains("changed since it was proven") && !page.contains("p-proven"),
        "{page}"
    );
}

#[tokio::test]
async fn a_challenge_is_picked_for_a_new_interview_or_for_one_that_exists() {
    let app = TestApp::start().await;
    add_sizes(&app);
    let client = app.interviewer().await;
    let form = text(&app, &client, "/interviews/new?challenge=sizes").await;
    assert!(
        form.contains("value=\"sizes\" checked") && !form.contains("value=\"greeting\" checked")
    );

    let interview = app.interview("count").await;
    let page = text(&app, &client, "/challenges/sizes").await;
    assert!(page.contains(&interview.id), "{page}");
    let add = async |id: &str| {
        client
            .post(format!("{}/challenges/sizes/add", app.url))
            .form(&[("interview", id)])
            .send()
            .await
            .expect("an answer")
            .status()
    };
    assert_eq!(add(&interview.id).await, StatusCode::SEE_OTHER);
    assert_eq!(add(&interview.id).await, StatusCode::SEE_OTHER);
    let stored = app
        .store
        .interview(&interview.id)
        .await
        .expect("the store")
        .expect("it");
    assert_eq!(stored.challenges, ["greeting", "sizes"]);
    let page = text(&app, &client, "/challenges/sizes").await;
    assert!(
        !page.contains(&interview.id),
        "it has the challenge already"
    );
    let candidate = app
        .get(&Client::new(), &format!("/c/{}/sizes", interview.token))
        .await;
    assert_eq!(candidate.status(), StatusCode::OK);

    let closed = app.interview("count").await;
    app.store
        .close_interview(&closed.id)
        .await
        .expect("the store");
    assert_eq!(add(&closed.id).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(add("").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(add("absent").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_challenge_whose_tests_share_the_candidates_process_says_so_wherever_it_is_chosen() {
    let app = TestApp::start().await;
    let folder = add_sizes(&app);
    let client = app.interviewer().await;
    for (line, told) in [("", false), ("isolation = 'shared'\n", true)] {
        let settings = format!("title = 'Sizes'\nmodule = 'sizes'\n{line}");
        std::fs::write(folder.join("challenge.toml"), settings).expect("a file");
        for path in ["/challenges", "/challenges/sizes"] {
            let page = text(&app, &client, path).await;
            assert_eq!(page.contains("shared: forgeable"), told, "{path}: {page}");
        }
    }
}
