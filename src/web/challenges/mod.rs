//! The catalogue: interviewers choose challenges here, and read them whole. Every handler asks for an [`Interviewer`].
//!
//! [`Interviewer`]: super::session::Interviewer

mod add;
mod list;
mod page;
mod words;

pub use add::add;
pub use list::list;
pub use page::page;
