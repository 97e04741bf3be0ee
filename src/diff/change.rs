//! What a comparison finds: plain data, in a fixed order.

use crate::text::{Span, Words};
use crate::words;

/// Everything that the newer book says differently.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The changes, in the order of the newer book; what is gone stands where it stood.
    pub changes: Vec<Change>,
    /// What was removed and added and looks like one thing under two names.
    pub proposals: Vec<Proposal>,
}

impl Comparison {
    /// Whether something means something else; titles and the like mean nothing to a score.
    #[must_use]
    pub fn means_something_else(&self) -> bool {
        self.changes.iter().any(|change| change.kind() != Kind::Text)
    }

    /// How many changes there are of each kind that occurs, in the order of [`Kind`].
    #[must_use]
    pub fn counts(&self) -> Vec<(Kind, usize)> {
        let count = |kind: Kind| self.changes.iter().filter(|change| change.kind() == kind).count();
        Kind::ALL.iter().map(|kind| (*kind, count(*kind))).filter(|(_, count)| *count > 0).collect()
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What of it.
    pub aspect: Aspect,
    /// What else of it changed by the same words: beside the type of an input its bounds.
    pub with: Vec<Aspect>,
    /// What happened.
    pub effect: Effect,
    /// The declaration it is about.
    pub about: Thing,
    /// Others that changed by the same words: those that use a scale or follow a pattern.
    pub also: Vec<Thing>,
    /// Inside the declaration: the input, step, state or method; empty for the whole. In English it
    /// is what programs read.
    pub inside: Vec<Words>,
    /// In the older book; none when added.
    pub old: Option<Side>,
    /// In the newer book; none when removed.
    pub new: Option<Side>,
    /// Which way it leans for those who are judged, said only where one number decides it in plain
    /// sight. A proof over all inputs belongs here too: it would fill this field where the change
    /// alone does not show it.
    pub leans: Option<Leaning>,
    /// The declaration it stood in, where it moved.
    pub from: Option<Thing>,
}

impl Change {
    /// A change of the whole of what it is about, of which nothing more is known than what happened.
    pub(super) fn new(effect: Effect, aspect: Aspect, about: Thing, old: Option<Side>, new: Option<Side>) -> Self {
        let (with, also, inside) = (Vec::new(), Vec::new(), Vec::new());
        Self { aspect, with, effect, about, also, inside, old, new, leans: None, from: None }
    }

    /// The kind it is counted under.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.effect {
            Effect::Renamed => Kind::Renamed,
            Effect::Added if self.aspect.kind() == Kind::Thing => Kind::Added,
            Effect::Removed if self.aspect.kind() == Kind::Thing => Kind::Removed,
            Effect::Added | Effect::Removed | Effect::Changed | Effect::Reordered | Effect::Moved => self.aspect.kind(),
        }
    }
}

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// Only the newer book has it.
    Added,
    /// Only the older book has it.
    Removed,
    /// Both have it, under two names that `formerly` joins.
    Renamed,
    /// Both have it and it says something else.
    Changed,
    /// The same, in another order where order means something.
    Reordered,
    /// The same, in another declaration.
    Moved,
}

/// A declaration by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    /// What it is.
    pub aspect: Aspect,
    /// Its name; for a part its path, for a scorecard or grade whom it is for.
    pub name: String,
    /// What people see, where that is something else.
    pub title: Option<String>,
    /// For a part: the kind of subject whose scorecard it lies in.
    pub of: Option<String>,
    /// For an indicator: who wrote it.
    pub author: Option<WrittenBy>,
}

/// Who wrote an indicator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WrittenBy {
    /// The name outputs call them by.
    pub name: String,
    /// Whether it is the office, which needs no telling.
    pub is_office: bool,
}

/// One side of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// What it says: the author's own words where there is a clause of its own, on one line.
    pub text: Words,
    /// Where.
    pub span: Span,
}

/// Which way a change leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leaning {
    /// The same work earns less, or as much at most.
    Stricter,
    /// The same work earns more, or as much at least.
    Looser,
}

/// Two names for one thing, perhaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What was removed.
    pub old: Thing,
    /// Where it stood.
    pub old_span: Span,
    /// What was added.
    pub new: Thing,
    /// Where it stands.
    pub new_span: Span,
    /// How alike they are, of 100.
    pub likeness: u32,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal, $english:literal, $chinese:literal;)*) => {
        /// The kinds under which changes are counted, in the order they are told.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The word machines read.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)*
                }
            }

            /// The heading people read.
            #[must_use]
            pub fn words(self) -> Words {
                match self {
                    $(Self::$kind => words!($english, $chinese),)*
                }
            }
        }
    };
}

kinds! {
    /// A declaration, input, step or state that is new.
    Added = "added", "added", "新增";
    /// One that is gone.
    Removed = "removed", "removed", "取消";
    /// One with another name.
    Renamed = "renamed", "renamed", "更名";
    /// One in another part.
    Moved = "moved", "moved to another part", "调整归属";
    /// Whom something judges.
    Whom = "whom", "judges others than before", "适用范围变化";
    /// Points and weights.
    Weight = "reweighted", "points and weights", "分值与权重";
    /// Rows of tables, steps and states.
    Rows = "rebanded", "rows, steps and states", "分档、步骤与描述";
    /// Which methods there are and in which order.
    Chain = "chain", "methods and their order", "评价方式及次序";
    /// What is measured: expressions, inputs, registers, tables, units.
    Measure = "measure", "what is measured", "计量内容";
    /// Additions, deductions, caps, ceilings and vetoes.
    Limits = "limits", "additions, deductions, caps and vetoes", "加减分、上限与否决";
    /// By when.
    Days = "days", "due days", "期限";
    /// Who judges, answers, supplies.
    People = "people", "who judges, answers or supplies", "评定、牵头与报送";
    /// How parts are put together.
    Parts = "parts", "how parts are put together", "各部分的合成";
    /// Grades and their conditions.
    Grades = "grades", "grades", "等次";
    /// What others may add, and what the office has accepted.
    Extensions = "extensions", "what is open to extension", "允许扩展的范围";
    /// What follows from results.
    Consequences = "consequences", "consequences", "结果运用";
    /// Early warnings: when they are raised, and how grave they are.
    Warnings = "warnings", "early warnings", "预警";
    /// The rulebook's header.
    Header = "header", "the rulebook as a whole", "考核规则总则";
    /// Titles, basis, sources: nothing that scores.
    Text = "text", "words only", "仅文字";
    /// Counted as added or removed; changes of one are counted under what changed of it.
    Thing = "thing", "declarations", "声明";
}

macro_rules! aspects {
    ($($aspect:ident = $kind:ident, $word:literal, $english:literal, $chinese:literal;)*) => {
        /// What a change is about: a declaration, something in it, or a property of that.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Aspect {
            $(#[doc = $english] $aspect,)*
        }

        impl Aspect {
            /// The kind a change of it is counted under.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self {
                    $(Self::$aspect => Kind::$kind,)*
                }
            }

            /// The word machines read.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$aspect => $word,)*
                }
            }

            /// The words people read.
            #[must_use]
            pub fn words(self) -> Words {
                match self {
                    $(Self::$aspect => words!($english, $chinese),)*
                }
            }
        }
    };
}

aspects! {
    Rulebook = Thing, "rulebook", "rulebook", "考核规则";
    Unit = Thing, "unit", "unit", "计量单位";
    Choice = Thing, "choice", "choice", "选项";
    Subject = Thing, "subject", "subject", "考核对象";
    Role = Thing, "role", "role", "角色";
    Register = Thing, "register", "register", "台账";
    Table = Thing, "table", "table", "对照表";
    Scale = Thing, "scale", "scale", "标准";
    Scorecard = Thing, "scorecard", "scorecard", "计分卡";
    Part = Thing, "part", "part", "部分";
    Indicator = Thing, "indicator", "indicator", "指标";
    Grade = Thing, "grade", "grade", "等次";
    Rank = Thing, "rank", "rank", "排名";
    Extension = Thing, "extension", "extension", "扩展";
    Consequence = Thing, "consequence", "consequences", "结果运用";
    Attribute = Thing, "attribute", "attribute", "对象属性";
    Input = Thing, "input", "input", "数据项";
    Field = Thing, "field", "field", "台账字段";
    Value = Thing, "value", "value", "选项值";
    Sequence = Thing, "sequence", "sequence", "序列";
    Member = Thing, "member", "member", "成员";
    Step = Rows, "step", "step", "步骤";
    State = Rows, "state", "described state", "描述";
    Title = Text, "title", "title", "名称";
    Basis = Text, "basis", "basis", "依据";
    Source = Text, "source", "source of the numbers", "数据来源名称";
    Year = Header, "year", "year", "年度";
    Closes = Header, "closes", "closing day", "截止日";
    Scores = Header, "scores", "rounding of scores", "得分舍入";
    Totals = Header, "totals", "rounding of totals", "总分舍入";
    Ties = Header, "ties", "how ties are shared", "并列处理";
    MissingWritten = Header, "missing_written", "what an empty answer looks like", "缺报写法";
    Among = Whom, "among", "among whom it is measured", "评比范围";
    Keys = Measure, "keys", "what decides the places", "排名依据";
    SharedPlaces = Measure, "ties", "how ties are shared", "并列处理";
    MissingCompetitor = Measure, "missing_competitor", "what a missing value does", "缺报处理";
    Competitors = Limits, "competitors", "how many must compete", "参评数要求";
    UnitSize = Measure, "unit_size", "size of the unit", "单位换算";
    Ordered = Measure, "ordered", "order of the values", "选项值的高低次序";
    Parents = Whom, "parents", "what it belongs to", "隶属";
    Of = Whom, "of", "whom the register is about", "台账对象";
    Type = Measure, "type", "type", "类型";
    Bounds = Measure, "bounds", "bounds", "取值范围";
    EmptyMeans = Measure, "empty_means", "what empty means", "空值含义";
    Monthly = Days, "monthly", "values of each month", "按月报送";
    Dating = Measure, "dating", "what the date says", "日期含义";
    Better = Measure, "better", "which way is better", "优劣方向";
    Due = Days, "due", "due day", "期限";
    SuppliedBy = People, "supplied_by", "who supplies it", "报送人";
    HeldBy = People, "held_by", "who holds the role", "担任者";
    KeyNames = Text, "key_names", "what its keys are called", "查表依据的名称";
    Cell = Measure, "cell", "cell", "表格取值";
    Whom = Whom, "whom", "whom it is for", "适用对象";
    Weight = Weight, "weight", "weight", "权重";
    Size = Weight, "size", "points of the part", "部分分值";
    Nature = Parts, "nature", "what sort of part it is", "部分性质";
    PartLimit = Limits, "part_limit", "limit of the part", "部分的限额";
    AtLeast = Parts, "at_least", "least number of children", "最少适用数";
    Policy = Parts, "not_applicable", "what not applicable does", "不适用的处理";
    Factor = Parts, "factor", "factor", "系数";
    Rounded = Parts, "rounded", "rounding", "舍入";
    Opening = Extensions, "open_to_extension", "open to extension", "允许扩展";
    Author = People, "author", "who wrote it", "制定单位";
    Proposer = People, "proposer", "who proposed it", "提出单位";
    AcceptedBy = People, "accepted_by", "who accepted it", "采纳角色";
    Accepted = Extensions, "accepted", "day of acceptance", "采纳日期";
    Reason = Text, "reason", "reason", "理由";
    TotalLimit = Limits, "total_limit", "limit of the total", "总分限制";
    Place = Moved, "place", "part it counts in", "所属部分";
    Points = Weight, "points", "points", "分值";
    LedBy = People, "led_by", "who leads it", "牵头";
    SupportedBy = People, "supported_by", "who supports it", "协办";
    Collected = People, "collected_by", "how its numbers are collected", "数据采集方式";
    Let = Measure, "let", "named expression", "命名表达式";
    WarningLet = Warnings, "let", "named expression", "命名表达式";
    Method = Chain, "method", "method", "评价方式";
    ChainOrder = Chain, "order_of_methods", "order of the methods", "评价方式次序";
    End = Chain, "end", "end of the chain", "末尾处理";
    Ceiling = Limits, "ceiling", "ceiling of the method", "评价方式的上限";
    Measured = Measure, "measured", "what is measured", "计量对象";
    Formula = Measure, "formula", "formula", "计分公式";
    When = Rows, "when", "row with a condition", "条件行";
    Band = Rows, "band", "row", "分档行";
    Otherwise = Rows, "otherwise", "row for the rest", "其余行";
    Held = Limits, "held", "whether it is held within its points", "是否限于分值内";
    Start = Rows, "start", "points it starts with", "起评分";
    Gain = Rows, "gain", "gain or loss around the target", "围绕目标的加减";
    PlacePoints = Rows, "place_points", "points of a place", "名次得分";
    StepMode = Rows, "step_mode", "how steps count", "步骤计法";
    StepDue = Days, "step_due", "due day of the step", "步骤期限";
    StepPoints = Rows, "step_points", "points of the step", "步骤分值";
    StepLate = Rows, "step_late", "what a late step earns", "逾期处理";
    Judge = People, "judge", "who judges", "评定人";
    SelfJudge = People, "self_judge", "who judges instead of the judge itself", "本身的评定人";
    Evidence = Measure, "evidence", "whether evidence is sent", "是否报送佐证";
    RaterGroup = People, "rater_group", "group of raters", "测评组";
    GroupWeight = Weight, "group_weight", "weight of the group", "测评组权重";
    Level = Rows, "survey_level", "level of the survey", "测评等级";
    DropExtremes = Measure, "survey_drop", "ratings left out", "去掉的最高最低评价";
    SurveyDue = Days, "survey_due", "due day of the survey", "测评期限";
    LeastRaters = Measure, "least_raters", "least number of raters", "测评人最少人数";
    EmptyGroup = Measure, "empty_group", "what an empty group does", "空缺组的处理";
    Change = Limits, "change", "addition or deduction", "加减分";
    JointCap = Limits, "joint_cap", "joint cap", "合计上限";
    ConditionalCeiling = Limits, "conditional_ceiling", "ceiling with a condition", "附条件的上限";
    Warning = Warnings, "warning", "early warning", "预警";
    Veto = Limits, "veto", "veto", "否决";
    GradeRow = Grades, "grade_row", "row of the grade", "等次行";
    AtOnce = Grades, "at_once", "grade given at once", "直接定等";
    AtMost = Grades, "grade_at_most", "ceiling of the grade", "等次上限";
    Follows = Consequences, "follows", "what follows", "运用事项";
}
