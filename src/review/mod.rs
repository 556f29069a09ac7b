//! How a review's comments meet the defects that are planted, and the report of it. Pure: no container is needed, and
//! the server, the command line and the proof ask the same function.

mod matching;
mod report;

pub use matching::{Meeting, Meets};
pub use report::{Judged, JudgedDefect, Tick, Ticks, edge_cases, gaps, grade, read};
