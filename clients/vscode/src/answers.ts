// What the language server answers: the JSON of the contract, as far as it is shown.

export interface Fault { error: { code: string; reason: string; message: string } }

export interface Judgement {
  verdict: string;
  statement?: string;
  detail?: string;
  counterexample?: { point?: Record<string, string> };
}

export interface ProofStep { number: number; conclusion: string; rule: string; premises?: number[] }

export interface Solution {
  name?: string;
  verdict: string;
  assurance?: string;
  reason?: string;
  detail?: string;
  statement?: string;
  proof?: ProofStep[];
  auxiliary?: string[];
  found?: string[];
  valid_when?: string[];
  figure_svg?: string;
}

export function isFault(answer: object): answer is Fault {
  return "error" in answer;
}

/** A word of the contract for people: `VERDICT_PROVED` is `PROVED`. */
export function word(name: string | undefined): string {
  return (name ?? "").replace(/^(VERDICT|ASSURANCE|REASON)_/, "").replace(/_/g, " ");
}

/** A judgement in one line. */
export function judged(answer: Judgement): string {
  const point = Object.entries(answer.counterexample?.point ?? {}).map(([name, value]) => `${name} = ${value}`).join(", ");
  const parts = [`${word(answer.verdict)}: ${answer.statement ?? ""}`];
  if (point) parts.push(`fails at ${point}`);
  if (answer.detail) parts.push(answer.detail);
  return parts.join("; ");
}
