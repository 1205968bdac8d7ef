// Drives the extension in a real editor: node drive.js URL CHROMIUM OUT [SLOWER]; prints one JSON object of what was seen.
// SLOWER: how many times slower the page is made to run.
const { chromium } = require("playwright-core");
const path = require("node:path");

const [url, executablePath, out, slower] = process.argv.slice(2);
const PATIENCE = 300000; // of a machine that does much else
const TRY = 10000; // until the same is asked for again; longer each time
const seen = {};

// Keys that come while the editor is busy with those before go astray: what is asked for is looked for, and asked for again.
async function choose(page, key, words, row) {
  const box = page.locator(".quick-input-widget");
  let timeout = 0;
  await until(async () => {
    timeout += TRY;
    try {
      if (await box.isVisible()) await page.keyboard.press("Escape"); // elsewhere it would undo a selection
      await page.keyboard.press(key);
      await box.locator("input").first().fill(words, { timeout });
      if (row) await box.locator(".monaco-list-row", { hasText: row }).first().waitFor({ timeout });
      await page.keyboard.press("Enter");
      await box.waitFor({ state: "hidden", timeout });
      return true;
    } catch (error) {
      if (!/Timeout/.test(error.message)) throw error;
    }
  }, `${key} ${words}`);
}

const command = (page, words) => choose(page, "F1", `>trivium: ${words}`, words);

async function open(page, name, line) {
  await choose(page, "Control+P", name, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor({ timeout: PATIENCE });
  await choose(page, "Control+G", `:${line}:1`);
}

const text = async (page) => (await page.locator(".editor-instance .view-lines").first().innerText()).replace(/\u00a0/g, " ");

async function until(condition, name = condition) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((next) => setTimeout(next, 250))) {
    const found = await condition();
    if (found) return found;
  }
  throw new Error(`waited in vain for ${name}`);
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
  await until(async () => {
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    const status = page.locator("#status\\.editor\\.selection"); // the command is offered for a selection only
    return status.filter({ hasText: "selected" }).waitFor({ timeout: TRY }).then(() => true, () => false);
  }, "a selection");
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
  if (slower) await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: Number(slower) });
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
