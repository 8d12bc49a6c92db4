/* What the files of the plain-text exporter share. */
#ifndef TEXT_H
#define TEXT_H

#include "jb_json.h"
#include <setjmp.h>

typedef enum text_align { TEXT_LEFT, TEXT_CENTRE, TEXT_RIGHT } text_align;

/* What a paragraph style means without fonts. */
typedef struct text_style {
  jb_bytes name; /* with its escapes */
  text_align align;
  size_t indent; /* columns before the first line */
} text_style;

/* One export. It lives on the stack of the entry function: nothing is left behind, nothing is shared. */
typedef struct text_job {
  const jb_host *host;
  jmp_buf away; /* where text_stop goes; no frame of the host lies between */
  jb_status status;
  struct text_chunk *memory;
  uint8_t *out;
  size_t filled;  /* of `out` */
  jb_bytes file; /* name of the output */

  size_t width;     /* columns of a line */
  int ascii;        /* tables are drawn with + - | */
  int wide;         /* characters of ambiguous width take two columns */
  const char *line_end;

  const text_style *styles;
  size_t style_count;
  size_t section, block; /* where the export is in the document */
  jb_bytes band;         /* the last header or footer that was written */
  int apart;             /* a blank line is due before the next text */
  size_t replaced;       /* control characters that became `?` */
} text_job;

typedef struct text_cell {
  size_t row, column, rows, columns; /* place and spans */
  text_align align;
  jb_bytes text; /* lines are separated by \n */
  jb_bytes rest; /* what is still to be drawn */
  size_t lines;
} text_cell;

/* A table as it is drawn: each position of the grid names the cell that covers it. */
typedef struct text_grid {
  size_t rows, columns, header_rows, cell_count;
  text_cell *cells;
  uint32_t *covered; /* rows x columns: index of the cell, plus one */
} text_grid;

/* A place in the job's memory; what was taken since then can be given back. */
typedef struct text_mark {
  struct text_chunk *chunk;
  size_t used;
} text_mark;

/* job.c: memory, output, errors */
_Noreturn void text_stop(text_job *job, jb_status status, const char *code, const char *message, const char *where);
void *text_take(text_job *job, size_t count, size_t size);
uint8_t *text_reserve(text_job *job, size_t size); /* bytes at the end of memory, to be kept by text_keep */
jb_bytes text_keep(text_job *job, size_t used);
text_mark text_marked(const text_job *job);
void text_give_back(text_job *job, text_mark mark);
void text_begin(text_job *job, jb_bytes file);
void text_put(text_job *job, const void *bytes, size_t length);
void text_puts(text_job *job, const char *text);
void text_repeat(text_job *job, const char *text, size_t times);
void text_newline(text_job *job);
void text_finish(text_job *job);
void text_degraded(text_job *job, const char *feature, jb_bytes kind, const char *message);
void text_check(text_job *job, const jb_json *json); /* a request that is not what the protocol says ends the export */
void text_where(const text_job *job, char out[64]);

/* wrap.c: columns and lines */
size_t text_columns(const text_job *job, jb_bytes text);
int text_line(const text_job *job, jb_bytes *rest, size_t width, jb_bytes *line, size_t *columns);
void text_measure(const text_job *job, jb_bytes text, size_t *longest_word, size_t *longest_line);

/* read.c: pieces of the document */
size_t text_decode(text_job *job, jb_bytes raw, uint8_t *out);
jb_bytes text_string(text_job *job, jb_json *json);
size_t text_inlines(text_job *job, jb_json *json, uint8_t *out);
jb_bytes text_paragraph(text_job *job, jb_json *json);
size_t text_count(jb_json array);
text_align text_alignment(jb_bytes raw);
const text_style *text_style_of(const text_job *job, jb_bytes name);
void text_read_styles(text_job *job, jb_json styles);

/* blocks.c, table.c, chart.c, grid.c */
void text_sections(text_job *job, jb_json sections);
void text_written(text_job *job, jb_bytes text, text_align align, size_t first, size_t indent);
void text_gap(text_job *job);
void text_caption(text_job *job, jb_json caption);
void text_table(text_job *job, jb_json block);
void text_chart(text_job *job, jb_json block);
void text_draw(text_job *job, text_grid *grid);

#endif /* TEXT_H */
