//! Assay, in the order in which a submission travels.

pub mod limits;
pub mod folder;
pub mod python;
pub mod challenge;
pub mod import;
pub mod submission;
pub mod report;
pub mod review;
pub mod examiner;
pub mod sandbox;
pub mod grading;
pub mod store;
pub mod worker;
pub mod web;
pub mod commands;
