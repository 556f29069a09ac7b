//! Settings that several commands share.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::submission::SourceLimits;

/// Where challenges are found.
#[derive(Debug, Clone, Args)]
pub struct ChallengesSettings {
    /// A folder of challenges; repeat it or separate several with `:`. The first that has a name wins.
    #[arg(
        long = "challenges",
        env = "ASSAY_CHALLENGES",
        value_name = "DIR",
        value_delimiter = ':',
        default_value = "challenges"
    )]
    pub folders: Vec<PathBuf>,
}

/// Where `make setup` puts a Python with pip and pytest.
const OWN_PYTHON: &str = ".venv/bin/python3";

/// The host's own Python.
#[derive(Debug, Clone, Args)]
pub struct PythonSettings {
    /// The host's Python, which has pip and pytest [default: .venv/bin/python3 if it is there, else python3]
    #[arg(long, env = "ASSAY_PYTHON", value_name = "FILE")]
    python: Option<PathBuf>,
}

impl PythonSettings {
    /// The interpreter, to be run from any folder.
    pub fn file(&self) -> PathBuf {
        let own = Path::new(OWN_PYTHON);
        let chosen = self.python.as_deref();
        match chosen.or_else(|| own.exists().then_some(own)) {
            // Not made canonical: a virtual environment is known by the path of its link.
            Some(file) => std::path::absolute(file).unwrap_or_else(|_| file.to_owned()),
            None => PathBuf::from("python3"),
        }
    }
}

/// How much source a candidate may hand in.
#[derive(Debug, Clone, Args)]
pub struct SourceSettings {
    /// The most source that one submission may have, in KiB.
    #[arg(
        long,
        env = "ASSAY_SOURCE_KIBIBYTES",
        value_name = "KIB",
        default_value_t = 256,
        value_parser = clap::value_parser!(u64).range(1..=16384)
    )]
    source_kibibytes: u64,
}

impl SourceSettings {
    /// What the submission room takes.
    pub fn limits(&self) -> SourceLimits {
        SourceLimits {
            total_bytes: self.source_kibibytes * 1024,
            ..SourceLimits::default()
        }
    }
}

/// How the Docker engine is reached, and how sandboxes are kept.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Sandboxes")]
pub struct EngineSettings {
    /// The Docker engine's address, `unix://...` or `tcp://...` [default: `DOCKER_HOST`, else the usual socket]
    #[arg(long = "engine", env = "ASSAY_ENGINE", value_name = "ADDRESS")]
    address: Option<String>,
    /// An OCI runtime that the engine knows, e.g. `runsc` for gVisor [default: the engine's]
    #[arg(long, env = "ASSAY_OCI_RUNTIME", value_name = "NAME")]
    oci_runtime: Option<String>,
    /// How many sandboxes wait, started and connected [default: the engine's cores, at least 2]
    #[arg(long, env = "ASSAY_WARM_SANDBOXES", value_name = "COUNT")]
    warm_sandboxes: Option<usize>,
}

impl EngineSettings {
    /// The flags by which another process of this program reaches the same engine in the same way.
    pub fn flags(&self) -> Vec<String> {
        let named = [
            ("--engine", &self.address),
            ("--oci-runtime", &self.oci_runtime),
        ];
        named
            .into_iter()
            .filter_map(|(flag, value)| Some([flag.to_owned(), value.clone()?]))
            .flatten()
            .collect()
    }

    /// What the sandbox room takes.
    pub fn settings(&self) -> crate::sandbox::Settings {
        crate::sandbox::Settings {
            engine: self.address.clone(),
            oci_runtime: self.oci_runtime.clone(),
            warm: self.warm_sandboxes,
            expected: None,
            ..crate::sandbox::Settings::default()
        }
    }
}
