// Shows an answer: verdict, what stands behind it, figure, proof, and the certificate to take away.

import { facts, make, words } from "./dom.js";

/** One answer of any engine. `replay` asks the independent checker again and resolves to its verification. */
export function answerCard(answer, parts, replay) {
  const verdict = words(answer.verdict, "VERDICT_");
  const title = parts.title ?? { proved: "Proved", refuted: "Refuted", unknown: "Unknown" }[verdict] ?? verdict;
  const card = make("article", { tabindex: "-1" });
  card.append(
    make("header", {}, make("h2", { class: verdict }, title), make("span", { class: "quiet" }, standing(answer))),
    explanation(answer, verdict),
    facts([
      ["Statement", answer.statement],
      ["Detail", answer.detail],
      ...(parts.facts ?? []),
      ["Holds when", (answer.valid_when ?? []).join("; ")],
      ["Vacuous", answer.vacuous ? "yes: what is assumed contradicts itself, or nothing is claimed" : ""],
      ["Checked by", (answer.checked_by ?? []).join(", ")],
    ]),
    ...(parts.body ?? []),
    certificateRow(answer, replay),
    make("details", {}, make("summary", {}, "The whole answer as JSON"), make("pre", {}, JSON.stringify(answer, null, 1))),
  );
  return card;
}

function standing(answer) {
  const seconds = parseFloat(answer.usage?.wall ?? "0").toFixed(2);
  const assurance = words(answer.assurance, "ASSURANCE_");
  return assurance && assurance !== "none" ? `${assurance}, ${seconds} s` : `${seconds} s`;
}

/** Why nothing was decided, in words; an honest answer, no error. */
function explanation(answer, verdict) {
  if (verdict !== "unknown") return "";
  const reason = words(answer.reason, "REASON_");
  const text = {
    "budget exhausted": "Nothing was decided in the time that was allowed. More time may help.",
    saturated: "Every rule was applied until nothing new followed; the goal was not among what follows. That does not refute it.",
    "not refuted at n points": "No proof was found, and no point at which it fails.",
    rejected: "Lean does not accept the text: see its messages.",
    "contains sorry": "The text leaves something out with sorry.",
    "nowhere defined": "There is no point at which both sides are defined.",
  }[reason];
  return make("p", {}, text ?? `Nothing was decided: ${reason || "no reason was given"}.`);
}

/** A figure as an image: what is in it cannot act on the page. */
export function figure(svg, description) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  return make("figure", {}, make("img", { src: url, alt: description }));
}

/** The numbered lines of a proof; those that a line rests on light up with it. */
export function proofList(steps) {
  const lines = new Map();
  for (const step of steps) {
    const why = step.premises?.length ? `${step.rule}, from ${step.premises.join(", ")}` : step.rule;
    const line = make("li", { tabindex: "0", id: `step-${step.number}` },
      `${step.number}. ${step.conclusion} `, make("span", { class: "why" }, `[${why}]`));
    const light = (on) => (step.premises ?? []).forEach((n) => lines.get(n)?.classList.toggle("premise", on));
    for (const name of ["mouseenter", "focus"]) line.addEventListener(name, () => light(true));
    for (const name of ["mouseleave", "blur"]) line.addEventListener(name, () => light(false));
    lines.set(step.number, line);
  }
  return make("ol", { class: "proof", "aria-label": "Proof" }, ...lines.values());
}

function certificateRow(answer, replay) {
  if (!answer.certificate) return "";
  const text = `${JSON.stringify(answer.certificate, null, 1)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const name = (answer.name || "certificate").replaceAll(/[^\w.-]+/g, "_");
  const told = make("span", { role: "status" });
  const again = make("button", { type: "button", class: "replay" }, "Replay it");
  again.addEventListener("click", async () => {
    again.disabled = true;
    told.textContent = "replaying …";
    try {
      const { verification } = await replay(answer.certificate);
      told.className = verification.accepted ? "proved" : "refuted";
      told.textContent = verification.accepted
        ? `accepted by ${verification.checked_by.join(", ")}` : `refused: ${verification.refusal}`;
    } catch (error) {
      told.className = "failed";
      told.textContent = error.message;
    }
    again.disabled = false;
  });
  return make("div", { class: "row" },
    make("a", { href: url, download: `${name}.json`, class: "download" }, "Download the certificate"), again, told);
}
