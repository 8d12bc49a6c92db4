//! One `layout.toml` on top of another.
//!
//! Keys of the child win, tables merge key by key, and the lists of sections, tables, forms and files merge by `id`:
//! `drop = true` removes an item, `after` and `before` say where it goes. Everything else, other lists included, is
//! replaced as a whole.

use std::ops::Range;

use jianbao_finding::{Finding, Text};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// The lists whose items have an `id`.
const LISTS: [&str; 4] = ["section", "table", "form", "file"];

type Item<'i> = Spanned<DeValue<'i>>;
pub(crate) type Found = Vec<(Range<usize>, Finding)>;

/// The child's manifest on top of the base's. What is wrong is told with its place in the laid-out texts.
pub(crate) fn merge<'i>(child: DeTable<'i>, base: DeTable<'i>, found: &mut Found) -> DeTable<'i> {
    tables(child, base, &LISTS, found)
}

/// Tables key by key; the named lists by the ids of their items.
pub(crate) fn tables<'i>(child: DeTable<'i>, base: DeTable<'i>, lists: &[&str], found: &mut Found) -> DeTable<'i> {
    let mut merged = base;
    for (key, value) in child {
        let name: &str = key.get_ref();
        let (listed, below) = (lists.contains(&name), merged.remove(name));
        let span = value.span();
        let value = match (value.into_inner(), below.map(Spanned::into_inner)) {
            (DeValue::Array(child), Some(DeValue::Array(base))) if listed => DeValue::Array(list(child, base, found)),
            (DeValue::Table(child), Some(DeValue::Table(base))) => DeValue::Table(tables(child, base, &[], found)),
            (value, _) => value,
        };
        merged.insert(key, Spanned::new(span, value));
    }
    merged
}

/// Where an item wants to stand.
struct Move {
    id: String,
    anchor: String,
    after: bool,
    span: Range<usize>,
}

/// Lists of items by their ids.
fn list<'i>(child: DeArray<'i>, base: DeArray<'i>, found: &mut Found) -> DeArray<'i> {
    let mut items: Vec<Item<'i>> = base.into_iter().collect();
    let (mut seen, mut moves) = (Vec::new(), Vec::new());
    for item in child {
        let span = item.span();
        let DeValue::Table(mut table) = item.into_inner() else {
            // Told when the list is read.
            items.push(Spanned::new(span, DeValue::Boolean(false)));
            continue;
        };
        let id = table.get("id").and_then(|id| id.get_ref().as_str()).map(str::to_owned);
        let dropped = drops(&mut table, found);
        let wish = wish(&mut table, id.as_deref(), found);
        let at = items.iter().position(|item| id.is_some() && id_of(item) == id.as_deref());
        let again = id.as_ref().is_some_and(|id| seen.contains(id));
        match at {
            Some(at) if dropped => drop(items.remove(at)),
            None if dropped => {
                let place = table.get("id").map_or(span, Spanned::span);
                found.push((place, nothing_to_drop(id.as_deref().unwrap_or_default(), &items)));
            }
            Some(at) if !again => {
                let below = std::mem::replace(&mut items[at], Spanned::new(0..0, DeValue::Boolean(false)));
                let merged = match below.into_inner() {
                    DeValue::Table(below) => tables(table, below, &[], found),
                    _ => table,
                };
                items[at] = Spanned::new(span, DeValue::Table(merged));
            }
            // A second item of the same id is told when the layout is checked.
            _ => items.push(Spanned::new(span, DeValue::Table(table))),
        }
        moves.extend(wish.filter(|_| !dropped));
        seen.extend(id);
    }
    place(&mut items, &moves, found);
    items.into_iter().collect()
}

fn id_of<'a>(item: &'a Item<'_>) -> Option<&'a str> {
    item.get_ref().as_table()?.get("id")?.get_ref().as_str()
}

/// Takes `drop` out of an item.
fn drops(table: &mut DeTable<'_>, found: &mut Found) -> bool {
    let Some(value) = table.remove("drop") else { return false };
    value.get_ref().as_bool().unwrap_or_else(|| {
        let message = Text::new("drop 只能是 true 或 false", "`drop` is true or false");
        found.push((value.span(), Finding::error("T-LAYOUT", message)));
        false
    })
}

/// Takes `after` or `before` out of an item.
fn wish(table: &mut DeTable<'_>, id: Option<&str>, found: &mut Found) -> Option<Move> {
    let (after, before) = (table.remove("after"), table.remove("before"));
    let (value, is_after) = match (after, before) {
        (Some(_), Some(before)) => {
            let message = Text::new("after 与 before 只能写一个", "an item has `after` or `before`, not both");
            found.push((before.span(), Finding::error("T-LAYOUT", message)));
            return None;
        }
        (Some(after), None) => (after, true),
        (None, Some(before)) => (before, false),
        (None, None) => return None,
    };
    let Some(anchor) = value.get_ref().as_str() else {
        let message =
            Text::new("after 与 before 的值是另一项的编号", "`after` and `before` name the id of another item");
        found.push((value.span(), Finding::error("T-LAYOUT", message)));
        return None;
    };
    Some(Move { id: id?.to_owned(), anchor: anchor.to_owned(), after: is_after, span: value.span() })
}

/// Puts items where they want to stand. Several after the same one keep their own order.
fn place(items: &mut Vec<Item<'_>>, moves: &[Move], found: &mut Found) {
    let mut placed: Vec<&Move> = Vec::new();
    for wish in moves {
        let anchor = items.iter().any(|item| id_of(item) == Some(&wish.anchor)) && wish.anchor != wish.id;
        let from = items.iter().position(|item| id_of(item) == Some(&wish.id));
        let Some(from) = from.filter(|_| anchor) else {
            found.push((wish.span.clone(), no_anchor(&wish.anchor, items)));
            continue;
        };
        let item = items.remove(from);
        let Some(mut at) = items.iter().position(|item| id_of(item) == Some(&wish.anchor)) else { continue };
        if wish.after {
            let follows = |item: &Item<'_>| {
                placed.iter().any(|other| other.after && other.anchor == wish.anchor && id_of(item) == Some(&other.id))
            };
            at += 1;
            while items.get(at).is_some_and(follows) {
                at += 1;
            }
        }
        items.insert(at, item);
        placed.push(wish);
    }
}

fn nothing_to_drop(id: &str, items: &[Item<'_>]) -> Finding {
    let message = Text::new(
        format!("被继承的版式中没有编号为 {id} 的项，无从删去"),
        format!("the extended layout has no {id} to drop"),
    );
    Finding::error("T-LAYOUT", message).hint(known(items))
}

fn no_anchor(id: &str, items: &[Item<'_>]) -> Finding {
    let message = Text::new(format!("没有编号为 {id} 的项可供定位"), format!("there is no {id} to be placed by"));
    Finding::error("T-LAYOUT", message).hint(known(items))
}

fn known(items: &[Item<'_>]) -> Text {
    let ids: Vec<&str> = items.iter().filter_map(id_of).collect();
    Text::new(format!("现有编号：{}", ids.join("、")), format!("known ids: {}", ids.join(", ")))
}
