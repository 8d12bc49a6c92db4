/*
 * {{name}}: a report as plain text.
 *
 * The rules are in jianbao_exporter.h. What is asked of the host and what is sent to it goes through `writer`; the request
 * is read where it lies, without any copy of it.
 */
#include "jianbao_exporter.h"
#include "jb_json.h"
#include <stdio.h>

#define ID "{{id}}"

/* A text has no pages, so nothing is lost with what only says how pages look. What is not listed (charts, merged cells) is
 * refused by Jianbao unless the user allows the loss. */
static const char DESCRIPTION[] =
    "{\"describe\":1,\"exporters\":[{\"id\":\"" ID "\",\"title\":\"{{name}}\",\"version\":\"0.1.0\","
    "\"outputs\":[{\"role\":\"main\",\"extension\":\"txt\",\"media_type\":\"text/plain\"}],"
    "\"document_model\":{\"min\":\"1.0\",\"max\":\"1.0\"},\"deterministic\":true,\"worker\":true,"
    "\"features\":[\"page-break\",\"page-number\",\"page-number.outer\",\"reference\",\"section.header-footer\","
    "\"section.landscape\",\"table\",\"table.caption\",\"table.header-rows\",\"toc\"],"
    "\"options_schema\":{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
    "\"additionalProperties\":false,\"properties\":{\"blank_lines\":{\"type\":\"boolean\",\"default\":true,"
    "\"description\":\"Puts an empty line above headings and tables\"}}}}]}";

static jb_bytes bytes(const char *text) {
  jb_bytes all = {(const uint8_t *)text, strlen(text)};
  return all;
}

/* ---- Output ---- */
enum { BUFFER = 16 * 1024, LONGEST_NAME = 200 };

typedef struct writer {
  const jb_host *host;
  jb_bytes file;
  jb_status status; /* the first that is not JB_OK; nothing is sent after it */
  int blank_lines;
  size_t section, block, filled;
  uint8_t buffer[BUFFER];
} writer;

static void send(writer *out) {
  jb_bytes data = {out->buffer, out->filled};
  if (out->status == JB_OK && out->host->cancelled(out->host->ctx)) out->status = JB_CANCELLED;
  if (out->status == JB_OK && out->host->emit(out->host->ctx, out->file, data) != JB_OK) out->status = JB_HOST_REFUSED;
  out->filled = 0;
}

static void put(writer *out, const uint8_t *from, size_t length) {
  while (length > 0) {
    size_t room = BUFFER - out->filled, part = length < room ? length : room;
    memcpy(out->buffer + out->filled, from, part);
    out->filled += part;
    from += part;
    length -= part;
    if (out->filled == BUFFER) send(out);
  }
}

static void put_text(writer *out, const char *text) { put(out, (const uint8_t *)text, strlen(text)); }

/* A string of the request, with its escapes resolved piece by piece. Line breaks inside a line become spaces. */
static void put_string(writer *out, jb_bytes raw) {
  size_t at = 0;
  while (at < raw.len) {
    size_t plain = at;
    while (plain < raw.len && raw.ptr[plain] != '\\') plain++;
    put(out, raw.ptr + at, plain - at);
    at = plain;
    if (at < raw.len) {
      uint32_t character = 0;
      uint8_t encoded[4];
      at += 1 + jb_json_escape(raw.ptr + at + 1, raw.ptr + raw.len, &character);
      if (character == '\n' || character == '\r') character = ' ';
      put(out, encoded, jb_json_encode(character, encoded));
    }
  }
}

/* Says what is not in the file, and where it is in the document. The names come from the request, with their escapes. */
static void left_out(writer *out, const char *prefix, jb_bytes name) {
  char json[512];
  int length = name.len > 200 ? 0 : (int)name.len;
  const char *kind = length > 0 ? (const char *)name.ptr : "";
  int needed = snprintf(json, sizeof json,
                        "{\"degraded\":{\"feature\":\"%s%.*s\",\"message\":\"a block was left out\","
                        "\"where\":\"/sections/%zu/blocks/%zu\"}}",
                        prefix, length, kind, out->section, out->block);
  if (needed > 0 && (size_t)needed < sizeof json) out->host->report(out->host->ctx, bytes(json));
}

/* ---- The document ---- */
/* Reads a string; `null` is none. */
static jb_bytes read_string(jb_json *json) {
  jb_bytes raw = {NULL, 0};
  if (jb_json_next(json) == JB_JSON_NULL) jb_json_skip(json);
  else jb_json_string(json, &raw);
  return raw;
}

static void put_inlines(writer *out, jb_json *json) {
  if (jb_json_array(json))
    while (jb_json_item(json))
      if (jb_json_object(json))
        while (jb_json_member(json)) {
          /* Text, values and references are printed as their `text`; a line break has none. */
          if (jb_json_is(json->key, "text")) put_string(out, read_string(json));
          else if (jb_json_is(json->key, "kind")) {
            if (jb_json_is(read_string(json), "line_break")) put_text(out, " ");
          } else jb_json_skip(json);
        }
}

/* The parts of a block, as places to read on from, whatever the order of its members. */
typedef struct block {
  jb_bytes kind, number, marker, title, unit_line, label;
  jb_json inlines, caption, rows, entries;
  int has_inlines, has_caption, has_rows, has_entries;
} block;

static void remember(jb_json *json, jb_json *place, int *has) {
  if (jb_json_next(json) != JB_JSON_NULL) *place = *json, *has = 1;
  jb_json_skip(json);
}

static block read_block(jb_json *json) {
  block found;
  memset(&found, 0, sizeof found);
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      jb_bytes key = json->key;
      /* Names that mean something else, and have another type, in a kind of block that this exporter does not know are
       * only remembered. */
      if (jb_json_is(key, "inlines")) remember(json, &found.inlines, &found.has_inlines);
      else if (jb_json_is(key, "caption")) remember(json, &found.caption, &found.has_caption);
      else if (jb_json_is(key, "rows")) remember(json, &found.rows, &found.has_rows);
      else if (jb_json_is(key, "entries")) remember(json, &found.entries, &found.has_entries);
      else if (jb_json_next(json) != JB_JSON_STRING) jb_json_skip(json);
      else if (jb_json_is(key, "kind")) found.kind = read_string(json);
      else if (jb_json_is(key, "number")) found.number = read_string(json);
      else if (jb_json_is(key, "label")) found.label = read_string(json);
      else if (jb_json_is(key, "marker")) found.marker = read_string(json);
      else if (jb_json_is(key, "title")) found.title = read_string(json);
      else if (jb_json_is(key, "unit_line")) found.unit_line = read_string(json);
      else jb_json_skip(json);
    }
  return found;
}

static void blank_line(writer *out) { put_text(out, out->blank_lines ? "\n" : ""); }

static void put_line(writer *out, jb_bytes first, block *line, jb_json *json) {
  put_string(out, first);
  if (line->has_inlines) put_inlines(out, &line->inlines);
  put_text(out, "\n");
  if (line->inlines.error) jb_json_fail(json, line->inlines.error);
}

static void put_cell(writer *out, jb_json *json) {
  int paragraphs = 0;
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "paragraphs") && jb_json_array(json)) {
        while (jb_json_item(json)) {
          block paragraph = read_block(json);
          if (paragraphs++ > 0) put_text(out, " ");
          if (paragraph.has_inlines) put_inlines(out, &paragraph.inlines);
          if (paragraph.inlines.error) jb_json_fail(json, paragraph.inlines.error);
        }
      } else jb_json_skip(json);
    }
}

/* The cells of a row as the document lists them: a merged cell stands once, where it begins. */
static void put_rows(writer *out, jb_json *json) {
  if (jb_json_array(json))
    while (out->status == JB_OK && jb_json_item(json))
      if (jb_json_object(json))
        while (jb_json_member(json)) {
          int cells = 0;
          if (jb_json_is(json->key, "cells") && jb_json_array(json)) {
            while (jb_json_item(json)) {
              if (cells++ > 0) put_text(out, "\t");
              put_cell(out, json);
            }
            put_text(out, "\n");
          } else jb_json_skip(json);
        }
}

static void put_table(writer *out, block *table, jb_json *json) {
  blank_line(out);
  if (table->has_caption) {
    block caption = read_block(&table->caption);
    put_string(out, caption.label);
    put_string(out, caption.number);
    put_text(out, " ");
    put_line(out, bytes(""), &caption, json);
  }
  if (table->unit_line.len) {
    put_string(out, table->unit_line);
    put_text(out, "\n");
  }
  if (table->has_rows) put_rows(out, &table->rows);
  if (table->rows.error) jb_json_fail(json, table->rows.error);
}

static void put_contents(writer *out, block *contents, jb_json *json) {
  jb_json *entries = &contents->entries;
  blank_line(out);
  put_string(out, contents->title);
  put_text(out, "\n");
  if (contents->has_entries && jb_json_array(entries))
    while (jb_json_item(entries))
      if (jb_json_object(entries))
        while (jb_json_member(entries)) {
          if (jb_json_is(entries->key, "text")) {
            put_string(out, read_string(entries));
            put_text(out, "\n");
          } else jb_json_skip(entries);
        }
  if (entries->error) jb_json_fail(json, entries->error);
}

static void put_block(writer *out, jb_json *json) {
  block found = read_block(json);
  if (jb_json_is(found.kind, "heading")) {
    blank_line(out);
    put_line(out, found.number, &found, json);
  } else if (jb_json_is(found.kind, "paragraph")) put_line(out, found.marker, &found, json);
  else if (jb_json_is(found.kind, "table")) put_table(out, &found, json);
  else if (jb_json_is(found.kind, "table_of_contents")) put_contents(out, &found, json);
  else if (jb_json_is(found.kind, "chart")) left_out(out, "", found.kind);
  else if (!jb_json_is(found.kind, "page_break")) left_out(out, "block.", found.kind);
}

static void put_sections(writer *out, jb_json *json) {
  if (jb_json_array(json))
    for (out->section = 0; jb_json_item(json); out->section++)
      if (jb_json_object(json))
        while (jb_json_member(json)) {
          if (jb_json_is(json->key, "blocks") && jb_json_array(json)) {
            for (out->block = 0; out->status == JB_OK && jb_json_item(json); out->block++) put_block(out, json);
            if (out->status != JB_OK) return;
          } else jb_json_skip(json);
        }
}

/* ---- The request ---- */
typedef struct request {
  jb_bytes protocol, exporter, stem, title;
  jb_json sections;
  int has_sections, blank_lines;
} request;

static void read_document(jb_json *json, request *found) {
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "sections")) remember(json, &found->sections, &found->has_sections);
      else if (jb_json_is(json->key, "properties") && jb_json_object(json)) {
        while (jb_json_member(json)) {
          if (jb_json_is(json->key, "title")) found->title = read_string(json);
          else jb_json_skip(json);
        }
      } else jb_json_skip(json);
    }
}

static void read_options(jb_json *json, request *found) {
  if (jb_json_next(json) == JB_JSON_NULL) jb_json_skip(json);
  else if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "blank_lines")) jb_json_bool(json, &found->blank_lines);
      else jb_json_skip(json);
    }
}

/* Reads all of the request once, so that what is written later comes from sound JSON; why it cannot be, or NULL. */
static const char *read_request(jb_bytes text, request *found) {
  jb_json json = jb_json_of(text);
  memset(found, 0, sizeof *found);
  found->blank_lines = 1;
  if (jb_json_object(&json))
    while (jb_json_member(&json)) {
      if (jb_json_is(json.key, "protocol")) found->protocol = read_string(&json);
      else if (jb_json_is(json.key, "exporter")) found->exporter = read_string(&json);
      else if (jb_json_is(json.key, "document")) read_document(&json, found);
      else if (jb_json_is(json.key, "options")) read_options(&json, found);
      else if (jb_json_is(json.key, "output") && jb_json_object(&json)) {
        while (jb_json_member(&json)) {
          if (jb_json_is(json.key, "stem")) found->stem = read_string(&json);
          else jb_json_skip(&json);
        }
      } else jb_json_skip(&json);
    }
  if (!jb_json_end(&json)) return json.error;
  if (found->protocol.len < 2 || memcmp(found->protocol.ptr, "1.", 2) != 0) return "it does not speak protocol 1";
  if (!jb_json_is(found->exporter, ID)) return "it is for another exporter";
  if (!found->has_sections) return "it has no document with sections";
  /* An escape makes a character of up to 12 bytes. */
  if (found->stem.len == 0 || found->stem.len > 12 * LONGEST_NAME) return "its output has no name that can be used";
  return NULL;
}

/* All of the messages are ours, so that nothing in them needs an escape. */
static jb_status bad_request(const jb_host *host, const char *reason) {
  char json[256];
  snprintf(json, sizeof json, "{\"code\":\"bad-request\",\"message\":\"the request cannot be used: %s\"}", reason);
  host->fail(host->ctx, bytes(json));
  return JB_BAD_REQUEST;
}

/* ---- The two entries ---- */
/* The host as version 1.0 knows it, with every function in place. */
static int usable(const jb_host *host) {
  return host && host->size >= sizeof(jb_host) && host->abi_major == JB_ABI_MAJOR && host->emit && host->fail &&
         host->cancelled && host->report;
}

static jb_status describe(const jb_host *host) {
  return usable(host) ? host->emit(host->ctx, bytes("exporter.json"), bytes(DESCRIPTION)) : JB_BAD_REQUEST;
}

static jb_status export_document(const jb_host *host, jb_bytes text) {
  uint8_t name[12 * LONGEST_NAME + sizeof ".txt"];
  const char *reason;
  request found;
  writer out;
  if (!usable(host)) return JB_BAD_REQUEST;
  reason = read_request(text, &found);
  if (reason) return bad_request(host, reason);
  memset(&out, 0, sizeof out);
  out.host = host;
  out.blank_lines = found.blank_lines;
  out.file.ptr = name;
  out.file.len = jb_json_decode(found.stem, name);
  memcpy(name + out.file.len, ".txt", 4);
  out.file.len += 4;
  put_string(&out, found.title);
  put_text(&out, "\n");
  put_sections(&out, &found.sections);
  if (found.sections.error) return bad_request(host, found.sections.error);
  send(&out);
  return out.status;
}

static const jb_exporter TABLE = {sizeof(jb_exporter), JB_ABI_MAJOR, JB_ABI_MINOR, describe, export_document, NULL};

JB_EXPORT const jb_exporter *jb_exporter_v1(void) { return &TABLE; }
