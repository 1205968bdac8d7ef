// A figure for the page: rebuilt from the answer's SVG out of the few elements and attributes that a figure needs.

const ELEMENTS = new Set(["svg", "g", "title", "desc", "circle", "line", "path", "polyline", "polygon", "rect", "text", "tspan"]);
const ATTRIBUTES = new Set([
  "class", "cx", "cy", "d", "dx", "dy", "fill", "height", "points", "r", "role", "rx", "ry", "stroke", "stroke-width", "text-anchor",
  "transform", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
]);
const SVG = "http://www.w3.org/2000/svg";

/** A copy of an SVG element in `document`; what is not on the lists is left out. */
export function rebuilt(document: Document, given: Element): Element | null {
  const name = given.localName;
  if (!ELEMENTS.has(name)) return null;
  const made = document.createElementNS(SVG, name);
  for (const attribute of Array.from(given.attributes)) {
    if (ATTRIBUTES.has(attribute.name) && !/url\s*\(/i.test(attribute.value)) made.setAttribute(attribute.name, attribute.value);
  }
  for (const child of Array.from(given.childNodes)) {
    if (child.nodeType === 3) made.appendChild(document.createTextNode(child.textContent ?? ""));
    else if (child.nodeType === 1) {
      const copy = rebuilt(document, child as Element);
      if (copy) made.appendChild(copy);
    }
  }
  return made;
}

/** The labels of a figure by the name of their point, in lower case. */
export function labels(figure: Element): Map<string, Element> {
  const found = new Map<string, Element>();
  for (const label of Array.from(figure.querySelectorAll("text"))) {
    found.set((label.textContent ?? "").replace(/\s/g, "").toLowerCase(), label);
  }
  return found;
}

/** The points that a line of a proof speaks of: its words that are labels. */
export function points(line: string, known: ReadonlyMap<string, unknown>): string[] {
  const words = line.toLowerCase().split(/[^\p{L}\p{N}_']+/u).filter(Boolean);
  // names of one letter are often written together: `∠ABC`
  const parts = words.flatMap((word) => (known.has(word) ? [word] : Array.from(word)));
  return [...new Set(parts.filter((part) => known.has(part)))];
}
