// Asks what a customer is writing about, and waits for the answer.
import { createScaleClient } from "@task-contracts/client/scale";

const scale = createScaleClient({
  apiKey: process.env["SCALE_API_KEY"] ?? "test_examples",
  baseUrl: process.env["SCALE_URL"] ?? "http://127.0.0.1:4010/scale-v1",
});

const task = await scale.createCategorizationTask({
  instruction: "What is this customer writing about?",
  attachment_type: "text",
  attachment: "The lamp came with a crack in its base.",
  categories: ["delivery", "damage", "invoice"],
  // No server listens there: this script polls for the result instead.
  callback_url: "http://127.0.0.1:9/",
});
console.log(`Task ${task.task_id} is ${task.status}.`);

const { response } = await scale.waitForTask(task);
console.log(response.error ?? `The customer is writing about ${String(response.category)}.`);
