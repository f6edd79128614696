/**
 * A receiver of callbacks that runs in a process of its own, so that no server can take it along.
 *
 * It prints its URL, answers so many callbacks as its argument says, and holds the rest until it is told to go on. A second
 * argument is the port, in place of any free one.
 * - `POST /callback` takes a callback.
 * - `POST /go-on` answers what is held, and all that comes later.
 * - `GET /wait?tasks=N` answers when the callbacks of N tasks were answered, with the ids of the tasks, one for each callback.
 * - `GET /hold?count=N` answers when N callbacks are being held.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

let patience = Number(process.argv[2] ?? Infinity);
const taskIds: string[] = [];
const tasks = new Set<string>();
const held: (() => void)[] = [];
const waiting: { readonly isOver: () => boolean; readonly response: ServerResponse }[] = [];

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/go-on") {
    patience = Infinity;
    for (const answer of held.splice(0)) answer();
    response.end();
  } else if (pathname === "/wait") {
    const count = Number(searchParams.get("tasks"));
    waiting.push({ isOver: () => tasks.size >= count, response });
    tell();
  } else if (pathname === "/hold") {
    waiting.push({ isOver: () => held.length >= Number(searchParams.get("count")), response });
    tell();
  } else {
    void receive(request, response);
  }
});

const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { task_id: taskId } = (await json(request)) as { readonly task_id: string };
  const answer = (): void => {
    // A server that was killed meanwhile did not get the response, and has to retry.
    if (response.destroyed) return;
    taskIds.push(taskId);
    tasks.add(taskId);
    response.end();
    tell();
  };
  patience -= 1;
  if (patience >= 0) answer();
  else held.push(answer);
  tell();
};

const tell = (): void => {
  for (const each of waiting.filter(({ isOver }) => isOver())) {
    waiting.splice(waiting.indexOf(each), 1);
    each.response.end(JSON.stringify(taskIds));
  }
};

server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv[3] ?? 0), "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
