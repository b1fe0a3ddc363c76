//! Any bytes as a name, its model's, and what pages say: the law of `hardening::targets` holds, in bounded time and memory.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(law) = hardening::targets::names(bytes) {
        panic!("{law}");
    }
});
