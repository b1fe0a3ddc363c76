//! Any bytes as files of settings: the law of `hardening::targets` holds, in bounded time and memory.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(law) = hardening::targets::settings(bytes) {
        panic!("{law}");
    }
});
