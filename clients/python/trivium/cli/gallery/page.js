"use strict";
const theorems = JSON.parse(document.getElementById("data").textContent);
const form = document.querySelector("form");
const list = document.getElementById("theorems");
const PAGE = 48;
let page = 0;

for (const goal of [...new Set(theorems.map((t) => t.goal))].sort()) {
  form.elements.goal.append(new Option(goal, goal));
}

function chosen() {
  const field = form.elements;
  const words = field.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const least = ["steps", "auxiliary", "difficulty", "symmetry", "novelty"]
    .map((name) => [name, field[name].value === "" ? -Infinity : Number(field[name].value)]);
  const found = theorems.filter((t) =>
    (field.goal.value === "" || t.goal === field.goal.value) &&
    least.every(([name, bound]) => t[name] >= bound) &&
    words.every((word) => (t.name + " " + t.english + " " + t.statement).toLowerCase().includes(word)));
  const key = field.order.value;
  if (key !== "place") {
    found.sort((one, two) => two[key] - one[key] || one.place - two.place);
  }
  return found;
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function card(theorem) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = "theorems/" + theorem.place + ".html";
  const figure = document.createElement("img");
  figure.src = "figures/" + theorem.place + ".svg";
  figure.loading = "lazy";
  figure.alt = "Figure of " + theorem.name;
  const scores = `difficulty ${theorem.difficulty.toFixed(2)} · symmetry ${theorem.symmetry} · ` +
    `novelty ${theorem.novelty.toFixed(1)} · ${theorem.steps} steps`;
  link.append(figure, element("h2", theorem.name), element("p", theorem.english), element("p", scores, "scores"));
  item.append(link);
  return item;
}

function show() {
  const found = chosen();
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  page = Math.min(page, pages - 1);
  list.replaceChildren(...found.slice(page * PAGE, (page + 1) * PAGE).map(card));
  document.getElementById("count").textContent =
    `${found.length} of ${theorems.length} theorems, page ${page + 1} of ${pages}`;
  document.getElementById("before").disabled = page === 0;
  document.getElementById("after").disabled = page === pages - 1;
}

form.addEventListener("input", () => { page = 0; show(); });
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => { page = 0; show(); }));
document.getElementById("before").addEventListener("click", () => { page -= 1; show(); });
document.getElementById("after").addEventListener("click", () => { page += 1; show(); });
show();
