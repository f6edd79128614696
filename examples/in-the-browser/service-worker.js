// It responds to what is below its own folder, so it stands beside the page. The query of its URL selects the APIs.
importScripts("../../packages/mock/dist/service-worker.js");
