//! Finds and removes what a crash left: containers and volumes whose instance is dead, by a label that only containers
//! and volumes have. An instance is dead when its examiner has ended, since an examiner ends when its server does.
//! Living instances of other processes are never touched.

use std::collections::{HashMap, HashSet};

use bollard::models::ContainerSummaryStateEnum as State;
use bollard::query_parameters::{ListContainersOptions, ListVolumesOptions};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::SandboxError;
use super::engine::Engine;
use super::removals::Removals;
use super::spec::{INSTANCE_LABEL, ROLE_LABEL};

/// An instance without a started examiner may be coming up, if it is this young: its volume is made first, then its
/// examiner is created, then started.
const YOUNG_SECONDS: i64 = 120;

/// What is there of one instance.
#[derive(Debug, Default)]
struct Remains {
    examiner: Option<Examiner>,
    youngest: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Examiner {
    NotStarted,
    Runs,
    Ended,
}

impl Remains {
    fn dead(&self, now: i64) -> bool {
        match self.examiner {
            Some(Examiner::Runs) => false,
            Some(Examiner::Ended) => true,
            Some(Examiner::NotStarted) | None => now - self.youngest > YOUNG_SECONDS,
        }
    }
}

/// Removes what is left of dead instances, and returns how many there were.
pub(crate) async fn dead_instances(
    engine: &Engine,
    removals: &Removals,
) -> Result<usize, SandboxError> {
    let mut instances: HashMap<String, Remains> = HashMap::new();
    let containers = containers(engine, INSTANCE_LABEL.to_owned()).await?;
    // Right after the listing, since a call may hang for long: what was listed as young is not taken for old.
    let now = if containers.is_empty() {
        None
    } else {
        Some(engine.now().await?)
    };
    for container in containers {
        let remains = instances.entry(container.instance).or_default();
        remains.examiner = container.examiner.or(remains.examiner);
        remains.youngest = remains.youngest.max(container.created);
    }
    for (instance, created) in volumes(engine).await? {
        let remains = instances.entry(instance).or_default();
        remains.youngest = remains.youngest.max(created);
    }
    if instances.is_empty() {
        return Ok(0);
    }
    let now = match now {
        Some(now) => now,
        None => engine.now().await?,
    };
    let dead: Vec<String> = instances
        .into_iter()
        .filter(|(_, remains)| remains.dead(now))
        .map(|(instance, _)| instance)
        .collect();
    for instance in &dead {
        tracing::info!(%instance, "sweeping what a crash left");
        let _ = removals.instance(instance).await;
    }
    Ok(dead.len())
}

/// Removes containers of a living instance that nobody owns: those whose creation was given up at its deadline, but
/// which the engine made later. Ask for the owners' names after the containers', so that none is missed.
pub(crate) async fn strays(
    engine: &Engine,
    removals: &Removals,
    instance: &str,
    owned: impl Fn() -> HashSet<String>,
) -> Result<usize, SandboxError> {
    let found = containers(engine, format!("{INSTANCE_LABEL}={instance}")).await?;
    let owned = owned();
    let strays: Vec<_> = found
        .iter()
        .filter(|container| !owned.contains(&container.name))
        .collect();
    for stray in &strays {
        let _ = removals.container(&stray.name).await;
    }
    Ok(strays.len())
}

struct Found {
    name: String,
    instance: String,
    examiner: Option<Examiner>,
    created: i64,
}

async fn containers(engine: &Engine, label: String) -> Result<Vec<Found>, SandboxError> {
    let options = ListContainersOptions {
        all: true,
        filters: Some(HashMap::from([("label".to_owned(), vec![label])])),
        ..ListContainersOptions::default()
    };
    let listing = engine.docker().list_containers(Some(options));
    let found = engine.call("list Assay's containers", listing).await?;
    let read = |container: bollard::models::ContainerSummary| {
        let mut labels = container.labels?;
        let name = container.names?.into_iter().next()?;
        Some(Found {
            name: name.trim_start_matches('/').to_owned(),
            instance: labels.remove(INSTANCE_LABEL)?,
            examiner: labels
                .get(ROLE_LABEL)
                .filter(|role| *role == "examiner")
                .map(|_| match container.state {
                    Some(State::RUNNING | State::PAUSED | State::RESTARTING) => Examiner::Runs,
                    Some(State::EXITED | State::DEAD | State::REMOVING) => Examiner::Ended,
                    _ => Examiner::NotStarted,
                }),
            created: container.created.unwrap_or_default(),
        })
    };
    Ok(found.into_iter().filter_map(read).collect())
}

async fn volumes(engine: &Engine) -> Result<Vec<(String, i64)>, SandboxError> {
    let options = ListVolumesOptions {
        filters: Some(HashMap::from([(
            "label".to_owned(),
            vec![INSTANCE_LABEL.to_owned()],
        )])),
    };
    let listing = engine.docker().list_volumes(Some(options));
    let found = engine.call("list Assay's volumes", listing).await?;
    let read = |mut volume: bollard::models::Volume| {
        let created = volume.created_at.as_deref().and_then(seconds);
        Some((volume.labels.remove(INSTANCE_LABEL)?, created.unwrap_or(0)))
    };
    Ok(found
        .volumes
        .unwrap_or_default()
        .into_iter()
        .filter_map(read)
        .collect())
}

/// An engine's time as seconds since 1970.
pub(crate) fn seconds(time: &str) -> Option<i64> {
    let time = OffsetDateTime::parse(time, &Rfc3339).ok()?;
    Some(time.unix_timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(examiner: Option<Examiner>, age: i64) -> bool {
        let now = 1_000_000;
        let youngest = now - age;
        Remains { examiner, youngest }.dead(now)
    }

    #[test]
    fn an_instance_whose_examiner_runs_is_alive_however_old() {
        assert!(!dead(Some(Examiner::Runs), 1_000_000));
    }

    #[test]
    fn an_instance_whose_examiner_has_ended_is_dead_at_once() {
        assert!(dead(Some(Examiner::Ended), 0));
    }

    #[test]
    fn an_instance_that_may_be_coming_up_is_left_alone_for_a_while() {
        assert!(!dead(None, 5));
        assert!(!dead(Some(Examiner::NotStarted), 5));
        assert!(dead(None, YOUNG_SECONDS + 1));
        assert!(dead(Some(Examiner::NotStarted), YOUNG_SECONDS + 1));
    }

    #[test]
    fn the_engines_times_are_read_with_and_without_a_zone() {
        assert_eq!(seconds("1970-01-01T00:01:00Z"), Some(60));
        assert_eq!(seconds("1970-01-01T01:01:00.5+01:00"), Some(60));
        assert_eq!(seconds("yesterday"), None);
    }
}
