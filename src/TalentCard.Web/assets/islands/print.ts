// A button that prints: the browser's own menu does the same, so without script it is not shown.
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

export {};
