import { expect, test } from "vitest";
import { parseBody } from "./parse-body.ts";

const parse = async (form: FormData | string, type?: string): Promise<unknown> => {
  const response = new Response(form);
  const contentType = type ?? response.headers.get("content-type") ?? "";
  return parseBody(new Uint8Array(await response.arrayBuffer()), { "content-type": contentType });
};

test("a form of parts has texts, files as the text in them, and arrays for repeated names", async () => {
  const form = new FormData();
  form.append("title", "Größe");
  form.append("tags[]", "a");
  form.append("tags[]", "b");
  form.append("file", new Blob(["a,b\n1,2\n"], { type: "text/csv" }), "data.csv");

  expect(await parse(form)).toMatchObject({
    body: {
      mediaType: "multipart/form-data",
      value: { title: "Größe", "tags[]": ["a", "b"], file: "a,b\n1,2\n" },
    },
    bodyText: { mediaType: "multipart/form-data" },
  });
});

test("parts may be no text, and then there is none of the body", async () => {
  const form = new FormData();
  form.append("picture", new Blob([new Uint8Array([0xff, 0xd8, 0xff])]));

  const parsed = await parse(form);
  expect(parsed).toMatchObject({ body: { value: { picture: expect.any(String) } } });
  expect(parsed).not.toHaveProperty("bodyText");
});

test.each([
  ["no boundary", "multipart/form-data"],
  ["another boundary", "multipart/form-data; boundary=other"],
])("a form with %s is refused with what to do", async (_, type) => {
  expect(
    await parse('--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n', type),
  ).toMatchObject({
    bodyProblem: { status: 400, message: expect.stringContaining("Let your client write that header") },
  });
});

test("a form has at most as many parts as any form has values", async () => {
  const form = new FormData();
  for (let index = 0; index <= 1000; index++) form.append("a", "1");

  expect(await parse(form)).toMatchObject({
    bodyProblem: { message: "The form has more than 1000 parts. Send fewer." },
  });
});
