//! The private module `support` of a generated crate: what the code of enums and unions shares, so that each of
//! them stays short.
