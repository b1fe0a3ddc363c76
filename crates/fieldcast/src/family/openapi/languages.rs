//! The languages, each a file with its words.

use crate::family::words::Language;

mod bash;
mod c;
mod csharp;
mod dart;
mod eiffel;
mod go;
mod java;
mod javascript;
mod julia;
mod kotlin;
mod markdown;
mod objc;
mod perl;
mod php;
mod powershell;
mod python;
mod r;
mod ruby;
mod rust;
mod rust_server;
mod scala;
mod swift;
mod typescript_axios;
mod typescript_fetch;

/// Every language; where as much speaks for two of them, the first is taken.
pub(super) static ALL: &[&Language] = &[
    &typescript_axios::TYPESCRIPT_AXIOS,
    &typescript_fetch::TYPESCRIPT_FETCH,
    &python::PYTHON,
    &java::JAVA,
    &go::GO,
    &csharp::CSHARP,
    &ruby::RUBY,
    &php::PHP,
    &kotlin::KOTLIN,
    &rust::RUST,
    &swift::SWIFT,
    &dart::DART,
    &javascript::JAVASCRIPT,
    &scala::SCALA,
    &perl::PERL,
    &powershell::POWERSHELL,
    &r::R,
    &julia::JULIA,
    &c::C,
    &objc::OBJC,
    &eiffel::EIFFEL,
    &bash::BASH,
    &markdown::MARKDOWN,
    &rust_server::RUST_SERVER,
    &python::SIXTH,
];
