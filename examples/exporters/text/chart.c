/* Writes a chart as a table of its values: a row for each category, a column for each series. */
#include "text.h"

typedef struct parts {
  jb_json categories, series, caption;
  int has_caption;
  jb_bytes unit, description;
} parts;

static parts read_parts(text_job *job, jb_json *json) {
  parts found;
  memset(&found, 0, sizeof found);
  found.unit.ptr = found.description.ptr = (const uint8_t *)"";
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "unit")) {
        found.unit = text_string(job, json);
        continue;
      }
      if (jb_json_is(json->key, "description")) {
        found.description = text_string(job, json);
        continue;
      }
      if (jb_json_is(json->key, "categories")) found.categories = *json;
      if (jb_json_is(json->key, "series")) found.series = *json;
      if (jb_json_is(json->key, "caption")) {
        found.caption = *json;
        found.has_caption = jb_json_next(json) == JB_JSON_OBJECT;
      }
      jb_json_skip(json);
    }
  return found;
}

static void set(text_grid *grid, size_t row, size_t column, jb_bytes text, text_align align) {
  text_cell *cell = &grid->cells[row * grid->columns + column];
  cell->text = text;
  cell->align = align;
}

static jb_bytes read_value(text_job *job, jb_json *json) {
  jb_bytes text = {(const uint8_t *)"", 0};
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "text")) text = text_string(job, json);
      else jb_json_skip(json);
    }
  return text;
}

static void read_values(text_job *job, jb_json *json, text_grid *grid, size_t column) {
  size_t row = 0;
  if (jb_json_array(json))
    while (jb_json_item(json)) {
      jb_bytes text = read_value(job, json);
      if (++row < grid->rows) set(grid, row, column, text, TEXT_RIGHT);
    }
  if (!json->error && row + 1 != grid->rows) {
    char where[64];
    text_where(job, where);
    text_stop(job, JB_FAILED, "text.chart", "a series of the chart has not one value for each category", where);
  }
}

static void read_series(text_job *job, jb_json series, text_grid *grid) {
  size_t column = 0;
  if (jb_json_array(&series))
    while (jb_json_item(&series)) {
      column++;
      if (!jb_json_object(&series)) break;
      while (jb_json_member(&series)) {
        if (jb_json_is(series.key, "name")) set(grid, 0, column, text_string(job, &series), TEXT_CENTRE);
        else if (jb_json_is(series.key, "values")) read_values(job, &series, grid, column);
        else jb_json_skip(&series);
      }
    }
  text_check(job, &series);
}

static text_grid grid_of(text_job *job, const parts *parts) {
  text_grid grid;
  jb_json categories = parts->categories;
  size_t i;
  memset(&grid, 0, sizeof grid);
  grid.rows = 1 + text_count(categories);
  grid.columns = 1 + text_count(parts->series);
  grid.header_rows = 1;
  grid.cell_count = grid.rows * grid.columns;
  grid.cells = text_take(job, grid.cell_count, sizeof *grid.cells);
  grid.covered = text_take(job, grid.cell_count, sizeof *grid.covered);
  for (i = 0; i < grid.cell_count; i++) {
    text_cell *cell = &grid.cells[i];
    cell->row = i / grid.columns;
    cell->column = i % grid.columns;
    cell->rows = cell->columns = 1;
    cell->text.ptr = (const uint8_t *)"";
    grid.covered[i] = (uint32_t)i + 1;
  }
  set(&grid, 0, 0, parts->unit, TEXT_CENTRE);
  if (jb_json_array(&categories))
    for (i = 1; jb_json_item(&categories); i++) set(&grid, i, 0, text_string(job, &categories), TEXT_LEFT);
  text_check(job, &categories);
  read_series(job, parts->series, &grid);
  return grid;
}

/* The bars are lost, and said to be; names, values and the description are not. The caption stands below, as a chart's
 * does. */
void text_chart(text_job *job, jb_json block) {
  const jb_bytes none = {NULL, 0};
  parts found = read_parts(job, &block);
  text_grid grid;
  text_check(job, &block);
  grid = grid_of(job, &found);
  text_gap(job);
  text_degraded(job, "chart", none, "the chart is written as a table of its values");
  if (found.description.len > 0) text_written(job, found.description, TEXT_LEFT, 0, 0);
  text_draw(job, &grid);
  if (found.has_caption) text_caption(job, found.caption);
}
