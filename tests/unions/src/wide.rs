//! An object of more members than a machine word has bits, read by a table as those of a generated crate are.

/// Declares a struct whose even members have to be there.
macro_rules! wide {
    ($($at:literal $even:ident $even_name:literal $next:literal $odd:ident $odd_name:literal)*) => {
        /// A parcel's measurements, of which every second one has to be there.
        #[derive(Clone, PartialEq)]
        #[allow(missing_docs)]
        pub struct Wide {
            $(pub $even: String, pub $odd: Option<i64>,)*
        }

        pub(crate) struct WideDraft {
            $($even: Option<String>, $odd: Option<i64>,)*
        }

        crate::support::objects::object! {
            Wide by WideDraft,
            $(required $even = $at $even_name, optional $odd = $next $odd_name as whole,)*
        }
    };
}

#[rustfmt::skip]
wide! {
    0 m0 "m0" 1 m1 "m1" 2 m2 "m2" 3 m3 "m3" 4 m4 "m4" 5 m5 "m5" 6 m6 "m6" 7 m7 "m7" 8 m8 "m8" 9 m9 "m9" 10 m10 "m10"
    11 m11 "m11" 12 m12 "m12" 13 m13 "m13" 14 m14 "m14" 15 m15 "m15" 16 m16 "m16" 17 m17 "m17" 18 m18 "m18"
    19 m19 "m19" 20 m20 "m20" 21 m21 "m21" 22 m22 "m22" 23 m23 "m23" 24 m24 "m24" 25 m25 "m25" 26 m26 "m26"
    27 m27 "m27" 28 m28 "m28" 29 m29 "m29" 30 m30 "m30" 31 m31 "m31" 32 m32 "m32" 33 m33 "m33" 34 m34 "m34"
    35 m35 "m35" 36 m36 "m36" 37 m37 "m37" 38 m38 "m38" 39 m39 "m39" 40 m40 "m40" 41 m41 "m41" 42 m42 "m42"
    43 m43 "m43" 44 m44 "m44" 45 m45 "m45" 46 m46 "m46" 47 m47 "m47" 48 m48 "m48" 49 m49 "m49" 50 m50 "m50"
    51 m51 "m51" 52 m52 "m52" 53 m53 "m53" 54 m54 "m54" 55 m55 "m55" 56 m56 "m56" 57 m57 "m57" 58 m58 "m58"
    59 m59 "m59" 60 m60 "m60" 61 m61 "m61" 62 m62 "m62" 63 m63 "m63" 64 m64 "m64" 65 m65 "m65" 66 m66 "m66"
    67 m67 "m67" 68 m68 "m68" 69 m69 "m69"
}
