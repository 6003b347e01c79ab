// Every page of the talent's: a clear word without network. Browsers without service workers (some inside other apps) go without.
if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js", { scope: "/card" }).catch(() => undefined);

// A second click on a slow line: the server counts it once anyway; the button says that it was heard.
document.addEventListener("submit", (event) => {
  const button = (event as SubmitEvent).submitter;
  if (button instanceof HTMLButtonElement) setTimeout(() => button.classList.add("btn-loading"));
});
// The back button brings the page as it was.
addEventListener("pageshow", () => document.querySelectorAll(".btn-loading").forEach((button) => button.classList.remove("btn-loading")));
