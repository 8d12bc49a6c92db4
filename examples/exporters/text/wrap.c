/* How many columns a text takes, and where a line of it may end. */
#include "text.h"
#include "width_table.h"

/* Stay with what is before them: closing marks, and what Chinese typesetting keeps from the start of a line. */
static const uint32_t NO_START[] = {
    '!', '%', ')', ',', '.', ':', ';', '?', ']', '}', 0xA0, 0xB0, 0xB7, 0x2014, 0x2019, 0x201D, 0x2026, 0x2030, 0x2060,
    0x2103, 0x3001, 0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x30FC, 0xFF01, 0xFF05,
    0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF5E,
};
/* Stay with what is behind them: opening marks and signs of currencies. */
static const uint32_t NO_END[] = {
    '$', '(', '[', '{', 0xA0, 0xA3, 0xA5, 0x200D, 0x2018, 0x201C, 0x2060, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014,
    0x3016, 0xFF04, 0xFF08, 0xFF3B, 0xFF5B, 0xFFE5,
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static int listed(const uint32_t *list, size_t count, uint32_t character) {
  size_t i;
  for (i = 0; i < count; i++)
    if (list[i] == character) return 1;
  return 0;
}

static int in_ranges(const text_range *ranges, size_t count, uint32_t character) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (ranges[middle].last < character) low = middle + 1;
    else high = middle;
  }
  return low < count && ranges[low].first <= character;
}

static size_t width_of(const text_job *job, uint32_t character) {
  if (character < 0x7F) return 1;
  if (in_ranges(ZERO, COUNT(ZERO), character)) return 0;
  if (in_ranges(WIDE, COUNT(WIDE), character)) return 2;
  return job->wide && in_ranges(AMBIGUOUS, COUNT(AMBIGUOUS), character) ? 2 : 1;
}

/* The character at `at` of a text that is valid UTF-8, and how many bytes it has. */
static uint32_t character_at(const uint8_t *at, const uint8_t *end, size_t *length) {
  uint32_t character = at[0];
  size_t i;
  *length = jb_json_utf8(at, end);
  if (*length < 2) {
    *length = 1;
    return character;
  }
  character &= 0xFFu >> (*length + 1);
  for (i = 1; i < *length; i++) character = character << 6 | (at[i] & 0x3F);
  return character;
}

/* Whether a line may end between two characters, both of which take columns. */
static int may_break(uint32_t before, uint32_t after) {
  if (before == ' ') return 1;
  if (after == ' ' || listed(NO_START, COUNT(NO_START), after) || listed(NO_END, COUNT(NO_END), before)) return 0;
  if (before == 0x2014 || before == 0x2026) return 1;
  return in_ranges(WIDE, COUNT(WIDE), before) || in_ranges(WIDE, COUNT(WIDE), after);
}

size_t text_columns(const text_job *job, jb_bytes text) {
  const uint8_t *at = text.ptr, *end = text.ptr + text.len;
  size_t columns = 0, length;
  for (; at < end; at += length) columns += width_of(job, character_at(at, end, &length));
  return columns;
}

/* Takes the next line off the front of `rest`: at most `width` columns, unless a single character is wider. Spaces at its
 * end are dropped. 0 when nothing is left, which a `rest.ptr` of NULL says. */
int text_line(const text_job *job, jb_bytes *rest, size_t width, jb_bytes *line, size_t *columns) {
  const uint8_t *start = rest->ptr, *at = start, *end = start + rest->len;
  const uint8_t *text_end = start, *cut = NULL, *resume = NULL;
  size_t used = 0, text_used = 0, cut_used = 0, length;
  uint32_t before = 0;
  if (!start) return 0;
  for (; at < end && *at != '\n'; at += length) {
    uint32_t character = character_at(at, end, &length);
    size_t wide = width_of(job, character);
    if (wide > 0 && text_end > start && may_break(before, character)) {
      cut = text_end;
      cut_used = text_used;
      resume = at;
    }
    if (wide > 0 && character != ' ' && at > start && used + wide > width) break;
    used += wide;
    if (wide > 0) before = character;
    if (character != ' ') {
      text_end = at + length;
      text_used = used;
    }
  }
  if (at == end || *at == '\n' || !cut) {
    cut = text_end;
    cut_used = text_used;
    resume = at < end && *at == '\n' ? at + 1 : at;
  }
  line->ptr = start;
  line->len = (size_t)(cut - start);
  *columns = cut_used;
  rest->len = (size_t)(end - resume);
  /* A line end at the end of the text still opens an empty line. */
  rest->ptr = resume == end && (resume == start || resume[-1] != '\n') ? NULL : resume;
  return 1;
}

/* The widest piece that no line may end in, and the widest line as the text has them. */
void text_measure(const text_job *job, jb_bytes text, size_t *longest_word, size_t *longest_line) {
  const uint8_t *at = text.ptr, *end = text.ptr + text.len;
  size_t word = 0, line = 0, length;
  uint32_t before = 0;
  *longest_word = *longest_line = 0;
  for (; at < end; at += length) {
    uint32_t character = character_at(at, end, &length);
    size_t wide = width_of(job, character);
    if (character == '\n') {
      word = line = 0;
      continue;
    }
    if (wide > 0 && may_break(before, character)) word = 0;
    if (character != ' ') word += wide;
    line += wide;
    if (word > *longest_word) *longest_word = word;
    if (line > *longest_line) *longest_line = line;
    if (wide > 0) before = character;
  }
}
