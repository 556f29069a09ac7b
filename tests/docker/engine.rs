//! What the tests look at behind Assay's back, and how they start a runtime.

use std::collections::HashMap;

use assay::sandbox::{Runtime, Settings};
use bollard::Docker;
use bollard::query_parameters::{ListContainersOptions, ListVolumesOptions};

/// A runtime that keeps nothing warm, so that what is there is what the test made.
pub async fn cold_runtime() -> Runtime {
    let settings = Settings {
        warm: Some(0),
        ..Settings::default()
    };
    Runtime::start(settings)
        .await
        .expect("an engine and the images; `make image` builds them")
}

pub fn docker() -> Docker {
    Docker::connect_with_defaults().expect("an engine's address")
}

/// The names of the containers that carry this label, running or not.
pub async fn containers(label: &str) -> Vec<String> {
    let options = ListContainersOptions {
        all: true,
        filters: Some(labelled(label)),
        ..ListContainersOptions::default()
    };
    let found = docker().list_containers(Some(options)).await;
    let found = found.expect("a list of containers").into_iter();
    found
        .flat_map(|container| container.names.unwrap_or_default())
        .collect()
}

/// The names of the volumes that carry this label.
pub async fn volumes(label: &str) -> Vec<String> {
    let options = ListVolumesOptions {
        filters: Some(labelled(label)),
    };
    let found = docker().list_volumes(Some(options)).await;
    let found = found.expect("a list of volumes").volumes;
    found
        .into_iter()
        .flatten()
        .map(|volume| volume.name)
        .collect()
}

/// The label of the instance that a container belongs to.
pub async fn instance_label(container: &str) -> String {
    let inspected = docker().inspect_container(container, None).await;
    let labels = inspected
        .expect("a container")
        .config
        .and_then(|config| config.labels);
    let instance = labels
        .expect("labels")
        .remove("assay.instance")
        .expect("an instance");
    format!("assay.instance={instance}")
}

fn labelled(label: &str) -> HashMap<String, Vec<String>> {
    HashMap::from([("label".to_owned(), vec![label.to_owned()])])
}
