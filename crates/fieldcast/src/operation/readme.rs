//! What the README of a whole SDK tells of the API: the servers that it is on, and how callers show who they are.

use crate::markdown::{cells, is_delimiter};

/// A server that the API is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its URL, as it is written.
    pub url: String,
    /// What it is; empty where nothing is said.
    pub description: String,
}

/// How a caller shows who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// The name that the SDK gives to it.
    pub name: String,
    /// What it is.
    pub kind: SchemeKind,
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
    for line in text.lines() {
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
            schemes.push(Scheme { name: name.to_owned(), kind });
        }
        if let Some(url) = of("Server").filter(|_| below_servers).filter(|url| is_url(url))
            && !servers.iter().any(|known| known.url == url)
        {
            let description = of("Description").unwrap_or_default().to_owned();
            servers.push(Server { url: url.to_owned(), description });
        }
    }
    if servers.is_empty() {
        servers.extend(example.map(|url| Server { url, description: String::new() }));
    }
    (servers, schemes)
}

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
    for line in code.lines() {
        let line = line.trim();
        let name_before = |at: usize| {
            let head = line.get(..at).unwrap_or_default();
            let head = head.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
            let start = head.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
            head.get(start..).unwrap_or_default()
        };
        let placeholder = ["<YOUR_BEARER_TOKEN_HERE>", "<YOUR_API_KEY_HERE>", "<YOUR_"].into_iter().find_map(|mark| {
            let at = line.find(mark)?;
            Some((name_before(at), if mark.contains("BEARER") { SchemeKind::Bearer } else { SchemeKind::ApiKey }))
        });
        let assigned = || {
            let (name, value) = line.split_once([':', '='])?;
            let name = name.trim();
            let folded: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
            let kind = match folded.as_str() {
                "bearer" | "bearerauth" | "bearertoken" => SchemeKind::Bearer,
                "oauth" | "oauth2" => SchemeKind::OAuth2,
                "token" | "apikey" | "apitoken" | "secretkey" | "accesstoken" | "apikeyauth" | "authtoken" => {
                    SchemeKind::ApiKey
                }
                _ => return None,
            };
            let secret = ["KEY", "TOKEN", "SECRET", "env"].iter().any(|word| value.contains(word));
            (secret && !name.contains(char::is_whitespace)).then_some((name, kind))
        };
        let Some((name, kind)) = placeholder.or_else(assigned) else { continue };
        let by_kind = if kind == SchemeKind::Bearer { "bearerAuth" } else { "apiKey" };
        let setter = matches!(name, "" | "WithSecurity" | "setSecurity" | "security" | "Security");
        let name = if setter { by_kind } else { name };
        if !schemes.iter().any(|known| known.name == name) {
            schemes.push(Scheme { name: name.to_owned(), kind });
        }
    }
    schemes
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
    fn a_readme_of_something_else_names_nothing() {
        assert_eq!(
            readme("# Tool\n\n| Name | Type |\n| - | - |\n| a | b |\n\nhttps://example.com\n"),
            (vec![], vec![])
        );
    }
}
