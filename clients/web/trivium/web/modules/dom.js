// Makes elements. Text is always text: nothing that the server sends is ever read as HTML.

/** An element with properties and children; a child that is a string becomes text. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null && child !== ""));
  return element;
}

/** A list of terms with what they say; pairs without a text are left out. */
export function facts(pairs) {
  const told = pairs.filter(([, value]) => value != null && value !== "" && value.length !== 0);
  return make("dl", {}, ...told.flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, ...[value].flat())]));
}

/** A name of the contract in words: `REASON_BUDGET_EXHAUSTED` is `budget exhausted`. */
export function words(name, prefix) {
  return (name ?? "").replace(prefix, "").toLowerCase().replaceAll("_", " ");
}
