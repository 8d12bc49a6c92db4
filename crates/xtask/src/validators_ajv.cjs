// What ajv (draft 2020-12) says of each line of a feed: `11` accepted, with the schema's formats and without; `01` refused for a
// format alone; `00` refused. Usage: validators_ajv.cjs SCHEMA FEED
const fs = require('node:fs');
const Ajv = require('ajv/dist/2020').default;

// The formats, written from their meaning and not from the program that is checked.
function dayExists(year, month, day) {
  const days = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}
function partialDate(text) {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  return parts !== null && dayExists(Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1));
}
function decimal28(text) {
  const parts = /^-?(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) return true; // The pattern beside it says so.
  const fraction = parts[2] ?? '';
  return (parts[1] + fraction).replace(/^0+/, '').length <= 28 && fraction.length <= 28;
}
const formats = {
  'x-date': (text) => text.length === 10 && partialDate(text),
  'x-partial-date': partialDate,
  'x-decimal-28': decimal28,
  uint8: true,
  uint16: true,
};

const [schemaFile, feed] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaFile, 'utf8'));
const withFormats = new Ajv({ strict: false, formats }).compile(schema);
const without = new Ajv({ strict: false, validateFormats: false }).compile(schema);
const lines = fs.readFileSync(feed, 'utf8').split('\n').filter((line) => line !== '');
for (const line of lines) {
  const value = JSON.parse(line);
  console.log(`${Number(withFormats(value))}${Number(without(value))}`);
}
