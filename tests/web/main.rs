//! The web server over real sockets and a real database file.
//!
//! Grading is the one part that is played here (`Stage`), so that a test decides when an edge case ends; the tests in
//! `tests/docker` and in the browser use the real one.

mod assets;
mod candidate;
mod challenges;
mod interviewer;
mod limits;
mod queue;
mod review;
mod secrets;
mod stage;
mod stream;
mod test_app;
