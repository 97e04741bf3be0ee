//! Choices, declared and inline.

use crate::check::checker::Checker;
use crate::check::messages::Thing;
use crate::check::messages::meaning::Inside;
use crate::model::{Choice, Titled};
use crate::syntax::ast::{self, ChoiceValues};
use crate::text::Span;
use crate::types::ChoiceId;

impl<'a> Checker<'a> {
    pub(super) fn lower_choices(&mut self) {
        for (choice, span) in self.declared.choices.clone() {
            self.expect_inside(&choice.body, Inside::Values);
            let written: Vec<&'a ast::Titled> = choice.body.statements.iter().flat_map(|values| &values.value.values).collect();
            let ordered = choice.body.statements.iter().any(|values| values.value.ordered);
            let title = choice.title.as_ref().map(|title| title.value.clone());
            let id = self.add_choice(Some(choice.name.value.clone()), title, ordered, &written, span);
            self.names.choices.insert(choice.name.value.clone(), id);
        }
    }

    /// A choice that is written where it is used.
    pub(super) fn inline_choice(&mut self, values: &'a ChoiceValues, span: Span) -> ChoiceId {
        let written: Vec<&'a ast::Titled> = values.values.iter().collect();
        self.add_choice(None, None, values.ordered, &written, span)
    }

    pub(super) fn add_choice(
        &mut self,
        name: Option<String>,
        title: Option<String>,
        ordered: bool,
        written: &[&'a ast::Titled],
        span: Span,
    ) -> ChoiceId {
        let values = self.titled(Thing::Value, written);
        self.program.choices.push(Choice { name, title, ordered, values, span })
    }

    /// Names with titles, each name once.
    pub(super) fn titled(&mut self, thing: Thing, written: &[&'a ast::Titled]) -> Vec<Titled> {
        let names: Vec<_> = written.iter().map(|titled| &titled.name).collect();
        let keep = self.unique(thing, &names);
        (written.iter().zip(keep))
            .filter(|(_, keep)| *keep)
            .map(|(titled, _)| Titled {
                name: titled.name.value.clone(),
                title: titled.title.as_ref().map(|title| title.value.clone()),
                span: titled.name.span,
            })
            .collect()
    }
}
