//! Assay, in the order in which a submission travels.

pub mod examiner;
pub mod limits;
pub mod report;
pub mod sandbox;
