import { InvalidArgumentError } from "commander";
import { explainLimit, type LimitedServer, type Limits, limitsOf } from "@task-contracts/mock/limits";
import type { ContractOption } from "../contracts/load-contract.ts";
import type { Tenant } from "../server/token-policy.ts";
import { normalizeOrigin } from "../server/access-policy.ts";

/**
 * These parse the values of options. Commander prints their errors after the name of the option.
 *
 * @example
 * command.option("-p, --port <number>", "port to listen on", parsePort, 4010);
 */
export const parsePort = (value: string): number => {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
};

/** The maximum delay of Node's timers. */
const longestTimeout = 2 ** 31 - 1;

export const parseMilliseconds = (value: string): number => {
  const duration = Number(value);
  if (/^\d+$/.test(value) && duration > 0 && duration <= longestTimeout) return duration;
  throw new InvalidArgumentError(`A time is a number of milliseconds from 1 to ${longestTimeout}.`);
};

/** Appends to the values of earlier uses of the same option. */
export const collect = (value: string, earlier: readonly string[] = []): readonly string[] => {
  if (value.trim() !== "") return [...earlier, value.trim()];
  throw new InvalidArgumentError("It is empty. Is a variable not set?");
};

/** Parses `id=file`, and appends it to the contracts of earlier uses of the same option. */
export const collectContracts = (
  value: string,
  earlier: readonly ContractOption[] = [],
): readonly ContractOption[] => {
  const [, id = "", file = ""] = /^([^=/\\]+)=(.+)$/.exec(value.trim()) ?? [];
  if (id !== "") return [...earlier, { id, file }];
  throw new InvalidArgumentError("Write a contract as ID=FILE, such as shop=openapi.yaml.");
};

/** Parses `name=value`, and adds it to the limits of earlier uses of the same option. */
export const collectLimits =
  (server: LimitedServer) =>
  (value: string, earlier: Partial<Limits> = {}): Partial<Limits> => {
    const [, name = "", count = ""] = /^(\w+)=(\d+)$/.exec(value.trim()) ?? [];
    if (name === "") {
      const [example] = limitsOf(server).map((limit) => limit.join("="));
      throw new InvalidArgumentError(`Write a limit as NAME=NUMBER, such as ${example}.`);
    }
    const problem = explainLimit(server, name, Number(count));
    if (problem === undefined) return { ...earlier, [name]: Number(count) };
    throw new InvalidArgumentError(problem);
  };

/** Appends an origin to those of earlier uses of the same option. */
export const collectOrigins = (value: string, earlier: readonly string[] = []): readonly string[] => {
  const origin = normalizeOrigin(value.trim());
  if (origin !== undefined) return [...earlier, origin];
  throw new InvalidArgumentError("Give a scheme, a host and a port, such as http://app.test:5173.");
};

/** Parses `token=accounts`, and appends it to the tenants of earlier uses of the same option. */
export const collectTenants = (value: string, earlier: readonly Tenant[] = []): readonly Tenant[] => {
  const [, token = "", accounts = ""] = /^([^\s=]+)=(.+)$/.exec(value.trim()) ?? [];
  // The value is not repeated: it has a token in it.
  if (token === "")
    throw new InvalidArgumentError("Write it as TOKEN=ACCOUNTS, such as SECRET=team_a_*,live_b.");
  return [...earlier, { token, accounts: accounts.split(",").map((account) => account.trim()) }];
};

/** An empty token is none: it is the result of an unset variable in `--token "$TOKEN"`. */
export const parseToken = (value: string): string | undefined => {
  if (/^\S*$/.test(value)) return value === "" ? undefined : value;
  throw new InvalidArgumentError("A token has no blanks in it.");
};

/** A URL to which paths are added. */
export const parseBaseUrl = (value: string): URL => {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError("Give a URL such as http://127.0.0.1:4010.");
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InvalidArgumentError(
      "Leave out keys, the query and the fragment: each request brings its own.",
    );
  }
  return url;
};

/** A response to a task. */
export const parseJsonObject = (value: string): object => {
  const parsed = parseJson(value);
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed;
  throw new InvalidArgumentError(`It must be an object, such as '{"category": "big"}'.`);
};

const parseJson = (value: string): unknown => {
  try {
    return JSON.parse(value);
  } catch (error) {
    throw new InvalidArgumentError(
      `It is not valid JSON: ${(error as Error).message}. Quote it for your shell, as in '{"category": "big"}'.`,
    );
  }
};

const units: Readonly<Record<string, string>> = {
  ms: "milliseconds",
  s: "seconds",
  m: "minutes",
  min: "minutes",
  h: "hours",
  d: "days",
};

/**
 * Parses a duration, as the control API takes it; or `next`.
 *
 * @example
 * parseAdvance("1d12h"); // { days: 1, hours: 12 }
 */
export const parseAdvance = (value: string): Readonly<Record<string, number>> | "next" => {
  if (value === "next") return value;
  const parts = Array.from(value.matchAll(/(\d+(?:\.\d+)?)(ms|s|min|m|h|d)/g));
  if (parts.length > 0 && parts.map(([part]) => part).join("") === value) {
    const sums: Record<string, number> = {};
    // A unit may occur twice, also under two names, as in 30m15min.
    for (const [, count, unit = ""] of parts) {
      const name = units[unit] ?? unit;
      sums[name] = (sums[name] ?? 0) + Number(count);
    }
    return sums;
  }
  throw new InvalidArgumentError("Write a duration such as 90s, 30min, 24h or 1d12h, or next.");
};

/** The settings whose values are text, whatever they look like: a key may have only digits. */
const textSettings = new Set(["callbackAuthKey", "testCompletion", "liveCompletion", "runResult"]);

/** Parses `name=value`, and adds it to the earlier ones. A value is JSON, or else text. */
export const collectSettings = (
  value: string,
  earlier: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => {
  const [, name = "", text = ""] = /^(\w+)=(.*)$/s.exec(value) ?? [];
  if (name === "")
    throw new InvalidArgumentError("Write a setting as NAME=VALUE, such as testCompletion=manual.");
  return { ...earlier, [name]: textSettings.has(name) ? text : valueOf(text) };
};

const valueOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

export const parseCount = (value: string): number => {
  if (/^\d+$/.test(value) && Number(value) > 0) return Number(value);
  throw new InvalidArgumentError("It must be a number from 1.");
};
