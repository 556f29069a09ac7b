//! One challenge, whole.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::words;
use crate::challenge::{Challenge, Kind, KnownKind, NamedCase};
use crate::folder::Files;
use crate::web::app::App;
use crate::web::error::WebError;
use crate::web::page::{Page, Shell};
use crate::web::session::Interviewer;
use crate::web::statement;
use crate::web::views::challenges::{
    Area, BrokenPage, Case, ChallengePage, File, Known, OpenInterview,
};

/// `GET /challenges/{name}`.
pub async fn page(
    State(app): State<Arc<App>>,
    _: Interviewer,
    shell: Shell,
    Path(name): Path<String>,
) -> Result<Response, WebError> {
    let entries = app.catalogue.entries().await?;
    let Some(entry) = entries.into_iter().find(|entry| entry.name == name) else {
        return Err(WebError::not_found(format!(
            "There is no challenge named {name}."
        )));
    };
    match entry.challenge {
        Ok(challenge) => Ok(Page(whole(&app, shell, &challenge, None).await?).into_response()),
        Err(fault) => Ok(Page(BrokenPage {
            shell,
            name,
            fault: fault.within(&entry.folder),
        })
        .into_response()),
    }
}

/// The page of a challenge that can be read.
pub(super) async fn whole(
    app: &App,
    shell: Shell,
    challenge: &Challenge,
    error: Option<String>,
) -> Result<ChallengePage, WebError> {
    let hidden = words::hidden_cases(challenge, &app.known_cases.of(challenge));
    let count = words::count(challenge, &hidden);
    let cases_note = if hidden.iter().any(|case| case.several) {
        "Read from the tests' source: an edge case with parameters stands for several. `assay challenge verify` tells them apart."
    } else {
        ""
    };
    let settings = &challenge.settings;
    let (starter_title, cases_title, visible_title) = match settings.kind {
        Kind::Code => ("Starter", "Hidden edge cases", "Visible tests"),
        Kind::Review => ("The code to review", "Planted defects", "Visible tests"),
        Kind::Tests => (
            "Starter",
            "Hidden implementations",
            "Visible implementations",
        ),
    };
    Ok(ChallengePage {
        shell,
        name: challenge.name.clone(),
        title: settings.title.clone(),
        summary: settings.summary.clone(),
        facts: words::facts(challenge, &count),
        proof: words::proof(challenge),
        not_ready: app.known_cases.why_not_ready(challenge),
        error,
        interviews: open_interviews(app, &challenge.name).await?,
        statement: statement::render(&challenge.statement),
        starter_title,
        cases_title,
        visible_title,
        starter: challenge
            .starter
            .iter()
            .map(|(path, text)| File {
                path: path.clone(),
                text: text.clone(),
            })
            .collect(),
        hidden_count: count,
        cases_note: cases_note.to_owned(),
        areas: areas(hidden),
        known: challenge.known.iter().map(known).collect(),
        wrong_count: challenge
            .known
            .iter()
            .filter(|known| known.kind != KnownKind::Accepted)
            .count(),
        visible: files(challenge.tests.iter().filter_map(|(path, content)| {
            Some((path.strip_prefix("visible/")?, content.as_slice()))
        })),
    })
}

async fn open_interviews(app: &App, challenge: &str) -> Result<Vec<OpenInterview>, WebError> {
    let interviews = app.store.interviews().await?;
    Ok(interviews
        .into_iter()
        .filter(|interview| {
            interview.closed_at.is_none()
                && !interview.challenges.iter().any(|name| name == challenge)
        })
        .map(|interview| OpenInterview {
            id: interview.id,
            candidate: interview.candidate,
            challenges: match interview.challenges.len() {
                1 => "1 challenge".to_owned(),
                count => format!("{count} challenges"),
            },
        })
        .collect())
}

/// By area, in the order in which the areas first come.
fn areas(cases: Vec<NamedCase>) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for case in cases {
        let shown = Case {
            title: case.title,
            tells: case.tells,
            advises: case.advises,
            several: case.several,
            caught: case.caught.len(),
        };
        match areas.iter_mut().find(|area| area.name == case.area) {
            Some(area) => area.cases.push(shown),
            None => areas.push(Area {
                name: case.area,
                cases: vec![shown],
            }),
        }
    }
    areas
}

fn known(known: &crate::challenge::KnownSubmission) -> Known {
    Known {
        name: known.name.clone(),
        kind: known.kind.folder(),
        kind_words: known.kind.folder().replace('_', " "),
        mistake: known.mistake.clone(),
        fails: known.fails.join(", "),
        files: texts(&known.files),
    }
}

fn texts(all: &Files) -> Vec<File> {
    files(
        all.iter()
            .map(|(path, content)| (path.as_str(), content.as_slice())),
    )
}

fn files<'a>(all: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<File> {
    all.map(|(path, content)| File {
        path: path.to_owned(),
        text: match std::str::from_utf8(content) {
            Ok(text) => text.to_owned(),
            Err(_) => format!("{} bytes that are no text", content.len()),
        },
    })
    .collect()
}
