// Lists change in place (htmx).
import "../htmx";

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
