//! What clauses and declared things are called in messages.

use crate::text::Words;
use crate::words;

/// A kind of thing with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Unit,
    Choice,
    Level,
    Role,
    Register,
    Table,
    Scale,
    Pattern,
    Indicator,
    Part,
    Member,
    Attribute,
    Field,
    Value,
    Type,
    Input,
    Let,
    Grade,
    Parameter,
    Group,
}

impl Thing {
    /// With its article.
    pub fn words(self) -> Words {
        match self {
            Self::Unit => words!("a unit", "计量单位"),
            Self::Choice => words!("a choice", "选项"),
            Self::Level => words!("a kind of subject", "考核对象"),
            Self::Role => words!("a role", "角色"),
            Self::Register => words!("a register", "台账"),
            Self::Table => words!("a table", "对照表"),
            Self::Scale => words!("a scale", "标准"),
            Self::Pattern => words!("a pattern", "模板"),
            Self::Indicator => words!("an indicator", "指标"),
            Self::Part => words!("a part", "计分卡的部分"),
            Self::Member => words!("a member", "成员"),
            Self::Attribute => words!("an attribute", "对象的数据项"),
            Self::Field => words!("a field", "台账的栏目"),
            Self::Value => words!("a value of a choice", "选项的值"),
            Self::Type => words!("a type", "类型"),
            Self::Input => words!("an input", "数据项"),
            Self::Let => words!("a `let`", "“设”的名称"),
            Self::Grade => words!("a grade", "等次"),
            Self::Parameter => words!("a parameter", "参数"),
            Self::Group => words!("a group of raters", "测评组"),
        }
    }

    /// Without an article.
    pub fn bare(self) -> Words {
        let Words { english, chinese } = self.words();
        let bare = english.strip_prefix("an ").or(english.strip_prefix("a ")).unwrap_or(&english).to_owned();
        Words::new(bare, chinese)
    }
}

/// A clause, an option or a declaration, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    Header,
    Year,
    Closes,
    Scores,
    Totals,
    Basis,
    Formerly,
    MissingWritten,
    /// With the number of decimals that is shown.
    ShownMode(u32),
    Sequence,
    Members,
    Scorecard(String),
    OutOf,
    ScaledTo,
    Weight,
    Bonus,
    Adjustment,
    AtLeast,
    NotApplicable,
    Times,
    Rounded,
    OpenTo,
    TotalAtLeast,
    TotalAtMost,
    ExtensionHead,
    Proposed,
    Reason,
    Points,
    PointsFrom,
    LedBy,
    SupportedBy,
    CollectedBy,
    Method,
    Steps,
    State,
    Survey,
    EmptyGroup,
    LeastRaters,
    DropExtremes,
    StartAt,
    Judge,
    UpperBound,
    LowerBound,
    Range,
    Due,
    SuppliedBy,
    Better,
    EmptyMeans,
    OrEmpty,
    Dating,
    Monthly,
    Grade,
    Ties,
    MissingPolicy,
    Competitors,
    Rank,
    Consequence,
}

impl Phrase {
    /// What it is called.
    pub fn words(&self) -> Words {
        match self {
            Self::Header => words!("the header `rulebook`", "规则抬头“考核规则”"),
            Self::Year => words!("`year`", "“年度”"),
            Self::Closes => words!("`closes`", "“截止”"),
            Self::Scores => words!("`scores`", "“得分”的舍入"),
            Self::Totals => words!("`totals`", "“总分”的舍入"),
            Self::Basis => words!("`basis`", "“依据”"),
            Self::Formerly => words!("`formerly`", "“曾用名”"),
            Self::MissingWritten => words!("`missing written`", "“缺报写作”"),
            Self::ShownMode(_) => words!("the rounding of what is shown", "“显示”的舍入方式"),
            Self::Sequence => words!("`sequence`", "“序列”"),
            Self::Members => words!("`members`", "“成员”"),
            Self::OutOf => words!("`out of`", "“满分”"),
            Self::ScaledTo => words!("`scaled to`", "“折算为”"),
            Self::Weight => words!("the weight", "“权重”"),
            Self::Bonus => words!("`bonus at most`", "“加分项”"),
            Self::Adjustment => words!("`adjustment`", "“加减分项”"),
            Self::AtLeast => words!("`at least`", "“不少于”"),
            Self::NotApplicable => words!("`not applicable`", "“不适用”"),
            Self::Times => words!("`times`", "“乘以”"),
            Self::Rounded => words!("`rounded`", "“四舍五入”"),
            Self::OpenTo => words!("`open to extension`", "“允许扩展”"),
            Self::TotalAtLeast => words!("`total at least`", "“总分不低于”"),
            Self::TotalAtMost => words!("`total at most`", "“总分不超过”"),
            Self::ExtensionHead => words!("the head `extension`", "抬头“扩展”"),
            Self::Proposed => words!("`proposed`", "“提出日期”"),
            Self::Reason => words!("`reason`", "“理由”"),
            Self::Points => words!("`points`", "“分值”"),
            Self::PointsFrom => words!("`points from`", "“分值”的上下限"),
            Self::LedBy => words!("`led by`", "“牵头”"),
            Self::SupportedBy => words!("`supported by`", "“协办”"),
            Self::CollectedBy => words!("`collected by`", "“数据来源”"),
            Self::Method => words!("the method", "评价方式"),
            Self::Steps => words!("`steps`", "“步骤”"),
            Self::State => words!("`state`", "“描述”"),
            Self::Survey => words!("`survey`", "“测评”"),
            Self::EmptyGroup => words!("what becomes of the weight of a group in which nobody rates", "无人测评的组其权重如何处理"),
            Self::LeastRaters => words!("the least number of raters", "测评人的最少人数"),
            Self::DropExtremes => words!("`drop`", "“去掉”"),
            Self::StartAt => words!("`start at`", "“起评分”"),
            Self::Judge => words!("who judges", "评定人"),
            Self::UpperBound => words!("an upper bound", "上限"),
            Self::LowerBound => words!("a lower bound", "下限"),
            Self::Range => words!("`from … to …`", "上下限"),
            Self::Due => words!("`due`", "期限"),
            Self::SuppliedBy => words!("`supplied by`", "报送人"),
            Self::Better => words!("which way is better", "“越高越好”或“越低越好”"),
            Self::EmptyMeans => words!("`empty means`", "“空视为”"),
            Self::OrEmpty => words!("`or empty`", "“可空”"),
            Self::Monthly => words!("`monthly`", "“按月”"),
            Self::Dating => words!("`when it happened` or `planned`", "“实际发生日”或“计划日”"),
            Self::Grade => words!("`grade`", "“等次”"),
            Self::Ties => words!("how ties are shared", "并列如何处理"),
            Self::MissingPolicy => words!("what a missing value does", "缺报如何处理"),
            Self::Competitors => words!("how many must compete", "参评数的要求"),
            Self::Rank => words!("`rank`", "“排名”"),
            Self::Consequence => words!("what follows", "运用事项"),
            Self::Scorecard(level) => words!("a scorecard for `{level}`", "“{level}”的计分卡", level = level),
        }
    }

    /// How it may be written.
    pub fn example(&self) -> Words {
        match self {
            Self::Header => words!("`rulebook \"…\" {{ … }}`", "“考核规则 \"…\" {{ … }}”"),
            Self::Year => words!("`year 2025`", "“年度 2025”"),
            Self::Closes => words!("`closes 2026-01-20`", "“截止 2026-01-20”"),
            Self::Scores => words!("`scores rounded half up to 2 decimals`", "“得分 四舍五入保留 2 位小数”"),
            Self::Totals => words!("`totals rounded half up to 2 decimals`", "“总分 四舍五入保留 2 位小数”"),
            Self::Basis => words!("`basis \"…\"`", "“依据 \"…\"”"),
            Self::Formerly => words!("`formerly …`", "“曾用名 …”"),
            Self::MissingWritten => words!("`missing written \"…\"`", "“缺报写作 \"…\"”"),
            Self::ShownMode(digits) => words!(
                "`shown half up to {digits} {e}`",
                "“显示 四舍五入保留 {digits} 位小数”",
                digits = digits,
                e = if *digits == 1 { "decimal" } else { "decimals" }
            ),
            Self::Sequence => words!("`sequence a | b`", "“序列 甲 | 乙”"),
            Self::Members => words!("`members a, b`", "“成员 甲、乙”"),
            Self::OutOf => words!("`out of 100`", "“满分 100”"),
            Self::ScaledTo => words!("`scaled to 100`", "“折算为 100”"),
            Self::Weight => words!("`70%`", "“权重 70%”"),
            Self::Bonus => words!("`bonus at most 3`", "“加分项 不超过 3”"),
            Self::Adjustment => words!("`adjustment from -5 to 5`", "“加减分项 -5 至 5”"),
            Self::AtLeast => words!("`at least 2 indicators`", "“不少于 2 个指标”"),
            Self::NotApplicable => words!("`not applicable => full points`", "“不适用 => 满分”"),
            Self::Times => words!("`times 1.2`", "“乘以 1.2”"),
            Self::Rounded => words!("`rounded half up to 1 decimal`", "“四舍五入保留 1 位小数”"),
            Self::OpenTo => words!(
                "`open to extension by department at most 5 points, 2 for each indicator`",
                "“允许扩展 由 处室 提出 不超过 5 分, 每个指标 2 分”"
            ),
            Self::TotalAtLeast => words!("`total at least 60`", "“总分不低于 60”"),
            Self::TotalAtMost => words!("`total at most 110`", "“总分不超过 110”"),
            Self::ExtensionHead => words!("`extension \"…\" of \"…\" by … {{`", "“扩展 \"……\" 对 \"……\" 由 …… 提出 {{”"),
            Self::Proposed => words!("`proposed 2025-02-10`", "“提出日期 2025-02-10”"),
            Self::Reason => words!("`reason \"…\"`", "“理由 \"……\"”"),
            Self::Points => words!("`points 10`", "“分值 10”"),
            Self::PointsFrom => words!("`points from -3 to 2`", "“分值 -3 至 2”"),
            Self::LedBy => words!("`led by …`", "“牵头 …”"),
            Self::SupportedBy => words!("`supported by …`", "“协办 …”"),
            Self::CollectedBy => words!("`collected by system \"…\"`", "“数据来源 系统 \"…\"”"),
            Self::Method => {
                words!("`quantify …`, `steps`, `state …`, `survey …` or `start at …`", "“量化 …”、“步骤”、“描述 …”、“测评 …”或“起评分 …”")
            }
            Self::Steps => words!("`steps {{ … }}`", "“步骤 {{ … }}”"),
            Self::State => words!("`state … {{ … }}`", "“描述 … {{ … }}”"),
            Self::Survey => words!("`survey … by … 100% {{ … }}`", "“测评 … 由 … 100% {{ … }}”"),
            Self::EmptyGroup => {
                words!("`empty group => redistribute` or `empty group => cannot be applied`", "“空缺组 => 分摊”或“空缺组 => 无法适用”")
            }
            Self::LeastRaters => words!("`at least 5 raters`", "“测评人不少于 5 人”"),
            Self::DropExtremes => words!("`drop the highest 1 and the lowest 1`", "“去掉 最高 1 个和最低 1 个”"),
            Self::StartAt => words!("`start at 8`", "“起评分 8”"),
            Self::Judge => words!("`judged by …`", "“由 … 评定”"),
            Self::UpperBound => words!("`at most …`", "“不超过 …”"),
            Self::LowerBound => words!("`at least …`", "“不低于 …”"),
            Self::Range => words!("`from … to …`", "“从 … 至 …”"),
            Self::Due => words!("`due 31 March`", "“3月31日前”"),
            Self::SuppliedBy => words!("`supplied by …`", "“由 … 报送”"),
            Self::Better => words!("`higher is better`", "“越高越好”"),
            Self::EmptyMeans => words!("`empty means no`", "“空视为 否”"),
            Self::OrEmpty => words!("`or empty`", "“可空”"),
            Self::Monthly => words!("`monthly`", "“按月”"),
            Self::Dating => words!("`when it happened`", "“实际发生日”"),
            Self::Grade => words!("`grade … {{ … }}`", "“等次 … {{ … }}”"),
            Self::Ties => words!("`ties share the better place`", "“并列取优”"),
            Self::MissingPolicy => words!("`missing leave the count`", "“缺报不计入”"),
            Self::Competitors => words!("`at least 3 competitors`", "“参评不少于 3 个”"),
            Self::Rank => words!("`rank … on total`", "“排名 … 依 总分”"),
            Self::Consequence => words!("`\"Interview with the director\"`", "“\"局长约谈\"”"),
            Self::Scorecard(level) => words!("`scorecard {level} out of 100 {{ … }}`", "“计分卡 {level} 满分 100 {{ … }}”", level = level),
        }
    }
}

/// What was tried with two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Add,
    Subtract,
    Multiply,
    Compare,
    Choose,
    List,
    Bound,
    Stand,
}

impl Deed {
    /// `cannot …` with what was found and what it stands beside.
    pub fn words(self, found: &Words, other: &Words) -> Words {
        let (f, o) = (&found.english, &other.english);
        let (fc, oc) = (&found.chinese, &other.chinese);
        let english = match self {
            Self::Add => format!("{f} cannot be added to {o}"),
            Self::Subtract => format!("{f} cannot be subtracted from or lessened by {o}"),
            Self::Multiply => format!("{f} cannot be multiplied or divided by {o}"),
            Self::Compare => format!("{f} cannot be compared with {o}"),
            Self::Choose => format!("one of two values is {f}, the other is {o}"),
            Self::List => format!("{f} stands in a list with {o}"),
            Self::Bound => format!("{f} cannot be the bound of {o}"),
            Self::Stand => format!("expected {o}, found {f}"),
        };
        let chinese = match self {
            Self::Add => format!("{fc}不能与{oc}相加"),
            Self::Subtract => format!("{fc}不能与{oc}相减"),
            Self::Multiply => format!("{fc}不能与{oc}相乘或相除"),
            Self::Compare => format!("{fc}不能与{oc}比较"),
            Self::Choose => format!("两个取值一个是{fc}，另一个是{oc}"),
            Self::List => format!("{fc}与{oc}不能并列"),
            Self::Bound => format!("{fc}不能作为{oc}的界限"),
            Self::Stand => format!("应为{oc}，实为{fc}"),
        };
        Words::new(english, chinese)
    }
}
