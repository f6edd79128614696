import type { AnnotationRequest, CategorizationRequest, ComparisonRequest } from "../src/scale/index.ts";

// Requests that the contract accepts, without a `callback_url`. All others are in create-calls.ts.
export const categorization = {
  instruction: "Is this animal big or small?",
  attachment_type: "text",
  attachment: "ant",
  categories: ["big", "small"],
} satisfies CategorizationRequest;

export const comparison: ComparisonRequest = {
  instruction: "Do both show the same?",
  attachment_type: "image",
  attachments: ["https://files.example/a.jpg", "https://files.example/b.jpg"],
  choices: ["same", "different"],
};

export const annotation: AnnotationRequest = {
  attachment: "https://files.example/street.png",
  objects_to_annotate: ["traffic light", "road sign"],
  with_labels: true,
  min_width: 30,
  examples: [
    { correct: true, image: "https://files.example/good.png", explanation: "Tight and complete" },
    { correct: false, image: "https://files.example/bad.png" },
  ],
};
