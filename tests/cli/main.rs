//! The command line as a person or a script meets it: exit status, stdout and stderr together.

mod grading;
mod importing;
mod library;
mod proving;
mod reviewing;
mod support;
mod testing;
mod usage;
mod watching;
