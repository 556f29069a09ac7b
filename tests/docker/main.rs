//! What needs a Docker engine and the runner's images: limits that bite, containers that are given back.

mod cleanup;
mod engine;
mod grading;
mod hanging;
mod hostile;
mod limits;
mod pool;
mod shared;
