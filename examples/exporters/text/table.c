/* Reads a table into a grid. */
#include "text.h"
#include <stdio.h>

enum { MOST_COLUMNS = 1000 };

/* What a table block holds, with the places of its larger parts. */
typedef struct parts {
  jb_json rows, columns, caption;
  int has_rows, has_caption;
  jb_bytes unit_line, unit_style, cell_style;
  int64_t header_rows;
} parts;

static parts read_parts(text_job *job, jb_json *json) {
  parts found;
  memset(&found, 0, sizeof found);
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "unit_line")) {
        found.unit_line = text_string(job, json);
        continue;
      }
      if (jb_json_is(json->key, "unit_line_style") && jb_json_next(json) == JB_JSON_STRING) {
        jb_json_string(json, &found.unit_style);
        continue;
      }
      if (jb_json_is(json->key, "cell_style") && jb_json_next(json) == JB_JSON_STRING) {
        jb_json_string(json, &found.cell_style);
        continue;
      }
      if (jb_json_is(json->key, "header_rows") && jb_json_integer(json, &found.header_rows)) continue;
      if (jb_json_is(json->key, "rows")) found.rows = *json, found.has_rows = 1;
      if (jb_json_is(json->key, "columns")) found.columns = *json;
      if (jb_json_is(json->key, "caption")) {
        found.caption = *json;
        found.has_caption = jb_json_next(json) == JB_JSON_OBJECT;
      }
      jb_json_skip(json);
    }
  return found;
}

static size_t count_cells(jb_json rows) {
  size_t count = 0;
  if (jb_json_array(&rows))
    while (jb_json_item(&rows))
      if (jb_json_object(&rows))
        while (jb_json_member(&rows)) {
          if (jb_json_is(rows.key, "cells")) count += text_count(rows);
          jb_json_skip(&rows);
        }
  return count;
}

_Noreturn static void wrong(text_job *job, size_t row, const size_t *cell, const char *message) {
  char table[64], where[160];
  text_where(job, table);
  if (cell) snprintf(where, sizeof where, "%s/rows/%zu/cells/%zu", table, row, *cell);
  else snprintf(where, sizeof where, "%s/rows/%zu", table, row);
  text_stop(job, JB_FAILED, "text.grid", message, where);
}

/* Appends the paragraphs of a cell, a line end between two of them. The first one's style places the cell. */
static size_t read_paragraphs(text_job *job, jb_json *json, uint8_t *out, jb_bytes *style) {
  size_t length = 0;
  int count = 0;
  if (jb_json_array(json))
    for (; jb_json_item(json); count++) {
      if (count > 0) out[length++] = '\n';
      if (!jb_json_object(json)) break;
      while (jb_json_member(json)) {
        if (jb_json_is(json->key, "inlines")) length += text_inlines(job, json, out + length);
        else if (jb_json_is(json->key, "style") && count == 0 && jb_json_next(json) == JB_JSON_STRING)
          jb_json_string(json, style);
        else jb_json_skip(json);
      }
    }
  return length;
}

static text_cell read_cell(text_job *job, jb_json *json, jb_bytes style) {
  text_cell cell;
  jb_json ahead = *json;
  jb_bytes align = {NULL, 0};
  int64_t columns = 1, rows = 1;
  const text_style *found;
  uint8_t *out;
  size_t length = 0;
  jb_json_skip(&ahead);
  out = text_reserve(job, (size_t)(ahead.at - json->at));
  memset(&cell, 0, sizeof cell);
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "column_span")) jb_json_integer(json, &columns);
      else if (jb_json_is(json->key, "row_span")) jb_json_integer(json, &rows);
      else if (jb_json_is(json->key, "align") && jb_json_next(json) == JB_JSON_STRING) jb_json_string(json, &align);
      else if (jb_json_is(json->key, "paragraphs")) length = read_paragraphs(job, json, out, &style);
      else jb_json_skip(json);
    }
  cell.text = text_keep(job, length);
  found = text_style_of(job, style);
  cell.align = align.ptr ? text_alignment(align) : found ? found->align : TEXT_LEFT;
  cell.columns = columns > 0 ? (size_t)columns : 0;
  cell.rows = rows > 0 ? (size_t)rows : 0;
  return cell;
}

/* Puts a cell at the first free position of its row from `column` on. `number` counts the cells of the row. Gives the
 * position behind it. */
static size_t place(text_job *job, text_grid *grid, text_cell cell, size_t row, size_t column, size_t number) {
  uint32_t *covered = grid->covered + row * grid->columns;
  size_t free, i, j;
  while (column < grid->columns && covered[column]) column++;
  if (column == grid->columns) wrong(job, row, &number, "the cell lies beyond the last column");
  for (free = 0; column + free < grid->columns && !covered[column + free]; free++) continue;
  if (cell.columns == 0 || cell.columns > free) wrong(job, row, &number, "the cell spans columns that are not free");
  if (cell.rows == 0 || cell.rows > grid->rows - row) wrong(job, row, &number, "the cell spans rows that are not there");
  cell.row = row;
  cell.column = column;
  grid->cells[grid->cell_count++] = cell;
  for (i = 0; i < cell.rows; i++)
    for (j = 0; j < cell.columns; j++) covered[i * grid->columns + column + j] = (uint32_t)grid->cell_count;
  return column + cell.columns;
}

static void read_row(text_job *job, jb_json *json, text_grid *grid, size_t row, jb_bytes style) {
  size_t number = 0, column = 0, i;
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (!jb_json_is(json->key, "cells")) {
        jb_json_skip(json);
        continue;
      }
      if (jb_json_array(json))
        for (; jb_json_item(json); number++)
          column = place(job, grid, read_cell(job, json, style), row, column, number);
    }
  for (i = 0; i < grid->columns && !json->error; i++)
    if (!grid->covered[row * grid->columns + i]) wrong(job, row, NULL, "the cells of the row do not cover all columns");
}

static text_grid read_grid(text_job *job, const parts *parts) {
  text_grid grid;
  jb_json rows = parts->rows;
  size_t row;
  char where[64];
  memset(&grid, 0, sizeof grid);
  grid.rows = text_count(rows);
  grid.columns = text_count(parts->columns);
  grid.header_rows = parts->header_rows > 0 ? (size_t)parts->header_rows : 0;
  text_where(job, where);
  if (grid.columns == 0 || grid.columns > MOST_COLUMNS)
    text_stop(job, JB_FAILED, "text.grid", "the table has no columns, or more than 1000", where);
  grid.cells = text_take(job, count_cells(rows), sizeof *grid.cells);
  grid.covered = text_take(job, grid.rows * grid.columns, sizeof *grid.covered);
  if (jb_json_array(&rows))
    for (row = 0; jb_json_item(&rows); row++) {
      if (row % 256 == 0 && job->host->cancelled(job->host->ctx)) text_stop(job, JB_CANCELLED, NULL, NULL, NULL);
      read_row(job, &rows, &grid, row, parts->cell_style);
    }
  text_check(job, &rows);
  return grid;
}

/* Writes a table with its caption and unit line above. */
void text_table(text_job *job, jb_json block) {
  parts found = read_parts(job, &block);
  text_grid grid;
  text_check(job, &block);
  text_gap(job);
  if (!found.has_rows) return;
  grid = read_grid(job, &found);
  if (found.has_caption) text_caption(job, found.caption);
  if (found.unit_line.len > 0) {
    const text_style *style = text_style_of(job, found.unit_style);
    text_written(job, found.unit_line, style ? style->align : TEXT_LEFT, 0, 0);
  }
  text_draw(job, &grid);
}
