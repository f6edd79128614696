import { join } from "node:path";
import { buildSite } from "../src/build-site.ts";

// An empty variable means the same as none, as in a workflow that has no address yet.
const url = process.env["SITE_URL"] || undefined;

const start = performance.now();
await buildSite(join(import.meta.dirname, "../dist"), url);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`Built the site${url === undefined ? "" : ` for ${url}`} in ${seconds} s`);
