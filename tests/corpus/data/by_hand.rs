//! The program of the fixtures' rulebook, put together by hand.

use yardstick::model::*;
use yardstick::text::{SourceFile, Span};
use yardstick::types::{Base, Dimension, Type, UnitId};
use yardstick::value::{Day, Number, Rounding, RoundingMode, Value};

const ZH: &[(&str, &str, &str)] = &[
    // English name, Chinese name, Chinese title
    ("yuan", "元", "元"),
    ("wan", "万元", "万元"),
    ("quality", "工作质量", ""),
    ("excellent", "优秀", "工作优秀"),
    ("good", "良好", "工作良好"),
    ("poor", "较差", "工作较差"),
    ("bureau", "县区局", "县区税务局"),
    ("urban", "城区", "市区局"),
    ("rural", "县域", "县局"),
    ("department", "部门", "机关部门"),
    ("tax_service", "纳税服务处", "纳税服务和宣传中心"),
    ("collection", "征管处", "征管和科技发展处"),
    ("office", "办公室", "局办公室"),
    ("person", "人员", "机关人员"),
    ("post", "岗位", "工作岗位"),
    ("auditor", "稽查员", ""),
    ("clerk", "办事员", ""),
    ("joined", "到岗日期", "到岗日期"),
    ("revenue", "税收收入", "税收收入"),
    ("collected", "入库额", "入库额"),
    ("growth", "增幅", "较目标增幅"),
    ("overdue", "逾期天数", "逾期天数"),
    ("falsified", "造假", "数据造假"),
    ("filing", "按期申报", "按期申报"),
    ("filed", "已申报", "已申报户次"),
    ("share", "按期率", "按期申报率"),
    ("cost", "单户成本", "单户成本"),
    ("listed", "列清单", "列出未申报清单"),
    ("trained", "已培训", "人员已培训"),
    ("cases", "办件", "办件数量"),
    ("handled", "办结", "办结件数"),
    ("supervision", "督查台账", "督查台账"),
    ("date", "日期", "登记日期"),
    ("kind", "类别", "类别"),
    ("notified", "通报", ""),
    ("complaint", "投诉", ""),
    ("upheld", "属实", "是否属实"),
    ("fine", "罚款", "罚款金额"),
    ("responsible", "责任人", "责任人"),
    ("remark", "备注", "备注"),
];

struct Book<'a> {
    file: &'a SourceFile,
    zh: bool,
}

impl Book<'_> {
    fn n(&self, english: &str) -> String {
        if self.zh { ZH.iter().find(|row| row.0 == english).unwrap().1.to_owned() } else { english.to_owned() }
    }
    fn t(&self, english: &str, title: &str) -> Option<String> {
        if title.is_empty() {
            None
        } else if self.zh {
            Some(ZH.iter().find(|row| row.0 == english).unwrap().2.to_owned())
        } else {
            Some(title.to_owned())
        }
    }
    fn at(&self, english: &str, before: &str) -> Span {
        let needle = format!("{before}{}", self.n(english));
        let start = self.file.text().find(&needle).unwrap_or(0) + before.len();
        Span::new(self.file.id(), start, start + self.n(english).len())
    }
    fn titled(&self, names: &[(&str, &str)]) -> Vec<Titled> {
        names.iter().map(|(name, title)| Titled { name: self.n(name), title: self.t(name, title), span: self.at(name, " ") }).collect()
    }
    fn choice(&self, name: Option<&str>, values: &[(&str, &str)]) -> Choice {
        Choice {
            name: name.map(|name| self.n(name)),
            title: None,
            ordered: name.is_some(),
            values: self.titled(values),
            span: self.file.span(),
        }
    }
}

pub fn program(file: &SourceFile, zh: bool) -> Program {
    let b = Book { file, zh };
    let whole = file.span();
    let precision = Precision { rounded: Some(Rounding::decimals(RoundingMode::HalfUp, 2)), shown: None };
    let closes = Day::parse("2026-01-20").unwrap();
    let mut p = Program {
        header: Header {
            title: "x".into(),
            year: 2025,
            basis: None,
            closes,
            scores: precision.clone(),
            totals: precision,
            missing_written: vec!["".into(), "—".into()],
            span: whole,
        },
        units: Arena::default(),
        choices: Arena::default(),
        levels: Arena::default(),
        roles: Arena::default(),
        registers: Arena::default(),
        tables: Arena::default(),
        scales: Arena::default(),
        inputs: Arena::default(),
        lets: Arena::default(),
        scorecards: Arena::default(),
        parts: Arena::default(),
        indicators: Arena::default(),
        grades: Arena::default(),
        examples: Vec::new(),
        methods: 0.into(),
    };
    let money = Dimension::of(Base::Unit(UnitId(0)));
    let yuan =
        p.units.push(Unit { name: b.n("yuan"), title: Some("元".into()), dimension: money.clone(), factor: Number::one(), span: whole });
    let wan = p.units.push(Unit {
        name: b.n("wan"),
        title: Some("万元".into()),
        dimension: money.clone(),
        factor: Number::from(10_000),
        span: whole,
    });
    p.methods = p.choices.push(Choice { name: None, title: None, ordered: false, values: vec![], span: whole });
    let quality = p.choices.push(b.choice(Some("quality"), &[("excellent", "First class"), ("good", "Good work"), ("poor", "Poor work")]));
    let sequences = p.choices.push(b.choice(None, &[("urban", "City districts"), ("rural", "Counties")]));
    let post = p.choices.push(b.choice(None, &[("auditor", ""), ("clerk", "")]));
    let kinds = p.choices.push(b.choice(None, &[("notified", ""), ("complaint", "")]));
    let level = |name: &str, title: &str| Level {
        name: b.n(name),
        title: b.t(name, title),
        parents: vec![],
        sequences: None,
        members: vec![],
        attributes: vec![],
        scorecards: vec![],
        grades: vec![],
        span: b.at(name, if zh { "考核对象 " } else { "subject " }),
    };
    let bureau = p.levels.push(Level { sequences: Some(sequences), ..level("bureau", "County bureau") });
    let department = p.levels.push(Level {
        members: b.titled(&[("tax_service", "Tax service"), ("collection", "Collection"), ("office", "General office")]),
        ..level("department", "Department")
    });
    let person = p.levels.push(Level { parents: vec![department, bureau], ..level("person", "Person") });
    let input = |p: &mut Program, name: &str, title: &str, owner, ty, or_empty| {
        p.inputs.push(Input {
            name: b.n(name),
            title: b.t(name, title),
            owner,
            ty,
            limits: vec![],
            due: closes,
            supplied_by: None,
            better: None,
            empty_means: (name == "falsified").then_some(Value::Flag(false)),
            or_empty,
            span: whole,
        })
    };
    let attributes = vec![
        input(&mut p, "post", "Post", InputOwner::Level(person), Type::Choice(post), false),
        input(&mut p, "joined", "Joined the unit", InputOwner::Level(person), Type::Day, true),
    ];
    p.levels[person].attributes = attributes;
    let whom = |level| Whom { level, members: None, condition: None, span: whole };
    for level in [bureau, department, person] {
        let card = p.scorecards.push(Scorecard {
            whom: whom(level),
            root: 0.into(),
            lets: vec![],
            at_least: vec![],
            at_most: vec![],
            span: whole,
        });
        p.levels[level].scorecards.push(card);
    }
    let indicator = |p: &mut Program, name: &str, title: &str, level, inputs: &[(&str, &str, Type)], links: Vec<Method>| {
        let id = IndicatorId::from(p.indicators.len());
        let inputs = inputs.iter().map(|(name, title, ty)| input(p, name, title, InputOwner::Indicator(id), ty.clone(), false)).collect();
        p.indicators.push(Indicator {
            name: b.n(name),
            title: b.t(name, title),
            parts: vec![],
            whom: whom(level),
            points: Points { low: Number::zero(), full: Number::from(10), high: Number::from(10), span: whole },
            led_by: vec![],
            supported_by: vec![],
            collected_by: None,
            basis: None,
            inputs,
            lets: vec![],
            chain: Chain { links: links.into_iter().map(|method| Link { method, ceiling: None, span: whole }).collect(), end: None },
            changes: vec![],
            ceilings: vec![],
            vetoes: vec![],
            name_span: whole,
            span: whole,
            poisoned: false,
        });
    };
    indicator(
        &mut p,
        "revenue",
        "Revenue collected",
        bureau,
        &[
            ("collected", "Collected", Type::Quantity(money.clone(), Some(wan))),
            ("growth", "Growth against target", Type::PercentagePoints),
            ("overdue", "Days overdue", Type::days()),
            ("falsified", "Data falsified", Type::Flag),
        ],
        vec![],
    );
    let step = |name: &str, title: &str, due: Option<Day>| Step {
        name: b.n(name),
        title: b.t(name, title),
        due,
        points: Number::from(2),
        late: None,
        span: whole,
    };
    let steps = Steps {
        mode: StepMode::AddUp,
        steps: vec![step("listed", "Late filers listed", Day::parse("2025-03-31").ok()), step("trained", "Staff trained", None)],
    };
    let good = b.at("good", "\n    ");
    let row = |value, points| StateRow { value, title: None, points, span: if value == 1 { good } else { whole } };
    let state = State {
        choice: quality,
        judge: None,
        self_judge: None,
        needs_evidence: true,
        rows: vec![
            row(0, StatePoints::Fixed(Number::from(6))),
            row(1, StatePoints::Between(Number::from(3), Number::from(5))),
            row(2, StatePoints::Fixed(Number::zero())),
        ],
    };
    indicator(
        &mut p,
        "filing",
        "On-time filing",
        department,
        &[("filed", "Returns filed", Type::Count), ("share", "Share on time", Type::Percent), ("cost", "Cost per case", Type::Number)],
        vec![Method::Steps(steps), Method::State(state)],
    );
    indicator(&mut p, "cases", "Cases handled", person, &[("handled", "Cases handled", Type::Count)], vec![]);
    let field = |name: &str, title: &str, ty, or_empty| Field {
        name: b.n(name),
        title: b.t(name, title),
        ty,
        limits: vec![],
        empty_means: (name == "upheld").then_some(Value::Flag(false)),
        or_empty,
        span: b.at(name, "\n  "),
    };
    p.registers.push(Register {
        name: b.n("supervision"),
        title: b.t("supervision", "Supervision register"),
        of: department,
        fields: vec![
            field("date", "Date", Type::Day, false),
            field("kind", "Kind", Type::Choice(kinds), false),
            field("upheld", "Upheld", Type::Flag, false),
            field("fine", "Fine in yuan", Type::Quantity(money, Some(yuan)), true),
            field("responsible", "Person responsible", Type::Subject(person), true),
            field("remark", "Remark", Type::Text, false),
        ],
        span: whole,
    });
    p
}
