/* Walks through sections and blocks. */
#include "text.h"

/* A blank line, where something stands above. */
void text_gap(text_job *job) {
  if (job->apart) text_newline(job);
  job->apart = 1;
}

/* Writes a text in lines: the first behind `first` columns, all others behind `indent`. */
void text_written(text_job *job, jb_bytes text, text_align align, size_t first, size_t indent) {
  jb_bytes rest = text, line;
  size_t columns, before = first;
  while (text.len > 0 && text_line(job, &rest, job->width > before ? job->width - before : 1, &line, &columns)) {
    size_t space = job->width > columns ? job->width - columns : 0;
    if (align != TEXT_LEFT) before = align == TEXT_RIGHT ? space : space / 2;
    if (line.len > 0) text_repeat(job, " ", before);
    text_put(job, line.ptr, line.len);
    text_newline(job);
    before = indent;
  }
}

static void rule(text_job *job, const char *stroke, const char *ascii, size_t columns) {
  text_repeat(job, job->ascii ? ascii : stroke, columns);
  text_newline(job);
}

/* Two texts as one, with a gap where both say something. */
static jb_bytes joined(text_job *job, jb_bytes first, const char *gap, jb_bytes second) {
  size_t space = first.len > 0 && second.len > 0 ? strlen(gap) : 0, length = first.len + space + second.len;
  uint8_t *out = text_reserve(job, length);
  if (first.len > 0) memcpy(out, first.ptr, first.len);
  if (space > 0) memcpy(out + first.len, gap, space);
  if (second.len > 0) memcpy(out + first.len + space, second.ptr, second.len);
  return text_keep(job, length);
}

/* Writes the caption of a table or chart in the middle: `表 1  各项支出`. */
void text_caption(text_job *job, jb_json caption) {
  jb_bytes label = {NULL, 0}, number = {NULL, 0}, text = {NULL, 0};
  if (jb_json_object(&caption))
    while (jb_json_member(&caption)) {
      if (jb_json_is(caption.key, "label")) label = text_string(job, &caption);
      else if (jb_json_is(caption.key, "number")) number = text_string(job, &caption);
      else if (jb_json_is(caption.key, "inlines")) text = text_paragraph(job, &caption);
      else jb_json_skip(&caption);
    }
  text_check(job, &caption);
  text_written(job, joined(job, joined(job, label, " ", number), "  ", text), TEXT_CENTRE, 0, 0);
}

static void heading(text_job *job, jb_json block) {
  jb_bytes number = {NULL, 0}, text = {NULL, 0};
  int64_t level = 1;
  size_t columns;
  if (jb_json_object(&block))
    while (jb_json_member(&block)) {
      if (jb_json_is(block.key, "number")) number = text_string(job, &block);
      else if (jb_json_is(block.key, "inlines")) text = text_paragraph(job, &block);
      else if (jb_json_is(block.key, "level")) jb_json_integer(&block, &level);
      else jb_json_skip(&block);
    }
  text_check(job, &block);
  text = joined(job, number, "", text);
  if (text.len == 0) return;
  text_gap(job);
  text_written(job, text, TEXT_LEFT, 0, 0);
  columns = text_columns(job, text);
  if (columns > job->width) columns = job->width;
  if (level == 1) rule(job, "═", "=", columns);
  if (level == 2) rule(job, "─", "-", columns);
}

static void paragraph(text_job *job, jb_json block) {
  jb_bytes marker = {NULL, 0}, text = {NULL, 0}, style = {NULL, 0};
  const text_style *found;
  if (jb_json_object(&block))
    while (jb_json_member(&block)) {
      if (jb_json_is(block.key, "marker")) marker = text_string(job, &block);
      else if (jb_json_is(block.key, "inlines")) text = text_paragraph(job, &block);
      else if (jb_json_is(block.key, "style")) jb_json_string(&block, &style);
      else jb_json_skip(&block);
    }
  text_check(job, &block);
  text = joined(job, marker, "", text);
  if (text.len == 0) return;
  found = text_style_of(job, style);
  text_gap(job);
  text_written(job, text, found ? found->align : TEXT_LEFT, found && found->align == TEXT_LEFT ? found->indent : 0, 0);
}

static void entry(text_job *job, jb_json *json) {
  jb_bytes text = {NULL, 0};
  int64_t level = 1;
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "text")) text = text_string(job, json);
      else if (jb_json_is(json->key, "level")) jb_json_integer(json, &level);
      else jb_json_skip(json);
    }
  level = level < 1 ? 1 : level > 9 ? 9 : level;
  text_written(job, text, TEXT_LEFT, 2 * (size_t)(level - 1), 2 * (size_t)level);
}

/* The entries of the contents; a text has no pages, so there are no numbers behind them. */
static void contents(text_job *job, jb_json block) {
  jb_json title = block;
  jb_bytes text;
  text_gap(job);
  if (jb_json_object(&title))
    while (jb_json_member(&title)) {
      if (!jb_json_is(title.key, "title")) {
        jb_json_skip(&title);
        continue;
      }
      text = text_string(job, &title);
      text_written(job, text, TEXT_CENTRE, 0, 0);
    }
  if (jb_json_object(&block))
    while (jb_json_member(&block)) {
      if (!jb_json_is(block.key, "entries")) jb_json_skip(&block);
      else if (jb_json_array(&block))
        while (jb_json_item(&block)) entry(job, &block);
    }
  text_check(job, &block);
}

static void page_break(text_job *job) {
  if (!job->apart) return;
  text_gap(job);
  rule(job, "─", "-", job->width);
}

static jb_bytes kind_of(text_job *job, jb_json block) {
  jb_bytes kind = {NULL, 0};
  if (jb_json_object(&block))
    while (jb_json_member(&block)) {
      if (jb_json_is(block.key, "kind")) jb_json_string(&block, &kind);
      else jb_json_skip(&block);
    }
  if (!block.error && !kind.ptr) jb_json_fail(&block, "a block has no kind");
  text_check(job, &block);
  return kind;
}

static void write_block(text_job *job, jb_json block) {
  jb_bytes kind = kind_of(job, block);
  if (jb_json_is(kind, "heading")) heading(job, block);
  else if (jb_json_is(kind, "paragraph")) paragraph(job, block);
  else if (jb_json_is(kind, "table")) text_table(job, block);
  else if (jb_json_is(kind, "chart")) text_chart(job, block);
  else if (jb_json_is(kind, "table_of_contents")) contents(job, block);
  else if (jb_json_is(kind, "page_break")) page_break(job);
  else text_degraded(job, "block.", kind, "this version of the exporter does not know such a block");
}

/* What stands above or below every page of a section stands once, and not again where the next section repeats it. */
static void band(text_job *job, jb_json json) {
  jb_bytes text = {NULL, 0};
  if (jb_json_next(&json) != JB_JSON_OBJECT || !jb_json_object(&json)) return;
  while (jb_json_member(&json)) {
    if (jb_json_is(json.key, "inlines")) text = text_paragraph(job, &json);
    else jb_json_skip(&json);
  }
  text_check(job, &json);
  if (text.len == 0 || (text.len == job->band.len && memcmp(text.ptr, job->band.ptr, text.len) == 0)) return;
  text_gap(job);
  text_written(job, text, TEXT_CENTRE, 0, 0);
  job->band = text;
}

static void section(text_job *job, jb_json *json) {
  jb_json header = *json, footer = *json, blocks = *json;
  int has_header = 0, has_footer = 0, has_blocks = 0;
  if (jb_json_object(json))
    while (jb_json_member(json)) {
      if (jb_json_is(json->key, "header")) header = *json, has_header = 1;
      if (jb_json_is(json->key, "footer")) footer = *json, has_footer = 1;
      if (jb_json_is(json->key, "blocks")) blocks = *json, has_blocks = 1;
      jb_json_skip(json);
    }
  page_break(job);
  if (has_header) band(job, header);
  job->block = 0;
  if (has_blocks && jb_json_array(&blocks))
    while (jb_json_item(&blocks)) {
      text_mark mark = text_marked(job);
      if (job->host->cancelled(job->host->ctx)) text_stop(job, JB_CANCELLED, NULL, NULL, NULL);
      write_block(job, blocks);
      text_give_back(job, mark);
      jb_json_skip(&blocks);
      job->block++;
    }
  if (has_blocks) text_check(job, &blocks);
  if (has_footer) band(job, footer);
}

void text_sections(text_job *job, jb_json sections) {
  if (jb_json_array(&sections))
    for (job->section = 0; jb_json_item(&sections); job->section++) section(job, &sections);
  text_check(job, &sections);
}
