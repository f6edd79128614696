import { Option } from "commander";
import { type LimitedServer, limitsOf } from "@task-contracts/mock/limits";
import {
  collect,
  collectLimits,
  collectOrigins,
  parseBaseUrl,
  parsePort,
  parseToken,
} from "./parse-options.ts";

/** Options that several commands share. Each call creates a new one, as Commander requires. */

export const portOption = (): Option =>
  new Option("-p, --port <number>", "port to listen on, 0 for any free one")
    .argParser(parsePort)
    .default(4010);

export const hostOption = (): Option =>
  new Option("--host <address>", "address to listen on").default("127.0.0.1");

export const allowHostOption = (): Option =>
  new Option(
    "--allow-host <name>",
    "further name under which the server may be called; repeatable",
  ).argParser(collect);

export const allowOriginOption = (): Option =>
  new Option(
    "--allow-origin <origin>",
    "origin of pages that may call the server, besides those on this machine; repeatable",
  ).argParser(collectOrigins);

export const limitOption = (server: LimitedServer): Option =>
  new Option("--limit <name=value>", "raise or lower a limit; repeatable (names below)").argParser(
    collectLimits(server),
  );

/** The names for `--limit`, at the end of the help. */
export const limitsHelp = (server: LimitedServer): string =>
  `Limits, and what they are at first:\n${limitsOf(server)
    .map(([name, value]) => `  ${name.padEnd(18)}${value}`)
    .join("\n")}\n`;

export const tokenOption = (description: string): Option =>
  new Option("--token <token>", description).env("TASK_MOCK_TOKEN").argParser(parseToken);

export const serverOption = (): Option =>
  new Option("--server <url>", "the mock server")
    .argParser(parseBaseUrl)
    .default(new URL("http://127.0.0.1:4010"), "http://127.0.0.1:4010");

export const accountOption = (description: string): Option => new Option("--account <api key>", description);

export const jsonOption = (): Option => new Option("--json", "print JSON on a terminal too");
