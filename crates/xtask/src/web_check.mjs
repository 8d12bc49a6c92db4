// Opens a web page in Chromium as a reader does: wide and narrow, light and dark, with the keyboard, on paper.
// Arguments: the file, the browser's program, and a folder for pictures or nothing. Exit code 1 where something is wrong.
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, executablePath, pictures] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
const SIZES = [["wide", 1280, 900], ["narrow", 360, 740]];
const problems = new Set();

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

// Opens the page; the page's own policy stays in force unless a checker has to be put into it.
async function open(width, height, colorScheme, bypassCSP) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP });
  const page = await context.newPage();
  const where = `${width} px, ${colorScheme}`;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.add(`${where}: the browser says: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) problems.add(`${where}: the page asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return page;
}

async function accessible(page, where) {
  const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), TAGS);
  for (const { id, help, nodes } of violations) {
    problems.add(`${where}: ${id}: ${help} (${nodes.length} times, first: ${nodes[0].html.slice(0, 160)})`);
  }
}

// The first explained number is reached by the keyboard, opened, and closed again.
async function explanation(page, where) {
  const number = page.locator("button.fig").first();
  if ((await number.count()) === 0) return;
  const note = page.locator(`[id="${await number.getAttribute("popovertarget")}"]`);
  await number.focus();
  await page.keyboard.press("Enter");
  if (!(await note.isVisible())) problems.add(`${where}: Enter on a number does not show how it was computed`);
  await accessible(page, `${where}, with an explanation`);
  await page.keyboard.press("Escape");
  // Long enough for whatever would open it again.
  await page.waitForTimeout(900);
  if (await note.isVisible()) problems.add(`${where}: Escape does not close an explanation`);
}

// A row without any text is as high as a line, as on a paper form.
async function rows(page, where) {
  const low = await page.locator("tr").evaluateAll((all) => all.filter((row) => {
    const { height } = row.getBoundingClientRect();
    return height > 0 && height < parseFloat(getComputedStyle(row).fontSize);
  }).length);
  if (low > 0) problems.add(`${where}: ${low} rows of tables are lower than a line`);
}

for (const [name, width, height] of SIZES) {
  for (const scheme of ["light", "dark"]) {
    const where = `${name}, ${scheme}`;
    const checked = await open(width, height, scheme, true);
    const inner = await checked.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    if (inner[0] > inner[1]) problems.add(`${where}: the page is ${inner[0]} px wide and scrolls sideways`);
    await checked.addScriptTag({ path: axe });
    await checked.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    await rows(checked, where);
    await accessible(checked, where);
    await explanation(checked, where);
    await checked.context().close();
    const page = await open(width, height, scheme, false);
    if (pictures) {
      await page.screenshot({ path: path.join(pictures, `${path.parse(file).name}-${name}-${scheme}.png`), fullPage: true });
    }
    await page.context().close();
  }
}
if (pictures) {
  const page = await open(1280, 900, "light", false);
  await page.pdf({ path: path.join(pictures, `${path.parse(file).name}.pdf`), preferCSSPageSize: true, printBackground: false });
}
await browser.close();
for (const problem of problems) console.log(problem);
process.exit(problems.size > 0 ? 1 : 0);
