//! Any bytes as a set of pages: the laws of `hardening::laws` hold, in bounded time and memory.

#![no_main]

use hardening::case::Case;
use hardening::laws::check_order;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(law) = check_order(&Case::from_bytes(bytes)) {
        panic!("{law}");
    }
});
