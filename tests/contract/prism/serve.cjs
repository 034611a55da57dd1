// Serves each document given on its own port, with Prism's validation of requests as errors.
//
// A line of JSON per document says where: {"document", "origin"}, or {"document", "error"}. It ends when its
// standard input does, so that it cannot outlive what started it.

"use strict";

const { getHttpOperationsFromSpec } = require("@stoplight/prism-cli/dist/operations");
const { configureExtensionsUserProvided } = require("@stoplight/prism-cli/dist/extensions");
const { createLogger } = require("@stoplight/prism-core");
const { createServer } = require("@stoplight/prism-http-server");

// As `prism mock --seed 1` does it. Every violation then comes with the answer, in the header `sl-violations`, and
// whoever calls tells those of the request from those of the answer; with `--errors` an example of the document
// that contradicts its own schema would hide whether the request was accepted.
async function serve(document) {
  const operations = await getHttpOperationsFromSpec(document);
  await configureExtensionsUserProvided(document, {});
  const server = createServer(operations, {
    cors: false,
    config: {
      validateRequest: true,
      validateResponse: true,
      checkSecurity: true,
      errors: false,
      isProxy: false,
      upstreamProxy: undefined,
      mock: { dynamic: false, ignoreExamples: false, seed: "1" },
    },
    components: { logger: createLogger("prism", { level: "silent" }) },
  });
  return server.listen(0, "127.0.0.1");
}

async function main() {
  process.stdin.resume();
  process.stdin.on("end", () => process.exit(0));
  for (const document of process.argv.slice(2)) {
    let said;
    try {
      said = { document, origin: await serve(document) };
    } catch (error) {
      said = { document, error: String((error && error.message) || error) };
    }
    process.stdout.write(`${JSON.stringify(said)}\n`);
  }
  process.stdout.write("{}\n");
}

process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
main();
