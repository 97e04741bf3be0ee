//! Codes of ballots that do not add up.

use super::codes;

codes! {
    BALLOTS_TWICE = 696, "ballots-twice", Error, "The same ballots are counted or stated twice", "同一批测评票重复计入或登记";
    BALLOTS_DO_NOT_ADD_UP = 697, "ballots-do-not-add-up", Error, "The ballots that came back are not those counted", "收回票数与计入票数不符";
    MORE_BALLOTS_THAN_ISSUED = 698, "more-ballots-than-issued", Error, "More ballots came back than were issued", "收回票数多于发出票数";
    BALLOTS_UNSTATED = 699, "ballots-unstated", Error, "It is not said how many ballots were issued", "未填写发出票数";
}
