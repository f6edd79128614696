/** Under which names the control API may be called, and by pages of which sites. */
export interface HostPolicy {
  /** `address` is the one of this machine that the request came in at. */
  readonly allows: (host: string | undefined, address?: string) => boolean;
  /** Without an origin, no page of another site sent the request. */
  readonly allowsOrigin: (origin: string | undefined) => boolean;
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
  const allows: HostPolicy["allows"] = (host, address) => {
    const name = nameOf(host);
    if (name === undefined) return false;
    // An address cannot be made to point elsewhere, as a name can.
    return isLoopbackName(name) || allowed.has(name) || name === address?.replace("::ffff:", "");
  };
  return {
    allows,
    // A page of any site may send a POST without asking first; it only cannot read the answer.
    allowsOrigin: (origin) => origin === undefined || allows(URL.parse(origin)?.host),
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
