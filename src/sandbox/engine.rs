//! The connection with the Docker Engine. Every call has a deadline, since calls can hang for ever.

use std::future::Future;
use std::time::Duration;

use bollard::Docker;
use bollard::errors::Error;
use bollard::models::ContainerCreateBody;
use bollard::query_parameters::CreateContainerOptions;

use super::{SandboxError, Settings};

/// Where an engine usually listens.
const USUAL_ADDRESS: &str = "unix:///var/run/docker.sock";

/// A connected engine; clones share the connection.
#[derive(Debug, Clone)]
pub(crate) struct Engine {
    docker: Docker,
    address: String,
    deadline: Duration,
}

/// What the engine says of its machine.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Where the engine was reached.
    pub address: String,
    pub engine_version: String,
    pub api_version: String,
    pub cores: u64,
    pub memory_bytes: u64,
    pub cgroup_version: String,
    pub runtimes: Vec<String>,
}

impl Machine {
    /// Asks the engine that the settings name about its machine.
    pub async fn ask(settings: &Settings) -> Result<Self, SandboxError> {
        Engine::connect(settings.engine.as_deref(), settings.call_deadline)
            .await?
            .machine()
            .await
    }
}

impl Engine {
    /// Connects with the engine at `address`, else at `DOCKER_HOST`, else at the usual socket.
    pub(crate) async fn connect(
        address: Option<&str>,
        deadline: Duration,
    ) -> Result<Self, SandboxError> {
        let address = address
            .map(str::to_owned)
            .or_else(|| std::env::var("DOCKER_HOST").ok())
            .filter(|address| !address.is_empty())
            .unwrap_or_else(|| USUAL_ADDRESS.to_owned());
        let no_engine = |reason: String| SandboxError::NoEngine {
            address: address.clone(),
            reason,
        };
        let connected = async {
            Docker::connect_with_host(&address)?
                .with_timeout(deadline)
                .negotiate_version()
                .await
        };
        match tokio::time::timeout(deadline, connected).await {
            Ok(Ok(docker)) => Ok(Self {
                docker,
                address,
                deadline,
            }),
            Ok(Err(error)) => Err(no_engine(error.to_string())),
            Err(_) => Err(no_engine(format!(
                "no answer within {} s",
                deadline.as_secs_f32()
            ))),
        }
    }

    pub(crate) fn docker(&self) -> &Docker {
        &self.docker
    }

    /// Awaits one call. `attempted` completes "the engine could not ...".
    pub(crate) async fn call<T>(
        &self,
        attempted: &str,
        call: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, SandboxError> {
        self.call_within(self.deadline, attempted, call).await
    }

    /// Like [`Engine::call`], for what may take longer or shall take less.
    pub(crate) async fn call_within<T>(
        &self,
        deadline: Duration,
        attempted: &str,
        call: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, SandboxError> {
        match tokio::time::timeout(deadline, call).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(Error::RequestTimeoutError)) | Err(_) => Err(SandboxError::Deadline {
                attempted: attempted.to_owned(),
                deadline,
            }),
            Ok(Err(error)) => Err(SandboxError::Engine {
                attempted: attempted.to_owned(),
                reason: reason(&error),
                status: status(&error),
            }),
        }
    }

    /// Makes a container of this name. `attempted` completes "the engine could not ...".
    pub(crate) async fn create(
        &self,
        attempted: &str,
        name: &str,
        body: ContainerCreateBody,
    ) -> Result<(), SandboxError> {
        let options = CreateContainerOptions {
            name: Some(name.to_owned()),
            ..CreateContainerOptions::default()
        };
        let created = self.docker.create_container(Some(options), body);
        self.call(attempted, created).await.map(drop)
    }

    /// The engine's clock, in seconds since 1970: the times of its containers are by this one.
    pub(crate) async fn now(&self) -> Result<i64, SandboxError> {
        let info = self.call("tell its time", self.docker.info()).await?;
        let told = info.system_time.as_deref().and_then(super::sweep::seconds);
        Ok(told.unwrap_or_else(|| time::OffsetDateTime::now_utc().unix_timestamp()))
    }

    /// Asks the engine about its machine.
    pub(crate) async fn machine(&self) -> Result<Machine, SandboxError> {
        let info = self
            .call("tell about its machine", self.docker.info())
            .await?;
        let at_least_zero = |number: Option<i64>| number.unwrap_or(0).try_into().unwrap_or(0);
        let mut runtimes: Vec<_> = info.runtimes.unwrap_or_default().into_keys().collect();
        runtimes.sort();
        Ok(Machine {
            address: self.address.clone(),
            engine_version: info.server_version.unwrap_or_default(),
            api_version: self.docker.client_version().to_string(),
            cores: at_least_zero(info.ncpu),
            memory_bytes: at_least_zero(info.mem_total),
            cgroup_version: info
                .cgroup_version
                .map(|version| version.to_string())
                .unwrap_or_default(),
            runtimes,
        })
    }
}

/// The engine's own words, without the library's around them.
fn reason(error: &Error) -> String {
    match error {
        Error::DockerResponseServerError { message, .. } => message.clone(),
        Error::DockerStreamError { error } => error.clone(),
        other => other.to_string(),
    }
}

fn status(error: &Error) -> Option<u16> {
    match error {
        Error::DockerResponseServerError { status_code, .. } => Some(*status_code),
        _ => None,
    }
}
