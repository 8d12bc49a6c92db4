/*
 * Plain text for terminals and mail: an exporter in C.
 *
 * This file is the door: it describes the exporter, reads the request and starts the walk through the document.
 */
#include "text.h"
#include <stdlib.h>

static const char DESCRIPTION[] =
    "{\"describe\":1,\"exporters\":[{\"id\":\"org.example.text\",\"title\":\"纯文本 (plain text)\","
    "\"version\":\"1.0.0\","
    "\"vendor\":\"Jianbao examples\",\"licence\":\"MIT OR Apache-2.0\","
    "\"outputs\":[{\"role\":\"main\",\"extension\":\"txt\",\"media_type\":\"text/plain\"}],"
    "\"document_model\":{\"min\":\"1.0\",\"max\":\"1.0\"},\"deterministic\":true,\"worker\":true,"
    /* A text has no pages: what only says how they look loses nothing. Charts lose their bars, so they are not listed. */
    "\"features\":[\"page-break\",\"page-number\",\"page-number.outer\",\"reference\",\"section.header-footer\","
    "\"section.landscape\",\"table\",\"table.caption\",\"table.header-rows\",\"table.merged-cells\",\"toc\"],"
    "\"options_schema\":{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
    "\"additionalProperties\":false,\"properties\":{"
    "\"width\":{\"type\":\"integer\",\"minimum\":20,\"maximum\":1000,\"default\":78,"
    "\"description\":\"Columns of a line; a table whose words do not fit is wider\"},"
    "\"table_style\":{\"enum\":[\"box\",\"ascii\"],\"default\":\"box\","
    "\"description\":\"What lines are drawn with: characters made for it, or + - |\"},"
    "\"ambiguous_width\":{\"enum\":[\"narrow\",\"wide\"],\"default\":\"narrow\","
    "\"description\":\"Whether characters like “ take one column or two; where they take two, lines are drawn in ASCII\"},"
    "\"line_end\":{\"enum\":[\"lf\",\"crlf\"],\"default\":\"lf\",\"description\":\"Use crlf for the body of a mail\"}}}}]}";

/* The host as version 1.0 knows it, with every function in place. */
static int usable(const jb_host *host) {
  return host && host->size >= sizeof(jb_host) && host->abi_major == JB_ABI_MAJOR && host->emit && host->fail && host->log &&
         host->cancelled && host->report;
}

static jb_status describe(const jb_host *host) {
  static const char name[] = "exporter.json";
  jb_bytes file = {(const uint8_t *)name, sizeof name - 1};
  jb_bytes text = {(const uint8_t *)DESCRIPTION, sizeof DESCRIPTION - 1};
  return usable(host) ? host->emit(host->ctx, file, text) : JB_BAD_REQUEST;
}

/* The parts of a request, as places to read on from. */
typedef struct request {
  jb_bytes protocol, exporter, stem;
  jb_json options, styles, sections;
  int has_options, has_styles, has_sections;
} request;

static void read_document(jb_json *json, request *found) {
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "styles")) found->styles = *json, found->has_styles = 1;
      if (jb_json_is(json->key, "sections")) found->sections = *json, found->has_sections = 1;
      jb_json_skip(json);
    }
}

/* Reads all of the request once, so that what is read again later has no errors of grammar. */
static request read_request(text_job *job, jb_bytes text) {
  jb_json json = jb_json_of(text);
  request found;
  memset(&found, 0, sizeof found);
  if (jb_json_object(&json))
    while (jb_json_member(&json)) {
      if (jb_json_is(json.key, "protocol")) jb_json_string(&json, &found.protocol);
      else if (jb_json_is(json.key, "exporter")) jb_json_string(&json, &found.exporter);
      else if (jb_json_is(json.key, "document")) read_document(&json, &found);
      else if (jb_json_is(json.key, "output") && jb_json_object(&json)) {
        while (jb_json_member(&json)) {
          if (jb_json_is(json.key, "stem")) jb_json_string(&json, &found.stem);
          else jb_json_skip(&json);
        }
      } else {
        if (jb_json_is(json.key, "options")) found.options = json, found.has_options = 1;
        jb_json_skip(&json);
      }
    }
  if (jb_json_end(&json)) {
    if (found.protocol.len < 2 || memcmp(found.protocol.ptr, "1.", 2) != 0)
      jb_json_fail(&json, "the request does not speak protocol 1");
    else if (!jb_json_is(found.exporter, "org.example.text")) jb_json_fail(&json, "the request is for another exporter");
    else if (!found.has_sections) jb_json_fail(&json, "the request has no document with sections");
    else if (!found.stem.len) jb_json_fail(&json, "the request has no name for the output");
  }
  text_check(job, &json);
  return found;
}

/* The place of a word among those that an option may have. */
static int choice(jb_json *json, const char *usual, const char *other) {
  jb_bytes word = {NULL, 0};
  jb_json_string(json, &word);
  if (jb_json_is(word, other)) return 1;
  if (!jb_json_is(word, usual)) jb_json_fail(json, "an option has a value that it cannot have");
  return 0;
}

static void read_options(text_job *job, jb_json json) {
  int64_t width = 78;
  if (jb_json_next(&json) == JB_JSON_NULL) return;
  if (jb_json_object(&json))
    while (jb_json_member(&json)) {
      if (jb_json_is(json.key, "width")) jb_json_integer(&json, &width);
      else if (jb_json_is(json.key, "table_style")) job->ascii |= choice(&json, "box", "ascii");
      else if (jb_json_is(json.key, "ambiguous_width")) job->wide = choice(&json, "narrow", "wide");
      else if (jb_json_is(json.key, "line_end")) job->line_end = choice(&json, "lf", "crlf") ? "\r\n" : "\n";
      else jb_json_skip(&json);
    }
  if (width < 20 || width > 1000) jb_json_fail(&json, "the option `width` is not between 20 and 1000");
  text_check(job, &json);
  job->width = (size_t)width;
  /* The characters made for drawing are of ambiguous width themselves. */
  job->ascii |= job->wide;
}

static void run(text_job *job, jb_bytes text) {
  static const char extension[] = ".txt";
  request found = read_request(job, text);
  uint8_t *name;
  size_t length;
  if (found.has_options) read_options(job, found.options);
  name = text_reserve(job, found.stem.len + sizeof extension);
  length = jb_json_decode(found.stem, name);
  memcpy(name + length, extension, sizeof extension - 1);
  text_begin(job, text_keep(job, length + sizeof extension - 1));
  if (found.has_styles) text_read_styles(job, found.styles);
  text_sections(job, found.sections);
  text_finish(job);
}

/* In a function of its own: what setjmp's own function keeps in its variables is lost when text_stop comes back to it. */
static void run_or_stop(text_job *job, jb_bytes request) {
  if (setjmp(job->away) == 0) run(job, request);
}

static jb_status export_document(const jb_host *host, jb_bytes request) {
  const text_mark everything = {NULL, 0};
  text_job job;
  if (!usable(host)) return JB_BAD_REQUEST;
  memset(&job, 0, sizeof job);
  job.host = host;
  job.width = 78;
  job.line_end = "\n";
  run_or_stop(&job, request);
  text_give_back(&job, everything);
  return job.status;
}

static const jb_exporter TABLE = {sizeof TABLE, JB_ABI_MAJOR, JB_ABI_MINOR, describe, export_document, NULL};

JB_EXPORT const jb_exporter *jb_exporter_v1(void) { return &TABLE; }
