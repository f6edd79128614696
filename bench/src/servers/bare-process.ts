/** A server that validates, stores and computes nothing: `node bare-process.ts <port>`. */
import { createServer } from "node:http";

interface Lesson {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

let lesson: Lesson = { status: 200, headers: { "content-length": "2" }, body: "{}" };

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    // A server that needs the body has to assemble it.
    Buffer.concat(parts);
    response.writeHead(lesson.status, lesson.headers);
    response.end(lesson.body);
  });
});

// Its parent may have been killed.
process.once("disconnect", () => process.exit());
process.on("message", (given: Lesson) => {
  lesson = given;
  process.send?.("learned");
});
server.listen(Number(process.argv[2]), "127.0.0.1");
