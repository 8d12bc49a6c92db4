//! Reads tables that are drawn with lines back into cells, by display columns.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthChar as _;

/// Characters of a border: corners and walls, then rules.
const WALLS: &str = "│┌┐└┘├┤┬┴┼╞╡╪╧╤╘╛╒╕";
const RULES: &str = "─═";

/// A table as it was drawn.
pub(crate) struct Drawn {
    /// A character for each column of each line; the second column of a wide one holds NUL.
    lines: Vec<Vec<char>>,
    /// Where walls stand, from left to right.
    pub(crate) walls: Vec<usize>,
    /// Which lines are rules.
    pub(crate) rules: Vec<usize>,
}

/// The tables of a text. Fails where the lines of one do not have the same width.
pub(crate) fn tables(text: &str) -> Vec<Drawn> {
    let mut tables = Vec::new();
    let mut block: Vec<Vec<char>> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.starts_with(|first| WALLS.contains(first)) {
            block.push(columns(line));
        } else if !block.is_empty() {
            tables.push(Drawn::of(std::mem::take(&mut block)));
        }
    }
    tables
}

fn columns(line: &str) -> Vec<char> {
    let mut out = Vec::new();
    for character in line.chars() {
        match character.width() {
            Some(2) => out.extend([character, '\0']),
            Some(1) => out.push(character),
            other => assert_eq!(other, Some(0), "{character:?} has no width"),
        }
    }
    out
}

impl Drawn {
    fn of(lines: Vec<Vec<char>>) -> Self {
        for line in &lines {
            let text: String = line.iter().collect();
            assert_eq!(line.len(), lines[0].len(), "a line is not as wide as the one above it:\n{text}");
        }
        let walls = lines.iter().flat_map(|line| line.iter().enumerate()).filter(|(_, one)| WALLS.contains(**one));
        let walls: BTreeSet<usize> = walls.map(|(column, _)| column).collect();
        let is_rule = |line: &[char]| line.iter().any(|one| RULES.contains(*one));
        let rules = lines.iter().enumerate().filter(|(_, line)| is_rule(line)).map(|(index, _)| index).collect();
        Self { walls: walls.into_iter().collect(), rules, lines }
    }

    /// What stands between two walls and two rules, without white space; fails where a border crosses it or is missing.
    pub(crate) fn text(&self, walls: (usize, usize), rules: (usize, usize)) -> String {
        let (left, right) = (self.walls[walls.0], self.walls[walls.1]);
        let (top, bottom) = (self.rules[rules.0], self.rules[rules.1]);
        let border = |one: char| WALLS.contains(one) || RULES.contains(one);
        let edges = [top, bottom].into_iter().flat_map(|line| &self.lines[line][left..=right]);
        assert!(edges.copied().all(border), "the border above or below a cell is broken");
        let mut text = String::new();
        for line in &self.lines[top + 1..bottom] {
            assert!(WALLS.contains(line[left]) && WALLS.contains(line[right]), "the wall beside a cell is broken");
            let inner = &line[left + 1..right];
            assert!(!inner.iter().copied().any(border), "a border crosses a cell: {inner:?}");
            text.extend(inner.iter().filter(|one| **one != '\0' && !one.is_whitespace()));
        }
        text
    }
}
