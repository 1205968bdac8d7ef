// A client that no one here wrote: @grpc/grpc-js with the protos of this repository.
// usage: node ask.js ADDRESS PROTO_ROOT; prints one JSON object.
const path = require("node:path");
const grpc = require("@grpc/grpc-js");
const loader = require("@grpc/proto-loader");

const [address, root] = process.argv.slice(2);
const files = ["cas", "geometry"].map((area) => require("node:fs").readdirSync(path.join(root, "trivium_api", area)).map(
  (version) => path.join(root, "trivium_api", area, version, `${area}_service.proto`))[0]);
const definition = loader.loadSync(files, {
  includeDirs: [root, path.join(root, "third_party")], keepCase: true, enums: String, longs: String, defaults: true, oneofs: true,
});
const api = grpc.loadPackageDefinition(definition).trivium_api;
const newest = (area) => api[area][Object.keys(api[area])[0]];
const credentials = grpc.credentials.createInsecure();
const cas = new (newest("cas").CasService)(address, credentials);
const geometry = new (newest("geometry").GeometryService)(address, credentials);

const unary = (request) => new Promise((resolve) => cas.CheckEqual(request, (error, answer) =>
  resolve(error ? { code: grpc.status[error.code] } : { verdict: answer.judgement.verdict, point: answer.judgement.counterexample?.point })));

const stream = (source) => new Promise((resolve, reject) => {
  const events = [];
  geometry.Solve({ problem: { source }, figure: true })
    .on("data", (message) => events.push(message))
    .on("error", reject)
    .on("end", () => resolve({ kinds: events.map((e) => e.event), verdict: events.at(-1).solution.verdict,
      figure: events.at(-1).solution.figure_svg.slice(0, 4) }));
});

const cancel = (source) => new Promise((resolve) => {
  const call = geometry.Solve({ problem: { source } });
  call.on("data", () => call.cancel());
  call.on("error", (error) => resolve({ code: grpc.status[error.code] }));
  call.on("end", () => resolve({ code: "ENDED" }));
});

(async () => {
  const orthocentre = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c";
  console.log(JSON.stringify({
    proved: await unary({ equation: { lhs: "sin(x)**2 + cos(x)**2 = 1" } }),
    refuted: await unary({ equation: { lhs: "sqrt(x**2) = x" } }),
    invalid: await unary({ equation: { lhs: "x +" } }),
    solved: await stream(orthocentre),
    cancelled: await cancel(orthocentre),
  }));
  cas.close();
  geometry.close();
})();
