import { expect, test } from "vitest";
import { EngineFailure } from "../../engine/failure.ts";
import type { JsonObject } from "../../engine/model.ts";
import { checkRequest } from "./check-request.ts";

const refused: [defect: string, field: string, body: JsonObject][] = [
  ["a callback URL with an impossible port", "callback_url", { callback_url: "http://127.0.0.1:99999/" }],
  ["a callback URL with an impossible host", "callback_url", { callback_url: "http://[/" }],
  ["an image that is no URL", "attachment", { attachment_type: "image", attachment: "ant" }],
  [
    "one of several images that is no URL",
    "attachments[1]",
    { attachment_type: "image", attachments: ["http://a.example/1.png", "ant"] },
  ],
  [
    "an id of a category that there is not",
    'category_ids["7"]',
    { attachment_type: "text", categories: ["a"], category_ids: { 7: "b" } },
  ],
];

test.for(refused)("%s is refused, with the name of the field", ([, field, body]) => {
  expect(() => checkRequest(body)).toThrow(EngineFailure);
  expect(() => checkRequest(body)).toThrow(`${field} is`);
});

const accepted: [what: string, body: JsonObject][] = [
  ["text that looks like nothing else", { attachment_type: "text", attachment: "ant" }],
  ["an address with Unicode", { attachment_type: "image", attachment: "https://bücher.example/ä b.png" }],
  ["no callback URL", { attachment_type: "text" }],
  ["ids of some categories", { attachment_type: "text", categories: ["a", "b"], category_ids: { 7: "b" } }],
];

test.for(accepted)("%s is accepted", ([, body]) => {
  expect(() => checkRequest(body)).not.toThrow();
});
