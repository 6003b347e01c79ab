// A form that a passkey answers (Web Authentication, level 3): asks the server for a challenge, the authenticator for an answer,
// and sends the answer with the form. Where the browser knows no passkeys the form stays hidden.
const known = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON && PublicKeyCredential.prototype.toJSON;

for (const form of known ? document.querySelectorAll("form[data-passkey]") : []) {
  const problem = form.querySelector("[role=alert]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      const challenge = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (!challenge.ok) return say(await challenge.text());
      const credential = await answer(form.dataset.passkey, await challenge.json());
      form.elements.credential.value = JSON.stringify(credential);
    } catch {
      return say(problem.dataset.noAnswer);
    }
    form.submit();
  });

  function say(sentence) {
    problem.textContent = sentence;
    problem.hidden = false;
  }
}

function answer(kind, options) {
  return kind === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}
