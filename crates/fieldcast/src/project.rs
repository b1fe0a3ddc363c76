//! A project that keeps APIs: each one's settings, pages and corrections in `schema/<api>/`, to its published schema, its
//! crate and whatever else the settings name.
//!
//! ```text
//! init -> schema/<api>/source.toml -> update -> source.lock, pages -> codegen -> schema, crate, …
//!         settings and corrections <- correct
//! ```
//!
//! [`codegen`] computes every file and writes none; the caller compares the [`Tree`](crate::tree::Tree) with the disk, or
//! writes it. So do [`init`] and [`update`]. Nothing here prints, or ends the process: it can be called from a `build.rs`.

#[cfg(feature = "edit")]
mod correct;
mod edit;
mod git;
mod init;
mod job;
mod lock;
mod place;
#[cfg(feature = "edit")]
mod release;
mod settings;
mod update;

#[cfg(feature = "edit")]
pub use correct::{Fact, correct};
pub use edit::Edit;
pub use init::{Asked, Init, init};
pub use job::{COMMAND, Job, Options, Prepared, codegen, codegen_with, prepare};
pub use lock::{Lock, Pin};
pub use place::cache;
pub use settings::{ApiSettings, Correction, Output, Package, Pages, Settings, Wanted, is_crate_name};
pub use update::{Move, Update, UpdateOptions, update};
