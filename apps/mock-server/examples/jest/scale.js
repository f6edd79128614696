/** Sends a request to the Scale API, and returns the status and the parsed body of the response. */
const send = async ({ baseUrl, apiKey }, path, body) => {
  const response = await fetch(`${baseUrl}${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Basic ${btoa(`${apiKey}:`)}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
};

/** Asks whether something is big or small. The result comes later, as a callback. */
const createTask = (service) =>
  send(service, "/task/categorization", {
    callback_url: service.callbackUrl,
    instruction: "Is it big or small?",
    attachment_type: "text",
    attachment: "An ant.",
    categories: ["big", "small"],
  });

const getTask = (service, id) => send(service, `/task/${id}`);

const cancelTask = (service, id) => send(service, `/task/${id}/cancel`, {});

module.exports = { cancelTask, createTask, getTask };
