/*
 * jb_json.h - reads JSON by asking for what comes next: one pass, no allocation, no recursion.
 *
 *   jb_json json = jb_json_of(request);
 *   if (jb_json_object(&json))
 *     while (jb_json_member(&json)) {
 *       if (jb_json_is(json.key, "title")) jb_json_string(&json, &title);
 *       else jb_json_skip(&json);                       the value of every member is read or skipped
 *     }
 *   if (!jb_json_end(&json)) return bad_request(json.error);
 *
 * An error sticks: after it every function answers 0, so loops end by themselves and one look at the end is enough.
 * A reader is a plain value. A copy remembers a place: read on with it later, or look ahead and throw it away.
 * What is read is checked: grammar, UTF-8, escapes, surrogate pairs, at most JB_JSON_DEPTH levels. What is skipped is
 * checked too. A string comes as it stands in the text, without quotes and with its escapes; jb_json_decode makes plain
 * UTF-8 of it, in a buffer of the caller's that is as long.
 */
#ifndef JB_JSON_H
#define JB_JSON_H

#include <jianbao_exporter.h>
#include <string.h>

/* Jianbao itself reads no deeper. */
#define JB_JSON_DEPTH 128

typedef struct jb_json {
  const uint8_t *start, *at, *end;
  const char *error; /* why reading stopped, in English, or NULL */
  jb_bytes key;      /* the name of the last member, with its escapes */
  int first;         /* the container was just entered: no comma yet */
  uint32_t depth;
  uint8_t arrays[JB_JSON_DEPTH / 8]; /* a bit for each level: whether it is an array */
} jb_json;

/* What the next value is: JB_JSON_NOTHING after an error, or where none is. */
typedef enum jb_json_kind {
  JB_JSON_NOTHING, JB_JSON_OBJECT, JB_JSON_ARRAY, JB_JSON_STRING, JB_JSON_NUMBER, JB_JSON_BOOL, JB_JSON_NULL
} jb_json_kind;

/* A reader at the start of a text. */
static inline jb_json jb_json_of(jb_bytes text) {
  jb_json json;
  memset(&json, 0, sizeof json);
  json.start = json.at = text.len ? text.ptr : (const uint8_t *)"";
  json.end = json.start + text.len;
  json.key.ptr = json.end;
  return json;
}

/* Records the first error; always 0. */
static inline int jb_json_fail(jb_json *json, const char *error) {
  if (!json->error) json->error = error;
  return 0;
}

/* How many bytes were read: the place of an error. */
static inline size_t jb_json_place(const jb_json *json) { return (size_t)(json->at - json->start); }

/* The next character that is no white space, or 0 at the end; a NUL in the text is an error of JSON too. */
static inline uint8_t jb_json_look(jb_json *json) {
  while (json->at < json->end && (*json->at == ' ' || *json->at == '\n' || *json->at == '\r' || *json->at == '\t'))
    json->at++;
  return json->at < json->end ? *json->at : 0;
}

/* How many bytes the UTF-8 character at `at` has; 0 if it is not valid. */
static inline size_t jb_json_utf8(const uint8_t *at, const uint8_t *end) {
  size_t left = (size_t)(end - at), length, i;
  if (left == 0 || at[0] < 0x80) return left > 0;
  length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
  if (at[0] < 0xC2 || at[0] > 0xF4 || left < length) return 0;
  for (i = 1; i < length; i++)
    if ((at[i] & 0xC0) != 0x80) return 0;
  /* Longer than needed, a surrogate, or beyond U+10FFFF. */
  if ((at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xED && at[1] > 0x9F)) return 0;
  if ((at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] > 0x8F)) return 0;
  return length;
}

/* Four hexadecimal digits; -1 if there are none. */
static inline int32_t jb_json_hex(const uint8_t *at, const uint8_t *end) {
  int32_t value = 0;
  int i;
  if (end - at < 4) return -1;
  for (i = 0; i < 4; i++) {
    uint8_t c = at[i];
    if (c >= '0' && c <= '9') value = value * 16 + c - '0';
    else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') value = value * 16 + (c | 0x20) - 'a' + 10;
    else return -1;
  }
  return value;
}

/* The escape at `at`, behind its backslash: how many bytes it has, and its character; 0 if it is not valid. */
static inline size_t jb_json_escape(const uint8_t *at, const uint8_t *end, uint32_t *character) {
  static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t", *found;
  int32_t high, low;
  if (at == end) return 0;
  if (*at != 'u') {
    found = *at ? strchr(names, *at) : NULL;
    if (!found) return 0;
    *character = (uint8_t)meant[found - names];
    return 1;
  }
  high = jb_json_hex(at + 1, end);
  if (high < 0 || (high >= 0xDC00 && high <= 0xDFFF)) return 0;
  *character = (uint32_t)high;
  if (high < 0xD800 || high > 0xDBFF) return 5;
  if (end - at < 11 || at[5] != '\\' || at[6] != 'u') return 0;
  low = jb_json_hex(at + 7, end);
  if (low < 0xDC00 || low > 0xDFFF) return 0;
  *character = 0x10000u + ((uint32_t)(high - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
  return 11;
}

/* Writes a character as UTF-8; how many bytes it took. */
static inline size_t jb_json_encode(uint32_t character, uint8_t out[4]) {
  static const uint8_t lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  size_t length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4, i;
  for (i = length - 1; i > 0; i--, character >>= 6) out[i] = (uint8_t)(0x80 | (character & 0x3F));
  out[0] = (uint8_t)(lead[length] | character);
  return length;
}

/* Reads a string whose opening quote is at `at`. */
static inline int jb_json_quoted(jb_json *json, jb_bytes *raw) {
  const uint8_t *begin = ++json->at;
  uint32_t character;
  while (json->at < json->end && *json->at != '"') {
    int escape = *json->at == '\\';
    size_t length = escape ? jb_json_escape(json->at + 1, json->end, &character) : jb_json_utf8(json->at, json->end);
    if (*json->at < 0x20) return jb_json_fail(json, "a control character in a string");
    if (!length) return jb_json_fail(json, escape ? "an escape that JSON does not have" : "a string is not UTF-8");
    json->at += length + (size_t)escape;
  }
  if (json->at == json->end) return jb_json_fail(json, "a string does not end");
  raw->ptr = begin;
  raw->len = (size_t)(json->at - begin);
  json->at++;
  return 1;
}

static inline int jb_json_digits(jb_json *json) {
  const uint8_t *begin = json->at;
  while (json->at < json->end && *json->at >= '0' && *json->at <= '9') json->at++;
  return json->at > begin;
}

/* Whether the next byte is this one; if so, it is read. */
static inline int jb_json_take(jb_json *json, char byte) {
  if (json->at == json->end || *json->at != (uint8_t)byte) return 0;
  json->at++;
  return 1;
}

/* Reads a number as its text. */
static inline int jb_json_number(jb_json *json, jb_bytes *raw) {
  uint8_t next = jb_json_look(json);
  if (json->error) return 0;
  if (next != '-' && (next < '0' || next > '9')) return jb_json_fail(json, "a number was expected");
  raw->ptr = json->at;
  jb_json_take(json, '-');
  if (!jb_json_take(json, '0') && !jb_json_digits(json)) return jb_json_fail(json, "a number without digits");
  if (jb_json_take(json, '.') && !jb_json_digits(json)) return jb_json_fail(json, "a number without decimals");
  if (jb_json_take(json, 'e') || jb_json_take(json, 'E')) {
    if (!jb_json_take(json, '+')) jb_json_take(json, '-');
    if (!jb_json_digits(json)) return jb_json_fail(json, "a number without exponent");
  }
  raw->len = (size_t)(json->at - raw->ptr);
  json->first = 0;
  return 1;
}

/* Reads a whole number of at most 18 digits. */
static inline int jb_json_integer(jb_json *json, int64_t *value) {
  jb_bytes raw;
  size_t i;
  int negative;
  if (!jb_json_number(json, &raw)) return 0;
  negative = raw.ptr[0] == '-';
  if (raw.len - (size_t)negative > 18) return jb_json_fail(json, "a number is too large");
  *value = 0;
  for (i = (size_t)negative; i < raw.len; i++) {
    if (raw.ptr[i] < '0' || raw.ptr[i] > '9') return jb_json_fail(json, "a number is not whole");
    *value = *value * 10 + (raw.ptr[i] - '0');
  }
  *value = negative ? -*value : *value;
  return 1;
}

/* Reads a string. */
static inline int jb_json_string(jb_json *json, jb_bytes *raw) {
  if (json->error) return 0;
  if (jb_json_look(json) != '"') return jb_json_fail(json, "a string was expected");
  json->first = 0;
  return jb_json_quoted(json, raw);
}

static inline int jb_json_word(jb_json *json, const char *word) {
  size_t length = strlen(word);
  if ((size_t)(json->end - json->at) < length || memcmp(json->at, word, length) != 0) return 0;
  json->at += length;
  json->first = 0;
  return 1;
}

/* Reads `true` or `false`. */
static inline int jb_json_bool(jb_json *json, int *value) {
  if (json->error) return 0;
  jb_json_look(json);
  *value = jb_json_word(json, "true");
  return *value || jb_json_word(json, "false") || jb_json_fail(json, "`true` or `false` was expected");
}

/* What the next value is; nothing is read. */
static inline jb_json_kind jb_json_next(jb_json *json) {
  uint8_t next = json->error ? 0 : jb_json_look(json);
  switch (next) {
    case '{': return JB_JSON_OBJECT;
    case '[': return JB_JSON_ARRAY;
    case '"': return JB_JSON_STRING;
    case 't': case 'f': return JB_JSON_BOOL;
    case 'n': return JB_JSON_NULL;
    default: return next == '-' || (next >= '0' && next <= '9') ? JB_JSON_NUMBER : JB_JSON_NOTHING;
  }
}

static inline int jb_json_in_array(const jb_json *json) {
  return json->depth > 0 && (json->arrays[(json->depth - 1) / 8] >> (json->depth - 1) % 8 & 1);
}

static inline int jb_json_enter(jb_json *json, int array) {
  uint8_t bit = (uint8_t)(1u << json->depth % 8), *level;
  if (json->error) return 0;
  if (jb_json_look(json) != (array ? '[' : '{'))
    return jb_json_fail(json, array ? "an array was expected" : "an object was expected");
  if (json->depth == JB_JSON_DEPTH) return jb_json_fail(json, "values lie too deep in each other");
  json->at++;
  level = &json->arrays[json->depth++ / 8];
  *level = (uint8_t)(array ? *level | bit : *level & ~bit);
  json->first = 1;
  return 1;
}

/* Enters an object; go on with jb_json_member. */
static inline int jb_json_object(jb_json *json) { return jb_json_enter(json, 0); }
/* Enters an array; go on with jb_json_item. */
static inline int jb_json_array(jb_json *json) { return jb_json_enter(json, 1); }

/* Leaves the container at its closing bracket, or reads the comma before what follows. */
static inline int jb_json_more(jb_json *json, uint8_t close) {
  uint8_t next = jb_json_look(json);
  if (next == close) {
    json->at++;
    json->depth--;
    json->first = 0;
    return 0;
  }
  if (!json->first && next != ',') return jb_json_fail(json, "a comma or a closing bracket was expected");
  if (!json->first) json->at++;
  json->first = 0;
  return 1;
}

/* Goes to the next member of the object: its name is `key`, its value comes next. 0 when the object has ended. */
static inline int jb_json_member(jb_json *json) {
  if (json->error) return 0;
  if (json->depth == 0 || jb_json_in_array(json)) return jb_json_fail(json, "no object is open");
  if (!jb_json_more(json, '}')) return 0;
  if (jb_json_look(json) != '"') return jb_json_fail(json, "the name of a member was expected");
  if (!jb_json_quoted(json, &json->key) || jb_json_look(json) != ':')
    return jb_json_fail(json, "a colon was expected");
  json->at++;
  return 1;
}

/* Whether the array has another item, which comes next. 0 when the array has ended. */
static inline int jb_json_item(jb_json *json) {
  if (json->error) return 0;
  if (!jb_json_in_array(json)) return jb_json_fail(json, "no array is open");
  return jb_json_more(json, ']');
}

/* Reads past the next value, whatever it is. */
static inline int jb_json_skip(jb_json *json) {
  uint32_t depth = json->depth;
  jb_bytes raw;
  int value;
  do {
    /* Within a container, first go to its next value; its end is one step out. */
    if (json->depth > depth && !(jb_json_in_array(json) ? jb_json_item(json) : jb_json_member(json))) continue;
    switch (jb_json_next(json)) {
      case JB_JSON_OBJECT: jb_json_object(json); break;
      case JB_JSON_ARRAY: jb_json_array(json); break;
      case JB_JSON_STRING: jb_json_string(json, &raw); break;
      case JB_JSON_NUMBER: jb_json_number(json, &raw); break;
      case JB_JSON_BOOL: jb_json_bool(json, &value); break;
      case JB_JSON_NULL:
        if (jb_json_word(json, "null")) break;
        /* fall through */
      case JB_JSON_NOTHING: jb_json_fail(json, "a value was expected"); break;
    }
  } while (!json->error && json->depth > depth);
  return !json->error;
}

/* Whether everything was read without an error and nothing follows. */
static inline int jb_json_end(jb_json *json) {
  if (json->error) return 0;
  jb_json_look(json);
  return json->depth == 0 && json->at == json->end ? 1 : jb_json_fail(json, "something follows the value");
}

/* Decodes a string that was read, into a buffer of `raw.len` bytes; how many of them it took. */
static inline size_t jb_json_decode(jb_bytes raw, uint8_t *out) {
  const uint8_t *at = raw.ptr, *end = raw.ptr + raw.len;
  size_t length = 0;
  uint32_t character = 0;
  while (at < end) {
    if (*at != '\\') {
      out[length++] = *at++;
      continue;
    }
    at += 1 + jb_json_escape(at + 1, end, &character);
    length += jb_json_encode(character, out + length);
  }
  return length;
}

/* Whether a string that was read says `text`. */
static inline int jb_json_is(jb_bytes raw, const char *text) {
  const uint8_t *at = raw.ptr, *end = raw.ptr + raw.len;
  size_t length = strlen(text), count;
  uint32_t character = 0;
  uint8_t bytes[4];
  for (; at < end; text += count, length -= count) {
    count = 1;
    bytes[0] = *at;
    if (*at == '\\') {
      at += jb_json_escape(at + 1, end, &character);
      count = jb_json_encode(character, bytes);
    }
    at++;
    if (length < count || memcmp(bytes, text, count) != 0) return 0;
  }
  return length == 0;
}

#endif /* JB_JSON_H */
