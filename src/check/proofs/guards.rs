//! Values that can be missing where nothing catches it: after the chain, in grades, in scorecards, in whom a
//! declaration is for.

use super::Prover;
use super::context::Context;
use super::facts::{Atom, Outcome};
use super::messages::{Asker, Cure, conditions as say};
use super::space::Space;
use crate::diagnostics::{Applicability, Edit, Fix};
use crate::model::{Expr, ExprKind, Whom};
use crate::text::{Language, Span};
use crate::types::Type;
use crate::words;

impl Prover<'_> {
    /// Every value in `expr` that can be missing. In a condition a guard helps, in an amount a default.
    pub(super) fn look_for_missing(&mut self, space: &mut Space, expr: &Expr, context: &Context, asker: Asker) {
        if expr.ty.is_error() || context.rough {
            return;
        }
        let mut seen: Vec<Span> = Vec::new();
        for case in space.cases(expr) {
            let Outcome::Missing(atom, span) = &case.outcome else { continue };
            if seen.contains(span) {
                continue;
            }
            let open = context.ways.iter().any(|way| way.and(&case.facts).is_some_and(|facts| !space.excluded(&facts)));
            if !open {
                continue;
            }
            seen.push(*span);
            let name = space.name_words(atom);
            // A named expression misses because of an input in it; the clause names the expression.
            let text = space.sources.slice(*span).to_owned();
            let cure = self.cure(space, expr, atom, *span, matches!(asker, Asker::Condition | Asker::Whom));
            let name = if name.chinese == text { text.clone() } else { name.english };
            self.report(say::missing(*span, &text, &name, asker, cure));
        }
    }

    /// Every attribute in the condition of `whom` that can be missing.
    pub(super) fn look_at_whom(&mut self, space: &mut Space, whom: &Whom) {
        if let Some(condition) = &whom.condition {
            self.look_for_missing(space, condition, &Context::open(), Asker::Whom);
        }
    }

    fn cure(&self, space: &Space, expr: &Expr, atom: &Atom, span: Span, condition: bool) -> Cure {
        let chinese = space.sources.file(span.source).language() == Language::Chinese;
        let text = space.sources.slice(span);
        let declared = match atom {
            Atom::Input(id) => Some((self.program.inputs[*id].span, self.program.inputs[*id].ty.clone())),
            Atom::Field(register, place) => {
                self.program.registers[*register].fields.get(*place).map(|field| (field.span, field.ty.clone()))
            }
            Atom::Member
            | Atom::Sequence
            | Atom::ParentSequence
            | Atom::ParentAttribute(_)
            | Atom::Entries(_)
            | Atom::Result(..)
            | Atom::PartScore(_)
            | Atom::Total
            | Atom::Vetoed
            | Atom::Grade
            | Atom::Across(..)
            | Atom::Opaque(_) => None,
        };
        if let Some((input, Type::Flag)) = declared {
            let optional = space.sources.slice(input).contains("or empty") || space.sources.slice(input).contains("可空");
            let title = words!("write `, empty means no` behind the input", "在数据项后写“，空视为 否”");
            let fix = (!optional).then(|| Fix {
                title: title.clone(),
                edits: vec![Edit {
                    span: input.at_end(),
                    replacement: if chinese { ", 空视为 否".into() } else { ", empty means no".into() },
                }],
                applicability: Applicability::MaybeIncorrect,
            });
            return Cure { help: title, fix, declared: Some(input) };
        }
        let declared = declared.map(|(input, _)| input);
        if condition {
            let title = words!("ask first: `{text} is given and …`", "先问是否已报：“{text} 已报 且 …”", text = text);
            let plain = !matches!(&*expr.kind, ExprKind::Either(..) | ExprKind::If(..) | ExprKind::Default(..) | ExprKind::Not(_));
            let inside = expr.span.contains(span);
            let guard = if chinese { format!("{text} 已报 且 ") } else { format!("{text} is given and ") };
            let fix = (plain && inside).then(|| Fix {
                title: title.clone(),
                edits: vec![Edit { span: expr.span.at_start(), replacement: guard }],
                applicability: Applicability::MaybeIncorrect,
            });
            return Cure { help: title, fix, declared };
        }
        let title = words!("say what counts then: `({text} else 0)`", "写明缺报时按多少计：“({text} 否则 0)”", text = text);
        let default = if chinese { format!("({text} 否则 0)") } else { format!("({text} else 0)") };
        let plain = matches!(atom, Atom::Input(id) if matches!(self.program.inputs[*id].ty, Type::Number | Type::Count));
        let fix = plain.then(|| Fix {
            title: title.clone(),
            edits: vec![Edit { span, replacement: default }],
            applicability: Applicability::MaybeIncorrect,
        });
        Cure { help: title, fix, declared }
    }
}
