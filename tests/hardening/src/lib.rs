//! What holds for every set of pages, whole, broken or hostile: [`laws::check`]. The tests of this package try it on
//! small pages, on mutated real ones and on hostile ones; the fuzz target in `tests/fuzz` tries it on whatever it finds.
//! [`targets`] has the laws of single stages, which are tried likewise.

pub mod case;
pub mod laws;
pub mod mutate;
pub mod pages;
pub mod seeds;
pub mod shapes;
pub mod targets;
pub mod zoo;
