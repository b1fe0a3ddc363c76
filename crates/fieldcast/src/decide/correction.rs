//! What a correction says: plain data.

use crate::diagnostic::Place;
use crate::model::Literal;

/// A fact that the pages have wrong or cannot show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// The model or the field: `Session`, `Session.expire_at`. A model outside the main namespace is `operations.Name`;
    /// a field goes by its name on the wire. Or the operation or its parameter, by its id or its method and path:
    /// `GET /sessions`, `GetSessionList.limit`.
    pub at: String,
    /// Why the pages are not right.
    pub reason: String,
    /// Whether null is allowed.
    pub nullable: Option<bool>,
    /// Whether the member must be there.
    pub required: Option<bool>,
    /// The type: `string`, `integer`, `number`, `boolean`, `object`, or `any`.
    pub ty: Option<String>,
    /// The format of a string: `date`, `date-time` or `binary`.
    pub format: Option<String>,
    /// The name on the wire.
    pub wire_name: Option<String>,
    /// Whether an enum takes values that its page does not list.
    pub open: Option<bool>,
    /// The text that describes a model or field, in CommonMark.
    pub description: Option<String>,
    /// Another name for a model.
    pub rename: Option<String>,
    /// Whether it names the model or field in Rust, which is no fact of the API: it changes something there.
    pub names_in_rust: bool,
    /// Leaves out a model or field.
    pub leave_out: bool,
    /// Adds a field that no page lists.
    pub add: bool,
    /// Values that an enum has beside those of its page.
    pub values: Vec<Literal>,
    /// The member that tells the objects of a union apart, and the object of each of its values.
    pub discriminator: Option<(String, Vec<(String, String)>)>,
    /// Where a parameter is sent: `query` or `header`.
    pub stands: Option<String>,
    /// The status of an operation where all goes well.
    pub status: Option<u16>,
    /// The content type of an operation's body.
    pub content: Option<String>,
    /// Where the correction is written.
    pub place: Option<Place>,
}
