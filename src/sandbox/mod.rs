//! Containers: the throwaway sandboxes in which candidates' code runs, and the examiner they are connected with.
//! The only room that knows bollard; it touches a host only through the Docker Engine's API.
//!
//! [`Runtime::start`] starts an examiner and warms sandboxes; [`Runtime::take`] hands one out, already connected:
//!
//! ```no_run
//! # use assay::{limits::Limits, sandbox::{Runtime, Settings, SandboxError}};
//! # async fn example(order: assay::examiner::link::Order, tests: assay::examiner::link::Tests) -> anyhow::Result<()> {
//! let runtime = Runtime::start(Settings::default()).await?;
//! let sandbox = runtime.take(&Limits::default()).await?;
//! sandbox.link().load_challenge(&tests).await?;
//! let mut run = sandbox.link().run(assay::examiner::link::Order { sandbox: sandbox.user_id(), ..order })?;
//! while let Some(event) = run.next().await { /* ... */ }
//! sandbox.remove().await;
//! runtime.shutdown().await;
//! # Ok(()) }
//! ```

mod build;
mod engine;
mod error;
mod image;
pub mod images;
mod instance;
mod libraries;
mod lock;
mod memory_kills;
mod network;
mod owned;
mod pool;
mod probe;
mod python;
mod recipe;
mod removals;
mod runtime;
mod settings;
mod shelf;
mod spec;
mod supervisor;
mod sweep;
mod throwaway;
mod state;

pub use engine::Machine;
pub use error::SandboxError;
pub use image::Image;
pub use lock::Lock;
pub use probe::{Finding, Probed};
pub use runtime::Runtime;
pub use settings::Settings;
pub use throwaway::Sandbox;
