/**
 * A receiver of callbacks that misbehaves, in a process of its own. It prints its URL.
 *
 * - `POST /<manner>` takes a callback: the first one of each task in this manner, all others as it should be.
 * - `GET /tasks` tells the task of each callback that it has taken in full, in order.
 * - `GET /broken` tells how many connections it has closed just when they were used again.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { json } from "node:stream/consumers";

const taskIds: string[] = [];
const used = new WeakSet<Socket>();
let broken = 0;

/** Writes for as long as the client reads. */
const pour = (response: ServerResponse): void => {
  const write = (): void => {
    while (!response.destroyed && response.write("too much ".repeat(10_000)));
  };
  response.on("drain", write);
  write();
};

const drip = (write: (text: string) => unknown, response: ServerResponse): void => {
  const timer = setInterval(() => write("."), 20);
  response.on("close", () => clearInterval(timer));
};

const manners: Readonly<Record<string, (response: ServerResponse, socket: Socket) => void>> = {
  hang: () => undefined,
  "drip-head": (response, socket) => {
    socket.write("HTTP/1.1 200 OK\r\nx-slow: ");
    drip((text) => socket.write(text), response);
  },
  "drip-body": (response) => {
    response.writeHead(200);
    drip((text) => response.write(text), response);
  },
  "fail-and-drip": (response) => {
    response.writeHead(503);
    drip((text) => response.write(text), response);
  },
  redirect: (response) => response.writeHead(302, { location: "/elsewhere" }).end("Over there."),
  reset: (_, socket) => socket.resetAndDestroy(),
  close: (_, socket) => socket.destroy(),
  garbage: (_, socket) => socket.end("\0\x01 220 mail.example mail\r\n"),
  huge: (response) => pour(response.writeHead(200)),
  "fail-hugely": (response) => pour(response.writeHead(500)),
  half: (response, socket) => {
    response.writeHead(200, { "content-length": 99 }).write("half an ans", () => socket.end());
  },
  "fail-by-half": (response, socket) => {
    response.writeHead(500, { "content-length": 99 }).write("half an ans", () => socket.end());
  },
  "ok-and-reset": (response, socket) => {
    response.writeHead(200, { "content-length": 99 }).write("ok", () => socket.resetAndDestroy());
  },
};

const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { socket, url = "" } = request;
  if (url === "/once-per-connection" && used.has(socket)) {
    broken += 1;
    socket.destroy();
    return;
  }
  used.add(socket);
  const { task_id: taskId } = (await json(request)) as { readonly task_id: string };
  const isFirst = !taskIds.includes(taskId);
  taskIds.push(taskId);
  const misbehave = isFirst ? manners[url.slice(1)] : undefined;
  if (misbehave) misbehave(response, socket);
  else response.end("thanks");
};

const server = createServer((request, response) => {
  if (request.url === "/tasks") response.end(JSON.stringify(taskIds));
  else if (request.url === "/broken") response.end(JSON.stringify(broken));
  else void receive(request, response);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
