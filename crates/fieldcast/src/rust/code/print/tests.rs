//! That nothing is lost in print, and the layout where lines are too long.

use syn::parse_quote;

/// Sees to it that a file reads the same after it was laid out here as after prettyplease.
#[track_caller]
pub fn assert_same(file: &syn::File) {
    let text = super::file(file);
    let read = syn::parse_file(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let plain = |file: &syn::File| prettyplease::unparse(file).replace("#[rustfmt::skip]\n", "").replace(' ', "");
    assert_eq!(plain(&read), plain(file));
}

#[test]
fn lines_are_broken_where_rustfmt_breaks_them() {
    let text = super::file(&parse_quote! {
        #[deprecated(note = "the reason for which nobody should use this any longer is told at length")]
        pub struct Container {
            pub short: Option<String>,
            pub a_member_with_quite_a_long_name: Option<Option<ATypeWhoseNameAloneFillsMostOfALine>>,
            pub a_member_with_quite_a_long_name_2: Option<Option<ATypeWhoseNameAloneFillsMostOfALineAndThenSomeMoreOfIt>>,
        }
        impl Container {
            pub const VALUES: &'static [Self] = &[Self::OneOfThem, Self::AnotherOfThem, Self::TheThird];
            pub const MANY: &'static [Self] = &[Self::OneOfThem, Self::AnotherOfThem, Self::TheThird, Self::TheFourth];
            pub fn with_a_member(mut self, value: impl Into<Option<ATypeWithAName>>, count: i64, o: String) -> Self {
                self.a_member = Some(value.into().map(Box::new));
                Self { a, b }
            }
            fn read(value: &str) -> Option<Self> {
                match value {
                    "a value that is long" | "another that is long" | "a third that is quite long" => Some(Self::A),
                    "a value so long that what is behind the arrow goes into the next line" => Some(Self::Long),
                    _ => value.read().map(Self::AVariantWhoseNameMakesTheWholeOfTheChainTooLong),
                }
            }
        }
        impl From<ATypeWhoseNameAloneFillsMostOfALineAndMore> for AnotherTypeWhoseNameAloneFillsMostOfALine {
            fn from(value: ATypeWhoseNameAloneFillsMostOfALineAndMore) -> Self { value.0 }
        }
    });
    insta::assert_snapshot!(text, @r#"
    #[deprecated(note = "the reason for which nobody should use this any longer is told at length")]
    pub struct Container {
        pub short: Option<String>,
        pub a_member_with_quite_a_long_name: Option<Option<ATypeWhoseNameAloneFillsMostOfALine>>,
        pub a_member_with_quite_a_long_name_2:
            Option<Option<ATypeWhoseNameAloneFillsMostOfALineAndThenSomeMoreOfIt>>,
    }
    impl Container {
        pub const VALUES: &'static [Self] = &[Self::OneOfThem, Self::AnotherOfThem, Self::TheThird];
        pub const MANY: &'static [Self] = &[
            Self::OneOfThem,
            Self::AnotherOfThem,
            Self::TheThird,
            Self::TheFourth,
        ];
        pub fn with_a_member(
            mut self,
            value: impl Into<Option<ATypeWithAName>>,
            count: i64,
            o: String,
        ) -> Self {
            self.a_member = Some(value.into().map(Box::new));
            Self { a, b }
        }
        fn read(value: &str) -> Option<Self> {
            match value {
                "a value that is long" | "another that is long" | "a third that is quite long" => {
                    Some(Self::A)
                }
                "a value so long that what is behind the arrow goes into the next line" => {
                    Some(Self::Long)
                }
                _ => value
                    .read()
                    .map(Self::AVariantWhoseNameMakesTheWholeOfTheChainTooLong),
            }
        }
    }
    impl From<ATypeWhoseNameAloneFillsMostOfALineAndMore>
        for AnotherTypeWhoseNameAloneFillsMostOfALine
    {
        fn from(value: ATypeWhoseNameAloneFillsMostOfALineAndMore) -> Self {
            value.0
        }
    }
    "#);
}

#[test]
fn arguments_of_an_attribute_are_broken_from_the_outside() {
    let attribute = |length: usize| {
        let name = "n".repeat(length);
        let file = parse_quote! {
            pub struct A {
                #[cfg_attr(feature = "schemars", schemars(rename = #name))]
                pub a: u8,
            }
        };
        let text = super::file(&file).replace(&name, "n");
        text.lines().skip(1).take_while(|line| !line.contains("pub a")).map(str::trim).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(attribute(27), r#"#[cfg_attr(feature = "schemars", schemars(rename = "n"))]"#);
    assert_eq!(attribute(28), r#"#[cfg_attr( feature = "schemars", schemars(rename = "n") )]"#);
    assert_eq!(attribute(69), r#"#[cfg_attr( feature = "schemars", schemars(rename = "n") )]"#);
    assert_eq!(attribute(70), r#"#[cfg_attr( feature = "schemars", schemars( rename = "n" ) )]"#);
}

#[test]
fn other_names_stand_in_one_line_where_they_fit() {
    let text = super::file(&parse_quote! {
        pub type Short = crate::operations::Container;
        pub type AnotherNameThatIsQuiteLongAndWasMadeOfWhereItStands = crate::operations::AContainerOfTheSameKindAsThat;
    });
    insta::assert_snapshot!(text, @r"
    pub type Short = crate::operations::Container;
    pub type AnotherNameThatIsQuiteLongAndWasMadeOfWhereItStands =
        crate::operations::AContainerOfTheSameKindAsThat;
    ");
}
