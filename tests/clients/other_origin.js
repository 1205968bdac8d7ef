// What a page of another site tries; the settled status of each.
async ([origin, token]) => {
  const ask = (body, headers) => fetch(`${origin}/CasService/CheckEqual`, { method: "POST", body, headers });
  const tries = [
    fetch(`${origin}/health`),
    ask("{}", { "Content-Type": "application/json", Authorization: `Bearer ${token}` }),
    ask("{}", { "Content-Type": "text/plain" }),
  ];
  return (await Promise.allSettled(tries)).map((one) => one.status);
}
