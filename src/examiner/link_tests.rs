//! The link over a pipe, with this file's tests in the examiner's place: what matters here is what it makes of an
//! examiner that misbehaves, which a real one does not on demand.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tokio::io::{
    AsyncBufReadExt, AsyncWriteExt, BufReader, DuplexStream, Lines, ReadHalf, WriteHalf,
};

use super::*;

struct FarEnd {
    requests: Lines<BufReader<ReadHalf<DuplexStream>>>,
    output: WriteHalf<DuplexStream>,
}

impl FarEnd {
    async fn say(&mut self, line: &str) {
        let line = format!("{line}\n");
        self.output
            .write_all(line.as_bytes())
            .await
            .expect("a pipe");
    }

    async fn request(&mut self) -> Value {
        let line = self.requests.next_line().await.expect("a pipe");
        serde_json::from_str(&line.expect("a request")).expect("JSON")
    }
}

async fn linked() -> (Link, FarEnd) {
    let (near, far) = tokio::io::duplex(1 << 20);
    let (input, mut output) = tokio::io::split(far);
    let hello = "{\"type\":\"hello\",\"python\":\"3.13.1\",\"pytest\":\"9.2.0\"}\n";
    output.write_all(hello.as_bytes()).await.expect("a pipe");
    let (reader, writer) = tokio::io::split(near);
    let link = Link::open(reader, writer).await.expect("a link");
    assert_eq!(link.hello().python, "3.13.1");
    let requests = BufReader::new(input).lines();
    (link, FarEnd { requests, output })
}

fn order() -> Order {
    Order {
        challenge: "c".to_owned(),
        sandbox: 100_000,
        files: BTreeMap::from([("m.py".to_owned(), b"\xff".to_vec())]),
        suites: vec![Suite::Hidden],
        edge_case_seconds: 1.0,
        output_bytes: 1024,
        fresh_interpreter: false,
        collect_only: false,
        skip: Vec::new(),
        seed: 0,
        examples: 1,
        owner: None,
        mutant: None,
    }
}

fn tests() -> Tests {
    Tests {
        challenge: "c".to_owned(),
        modules: vec!["m".to_owned()],
        files: BTreeMap::new(),
        reference: BTreeMap::new(),
        subject: None,
        shared: false,
    }
}

#[tokio::test]
async fn a_run_gets_its_own_events_and_garbage_between_them_costs_nothing() {
    let (link, mut far) = linked().await;
    let mut first = link.run(order()).expect("a run");
    let mut second = link.run(order()).expect("a run");
    let request = far.request().await;
    assert_eq!(request["type"], "run");
    assert_eq!(request["files"]["m.py"], "/w==");
    far.say("Fatal Python error: not an event").await;
    for (run, id) in [(&second, "two"), (&first, "one")] {
        let event = json!({"type": "case_started", "run": run.id(), "id": id});
        far.say(&event.to_string()).await;
        let event = json!({"type": "finished", "run": run.id(), "fault": null});
        far.say(&event.to_string()).await;
    }
    for (run, expected) in [(&mut first, "one"), (&mut second, "two")] {
        let started = run.next().await;
        assert!(matches!(started, Some(Event::CaseStarted { id, .. }) if id == expected));
        assert!(matches!(
            run.next().await,
            Some(Event::Finished { fault: None, .. })
        ));
        assert!(run.next().await.is_none());
    }
}

#[tokio::test]
async fn when_the_examiner_dies_every_run_and_every_wait_ends_and_it_is_our_fault() {
    let (link, far) = linked().await;
    let mut run = link.run(order()).expect("a run");
    let mut connection = link.expect_sandbox(100_000).expect("a connection");
    drop(far);
    let Some(Event::Finished {
        fault: Some(fault), ..
    }) = run.next().await
    else {
        panic!("the run did not end");
    };
    assert_eq!(fault.kind, FaultKind::Examiner);
    let closed = connection.wait_for(|now| *now == Connection::Closed).await;
    assert!(closed.is_ok());
    link.closed().await;
    assert!(!link.is_open());
    assert!(matches!(link.run(order()), Err(LinkError::Closed)));
    assert!(matches!(
        link.load_challenge(&tests()).await,
        Err(LinkError::Closed)
    ));
}

#[tokio::test]
async fn a_challenge_is_transferred_once_and_a_broken_one_again() {
    let (link, mut far) = linked().await;
    let far_end = async {
        assert_eq!(far.request().await["type"], "load_challenge");
        far.say(r#"{"type":"challenge_loaded","challenge":"c","error":"no such fixture","location":{"file":"hidden/a_test.py","line":3}}"#).await;
        assert_eq!(far.request().await["type"], "load_challenge");
        far.say(r#"{"type":"challenge_loaded","challenge":"c","error":null,"location":null}"#)
            .await;
    };
    let near_end = async {
        let broken = link.load_challenge(&tests()).await;
        assert!(
            matches!(broken, Err(LinkError::BrokenChallenge { location: Some(at), .. }) if at.line == 3)
        );
        let tests = tests();
        let (one, other) = tokio::join!(link.load_challenge(&tests), link.load_challenge(&tests));
        assert!(one.is_ok() && other.is_ok());
        assert!(link.load_challenge(&tests).await.is_ok());
    };
    tokio::join!(far_end, near_end);
}

#[tokio::test]
async fn a_dropped_run_is_cancelled() {
    let (link, mut far) = linked().await;
    let run = link.run(order()).expect("a run");
    let id = run.id().to_owned();
    assert_eq!(far.request().await["type"], "run");
    drop(run);
    let cancel = far.request().await;
    assert_eq!(
        (&cancel["type"], &cancel["run"]),
        (&json!("cancel"), &json!(id))
    );
}
