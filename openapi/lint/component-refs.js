/**
 * Schemas of bodies, and parameters, are references to components. So each has a name, which generated types
 * and messages show, and a file of its own.
 */
export const componentRefs = () => ({
  MediaType(mediaType, { report, location }) {
    if (mediaType.schema && !mediaType.schema.$ref) {
      report({
        message: "The schema of a body must be a reference to components/schemas, so that it has a name.",
        location: location.child(["schema"]),
      });
    }
  },
  ParameterList(parameters, { report, location }) {
    parameters.forEach((parameter, index) => {
      if (!parameter.$ref) {
        report({
          message: `Parameter ${parameter.name} must be a reference to components/parameters.`,
          location: location.child([index]),
        });
      }
    });
  },
});
