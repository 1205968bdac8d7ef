// The page: tabs, the question, its progress, its answers.

import { make } from "./dom.js";
import { ENGINES } from "./engines.js";
import { Refusal, keepToken, takeToken } from "./server.js";

const MOST_EVENTS = 300;
const at = (id) => document.getElementById(id);
const kept = new Map(); // what was typed, by mode
let engine = ENGINES[0];
let mode = engine.modes[0];
let running = null; // the AbortController of the question under way

function chooseEngine(next, focus = false) {
  engine = next;
  for (const tab of at("engines").children) {
    const chosen = tab.dataset.engine === engine.id;
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen && focus) tab.focus();
  }
  at("panel").setAttribute("aria-labelledby", `tab-${engine.id}`);
  at("modes").replaceChildren(at("modes").querySelector("legend"), ...engine.modes.map((item, index) => {
    const box = make("input", { type: "radio", name: "mode", value: item.id, checked: index === 0, onchange: () => chooseMode(item) });
    return make("label", {}, box, ` ${item.label}`);
  }));
  at("modes").hidden = engine.modes.length === 1;
  chooseMode(engine.modes[0]);
}

function chooseMode(next) {
  mode = next;
  at("problem-label").textContent = mode.problem;
  at("hint").textContent = mode.hint;
  at("options").replaceChildren(...mode.options.map(optionField), budgetField());
  at("examples").replaceChildren(...mode.examples.map(([name, text, chosen = {}]) =>
    make("li", {}, make("button", { type: "button", onclick: () => useExample(text, chosen) }, name))));
  at("problem").value = kept.get(mode) ?? "";
  clearFault();
}

function optionField({ id, label, type, placeholder }) {
  const field = make("input", { id: `option-${id}`, type, placeholder, spellcheck: "false", autocomplete: "off" });
  const name = make("label", { for: `option-${id}` }, label);
  return make("span", {}, ...(type === "checkbox" ? [field, " ", name] : [name, " ", field]));
}

function budgetField() {
  const field = make("input", { id: "seconds", type: "number", min: "1", max: "600", value: String(mode.seconds ?? engine.seconds), required: true });
  return make("span", {}, make("label", { for: "seconds" }, "Seconds"), " ", field);
}

function useExample(text, chosen) {
  at("problem").value = text;
  for (const { id, type } of mode.options) {
    if (type === "checkbox") at(`option-${id}`).checked = chosen[id] ?? false;
    else at(`option-${id}`).value = chosen[id] ?? "";
  }
  at("question").requestSubmit();
}

function options() {
  const fields = mode.options.map(({ id, type }) => [id, type === "checkbox" ? at(`option-${id}`).checked : at(`option-${id}`).value]);
  return Object.fromEntries(fields);
}

async function submit(event) {
  event.preventDefault();
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const text = at("problem").value;
  kept.set(mode, text);
  clearFault();
  at("answers").replaceChildren();
  at("events").replaceChildren();
  at("progress").hidden = false;
  const clock = busy(mine);
  try {
    const budget = { wall: `${Number(at("seconds").value)}s` };
    for await (const step of mode.run(text, options(), budget, mine.signal)) {
      if (mine.signal.aborted) return;
      if (step.status) clock.say(step.status);
      if (step.event) addEvent(step.event);
      if (step.card) at("answers").append(step.card);
    }
    clock.end("Done");
    at("answers").firstElementChild?.focus({ preventScroll: true });
  } catch (error) {
    if (mine.signal.aborted) return;
    clock.end("No answer");
    showFault(error);
  } finally {
    if (running === mine) running = null;
    at("cancel").disabled = running === null;
  }
}

/** Shows that work is under way, and for how long. */
function busy(mine) {
  const began = performance.now();
  let said = "asking";
  const show = () => { at("status").textContent = `${said} (${((performance.now() - began) / 1000).toFixed(1)} s)`; };
  const timer = setInterval(show, 200);
  const end = (words) => {
    clearInterval(timer);
    if (running !== mine) return;
    said = words;
    show();
    at("status").classList.remove("busy");
  };
  at("status").classList.add("busy");
  at("cancel").disabled = false;
  show();
  mine.signal.addEventListener("abort", () => end("Cancelled: the work was ended"));
  return { say: (words) => { said = words; }, end };
}

function addEvent(text) {
  const list = at("events");
  list.append(make("li", {}, text));
  while (list.children.length > MOST_EVENTS) list.firstElementChild.remove();
  list.scrollTop = list.scrollHeight;
}

/** A refusal beside the text it is about, with the place selected where it names one. */
function showFault(error) {
  if (!(error instanceof Refusal)) {
    at("fault").textContent = error instanceof TypeError ? "The server cannot be reached." : `${error}`;
    return;
  }
  if (error.status === 401) at("key").hidden = false;
  const told = error.violations.map((v) => v.description).filter(Boolean);
  at("fault").textContent = (told.length ? told : [error.message]).join("\n");
  if (!error.violations.length) return;
  const field = at("problem");
  field.setAttribute("aria-invalid", "true");
  const place = /line (\d+), column (\d+)/.exec(told[0] ?? "");
  if (place) {
    const lines = field.value.split("\n");
    const before = lines.slice(0, Number(place[1]) - 1).reduce((sum, line) => sum + line.length + 1, 0);
    const start = Math.min(before + Number(place[2]) - engine.firstColumn, field.value.length);
    field.focus();
    field.setSelectionRange(start, Math.min(start + 1, field.value.length));
  }
}

function clearFault() {
  at("fault").textContent = "";
  at("problem").removeAttribute("aria-invalid");
}

function cancel() {
  running?.abort();
}

function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const index = (ENGINES.indexOf(engine) + step + ENGINES.length) % ENGINES.length;
  chooseEngine(ENGINES[index], true);
}

function start() {
  at("engines").append(...ENGINES.map((item) => make("button", {
    type: "button", role: "tab", id: `tab-${item.id}`, "data-engine": item.id, "aria-controls": "panel", onclick: () => chooseEngine(item),
  }, item.name)));
  at("engines").addEventListener("keydown", moveTab);
  at("question").addEventListener("submit", submit);
  at("cancel").addEventListener("click", cancel);
  at("key").addEventListener("submit", (event) => {
    event.preventDefault();
    keepToken(at("token").value);
    at("token").value = "";
    at("key").hidden = true;
    clearFault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") cancel();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) at("question").requestSubmit();
  });
  at("key").hidden = takeToken() !== "";
  chooseEngine(ENGINES[0]);
}

start();
