//! Pages of operations that tell where each parameter is sent, and pages that tell neither method nor path.

use super::parameters;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::operation::{Operation, Shape, Stream};
use crate::model::tests::docs;
use crate::model::{Api, Options, Type, read};
use crate::source::{Docs, File};

const DOG: &str = "# kennels.model.dog.Dog\n\n## Model Type Info\nInput Type | Accessed Type | Description | Notes\n\
    ------------ | ------------- | ------------- | -------------\n\
    dict, frozendict.frozendict,  | frozendict.frozendict,  |  | \n\n\
    ### Dictionary Keys\nKey | Input Type | Accessed Type | Description | Notes\n\
    ------------ | ------------- | ------------- | ------------- | -------------\n\
    **name** | str,  | str,  |  | \n";

const PAGE: &str = r#"# kennels.apis.tags.dogs_api.DogsApi

All URIs are relative to *https://api.example.com/v1*

Method | HTTP request | Description
------------- | ------------- | -------------
[**find_dogs**](#find_dogs) | **get** /kennels/{kennelId}/dogs | Finds dogs
[**send_photo**](#send_photo) | **post** /dogs | 

# **find_dogs**
<a id="find_dogs"></a>
> [Dog] find_dogs(kennel_id)

Finds dogs

### Parameters

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
query_params | RequestQueryParams | |
accept_content_types | typing.Tuple[str] | default is ('text/event-stream', 'application/json', ) | Tells

### query_params
#### RequestQueryParams

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
sortBy | SortBySchema | | optional

# SortBySchema

## Model Type Info
Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | -------------
str,  | str,  |  | must be one of ["age", "name", ] 

### header_params
#### RequestHeaderParams

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
Trace | TraceSchema | | 

# TraceSchema

## Model Type Info
Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | -------------
decimal.Decimal, int,  | decimal.Decimal,  |  | 

### path_params
#### RequestPathParams

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
kennelId | KennelIdSchema | | 

# KennelIdSchema

## Model Type Info
Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | -------------
str,  | str,  |  | 

### Return Types, Responses

Code | Class | Description
------------- | ------------- | -------------
n/a | api_client.ApiResponseWithoutDeserialization | When skip_deserialization is True this response is returned
200 | [ApiResponseFor200](#find_dogs.ApiResponseFor200) | The dogs
default | [ApiResponseForDefault](#find_dogs.ApiResponseForDefault) | Anything

#### find_dogs.ApiResponseFor200
Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
response | urllib3.HTTPResponse | Raw response |
body | typing.Union[SchemaFor200ResponseBodyTextEventStream, SchemaFor200ResponseBodyApplicationJson, ] |  |
headers | Unset | headers were not defined |

# SchemaFor200ResponseBodyTextEventStream
Type | Description  | Notes
------------- | ------------- | -------------
[**Dog**](../../models/Dog.md) |  | 

# SchemaFor200ResponseBodyApplicationJson

## Model Type Info
Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | -------------
list, tuple,  | tuple,  |  | 

### Tuple Items
Class Name | Input Type | Accessed Type | Description | Notes
------------- | ------------- | ------------- | ------------- | -------------
[**Dog**]({{complexTypePrefix}}Dog.md) | [**Dog**]({{complexTypePrefix}}Dog.md) | [**Dog**]({{complexTypePrefix}}Dog.md) |  | 

#### find_dogs.ApiResponseForDefault
Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
body | Unset | body was not defined |

### Authorization

No authorization required

# **send_photo**
> send_photo()

### Parameters

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
body | typing.Union[SchemaForRequestBodyMultipartFormData, Unset] | optional, default is unset |
content_type | str | optional, default is 'multipart/form-data' | Selects

### body

# SchemaForRequestBodyMultipartFormData

## Model Type Info
Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | -------------
dict, frozendict.frozendict,  | frozendict.frozendict,  |  | 

### Dictionary Keys
Key | Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | ------------- | -------------
**photoFile** | bytes, io.FileIO, io.BufferedReader,  | bytes, FileIO,  |  | 
**any_string_name** | dict, str | str | any | [optional]

### Return Types, Responses

Code | Class | Description
------------- | ------------- | -------------
204 | [ApiResponseFor204](#send_photo.ApiResponseFor204) | Taken

#### send_photo.ApiResponseFor204
Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
body | Unset | body was not defined |
"#;

fn api(language: &str, family: &str, models: &[(&str, &str)], page: &str) -> (Api, Vec<Diagnostic>) {
    let mut docs = docs(models);
    let file = File {
        path: "docs/apis/tags/DogsApi.md".into(),
        relative: "apis/tags/DogsApi.md".into(),
        text: Some(page.to_owned()),
    };
    docs.beside = Some(Box::new(Docs { root: "docs".to_owned(), files: vec![file], ..Docs::default() }));
    let options =
        Options { language: Some(language.to_owned()), family: Some(family.to_owned()), ..Options::default() };
    let (api, diagnostics) = read(&docs, &options);
    (api.expect("the language is stated"), diagnostics)
}

fn answers(operation: &Operation) -> Vec<String> {
    let shown = operation.answers.iter().map(|answer| {
        let ty = match answer.slot.as_ref().map(|slot| &slot.ty) {
            Some(Type::Model(_)) => "model",
            Some(Type::Array(_)) => "list",
            Some(_) => "other",
            None => "nothing",
        };
        format!("{} {} {ty}", answer.status, answer.content.as_deref().unwrap_or("?"))
    });
    shown.collect()
}

#[test]
fn each_place_and_each_status_is_told() {
    let (api, problems) = api("python-6.2", "openapi-generator", &[("Dog.md", DOG)], PAGE);
    assert!(problems.iter().all(|problem| problem.severity < Severity::Warning), "{problems:?}");
    let [find, send] = ["find_dogs", "send_photo"].map(|id| api.operations.all.iter().find(|o| o.id == id).unwrap());
    assert_eq!(parameters(find), ["kennelId in path", "sortBy in query", "Trace in header"]);
    let required: Vec<bool> = find.parameters.iter().map(|parameter| parameter.field.required).collect();
    assert_eq!(required, [true, false, true]);
    assert!(matches!(&find.parameters[1].field.slot.ty, Type::Union(members) if members.len() == 2));
    assert_eq!(answers(find), ["200 text/event-stream model", "200 application/json list", "default ? nothing"]);
    assert_eq!((find.answers[0].stream, find.answers[0].description.as_str()), (Some(Stream::Events), "The dogs"));
    assert_eq!((find.body.is_none(), find.asks.clone()), (true, Some(vec![])));
    let body = send.body.as_ref().unwrap();
    let Shape::Members(object) = &body.shape else { panic!() };
    let members: Vec<&str> = object.fields.iter().map(|field| field.wire.as_str()).collect();
    assert_eq!(
        (members, body.content.as_deref(), body.required),
        (vec!["photoFile"], Some("multipart/form-data"), false)
    );
    assert_eq!(answers(send), ["204 ? nothing"]);
}

#[test]
fn operations_without_method_and_path_are_counted_and_left_out() {
    let model = "\n# Dog\n\n## Structure\n\n`Dog`\n\n## Fields\n\n| Name | Type | Tags | Description |\n|  --- | --- | --- | --- |\n\
        | `name` | `string` | Required | - |\n";
    let page = "\n# Dogs\n\n## Class Name\n\n`DogsController`\n\n# Find Dogs\n\n## Parameters\n\n| Parameter | Type | Tags | Description |\n\
        |  --- | --- | --- | --- |\n| `page` | `number` | Query, Optional | - |\n\n## Response Type\n\n[`Dog[]`](../../doc/models/dog.md)\n\n\
        # Drop Dog\n\n## Response Type\n\n`void`\n";
    let (api, problems) = api("typescript", "apimatic", &[("dog.md", model)], page);
    assert_eq!((api.operations.all.len(), api.operations.unplaced), (0, 2));
    let told: Vec<_> = problems.iter().filter(|problem| problem.code == Code::UnplacedOperation).collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].place.as_ref().map(|place| place.line), Some(8), "{:?}", told[0]);
    assert!(told[0].message.starts_with("2 operations are left out"), "{}", told[0].message);
}
