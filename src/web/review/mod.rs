//! Challenges that are reviews: the candidate's page, the interviewer's view, and what people decide.

mod page;
mod present;
mod tick;

pub use page::{FILE, comments, page, sent};
pub use present::view;
pub use tick::tick;
