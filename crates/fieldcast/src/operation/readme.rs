//! What the README of a whole SDK tells of the API: the servers that it is on, and how callers show who they are.

use crate::markdown::{cells, is_delimiter};
use memchr::memmem;

/// A server that the API is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Server {
    /// Its URL, as it is written.
    pub url: String,
    /// What it is; empty where nothing is said.
    pub description: String,
    /// The variables of its URL that the docs tell of.
    pub variables: Vec<Variable>,
}

/// A variable in the URL of a server: `{region}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What it is where nobody says anything else.
    pub default: String,
    /// What it is for; empty where nothing is said.
    pub description: String,
}

/// How a caller shows who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// The name that the SDK gives to it.
    pub name: String,
    /// What it is.
    pub kind: SchemeKind,
    /// Of a key: the header, the parameter of the query or the cookie that it is sent in; `None` where nothing tells.
    pub sent: Option<Sent>,
    /// Of OAuth 2: how its token is had; `None` where nothing tells.
    pub flow: Option<Flow>,
}

/// What a key is sent in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its name.
    pub name: String,
    /// `header`, `query` or `cookie`.
    pub stands: &'static str,
}

/// How a token of OAuth 2 is had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// What it is called: `implicit`, `accessCode`, `application`, `password`.
    pub name: String,
    /// Where users give their consent; empty where nothing tells.
    pub url: String,
    /// What may be asked for, and what each allows.
    pub scopes: Vec<(String, String)>,
}

/// A kind of security scheme, as far as the table of an SDK tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A bearer token in the header `Authorization`.
    Bearer,
    /// A name and a password in the header `Authorization`.
    Basic,
    /// A key; the table does not tell in which header or parameter.
    ApiKey,
    /// OAuth 2; the table does not tell its flows.
    OAuth2,
    /// OpenID Connect; the table does not tell where it is described.
    OpenIdConnect,
}

/// Reads the servers and the security schemes that a README names, both in its order.
///
/// # Examples
///
/// ```
/// use fieldcast::operation::{SchemeKind, readme};
///
/// let text = "| Name | Type | Scheme |\n| --- | --- | --- |\n| `bearerAuth` | http | HTTP Bearer |\n\n\
///     ### Override Server URL Per-Client\n\n```go\ns := New(WithServerURL(\"https://api.example.com\"))\n```\n";
/// let (servers, schemes) = readme(text);
/// assert_eq!(servers[0].url, "https://api.example.com");
/// assert_eq!((schemes[0].name.as_str(), schemes[0].kind), ("bearerAuth", SchemeKind::Bearer));
/// ```
pub fn readme(text: &str) -> (Vec<Server>, Vec<Scheme>) {
    let mut servers: Vec<Server> = Vec::new();
    let mut schemes: Vec<Scheme> = Vec::new();
    let mut columns: Vec<&str> = Vec::new();
    // below the heading of servers; an example there overrides the URL with the one that is the default
    let mut below_servers = false;
    let mut example = None;
    let mut variables: Vec<Variable> = Vec::new();
    let mut listed = Listed::default();
    for line in text.lines() {
        if listed.line(line, &mut schemes) {
            continue;
        }
        if let Some(url) = super::api_page::server(line) {
            if !servers.iter().any(|known| known.url == url) && (is_url(url) || url.starts_with('/')) {
                servers.push(Server { url: url.to_owned(), ..Server::default() });
            }
            continue;
        }
        if let Some(heading) = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')) {
            let heading = heading.to_ascii_lowercase();
            below_servers = heading.contains("server") && !heading.contains("per-operation");
        }
        if !line.starts_with('|') {
            columns.clear();
            if below_servers && example.is_none() && line.to_ascii_lowercase().contains("server") {
                example = url_in(line);
            }
            continue;
        }
        if is_delimiter(line) {
            continue;
        }
        let row: Vec<&str> = cells(line, 1).iter().map(|cell| cell.text.trim_matches('`')).collect();
        if columns.is_empty() {
            columns = row;
            continue;
        }
        let of = |name: &str| columns.iter().position(|column| *column == name).and_then(|at| row.get(at).copied());
        if let (Some(name), Some(_), Some(scheme)) = (of("Name"), of("Type"), of("Scheme"))
            && let Some(kind) = kind(scheme)
            && !schemes.iter().any(|known| known.name == name)
        {
            schemes.push(Scheme { name: name.to_owned(), kind, sent: None, flow: None });
        }
        if let (Some(name), Some(default)) = (of("Variable"), of("Default").filter(|_| below_servers)) {
            let description = of("Description").unwrap_or_default().to_owned();
            let default = default.trim_matches(['"', '\'']).to_owned();
            variables.push(Variable { name: name.to_owned(), default, description });
        }
        if let Some(url) = of("Server").filter(|_| below_servers).filter(|url| is_url(url))
            && !servers.iter().any(|known| known.url == url)
        {
            let description = of("Description").unwrap_or_default().to_owned();
            servers.push(Server { url: url.to_owned(), description, ..Server::default() });
        }
    }
    for server in &mut servers {
        let has = |variable: &&Variable| server.url.contains(&format!("{{{}}}", variable.name));
        server.variables = variables.iter().filter(has).cloned().collect();
    }
    if servers.is_empty() {
        servers.extend(example.map(|url| Server { url, ..Server::default() }));
    }
    (servers, schemes)
}

/// What the options are called, in small letters alone, that take a secret.
const SECRETS: [(&str, SchemeKind); 12] = [
    ("bearer", SchemeKind::Bearer),
    ("bearerauth", SchemeKind::Bearer),
    ("bearertoken", SchemeKind::Bearer),
    ("oauth", SchemeKind::OAuth2),
    ("oauth2", SchemeKind::OAuth2),
    ("token", SchemeKind::ApiKey),
    ("apikey", SchemeKind::ApiKey),
    ("apitoken", SchemeKind::ApiKey),
    ("secretkey", SchemeKind::ApiKey),
    ("accesstoken", SchemeKind::ApiKey),
    ("apikeyauth", SchemeKind::ApiKey),
    ("authtoken", SchemeKind::ApiKey),
];

/// The credentials that an example gives to the SDK, by the placeholders that stand in their places.
///
/// ```
/// use fieldcast::operation::{SchemeKind, credentials};
///
/// let found = credentials("s = Pets(bearer_auth=\"<YOUR_BEARER_TOKEN_HERE>\")");
/// assert_eq!((found[0].name.as_str(), found[0].kind), ("bearer_auth", SchemeKind::Bearer));
/// ```
pub fn credentials(code: &str) -> Vec<Scheme> {
    let mut schemes: Vec<Scheme> = Vec::new();
    // what a line must have that gives one: few do
    let marks = ["<YOUR_", "KEY", "TOKEN", "SECRET", "env"];
    let mut starts: Vec<usize> = Vec::new();
    for mark in marks {
        let found = memmem::find_iter(code.as_bytes(), mark);
        starts.extend(
            found.map(|at| {
                memchr::memrchr(b'\n', code.as_bytes().get(..at).unwrap_or_default()).map_or(0, |end| end + 1)
            }),
        );
    }
    starts.sort_unstable();
    starts.dedup();
    for line in starts.into_iter().filter_map(|start| code.get(start..)?.lines().next()) {
        let line = line.trim();
        let name_before = |at: usize| {
            let head = line.get(..at).unwrap_or_default();
            let head = head.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
            let start = head.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
            head.get(start..).unwrap_or_default()
        };
        // the more exact one first
        let exact = ["<YOUR_BEARER_TOKEN_HERE>", "<YOUR_API_KEY_HERE>", "<YOUR_"];
        let placeholder = exact.into_iter().find_map(|mark| {
            let at = line.find(mark)?;
            Some((name_before(at), if mark.contains("BEARER") { SchemeKind::Bearer } else { SchemeKind::ApiKey }))
        });
        let assigned = || {
            let (name, value) = line.split_once([':', '='])?;
            let name = name.trim();
            let is = |known: &&str| {
                let mut letters = name.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase());
                known.bytes().all(|b| letters.next() == Some(b)) && letters.next().is_none()
            };
            let (_, kind) = SECRETS.iter().find(|(known, _)| is(known))?;
            let secret = ["KEY", "TOKEN", "SECRET", "env"].iter().any(|word| value.contains(word));
            (secret && !name.contains(char::is_whitespace)).then_some((name, *kind))
        };
        let Some((name, kind)) = placeholder.or_else(assigned) else { continue };
        let by_kind = if kind == SchemeKind::Bearer { "bearerAuth" } else { "apiKey" };
        let setter = matches!(name, "" | "WithSecurity" | "setSecurity" | "security" | "Security");
        let name = if setter { by_kind } else { name };
        if !schemes.iter().any(|known| known.name == name) {
            schemes.push(Scheme { name: name.to_owned(), kind, sent: None, flow: None });
        }
    }
    schemes
}

/// The schemes that OpenAPI Generator's README lists, each below a heading of its own.
#[derive(Default)]
struct Listed<'a> {
    heading: &'a str,
    /// Whether the last scheme is the one that is being read.
    open: bool,
    /// Whether the lines are its scopes.
    scopes: bool,
}

impl<'a> Listed<'a> {
    /// Takes a line; `false` where it is none of a scheme's.
    fn line(&mut self, line: &'a str, schemes: &mut Vec<Scheme>) -> bool {
        if let Some(heading) = line.strip_prefix("##") {
            *self = Self { heading: heading.trim_matches(['#', ' ']), ..Self::default() };
            return false;
        }
        let Some((key, value)) = line
            .trim_start_matches(['-', '*', ' '])
            .split_once("**:")
            .filter(|_| line.trim_start().starts_with(['-', '*']))
        else {
            return false;
        };
        let value = value.trim().trim_matches('`').trim();
        if key == "Type" && !self.open && !self.heading.contains(' ') {
            let lower = value.to_ascii_lowercase();
            let kind = match lower.as_str() {
                "api key" => SchemeKind::ApiKey,
                "oauth" => SchemeKind::OAuth2,
                _ if lower.contains("basic") => SchemeKind::Basic,
                _ if lower.contains("bearer") => SchemeKind::Bearer,
                _ => return false,
            };
            let name = self.heading.trim_matches(['*', '`']).to_owned();
            self.open = !name.is_empty() && !schemes.iter().any(|known| known.name == name);
            if self.open {
                schemes.push(Scheme { name, kind, sent: None, flow: None });
            }
            return true;
        }
        let Some(scheme) = schemes.last_mut().filter(|_| self.open) else { return false };
        match key {
            "API key parameter name" if !value.is_empty() => {
                scheme.sent = Some(Sent { name: value.to_owned(), stands: "header" });
            }
            "Location" => {
                let lower = value.to_ascii_lowercase();
                if let Some(sent) = &mut scheme.sent {
                    sent.stands =
                        ["query", "cookie"].into_iter().find(|place| lower.contains(place)).unwrap_or("header");
                }
            }
            "Flow" => scheme.flow.get_or_insert_default().name = value.to_owned(),
            "Authorization URL" => scheme.flow.get_or_insert_default().url = value.to_owned(),
            "Scopes" => self.scopes = true,
            scope if self.scopes && !scope.contains(char::is_whitespace) => {
                let scopes = &mut scheme.flow.get_or_insert_default().scopes;
                scopes.push((scope.trim_matches('*').to_owned(), value.to_owned()));
            }
            _ => return false,
        }
        true
    }
}

fn kind(scheme: &str) -> Option<SchemeKind> {
    Some(match scheme {
        "HTTP Bearer" => SchemeKind::Bearer,
        "HTTP Basic" => SchemeKind::Basic,
        "API key" => SchemeKind::ApiKey,
        _ if scheme.starts_with("OAuth2") => SchemeKind::OAuth2,
        _ if scheme.starts_with("OpenID") => SchemeKind::OpenIdConnect,
        _ => return None,
    })
}

/// A URL that names a place, as far as it is written out.
fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// The first quoted URL of a line of code.
fn url_in(line: &str) -> Option<String> {
    let mut parts = line.split(['"', '\'']);
    parts.find(|part| is_url(part)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_of_a_table_come_before_those_of_examples() {
        let text = "## Server Selection\n\n### Select Server by Index\n\n| # | Server | Description |\n| - | - | - |\n\
            | 0 | `https://api.example.com` | Live |\n| 1 | `https://eu.example.com` |  |\n\n\
            ### Override Server URL Per-Client\n\n    server_url: 'https://other.example.com'\n";
        let (servers, schemes) = readme(text);
        let found: Vec<_> = servers.iter().map(|s| (s.url.as_str(), s.description.as_str())).collect();
        assert_eq!(found, [("https://api.example.com", "Live"), ("https://eu.example.com", "")]);
        assert!(schemes.is_empty());
    }

    #[test]
    fn variables_of_servers_have_their_defaults() {
        let text = "## Server Selection\n\n| Name | Server | Variables | Description |\n| - | - | - | - |\n\
            | `live` | `https://{id}.example.com/` | `id` | |\n| `test` | `https://test.example.com` | | |\n\n\
            | Variable | Parameter | Default | Description |\n| - | - | - | - |\n\
            | `id` | `id: string` | `\"example\"` | Whose. |\n| `other` | `other: string` | `\"x\"` | |\n";
        let (servers, _) = readme(text);
        let told = Variable { name: "id".into(), default: "example".into(), description: "Whose.".into() };
        assert_eq!(servers.iter().map(|server| server.variables.clone()).collect::<Vec<_>>(), [vec![told], vec![]]);
    }

    #[test]
    fn examples_show_credentials() {
        let found = |code: &str| {
            let all = credentials(code).into_iter().map(|scheme| (scheme.name, scheme.kind));
            all.collect::<Vec<_>>()
        };
        assert_eq!(
            found("s := New(\n  WithSecurity(\"<YOUR_API_KEY_HERE>\"),\n)"),
            [("apiKey".to_owned(), SchemeKind::ApiKey)]
        );
        assert_eq!(
            found("const s = new S({\n  secretKey: \"YOUR_SECRET_KEY_HERE\",\n});"),
            [("secretKey".to_owned(), SchemeKind::ApiKey)]
        );
        assert_eq!(found("create({\n  token: \"abc\",\n})"), []);
    }

    #[test]
    fn schemes_stand_below_headings_of_their_own() {
        let text = "# Pets\n\nAll URIs are relative to *https://api.example.com/v1*\n\n## Documentation For Authorization\n\n\
            ### keyAuth\n\n- **Type**: API key\n- **API key parameter name**: X-Api-Key\n- **Location**: HTTP header\n\n\
            ### inQuery\n\n- **Type**: API key\n- **API key parameter name**: key\n- **Location**: URL query string\n\n\
            ### basic\n\n- **Type**: HTTP basic authentication\n\n### token\n\n- **Type**: HTTP Bearer Token authentication\n\n\
            ### oauth\n\n- **Type**: OAuth\n- **Flow**: implicit\n- **Authorization URL**: https://example.com/auth\n\
            - **Scopes**: \n - **read:pets**: Read them\n\n## Author\n\nSomebody\n";
        let (servers, schemes) = readme(text);
        assert_eq!(
            servers.iter().map(|server| server.url.as_str()).collect::<Vec<_>>(),
            ["https://api.example.com/v1"]
        );
        let sent = |scheme: &Scheme| scheme.sent.as_ref().map(|sent| format!("{} {}", sent.stands, sent.name));
        let found: Vec<_> = schemes.iter().map(|s| (s.name.as_str(), s.kind, sent(s))).collect();
        assert_eq!(
            found,
            [
                ("keyAuth", SchemeKind::ApiKey, Some("header X-Api-Key".to_owned())),
                ("inQuery", SchemeKind::ApiKey, Some("query key".to_owned())),
                ("basic", SchemeKind::Basic, None),
                ("token", SchemeKind::Bearer, None),
                ("oauth", SchemeKind::OAuth2, None),
            ]
        );
        let flow = schemes.last().and_then(|scheme| scheme.flow.clone()).unwrap();
        assert_eq!((flow.name.as_str(), flow.url.as_str()), ("implicit", "https://example.com/auth"));
        assert_eq!(flow.scopes, [("read:pets".to_owned(), "Read them".to_owned())]);
    }

    #[test]
    fn a_readme_of_something_else_names_nothing() {
        assert_eq!(
            readme("# Tool\n\n| Name | Type |\n| - | - |\n| a | b |\n\nhttps://example.com\n"),
            (vec![], vec![])
        );
    }
}
