//! Checks of produced files.
