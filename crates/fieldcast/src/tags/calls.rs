//! Calls: the method and path that a function of an SDK's own sources sends its request to, for docs of the years in which
//! pages name neither.
//!
//! Every language writes them alike: within the function of an operation, the path is a text that begins with `/` on a line
//! that puts a URL together (`utils.generate_url(base_url, '/pets/{id}', …)`, `base_url + '/pets'`), and the method a text
//! or constant on a line that makes the request. What looks otherwise tells nothing.
//!
//! APIMatic's functions name both in the calls of a builder (`.path('/pets/{id}')`, `createRequest('GET')`), and the keys
//! under which parameters are sent beside them (`.key('page_size')`).

use super::text::{identifier, lines};
use crate::diagnostic::Place;
use crate::operation::Method;
use crate::source::Docs;
use crate::wire::fold;
use foldhash::HashMap;
use std::borrow::Cow;
use std::sync::Arc;

/// The most lines between the begin of a call that puts a URL together and its path.
const FAR: u32 = 8;

/// What begins or is part of an expression that puts a URL together.
const URLS: [&str; 20] = [
    "generateURL(",
    "generateUrl(",
    "generate_url(",
    "GenerateURL(",
    "URLBuilder.Build(",
    "pathToFunc(",
    "base_url",
    "baseURL",
    "baseUrl",
    // APIMatic's builders, and what its older functions put together themselves
    ".path(\"",
    ".path('",
    "createRequest(",
    "appendTemplatePath",
    "appendPath(",
    "new_request_builder(",
    "requestBuilder(",
    "prepareRequest(",
    ".Setup(HttpMethod.",
    "_url_path",
    "ueryBuilder",
];

/// What stands before the key of a parameter in calls of APIMatic's builders.
const KEYS: [&str; 12] = [
    ".key(",
    "key: ",
    ".Setup(",
    "QueryParam::init(",
    "HeaderParam::init(",
    "TemplateParam::init(",
    "FormParam::init(",
    "req.query(",
    "req.header(",
    "req.QueryParam(",
    "req.Header(",
    "req.FormParam(",
];

/// The most keys of one function that are looked at.
const MOST_KEYS: usize = 1 << 10;

/// Where one function sends its request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// The class that the function belongs to; empty where it stands alone.
    pub class: String,
    /// The function's name.
    pub function: String,
    /// The operation's id, where the function names it.
    pub id: Option<String>,
    /// The method; `None` where the function tells none.
    pub method: Option<Method>,
    /// The path.
    pub path: String,
    /// The keys under which parameters are sent, where the function names them.
    pub keys: Vec<String>,
    /// The file, as it is shown; empty in what [`calls`] gives, which knows none.
    pub file: Arc<str>,
    /// The line of the path, from 1.
    pub line: u32,
}

impl Call {
    /// The place of the path.
    pub fn place(&self) -> Place {
        Place::at(Arc::clone(&self.file), self.line, 0)
    }
}

/// What a line declares.
enum Declared<'t> {
    Class(&'t str),
    /// A function, and the class that it names itself.
    Function(Option<&'t str>, &'t str),
}

/// The calls in one file of sources, in the order of the file.
///
/// ```
/// use fieldcast::operation::Method;
///
/// let python = "class Pets:\n    def show(self):\n        url = base_url + '/pets'\n        req = Request('GET', url)\n";
/// let calls = fieldcast::tags::calls("python", python);
/// assert_eq!((calls[0].function.as_str(), calls[0].method, calls[0].path.as_str()), ("show", Some(Method::Get), "/pets"));
/// ```
pub fn calls(language: &str, text: &str) -> Vec<Call> {
    let mut found = Vec::new();
    let mut class = "";
    let mut call = Call::default();
    let mut pending: Option<u32> = None;
    // whether the line before ended behind what stands before a key
    let mut awaits = false;
    for (number, line) in lines(text) {
        match declared(language, line) {
            Some(Declared::Class(name)) => {
                class = name;
                finish(&mut call, &mut found);
            }
            Some(Declared::Function(of, name)) => {
                finish(&mut call, &mut found);
                call = Call {
                    class: of.unwrap_or(class).to_owned(),
                    function: name.to_owned(),
                    line: number,
                    ..Call::default()
                };
                (pending, awaits) = (None, false);
            }
            None => {}
        }
        if call.function.is_empty() {
            continue;
        }
        if call.path.is_empty() {
            if URLS.iter().any(|mark| line.contains(mark)) {
                pending = Some(number);
            }
            if pending.is_some_and(|since| number - since <= FAR) {
                if let Some(path) = texts(line).find_map(path) {
                    call.path = path.into_owned();
                    call.line = number;
                }
                // on a line of its own
                call.method = call.method.or_else(|| texts(line).find_map(shouted));
            }
        }
        if call.path.contains("%v") && !line.trim_start().starts_with("//") {
            fill(&mut call.path, line);
        }
        call.method = call.method.or_else(|| method(line));
        if call.keys.len() < MOST_KEYS {
            keys(line, &mut awaits, &mut call.keys);
        }
        if call.id.is_none() {
            call.id = id(line).map(str::to_owned);
        }
    }
    finish(&mut call, &mut found);
    found
}

fn finish(call: &mut Call, found: &mut Vec<Call>) {
    let done = std::mem::take(call);
    if !done.path.is_empty() && done.method.is_some() && !done.path.contains("%v") {
        found.push(done);
    }
}

/// The class or function that a line begins.
fn declared<'t>(language: &str, line: &'t str) -> Option<Declared<'t>> {
    let trimmed = line.trim_start();
    let named = |name: &'t str| (!name.is_empty()).then_some(name);
    let class = |rest: &'t str| named(identifier(rest)).map(Declared::Class);
    let function = |rest: &'t str| named(identifier(rest)).map(|name| Declared::Function(None, name));
    match language {
        "python" => match trimmed.strip_prefix("class ") {
            Some(rest) => class(rest),
            None => function(trimmed.strip_prefix("async ").unwrap_or(trimmed).strip_prefix("def ")?),
        },
        "ruby" => match trimmed.strip_prefix("class ") {
            Some(rest) => class(rest),
            None => function(trimmed.strip_prefix("def ")?),
        },
        "go" => {
            let rest = line.strip_prefix("func (")?;
            let (receiver, rest) = rest.split_once(") ")?;
            let of = receiver.rsplit([' ', '*']).next().unwrap_or_default();
            named(identifier(rest)).map(|name| Declared::Function(Some(of), name))
        }
        "typescript" => {
            if let Some(rest) = line.strip_prefix("export ") {
                let rest = rest.strip_prefix("async ").unwrap_or(rest);
                return match (rest.strip_prefix("class "), rest.strip_prefix("function ")) {
                    (Some(rest), _) => class(rest),
                    (_, Some(rest)) => named(identifier(rest)).map(|name| Declared::Function(Some(""), name)),
                    _ => None,
                };
            }
            function(trimmed.strip_prefix("async ")?).filter(|_| line.starts_with(' ') && trimmed.contains('('))
        }
        "java" | "csharp" | "php" => {
            let rest = ["public ", "final ", "sealed ", "static ", "async "]
                .iter()
                .fold(trimmed, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
            if let Some(rest) = rest.strip_prefix("class ") {
                return class(rest);
            }
            if let Some(name) = prepares(trimmed) {
                return Some(Declared::Function(None, name));
            }
            if !trimmed.starts_with("public ") || trimmed.ends_with(';') {
                return None;
            }
            let before = trimmed.split_once('(')?.0;
            let name = before.rsplit(' ').next().filter(|name| identifier(name) == *name)?;
            named(name.strip_suffix("Async").unwrap_or(name)).map(|name| Declared::Function(None, name))
        }
        _ => None,
    }
}

/// The function for which a private one of Java puts the request together: `show` of `private ApiCall<Pet> prepareShowRequest(`.
fn prepares(line: &str) -> Option<&str> {
    let before = line.strip_prefix("private ")?.split_once('(')?.0;
    let name = before.rsplit(' ').next()?.trim_start_matches('_');
    let name = name.strip_prefix("prepare").or_else(|| name.strip_prefix("build"))?.strip_suffix("Request")?;
    (!name.is_empty() && identifier(name) == name).then_some(name)
}

/// The texts in quotes on a line.
fn texts(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let start = rest.find(['"', '\'', '`'])?;
        let quote = rest.get(start..)?.chars().next()?;
        let inner = rest.get(start + 1..)?;
        let end = inner.find(quote)?;
        let (text, after) = (inner.get(..end)?, inner.get(end + 1..)?);
        rest = after;
        Some(text)
    })
}

/// The path that a text is. Values that TypeScript writes within it, `${mapped.id}`, are parameters of their names.
fn path(text: &str) -> Option<Cow<'_, str>> {
    let path = text.strip_prefix("#{base_url}").unwrap_or(text);
    let is_plain = |c: char| !c.is_whitespace() && !matches!(c, '\\' | '$' | '#' | '"');
    let path =
        if path.contains("${mapped.") { Cow::Owned(path.replace("${mapped.", "{")) } else { Cow::Borrowed(path) };
    (path.starts_with('/') && path.len() > 1 && path.chars().all(is_plain)).then_some(path)
}

/// Gives the places in Go's path, `/pets/%v`, the names of the values that are put there: those behind it on its line, or in
/// a call of their own.
fn fill(path: &mut String, line: &str) {
    let values = match line.split_once("AppendTemplateParams(") {
        Some((_, values)) => values,
        None => match line.split_once("%v").and_then(|(_, rest)| rest.split_once("\",")) {
            Some((_, values)) => values,
            None => return,
        },
    };
    let values = values.split([',', ')']).map(|value| identifier(value.trim().trim_start_matches(['*', '&'])));
    for name in values.filter(|name| !name.is_empty()) {
        match path.contains("%v") {
            true => *path = path.replacen("%v", &format!("{{{name}}}"), 1),
            false => break,
        }
    }
}

/// A method in capitals.
fn shouted(text: &str) -> Option<Method> {
    Method::parse(text).filter(|_| text.bytes().all(|b| b.is_ascii_uppercase()))
}

/// The keys of parameters on a line, and on the next where one `awaits` it.
fn keys(line: &str, awaits: &mut bool, found: &mut Vec<String>) {
    let first = |text: &str| {
        let text = text.trim_start();
        text.starts_with(['"', '\'']).then(|| texts(text).next()).flatten().map(str::to_owned)
    };
    if std::mem::take(awaits) {
        found.extend(first(line).filter(|key| is_key(key)));
    }
    for mark in KEYS {
        for (_, rest) in
            line.match_indices(mark).take(MOST_KEYS).filter_map(|(at, _)| line.split_at_checked(at + mark.len()))
        {
            match first(rest) {
                Some(key) => found.extend(Some(key).filter(|key| is_key(key))),
                None => *awaits |= rest.trim().is_empty(),
            }
        }
    }
}

/// Whether a text may be the name of a parameter.
fn is_key(text: &str) -> bool {
    !text.is_empty() && text.len() < 256 && !text.contains(char::is_whitespace) && !text.starts_with('/')
}

/// The method that a line sends.
fn method(line: &str) -> Option<Method> {
    let marks =
        ["HttpMethod.", "HttpMethodEnum.", "HttpMethodEnum::", "HttpMethod::", "RequestMethod::", "http_client."];
    if let Some((_, rest)) = marks.into_iter().find_map(|mark| line.split_once(mark)) {
        return Method::parse(identifier(rest));
    }
    if let Some((_, rest)) = line.split_once("getClientInstance().") {
        return Method::parse(identifier(rest));
    }
    if line.contains("method") || line.contains("Method") || line.contains("equest(") || line.contains("RequestWith") {
        return texts(line).find_map(Method::parse);
    }
    let (before, _) = line.split_once("(url")?;
    Method::parse(before.rsplit_once('.')?.1)
}

/// The id of the operation that a line names: `operationID: "list_pets"`.
fn id(line: &str) -> Option<&str> {
    let marks = ["operationID", "operation_id", "OperationID", "operationId"];
    let rest = marks.into_iter().find_map(|mark| line.split_once(mark).map(|(_, rest)| rest))?;
    let rest = rest.trim_start().strip_prefix([':', '='])?.trim_start();
    rest.starts_with(['"', '\'']).then(|| texts(rest).next()).flatten().filter(|id| !id.is_empty())
}

/// The calls of an SDK's sources.
#[derive(Debug, Default)]
pub struct Calls {
    all: Vec<Call>,
    /// The only one of a class and function, without regard to case and separators; `None` where there are several.
    whole: HashMap<String, Option<usize>>,
    /// The only one of a function.
    alone: HashMap<String, Option<usize>>,
}

impl Calls {
    /// Reads the sources of an SDK, on as many threads as rayon's current pool has. Files that cannot be read tell nothing.
    pub fn read(language: &str, code: &Docs) -> Self {
        let Ok(texts) = code.read(|_, text| calls(language, text)) else { return Self::default() };
        let mut all = Self::default();
        for (file, found) in code.files.iter().zip(texts.made) {
            found.into_iter().flatten().for_each(|call| all.add(Call { file: Arc::clone(&file.path), ..call }));
        }
        all
    }

    fn add(&mut self, call: Call) {
        let at = self.all.len();
        let all = &self.all;
        // a function and its twin that does not wait send the same
        let is_same =
            |known: &usize| all.get(*known).is_some_and(|other| other.method == call.method && other.path == call.path);
        let names = [
            (&mut self.whole, fold(&format!("{}{}", call.class, call.function))),
            (&mut self.alone, fold(&call.function)),
        ];
        for (map, name) in names {
            map.entry(name).and_modify(|known| *known = known.filter(is_same)).or_insert(Some(at));
        }
        self.all.push(call);
    }

    /// The call of a function of a class, of which the sources may make one name.
    pub fn of(&self, class: &str, function: &str) -> Option<&Call> {
        let at = self.whole.get(&fold(&format!("{class}{function}"))).copied().flatten()?;
        self.all.get(at)
    }

    /// The call of the only function of a name.
    pub fn alone(&self, function: &str) -> Option<&Call> {
        let at = self.alone.get(&fold(function)).copied().flatten()?;
        self.all.get(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(language: &str, text: &str) -> Vec<String> {
        let one = |call: &Call| {
            format!("{}.{} {} {}", call.class, call.function, call.method.map_or("", Method::as_str), call.path)
                + &call.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default()
        };
        calls(language, text).iter().map(one).collect()
    }

    #[test]
    fn every_language_tells_where_a_function_sends_its_request() {
        let cases = [
            (
                "python",
                "class Pets:\n    def show(self, id: str):\n        hook = HookContext(operation_id='show_pet')\n        url = utils.generate_url(\n            Request,\n            base_url,\n            '/pets/{id}',\n            request,\n        )\n        req = requests_http.Request('GET', url)\n",
                "Pets.show get /pets/{id} (show_pet)",
            ),
            (
                "ruby",
                "  class Pets\n    def show(id)\n      url = \"#{base_url}/pets\"\n      r = @client.get(url) do |req|\n",
                "Pets.show get /pets",
            ),
            (
                "go",
                "func (s *Pets) Show(ctx context.Context) error {\n\topURL, err := utils.GenerateURL(ctx, baseURL, \"/pets/{id}\", request, nil)\n\treq, err := http.NewRequestWithContext(ctx, \"GET\", opURL, nil)\n}\n",
                "Pets.Show get /pets/{id}",
            ),
            (
                "typescript",
                "export function petsShow(\n  client: Core,\n) {\n  const path = pathToFunc(\"/pets/{id}\")(pathParams);\n  const context = {\n    operationID: \"showPet\",\n  };\n  const req = client._createRequest(context, {\n    method: \"GET\",\n",
                ".petsShow get /pets/{id} (showPet)",
            ),
            (
                "typescript",
                "export class Pets {\n  async show(id: string) {\n    const operationUrl: string = baseURL.replace(/\\/$/, \"\") + \"/pets\";\n    const r = client.request({ url: operationUrl, method: \"get\" });\n",
                "Pets.show get /pets",
            ),
            (
                "java",
                "public class Pets implements Calls {\n    public ShowResponse show(String id) throws Exception {\n        String url = Utils.generateURL(Show.class, baseUrl, \"/pets/{id}\", request, null);\n        HTTPRequest req = new HTTPRequest();\n        req.setMethod(\"GET\");\n",
                "Pets.show get /pets/{id}",
            ),
            (
                "csharp",
                "    public class Pets: IPets\n    {\n        public async Task<ShowResponse> ShowAsync(string id)\n        {\n            var urlString = URLBuilder.Build(baseUrl, \"/pets/{id}\", request);\n            var httpRequest = new HttpRequestMessage(HttpMethod.Get, urlString);\n",
                "Pets.Show get /pets/{id}",
            ),
            (
                "php",
                "class Pets\n{\n    public function show(string $id): ShowResponse\n    {\n        $url = Utils\\Utils::generateUrl($baseUrl, '/pets/{id}', Show::class, $request);\n        $httpRequest = new \\GuzzleHttp\\Psr7\\Request('GET', $url);\n",
                "Pets.show get /pets/{id}",
            ),
        ];
        for (language, text, expected) in cases {
            assert_eq!(told(language, text), [expected], "{language}");
        }
        assert_eq!(cases.len(), 8);
    }

    #[test]
    fn the_builders_of_apimatic_tell_method_path_and_keys() {
        let cases = [
            (
                "typescript",
                "export class DogsController extends BaseController {\n  async showDog(\n    dogId: string\n  ): Promise<ApiResponse<Dog>> {\n    const req = this.createRequest('GET');\n    req.header(\n      'Trace-Id',\n      mapped.traceId\n    );\n    req.query('page_size', mapped.pageSize);\n    req.appendTemplatePath`/dogs/${mapped.dogId}`;\n",
                "DogsController.showDog get /dogs/{dogId} Trace-Id page_size",
            ),
            (
                "typescript",
                "export class DogsApi extends BaseApi {\n  async addDog(\n    const req = this.createRequest('POST', '/dogs');\n",
                "DogsApi.addDog post /dogs",
            ),
            (
                "python",
                "class DogsController(BaseController):\n    def show_dog(self, dog_id):\n        return super().new_api_call_builder.request(\n            RequestBuilder().server(Server.DEFAULT)\n            .path(\"/dogs/{dog_id}\")\n            .http_method(HttpMethodEnum.GET)\n            .template_param(Parameter()\n                .key(\"dog_id\")\n",
                "DogsController.show_dog get /dogs/{dog_id} dog_id",
            ),
            (
                "python",
                "class DogsApi(BaseApi):\n    def show_dogs(self):\n        _url_path = '/dogs'\n        _request = self.config.http_client.get(_query_url)\n",
                "DogsApi.show_dogs get /dogs",
            ),
            (
                "ruby",
                "  class DogsController < BaseController\n    def show_dog(dog_id)\n      new_api_call_builder\n        .request(new_request_builder(HttpMethodEnum::GET,\n                                     '/dogs/{dog_id}',\n                                     Server::DEFAULT)\n                   .template_param(new_parameter(dog_id, key: 'dog_id')\n",
                "DogsController.show_dog get /dogs/{dog_id} dog_id",
            ),
            (
                "php",
                "class DogsController extends BaseController\n{\n    public function showDog(string $id): ApiResponse\n    {\n        $_reqBuilder = $this->requestBuilder(RequestMethod::GET, '/dogs/{dog_id}')\n            ->parameters(TemplateParam::init('dog_id', $id));\n",
                "DogsController.showDog get /dogs/{dog_id} dog_id",
            ),
            (
                "java",
                "public final class DogsController extends BaseController {\n    public Dog showDog(final String dogId) throws ApiException {\n        return prepareShowDogRequest(dogId).execute();\n    }\n    private ApiCall<Dog, ApiException> prepareShowDogRequest(\n            final String dogId) {\n                        .path(\"/dogs/{dog_id}\")\n                        .templateParam(param -> param.key(\"dog_id\").value(dogId)\n                        .httpMethod(HttpMethod.GET))\n",
                "DogsController.ShowDog get /dogs/{dog_id} dog_id",
            ),
            (
                "csharp",
                "    public class DogsController : BaseController\n    {\n        public async Task<Models.Dog> ShowDogAsync(\n                string dogId)\n            => await CreateApiCall<Models.Dog>()\n              .RequestBuilder(_requestBuilder => _requestBuilder\n                  .Setup(HttpMethod.Get, \"/dogs/{dog_id}\")\n                  .Parameters(_parameters => _parameters\n                      .Template(_template => _template.Setup(\"dog_id\", dogId))))\n",
                "DogsController.ShowDog get /dogs/{dog_id} dog_id",
            ),
            (
                "go",
                "func (d *DogsController) ShowDog(\n    ctx context.Context,\n    dogId string) (\n    models.ApiResponse[models.Dog],\n    error) {\n    req := d.prepareRequest(\n      ctx,\n      \"GET\",\n      fmt.Sprintf(\"/dogs/%v/toys/%v\", dogId, *toyId),\n    )\n",
                "DogsController.ShowDog get /dogs/{dogId}/toys/{toyId}",
            ),
            (
                "go",
                "func (d *DogsController) ShowDog(ctx context.Context, dogId string) error {\n    req := d.prepareRequest(ctx, \"GET\", \"/dogs/%v\")\n    req.AppendTemplateParams(dogId)\n    req.QueryParam(\"page_size\", size)\n",
                "DogsController.ShowDog get /dogs/{dogId} page_size",
            ),
        ];
        let mut seen = 0;
        for (language, text, expected) in cases {
            let found = calls(language, text);
            let shown: Vec<String> = told(language, text)
                .into_iter()
                .zip(&found)
                .map(|(told, call)| format!("{told} {}", call.keys.join(" ")).trim_end().to_owned())
                .collect();
            assert_eq!(shown, [expected], "{language}");
            seen += 1;
        }
        assert_eq!(seen, 10);
        let unknown =
            "func (d *Dogs) Show(id string) error {\n    req := d.prepareRequest(ctx, \"GET\", \"/dogs/%v\")\n}\n";
        assert_eq!(told("go", unknown), Vec::<String>::new());
    }

    #[test]
    fn a_function_that_makes_no_request_tells_nothing() {
        let text = "class Pets:\n    def name(self):\n        return '/pets'\n\n    def show(self):\n        url = base_url + '/pets'\n";
        assert_eq!(told("python", text), Vec::<String>::new());
        assert_eq!(told("python", "url = base_url + '/pets'\nRequest('GET', url)\n"), Vec::<String>::new());
        assert_eq!(told("cobol", text), Vec::<String>::new());
    }

    #[test]
    fn a_function_of_many_classes_is_known_by_its_class_alone() {
        let call = |class: &str, path: &str| Call {
            class: class.to_owned(),
            function: "show_all".to_owned(),
            method: Some(Method::Get),
            path: path.to_owned(),
            ..Call::default()
        };
        let mut known = Calls::default();
        [call("Pets", "/pets"), call("Owners", "/owners")].into_iter().for_each(|call| known.add(call));
        assert_eq!(known.of("pets", "showAll").map(|call| call.path.as_str()), Some("/pets"));
        assert_eq!(known.of("toys", "showAll"), None);
        assert_eq!(known.alone("showAll"), None);
        let mut twins = Calls::default();
        [call("Pets", "/pets"), call("AsyncPets", "/pets")].into_iter().for_each(|call| twins.add(call));
        assert_eq!(twins.alone("show_all").map(|call| call.path.as_str()), Some("/pets"));
    }
}
