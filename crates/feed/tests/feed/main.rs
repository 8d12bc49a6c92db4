//! Feeds through the public interface: forms, bad input, folders, splitting.

mod bad_input;
mod common;
mod folders;
mod forms;
mod split;
