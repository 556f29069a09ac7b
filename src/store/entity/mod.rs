//! One file a table. Times are milliseconds since 1970 in UTC: they sort and compare alike in every database.

pub mod account;
pub mod assignment;
pub mod draft;
pub mod event;
pub mod interview;
pub mod outcome;
pub mod report;
pub mod reveal;
pub mod session;
pub mod submission;
pub mod tick;
