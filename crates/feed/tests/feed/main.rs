//! Feeds through the public interface: forms, bad input, folders, splitting.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod bad_input;
mod common;
mod folders;
mod forms;
mod split;
