// Talks to the server: a question goes out as JSON, the answer comes back as server-sent events.

const KEPT = "trivium-token";

/** Takes the token out of the address, where nobody needs to see it any longer. */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEPT) ?? "";
}

export function keepToken(token) {
  sessionStorage.setItem(KEPT, token.trim());
}

/** What the server said no to: `message`, `reason`, `violations`. */
export class Refusal extends Error {
  constructor(told, status) {
    super(told.message ?? `the server answered with status ${status}`);
    this.reason = told.reason ?? "";
    this.violations = told.violations ?? [];
    this.status = status;
  }
}

/**
 * The messages of a method as they come. Aborting the signal ends the connection, and with it the work.
 * Throws Refusal.
 */
export async function* ask(method, body, signal) {
  const response = await fetch(`/${method}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "text/event-stream",
      Authorization: `Bearer ${sessionStorage.getItem(KEPT) ?? ""}`,
    },
    body: JSON.stringify(body),
    credentials: "omit",
    cache: "no-store",
    signal,
  });
  if (!response.ok) throw new Refusal(await response.json().catch(() => ({})), response.status);
  let ended = false;
  for await (const { event, data } of events(response.body)) {
    if (event === "error") throw new Refusal(data, 200);
    if (event === "end") ended = true;
    else yield data;
  }
  if (!ended) throw new Refusal({ message: "the connection broke before the answer was whole", reason: "CONNECTION" }, 0);
}

/** The one message of a method. */
export async function askOnce(method, body, signal) {
  let last = null;
  for await (const message of ask(method, body, signal)) last = message;
  return last;
}

/** The events of a stream of bytes. */
export async function* events(stream) {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const part of chunks(stream)) {
    rest += decoder.decode(part, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block);
      const data = /^data: (.*)$/m.exec(block);
      if (event && data) yield { event: event[1], data: JSON.parse(data[1]) };
    }
  }
}

async function* chunks(stream) {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.releaseLock();
  }
}
