//! What stands in functions and constants.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, Stmt};

use super::line::line;
use super::{
    ARRAY_WIDTH, CALL_WIDTH, CHAIN_WIDTH, INDENT, LITERAL_WIDTH, MAX_WIDTH, attributes, fits, pad, tree, width,
};

/// Statements, one below the other.
pub fn statements(list: &[Stmt], indent: usize, out: &mut String) {
    for statement in list {
        let text = match statement {
            Stmt::Local(local) if local.init.as_ref().is_some_and(|init| init.diverge.is_none()) => {
                let head = format!("let {} =", line(local.pat.to_token_stream()));
                local.init.as_ref().map(|init| assigned(&head, &init.expr, indent) + ";")
            }
            Stmt::Expr(Expr::Assign(assign), semi) => {
                let head = format!("{} =", line(assign.left.to_token_stream()));
                Some(assigned(&head, &assign.right, indent) + if semi.is_some() { ";" } else { "" })
            }
            Stmt::Expr(expr, semi) => {
                let end = if semi.is_some() { ";" } else { "" };
                Some(expression(expr, indent, indent, end.len()) + end)
            }
            Stmt::Macro(call) => {
                attributes(&call.attrs, indent, out);
                let end = if call.semi_token.is_some() { ";" } else { "" };
                Some(macro_call(&call.mac, indent, indent, end.len()) + end)
            }
            Stmt::Item(syn::Item::Use(item)) => Some(format!("use {};", tree(&item.tree))),
            _ => None,
        };
        let text = text.unwrap_or_else(|| line(statement.to_token_stream()));
        out.push_str(&format!("{}{text}\n", pad(indent)));
    }
}

/// `head value`: in one line, else the value in the next, else the value broken.
pub fn assigned(head: &str, value: &Expr, indent: usize) -> String {
    let same = expression(value, indent, indent + width(head) + 1, 1);
    let first = same.lines().next().unwrap_or_default();
    if fits(indent + width(head) + 1, &format!("{same};")) {
        return format!("{head} {same}");
    }
    let next = expression(value, indent + INDENT, indent + INDENT, 1);
    // A `?` makes a chain of it, which begins in the same line.
    let is_better = !next.contains('\n') && !matches!(value, Expr::Try(_));
    if is_better || indent + width(head) + 1 + width(first) > MAX_WIDTH {
        return format!("{head}\n{}{next}", pad(indent + INDENT));
    }
    format!("{head} {same}")
}

/// An expression whose first line has `taken` columns before it, and whose last has `tail` behind it.
fn expression(expr: &Expr, indent: usize, taken: usize, tail: usize) -> String {
    let one = line(expr.to_token_stream());
    if is_short(expr) && taken + width(&one) + tail <= MAX_WIDTH {
        return one;
    }
    match expr {
        Expr::Match(expr) => matching(expr, indent),
        Expr::Block(block) => {
            let mut out = "{\n".to_owned();
            statements(&block.block.stmts, indent + INDENT, &mut out);
            format!("{out}{}}}", pad(indent))
        }
        Expr::Reference(reference) => format!("&{}", expression(&reference.expr, indent, taken + 1, tail)),
        Expr::Array(_) => opened(expr, indent, taken, tail),
        Expr::Call(call) => {
            let head = format!("{}(", line(call.func.to_token_stream()));
            // An only argument that has brackets of its own goes on in the same line.
            if let [only] = call.args.iter().collect::<Vec<_>>()[..]
                && has_brackets(only)
                && opening(only) <= CALL_WIDTH
            {
                // A list has a width of its own.
                let lay = if is_list(only) { expression } else { opened };
                return format!("{head}{})", lay(only, indent, taken + width(&head), tail + 1));
            }
            list(&head, call.args.iter(), ")", indent)
        }
        Expr::MethodCall(call) => {
            let head = format!("{}.{}(", line(call.receiver.to_token_stream()), call.method);
            // The only call goes on in the same line where its only argument has brackets of its own.
            if links(expr) == 1
                && call.turbofish.is_none()
                && let [only] = call.args.iter().collect::<Vec<_>>()[..]
                && has_brackets(only)
                && is_short(&call.receiver)
                && taken + width(&head) + 2 <= MAX_WIDTH
                && !(is_short(only)
                    && fits(indent + INDENT + 1, &format!(".{}({})", call.method, line(only.to_token_stream()))))
            {
                return format!("{head}{})", expression(only, indent, taken + width(&head), tail + 1));
            }
            chain(expr, indent, tail)
        }
        Expr::Struct(literal) => structure(literal, indent),
        Expr::Field(field) => {
            let base = line(field.base.to_token_stream());
            format!("{base}\n{}.{}", pad(indent + INDENT), line(field.member.to_token_stream()))
        }
        Expr::Try(inner) => format!("{}?", expression(&inner.expr, indent, taken, tail + 1)),
        Expr::Macro(call) => macro_call(&call.mac, indent, taken, tail),
        _ => one,
    }
}

fn is_list(expr: &Expr) -> bool {
    match expr {
        Expr::Reference(reference) => is_list(&reference.expr),
        other => matches!(other, Expr::Array(_)),
    }
}

/// The only argument of a call that is too wide for one line: what is in its innermost brackets stands one a line, even
/// where it would fit into one.
fn opened(expr: &Expr, indent: usize, taken: usize, tail: usize) -> String {
    match expr {
        Expr::Reference(reference) => format!("&{}", opened(&reference.expr, indent, taken + 1, tail)),
        Expr::Array(array) => match array.elems.iter().collect::<Vec<_>>()[..] {
            [only] if has_brackets(only) => format!("[{}]", opened(only, indent, taken + 1, tail + 1)),
            _ => list("[", array.elems.iter(), "]", indent),
        },
        Expr::Call(call) => {
            let head = format!("{}(", line(call.func.to_token_stream()));
            match call.args.iter().collect::<Vec<_>>()[..] {
                [only] if has_brackets(only) && opening(only) <= CALL_WIDTH => {
                    format!("{head}{})", opened(only, indent, taken + width(&head), tail + 1))
                }
                _ => list(&head, call.args.iter(), ")", indent),
            }
        }
        _ => expression(expr, indent, taken, tail),
    }
}

/// Whether an expression that cannot stand in one line ends with a bracket of its own.
fn has_brackets(expr: &Expr) -> bool {
    match expr {
        Expr::Reference(reference) => has_brackets(&reference.expr),
        Expr::Array(_) | Expr::Struct(_) => true,
        Expr::Call(call) => !call.args.is_empty(),
        Expr::MethodCall(call) => links(expr) == 1 && call.args.len() == 1 && call.args.iter().all(has_brackets),
        _ => false,
    }
}

/// The columns of what opens an expression that goes on in the line of the call that it is given to.
fn opening(expr: &Expr) -> usize {
    match expr {
        Expr::Struct(literal) => width(&line(literal.path.to_token_stream())) + " {".len(),
        _ => 0,
    }
}

/// Whether all parts of an expression are within the widths for one line.
fn is_short(expr: &Expr) -> bool {
    let all = |list: &Punctuated<Expr, syn::Token![,]>, most: usize| {
        (is_lone(list) || list_width(list) <= most) && list.iter().all(is_short)
    };
    match expr {
        Expr::Match(_) | Expr::Block(_) => false,
        Expr::Reference(reference) => is_short(&reference.expr),
        Expr::Array(array) => all(&array.elems, ARRAY_WIDTH),
        Expr::Call(call) => all(&call.args, CALL_WIDTH),
        Expr::MethodCall(call) => {
            let links = links(expr);
            is_short(&call.receiver)
                && all(&call.args, CALL_WIDTH)
                && (links <= 1 || width(&line(expr.to_token_stream())) <= CHAIN_WIDTH)
        }
        Expr::Struct(literal) => {
            list_width(&literal.fields) <= LITERAL_WIDTH && literal.fields.iter().all(|field| is_short(&field.expr))
        }
        Expr::Macro(call) => width(&line(call.mac.tokens.clone())) <= CALL_WIDTH,
        Expr::Try(expr) => is_short(&expr.expr),
        _ => true,
    }
}

/// Whether there is one item that has no parts: it may be as wide as the line.
fn is_lone(list: &Punctuated<Expr, syn::Token![,]>) -> bool {
    list.len() == 1 && matches!(list.first(), Some(Expr::Path(_) | Expr::Lit(_)))
}

/// The columns of a list in one line, which has no comma behind the last.
fn list_width<T: ToTokens>(list: &Punctuated<T, syn::Token![,]>) -> usize {
    width(line(list.to_token_stream()).trim_end_matches(','))
}

/// How many calls a chain has.
fn links(expr: &Expr) -> usize {
    match expr {
        Expr::MethodCall(call) => links(&call.receiver) + 1,
        Expr::Try(expr) => links(&expr.expr),
        _ => 0,
    }
}

/// A list in brackets, one item a line.
fn list<'a>(open: &str, items: impl Iterator<Item = &'a Expr>, close: &str, indent: usize) -> String {
    let inner = indent + INDENT;
    let lines: String = items.map(|item| format!("{}{},\n", pad(inner), expression(item, inner, inner, 1))).collect();
    format!("{open}\n{lines}{}{close}", pad(indent))
}

/// A chain of calls, each in a line of its own; `tail` columns stand behind the last.
fn chain(expr: &Expr, indent: usize, tail: usize) -> String {
    if let Expr::MethodCall(call) = expr
        && is_lone(&call.args)
        && !fits(indent + INDENT + tail, &format!(".{}({})", call.method, line(call.args.to_token_stream())))
    {
        // What has no parts and no room goes into the next line of a chain that stays in one.
        let head = format!("{}.{}(", line(call.receiver.to_token_stream()), call.method);
        return list(&head, call.args.iter(), ")", indent);
    }
    let mut calls = Vec::new();
    let mut at = expr;
    while let Expr::MethodCall(call) = at {
        let turbofish = call.turbofish.to_token_stream();
        let head = format!(".{}{}(", call.method, line(turbofish));
        let one = format!("{head}{})", line(call.args.to_token_stream()));
        let is_short = is_lone(&call.args) || width(&line(call.args.to_token_stream())) <= CALL_WIDTH;
        let tail = if calls.is_empty() { tail } else { 0 };
        let is_fine = is_short && fits(indent + INDENT + tail, &one);
        calls.push(if is_fine { one } else { list(&head, call.args.iter(), ")", indent + INDENT) });
        at = &call.receiver;
    }
    let mut out = line(at.to_token_stream());
    for call in calls.iter().rev() {
        out.push_str(&format!("\n{}{call}", pad(indent + INDENT)));
    }
    out
}

/// A struct literal, one member a line.
fn structure(literal: &syn::ExprStruct, indent: usize) -> String {
    let inner = indent + INDENT;
    let mut out = format!("{} {{\n", line(literal.path.to_token_stream()));
    for field in &literal.fields {
        let text = match field.colon_token {
            Some(_) => member(&line(field.member.to_token_stream()), &field.expr, inner),
            None => line(field.to_token_stream()),
        };
        out.push_str(&format!("{}{text},\n", pad(inner)));
    }
    format!("{out}{}}}", pad(indent))
}

/// `name: value` of a struct literal: the value begins in the same line wherever that has room.
fn member(name: &str, value: &Expr, indent: usize) -> String {
    let taken = indent + width(name) + ": ".len();
    let same = expression(value, indent, taken, 1);
    let first = same.lines().next().unwrap_or_default();
    // What a chain begins with has to leave room for one column too.
    let tail = usize::from(!same.contains('\n') || matches!(value, Expr::MethodCall(_)));
    if taken + width(first) + tail <= MAX_WIDTH {
        return format!("{name}: {same}");
    }
    format!("{name}:\n{}{}", pad(indent + INDENT), expression(value, indent + INDENT, indent + INDENT, 1))
}

fn matching(expr: &syn::ExprMatch, indent: usize) -> String {
    let inner = indent + INDENT;
    let mut out = format!("match {} {{\n", line(expr.expr.to_token_stream()));
    for arm in &expr.arms {
        let pattern = pattern(&arm.pat, inner);
        let last = pattern.lines().last().unwrap_or_default();
        let last = if pattern.contains('\n') { last.trim_start() } else { last };
        let taken = inner + width(last) + " => ".len();
        let same = expression(&arm.body, inner, taken, 1);
        let first = same.lines().next().unwrap_or_default();
        let next = expression(&arm.body, inner + INDENT, inner + INDENT, 0);
        let is_too_long = taken + width(first) + usize::from(!same.contains('\n')) > MAX_WIDTH;
        let is_better = same.contains('\n') && !next.contains('\n');
        let text = if is_too_long || is_better {
            format!("{{\n{}{next}\n{}}}", pad(inner + INDENT), pad(inner))
        } else {
            format!("{same},")
        };
        out.push_str(&format!("{}{pattern} => {text}\n", pad(inner)));
    }
    format!("{out}{}}}", pad(indent))
}

/// A pattern; one of several in a line of its own where they don't fit into one.
fn pattern(pattern: &syn::Pat, indent: usize) -> String {
    let one = line(pattern.to_token_stream());
    match pattern {
        syn::Pat::Or(or) if !fits(indent + " => {".len(), &one) => {
            let cases: Vec<String> = or.cases.iter().map(|case| line(case.to_token_stream())).collect();
            cases.join(&format!("\n{}| ", pad(indent)))
        }
        // Measured: of a path rustfmt counts the bytes.
        syn::Pat::TupleStruct(tuple)
            if tuple.elems.len() == 1 && !fits(indent + " => {".len() + one.len() - width(&one), &one) =>
        {
            let inner: String = tuple.elems.iter().map(|inner| self::pattern(inner, indent + INDENT)).collect();
            let path = line(tuple.path.to_token_stream());
            format!("{path}(\n{}{inner},\n{})", pad(indent + INDENT), pad(indent))
        }
        _ => one,
    }
}

/// A call of a macro; its arguments one a line where they are too wide.
pub fn macro_call(call: &syn::Macro, indent: usize, taken: usize, tail: usize) -> String {
    let path = line(call.path.to_token_stream());
    let one = line(call.to_token_stream());
    let arguments = split(call.tokens.clone());
    let is_short = arguments.len() == 1 || width(&line(call.tokens.clone())) <= CALL_WIDTH;
    let is_list = matches!(call.delimiter, syn::MacroDelimiter::Paren(_));
    if !is_list || is_short && taken + width(&one) + tail <= MAX_WIDTH {
        return one;
    }
    let lines: Vec<String> = arguments.iter().map(|text| format!("{}{text}", pad(indent + INDENT))).collect();
    format!("{path}!(\n{}\n{})", lines.join(",\n"), pad(indent))
}

/// A macro of rows, one a line.
pub fn table(call: &syn::Macro) -> String {
    let rows = split(call.tokens.clone()).into_iter().map(|row| format!("{}{row},\n", pad(INDENT)));
    format!("{}! {{\n{}}}\n", line(call.path.to_token_stream()), rows.collect::<String>())
}

/// The arguments of a macro.
pub fn split(tokens: TokenStream) -> Vec<String> {
    let mut out = vec![TokenStream::new()];
    for token in tokens {
        match (&token, out.last_mut()) {
            (proc_macro2::TokenTree::Punct(punct), _) if punct.as_char() == ',' => out.push(TokenStream::new()),
            (_, Some(last)) => last.extend([token]),
            _ => {}
        }
    }
    out.into_iter().filter(|tokens| !tokens.is_empty()).map(line).collect()
}

/// Whether an array has one item alone that is a call on another, or a list is given to a call on what is long itself:
/// rustfmt lays out such ones in several ways.
pub fn is_delicate(expr: &Expr) -> bool {
    struct Lone(bool);

    impl<'ast> Visit<'ast> for Lone {
        fn visit_expr_array(&mut self, array: &'ast syn::ExprArray) {
            self.0 |= array.elems.len() == 1 && matches!(array.elems.first(), Some(Expr::MethodCall(_)));
            visit::visit_expr_array(self, array);
        }

        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            let is_long = width(&line(call.receiver.to_token_stream())) > CALL_WIDTH - 10;
            self.0 |= is_long && call.args.iter().any(has_brackets);
            visit::visit_expr_method_call(self, call);
        }
    }

    let mut found = Lone(false);
    found.visit_expr(expr);
    found.0
}

/// Whether a block has a call whose turbofish names several types and fills a line: rustfmt breaks such ones inside.
pub fn has_long_turbofish(block: &syn::Block) -> bool {
    struct Long(bool);

    impl<'ast> Visit<'ast> for Long {
        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            let types = line(call.turbofish.to_token_stream());
            self.0 |= types.contains(',') && width(&types) > CALL_WIDTH;
            visit::visit_expr_method_call(self, call);
        }
    }

    let mut found = Long(false);
    found.visit_block(block);
    found.0
}
