//! The list, and what it is filtered by.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::words;
use crate::challenge::{Challenge, Level, ProjectType};
use crate::web::app::App;
use crate::web::error::WebError;
use crate::web::page::{Page, Shell};
use crate::web::session::Interviewer;
use crate::web::views::challenges::{Broken, Choice, Filter, ListPage, Row};

/// The word by which challenges without a project type are asked for.
const GENERAL: &str = "general";

/// What is asked for; an empty one lets every challenge through.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    level: String,
    #[serde(default)]
    project_type: String,
    #[serde(default)]
    topic: String,
}

impl Wanted {
    fn is_any(&self) -> bool {
        self.level.is_empty() && self.project_type.is_empty() && self.topic.is_empty()
    }

    fn takes(&self, challenge: &Challenge) -> bool {
        let settings = &challenge.settings;
        let is = |wanted: &str, word: &str| wanted.is_empty() || wanted == word;
        is(&self.level, settings.level.map_or("", Level::word))
            && is(
                &self.project_type,
                settings.project_type.map_or(GENERAL, ProjectType::word),
            )
            && (self.topic.is_empty() || settings.topics.contains(&self.topic))
    }
}

/// `GET /challenges`.
pub async fn list(
    State(app): State<Arc<App>>,
    _: Interviewer,
    shell: Shell,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let (mut whole, mut broken) = (Vec::new(), Vec::new());
    for entry in app.catalogue.entries().await? {
        match entry.challenge {
            Ok(challenge) => whole.push(challenge),
            Err(fault) => broken.push(Broken {
                fault: fault.within(&entry.folder),
                name: entry.name,
            }),
        }
    }
    let challenges: Vec<Row> = whole
        .iter()
        .filter(|challenge| wanted.takes(challenge))
        .map(|challenge| row(&app, challenge))
        .collect();
    let plural = if whole.len() == 1 { "" } else { "s" };
    let found = if wanted.is_any() {
        format!("{} challenge{plural}", whole.len())
    } else {
        format!("{} of {} challenge{plural}", challenges.len(), whole.len())
    };
    Ok(Page(ListPage {
        shell,
        filters: filters(&whole, &wanted),
        found,
        filtered: !wanted.is_any(),
        broken,
        challenges,
    })
    .into_response())
}

fn row(app: &App, challenge: &Challenge) -> Row {
    let hidden = words::hidden_cases(challenge, &app.known_cases.of(challenge));
    Row {
        name: challenge.name.clone(),
        title: challenge.settings.title.clone(),
        summary: challenge.settings.summary.clone(),
        facts: words::facts(challenge, &words::count(challenge, &hidden)),
        proof: words::proof(challenge),
    }
}

fn filters(challenges: &[Challenge], wanted: &Wanted) -> Vec<Filter> {
    let choice = |value: &str, label: &str, chosen: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        selected: value == chosen,
    };
    let levels = [Level::Entry, Level::Mid, Level::Senior]
        .map(|level| choice(level.word(), level.word(), &wanted.level));
    let mut types: Vec<Choice> = ProjectType::ALL
        .map(|one| choice(one.word(), one.words(), &wanted.project_type))
        .into();
    types.push(choice(GENERAL, GENERAL, &wanted.project_type));
    let topics: BTreeSet<&str> = challenges
        .iter()
        .flat_map(|challenge| challenge.settings.topics.iter().map(String::as_str))
        .collect();
    let topics = topics
        .into_iter()
        .map(|topic| choice(topic, topic, &wanted.topic));
    vec![
        Filter {
            name: "level",
            label: "Level",
            choices: levels.into(),
        },
        Filter {
            name: "project_type",
            label: "Project type",
            choices: types,
        },
        Filter {
            name: "topic",
            label: "Topic",
            choices: topics.collect(),
        },
    ]
}
