import autocannon, { type Options, type Result } from "autocannon";
import type { Load } from "./load.ts";

/**
 * The same load from autocannon, for those who trust a known tool more: `pnpm bench --load autocannon`. It is the slow
 * part when the server is a bare one (decisions/0011).
 *
 * @example
 * await autocannonLoad({ port: 4010, requests, connections: 16, until: { milliseconds: 1000 }, status: 200 });
 */
export const autocannonLoad: Load = async ({ port, requests, connections, until, status }) => {
  const { result, unexpected } = await shoot(status, {
    url: `http://127.0.0.1:${port}`,
    connections,
    requests: requests.map((request) => ({ ...request })),
    ...("answers" in until ? { amount: until.answers } : { duration: until.milliseconds / 1000 }),
  });
  // A connection that the server ends is no error to autocannon. At the end, each may have a request under way.
  const unanswered = Math.max(0, result.requests.sent - result.requests.total - connections);
  const broken = result.errors + unanswered;
  const failures = unexpected + broken;
  return {
    answers: result.requests.total,
    seconds: result.duration,
    failures,
    ...(failures > 0 && {
      firstFailure: `${unexpected} answers without status ${status}, ${broken} broken connections`,
    }),
  };
};

/** Runs autocannon in the way in which it tells of each answer. */
const shoot = (status: number, options: Options): Promise<{ result: Result; unexpected: number }> =>
  new Promise((resolve, reject) => {
    let unexpected = 0;
    const instance = autocannon(options, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve({ result, unexpected });
    });
    instance.on("response", (_client, code) => {
      if (code !== status) unexpected += 1;
    });
  });
