//! The cases, by what they are about. Each table is a list of names, sentences and what to do.

mod conduct;
mod content;
mod description;
mod foreign;
mod limits;
mod loading;
mod requests;

use crate::Case;

/// All cases in the order in which they run: whatever fails early explains what fails later.
pub(crate) static ALL: [&[Case]; 7] = [
    &loading::CASES,
    &description::CASES,
    &content::CASES,
    &foreign::CASES,
    &requests::CASES,
    &limits::CASES,
    &conduct::CASES,
];
