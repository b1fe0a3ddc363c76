//! Calls: the method and path that a function of an SDK's own sources sends its request to, for docs of the years in which
//! pages name neither.
//!
//! Every language writes them alike: within the function of an operation, the path is a text that begins with `/` on a line
//! that puts a URL together (`utils.generate_url(base_url, '/pets/{id}', …)`, `base_url + '/pets'`), and the method a text
//! or constant on a line that makes the request. What looks otherwise tells nothing.

use super::text::{identifier, lines};
use crate::diagnostic::Place;
use crate::operation::Method;
use crate::source::Docs;
use crate::wire::fold;
use foldhash::HashMap;
use std::sync::Arc;

/// The most lines between the begin of a call that puts a URL together and its path.
const FAR: u32 = 8;

/// What begins or is part of an expression that puts a URL together.
const URLS: [&str; 9] = [
    "generateURL(",
    "generateUrl(",
    "generate_url(",
    "GenerateURL(",
    "URLBuilder.Build(",
    "pathToFunc(",
    "base_url",
    "baseURL",
    "baseUrl",
];

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
                pending = None;
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
            if pending.is_some_and(|since| number - since <= FAR)
                && let Some(path) = texts(line).find_map(path)
            {
                path.clone_into(&mut call.path);
                call.line = number;
            }
        }
        call.method = call.method.or_else(|| method(line));
        if call.id.is_none() {
            call.id = id(line).map(str::to_owned);
        }
    }
    finish(&mut call, &mut found);
    found
}

fn finish(call: &mut Call, found: &mut Vec<Call>) {
    let done = std::mem::take(call);
    if !done.path.is_empty() && done.method.is_some() {
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

/// The path that a text is.
fn path(text: &str) -> Option<&str> {
    let path = text.strip_prefix("#{base_url}").unwrap_or(text);
    let is_plain = |c: char| !c.is_whitespace() && !matches!(c, '\\' | '$' | '#' | '"');
    (path.starts_with('/') && path.len() > 1 && path.chars().all(is_plain)).then_some(path)
}

/// The method that a line sends.
fn method(line: &str) -> Option<Method> {
    if let Some((_, rest)) = line.split_once("HttpMethod.") {
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
