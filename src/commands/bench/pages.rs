//! The candidate's page in a real browser: from its first byte to an editor that can be typed in, beside a page that
//! has nothing but a text field.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use serde_json::json;
use tokio::process::Command;

use super::driver::Driver;
use super::figures::Page;
use super::server::Server;
use super::statistics::{median, quantile, ratio};
use crate::challenge::Challenge;
use crate::grading::Grader;
use crate::store::NewInterview;
use crate::web::token;

const NODE: &str = "node";
const DRIVER: &str = include_str!("drivers/pages.mjs");
/// What the driver imports.
const PACKAGE: &str = "node_modules/playwright-core";

/// Which page a browser opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Candidate,
    /// A text field, served by the driver: what browser and machine need for any page.
    Bare,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Candidate => "the candidate's page",
            Self::Bare => "a bare text field",
        }
    }
}

/// What the driver tells of one page that it opened and typed in.
#[derive(Debug, Deserialize)]
struct Opening {
    page: Kind,
    cached: bool,
    ready_ms: f64,
    key_ms: f64,
    transferred_bytes: u64,
    requests: u64,
}

/// What the driver says of a round.
#[derive(Debug, Deserialize)]
struct Answer {
    /// Why there is nothing else to tell.
    #[serde(default)]
    fault: String,
    #[serde(default)]
    openings: Vec<Opening>,
}

/// Opens the challenge's page in so many rounds, and the bare one in turn with it.
pub async fn measure(
    grader: &Arc<Grader>,
    challenge: &Challenge,
    web: &Path,
    rounds: usize,
) -> anyhow::Result<Vec<Page>> {
    ensure!(
        challenge.review.is_none(),
        "{} is a review, whose page has no editor",
        challenge.name
    );
    let mut driver = start(NODE, web)?;
    let library = challenge.folder.parent();
    let library = library.context("a challenge lies in a folder")?;
    let server = Server::start(grader.clone(), library).await?;
    let opened = open(&mut driver, &server, &challenge.name, rounds).await;
    // Pages that are open hold streams, so the browser ends first.
    driver.stop().await;
    server.stop().await?;
    Ok(pages(&opened?))
}

fn start(node: &str, web: &Path) -> anyhow::Result<Driver> {
    ensure!(
        web.join(PACKAGE).exists(),
        "there is no {PACKAGE} in {}; run `make setup`",
        web.display()
    );
    // Modules are looked for from the working directory on when the script has no file.
    Driver::start(
        Command::new(node)
            .args(["--input-type=module", "--eval", DRIVER])
            .current_dir(web),
    )
}

async fn open(
    driver: &mut Driver,
    server: &Server,
    challenge: &str,
    rounds: usize,
) -> anyhow::Result<Vec<Opening>> {
    let mut openings = Vec::new();
    // In the first round the browser comes up and the second cache is filled.
    for round in 0..=rounds {
        // What is typed is kept as a draft, so each round has an interview of its own.
        let token = token::new();
        let interview = server.store.create_interview(NewInterview {
            token_hash: token::hash(&token),
            token: token.clone(),
            candidate: "Somebody who types".to_owned(),
            reveal: "count".to_owned(),
            challenges: vec![challenge.to_owned()],
        });
        interview.await?;
        let page = format!("{}/c/{token}/{challenge}", server.url);
        let answer: Answer = driver
            .ask(&json!({ "candidate": page }).to_string())
            .await?;
        if !answer.fault.is_empty() {
            bail!("{}", answer.fault);
        }
        if round > 0 {
            openings.extend(answer.openings);
        }
    }
    Ok(openings)
}

/// One figure for each page and cache.
fn pages(openings: &[Opening]) -> Vec<Page> {
    let mut pages = Vec::new();
    for cached in [false, true] {
        let bare = ready(openings, Kind::Bare, cached);
        for kind in [Kind::Candidate, Kind::Bare] {
            let times = ready(openings, kind, cached);
            let of = |what: fn(&Opening) -> f64| median(&each(openings, kind, cached, what));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "medians of counts that are not negative"
            )]
            let count = |what| of(what).round() as u64;
            pages.push(Page {
                page: kind.name(),
                cached,
                rounds: times.len(),
                median_ms: median(&times),
                p95_ms: quantile(&times, 0.95),
                over_bare_page: (kind != Kind::Bare).then(|| ratio(&times, &bare)),
                key_median_ms: of(|one| one.key_ms),
                transferred_bytes: count(|one| one.transferred_bytes as f64),
                requests: count(|one| one.requests as f64),
            });
        }
    }
    pages
}

fn ready(openings: &[Opening], page: Kind, cached: bool) -> Vec<f64> {
    each(openings, page, cached, |one| one.ready_ms)
}

fn each(openings: &[Opening], page: Kind, cached: bool, what: fn(&Opening) -> f64) -> Vec<f64> {
    openings
        .iter()
        .filter(|one| one.page == page && one.cached == cached)
        .map(what)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(page: &str, cached: bool, ready_ms: f64) -> String {
        format!(
            r#"{{"page":"{page}","cached":{cached},"ready_ms":{ready_ms},"key_ms":9.5,"transferred_bytes":4096,"requests":4}}"#
        )
    }

    #[test]
    fn each_round_is_compared_with_its_own_bare_page() {
        let rounds = [[30.0, 10.0], [80.0, 40.0], [50.0, 10.0]].map(|[ours, bare]| {
            let said = [said("candidate", false, ours), said("bare", false, bare)];
            format!(r#"{{"openings":[{}]}}"#, said.join(","))
        });
        let answers = rounds.map(|line| serde_json::from_str::<Answer>(&line).expect("an answer"));
        let openings: Vec<Opening> = answers.into_iter().flat_map(|one| one.openings).collect();
        let pages = pages(&openings);
        assert_eq!((pages[0].median_ms, pages[0].rounds), (50.0, 3));
        assert_eq!(pages[0].over_bare_page, Some(3.0));
        assert_eq!((pages[0].transferred_bytes, pages[0].requests), (4096, 4));
        assert_eq!((pages[1].median_ms, pages[1].over_bare_page), (10.0, None));
        assert!(pages[2].cached);
    }

    #[test]
    fn a_fault_is_all_that_an_answer_needs() {
        let answer: Answer = serde_json::from_str(r#"{"fault":"no Chromium"}"#).expect("an answer");
        assert_eq!(answer.fault, "no Chromium");
    }

    #[tokio::test]
    async fn what_is_absent_is_named() {
        let web = tempfile::tempdir().expect("a folder");
        let said = start(NODE, web.path()).err().expect("no packages");
        assert!(said.to_string().contains("make setup"), "{said:#}");
        std::fs::create_dir_all(web.path().join(PACKAGE)).expect("a folder");
        let said = start("no-such-node", web.path()).err().expect("no node");
        assert!(said.to_string().contains("no-such-node"), "{said:#}");
    }
}
