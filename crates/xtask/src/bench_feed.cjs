// Checks every line of a feed with ajv (draft 2020-12), all errors, each turned into place and message. A line that is no JSON
// counts as one error. Usage: bench_feed.cjs SCHEMA FEED
const fs = require('node:fs');
const Ajv = require('ajv/dist/2020').default;

const [schemaFile, feed] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaFile, 'utf8'));
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
let [bad, errors, length] = [0, 0, 0];
function check(line) {
  let value;
  try {
    value = JSON.parse(line);
  } catch (error) {
    bad += 1;
    errors += 1;
    length += error.message.length;
    return;
  }
  if (!validate(value)) {
    bad += 1;
    for (const error of validate.errors) {
      errors += 1;
      length += `${error.instancePath}: ${error.message}`.length;
    }
  }
}
const file = fs.openSync(feed, 'r');
const buffer = Buffer.alloc(1 << 20);
let rest = Buffer.alloc(0);
for (let count = fs.readSync(file, buffer); count > 0; count = fs.readSync(file, buffer)) {
  const part = Buffer.concat([rest, buffer.subarray(0, count)]);
  let start = 0;
  for (let end = part.indexOf(10); end >= 0; end = part.indexOf(10, start)) {
    check(part.toString('utf8', start, end));
    start = end + 1;
  }
  rest = part.subarray(start);
}
console.log(`${bad} bad, ${errors} errors, ${length} characters of messages`);
