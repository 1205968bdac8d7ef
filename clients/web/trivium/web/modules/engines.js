// The engines: what each can be asked, how a text becomes a question, and how its answer is shown.

import { answerCard, figure, proofList } from "./answers.js";
import { make, words } from "./dom.js";
import { EXAMPLES } from "./examples.js";
import { ask, askOnce } from "./server.js";

const ASSUME = {
  id: "assume", label: "Assume", type: "text", placeholder: "x positive, n integer, t (0,2)",
};
const LATEX = { id: "latex", label: "LaTeX", type: "checkbox" };

/** `x positive, t (0,2)` as a map; commas inside brackets part nothing. */
export function assumptions(text) {
  const parts = text.match(/(?:[^,([]|[([][^)\]]*[)\]])+/g) ?? [];
  return Object.fromEntries(parts.map((part) => part.trim()).filter(Boolean).map((part) => {
    const [name, ...rest] = part.split(/\s+/);
    return [name, rest.join(" ")];
  }));
}

async function* geometry(text, options, budget, signal) {
  const read = await askOnce("GeometryService/ReadProblems", { source: text }, signal);
  for (const problem of read.problems) {
    const request = { problem, budget, figure: true, deduction_only: options.deduction };
    for await (const event of ask("GeometryService/Solve", request, signal)) {
      if (event.progress) yield { status: `${event.progress.activity}: ${event.progress.facts} facts after ${event.progress.rounds} rounds` };
      else yield { card: solutionCard(event.solution, problem) };
    }
  }
}

function solutionCard(solution, problem) {
  const drawn = solution.figure_svg ? figure(solution.figure_svg, `Figure of ${solution.name || "the problem"}; the goal is in colour`) : "";
  const proof = solution.proof?.length ? proofList(solution.proof) : "";
  const { figure_svg: _, ...told } = solution;
  return answerCard(told, {
    facts: [["Problem", solution.name], ["Found", (solution.found ?? []).join("; ")],
      ["Auxiliary points", (solution.auxiliary ?? []).join("; ")]],
    body: drawn || proof ? [make("div", { class: drawn && proof ? "side" : "" }, drawn, proof)] : [],
  }, (certificate) => askOnce("GeometryService/VerifyCertificate",
    { certificate, against: problem.name ? `${problem.name}\n${problem.source}` : problem.source }));
}

function symbolic(method, request, against) {
  return async function* (text, options, budget, signal) {
    const body = request(text, options);
    const { judgement } = await askOnce(`CasService/${method}`, { ...body, budget }, signal);
    yield { card: judgementCard(judgement, against(body)) };
  };
}

function judgementCard(judgement, against) {
  const failing = judgement.counterexample;
  const at = failing ? Object.entries(failing.point ?? {}).map(([name, value]) => `${name} = ${value}`).join(", ") : "";
  return answerCard(judgement, {
    facts: [
      ["Answer", judgement.answer ? `${judgement.answer} (proposed by ${judgement.proposed_by})` : ""],
      ["Assumed", Object.entries(judgement.assumptions ?? {}).map(([name, kind]) => `${name} ${kind}`).join(", ")],
      ["Fails at", at],
      ["Left there", ball(failing?.lhs)],
      ["Right there", ball(failing?.rhs)],
      ["Not proved", (judgement.rejected ?? []).map((r) => `${r.answer} (${r.proposed_by}): ${r.reason}`).join("; ")],
    ],
    body: judgement.proof?.length ? [make("ol", { "aria-label": "Proof" }, ...judgement.proof.map((line) => make("li", {}, line)))] : [],
  }, (certificate) => askOnce("CasService/VerifyCertificate", { certificate, ...against }));
}

function ball(enclosure) {
  if (!enclosure) return "";
  const part = (middle, radius) => (radius && parseFloat(radius) ? `${middle} ± ${radius}` : middle);
  const real = part(enclosure.real_midpoint, enclosure.real_radius);
  const imaginary = part(enclosure.imaginary_midpoint, enclosure.imaginary_radius);
  return imaginary && imaginary !== "0" ? `${real} + (${imaginary}) i` : real;
}

async function* derivation(text, options, budget, signal) {
  const asked = {
    lines: text.split("\n").map((line) => line.trim()).filter(Boolean),
    assume: assumptions(options.assume), notation: options.latex ? "NOTATION_LATEX" : "NOTATION_INFIX",
  };
  const { report } = await askOnce("CasService/CheckDerivation", { derivation: asked, budget }, signal);
  const steps = (report.steps ?? []).map((step) => make("li", { value: step.line },
    make("code", {}, step.statement), ` ${words(step.kind, "STEP_KIND_")}`, step.detail ? `: ${step.detail}` : ""));
  yield {
    card: answerCard(report, {
      facts: [["First bad line", report.first_bad_line ? String(report.first_bad_line) : ""]],
      body: [make("ol", { "aria-label": "Steps" }, ...steps)],
    }, (certificate) => askOnce("CasService/VerifyCertificate", { certificate, against_derivation: asked })),
  };
}

async function* prove(text, options, budget, signal) {
  const request = { statement: text, budget, goal: options.dual ? "SEARCH_GOAL_DUAL" : "SEARCH_GOAL_PROVE" };
  for await (const event of ask("ProverService/Prove", request, signal)) {
    if (event.progress) {
      const { kind, seconds, lane, tactic, outcome, counts } = event.progress;
      const counted = Object.entries(counts ?? {}).map(([name, count]) => `${count} ${name}`).join(", ");
      yield { status: `${lane || kind}${counted ? `: ${counted}` : ""}`,
        event: [seconds?.toFixed(2), kind, lane, tactic, outcome].filter(Boolean).join("  ") };
    } else {
      yield { card: searchCard(event.final, text) };
    }
  }
}

function searchCard(final, text) {
  const certified = final.certified_outcome
    ? `exact arithmetic says: ${final.certified_outcome}. Its own checker replayed that; Lean has not checked it.` : "";
  return answerCard(final, {
    facts: [["Beside Lean", certified], ["Found by", final.lane], ["Lean", toolchain(final.toolchain)]],
    body: final.source ? [make("pre", { "aria-label": "Proof" }, final.source)] : [],
  }, (certificate) => askOnce("ProverService/VerifyCertificate", { certificate, against: text }));
}

async function* checkFile(text, options, budget, signal) {
  const { report } = await askOnce("ProverService/CheckFile", { source: text, budget }, signal);
  const told = (report.messages ?? []).map((message) => make("li", {},
    make("code", {}, `${message.start?.line ?? 1}:${message.start?.column ?? 0}`),
    ` ${words(message.severity, "SEVERITY_")}: `, make("pre", {}, message.text)));
  yield {
    card: answerCard(report, {
      title: report.verdict === "VERDICT_PROVED" ? "Accepted" : "Not accepted",
      facts: [["Lean", toolchain(report.toolchain)]],
      body: told.length ? [make("ol", { "aria-label": "Messages of Lean" }, ...told)] : [],
    }, (certificate) => askOnce("ProverService/VerifyCertificate", { certificate, against: text })),
  };
}

function toolchain(used) {
  return used ? `${used.version} (${used.name})` : "";
}

const equation = (text, options) => ({
  equation: { lhs: text, assume: assumptions(options.assume), notation: options.latex ? "NOTATION_LATEX" : "NOTATION_INFIX" },
});

/** Every engine, in the order of the tabs. */
export const ENGINES = [
  {
    id: "geometry", name: "Geometry", seconds: 10, firstColumn: 1, modes: [{
      id: "solve", label: "Solve", run: geometry, problem: "Problem",
      hint: "Constructions, then a goal: a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c",
      options: [{ id: "deduction", label: "Deduction only", type: "checkbox" }],
    }],
  },
  {
    id: "symbolic", name: "Symbolic", seconds: 5, firstColumn: 1, modes: [
      { id: "equal", label: "Check an equality", problem: "Equality", options: [ASSUME, LATEX],
        hint: "sin(x)**2 + cos(x)**2 = 1. A variable is real unless something else is assumed.",
        run: symbolic("CheckEqual", equation, (body) => ({ against: body.equation })) },
      { id: "solve", label: "Solve", problem: "Problem", options: [ASSUME], seconds: 15,
        hint: "integrate(f, x), integrate(f, x, a, b), limit(f, x, a), sum(f, n, a, b), series(f, x, a, 6), solve(f = g, x), dsolve(…), simplify(f)",
        run: symbolic("Solve", (text, options) => ({ problem: text, assume: assumptions(options.assume) }), () => ({})) },
      { id: "derivation", label: "Judge a derivation", problem: "Lines", options: [ASSUME, LATEX], run: derivation,
        hint: "One formula or equation a line; a line that begins with = goes on from the one before." },
    ],
  },
  {
    id: "lean", name: "Lean", seconds: 30, firstColumn: 0, modes: [
      { id: "prove", label: "Search for a proof", problem: "Statement", run: prove,
        options: [{ id: "dual", label: "Look for a refutation too", type: "checkbox" }],
        hint: "∀ n : ℕ, 3 ∣ n ^ 3 + 2 * n, or (p q : Prop) (hp : p) : p ∨ q, or a whole theorem" },
      { id: "check", label: "Check a file", problem: "Lean text", run: checkFile, options: [],
        hint: "The embedded Lean has a core library of its own and no Mathlib." },
    ],
  },
].map((engine) => ({ ...engine, modes: engine.modes.map((mode) => ({ ...mode, examples: EXAMPLES[`${engine.id}/${mode.id}`] })) }));

