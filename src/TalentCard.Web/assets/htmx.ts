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

// What is asked for on a timer, nobody touching the page, says so: it must not keep a session alive.
document.addEventListener("htmx:configRequest", (event) => {
  const { triggeringEvent, headers } = (event as CustomEvent<{ triggeringEvent?: Event; headers: Record<string, string> }>).detail;
  if (!triggeringEvent) headers["X-Background"] = "yes";
});

export default htmx;
