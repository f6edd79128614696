// Counts the tasks of an account by type and status, and says how long the completed ones took.
import { createScaleClient, parseTime } from "@task-contracts/client/scale";

const scale = createScaleClient({
  apiKey: process.env["SCALE_API_KEY"] ?? "test_examples",
  baseUrl: process.env["SCALE_URL"] ?? "http://127.0.0.1:4010/scale-v1",
});

const counts = new Map<string, number>();
const seconds: number[] = [];
for await (const { type, status, created_at, completed_at } of scale.listTasks()) {
  const kind = `${type}, ${status}`;
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const completed = parseTime(completed_at);
  if (completed) seconds.push((completed.getTime() - parseTime(created_at).getTime()) / 1000);
}

for (const [kind, count] of counts) console.log(`${count} × ${kind}`);
const sum = seconds.reduce((total, each) => total + each, 0);
if (seconds.length > 0) console.log(`It took ${(sum / seconds.length).toFixed(1)} s on average.`);
