import { run } from "./program.js";

// `process` is what Node, Bun and Deno have in common.
const { argv } = (globalThis as unknown as { readonly process: { readonly argv: readonly string[] } })
  .process;
const [, , origin = "", apiKey = ""] = argv;
// oxlint-disable-next-line no-console -- it is what the test reads
console.log(JSON.stringify(await run({ origin, apiKey })));
