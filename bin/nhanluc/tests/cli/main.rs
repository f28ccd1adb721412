//! The command line as programs use it: its fixed shapes, and that what it says is true, on both
//! databases.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

mod accounts;
mod browser;
mod campaign;
mod country;
mod demonstration;
mod dossier;
mod erase;
mod glance;
mod killed;
mod maps;
mod masked;
mod mistaken;
mod office;
mod pages;
mod people;
mod records;
mod safety;
mod shapes;
mod truth;
