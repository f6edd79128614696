import type { Match } from "./match-operation.ts";
import type { WireAnswer } from "./read-answers.ts";
import { differences, isFresh, type State } from "./state.ts";
import type { WireRequest } from "./wire-request.ts";

const READING = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/**
 * Whether something changed that should not have: whatever was refused, asked for an example or only wanted to read must
 * leave all as it was.
 */
export const judgeState = (
  request: WireRequest,
  match: Match,
  answers: readonly WireAnswer[],
  before: State,
  after: State,
): string[] => {
  const isRefused = answers.every(({ status }) => status >= 400) && isWhollyAnswered(request, answers);
  const isExample = match.api !== "mock-control-v1" && request.headers.some(isAboutExamples);
  if (!isRefused && !isExample && !READING.has(request.method)) return [];
  const changed = differences(before, after).filter(
    (key) => !(mayBegin(match) && isFresh(before, after, key)),
  );
  const why = isExample ? "asked for an example" : isRefused ? "was refused" : "only reads";
  return changed.map(
    (key) =>
      `The request ${why}, and yet ${key === "" ? "something shared" : `the account ${key}`} changed:${whatChanged(before, after, key)}`,
  );
};

/** Of the mocked APIs only, and by these preferences only. */
const isAboutExamples = ([name, value]: readonly [string, string]): boolean =>
  name === "prefer" && /^(code|example|dynamic)\b/.test(value);

/** An account is created by the first use of its key, or when its callback key is read beforehand. */
const mayBegin = ({ api, operation }: Match): boolean =>
  api === "mock-control-v1" ? operation?.operationId === "getSettings" : api !== undefined;

/** Without a response, the effect of a request is unknown, unless the request was incomplete. */
const isWhollyAnswered = ({ delivery }: WireRequest, answers: readonly WireAnswer[]): boolean =>
  answers.length > 0 || delivery.part < 0.5;

const whatChanged = (before: State, after: State, key: string): string =>
  ` ${(before.get(key) ?? "nothing").slice(0, 300)} became ${(after.get(key) ?? "nothing").slice(0, 300)}`;
