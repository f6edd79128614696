import { expect, test } from "vitest";
import { AnswerReader } from "./answer-reader.ts";

const answers: [what: string, status: number, text: string][] = [
  [
    "an answer with a length",
    200,
    'HTTP/1.1 200 OK\r\ncontent-type: a/b\r\nContent-Length: 10\r\n\r\n{"a":"ä"}',
  ],
  [
    "an answer in chunks",
    400,
    "HTTP/1.1 400 No\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n1\r\n0\r\n0\r\n\r\n",
  ],
  ["an answer without a body", 204, "HTTP/1.1 204 No Content\r\nx: y\r\n\r\n"],
];

test.for(answers)("%s is read to its end, however it is cut", ([, status, text]) => {
  const bytes = Buffer.from(text);
  for (let cut = 1; cut < bytes.length; cut += 1) {
    const reader = new AnswerReader();
    expect(reader.read(bytes.subarray(0, cut))).toBeUndefined();
    expect(reader.read(bytes.subarray(cut))).toBe(status);
  }
});

test("answers that follow each other on a connection are read one by one", () => {
  const reader = new AnswerReader();
  for (const [, status, text] of [...answers, ...answers])
    expect(reader.read(Buffer.from(text))).toBe(status);
});
