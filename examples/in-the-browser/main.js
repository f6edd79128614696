// Creates tasks, advances the clock, and shows what comes of it.
import { registerMock } from "@task-contracts/mock/worker";

const apiKey = "live_demo";
const headers = { authorization: `Basic ${btoa(`${apiKey}:`)}` };
const byId = (id) => document.getElementById(id);

/** Shows a callback: what the service of a customer would receive. */
const receiveCallback = async (request) => {
  const { task, response } = await request.json();
  const item = document.createElement("li");
  item.textContent = `POST ${request.url}: task ${task.task_id} is ${task.status}, ${response.category}`;
  byId("callbacks").prepend(item);
  return new Response(null, { status: 204 });
};

const mock = await registerMock("service-worker.js?apis=scale-v1", { callbacks: receiveCallback });
const account = mock.account(apiKey);
// Tasks of live keys wait for people, or for what the urgency promises.
await account.updateSettings({ liveCompletion: "by-urgency" });

const showClock = ({ frozen, now }) => {
  byId("now").textContent = new Date(now).toLocaleString("en-GB", { timeZone: "UTC" });
  byId("now").dateTime = now;
  byId("running").textContent = frozen ? "UTC, frozen" : "UTC, running";
  byId("freeze").textContent = frozen ? "Resume" : "Freeze";
};

const rowOf = ({ params, response, status, task_id: id }) => {
  const row = document.createElement("tr");
  for (const text of [id, params.attachment, status, response?.category ?? "–"]) {
    row.insertCell().textContent = text;
  }
  row.dataset.status = status;
  return row;
};

const showTasks = async () => {
  const { docs } = await (await fetch("scale-v1/tasks", { headers })).json();
  if (docs.length > 0) byId("tasks").replaceChildren(...docs.map(rowOf));
};

byId("create").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { attachment, urgency } = Object.fromEntries(new FormData(event.target));
  const response = await fetch("scale-v1/task/categorization", {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({
      instruction: "What is this customer writing about?",
      attachment_type: "text",
      attachment,
      urgency,
      categories: ["delivery", "damage", "invoice"],
      callback_url: "https://shop.example/callbacks",
    }),
  });
  const { error } = await response.json();
  byId("status").textContent = error ?? "The task was created.";
});

byId("freeze").addEventListener("click", async () => {
  const { frozen } = await account.clock.now();
  showClock(await (frozen ? account.clock.resume() : account.clock.freeze()));
});
byId("hour").addEventListener("click", async () => showClock(await account.clock.advance({ hours: 1 })));
byId("day").addEventListener("click", async () => showClock(await account.clock.advance({ hours: 24 })));

// Whatever happens to a task shows at once.
new EventSource(`_mock/events?account=${apiKey}`).addEventListener("task", showTasks);
setInterval(async () => showClock(await account.clock.now()), 1000);

showClock(await account.clock.now());
await showTasks();
document.querySelector("main").hidden = false;
byId("status").textContent = `The mock is there: ${mock.apis.join(", ")}.`;
