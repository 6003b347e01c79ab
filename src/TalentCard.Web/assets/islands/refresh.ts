// Lists change in place (htmx). Nothing that a page shows is kept in the browser's storage, and nothing is evaluated.
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

interface Failed extends Event {
  detail: { pathInfo: { finalRequestPath: string } };
}

// Whatever is no list (signed out, refused, an error) is a page of its own and shown as one.
document.addEventListener("htmx:responseError", (event) => location.assign((event as Failed).detail.pathInfo.finalRequestPath));

document.addEventListener("htmx:sendError", () => {
  const note = document.querySelector<HTMLElement>("[data-offline]");
  if (!note) return;
  note.hidden = false;
  setTimeout(() => (note.hidden = true), 8000);
});
