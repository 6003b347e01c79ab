// htmx as every page uses it: nothing that a page shows is kept in the browser's storage, and nothing is evaluated.
import htmx from "htmx.org";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  // The back button asks the server again: a list of people stays out of the browser's storage.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollIntoViewOnBoost: false,
});

export default htmx;
