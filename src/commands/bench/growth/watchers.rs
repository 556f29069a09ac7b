//! One interview with more and more interviewers who watch it, over HTTP.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use futures::future::try_join_all;
use futures::{Stream, StreamExt};
use reqwest::Client;
use serde_json::json;

use super::generated::Generated;
use super::rows;
use crate::commands::bench::figures::Growth;
use crate::commands::bench::server::Server;
use crate::commands::bench::statistics::median;
use crate::commands::bench::subject::milliseconds;
use crate::grading::Grader;
use crate::store::NewInterview;
use crate::web::{password, token};

const NAME: &str = "bench";
/// As many as a small challenge has.
const EDGE_CASES: usize = 20;
/// The event after which a page shows everything of an attempt.
const FINISHED: &[u8] = b"event: attempt-finished\n";
/// A stream that says nothing for so long is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// From the candidate's request to the moment at which the last watcher has been told of the end, and from the first
/// watcher's to the last one's.
pub async fn measure(
    grader: &Arc<Grader>,
    counts: &[usize],
    rounds: usize,
) -> anyhow::Result<Vec<Growth>> {
    let generated = Generated::new(EDGE_CASES)?;
    let challenge = &generated.challenge.name;
    let server = Server::start(grader.clone(), generated.library()).await?;
    let interviewer = signed_in(&server).await?;
    let (mut whole, mut apart) = (Vec::new(), Vec::new());
    for &count in counts {
        let token = token::new();
        let interview = server.store.create_interview(NewInterview {
            token_hash: token::hash(&token),
            token: token.clone(),
            candidate: "Somebody who is watched".to_owned(),
            reveal: "count".to_owned(),
            challenges: vec![challenge.clone()],
        });
        let interview = interview.await?;
        let page = format!("{}/interviews/{}", server.url, interview.id);
        let opened = (0..count).map(|_| Watcher::open(&interviewer, &page));
        let mut watchers = try_join_all(opened).await?;
        let submit = format!("{}/c/{token}/{challenge}/submit", server.url);
        let (mut last, mut between) = (Vec::new(), Vec::new());
        // The first round teaches the examiner the challenge.
        for round in 0..=rounds {
            let began = Instant::now();
            send(&submit).await?;
            let heard = watchers.iter_mut().map(async |watcher| {
                watcher.finished().await?;
                anyhow::Ok(milliseconds(began))
            });
            let mut heard = try_join_all(heard).await?;
            heard.sort_by(f64::total_cmp);
            if let ([first, ..], [.., end]) = (heard.as_slice(), heard.as_slice())
                && round > 0
            {
                last.push(*end);
                between.push(end - first);
            }
        }
        whole.push((count, median(&last)));
        apart.push((count, median(&between)));
    }
    server.stop().await?;
    let unit = "watcher";
    let mut all = rows("an interview: from submit to the last page", unit, &whole);
    all.extend(rows(
        "an interview: from the first page to the last",
        unit,
        &apart,
    ));
    Ok(all)
}

async fn send(address: &str) -> anyhow::Result<()> {
    let files = BTreeMap::from([Generated::source()]);
    let request = Client::new().post(address).json(&json!({ "files": files }));
    let answer = request.send().await?;
    ensure!(
        answer.status().is_success(),
        "a submission was answered with {}",
        answer.status()
    );
    Ok(())
}

/// A client with an interviewer's session.
async fn signed_in(server: &Server) -> anyhow::Result<Client> {
    let secret = token::new();
    let hash = password::hash(secret.clone()).await?;
    server.store.set_account(NAME, hash).await?;
    let client = Client::builder()
        .cookie_store(true)
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let form = [("name", NAME), ("password", &secret)];
    let request = client.post(format!("{}/login", server.url)).form(&form);
    let answer = request.send().await?;
    ensure!(
        answer.status().is_redirection(),
        "signing in was answered with {}",
        answer.status()
    );
    Ok(client)
}

/// One page's stream of events.
struct Watcher {
    chunks: Pin<Box<dyn Stream<Item = reqwest::Result<Vec<u8>>> + Send>>,
    /// What was read of a message whose end has not come.
    rest: Vec<u8>,
}

impl Watcher {
    async fn open(client: &Client, page: &str) -> anyhow::Result<Self> {
        let answer = client.get(format!("{page}/events")).send().await?;
        ensure!(
            answer.status().is_success(),
            "a stream was answered with {}",
            answer.status()
        );
        let chunks = answer.bytes_stream().map(|chunk| Ok(chunk?.to_vec()));
        Ok(Self {
            chunks: Box::pin(chunks),
            rest: Vec::new(),
        })
    }

    /// Reads on until an attempt has finished.
    async fn finished(&mut self) -> anyhow::Result<()> {
        loop {
            if let Some(place) = find(&self.rest, FINISHED) {
                self.rest.drain(..place + FINISHED.len());
                return Ok(());
            }
            // Only the end may be a part of what is looked for.
            let kept = self.rest.len().min(FINISHED.len() - 1);
            self.rest.drain(..self.rest.len() - kept);
            let chunk = tokio::time::timeout(PATIENCE, self.chunks.next()).await;
            let chunk = chunk.context("a watcher's stream fell silent")?;
            self.rest
                .extend(chunk.context("a watcher's stream ended")??);
        }
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_event_is_found_across_chunks_and_once_each() {
        let chunks = [
            "id: 1\nevent: attempt-fin",
            "ished\ndata: {}\n\nevent: attempt-finished\n",
            "event: other\n",
        ];
        let chunks: Vec<reqwest::Result<Vec<u8>>> = chunks
            .iter()
            .map(|chunk| Ok(chunk.as_bytes().to_vec()))
            .collect();
        let mut watcher = Watcher {
            chunks: Box::pin(futures::stream::iter(chunks)),
            rest: Vec::new(),
        };
        watcher.finished().await.expect("the first");
        watcher.finished().await.expect("the second");
        assert!(watcher.finished().await.is_err());
    }
}
