/* Pieces of the document: strings, styles, runs of inlines. */
#include "text.h"

/* Decodes a string into `out`, which has room for `raw.len` bytes. A terminal obeys control characters, so they become
 * `?`; a tab becomes a space. */
size_t text_decode(text_job *job, jb_bytes raw, uint8_t *out) {
  size_t length = jb_json_decode(raw, out), kept = 0, i;
  for (i = 0; i < length; i++) {
    uint8_t byte = out[i];
    if (byte == '\t' || byte == '\r') byte = ' ';
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) {
      byte = '?';
      job->replaced++;
    } else if (byte == 0xC2 && i + 1 < length && out[i + 1] < 0xA0) { /* U+0080 to U+009F */
      byte = '?';
      job->replaced++;
      i++;
    }
    out[kept++] = byte;
  }
  return kept;
}

/* Reads a string; `null` is none. */
jb_bytes text_string(text_job *job, jb_json *json) {
  jb_bytes raw = {NULL, 0};
  if (jb_json_next(json) == JB_JSON_NULL) jb_json_skip(json);
  else if (jb_json_string(json, &raw)) return text_keep(job, text_decode(job, raw, text_reserve(job, raw.len)));
  raw.len = 0;
  return raw;
}

/* Appends what a reader sees of one inline. One of a kind that this exporter does not know is shown by its text. */
static size_t inline_text(text_job *job, jb_json *json, uint8_t *out) {
  jb_bytes kind = {NULL, 0}, text = {NULL, 0};
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "kind")) jb_json_string(json, &kind);
      else if (jb_json_is(json->key, "text") && jb_json_next(json) == JB_JSON_STRING) jb_json_string(json, &text);
      else jb_json_skip(json);
    }
  if (jb_json_is(kind, "line_break")) {
    out[0] = '\n';
    return 1;
  }
  if (!jb_json_is(kind, "text") && !jb_json_is(kind, "value") && !jb_json_is(kind, "reference"))
    text_degraded(job, "inline.", kind, "only its text is written");
  return text.ptr ? text_decode(job, text, out) : 0;
}

/* Reads an array of inlines into `out`, which has room for as many bytes as their JSON has. */
size_t text_inlines(text_job *job, jb_json *json, uint8_t *out) {
  size_t length = 0;
  if (jb_json_array(json))
    while (jb_json_item(json)) length += inline_text(job, json, out + length);
  return length;
}

/* How many bytes of JSON the next value has. */
static size_t json_length(const jb_json *json) {
  jb_json ahead = *json;
  jb_json_skip(&ahead);
  return (size_t)(ahead.at - json->at);
}

/* Reads an array of inlines as one text. */
jb_bytes text_paragraph(text_job *job, jb_json *json) {
  uint8_t *out = text_reserve(job, json_length(json));
  return text_keep(job, text_inlines(job, json, out));
}

/* How many items an array has. */
size_t text_count(jb_json array) {
  size_t count = 0;
  if (jb_json_array(&array))
    for (; jb_json_item(&array); count++) jb_json_skip(&array);
  return count;
}

text_align text_alignment(jb_bytes raw) {
  if (jb_json_is(raw, "centre")) return TEXT_CENTRE;
  return jb_json_is(raw, "right") ? TEXT_RIGHT : TEXT_LEFT;
}

/* A style of the document, by its name; NULL where it has none of that name. */
const text_style *text_style_of(const text_job *job, jb_bytes name) {
  size_t i;
  for (i = 0; i < job->style_count; i++) {
    jb_bytes found = job->styles[i].name;
    if (found.len == name.len && memcmp(found.ptr, name.ptr, name.len) == 0) return &job->styles[i];
  }
  return NULL;
}

static void read_style(text_style *style, jb_json *json) {
  jb_bytes align;
  int64_t number;
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "align") && jb_json_string(json, &align)) style->align = text_alignment(align);
      else if (jb_json_is(json->key, "first_line_chars") && jb_json_integer(json, &number))
        /* Hundredths of a character, which is two columns wide. */
        style->indent = number > 0 && number <= 1000 ? (size_t)number / 50 : 0;
      else jb_json_skip(json);
    }
}

/* Reads `paragraphs` of the styles: alignment and first lines are all that is left of them. */
void text_read_styles(text_job *job, jb_json styles) {
  jb_json paragraphs = styles, ahead;
  text_style *found;
  size_t count = 0;
  if (jb_json_object(&styles))
    while (jb_json_member(&styles)) {
      if (jb_json_is(styles.key, "paragraphs")) paragraphs = styles;
      jb_json_skip(&styles);
    }
  ahead = paragraphs;
  if (jb_json_object(&ahead))
    for (; jb_json_member(&ahead); count++) jb_json_skip(&ahead);
  found = text_take(job, count, sizeof *found);
  if (jb_json_object(&paragraphs))
    for (count = 0; jb_json_member(&paragraphs); count++) {
      found[count].name = paragraphs.key;
      read_style(&found[count], &paragraphs);
    }
  job->styles = found;
  job->style_count = count;
}
