//! Findings about names.

use super::{Thing, listed, offering};
use crate::check::names::Suggestion;
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::syntax::ast::Name;
use crate::text::{Span, Words};
use crate::words;

/// A name in an expression that means nothing there; `owner` is the indicator that has an input or let of that name.
pub fn unknown_name(name: &Name, suggestion: Option<Suggestion>, owner: Option<&str>) -> Diagnostic {
    let message = words!("there is no `{name}` here", "此处没有“{name}”", name = name.value);
    let diagnostic = Diagnostic::new(code::UNKNOWN_NAME, name.span, message)
        .label(words!("nothing of this name can be read here", "此处读不到这个名称"));
    match owner {
        Some(owner) => {
            let note = words!("`{name}` belongs to the indicator `{owner}`", "“{name}”属于指标“{owner}”", name = name.value, owner = owner);
            let full = format!("{owner}.{}", name.value);
            let title = words!("write `{full}`", "写作“{full}”", full = full);
            diagnostic.note(note).fix(title, name.span, full.clone(), Applicability::MaybeIncorrect)
        }
        None => offering(diagnostic, name.span, suggestion),
    }
}

/// A name that should be that of something declared.
pub fn unknown_declaration(thing: Thing, name: &Name, suggestion: Option<Suggestion>, known: &[String]) -> Diagnostic {
    let Words { english, chinese } = thing.bare();
    let label = words!("this {e} is not declared", "此{z}未声明", e = english, z = chinese);
    let mut diagnostic = not_declared(thing, name, label);
    if suggestion.is_none() && !known.is_empty() && known.len() <= 12 {
        let Words { english, chinese } = listed(known);
        diagnostic = diagnostic.note(words!("declared are {e}", "已声明的有{z}", e = english, z = chinese));
    }
    offering(diagnostic, name.span, suggestion)
}

/// A declaration that nobody reads, while several places read a name that comes near to it.
pub fn misspelt_declaration(place: Span, written: &str, (read, times): (&str, usize), uses: &[Span]) -> Diagnostic {
    let message = words!("`{read}` is read {n} times and declared nowhere", "“{read}”有 {n} 处引用，却没有声明", read = read, n = times);
    let mut diagnostic = declared_nowhere(place, message).label(words!(
        "`{w}` is declared here, and read nowhere",
        "此处声明的是“{w}”，而它没有被引用",
        w = written
    ));
    for read_here in uses.iter().take(3) {
        diagnostic = diagnostic.related(*read_here, words!("read here", "引用在此"));
    }
    diagnostic.fix(words!("write `{read}`", "写作“{read}”", read = read), place, read, Applicability::MaybeIncorrect)
}

/// An indicator that an extension brings, in a file of the office.
pub fn declared_by_a_proposal(name: &Name, file: &str) -> Diagnostic {
    let label = words!("this is an indicator of the extension `{file}`", "这是扩展“{file}”的指标", file = file);
    not_declared(Thing::Indicator, name, label)
        .note(words!("no rule of the office rests on an extension, nor does an example", "主管部门的规则和示例都不依据扩展"))
        .help(words!(
            "put examples of it into its own file, `extensions/{file}.yard`",
            "它的示例应写在其自己的文件“extensions/{file}.yard”中",
            file = file
        ))
}

/// A name of nothing that is declared, with what it is instead.
fn not_declared(thing: Thing, name: &Name, label: Words) -> Diagnostic {
    let Words { english, chinese } = thing.bare();
    let message = words!("there is no {e} called `{name}`", "没有名为“{name}”的{z}", e = english, z = chinese, name = name.value);
    declared_nowhere(name.span, message).label(label)
}

fn declared_nowhere(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::UNKNOWN_DECLARATION, span, message)
}

/// 每有一次 退回: a value of the register `holder`, where the register comes first.
pub fn value_for_register(name: &Name, holder: &str) -> Diagnostic {
    // Only the Chinese surface leaves the register out.
    let full = format!("{holder} 中的 {}", name.value);
    let label = words!("this is a value of `{holder}`", "这是台账“{holder}”中的值", holder = holder);
    not_declared(Thing::Register, name, label).fix(
        words!("write `{full}`", "写作“{full}”", full = full),
        name.span,
        full.clone(),
        Applicability::Safe,
    )
}

/// A name that should be one of the values of a choice.
pub fn unknown_choice_value(name: &Name, suggestion: Option<Suggestion>, values: &[String], declared: Option<Span>) -> Diagnostic {
    let mut diagnostic = not_a_value(name);
    if !values.is_empty() {
        let Words { english, chinese } = listed(values);
        diagnostic = diagnostic.note(words!("the values are {e}", "可选的值有{z}", e = english, z = chinese));
    }
    if let Some(declared) = declared {
        diagnostic = diagnostic.related(declared, words!("the values are listed here", "可选的值列在此处"));
    }
    offering(diagnostic, name.span, suggestion)
}

fn not_a_value(name: &Name) -> Diagnostic {
    let message = words!("`{name}` is not one of the values to choose from", "“{name}”不是可选的值", name = name.value);
    Diagnostic::new(code::UNKNOWN_CHOICE_VALUE, name.span, message)
}

/// 每有一次 台账 中的 查实, `for each confirmed in notices`: a field of the register that is yes or no, where one of its values is
/// counted.
pub fn flag_for_value(name: &Name, register: &str, field: Span) -> Diagnostic {
    not_a_value(name)
        .label(words!("this is a field that says yes or no", "这是填写“是”或“否”的字段"))
        .related(field, words!("declared here", "声明在此"))
        .help(words!("write `for each entry in {r} where {name}`", "写作“每有一次 {r} 其中 {name}”", r = register, name = name.value))
}

/// A role, where a member of a kind of subject answers for something.
pub fn role_for_member(name: &Name, role: Span) -> Diagnostic {
    not_declared(Thing::Member, name, words!("this is a role", "这是角色"))
        .related(role, words!("declared here", "声明在此"))
        .note(words!(
            "a role judges and supplies; who answers for an indicator is scored, as a member of a kind of subject",
            "角色负责评定、报送；对指标负责的应是考核对象的成员，本身也受考核"
        ))
        .help(words!("declare it among the `members` of a `subject`, or leave this clause out", "在“考核对象”的“成员”中声明它，或删去此条"))
}

/// `wages.method is none`: how to ask whether no method was used.
pub fn when_no_method(found: Diagnostic) -> Diagnostic {
    found.help(words!(
        "where no method could be applied the method is missing: ask `is missing`",
        "没有可用的评价方式时，评价方式即为缺报：写作“缺报”"
    ))
}

/// A name declared for the second time.
pub fn duplicate(thing: Thing, name: &Name, first: Span) -> Diagnostic {
    twice(thing, name, first, words!("`{name}` is declared twice", "“{name}”重复", name = name.value))
}

/// A name that is read as another one behind a point.
pub fn read_alike(thing: Thing, name: &Name, first: &Name) -> Diagnostic {
    let message = words!(
        "behind a point `{name}` and `{first}` are one name",
        "点号之后，“{name}”与“{first}”是同一个名称",
        name = name.value,
        first = first.value
    );
    twice(thing, name, first.span, message)
}

fn twice(thing: Thing, name: &Name, first: Span, message: Words) -> Diagnostic {
    let Words { english, chinese } = thing.words();
    Diagnostic::new(code::DUPLICATE_NAME, name.span, message)
        .label(words!("declared again, as {e}", "再次写作{z}", e = english, z = chinese))
        .related(first, words!("it was declared here first", "首次写在此处"))
        .help(words!("give one of the two another name, or leave one out", "请给其中一个另起名称，或删去一个"))
}

/// What a name can be taken for.
#[derive(Clone, Copy, Debug)]
pub enum Alike<'a> {
    /// Another name.
    Name(&'a Name),
    /// A word of the language.
    Word(&'a str),
}

/// A name that a reader cannot tell from another, or from a word of the language.
pub fn look_alike(name: &Name, alike: Alike) -> Diagnostic {
    let message = match alike {
        Alike::Name(_) => words!("`{name}` looks like another name", "“{name}”与另一名称形似", name = name.value),
        Alike::Word(word) => words!(
            "`{name}` looks like the word `{word}` of the language",
            "“{name}”与语言自带的词“{word}”形似",
            name = name.value,
            word = word
        ),
    };
    let found = Diagnostic::new(code::LOOK_ALIKE, name.span, message);
    match alike {
        Alike::Name(other) => found
            .label(words!("not the same letters as the other", "与另一名称的字符并不相同"))
            .related(other.span, words!("the name it looks like", "与之形似的名称"))
            .note(words!("two names in one place must differ to the eye", "同一处的两个名称须能用肉眼区分"))
            .help(words!(
                "type the same letters if the same is meant, or give it another name",
                "若指同一名称，请输入相同字符；否则请另起名称"
            )),
        Alike::Word(_) => found
            .label(words!("not the same letters as the word", "与该词的字符并不相同"))
            .note(words!("whoever reads it takes it for the word", "读者会把它当作该词"))
            .help(words!("give it another name", "请另起名称")),
    }
}

/// A name that hides one from further out.
pub fn hides(span: Span, name: &str, thing: Thing, hidden: Span, entry: Option<&str>) -> Diagnostic {
    let Words { english, chinese } = thing.words();
    let message = words!("`{name}` hides another of the same name", "“{name}”遮住了同名的另一项", name = name);
    let diagnostic = Diagnostic::new(code::HIDDEN_NAME, span, message)
        .related(hidden, words!("this is hidden: {e} of the same name", "被遮住的同名{z}", e = english, z = chinese));
    match entry {
        Some(entry) => diagnostic.label(words!("this is the field of the entry", "这里指记录的栏目")).fix(
            words!("write `{entry}`", "写作“{entry}”", entry = entry),
            span,
            entry,
            Applicability::Safe,
        ),
        None => diagnostic.label(words!("inside, the name means this one", "在内层，此名称指这一项")).help(words!(
            "give it another name; an attribute can also be read as `this.{name}`",
            "请另起名称；对象的数据项也可写作“本单位.{name}”",
            name = name
        )),
    }
}

/// A name that the language gives.
pub fn given_name(name: &Name) -> Diagnostic {
    let message = words!("`{name}` is a name that the language gives", "“{name}”是语言自带的名称", name = name.value);
    Diagnostic::new(code::GIVEN_NAME, name.span, message)
        .label(words!("it cannot be given another meaning", "不能另作他用"))
        .help(words!("choose another name", "请另起名称"))
}

/// A name with more than one meaning.
pub fn ambiguous(name: &Name, places: &[Span]) -> Diagnostic {
    let message = words!("`{name}` may mean more than one thing here", "“{name}”在此处所指不明", name = name.value);
    let mut diagnostic = Diagnostic::new(code::AMBIGUOUS_NAME, name.span, message);
    for place in places {
        diagnostic = diagnostic.related(*place, words!("it may mean this one", "可能指这一项"));
    }
    diagnostic.help(words!("rename one of them, so that each name has one meaning", "请为其中一项改名，使每个名称只有一个含义"))
}

/// A name, or what stands behind its point, that has no value.
pub fn no_value(name: &Name, thing: Option<Thing>) -> Diagnostic {
    let diagnostic = match thing {
        Some(thing) => {
            let Words { english, chinese } = thing.words();
            let message = words!("`{name}` is {e}, not a value", "“{name}”是{z}，不是值", name = name.value, e = english, z = chinese);
            Diagnostic::new(code::NO_VALUE, name.span, message)
        }
        None => {
            let message = words!("`{name}` cannot be read from a single value", "不能从单个值中读取“{name}”", name = name.value);
            Diagnostic::new(code::NO_VALUE, name.span, message)
        }
    };
    let help = match thing {
        Some(Thing::Indicator) => {
            words!("write `{name}.score`, or one of its inputs", "请写“{name}.得分”，或其某个数据项", name = name.value)
        }
        Some(Thing::Part) => words!("write `{name}.score`", "请写“{name}.得分”", name = name.value),
        Some(Thing::Table) => words!("look something up in it: `{name}[…]`", "请查表：“{name}[…]”", name = name.value),
        Some(Thing::Register) => {
            words!("gather over it: `number of entries in {name}`", "请对其汇总：“个数 {name} 中的 记录”", name = name.value)
        }
        Some(Thing::Scale) => words!("apply it: `… using {name}(…)`", "请套用：“… 按 {name}(…) 标准”", name = name.value),
        Some(Thing::Value) => words!("compare something with it: `… is {name}`", "请用于比较：“… 为 {name}”", name = name.value),
        Some(
            Thing::Unit
            | Thing::Choice
            | Thing::Level
            | Thing::Role
            | Thing::Pattern
            | Thing::Member
            | Thing::Attribute
            | Thing::Field
            | Thing::Type
            | Thing::Input
            | Thing::Let
            | Thing::Grade
            | Thing::Parameter
            | Thing::Group,
        )
        | None => words!("write the name of an input, a `let` or an attribute", "请写数据项、“设”的名称或对象的数据项"),
    };
    diagnostic.help(help)
}

/// Why a name has no meaning where it stands.
#[derive(Clone, Copy)]
pub enum Unreached<'n> {
    /// The language gives it, by its English name, in other places.
    Given(&'n str),
    /// It is something of a subject, and what stands there is the same for all.
    Fixed,
    /// It is something of a subject, and a scale sees its parameters alone.
    InScale,
    /// Nobody said why.
    Unsaid,
}

/// A name where it has no meaning.
pub fn out_of_reach(span: Span, text: &str, why: Unreached<'_>) -> Diagnostic {
    let message = words!("`{text}` has no meaning here", "“{text}”在此处没有意义", text = text);
    let found = Diagnostic::new(code::OUT_OF_REACH, span, message);
    match why {
        Unreached::Given(given) => found.note(where_given_reaches(given)),
        Unreached::Fixed => (found
            .note(words!("what stands here is the same for everybody, whoever is judged", "写在此处的值对所有对象都相同，与被评对象无关")))
        .help(words!("write the value itself", "请直接写出该值")),
        Unreached::InScale => (found.note(words!(
            "a scale sees its parameters, `value` and the full points, and no subject",
            "标准中只能读参数、“本值”和满分，读不到对象"
        )))
        .help(words!("make it a parameter of the scale, and supply it at each use", "请设为标准的参数，由每次套用给出")),
        Unreached::Unsaid => found.note(words!(
            "what is wrong with it is not known: this is a fault of yardstick, please report it",
            "未能说明错在何处：这是 yardstick 的缺陷，请反馈"
        )),
    }
}

/// `compete on total`: the total of a card decides the points of one of its indicators.
pub fn competes_on_total(span: Span, total: &str, level: &str) -> Diagnostic {
    out_of_reach(span, total, Unreached::Given("total")).help(words!(
        "to place each `{level}` by its total write `rank {level} on total` as an item of its own; grades and consequences read its `place`",
        "要按总分排名次，另写一条“排名 {level} 依 总分”；等次和结果运用可读其“名次”",
        level = level
    ))
}

/// Where a name that the language gives can be read.
fn where_given_reaches(given: &str) -> Words {
    match given {
        "value" => words!("`value` is what a table or scale measures, and stands inside one", "“本值”指表或标准所衡量的量，只能写在其中"),
        "points" => words!("`points` are those of an indicator, and stand inside one", "“分值”指指标的分值，只能写在指标内"),
        "place" => words!(
            "the place of the rank is known once all totals are: in grades and consequences. Elsewhere name what decides it: `place of … within sequence`",
            "排名的名次在全部总分算出之后才可知，只用于等次和结果运用。其他地方请写明依何排名：“序列内 … 的名次”"
        ),
        "total" | "veto" | "vetoes" | "competitors" => {
            words!(
                "it is known once the whole card is: in grades, consequences, ranks and limits of the total",
                "计分卡全部算出之后才可知，只用于等次、结果运用、排名和总分限制"
            )
        }
        "this" | "parent" => words!(
            "it stands for a subject; write what you want of it: `{given}.…`",
            "它指一个对象，请写出所需内容，如“{given}.…”",
            given = given
        ),
        "grade" => words!("it is known only in consequences, and behind a kind of subject", "只有在结果运用中，或写在对象类别之后才可用"),
        "consequence" => words!("consequences follow from results, and nothing reads them", "结果运用由结果而来，不能再被读取"),
        _ => words!("it means an entry, and stands in a clause about a register", "它指一条记录，只能写在涉及台账的条款中"),
    }
}

/// Something else than an attribute in a condition that says who is meant.
pub fn only_attributes(span: Span, text: &str) -> Diagnostic {
    let message = words!("`{text}` is not an attribute of the subject", "“{text}”不是对象的数据项", text = text);
    Diagnostic::new(code::ONLY_ATTRIBUTES, span, message)
        .label(words!("only attributes and the sequence can be read here", "此处只能读对象的数据项和序列"))
        .note(words!("who is judged must be known before anything is scored", "适用对象须在评分之前确定"))
}

/// A name that the data uses for a column of its own.
pub fn taken_column(name: &Name) -> Diagnostic {
    let message = words!("the data has a column `{name}` of its own", "数据中已有“{name}”一列", name = name.value);
    Diagnostic::new(code::TAKEN_COLUMN, name.span, message)
        .label(words!("this would be a second one", "这将与之重复"))
        .help(words!("choose another name; the title can stay as it is", "请另起名称，标题可保持不变"))
}

/// A register or indicator about subjects of another kind.
pub fn about_others(name: &Name, thing: Thing, theirs: &str, ours: &str) -> Diagnostic {
    let Words { english, chinese } = thing.bare();
    let message = words!(
        "the {e} `{name}` is about another kind of subject",
        "{z}“{name}”针对的是另一类对象",
        e = english,
        z = chinese,
        name = name.value
    );
    let diagnostic = Diagnostic::new(code::ABOUT_OTHERS, name.span, message).label(words!(
        "it is about `{theirs}`, here a `{ours}` is judged",
        "它针对“{theirs}”，此处考核的是“{ours}”",
        theirs = theirs,
        ours = ours
    ));
    if thing == Thing::Register {
        diagnostic.help(words!(
            "to count entries that name the subject in one of their fields, write `as FIELD`",
            "若要统计某栏目写有该对象的记录，请写“作为 栏目”"
        ))
    } else {
        diagnostic
    }
}

/// Results that lean on themselves.
pub fn circle(span: Span, circle: &[(Words, Span)]) -> Diagnostic {
    let names: Vec<Words> = circle.iter().chain(circle.first()).map(|(name, _)| name.clone()).collect();
    let Words { english, chinese } = Words::join(&names, "` reads `", "”读取“");
    let first = names.first().cloned().unwrap_or_else(|| Words::same(""));
    let message = words!("`{e}` depends on itself", "“{z}”依赖自身", e = first.english, z = first.chinese);
    let mut diagnostic = Diagnostic::new(code::CIRCLE, span, message).note(words!("`{e}`", "“{z}”", e = english, z = chinese));
    for (name, place) in circle {
        if *place != span {
            diagnostic = diagnostic.related(*place, words!("in `{e}`", "在“{z}”中", e = name.english, z = name.chinese));
        }
    }
    diagnostic.help(words!("take one of these readings out", "请去掉其中一处引用"))
}

/// A former name that is still the name of an indicator, or that two indicators claim.
pub fn former_name_in_use(name: &Name, other: Span, still_used: bool) -> Diagnostic {
    let message = if still_used {
        words!("`{name}` is still the name of an indicator", "“{name}”仍是一个指标的名称", name = name.value)
    } else {
        words!("two indicators say that they were formerly `{name}`", "两个指标都写有曾用名“{name}”", name = name.value)
    };
    let there = if still_used {
        words!("this indicator is called so", "此指标即名为此")
    } else {
        words!("the other one says so here", "另一个写在此处")
    };
    Diagnostic::new(code::FORMER_NAME_IN_USE, name.span, message)
        .label(words!("a former name", "曾用名"))
        .related(other, there)
        .note(words!(
            "by its former name an indicator is found again in the rules of an earlier year, so it can be that of one alone",
            "比较两年规则时按曾用名找到同一指标，因此一个曾用名只能属于一个指标"
        ))
        .help(words!("leave `formerly` out, or write the name this indicator had", "请删去“曾用名”，或写上此指标原来的名称"))
}

/// A kind of subject or a register with the name of a file in which something else is delivered.
pub fn reserved_data_name(name: &Name, holds: &Words) -> Diagnostic {
    Diagnostic::new(
        code::RESERVED_DATA_NAME,
        name.span,
        words!(
            "`{name}.csv` is the file in which {english} are delivered",
            "“{name}.csv”是报送{chinese}的文件",
            name = name.value,
            english = holds.english,
            chinese = holds.chinese
        ),
    )
    .help(words!("choose another name; the title can stay as it is", "请另起名称，标题可保持不变"))
}
