/*
 * Calls the exporter the way Jianbao does, without Jianbao: link it with the sources and run it under valgrind or with
 * -fsanitize=address,undefined.
 *
 *   run REQUEST.json OUTPUT            exports; "-" throws the output away
 *   run REQUEST.json OUTPUT refuse N   the host refuses the N-th piece of output
 *   run REQUEST.json OUTPUT cancel N   the host asks it to stop when asked for the N-th time
 *   run --json FILE...                 reads each file with jb_json.h: 1 and its name if it is JSON, else 0
 *
 * The exit code is the status. The request is handed over in a block of exactly its size, so that a read beyond its end
 * is seen. Each export is done twice: the second must give the same.
 */
#include "../jb_json.h"
#include <stdio.h>
#include <stdlib.h>

typedef struct host_state {
  uint8_t *out;
  size_t length, pieces, asked, refuse, cancel, failures;
} host_state;

static void show(const char *what, jb_bytes text) {
  fprintf(stderr, "%s %.*s\n", what, (int)text.len, (const char *)text.ptr);
}

static jb_status emit(void *ctx, jb_bytes name, jb_bytes data) {
  host_state *state = ctx;
  if (state->pieces == 0) show("output", name);
  if (++state->pieces == state->refuse) return JB_HOST_REFUSED;
  if (data.len == 0) return JB_OK;
  state->out = realloc(state->out, state->length + data.len);
  if (!state->out) abort();
  memcpy(state->out + state->length, data.ptr, data.len);
  state->length += data.len;
  return JB_OK;
}

static void fail(void *ctx, jb_bytes json) {
  host_state *state = ctx;
  if (state->failures++ > 0) abort();
  show("fail", json);
}

static void say(void *ctx, int32_t level, jb_bytes message) {
  (void)ctx;
  (void)level;
  show("log", message);
}

static void progress(void *ctx, uint64_t done, uint64_t total) {
  (void)ctx;
  (void)done;
  (void)total;
}

static int32_t cancelled(void *ctx) {
  host_state *state = ctx;
  return ++state->asked == state->cancel;
}

static const void *extension(void *ctx, jb_bytes id) {
  (void)ctx;
  (void)id;
  return NULL;
}

static void report(void *ctx, jb_bytes json) {
  jb_json reader = jb_json_of(json);
  (void)ctx;
  jb_json_skip(&reader);
  if (!jb_json_end(&reader)) abort();
  show("report", json);
}

static jb_bytes read_file(const char *path) {
  jb_bytes bytes = {NULL, 0};
  FILE *file = fopen(path, "rb");
  uint8_t *content;
  long size;
  if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0 || fseek(file, 0, SEEK_SET) != 0) exit(99);
  content = malloc(size > 0 ? (size_t)size : 1);
  if (!content || fread(content, 1, (size_t)size, file) != (size_t)size) exit(99);
  fclose(file);
  bytes.ptr = content;
  bytes.len = (size_t)size;
  return bytes;
}

static jb_status run_once(jb_bytes request, host_state *state) {
  jb_host host = {sizeof host, JB_ABI_MAJOR, JB_ABI_MINOR, state,  emit, fail, say,
                  progress,    cancelled,    extension,    report};
  return jb_exporter_v1()->export_document(&host, request);
}

static int read_all(char **paths, int count) {
  int i;
  for (i = 0; i < count; i++) {
    jb_bytes text = read_file(paths[i]);
    jb_json json = jb_json_of(text);
    jb_json_skip(&json);
    printf("%d %s\n", jb_json_end(&json), paths[i]);
    free((void *)text.ptr);
  }
  return 0;
}

int main(int count, char **arguments) {
  host_state first, second;
  jb_bytes request;
  jb_status status;
  FILE *file;
  if (count > 2 && strcmp(arguments[1], "--json") == 0) return read_all(arguments + 2, count - 2);
  if (count < 3) return 98;
  memset(&first, 0, sizeof first);
  if (count == 5 && strcmp(arguments[3], "refuse") == 0) first.refuse = (size_t)atol(arguments[4]);
  if (count == 5 && strcmp(arguments[3], "cancel") == 0) first.cancel = (size_t)atol(arguments[4]);
  second = first;
  request = read_file(arguments[1]);
  status = run_once(request, &first);
  if (run_once(request, &second) != status || first.length != second.length) abort();
  if (first.length > 0 && memcmp(first.out, second.out, first.length) != 0) abort();
  if (status == JB_OK && strcmp(arguments[2], "-") != 0) {
    file = fopen(arguments[2], "wb");
    if (!file || (first.length > 0 && fwrite(first.out, 1, first.length, file) != first.length) || fclose(file) != 0)
      exit(99);
  }
  free(first.out);
  free(second.out);
  free((void *)request.ptr);
  return status;
}
