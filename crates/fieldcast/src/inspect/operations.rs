//! What the pages tell of operations, and what they leave unknown.

use crate::model::operation::Status;
use crate::model::{Api, operation::Operation};
use serde::Serialize;

/// Operations, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operations {
    /// Those with a method and a path.
    pub total: usize,
    /// Those without, which stand in no document.
    pub unplaced: usize,
    /// Those with a body.
    pub with_body: usize,
    /// Those that should no longer be used.
    pub deprecated: usize,
    /// Those of which no page tells the status where all goes well.
    pub unknown_status: usize,
    /// Those of which no page tells the content type of the body.
    pub unknown_content: usize,
    /// The parameters of all.
    pub parameters: usize,
    /// Those of which no page tells whether they are sent in the query or as a header.
    pub unknown_in: usize,
    /// The answers that tell of a fault.
    pub errors: usize,
}

/// Counts the operations of an API; `None` where it has none.
pub(super) fn count(api: &Api) -> Option<Operations> {
    let all = &api.operations.all;
    let those = |is: &dyn Fn(&Operation) -> bool| all.iter().filter(|operation| is(operation)).count();
    let parameters = || all.iter().flat_map(|operation| &operation.parameters);
    let found = Operations {
        total: all.len(),
        unplaced: api.operations.unplaced,
        with_body: those(&|operation| operation.body.is_some()),
        deprecated: those(&|operation| operation.deprecated.is_some()),
        unknown_status: those(&|operation| operation.answers.iter().any(|answer| answer.status == Status::Range(2))),
        unknown_content: those(&|operation| operation.body.as_ref().is_some_and(|body| body.content.is_none())),
        parameters: parameters().count(),
        unknown_in: parameters().filter(|parameter| parameter.stands.is_none()).count(),
        errors: all
            .iter()
            .flat_map(|operation| &operation.answers)
            .filter(|answer| !answer.status.is_success())
            .count(),
    };
    (found.total + found.unplaced > 0).then_some(found)
}
