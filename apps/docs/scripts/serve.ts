import { join } from "node:path";
import { Command, Option } from "commander";
import { localUrl } from "../src/pages/site.ts";
import { serveSite } from "../src/serve-site.ts";

const { port } = new Command("pnpm run docs")
  .description("Builds the reference site, and serves it on this machine.")
  .addOption(
    new Option("--port <number>", "where to listen")
      .env("PORT")
      .argParser(Number)
      .default(Number(new URL(localUrl).port)),
  )
  .parse()
  .opts<{ port: number }>();

try {
  const { url } = await serveSite(join(import.meta.dirname, "../dist"), { port });
  console.log(`The site is at ${url}`);
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
  console.error(`Port ${port} is in use. Choose another one: pnpm run docs --port ${port + 1}`);
  process.exitCode = 1;
}
