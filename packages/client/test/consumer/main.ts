import { run } from "./program.js";

// `process` is what Node, Bun and Deno have in common.
const { argv } = (globalThis as unknown as { readonly process: { readonly argv: readonly string[] } })
  .process;
const [, , origin = "", apiKey = ""] = argv;
// CommonJS has no await here.
// oxlint-disable-next-line no-console -- it is what the test reads
void run({ origin, apiKey }).then((lines) => console.log(JSON.stringify(lines)));
