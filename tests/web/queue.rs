//! Nothing is lost and nothing is examined twice, however the server ends.

use std::sync::atomic::Ordering;

use assay::report::Verdict;
use assay::store::{State, Store, StoreError};

use crate::stage::{Ending, Stage};
use crate::test_app::{TestApp, database};

#[tokio::test]
async fn a_killed_server_resumes_what_was_running_and_what_was_waiting() {
    let app = TestApp::with(Stage::held(), Default::default()).await;
    let interview = app.interview("count").await;
    let candidate = app.candidate(&interview);
    let mut ids = Vec::new();
    for source in ["a = 1\n", "b = 1\n", "c = 1\n"] {
        ids.push(
            candidate.submit(source).await["submission"]
                .as_str()
                .expect("an id")
                .to_owned(),
        );
    }
    // Two are begun, since there are two workers; one of them has an outcome already.
    let mut events = candidate.events(0).await;
    app.stage.allow(1);
    events.until("hello from the candidate").await;
    let folder = app.kill().await;

    let app = TestApp::in_folder(folder, Stage::open(), Default::default()).await;
    for id in &ids {
        let report = app.report(id).await;
        assert_eq!(report.edge_cases.len(), 4);
    }
    let submissions = app
        .store
        .submissions(&interview.id)
        .await
        .expect("the store");
    assert_eq!(submissions.len(), 3);
    assert!(
        submissions
            .iter()
            .all(|submission| submission.state == State::Done)
    );
    assert_eq!(app.stage.graded.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn what_is_done_is_not_examined_again_at_the_next_start() {
    let app = TestApp::start().await;
    let candidate = app.candidate(&app.interview("count").await);
    let receipt = candidate.submit("x = 1\n").await;
    let id = receipt["submission"].as_str().expect("an id").to_owned();
    let before = app.report(&id).await;
    let folder = app.kill().await;
    let app = TestApp::in_folder(folder, Stage::open(), Default::default()).await;
    // One more, so that the queue has certainly been read.
    let candidate = app.candidate(&app.interview("count").await);
    let receipt = candidate.submit("y = 1\n").await;
    app.report(receipt["submission"].as_str().expect("an id"))
        .await;
    assert_eq!(app.stage.graded.load(Ordering::SeqCst), 1);
    assert_eq!(app.report(&id).await, before);
}

#[tokio::test]
async fn our_own_fault_is_tried_again_and_a_panic_is_one() {
    let app = TestApp::start().await;
    app.stage
        .endings
        .lock()
        .expect("the endings")
        .extend([Ending::Panic, Ending::SystemError]);
    let candidate = app.candidate(&app.interview("count").await);
    let receipt = candidate.submit("x = 1\n").await;
    let report = app
        .report(receipt["submission"].as_str().expect("an id"))
        .await;
    assert_eq!(report.verdict, Verdict::Failed);
    assert_eq!(app.stage.graded.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_fault_of_ours_that_stays_is_said_and_is_not_the_candidates() {
    let app = TestApp::start().await;
    app.stage
        .endings
        .lock()
        .expect("the endings")
        .extend([Ending::SystemError; 3]);
    let candidate = app.candidate(&app.interview("count").await);
    let receipt = candidate.submit("x = 1\n").await;
    let report = app
        .report(receipt["submission"].as_str().expect("an id"))
        .await;
    assert_eq!(report.verdict, Verdict::SystemError);
    let page = candidate.page().await;
    assert!(page.contains("Something failed on our side"), "{page}");
}

#[tokio::test]
async fn a_second_server_on_the_same_database_is_refused_by_name() {
    let app = TestApp::start().await;
    let path = database(app.folder.path());
    let second = Store::open(&path).await.err().expect("a refusal");
    assert!(matches!(second, StoreError::InUse { .. }));
    assert!(
        second
            .to_string()
            .contains("another server uses the database")
    );
    app.stop().await;
}

#[tokio::test]
async fn a_stopping_server_ends_its_live_pages_and_what_it_examines() {
    let app = TestApp::with(Stage::held(), Default::default()).await;
    let interview = app.interview("count").await;
    let candidate = app.candidate(&interview);
    let mut events = candidate.events(0).await;
    candidate.submit("x = 1\n").await;
    events.until("class=\"case o-running\"").await;
    app.stage.allow(4);
    // Would wait for ever if an open stream held the server.
    let folder = app.folder.clone();
    app.stop().await;
    let store = Store::open(&database(folder.path()))
        .await
        .expect("the lock is free");
    let submissions = store.submissions(&interview.id).await.expect("the store");
    assert_eq!(submissions[0].state, State::Done);
}
