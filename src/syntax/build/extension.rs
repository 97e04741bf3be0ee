//! The head of an extension, and the clause by which the office accepts one.

use super::words::{day_of, name_of, number_of, text, text_of};
use crate::syntax::Rule;
use crate::syntax::ast::{Accept, Extension, ExtensionClause};
use crate::syntax::node::Node;
use crate::syntax::outline::Statement;
use crate::syntax::reader::{Context, Reader};

pub(super) fn extension<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Extension> {
    let body = reader.body(statement, Context::Extension, clause)?;
    let (of, by) = (node.tagged("of")?, node.child(Rule::by_whom)?);
    Some(Extension { title: text_of(node)?, of: text(&of), by: name_of(&by)?, body })
}

pub(super) fn clause<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<ExtensionClause> {
    reader.no_body(statement);
    let node = node.first()?;
    if node.rule() == Rule::year {
        number_of(&node).map(ExtensionClause::Year)
    } else if node.rule() == Rule::proposed {
        day_of(reader, &node).map(ExtensionClause::Proposed)
    } else {
        text_of(&node).map(ExtensionClause::Reason)
    }
}

pub(super) fn accept<'t>(reader: &mut Reader<'t>, node: &Node<'t>, statement: &Statement) -> Option<Accept> {
    reader.no_body(statement);
    let by = node.child(Rule::decided_by)?;
    Some(Accept {
        name: text_of(node)?,
        digest: node.tagged("digest").map(|digest| text(&digest)),
        on: day_of(reader, node)?,
        by: name_of(&by)?,
    })
}
