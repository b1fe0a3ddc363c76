//! Any bytes as a schema, to the files of a crate: the law of `hardening::targets` holds, in bounded time and memory.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(law) = hardening::targets::crates(bytes) {
        panic!("{law}");
    }
});
