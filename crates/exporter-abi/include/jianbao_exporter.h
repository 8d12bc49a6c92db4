/*
 * jianbao_exporter.h - the C interface between Jianbao and an exporter library, version 1.0.
 *
 * An exporter turns a neutral document into files. It is a shared library that exports exactly one symbol,
 * jb_exporter_v1. Jianbao loads it in a process of its own, one call at a time, so that a crash costs one file.
 *
 * Rules for both sides
 *   - Text is UTF-8 with a length; nothing is terminated by NUL.
 *   - Borrow in, call back out: every pointer is valid during the call that received it and no longer. No memory changes
 *     owner, so there is no function to free anything.
 *   - The exporter is stateless: one call gets everything it needs and leaves nothing behind. A cache of its own must not
 *     change any output.
 *   - Callbacks are called only from the thread that entered the exporter, and only until it returns.
 *   - No exception, panic or longjmp crosses the boundary.
 *   - Structs grow only at the end. Each starts with its size as its maker knew it: look at `size` before you touch a
 *     member that version 1.0 did not have. A member may be NULL only where its comment says so.
 */
#ifndef JIANBAO_EXPORTER_H
#define JIANBAO_EXPORTER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The major is also in the name of the symbol: another major is another symbol. */
#define JB_ABI_MAJOR 1
#define JB_ABI_MINOR 0

/* Put before the definition of jb_exporter_v1. */
#if defined(_WIN32)
#define JB_EXPORT __declspec(dllexport)
#elif defined(__GNUC__)
#define JB_EXPORT __attribute__((visibility("default")))
#else
#define JB_EXPORT
#endif

/* Borrowed bytes. `ptr` may be NULL only when `len` is 0. */
typedef struct jb_bytes {
  const uint8_t *ptr;
  size_t len;
} jb_bytes;

/* What a call came to. */
typedef int32_t jb_status;
enum {
  JB_OK = 0,           /* done */
  JB_FAILED = 1,       /* the exporter cannot write this document and said why through `fail` */
  JB_CANCELLED = 2,    /* the exporter stopped because `cancelled` asked it to */
  JB_BAD_REQUEST = 3,  /* the request is not what the protocol says */
  JB_BUG = 4,          /* a fault of the exporter itself, for example a caught panic */
  JB_HOST_REFUSED = 5  /* a callback answered with something else than JB_OK */
};

/* Levels of `log`. */
enum { JB_LOG_ERROR = 1, JB_LOG_WARN = 2, JB_LOG_INFO = 3, JB_LOG_DEBUG = 4 };

/* What the host offers to the exporter. */
typedef struct jb_host {
  size_t size; /* sizeof(jb_host) as the host was built */
  uint32_t abi_major;
  uint32_t abi_minor;
  void *ctx; /* pass it back unchanged */

  /* Appends `data` to the output `name`; the first call creates it, empty data are allowed. A name is relative, with `/`
   * between components, without `..`, drive, colon, backslash or control characters, at most 200 bytes long.
   * Returns JB_OK or JB_HOST_REFUSED; after a refusal return JB_HOST_REFUSED. */
  jb_status (*emit)(void *ctx, jb_bytes name, jb_bytes data);

  /* Says why the call fails, at most once, before it returns something else than JB_OK:
   * {"code": "cell-too-long", "message": "...", "hint": "...", "where": "/sections/0/blocks/3"}
   * `hint` and `where` (a JSON pointer into the document) may be absent. */
  void (*fail)(void *ctx, jb_bytes error_json);

  /* A line for the user or for support; `level` is one of JB_LOG_*. */
  void (*log)(void *ctx, int32_t level, jb_bytes message);

  /* How far the export is; a total of 0 means unknown. */
  void (*progress)(void *ctx, uint64_t done, uint64_t total);

  /* Other than 0: stop soon and return JB_CANCELLED. */
  int32_t (*cancelled)(void *ctx);

  /* An extension of the host by its id "name/revision", or NULL when the host does not know it. */
  const void *(*extension)(void *ctx, jb_bytes id);

  /* What is to be said besides bytes, one JSON object a call:
   * {"output": {"name": "report.docx", "role": "main"}}      the role of an output; without it the host goes by extension
   * {"degraded": {"feature": "footnote", "message": "...", "where": "/sections/0/blocks/3"}}   what could not be kept
   * The host ignores what it does not know. */
  void (*report)(void *ctx, jb_bytes json);
} jb_host;

/* What the exporter offers to the host: static, never freed. */
typedef struct jb_exporter {
  size_t size; /* sizeof(jb_exporter) as the exporter was built */
  uint32_t abi_major;
  uint32_t abi_minor;

  /* Emits the description of every exporter in the library as one output named "exporter.json". */
  jb_status (*describe)(const jb_host *host);

  /* Writes one document. `request` is one JSON object:
   * {"protocol": "1.0", "exporter": "org.example.docx", "document": {...}, "options": {...},
   *  "context": {"locale": "zh-CN", "timestamp": "2020-11-30", "tool": "0.1.0"}, "output": {"stem": "report"}}
   * The options are complete and valid. `context.timestamp` is the only clock an exporter may use. Fields that the
   * exporter does not know are ignored. */
  jb_status (*export_document)(const jb_host *host, jb_bytes request);

  /* An extension of the exporter by its id, or NULL when it has none of that name; the member itself may be NULL. */
  const void *(*extension)(jb_bytes id);
} jb_exporter;

/* The only exported symbol. */
JB_EXPORT const jb_exporter *jb_exporter_v1(void);

#ifdef __cplusplus
}
#endif

#endif /* JIANBAO_EXPORTER_H */
