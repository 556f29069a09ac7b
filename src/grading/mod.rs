//! The one function that turns a submission into a report, for the command line and the server alike.
//!
//! It decides whose fault an end is and what is tried again. Three kinds of failure never share a path: the
//! candidate's is an outcome, the author's a `challenge_fault`, ours is tried again and then a `system_error`.

mod grader;
mod known_cases;
mod known_submission;
pub mod mutants;
mod progress;
mod proof;
mod recorded;
mod run;
mod subtests;
mod tally;
mod workshop;

pub use grader::{Grader, Options, not_gradable};
pub use progress::{Observer, Progress};
pub use proof::{Cell, Column, Gap, Proof, Row};
pub use recorded::record;
pub use workshop::{Bench, Workshop};
