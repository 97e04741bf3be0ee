//! Codes of extensions: what others may add to the book, and how the office accepts it.

use super::codes;

codes! {
    EXTENSION_OUT_OF_PLACE = 801, "extension-out-of-place", Error, "The head of an extension stands in the rulebook", "扩展的抬头写在了考核规则中";
    EXTENSION_WITHOUT_HEAD = 802, "extension-without-head", Error, "A file under `extensions/` does not say whose it is", "扩展文件没有抬头";
    EXTENSION_OF_ANOTHER_BOOK = 803, "extension-of-another-book", Error, "An extension names another rulebook or year", "扩展所写的规则或年度不符";
    EXTENSION_OUT_OF_TIME = 804, "extension-out-of-time", Error, "An extension was proposed or accepted on a day that cannot be", "扩展的提出或采纳日期不当";
    BEYOND_AN_EXTENSION = 805, "beyond-an-extension", Error, "An extension brings what only the office may write", "扩展写了只能由主管部门规定的内容";
    EXTENSION_TAKES_A_NAME = 806, "extension-takes-a-name", Error, "An extension declares a name that is taken", "扩展使用了已有的名称";
    EXTENSION_LOOKS_LIKE_ANOTHER = 807, "extension-looks-like-another", Error, "An extension brings a name or title that looks like another", "扩展的名称或标题与已有的混淆";
    PART_NOT_OPEN = 808, "part-not-open", Error, "An extension adds to a part that is not open to its proposer", "扩展所加的部分未向提出单位开放";
    BEYOND_THE_POINTS = 809, "beyond-the-points", Error, "Extensions take more points than the office has opened", "扩展的分值超出允许的范围";
    PROPOSER_JUDGES_ITSELF = 810, "proposer-judges-itself", Error, "The proposer of an indicator would judge it", "提出单位评定自己提出的指标";
    NOBODY_SUPPLIES = 811, "nobody-supplies", Error, "An extension asks for an input that nobody can supply", "扩展的数据项无人报送";
    RESERVED_TO_THE_OFFICE = 812, "reserved-to-the-office", Error, "An extension vetoes or gives a bonus", "扩展写了否决或加分";
    ACCEPTS_NOTHING = 814, "accepts-nothing", Error, "An acceptance names no file, or one that is accepted already", "采纳所指的文件不存在或重复采纳";
    ACCEPTED_WITHOUT_DIGEST = 815, "accepted-without-digest", Error, "An acceptance does not pin its file by digest", "采纳未写明校验码";
    CHANGED_SINCE_ACCEPTED = 816, "changed-since-accepted", Error, "An extension is not the file that was accepted", "扩展文件与采纳时不一致";
    ACCEPTED_BY_PROPOSER = 817, "accepted-by-proposer", Error, "An extension is accepted by its own proposer", "扩展由提出单位自己采纳";
    CANNOT_BE_OPENED = 818, "cannot-be-opened", Error, "Something is opened to extension that cannot be, or twice", "允许扩展写得不当";
    OPEN_PART_IS_READ = 819, "open-part-is-read", Error, "An office indicator reads the score of an open part", "主管部门的指标读取了允许扩展的部分的得分";
    ADDS_NOTHING = 820, "extension-adds-nothing", Warning, "An extension adds no indicator", "扩展没有增加任何指标";
}
