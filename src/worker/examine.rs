//! One submission, from the moment a worker holds it to its stored report.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use tokio::sync::mpsc;
use tracing::{error, info, warn};

use super::Grade;
use super::grade::unexamined;
use crate::grading::Progress;
use crate::report::{EdgeCase, Report, Verdict};
use crate::store::{Job, MAXIMUM_TRIES, Store, StoreError};

/// What our own fault is given to pass, before each further try a little more.
const PAUSE: Duration = Duration::from_secs(1);

/// Examines it and stores the report. What fails on the way is ours: it is logged here and tried again, at most
/// [`MAXIMUM_TRIES`] times in all.
pub async fn examine(store: &Store, grade: &dyn Grade, job: &Job, lease: Duration) {
    let submission = &job.submission;
    let begun = std::time::Instant::now();
    let report = tokio::select! {
        report = graded(store, grade, job) => report,
        () = lease_lost(store, job, lease) => {
            warn!(submission = submission.id, "Another worker took this submission over; its report counts");
            return;
        }
    };
    let report = match report {
        Some(report) if report.verdict != Verdict::SystemError => report,
        _ if submission.tries < MAXIMUM_TRIES => {
            warn!(
                submission = submission.id,
                tries = submission.tries,
                "Could not be examined; trying again"
            );
            // Keeping the place meanwhile is meant: what is broken on our side breaks the next submission as well.
            tokio::time::sleep(PAUSE * submission.tries.unsigned_abs()).await;
            if let Err(error) = store.give_back(job).await {
                error!(
                    error = &error as &dyn std::error::Error,
                    submission = submission.id,
                    "Could not be put back; its lease ends by itself"
                );
            }
            return;
        }
        report => report.unwrap_or_else(|| given_up(job)),
    };
    match store.finish(job, &report).await {
        Ok(true) => info!(
            submission = submission.id,
            challenge = submission.challenge,
            verdict = ?report.verdict,
            milliseconds = begun.elapsed().as_millis(),
            "Examined a submission"
        ),
        Ok(false) => warn!(
            submission = submission.id,
            "Another worker stored this report first"
        ),
        Err(error) => error!(
            error = &error as &dyn std::error::Error,
            submission = submission.id,
            "A report could not be stored; the submission is examined again when its lease ends"
        ),
    }
}

/// The report, or nothing when grading panicked: a bug of ours must not end the worker.
async fn graded(store: &Store, grade: &dyn Grade, job: &Job) -> Option<Report> {
    if job.submission.tries > MAXIMUM_TRIES {
        // Whoever began it before did not live to say how it went.
        return Some(given_up(job));
    }
    let (sender, receiver) = mpsc::unbounded_channel();
    let grading = AssertUnwindSafe(grade.grade(&job.submission, sender)).catch_unwind();
    let (report, stored) = tokio::join!(grading, store_progress(store, job, receiver));
    if let Err(error) = stored {
        // The report will hold every outcome; only the live view missed some.
        error!(
            error = &error as &dyn std::error::Error,
            submission = job.submission.id,
            "Outcomes could not be stored as they came in"
        );
    }
    match report {
        Ok(report) => Some(report),
        Err(_) => {
            error!(submission = job.submission.id, "Grading panicked");
            None
        }
    }
}

/// Stores outcomes as they come in: one write for all that came while the last one was under way.
async fn store_progress(
    store: &Store,
    job: &Job,
    mut receiver: mpsc::UnboundedReceiver<Progress>,
) -> Result<(), StoreError> {
    let mut ended: Vec<EdgeCase> = Vec::new();
    while let Some(first) = receiver.recv().await {
        let mut next = Some(first);
        while let Some(progress) = next {
            match progress {
                Progress::Collected { edge_cases } => store.collected(job, &edge_cases).await?,
                // Cases run one after the other: which one runs now is the first that has not ended.
                Progress::Started { .. } => {}
                Progress::Finished { edge_case } => ended.push(*edge_case),
            }
            next = receiver.try_recv().ok();
        }
        if !ended.is_empty() {
            store.ended(job, &ended).await?;
            ended.clear();
        }
    }
    Ok(())
}

/// Returns when the lease is gone; until then renews it.
async fn lease_lost(store: &Store, job: &Job, lease: Duration) {
    loop {
        tokio::time::sleep(lease / 3).await;
        match store.renew(job, lease).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                error!(
                    error = &error as &dyn std::error::Error,
                    submission = job.submission.id,
                    "A lease could not be renewed; trying again"
                );
            }
        }
    }
}

/// What is said of a submission that could not be examined after all tries.
fn given_up(job: &Job) -> Report {
    let message =
        format!("could not be examined in {MAXIMUM_TRIES} tries; the server's log says why");
    unexamined(&job.submission, Verdict::SystemError, message)
}
