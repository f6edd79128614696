/** Under which names the control API may be called. */
export interface HostPolicy {
  readonly allows: (host: string | undefined) => boolean;
  /** What to do about a name that is not allowed. */
  readonly explain: (host: string | undefined) => string;
}

/**
 * Allows loopback, the address that the server listens on, and the names given. A website cannot then reach the control
 * API by letting a name of its own point at this machine (DNS rebinding).
 *
 * @example
 * createHostPolicy(["mock"]).allows("mock:4010"); // true
 */
export const createHostPolicy = (names: readonly string[]): HostPolicy => {
  const allowed = new Set(names.map((name) => name.toLowerCase()));
  return {
    allows: (host) => {
      const name = nameOf(host);
      return name !== undefined && (isLoopbackName(name) || allowed.has(name));
    },
    explain: (host) =>
      `"${(host ?? "").slice(0, 100)}" is not a name of this server. Call it as 127.0.0.1, or allow the name when the server starts: --allow-host ${nameOf(host) ?? "NAME"}.`,
  };
};

/**
 * Whether a host is this machine, seen from itself.
 *
 * @example
 * isLoopbackName("127.0.0.1"); // true
 */
export const isLoopbackName = (name: string): boolean =>
  /^(localhost|([\w-]+\.)+localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(name);

/** Without the port. */
const nameOf = (host: string | undefined): string | undefined =>
  /^([\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i.exec(host ?? "")?.[1]?.toLowerCase();
