//! Classes of characters in Chinese text.

/// A Han character.
pub(in crate::rules) fn is_han(character: char) -> bool {
    matches!(character,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// A Han character of the basic plane as the scan keeps it.
pub(in crate::rules) const fn basic(character: char) -> u16 {
    let [_, _, high, low] = (character as u32).to_be_bytes();
    u16::from_be_bytes([high, low])
}

/// Punctuation of Chinese text: full width, or quotes and dashes that Chinese shares with other scripts.
pub(in crate::rules) fn is_mark(character: char) -> bool {
    matches!(
        character,
        '、' | '。'
            | '，'
            | '；'
            | '：'
            | '？'
            | '！'
            | '．'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '…'
            | '—'
            | '（'
            | '）'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '「'
            | '」'
            | '『'
            | '』'
            | '【'
            | '】'
            | '〔'
            | '〕'
    )
}

/// A mark that ends a clause or a sentence; two of them never meet.
pub(in crate::rules) fn is_stop(character: char) -> bool {
    matches!(character, '，' | '。' | '、' | '；' | '：')
}

/// What Chinese text is made of.
pub(in crate::rules) fn is_wide(character: char) -> bool {
    is_han(character) || is_mark(character)
}

/// A space that can be typed into a text.
pub(in crate::rules) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{3000}')
}

/// An opening bracket or quote and what closes it, whatever its width.
pub(in crate::rules) fn closer(open: char) -> Option<char> {
    Some(match open {
        '（' | '(' => '）',
        '〔' => '〕',
        '[' | '［' => '］',
        '【' => '】',
        '《' => '》',
        '〈' => '〉',
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        _ => return None,
    })
}

/// A closing bracket or quote as [`closer`] names it.
pub(in crate::rules) fn closing(character: char) -> Option<char> {
    Some(match character {
        '）' | ')' => '）',
        ']' | '］' => '］',
        '〕' | '】' | '》' | '〉' | '”' | '’' | '」' | '』' => character,
        _ => return None,
    })
}

/// Value of a Chinese numeral of one character.
pub(in crate::rules) fn numeral(character: char) -> Option<u32> {
    "一二三四五六七八九十".chars().zip(1..).find(|&(numeral, _)| numeral == character).map(|(_, value)| value)
}
