/* Memory that is given back at once, output through the host, and the way out of an export. */
#include "text.h"
#include <stdio.h>
#include <stdlib.h>

enum { CHUNK = 64 * 1024, OUT = 64 * 1024 };

typedef struct text_chunk {
  struct text_chunk *previous;
  size_t size, used;
} text_chunk;

static jb_bytes text_of(const char *text) {
  jb_bytes bytes = {(const uint8_t *)text, strlen(text)};
  return bytes;
}

/* Ends the export: says why, and goes back to the entry function. `code` is NULL where there is nothing to say. */
_Noreturn void text_stop(text_job *job, jb_status status, const char *code, const char *message, const char *where) {
  char json[512];
  if (code) {
    /* All of these texts are ours, so that nothing in them needs an escape. */
    int length = snprintf(json, sizeof json, "{\"code\":\"%s\",\"message\":\"%s\"%s%s%s}", code, message,
                          where ? ",\"where\":\"" : "", where ? where : "", where ? "\"" : "");
    if (length > 0 && (size_t)length < sizeof json) job->host->fail(job->host->ctx, text_of(json));
  }
  job->status = status;
  longjmp(job->away, 1);
}

static text_chunk *chunk_with(text_job *job, size_t size) {
  text_chunk *chunk = job->memory;
  size_t wanted = size > CHUNK ? size : CHUNK;
  if (chunk && chunk->size - chunk->used >= size) return chunk;
  chunk = size > SIZE_MAX / 2 ? NULL : malloc(sizeof *chunk + wanted);
  if (!chunk) text_stop(job, JB_FAILED, "text.memory", "the document needs more memory than there is", NULL);
  chunk->previous = job->memory;
  chunk->size = wanted;
  chunk->used = 0;
  job->memory = chunk;
  return chunk;
}

uint8_t *text_reserve(text_job *job, size_t size) {
  text_chunk *chunk = chunk_with(job, size);
  return (uint8_t *)(chunk + 1) + chunk->used;
}

/* Keeps `used` of the bytes that were just reserved, with nothing taken in between. */
jb_bytes text_keep(text_job *job, size_t used) {
  text_chunk *chunk = job->memory;
  jb_bytes kept = {(uint8_t *)(chunk + 1) + chunk->used, used};
  chunk->used += used;
  return kept;
}

/* Memory for `count` things of `size` bytes each, all zero. */
void *text_take(text_job *job, size_t count, size_t size) {
  const size_t whole = sizeof(max_align_t);
  uint8_t *bytes;
  size_t skip;
  if (size && count > (SIZE_MAX / 2 - whole) / size) size = SIZE_MAX, count = 1;
  else size *= count;
  bytes = text_reserve(job, size == SIZE_MAX ? size : size + whole);
  skip = (whole - (uintptr_t)bytes % whole) % whole;
  text_keep(job, skip + size);
  memset(bytes + skip, 0, size);
  return bytes + skip;
}

text_mark text_marked(const text_job *job) {
  text_mark mark = {job->memory, job->memory ? job->memory->used : 0};
  return mark;
}

void text_give_back(text_job *job, text_mark mark) {
  while (job->memory != mark.chunk) {
    text_chunk *chunk = job->memory;
    job->memory = chunk->previous;
    free(chunk);
  }
  if (job->memory) job->memory->used = mark.used;
}

static void send(text_job *job) {
  const jb_host *host = job->host;
  jb_bytes data = {job->out, job->filled};
  if (host->cancelled(host->ctx)) text_stop(job, JB_CANCELLED, NULL, NULL, NULL);
  if (host->emit(host->ctx, job->file, data) != JB_OK) text_stop(job, JB_HOST_REFUSED, NULL, NULL, NULL);
  job->filled = 0;
}

/* Begins the output `file`, with room for bytes on their way to the host. */
void text_begin(text_job *job, jb_bytes file) {
  job->file = file;
  job->out = text_take(job, OUT, 1);
}

void text_put(text_job *job, const void *bytes, size_t length) {
  const uint8_t *from = bytes;
  while (length > 0) {
    size_t part = OUT - job->filled < length ? OUT - job->filled : length;
    memcpy(job->out + job->filled, from, part);
    job->filled += part;
    from += part;
    length -= part;
    if (job->filled == OUT) send(job);
  }
}

void text_puts(text_job *job, const char *text) { text_put(job, text, strlen(text)); }

void text_repeat(text_job *job, const char *text, size_t times) {
  while (times-- > 0) text_puts(job, text);
}

void text_newline(text_job *job) { text_puts(job, job->line_end); }

/* Hands the rest over; a document without any text gives an empty file. */
void text_finish(text_job *job) {
  send(job);
  if (job->replaced > 0) {
    char message[96];
    snprintf(message, sizeof message, "%zu control characters were replaced by `?`", job->replaced);
    job->host->log(job->host->ctx, JB_LOG_WARN, text_of(message));
  }
}

void text_check(text_job *job, const jb_json *json) {
  if (json->error) text_stop(job, JB_BAD_REQUEST, "bad-request", json->error, NULL);
}

/* Where the export is, as a JSON pointer into the document. */
void text_where(const text_job *job, char out[64]) {
  snprintf(out, 64, "/sections/%zu/blocks/%zu", job->section, job->block);
}

/* Says what could not be kept. `kind` is added to the name of the feature, as the request has it, with its escapes. */
void text_degraded(text_job *job, const char *feature, jb_bytes kind, const char *message) {
  char where[64];
  /* No name of a kind is longer than this; one that is, is cut before anything could be escaped. */
  int length = kind.len > 100 ? 0 : (int)kind.len;
  char json[512];
  text_where(job, where);
  snprintf(json, sizeof json, "{\"degraded\":{\"feature\":\"%s%.*s\",\"message\":\"%s\",\"where\":\"%s\"}}", feature,
           length, length > 0 ? (const char *)kind.ptr : "", message, where);
  job->host->report(job->host->ctx, text_of(json));
}
