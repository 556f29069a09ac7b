//! The examiner: the trusted Python process that holds the tests. This room speaks its protocol over any byte
//! stream; it does not know who carries the bytes.

mod lines;
pub mod link;
pub mod message;
