import { createHash, timingSafeEqual } from "node:crypto";
import { MockError } from "@task-contracts/mock/mock-error";
import { type KeyPolicy, openPolicy } from "@task-contracts/mock/pipeline/key-policy";
import type { Scope, Tenancy } from "@task-contracts/mock/control/tenancy";

/** A token of the control API that is for some accounts only. */
export interface Tenant {
  readonly token: string;
  /** API keys, or their beginnings: `team_a_*`. */
  readonly accounts: readonly string[];
}

/** Who may use the control API, and for what. */
export interface TokenPolicy {
  readonly keys: KeyPolicy;
  readonly tenancy: Tenancy;
}

/**
 * The keys of the control API: the administrator's token, which is for everything, and those of tenants, which are for some
 * accounts. Without a token, everyone is the administrator: on loopback.
 *
 * @throws {MockError} For a tenant without a token or accounts.
 * @example
 * tokenPolicy({ token: "7f3a…" }).keys.isValid("7f3b…"); // false
 */
export const tokenPolicy = ({
  requireAccount: requiresAccount = false,
  tenants = [],
  token,
}: {
  readonly token?: string | undefined;
  readonly tenants?: readonly Tenant[] | undefined;
  readonly requireAccount?: boolean | undefined;
}): TokenPolicy => {
  if (token === undefined)
    return { keys: openPolicy, tenancy: { requiresAccount, scopeOf: () => undefined } };
  for (const tenant of tenants) checkTenant(tenant, token);
  const expected = digest(token);
  // By their digests, so that the duration of the search reveals nothing about tokens.
  const scopes = new Map(tenants.map((tenant) => [digest(tenant.token).toString("hex"), scopeOf(tenant)]));
  return {
    keys: {
      ...openPolicy,
      // Digests have the same length, so the duration of the comparison reveals nothing.
      isValid: (given) =>
        timingSafeEqual(digest(given), expected) || scopes.has(digest(given).toString("hex")),
      isOptional: false,
    },
    tenancy: {
      requiresAccount,
      scopeOf: (given) => (given === undefined ? undefined : scopes.get(digest(given).toString("hex"))),
    },
  };
};

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const scopeOf = ({ accounts }: Tenant): Scope => {
  const whole = new Set(accounts.filter((account) => !account.endsWith("*")));
  const beginnings = accounts
    .filter((account) => account.endsWith("*"))
    .map((account) => account.slice(0, -1));
  return (account) => whole.has(account) || beginnings.some((beginning) => account.startsWith(beginning));
};

const checkTenant = ({ accounts, token }: Tenant, adminToken: string): void => {
  if (!/^\S+$/.test(token))
    throw new MockError("A token of tenants is empty or has blanks in it. Give another one.");
  if (token === adminToken)
    throw new MockError("A token of tenants is the administrator's token as well. Give each its own.");
  const wrong = accounts.find((account) => account === "" || account === "*" || /\*./.test(account));
  if (accounts.length > 0 && wrong === undefined) return;
  throw new MockError(
    `The accounts of a token are ${JSON.stringify(accounts)}. Name API keys, or the beginning of some: team_a_*.`,
  );
};
