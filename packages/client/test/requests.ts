import type {
  AnnotationRequest,
  AudiotranscriptionRequest,
  CategorizationRequest,
  ComparisonRequest,
  DatacollectionRequest,
  TranscriptionRequest,
} from "../src/scale/index.ts";

// A request of each type of task that the contract accepts, without a `callback_url`.
export const categorization: CategorizationRequest = {
  instruction: "Is this animal big or small?",
  attachment_type: "text",
  attachment: "ant",
  categories: ["big", "small"],
};

export const comparison: ComparisonRequest = {
  instruction: "Do both show the same?",
  attachment_type: "image",
  attachments: ["https://files.example/a.jpg", "https://files.example/b.jpg"],
  choices: ["same", "different"],
};

export const datacollection: DatacollectionRequest = {
  instruction: "When does it open?",
  attachment_type: "website",
  attachment: "https://museum.example/",
  fields: { hours: "The opening hours on Sundays" },
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

export const transcription: TranscriptionRequest = {
  instruction: "Copy the total.",
  attachment_type: "image",
  attachment: "https://files.example/receipt.jpg",
  fields: { total: "The sum at the bottom" },
};

export const audiotranscription: AudiotranscriptionRequest = {
  attachment: "https://files.example/message.mp3",
  verbatim: false,
  phrases: ["Lindqvist"],
};
