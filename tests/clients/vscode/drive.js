// Drives the extension in a real editor: node drive.js URL CHROMIUM OUT; prints one JSON object of what was seen.
const { chromium } = require("playwright-core");
const path = require("node:path");

const [url, executablePath, out] = process.argv.slice(2);
const PATIENCE = 180000; // of a machine that does much else
const seen = {};

async function command(page, words) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").first().fill(`>trivium: ${words}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: words }).first().waitFor({ timeout: PATIENCE });
  await page.keyboard.press("Enter");
}

async function open(page, name, line) {
  await page.keyboard.press("Control+P");
  await page.locator(".quick-input-widget input").first().fill(name);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor({ timeout: PATIENCE });
  await page.keyboard.press("Enter");
  await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor({ timeout: PATIENCE });
  await page.keyboard.press("Control+G");
  await page.locator(".quick-input-widget input").first().fill(`:${line}:1`);
  await page.keyboard.press("Enter");
}

const text = async (page) => (await page.locator(".editor-instance .view-lines").first().innerText()).replace(/\u00a0/g, " ");

async function until(condition) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((next) => setTimeout(next, 250))) {
    const found = await condition();
    if (found) return found;
  }
  throw new Error(`waited in vain for ${condition}`);
}

async function lean(page) {
  await open(page, "swap.lean", 2);
  await page.locator(".squiggly-warning").first().waitFor({ timeout: PATIENCE });
  const offer = page.locator(".action-widget", { hasText: "Prove this sorry with trivium" });
  await until(async () => {
    await page.keyboard.press("Escape"); // a menu that came too early closes by itself
    await page.keyboard.press("Control+.");
    return offer.waitFor({ timeout: 5000 }).then(() => true, () => false);
  });
  seen.offered = true;
  await page.screenshot({ path: path.join(out, "offer.png") });
  await page.keyboard.press("Escape");
  await command(page, "Prove the theorem at the cursor");
  await until(async () => !(await text(page)).includes("sorry"));
  seen.proved = await text(page);
  await page.screenshot({ path: path.join(out, "proved.png") });
}

async function equality(page) {
  await open(page, "notes.md", 1);
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await command(page, "Check the selected equality");
  const toast = page.locator(".notification-toast", { hasText: "REFUTED" });
  await toast.first().waitFor({ timeout: PATIENCE });
  seen.checked = await toast.first().innerText();
}

async function figure(page) {
  await open(page, "orthocentre.geo", 2);
  await command(page, "Solve and draw the problem at the cursor");
  const frame = await until(async () => {
    for (const candidate of page.frames()) {
      if (await candidate.locator("#solution svg").count().catch(() => 0)) return candidate;
    }
  });
  seen.verdict = await frame.locator("h2 span").first().innerText();
  seen.shapes = await frame.locator("#solution svg line, #solution svg circle, #solution svg path").count();
  const lines = frame.locator("ol li");
  seen.lines = await lines.count();
  await lines.last().hover();
  seen.chosen = await frame.locator(".tv-label.chosen").count();
  await page.screenshot({ path: path.join(out, "figure.png") });
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1100, height: 640 } });
  page.setDefaultTimeout(PATIENCE);
  page.setDefaultNavigationTimeout(PATIENCE);
  const faults = [];
  page.on("console", (message) => /Content Security Policy/.test(message.text()) && /page\.js|trivium/.test(message.text()) && faults.push(message.text()));
  try {
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await page.locator(".monaco-workbench").waitFor({ timeout: PATIENCE });
    await page.locator(".explorer-folders-view", { hasText: "swap.lean" }).waitFor({ timeout: PATIENCE });
    for (const step of [lean, equality, figure]) await step(page);
    console.log(JSON.stringify({ ...seen, faults }));
  } catch (error) {
    await page.screenshot({ path: path.join(out, "fault.png") });
    console.error(error.stack, JSON.stringify(seen));
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
})();
