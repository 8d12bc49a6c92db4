/* Draws a table: widths of its columns, heights of its rows, borders that know what is merged. */
#include "text.h"

enum {
  MARGIN = 3,    /* columns between the texts of two cells: space, border, space */
  READABLE = 8,  /* no column is narrower than this where its text is longer, even if the table then is too wide */
  UNBROKEN = 34  /* a longer word may be broken; no number of a report is */
};
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

static const char *const SINGLE[16] = {
    " ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
static const char *const DOUBLE[16] = {
    " ", "│", "│", "│", "═", "╛", "╕", "╡", "═", "╘", "╒", "╞", "═", "╧", "╤", "╪"};

/* What drawing needs beside the grid. */
typedef struct drawing {
  text_job *job;
  text_grid *grid;
  size_t *widths, *heights;
} drawing;

static uint32_t at(const text_grid *grid, size_t row, size_t column) {
  return grid->covered[row * grid->columns + column];
}

static size_t sum(const size_t *numbers, size_t count) {
  size_t total = 0;
  while (count-- > 0) total += *numbers++;
  return total;
}

static size_t cell_width(const size_t *widths, const text_cell *cell) {
  return sum(widths + cell->column, cell->columns) + MARGIN * (cell->columns - 1);
}

/* Makes the columns of a cell wide enough together. */
static void widen(size_t *widths, const text_cell *cell, size_t needed) {
  size_t have = cell_width(widths, cell), missing = needed > have ? needed - have : 0, i;
  for (i = 0; i < cell->columns; i++)
    widths[cell->column + i] += missing / cell->columns + (i < missing % cell->columns);
}

static size_t least(size_t one, size_t other) { return one < other ? one : other; }

/* The least widths, and those at which no text is wrapped. */
static void measure(const drawing *drawing, size_t *narrow, size_t *natural) {
  const text_grid *grid = drawing->grid;
  size_t i, word, line;
  int merged;
  for (merged = 0; merged < 2; merged++)
    for (i = 0; i < grid->cell_count; i++) {
      const text_cell *cell = &grid->cells[i];
      if ((cell->columns > 1) != merged) continue;
      text_measure(drawing->job, cell->text, &word, &line);
      if (!merged && word < least(line, READABLE)) word = least(line, READABLE);
      widen(narrow, cell, least(word, UNBROKEN));
      widen(natural, cell, line);
    }
}

/* Between the least widths and the natural ones, as the line allows; a table that cannot be narrow enough is wider. */
static void choose_widths(const drawing *drawing) {
  size_t columns = drawing->grid->columns, borders = MARGIN * columns + 1, i;
  size_t room = drawing->job->width > borders ? drawing->job->width - borders : 0, left;
  size_t *widths = drawing->widths, *natural = text_take(drawing->job, columns, sizeof *natural), total, extra;
  measure(drawing, widths, natural);
  /* What merged cells ask for may make a least width larger than a natural one. */
  for (i = 0; i < columns; i++)
    if (natural[i] < widths[i]) natural[i] = widths[i];
  total = sum(widths, columns);
  extra = sum(natural, columns) - total;
  left = least(room > total ? room - total : 0, extra);
  for (i = 0; i < columns && extra > 0; i++) {
    /* What is left is shared in proportion to what each of the columns not yet served would like. */
    size_t wish = natural[i] - widths[i], share = extra > left ? left * wish / extra : wish;
    share = least(least(share, wish), left);
    widths[i] += share;
    left -= share;
    extra -= wish;
  }
}

static size_t count_lines(const drawing *drawing, const text_cell *cell) {
  size_t lines = 0, columns, width = cell_width(drawing->widths, cell);
  jb_bytes rest = cell->text, line;
  while (text_line(drawing->job, &rest, width, &line, &columns)) lines++;
  return lines;
}

static void choose_heights(const drawing *drawing) {
  text_grid *grid = drawing->grid;
  size_t i, have;
  int merged;
  for (i = 0; i < grid->rows; i++) drawing->heights[i] = 1;
  for (merged = 0; merged < 2; merged++)
    for (i = 0; i < grid->cell_count; i++) {
      text_cell *cell = &grid->cells[i];
      size_t *heights = drawing->heights + cell->row;
      if ((cell->rows > 1) != merged) continue;
      cell->lines = count_lines(drawing, cell);
      cell->rest = cell->text;
      /* A merged cell also has the lines in which others have their borders. */
      have = sum(heights, cell->rows) + cell->rows - 1;
      if (cell->lines > have) heights[cell->rows - 1] += cell->lines - have;
    }
}

/* Whether the border between row `row` and the one above runs through this column. */
static int ruled(const text_grid *grid, size_t row, size_t column) {
  return row == 0 || row == grid->rows || at(grid, row - 1, column) != at(grid, row, column);
}

/* Whether there is a border left of this column in this row. */
static int walled(const text_grid *grid, size_t row, size_t column) {
  return column == 0 || column == grid->columns || at(grid, row, column - 1) != at(grid, row, column);
}

static const char *corner(const drawing *drawing, size_t row, size_t column) {
  const text_grid *grid = drawing->grid;
  int twice = row > 0 && row == grid->header_rows && row < grid->rows, arms = 0;
  if (row > 0 && walled(grid, row - 1, column)) arms |= UP;
  if (row < grid->rows && walled(grid, row, column)) arms |= DOWN;
  if (column > 0 && ruled(grid, row, column - 1)) arms |= LEFT;
  if (column < grid->columns && ruled(grid, row, column)) arms |= RIGHT;
  if (drawing->job->ascii && arms == (LEFT | RIGHT)) return twice ? "=" : "-";
  if (drawing->job->ascii) return (arms & (LEFT | RIGHT)) == 0 ? "|" : "+";
  return (twice ? DOUBLE : SINGLE)[arms];
}

static void draw_text(const drawing *drawing, text_cell *cell) {
  text_job *job = drawing->job;
  size_t width = cell_width(drawing->widths, cell), columns = 0, space, before;
  jb_bytes line = {NULL, 0};
  text_line(job, &cell->rest, width, &line, &columns);
  space = width > columns ? width - columns : 0;
  before = cell->align == TEXT_RIGHT ? space : cell->align == TEXT_CENTRE ? space / 2 : 0;
  text_repeat(job, " ", before + 1);
  text_put(job, line.ptr, line.len);
  text_repeat(job, " ", space - before + 1);
}

/* The border above a row, with the texts of the cells that are merged across it. */
static void draw_rule(const drawing *drawing, size_t row) {
  text_grid *grid = drawing->grid;
  int twice = row > 0 && row == grid->header_rows && row < grid->rows;
  const char *stroke = drawing->job->ascii ? twice ? "=" : "-" : twice ? "═" : "─";
  size_t column = 0;
  while (column < grid->columns) {
    text_puts(drawing->job, corner(drawing, row, column));
    if (ruled(grid, row, column)) {
      text_repeat(drawing->job, stroke, drawing->widths[column] + 2);
      column++;
    } else {
      text_cell *cell = &grid->cells[at(grid, row, column) - 1];
      draw_text(drawing, cell);
      column += cell->columns;
    }
  }
  text_puts(drawing->job, corner(drawing, row, column));
  text_newline(drawing->job);
}

static void draw_line(const drawing *drawing, size_t row) {
  text_grid *grid = drawing->grid;
  const char *wall = drawing->job->ascii ? "|" : "│";
  size_t column = 0;
  while (column < grid->columns) {
    text_cell *cell = &grid->cells[at(grid, row, column) - 1];
    text_puts(drawing->job, wall);
    draw_text(drawing, cell);
    column += cell->columns;
  }
  text_puts(drawing->job, wall);
  text_newline(drawing->job);
}

/* Draws a table whose every position is covered. */
void text_draw(text_job *job, text_grid *grid) {
  drawing drawing = {job, grid, NULL, NULL};
  size_t row, line;
  drawing.widths = text_take(job, grid->columns, sizeof *drawing.widths);
  drawing.heights = text_take(job, grid->rows, sizeof *drawing.heights);
  choose_widths(&drawing);
  choose_heights(&drawing);
  for (row = 0; row < grid->rows; row++) {
    draw_rule(&drawing, row);
    for (line = 0; line < drawing.heights[row]; line++) draw_line(&drawing, row);
  }
  if (grid->rows > 0) draw_rule(&drawing, grid->rows);
}
