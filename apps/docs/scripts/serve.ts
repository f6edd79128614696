import { join } from "node:path";
import { localUrl } from "../src/pages/site.ts";
import { serveSite } from "../src/serve-site.ts";

const port = Number(process.env["PORT"] ?? new URL(localUrl).port);
const { url } = await serveSite(join(import.meta.dirname, "../dist"), { port });
console.log(`The site is at ${url}`);
