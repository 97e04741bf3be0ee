//! What is said about extensions and their acceptance.

use super::Thing;
use crate::check::names::Suggestion;
use crate::diagnostics::catalogue as code;
use crate::diagnostics::{Applicability, Diagnostic};
use crate::syntax::ast::{self, Name, Text};
use crate::text::{Digest, Span, Words, counted};
use crate::value::{Day, Number};
use crate::words;

/// What only the office may write.
pub enum Beyond {
    Rulebook,
    Subject,
    Role,
    Scorecard,
    Grade,
    Rank,
    Consequence,
    Accept,
    Example,
}

impl Beyond {
    fn words(&self) -> Words {
        match self {
            Self::Rulebook => words!("a header `rulebook`", "抬头“考核规则”"),
            Self::Subject => words!("a kind of subject", "考核对象"),
            Self::Role => words!("a role", "角色"),
            Self::Scorecard => words!("a scorecard", "计分卡"),
            Self::Grade => words!("a grade", "等次"),
            Self::Rank => words!("a ranking", "排名"),
            Self::Consequence => words!("a consequence", "结果运用"),
            Self::Accept => words!("an acceptance", "采纳"),
            Self::Example => words!("an example of what it did not add", "不属于本扩展的示例"),
        }
    }
}

/// The head of an extension in a file of the book.
pub fn head_in_rulebook(extension: &ast::Extension) -> Diagnostic {
    Diagnostic::new(
        code::EXTENSION_OUT_OF_PLACE,
        extension.title.span,
        words!("an extension stands in a file of its own under `extensions/`", "扩展应单独成文件，放在“extensions”文件夹中"),
    )
    .label(words!("this file belongs to the rulebook", "本文件属于考核规则"))
    .help(words!("move it to `extensions/`, then run `yardstick propose`", "请移至“extensions”文件夹，再运行“yardstick propose”"))
}

/// A file under `extensions/` that does not begin with its head.
pub fn without_head(place: Span, book: &str) -> Diagnostic {
    Diagnostic::new(code::EXTENSION_WITHOUT_HEAD, place, words!("this extension does not say who proposes it", "本扩展未写明由谁提出"))
        .help(words!(
            "begin the file with `extension \"…\" of \"{book}\" by … {{ … }}`",
            "请在文件开头写“扩展 \"……\" 对 \"{book}\" 由 …… 提出 {{ …… }}”",
            book = book
        ))
}

/// The title of another book.
pub fn of_another_book(span: Span, title: &str, book: Span) -> Diagnostic {
    another_book(span, words!("the rulebook is called `{title}`", "考核规则的名称是“{title}”", title = title))
        .label(words!("this is another title", "名称不符"))
        .related(book, words!("the rulebook", "考核规则"))
        .fix(words!("write `{title}`", "写作“{title}”", title = title), span, format!("\"{title}\""), Applicability::MaybeIncorrect)
}

/// Another year than the book's.
pub fn of_another_year(span: Span, year: i64, book: Span) -> Diagnostic {
    another_book(span, words!("the rulebook is of the year {year}", "考核规则的年度是 {year}", year = year))
        .label(words!("this is another year", "年度不符"))
        .related(book, words!("the year of the rulebook", "考核规则的年度"))
        .note(words!("an extension holds for one year; it is proposed anew for the next", "扩展一年一提，次年应重新提出"))
        .fix(words!("write `{year}`", "写作“{year}”", year = year), span, year.to_string(), Applicability::MaybeIncorrect)
}

/// Proposed in another year.
pub fn proposed_outside(span: Span, year: i64) -> Diagnostic {
    out_of_time(span, words!("proposed outside the year {year}", "提出日期不在 {year} 年内", year = year))
        .help(words!("write the day it was handed in", "请写实际提出的日期"))
}

/// Accepted before it was proposed.
pub fn accepted_before_proposed(span: Span, proposed: Span) -> Diagnostic {
    out_of_time(span, words!("accepted before it was proposed", "采纳日期早于提出日期"))
        .related(proposed, words!("proposed on this day", "提出日期在此"))
        .help(words!("write the day of the decision", "请写作出决定的日期"))
}

/// Accepted when the year was over.
pub fn accepted_after_closing(span: Span, day: Day, closes: Span) -> Diagnostic {
    out_of_time(span, words!("accepted after the closing day, {day}", "采纳日期晚于截止日 {day}", day = day))
        .related(closes, words!("the closing day", "截止日在此"))
        .note(words!("what is decided afterwards counts for nothing in this year", "截止之后的决定不计入本年度"))
        .help(words!("write the day of the decision, or leave the acceptance out", "请写作出决定的日期，或删去此条采纳"))
}

/// An item that only the office may write.
pub fn beyond_an_extension(span: Span, what: &Beyond) -> Diagnostic {
    let Words { english, chinese } = what.words();
    Diagnostic::new(code::BEYOND_AN_EXTENSION, span, words!("an extension cannot bring {e}", "扩展中不能写{z}", e = english, z = chinese))
        .label(words!("only the office may write this", "只能由主管部门规定"))
        .note(words!(
            "an extension adds indicators to open parts, with choices, units, scales, patterns, tables and registers of its own",
            "扩展可在开放的部分增加指标，并附自用的选项、计量单位、标准、模板、对照表和台账"
        ))
        .help(words!("leave it out", "请删去"))
}

fn whose(by: Option<&str>) -> Words {
    match by {
        None => words!("the office's", "主管部门的"),
        Some(by) => words!("of the extension by `{by}`", "“{by}”所提扩展的", by = by),
    }
}

/// A name that is taken.
pub fn takes_a_name(name: &Name, thing: Thing, taken: Thing, span: Span, by: Option<&str>) -> Diagnostic {
    let (thing, other, whose) = (thing.words(), taken.bare(), whose(by));
    let message = match by {
        None => words!(
            "`{name}` is the name of the office's {other}",
            "“{name}”已是主管部门的{z}的名称",
            name = name.value,
            other = other.english,
            z = other.chinese
        ),
        Some(by) => words!(
            "`{name}` is the name of {other} in the extension by `{by}`",
            "“{name}”已是“{by}”所提扩展的{z}的名称",
            name = name.value,
            other = taken.words().english,
            z = other.chinese,
            by = by
        ),
    };
    Diagnostic::new(code::EXTENSION_TAKES_A_NAME, name.span, message)
        .label(words!("{e} of this extension", "本扩展的{z}", e = thing.english, z = thing.chinese))
        .related(
            span,
            words!("{e} {whose}", "{whosez}{z}", e = other.english, whose = whose.english, whosez = whose.chinese, z = other.chinese),
        )
        .note(words!("an extension adds; it never changes or hides what is there", "扩展只能增加，不能更改或遮盖已有的内容"))
        .help(words!("choose a name of your own", "请另取名称"))
}

/// A name that looks like one that is taken.
pub fn looks_like(name: &Name, taken: &str, thing: Thing, span: Span, by: Option<&str>) -> Diagnostic {
    let (thing, whose) = (thing.bare(), whose(by));
    mixed_up(name.span, words!("`{name}` looks like `{taken}`", "“{name}”与“{taken}”看上去一样", name = name.value, taken = taken))
        .label(words!("some letters only look the same", "有些字母只是形似"))
        .related(
            span,
            words!(
                "`{taken}`, {e} {whose}",
                "“{taken}”，{whosez}{z}",
                taken = taken,
                e = thing.english,
                whose = whose.english,
                whosez = whose.chinese,
                z = thing.chinese
            ),
        )
        .help(words!("choose a name that nobody can mix up", "请另取不会混淆的名称"))
}

/// The title of an indicator that there is already.
pub fn same_title(span: Span, title: &str, shown: &str, other: Span) -> Diagnostic {
    let message = if title == shown {
        words!("another indicator has the title `{title}`", "已有指标的标题为“{title}”", title = title)
    } else {
        words!("the title looks like `{shown}`", "标题与“{shown}”看上去一样", shown = shown)
    };
    mixed_up(span, message)
        .related(other, words!("the other indicator", "另一指标"))
        .note(words!("people read titles, and could take one indicator for the other", "人们看的是标题，容易把两个指标弄混"))
        .help(words!("say what is different about this one", "请写明与之不同之处"))
}

/// A part that is not open to the proposer.
pub fn part_not_open(span: Span, part: &str, proposer: &str, declared: Span, opening: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(
        code::PART_NOT_OPEN,
        span,
        words!("`{part}` is not open to extensions by `{proposer}`", "“{part}”未允许“{proposer}”扩展", part = part, proposer = proposer),
    );
    let found = match opening {
        Some(opening) => found.related(opening, words!("open to others", "向其他单位开放")),
        None => found.related(declared, words!("the office has opened nothing here", "主管部门未在此开放扩展")),
    };
    found.help(words!(
        "propose it for a part that is open, or ask the office to open this one",
        "请改在已开放的部分提出，或请主管部门开放此部分"
    ))
}

/// More points than each indicator may have.
pub fn beyond_each(span: Span, points: &str, each: &str, part: &str, opening: Span) -> Diagnostic {
    beyond(
        span,
        words!(
            "{counted}, where each indicator may have {each}",
            "分值 {points}，而每个指标最多 {each} 分",
            counted = counted(points, "point"),
            points = points,
            each = each
        ),
    )
    .label(words!("too many points", "分值过高"))
    .related(opening, words!("`{part}` is opened so far", "“{part}”允许扩展的范围", part = part))
    .help(words!("write `points {each}` or less", "请写“分值 {each}”或更少", each = each))
}

/// More points than all extensions may have.
pub fn beyond_all(
    span: Span,
    used: &Number,
    at_most: &Number,
    left: &Number,
    (part, opening): (&str, Span),
    (shares, more): (&[(Words, String, Span)], usize),
) -> Diagnostic {
    let mut found = beyond(
        span,
        words!(
            "with this indicator extensions use {counted}, {at_most} are open",
            "连同本指标扩展共用 {used} 分，而允许 {at_most} 分",
            counted = counted(used, "point"),
            used = used,
            at_most = at_most
        ),
    )
    .label(words!("beyond what is left", "超出剩余的分值"))
    .related(opening, words!("`{part}` is opened so far", "“{part}”允许扩展的范围", part = part));
    for (name, points, place) in shares {
        found = found.related(
            *place,
            words!(
                "{name}: {en}",
                "{zh}：{points} 分",
                name = name.english,
                zh = name.chinese,
                en = counted(points, "point"),
                points = points
            ),
        );
    }
    if more > 0 {
        found = found.note(words!("{more} more indicators of extensions use them too", "另有 {more} 个扩展指标同样占用", more = more));
    }
    if left.is_negative() || left.is_zero() {
        return found
            .note(words!("the others use up what is open", "其他指标已用完允许的分值"))
            .help(words!("ask the office to open more", "请主管部门放宽"));
    }
    found.note(words!("the others leave {left}", "其他指标之后还剩 {left} 分", left = left)).help(words!(
        "take no more than {left}, or ask the office to open more",
        "分值请不超过 {left}，或请主管部门放宽",
        left = left
    ))
}

/// The proposer judges.
pub fn judges_itself(span: Span, role: &str, proposer: &str, declared: Span) -> Diagnostic {
    self_judged(span, proposer)
        .label(words!("`{role}` is `{proposer}`", "“{role}”由“{proposer}”担任", role = role, proposer = proposer))
        .related(declared, words!("who holds the role", "角色由谁担任"))
        .help(words!("let another role judge", "请由其他角色评定"))
}

/// The proposer is a group of raters.
pub fn rates_itself(span: Span, proposer: &str, head: Span) -> Diagnostic {
    self_judged(span, proposer)
        .label(words!("this group of raters is the proposer", "此测评组即提出单位"))
        .related(head, words!("proposed by it", "由其提出"))
        .help(words!("let others rate", "请由其他单位测评"))
}

/// Outsiders as suppliers.
pub fn nobody_supplies(span: Span, input: &str, role: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(code::NOBODY_SUPPLIES, span, words!("nobody can supply `{input}`", "“{input}”无人可以报送", input = input))
        .label(words!("nobody holds `{role}`", "“{role}”无人担任", role = role))
        .related(declared, words!("the role of outsiders", "由外部人员构成的角色"))
        .help(words!("name a role that a member holds, or let the subject itself supply", "请写由成员担任的角色，或由被考核单位自行报送"))
}

/// A veto.
pub fn reserved_veto(span: Span) -> Diagnostic {
    reserved(span, words!("an extension cannot veto", "扩展中不能写否决"))
        .note(words!("a veto weighs more than all points that are open", "否决的分量超过允许扩展的全部分值"))
        .help(words!("write `deduct … when …`", "请改写为“当 …… 扣 ……”"))
}

/// A row or an end that refuses the answer.
pub fn reserved_refusal(span: Span) -> Diagnostic {
    reserved(span, words!("an extension cannot refuse an answer", "扩展中不能判定填报无效"))
        .note(words!(
            "who is refused gets no total, which weighs more than all points that are open",
            "被判无效者没有总分，其分量超过允许扩展的全部分值"
        ))
        .help(words!("write `0` or `not applicable`", "请写“0”或“不适用”"))
}

/// A bonus.
pub fn reserved_bonus(span: Span) -> Diagnostic {
    reserved(span, words!("an extension cannot give a bonus", "扩展中不能写加分"))
        .note(words!("a bonus goes beyond the points of the part", "加分会超出所属部分的分值"))
        .help(words!("leave `bonus at most` out", "请删去“加分不超过”"))
}

/// A second acceptance.
pub fn accepted_twice(name: &Text, first: Span) -> Diagnostic {
    no_acceptance(name.span, words!("`{name}` is accepted twice", "“{name}”重复采纳", name = name.value))
        .related(first, words!("accepted here first", "首次采纳在此"))
        .help(words!("leave one of the two out", "请删去其中一处"))
}

/// No such file.
pub fn accepts_nothing(name: &Text, suggestion: Option<Suggestion>) -> Diagnostic {
    let found =
        no_acceptance(name.span, words!("there is no `extensions/{name}.yard`", "没有文件“extensions/{name}.yard”", name = name.value))
            .label(words!("the name of a file under `extensions/`, without its ending", "“extensions”中的文件名，不含后缀"));
    match suggestion {
        Some(Suggestion { name: meant, .. }) => found.fix(
            words!("did you mean `{meant}`?", "是否应为“{meant}”？", meant = meant),
            name.span,
            format!("\"{meant}\""),
            Applicability::MaybeIncorrect,
        ),
        None => found.help(words!("put the proposal there, or leave the acceptance out", "请把提案放入该文件夹，或删去此条采纳")),
    }
}

/// A link to a file that anybody may change outside the rulebook, or that is not there.
pub fn accepts_link(name: &Text) -> Diagnostic {
    no_acceptance(
        name.span,
        words!(
            "`extensions/{name}.yard` is a link that leads out of the rulebook",
            "“extensions/{name}.yard”是指向规则文件夹之外的链接",
            name = name.value
        ),
    )
    .label(words!("nothing is read through it", "不会经由它读取内容"))
    .help(words!("copy the file itself to its place, or leave the acceptance out", "请把文件本身复制到该处，或删去此条采纳"))
}

/// No digest in the clause.
pub fn digest_unsaid(name: &Text, digest: Digest) -> Diagnostic {
    Diagnostic::new(
        code::ACCEPTED_WITHOUT_DIGEST,
        name.span,
        words!(
            "the acceptance of `{name}` does not say which text was accepted",
            "采纳“{name}”时未写明所采纳文本的校验码",
            name = name.value
        ),
    )
    .label(words!("its digest belongs here", "此处应写校验码"))
    .note(words!(
        "the digest is taken over the bytes of the file, so that nobody changes it afterwards unnoticed",
        "校验码按文件字节计算，采纳后的任何改动都能发现"
    ))
    .fix(
        words!("pin the file as it is now", "按文件现状写入校验码"),
        name.span.at_end(),
        format!(" digest \"{digest}\""),
        Applicability::Safe,
    )
}

/// Something else than a digest.
pub fn no_digest(span: Span, digest: Digest) -> Diagnostic {
    another_text(span, words!("this is no digest", "这不是校验码"))
        .label(words!("expected `sha256:` and 64 digits from 0 to f", "应为“sha256:”和 64 位十六进制数字"))
        .note(words!("the file as it is now has `{digest}`", "文件现在的校验码是“{digest}”", digest = digest))
        .help(words!("copy the clause that `yardstick propose` prints", "请照抄“yardstick propose”打印的采纳条款"))
}

/// The file has changed.
pub fn changed_since(span: Span, name: &str, accepted: Digest, now: Digest) -> Diagnostic {
    another_text(
        span,
        words!("`extensions/{name}.yard` is not the file that was accepted", "“extensions/{name}.yard”与采纳时不一致", name = name),
    )
    .label(words!("the digest of the accepted file", "采纳时的校验码"))
    .note(words!("accepted was `{accepted}`, the file has `{now}`", "采纳时为“{accepted}”，现为“{now}”", accepted = accepted, now = now))
    .help(words!(
        "restore the accepted text, or run `yardstick propose` and decide anew",
        "请恢复采纳时的文本，或运行“yardstick propose”后重新决定"
    ))
}

/// Accepted by who proposed it.
pub fn accepted_by_proposer(span: Span, role: &str, proposer: &str, declared: Span, proposed: Span) -> Diagnostic {
    Diagnostic::new(
        code::ACCEPTED_BY_PROPOSER,
        span,
        words!("`{proposer}` would accept its own proposal", "“{proposer}”采纳了自己的提案", proposer = proposer),
    )
    .label(words!("`{role}` is `{proposer}`", "“{role}”由“{proposer}”担任", role = role, proposer = proposer))
    .related(declared, words!("who holds the role", "角色由谁担任"))
    .related(proposed, words!("proposed by it", "由其提出"))
    .help(words!("let another role decide", "请由其他角色决定"))
}

/// A scorecard that is opened as a whole.
pub fn open_scorecard(span: Span) -> Diagnostic {
    not_to_be_opened(span, words!("a whole scorecard cannot be opened", "不能开放整张计分卡"))
        .help(words!("open one of its parts", "请写在其中的部分上"))
}

/// An adjustment part that is opened.
pub fn open_adjustment(span: Span, adjustment: Span) -> Diagnostic {
    not_to_be_opened(span, words!("an adjustment part cannot be opened", "加减分项不能允许扩展"))
        .related(adjustment, words!("its points have no full score", "其分值没有满分"))
        .help(words!("open an ordinary part or a bonus part", "请开放普通部分或加分项"))
}

/// More for each than for all.
pub fn each_beyond_all(span: Span, all: Span) -> Diagnostic {
    not_to_be_opened(span, words!("each indicator may have more points than all together", "每个指标的分值超过了总额"))
        .related(all, words!("all together", "总额"))
        .help(words!("write as many points or fewer", "请写不超过总额的分值"))
}

/// A proposer that is named twice.
pub fn opened_twice(name: &Name, first: Span) -> Diagnostic {
    not_to_be_opened(name.span, words!("this part is opened to `{name}` twice", "此部分向“{name}”重复开放", name = name.value))
        .related(first, words!("opened here first", "首次开放在此"))
        .help(words!("leave one of the two out", "请删去其中一处"))
}

/// An indicator of the office that an extension would move.
pub fn open_part_is_read(span: Span, part: &str, indicator: &str, reads: Span) -> Diagnostic {
    Diagnostic::new(
        code::OPEN_PART_IS_READ,
        span,
        words!(
            "an extension of `{part}` would change the score of `{indicator}`",
            "对“{part}”的扩展会改变“{indicator}”的得分",
            part = part,
            indicator = indicator
        ),
    )
    .related(
        reads,
        words!(
            "`{indicator}` reads the score of `{part}`, or of what it is part of",
            "“{indicator}”读取了“{part}”或其上级的得分",
            indicator = indicator,
            part = part
        ),
    )
    .note(words!("an extension never changes the score of an indicator of the office", "扩展不得改变主管部门任何指标的得分"))
    .help(words!("open another part, or let the indicator read single indicators", "请开放其他部分，或让该指标只读取单个指标"))
}

/// A proposal without indicators.
pub fn adds_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(code::ADDS_NOTHING, span, words!("this extension adds no indicator", "本扩展没有增加任何指标"))
        .help(words!("write the indicator it is about", "请写出所提的指标"))
}

fn another_book(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::EXTENSION_OF_ANOTHER_BOOK, span, message)
}

fn out_of_time(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::EXTENSION_OUT_OF_TIME, span, message)
}

fn self_judged(span: Span, proposer: &str) -> Diagnostic {
    Diagnostic::new(
        code::PROPOSER_JUDGES_ITSELF,
        span,
        words!("`{proposer}` would judge its own indicator", "“{proposer}”将评定自己提出的指标", proposer = proposer),
    )
}

fn mixed_up(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::EXTENSION_LOOKS_LIKE_ANOTHER, span, message)
}

fn beyond(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::BEYOND_THE_POINTS, span, message)
}

fn reserved(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::RESERVED_TO_THE_OFFICE, span, message)
}

fn no_acceptance(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::ACCEPTS_NOTHING, span, message)
}

fn another_text(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::CHANGED_SINCE_ACCEPTED, span, message)
}

fn not_to_be_opened(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(code::CANNOT_BE_OPENED, span, message)
}

/// Whether an indicator was reported for having more points than each may have.
pub fn is_beyond(finding: &Diagnostic, span: Span) -> bool {
    finding.code == beyond(span, Words::same("")).code && span.contains(finding.primary.span)
}
