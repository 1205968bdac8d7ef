import assert from "node:assert/strict";
import { test } from "node:test";
import { DOMParser, parseHTML } from "linkedom";
import { isFault, judged, word } from "../src/answers";
import { labels, points, rebuilt } from "../src/figure";
import { json, solutionPage } from "../src/view";

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'`;
const { document } = parseHTML("<html><body></body></html>");

function figure(source: string): Element {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml") as unknown as Document;
  return rebuilt(document as unknown as Document, parsed.documentElement)!;
}

test("a judgement is one line with the point where it fails", () => {
  const answer = { verdict: "VERDICT_REFUTED", statement: "x = 1", counterexample: { point: { x: "2" } } };
  assert.equal(judged(answer), "REFUTED: x = 1; fails at x = 2");
  assert.equal(word("ASSURANCE_LEAN_REPLAYED"), "LEAN REPLAYED");
  assert.ok(isFault({ error: { code: "", reason: "", message: "" } }));
});

test("nothing of an answer becomes markup of the page", () => {
  const solution = { name: HOSTILE, verdict: HOSTILE, statement: HOSTILE, figure_svg: HOSTILE, proof: [{ number: 1, conclusion: HOSTILE, rule: HOSTILE }] };
  const page = solutionPage(solution, `https://x/page.js"><script>`, "https://x", "bm9uY2U=");
  const parsed = parseHTML(page).document;
  const scripts = [...parsed.querySelectorAll("script")];
  assert.equal(scripts.length, 2);
  assert.ok(scripts.every((script) => script.getAttribute("nonce") === "bm9uY2U="));
  assert.equal(parsed.querySelectorAll("img").length, 0);
  assert.deepEqual(JSON.parse(scripts[0]!.textContent!), solution);
});

test("the policy lets nothing in but the page's own style and script", () => {
  const page = parseHTML(solutionPage({ verdict: "" }, "s", "https://x", "n")).document;
  const policy = page.querySelector("meta[http-equiv]")!.getAttribute("content")!;
  assert.ok(policy.startsWith("default-src 'none';"));
  assert.ok(!policy.includes("unsafe"));
  assert.ok(!/\son\w+=/i.test(page.documentElement.outerHTML));
});

test("JSON cannot end its element", () => {
  assert.ok(!json({ a: "</script>\u2028" }).includes("<"));
});

test("a figure keeps its shapes and loses what could run", () => {
  const made = figure(
    `<svg xmlns="http://www.w3.org/2000/svg" onload="x()" viewBox="0 0 1 1"><script>x()</script><style>*{}</style><a href="javascript:x()"/>` +
      `<circle class="tv-line" cx="1" onclick="x()" style="x" fill="url(#a)"/><foreignObject><b/></foreignObject><text class="tv-label">A<tspan>1</tspan></text></svg>`,
  );
  const text = made.outerHTML;
  assert.ok(!/script|style|onload|onclick|href|foreign|url/i.test(text), text);
  assert.match(text, /<circle[^>]*cx="1"/);
  assert.deepEqual([...labels(made).keys()], ["a1"]);
});

test("something that is no figure is left out", () => {
  const parsed = new DOMParser().parseFromString("<html/>", "text/xml") as unknown as Document;
  assert.equal(rebuilt(document as unknown as Document, parsed.documentElement), null);
});

test("a line of a proof names its points, apart or together", () => {
  const known = new Map(["a", "b", "h", "o1"].map((name) => [name, 0]));
  assert.deepEqual(points("AH ⟂ B O1", known), ["a", "h", "b", "o1"]);
  assert.deepEqual(points("nothing", new Map()), []);
});
