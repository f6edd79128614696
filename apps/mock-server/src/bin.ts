#!/usr/bin/env node
import module from "node:module";

const oldest = 24;
const [major = 0] = process.versions.node.split(".").map(Number);
if (major < oldest) {
  process.stderr.write(
    `task-mock needs Node ${oldest}.18 or later, and this is ${process.version}. Try: npx -y -p node@${oldest} -p @task-contracts/mock-server task-mock\n`,
  );
  process.exit(1);
}
// Before the rest is loaded: from the second start on, nothing has to be compiled again.
module.enableCompileCache();
const { run } = await import("./cli.ts");
await run(process.argv);
