//! A queue with more and more submissions.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use super::generated::Generated;
use super::rows;
use crate::commands::bench::figures::Growth;
use crate::commands::bench::server;
use crate::commands::bench::subject::milliseconds;
use crate::grading::Grader;
use crate::report::Verdict;
use crate::store::{Kind, NewInterview, NewSubmission, Quota, Received, State, Store};
use crate::web::token;

pub const STORED: &str = "a queue: stored";
pub const TAKEN: &str = "a queue: taken";
const GRADED: &str = "a queue: stored, taken, graded, reported";
const LEASE: Duration = Duration::from_secs(600);
/// How many submissions of the queue come from one interview.
const OF_ONE_INTERVIEW: usize = 10;
const NO_LIMIT: Quota = Quota {
    per_minute: u64::MAX,
    waiting: u64::MAX,
};

/// What the queue itself costs, with nothing graded.
pub async fn stored_and_taken(counts: &[usize]) -> anyhow::Result<Vec<Growth>> {
    let (mut stored, mut taken) = (Vec::new(), Vec::new());
    for &count in counts {
        let folder = TempDir::with_prefix("assay-bench-queue-")?;
        let store = Store::open(&folder.path().join("assay.sqlite")).await?;
        let waiting = submissions(&store, "doubling", count).await?;
        let began = Instant::now();
        for new in waiting {
            receive(&store, new).await?;
        }
        stored.push((count, milliseconds(began)));
        let began = Instant::now();
        let mut jobs = 0;
        while store.take("bench", LEASE).await?.is_some() {
            jobs += 1;
        }
        taken.push((count, milliseconds(began)));
        ensure!(
            jobs == count,
            "{count} submissions waited, {jobs} were taken"
        );
    }
    let unit = "submission";
    let mut all = rows(STORED, unit, &stored);
    all.extend(rows(TAKEN, unit, &taken));
    Ok(all)
}

/// From the first that is stored to the last report, through the server's own workers.
pub async fn graded(grader: &Arc<Grader>, counts: &[usize]) -> anyhow::Result<Vec<Growth>> {
    let generated = Generated::new(1)?;
    let mut measured = Vec::new();
    for &count in counts {
        let folder = TempDir::with_prefix("assay-bench-queue-")?;
        let store = Arc::new(Store::open(&folder.path().join("assay.sqlite")).await?);
        let waiting = submissions(&store, &generated.challenge.name, count).await?;
        let shutdown = CancellationToken::new();
        let workers = server::workers(store.clone(), grader.clone(), generated.library());
        let working = tokio::spawn(workers.run(shutdown.clone()));
        let began = Instant::now();
        let mut ids = Vec::new();
        for new in waiting {
            ids.push(receive(&store, new).await?);
        }
        for id in &ids {
            passed(&store, id).await?;
        }
        measured.push((count, milliseconds(began)));
        shutdown.cancel();
        working.await?;
    }
    Ok(rows(GRADED, "submission", &measured))
}

/// So many submissions of as many interviews as they come from; the interviews exist.
async fn submissions(
    store: &Store,
    challenge: &str,
    count: usize,
) -> anyhow::Result<Vec<NewSubmission>> {
    let mut waiting = Vec::new();
    let mut interview = String::new();
    for number in 0..count {
        if number % OF_ONE_INTERVIEW == 0 {
            let token = token::new();
            let new = NewInterview {
                token_hash: token::hash(&token),
                token,
                candidate: format!("Candidate {number}"),
                reveal: "count".to_owned(),
                challenges: vec![challenge.to_owned()],
            };
            interview = store.create_interview(new).await?.id;
        }
        waiting.push(NewSubmission {
            interview: interview.clone(),
            key: format!("request-{number}"),
            challenge: challenge.to_owned(),
            challenge_version: String::new(),
            kind: Kind::Submit,
            files: BTreeMap::from([Generated::source()]),
            sha256: String::new(),
        });
    }
    Ok(waiting)
}

async fn receive(store: &Store, new: NewSubmission) -> anyhow::Result<String> {
    match store.receive(new, NO_LIMIT).await? {
        Received::Stored(submission) => Ok(submission.id),
        Received::Refused(refusal) => bail!("a submission was refused: {refusal:?}"),
    }
}

/// Waits until it is done. An error when it did not pass.
async fn passed(store: &Store, id: &str) -> anyhow::Result<()> {
    let mut bell = store.listen();
    loop {
        let submission = store.submission(id).await?.context("it is stored")?;
        if submission.state == State::Done {
            break;
        }
        // That too many rings came to remember is a ring as well.
        let _ = bell.recv().await;
    }
    let report = store.report(id).await?.context("it has a report")?;
    ensure!(
        report.verdict == Verdict::Passed,
        "a submission of the queue did not pass: {}",
        report.message
    );
    Ok(())
}
