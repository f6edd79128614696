/** The sections of the start page that are worth finding. Their ids are those of its headings. */
export const landingSections = [
  {
    id: "quick-start",
    title: "Quick start",
    text: "Getting started: start the mock server with one command, create a task with cURL, or use the client.",
  },
  {
    id: "install",
    title: "Install the client",
    text: "Build and pack the client in a clone of the repository, and install it with npm.",
  },
  {
    id: "compare",
    title: "Side by side",
    text: "The included APIs compared: which one to use, and how they differ.",
  },
] as const;
