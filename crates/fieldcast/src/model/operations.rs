//! From the sections of pages of operations to operations: every cell is read in the SDK's language, references lead to
//! the models, and the wrappers that the SDK puts around requests and responses are taken off.
//!
//! Nothing is guessed: where a parameter is sent that no page tells, stays unknown.

mod answers;
mod headers;
mod http;
mod placed;
mod request;

#[cfg(test)]
pub(crate) mod tests;

use super::lower::DraftField;
use super::operation::{Method, Operation, Scheme, Server, is_path};
use super::pass::Pass;
use super::unions::Resolver;
use super::{Field, Kind, Model, ModelId, Primitive, Slot, Type};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::family::page::{Body, Reading, Row};
use crate::family::{Casing, Dialect, Expr, Heap, Literal, Wrapper};
use crate::markdown::{Span, clean_description, split_deprecation};
use crate::operation::{self as page, Section, Snippet};
use crate::source::{Docs, File};
use crate::tags::{self, Calls};
use crate::wire::{Conclusion, Confidence, Convention, Evidence, LocalSpellings, Reason, fold, wire_name};
use foldhash::{HashMap, HashMapExt as _, HashSet};
use std::sync::{Arc, OnceLock};

/// What the pages beside an SDK's models tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operations {
    /// The operations, in the order of their pages.
    pub all: Vec<Operation>,
    /// How many operations there are whose method and path no page tells: they are not among [`Self::all`].
    pub unplaced: usize,
    /// The servers that the SDK's README names.
    pub servers: Vec<Server>,
    /// The security schemes that it names.
    pub schemes: Vec<Scheme>,
}

/// What the operations of one SDK are read with.
pub(super) struct Ground<'g, 'p, 'a> {
    pub pass: &'g Pass<'p, 'a>,
    /// The model that each page became.
    pub ids: &'g [Option<ModelId>],
    /// The pages that wrap responses and are no models.
    pub wrappers: &'g HashMap<usize, Model>,
    pub models: &'g [Model],
    by_name: HashMap<String, Vec<usize>>,
    /// The pages of models, which are made out where one may be among them.
    within: OnceLock<HashSet<&'g str>>,
    /// How members are called, in languages that show their names to the letter.
    shown: Conclusion,
    /// Where the functions of the SDK's own sources send their requests; read where a page does not tell.
    calls: OnceLock<Calls>,
}

/// Members of unions whose own pages list none, by the union.
pub(super) type Shown = Vec<(ModelId, Vec<Slot>)>;

/// What one page told.
#[derive(Default)]
struct Found {
    operations: Vec<Operation>,
    unplaced: Vec<Place>,
    servers: Vec<Server>,
    schemes: Vec<Scheme>,
    shown: Shown,
    /// Whether the page is the README of the whole SDK.
    tells_all: bool,
    diagnostics: Vec<Diagnostic>,
}

impl<'g, 'p, 'a> Ground<'g, 'p, 'a> {
    pub fn new(
        pass: &'g Pass<'p, 'a>,
        ids: &'g [Option<ModelId>],
        wrappers: &'g HashMap<usize, Model>,
        models: &'g [Model],
    ) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::with_capacity(models.len());
        for (at, model) in models.iter().enumerate() {
            by_name.entry(fold(&model.name)).or_default().push(at);
        }
        let shown = if pass.dialect.shows_wire_names() { convention(models) } else { None };
        let shown = Conclusion::new(&Evidence::default(), Casing::Camel, shown);
        Self { pass, ids, wrappers, models, by_name, within: OnceLock::new(), shown, calls: OnceLock::new() }
    }

    /// Whether a file is one of the pages of models.
    fn is_within(&self, file: &File) -> bool {
        let docs = self.pass.docs;
        let whole = matches!(docs.root.as_str(), "" | ".") || file.path.starts_with(&docs.root);
        let all = || self.within.get_or_init(|| docs.files.iter().map(|page| &*page.path).collect());
        whole && all().contains(&*file.path)
    }

    /// Reads the operations of the pages of `beside`, on as many threads as rayon's current pool has.
    ///
    /// Gives as well the members of unions whose own pages list none, as links to them show them.
    pub fn read(&self, beside: &Docs) -> (Operations, Shown, Vec<Diagnostic>) {
        let texts = match beside.read(|at, text| beside.files.get(at).map(|file| self.page(file, text))) {
            Ok(texts) => texts,
            Err(problem) => return (Operations::default(), Vec::new(), vec![forgiven(*problem)]),
        };
        let mut diagnostics: Vec<Diagnostic> = texts.diagnostics.into_iter().map(forgiven).collect();
        let mut operations = Operations::default();
        let mut unplaced = Vec::new();
        let mut shown = Vec::new();
        let mut known: HashMap<(Method, String), usize> = HashMap::new();
        for found in texts.made.into_iter().flatten().flatten() {
            diagnostics.extend(found.diagnostics);
            unplaced.extend(found.unplaced);
            shown.extend(found.shown);
            if operations.servers.is_empty() {
                operations.servers = found.servers;
            }
            // the README tells more than an example does
            if operations.schemes.is_empty() || found.tells_all && !found.schemes.is_empty() {
                operations.schemes = found.schemes;
            }
            for operation in found.operations {
                match known.get(&operation.key()).and_then(|at| operations.all.get_mut(*at)) {
                    None => {
                        known.insert(operation.key(), operations.all.len());
                        operations.all.push(operation);
                    }
                    // an operation of several groups stands on the page of each
                    Some(first) if first.id == operation.id => {
                        let new = operation.tags.into_iter().filter(|tag| !first.tags.contains(tag));
                        first.tags.extend(new.collect::<Vec<_>>());
                    }
                    Some(first) => {
                        let message = format!(
                            "`{}` is `{}` at {}, and again `{}`: the later one is left out",
                            first.title(),
                            first.id,
                            first.place,
                            operation.id
                        );
                        let help = "one method and path is one operation; correct the path of one of the two";
                        diagnostics
                            .push(Diagnostic::warning(Code::DuplicateOperation, operation.place, message).help(help));
                    }
                }
            }
        }
        operations.unplaced = unplaced.len();
        if let Some(first) = unplaced.first() {
            let message = match unplaced.len() {
                1 => "1 operation is left out: its page names no method and path".to_owned(),
                count => format!(
                    "{count} operations are left out, of which this is the first: their pages name no method and path"
                ),
            };
            let help = "docs of SDKs that Speakeasy generated since 2024, and those of OpenAPI Generator, name both; so do the \
                        SDK's own sources beside them";
            diagnostics.push(Diagnostic::warning(Code::UnplacedOperation, first.clone(), message).help(help));
        }
        (operations, shown, diagnostics)
    }

    fn calls(&self) -> &Calls {
        self.calls.get_or_init(|| {
            let language = self.pass.dialect.name();
            let code = self.pass.docs.code(tags::endings(language)).filter(|_| !self.pass.options.no_sources);
            code.map(|code| Calls::read(language, &code)).unwrap_or_default()
        })
    }

    fn page(&self, file: &File, text: &str) -> Found {
        let mut found = Found::default();
        if file.stem().eq_ignore_ascii_case("readme") && file.relative.matches('/').count() <= 1 {
            (found.servers, found.schemes) = page::readme(text);
            found.tells_all = !found.schemes.is_empty();
        }
        let heap = Heap::default();
        let page::Reading { sections, problems, server } = match text {
            _ if page::api_page::is(text) => page::api_page::read(&file.path, text, &heap),
            _ if page::controller::is(text) => page::controller::read(text, &heap),
            _ => page::read(&file.path, text),
        };
        found.diagnostics = problems;
        if let Some(url) = server.filter(|_| found.servers.is_empty()) {
            found.servers.push(Server { url: url.to_owned(), ..Server::default() });
        }
        if found.schemes.is_empty() && !self.pass.options.roles {
            found.schemes = sections
                .iter()
                .map(|section| page::credentials(section.usage))
                .find(|s| !s.is_empty())
                .unwrap_or_default();
        }
        // pages within the folder of the models link from where they stand, those beside it by its name
        if sections.is_empty()
            && !self.pass.options.roles
            && !self.is_within(file)
            && let Some(Reading::Model(page)) = self.pass.family.and_then(|all| all.read(&file.path, text, &heap))
            && page.body != Body::Blank
        {
            let message = format!("`{}` lies beside the folder of models and is not read as one", page.title.text);
            found.diagnostics.push(Diagnostic::note(Code::NotAModel, page.place(1, 1), message));
        }
        let folder = if !sections.is_empty() && self.is_within(file) { file.namespace() } else { String::new() };
        for section in &sections {
            let mut scribe = Scribe::new(self, file, &folder);
            match scribe.operation(section) {
                Some(operation) => found.operations.push(operation),
                None => found.unplaced.extend(scribe.unplaced.take()),
            }
            found.shown.append(&mut scribe.shown);
            found.diagnostics.extend(scribe.diagnostics.into_iter().map(forgiven));
        }
        found
    }

    /// The only object of a name, without regard to case and separators.
    fn object_named(&self, folded: &str) -> Option<(ModelId, &Model)> {
        let found = self.by_name.get(folded)?;
        let mut objects = found
            .iter()
            .filter_map(|at| Some((ModelId(*at), self.models.get(*at)?)))
            .filter(|(_, model)| matches!(model.kind, Kind::Object(_)));
        let first = objects.next()?;
        objects.next().is_none().then_some(first)
    }

    /// The model that errors of a name are of: that among the errors, else any.
    fn error_named(&self, name: &str) -> Option<ModelId> {
        let found = self.by_name.get(&fold(name))?;
        let of_errors = |at: &&usize| self.models.get(**at).is_some_and(|model| is_errors(&model.namespace));
        found.iter().find(of_errors).or(found.first()).map(|at| ModelId(*at))
    }

    fn model(&self, id: ModelId) -> Option<&Model> {
        self.models.get(id.0)
    }
}

/// The operation that the type which its function gives is called after: `ListPets` of `[operations.ListPetsResponse](…)`.
fn response_of(gives: &str) -> Option<&str> {
    let mut words = gives.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.find_map(|word| word.strip_suffix("Response").filter(|name| !name.is_empty()))
}

/// How most members whose names have several words are called.
fn convention(models: &[Model]) -> Option<Convention> {
    let objects = models.iter().filter_map(|model| match &model.kind {
        Kind::Object(object) => Some(&object.fields),
        _ => None,
    });
    let (mut snake, mut camel) = (0_usize, 0_usize);
    for field in objects.flatten() {
        snake += usize::from(field.wire.trim_matches('_').contains('_'));
        camel += usize::from(is_cased(&field.wire));
    }
    (snake + camel > 0).then_some(if snake > camel { Convention::Snake } else { Convention::Camel })
}

/// Whether a namespace is that of errors, by any of its names.
fn is_errors(namespace: &str) -> bool {
    matches!(namespace.rsplit('/').next(), Some("errors" | "sdkerrors" | "apierrors"))
}

/// A problem of an operation is never a reason to write nothing.
fn forgiven(mut diagnostic: Diagnostic) -> Diagnostic {
    if diagnostic.severity == Severity::Error {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic
}

/// A type, what was found on the way, and the members of unions that it shows, by their pages.
type Resolved = (Slot, Vec<Diagnostic>, Vec<(usize, Vec<Slot>)>);

/// Reads one section.
struct Scribe<'s, 'g, 'p, 'a> {
    ground: &'s Ground<'g, 'p, 'a>,
    file: &'s File,
    /// The way from the folder of the models to that of the page; empty where the page lies beside it.
    folder: &'s str,
    diagnostics: Vec<Diagnostic>,
    /// Members of unions whose own pages list none.
    shown: Shown,
    /// The operation's place, where it has neither method nor path.
    unplaced: Option<Place>,
    /// The names on the wire of its parameters that the SDK's own sources tell, by their letters.
    keys: HashMap<String, &'s str>,
}

impl<'s, 'g, 'p, 'a> Scribe<'s, 'g, 'p, 'a> {
    fn new(ground: &'s Ground<'g, 'p, 'a>, file: &'s File, folder: &'s str) -> Self {
        Self { ground, file, folder, diagnostics: Vec::new(), shown: Vec::new(), unplaced: None, keys: HashMap::new() }
    }

    fn place(&self, span: Span<'_>) -> Place {
        Place::at(Arc::clone(&self.file.path), span.line, span.column)
    }

    fn warn(&mut self, code: Code, span: Span<'_>, message: String, help: &str) {
        let place = self.place(span);
        self.diagnostics.push(Diagnostic::warning(code, place, message).help(help));
    }

    /// What names an operation: the page, and where that names no method and path, the function in the SDK's own sources that
    /// the page documents.
    fn named<'t>(&mut self, section: &Section<'t>) -> (Snippet<'t>, Place)
    where
        's: 't,
    {
        let snippet = section.snippet.unwrap_or_default();
        let place = self.place(snippet.path);
        if !snippet.path.text.is_empty() && !snippet.method.text.is_empty() {
            return (snippet, place);
        }
        let ground: &'s Ground<'g, 'p, 'a> = self.ground;
        let calls = ground.calls();
        let name = section.name.text;
        let function = section.http.as_ref().and_then(|http| http.placed.as_ref()?.function);
        let call = match function {
            Some(function) => calls.of(function.class, function.name),
            None => page::way(section.usage, name).and_then(|way| calls.of(way, "")),
        };
        let call = call.or_else(|| calls.of(section.group, name)).or_else(|| calls.alone(name));
        let Some(call) = call else { return (snippet, place) };
        for key in call.keys.iter().rev() {
            self.keys.insert(fold(key), key);
        }
        let told = |text: &'t str| Span { text, ..section.name };
        let id = match (&call.id, section.gives) {
            _ if !snippet.id.text.is_empty() => snippet.id,
            (Some(id), _) => told(id),
            _ if let Some(function) = function => told(function.name),
            // what the function gives is called after the operation
            (None, Some(gives)) => told(response_of(gives.text).unwrap_or(name)),
            (None, None) => section.name,
        };
        (Snippet { id, method: told(call.method.map_or("", Method::as_str)), path: told(&call.path) }, call.place())
    }

    /// The operation of a section; `None` where its method or path is not known.
    fn operation(&mut self, section: &Section<'_>) -> Option<Operation> {
        let (snippet, place) = self.named(section);
        if snippet.path.text.is_empty() || snippet.method.text.is_empty() {
            // the README of the whole SDK has headings of other things, too
            let is_readme = self.file.stem().eq_ignore_ascii_case("readme")
                && !self.file.relative.trim_start_matches("../").contains('/');
            let is_function = !is_readme || section.gives.is_some() || !section.summary.is_empty();
            self.unplaced = is_function.then(|| self.place(section.name));
            return None;
        }
        let Some(method) = Method::parse(snippet.method.text) else {
            let message = format!("found the method `{}`, expected one of HTTP's", snippet.method.text);
            self.warn(Code::BadOperation, snippet.method, message, "the operation is left out; correct the method");
            return None;
        };
        // a fragment or query tells operations of one path apart, and is not sent
        let path = snippet.path.text.split(['#', '?']).next().unwrap_or_default();
        if !is_path(path) {
            let message = format!("found the path `{}`, expected one such as `/pets/{{pet_id}}`", snippet.path.text);
            self.warn(Code::BadOperation, snippet.path, message, "the operation is left out; correct the path");
            return None;
        }
        let id = snippet.id.text.to_owned();
        let rows = self.rows(section, &id);
        let (parameters, body, answers) = match &section.http {
            Some(http) => {
                let (parameters, body) = self.told_request(section, http, method, path, rows);
                (parameters, body, self.told_answers(section, http))
            }
            None => {
                let (parameters, body) = self.request(section, method, path, &id, rows);
                (parameters, body, self.answers(section, &id))
            }
        };
        let function = section.http.as_ref().and_then(|http| http.placed.as_ref()?.function);
        let is_for_roles = self.ground.pass.options.roles;
        let (reason, description) = split_deprecation(if is_for_roles { "" } else { section.description });
        Some(Operation {
            id,
            method,
            path: path.to_owned(),
            place,
            tags: if section.group.is_empty() { Vec::new() } else { vec![section.group.to_owned()] },
            function: function.map_or(section.name.text, |function| function.name).to_owned(),
            summary: section.summary.to_owned(),
            description: clean_description(description),
            deprecated: (section.struck || reason.is_some()).then(|| clean_description(reason.unwrap_or_default())),
            parameters,
            body,
            answers,
            asks: section
                .http
                .as_ref()
                .and_then(|http| http.asks.as_ref())
                .map(|asks| asks.iter().map(|name| (*name).to_owned()).collect()),
            credentials: match section.http.as_ref().and_then(|http| http.asks.as_ref()) {
                Some(asks) => Some(!asks.is_empty()),
                None if is_for_roles => None,
                None => (!section.usage.is_empty()).then(|| !page::credentials(section.usage).is_empty()),
            },
        })
    }

    /// The rows of the table of parameters as members, without those that are the SDK's own.
    fn rows(&mut self, section: &Section<'_>, id: &str) -> Vec<Field> {
        let mut local = LocalSpellings::default();
        let is_for_roles = self.ground.pass.options.roles;
        if !is_for_roles {
            local.prose(section.description);
            section.rows.iter().for_each(|row| local.prose(row.description.text));
        }
        let mut fields: Vec<Field> = Vec::with_capacity(section.rows.len());
        let mut seen: HashMap<&str, u32> = HashMap::with_capacity(section.rows.len());
        let dialect = self.ground.pass.dialect;
        // the class of the request, which pages of functions that take each parameter by itself do not link
        let class = section.http.is_none().then(|| {
            let documented = section.rows.iter().map(|row| row.name.text);
            self.ground.pass.tags.class(&format!("{id}Request"), "", documented)
        });
        let class = class.flatten();
        for (at, row) in section.rows.iter().enumerate() {
            let mut row = *row;
            // pages that tell places write names as they are on the wire, but for those that name the SDK's function
            let placed = section.http.as_ref().and_then(|http| http.placed.as_ref());
            let exact = placed.is_some_and(|placed| placed.function.is_none());
            if section.http.is_some() && !exact {
                row.name.text = without_mark(row.name.text, dialect);
            }
            if is_the_sdks(&row) {
                continue;
            }
            if is_for_roles {
                (row.description.text, row.example.text) = ("", "");
            }
            let row = &row;
            if let Some(line) = seen.insert(row.name.text, row.name.line) {
                let message = format!("found the parameter `{}` again, it is on line {line}", row.name.text);
                self.warn(Code::DuplicateField, row.name, message, "the later row is passed over; keep one of the two");
                continue;
            }
            let listed = section.http.as_ref().and_then(|http| http.values.get(at)).filter(|values| !values.is_empty());
            let ty = match dialect.parse_type(row.ty.text) {
                // the generator itself knows no type
                _ if row.ty.text.is_empty() => Expr::Primitive(Primitive::Any),
                Ok(Expr::Primitive(Primitive::String)) | Err(_) if let Some(values) = listed => one_of(values),
                Ok(Expr::Array(of)) if *of == Expr::Primitive(Primitive::String) && listed.is_some() => {
                    Expr::Array(Box::new(listed.map_or(*of, |values| one_of(values))))
                }
                Ok(ty) => ty,
                Err(error) => {
                    let shown = crate::markdown::shorten(row.ty.text);
                    let message = format!("`{shown}` is no {} type: {error}", dialect.name());
                    self.warn(Code::BadType, row.ty, message, "any value is accepted in its place; correct the type");
                    Expr::Primitive(Primitive::Any)
                }
            };
            if is_transport(&ty) {
                continue;
            }
            let observed = dialect.observe(row.required, ty);
            let slot = self.resolve(&observed.ty, row.ty);
            let slot = Slot { ty: slot.ty, nullable: observed.nullable.or(slot.nullable) };
            let draft = DraftField { row, observed: &observed };
            let mut field = self.ground.pass.field((id, class), draft, slot, self.place(row.name), &local);
            if exact {
                row.name.text.clone_into(&mut field.wire);
                (field.confidence, field.reason) = (Confidence::Stated, Reason::Stated);
                field.aliases.clear();
            } else if section.http.is_some() && dialect.shows_wire_names() && is_cased(row.name.text) {
                // that holds for members; parameters are written as the language writes its names
                let name = wire_name(row.name.text, id, Casing::Camel, &self.ground.shown, Some(&local));
                (field.wire, field.confidence, field.reason) = (name.name, name.confidence, name.reason);
                field.aliases = name.aliases;
            }
            if let Some(key) = self.keys.get(&fold(&field.documented)) {
                (*key).clone_into(&mut field.wire);
                (field.confidence, field.reason) = (Confidence::Certain, Reason::Tag);
                field.aliases.clear();
            }
            self.to_models(&mut field.slot);
            fields.push(field);
        }
        fields
    }

    /// The type of an expression, whose models are still pages.
    fn resolve(&mut self, ty: &Expr, at: Span<'_>) -> Slot {
        let mut tried = self.resolve_from(ty, at, self.folder);
        if !self.folder.is_empty() && tried.1.iter().any(|problem| problem.code == Code::DanglingReference) {
            let again = self.resolve_from(ty, at, "");
            if again.1.is_empty() {
                tried = again;
            }
        }
        self.diagnostics.extend(tried.1);
        for (page, mut members) in tried.2 {
            if let Some(id) = self.ground.ids.get(page).copied().flatten() {
                members.iter_mut().for_each(|member| self.to_models(member));
                self.shown.push((id, members));
            }
        }
        tried.0
    }

    fn resolve_from(&self, ty: &Expr, at: Span<'_>, folder: &str) -> Resolved {
        let pass = self.ground.pass;
        let mut resolver = Resolver {
            drafts: pass.drafts,
            index: pass.index,
            dialect: pass.dialect,
            broken: pass.broken,
            folder,
            place: self.place(at),
            aliases: false,
            diagnostics: Vec::new(),
            shown: Vec::new(),
        };
        (resolver.slot(ty), resolver.diagnostics, resolver.shown)
    }

    /// Lets a slot refer to models in place of pages.
    fn to_models(&self, slot: &mut Slot) {
        super::visit::slot_mut(slot, &mut |slot| {
            if let Type::Model(page) = slot.ty {
                slot.ty = match self.ground.ids.get(page.0).copied().flatten() {
                    Some(id) => Type::Model(id),
                    None => Type::Primitive(Primitive::Any),
                };
            }
        });
    }
}

/// Whether a row is no parameter of the API, but one of the SDK's function: its context, options, retries, credentials.
fn is_the_sdks(row: &Row<'_>) -> bool {
    let (name, ty) = (row.name.text, row.ty.text);
    let last = ty.split("](").next().unwrap_or(ty).trim_end_matches(['*', ']', ')', '>', '\\', '`']);
    match fold(name).as_str() {
        "ctx" => ty.contains("context.Context"),
        "opts" | "options" => ty.contains("Option"),
        "retries" | "retryconfig" => ty.contains("Retr"),
        "security" => last.ends_with("Security"),
        "serverurl" => row.description.text.contains("server URL"),
        "timeoutms" => row.description.text.contains("timeout"),
        "httpheaders" | "acceptheaderoverride" => true,
        _ => name.starts_with("options."),
    }
}

/// A parameter's name without what its language writes before a word that it reserves; members of C#'s classes have it in
/// capitals.
fn without_mark<'a>(name: &'a str, dialect: &dyn Dialect) -> &'a str {
    let bare = dialect.field_name(name);
    let small = || name.strip_prefix("var").filter(|_| dialect.field_name("VarX") == "X");
    let hump = |rest: &&str| rest.starts_with(char::is_uppercase);
    if bare == name { small().filter(hump).unwrap_or(name) } else { bare }
}

/// Whether a name's words are told apart by their case alone.
fn is_cased(name: &str) -> bool {
    name.chars().all(char::is_alphanumeric) && name.chars().any(char::is_uppercase)
}

/// One of several texts.
fn one_of(values: &[&str]) -> Expr {
    let mut values = values.iter().map(|value| Expr::Literal(Literal::String((*value).to_owned())));
    match values.len() {
        1 => values.next().unwrap_or(Expr::Primitive(Primitive::String)),
        _ => Expr::Union(values.collect()),
    }
}

fn is_transport(ty: &Expr) -> bool {
    match ty {
        Expr::Transport(_) => true,
        Expr::Wrapped(Wrapper::Optional | Wrapper::Nullable | Wrapper::OptionalNullable | Wrapper::Either, inner)
        | Expr::Linked { inner, .. } => is_transport(inner),
        _ => false,
    }
}
