//! Keywords in traditional letters: 指標, 數據項, 牽頭.

use super::Scene;
use crate::diagnostics::Diagnostic;
use crate::syntax::keywords::all;
use crate::syntax::messages;
use crate::syntax::outline::TokenKind;

/// Traditional letters with the simplified ones that stand for them, of the letters that keywords are made of, and the words
/// that are common for them in speech.
const LETTERS: &str = "標标數数據据項项牽牵頭头協协辦办單单選选對对錄录臺台賬账計计滿满權权適适無无準准級级則则規规總总為为視视報报評评價价測测\
    預预記记擴扩結结應应運运檢检統统減减實实際际劃划間间與与並并優优於于個个點点遲迟屬属隸隶擔担掛挂採采納纳責责驟骤進进參参從从當当餘余\
    員员過过類类體体續续連连嚴严輕轻較较錯错誤误決决內内證证據据來来聯联佔占萬万億亿獎奖導导領领達达該该發发現现訴诉處处罰罚";

/// Findings about keywords in traditional letters, up to where the grammar stopped.
pub(super) fn search(scene: &Scene) -> Vec<Diagnostic> {
    let words = (0..scene.tokens.len().min(scene.place + 1)).filter(|index| scene.is(*index, TokenKind::Word));
    words
        .filter_map(|index| {
            let typed = scene.word(index);
            let simplified = simplified(typed)?;
            let meant = keyword_of(&simplified)?;
            Some(messages::misspelt(scene.span(index, index), typed, meant))
        })
        .collect()
}

/// The spelling itself, as the table of keywords holds it.
fn keyword_of(spelling: &str) -> Option<&'static str> {
    all().flat_map(|(_, keyword)| &keyword.chinese).find(|known| *known == spelling).map(String::as_str)
}

/// A word in simplified letters; nothing where it is that already.
pub(super) fn simplified(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let letters: Vec<char> = LETTERS.chars().filter(|letter| !letter.is_whitespace()).collect();
    let plain =
        |letter: char| letters.chunks_exact(2).find_map(|pair| (pair.first() == Some(&letter)).then(|| pair.get(1).copied()).flatten());
    let changed: String = word.chars().map(|letter| plain(letter).unwrap_or(letter)).collect();
    (changed != word).then_some(changed)
}
