//! Registers.

use crate::check::checker::Checker;
use crate::check::messages::Thing;
use crate::model::Register;
use crate::syntax::ast::Name;

impl<'a> Checker<'a> {
    pub(super) fn lower_registers(&mut self) {
        // The ids of registers are the places of their declarations, so one of an unknown kind of
        // subject keeps its place.
        for (register, span) in self.declared.registers.clone() {
            let of = self.level(&register.of).or_else(|| self.program.levels.ids().next());
            let Some(of) = of else {
                self.declared.registers.retain(|(other, _)| !std::ptr::eq(*other, register));
                continue;
            };
            let id = self.program.registers.push(Register {
                name: register.name.value.clone(),
                title: register.title.as_ref().map(|title| title.value.clone()),
                of,
                fields: Vec::new(),
                span,
            });
            self.names.registers.insert(register.name.value.clone(), id);
            let names: Vec<&'a Name> = register.body.statements.iter().map(|field| &field.value.name).collect();
            let keep = self.check_scope(Thing::Field, &names);
            for (field, keep) in register.body.statements.iter().zip(keep) {
                self.refuse_column(&field.value.name, &["subject"]);
                if keep {
                    self.declare_field(id, &field.value, field.span);
                }
            }
        }
    }
}
