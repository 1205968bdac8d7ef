// The script of the page: shows the solution, and the points and premises of the line under the pointer.
import { ProofStep, Solution, word } from "./answers";
import { labels, points, rebuilt } from "./figure";

const solution = JSON.parse(document.getElementById("data")!.textContent!) as Solution;
const body = document.getElementById("solution")!;

function add(parent: Element, tag: string, content = "", className = ""): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = content;
  if (className) made.className = className;
  parent.appendChild(made);
  return made;
}

function figure(): Map<string, Element> {
  if (!solution.figure_svg) return new Map();
  const parsed = new DOMParser().parseFromString(solution.figure_svg, "image/svg+xml").documentElement;
  const made = rebuilt(document, parsed);
  if (!made) return new Map();
  add(body, "figure").appendChild(made);
  return labels(made);
}

const heading = add(body, "h2", "");
add(heading, "span", word(solution.verdict), word(solution.verdict));
add(heading, "span", ` ${solution.name ?? ""}`);
add(body, "p", [word(solution.assurance).toLowerCase(), word(solution.reason), solution.detail ?? ""].filter(Boolean).join("; "));
const known = figure();
add(body, "p", solution.statement ?? "");
for (const clause of solution.auxiliary ?? []) add(body, "p", `auxiliary: ${clause}`);
for (const value of solution.found ?? []) add(body, "p", `found: ${value}`);

const list = add(body, "ol");
const lines = new Map<number, HTMLElement>();

function mark(step: ProofStep, on: boolean): void {
  for (const point of points(step.conclusion, known)) known.get(point)!.classList.toggle("chosen", on);
  for (const premise of step.premises ?? []) lines.get(premise)?.classList.toggle("premise", on);
}

for (const step of solution.proof ?? []) {
  const item = add(list, "li", `${step.conclusion} `);
  item.tabIndex = 0;
  const from = step.premises?.length ? `, from ${step.premises.join(", ")}` : "";
  add(item, "small", `${step.rule}${from}`);
  lines.set(step.number, item);
  for (const event of ["mouseenter", "focus"]) item.addEventListener(event, () => mark(step, true));
  for (const event of ["mouseleave", "blur"]) item.addEventListener(event, () => mark(step, false));
}
if (solution.valid_when?.length) add(body, "p", `from the figure: ${solution.valid_when.join("; ")}`);
