import { exchange } from "./exchange.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { judgeState } from "./judge-state.ts";
import { type Match, matchOperation } from "./match-operation.ts";
import type { WireAnswer } from "./read-answers.ts";
import { toBytes, type WireRequest } from "./wire-request.ts";
import type { World } from "./world.ts";

/** How long to look for an answer that need not come. */
const SHORT_PATIENCE = 30;

/** What came of a request. */
export interface Outcome {
  readonly match: Match;
  readonly answers: readonly WireAnswer[];
  /** Empty if all is well. */
  readonly problems: readonly string[];
}

const HEALTH = Buffer.from("GET /_mock/health HTTP/1.1\r\nhost: localhost\r\n\r\n");

const prototypes = [Object.prototype, Array.prototype, Function.prototype].map((prototype) => ({
  prototype,
  known: new Set(Reflect.ownKeys(prototype)),
}));

/** Whatever a request does, objects are to stay as JavaScript makes them. What was added is taken back. */
const pollutionProblems = (): string[] =>
  prototypes.flatMap(({ prototype, known }) => {
    const added = Reflect.ownKeys(prototype).filter((key) => !known.has(key));
    for (const key of added) Reflect.deleteProperty(prototype, key);
    return added.map((key) => `The request gave all objects "${String(key)}".`);
  });

/**
 * Sends a request to a world that is as it began, and looks at all that came of it.
 *
 * @param patience How long an answer may take, in milliseconds.
 */
export const runCase = async (world: World, request: WireRequest, patience: number): Promise<Outcome> => {
  const before = await world.renew();
  const { answers, problems } = await send(world, request, patience);
  const pollution = pollutionProblems();
  const match = matchOperation(request.method, world.fill(request.target));
  const after = await world.state();
  const found = [
    ...problems,
    ...pollution,
    ...answers.flatMap((answer) => problemsOf(() => judgeAnswer(request, match, answer))),
    ...judgeState(request, match, answers, before, after),
    ...(await healthProblems(world, patience)),
    ...world.takeDefects().map((defect) => `A defect was logged: ${defect}`),
  ];
  return { match, answers, problems: found };
};

/** JSON that is none, for example, is a problem of the answer. */
const problemsOf = (judge: () => string[]): string[] => {
  try {
    return judge();
  } catch (error) {
    return [`The answer cannot be read: ${String(error)}`];
  }
};

const send = async (
  { port, fill }: World,
  request: WireRequest,
  patience: number,
): Promise<Pick<Outcome, "answers" | "problems">> => {
  const { delivery, mayBeSilent, method } = request;
  const bytes = toBytes(request, fill);
  const size = Math.ceil(bytes.length / delivery.pieces) || 1;
  const pieces = Array.from({ length: delivery.pieces }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  const methods = Array.from({ length: delivery.times }, () => method);
  try {
    const { answers, rest, isLate } = await exchange(port, {
      pieces,
      methods,
      patience: mayBeSilent ? SHORT_PATIENCE : patience,
    });
    // Only HTTP/1.1 keeps a connection. Otherwise it ends after the first answer, and who still writes much is reset.
    const mayBeReset = request.version !== "HTTP/1.1" && delivery.times > 1 && bytes.length > 65_536;
    const isBroken = rest.length > 0 && !mayBeSilent && !mayBeReset && answers.length < delivery.times;
    const [own, extra] = [answers.slice(0, delivery.times), answers.slice(delivery.times)];
    const isRubbish = delivery.after !== "" || request.also.includes(400);
    return {
      answers: own,
      problems: [
        ...(extra.some(({ status }) => status !== 400 || !isRubbish)
          ? ["There are more answers than requests."]
          : []),
        ...(isLate && !mayBeSilent ? [`There was no whole answer within ${patience} ms.`] : []),
        ...(answers.length === 0 && !mayBeSilent && !mayBeReset ? ["There was no answer."] : []),
        ...(isBroken ? [`An answer was cut off: ${rest.toString("latin1").slice(0, 200)}`] : []),
      ],
    };
  } catch (error) {
    return { answers: [], problems: [(error as Error).message] };
  }
};

const healthProblems = async ({ port }: World, patience: number): Promise<string[]> => {
  const { answers } = await exchange(port, { pieces: [HEALTH], methods: ["GET"], patience });
  return answers[0]?.status === 200 ? [] : ["After the request the server did not say that it is up."];
};
