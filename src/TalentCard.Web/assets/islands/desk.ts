// The desk by scanner and keyboard: the input keeps the focus, a number key records, a click counts once. The camera is
// fetched only when somebody opens it.
const scan = document.querySelector<HTMLFormElement>("[data-scan]")!;
const input = scan.querySelector<HTMLInputElement>("#code")!;
const camera = scan.querySelector<HTMLButtonElement>("[data-camera]")!;
const viewfinder = scan.querySelector<HTMLElement>("[data-viewfinder]")!;
const others = "a, button, select, textarea, summary, input:not(#code)";

input.focus();
input.select();

// A scanner types wherever the focus is, so it comes back unless somebody works in another field.
document.addEventListener("focusout", () =>
  setTimeout(() => {
    if (!document.activeElement || document.activeElement === document.body) input.focus();
  }),
);
document.addEventListener("click", ({ target }) => {
  if (!(target as Element).closest(`${others}, label`) && !getSelection()?.toString()) input.focus();
});

// Codes begin with a letter: a digit alone in the empty input is a choice.
input.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key) || input.value) return;
  const form = document.querySelector<HTMLFormElement>(`form[data-key="${event.key}"]`);
  if (!form) return;
  event.preventDefault();
  // requestSubmit shows what is still to be checked.
  form.requestSubmit();
});

// One sending a form; a page that comes back from the history may send again (the same key books once).
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});

if (navigator.mediaDevices) {
  camera.hidden = false;
  camera.addEventListener("click", () => void look());
}

async function look(): Promise<void> {
  const video = viewfinder.querySelector("video")!;
  const state = viewfinder.querySelector<HTMLElement>("p")!;
  if (video.srcObject) return stop(video);
  viewfinder.hidden = false;
  state.textContent = state.dataset.textWait!;
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    await video.play();
    const read = await (await import("../camera")).reader();
    state.textContent = state.dataset.textAim!;
    while (video.srcObject) {
      const text = await read(video);
      if (text) {
        input.value = text;
        stop(video);
        return scan.requestSubmit();
      }
      await new Promise((resume) => setTimeout(resume, 120));
    }
  } catch {
    stop(video);
    viewfinder.hidden = false;
    state.textContent = state.dataset.textDenied!;
  }
}

function stop(video: HTMLVideoElement): void {
  for (const track of (video.srcObject as MediaStream | null)?.getTracks() ?? []) track.stop();
  video.srcObject = null;
  viewfinder.hidden = true;
  input.focus();
}

export {};
