const isError = (status) => status === "default" || /^[45]/.test(status);

/** Errors are described once per API and referenced, so that the same status means the same everywhere. */
export const sharedErrors = () => ({
  Responses(responses, { report, location }) {
    for (const [status, response] of Object.entries(responses)) {
      if (isError(status) && !response.$ref?.includes("components/responses/")) {
        report({
          message: `Response ${status} must be a reference to components/responses, where errors are shared.`,
          location: location.child([status]),
        });
      }
    }
  },
});
