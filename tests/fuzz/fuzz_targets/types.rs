//! Any bytes as a Type cell and a member's code, in the grammar of every language: the law of `hardening::targets` holds, in bounded time and memory.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(law) = hardening::targets::types(bytes) {
        panic!("{law}");
    }
});
