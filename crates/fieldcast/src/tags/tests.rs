//! Small sources of every language and generation, and what their tags tell.

use super::{Class, Exact, Hint, Scalar, scan};
use crate::family::Literal;

/// Each class with its members: the name, the name on the wire, the line, and what else is told.
fn told(language: &str, text: &str) -> Vec<String> {
    let hint = |hint: &Hint| {
        let mut said = Vec::new();
        said.extend(hint.nullable.map(|null| if null { "null" } else { "not null" }.to_owned()));
        said.extend(hint.exact.map(|exact| format!("{exact:?}")));
        said.extend(hint.constant.as_ref().map(|value| format!("{value:?}")));
        said.extend(hint.of.as_ref().map(|of| format!("of {of:?}")));
        said.extend(hint.required.map(|required| if required { "required" } else { "optional" }.to_owned()));
        said.extend(hint.read_only.then(|| "read only".to_owned()));
        if !hint.values.is_empty() {
            said.push(format!("{}{:?}", if hint.open { "open " } else { "" }, hint.values));
        }
        said.join(", ")
    };
    let one = |class: &Class| {
        let members = class.members.iter().map(|m| {
            format!("{}={}@{} {}", m.name, m.wire.as_deref().unwrap_or("?"), m.line, hint(&m.hint))
                .trim_end()
                .to_owned()
        });
        let scalar = class.scalar.map(|scalar| format!("{scalar:?}"));
        format!("{}: {}", class.name, members.chain(scalar).collect::<Vec<_>>().join("; "))
    };
    scan(language, text).iter().map(one).collect()
}

#[test]
fn go() {
    let text = r#"package shared

// Loan of a book.
type Loan struct {
	// When it ends.
	DueDate *time.Time `json:"due_date,omitempty"`
	kind    string     `const:"loan" json:"kind"`
	copies  *int64     `const:"2" json:"copies"`
	Page    *int64     `default:"1" queryParam:"style=form,explode=true,name=page_no"`
	Rest    map[string]any `additionalProperties:"true" json:"-"`
	Other   string
}

func (l *Loan) GetKind() string { return "loan" }

type Shelf string
type Floor int64

type Reader struct {
	Adult *Adult `queryParam:"inline" union:"member"`
}

func (u *Reader) UnmarshalJSON(data []byte) error {
	type discriminator struct {
		ReaderKind string `json:"reader_kind"`
	}
	dis := new(discriminator)
	switch dis.ReaderKind {
	case "adult":
		fallthrough
	case "grown":
		adult := new(Adult)
	case "child":
		child := new(Child)
	}
}
"#;
    assert_eq!(
        told("go", text),
        [
            "Loan: DueDate=due_date@6; kind=kind@7 String(\"loan\"); copies=copies@8 Integer(2); Page=page_no@9",
            "Shelf: Text",
            "Floor: Integer",
            "Reader: ",
        ]
    );
    let choice = scan("go", text).pop().and_then(|class| class.choice).unwrap();
    assert_eq!(choice.wire, "reader_kind");
    let cases: Vec<_> = choice.cases.iter().map(|(value, class)| format!("{value} {class}")).collect();
    assert_eq!(cases, ["adult Adult", "grown Adult", "child Child"]);
}

#[test]
fn python() {
    let text = r#"from x import y

class LoanTypedDict(TypedDict):
    due_date: NotRequired[str]

class Loan(BaseModel):
    r"""A loan.
    title: of a book
    """

    due_date: Annotated[
        Optional[date], pydantic.Field(alias="dueDate")
    ] = None
    r"""When: it ends."""

    title: str

    page_no: Annotated[int, FieldMetadata(query=QueryParamMetadata(style="form"))] = 1

    model_config = ConfigDict(populate_by_name=True)

    @model_serializer(mode="wrap")
    def serialize_model(self, handler):
        inner: str = "x"

class Shelf(str, Enum):
    TOP = "top"

@dataclasses.dataclass
class Old:
    made: date = dataclasses.field(metadata={'dataclasses_json': { 'letter_case': utils.get_field_name('madeOn'), 'encoder': utils.dateisoformat(False) }})
    page: int = dataclasses.field(metadata={'query_param': { 'field_name': 'page_no', 'style': 'form' }})
    note: Optional[str] = dataclasses.field(default=UNSET, metadata={'dataclasses_json': { 'letter_case': utils.get_field_name('note') }})
    raw: bytes = dataclasses.field()

def helper(x):
    y: int = 1
"#;
    assert_eq!(
        told("python", text),
        [
            "Loan: due_date=dueDate@11; title=title@16; page_no=page_no@18",
            "Shelf: Text",
            "Old: made=madeOn@31 Date; page=page_no@32; note=note@33 null",
        ]
    );
}

#[test]
fn java() {
    let text = r#"package x;

public class Loan {
    /**
     * private String ignored;
     */
    @JsonInclude(Include.NON_ABSENT)
    @JsonProperty("due_date")
    private JsonNullable<? extends Map<String, Object>> dueDate;

    @SpeakeasyMetadata("queryParam:style=form,explode=true,name=page_no")
    private Optional<Long> page;

    private final String secret;

    @JsonCreator
    public Loan(
            @JsonProperty("due_date") JsonNullable<String> dueDate,
            @JsonProperty("page") Long page) {
        this.dueDate = dueDate;
    }

    public static class Builder {
        private String dueDate;
    }
}
enum Floor {
    ONE(1);
    @JsonValue
    private final Integer value;
}
"#;
    assert_eq!(told("java", text), ["Loan: dueDate=due_date@8 null; page=page_no@11", "Floor: Integer"]);
    let old = "public class Old {\n    @JsonProperty(\"made-on\")\n    public String madeOn;\n}\n";
    assert_eq!(told("java", old), ["Old: madeOn=made-on@2"]);
}

#[test]
fn csharp() {
    let text = r#"namespace X
{
    public class Loan
    {
        /// <summary>
        /// When
        /// </summary>
        [JsonProperty("due_date")]
        public DateTime? DueDate { get; set; } = null;

        [JsonProperty("title")]
        public string Title { get; set; } = default!;

        [JsonProperty("note")]
        public string? Note { get; set; }

        [JsonProperty("place", NullValueHandling = NullValueHandling.Include)]
        public string? Place { get; set; }

        [JsonProperty("copies")]
        public long? Copies { get; set; } = 1;

        [SpeakeasyMetadata("queryParam:style=form,explode=true,name=page_no")]
        public long? Page { get; set; }
    }

    public enum Shelf
    {
        [JsonProperty("top")]
        Top,
    }

    public enum Floor
    {
        One = 1,
    }

    public class Mode : IEquatable<Mode>
    {
        public static readonly Mode Slow = new Mode("slow");
    }
}
"#;
    assert_eq!(
        told("csharp", text),
        [
            "Loan: DueDate=due_date@8 null; Title=title@11 not null; Note=note@14 not null; Place=place@17 null; Copies=copies@20; Page=page_no@23 not null",
            "Shelf: Text",
            "Floor: Integer",
            "Mode: Text",
        ]
    );
}

#[test]
fn php() {
    let text = r#"<?php
namespace X;

class Loan
{
    /**
     * @var ?string $dueDate
     */
    #[\X\Annotation\SerializedName('due_date')]
    #[\X\Annotation\SkipWhenNull]
    public ?\Brick\DateTime\LocalDate $dueDate = null;

    #[\X\Annotation\SerializedName('note')]
    #[\X\Annotation\Type('\X\A|null')]
    public A|B|null $note;

    #[SerializedName('title')]
    public string $title;

    #[SerializedName('made_at')]
    public \DateTime $madeAt;

    #[SpeakeasyMetadata('queryParam:style=form,explode=true,name=page_no')]
    public ?int $page = null;

    public function __construct(public string $other)
    {
    }
}
enum Floor: int
{
    case One = 1;
}
"#;
    assert_eq!(
        told("php", text),
        [
            "Loan: dueDate=due_date@9 Date; note=note@13 null; title=title@17 not null; madeAt=made_at@20 not null, DateTime; page=page_no@23",
            "Floor: Integer",
        ]
    );
}

#[test]
fn ruby() {
    let text = r"module X
  module Shared
    class Loan < X::Utils::FieldAugmented
      field :due_date, T.nilable(DateTime), { 'format_json': { 'letter_case': ::X::Utils.field_name('dueDate'), 'decoder': Utils.datetime_from_iso_format(true) } }
      field :page, T.nilable(::Integer), { 'query_param': { 'field_name': 'page_no', 'style': 'form' } }
      field :raw, ::String
      sig { params(due_date: String).void }
    end

    class Shelf < T::Enum
      enums do
        TOP = new('1')
        END_ = new('2')
      end
    end

    class Floor < T::Enum
      enums do
        ONE = new(1)
      end
    end
  end
end
";
    let found = told("ruby", text);
    assert_eq!(found, ["Loan: due_date=dueDate@4 DateTime; page=page_no@5", "Shelf: Text", "Floor: Integer"]);
}

#[test]
fn typescript() {
    let text = r#"import * as z from "zod";

export type Loan = {
  dueDate?: RFCDate | null | undefined;
};

/** @internal */
export const Loan$inboundSchema: z.ZodType<
  Loan,
  z.ZodTypeDef,
  unknown
> = z.object({
  due_date: z.nullable(z.string().transform(v => new RFCDate(v))).optional(),
  copies: z.number().int().default(1),
  "@type": z.literal("a, b"),
  ratings: z.array(z.nullable(z.number().int())),
  shelves: z.record(z.lazy(() => Shelf$inboundSchema)),
  extra: z.any(),
  other: z.string().nullish(),
}).transform((v) => {
  return remap$(v, {
    "due_date": "dueDate",
    "@type": "atType",
  });
});

export const Shelf$inboundSchema: z.ZodNativeEnum<typeof Shelf> = z.nativeEnum(Shelf);

/** @internal */
export const Query$outboundSchema: z.ZodType<Query$Outbound, z.ZodTypeDef, Query> = z.object({
  pageNo: z.number().int().optional(),
}).transform((v) => {
  return remap$(v, {
    pageNo: "page_no",
  });
});

/** @internal */
export const Narrow$inboundSchema: z.ZodType<Narrow, z.ZodTypeDef, unknown> =
  z.object({ "day-slow": z.string() }).transform((v) => {
    return remap$(v, { "day-slow": "daySlow" });
  });

/** @internal */
export const Newer$inboundSchema: z.ZodMiniType<Newer, unknown> = z.pipe(
  z.object({
    made_at: types.optional(types.nullable(types.date())),
  }),
  z.transform((v) => {
    return remap$(v, {
      "made_at": "madeAt",
    });
  }),
);
"#;
    let items = format!("of {:?}", Hint { nullable: Some(true), exact: Some(Exact::Integer), ..Hint::default() });
    assert_eq!(
        told("typescript", text),
        [
            format!(
                "Loan: dueDate=due_date@13 null, Date; copies=copies@14 not null, Integer; atType=@type@15 not null; ratings=ratings@16 not null, {items}; shelves=shelves@17 not null; extra=extra@18; other=other@19 null"
            ),
            "Query: pageNo=page_no@31 not null, Integer".to_owned(),
            "Narrow: daySlow=day-slow@40 not null".to_owned(),
            "Newer: madeAt=made_at@47 null, DateTime".to_owned(),
        ]
    );
    let old = "export class Loan extends Base {\n    @SpeakeasyMetadata()\n    @Expose({ name: \"due_date\" })\n    @Transform(({ value }) => new RFCDate(value), {\n        toClassOnly: true,\n    })\n    dueDate?: RFCDate;\n\n    @SpeakeasyMetadata({ data: \"queryParam, style=form;explode=true;name=page_no\" })\n    pageNo?: number;\n}\n";
    assert_eq!(told("typescript", old), ["Loan: dueDate=due_date@2 Date; pageNo=page_no@9"]);
}

#[test]
fn what_is_in_no_language_tells_nothing() {
    let mut count = 0;
    for language in ["csharp", "go", "java", "php", "python", "ruby", "typescript", "cobol"] {
        for text in [
            "",
            "class",
            "type X struct {\n`",
            "\nexport const X$inboundSchema = z.object({",
            "\u{feff}\r\n[é",
            "field :",
        ] {
            assert_eq!(scan(language, text), [], "{language} {text}");
            count += 1;
        }
    }
    assert_eq!(count, 48);
}

#[test]
fn constants_have_the_type_of_their_member() {
    let class = &scan("go", "type A struct {\n\tok bool `const:\"true\" json:\"ok\"`\n}")[0];
    assert_eq!(class.members[0].hint.constant, Some(Literal::Boolean(true)));
    assert_eq!(class.scalar, None::<Scalar>);
}

#[test]
fn maps_of_names_of_openapi_generator() {
    let ruby = "module Library\n  class Loan < Base\n    def self.attribute_map\n      {\n        :'due_date' => :'dueDate',\n        :'kind' => :'kind'\n      }\n    end\n\n    def self.openapi_nullable\n      Set.new([\n        :'due_date'\n      ])\n    end\n  end\nend\n";
    assert_eq!(told("ruby", ruby), ["Loan: due_date=dueDate@5 null; kind=kind@6 not null"]);
    let php = "class Loan implements ModelInterface\n{\n    protected static array $openAPINullables = [\n        'due_date' => true,\n        'kind' => false,\n    ];\n    protected static $attributeMap = [\n        'due_date' => 'dueDate',\n        'kind' => 'kind'\n    ];\n}\n";
    assert_eq!(told("php", php), ["Loan: due_date=dueDate@8 null; kind=kind@9 not null"]);
    let python = "class Loan(object):\n    openapi_types = {\n        'due_date': 'datetime',\n    }\n\n    attribute_map = {\n        'due_date': 'dueDate',  # noqa: E501\n    }\n";
    assert_eq!(told("python", python), ["Loan: due_date=dueDate@7"]);
    let perl =
        "package WWW::Library::Object::Loan;\n__PACKAGE__->attribute_map( {\n    'due_date' => 'dueDate',\n} );\n";
    assert_eq!(told("perl", perl), ["Loan: due_date=dueDate@3"]);
}

#[test]
fn pydantic_comments_tell_of_null() {
    let text = "class Loan(BaseModel):\n    \"\"\"\n    Loan\n    \"\"\" # noqa: E501\n    due_date: Optional[datetime] = Field(default=None, alias=\"dueDate\")\n    kind: StrictStr\n\n    def to_dict(self):\n        # set to None if due_date (nullable) is None\n        # and model_fields_set contains the field\n        return {}\n";
    assert_eq!(told("python", text), ["Loan: due_date=dueDate@5 null; kind=kind@6"]);
}

#[test]
fn rust() {
    let text = r#"#[derive(Clone, Serialize)]
pub struct Loan {
    /// When it ends.
    #[serde(rename = "dueDate", default, skip_serializing_if = "Option::is_none")]
    pub due_date: Option<Option<String>>,
    #[serde(rename = "type")]
    pub r#type: Type,
    #[serde(rename = "shelf", deserialize_with = "Option::deserialize")]
    pub shelf: Option<String>,
    #[serde(
        rename = "note",
        skip_serializing_if = "Option::is_none",
    )]
    pub note: Option<String>,
}

pub enum Type {
    #[serde(rename = "a")]
    A,
}
"#;
    assert_eq!(told("rust", text), ["Loan: due_date=dueDate@4 null; type=type@6; shelf=shelf@8 null; note=note@11"]);
}

#[test]
fn interfaces_of_typescript() {
    let axios = "export interface Loan {\n    /**\n     * When it ends.\n     */\n    'due_date'?: string | null;\n    'kind': string;\n    'of'?: Reader;\n    [key: string]: any;\n}\n";
    for language in ["typescript-axios", "javascript"] {
        let found = told(language, axios);
        assert_eq!(
            found,
            ["Loan: due_date=due_date@5 null, optional; kind=kind@6 not null, required; of=of@7 optional"],
            "{language}"
        );
    }
    let fetch = "export interface Loan {\n    dueDate?: Date;\n}\nexport function LoanFromJSONTyped(json: any, ignoreDiscriminator: boolean): Loan {\n    return {\n        'dueDate': json['due_date'] == null ? undefined : (new Date(json['due_date'])),\n    };\n}\n";
    assert_eq!(told("typescript-fetch", fetch), ["Loan: dueDate=due_date@6 not null, optional"]);
    let node = "export class Loan {\n    static attributeTypeMap = [\n        {\n            \"name\": \"dueDate\",\n            \"baseName\": \"due_date\",\n            \"type\": \"Date\"\n        }];\n}\n";
    assert_eq!(told("typescript-axios", node), ["Loan: dueDate=due_date@5"]);
}

#[test]
fn javascript_reads_objects() {
    let text = "  /**\n   * Constructs a <code>Loan</code> from a plain JavaScript object, optionally creating a new instance.\n   */\n  exports.constructFromObject = function(data, obj) {\n      if (data.hasOwnProperty('due_date')) {\n        obj['due_date'] = ApiClient.convertToType(data['due_date'], 'Date');\n      }\n";
    assert_eq!(told("javascript", text), ["Loan: due_date=due_date@6"]);
}

#[test]
fn java_of_openapi_generator_and_apimatic() {
    let constants = "public class Loan {\n  public static final String SERIALIZED_NAME_DUE_DATE = \"due_date\";\n  @SerializedName(SERIALIZED_NAME_DUE_DATE)\n  private OffsetDateTime dueDate;\n\n  public static final String JSON_PROPERTY_KIND = \"kind\";\n  private JsonNullable<String> kind = JsonNullable.<String>undefined();\n}\n";
    assert_eq!(told("java", constants), ["Loan: dueDate=due_date@2; kind=kind@6 null"]);
    let getters = "public class Loan\n        extends Base {\n    @JsonGetter(\"due_date\")\n    @JsonInclude(JsonInclude.Include.NON_NULL)\n    protected OptionalNullable<String> internalGetDueDate() {\n        return this.dueDate;\n    }\n    @JsonGetter(\"kind\")\n    public String getKind() {\n    }\n}\n";
    assert_eq!(told("java", getters), ["Loan: DueDate=due_date@3 null; Kind=kind@8"]);
}

#[test]
fn csharp_of_openapi_generator() {
    let text = "    public partial class Loan : IEquatable<Loan>\n    {\n        [DataMember(Name = \"due_date\", EmitDefaultValue = false)]\n        public DateTime DueDate { get; set; }\n\n        [JsonPropertyName(\"kind\")]\n        public string? Kind { get { return this.KindOption; } set { } }\n    }\n";
    assert_eq!(told("csharp", text), ["Loan: DueDate=due_date@3; Kind=kind@6"]);
}

#[test]
fn kotlin_swift_and_dart() {
    let kotlin = "data class Loan (\n\n    /* When it ends. */\n    @Json(name = \"due_date\")\n    val dueDate: java.time.OffsetDateTime? = null,\n    @SerializedName(\"kind\") val kind: kotlin.String?,\n) {\n}\n";
    assert_eq!(told("kotlin", kotlin), ["Loan: dueDate=due_date@4; kind=kind@6 null"]);
    let swift = "public struct Loan: Codable, JSONEncodable {\n    public var dueDate: Date?\n    public enum CodingKeys: String, CodingKey, CaseIterable {\n        case dueDate = \"due_date\"\n        case `kind`\n    }\n}\n";
    assert_eq!(told("swift", swift), ["Loan: dueDate=due_date@4; kind=kind@5"]);
    let dart = "class Loan {\n  Loan({this.dueDate});\n  DateTime? dueDate;\n  static Loan? fromJson(dynamic value) {\n      return Loan(\n        dueDate: mapDateTime(json, r'due_date', r''),\n      );\n  }\n}\n";
    assert_eq!(told("dart", dart), ["Loan: dueDate=due_date@6"]);
    let annotated =
        "class Loan {\n  @JsonKey(\n    name: r'due_date',\n    required: false,\n  )\n  final DateTime? dueDate;\n}\n";
    assert_eq!(told("dart", annotated), ["Loan: dueDate=due_date@3"]);
}

#[test]
fn classes_and_enums_of_apimatic() {
    let typescript = "\nexport const loanSchema: Schema<Loan> = object({\n  dueDate: ['due_date', optional(nullable(string()))],\n  items: [\n    'items',\n    array(nullable(string())),\n  ],\n});\n";
    assert_eq!(told("typescript", typescript), ["Loan: dueDate=due_date@3 null; items=items@4 not null"]);
    let python = "class Loan(object):\n    _names = {\n        \"due_date\": 'dueDate',\n        \"kind\": 'kind'\n    }\n\n    _nullables = [\n        'due_date',\n    ]\n";
    assert_eq!(told("python", python), ["Loan: due_date=dueDate@3 null; kind=kind@4 not null"]);
    let ruby = "  class Loan < BaseModel\n    def self.names\n      @_hash = {} if @_hash.nil?\n      @_hash['due_date'] = 'dueDate'\n      @_hash\n    end\n    def self.nullables\n      %w[\n        due_date\n      ]\n    end\n  end\n";
    assert_eq!(told("ruby", ruby), ["Loan: due_date=dueDate@4 null"]);
    let php = "class Loan implements \\JsonSerializable\n{\n    /**\n     * @maps due_date\n     */\n    public function setDueDate(?string $dueDate): void\n    {\n    }\n}\n";
    assert_eq!(told("php", php), ["Loan: DueDate=due_date@4"]);
    let values = [
        ("typescript", "export enum Shelf {\n  UpperOne = 'upper 1',\n}\n"),
        ("python", "class Shelf(object):\n    UPPERONE = 'upper 1'\n"),
        ("ruby", "class Shelf\n  SHELF = [\n    UPPERONE = 'upper 1'.freeze\n  ].freeze\nend\n"),
        ("php", "class Shelf\n{\n    public const UPPER_ONE = 'upper 1';\n"),
        ("go", "type Shelf string\n\nconst (\n    Shelf_UPPERONE Shelf = \"upper 1\"\n)\n"),
        ("csharp", "public enum Shelf\n{\n    [EnumMember(Value = \"upper 1\")]\n    UpperOne,\n}\n"),
        ("java", "public enum Shelf {\n    UPPERONE;\n    static {\n        UPPERONE.value = \"upper 1\";\n    }\n}\n"),
    ];
    for (language, text) in values {
        let found = scan(language, text);
        assert_eq!(found.len(), 1, "{language}: {found:?}");
        let values: Vec<(String, &str)> =
            found[0].values.iter().map(|(name, wire)| (crate::wire::fold(name), wire.as_str())).collect();
        assert_eq!(values, [("upperone".to_owned(), "upper 1")], "{language}");
    }
    assert_eq!(values.len(), 7);
}

#[test]
fn the_endings_of_all_languages_are_those_of_each() {
    let each = super::LANGUAGES.iter().flat_map(|language| language.endings).copied();
    let each: Vec<&str> = each.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    assert_eq!(super::ENDINGS, each);
}

#[test]
fn typescript_of_openapi_generator_tells_what_its_pages_do_not_show() {
    let fetch = r#"
export interface Loan {
    /**
     * When it ends.
     */
    readonly dueDate: Date | null;
    shelf?: LoanShelfEnum;
    floors: Array<LoanFloorsEnum>;
    reader?: Reader;
}

export const LoanShelfEnum = {
    Upper: 'upper',
    LowerOne: 'lower-1',
    UnknownDefaultOpenApi: '11184809'
} as const;
export type LoanShelfEnum = typeof LoanShelfEnum[keyof typeof LoanShelfEnum];

export enum LoanFloorsEnum {
    NUMBER_1 = 1,
    NUMBER_2 = 2
}

export function LoanFromJSONTyped(json: any, ignoreDiscriminator: boolean): Loan {
    return {
        'dueDate': (json['due_date'] == null ? null : new Date(json['due_date'])),
        'shelf': json['shelf'] == null ? undefined : json['shelf'],
        'floors': json['floors'],
        'reader': json['reader_of'] == null ? undefined : ReaderFromJSON(json['reader_of']),
    };
}
"#;
    let values = "[Integer(1), Integer(2)]";
    let of = format!(
        "of Hint {{ nullable: None, exact: None, constant: None, values: {values}, open: false, required: None, read_only: false, of: None }}"
    );
    assert_eq!(
        told("typescript-fetch", fetch),
        [
            &format!(
                "Loan: dueDate=due_date@26 null, required, read only; \
                 shelf=shelf@27 not null, optional, open [String(\"upper\"), String(\"lower-1\")]; \
                 floors=floors@28 not null, {of}, required; reader=reader_of@29 optional"
            ),
            "LoanShelfEnum: Text",
            "LoanFloorsEnum: Integer",
        ]
    );
    let values = |class: &Class| (class.name.clone(), class.values.clone(), class.open);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let enums: Vec<_> = scan("typescript-fetch", fetch).iter().skip(1).map(values).collect();
    assert_eq!(
        enums,
        [
            ("LoanShelfEnum".to_owned(), vec![pair("Upper", "upper"), pair("LowerOne", "lower-1")], true),
            ("LoanFloorsEnum".to_owned(), vec![pair("NUMBER_1", "1"), pair("NUMBER_2", "2")], false),
        ]
    );
}

#[test]
fn unions_of_typescript_are_read() {
    let of = |text: &str| {
        let one = |class: &Class| {
            let choice = class.choice.as_ref().map(|choice| format!(" by {} {:?}", choice.wire, choice.cases));
            format!("{} {}{}", class.name, class.alternatives.join(","), choice.unwrap_or_default())
        };
        scan("typescript-axios", text).iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(of("\nexport type Reader = Adult | Array<Child> | string;\n"), ["Reader Adult,Array<Child>,string"]);
    let tagged = "\nexport type Reader = { readerKind: 'adult' } & Adult | { readerKind: 'child' } & Child;\n\
                  export function ReaderFromJSONTyped(json: any) {\n    switch (json['reader_kind']) {\n";
    assert_eq!(of(tagged), ["Reader Adult,Child by reader_kind [(\"adult\", \"Adult\"), (\"child\", \"Child\")]"]);
    for none in [
        "\nexport type Shelf = typeof Shelf[keyof typeof Shelf];\n",
        "\nexport type Shelf = 'upper' | 'lower';\n",
        "\nexport type Shelf = Other;\n",
        "\nexport type Shelf = A | B\nexport type Other = {\n",
    ] {
        assert_eq!(of(none), [""; 0], "{none}");
    }
}
