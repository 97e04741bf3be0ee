//! The texts of the command line in both languages. The English ones stand as comments in `arguments`; a test holds
//! that each of them is here.

/// The Chinese for a text of the command line; the text itself where there is none.
pub fn in_chinese(english: &str) -> String {
    WORDS.iter().find(|(known, _)| *known == english).map_or(english, |(_, chinese)| *chinese).to_owned()
}

/// Whether there is Chinese for a text.
#[cfg(test)]
pub fn is_known(english: &str) -> bool {
    WORDS.iter().any(|(known, _)| *known == english)
}

const WORDS: &[(&str, &str)] = &[
    (
        "A small language for yearly performance rules, with a rigorous engine behind it",
        "编写年度绩效考核规则的小语言：证明规则没有漏洞，据以精确计分，并说明得分的由来",
    ),
    (
        "Exit status: 0 clean, 1 findings, 2 wrong use.\nA path may be `-` for standard input.",
        "退出码：0 没有问题，1 有问题，2 用法不对。\n路径写作“-”表示标准输入。",
    ),
    (
        "Exit status: 0 nothing to warn of, 1 a warning is raised or something is overdue, 2 wrong use.",
        "退出码：0 没有预警，1 有预警或逾期事项，2 用法不对。",
    ),
    ("Language of messages; without it each file's own language decides", "提示所用的语言；不写时依各文件自身的语言"),
    ("When to use colours", "何时使用颜色"),
    ("Tell only findings, refusals and what is not counted", "只列出问题、退回的数据和不计入的内容"),
    ("What to do", "要做什么"),
    ("Print help", "打印帮助"),
    ("Print help (see a summary with '-h')", "打印帮助（摘要用“-h”）"),
    ("Print help (see more with '--help')", "打印帮助（详情用“--help”）"),
    ("Print version", "打印版本"),
    ("Print this message or the help of the given subcommand(s)", "打印本帮助或所写命令的帮助"),
    ("Print help for the subcommand(s)", "打印所写命令的帮助"),
    (
        "Check rules: names, types, points, gaps and overlaps, before any data exists",
        "检查规则：名称、类型、分值、空档和重叠，无需任何数据",
    ),
    ("Score a submission by a rule book", "按考核规则为报送的数据计分"),
    ("Explain a score, down to the clause and the cell each number came from", "说明得分的由来，直至每个数字所依据的条款和单元格"),
    ("List early warnings, and what is overdue or falls due soon", "列出预警，以及已逾期和即将到期的事项"),
    (
        "Compare two rule books by what they mean: what was added, removed, re-weighted, re-banded",
        "按含义比较两部考核规则：增加、删去、调整权重和调整区间之处",
    ),
    ("Hold a department's extension to the rules, before it is accepted", "在采纳之前，按规则审查部门提出的扩展"),
    ("Run the examples written in the rules", "运行规则中的示例"),
    ("Lay rule files out in the one canonical form", "把规则文件排成统一的格式"),
    ("Explain a code such as Y0301", "解释代码，如 Y0301"),
    ("Start a small rule book with data and examples", "新建一部带数据和示例的小规则"),
    ("Write the empty tables that a rule book wants filled in", "写出考核规则所需填报的空表"),
    ("Print a completion script for a shell", "打印命令行补全脚本"),
    ("Print the manual page", "打印手册页"),
    ("Folders, each a rule book of its own, or files that make one together", "文件夹（各为一部考核规则），或合为一部规则的若干文件"),
    ("How findings are printed", "以何种形式列出问题"),
    ("Apply the fixes that surely keep what was meant", "作出确定不改变原意的修改"),
    (
        "Print who supplies, who judges and who answers for each indicator, and what nobody judges",
        "列出每个指标由谁报送、由谁评定、由谁负责，以及无人评定的部分",
    ),
    ("The rule book: a folder or a file", "考核规则：文件夹或文件"),
    ("The submission: a folder of CSV files or one JSON file", "报送的数据：存放 CSV 文件的文件夹，或一个 JSON 文件"),
    (
        "Score as of this day, such as 2025-06-30: nothing after it is seen; without it the closing day",
        "按截至此日的情况计分，如 2025-06-30，其后的一概不计；不写时为截止日",
    ),
    (
        "Warn as of this day, such as 2025-06-30: nothing after it is seen; without it the closing day",
        "按截至此日的情况预警，如 2025-06-30，其后的一概不计；不写时为截止日",
    ),
    ("A ranking to read, or all results for other programs", "供人阅读的排名，或供其他程序使用的全部结果"),
    (
        "Write there instead of to standard output, whole or not at all; `-` is standard output",
        "写入此文件而不是标准输出，要么写全要么不写；“-”为标准输出",
    ),
    ("Only subjects of this kind", "只列这一类考核对象"),
    ("Only the subject with this id", "只列此编号的考核对象"),
    ("Only indicators that this department or person leads", "只列由此单位或人员牵头的指标"),
    ("The subject's id", "考核对象的编号"),
    ("The subject's kind, where ids of several kinds are alike", "考核对象的类别，几类对象编号相同时写明"),
    ("Only this indicator", "只看这个指标"),
    (
        "An appeal: corrected data of the subject, as CSV with only the columns that change or as JSON; nothing is written",
        "申诉：该对象更正后的数据，可为只含更正列的 CSV，也可为 JSON；不写入任何文件",
    ),
    ("For people or for programs", "供人阅读或供程序使用"),
    ("List what falls due within so many days", "列出此天数之内到期的事项"),
    ("How warnings are printed", "以何种形式列出预警"),
    ("The older rule book: a folder or a file", "旧的考核规则：文件夹或文件"),
    ("The newer rule book: a folder or a file", "新的考核规则：文件夹或文件"),
    ("To read, to paste into a memo, or for other programs", "供阅读、供贴入文稿，或供其他程序使用"),
    ("To read, to paste into the minutes, or for other programs", "供阅读、供贴入会议纪要，或供其他程序使用"),
    (
        "Score these submissions by both books and say who moves: a folder, a JSON file, or - for JSON on standard input",
        "以两部规则为这些数据计分，并说明谁有变动：文件夹、JSON 文件，或以“-”表示标准输入中的 JSON",
    ),
    ("The year of the data, in place of the one most of its days lie in", "数据所属年度；不写时取其中多数日期所在的年度"),
    (
        "Leave out indicators that the data cannot answer, instead of comparing nobody they judge",
        "撇开数据答不了的指标，而不是不比较其所考核的对象",
    ),
    ("Exit with 1 if something means something else", "含义有变时以 1 退出"),
    ("The proposal: a file, or its name under `extensions/`", "提案：文件，或其在 extensions/ 下的名称"),
    ("Score this submission without and with the proposal", "分别不计和计入该提案为此数据计分"),
    ("Name the rows, methods and clauses that no example has met", "列出没有示例用到的行、方法和条款"),
    ("How results are printed", "以何种形式列出结果"),
    (
        "Files, or folders with all rule files below them; the current folder if none is named",
        "文件，或文件夹（含其下所有规则文件）；不写时为当前文件夹",
    ),
    ("Write nothing; exit with 1 if a file is not laid out so", "不写入；有文件未按格式排好时以 1 退出"),
    ("Write nothing; print what would change", "不写入；打印将作的改动"),
    ("A code or its name, such as Y0301", "代码或其名称，如 Y0301"),
    ("List all codes", "列出所有代码"),
    ("The folder to make; it must not exist or be empty", "要新建的文件夹；须不存在或为空"),
    ("The shell", "命令行外壳"),
    ("a day is written like 2025-06-30", "日期写作 2025-06-30"),
    ("there is no such day", "没有这一天"),
    ("write a whole number of days from 0 to 65535, such as 30", "请写 0 至 65535 的整数天数，如 30"),
    ("On a terminal, unless `NO_COLOR` is set", "在终端上使用，除非设了 NO_COLOR"),
    ("Always", "总是"),
    ("Never", "从不"),
    ("With the source text, for people", "附原文，供人阅读"),
    ("One line each", "每条一行"),
    ("One JSON document", "一个 JSON 文档"),
    ("SARIF 2.1.0", "SARIF 2.1.0"),
    ("Annotations of GitHub", "GitHub 的标注"),
    ("A ranking for each kind of subject", "每类考核对象一张排名表"),
    ("Everything, numbers as exact text", "全部结果，数字为精确的文字"),
    ("One row for each subject", "每个对象一行"),
    ("For people at a terminal", "供人在终端上阅读"),
    ("For a memo", "供写入文稿"),
    ("For people", "供人阅读"),
    ("For programs", "供程序使用"),
    ("One row for each", "每条一行"),
    ("For build servers", "供构建服务器使用"),
];
