/** Writes the tables of the READMEs that follow from the contracts: the last part of `pnpm generate`. */
import { readFileSync, writeFileSync } from "node:fs";
import { readContracts } from "./apis.ts";
import { readmes, writeTables } from "./readme-tables.ts";

const contracts = await readContracts();

for (const file of readmes) {
  const text = readFileSync(file, "utf8");
  const written = writeTables(text, contracts);
  if (written === text) continue;
  writeFileSync(file, written);
  console.log(`${file}: tables written anew`);
}
